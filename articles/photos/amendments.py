"""What may be done to a photo in stories that are out: changes of a story document, for `workflow.amend`.

Each function returns one that takes a document and returns another; the first is left as it is.
"""

from collections.abc import Callable
from copy import deepcopy

from articles.body import figures
from articles.body.clean import clean
from articles.models import Photo
from articles.photos import credits, renditions

Change = Callable[[dict], dict]
Put = Callable[[dict], dict | None]  # from a use of a photo to another, or None: it is taken out


def corrected(photo: Photo, *, old: set[str], old_alt: set[str]) -> Change:
    """Let each use of `photo` carry the credit and the facts that it has in the library now.

    A caption that is one of `old`, and an alternative text of `old_alt`, are as in the library then; others stay.
    """

    def put(use: dict) -> dict:
        words = {}
        if _line(use["caption"]) in {_line(caption) for caption in old}:
            words["caption"] = _line(photo.caption)
        if not use["decorative"] and use["alt"] in old_alt:
            words["alt"] = photo.alt
        return use | words | {"photo": renditions.facts(photo), "credit": credits.of(photo)}

    return _in_each_use(photo.pk, put)


def as_in_library(photo: Photo) -> Change:
    """As `corrected`, for each caption and alternative text that `photo` ever had in the library."""
    old: dict[str, set[str]] = {"caption": {photo.caption}, "alt": {photo.alt}}
    for fact, before in photo.changes.filter(fact__in=list(old)).values_list("fact", "before"):
        old[fact].add(before)
    return corrected(photo, old=old["caption"], old_alt=old["alt"])


def replaced(photo: Photo, *, by: Photo) -> Change:
    """Let the photo `by` stand, with its own words, wherever `photo` does."""

    def put(use: dict) -> dict:
        return use | {
            "photo": renditions.facts(by),
            "credit": credits.of(by),
            "caption": _line(by.caption),
            "alt": by.alt,
            "decorative": False,
        }

    return _in_each_use(photo.pk, put)


def removed(photo: Photo) -> Change:
    """Let a story do without `photo`."""
    return _in_each_use(photo.pk, lambda use: None)


def _line(text: str) -> str:
    return " ".join(text.split())


def _in_each_use(key: int, put: Put) -> Change:
    def change(document: dict) -> dict:
        document = deepcopy(document)
        if document["lead"] and document["lead"]["photo"]["id"] == key:
            document["lead"] = put(document["lead"])
        uses = [put(use) if use["photo"]["id"] == key else use for use in document["photos"]]
        if uses != document["photos"]:
            document["body"] = _body(document["body"], uses)
            document["photos"] = [use for use in uses if use]
        return document

    return change


def _body(body: str, uses: list[dict | None]) -> str:
    """Return `body` with its n-th photo as the n-th of `uses` says."""

    def figure(number: int, _: figures.Figure) -> str:
        use = uses[number]
        if use is None:
            return ""
        return figures.Figure(
            photo=use["photo"]["id"],
            layout=use["layout"],
            caption=use["caption"],
            alt=use["alt"],
            decorative=use["decorative"],
        ).html()

    return clean(figures.replace(body, figure))  # a gallery that lost its last photo goes

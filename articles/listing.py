"""Lists of stories, newest first, in pages that begin after a key: what a reader has read past never comes again."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q
from django.http import Http404, HttpRequest

from articles import page
from articles.models import Edition
from articles.models.edition import EditionQuerySet

SIZE = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# microseconds since 1970, before it for an archive's stories, and the edition's key
CURSOR = re.compile(r"(-?[0-9]{1,17})-([1-9][0-9]{0,17})")


@dataclass(frozen=True)
class Listing:
    """One page of a list: the stories it opens with, set large, and the rest.

    `older` is the cursor of the next page, empty on the last.
    """

    opening: list[page.Card]
    cards: list[page.Card]
    older: str
    is_first: bool


def read(
    request: HttpRequest, editions: EditionQuerySet, *, index: str = "", opening: tuple[str, ...] = (), **where
) -> Listing:
    """Return the page of `editions` that `request` asks for with `?before=`: one query.

    `where` says which editions are listed. `index` names the relation that holds them in order, if it is not the
    table of editions itself; `where` is about it then. `opening` is how large the photos of the first stories stand,
    each a key of `pictures.SIZES`; without a photo to begin with the list has no opening. Raises Http404 for a page
    that cannot be.
    """
    prefix = f"{index}__" if index else ""
    at, key = f"{prefix}first_published_at", f"{prefix}edition_id" if index else "pk"
    condition = Q(**{prefix + name: value for name, value in where.items()})
    before = request.GET.get("before", "")
    if before:
        last_at, last_key = _read_cursor(before)
        # the first part is what an index can begin at
        condition &= Q(**{f"{at}__lte": last_at}) & (Q(**{f"{at}__lt": last_at}) | Q(**{f"{key}__lt": last_key}))
    rows = list(editions.filter(condition).order_by(f"-{at}", f"-{key}").for_list()[: SIZE + 1])
    if before and not rows:
        raise Http404("Nothing is older.")
    shown = rows[:SIZE]
    if before or not rows or not rows[0].card["lead"]:
        opening = ()
    return Listing(
        opening=[
            page.card(edition, place=place, eager=number == 0)
            for number, (edition, place) in enumerate(zip(shown, opening, strict=False))
        ],
        cards=[page.card(edition, place="line") for edition in shown[len(opening) :]],
        older=_cursor(shown[-1]) if len(rows) > SIZE else "",
        is_first=not before,
    )


def _cursor(edition: Edition) -> str:
    return f"{(edition.first_published_at - EPOCH) // MICROSECOND}-{edition.pk}"


def _read_cursor(text: str) -> tuple[datetime, int]:
    match = CURSOR.fullmatch(text)
    if match is None:
        raise Http404("No page begins there.")
    try:
        return EPOCH + int(match[1]) * MICROSECOND, int(match[2])
    except OverflowError:
        raise Http404("No page begins there.") from None

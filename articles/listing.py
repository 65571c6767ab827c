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
    request: HttpRequest,
    editions: EditionQuerySet,
    *,
    index: str = "",
    opening: tuple[str, ...] = (),
    pinned: dict[int, Edition] | None = None,
    **where,
) -> Listing:
    """Return the page of `editions` that `request` asks for with `?before=`: one query.

    `where` says which editions are listed. `index` names the relation that holds them in order, if it is not the
    table of editions itself; `where` is about it then. `opening` is how large the photos of the first stories stand,
    each a key of `pictures.SIZES`; without a photo to begin with the list has no opening. `pinned` are those that stand
    in the opening by an editor's will, each by its place. Raises Http404 for a page that cannot be.
    """
    prefix = f"{index}__" if index else ""
    at, key = f"{prefix}first_published_at", f"{prefix}edition_id" if index else "pk"
    condition = Q(**{prefix + name: value for name, value in where.items()})
    before = request.GET.get("before", "")
    if before:
        last_at, last_key = read_cursor(before)
        # the first part is what an index can begin at
        condition &= Q(**{f"{at}__lte": last_at}) & (Q(**{f"{at}__lt": last_at}) | Q(**{f"{key}__lt": last_key}))
    if pinned:
        editions = editions.exclude(article__in=[edition.article_id for edition in pinned.values()])
    rows = list(editions.filter(condition).order_by(f"-{at}", f"-{key}").for_list()[: SIZE + 1])
    if before and not rows:
        raise Http404("Nothing is older.")
    shown = rows[:SIZE]
    if before or not (pinned or (rows and rows[0].card["lead"])):
        opening = ()
    opened, followed = _opened(pinned or {}, shown, len(opening))
    return Listing(
        opening=[
            page.card(edition, place=place, eager=number == 0)
            for number, (edition, place) in enumerate(zip(opened, opening, strict=False))
        ],
        cards=[page.card(edition, place="line") for edition in followed],
        older=cursor(shown[-1].first_published_at, shown[-1].pk) if len(rows) > SIZE else "",
        is_first=not before,
    )


def _opened(pinned: dict[int, Edition], shown: list[Edition], size: int) -> tuple[list[Edition], list[Edition]]:
    """Return those that the list opens with, `size` of them, and the rest of `shown`."""
    rest = iter(shown)
    opened = [pinned.get(place) or next(rest, None) for place in range(size)]
    return [edition for edition in opened if edition], list(rest)


def cursor(at: datetime, key: int) -> str:
    """Return what `?before=` says where a page ends with the row of this time and key."""
    return f"{(at - EPOCH) // MICROSECOND}-{key}"


def read_cursor(text: str) -> tuple[datetime, int]:
    """Return the time and the key that `cursor` wrote. Raises Http404 for what it never wrote."""
    match = CURSOR.fullmatch(text)
    if match is None:
        raise Http404("No page begins there.")
    try:
        return EPOCH + int(match[1]) * MICROSECOND, int(match[2])
    except OverflowError:
        raise Http404("No page begins there.") from None

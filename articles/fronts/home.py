"""The front page as its template shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle

from django.urls import reverse

from articles import page
from articles.fronts import filling
from articles.fronts.arrangement import BAND, Arrangement, Kind, Layout
from articles.fronts.filling import Filled
from articles.fronts.saving import arrangement_of
from articles.meaning import pages as meaning
from articles.models import Edition, EditionAuthor, Section


@dataclass(frozen=True)
class View:
    """An opinion or an analysis, with who holds it."""

    card: page.Card
    person: page.Person | None


@dataclass(frozen=True)
class Band:
    """A row across the page. `layout` names the fragment's arrangement: `feature`, `row` or `mirror`."""

    kind: str
    key: str  # unique on the page, for its heading
    title: str
    url: str
    layout: str
    cards: list[page.Card]
    views: list[View]


@dataclass(frozen=True)
class Front:
    sections: list[Section]
    lead: page.Card | None
    top: list[page.Card]
    bands: list[Band]
    newest_at: datetime | None  # when the newest story at its top went out: the paper's date

    @property
    def context(self) -> dict:
        """What `home.html` shows."""
        return {"front": self, "sections": self.sections} | meaning.front()


def make(now: datetime) -> Front:
    """Return the front page as it is at `now`: 5 queries, and one more each for pins, topics and what is read most."""
    return arranged(arrangement_of(None), now)


def arranged(arrangement: Arrangement | None, now: datetime) -> Front:
    """Return the front page as `arrangement` makes it at `now`; None arranges it by the rules alone."""
    sections, [top, *blocks] = filling.front_page(arrangement, now)
    lead, *beside = top.editions or [None]
    return Front(
        sections=sections,
        lead=lead and page.card(lead, place="front", eager=True),
        top=[
            page.card(edition, place="thumb" if number else "beside", eager=number == 0)
            for number, edition in enumerate(beside)
        ],
        bands=list(_bands(blocks)),
        newest_at=max((edition.first_published_at for edition in top.editions), default=None),
    )


def _bands(blocks: list[Filled]) -> Iterator[Band]:
    layouts = cycle((Layout.FEATURE, Layout.ROW, Layout.MIRROR))
    for filled in blocks:
        block, editions = filled.block, filled.editions
        if not editions:
            continue
        layout, cards, views = "", [], []
        if block.kind == Kind.VIEWS:
            views = _views(editions)
        elif block.kind == Kind.READ:
            cards = [page.card(edition, place="line") for edition in editions]
        else:
            # a large photo has room for three beside it
            layout = (block.layout or next(layouts)) if block.size <= BAND else Layout.ROW
            cards = [page.card(edition, place=_place(layout, number)) for number, edition in enumerate(editions)]
        yield Band(block.kind, _anchor(filled), block.title or title_of(filled), _url(filled), layout, cards, views)


def _place(layout: str, number: int) -> str:
    return "feature" if layout != Layout.ROW and number == 0 else "card"


def title_of(filled: Filled) -> str:
    """Return what a block is called that was given no title: the name of what it is about, or of its kind."""
    return filled.about.name if filled.about else Kind(filled.block.kind).label


def _anchor(filled: Filled) -> str:
    if filled.block.kind == Kind.SECTION:
        return filled.about.slug
    return f"topic-{filled.about.slug}" if filled.about else filled.block.kind


def _url(filled: Filled) -> str:
    if filled.block.kind == Kind.TOPIC:
        return reverse("topic", args=[filled.about.slug])
    return filled.about.get_absolute_url() if filled.about else ""


def _views(editions: list[Edition]) -> list[View]:
    rows = EditionAuthor.objects.filter(edition__in=editions, position=0).select_related("author__portrait")
    people = {row.edition_id: page.person(row.author) for row in rows}
    return [View(page.card(edition), people.get(edition.pk)) for edition in editions]

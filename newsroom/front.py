"""The front page: which stories stand where on it. The newest come first; the sections share what is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle

from django.db.models import OuterRef, Subquery

from articles import page
from articles.models import Edition, EditionAuthor, Section
from articles.states import StoryType

TOP = 5  # the lead story and those beside it
TOPS = 8  # as many of each section are looked at, so that a band is full after the top took its stories
BAND = 4
FEWEST_VIEWS = 2  # one opinion alone makes no band
VIEWS = {StoryType.OPINION, StoryType.ANALYSIS}


@dataclass(frozen=True)
class View:
    """An opinion or an analysis, with who holds it."""

    card: page.Card
    person: page.Person | None


@dataclass(frozen=True)
class Band:
    """A row across the page. `layout` names the fragment's arrangement: `feature`, `row` or `mirror`."""

    section: Section
    layout: str
    cards: list[page.Card]


@dataclass(frozen=True)
class Front:
    sections: list[Section]
    lead: page.Card | None
    top: list[page.Card]
    bands: list[Band]
    views: list[View]

    @property
    def newest_at(self) -> datetime | None:
        """When the newest story went out: the paper's date."""
        return max((card.published_at for card in [self.lead, *self.top] if card), default=None)


def make(now: datetime) -> Front:
    """Return the front page as it is at `now`: 4 queries."""
    sections = list(_with_tops(now))
    # none is visible before it was first published: said once more, so that SQLite walks the index of the order
    newest = list(Edition.objects.visible(now).filter(first_published_at__lte=now).newest_first().for_list()[:TOP])
    lead = next((edition for edition in newest if _can_lead(edition)), newest[0] if newest else None)
    top = [edition for edition in newest if edition is not lead]
    by_section = _tops(sections, now, without={edition.pk for edition in newest})
    views = [edition for found in by_section.values() for edition in found if edition.card["story_type"] in VIEWS]
    views = sorted(views, key=lambda edition: edition.first_published_at, reverse=True)[:BAND]
    if len(views) < FEWEST_VIEWS:
        views = []
    return Front(
        sections=sections,
        lead=lead and page.card(lead, place="front", eager=True),
        top=[
            page.card(edition, place="thumb" if number else "beside", eager=number == 0)
            for number, edition in enumerate(top)
        ],
        bands=_bands(sections, by_section, without={edition.pk for edition in views}),
        views=_views(views),
    )


def _with_tops(now: datetime):
    """Return the sections, each with the keys of its newest stories: as many looks into one index, and no more."""
    own = Edition.objects.visible(now).filter(section=OuterRef("pk")).newest_first().values("pk")
    return Section.objects.annotate(**{f"top_{number}": Subquery(own[number : number + 1]) for number in range(TOPS)})


def _tops(sections: Iterable[Section], now: datetime, *, without: set[int]) -> dict[int, list[Edition]]:
    """Return the newest stories of each section, by the section's key."""
    keys = {getattr(section, f"top_{number}") for section in sections for number in range(TOPS)}
    found = Edition.objects.visible(now).filter(pk__in=keys - without - {None}).newest_first().for_list()
    by_section: dict[int, list[Edition]] = {section.pk: [] for section in sections}
    for edition in found:
        by_section[edition.section_id].append(edition)
    return by_section


def _bands(sections: list[Section], by_section: dict[int, list[Edition]], *, without: set[int]) -> list[Band]:
    layouts = cycle(("feature", "row", "mirror"))
    bands = []
    for section in sections:
        editions = [edition for edition in by_section[section.pk] if edition.pk not in without][:BAND]
        if editions:
            layout = next(layouts)
            editions.sort(key=lambda edition: not edition.card["lead"])  # stable: a photo first, else as they came
            cards = [page.card(edition, place=_place(layout, number)) for number, edition in enumerate(editions)]
            bands.append(Band(section, layout, cards))
    return bands


def _place(layout: str, number: int) -> str:
    return "feature" if layout != "row" and number == 0 else "card"


def _can_lead(edition: Edition) -> bool:
    return bool(edition.card["lead"]) and edition.card["story_type"] != StoryType.OPINION


def _views(editions: list[Edition]) -> list[View]:
    rows = EditionAuthor.objects.filter(edition__in=editions, position=0).select_related("author__portrait")
    people = {row.edition_id: page.person(row.author) for row in rows} if editions else {}
    return [View(page.card(edition), people.get(edition.pk)) for edition in editions]

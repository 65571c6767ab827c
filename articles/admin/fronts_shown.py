"""A front as its screen shows it: blocks with their places, who stands there, who waits there, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone
from taggit.models import Tag

from articles import page, rights
from articles.admin.fronts_form import filled
from articles.fronts.arrangement import ABOUT, BAND, PINNABLE, Arrangement, Block, Kind, Layout, Pin
from articles.fronts.filling import Held
from articles.models import Article, Edition, Section
from articles.standing import Standing, standings
from authors import clock

HIDDEN = "A story that is not out yet"  # what who may not read it is shown
FIELD = "%Y-%m-%dT%H:%M"
TAKING = {Kind.SECTION, Kind.TOPIC}  # blocks whose shape across the page can be chosen


@dataclass(frozen=True)
class Card:
    """A story in a place. `state` is what readers get of it, `code` its colour; `is_there` while it holds its place."""

    story: int
    headline: str
    section: str
    thumb: str
    url: str
    code: str
    state: str
    is_there: bool
    since: str = ""
    until: str = ""
    times: str = ""
    pinned_by: str = ""


@dataclass(frozen=True)
class Place:
    """One place: the pins of it in their order, or the story that a rule put there."""

    value: str  # as the form names it
    label: str
    pins: list[Card]
    by_rule: Card | None


@dataclass(frozen=True)
class Shown:
    """A block on the screen."""

    key: str
    name: str
    title: str
    size: int
    layout: str
    sizes: range
    layouts: list[tuple[str, str]]
    places: list[Place]
    rule: str
    fixed: bool
    titled: bool
    first: bool
    last: bool


RULES = {
    Kind.TOP: "What is not pinned is the newest.",
    Kind.SECTION: "What is not pinned is the newest of the section.",
    Kind.TOPIC: "What is not pinned is the newest on the topic.",
    Kind.VIEWS: "What is not pinned is the newest opinion and analysis; one alone does not show.",
    Kind.READ: "What readers read most, of what stands nowhere else on the page.",
    Kind.REST: "A band for each section that has no block of its own. New sections appear here.",
}


class Screen:
    """What the screen of one front needs to know, fetched once: names, stories, states."""

    def __init__(self, section: Section | None, arrangement: Arrangement, at: datetime, user):
        self.section, self.arrangement, self.at, self.user = section, arrangement, at, user
        self.now = clock.now()
        self.names = Names.of(arrangement)
        self.filled = {each.block.key: each for each in filled(section, arrangement, at)}
        self.stories = Stories({pin.story for pin in arrangement.pins}, self.filled.values(), at, user)

    def blocks(self) -> list[Shown]:
        blocks = self.arrangement.blocks
        return [self._block(each, place, len(blocks)) for place, each in enumerate(blocks)]

    def places(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return where something can be pinned: each block with its places, as a list of choices in groups."""
        return [
            (self.names.of_block(each), [(f"{each.key} {place}", _label(each, place)) for place in range(each.size)])
            for each in self.arrangement.blocks
            if each.kind in PINNABLE
        ]

    def _block(self, each: Block, number: int, count: int) -> Shown:
        held = self.filled[each.key].held if each.key in self.filled else []
        pinnable = each.kind in PINNABLE
        return Shown(
            key=each.key,
            name=self.names.of_block(each, own=False),
            title=each.title,
            size=each.size,
            layout=each.layout,
            sizes=each.sizes if self.section is None and each.kind != Kind.REST else range(0),
            layouts=Layout.choices if each.kind in TAKING and each.size <= BAND else [],
            places=self._places(each, held) if pinnable else _read_only(held, self.stories),
            rule=RULES[each.kind] if self.section is None else "What is not pinned is the newest of the section.",
            fixed=each.kind == Kind.TOP,
            titled=each.kind not in {Kind.TOP, Kind.REST},
            first=number <= 1,
            last=number == count - 1,
        )

    def _places(self, each: Block, held: list[Held]) -> list[Place]:
        there = {one.pin.story for one in held if one.pin}
        rules = iter([one.edition for one in held if one.pin is None])
        places = []
        for place in range(each.size):
            pins = [self.stories.pinned(pin, is_there=pin.story in there, now=self.now) for pin in each.at(place)]
            by_rule = None if any(card.is_there for card in pins) else next(rules, None)
            by_rule = by_rule and self.stories.of_edition(by_rule)
            places.append(Place(f"{each.key} {place}", _label(each, place), pins, by_rule))
        return places


def _read_only(held: Iterable[Held], stories: "Stories") -> list[Place]:
    return [Place("", str(number), [], stories.of_edition(one.edition)) for number, one in enumerate(held, start=1)]


def _label(each: Block, place: int) -> str:
    return "Lead" if each.kind == Kind.TOP and place == 0 else str(place + 1)


@dataclass(frozen=True)
class Names:
    """What sections and topics are called, by key."""

    of_section: dict[int, str]
    of_topic: dict[int, str]

    @classmethod
    def of(cls, *arrangements: Arrangement) -> "Names":
        asked = {
            kind: {each.about for one in arrangements for each in one.blocks if each.kind == kind} for kind in ABOUT
        }
        sections = Section.objects.filter(pk__in=asked[Kind.SECTION]).values_list("pk", "name")
        topics = Tag.objects.filter(pk__in=asked[Kind.TOPIC]).values_list("pk", "name")
        return cls(dict(sections), dict(topics))

    def of_block(self, each: Block, *, own: bool = True) -> str:
        """Return the block's name; its own title, if it has one and `own`."""
        if own and each.title:
            return each.title
        if each.kind == Kind.SECTION:
            return self.of_section.get(each.about, "a section that is gone")
        if each.kind == Kind.TOPIC:
            return self.of_topic.get(each.about, "a topic that is gone")
        return Kind(each.kind).label


class Stories:
    """The stories of a front as one person may see them."""

    def __init__(self, pinned: set[int], blocks: Iterable, at: datetime, user):
        now = clock.now()
        self.articles = Article.objects.select_related("section").defer("body").in_bulk(pinned)
        self.standings = standings(self.articles.values(), now) if pinned else {}
        editions = Edition.objects.filter(article__in=pinned)
        found = (editions.visible(at) | editions.upcoming(now)).order_by("-visible_from").for_list() if pinned else []
        self.editions = {edition.article_id: edition for edition in found}
        self.visible = {one.edition.article_id for each in blocks for one in each.held}
        self.visible |= set(editions.visible(at).values_list("article", flat=True)) if pinned else set()
        self.may_read = {key: rights.may(user, "read", story) for key, story in self.articles.items()}
        self.reads_all = rights.may_read_all(user)
        self.by = {pk: str(name) for pk, name in _people()}

    def headline(self, key: int) -> str:
        """Return what the story `key` is called, as far as this person may know."""
        edition, story = self.editions.get(key), self.articles.get(key)
        if edition and (key in self.visible or self.may_read.get(key)):
            return edition.card["headline"]
        return str(story) if story and self.may_read.get(key) else HIDDEN

    def of_edition(self, edition: Edition) -> Card:
        card = page.card(edition, place="thumb")
        later = edition.visible_from > clock.now()
        return Card(
            story=edition.article_id,
            headline=edition.card["headline"],
            section=edition.section.name,
            thumb=card.lead.src if card.lead else "",
            url=_url(edition.article_id) if self.reads_all else edition.get_absolute_url(),
            code="scheduled" if later else "published",
            state=f"Scheduled for {clock.told(edition.visible_from)}" if later else "On the site",
            is_there=True,
        )

    def pinned(self, pin: Pin, *, is_there: bool, now: datetime) -> Card:
        story, edition = self.articles.get(pin.story), self.editions.get(pin.story)
        may_read = self.may_read.get(pin.story, False)
        known = may_read or pin.story in self.visible
        card = page.card(edition, place="thumb") if edition and known else None
        code, state = _state(self.standings.get(pin.story), edition, pin, is_there=is_there, now=now)
        section = edition.section if edition else story and story.section
        return Card(
            story=pin.story,
            headline=self.headline(pin.story),
            section=section.name if section and known else "",
            thumb=card.lead.src if card and card.lead else "",
            url=_url(pin.story) if may_read else "",
            code=code,
            state=state if known else "Not out yet",
            is_there=is_there,
            since=field(pin.since),
            until=field(pin.until),
            times=_times(pin, now),
            pinned_by=f"{self.by[pin.by]}, {clock.told(pin.at)}" if pin.by in self.by and pin.at else "",
        )


def _people() -> Iterable[tuple[int, str]]:
    users = get_user_model().objects.filter(is_staff=True).only("username", "first_name", "last_name")
    return ((user.pk, user.get_full_name() or user.get_username()) for user in users)


def _url(key: int) -> str:
    return Article(pk=key).get_absolute_url()


def _state(
    standing: Standing | None, edition: Edition | None, pin: Pin, *, is_there: bool, now: datetime
) -> tuple[str, str]:
    """Return the colour and the words of what readers get of a pinned story."""
    if edition and edition.visible_from > now:
        return "scheduled", f"Scheduled for {clock.told(edition.visible_from)}"
    if edition:
        return "published", "On the site" if is_there else "On the site, waits here"
    return standing.code, f"{standing.label}: shows once it is out"


def _times(pin: Pin, now: datetime) -> str:
    since = f"from {clock.told(pin.since)}" if pin.since and pin.since > now else ""
    until = f"until {clock.told(pin.until)}" if pin.until else "without an end"
    return f"{since} {until}".strip()


def field(at: datetime | None) -> str:
    """Return an instant as a field for a day and an hour holds it."""
    return timezone.localtime(at).strftime(FIELD) if at else ""

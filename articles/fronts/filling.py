"""Who stands where on a front at an instant: what is pinned, where it is pinned; elsewhere what the rules say.

A pin holds its place from `since` to `until` and while readers see its story, so that a story which is withdrawn, not
yet out or over its time is not there, and the rules fill its place; no job has to run. A story stands once: the first
pin wins, and pins win over rules.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from taggit.models import Tag

from articles.fronts.arrangement import BAND, PINNABLE, Arrangement, Block, Kind, Pin, block, usual
from articles.models import Edition, EditionTopic, Section
from articles.most_read import FEWEST, most_read
from articles.states import StoryType

TOPS = 8  # as many of each section are looked at, so that a band is full after the top took its stories
FEWEST_VIEWS = 2  # one opinion alone makes no band
VIEWS = {StoryType.OPINION, StoryType.ANALYSIS}


@dataclass(frozen=True)
class Held:
    """A story in its place; `pin` is None where a rule put it there."""

    edition: Edition
    pin: Pin | None = None


@dataclass
class Filled:
    """A block with those who stand in it, in order; `about` is its section or topic."""

    block: Block
    held: list[Held] = field(default_factory=list)
    about: Section | Tag | None = None

    @property
    def editions(self) -> list[Edition]:
        return [held.edition for held in self.held]


def pinned(arrangement: Arrangement, now: datetime) -> dict[tuple[str, int], Held]:
    """Return what stands where it was pinned at `now`, by the block's key and the place: one query, or none."""
    on = [
        (block, pin) for block in arrangement.blocks if block.kind in PINNABLE for pin in block.pins if pin.is_on(now)
    ]
    if not on:
        return {}
    editions = Edition.objects.visible(now).filter(article__in={pin.story for _, pin in on}).order_by("pk").for_list()
    visible = {edition.article_id: edition for edition in editions}
    found: dict[tuple[str, int], Held] = {}
    for each, pin in on:
        place = (each.key, pin.place)
        if pin.story in visible and place not in found:
            found[place] = Held(visible.pop(pin.story), pin)
    return found


def merged(held: dict[int, Held], others: Iterable[Edition], size: int) -> list[Held]:
    """Return `size` places in their order: those of `held` where they stand, the others as they come."""
    rest = iter(others)
    places = [held.get(place) or next((Held(edition) for edition in rest), None) for place in range(size)]
    return [each for each in places if each]


def front_page(arrangement: Arrangement | None, now: datetime) -> tuple[list[Section], list[Filled]]:
    """Return the sections, and the blocks of the front page as they are filled at `now`, the top first.

    None arranges it by the rules alone. 3 queries; one more each for pins, for topics and for what is read most.
    """
    by_hand = arrangement or Arrangement()
    pins = pinned(by_hand, now)
    theirs = {held.edition.article_id for held in pins.values()}
    sizes = [each.size for each in by_hand.blocks if each.kind in {Kind.SECTION, Kind.TOPIC}]
    sections = list(_with_tops(now, theirs, max([TOPS, *(size + BAND for size in sizes)])))
    blocks = (arrangement or usual(section.pk for section in sections)).blocks
    topics = _topics_with_tops(blocks, now, theirs)

    def held_in(each: Block) -> dict[int, Held]:
        return {place: held for (key, place), held in pins.items() if key == each.key}

    filled = {each.key: Filled(each) for each in blocks}
    top = filled[Kind.TOP]
    newest = _newest(now, theirs, top.block.size - len(held_in(top.block)))
    top.held = merged(
        held_in(top.block), _lead_first(newest) if 0 not in held_in(top.block) else newest, top.block.size
    )
    taken = {edition.pk for edition in newest}
    tops = _tops([*sections, *topics.values()], now, without=taken)
    if views := filled.get(Kind.VIEWS):
        ours = held_in(views.block)
        found = _views([edition for section in sections for edition in _of(section, tops)])
        views.held = merged(ours, found, views.block.size)
        if not ours and len(views.held) < FEWEST_VIEWS:
            views.held = []
        taken |= {held.edition.pk for held in views.held}
    by_key = {section.pk: section for section in sections}
    # the narrow before the wide: what is about the harbour stands with the harbour, also where Business comes first
    for kind, things in ((Kind.TOPIC, topics), (Kind.SECTION, by_key)):
        for each in [one for one in filled.values() if one.block.kind == kind and one.block.about in things]:
            each.about = things[each.block.about]
            _fill_band(each, held_in(each.block), _of(each.about, tops), taken)
    ordered = _in_order(filled, sections, tops, taken, by_rule=arrangement is None)
    if read := filled.get(Kind.READ):
        _fill_read(read, {held.edition.pk for each in ordered for held in each.held}, now)
    return sections, ordered


def _in_order(
    filled: dict[str, Filled], sections: list[Section], tops: dict, taken: set[int], *, by_rule: bool
) -> list[Filled]:
    """Return the blocks as they stand on the page, with the bands of all other sections where these belong."""
    ordered = []
    for each in filled.values():
        if each.block.kind != Kind.REST:
            ordered.append(each)
            continue
        for section in sections:
            band = block(Kind.SECTION, section.pk)
            if band.key not in filled:
                ordered.append(one := Filled(band, about=section))
                _fill_band(one, {}, _of(section, tops), taken)
    if by_rule:  # nobody chose where the views stand: after the second band that there is
        views = filled[Kind.VIEWS]
        ordered.remove(views)
        bands = [each for each in ordered if each.block.kind == Kind.SECTION and each.held]
        ordered.insert(ordered.index(bands[1]) + 1 if len(bands) > 1 else len(ordered), views)
    return ordered


def _fill_read(read: Filled, there: set[int], now: datetime) -> None:
    """Fill the block of what is read most with what stands nowhere else on the page."""
    found = [edition for edition in most_read(now, read.block.size + len(there)) if edition.pk not in there]
    read.held = [Held(edition) for edition in found[: read.block.size]] if len(found) >= FEWEST else []


def section_top(arrangement: Arrangement, section: Section, now: datetime) -> list[Filled]:
    """Return the opening of the page of `section` as it is filled at `now`: one query, and one for pins."""
    [top] = arrangement.blocks
    pins = {place: held for (_, place), held in pinned(arrangement, now).items()}
    editions = Edition.objects.visible(now).filter(section=section)
    newest = editions.exclude(article__in=[held.edition.article_id for held in pins.values()]).newest_first()
    return [Filled(top, merged(pins, newest.for_list()[: top.size - len(pins)], top.size), section)]


def _newest(now: datetime, without: set[int], count: int) -> list[Edition]:
    # none is visible before it was first published: said once more, so that SQLite walks the index of the order
    visible = Edition.objects.visible(now).filter(first_published_at__lte=now).exclude(article__in=without)
    return list(visible.newest_first().for_list()[:count])


def _lead_first(newest: list[Edition]) -> list[Edition]:
    lead = next((edition for edition in newest if _can_lead(edition)), None)
    return [lead, *(edition for edition in newest if edition is not lead)] if lead else newest


def _can_lead(edition: Edition) -> bool:
    return bool(edition.card["lead"]) and edition.card["story_type"] != StoryType.OPINION


def _with_tops(now: datetime, without: set[int], count: int) -> QuerySet[Section]:
    """Return the sections, each with the keys of its newest stories: as many looks into one index, and no more."""
    own = Edition.objects.visible(now).filter(section=OuterRef("pk")).exclude(article__in=without)
    own = own.newest_first().values("pk")
    return Section.objects.annotate(**{f"top_{number}": Subquery(own[number : number + 1]) for number in range(count)})


def _topics_with_tops(blocks: Iterable[Block], now: datetime, without: set[int]) -> dict[int, Tag]:
    """Return the topics that have a block, by key, each with the keys of its newest stories: one query, or none."""
    asked = [each for each in blocks if each.kind == Kind.TOPIC]
    if not asked:
        return {}
    visible = Edition.objects.visible(now).filter(pk=OuterRef("edition_id")).exclude(article__in=without)
    own = EditionTopic.objects.filter(topic=OuterRef("pk")).filter(Exists(visible))
    own = own.order_by("-first_published_at", "-edition_id").values("edition_id")
    count = max(each.size for each in asked) + TOPS
    tops = {f"top_{number}": Subquery(own[number : number + 1]) for number in range(count)}
    return Tag.objects.annotate(**tops).in_bulk([each.about for each in asked])


def _keys(thing: Section | Tag) -> list[int]:
    return [key for name, key in vars(thing).items() if name.startswith("top_") and key is not None]


def _tops(things: Iterable[Section | Tag], now: datetime, *, without: set[int]) -> dict[int, Edition]:
    """Return the newest stories of all `things`, by the edition's key."""
    keys = {key for thing in things for key in _keys(thing)}
    return Edition.objects.visible(now).filter(pk__in=keys - without).order_by().for_list().in_bulk()


def _of(thing: Section | Tag, tops: dict[int, Edition]) -> list[Edition]:
    return [tops[key] for key in _keys(thing) if key in tops]


def _views(candidates: list[Edition]) -> list[Edition]:
    views = [edition for edition in candidates if edition.card["story_type"] in VIEWS]
    return sorted(views, key=lambda edition: (edition.first_published_at, edition.pk), reverse=True)


def _fill_band(band: Filled, ours: dict[int, Held], newest: list[Edition], taken: set[int]) -> None:
    size = band.block.size
    free = [edition for edition in newest if edition.pk not in taken][: size - len(ours)]
    free.sort(key=lambda edition: not edition.card["lead"])  # stable: a photo first, else as they came
    band.held = merged(ours, free, size)
    taken |= {edition.pk for edition in free}

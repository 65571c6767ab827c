"""What an editor arranged: blocks in their order, and the stories that are pinned in them. Plain values, kept as JSON.

    {"blocks": [{"kind", "about": the key of the section or topic, or None, "title", "size", "layout",
                 "pins": [{"story", "place", "since", "until", "by", "at"}, …]}, …]}

`place` counts from 0; `since` and `until` are instants in ISO 8601 or None; `by` and `at` say who pinned it and when.
Several pins may name one place: the first whose story readers see then has it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

MOST_BLOCKS, MOST_PINS = 40, 100  # of one front


class Kind(models.TextChoices):
    """What a block is about, and so what fills those of its places that nothing is pinned to.

    Those that are marked for translation are also what readers find above a block without a title of its own.
    """

    TOP = "top", "Top stories"
    SECTION = "section", "Section"
    TOPIC = "topic", "Topic"
    VIEWS = "views", _("Opinion and analysis")
    READ = "read", _("Most read")
    REST = "rest", "All other sections"


class Layout(models.TextChoices):
    """How a section or a topic stands across the page."""

    BY_ITSELF = "", "By turns"
    FEATURE = "feature", "Large photo left"
    MIRROR = "mirror", "Large photo right"
    ROW = "row", "In a row"


ABOUT = {Kind.SECTION, Kind.TOPIC}  # there may be one of each section and topic; of every other kind, one
PINNABLE = {Kind.TOP, Kind.SECTION, Kind.TOPIC, Kind.VIEWS}
SIZES = {Kind.TOP: range(1, 9), Kind.READ: range(3, 11)}  # how many stories a block may show
OTHER_SIZES = range(1, 9)
USUAL_SIZE = {Kind.TOP: 5, Kind.READ: 5}
BAND = 4
SECTION_TOP = 3  # the opening of a section's page


@dataclass(frozen=True)
class Pin:
    """That a story stands in a place, from one instant to another; None is no bound."""

    story: int
    place: int
    since: datetime | None = None
    until: datetime | None = None
    by: int | None = None
    at: datetime | None = None

    def is_on(self, now: datetime) -> bool:
        return (self.since is None or self.since <= now) and not self.is_over(now)

    def is_over(self, now: datetime) -> bool:
        return self.until is not None and self.until <= now


@dataclass(frozen=True)
class Block:
    kind: str
    about: int | None = None
    title: str = ""
    size: int = BAND
    layout: str = ""
    pins: tuple[Pin, ...] = ()

    @property
    def key(self) -> str:
        return self.kind if self.about is None else f"{self.kind}-{self.about}"

    @property
    def sizes(self) -> range:
        return SIZES.get(self.kind, OTHER_SIZES)

    def at(self, place: int) -> list[Pin]:
        """Return the pins of one place, the first of which has it while readers see its story."""
        return [pin for pin in self.pins if pin.place == place]


@dataclass(frozen=True)
class Arrangement:
    blocks: tuple[Block, ...] = ()

    def find(self, key: str) -> Block | None:
        return next((block for block in self.blocks if block.key == key), None)

    def pinned(self, story: int) -> tuple[Block, Pin] | None:
        """Return where `story` is pinned."""
        return next(((block, pin) for block in self.blocks for pin in block.pins if pin.story == story), None)

    @property
    def pins(self) -> list[Pin]:
        return [pin for block in self.blocks for pin in block.pins]

    def with_block(self, changed: Block) -> "Arrangement":
        """Return this with `changed` in the place of the block of its key."""
        return Arrangement(tuple(changed if block.key == changed.key else block for block in self.blocks))

    def current(self, now: datetime) -> "Arrangement":
        """Return this without the pins whose time is over."""
        return Arrangement(
            tuple(
                replace(block, pins=tuple(pin for pin in block.pins if not pin.is_over(now))) for block in self.blocks
            )
        )

    def to_the_minute(self) -> "Arrangement":
        """Return this with its times as the fields of the screen hold them."""
        return Arrangement(
            tuple(
                replace(
                    block,
                    pins=tuple(replace(pin, since=_minute(pin.since), until=_minute(pin.until)) for pin in block.pins),
                )
                for block in self.blocks
            )
        )

    def says_the_same(self, other: "Arrangement") -> bool:
        """Return whether both put the same stories into the same places, whoever pinned them."""
        return self._unsigned() == other._unsigned()

    def signed(self, before: "Arrangement", *, by: int | None, at: datetime) -> "Arrangement":
        """Return this with who pinned each story: as in `before` where that pin is the same, else `by` now."""
        blocks = []
        for block in self.blocks:
            pins = []
            for pin in block.pins:
                was = before.pinned(pin.story)
                same = was and was[0].key == block.key and replace(was[1], by=None, at=None) == _unsigned(pin)
                pins.append(was[1] if same else replace(pin, by=by, at=at))
            blocks.append(replace(block, pins=tuple(pins)))
        return Arrangement(tuple(blocks))

    def to_json(self) -> dict:
        return {"blocks": [_block_to_json(block) for block in self.blocks]}

    def _unsigned(self) -> "Arrangement":
        return Arrangement(
            tuple(replace(block, pins=tuple(_unsigned(pin) for pin in block.pins)) for block in self.blocks)
        )


def of_json(stored: dict) -> Arrangement | None:
    """Return the arrangement that `stored` holds; None where it is empty, and the rules alone say what stands where."""
    blocks = stored.get("blocks")
    return Arrangement(tuple(_block_of_json(block) for block in blocks)) if blocks else None


def block(kind: str, about: int | None = None) -> Block:
    """Return a new block as it is offered: of the usual size, without pins."""
    return Block(kind, about, size=USUAL_SIZE.get(kind, BAND))


def top_of_section() -> Arrangement:
    """Return the arrangement of a section's page that nobody arranged."""
    return Arrangement((Block(Kind.TOP, size=SECTION_TOP),))


def usual(sections: Iterable[int]) -> Arrangement:
    """Return a front page for these sections, by their keys: as it is before anybody arranges it."""
    bands = [block(Kind.SECTION, key) for key in sections]
    return Arrangement((block(Kind.TOP), *bands[:2], block(Kind.VIEWS), *bands[2:], block(Kind.REST)))


def _minute(at: datetime | None) -> datetime | None:
    return at and at.replace(second=0, microsecond=0)


def _unsigned(pin: Pin) -> Pin:
    return replace(pin, by=None, at=None)


def _block_to_json(block: Block) -> dict:
    facts = {name: getattr(block, name) for name in ("about", "title", "size", "layout")}
    return {"kind": str(block.kind)} | facts | {"pins": [_pin_to_json(pin) for pin in block.pins]}


def _block_of_json(stored: dict) -> Block:
    pins = tuple(_pin_of_json(pin) for pin in stored["pins"])
    return Block(stored["kind"], stored["about"], stored["title"], stored["size"], stored["layout"], pins)


def _pin_to_json(pin: Pin) -> dict:
    times = {name: value and value.isoformat() for name in ("since", "until", "at") for value in [getattr(pin, name)]}
    return {"story": pin.story, "place": pin.place, "by": pin.by} | times


def _pin_of_json(stored: dict) -> Pin:
    times = {name: stored[name] and parse_datetime(stored[name]) for name in ("since", "until", "at")}
    return Pin(stored["story"], stored["place"], by=stored["by"], **times)

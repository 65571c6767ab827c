"""A front as it was arranged on the screen: what came from its form, and what a button of it does.

The form has a line for each block and for each pin, in the order of the page, so that what is sent is the whole
arrangement; a button that was pressed comes as `do`, a word or two and what they are about: `pin 12 topic-3 0`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import escape
from taggit.models import Tag

from articles import references
from articles.admin.story_bar import NUMBER
from articles.fronts import filling, moves
from articles.fronts.arrangement import (
    ABOUT,
    MOST_BLOCKS,
    MOST_PINS,
    PINNABLE,
    Arrangement,
    Block,
    Kind,
    Layout,
    Pin,
    block,
)
from articles.models import Article, Edition, Section
from articles.refusals import Refused
from authors import clock
from authors.text import normalise_line

KEY = re.compile(r"([a-z]{1,10})(?:-([1-9][0-9]{0,17}))?")
STORY = re.compile(r"[1-9][0-9]{0,17}")
DESK_ADDRESS = re.compile(r"/articles/article/([1-9][0-9]{0,17})/")
LONGEST_TITLE = 60
MORNING = 6  # the hour at which a pin ends that was given no other end: nobody finds last week's lead on the page


@dataclass
class Typed:
    """What came from the form: an arrangement, and what is wrong with it, a sentence each."""

    arrangement: Arrangement
    errors: list[str] = field(default_factory=list)


def read(data: QueryDict, base: Arrangement) -> Typed:
    """Return what `data` arranges. Blocks of sections and topics that are gone are left out; `base` allows its own."""
    typed = Typed(Arrangement())
    blocks: dict[str, Block] = {}
    lines = zip(*(data.getlist(f"block_{name}") for name in ("key", "title", "size", "layout")), strict=False)
    for key, title, size, layout in list(lines)[:MOST_BLOCKS]:
        new = _block(key, base)
        if new is None or new.key in blocks:
            continue
        title = normalise_line(title)
        if len(title) > LONGEST_TITLE:
            typed.errors.append(f"A block’s title has at most {LONGEST_TITLE} characters; “{title}” was cut off.")
        number = int(size) if NUMBER.fullmatch(size) and int(size) in new.sizes else new.size
        layout = layout if layout in Layout.values else ""
        blocks[new.key] = replace(new, title=title[:LONGEST_TITLE].strip(), size=number, layout=layout)
    if Kind.TOP not in blocks:
        blocks = {Kind.TOP: base.blocks[0] if base.blocks else block(Kind.TOP)} | blocks
    pins = zip(*(data.getlist(f"pin_{name}") for name in ("story", "place", "since", "until")), strict=False)
    _read_pins(list(pins)[:MOST_PINS], blocks, typed)
    first = blocks.pop(Kind.TOP)
    typed.arrangement = _known(Arrangement((first, *blocks.values())))
    return typed


def _block(key: str, base: Arrangement) -> Block | None:
    match = KEY.fullmatch(key)
    if match is None or match[1] not in Kind.values or (match[1] in ABOUT) != (match[2] is not None):
        return None
    if base.find(Kind.TOP) and len(base.blocks) == 1:  # a section's page has its top alone
        return replace(base.blocks[0], pins=()) if match[1] == Kind.TOP else None
    return block(match[1], int(match[2]) if match[2] else None)


def _read_pins(lines: list[tuple], blocks: dict[str, Block], typed: Typed) -> None:
    seen = set()
    for story, place, since, until in lines:
        key, _, number = place.rpartition(" ")
        target = blocks.get(key)
        if target is None or target.kind not in PINNABLE or not STORY.fullmatch(story) or story in seen:
            continue
        seen.add(story)
        number = min(int(number) if NUMBER.fullmatch(number) else 0, target.size - 1)
        pin = Pin(int(story), number, _instant(since, typed), _instant(until, typed))
        if pin.since and pin.until and pin.until <= pin.since:
            typed.errors.append("A pin would end before it begins. Choose a later end, or an earlier beginning.")
        blocks[key] = replace(target, pins=tuple(sorted([*target.pins, pin], key=lambda pin: pin.place)))


def _instant(text: str, typed: Typed) -> datetime | None:
    """Return the instant that `text` names in the newsroom's time; None for none."""
    if not text.strip():
        return None
    at = instant(text)
    if at is None:
        typed.errors.append(f"“{text[:40]}” is no day and hour. Type it like 2026-11-24 18:00.")
    return at


def instant(text: str) -> datetime | None:
    """Return the instant that a field for a day and an hour holds, in the newsroom's time; None where it holds none."""
    try:
        at = parse_datetime(text.strip())
        return at and (timezone.make_aware(at) if timezone.is_naive(at) else at)
    except (ValueError, OverflowError):
        return None


def _known(arrangement: Arrangement) -> Arrangement:
    """Return `arrangement` without the blocks and pins of what there is not."""
    keys = {kind: {each.about for each in arrangement.blocks if each.kind == kind} for kind in ABOUT}
    there = {
        Kind.SECTION: set(Section.objects.filter(pk__in=keys[Kind.SECTION]).values_list("pk", flat=True)),
        Kind.TOPIC: set(Tag.objects.filter(pk__in=keys[Kind.TOPIC]).values_list("pk", flat=True)),
    }
    wanted = {pin.story for pin in arrangement.pins}
    stories = set(Article.objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    return Arrangement(
        tuple(
            replace(each, pins=tuple(pin for pin in each.pins if pin.story in stories))
            for each in arrangement.blocks
            if each.kind not in ABOUT or each.about in there[each.kind]
        )
    )


def do(what: str, arrangement: Arrangement, now: datetime, data: QueryDict) -> tuple[Arrangement, str]:
    """Return the arrangement after the button `what` was pressed while the page of `now` was looked at, and a sentence.

    Raises `Refused` with what cannot be done.
    """
    verb, *rest = what.split()
    known: dict[str, Callable] = {"put": _put, "pin": _pin, "unpin": _unpin, "up": _up, "down": _down}
    known |= {"add": _add, "remove": _remove, "raise": _raise, "lower": _lower}
    if verb not in known or len(rest) > 3:
        raise Refused("This button is not known here. Load the page again.")
    return known[verb](arrangement, now, data, *rest)


def _put(arrangement: Arrangement, now: datetime, data: QueryDict) -> tuple[Arrangement, str]:
    """Pin the story that was typed: its number, or an address of it."""
    story = story_typed(data.get("put_story", ""))
    if story is None:
        raise Refused("Type the story’s number, or paste the address of its page.")
    key, _, place = data.get("put_place", "").rpartition(" ")
    return _pin(arrangement, now, data, str(story), key, place)


def story_typed(text: str) -> int | None:
    """Return the key of the story that `text` is the number of, or an address of; None where it is neither."""
    text = normalise_line(text[:500])
    if STORY.fullmatch(text):
        return int(text)
    if match := DESK_ADDRESS.search(text):
        return int(match[1])
    found = references.REFERENCE.search(references.normalise(f'<a href="{escape(text)}">'))
    return int(found[1]) if found else None


def _pin(
    arrangement: Arrangement, now: datetime, data: QueryDict, story: str, key: str, place: str
) -> tuple[Arrangement, str]:
    if not (STORY.fullmatch(story) and NUMBER.fullmatch(place)):
        raise Refused(moves.NO_PLACE)
    number = int(story)
    if not Article.objects.filter(pk=number).exists():
        raise Refused("There is no such story.")
    keys = {number, *(pin.story for pin in arrangement.pins)}
    visible = Edition.objects.visible(now).filter(article__in=keys).values_list("article", flat=True)
    was = arrangement.pinned(number)
    pin = replace(was[1], place=int(place)) if was else Pin(number, int(place), until=usual_end(number, now))
    after = moves.pin(arrangement, pin, key, shown=moves.on(arrangement, set(visible), now))
    gone = {each.story for each in arrangement.pins} - {each.story for each in after.pins}
    said = "Moved." if was else "Pinned."
    return after, f"{said} What stood last in the block has no place any more, and is unpinned." if gone else said


def usual_end(story: int, now: datetime) -> datetime:
    """Return when a pin ends unless somebody says otherwise: the next morning after `story` is there to be seen."""
    upcoming = Edition.objects.filter(article=story).upcoming(now).values_list("visible_from", flat=True).first()
    here = timezone.localtime(max(filter(None, (now, upcoming, clock.now()))))
    morning = here.replace(hour=MORNING, minute=0, second=0, microsecond=0, tzinfo=None)
    return timezone.make_aware(morning + timedelta(days=1))


def _unpin(arrangement: Arrangement, now: datetime, data: QueryDict, story: str) -> tuple[Arrangement, str]:
    return moves.unpin(arrangement, int(story) if STORY.fullmatch(story) else 0), "Unpinned."


def _up(arrangement: Arrangement, now: datetime, data: QueryDict, story: str) -> tuple[Arrangement, str]:
    return moves.shift(arrangement, int(story) if STORY.fullmatch(story) else 0, -1), "Moved up."


def _down(arrangement: Arrangement, now: datetime, data: QueryDict, story: str) -> tuple[Arrangement, str]:
    return moves.shift(arrangement, int(story) if STORY.fullmatch(story) else 0, 1), "Moved down."


def _add(arrangement: Arrangement, now: datetime, data: QueryDict) -> tuple[Arrangement, str]:
    new = _block(data.get("add_block", ""), Arrangement())
    if new is None:
        raise Refused("Choose which block to add.")
    after = _known(moves.add(arrangement, new.kind, new.about))
    if after.find(new.key) is None:
        raise Refused("There is no such section or topic any more.")
    return after, "The block was added at the end."


def _remove(arrangement: Arrangement, now: datetime, data: QueryDict, key: str) -> tuple[Arrangement, str]:
    return moves.remove(arrangement, key), "The block was removed."


def _raise(arrangement: Arrangement, now: datetime, data: QueryDict, key: str) -> tuple[Arrangement, str]:
    return moves.shift_block(arrangement, key, -1), "The block was moved up."


def _lower(arrangement: Arrangement, now: datetime, data: QueryDict, key: str) -> tuple[Arrangement, str]:
    return moves.shift_block(arrangement, key, 1), "The block was moved down."


def filled(section: Section | None, arrangement: Arrangement, now: datetime) -> list[filling.Filled]:
    """Return who stands where on the front of `section`, or the front page, at `now`."""
    if section:
        return filling.section_top(arrangement, section, now)
    return filling.front_page(arrangement, now)[1]

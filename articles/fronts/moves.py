"""What an editor does to an arrangement: each function is one thing done, and returns the arrangement after it.

A story is pinned once on a front. Who is put where a pin stands takes its place, and that pin goes one further down;
but where only one of the two is to be seen yet, both stay: the one that is still to come takes over when it comes.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from articles.fronts.arrangement import ABOUT, MOST_BLOCKS, MOST_PINS, PINNABLE, Arrangement, Block, Kind, Pin, block
from articles.refusals import Refused

FULL = "There are as many blocks here as a page can bear. Remove one first."
NO_PLACE = "There is no such place on this page."


def pin(arrangement: Arrangement, new: Pin, key: str, *, shown: Collection[int]) -> Arrangement:
    """Put the story of `new` into the place that it names of the block `key`; it leaves where it was pinned.

    `shown` are the stories that readers see and whose pins are on: each holds its place. Raises `Refused`.
    """
    arrangement = unpin(arrangement, new.story)
    target = arrangement.find(key)
    if target is None or target.kind not in PINNABLE or not 0 <= new.place < target.size:
        raise Refused(NO_PLACE)
    if len(arrangement.pins) >= MOST_PINS:
        raise Refused("So many stories are pinned here that nobody keeps count. Unpin some first.")
    return arrangement.with_block(_put(target, new, shown))


def _put(target: Block, new: Pin, shown: Collection[int]) -> Block:
    there = target.at(new.place)
    others = [pin for pin in target.pins if pin.place != new.place]
    pushed = [pin for pin in there if pin.story in shown and new.story in shown]
    waiting = [pin for pin in there if pin not in pushed]
    # whoever is still to come stands before who is there: its hour is when it takes over
    ahead = [pin for pin in waiting if pin.story not in shown] if new.story in shown else []
    stack = [*ahead, new, *(pin for pin in waiting if pin not in ahead)]
    block = replace(target, pins=_sorted([*others, *stack]))
    for each in pushed:
        below = replace(each, place=new.place + 1)
        block = _put(block, below, shown) if below.place < block.size else block
    return block


def unpin(arrangement: Arrangement, story: int) -> Arrangement:
    """Take the pin off `story`."""
    return Arrangement(
        tuple(
            replace(block, pins=tuple(pin for pin in block.pins if pin.story != story)) for block in arrangement.blocks
        )
    )


def shift(arrangement: Arrangement, story: int, step: int) -> Arrangement:
    """Move the pin of `story` by `step` places within its block; what is pinned there changes places with it."""
    found = arrangement.pinned(story)
    if found is None or not 0 <= found[1].place + step < found[0].size:
        raise Refused(NO_PLACE)
    block, here = found[0], found[1].place
    pins = [
        replace(pin, place=here + step)
        if pin.story == story
        else replace(pin, place=here)
        if pin.place == here + step
        else pin
        for pin in block.pins
    ]
    return arrangement.with_block(replace(block, pins=_sorted(pins)))


def add(arrangement: Arrangement, kind: str, about: int | None = None) -> Arrangement:
    """Add a block at the end; before the one of all other sections, if there is one."""
    if kind not in Kind.values or (kind in ABOUT) != (about is not None):
        raise Refused("There is no such block.")
    new = block(kind, about)
    if arrangement.find(new.key):
        raise Refused("This block stands on the page already.")
    if len(arrangement.blocks) >= MOST_BLOCKS:
        raise Refused(FULL)
    last = next((place for place, each in enumerate(arrangement.blocks) if each.kind == Kind.REST), None)
    blocks = [*arrangement.blocks]
    blocks.insert(len(blocks) if last is None else last, new)
    return Arrangement(tuple(blocks))


def remove(arrangement: Arrangement, key: str) -> Arrangement:
    """Take the block `key` off the page, with its pins; not the top, without which it is no page."""
    if key == Kind.TOP:
        raise Refused("The top stories stay.")
    return Arrangement(tuple(block for block in arrangement.blocks if block.key != key))


def shift_block(arrangement: Arrangement, key: str, step: int) -> Arrangement:
    """Move the block `key` up (-1) or down (1); the top stays where it is."""
    blocks = [*arrangement.blocks]
    here = next((place for place, block in enumerate(blocks) if block.key == key), 0)
    if here == 0 or not 1 <= here + step < len(blocks):
        raise Refused("The block cannot go further.")
    blocks[here], blocks[here + step] = blocks[here + step], blocks[here]
    return Arrangement(tuple(blocks))


def on(arrangement: Arrangement, visible: Collection[int], now: datetime) -> set[int]:
    """Return the stories, of those that are `visible` at `now`, whose pin is on then."""
    off = {pin.story for pin in arrangement.pins if not pin.is_on(now)}
    return {story for story in visible if story not in off}


def _sorted(pins: list[Pin]) -> tuple[Pin, ...]:
    return tuple(sorted(pins, key=lambda pin: pin.place))  # stable: those of one place stay in their order

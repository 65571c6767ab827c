"""What somebody changed about an arrangement, in words."""

from collections.abc import Callable

from articles.fronts.arrangement import Arrangement, Block, Pin
from authors import clock

SHOWN = 12  # differences that are told; of more, how many


def differences(
    before: Arrangement,
    after: Arrangement,
    *,
    headline: Callable[[int], str],
    name: Callable[[Block], str],
) -> list[str]:
    """Return what `after` has that `before` had not, a sentence each. The callables name a story and a block."""
    told = [*_blocks(before, after, name), *_pins(before, after, headline, name)]
    return told if len(told) <= SHOWN else [*told[:SHOWN], f"And {len(told) - SHOWN} changes more."]


def place(block: Block, pin: Pin, name: Callable[[Block], str]) -> str:
    """Return a place in words: `Top stories, 2`."""
    return f"{name(block)}, {pin.place + 1}"


def _blocks(before: Arrangement, after: Arrangement, name: Callable[[Block], str]) -> list[str]:
    had, has = ([block.key for block in each.blocks] for each in (before, after))
    told = [f"The block “{name(block)}” was added." for block in after.blocks if block.key not in had]
    told += [f"The block “{name(block)}” was removed." for block in before.blocks if block.key not in has]
    if [key for key in had if key in has] != [key for key in has if key in had]:
        told.append("The blocks stand in another order.")
    for block in after.blocks:
        was = before.find(block.key)
        if was and (was.title, was.size, was.layout) != (block.title, block.size, block.layout):
            told.append(f"The block “{name(block)}” has another title, size or shape.")
    return told


def _pins(
    before: Arrangement, after: Arrangement, headline: Callable[[int], str], name: Callable[[Block], str]
) -> list[str]:
    told = []
    for block in after.blocks:
        for pin in block.pins:
            was = before.pinned(pin.story)
            where = place(block, pin, name)
            if was is None:
                told.append(f"“{headline(pin.story)}” was pinned: {where}{_until(pin)}.")
            elif (was[0].key, was[1].place) != (block.key, pin.place):
                told.append(f"“{headline(pin.story)}” was moved from {place(*was, name)} to {where}.")
            elif (was[1].since, was[1].until) != (pin.since, pin.until):
                told.append(f"“{headline(pin.story)}” has other times: {where}{_until(pin) or ', without an end'}.")
    for pin in before.pins:
        if after.pinned(pin.story) is None:
            told.append(f"“{headline(pin.story)}” was unpinned.")
    return told


def _until(pin: Pin) -> str:
    return f", until {clock.told(pin.until)}" if pin.until else ""

"""The faces that cards are set in: the house's own, and for other scripts those that `CARD_FONTS` names.

A face is a few files, of which each has some of the letters. Pillow reads the house's WOFF2 files as they are.
"""

import logging
import re
import unicodedata
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from PIL import ImageFont, features

logger = logging.getLogger(__name__)

FOLDER = settings.BASE_DIR / "static/site/fonts"
Face = tuple[str, ...]
DISPLAY: Face = tuple(str(FOLDER / f"newsreader-display-{part}.woff2") for part in ("latin", "latin-ext"))
TEXT: Face = tuple(str(FOLDER / f"newsreader-text-{part}.woff2") for part in ("latin", "latin-ext"))
# raqm orders the letters of Arabic and Hebrew, and joins those of Arabic and of the scripts of India
LAYOUT = ImageFont.Layout.RAQM if features.check("raqm") else ImageFont.Layout.BASIC
TRIED = 40  # pixels, at which a font is asked what it has
NO_LETTER = "\U0010fffd"  # a private place: every font draws what it has for letters it has not
JOINTS = "\u200c\u200d"  # drawn as nothing, they say whether letters join
PARTS_OF_EMOJI = "\ufe0f\u20e3"  # they say that what stands before them is one
BEFORE_STOP = re.compile(f" ?{NO_LETTER}[{NO_LETTER}{JOINTS}]*(?=[,.:;!?…])")
LETTERS, NUMBERS = {"L", "R", "AL"}, {"EN", "AN"}  # Unicode's directions
UNORDERED = {"R", "AL", "NSM"}  # of these what Pillow does without raqm would be wrong
SYMBOLS = {"So", "Sk", "Sm", "Cf", "Co", "Cn", "Cs", "Cc"}  # Unicode's categories of what a headline can do without


@lru_cache(maxsize=64)
def load(path: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Return the font in `path` at `size` pixels; of one that has several weights, `weight`."""
    font = ImageFont.truetype(path, size, layout_engine=LAYOUT)
    with suppress(OSError):  # a font of one weight
        axes = font.get_variation_axes()
        font.set_variation_by_axes([weight if axis["name"] == b"Weight" else axis["default"] for axis in axes])
    return font


def further() -> Face:
    """Return the files of `CARD_FONTS`, without those that are none: a card is drawn all the same."""
    return tuple(path for path in settings.CARD_FONTS if is_font(path))


@lru_cache(maxsize=64)
def is_font(path: str) -> bool:
    """Return whether `path` is a file with a font in it."""
    try:
        load(path, TRIED, 400)
    except OSError as problem:
        logger.error("CARD_FONTS names %s, which is no font that can be read: %s", path, problem)
        return False
    return True


def face_for(text: str, face: Face) -> Face | None:
    """Return `face` if it has all letters of `text`, else it with the first of `CARD_FONTS` with which it has, or all.

    None if a letter is in none of them, or would stand in the wrong place.
    """
    if LAYOUT is ImageFont.Layout.BASIC and any(unicodedata.bidirectional(char) in UNORDERED for char in text):
        return None
    more = further()
    candidates = [face, *((*face, path) for path in more), (*face, *more)]
    return next((found for found in candidates if all(_in(found, char) for char in text)), None)


def without_symbols(text: str, face: Face) -> str:
    """Return `text` without the signs that no font has, such as emoji, and the spaces before a stop after one."""
    fonts = (*face, *further())

    def is_missing(char: str) -> bool:
        return char in PARTS_OF_EMOJI or (unicodedata.category(char) in SYMBOLS and not _in(fonts, char))

    kept = "".join(NO_LETTER if is_missing(char) else char for char in text)
    kept = BEFORE_STOP.sub("", kept).replace(NO_LETTER, "")
    return " ".join(filter(None, (word.strip(JOINTS) for word in kept.split())))


class Run(NamedTuple):
    """A part of a line that is written in one direction, in letters of one file."""

    path: str
    text: str
    is_rightward: bool


def runs(text: str, face: Face, *, line: bool) -> list[Run]:
    """Return `text` in parts as they stand in a `line` that is rightward, or not: a mark in the file of its letter."""
    found: list[Run] = []
    for part, rightward in directed(text, line=line):
        own: list[Run] = []
        for char in part:
            path = own[-1].path if own else ""
            stays = path and (char == " " or char in JOINTS or unicodedata.combining(char))
            # a stop or a bracket is that of the letters before it
            if not stays and not (path and not char.isalpha() and has(path, char)):
                path = next((path for path in face if has(path, char)), face[0])
            if own and own[-1].path == path:
                own[-1] = own[-1]._replace(text=own[-1].text + char)
            else:
                own.append(Run(path, char, rightward))
        found += reversed(own) if rightward else own
    return found


def directed(text: str, *, line: bool) -> list[tuple[str, bool]]:
    """Return `text` in parts of one direction as they stand from left to right, each with whether it is rightward.

    What Unicode's bidirectional algorithm (UAX #9) makes of a `line` that is rightward, or not, with letters, numbers
    and marks between them: what stands between letters of one direction has theirs, and else the line's.
    """
    last = line
    found: list[tuple[str, bool]] = []
    between = ""

    def put(part: str, rightward: bool) -> None:  # noqa: FBT001 (within these lines)
        if part and found and found[-1][1] == rightward:
            found[-1] = (found[-1][0] + part, rightward)
        elif part:
            found.append((part, rightward))

    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind not in LETTERS | NUMBERS:
            between += char
            continue
        here = last if kind in NUMBERS else kind != "L"
        put(between, here if here == last else line)
        put(char, here)
        between, last = "", here
    put(between, line)
    return found[::-1] if line else found


def is_rightward(text: str) -> bool:
    """Return whether `text` is written from right to left: as its first letter is."""
    first = next((way for char in text if (way := unicodedata.bidirectional(char)) in LETTERS), "L")
    return first != "L"


@lru_cache(maxsize=8192)
def has(path: str, char: str) -> bool:
    """Return whether the font in `path` draws `char` as anything but a letter that it has not."""
    return _drawn(path, char) != _drawn(path, NO_LETTER)


def _drawn(path: str, char: str) -> tuple:
    mask = load(path, TRIED, 400).getmask(char)
    return mask.size, bytes(mask)


def _in(face: Face, char: str) -> bool:
    if unicodedata.category(char) == "Cf":  # all others say only in which direction to write, and may lie
        return char in JOINTS
    return char == " " or any(has(path, char) for path in face)

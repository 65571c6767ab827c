"""Drawing a card: the newsroom's name, a label, the headline and who wrote it, as a small PNG."""

import io
import threading
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from articles.cards import fonts
from articles.cards.fonts import DISPLAY, TEXT, Face
from authors.text import normalise_line

WIDTH, HEIGHT = 1200, 630  # pixels, the shape (1.91:1) that all who show cards show whole
EDGE = 80
RECIPE_VERSION = 1  # goes up with every change that draws the same words otherwise
# static/site/site.css has the same colours, for the light scheme
PAPER, INK, MUTED, LINE = "#fdfcf9", "#14181a", "#5a6063", "#dedbd3"
ACCENT, VOICE = "#0a5a66", "#9a3a1a"
HEADLINE_TOP, HEADLINE_BOTTOM = 222, 522
SIZES = (92, 84, 76, 68, 60, 52, 46)  # of the headline: the largest with which it has room
LEADING = 1.12
COLOURS = 32  # of the file: what smooth letters in four colours need
CLOSING, OPENING = "、。，．：；！？）」』】〉》”’…", "（「『【〈《“‘"  # may not begin a line, nor end it
# a font is one thing to all threads
one_at_a_time = threading.Lock()


class Words(NamedTuple):
    """What stands on a card."""

    site: str
    label: str
    headline: str
    byline: str
    is_opinion: bool


class Line(NamedTuple):
    """A line set in `face`: one of a right-to-left text stands at the right edge."""

    text: str
    face: Face
    size: int
    weight: int
    is_rightward: bool

    @property
    def width(self) -> float:
        return sum(self.font(run).getlength(run.text) for run in self.runs)

    @property
    def runs(self) -> list[fonts.Run]:
        return fonts.runs(self.text, self.face, line=self.is_rightward)

    def font(self, run: fonts.Run) -> ImageFont.FreeTypeFont:
        return fonts.load(run.path, self.size, self.weight)


def draw(words: Words) -> bytes:
    """Return the card as a PNG of 1200 × 630 pixels, some 20 KB.

    What no font has the letters for is left out, and never drawn as empty boxes: of a headline in such a script the
    card shows the newsroom's name alone, large.
    """
    site, label, headline, byline = map(normalise_line, words[:4])
    with one_at_a_time:
        image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        canvas = ImageDraw.Draw(image)
        canvas.rectangle((0, 0, WIDTH, 11), fill=VOICE if words.is_opinion else ACCENT)
        lines = _headline(headline)
        if lines:
            _put(canvas, _fitted(site, DISPLAY, 44, 700), 56, INK)
            canvas.rectangle((EDGE, 134, WIDTH - EDGE, 135), fill=LINE)
            right = fonts.is_rightward(headline)
            _put(canvas, _fitted(label, TEXT, 32, 600), 164, VOICE if words.is_opinion else ACCENT, right=right)
            top = HEADLINE_TOP
            for line in lines:
                _put(canvas, line, top, INK, right=right)
                top += round(line.size * LEADING)
            _put(canvas, _fitted(byline, TEXT, 30, 400), 548, MUTED, right=right)
        else:
            line = _fitted(site, DISPLAY, 96, 700)
            _put(canvas, line, (HEIGHT - 96) // 2 - 12, INK)
    file = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _headline(text: str) -> list[Line]:
    """Return the lines of a headline, as large as they have room for, or cut off. None where there are no letters."""
    text = fonts.without_symbols(text, DISPLAY)
    face = fonts.face_for(text, DISPLAY)
    if not text or face is None:
        return []
    for size in SIZES:
        lines = _broken(text, face, size)
        most = int((HEADLINE_BOTTOM - HEADLINE_TOP) / (size * LEADING))
        if len(lines) <= most:
            return lines
    kept = lines[:most]
    last = kept[-1].text
    while last and kept[-1]._replace(text=f"{last}…").width > WIDTH - 2 * EDGE:
        last = last[:-1].rstrip()
    return [*kept[:-1], kept[-1]._replace(text=f"{last}…")]


def _broken(text: str, face: Face, size: int) -> list[Line]:
    lines: list[Line] = []
    rightward = fonts.is_rightward(text)
    for piece in _pieces(text):
        if lines and (longer := lines[-1]._replace(text=lines[-1].text + piece)).width <= WIDTH - 2 * EDGE:
            lines[-1] = longer
            continue
        lines += _split(Line(piece.lstrip(), face, size, 600, rightward))
    return [line._replace(text=line.text.strip()) for line in lines]


def _pieces(text: str) -> Iterator[str]:
    """Yield what no line may break within: a word with the space before it, each sign of Chinese or Japanese."""
    piece = ""
    for char in text:
        parted = char == " " or bool({"W", "F"} & set(map(unicodedata.east_asian_width, piece[-1:] + char)))
        if piece and parted and char not in CLOSING and piece[-1] not in OPENING:
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _split(line: Line) -> list[Line]:
    """Return a word that is wider than a line as several."""
    found, rest = [], line.text
    while rest:
        ends = range(1, len(rest) + 1)
        fitting = bisect_right(ends, WIDTH - 2 * EDGE, key=lambda end: line._replace(text=rest[:end]).width)
        end = max(1, fitting)
        while 1 < end < len(rest) and unicodedata.category(rest[end]).startswith("M"):
            end -= 1  # a mark is not parted from its letter
        found.append(line._replace(text=rest[:end]))
        rest = rest[end:]
    return found


def _fitted(text: str, face: Face, size: int, weight: int) -> Line:
    """Return `text` as one line, cut off where it is too wide; empty where there are no letters for it."""
    text = fonts.without_symbols(text, face)
    line = Line(text, fonts.face_for(text, face) or face, size, weight, fonts.is_rightward(text))
    if fonts.face_for(text, face) is None:
        return line._replace(text="")
    while line.text and line.width > WIDTH - 2 * EDGE:
        line = line._replace(text=f"{line.text.rstrip('…')[:-1].rstrip()}…")
    return line


def _put(canvas: ImageDraw.ImageDraw, line: Line, top: int, colour: str, *, right: bool = False) -> None:
    """Draw `line` with its letters' tops at `top`. Parts in several files stand on one base line."""
    x, base = (WIDTH - EDGE - line.width if right else EDGE), top + round(line.size * 0.8)
    for run in line.runs:
        font = line.font(run)
        direction = "rtl" if run.is_rightward else None
        canvas.text((x, base), run.text, font=font, fill=colour, anchor="ls", direction=direction)
        x += font.getlength(run.text)

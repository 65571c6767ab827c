"""A cleaned body as what stands in it: its blocks, the lines of text in them, and what these refer to of ours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree
from lxml.html import fragment_fromstring

# letters of any script, with what joins them within a word
WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
HEADINGS = frozenset({"h2", "h3"})
LINES = frozenset({"p", "li", "th", "td", "figcaption", "cite"}) | HEADINGS
OWN = re.compile(r"/s/([1-9][0-9]{0,17})/")


@dataclass(frozen=True)
class Block:
    """A block of the uppermost level, counted from 1."""

    number: int
    tag: str


@dataclass
class Line:
    """A run of text that nothing but inline elements part. `block` is the number of its block, `tag` its element."""

    block: int
    tag: str
    text: str

    @classmethod
    def of(cls, text: str) -> "Line":
        """Return plain text of another place as a line."""
        return cls(0, "", text)

    @cached_property
    def words(self) -> list[re.Match]:
        return list(WORD.finditer(self.text))


@dataclass(frozen=True)
class Reference:
    """A mention of another story of ours: a link with its words, or a related story, which has none."""

    block: int
    key: int
    text: str


def blocks(body: str) -> list[Block]:
    """Return the blocks of a cleaned `body`."""
    return [Block(number, element.tag) for number, element in enumerate(_root(body), start=1)]


def read(body: str) -> list[Line]:
    """Return the lines of a cleaned `body` that hold any text, without what stands under its photos."""
    return [line for number, block in enumerate(_root(body), start=1) for line in _of(number, block) if line.text]


def references(body: str) -> Iterator[Reference]:
    """Yield the mentions of our own stories in a cleaned `body`, in their order."""
    for number, block in enumerate(_root(body), start=1):
        for element in block.iter("a", "aside"):
            if element.get("data-story"):
                yield Reference(number, int(element.get("data-story")), "")
            elif own := OWN.fullmatch(element.get("href", "")):
                yield Reference(number, int(own[1]), " ".join(element.text_content().split()))


def _root(body: str) -> etree._Element:
    return fragment_fromstring(body, create_parent="div")


def _of(number: int, block: etree._Element) -> Iterator[Line]:
    pieces: list[str] = []
    tags = [block.tag]
    photo = None  # the one that is being passed over
    for event, element in etree.iterwalk(block, events=("start", "end")):
        if event == "start":
            if photo is None and element.tag == "figure" and element.get("data-photo"):
                photo = element
            if element.tag in LINES:
                yield Line(number, tags[-1], _text(pieces))
                tags.append(element.tag)
            pieces.append("\n" if element.tag == "br" else (element.text or "") if photo is None else "")
            continue
        if element.tag in LINES:
            yield Line(number, tags.pop(), _text(pieces))
        if element is photo:
            photo = None
        if element is not block and photo is None:
            pieces.append(element.tail or "")
    yield Line(number, tags[-1], _text(pieces))


def _text(pieces: list[str]) -> str:
    text = "".join(pieces).strip()
    pieces.clear()
    return text

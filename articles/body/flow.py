"""Running content of a body: what is kept of the tags that come, and paragraphs around words that lost theirs."""

import re
from dataclasses import dataclass

INLINE = frozenset({"a", "strong", "em", "sub", "sup"})
BLOCKS = frozenset("p h2 h3 ul ol li blockquote table thead tbody tr th td".split())
HOLDS_WORDS = INLINE | {"p", "h2", "h3", "li", "th", "td"}
LISTS = frozenset({"ul", "ol"})
DEEPEST = 40  # elements in one another; beyond it the words are kept
# no two ways to read a run of them, since others type what stands here, and it may be megabytes; possessive
# quantifiers would say the same, but match wrongly in Python 3.11.2
EMPTY = re.compile(r"(?:<(?:p|h2|h3)>(?:\s|<br>|&nbsp;)*</(?:p|h2|h3)>\s*)+")


def is_blank(html: str) -> bool:
    """Return whether a piece of text between two tags shows nothing."""
    return not html.replace("&nbsp;", " ").strip()


@dataclass(eq=False)
class Open:
    """An element whose end is still to come."""

    tag: str
    made: bool = False  # a paragraph that no tag opened
    loose: bool = False  # its words stand alone, and want paragraphs


class Flow:
    """Content that is written as it comes: blocks of the tags in `blocks`, and of others the words.

    Where words stood in an element that is left out, or in content that is `loose` from the start, paragraphs are
    made of them.
    """

    def __init__(self, blocks: frozenset[str] = BLOCKS, *, loose: bool = False) -> None:
        self.blocks = blocks
        self.parts: list[str] = []
        self.open: list[Open] = []
        self.live: list[Open] = []  # those of them that were written, and not closed ahead of their end
        self.paragraph: Open | None = None
        self.loose = int(loose)  # reasons to put words into paragraphs
        self.solid = 0  # open blocks
        self.holding = 0  # open elements that hold words
        self.lists = 0

    def html(self) -> str:
        """Return what was written, of a flow whose elements are all closed."""
        self._shut_to(0)
        return "".join(self.parts)

    def place(self, node: str) -> None:
        """Write a node that stands by itself: between paragraphs, never within one. For a flow with no open block."""
        self._shut_to(0)
        self.parts.append(node)

    def text(self, text: str) -> None:
        if self.loose and not self.holding:
            if is_blank(text):
                return
            self._begin_paragraph()
        self.parts.append(text)

    def empty(self, tag: str) -> None:
        """Write an element that has no content: `br`, `hr`."""
        if tag == "br":
            if self.holding or not self.loose:
                self.parts.append("<br>")
            return
        self._end_paragraph()
        if self.blocks is BLOCKS:
            self.parts.append("<hr>")

    def start(self, tag: str, attributes: str) -> None:
        if tag in INLINE:
            if self.loose and not self.holding:
                self._begin_paragraph()
            self._push(Open(tag), attributes)
        elif tag in self.blocks and (tag != "li" or self.lists) and len(self.open) < DEEPEST:
            self._end_paragraph()
            self._push(Open(tag), attributes)
        else:
            if self.paragraph and self.paragraph.made and tag != "cite":
                self._end_paragraph()
            elif self.holding and tag != "cite":
                self.parts.append(" ")
            self.loose += 1
            self.open.append(Open(tag, loose=True))

    def end(self) -> None:
        """Close what was started last."""
        while self.open[-1].made:
            self._end(self.open.pop())
        element = self.open.pop()
        self._end(element)
        self.loose -= element.loose

    def _begin_paragraph(self) -> None:
        self._push(Open("p", made=True))

    def _end_paragraph(self) -> None:
        """Close the open paragraph, if there is one, with all that is open in it."""
        while self.paragraph:
            self._shut_to(len(self.live) - 1)

    def _push(self, element: Open, attributes: str = "") -> None:
        self.parts.append(f"<{element.tag}{attributes}>")
        self.open.append(element)
        self.live.append(element)
        self._count(element, 1)
        if element.tag == "p":
            self.paragraph = element

    def _end(self, element: Open) -> None:
        if self.live and self.live[-1] is element:
            self._shut_to(len(self.live) - 1)

    def _shut_to(self, count: int) -> None:
        """Close what is open, from the innermost, until `count` elements are left."""
        while len(self.live) > count:
            element = self.live.pop()
            self.parts.append(f"</{element.tag}>")
            self._count(element, -1)
            if element is self.paragraph:
                self.paragraph = None

    def _count(self, element: Open, step: int) -> None:
        self.solid += step * (element.tag in BLOCKS and not element.made)
        self.holding += step * (element.tag in HOLDS_WORDS)
        self.lists += step * (element.tag in LISTS)

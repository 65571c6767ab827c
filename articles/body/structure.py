"""Which node of a body may stand where.

A photo, an embed, a gallery, a pull quote, a fact box and a related story stand by themselves, between paragraphs;
only a gallery holds others, its photos. One that comes within a list, a table, a quote or another node moves out, to
after it. What is no such node loses its tags; its words stay, as paragraphs.

Works on what the cleaner left, whose form is canonical, and reads it once, without recursion.
"""

import re
from html import escape, unescape

from articles.body.figures import ATTRIBUTE, figure_of
from articles.body.flow import EMPTY, INLINE, Flow, is_blank

TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [\w-]+="[^"]*")*)>|[^<]+')
VOID = frozenset({"br", "hr"})
IN_QUOTE, IN_FACTS = frozenset({"p"}), frozenset({"p", "ul", "ol", "li"})
TITLES = frozenset({"h2", "h3"})


class Caption:
    """A photo or an embed: its caption is plain text."""

    def __init__(self, attributes: dict[str, str]) -> None:
        self.attributes = attributes
        self.words: list[str] = []

    def text(self, text: str) -> None:
        self.words.append(text)

    def empty(self, tag: str) -> None:
        self.words.append(" ")

    def start(self, tag: str, attributes: str) -> None:
        if tag not in INLINE:
            self.words.append(" ")

    def end(self) -> None:
        pass

    def html(self) -> str:
        figure = figure_of(self.attributes, unescape("".join(self.words)))
        if figure:
            return figure.html()
        caption = escape(_line(self.words), quote=False)
        return (
            f'<figure data-embed="{escape(self.attributes["data-embed"])}"><figcaption>{caption}</figcaption></figure>'
        )


class Gallery(Flow):
    """Photos; what else is among them comes after it."""

    def __init__(self) -> None:
        super().__init__(loose=True)
        self.photos: list[str] = []

    def html(self) -> str:
        photos = "".join(self.photos)
        return (f'<section data-gallery="">{photos}</section>' if photos else "") + super().html()


class Related(Flow):
    """Another story, named by its key. It holds nothing; what was in it comes after it."""

    def __init__(self, attributes: dict[str, str]) -> None:
        super().__init__(loose=True)
        self.key = attributes["data-story"]

    def html(self) -> str:
        return f'<aside data-story="{self.key}"></aside>{super().html()}'


class Titled(Flow):
    """Content of which one element is set apart, as plain text: the title of a fact box, the source of a quote."""

    def __init__(self, blocks: frozenset[str], apart: frozenset[str]) -> None:
        super().__init__(blocks, loose=True)
        self.apart = apart
        self.words: list[str] = []
        self.depth = 0  # of what is open in the element that is being set apart, with itself

    @property
    def line(self) -> str:
        return escape(_line(self.words), quote=False)

    def text(self, text: str) -> None:
        if self.depth:
            self.words.append(text)
        else:
            super().text(text)

    def empty(self, tag: str) -> None:
        if self.depth:
            self.words.append(" ")
        else:
            super().empty(tag)

    def start(self, tag: str, attributes: str) -> None:
        if self.depth or (tag in self.apart and not self.line):
            self.depth += 1
            if tag not in INLINE:
                self.words.append(" ")
        else:
            super().start(tag, attributes)

    def end(self) -> None:
        if self.depth:
            self.depth -= 1
        else:
            super().end()

    def content(self) -> str:
        return EMPTY.sub("", super().html())


class PullQuote(Titled):
    """Paragraphs, and who says so."""

    def __init__(self) -> None:
        super().__init__(IN_QUOTE, frozenset({"cite"}))

    def html(self) -> str:
        content = self.content() + (f"<cite>{self.line}</cite>" if self.line else "")
        return f'<aside data-pullquote="">{content}</aside>' if content else ""


class Facts(Titled):
    """A title, then paragraphs and lists."""

    def __init__(self) -> None:
        super().__init__(IN_FACTS, TITLES)

    def html(self) -> str:
        content = self.content()
        if not self.line and is_blank(re.sub(r"<[^>]*>", "", content)):
            return ""
        return f'<aside data-facts="">{f"<h3>{self.line}</h3>" if self.line else ""}{content}</aside>'


Node = Caption | Gallery | Related | PullQuote | Facts


class Walk:
    """One reading of a body."""

    def __init__(self) -> None:
        self.body = Flow()
        self.nodes: list[Node] = []  # those that are open, the innermost last
        self.places: list[int | None] = []  # for each of them, its place among those that wait
        self.waiting: list[str] = []  # what moves out of the block that is being read, in its order
        self.is_node: list[bool] = []  # of each open element

    def read(self, html: str) -> str:
        for match in TOKEN.finditer(html):
            tag = match[2]
            here = self.nodes[-1] if self.nodes else self.body
            if tag is None:
                here.text(match[0])
            elif tag in VOID:
                here.empty(tag)
            elif not match[1]:
                node = _node(tag, dict(ATTRIBUTE.findall(match[3])) if match[3] else {})
                self.is_node.append(node is not None)
                if node:
                    self._open(node)
                else:
                    here.start(tag, match[3])
            elif self.is_node.pop():
                self._close()
            else:
                here.end()
                self._settle()
        return self.body.html()

    def _open(self, node: Node) -> None:
        moves_out = (self.nodes or self.body.solid) and not self._belongs(node)
        self.places.append(len(self.waiting) if moves_out else None)
        if moves_out:
            self.waiting.append("")
        self.nodes.append(node)

    def _close(self) -> None:
        node, place = self.nodes.pop(), self.places.pop()
        if place is not None:
            self.waiting[place] = node.html()
        elif self._belongs(node):
            self.nodes[-1].photos.append(node.html())
        else:
            self.body.place(node.html())
        self._settle()

    def _belongs(self, node: Node) -> bool:
        """Return whether `node` is a photo of the gallery that is open."""
        return (
            bool(self.nodes)
            and isinstance(self.nodes[-1], Gallery)
            and isinstance(node, Caption)
            and "data-photo" in node.attributes
        )

    def _settle(self) -> None:
        """Write what waits, once the block or node that it stood in is closed."""
        if self.waiting and not self.nodes and not self.body.solid:
            self.body.place("".join(self.waiting))
            self.waiting = []


def structured(html: str) -> str:
    """Return a body that the cleaner left with each of its nodes in a place where it may stand."""
    return Walk().read(html)


def _node(tag: str, attributes: dict[str, str]) -> Node | None:
    if tag == "figure" and ("data-photo" in attributes or "data-embed" in attributes):
        return Caption({name: unescape(value) for name, value in attributes.items()})
    if tag == "section" and "data-gallery" in attributes:
        return Gallery()
    if tag == "aside":
        if "data-pullquote" in attributes:
            return PullQuote()
        if "data-facts" in attributes:
            return Facts()
        if "data-story" in attributes:
            return Related(attributes)
    return None


def _line(words: list[str]) -> str:
    return " ".join(unescape("".join(words)).split())

"""The photos of a body: `<figure data-photo="12" …><figcaption>…</figcaption></figure>`, found and put in place.

Works on cleaned HTML, whose form is canonical: double-quoted attributes, every element closed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

FIGURE = re.compile(r'<figure((?:\s[\w-]+="[^"]*")*)\s*>(.*?)</figure>', re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Figure:
    """One photo in a body, with what was typed under it. `caption` and `alt` are plain text."""

    photo: int
    layout: str = "column"
    caption: str = ""
    alt: str = ""
    decorative: bool = False

    def html(self) -> str:
        """Return the figure as it is stored."""
        attributes = f'data-photo="{self.photo}" data-layout="{self.layout}"'
        if self.alt and not self.decorative:
            attributes += f' data-alt="{_escape(self.alt)}"'
        if self.decorative:
            attributes += ' data-decorative="true"'
        return f"<figure {attributes}><figcaption>{_escape(self.caption, quote=False)}</figcaption></figure>"


def _escape(text: str, *, quote: bool = True) -> str:
    text = escape(text, quote=False).replace("\N{NO-BREAK SPACE}", "&nbsp;")
    return text.replace('"', "&quot;") if quote else text


def figure_of(attributes: dict[str, str], caption: str) -> Figure | None:
    """Return the photo that a figure with these attributes shows, or None where it shows something else."""
    if "data-photo" not in attributes:
        return None
    decorative = attributes.get("data-decorative") == "true"
    return Figure(
        photo=int(attributes["data-photo"]),
        layout=attributes.get("data-layout", "column"),
        caption=" ".join(caption.split()),
        alt="" if decorative else attributes.get("data-alt", ""),
        decorative=decorative,
    )


def _read(match: re.Match) -> Figure | None:
    return figure_of({name: unescape(value) for name, value in ATTRIBUTE.findall(match[1])}, plain(match[2]))


def plain(html: str) -> str:
    """Return the text of a piece of cleaned HTML on one line."""
    return " ".join(unescape(TAG.sub(" ", html)).split())


def text(body: str) -> str:
    """Return the story's own words on one line: without what stands under its photos and embeds."""
    return plain(FIGURE.sub(" ", body))


def find(body: str) -> list[Figure]:
    """Return the photos of `body` in their order, those of galleries among them."""
    return [figure for match in FIGURE.finditer(body) if (figure := _read(match))]


def replace(body: str, put: Callable[[int, Figure], str]) -> str:
    """Return `body` with its n-th photo replaced by `put(n, figure)`, n counting from 0. Embeds stay as they are."""
    count = -1

    def one(match: re.Match) -> str:
        nonlocal count
        figure = _read(match)
        if figure is None:
            return match[0]
        count += 1
        return put(count, figure)

    return FIGURE.sub(one, body)

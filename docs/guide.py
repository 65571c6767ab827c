"""Write docs/writing.md, the editors' guide as the repository shows it: `python -m docs.guide`.

The guide's one source is templates/admin/_guide.html, which the admin shows at /admin/guide/. What it is made of is
known: headings, paragraphs, lists and figures, with strong, kbd and links in them.
"""

import os
import textwrap
from pathlib import Path

import django
import lxml.html
from django.template.loader import render_to_string
from lxml.html import HtmlElement

PAGE = Path(__file__).with_name("writing.md")
TITLE = "# Writing and publishing a story"
STATIC = "../static/"  # where pictures lie, seen from docs/
WIDTH = 118


def markdown() -> str:
    """Return the guide as Markdown."""
    guide = lxml.html.fragment_fromstring(render_to_string("admin/_guide.html"), create_parent="article")
    return "\n\n".join([TITLE, *(_block(element) for element in guide.iterchildren("h2", "p", "ul", "figure"))]) + "\n"


def _block(element: HtmlElement) -> str:
    match element.tag:
        case "h2":
            return f"## {element.text_content()}"
        case "ul":
            return "\n".join(_fill(_words(item), first="- ", later="  ") for item in element)
        case "figure":
            picture = element.find("img")
            source = picture.get("src").partition("/static/")[2]
            return f"![{picture.get('alt')}]({STATIC}{source})"
    return _fill(_words(element))


def _fill(words: str, first: str = "", later: str = "") -> str:
    text = " ".join(words.split())
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )


def _words(element: HtmlElement) -> str:
    """Return what stands in a paragraph or a list's line."""
    marks = {"strong": ("**", "**"), "kbd": ("`", "`")}
    found = element.text or ""
    for child in element:
        if child.tag == "a":  # its anchors are the headings, which the repository's page names otherwise
            before, after = "[", f"](#{child.text_content().lower()})"
        else:
            before, after = marks[child.tag]
        found += f"{before}{child.text_content()}{after}{child.tail or ''}"
    return found


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    PAGE.write_text(markdown(), encoding="utf-8")

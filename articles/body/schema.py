"""What a story's body may hold: the one list that draws the editor's toolbar and is the allow-list of stored HTML.

Read by the settings, so nothing here touches a model.
"""

import re

from django_prose_editor.config import add_tags_and_attributes
from js_asset import static_lazy

LAYOUTS = ("column", "wide", "inset")
LONGEST_ALT = 300


def allow_photo(config, shared: dict) -> None:
    """A photo of the library with its caption and alternative text."""
    add_tags_and_attributes(
        shared,
        ["figure", "figcaption"],
        {"figure": ["data-photo", "data-layout", "data-alt", "data-decorative"]},
    )


def allow_pull_quote(config, shared: dict) -> None:
    """A sentence of the story set large, with whose it is."""
    add_tags_and_attributes(shared, ["aside", "cite"], {"aside": ["data-pullquote"]})


# for the setting DJANGO_PROSE_EDITOR_EXTENSIONS
EXTENSIONS = [
    {
        "js": [static_lazy("admin/newsroom/body.js")],
        "extensions": {"NewsPhoto": allow_photo, "PullQuote": allow_pull_quote},
    }
]

# its buttons, by the editor's own names for groups of them; the default hides headings in a menu that no key opens
TOOLBAR = ("headings", "marks", "link", "lists", "nodes -blockType -lists", "table", "history")

# what the body field offers
BODY = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "HorizontalRule": True,
    "Subscript": True,
    "Superscript": True,
    "Link": {"protocols": ["http", "https", "mailto"], "enableTarget": False},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
    "Menu": {"groups": [{"group": group} for group in TOOLBAR]},
    "NewsPhoto": {
        "pickerUrl": "/admin/articles/photo/?_popup=1&_to_field=id",
        "cardUrl": "/admin/articles/photo/{id}/card/",
    },
    "PullQuote": True,
}

NUMBER = re.compile(r"[1-9][0-9]{0,17}")
SPAN = re.compile(r"[1-9][0-9]{0,2}")


def filter_attribute(tag: str, name: str, value: str) -> str | None:
    """Return `value` if attribute `name` of `tag` may hold it, else None: nh3 checks names and link schemes only."""
    match tag, name:
        case "figure", "data-photo":
            return value if NUMBER.fullmatch(value) else None
        case "figure", "data-layout":
            return value if value in LAYOUTS else None
        case "figure", "data-alt":
            return " ".join(value.split())[:LONGEST_ALT].strip() or None
        case "figure", "data-decorative":
            return "true" if value == "true" else None
        case "aside", "data-pullquote":
            return ""
        case "th" | "td", "rowspan" | "colspan":
            return value if SPAN.fullmatch(value) else None
        case "ol", "start":
            return value if SPAN.fullmatch(value) else None
        case "ol", _:
            return None
        case "a", "rel":
            return None
        case _, "lang" | "title":  # the cleaner allows them on every element, the editor makes neither
            return None
    return value

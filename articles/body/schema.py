"""What a story's body may hold: the one list that draws the editor's toolbar and is the allow-list of stored HTML.

Read by the settings, so nothing here touches a model.
"""

import re

from django_prose_editor.config import add_tags_and_attributes, html_tags
from js_asset import static_lazy

from articles.body import embeds

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


def allow_gallery(config, shared: dict) -> None:
    """Photos that belong together."""
    add_tags_and_attributes(shared, ["section"], {"section": ["data-gallery"]})


def allow_embed(config, shared: dict) -> None:
    """Something of another site, named by its address, with a caption."""
    add_tags_and_attributes(shared, ["figure", "figcaption"], {"figure": ["data-embed"]})


def allow_related_story(config, shared: dict) -> None:
    """Another of our stories, named by its key."""
    add_tags_and_attributes(shared, ["aside"], {"aside": ["data-story"]})


def allow_fact_box(config, shared: dict) -> None:
    """A title, and under it paragraphs and lists."""
    add_tags_and_attributes(shared, ["aside", "h3"], {"aside": ["data-facts"]})


# below static/admin/newsroom/body/; each exports the extensions that it is about
MODULES = ("photo", "gallery", "embed", "related", "facts", "quote", "upload", "slash")

# for the setting DJANGO_PROSE_EDITOR_EXTENSIONS
EXTENSIONS = [
    {
        "js": [static_lazy(f"admin/newsroom/body/{module}.js") for module in MODULES],
        "extensions": {
            "NewsPhoto": allow_photo,
            "Gallery": allow_gallery,
            "Embed": allow_embed,
            "RelatedStory": allow_related_story,
            "FactBox": allow_fact_box,
            "PullQuote": allow_pull_quote,
            "Upload": html_tags([]),
            "SlashMenu": html_tags([]),
        },
    },
    # links and numbered lists go in the place of the editor's own
    {
        "js": [static_lazy(f"admin/newsroom/body/{module}.js") for module in ("link", "lists", "toolbar")],
        "extensions": {"Toolbar": html_tags([])},
    },
    # what they make of keys and of the clipboard is words and blocks of the other entries: no tags of their own
    {"js": [static_lazy("admin/newsroom/body/paste.js")], "extensions": {"Paste": html_tags([])}},
    {"js": [static_lazy("admin/newsroom/body/typing.js")], "extensions": {"Typing": html_tags([])}},
]

# its buttons, by the editor's own names for groups of them; the default hides headings in a menu that no key opens
TOOLBAR = ("insert", "photos", "headings", "marks", "link", "lists", "nodes -blockType quotes", "table", "history")

STORIES_URL = "/admin/articles/article/stories/"  # answers with our stories that hold the words asked for

# what the body field offers
BODY = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "HorizontalRule": True,
    "Subscript": True,
    "Superscript": True,
    "Link": {
        "protocols": ["http", "https", "mailto"],
        "enableTarget": False,
        "defaultProtocol": "https",
        "searchUrl": STORIES_URL,
    },
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
    "Menu": {"groups": [{"group": group} for group in TOOLBAR]},
    "NewsPhoto": {
        "pickerUrl": "/admin/articles/photo/?_popup=1&_to_field=id",
        "cardUrl": "/admin/articles/photo/{id}/card/",
        "creditUrl": "/admin/articles/photo/{id}/credit/",
        "namesUrl": "/admin/articles/photo/names/",
        "partsUrl": "/admin/articles/photo/credit/",
    },
    "Gallery": True,
    "Embed": embeds.options(),
    "RelatedStory": {"searchUrl": STORIES_URL},
    "FactBox": True,
    "PullQuote": True,
    "Upload": {"url": "/admin/articles/photo/upload/"},
    "SlashMenu": True,
    "Toolbar": True,
    "Paste": True,
    "Typing": True,
    "NoSpellCheck": False,  # a default of the editor; the surface carries the section's language, so the check is right
}

# what the field of a page of the house offers: words, without what templates of their own draw in a story
HOUSE_LEAVES_OUT = {
    *("NewsPhoto", "Gallery", "Embed", "RelatedStory", "FactBox", "PullQuote"),
    *("Upload", "SlashMenu"),  # which only insert these
}
HOUSE = {name: options for name, options in BODY.items() if name not in HOUSE_LEAVES_OUT} | {
    "Menu": {"groups": [{"group": group} for group in TOOLBAR if group not in {"insert", "photos"}]}
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
        case "figure", "data-embed":
            embed = embeds.recognise(value.strip())
            return embed and embed.address
        case "aside", "data-story":
            return value if NUMBER.fullmatch(value) else None
        case ("aside", "data-pullquote" | "data-facts") | ("section", "data-gallery"):
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

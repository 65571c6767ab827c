"""The text of a story as feed readers show it: what stands on its page, in plain HTML, with absolute addresses only."""

import re
from html import unescape
from urllib.parse import urljoin

import nh3
from django.template.loader import render_to_string
from django.utils.dateparse import parse_datetime

from articles import bylines
from articles.body import embeds
from articles.models import Edition
from articles.pictures import picture
from articles.references import Target
from articles.states import Kind
from articles.story_text import Renderer, body_html

TAGS = set(
    "p h2 h3 strong em b i sub sup br hr ul ol li blockquote cite a table thead tbody tr th td figure figcaption img "
    "aside small time".split()
)
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "time": {"datetime"},
}
ADDRESSES = {"href", "src"}
SCHEMES = {"http", "https", "mailto"}


class FeedRenderer(Renderer):
    """Draws the nodes of one body as its page does, but for what other sites have: a feed shows the way there."""

    def embed(self, match: re.Match) -> str:
        [embed] = embeds.find(match[0]) or [None]
        caption = unescape(match["caption"])
        return render_to_string("_feed_embed.html", {"embed": embed, "caption": caption})


def full_text(edition: Edition, url: str, targets: dict[int, Target]) -> str:
    """Return the HTML of `edition`, whose page is at `url`; `targets` are the stories that it refers to: no query."""
    document = edition.document
    story = {
        "editors_note": document["editors_note"],
        "lead": document["lead"] and picture(document["lead"], "lead"),
        "body": body_html(document, targets, draw=FeedRenderer),
        "agency_line": bylines.agency_line(document),
        "notes": [
            {"label": str(Kind(note["kind"]).label), "text": note["text"], "at": parse_datetime(note["at"])}
            for note in edition.notes
        ],
    }
    return plain(render_to_string("_feed_story.html", {"story": story}), url)


def plain(html: str, url: str) -> str:
    """Return `html` of a page at `url` with the elements that feed readers know, and every address in full."""

    def absolute(tag: str, name: str, value: str) -> str | None:
        if name not in ATTRIBUTES.get(tag, ()):  # `lang` and `title`, which the cleaner allows on every element
            return None
        if name not in ADDRESSES:
            return value
        try:
            return urljoin(url, value)
        except ValueError:  # an address in brackets that is none
            return None

    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags={"script", "style", "button"},
        attributes=ATTRIBUTES,
        attribute_filter=absolute,
        url_schemes=SCHEMES,
        link_rel=None,
    ).strip()

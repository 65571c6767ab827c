"""What changed between two versions of a story, each given as its story document."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from html import escape, unescape

import nh3
from django.utils.safestring import SafeString, mark_safe
from django_prose_editor.config import allowlist_from_extensions
from lxml.html import fragments_fromstring, tostring
from lxml.html.diff import htmldiff

from articles import bylines, page, references
from articles.body import figures
from articles.body.schema import BODY, filter_attribute
from articles.models import Byline
from articles.photos import credits
from articles.states import StoryType
from authors.slugs import slugify

NODES = re.compile(
    r'<figure data-embed="(?P<embed>[^"]*)"><figcaption>(?P<caption>[^<]*)</figcaption></figure>'
    r'|<aside data-story="(?P<story>[0-9]+)"></aside>|<section data-gallery="">|</section>|<aside data-facts="">'
)
CONTEXT = 1  # paragraphs that are shown before and after a change
# with the space after it, so that a sentence written anew is marked as one piece
WORDS = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
# what is taken apart: paragraphs or words, pairs of equal ones among them, characters of paragraphs written anew
MOST_PIECES, MOST_PAIRS, MOST_CHARACTERS = 6_000, 100_000, 100_000


@dataclass(frozen=True)
class Difference:
    """One part of a story that differs. `html` is safe, with what went marked `<del>` and what came `<ins>`."""

    field: str
    label: str
    html: SafeString


def differences(old: dict, new: dict) -> list[Difference]:
    """Return what differs between the documents `old` and `new`, in the order of the page; empty when nothing does."""
    found = [
        Difference(field, label, marked_words(text(old), text(new)))
        for field, label, text in TEXTS
        if text(old) != text(new)
    ]
    if old["body"] != new["body"] or old["photos"] != new["photos"]:
        targets = references.visible(references.keys(old["body"]) | references.keys(new["body"]))
        before, after = shown(old, targets), shown(new, targets)
        if before != after:
            found.append(Difference("body", "Text", marked_text(before, after)))
    return found


def shown(document: dict, targets: dict[int, references.Target]) -> str:
    """Return the body as it is compared: each node as words, so that another photo, alternative text or embed shows.

    `targets` are the stories it may name that readers see.
    """
    photos = document["photos"]

    def put(number: int, figure: figures.Figure) -> str:
        return _line(_use(photos[number]).replace("\n", " · ")) if number < len(photos) else ""

    def name(match: re.Match) -> str:
        if match["embed"]:
            return _line(" · ".join(filter(None, [f"Embed {unescape(match['embed'])}", unescape(match["caption"])])))
        if match["story"]:
            target = targets.get(int(match["story"]))
            return _line(f"Related story {match['story']}" + (f": {target.headline}" if target else ""))
        if match[0].startswith("<aside"):
            return match[0] + _line("Fact box")
        return _line("End of the gallery" if match[0] == "</section>" else "Gallery")

    return NODES.sub(name, figures.replace(document["body"], put))


def _line(words: str) -> str:
    return words and f"<p><em>{escape(words, quote=False)}</em></p>"


def marked_text(old: str, new: str) -> SafeString:
    """Return what differs between the cleaned HTML of `old` and `new`, marked; a sentence where no word does."""
    html = _marked(old, new)
    if "<ins>" not in html and "<del>" not in html:
        return mark_safe(f"<p><em>Only the formatting changed.</em></p>{html}")  # noqa: S308 (see _marked)
    return html


def _marked(old: str, new: str) -> SafeString:
    """Return what differs between `old` and `new`, marked, with what surrounds it.

    Both are clean; what comes out is cleaned once more.
    Paragraphs that stayed are left alone: word by word, a rewritten one would be matched with its neighbours too.
    """
    before, after = _blocks(old), _blocks(new)
    html = ""
    for same, start, end, new_start, new_end in _steps(before, after):
        gone, here = "".join(before[start:end]), "".join(after[new_start:new_end])
        if same == "equal":
            html += _context(after[new_start:new_end], is_first=not new_start, is_last=new_end == len(after))
        else:
            html += _marked_blocks(gone, here)
    return mark_safe(_cleaner().clean(html))  # noqa: S308 (it has just passed the allow-list)


def marked_words(old: str, new: str) -> SafeString:
    """Return the plain text `new` as HTML, with the differences to `old` marked word by word."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    html = ""
    for same, start, end, new_start, new_end in _steps(before, after):
        gone, come = escape("".join(before[start:end])), escape("".join(after[new_start:new_end]))
        if same == "equal":
            html += come
        else:
            html += (gone and f"<del>{gone}</del>") + (come and f"<ins>{come}</ins>")
    return mark_safe(html.replace("\n", "<br>"))  # noqa: S308 (escaped above)


def _steps(before: list[str], after: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Return difflib's way from `before` to `after`, in bounded time.

    What lies between what both begin and end with is one piece written anew where it is too long, or repeats itself
    too often, to be taken apart.
    """
    shorter = min(len(before), len(after))
    head = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    tail = next((at for at in range(shorter - head) if before[-1 - at] != after[-1 - at]), shorter - head)
    end, new_end = len(before) - tail, len(after) - tail
    old, new = before[head:end], after[head:new_end]
    counts = Counter(new)
    if len(old) + len(new) > MOST_PIECES or sum(counts[piece] for piece in old) > MOST_PAIRS:
        between = [("replace", head, end, head, new_end)]
    else:
        found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        between = [(same, *(place + head for place in places)) for same, *places in found]
    return [("equal", 0, head, 0, head), *between, ("equal", end, len(before), new_end, len(after))]


def _context(blocks: list[str], *, is_first: bool, is_last: bool) -> str:
    """Return of unchanged blocks those beside a change, with an ellipsis for what is between."""
    before, after = (0 if is_first else CONTEXT), (0 if is_last else CONTEXT)
    if len(blocks) <= before + after + 1:
        return "".join(blocks)
    return "".join([*blocks[:before], "<p>…</p>", *blocks[len(blocks) - after :]])


def _marked_blocks(gone: str, come: str) -> str:
    """Return blocks with their differences marked; where there are too many words to match, as gone and come."""
    if len(gone) + len(come) > MOST_CHARACTERS:
        return (gone and f"<del>{gone}</del>") + (come and f"<ins>{come}</ins>")
    return htmldiff(gone, come)


def _blocks(html: str) -> list[str]:
    return [
        block if isinstance(block, str) else tostring(block, encoding="unicode")
        for block in (fragments_fromstring(html) if html else [])
    ]


@cache
def _cleaner() -> nh3.Cleaner:
    allowed = allowlist_from_extensions(BODY)
    return nh3.Cleaner(**allowed | {"tags": allowed["tags"] | {"ins", "del"}}, attribute_filter=filter_attribute)


def _bylines(document: dict) -> str:
    return "\n".join(f"{Byline.Role(row['role']).label} {row['name']}" for row in document["bylines"])


def _address(document: dict) -> str:
    """Return the address that was given; one that follows the headline is no difference of its own."""
    slug = document["slug"]
    return "" if slug == slugify(document["headline"], fallback="story") else slug


def _lead(document: dict) -> str:
    return _use(document["lead"]) if document["lead"] else ""


def _use(use: dict) -> str:
    """Return one use of a photo in words, a line for each thing that can differ."""
    layout = "" if use["layout"] == "column" else f", {use['layout']}"
    lines = [f"Photo {use['photo']['id']}{layout}", use["caption"], credits.line(use["credit"])]
    alt = "Decorative" if use["decorative"] else use["alt"] and f"Alternative text: {use['alt']}"
    return "\n".join(line for line in [*lines, alt] if line)


def _audio(document: dict) -> str:
    audio = document["audio"]
    return f"{audio['file'].rpartition('/')[2]}, {page.duration(audio['seconds'])}" if audio else ""


def _first(document: dict) -> list[str]:
    """Return who published the story before us, and where."""
    first = document.get("first_published", {})
    return [first[name] for name in ("publisher", "url") if first.get(name)]


def _plain(name: str) -> Callable[[dict], str]:
    return lambda document: document[name]


# field, label, and the words that are compared
TEXTS: tuple[tuple[str, str, Callable[[dict], str]], ...] = (
    ("kicker", "Kicker", _plain("kicker")),
    ("headline", "Headline", _plain("headline")),
    ("standfirst", "Standfirst", _plain("standfirst")),
    ("bylines", "Bylines", _bylines),
    ("byline_sentence", "Byline as a sentence", _plain("byline_sentence")),
    ("dateline", "Dateline place", _plain("dateline")),
    ("lead", "Lead photo", _lead),
    ("section", "Section", lambda document: document["section"]["name"] if document["section"] else ""),
    ("story_type", "Type", lambda document: StoryType(document["story_type"]).label),
    ("topics", "Topics", lambda document: "\n".join(topic["name"] for topic in document["topics"])),
    ("agencies", "Agencies", bylines.agency_line),
    ("slug", "Address", _address),
    ("editors_note", "Editor's note", _plain("editors_note")),
    ("short_headline", "Short headline", _plain("short_headline")),
    ("social_headline", "Headline for search and sharing", _plain("social_headline")),
    ("social_summary", "Summary for search and sharing", _plain("social_summary")),
    ("audio", "Audio version", _audio),
    ("first_publisher", "First published by", lambda document: " · ".join(_first(document))),
)

"""The gate before publication: what a story still wants before readers may see it. One list for every path."""

import re
from datetime import datetime

from articles.body import embeds, figures
from articles.photos import terms
from articles.refusals import Want
from authors.addresses import OURS, is_ours

# "TK" is what journalists write where something is still to come; no English word holds it in capitals
PLACEHOLDER = re.compile(r"\bTK(?:TK)*\b")

FIELDS = {
    "kicker": "kicker",
    "headline": "headline",
    "short_headline": "short headline",
    "standfirst": "standfirst",
    "dateline": "dateline place",
    "byline_sentence": "byline",
    "editors_note": "editor's note",
    "social_headline": "headline for search and sharing",
    "social_summary": "summary for search and sharing",
    "body": "text",
}
REQUIRED = {
    "headline": "Write a headline.",
    "standfirst": "Write a standfirst: one or two sentences under the headline.",
    "body": "Write the text of the story.",
    "slug": "Give the story an address.",
}


def wants(document: dict, *, story: int | None = None, at: datetime | None = None) -> list[Want]:
    """Return what `document` still wants, in the order of the form; empty when it may go out.

    It goes out in the story with the key `story`, None for a new one, at the instant `at`, None where that is not
    chosen yet.
    """
    found = [Want(name, sentence) for name, sentence in REQUIRED.items() if not _text(document, name)]
    if document["section"] is None:
        found.append(Want("section", "Choose a section."))
    if not document["bylines"]:
        found.append(Want("bylines", "Name at least one author."))
    for name, label in FIELDS.items():
        if placeholder := PLACEHOLDER.search(_text(document, name)):
            found.append(Want(name, f"“TK” still stands in the {label}.", placeholder[0]))
    if any(PLACEHOLDER.search(caption) for caption in embeds.captions(document["body"])):
        found.append(Want("body", "“TK” still stands under an embed."))
    found += _first_wants(document)
    if document["lead"]:
        found += _photo_wants("lead", "The lead photo", document["lead"])
    for number, use in enumerate(document["photos"], start=1):
        found += _photo_wants(f"photos-{number}", f"Photo {number} in the text", use)
    return found + terms.wants(document, story=story, at=at)


def _first_wants(document: dict) -> list[Want]:
    """Return what is missing of where the story first appeared: readers are told both who and where, or neither."""
    first = document.get("first_published")
    if not first:
        return []
    found = []
    if not first["publisher"]:
        found.append(Want("first_publisher", "Say who published this story first, or take the address there away."))
    elif placeholder := PLACEHOLDER.search(first["publisher"]):
        found.append(Want("first_publisher", "“TK” still stands in who published it first.", placeholder[0]))
    if not first["url"]:
        found.append(Want("first_address", f"Give the address of this story at {first['publisher']}."))
    elif is_ours(first["url"]):
        found.append(Want("first_address", OURS))
    return found


def _text(document: dict, name: str) -> str:
    if name != "body":
        return document[name]
    # a photo or an embed alone is no text; its caption is looked at by itself
    return figures.text(document["body"])


def _photo_wants(field: str, which: str, use: dict) -> list[Want]:
    found = []
    if not use["alt"] and not use["decorative"]:
        found.append(Want(field, f"{which} has no alternative text; describe it, or mark it decorative."))
    if not use["caption"]:
        found.append(Want(field, f"{which} has no caption."))
    if not use["credit"]:
        found.append(Want(field, f"{which} has no credit; add it in the photo library."))
    for name in ("caption", "alt"):
        if PLACEHOLDER.search(use[name]):
            found.append(Want(field, f"“TK” still stands under {which[0].lower()}{which[1:]}."))
    return found

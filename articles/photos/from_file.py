"""What a photo's file says of itself, as facts of the library."""

from typing import Any

from articles.models import Photo
from articles.photos import credits, library
from articles.photos.metadata.facts import Facts
from articles.photos.metadata.read import read

SAME_NAME = (
    *("caption", "alt", "city", "country", "taken_at", "source", "copyright_notice", "usage_terms", "instructions"),
    *("web_statement", "licensor_url", "digital_source_type", "keywords"),
)


def said_by(data: bytes) -> dict[str, Any]:
    """Return what the file `data` says, as `library.write` takes it; only what it says is there."""
    return of_facts(read(data))


def of_facts(facts: Facts) -> dict[str, Any]:
    """Return `facts`, in the file's words, as facts of the library."""
    begins, ends = facts.get("released_at"), facts.get("expires_at")
    found = {name: facts.get(name) for name in SAME_NAME} | {
        "title": facts.get("headline") or facts.get("title"),
        "caption": facts.get("caption") or facts.get("extended_description"),
        "persons": _within(", ".join(facts.get("persons", [])), "persons"),
        "place": facts.get("sublocation"),
        "credit": credit_of(facts),
        "usable_from": begins,
        "usable_until": ends if ends and (not begins or begins < ends) else None,
    }
    return {name: value for name, value in found.items() if value}


def credit_of(facts: Facts) -> str:
    """Return the credit line of `facts`: who took the picture, then whose it is; what cannot be one is left out."""
    creators, owner = ", ".join(facts.get("creators", [])), facts.get("credit", "") or facts.get("source", "")
    named = [name for name in facts.get("creators", []) if name.casefold() in owner.casefold()]
    for line in (owner if named else " / ".join(filter(None, [creators, owner])), creators, owner):
        try:
            return credits.line(credits.parse(line))
        except ValueError:
            continue
    return ""


def origin(photo: Photo, name: str) -> str:
    """Return where the fact `name` of `photo` is from: "file", "person", or "" where nothing is said."""
    now = library.told(library.read(photo, name))
    if not now:
        return ""
    return "file" if now == photo.file_says.get(name) else "person"


def _within(line: str, name: str) -> str:
    """Return `line` cut to what the column `name` holds, at a comma."""
    most = Photo._meta.get_field(name).max_length
    return line if len(line) <= most else line[:most].rpartition(",")[0]

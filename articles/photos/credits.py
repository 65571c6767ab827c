"""A photo's credit, as a line that people type and read, and as the parts that it is made of.

“Ada Vale / Northline via MPA” is [{"name": "Ada Vale", "relation": "by"}, {"name": "Northline", "relation": "for"},
{"name": "MPA", "relation": "via"}]. Names may have a slash in them (“24/7 News”) where no spaces stand around it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TypedDict

from django.db import transaction
from django.utils.translation import pgettext, pgettext_lazy

from articles.models.photo import CreditPart, Photo
from authors.text import normalise_line

MAX_PARTS = 8
MAX_NAME = 120  # characters
BY, FOR, VIA, HANDOUT, COURTESY, POOL = (relation.value for relation in CreditPart.Relation)

# a slash without spaces stands between parts only where it parts words (“Vale/MPA”), not in “24/7” or “c/o”
SLASH = re.compile(r"(?:^|\s)/+|/+(?=\s|$)|(?<=[^\W\d_]{2})/(?=[^\W\d_]{2})")
JOINTS = {"/": FOR, FOR: FOR, VIA: VIA}
# before or after a name
MARKS = [
    (HANDOUT, re.compile(r"handout\s*:\s*(?P<name>[^:/\s].*)", re.IGNORECASE)),
    (POOL, re.compile(r"pool\s*:\s*(?P<name>[^:/\s].*)", re.IGNORECASE)),
    (COURTESY, re.compile(r"courtesy(?:\s+of\s*:\s*|\s+of\s+|\s*:\s*)(?P<name>[^:/\s].*)", re.IGNORECASE)),
    (HANDOUT, re.compile(r"(?P<name>[^:/\s].*)\s+handout", re.IGNORECASE)),
]
# as a part of its own, it says what the part before it is: “Ministry of Ports / Handout”
ALONE = {"handout": HANDOUT, "pool": POOL}
WRITTEN = {HANDOUT: "Handout: ", POOL: "Pool: ", COURTESY: "Courtesy of "}
# how readers find the same
SHOWN = {
    HANDOUT: pgettext_lazy("a photo’s credit", "Handout: %(name)s"),
    POOL: pgettext_lazy("a photo’s credit", "Pool: %(name)s"),
    COURTESY: pgettext_lazy("a photo’s credit", "Courtesy of %(name)s"),
}


class Part(TypedDict):
    """`relation` is a value of `CreditPart.Relation`: how the part stands to the one before it."""

    name: str
    relation: str


def parse(line: str) -> list[Part]:
    """Return the parts of a credit line, in their order; none for an empty line.

    Every word of the line is in a name or is the relation. Raises ValueError, with a sentence for the editor, for
    more than 8 parts and for a name of more than 120 characters.
    """
    parts: list[Part] = []
    for relation, name in _pieces(normalise_line(line)):
        mark = ALONE.get(name.lower()) if relation == FOR else None
        if mark and parts[-1]["relation"] in (BY, FOR) and _may_be_marked(parts[-1]["name"]):
            parts[-1]["relation"] = mark
        else:
            parts.append({"name": name, "relation": relation} if relation == VIA else _marked(name, relation))
    if len(parts) > MAX_PARTS:
        raise ValueError(f"A credit has at most {MAX_PARTS} parts; this one has {len(parts)}.")
    for part in parts:
        if len(part["name"]) > MAX_NAME:
            raise ValueError(
                f"A name in a credit has at most {MAX_NAME} characters; “{part['name'][:40]}…” has {len(part['name'])}."
            )
    return parts


def _pieces(line: str) -> list[tuple[str, str]]:
    """Return (relation, text) for each piece of the line between its joints.

    “for” and “via” are joints only between two names; elsewhere they are words like any other.
    """
    words = SLASH.sub(" / ", line).split()
    relation, name = BY, []
    found = []
    for word, following in pairwise([*words, "/"]):
        joint = JOINTS.get(word.lower())
        if joint and name and following.lower() not in JOINTS:
            found.append((relation, " ".join(name)))
            relation, name = joint, []
        elif word != "/":
            name.append(word)
    if name:
        found.append((relation, " ".join(name)))
    return found


def _may_be_marked(name: str) -> bool:
    """Return whether `name`, written behind a mark, would still be read as one name."""
    return name.split(maxsplit=1)[0].lower() not in JOINTS and not name.startswith(":")


def _marked(text: str, relation: str) -> Part:
    for mark, pattern in MARKS:
        if (match := pattern.fullmatch(text)) and _may_be_marked(match["name"]):
            return {"name": match["name"], "relation": mark}
    return {"name": text, "relation": relation}


def line(parts: Sequence[Part]) -> str:
    """Return `parts` as one line; `parse` gives the same parts again for what it gave itself."""
    text = ""
    for part in parts:
        if part["relation"] == VIA:
            text += f" via {part['name']}"
        elif part["relation"] == BY:
            text += f", {part['name']}" if text else part["name"]
        else:
            text += (" / " if text else "") + WRITTEN.get(part["relation"], "") + part["name"]
    return text.strip()


def shown(parts: Sequence[Part]) -> str:
    """Return `parts` as one line in the words of readers' pages; in English they are those of `line`."""
    text = ""
    for part in parts:
        name, relation = part["name"], part["relation"]
        if relation in SHOWN:
            name = SHOWN[relation] % {"name": name}
        if not text and relation != VIA:
            text = str(name)
            continue
        if relation == VIA:
            joint = pgettext("a photo’s credit", "%(credit)s via %(name)s")
        elif relation == BY:
            joint = pgettext("a photo’s credit", "%(credit)s, %(name)s")
        else:
            joint = pgettext("a photo’s credit", "%(credit)s / %(name)s")
        text = (joint % {"credit": text, "name": name}).strip()
    return text


def of(photo: Photo) -> list[Part]:
    """Return the parts of `photo`'s credit, from its rows; no query if `credit_parts` was prefetched."""
    return [{"name": part.name, "relation": part.relation} for part in photo.credit_parts.all()]


def write(photo: Photo, line: str) -> None:
    """Replace the rows of `photo`'s credit by the parts of `line`. Raises ValueError as `parse` does."""
    parts = parse(line)
    with transaction.atomic():
        # two people writing the same credit: the second waits, and wins
        Photo.objects.select_for_update().get(pk=photo.pk)
        photo.credit_parts.all().delete()
        CreditPart.objects.bulk_create(
            CreditPart(photo=photo, position=position, **part) for position, part in enumerate(parts)
        )
    getattr(photo, "_prefetched_objects_cache", {}).pop("credit_parts", None)

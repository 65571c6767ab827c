"""What the page of one photo shows, to those who may change it and to those who may read it."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from django.forms import BoundField
from django.utils import timezone

from articles import rights
from articles.admin import photo_changes
from articles.admin.photo_cards import thumb
from articles.admin.photo_changes import LABELS, TIMES, in_words
from articles.admin.photo_form import PhotoForm
from articles.models import Photo
from articles.photos import from_file, library, renditions
from articles.photos.metadata import source_types

GROUPS = (
    ("What it shows", ("title", "caption", "alt", "persons", "keywords", "place", "city", "country", "taken_at")),
    ("Whose it is", ("credit", "source", "copyright_notice", "web_statement", "licensor_url")),
    (
        "What it may be used for",
        (
            *("agreement", "usage_terms", "usable_from", "usable_until"),
            *("limit", "only_story", "web_only", "instructions"),
        ),
    ),
    ("How it was made", ("digital_source_type",)),
)
CROPS = (("16x9", "16:9"), ("4x3", "4:3"), ("1x1", "1:1"), ("original", "Whole"))
FOLDED = ("What it may be used for", "How it was made")  # unless they hold something

TWINS = 3  # shown of those that are the same picture


@dataclass(frozen=True)
class Fact:
    """One fact: its `field` where it may be changed, and its `text`; where it is from, and what the file says."""

    name: str
    label: str
    field: BoundField | None
    text: str
    origin: str
    said: str  # in words
    offered: str  # as it is typed: JSON, a text for each of its inputs


@dataclass(frozen=True)
class Group:
    """Facts under a heading. `is_folded` is None for one that is never folded."""

    title: str
    facts: list[Fact] = field(default_factory=list)
    is_folded: bool | None = None


def page_of(photo: Photo | None, form: PhotoForm, user, *, may_change: bool) -> dict:
    """Return the context of the page of `photo`, or of a new one."""
    focal = (form["focal_x"].value(), form["focal_y"].value()) if may_change else (photo.focal_x, photo.focal_y)
    known = {
        "groups": _groups(photo, form, user, may_change=may_change),
        "may_change": may_change,
        "crops": CROPS,
        "generated": " ".join(sorted(source_types.GENERATED)),
        "focal": [str(part) for part in focal],
        "twins": [(twin, thumb(twin)) for twin in form.twins[:TWINS]],
    }
    if photo is None:
        return known
    changes = photo_changes.told(photo_changes.of(photo)[: photo_changes.SHOWN + 1], user)
    return known | {
        "files": renditions.sources(renditions.facts(photo)),
        "file_size": _size(photo),
        "changes": changes[: photo_changes.SHOWN],
        "has_more_changes": len(changes) > photo_changes.SHOWN,
        "is_generated": source_types.is_generated(photo.digital_source_type),
    }


def _size(photo: Photo) -> int:
    """Return the size of the original in bytes; 0 where it is gone."""
    try:
        return photo.original.size
    except FileNotFoundError:
        return 0


def _groups(photo: Photo | None, form: PhotoForm, user, *, may_change: bool) -> list[Group]:
    found = []
    for title, names in GROUPS:
        facts = [_fact(name, photo, form, user, may_change=may_change) for name in names]
        if not may_change:
            facts = [fact for fact in facts if fact.text]
        holds = any(fact.text or (fact.field and fact.field.errors) for fact in facts)
        if facts:
            found.append(Group(title, facts, not holds if title in FOLDED and may_change else None))
    return found


def _fact(name: str, photo: Photo | None, form: PhotoForm, user, *, may_change: bool) -> Fact:
    bound = form[name] if may_change and name in form.fields else None
    label = bound.label if bound else str(LABELS[name]).capitalize()
    if photo is None:
        return Fact(name, label, bound, "", "", "", "")
    said = photo.file_says.get(name, "")
    return Fact(
        name=name,
        label=label,
        field=bound,
        text=_text(name, photo, user),
        origin=from_file.origin(photo, name) if said else "",
        said=in_words(name, said, user),
        offered=json.dumps(_as_typed(name, said)),
    )


def _text(name: str, photo: Photo, user) -> str:
    text = library.told(library.read(photo, name))
    if name == "only_story" and photo.only_story and rights.may(user, "read", photo.only_story):
        return text
    is_nothing = name in ("limit", "web_only") and text in ("", "False")
    return "" if is_nothing else in_words(name, text, user)


def _as_typed(name: str, text: str) -> list[str]:
    """Return what a person would type into the inputs of the fact `name`, for it to say `text`."""
    if name in TIMES and text:
        when = timezone.localtime(datetime.fromisoformat(text))
        return [f"{when:%Y-%m-%d}", f"{when:%H:%M:%S}"]
    return [text]

"""The one way to write a photo's facts: checked, logged, found by their words, and carried by the files served."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from articles.models import Cut, Keyword, Photo, PhotoChange
from articles.photos import background, credits, renditions
from articles.photos.metadata.write import Marks
from articles.refusals import Stale
from articles.search import folded
from authors.text import normalise_line

# what a person may write besides the credit and the keywords
COLUMNS = (
    *("title", "caption", "alt", "persons", "place", "city", "country", "taken_at"),
    *("source", "copyright_notice", "usage_terms", "web_statement", "licensor_url", "instructions"),
    *("digital_source_type", "agreement", "usable_from", "usable_until", "limit", "only_story", "web_only"),
    *("focal_x", "focal_y"),
)
FACTS = (*COLUMNS, "credit", "keywords")
LABELS = {name: Photo._meta.get_field(name).verbose_name for name in COLUMNS} | {"credit": "credit"}
MOST_KEYWORDS = 60
LONGEST_KEYWORD = Keyword._meta.get_field("name").max_length


def write(photo: Photo, *, by, version: int | None = None, **facts: Any) -> list[str]:
    """Give `photo` these facts, and return the names of those that changed.

    `facts` are columns of Photo, `credit` as a line, `keywords` as names. `version` is that of the facts which `by`
    was looking at: Stale is raised where one of `facts` was changed since. ValidationError and ValueError are raised
    for a value that cannot be; nothing is written then.
    """
    with transaction.atomic():
        row = Photo.objects.select_for_update().get(pk=photo.pk)
        before = {name: read(row, name) for name in facts}
        after = {name: _wanted(name, value) for name, value in facts.items()}
        changed = [name for name in facts if before[name] != after[name]]
        if not changed:
            return []
        _refuse_stale(row, changed, version)
        for name in set(changed) & set(COLUMNS):
            setattr(row, name, after[name])
        row.full_clean(exclude=["original"])
        row.version += 1
        row.save()
        if "credit" in changed:
            credits.write(row, after["credit"])
        if "keywords" in changed:
            row.keywords.set(keywords_named(after["keywords"]))
        settle(row)
        fresh = {"photo": row, "version": row.version, "by": by}
        PhotoChange.objects.bulk_create(
            PhotoChange(fact=name, before=told(before[name]), after=told(read(row, name)), **fresh) for name in changed
        )
        if row.cut_key != photo.cut_key:
            background.renew(row)
    photo.refresh_from_db()
    getattr(photo, "_prefetched_objects_cache", {}).clear()
    return changed


def read(photo: Photo, name: str) -> Any:
    """Return the fact `name` of `photo`, as `write` takes it."""
    if name == "credit":
        return credits.line(credits.of(photo))
    if name == "keywords":
        return sorted((keyword.name for keyword in photo.keywords.all()), key=str.casefold)
    return getattr(photo, name)


def _wanted(name: str, value: Any) -> Any:
    """Return `value` as `read` would give it once it is written."""
    if name == "credit":
        return credits.line(credits.parse(value))
    if name == "keywords":
        return sorted(names_of(value), key=str.casefold)
    field = Photo._meta.get_field(name)
    return value if isinstance(value, Model) or value is None else field.get_prep_value(field.to_python(value))


def told(value: Any) -> str:
    """Return a fact in words, for the history."""
    if isinstance(value, list):
        return ", ".join(sorted(value, key=str.casefold))
    if isinstance(value, datetime):
        value = value.astimezone(UTC)  # the same instant is told alike, whatever clock the file was written by
    return "" if value is None else str(value)


def _refuse_stale(photo: Photo, changed: Iterable[str], version: int | None) -> None:
    if version is None:
        return
    since = photo.changes.filter(version__gt=version, fact__in=list(changed)).select_related("by").first()
    if since:
        who = since.by.get_full_name() or since.by.get_username() if since.by else "Somebody"
        raise Stale(
            f"{who} changed the {LABELS.get(since.fact, since.fact)} meanwhile: it says “{since.after}” now. "
            "Look at it, then save again."
        )


def names_of(names: Iterable[str]) -> list[str]:
    """Return `names` as keywords: on one line each, short enough, each once whatever its case."""
    lines = (normalise_line(name)[:LONGEST_KEYWORD].strip() for name in names)
    return list({name.casefold(): name for name in reversed([line for line in lines if line])}.values())[::-1][
        :MOST_KEYWORDS
    ]


def keywords_named(names: Iterable[str]) -> list[Keyword]:
    """Return the keywords called `names`, made where there are none yet."""
    found = []
    for name in names_of(names):
        keyword = Keyword.objects.filter(name__iexact=name).first()
        found.append(keyword or Keyword.objects.get_or_create(name=name)[0])
    return found


def settle(photo: Photo) -> None:
    """Write what follows from the facts of `photo`: what it is found by, and what its served files are made of."""
    marks = marks_of(photo)
    photo.shape = shape_of(photo.width, photo.height)
    photo.words = words_of(photo)
    photo.cut_key = renditions.key(photo.digest, (photo.focal_x, photo.focal_y), marks)
    Photo.objects.filter(pk=photo.pk).update(shape=photo.shape, words=photo.words, cut_key=photo.cut_key)
    Cut.objects.get_or_create(
        photo=photo,
        key=photo.cut_key,
        defaults={"focal_x": photo.focal_x, "focal_y": photo.focal_y, "marks": marks},
    )


def marks_of(photo: Photo) -> Marks:
    """Return what each served file of `photo` says of it."""
    parts = credits.of(photo)
    agreement = photo.agreement
    return {
        "creators": [part["name"] for part in parts if part["relation"] == credits.BY],
        "credit": credits.line(parts),
        "copyright_notice": photo.copyright_notice,
        "usage_terms": photo.usage_terms or (agreement.usage_terms if agreement else ""),
        "digital_source_type": photo.digital_source_type,
        "web_statement": photo.web_statement or (agreement.address if agreement else ""),
    }


def shape_of(width: int, height: int) -> str:
    """Return which of `Photo.Shape` a picture has: square within a twentieth."""
    if abs(width - height) * 20 <= max(width, height):
        return Photo.Shape.SQUARE
    return Photo.Shape.WIDE if width > height else Photo.Shape.TALL


def words_of(photo: Photo) -> str:
    """Return all words that `photo` is found by, without capitals and accents."""
    names = [*(part["name"] for part in credits.of(photo)), *(keyword.name for keyword in photo.keywords.all())]
    texts = (photo.title, photo.caption, photo.alt, photo.persons, photo.place, photo.city, photo.country, photo.source)
    return folded(" ".join([*texts, photo.copyright_notice, *names]))

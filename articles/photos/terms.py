"""Whether a photo may be shown: what its rights say of an instant and of a story."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from articles.models import Edition, Photo
from articles.refusals import Want
from authors import clock


@dataclass(frozen=True)
class Term:
    """From when until when a photo may be shown; None is for ever."""

    begins: datetime | None
    ends: datetime | None


def term(photo: Photo) -> Term:
    """Return the term of `photo`: its own, within that of its agreement."""
    rows = [photo, *([photo.agreement] if photo.agreement else [])]
    return Term(
        begins=max((row.usable_from for row in rows if row.usable_from), default=None),
        ends=min((row.usable_until for row in rows if row.usable_until), default=None),
    )


def obstacle(photo: Photo, at: datetime) -> str:
    """Return why `photo` may not be shown at the instant `at`, as the end of a sentence; empty where it may be."""
    if photo.withdrawn_at:
        return f"was withdrawn: {photo.withdrawn_because.rstrip('.')}"
    span = term(photo)
    if span.begins and at < span.begins:
        return f"may not be shown before {clock.told(span.begins)}"
    if span.ends and at >= span.ends:
        tense = "ran" if span.ends <= clock.now() else "run"
        return f"may not be shown then: its rights {tense} out {clock.told(span.ends)}"
    return ""


def wants(document: dict, *, story: int | None, at: datetime | None) -> list[Want]:
    """Return which photos of `document` may not go out at the instant `at` in the story with this key, and why.

    Without `at`, only those are named that cannot go out at any time from now on.
    """
    uses = _places(document)
    known = _photos(uses)
    elsewhere = used_elsewhere((photo for photo in known.values() if photo.limit == Photo.Limit.ONCE), story)
    found = []
    for field, which, use in uses:
        photo = known.get(use["photo"]["id"])
        if photo is None:
            found.append(Want(field, f"{which} is not in the library any more. Take it out, or choose another."))
            continue
        begins = term(photo).begins
        reason = obstacle(photo, at or max(clock.now(), begins or clock.now())) or _limit(photo, story, elsewhere)
        if reason:
            or_later = ", choose another, or publish later" if begins and at and at < begins else ", or choose another"
            found.append(Want(field, f"{which} {reason}. Take it out{or_later}."))
    return found


def embargoes(document: dict) -> list[Want]:
    """Return which photos of `document` may be shown later, but not yet: what to do about each."""
    uses, now = _places(document), clock.now()
    known = _photos(uses)
    found = []
    for field, which, use in uses:
        photo = known.get(use["photo"]["id"])
        begins = photo and term(photo).begins
        if begins and begins > now:
            told = clock.told(begins)
            found.append(Want(field, f"{which} may not be shown before {told}: schedule the story for then, or later."))
    return found


def _places(document: dict) -> list[tuple[str, str, dict]]:
    """Return the uses of photos in `document`: the field of each, what a sentence calls it, and the use."""
    uses = [("lead", "The lead photo", document["lead"])] if document["lead"] else []
    return uses + [
        (f"photos-{number}", f"Photo {number} in the text", use)
        for number, use in enumerate(document["photos"], start=1)
    ]


def _photos(uses: list[tuple[str, str, dict]]) -> dict[int, Photo]:
    """Return the photos of `uses` by key: one query, or none."""
    keys = {use["photo"]["id"] for _, _, use in uses}
    photos = Photo.objects.select_related("agreement", "only_story").defer("only_story__body")
    return photos.in_bulk(keys) if keys else {}


def _limit(photo: Photo, story: int | None, elsewhere: dict[int, str]) -> str:
    if photo.limit == Photo.Limit.STORY and photo.only_story_id != story:
        return f"is for one story only: “{photo.only_story}”"
    if photo.pk in elsewhere:
        return f"may be used in one story, and “{elsewhere[photo.pk]}” has it"
    return ""


def used_elsewhere(photos: Iterable[Photo], story: int | None) -> dict[int, str]:
    """Return those of `photos` that went out in another story than this, or are scheduled in it: its headline."""
    keys = [photo.pk for photo in photos]
    if not keys:
        return {}
    now = clock.now()
    editions = Edition.objects.filter(uses_of_photos__photo__in=keys).exclude(article=story)
    rows = (editions.went_out(now) | editions.upcoming(now)).values_list("uses_of_photos__photo", "card__headline")
    return dict(rows)

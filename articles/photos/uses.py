"""Where a photo is used: in working copies, in what readers see or will see, in what they saw."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from articles.models import Edition, Photo


@dataclass(frozen=True)
class Out:
    """An edition that readers see, or will see, with its uses of a photo as the document holds them."""

    edition: Edition
    uses: list[dict]
    scheduled: bool


def editions(photo: Photo) -> QuerySet[Edition]:
    """Return every edition that shows `photo`, whether or not readers ever saw it; the newest first."""
    return Edition.objects.filter(uses_of_photos__photo=photo).order_by("-pk")


def out(photo: Photo, now: datetime) -> list[Out]:
    """Return what readers see of `photo` at `now`, and will see as far as it is scheduled; the newest first."""
    visible = Q(visible_until=None) | Q(visible_until__gt=now, visible_from__lte=now)
    found = editions(photo).filter(visible).select_related("article", "address", "section").defer("article__body")
    return [Out(edition, uses_in(edition.document, photo.pk), edition.visible_from > now) for edition in found]


def uses_in(document: dict, key: int) -> list[dict]:
    """Return the uses of the photo with this key in `document`."""
    return [use for _, use in placed(document) if use["photo"]["id"] == key]


def placed(document: dict) -> list[tuple[str, dict]]:
    """Return the uses of photos in `document`, each with its place in words: `Photo 2 in the text`."""
    lead = [("Lead photo", document["lead"])] if document["lead"] else []
    return lead + [(f"Photo {number} in the text", use) for number, use in enumerate(document["photos"], start=1)]


def shown_by(photos: Iterable[Photo], now: datetime) -> set[int]:
    """Return the keys of those of `photos` that readers see at `now`."""
    visible = Edition.objects.visible(now).filter(uses_of_photos__photo__in=[photo.pk for photo in photos])
    return set(visible.values_list("uses_of_photos__photo", flat=True))

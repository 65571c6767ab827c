"""Photos that readers see or will see although their rights have run out, or are about to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from articles.models import Agreement, Edition, EditionPhoto, Photo
from articles.photos import terms
from authors import clock

AHEAD = timedelta(days=7)
MOST = 500  # uses that are named, of the newest editions; more than that is one finding, not many


@dataclass(frozen=True)
class Ending:
    """A photo whose rights end at `ends`, with the editions that go on showing it then, the newest first."""

    photo: Photo
    ends: datetime
    editions: list[Edition]

    def has_run_out(self, now: datetime) -> bool:
        """Return whether readers see at `now` what they may not be shown."""
        return self.ends <= now and any(edition.visible_from <= now for edition in self.editions)

    def told(self, now: datetime) -> str:
        """Return when the rights end, in words: `Rights ran out 07:30`."""
        if self.ends > now:
            return f"Rights run out {clock.told(self.ends)}"
        return f"Rights ran out {clock.told(self.ends)}"


def ending(now: datetime) -> list[Ending]:
    """Return the photos that are out, or scheduled, beyond their term; the first to end comes first. One query.

    Named are those that ran out by `now`, will within a week, or will before the hour of a scheduled edition.
    """
    uses = EditionPhoto.objects.order_by()
    out = uses.filter(
        Q(edition__visible_until=None) | Q(edition__visible_until__gt=now, edition__visible_from__lte=now)
    )
    coming = uses.filter(edition__in=Edition.objects.filter(visible_until=None, visible_from__gt=now).order_by())
    soon = Q(usable_until__lte=now + AHEAD)
    # a photo's own term and its agreement's are branches of their own, so that each is read along its own index: from
    # the few terms that end, or the few editions to come, to the uses, and never the other way round
    by_agreement = Photo.objects.filter(agreement__in=Agreement.objects.filter(soon)).order_by()
    first, *others = (
        branch.values("pk")
        for branch in (
            out.filter(photo__in=Photo.objects.filter(soon).order_by()),
            out.filter(photo__in=by_agreement),
            coming.filter(photo__usable_until__lte=F("edition__visible_from")),
            coming.filter(photo__agreement__usable_until__lte=F("edition__visible_from")),
        )
    )
    found = uses.filter(pk__in=first.union(*others)).select_related("photo__agreement", "edition__address")
    found = found.defer("edition__document", "edition__notes", "photo__words", "photo__file_says")
    return _by_photo(found.order_by("-edition_id", "photo_id")[:MOST])


def _by_photo(uses: Iterable[EditionPhoto]) -> list[Ending]:
    editions: dict[Photo, list[Edition]] = {}
    for use in uses:
        editions.setdefault(use.photo, []).append(use.edition)
    found = [
        Ending(photo, terms.term(photo).ends, sorted(those, key=lambda edition: -edition.pk))
        for photo, those in editions.items()
    ]
    return sorted(found, key=lambda each: (each.ends, each.photo.pk))

"""The banner above all readers' pages: one line, perhaps with a story, from one instant to another.

Nothing has to run for it to end. A page shows what is on when it is made, and every page is asked for anew, so that its
ETag is another while a banner is on, and the one from before when it is over.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from articles.fronts import saving
from articles.models import Article, Banner
from articles.refusals import Refused, Stale
from authors import clock
from authors.text import normalise_line

USUAL = timedelta(hours=2)
LONGEST = timedelta(hours=24)
MOST_CHARACTERS = 120
FURTHEST = timedelta(days=14)  # that one may begin ahead


@dataclass(frozen=True)
class Shown:
    """The banner as readers see it; `url` is empty without a story that is out."""

    tone: str
    label: str
    text: str
    url: str


def shown() -> Shown | None:
    """Return the banner that is on now: one query."""
    now = clock.now()
    banner = Banner.objects.on(now).with_address(now).first()
    if banner is None:
        return None
    url = reverse("story", args=[*f"{banner.day:%Y %m %d}".split(), banner.slug]) if banner.slug else ""
    return Shown(banner.tone, banner.get_tone_display(), banner.text, url)


def last() -> Banner | None:
    """Return the banner that is on, or is to come; None when there is none."""
    return Banner.objects.filter(ends__gt=clock.now()).select_related("by", "story").first()


def put_up(
    text: str,
    *,
    by,
    ends: datetime,
    begins: datetime | None = None,
    tone: str = Banner.Tone.BREAKING,
    story: Article | None = None,
    seen: int | None = None,
) -> Banner:
    """Put up a banner in the place of the one that is on or to come, and return it; `begins` is now unless given.

    Raises `Refused` where `by` may not or something of it cannot be; `Stale` where the banner that is on or to come is
    not the one that `by` saw, which `seen` is the key of, or 0.
    """
    now = clock.now()
    begins = max(begins or now, now)
    text = normalise_line(text)
    _check(text, begins, ends, now)
    with transaction.atomic():
        if current := _alone(by, seen):
            _end(current, now, by)
        return Banner.objects.create(text=text, tone=tone, story=story, begins=begins, ends=ends, by=by, at=now)


def take_down(*, by, seen: int | None = None) -> None:
    """End the banner that is on, or call off the one to come. Raises as `put_up` does."""
    with transaction.atomic():
        if current := _alone(by, seen):
            _end(current, clock.now(), by)


def _alone(by, seen: int | None) -> Banner | None:
    """Return the banner that is on or to come, with nobody else at it until the transaction ends."""
    saving.check(by)
    saving.lock(None)
    current = last()
    if seen is not None and seen != (current.pk if current else 0):
        who = f"{current.by or 'Somebody'} put up another one: “{current}”" if current else "it was taken down"
        raise Stale(f"The banner was changed while you looked at it: {who}. Nothing of yours is lost; press again.")
    return current


def _end(banner: Banner, now: datetime, by) -> None:
    banner.ends, banner.ended_at, banner.ended_by = max(now, banner.begins), now, by
    banner.save(update_fields=["ends", "ended_at", "ended_by"])


def _check(text: str, begins: datetime, ends: datetime, now: datetime) -> None:
    if not text:
        raise Refused("Type what the banner says.")
    if len(text) > MOST_CHARACTERS:
        raise Refused(f"The banner is one line: at most {MOST_CHARACTERS} characters, and this is {len(text)}.")
    if ends <= begins:
        raise Refused("The banner would end before it begins. Choose a later end.")
    if ends - begins > LONGEST:
        raise Refused("A banner stands for 24 hours at most. Choose an earlier end.")
    if begins - now > FURTHEST:
        raise Refused("A banner begins within two weeks. Choose an earlier beginning.")

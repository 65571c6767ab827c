"""What stands on the desk: for each person the lists that are theirs to work on, each a handful of lines.

Every list is read along an index and cut off at once, so that a million stories cost what ten do.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from articles import rights
from articles.admin.standing import Standing
from articles.document import joined
from articles.models import Article, Byline, Caption, CreditPart, Edition, Photo, Transition
from articles.photos import renditions
from articles.states import Kind, State
from authors.models import Author

LINES = 8  # a panel shows at most
LOOKED_AT = 100  # stories, newest first, whose photos are looked through


@dataclass(frozen=True)
class Line:
    """One thing to work on. `when` is the time that counts in its list: of the last step, or of publication."""

    title: str
    url: str
    kicker: str = ""
    facts: tuple[str, ...] = ()
    standing: Standing | None = None
    when: datetime | None = None
    note: str = ""
    note_by: str = ""
    page: str = ""  # its public address, where readers see it
    thumb: str = ""


@dataclass(frozen=True)
class Panel:
    """One list of the desk. `tone` is "returned" for what must not be overlooked; `more` leads to the whole list."""

    title: str
    lines: list[Line]
    empty: str = ""
    more: str = ""
    tone: str = ""
    aside: bool = False


@dataclass
class Reading:
    """The lists of stories as they are read, before bylines and notes are fetched for all of them at once."""

    panels: list[tuple[Panel, list[Article]]] = field(default_factory=list)

    def add(self, panel: Panel, stories: Iterable[Article]) -> None:
        self.panels.append((panel, list(stories)))

    def finish(self) -> list[Panel]:
        stories = [story for _, found in self.panels for story in found]
        prefetch_related_objects(stories, Prefetch("bylines", Byline.objects.select_related("author")))
        notes = _return_notes([story for story in stories if story.returned])
        return [
            replace(panel, lines=[_story_line(story, notes.get(story.pk)) for story in found])
            for panel, found in self.panels
        ]


def context(user) -> dict:
    """Return what the desk's template needs for `user`: `panels`, `may_write` and `own_author`."""
    now = timezone.now()
    return {
        "panels": panels(user, now),
        "may_write": user.has_perm("articles.add_article"),
        "own_author": Author.objects.filter(account=user).only("pk", "name").first(),
        "today": timezone.localdate(now),
    }


def panels(user, now: datetime) -> list[Panel]:
    """Return the lists on the desk of `user`, the most pressing first."""
    found = []
    if user.has_perm("articles.view_article"):
        found += _stories(user)
        found.append(_scheduled(user, now))
    if user.has_perm("articles.change_photo") and not user.has_perm("articles.approve_any"):
        found += [_wanting_captions(), _latest_photos()]
    if user.has_perm("authors.change_author") and not user.has_perm("articles.approve_any"):
        found.append(_unfinished_authors())
    return [*found, _just_published(user, now)]


def _stories(user) -> list[Panel]:
    everything = reverse("admin:articles_article_changelist")
    stories = Article.objects.select_related("section", "owner", "holder").defer("body")
    reading = Reading()
    if user.has_perm("articles.add_article"):
        mine, returned = _own_drafts(user, stories)
        if returned:
            reading.add(Panel("Returned to you", [], tone="returned"), returned)
        reading.add(
            Panel("Your drafts", [], empty="No drafts. A good moment to start something.", more=f"{everything}?state=draft&mine=yes"),
            mine,
        )
    if user.has_perm("articles.approve_any"):
        reading.add(
            Panel("Waiting for review", [], empty="Nothing waits for you. All read.", more=f"{everything}?state=in_review"),
            stories.awaiting_review().order_by("-changed_at", "-pk")[:LINES],
        )
        reading.add(
            Panel("Approved and ready", [], empty="Nothing approved waits to go out.", more=f"{everything}?state=approved"),
            stories.filter(state=State.APPROVED).order_by("-changed_at", "-pk")[:LINES],
        )
    elif user.has_perm("articles.add_article"):
        reading.add(
            Panel("With the desk", [], empty="The desk has nothing of yours to read."),
            stories.filter(owner=user, state__in=[State.IN_REVIEW, State.APPROVED]).order_by("-changed_at")[:LINES],
        )
    return reading.finish()

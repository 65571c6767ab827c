"""Where a story stands, in one word for lists: its state, and what its editions add to that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from articles.models import Article, Edition
from articles.states import State


@dataclass(frozen=True)
class Standing:
    """`code` colours the label: a state, `returned` or `scheduled`. `page` is its public address while it is out."""

    code: str
    label: str
    opens: datetime | None = None  # when the scheduled edition goes out
    page: str = ""


def standings(stories: Iterable[Article], now: datetime) -> dict[int, Standing]:
    """Return where each of `stories` stands at `now`, by key: one query for all of them."""
    stories = list(stories)
    editions = Edition.objects.filter(article__in=[story.pk for story in stories]).select_related("address")
    opens: dict[int, datetime] = {}
    pages: dict[int, str] = {}
    for edition in (editions.visible(now) | editions.upcoming(now)).only("article", "visible_from", "address"):
        if edition.visible_from > now:
            opens[edition.article_id] = edition.visible_from
        else:
            pages[edition.article_id] = edition.get_absolute_url()
    return {story.pk: _standing(story, opens.get(story.pk), pages.get(story.pk, "")) for story in stories}


def _standing(story: Article, opens: datetime | None, page: str) -> Standing:
    code, label = story.state, story.get_state_display()
    if opens and story.state == State.PUBLISHED:
        code, label = "scheduled", "Scheduled"
    elif story.returned and story.state == State.DRAFT:
        code, label = "returned", "Returned"
    return Standing(code, label, opens, page)

"""Telling the hub of WEBSUB_HUB what changed (https://www.w3.org/TR/websub/), so that its subscribers have it at once.

An editor never waits for it. Where a worker runs, it tells the hub right after a publication, a change or a withdrawal.
The command `websub`, which a timer runs each minute, tells it what became visible by its hour, and what the hub did not
take before: it keeps one instant, up to which all has been told, and moves it on only when the hub took all. So a
change may be told twice, which a hub bears, and is never forgotten.
"""

import http.client
import logging
import os
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django_tasks.backends.immediate import ImmediateBackend

from articles.feeds.addresses import FORMS, address
from articles.models import Edition, Transition
from articles.models.edition import EditionQuerySet
from authors import clock

logger = logging.getLogger(__name__)

PATIENCE = 10  # seconds, for the hub to answer
AT_ONCE = 100  # addresses in one request
FURTHEST = timedelta(days=1)  # what is older was read by everybody's own polling
OVERLAP = timedelta(minutes=1)  # a change is dated when its transaction begins, and seen when it ends
STATE = "websub"  # the file below VAR_DIR that holds the instant


class NotTaken(Exception):
    """The hub could not be reached, or did not accept."""


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs) -> None:
        """A hub elsewhere is for the newsroom to name; what answers in its place is not told anything."""


def changed(edition: Edition) -> None:
    """Have the hub told that `edition` came, or went, as soon as this transaction ends, where a worker does that.

    One that is scheduled is left to the command.
    """
    works = not isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], ImmediateBackend)
    if settings.WEBSUB_HUB and works and edition.visible_from <= clock.now():
        transaction.on_commit(partial(tell_of.enqueue, edition.pk))


@task()
def tell_of(key: int) -> bool:
    """Tell the hub of the edition with this key; returns whether the hub took it."""
    try:
        edition = Edition.objects.get(pk=key)
        tell(feeds_of(_shown_since(edition.visible_from, [edition.article_id])))
    except NotTaken as problem:
        logger.warning("%s The command websub tells it again.", problem)
        return False
    return True


def tell_since_last(now: datetime) -> int:
    """Tell the hub of all that changed since everything was told, up to `now`; returns how many feeds that concerned.

    The first time, and after a long silence, that is the last day. Raises `NotTaken`, and begins there the next time.
    """
    since = max(_told_until() or now - FURTHEST, now - FURTHEST)
    opened = Edition.objects.went_out(now).filter(visible_from__gt=since)
    withdrawn = Transition.objects.filter(verb="withdraw", at__gt=since, at__lte=now)
    stories = {*opened.values_list("article", flat=True), *withdrawn.values_list("article", flat=True)}
    feeds = feeds_of(_shown_since(since, stories))
    tell(feeds)
    _keep(now - OVERLAP)
    return len(feeds)


def feeds_of(editions: Iterable[Edition]) -> list[str]:
    """Return the addresses of the feeds that `editions` stand in, or stood in, in every format and each once."""
    lists: dict[tuple[str, ...], None] = {}
    for edition in editions:
        lists |= dict.fromkeys([("feed",), ("section_feed", edition.section.slug)])
        lists |= dict.fromkeys(("author_feed", row.author.slug) for row in edition.editionauthor_set.all())
        lists |= dict.fromkeys(("topic_feed", row.topic.slug) for row in edition.editiontopic_set.all())
        if edition.notes:
            lists[("corrections_feed",)] = None
    return [settings.SITE_URL + address(*each, form=form) for each in lists for form in FORMS]


def tell(feeds: list[str]) -> None:
    """Tell the hub that `feeds` changed. Raises `NotTaken` where it does not accept."""
    for start in range(0, len(feeds), AT_ONCE):
        told = urlencode([("hub.mode", "publish"), *(("hub.url", feed) for feed in feeds[start : start + AT_ONCE])])
        request = Request(settings.WEBSUB_HUB, told.encode(), {"User-Agent": "newsroom"})  # noqa: S310 (http or https)
        try:
            with build_opener(NoRedirect).open(request, timeout=PATIENCE):
                pass
        except (OSError, http.client.HTTPException, ValueError) as problem:
            raise NotTaken(f"The hub {settings.WEBSUB_HUB} did not take it: {problem}.") from problem


def _shown_since(since: datetime, stories: Collection[int]) -> EditionQuerySet:
    """Return what readers saw of `stories` since then, with what says in which feeds it stands: 3 queries.

    So what a new edition took the place of is among it: it may have stood under another section, author or topic.
    """
    shown = Edition.objects.went_out(clock.now()).filter(Q(visible_until=None) | Q(visible_until__gte=since))
    shown = shown.filter(article__in=stories).select_related("section").defer("document", "card")
    return shown.prefetch_related("editionauthor_set__author", "editiontopic_set__topic")


def _told_until() -> datetime | None:
    try:
        return parse_datetime((settings.VAR_DIR / STATE).read_text(encoding="ascii").strip())
    except (FileNotFoundError, ValueError):
        return None


def _keep(at: datetime) -> None:
    unfinished = settings.VAR_DIR / f"{STATE}.{os.getpid()}"
    unfinished.write_text(f"{at.isoformat()}\n", encoding="ascii")
    unfinished.replace(settings.VAR_DIR / STATE)

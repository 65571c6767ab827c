"""Sections, topics and authors that have something to show: a topic that no visible story carries is nobody's yet."""

from django.db.models import OuterRef, QuerySet, Subquery

from articles.models import Edition
from authors import clock

SECTION, TOPIC, AUTHOR = "section", "editiontopic__topic", "editionauthor__author"


def filled(lists: QuerySet, which: str) -> QuerySet:
    """Return those of `lists` that hold a visible story, each with when its `newest` went out.

    `which` leads from an edition to its list. For each list one look into the index that holds its stories in order;
    `EXISTS` would have PostgreSQL read all stories of all lists.
    """
    index, _, _ = which.rpartition("__")
    at = f"-{index}__first_published_at" if index else "-first_published_at"
    newest = Edition.objects.visible(clock.now()).filter(**{which: OuterRef("pk")}).order_by(at)
    newest = Subquery(newest.values("first_published_at")[:1])
    return lists.annotate(newest=newest).filter(newest__isnull=False)

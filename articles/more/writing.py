"""Who is near whom, written when an edition is made: for itself, and for those to whom it is near."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from articles.models import Edition, EditionTopic, Neighbour
from articles.more.nearness import (
    KEPT,
    LOOKED_AT,
    LOOKED_AT_IN_SECTION,
    MOST_TOPICS,
    Story,
    nearness,
    weight,
)
from authors import clock


def write(edition: Edition, last: Edition | None = None) -> None:
    """Write the neighbours of the new `edition`, and make it one of theirs where it is nearer than those they have.

    `last` is the one whose place it takes: what that was near to is looked at again, however old it is. One query for
    each topic, and at most nine more.
    """
    now = clock.now()
    topics = [topic["id"] for topic in edition.document["topics"]][:MOST_TOPICS]
    others, weights = _candidates(edition, topics, last, now)
    at = edition.first_published_at
    story = Story(edition.pk, edition.article_id, edition.section_id, frozenset(topics), at)
    near = [(value, other.edition) for other in others if (value := nearness(story, other, weights)) is not None]
    rows = [
        Neighbour(edition=edition, other_id=other, nearness=value) for value, other in sorted(near, reverse=True)[:KEPT]
    ]
    theirs = {other.edition: value for other in others if (value := nearness(other, story, weights)) is not None}
    taken_in, pushed_out = _with(theirs, edition, now)
    rows += [Neighbour(edition_id=other, other=edition, nearness=theirs[other]) for other in taken_in]
    Neighbour.objects.bulk_create(rows)
    _drop(pushed_out)


def not_over(now: datetime, prefix: str = "") -> Q:
    """Return the condition of editions that are visible, or will be."""
    return Q(**{f"{prefix}visible_until": None}) | Q(**{f"{prefix}visible_until__gt": now})


def stories(editions: QuerySet[Edition], topics: Collection[int] | None = None) -> list[Story]:
    """Return what nearness goes by of `editions`: 2 queries. Of their topics those in `topics`, if that is given."""
    rows = list(editions.values_list("pk", "article_id", "section_id", "first_published_at"))
    carried: dict[int, set[int]] = {}
    of_these = EditionTopic.objects.filter(edition__in=[row[0] for row in rows])
    if topics is not None:
        of_these = of_these.filter(topic__in=topics)
    for edition, topic in of_these.values_list("edition_id", "topic_id"):
        carried.setdefault(edition, set()).add(topic)
    return [Story(key, article, section, frozenset(carried.get(key, ())), at) for key, article, section, at in rows]


def _candidates(
    edition: Edition, topics: list[int], last: Edition | None, now: datetime
) -> tuple[list[Story], dict[int, int]]:
    """Return who may be near `edition`, and what each of its topics is worth."""
    keys: set[int] = set()
    weights = {}
    for topic in topics:
        rows = EditionTopic.objects.filter(not_over(now, "edition__"), topic=topic)
        rows = rows.exclude(edition__article=edition.article_id).order_by("-first_published_at", "-edition_id")
        found = list(rows.values_list("edition_id", flat=True)[:LOOKED_AT])
        weights[topic] = weight(len(found))
        keys.update(found)
    open_editions = Edition.objects.filter(not_over(now)).exclude(article=edition.article_id)
    newest = open_editions.filter(section=edition.section_id).newest_first()
    keys.update(newest.values_list("pk", flat=True)[:LOOKED_AT_IN_SECTION])
    near_last: set[int] = set()
    if last:
        near_last.update(Neighbour.objects.filter(edition=last).values_list("other__article_id", flat=True))
        near_last.update(Neighbour.objects.filter(other=last).values_list("edition__article_id", flat=True))
    found = open_editions.filter(Q(pk__in=keys) | Q(article__in=near_last)).order_by()
    return stories(found, topics), weights


def _with(theirs: dict[int, int], new: Edition, now: datetime) -> tuple[list[int], list[int]]:
    """Return whose neighbour `new` becomes, which is `theirs` near to each, and the keys of the rows that go for it.

    One that is still to come takes nobody's place, so that nobody is missed before its hour.
    """
    rows = Neighbour.objects.filter(edition__in=theirs).values_list(
        "pk", "edition_id", "nearness", "other_id", "other__visible_until"
    )
    kept: dict[int, list[tuple[int, int, int]]] = {}
    pushed_out = []
    for key, edition, value, other, until in rows:
        if until and until <= now:
            pushed_out.append(key)
        else:
            kept.setdefault(edition, []).append((value, other, key))
    taken_in = []
    for edition, value in theirs.items():
        ranked = sorted(kept.get(edition, []), reverse=True)
        if len(ranked) >= KEPT and (value, new.pk) < ranked[KEPT - 1][:2]:
            continue
        taken_in.append(edition)
        if new.visible_from <= now:
            pushed_out += [key for _, _, key in ranked[KEPT - 1 :]]
    return taken_in, pushed_out


def _drop(keys: list[int]) -> None:
    """Remove these rows, but for those that another publication removes meanwhile: two of them never wait in a ring."""
    if keys:
        free = Neighbour.objects.select_for_update(skip_locked=True).filter(pk__in=keys).values_list("pk", flat=True)
        Neighbour.objects.filter(pk__in=list(free)).delete()

"""The neighbours of editions that have none yet: after an import, and of those from before there were any."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import heappush, heappushpop

from articles.models import Edition, Neighbour
from articles.more.nearness import KEPT, LOOKED_AT, LOOKED_AT_IN_SECTION, Story, nearness, weight
from articles.more.writing import not_over, stories
from authors import clock

BATCH = 500
Near = list[tuple[int, int]]  # a heap of nearness and edition, the furthest first


def fill() -> Iterator[int]:
    """Write the neighbours of each edition without any that is visible or to come; yields how many are done so far.

    What was done when it was broken off is done. Readers and publications need not wait for it.
    """
    now, done = clock.now(), 0
    batch: list[tuple[int, Near]] = []
    for each in walk(_in_order(now)):
        batch.append(each)
        if len(batch) >= BATCH:
            done += _write(batch)
            batch.clear()
            yield done
    yield done + _write(batch)


def walk(told: Iterable[Story]) -> Iterator[tuple[int, Near]]:
    """Return each edition of `told`, which come in the order of publication, with those nearest to it.

    It sees what each publication would have seen: the newest of the topics and of the section. An edition is done when
    it is among the newest of nothing any more; so many are held in memory and no more.
    """
    by_topic = defaultdict(lambda: deque(maxlen=LOOKED_AT))
    by_section = defaultdict(lambda: deque(maxlen=LOOKED_AT_IN_SECTION))
    lists: dict[int, Near] = {}
    held: Counter[int] = Counter()
    for story in told:
        places = [by_section[story.section], *(by_topic[topic] for topic in story.topics)]
        weights = {topic: weight(len(by_topic[topic])) for topic in story.topics}
        mine = lists[story.edition] = []
        for other in {other for place in places for other in place if other.article != story.article}:
            _keep(mine, nearness(story, other, weights), other.edition)
            _keep(lists[other.edition], nearness(other, story, weights), story.edition)
        for place in places:
            if len(place) == place.maxlen:
                gone = place[0].edition
                held[gone] -= 1
                if not held[gone]:
                    del held[gone]
                    yield gone, lists.pop(gone)
            place.append(story)
            held[story.edition] += 1
    yield from lists.items()


def _keep(near: Near, value: int | None, edition: int) -> None:
    if value is None:
        return
    if len(near) < KEPT:
        heappush(near, (value, edition))
    else:
        heappushpop(near, (value, edition))


def _in_order(now: datetime) -> Iterator[Story]:
    """Return all editions that are visible or to come, the oldest story first."""
    editions = Edition.objects.filter(not_over(now)).order_by("first_published_at", "pk")
    last: Story | None = None
    while True:
        batch = editions
        if last:
            # the first part is what an index can begin at
            batch = batch.filter(first_published_at__gte=last.at).exclude(
                first_published_at=last.at, pk__lte=last.edition
            )
        found = stories(batch[:BATCH])
        yield from found
        if len(found) < BATCH:
            return
        last = found[-1]


def _write(batch: list[tuple[int, Near]]) -> int:
    """Write those of `batch` that have no neighbours yet, and return how many these are."""
    keys = [edition for edition, _ in batch]
    known = set(Neighbour.objects.filter(edition__in=keys).values_list("edition_id", flat=True))
    missing = [(edition, near) for edition, near in batch if edition not in known]
    rows = [
        Neighbour(edition_id=edition, other_id=other, nearness=value)
        for edition, near in missing
        for value, other in near
    ]
    Neighbour.objects.bulk_create(rows, ignore_conflicts=True)
    return len(missing)

"""What is read most, by readings that fade: one made twelve hours ago counts half as much as one made now.

A story has one number, its heat: the natural logarithm of its readings, each of which is worth e^(t / FADES) where t is
the time since 1970. All that was read fades alike, so that the order of the numbers is the order of the stories at any
hour; an index gives it, nothing is ever recounted, and no row says what was read when. On a thin day what was read on
the days before stands in the list by itself. docs/decisions/readings-that-fade.md says why.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from math import log

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery

from articles.listing import EPOCH
from articles.models import Edition, Reading, Section

FADES = timedelta(hours=12) / log(2)
COLD = timedelta(days=7) / FADES  # a single reading of a week ago: what is worth less is forgotten
FEWEST = 3  # fewer make no list
SPARE = 3  # times as many are looked at, for those that are withdrawn

# Two heats are added by the logarithm of the sum of what they stand for. It leaves the far smaller one alone: no
# database raises e to any power.
ADD = """
INSERT INTO articles_reading (article_id, section_id, heat) VALUES {rows}
ON CONFLICT (article_id) DO UPDATE SET section_id = excluded.section_id, heat = CASE
    WHEN articles_reading.heat < excluded.heat - 40 THEN excluded.heat
    WHEN articles_reading.heat > excluded.heat + 40 THEN articles_reading.heat
    ELSE excluded.heat + LN(1 + EXP(articles_reading.heat - excluded.heat))
END
"""


def most_read(now: datetime, limit: int, section: Section | None = None) -> list[Edition]:
    """Return the visible stories that are read most, of one section if it is given: one query.

    At most `limit`; none at all where that would make no list.
    """
    warm = Reading.objects.filter(heat__gte=_present(now) - COLD)
    if section:
        warm = warm.filter(section=section)
    hottest = warm.order_by("-heat", "-article_id").values("article")[: SPARE * limit]
    heat = Reading.objects.filter(article=OuterRef("article")).values("heat")
    found = Edition.objects.visible(now).filter(article__in=hottest).annotate(heat=Subquery(heat))
    # the section is asked here, and not there: SQLite would walk all its stories to find these few
    found = [
        edition
        for edition in found.order_by("-heat", "-article_id").for_list()
        if section is None or edition.section_id == section.pk
    ]
    return found[:limit] if len(found) >= FEWEST else []


def add(counts: Mapping[int, int], now: datetime) -> None:
    """Count readings of the stories with these keys, as made at `now`, and forget what is cold.

    Those that readers do not see are left out. Three statements, however many stories; they add to what another
    process writes meanwhile.
    """
    visible = Edition.objects.visible(now).filter(article__in=counts).order_by("article")
    rows = [
        (article, section, _present(now) + log(counts[article]))
        for article, section in visible.values_list("article_id", "section_id")
        if counts[article] > 0
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        if rows:
            cursor.execute(
                ADD.format(rows=", ".join(["(%s, %s, %s)"] * len(rows))), [value for row in rows for value in row]
            )
        Reading.objects.filter(heat__lt=_present(now) - COLD).delete()


def _present(now: datetime) -> float:
    """Return the heat of one reading made at `now`."""
    return (now - EPOCH) / FADES

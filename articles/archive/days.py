"""On which days stories went out, by the day in their address: the newsroom's own, whatever its zone is set to since.

Nothing is counted and no list is read: each answer is a few looks into the index of addresses, whatever its size.
"""

from datetime import date, datetime

from django.db import connection
from django.db.models import DateField, Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.dateparse import parse_date

from articles.models import Address, Edition

# the first day of the month and the day of `found.day`
BEGINS = {
    "sqlite": {
        "month": "date(found.day, 'start of month')",
        "day": "found.day",
    },
    "postgresql": {
        "month": "date_trunc('month', found.day)::date",
        "day": "found.day",
    },
}


def newest_of(unit: str, now: datetime, first: date = date.min, last: date = date.max) -> list[date]:
    """Return the last day with a visible story of each month or day between two days, newest first: one query.

    `unit` is `month` or `day`. The query looks for the newest day of all, and goes on from the beginning of
    the unit in which that lies: as many looks as there are answers.
    """
    days = _days(now).filter(day__gte=first).order_by("-day").values("day")
    begins = RawSQL(BEGINS[connection.vendor][unit], [], output_field=DateField())  # noqa: S611 (ours)
    # each look has one upper bound: of two, SQLite begins at the one that it likes
    newest, newest_params = days.filter(day__lte=last)[:1].query.sql_with_params()
    before, before_params = days.filter(day__lt=begins)[:1].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE found(day) AS (SELECT * FROM ({newest}) AS newest"  # noqa: S608 (made by the ORM)
            f" UNION ALL SELECT ({before}) FROM found WHERE found.day IS NOT NULL)"
            " SELECT day FROM found WHERE day IS NOT NULL",
            [*newest_params, *before_params],
        )
        # SQLite gives text outside of the ORM
        return [parse_date(day) if isinstance(day, str) else day for (day,) in cursor.fetchall()]


def before(day: date, now: datetime) -> date | None:
    """Return the last day before `day` with a visible story: one query."""
    return _days(now).filter(day__lt=day).order_by("-day").values_list("day", flat=True).first()


def after(day: date, now: datetime) -> date | None:
    """Return the first day after `day` with a visible story: one query."""
    return _days(now).filter(day__gt=day).order_by("day").values_list("day", flat=True).first()


def _days(now: datetime) -> QuerySet[Address]:
    return Address.objects.filter(Exists(Edition.objects.visible(now).filter(address=OuterRef("pk"))))

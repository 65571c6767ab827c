"""A year, a month or a day: what it is called, where its page is, which days lie in it."""

from calendar import Calendar, monthrange
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format, get_format

UNITS = ("year", "month", "day")
NAMES = {"year": "Y", "month": "YEAR_MONTH_FORMAT", "day": "DATE_FORMAT"}
SHORT = {"year": "Y", "month": "F", "day": "j"}


@dataclass(frozen=True)
class Span:
    """One `year`, `month` or `day`, the one in which `first` lies; it begins with that day."""

    unit: str
    first: date

    @classmethod
    def around(cls, unit: str, day: date) -> "Span":
        """Return the year, month or day in which `day` lies."""
        return cls(unit, day.replace(**dict.fromkeys(UNITS[UNITS.index(unit) + 1 :], 1)))

    @property
    def last(self) -> date:
        if self.unit == "day":
            return self.first
        month = self.first.month if self.unit == "month" else 12
        return date(self.first.year, month, monthrange(self.first.year, month)[1])

    @property
    def name(self) -> str:
        """Its whole name: `23 November 2026`, `November 2026`, `2026`."""
        return date_format(self.first, NAMES[self.unit])

    @property
    def short_name(self) -> str:
        """Its name among those of its kind: `23`, `November`, `2026`."""
        return date_format(self.first, SHORT[self.unit])

    @property
    def url(self) -> str:
        parts = (f"{self.first.year:04}", f"{self.first.month:02}", f"{self.first.day:02}")
        return reverse(self.unit, args=parts[: UNITS.index(self.unit) + 1])

    @property
    def above(self) -> list["Span"]:
        """What it lies in, the largest first: the year and the month of a day."""
        return [Span.around(unit, self.first) for unit in UNITS[: UNITS.index(self.unit)]]


@dataclass(frozen=True)
class Square:
    """A year, month or day on the page of what it lies in; without stories it has no page of its own."""

    span: Span
    has_stories: bool


def months(year: Span, found: set[date]) -> list[Square]:
    """Return the months of `year`; `found` are those with stories, by their first day."""
    spans = [Span("month", year.first.replace(month=number)) for number in range(1, 13)]
    return [Square(span, span.first in found) for span in spans]


def weeks(month: Span, found: set[date]) -> list[list[Square | None]]:
    """Return the days of `month` by the week, as the calendar of the site's language has them; None lies outside."""
    rows = Calendar(_first_weekday()).monthdatescalendar(month.first.year, month.first.month)
    return [
        [Square(Span("day", day), day in found) if day.month == month.first.month else None for day in row]
        for row in rows
    ]


def weekdays() -> list[tuple[str, str]]:
    """Return the names of a week's days, short and whole, in the order of `weeks`."""
    return [(str(WEEKDAYS_ABBR[day]), str(WEEKDAYS[day])) for day in Calendar(_first_weekday()).iterweekdays()]


def _first_weekday() -> int:
    """Return the day that begins a week: Django counts from Sunday, Python from Monday."""
    return (get_format("FIRST_DAY_OF_WEEK") - 1) % 7

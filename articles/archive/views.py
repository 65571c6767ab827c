"""The pages of the archive. They show visible editions, and look at nothing else of a story."""

from datetime import UTC, date, datetime, time, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from articles import listing
from articles.archive import days, spans
from articles.archive.spans import Span
from articles.meaning import pages as meaning
from articles.models import Edition
from articles.models.edition import EditionQuerySet
from articles.views import show
from authors import clock

ZONES = timedelta(hours=14)  # no place on earth is further from UTC


@require_safe
@conditional_page
def archive(request: HttpRequest) -> HttpResponse:
    """The years in which a story went out, and their months: 4 queries."""
    newest = days.newest_of("month", clock.now())
    found = {day.replace(day=1) for day in newest}
    years = dict.fromkeys(Span.around("year", day) for day in newest)  # each once, and still newest first
    shown = [(year, spans.months(year, found)) for year in years]
    return show(request, "archive.html", {"years": shown} | meaning.archive())


@require_safe
@conditional_page
def year(request: HttpRequest, year: str) -> HttpResponse:
    """The months of a year: 6 queries."""
    span, now = _span("year", year), clock.now()
    found = {day.replace(day=1) for day in days.newest_of("month", now, span.first, span.last)}
    if not found:
        return _nothing(request, span, now)
    context = {"span": span, "months": spans.months(span, found)} | _beside(span, now)
    return show(request, "year.html", context | meaning.archive(span))


@require_safe
@conditional_page
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """The days of a month, and its stories: 7 queries."""
    span, now = _span("month", year, month), clock.now()
    found = set(days.newest_of("day", now, span.first, span.last))
    if not found:
        return _nothing(request, span, now)
    stories = listing.read(request, _within(span, now))
    context = {"span": span, "weeks": spans.weeks(span, found), "weekdays": spans.weekdays(), "stories": stories}
    return show(request, "month.html", context | _beside(span, now) | meaning.archive(span, stories))


@require_safe
@conditional_page
def day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    """The stories that first went out on a day: 6 queries."""
    span, now = _span("day", year, month, day), clock.now()
    stories = listing.read(request, _within(span, now))
    if not stories.cards:
        return _nothing(request, span, now)
    context = {"span": span, "stories": stories} | _beside(span, now)
    return show(request, "day.html", context | meaning.archive(span, stories))


def _span(unit: str, year: str, month: str = "1", day: str = "1") -> Span:
    try:
        return Span(unit, date(int(year), int(month), int(day)))
    except ValueError:
        raise Http404("There is no such day.") from None


def _within(span: Span, now: datetime) -> EditionQuerySet:
    """Return the visible stories whose address lies in `span`.

    The hours of first publication are bounded as well, wider than any zone, so that the index of the order is walked
    there and nowhere else.
    """
    try:
        begins = datetime.combine(span.first, time.min, UTC) - ZONES
        ends = datetime.combine(span.last, time.max, UTC) + ZONES
    except OverflowError:
        raise Http404("There is no such day.") from None
    visible = Edition.objects.visible(now).filter(first_published_at__gte=begins, first_published_at__lte=ends)
    return visible.filter(address__day__gte=span.first, address__day__lte=span.last)


def _beside(span: Span, now: datetime) -> dict[str, Span | None]:
    """Return the nearest of its kind that have stories, on either side of `span`: 2 queries."""
    before, after = days.before(span.first, now), days.after(span.last, now)
    return {
        "before": before and Span.around(span.unit, before),
        "after": after and Span.around(span.unit, after),
    }


def _nothing(request: HttpRequest, span: Span, now: datetime) -> HttpResponse:
    """Answer 404 for a time without stories, with the ways on from there: 5 queries."""
    return show(request, "no_stories.html", {"span": span} | _beside(span, now), status=404)

"""Sitemaps (https://www.sitemaps.org/protocol.html): an index, a file for each month, one of pages, one of news.

A file holds at most 50,000 addresses and 50 MB. The bounds below keep both: an address is at most some 900 bytes with
its element, the longest slug in the widest script, and a photo's at most 250. A month with more has several files.

A story that first appeared elsewhere is in none of them: its page names another address as the one to be found.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Count, F, Func, Max, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import conditional_page, require_safe

from articles import xml
from articles.filled import AUTHOR, SECTION, TOPIC, filled
from articles.house import places
from articles.models import Edition, EditionPhoto, Section
from articles.models.edition import EditionQuerySet
from articles.photos import renditions
from articles.responses import answer
from articles.tags import Tag
from authors import clock
from authors.models import Author

MOST = 40_000  # stories in a file of a month: 1,300 each day
MOST_PHOTOS = 50_000  # in such a file
MOST_OF_A_STORY = 1_000  # photos; Google's bound
MOST_PAGES = 15_000  # of each kind: sections, topics, authors
MOST_NEWS, NEWS_FOR = 1_000, timedelta(hours=48)  # Google's bounds for news

MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
CONTENT_TYPE = "application/xml; charset=utf-8"

# the first instant of the month of `months.at`, in UTC
MONTH_BEGINS = {
    "sqlite": "substr(months.at, 1, 7) || '-01 00:00:00'",
    "postgresql": "date_trunc('month', months.at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'",
}


@dataclass(frozen=True)
class Month:
    """A month in which a visible story first went out."""

    begins: datetime
    changed: datetime  # when its files last did
    files: int


@require_safe
@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    """2 queries; 3 where a month has more than one file."""
    root = xml.root("sitemapindex", {None: MAP})
    _sitemap(root, reverse("sitemap_pages"))
    for each in months(clock.now()):
        for part in range(1, each.files + 1):
            _sitemap(root, address(each.begins, part), each.changed)
    return answer(request, xml.write(root), CONTENT_TYPE)


def address(month: datetime, part: int = 1) -> str:
    """Return the path of a file of a month: `/sitemap-2026-11.xml`, `/sitemap-2026-11-2.xml`."""
    which = {"year": f"{month:%Y}", "month": f"{month:%m}"}
    return reverse("sitemap_month", kwargs=which if part == 1 else which | {"part": part})


@require_safe
@conditional_page
def month(request: HttpRequest, year: str, month: str, part: str = "1") -> HttpResponse:
    """The stories that first went out in a month (of UTC), the oldest first, in files that fill up: 2 queries."""
    try:
        begins = datetime(int(year), int(month), 1, tzinfo=UTC)
        ends = _next_month(begins)
    except (ValueError, OverflowError):
        raise Http404("There is no such month.") from None
    first = MOST * (int(part) - 1)
    within = _found_here(clock.now()).filter(first_published_at__gte=begins, first_published_at__lt=ends)
    within = within.order_by("first_published_at", "pk")[first : first + MOST]
    stories = list(within.select_related("address").only("updated_at", "address"))
    if not stories:
        raise Http404("No story of this month is visible.")
    photos = _photos(within)
    root = xml.root("urlset", {None: MAP, "image": IMAGE})
    for edition in stories:
        url = _url(root, edition.get_absolute_url(), edition.updated_at)
        for photo in photos.get(edition.pk, []):
            xml.add(xml.add(url, "image:image"), "image:loc", photo)
    return answer(request, xml.write(root), CONTENT_TYPE)


@require_safe
@conditional_page
def pages(request: HttpRequest) -> HttpResponse:
    """Every page that is no story; lists of stories with the hour of their newest, none that is empty: 4 queries."""
    root = xml.root("urlset", {None: MAP})
    for name in ("home", "authors", "archive", "corrections"):
        _url(root, reverse(name))
    for page in places.read().all:
        _url(root, page.url, page.changed_at)
    for section in _listed(Section.objects.all(), SECTION):
        _url(root, section.get_absolute_url(), section.newest)
    for topic in _listed(Tag.objects.all(), TOPIC):
        _url(root, reverse("topic", args=[topic.slug]), topic.newest)
    for author in _listed(Author.objects.all(), AUTHOR):
        _url(root, author.get_absolute_url(), author.newest)
    return answer(request, xml.write(root), CONTENT_TYPE)


@require_safe
@conditional_page
def news(request: HttpRequest) -> HttpResponse:
    """What first went out within two days, for Google News: 1 query."""
    now = clock.now()
    recent = _found_here(now).filter(first_published_at__gte=now - NEWS_FOR).newest_first().for_list()
    root = xml.root("urlset", {None: MAP, "news": NEWS})
    for edition in recent[:MOST_NEWS]:
        element = xml.add(_url(root, edition.get_absolute_url(), edition.updated_at), "news:news")
        publication = xml.add(element, "news:publication")
        xml.add(publication, "news:name", settings.SITE_NAME)
        xml.add(publication, "news:language", _language(edition.section.language or settings.LANGUAGE_CODE))
        xml.add(element, "news:publication_date", xml.date_time(edition.first_published_at))
        xml.add(element, "news:title", edition.card["headline"])
    return answer(request, xml.write(root), CONTENT_TYPE)


def months(now: datetime) -> list[Month]:
    """Return each month in which a visible story first went out, newest first: 2 queries, 3 where one has many stories.

    When its files changed is exact where that was in this month or the one before; a change made earlier, to a story of
    an older month, is not counted any more: no index knows it, and whoever reads the index once a month has seen it.
    """
    recently = (now.astimezone(UTC).replace(day=1) - timedelta(days=1)).replace(day=1, hour=0, minute=0, second=0)
    changes = _found_here(now).filter(visible_from__gte=recently.replace(microsecond=0))
    changed = _by_month(changes, Max("updated_at"))
    newest = {at.replace(day=1, hour=0, minute=0, second=0, microsecond=0): (at, n) for at, n in _newest_of_months(now)}
    many = [begins for begins, (_, editions) in newest.items() if editions > MOST]
    counts = _count(many, now) if many else {}
    return [
        Month(begins, max(at, changed.get(begins, at)), -(-counts.get(begins, 1) // MOST))
        for begins, (at, _) in newest.items()
    ]


def _newest_of_months(now: datetime) -> list[tuple[datetime, int]]:
    """Return when the newest story of each month went out, and how many editions the month has, visible or not.

    One query: as many looks into one index as months, from the newest story of all to the one before the beginning of
    its month, and so on. The number is counted in the same index, and so is not of what is visible.
    """
    newest = _found_here(now).order_by("-first_published_at").values("first_published_at")
    begins = RawSQL(MONTH_BEGINS[connection.vendor], [])  # noqa: S611 (ours)
    # none is visible before it was first published: said once more, so that SQLite walks the index of the order; and
    # not of the others, where it would begin each of its looks there, and read all that is newer again
    first, first_params = newest.filter(first_published_at__lte=now)[:1].query.sql_with_params()
    before, before_params = newest.filter(first_published_at__lt=begins)[:1].query.sql_with_params()
    of_month = Edition.objects.filter(first_published_at__gte=begins, first_published_at__lte=RawSQL("months.at", []))
    count = of_month.order_by().values_list(Func(F("pk"), function="COUNT"))
    count, count_params = count.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE months(at) AS (SELECT * FROM ({first}) AS newest"  # noqa: S608 (made by the ORM)
            f" UNION ALL SELECT ({before}) FROM months WHERE months.at IS NOT NULL)"
            f" SELECT at, ({count}) FROM months WHERE at IS NOT NULL",
            [*first_params, *before_params, *count_params],
        )
        return [(_instant(at), editions) for at, editions in cursor.fetchall()]


def _count(begins: list[datetime], now: datetime) -> dict[datetime, int]:
    """Return how many stories are visible of each month that `begins` then: one query."""
    within = Q()
    for month in begins:
        within |= Q(first_published_at__gte=month, first_published_at__lt=_next_month(month))
    return _by_month(_found_here(now).filter(within), Count("pk"))


def _by_month(editions: QuerySet, value: Max | Count) -> dict[datetime, datetime | int]:
    """Return `value` of `editions`, by the beginning of the month in which they first went out."""
    by_month = editions.order_by().annotate(month=TruncMonth("first_published_at", tzinfo=UTC)).values("month")
    return {row["month"]: row["value"] for row in by_month.annotate(value=value)}


def _found_here(now: datetime) -> EditionQuerySet:
    return Edition.objects.visible(now).first_published_here()


def _next_month(begins: datetime) -> datetime:
    return (begins + timedelta(days=31)).replace(day=1)


def _instant(value: datetime | str) -> datetime:
    """Return a time as the database gave it outside of the ORM: SQLite gives text, of UTC."""
    if isinstance(value, str):
        return parse_datetime(value).replace(tzinfo=UTC)
    return value.astimezone(UTC)


def _listed(lists: QuerySet, which: str) -> QuerySet:
    return filled(lists, which).order_by("-newest", "pk")[:MOST_PAGES]


def _photos(editions: QuerySet[Edition]) -> dict[int, list[str]]:
    """Return the addresses of the photos of `editions`, by the edition's key: one query."""
    uses = EditionPhoto.objects.filter(edition__in=editions.values("pk"), photo__withdrawn_at=None)
    found: dict[int, list[str]] = {}
    for use in uses.select_related("photo").order_by("-edition_id", "pk")[:MOST_PHOTOS]:
        addresses = found.setdefault(use.edition_id, [])
        if len(addresses) < MOST_OF_A_STORY:
            addresses.append(settings.SITE_URL + renditions.sources(renditions.facts(use.photo))["src"])
    return found


def _sitemap(root, path: str, changed: datetime | None = None) -> None:
    _located(xml.add(root, "sitemap"), path, changed)


def _url(root, path: str, changed: datetime | None = None):
    return _located(xml.add(root, "url"), path, changed)


def _located(element, path: str, changed: datetime | None):
    xml.add(element, "loc", settings.SITE_URL + path)
    if changed:
        xml.add(element, "lastmod", xml.date_time(changed))
    return element


def _language(code: str) -> str:
    """Return a language as Google News names it: its first part, but for Chinese, which has two."""
    code = code.lower()
    if code in {"zh-hans", "zh-cn"}:
        return "zh-cn"
    return "zh-tw" if code in {"zh-hant", "zh-tw"} else code.partition("-")[0]

"""Queries, bytes and time of each kind of page, at several sizes of the newsroom, as one table.

`python -m benchmarks.pages --stories 1000 100000 1000000` (in the project's environment: `.venv/bin/python`). It works
in a directory of its own, on SQLite or on the PostgreSQL that DATABASE_URL names, where each size has a database. With
`--keep DIRECTORY` what was built stays there (and in PostgreSQL) for the next time.
"""

import io
import statistics
import sys
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from benchmarks import sizes
from benchmarks.sizes import Newsroom, Page, Times

BASE = 5_000  # stories that are put together one by one; more are copies of them
EACH_DAY, ON_THE_BUSIEST = 3, 60  # stories of the month of the archive, at every size
WARM = 300  # of the newest stories are read


def build(stories: int) -> None:
    """Make the demonstration newsroom and `stories` more, over ten years; then a month of which each day has some."""
    from django.core.management import call_command
    from django.db.models import Max

    from articles import workflow
    from articles.models import Article, Edition
    from benchmarks import copies

    for command in ("migrate", "roles", "demo"):
        call_command(command, verbosity=0, stdout=io.StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)
    last = Article.objects.aggregate(last=Max("pk"))["last"]
    call_command("load", stories=min(stories, BASE), stdout=io.StringIO(), stderr=io.StringIO())
    copies.multiply(-(-stories // BASE), last + 1, to_be_found=False)  # no page here asks the search
    month = busy_month()
    hours = [month + timedelta(days=day, minutes=number) for day in range(28) for number in range(EACH_DAY)]
    hours += [month + timedelta(days=14, minutes=10 + number) for number in range(ON_THE_BUSIEST)]
    documents = Edition.objects.filter(article__gt=last).order_by("pk").values_list("document", flat=True)
    workflow.publish_many(
        [
            (document | {"slug": f"busy-{number}"}, hour)
            for number, (document, hour) in enumerate(zip(documents[: len(hours)], hours, strict=True))
        ]
    )


def busy_month() -> datetime:
    """Return noon of the first day of a month five years back."""
    from articles.models import Edition

    newest = Edition.objects.order_by("first_published_at").last().first_published_at
    return newest.replace(year=newest.year - 5, day=1, hour=12, minute=0, second=0, microsecond=0)


def pages() -> dict[str, Page]:
    """Return what is measured, by its name."""
    from articles import listing, most_read
    from articles.fronts.arrangement import Arrangement, Kind, Pin, block
    from articles.models import Edition, Front, Section
    from articles.tags import Tag
    from authors import clock

    now, month = clock.now(), busy_month()
    # of those that there are in the order of lists, as all lists of the site
    visible = Edition.objects.visible(now).filter(first_published_at__lte=now).select_related("address")
    newest = [edition.article_id for edition in visible.newest_first().for_list()[:WARM]]
    most_read.add({article: WARM - number for number, article in enumerate(newest)}, now)
    section, topic = Section.objects.order_by("pk").first(), Tag.objects.order_by("pk").first()
    blocks = [block(Kind.TOP), block(Kind.SECTION, section.pk), block(Kind.TOPIC, topic.pk)]
    blocks += [block(kind) for kind in (Kind.VIEWS, Kind.READ, Kind.REST)]
    blocks[0] = blocks[0].__class__(Kind.TOP, size=5, pins=tuple(Pin(newest[place + 9], place) for place in range(3)))
    by_hand = Arrangement(tuple(blocks)).to_json()
    behind = listing.cursor(month, 1)
    at_section, at_topic, at_author = section.get_absolute_url(), f"/topics/{topic.slug}/", "/authors/tomas-okoro/"
    of_demo = next(each for each in visible.order_by("pk")[:100] if each.address.slug == "harbour-dredging-vote")
    oldest = visible.order_by("first_published_at", "pk").first()
    middle = visible.filter(first_published_at__lt=month).newest_first().first()

    def arranged(arrangement: dict) -> Callable[[], object]:
        return lambda: Front.objects.update_or_create(section=None, defaults={"arrangement": arrangement})

    return {
        "front, by the rules": Page("/", before=arranged({})),
        "front, arranged by hand": Page("/", before=arranged(by_hand)),
        "section": Page(at_section, is_full=True),
        "section, five years back": Page(f"{at_section}?before={behind}", is_full=True),
        "topic": Page(at_topic, is_full=True),
        "topic, five years back": Page(f"{at_topic}?before={behind}", is_full=True),
        "author": Page(at_author, is_full=True),
        "author, five years back": Page(f"{at_author}?before={behind}", is_full=True),
        "authors": Page("/authors/"),
        "archive": Page("/archive/"),
        "archive, a year": Page(f"/{month:%Y}/"),
        "archive, a month": Page(f"/{month:%Y/%m}/", is_full=True),
        "archive, a day": Page(f"/{month:%Y/%m}/15/", is_full=True),
        "corrections": Page("/corrections/"),
        "story, the one that carries everything": Page(of_demo.get_absolute_url()),
        "story, of five years back": Page(middle.get_absolute_url()),
        "story, the oldest": Page(oldest.get_absolute_url()),
        "no such story": Page("/2026/01/01/no-such-story/"),
        "feed": Page("/feed/"),
        "feed of a topic": Page(f"{at_topic}feed/"),
        "sitemap": Page("/sitemap.xml"),
        "sitemap of the pages": Page("/sitemap-pages.xml"),
        "sitemap of the news": Page("/sitemap-news.xml"),
        "API, stories": Page("/api/v1/stories"),
        "API, stories of an author": Page("/api/v1/stories?author=tomas-okoro"),
        "desk": Page("/admin/", "editor"),
        "list of stories": Page("/admin/articles/article/", "editor"),
        "list of stories, published": Page("/admin/articles/article/?state=published", "editor"),
        "list of stories, in review": Page("/admin/articles/article/?state=in_review", "editor"),
        "list of stories, a search": Page("/admin/articles/article/?q=harbour+dredging", "editor"),
    }


def print_table(newsrooms: list[Newsroom], measured: dict[str, list[Times]]) -> None:
    write = sys.stdout.write
    numbers = [f"{newsroom.stories:,}" for newsroom in newsrooms]
    heads = ["page", "compressed, KB", "queries", *(f"ms at {number}" for number in numbers), "ratio"]
    heads += [*(f"of a processor, ms at {number}" for number in numbers), "ratio"]
    write(f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|\n")
    for page, times in measured.items():
        facts = [newsroom.facts[page] for newsroom in newsrooms]
        cells = [span(f"{each['bytes'] / 1000:.1f}" for each in facts), span(f"{each['queries']}" for each in facts)]
        for kind in (0, 1):
            medians = [statistics.median(time[kind] for time in of_newsroom) for of_newsroom in times]
            cells += [f"{ms:.1f}" for ms in medians] + [f"{medians[-1] / medians[0]:.2f}"]
        write(f"| {page} | {' | '.join(cells)} |\n")


def span(values: Iterable[str]) -> str:
    """Return what differs by size, or the one that does not."""
    values = list(values)
    return values[0] if len(set(values)) == 1 else " / ".join(values)


if __name__ == "__main__":
    sizes.run("benchmarks.pages", __doc__, build, pages, print_table)

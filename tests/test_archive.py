"""The archive: a story's address, cut from the right, answers; by the newsroom's days, and of visible stories only."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.archive import days
from authors import clock
from tests.cast import bring_to, make_live, make_story, publish_again
from tests.reading import MORNING, make_many, read, url_of

pytestmark = pytest.mark.django_db
NOWHERE = "/no-such-page/"


def live_at(at: datetime, **fields):
    with clock.stopped(at):
        return make_live(**fields)


def day(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T12:00+00:00")


def links(html: str) -> list[str]:
    """Return where the page itself leads, without its masthead and foot."""
    return re.findall(r'href="([^"]+)"', html.partition("<main")[2].partition("</main>")[0])


def test_a_storys_address_answers_however_much_is_cut_from_it(client):
    with clock.stopped(MORNING):
        story = make_live(headline="The vote")
    address = url_of(story)
    assert "The vote" in read(client, address)
    for _ in range(3):
        address = address.rstrip("/").rpartition("/")[0] + "/"
        html = read(client, address)
        assert "<h1" in html
    assert address == "/2026/"
    assert "The vote" in read(client, "/2026/11/20/")
    assert "The vote" in read(client, "/2026/11/")


def test_each_page_leads_to_the_next_smaller(client):
    for at in ("2024-02-29", "2026-11-20", "2026-11-22"):
        live_at(day(at))
    assert links(read(client, "/archive/")) == ["/2026/", "/2026/11/", "/2024/", "/2024/02/"]
    assert "/2026/11/" in links(read(client, "/2026/"))
    assert "/2026/10/" not in links(read(client, "/2026/"))
    assert {"/2026/11/20/", "/2026/11/22/"} <= set(links(read(client, "/2026/11/")))
    assert "/2026/11/21/" not in links(read(client, "/2026/11/"))
    assert "/2024/02/29/" in links(read(client, "/2024/02/"))


def test_each_page_leads_to_what_is_above_it(client):
    live_at(day("2026-11-20"))
    assert links(read(client, "/2026/11/20/"))[:3] == ["/archive/", "/2026/", "/2026/11/"]
    assert links(read(client, "/2026/"))[0] == "/archive/"
    assert "/archive/" in read(client, "/").partition("<footer")[2]
    assert "/archive/" in links(read(client, "/world/"))


def test_it_leads_past_days_months_and_years_without_stories(client):
    for at in ("2021-05-05", "2026-03-01", "2026-11-20", "2026-11-22"):
        live_at(day(at))
    assert {"/2026/03/01/", "/2026/11/22/"} <= set(links(read(client, "/2026/11/20/")))
    assert "/2026/03/" in links(read(client, "/2026/11/"))
    assert "/2021/" in links(read(client, "/2026/"))
    assert "/2026/" in links(read(client, "/2021/"))


def test_the_days_are_those_of_the_newsrooms_zone(client, settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    late = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)  # half past one on the 21st there
    story = live_at(late, headline="After midnight")
    assert url_of(story).startswith("/2026/11/21/")
    assert "After midnight" in read(client, "/2026/11/21/")
    read(client, "/2026/11/20/", 404)


def test_an_address_answers_in_another_zone_as_well(client, settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    story = live_at(datetime(2026, 11, 20, 12, 30, tzinfo=UTC), headline="After midnight")
    settings.TIME_ZONE = "Pacific/Honolulu"
    assert url_of(story).startswith("/2026/11/21/")
    assert "After midnight" in read(client, "/2026/11/21/")


@pytest.mark.parametrize("address", ["/2026/11/21/", "/2026/10/", "/2025/"])
def test_a_time_without_stories_is_not_found_and_leads_on(client, address):
    for at in ("2024-02-29", "2026-11-20", "2026-11-22"):
        live_at(day(at))
    html = read(client, address, 404)
    assert "/archive/" in links(html)
    found = [read(client, link) for link in links(html) if link != "/archive/"]
    assert len(found) in {1, 2}
    assert "noindex" in html


def test_the_nearest_days_are_on_either_side(client):
    for at in ("2026-11-14", "2026-11-16", "2026-11-19", "2026-11-21"):
        live_at(day(at))
    assert links(read(client, "/2026/11/17/", 404))[:2] == ["/2026/11/16/", "/2026/11/19/"]


@pytest.mark.parametrize(
    "address", ["/2026/13/", "/2026/00/", "/2026/02/30/", "/0000/", "/0000/01/01/", "/26/", "/2026/1/"]
)
def test_a_day_that_never_was_is_not_found(client, address):
    make_live()
    assert read(client, address, 404) == read(client, NOWHERE, 404)


@pytest.mark.parametrize("address", ["/0001/", "/0001/01/", "/0001/01/01/", "/9999/", "/9999/12/", "/9999/12/31/"])
def test_the_ends_of_time_are_not_found(client, address):
    make_live()
    read(client, address, 404)


def test_nothing_tells_of_a_story_to_come(client):
    live_at(day("2026-11-20"))
    with clock.stopped(day("2026-11-21")):
        before = {
            address: client.get(address).content for address in ("/archive/", "/2027/", "/2027/03/", "/2027/03/01/")
        }
        story = bring_to(make_story(headline="To come"), "approved")
        workflow.publish(story, by=None, at=day("2027-03-01"))
        for address, content in before.items():
            assert client.get(address).content == content, address
        assert "/2027/" not in read(client, "/2026/11/20/") + read(client, "/2026/11/") + read(client, "/2026/")
    with clock.stopped(day("2027-03-02")):
        assert "To come" in read(client, "/2027/03/01/")
        assert "/2027/03/01/" in links(read(client, "/2026/11/20/"))


def test_a_withdrawn_story_takes_its_day_away(client):
    live_at(day("2026-11-20"))
    story = live_at(day("2026-10-05"), headline="Gone")
    read(client, "/2026/10/05/")
    workflow.withdraw(story, by=None, note="Wrong.")
    for address in ("/2026/10/05/", "/2026/10/"):
        assert "Gone" not in read(client, address, 404)
    assert "/2026/10/" not in links(read(client, "/2026/"))
    assert links(read(client, "/archive/")) == ["/2026/", "/2026/11/"]


def test_a_story_stays_on_its_first_day_whatever_is_changed_later(client):
    story = live_at(day("2026-11-20"), headline="Before", slug="first")
    with clock.stopped(day("2026-11-22")):
        publish_again(story, headline="After", slug="second")
        assert read(client, "/2026/11/20/").count("After") == 1
        read(client, "/2026/11/22/", 404)


def test_a_full_day_goes_on_by_key(client, monkeypatch):
    monkeypatch.setattr("articles.listing.SIZE", 3)
    make_many(8)
    live_at(day("2026-11-19"), headline="Story number 999")
    seen, address = [], "/2026/11/20/"
    while address:
        html = read(client, address)
        seen += re.findall(r">(Story number \d{3})<", html)
        older = html.partition('href="?before=')[2].partition('"')[0]
        address = f"/2026/11/20/?before={older}" if older else ""
    assert seen == [f"Story number {number:03}" for number in reversed(range(8))]


def test_the_week_begins_as_the_sites_language_has_it(client, settings):
    live_at(day("2026-11-20"))
    head = re.compile(r'<abbr title="(\w+)">')
    assert head.findall(read(client, "/2026/11/"))[0] == "Monday"
    settings.LANGUAGE_CODE = "en-us"
    assert head.findall(read(client, "/2026/11/"))[0] == "Sunday"


def test_an_empty_newsroom_has_an_archive(client):
    assert "Nothing has been published yet" in read(client, "/archive/")
    assert "Nothing has been published yet" in read(client, "/2026/", 404)


def test_it_looks_as_often_as_there_are_answers():
    for at in ("2024-02-29", "2024-03-01", "2026-11-20", "2026-11-22"):
        live_at(day(at))
    now = clock.now()
    with CaptureQueriesContext(connection) as queries:
        assert days.newest_of("month", now) == [date(2026, 11, 22), date(2024, 3, 1), date(2024, 2, 29)]
    assert len(queries) == 1
    assert days.newest_of("month", now, date(2024, 1, 1), date(2024, 12, 31)) == [date(2024, 3, 1), date(2024, 2, 29)]
    assert days.newest_of("day", now, date(2026, 11, 1), date(2026, 11, 30)) == [date(2026, 11, 22), date(2026, 11, 20)]
    assert days.newest_of("day", now, date(2025, 1, 1), date(2025, 12, 31)) == []


@pytest.mark.sqlite
def test_it_walks_indexes_and_reads_no_table(client):
    for number in range(30):
        live_at(MORNING - timedelta(days=number))
    for address in ("/archive/", "/2026/", "/2026/11/", "/2026/11/20/"):
        with CaptureQueriesContext(connection) as queries:
            read(client, address)
        for query in queries:
            if "articles_address" not in query["sql"] or "articles_banner" in query["sql"]:
                continue
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                plan = [row[3] for row in cursor.fetchall()]
            assert not [step for step in plan if step.startswith("SCAN articles") or "TEMP B-TREE" in step], plan

"""What is read most: what a beacon counts and what it does not, and which stories the list shows."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import beacon, most_read, workflow
from articles.models import Reading
from authors import clock
from tests.cast import bring_to, make_live, make_section, make_story, publish_again
from tests.reading import MORNING, read, url_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
BROWSER = {"Sec-Fetch-Site": "same-origin", "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0"}


@pytest.fixture(autouse=True)
def tally(monkeypatch):
    """A process that has counted nothing yet."""
    fresh = beacon.Tally()
    monkeypatch.setattr(beacon, "tally", fresh)
    return fresh


def tell(story, *, network: str = "192.0.2.1", **headers):
    address = reverse("beacon", args=[story if isinstance(story, int) else story.pk])
    return Client(enforce_csrf_checks=True).post(address, headers=BROWSER | headers, REMOTE_ADDR=network)


def written(tally) -> Counter:
    taken = tally.take()
    most_read.add(taken, clock.now())
    return taken


def ranked(now=None, limit: int = 5, section=None) -> list[str]:
    return [edition.card["headline"] for edition in most_read.most_read(now or clock.now(), limit, section)]


@pytest.fixture
def stories():
    with clock.stopped(MORNING):
        return [make_live(headline=f"Story {number}") for number in range(4)]


def test_the_list_is_in_the_order_of_readings(stories):
    most_read.add({story.pk: count for story, count in zip(stories, (3, 9, 1, 5), strict=True)}, clock.now())
    assert ranked() == ["Story 1", "Story 3", "Story 0", "Story 2"]
    assert ranked(limit=3) == ["Story 1", "Story 3", "Story 0"]


def test_readings_of_several_writes_and_processes_add_up(stories):
    now = clock.now()
    most_read.add({story.pk: 10 for story in stories}, now)
    for _ in range(3):
        most_read.add({stories[2].pk: 4}, now)
    most_read.add({stories[0].pk: 11}, now)
    assert ranked()[:2] == ["Story 2", "Story 0"]


def test_a_reading_counts_half_as_much_twelve_hours_later(stories):
    now = clock.now()
    most_read.add({stories[0].pk: 100, stories[1].pk: 70}, now - 12 * HOUR)
    most_read.add({stories[2].pk: 51, stories[3].pk: 34}, now)
    assert ranked(now) == ["Story 2", "Story 0", "Story 1", "Story 3"]
    most_read.add({stories[1].pk: 20}, now)
    assert ranked(now)[0] == "Story 1"


def test_on_a_thin_day_the_days_before_stand_in_the_list(stories):
    now = clock.now()
    most_read.add({story.pk: 5 - place for place, story in enumerate(stories)}, now - timedelta(days=3))
    assert ranked(now) == ["Story 0", "Story 1", "Story 2", "Story 3"]
    most_read.add({stories[3].pk: 1}, now)
    assert ranked(now)[0] == "Story 3"


def test_what_nobody_read_for_a_week_is_forgotten(stories):
    now = clock.now()
    most_read.add({story.pk: 1 for story in stories}, now - timedelta(days=8))
    assert ranked(now) == []
    most_read.add({stories[0].pk: 1}, now)
    assert Reading.objects.count() == 1


@pytest.mark.parametrize("heat", [0, 10**6])
def test_a_heat_of_another_age_breaks_nothing(heat, stories):
    """A site that nobody read for decades, and a clock that was wrong by as much."""
    most_read.add({story.pk: 2 for story in stories}, clock.now())
    Reading.objects.filter(article=stories[0]).update(heat=heat)
    most_read.add({story.pk: 2 for story in stories}, clock.now())
    assert Reading.objects.count() == len(ranked()) == 4


def test_fewer_than_three_make_no_list(client, stories):
    most_read.add({stories[0].pk: 50, stories[1].pk: 40}, clock.now())
    assert ranked() == []
    assert 'class="band read-most"' not in read(client, "/world/")


def test_a_section_has_its_own_list(stories):
    sport = [make_live(headline=f"Match {number}", section=make_section("Sport")) for number in range(3)]
    most_read.add({story.pk: 10 for story in stories} | {story.pk: 5 + story.pk for story in sport}, clock.now())
    assert ranked(section=make_section("Sport")) == ["Match 2", "Match 1", "Match 0"]
    assert set(ranked(section=make_section("World"))) == {story.headline for story in stories}


def test_a_story_that_went_to_another_section_leaves_the_list_of_its_old_one(stories):
    most_read.add({story.pk: 9 - place for place, story in enumerate(stories)}, clock.now())
    publish_again(stories[0], section=make_section("Sport"), kind="minor")
    assert ranked(section=make_section("World")) == ["Story 1", "Story 2", "Story 3"]


def test_hidden_stories_are_neither_counted_nor_listed(stories):
    hidden = [bring_to(make_story(headline=state), state) for state in ("draft", "scheduled", "withdrawn", "spiked")]
    most_read.add({story.pk: 99 for story in hidden} | {story.pk: 1 for story in stories} | {999_999: 5}, clock.now())
    assert Reading.objects.count() == 4
    workflow.withdraw(stories[0], by=None, note="Wrong.")
    assert sorted(ranked()) == ["Story 1", "Story 2", "Story 3"]


def test_a_story_keeps_its_place_through_its_editions(stories):
    most_read.add({story.pk: 9 - place for place, story in enumerate(stories)}, clock.now())
    publish_again(stories[1], headline="New words", kind="minor")
    assert ranked()[:2] == ["Story 0", "New words"]


def test_the_list_costs_one_query_and_reads_no_text(stories):
    most_read.add({story.pk: 9 for story in stories}, clock.now())
    with CaptureQueriesContext(connection) as queries:
        assert len(ranked()) == 4
    assert len(queries) == 1
    assert '"document"' not in queries[0]["sql"]
    assert 'articles_article"' not in queries[0]["sql"]


def test_a_beacon_is_counted_without_a_write_a_view(stories, tally):
    with CaptureQueriesContext(connection) as queries:
        for number in range(10):
            assert tell(stories[0], network=f"192.0.2.{number}").status_code == 204
    assert not queries
    assert written(tally) == {stories[0].pk: 10}


def test_readings_are_written_together_after_a_while(stories):
    with clock.stopped(MORNING):
        tell(stories[0])
    assert not Reading.objects.exists()
    with clock.stopped(MORNING + beacon.EVERY):
        tell(stories[1])
    assert Reading.objects.count() == 2


def test_readings_are_written_together_when_they_are_many(stories, monkeypatch):
    monkeypatch.setattr(beacon, "AT_MOST", 3)
    for number in range(5):
        with clock.stopped(MORNING):
            tell(stories[0], network=f"192.0.2.{number}")
        assert Reading.objects.exists() == (number >= 2)


def test_one_reader_counts_once_an_hour(stories, tally, monkeypatch):
    monkeypatch.setattr(beacon, "EVERY", timedelta(days=1))
    for minutes in (0, 5, 29, 30, 59):  # from half past eight
        with clock.stopped(MORNING + timedelta(minutes=minutes)):
            tell(stories[0], network="2001:db8::1")
            tell(stories[0], network="2001:db8::2:2")
            tell(stories[1])
    assert tally.take() == {stories[0].pk: 2, stories[1].pk: 2}


@pytest.mark.parametrize(
    "headers",
    [
        {"DNT": "1"},
        {"Sec-GPC": "1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": ""},
        {"Sec-Fetch-Site": "", "Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "", "Origin": "null"},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "Mozilla/5.0 HeadlessChrome/140.0"},
    ],
)
def test_whoever_minds_or_comes_from_elsewhere_or_is_a_robot_is_not_counted(headers, stories, tally):
    assert tell(stories[0], **headers).status_code == 204
    assert tally.take() == Counter()


def test_a_browser_that_sends_but_the_origin_is_counted(stories, tally):
    tell(stories[0], **{"Sec-Fetch-Site": "", "Origin": "http://testserver"})
    assert tally.take() == {stories[0].pk: 1}


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "options"])
def test_it_answers_204_to_everything_and_counts_but_a_post(method, client, stories, tally):
    response = getattr(client, method)(reverse("beacon", args=[stories[0].pk]), headers=BROWSER)
    assert (response.status_code, response.content) == (204, b"")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert tally.take() == Counter()


def test_a_story_that_is_none_is_answered_alike(tally):
    assert tell(10**17).status_code == 204
    assert written(tally) == {10**17: 1}
    assert not Reading.objects.exists()


def test_it_says_nothing_where_the_database_is_away(stories, tally, monkeypatch, caplog):
    def away(*_):
        raise DatabaseError("away")

    monkeypatch.setattr(most_read, "add", away)
    monkeypatch.setattr(beacon, "AT_MOST", 1)
    assert tell(stories[0]).status_code == 204
    assert "could not be written" in caplog.text


def test_an_address_is_kept_nowhere(stories, tally):
    tell(stories[0], network="198.51.100.77")
    assert b"198.51.100.77" not in repr(vars(tally)).encode()
    [mark] = tally._seen
    other = beacon.Tally()
    other.count(stories[0].pk, "198.51.100.77", clock.now())
    assert other._seen != {mark}


def test_marks_are_bounded(stories, tally, monkeypatch):
    monkeypatch.setattr(beacon, "MOST_SEEN", 5)
    for number in range(20):
        tally.count(stories[0].pk, f"network {number}", MORNING)
        assert len(tally._seen) <= 5


def test_a_story_page_names_its_beacon_and_a_preview_none(client, as_, editor, stories):
    assert f'data-beacon="/beacon/{stories[0].pk}/"' in read(client, url_of(stories[0]))
    draft = make_story()
    assert b"beacon" not in as_(editor).get(f"/admin/articles/article/{draft.pk}/preview/").content


def test_pages_show_the_list_and_a_story_not_itself(client, stories, monkeypatch):
    monkeypatch.setattr("articles.listing.SIZE", 3)  # a section whose page shows all it has needs no such list
    most_read.add({story.pk: 9 - place for place, story in enumerate(stories)}, clock.now())
    for address in ("/world/", url_of(stories[0])):
        part = read(client, address).partition('class="band read-most"')[2].partition("</section>")[0]
        assert "Story 1" in part
        assert ("Story 0" in part) == (address == "/world/")

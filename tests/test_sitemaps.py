"""Sitemaps: which addresses stand in which file, when they changed, within the bounds of the protocol, at what cost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as site
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import sitemaps, workflow
from articles.models import Edition
from articles.photos import withdrawal
from authors import clock
from tests.cast import bring_to, make_author, make_live, make_photo, make_section, make_story, publish_again
from tests.reading import MORNING, read, url_of
from tests.sitemap_rules import IMAGE, MAP, NEWS, check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
YEARS = [datetime(2019, 1, 31, 23, 59, tzinfo=UTC), datetime(2019, 3, 1, tzinfo=UTC), datetime(2026, 10, 2, tzinfo=UTC)]


@pytest.fixture(autouse=True)
def no_memory():
    cache.clear()


def rows(client, path: str) -> dict[str, str | None]:
    """Return the paths that a file lists, in order, each with when it changed."""
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return {
        element.findtext(f"{MAP}loc").removeprefix(site.SITE_URL): element.findtext(f"{MAP}lastmod")
        for element in check(response.content)
    }


def publish_on(*days: datetime, **fields) -> None:
    """Publish copies of one story, one on each of `days`; what they are copied from stays as it is."""
    document = make_live(**fields).editions.get().document
    number = Edition.objects.count()
    workflow.publish_many([(document | {"slug": f"copy-{number + each}"}, day) for each, day in enumerate(days)])


def test_the_index_has_a_file_for_each_month_with_stories_newest_first(client):
    with clock.stopped(MORNING):
        publish_on(*YEARS)
        found = rows(client, "/sitemap.xml")
        assert found == {
            "/sitemap-pages.xml": None,
            "/sitemap-2026-11.xml": "2026-11-20T08:30:00Z",
            "/sitemap-2026-10.xml": "2026-10-02T00:00:00Z",
            "/sitemap-2019-03.xml": "2019-03-01T00:00:00Z",
            "/sitemap-2019-01.xml": "2019-01-31T23:59:00Z",
        }
        listed = [path for file in found for path in rows(client, file)]
        assert len(listed) == len(set(listed))
        assert sum("/copy-" in path for path in listed) == 3


def test_months_and_stories_that_readers_cannot_see_are_not_in_it(client):
    with clock.stopped(datetime(2026, 9, 5, tzinfo=UTC)):
        bring_to(make_story(), "withdrawn")
        gone = bring_to(make_story(slug="gone"), "withdrawn")
        assert gone.editions.exists()
    with clock.stopped(MORNING):
        story = make_live(slug="here")
        bring_to(make_story(slug="later"), "scheduled")
        make_story(slug="draft")
        assert list(rows(client, "/sitemap.xml")) == ["/sitemap-pages.xml", "/sitemap-2026-11.xml"]
        assert list(rows(client, "/sitemap-2026-11.xml")) == [url_of(story)]
        read(client, "/sitemap-2026-09.xml", 404)
        read(client, "/sitemap-2026-12.xml", 404)


def test_an_empty_newsroom_has_an_index_too(client):
    assert list(rows(client, "/sitemap.xml")) == ["/sitemap-pages.xml"]
    assert {"/", "/authors/"} <= set(rows(client, "/sitemap-pages.xml"))
    assert rows(client, "/sitemap-news.xml") == {}


@pytest.mark.parametrize("month", ["0000-01", "2026-00", "2026-13", "9999-12", "1900-01"])
def test_a_month_that_never_was_is_not_there(client, month):
    make_live()
    read(client, f"/sitemap-{month}.xml", 404)


def test_lastmod_is_the_last_change_of_the_substance(client):
    with clock.stopped(MORNING - timedelta(days=25)):  # the month before
        story = make_live(slug="first")
    with clock.stopped(MORNING):
        story = publish_again(story, slug="second", kind="correction", note="It was a Monday.")
    with clock.stopped(MORNING + timedelta(hours=1)):
        publish_again(story, kind="minor", body="<p>A comma.</p>")
        assert rows(client, "/sitemap-2026-10.xml") == {"/2026/10/26/second/": "2026-11-20T08:30:00Z"}
        assert rows(client, "/sitemap.xml")["/sitemap-2026-10.xml"] == "2026-11-20T08:30:00Z"


def test_a_month_with_more_than_a_file_holds_has_several(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 2)
    with clock.stopped(MORNING):
        publish_on(*(MORNING - timedelta(minutes=minute) for minute in (1, 2, 2, 3)), slug="newest")
        publish_on(datetime(2026, 9, 2, tzinfo=UTC), slug="other")
        publish_again(Edition.objects.get(address__slug="newest").article, kind="minor", body="<p>A comma.</p>")
        files = list(rows(client, "/sitemap.xml"))
        parts = ["/sitemap-2026-11.xml", "/sitemap-2026-11-2.xml", "/sitemap-2026-11-3.xml"]
        assert files == ["/sitemap-pages.xml", *parts, "/sitemap-2026-09.xml"]
        listed = [list(rows(client, path)) for path in parts]
        assert [len(found) for found in listed] == [2, 2, 2]
        assert "/2026/11/20/newest/" in listed[2]
        assert len({path for found in listed for path in found}) == 6
        for part in ("4", "1", "0", "02", "999", "1000"):
            read(client, f"/sitemap-2026-11-{part}.xml", 404)


def test_a_file_that_is_full_stays_as_it_is_when_the_next_story_comes(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 2)
    with clock.stopped(MORNING):
        publish_on(MORNING - timedelta(hours=1))
        full = client.get("/sitemap-2026-11.xml")
    with clock.stopped(MORNING + timedelta(hours=1)):
        make_live()
        assert client.get("/sitemap-2026-11.xml", headers={"If-None-Match": full["ETag"]}).status_code == 304
        assert len(rows(client, "/sitemap-2026-11-2.xml")) == 1


def test_further_editions_and_withdrawn_stories_make_no_further_file(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 2)
    with clock.stopped(MORNING):
        story = make_live()
        for number in range(5):
            story = publish_again(story, kind="minor", body=f"<p>{number}</p>")
        bring_to(make_story(), "withdrawn")
        assert list(rows(client, "/sitemap.xml")) == ["/sitemap-pages.xml", "/sitemap-2026-11.xml"]


def test_the_news_never_are_more_than_their_bound(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 1)
    with clock.stopped(MORNING):
        publish_on(MORNING - timedelta(minutes=1), MORNING - timedelta(minutes=2), slug="newest")
        assert list(rows(client, "/sitemap-news.xml")) == ["/2026/11/20/newest/"]


def test_the_pages_that_are_too_many_are_those_with_the_oldest_stories(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_PAGES", 1)
    for hour, name in enumerate(("Old", "New")):
        with clock.stopped(MORNING + timedelta(hours=hour)):
            make_live(section=make_section(name), author=make_author(f"{name} Lee"), topics=(f"Topic {name}",))
            found = rows(client, "/sitemap-pages.xml")
    assert {"/new/", "/topics/topic-new/", "/authors/new-lee/"} < set(found)
    assert not {"/old/", "/topics/topic-old/", "/authors/old-lee/"} & set(found)


def test_a_story_that_first_appeared_elsewhere_is_for_search_engines_to_find_there(client):
    elsewhere = {"first_publisher": "Northline", "first_address": "https://northline.example/ice"}
    with clock.stopped(datetime(2026, 9, 5, tzinfo=UTC)):
        make_live(**elsewhere)
    with clock.stopped(MORNING):
        make_live(headline="Taken over", **elsewhere)
        story = make_live(headline="Our own")
        assert list(rows(client, "/sitemap.xml")) == ["/sitemap-pages.xml", "/sitemap-2026-11.xml"]
        for path in ("/sitemap-2026-11.xml", "/sitemap-news.xml"):
            assert list(rows(client, path)) == [url_of(story)]
        read(client, "/sitemap-2026-09.xml", 404)


def test_the_bounds_keep_a_file_below_fifty_megabytes():
    longest = len("%E6%97%A5") * 80 + len(f"<url><loc>{site.SITE_URL}/2026/11/20//</loc><lastmod></lastmod></url>") + 60
    photo = len(
        f"<image:image><image:loc>{site.SITE_URL}/media/photos/{'0' * 32}/{'0' * 8}/original-960.jpg"
        "</image:loc></image:image>"
    )
    assert sitemaps.MOST * longest + sitemaps.MOST_PHOTOS * photo < 50 * 2**20
    assert sitemaps.MOST <= 50_000 >= 3 * sitemaps.MOST_PAGES + 3


def test_photos_stand_with_their_stories_as_long_as_they_may_be_shown(client):
    lead, inside = make_photo(), make_photo()
    figure = f'<figure data-photo="{inside.pk}" data-alt="Ice"><figcaption>Ice</figcaption></figure>'
    with clock.stopped(MORNING):
        story = make_live(lead=lead, body=f"<p>Text.</p>{figure}")
        make_live(headline="Without")

        def images() -> dict[str, list[str]]:
            return {
                element.findtext(f"{MAP}loc").removeprefix(site.SITE_URL): [
                    image.text for image in element.iter(f"{IMAGE}loc")
                ]
                for element in check(client.get("/sitemap-2026-11.xml").content)
            }

        found = images()
        assert sorted(map(len, found.values())) == [0, 2]
        html = read(client, url_of(story))
        for address in found[url_of(story)]:
            assert address.removeprefix(site.SITE_URL) in html
            assert client.get(address.removeprefix(site.SITE_URL)).status_code == 200
    with clock.stopped(MORNING + timedelta(hours=1)):
        withdrawal.withdraw(inside, by=None, reason="Staged.")
        assert all(inside.token not in address for found in images().values() for address in found)


def test_pages_are_those_that_list_something(client):
    make_section("Empty")
    make_author("Nobody")
    with clock.stopped(MORNING):
        make_live(author=make_author("Ann Lee"), topics=("Harbour",))
        bring_to(make_story(author=make_author("Bo Tarn"), topics=("Merger",)), "scheduled")
        newest = "2026-11-20T08:30:00Z"
        found = rows(client, "/sitemap-pages.xml")
        lists = {"/world/": newest, "/topics/harbour/": newest, "/authors/ann-lee/": newest}
        assert lists.items() < found.items()
        assert not {"/empty/", "/authors/nobody/", "/topics/merger/", "/authors/bo-tarn/"} & found.keys()
        for path in found:
            read(client, path)


def test_the_news_are_those_of_two_days(client):
    section = make_section("Mundo", language="pt-br")
    with clock.stopped(MORNING):
        publish_on(MORNING - timedelta(hours=47), MORNING - timedelta(hours=49), headline="Gelo", section=section)
        response = client.get("/sitemap-news.xml")
    found = check(response.content)
    assert len(found) == 2
    news = found[1].find(f"{NEWS}news")
    assert news.findtext(f"{NEWS}publication/{NEWS}name") == site.SITE_NAME
    assert news.findtext(f"{NEWS}publication/{NEWS}language") == "pt"
    assert news.findtext(f"{NEWS}publication_date") == "2026-11-18T09:30:00Z"
    assert news.findtext(f"{NEWS}title") == "Gelo"


def test_an_update_is_no_news(client):
    with clock.stopped(MORNING - timedelta(days=3)):
        story = make_live()
    with clock.stopped(MORNING):
        publish_again(story, body="<p>More.</p>")
        assert rows(client, "/sitemap-news.xml") == {}


@pytest.mark.parametrize(
    ("code", "told"),
    [("en-gb", "en"), ("zh-hans", "zh-cn"), ("zh-hant", "zh-tw"), ("pt-br", "pt"), ("de", "de"), ("zh-CN", "zh-cn")],
)
def test_languages_are_named_as_google_news_names_them(client, settings, code, told):
    make_live()
    settings.LANGUAGE_CODE = code
    assert check(client.get("/sitemap-news.xml").content)[0].findtext(f".//{NEWS}language") == told


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-2026-11.xml", "/sitemap-pages.xml", "/sitemap-news.xml"])
def test_who_has_it_gets_304_until_a_story_comes(client, path):
    with clock.stopped(MORNING):
        make_live(author=make_author("Ann Lee"))
        first = client.get(path)
        for header, name in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
            assert client.get(path, headers={header: first[name]}).status_code == 304
    with clock.stopped(MORNING + timedelta(hours=1)):
        make_live(author=make_author("Bo Tarn"))
        for header, name in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
            assert client.get(path, headers={header: first[name]}).status_code == 200


@pytest.mark.parametrize(("path", "most"), [("", 2), ("-2026-11", 2), ("-pages", 4), ("-news", 1)])
def test_a_file_costs_the_same_number_of_queries_with_many_stories(client, path, most):
    photo = make_photo()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/sitemap{path}.xml").status_code == 200
        assert not [query["sql"] for query in queries if '"document"' in query["sql"]]
        return len(queries)

    with clock.stopped(MORNING):
        publish_on(MORNING - timedelta(hours=1), lead=photo, topics=("Harbour",))
        few = cost()
        days = [MORNING - timedelta(days=20 * number) for number in range(40)]
        publish_on(*days, lead=photo, topics=("Harbour", "Ice"))
        assert cost() == few <= most


@pytest.mark.sqlite
def test_the_months_are_looked_up_in_the_index_of_the_order(client):
    with clock.stopped(MORNING):
        publish_on(*YEARS)
        with CaptureQueriesContext(connection) as queries:
            client.get("/sitemap.xml")
    [sql] = [query["sql"] for query in queries if "RECURSIVE" in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        plan = [row[3] for row in cursor.fetchall()]
    looks = [step for step in plan if "articles_edition" in step]
    assert len(looks) == 3  # the first, the next ones, and the count
    assert all("edition_newest_first" in step for step in looks), plan
    assert "COVERING" in looks[-1]
    assert not [step for step in plan if "TEMP B-TREE" in step], plan


@pytest.mark.sqlite
def test_a_look_for_an_older_month_passes_over_no_newer_story(client):
    def steps() -> int:
        count = 0

        def on_progress() -> None:
            nonlocal count
            count += 1

        connection.connection.set_progress_handler(on_progress, 100)
        try:
            assert client.get("/sitemap.xml").status_code == 200
        finally:
            connection.connection.set_progress_handler(None, 0)
        return count

    with clock.stopped(MORNING):
        publish_on(*(MORNING - timedelta(days=31 * number) for number in range(24)))
        few = steps()
        publish_on(*(MORNING - timedelta(days=100, minutes=number) for number in range(200)))
        assert steps() < 3 * few

"""What feed readers get: which stories, whole, in three formats, with an identity that lasts; and what a feed costs."""

import json
from datetime import timedelta

import feedparser
import pytest
from django.conf import settings as site
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.feeds.addresses import FORMS, address
from articles.feeds.urls import ELSEWHERE
from articles.models import Agency, Byline, Contribution, Edition
from authors import clock
from tests.cast import (
    bring_to,
    change,
    make_author,
    make_live,
    make_photo,
    make_section,
    make_story,
    publish_again,
)
from tests.feed_rules import CHECKS
from tests.media import mp3
from tests.reading import MORNING, read, url_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
LISTS = [("feed", ""), ("section_feed", "world"), ("topic_feed", "harbour"), ("author_feed", "ann-lee")]
TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
RECORDING = mp3(100)


@pytest.fixture(autouse=True)
def no_memory():
    """A process that has just begun: it knows no feed, nor since when it is as it is."""
    cache.clear()


@pytest.fixture
def whole():
    """A published story with everything that a feed can say of one."""
    default_storage.save("audio/0123456789abcdef.mp3", ContentFile(RECORDING))
    lead, photo = make_photo(copyright_notice="© Northline"), make_photo(credit="Bo Tarn")
    with clock.stopped(MORNING - timedelta(days=1)):
        other = make_live(headline="The other story", slug="other")
    story = make_story(
        headline="Ice closes the harbour",
        standfirst="Ships wait.",
        author=make_author("Ann Lee"),
        topics=("Harbour",),
        lead=lead,
        dateline="Skellin",
        editors_note="Names were changed.",
        audio="audio/0123456789abcdef.mp3",
        audio_seconds=3,
        body=f'<p>See <a href="/s/{other.pk}/">the other</a>.</p>'
        f'<figure data-photo="{photo.pk}" data-alt="A quay"><figcaption>The quay</figcaption></figure>'
        '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"><figcaption>The film</figcaption></figure>'
        f'<aside data-story="{other.pk}"></aside>',
    )
    Byline.objects.create(article=story, author=make_author("Cy Oak"), role=Byline.Role.PHOTOGRAPHS, position=1)
    agency = Agency.objects.create(name="MPA")
    Contribution.objects.create(article=story, agency=agency, how=Contribution.How.CONTRIBUTED)
    with clock.stopped(MORNING):
        return bring_to(story, "published")


def parsed(client, path: str) -> dict:
    response = client.get(path)
    assert response.status_code == 200, path
    found = feedparser.parse(response.content)
    assert not found.bozo, found.get("bozo_exception")
    return found


def titles(client, path: str) -> list[str]:
    if path.endswith("/json/"):
        return [item["title"] for item in client.get(path).json()["items"]]
    return [entry.title for entry in parsed(client, path).entries]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("name", "slug"), LISTS)
def test_every_list_has_a_feed_in_each_format_that_keeps_its_rules(client, whole, name, slug, form):
    response = client.get(address(name, slug, form=form))
    assert response["Content-Type"] == f"{TYPES[form]}; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    identities = CHECKS[form](response.content)
    assert identities[0] == f"{site.SITE_URL}/s/{whole.pk}/"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("name", "slug"), LISTS)
def test_a_list_has_its_own_stories_alone_newest_first(client, name, slug, form):
    author, section = make_author("Ann Lee"), make_section("World")
    for number in range(3):
        with clock.stopped(MORNING + timedelta(hours=number)):
            make_live(headline=f"Number {number}", author=author, section=section, topics=("Harbour",))
    with clock.stopped(MORNING):
        make_live(headline="Elsewhere", section=make_section("Sport"), topics=("Rowing",))
    mine = ["Number 2", "Number 1", "Number 0"]
    everything = [*mine[:2], "Elsewhere", mine[2]]
    assert titles(client, address(name, slug, form=form)) == (mine if slug else everything)


def test_an_rss_reader_finds_all_that_stands_on_the_page(client, whole):
    found = parsed(client, "/feed/")
    assert (found.feed.title, found.feed.link, found.feed.language) == (site.SITE_NAME, f"{site.SITE_URL}/", "en-gb")
    entry = found.entries[0]
    assert entry.link == site.SITE_URL + url_of(whole)
    assert (entry.title, entry.summary) == ("Ice closes the harbour", "Ships wait.")
    assert [author.name for author in entry.authors] == ["Ann Lee"]
    assert [contributor.name for contributor in entry.contributors] == ["Cy Oak"]
    assert [tag.term for tag in entry.tags] == ["World", "Harbour"]
    assert entry.published_parsed[:5] == MORNING.utctimetuple()[:5]
    [enclosure] = entry.enclosures
    assert (enclosure.length, enclosure.type) == (str(len(RECORDING)), "audio/mpeg")
    assert enclosure.href == f"{site.SITE_URL}/media/audio/0123456789abcdef.mp3"
    [media] = entry.media_content
    assert media["url"].startswith(f"{site.SITE_URL}/media/photos/")
    assert (media["type"], media["medium"], media["width"], media["height"]) == ("image/jpeg", "image", "640", "400")
    assert client.get(media["url"].removeprefix(site.SITE_URL)).status_code == 200
    assert entry.media_thumbnail[0]["width"] == "320"
    assert entry.media_credit[0]["content"] == "Ada Vale / Northline"


@pytest.mark.parametrize("form", FORMS)
def test_the_text_is_the_pages_own_in_plain_html(client, whole, form):
    path = address("feed", form=form)
    text = (
        client.get(path).json()["items"][0]["content_html"]
        if form == "json"
        else parsed(client, path).entries[0].content[0].value
    )
    for words in (
        "Names were changed.",
        "A lead caption",
        "Ada Vale / Northline",
        "Skellin — See",
        f'<a href="{site.SITE_URL}/2026/11/19/other/">the other</a>',
        'alt="A quay"',
        "The quay",
        "Bo Tarn",
        '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">The film</a> (Video on YouTube)',
        "The other story",
        "<em>MPA contributed to this report.</em>",
    ):
        assert words in text, words
    for words in ("Play the video", "loads content from", "<iframe", "srcset", "class=", "data-"):
        assert words not in text, words


@pytest.mark.parametrize("form", FORMS)
def test_a_story_keeps_its_identity_and_first_date_when_its_address_changes(client, form):
    path = address("feed", form=form)
    with clock.stopped(MORNING):
        story = make_live(slug="first")
        before = entry_of(client, path)
    with clock.stopped(MORNING + timedelta(hours=1)):
        story = publish_again(story, slug="second")
        updated = entry_of(client, path)
    with clock.stopped(MORNING + timedelta(hours=2)):
        publish_again(story, kind="minor", body="<p>A comma.</p>")
        minor = entry_of(client, path)
    assert before["id"] == updated["id"] == minor["id"]
    assert before["published"] == updated["published"] == minor["published"] == "2026-11-20T08:30:00Z"
    assert before["updated"] == "2026-11-20T08:30:00Z"
    assert updated["updated"] == minor["updated"] == "2026-11-20T09:30:00Z"
    assert (before["link"], minor["link"]) == tuple(
        f"{site.SITE_URL}/2026/11/20/{slug}/" for slug in ("first", "second")
    )
    assert client.get(before["id"].removeprefix(site.SITE_URL)).url == "/2026/11/20/second/"


def entry_of(client, path: str) -> dict:
    if path.endswith("/json/"):
        [item] = client.get(path).json()["items"]
        published = item["date_published"]
        return {
            "id": item["id"],
            "link": item["url"],
            "published": published,
            "updated": item.get("date_modified", published),
        }
    [entry] = parsed(client, path).entries
    times = {
        name: "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*entry[f"{name}_parsed"][:6])
        for name in ("published", "updated")
    }
    return {"id": entry.id, "link": entry.link} | times


def test_json_says_who_wrote_it_and_what_can_be_heard(client, whole):
    item = client.get("/feed/json/").json()["items"][0]
    assert item["authors"] == [{"name": "Ann Lee", "url": f"{site.SITE_URL}/authors/ann-lee/"}]
    assert item["tags"] == ["World", "Harbour"]
    assert item["attachments"][0]["duration_in_seconds"] == 3
    assert "date_modified" not in item


def test_a_recording_whose_file_is_gone_is_not_promised(client, whole):
    default_storage.delete("audio/0123456789abcdef.mp3")
    assert parsed(client, "/feed/").entries[0].enclosures == []


@pytest.mark.parametrize("form", FORMS)
def test_corrections_are_told_in_their_own_words(client, form):
    with clock.stopped(MORNING):
        story = make_live(headline="Bridge opens", slug="bridge")
    with clock.stopped(MORNING + timedelta(hours=1)):
        story = publish_again(story, kind="correction", note="The bridge is 90 m long,\n\nnot 900 m.", body="<p>B</p>")
    with clock.stopped(MORNING + timedelta(hours=2)):
        story = publish_again(story, kind="clarification", note="It <opens> on Monday.", body="<p>C</p>")
    with clock.stopped(MORNING + timedelta(hours=3)):
        publish_again(story, kind="minor", body="<p>D</p>", slug="bridge-opens")
        make_live(headline="Nothing wrong with it")
        path = address("corrections_feed", form=form)
        content = client.get(path).content
        assert titles(client, path) == ["Clarification: Bridge opens", "Correction: Bridge opens"]
        identities = CHECKS[form](content)
    assert identities == [f"{site.SITE_URL}/s/{story.pk}/#note-{number}" for number in (2, 1)]
    told = json.loads(content)["items"] if form == "json" else None
    if told:
        assert [item["date_published"] for item in told] == ["2026-11-20T10:30:00Z", "2026-11-20T09:30:00Z"]
        assert told[1]["content_html"].startswith("<p>The bridge is 90 m long,</p>\n\n<p>not 900 m.</p>")
        assert "It &lt;opens&gt; on Monday." in told[0]["content_html"]
        assert told[0]["url"] == f"{site.SITE_URL}/2026/11/20/bridge-opens/#notes"


def test_corrections_leave_with_their_story(client):
    with clock.stopped(MORNING):
        story = make_live(slug="bridge")
    with clock.stopped(MORNING + timedelta(hours=1)):
        story = publish_again(story, kind="correction", note="It is 90 m.", body="<p>B</p>")
        assert len(parsed(client, "/corrections/feed/").entries) == 1
    with clock.stopped(MORNING + timedelta(hours=2)):
        workflow.withdraw(story, by=None, note="All wrong.")
        assert parsed(client, "/corrections/feed/").entries == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("name", "slug"), [LISTS[0], LISTS[1], LISTS[3], ("corrections_feed", "")])
def test_an_empty_list_is_a_feed_all_the_same(client, name, slug, form):
    make_section("World")
    make_author("Ann Lee")
    assert CHECKS[form](client.get(address(name, slug, form=form)).content) == []


@pytest.mark.parametrize(
    "path", ["/nowhere/feed/", "/topics/nowhere/feed/", "/authors/nobody/feed/", "/feed/pdf/", "/world/feed/rss/"]
)
def test_a_feed_of_nothing_is_not_there(client, path):
    make_live()
    read(client, path, 404)


def test_a_topic_that_no_visible_story_carries_has_no_feed(client):
    bring_to(make_story(topics=("Merger",)), "scheduled")
    read(client, "/topics/merger/feed/", 404)


def test_a_feed_is_bounded(client, monkeypatch):
    monkeypatch.setattr("articles.feeds.views.MOST", 2)
    for number in range(3):
        with clock.stopped(MORNING + timedelta(hours=number)):
            make_live(headline=f"Number {number}")
    assert titles(client, "/feed/") == ["Number 2", "Number 1"]


@pytest.mark.parametrize(("where", "form"), ELSEWHERE.items())
def test_readers_who_come_from_elsewhere_find_it(client, where, form):
    response = client.get(f"/{where}")
    assert (response.status_code, response.url) == (301, address("feed", form=form))
    assert client.get("/feed").url == "/feed/"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("ask_by", ["ETag", "Last-Modified"])
def test_who_has_it_gets_304_until_something_changes(client, ask_by, form):
    path = address("section_feed", "world", form=form)
    header = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[ask_by]

    def ask() -> tuple[int, dict]:
        nonlocal known
        response = client.get(path, headers={header: known})
        known = response[ask_by]
        return response.status_code

    with clock.stopped(MORNING):
        story, author = make_live(), make_author("Ann Lee")
        known = client.get(path)[ask_by]
        assert [ask(), ask()] == [304, 304]
        change(story, headline="Not out yet")
        assert ask() == 304
        other = make_live(author=author)
        assert [ask(), ask()] == [200, 304]
        publish_again(story, kind="minor", body="<p>A comma.</p>")
        assert [ask(), ask()] == [200, 304]
        workflow.withdraw(other, by=None, note="Wrong.")
        assert [ask(), ask()] == [200, 304]


def test_a_date_that_another_process_gave_is_no_proof(client):
    with clock.stopped(MORNING):
        make_live(headline="Still there")
        client.get("/feed/")
    given = "Fri, 20 Nov 2026 12:00:00 GMT"  # while a story stood there that was withdrawn since
    with clock.stopped(MORNING + timedelta(hours=5)):
        assert client.get("/feed/", headers={"If-Modified-Since": given}).status_code == 200


def test_a_scheduled_story_comes_by_its_hour_and_changes_the_feed(client):
    with clock.stopped(MORNING):
        bring_to(make_story(headline="Later"), "scheduled")
        first = client.get("/feed/")
        assert b"Later" not in first.content
    with clock.stopped(MORNING + timedelta(days=1)):
        again = client.get("/feed/", headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 200
        assert b"Later" in again.content


def test_what_is_compressed_is_the_same_feed(client, whole):
    plain = client.get("/feed/")
    packed = client.get("/feed/", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert client.get("/feed/", headers={"If-None-Match": packed["ETag"]}).status_code == 304
    assert plain["ETag"].removeprefix("W/") == packed["ETag"].removeprefix("W/")


def test_pages_name_the_feeds_that_concern_them(client, whole):
    for path, feed in (
        ("/world/", "/world/feed/"),
        ("/topics/harbour/", "/topics/harbour/feed/"),
        ("/authors/ann-lee/", "/authors/ann-lee/feed/"),
        (url_of(whole), "/feed/"),
        ("/", "/feed/"),
    ):
        html = read(client, path)
        for form in FORMS:
            suffix = "" if form == "rss" else f"{form}/"
            line = f'<link rel="alternate" type="{TYPES[form]}"'
            assert any(each.startswith(line) and f'href="{feed}{suffix}"' in each for each in html.splitlines()), path
        assert 'href="/feed/"' in html
        assert html.index(f'href="{feed}"') <= html.index('href="/feed/"')


def test_the_hub_is_named_where_there_is_one(client, settings, whole):
    assert "Link" not in client.get("/feed/")
    settings.WEBSUB_HUB = "https://hub.example/"
    for form in FORMS:
        path = address("feed", form=form)
        response = client.get(path)
        assert response["Link"] == f'<https://hub.example/>; rel="hub", <{site.SITE_URL}{path}>; rel="self"'
        assert b"https://hub.example/" in response.content
        CHECKS[form](response.content)
    links = {link.rel: link.href for link in parsed(client, "/feed/").feed.links}
    assert (links["hub"], links["self"]) == ("https://hub.example/", f"{site.SITE_URL}/feed/")


@pytest.mark.parametrize(
    ("name", "slug", "most"), [(*each, 3 if each[1] else 2) for each in LISTS] + [("corrections_feed", "", 2)]
)
def test_a_feed_costs_the_same_with_many_stories(client, whole, name, slug, most):
    path, document = address(name, slug), Edition.objects.get(article=whole).document

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        asked = [query["sql"] for query in queries if 'articles_article"' in query["sql"]]
        assert not asked, asked
        return len(queries)

    with clock.stopped(MORNING + timedelta(hours=1)):
        few = cost()
        workflow.publish_many(
            [(document | {"slug": f"copy-{number}"}, MORNING - timedelta(minutes=number)) for number in range(40)]
        )
        assert cost() == few <= most


@pytest.mark.sqlite
@pytest.mark.parametrize(("name", "slug"), LISTS)
def test_the_newest_stories_come_from_the_index_of_their_order(client, whole, name, slug):
    with CaptureQueriesContext(connection) as queries:
        client.get(address(name, slug))
    [sql] = [query["sql"] for query in queries if query["sql"].endswith("LIMIT 30")]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        plan = [row[3] for row in cursor.fetchall()]
    assert not [step for step in plan if "TEMP B-TREE" in step], plan

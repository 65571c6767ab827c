"""The API: what it tells of what readers see, page by page, to whom, and what it answers when it cannot."""

from datetime import timedelta

import pytest
from django.conf import settings as site
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import tags, workflow
from articles.api.paging import encode
from articles.models import Agency, Byline, Contribution, Edition
from authors import clock
from tests.api_rules import ask
from tests.cast import bring_to, change, make_author, make_live, make_photo, make_section, make_story, publish_again
from tests.media import mp3
from tests.reading import MORNING, make_many, url_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
STORIES = "/api/v1/stories"


def headlines(told: dict) -> list[str]:
    return [item["headline"] for item in told["items"]]


def path(address: str) -> str:
    """Return an absolute address of this site as the test's client asks for it."""
    assert address.startswith(f"{site.SITE_URL}/")
    return address.removeprefix(site.SITE_URL)


def walk(client, address: str, relation: str = "next") -> list[dict]:
    """Return the pages from `address` on, by what each names as the one after it."""
    pages = []
    while address:
        pages.append(ask(client, address))
        address = pages[-1][relation] and path(pages[-1][relation])
    return pages


@pytest.fixture
def whole():
    """A published story with everything that the API can say of one."""
    default_storage.save("audio/0123456789abcdef.mp3", ContentFile(mp3(100)))
    world = make_section("World", language="pt-br")
    with clock.stopped(MORNING - timedelta(days=1)):
        other = make_live(headline="The other story", slug="other")
    photo = make_photo(
        copyright_notice="© Northline",
        web_statement="https://northline.example/terms",
        licensor_url="https://northline.example/buy",
    )
    story = make_story(
        kicker="Weather",
        headline="Ice closes the harbour",
        short_headline="Harbour closed",
        standfirst="Ships wait.",
        story_type="analysis",
        section=world,
        author=make_author("Ann Lee"),
        topics=("Harbour",),
        lead=photo,
        dateline="Skellin",
        editors_note="Names were changed.",
        audio="audio/0123456789abcdef.mp3",
        audio_seconds=3,
        first_publisher="Harbour Post",
        first_address="https://post.example/ice",
        body=f'<p>See <a href="/s/{other.pk}/">the other</a>.</p>'
        f'<figure data-photo="{photo.pk}" data-alt="A quay"><figcaption>The quay</figcaption></figure>',
    )
    for name, role in (("Cy Oak", Byline.Role.PHOTOGRAPHS), ("Di Ash", Byline.Role.TRANSLATION)):
        Byline.objects.create(article=story, author=make_author(name), role=role, position=1)
    Contribution.objects.create(
        article=story, agency=Agency.objects.create(name="MPA"), how=Contribution.How.CONTRIBUTED
    )
    with clock.stopped(MORNING):
        story = bring_to(story, "published")
    with clock.stopped(MORNING + timedelta(hours=1)):
        return publish_again(story, kind="correction", note="It was a Monday.", standfirst="Ships still wait.")


def test_a_story_has_all_that_stands_on_its_page(client, whole):
    told = ask(client, f"{STORIES}/{whole.pk}")
    world = {"identifier": "world", "name": "World", "url": f"{site.SITE_URL}/world/"}
    assert {name: told[name] for name in told if name not in {"image", "associatedMedia", "body", "wordCount"}} == {
        "identifier": str(whole.pk),
        "uri": f"{site.SITE_URL}/s/{whole.pk}/",
        "url": site.SITE_URL + url_of(whole),
        "href": f"{site.SITE_URL}{STORIES}/{whole.pk}",
        "version": 2,
        "genre": "analysis",
        "kicker": "Weather",
        "headline": "Ice closes the harbour",
        "alternativeHeadline": "Harbour closed",
        "description": "Ships still wait.",
        "datePublished": "2026-11-20T08:30:00Z",
        "dateModified": "2026-11-20T09:30:00Z",
        "inLanguage": "pt-BR",
        "articleSection": world,
        "byline": "Ann Lee",
        "author": [person("Ann Lee", "by")],
        "contributor": [person("Cy Oak", "photographs by")],
        "translator": [person("Di Ash", "translation by")],
        "creditText": "MPA contributed to this report.",
        "dateline": "Skellin",
        "audio": {
            "contentUrl": f"{site.SITE_URL}/media/audio/0123456789abcdef.mp3",
            "encodingFormat": "audio/mpeg",
            "duration": 3,
        },
        "keywords": [{"identifier": "harbour", "name": "Harbour", "url": f"{site.SITE_URL}/topics/harbour/"}],
        "editorsNote": "Names were changed.",
        "notes": [{"kind": "correction", "text": "It was a Monday.", "datePublished": "2026-11-20T09:30:00Z"}],
        "isBasedOn": {"publisher": "Harbour Post", "url": "https://post.example/ice"},
    }
    assert f'<p>See <a href="{site.SITE_URL}/2026/11/19/other/">the other</a>.</p>' in told["body"]
    [inside] = told["associatedMedia"]
    assert (inside["caption"], inside["description"]) == ("The quay", "A quay")
    lead = told["image"]
    assert (lead["caption"], lead["width"], lead["height"]) == ("A lead caption", 640, 400)
    assert (lead["creditText"], lead["copyrightNotice"]) == ("Ada Vale / Northline", "© Northline")
    assert (lead["license"], lead["acquireLicensePage"]) == (
        "https://northline.example/terms",
        "https://northline.example/buy",
    )
    for address in (lead["contentUrl"], lead["thumbnailUrl"]):
        assert client.get(path(address)).status_code == 200


def person(name: str, role: str) -> dict:
    slug = name.lower().replace(" ", "-")
    return {"identifier": slug, "name": name, "url": f"{site.SITE_URL}/authors/{slug}/", "roleName": role}


def test_a_list_says_of_a_story_what_the_story_says_itself(client, whole):
    [first, _] = ask(client, STORIES)["items"]
    alone = ask(client, path(first["href"]))
    assert first == {name: alone[name] for name in first}


def test_a_story_with_nothing_but_words_has_all_members(client):
    story = make_live()
    told = ask(client, f"{STORIES}/{story.pk}")
    assert (told["image"], told["audio"], told["isBasedOn"], told["dateModified"]) == (None,) * 4
    assert (told["notes"], told["keywords"], told["associatedMedia"]) == ([], [], [])


def test_what_readers_do_not_see_is_like_what_never_was(client):
    never = ask(client, f"{STORIES}/999999", 404)
    for state in ("draft", "in_review", "approved", "scheduled", "spiked"):
        story = bring_to(make_story(topics=("Merger",), author=make_author("Ann Lee")), state)
        assert ask(client, f"{STORIES}/{story.pk}", 404) == never
    assert headlines(ask(client, STORIES)) == []
    assert ask(client, "/api/v1/authors")["items"] == ask(client, "/api/v1/topics")["items"] == []
    for kind, slug in (("author", "ann-lee"), ("topic", "merger")):
        for more in ("", f"&cursor={encode('o1-1')}"):
            there, nowhere = (ask(client, f"{STORIES}?{kind}={each}{more}", 400) for each in (slug, "nobody"))
            assert there == nowhere


def test_a_draft_of_a_story_on_the_site_is_not_told(client):
    story = make_live(headline="On the site")
    change(story, headline="Not yet")
    publish_again(story, headline="Not yet", at=clock.now() + timedelta(hours=1))
    assert ask(client, f"{STORIES}/{story.pk}")["headline"] == "On the site"
    assert headlines(ask(client, STORIES)) == ["On the site"]


def test_a_scheduled_story_comes_by_its_hour(client):
    with clock.stopped(MORNING):
        story = bring_to(make_story(headline="Later"), "scheduled")
    with clock.stopped(MORNING + timedelta(days=2)):
        assert ask(client, f"{STORIES}/{story.pk}")["headline"] == "Later"


def test_a_withdrawn_story_is_gone_with_its_reason(client):
    with clock.stopped(MORNING):
        story = make_live(headline="Minister resigns", author=make_author("Ann Lee"), topics=("Harbour",))
    with clock.stopped(MORNING + timedelta(hours=1)):
        workflow.withdraw(story, by=None, note="The source was <false>.")
        told = ask(client, f"{STORIES}/{story.pk}", 410)
        assert (told["reason"], told["withdrawnAt"]) == ("The source was <false>.", "2026-11-20T09:30:00Z")
        assert "Minister" not in str(told)
        for each in ("stories", "authors", "topics"):
            assert ask(client, f"/api/v1/{each}")["items"] == []


def test_the_newest_come_first_and_pages_hold_each_story_once(client):
    make_many(45)
    every = [f"Story number {number:03}" for number in range(45)]
    for size in (7, 20, 100):
        pages = walk(client, f"{STORIES}?size={size}")
        found = [headline for told in pages for headline in headlines(told)]
        assert sorted(found) == every
        times = [item["datePublished"] for told in pages for item in told["items"]]
        assert times == sorted(times, reverse=True)
        assert [len(told["items"]) for told in pages[:-1]] == [size] * (len(pages) - 1)


def test_going_on_is_not_moved_by_what_is_published_meanwhile(client):
    make_many(9)
    first = ask(client, f"{STORIES}?size=4")
    make_live(headline="Meanwhile")
    publish_again(Edition.objects.order_by("first_published_at")[2].article, kind="minor", body="<p>A comma.</p>")
    rest = walk(client, path(first["next"]))
    found = [headline for told in (first, *rest) for headline in headlines(told)]
    assert sorted(found) == [f"Story number {number:03}" for number in range(9)]


def test_what_is_newer_can_be_asked_for_at_any_time(client):
    make_many(6)
    first = ask(client, f"{STORIES}?size=2")
    nothing = ask(client, path(first["previous"]))
    assert (nothing["items"], nothing["next"], nothing["previous"]) == ([], None, first["previous"])
    for number in range(3):
        with clock.stopped(MORNING + timedelta(hours=1 + number)):
            make_live(headline=f"New {number}")
    with clock.stopped(MORNING + timedelta(hours=5)):
        [near, far, end] = walk_back(client, first["previous"])
    assert (headlines(near), headlines(far), headlines(end)) == (["New 1", "New 0"], ["New 2"], [])
    assert headlines(ask(client, path(near["next"]))) == headlines(first)


def walk_back(client, address: str) -> list[dict]:
    pages = [ask(client, path(address))]
    while pages[-1]["items"]:
        pages.append(ask(client, path(pages[-1]["previous"])))
    return pages


def test_links_say_once_more_where_it_goes_on(client):
    make_many(3)
    response = client.get(f"{STORIES}?size=2")
    told = response.json()
    assert response["Link"] == f'<{told["next"]}>; rel="next", <{told["previous"]}>; rel="previous"'


@pytest.mark.parametrize(
    ("kind", "slug"), [("section", "world"), ("author", "ann-lee"), ("topic", "harbour"), ("topic", "häfen")]
)
def test_a_list_has_its_own_stories_alone(client, kind, slug):
    for number in range(3):
        with clock.stopped(MORNING + timedelta(hours=number)):
            make_live(
                headline=f"Number {number}",
                section=make_section("World") if not number else Edition.objects.first().section,
                author=make_author("Ann Lee") if not number else Edition.objects.first().authors.first(),
                topics=("Harbour", "Häfen"),
            )
    make_live(headline="Elsewhere", section=make_section("Sport"), topics=("Rowing",))
    pages = walk(client, f"{STORIES}?{kind}={slug}&size=2")
    assert [headline for told in pages for headline in headlines(told)] == ["Number 2", "Number 1", "Number 0"]


def test_sections_authors_and_topics_lead_to_their_stories(client):
    portrait = make_photo()
    author = make_author(
        "Ann Lee",
        role="reporter",
        organisation="Northline",
        biography="First.\n\nSecond.",
        portrait=portrait,
        links=[{"label": "Site", "url": "https://ann.example/"}, {"label": "Mail", "url": "mailto:a@ann.example"}],
    )
    make_live(section=make_section("World", description="The world."), author=author, topics=("Harbour",))
    make_section("Empty")
    sections, authors, topics = (ask(client, f"/api/v1/{each}")["items"] for each in ("sections", "authors", "topics"))
    assert {section["identifier"] for section in sections} == {"world", "empty"}
    [told] = authors
    assert {name: told[name] for name in ("identifier", "jobTitle", "worksFor", "description", "sameAs")} == {
        "identifier": "ann-lee",
        "jobTitle": "reporter",
        "worksFor": "Northline",
        "description": "First.\n\nSecond.",
        "sameAs": ["https://ann.example/"],
    }
    assert portrait.token in told["image"]
    for item in (*(section for section in sections if section["name"] == "World"), *authors, *topics):
        assert len(ask(client, path(item["stories"]))["items"]) == 1
        assert client.get(path(item["url"])).status_code == 200


@pytest.mark.parametrize("kind", ["authors", "topics"])
def test_authors_and_topics_come_page_by_page_in_the_order_of_their_identifiers(client, kind):
    for number in range(5):
        make_live(author=make_author(f"Writer {number}"), topics=(f"Topic {number}",))
    first = ask(client, f"/api/v1/{kind}?size=2")
    make_live(author=make_author("A newcomer"), topics=("A newcomer",))
    pages = [first, *walk(client, path(first["next"]))]
    found = [item["identifier"] for told in pages for item in told["items"]]
    assert found == [f"{'writer' if kind == 'authors' else 'topic'}-{number}" for number in range(5)]


def test_who_has_it_gets_304_until_something_changes(client):
    with clock.stopped(MORNING):
        story = make_live()
        for address in (STORIES, f"{STORIES}/{story.pk}", "/api/v1/sections", "/api/v1/openapi.json", "/api/v1/"):
            known = client.get(address)["ETag"]
            ask(client, address, 304, **{"If-None-Match": known})
        known = client.get(STORIES)["ETag"]
        change(story, headline="Not out yet")
        ask(client, STORIES, 304, **{"If-None-Match": known})
    with clock.stopped(MORNING + timedelta(hours=1)):
        publish_again(story, kind="minor", body="<p>A comma.</p>")
        ask(client, STORIES, 200, **{"If-None-Match": known})


def test_a_page_of_another_site_may_read_it(client):
    make_live()
    response = client.options(
        STORIES,
        headers={
            "Origin": "https://reader.example",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )
    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "GET" in response["Access-Control-Allow-Methods"]
    assert response["Access-Control-Allow-Headers"] == "If-None-Match"
    assert "Access-Control-Allow-Credentials" not in response
    assert client.get(STORIES, headers={"Origin": "https://reader.example"})["X-Robots-Tag"] == "noindex"


def test_head_is_get_without_the_body(client):
    make_live()
    response = client.head(STORIES)
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == client.get(STORIES)["Content-Length"]


def test_the_beginning_names_all_there_is(client):
    told = ask(client, "/api/v1/")
    make_live()
    for name in ("stories", "sections", "authors", "topics", "description"):
        assert ask(client, path(told[name]))
    assert ask(client, f"{path(told['search'])}?q=body")


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/api/v1/", 0),
        (STORIES, 1),
        (f"{STORIES}?section=world", 2),
        (f"{STORIES}?author=ann-lee", 2),
        (f"{STORIES}?topic=harbour", 2),
        ("/api/v1/sections", 1),
        ("/api/v1/authors", 1),
        ("/api/v1/topics", 1),
        (f"{STORIES}/1", 2),
        ("/api/v1/openapi.json", 0),
        ("/api/v1/search?q=body", 7),
    ],
)
def test_an_answer_costs_the_same_with_many_stories(client, whole, address, most):
    address = address.replace("/1", f"/{whole.pk}") if address.endswith("/1") else address
    document = Edition.objects.filter(article=whole).latest("number").document

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            ask(client, address)
        asked = [query["sql"] for query in queries if 'articles_article"' in query["sql"]]
        assert not asked, asked
        if address.startswith(STORIES) and str(whole.pk) not in address:
            assert not [query["sql"] for query in queries if '"document"' in query["sql"]]
        return len(queries)

    with clock.stopped(MORNING + timedelta(hours=2)):
        few = cost()
        workflow.publish_many(
            [(document | {"slug": f"copy-{number}"}, MORNING - timedelta(minutes=number)) for number in range(40)]
        )
        assert cost() == few <= most


@pytest.mark.sqlite
@pytest.mark.parametrize("query", ["", "?section=world", "?author=ann-lee", "?topic=harbour"])
def test_the_stories_come_from_the_index_of_their_order(client, whole, query):
    with CaptureQueriesContext(connection) as queries:
        ask(client, STORIES + query)
    [sql] = [query["sql"] for query in queries if query["sql"].endswith("LIMIT 21")]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        plan = [row[3] for row in cursor.fetchall()]
    assert not [step for step in plan if "TEMP B-TREE" in step], plan


def test_a_topic_given_anew_leads_to_the_story_at_once(client):
    story = make_live(topics=("Harbour",))
    tags.put(story, ["Ice"])
    publish_again(story, body="<p>Ice.</p>")
    assert [topic["identifier"] for topic in ask(client, "/api/v1/topics")["items"]] == ["ice"]
    ask(client, f"{STORIES}?topic=harbour", 400)

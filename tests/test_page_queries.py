"""How many queries a page costs: the same with a few stories as with many, and never one a story."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Address, Edition, HousePage
from authors import clock
from tests.cast import bring_to, make_author, make_house_page, make_live, make_photo, make_section, make_story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
MOST = {
    "story": 7,
    "photos": 4,
    "home": 7,
    "section": 6,
    "topic": 5,
    "author": 5,
    "authors": 4,
    "page": 4,
    "write": 4,
    "corrections": 4,
    "archive": 4,
    "year": 6,
    "month": 7,
    "day": 6,
    "search": 7,
}


@pytest.fixture
def some():
    """A story in each of three sections, by authors with portraits."""
    portrait, other = make_photo(), make_photo()
    people = [
        make_author(name, portrait=portrait, email="a@b.example", readers_may_write=True)
        for name in ("Ann Lee", "Bo Tarn", "Cy Oak")
    ]
    stories = [
        make_live(
            section=make_section(name),
            author=person,
            topics=("Harbour", f"Topic {name}"),
            lead=portrait,
            body=f'<p>Body.</p><figure data-photo="{other.pk}" data-alt="Ice"><figcaption>Ice</figcaption></figure>',
            story_type=kind,
        )
        for name, person, kind in zip(
            ("World", "Sport", "Science"), people, ("news", "opinion", "analysis"), strict=True
        )
    ]
    return stories


def add_many(stories, count: int, *, older: int = 0) -> None:
    """Publish copies of `stories`, three minutes apart, the newest `older` minutes old."""
    documents = [Edition.objects.get(article=story).document for story in stories]
    now = clock.now()
    workflow.publish_many(
        [
            (documents[number % 3] | {"slug": f"copy-{older}-{number}"}, now - timedelta(minutes=older + 3 * number))
            for number in range(count)
        ]
    )


def addresses(stories) -> dict[str, str]:
    today = clock.now()
    return {
        "story": Address.objects.get(article=stories[0]).get_absolute_url(),
        "photos": Address.objects.get(article=stories[0]).get_gallery_url(),
        "home": "/",
        "section": "/world/",
        "topic": "/topics/harbour/",
        "author": "/authors/ann-lee/",
        "authors": "/authors/",
        "page": make_house_page(slug=f"page-{HousePage.objects.count()}").get_absolute_url(),
        "write": "/authors/ann-lee/write/",
        "corrections": "/corrections/",
        "archive": "/archive/",
        "year": f"{today:/%Y/}",
        "month": f"{today:/%Y/%m/}",
        "day": f"{today:/%Y/%m/%d/}",
        "search": "/search/?q=body",
    }


def cost(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", MOST)
def test_a_page_costs_the_same_with_many_stories(client, some, name):
    address = addresses(some)[name]
    add_many(some, 12)
    few = cost(client, address)
    add_many(some, 90, older=60)
    assert cost(client, address) == few <= MOST[name]


@pytest.mark.parametrize("name", ["section", "topic", "author"])
def test_a_later_page_costs_no_more_than_the_first(client, some, name):
    add_many(some, 90)
    address = addresses(some)[name]
    older = client.get(address).content.decode().partition('href="?before=')[2].partition('"')[0]
    assert cost(client, f"{address}?before={older}") <= cost(client, address)


def test_lists_read_no_storys_body(client, some):
    for address in ("/", "/world/", "/topics/harbour/", "/authors/ann-lee/"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert not [query for query in queries if '"document"' in query["sql"]], address


def test_readers_pages_never_ask_for_the_working_copy(client, some):
    bring_to(make_story(), "withdrawn")
    gone = Address.objects.order_by("-pk")[0].get_absolute_url()
    for address in [*addresses(some).values(), gone, "/nowhere/"]:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked = [query for query in queries if 'articles_article"' in query["sql"] or "django_session" in query["sql"]]
        assert not asked, (address, asked)


@pytest.mark.sqlite
def test_the_newest_stories_come_from_the_index_of_their_order(client, some):
    for address in ("/", "/world/", "/topics/harbour/", "/authors/ann-lee/"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        editions = [query["sql"] for query in queries if query["sql"].startswith('SELECT "articles_edition"')]
        # what is read most is sorted by itself: some fifteen stories
        lists = [sql for sql in editions if "LIMIT" in sql and "articles_reading" not in sql]
        assert lists, address
        for sql in lists:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
                plan = [row[3] for row in cursor.fetchall()]
            assert not [step for step in plan if "TEMP B-TREE" in step], plan

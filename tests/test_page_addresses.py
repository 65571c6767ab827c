"""Which address answers what: found, moved, withdrawn, or never there; and how lists go on."""

from datetime import timedelta

import pytest

from articles import tags, workflow
from articles.models import Address
from authors import clock
from tests.cast import bring_to, make_author, make_live, make_story, publish_again
from tests.reading import MORNING, live, make_many, read, url_of

pytestmark = pytest.mark.django_db
NOWHERE = "/2026/11/20/nothing-of-the-kind/"


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "scheduled", "spiked"])
def test_a_hidden_story_is_the_same_404_as_what_never_existed(client, state):
    day = clock.now() + timedelta(days=1)
    bring_to(make_story(slug="secret"), state)
    for at in (clock.now(), day):
        response = client.get(f"/{at:%Y/%m/%d}/secret/")
        nothing = client.get(NOWHERE)
        assert response.status_code == nothing.status_code == 404
        assert response.content == nothing.content
        assert response.headers == nothing.headers


@pytest.mark.parametrize(
    "address",
    [
        "/0000/01/01/x/",
        "/2026/13/45/x/",
        "/2026/02/30/x/",
        "/10000/01/01/x/",
        "/9999/12/31/x/",
        "/0001/01/01/x/",
        "/nowhere/",
        "/topics/nowhere/",
        "/authors/nobody/",
        "/日本語/",
        f"/topics/{'x' * 100}/",
        "/world/page/2/",
    ],
)
def test_what_is_not_there_is_one_page(client, address):
    make_live()
    assert read(client, address, 404) == read(client, NOWHERE, 404)


def test_a_withdrawn_story_says_why_and_none_of_its_words(client):
    with clock.stopped(MORNING):
        story = make_live(headline="Minister resigns", standfirst="He denies it.", slug="resigns", body="<p>Lurid</p>")
    with clock.stopped(MORNING + timedelta(hours=1)):
        workflow.withdraw(story, by=None, note="The source was <false>.")
    html = read(client, "/2026/11/20/resigns/", 410)
    assert "The source was &lt;false&gt;." in html
    assert "20 November 2026, 09:30 UTC" in html
    for word in ("Minister", "He denies", "Lurid", "resigns"):
        assert word not in html
    assert "Minister" not in read(client, "/") + read(client, "/world/")


def test_a_withdrawn_story_stays_withdrawn_until_it_goes_out_again(client):
    story = bring_to(make_story(slug="again"), "withdrawn")
    address = Address.objects.get().get_absolute_url()
    workflow.submit(story, by=None)
    workflow.approve(story, by=None)
    workflow.publish(story, by=None, kind="update", at=clock.now() + timedelta(hours=1))
    read(client, address, 410)
    with clock.stopped(clock.now() + timedelta(hours=2)):
        read(client, address, 200)


def test_an_old_address_leads_to_the_present_one_in_one_hop(client):
    with clock.stopped(MORNING):
        story = make_live(slug="first")
    for slug in ("second", "third"):
        publish_again(story, slug=slug)
    for old in ("first", "second"):
        response = client.get(f"/2026/11/20/{old}/")
        assert (response.status_code, response.url) == (301, "/2026/11/20/third/")
    read(client, "/2026/11/20/third/")


def test_an_address_that_never_went_out_leads_nowhere(client):
    with clock.stopped(MORNING):
        story = make_live(slug="known")
    publish_again(story, slug="coming", at=clock.now() + timedelta(hours=1))
    assert read(client, "/2026/11/20/coming/", 404) == read(client, NOWHERE, 404)
    workflow.unschedule(story, by=None)
    read(client, "/2026/11/20/coming/", 404)
    read(client, "/2026/11/20/known/")


def test_a_scheduled_address_takes_over_at_its_hour(client):
    with clock.stopped(MORNING):
        story = make_live(slug="known")
    at = clock.now() + timedelta(hours=1)
    publish_again(story, slug="coming", at=at)
    with clock.stopped(at):
        read(client, "/2026/11/20/coming/")
        assert client.get("/2026/11/20/known/").url == "/2026/11/20/coming/"


def test_slugs_of_any_script_are_addresses(client):
    story = make_live(headline="日本語の見出し")
    html = read(client, url_of(story))
    assert "日本語の見出し" in html
    assert url_of(story) in read(client, "/")


@pytest.mark.parametrize("where", ["/world/", "/topics/harbour/", "/authors/ann-lee/"])
def test_lists_go_on_by_key_without_gap_or_repetition(client, where, monkeypatch):
    monkeypatch.setattr("articles.listing.SIZE", 3)
    stories = make_many(8, author=make_author("Ann Lee"), topics=("Harbour",))
    publish_again(stories[3], body="<p>New.</p>")
    bring_to(make_story(headline="Hidden", topics=("Harbour",)), "scheduled")
    seen, address = [], where
    while address:
        html = read(client, address)
        seen += [part[:16] for part in html.split('">')[1:] if part.startswith("Story number")]
        older = html.partition('href="?before=')[2].partition('"')[0]
        assert ("Newest stories" in html) == (address != where)
        address = f"{where}?before={older}" if older else ""
    assert seen == [f"Story number {number:03}" for number in reversed(range(8))]


@pytest.mark.parametrize("where", ["/world/", "/topics/harbour/", "/authors/ann-lee/"])
@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "-",
        "1",
        "1-0",
        "0-1",
        "-1-1",
        "1--1",
        "999999999999999999-1",
        "-99999999999999999-1",
        f"1-{10**20}",
        f"{10**20}-1",
        "1700000000000000-x",
        "١-١",
        "2026/13/45",
        "%00",
        "1-1%00",
        "%ff",
        "%ED%A0%80",
        "'",
    ],
)
def test_a_cursor_that_cannot_be_is_a_clean_page(client, where, cursor):
    make_live(author=make_author("Ann Lee"), topics=("Harbour",))
    assert client.get(f"{where}?before={cursor}").status_code in {400, 404}


def test_a_cursor_of_the_future_is_the_first_page(client):
    story = make_live()
    assert live(story).document["headline"] in read(client, "/world/?before=4000000000000000-1")


def test_a_topic_that_no_visible_story_carries_is_not_there(client):
    bring_to(make_story(topics=("Merger",)), "scheduled")
    story = make_live(topics=("Strike",))
    read(client, "/topics/merger/", 404)
    read(client, "/topics/strike/")
    workflow.withdraw(story, by=None, note="Wrong.")
    read(client, "/topics/strike/", 404)


def test_a_topic_that_is_only_in_the_working_copy_lists_nothing(client):
    story = make_live(topics=("Strike",))
    tags.put(story, ["Merger"])
    workflow.keep(story, by=None)
    read(client, "/topics/merger/", 404)
    read(client, "/topics/strike/")

"""The readers' search: what it finds, in which order, and how it shows it."""

import re
from datetime import timedelta
from html import unescape
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.finding import index, results
from articles.models import SearchText
from authors import clock
from tests.cast import bring_to, make_author, make_section, make_story, publish_again
from tests.reading import read
from tests.searching import found, headlines, plain, search, snippets, story

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["flood", "FLOODING", "floods zurich", "Zürich", "“flooded”", "Zurich's floods"])
def test_it_finds_words_in_any_form(client, text):
    story("Streets flooded in Zürich")
    story("A dry day")
    assert found(client, text) == ["Streets flooded in Zürich"]


@pytest.mark.parametrize("field", ["kicker", "short_headline", "standfirst", "body"])
def test_it_finds_what_any_field_says(client, field):
    story("A headline", **{field: "<p>Where the lighthouse stands.</p>"})
    assert found(client, "lighthouse") == ["A headline"]


def test_it_finds_topics_writers_and_sections(client):
    story("A headline", topics=("Estuary",), author=make_author("Ann Leeward"), section=make_section("Science"))
    for text in ("estuary", "leeward", "science"):
        assert found(client, text) == ["A headline"]


def test_all_words_must_be_held(client):
    story("A ferry", body="<p>It crossed the strait.</p>")
    story("A strait")
    assert found(client, "ferry strait") == ["A ferry"]
    assert found(client, "ferry lighthouse") == []


def test_a_phrase_is_looked_for_as_it_stands(client):
    story("One", body="<p>The price of water rose.</p>")
    story("Two", body="<p>Water has a price.</p>")
    story("Three", body="<p>What was the price?</p><p>Of water nobody spoke.</p>", days=1)
    assert set(found(client, "price of water")) == {"One", "Three"}
    assert found(client, '"price of water"') == ["One", "Three"]
    assert found(client, '"water price"') == []
    assert set(found(client, '"price of water')) == {"One", "Three"}


def test_no_phrase_reaches_from_one_field_into_the_next(client):
    story("The old lighthouse", standfirst="Keeper resigns.", body="<p>Nothing.</p>")
    assert found(client, '"lighthouse keeper"') == []
    assert found(client, "lighthouse keeper") == ["The old lighthouse"]


def test_words_without_spaces_are_found_within_others(client):
    story("東京都の天気")
    for text in ("東京", "京都", "天気", "気", "東京都の"):
        assert found(client, text) == ["東京都の天気"], text
    assert found(client, "京東") == []
    assert found(client, "東京の天気") == []


def test_what_a_story_is_about_comes_before_what_it_mentions(client):
    story("Weather", body="<p>Past the lighthouse.</p>")
    story("Standing by", standfirst="The lighthouse keepers.")
    story("The lighthouse is sold", days=300)
    story("Often", body=f"<p>{'A lighthouse. ' * 5}</p>")
    assert found(client, "lighthouse") == ["The lighthouse is sold", "Standing by", "Often", "Weather"]


def test_of_two_alike_the_newer_comes_first(client):
    for days in (20, 0, 10):
        story(f"Ferry {days} days ago", days=days)
    assert found(client, "ferry") == ["Ferry 0 days ago", "Ferry 10 days ago", "Ferry 20 days ago"]


def test_newest_first_goes_by_first_publication(client):
    old = story("The ferry stops", days=9)
    story("A note", body="<p>On a ferry.</p>", days=1)
    publish_again(old, body="<p>New.</p>")
    assert found(client, "ferry", order="newest") == ["A note", "The ferry stops"]
    assert found(client, "ferry") == ["The ferry stops", "A note"]


def test_words_are_marked_in_context(client):
    story("Flooding & ruin", body="<p>Nobody <b>expected</b> it. The flood came at night &lt;script&gt;.</p>")
    html = search(client, "flood")
    assert '"><mark>Flooding</mark> &amp; ruin</a>' in html
    [snippet] = snippets(client, "flood night")
    assert "The <mark>flood</mark> came at <mark>night</mark> &lt;script&gt;" in snippet


def test_a_snippet_shows_the_words_wherever_they_stand(client):
    filler = "".join(f"<p>{'Sand and sea. ' * 30}</p>" for _ in range(40))
    story("Long", body=f"{filler}<p>At last the lighthouse was lit by Ada Vale.</p>{filler}")
    [snippet] = snippets(client, "vale lighthouse")
    assert "the <mark>lighthouse</mark> was lit by Ada <mark>Vale</mark>" in snippet
    assert len(plain(snippet)) < 500


def test_a_snippet_shows_the_phrase_and_not_its_words(client):
    filler = f"<p>{'Sand and sea. ' * 30}</p>"
    story("Long", body=f"<p>Of water, the price.</p>{filler}<p>They spoke of the price of water.</p>")
    [snippet] = snippets(client, '"price of water"')
    assert snippet.endswith("of</mark> the <mark>price</mark> <mark>of</mark> <mark>water</mark>.")


def test_the_standfirst_is_shown_where_it_says_it(client):
    story("One", standfirst="A lighthouse at sea.", body="<p>The lighthouse keeper.</p>")
    assert snippets(client, "lighthouse") == ["A <mark>lighthouse</mark> at sea."]


@pytest.mark.parametrize("order", ["best", "newest"])
def test_pages_go_on_without_gap_or_repetition(client, order, monkeypatch):
    monkeypatch.setattr(results, "SIZE", 3)
    for number in range(8):
        story(f"Ferry {number}", days=number)
    seen, address, pages = [], f"/search/?q=ferry&order={order}", 0
    while address:
        html = read(client, address)
        seen += headlines(html)
        older = re.search(r'class="older" href="([^"]*)"', html)
        address, pages = older and "/search/" + unescape(older[1]), pages + 1
    assert seen == [f"Ferry {number}" for number in range(8)]
    assert pages == 3


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "scheduled", "withdrawn", "spiked"])
def test_what_is_not_visible_is_not_found_nor_suggested_nor_meant(client, state):
    story("A lighthouse", topics=("Harbour",))
    hidden = make_story(
        headline="Zqsecret", body="<p>Zqsecret.</p>", topics=("Zqsecret",), author=make_author("Zqsecret"), slug="zq"
    )
    bring_to(hidden, state)

    def answer(text):
        return search(client, text).replace(text, "")

    assert answer("zqsecret") == answer("zqnothin")
    assert answer("zqsecert") == answer("zqnothni")
    assert client.get("/search/suggestions/?q=zqse").json() == {"suggestions": [], "said": ""}
    asked = {"topic": "zqsecret"}
    assert search(client, "lighthouse", **asked).replace("zqsecret", "") == search(
        client, "lighthouse", topic="zqnothin"
    ).replace("zqnothin", "")


def test_a_story_is_found_by_the_words_that_readers_see(client):
    story("Ship", body="<p>Old words.</p>", days=1)
    live = story("Ferry", body="<p>Old words.</p>")
    at = clock.now() + timedelta(hours=1)
    publish_again(live, body="<p>New words.</p>", at=at)
    assert found(client, "old") == ["Ferry", "Ship"]
    assert found(client, "new") == []
    with clock.stopped(at):
        assert found(client, "old") == ["Ship"]
        assert "1 story" in search(client, "old")
        assert found(client, "new") == ["Ferry"]
        publish_again(live, body="<p>Newer words.</p>")
        assert SearchText.objects.count() == 2
        assert found(client, "newer") == ["Ferry"]
        workflow.withdraw(live, by=None, note="It was wrong.")
        assert found(client, "newer") == []


def test_a_scheduled_story_is_found_from_its_hour_on(client):
    bring_to(make_story(headline="Ferry"), "scheduled")
    assert found(client, "ferry") == []
    with clock.stopped(clock.now() + timedelta(days=1, seconds=1)):
        assert found(client, "ferry") == ["Ferry"]


@pytest.mark.parametrize("where", ["/search/?q=ferry", "/search/suggestions/?q=ferry"])
def test_it_is_read_only_and_kept_like_other_pages(client, where):
    story("Ferry")
    response = client.get(where)
    assert client.head(where).status_code == 200
    assert client.post(where).status_code == 405
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert client.get(where, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
    assert not response.cookies


@pytest.mark.parametrize("where", ["/", "/authors/", "/news/", "/authors/ann-lee/", "/nowhere/"])
def test_every_page_leads_to_it(client, where):
    story("Ferry", section=make_section("News"), author=make_author("Ann Lee"))
    assert '<form class="find" action="/search/" role="search">' in client.get(where).content.decode()


def test_machines_are_asked_not_to_list_results(client):
    assert '<meta name="robots" content="noindex, follow">' in search(client, "ferry")
    assert client.get("/search/suggestions/?q=ferry").headers["X-Robots-Tag"] == "noindex"


def test_an_answer_costs_the_same_with_many_stories(client):
    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            read(client, address)
        return len(queries)

    addresses = {
        "/search/": 3,
        "/search/?q=ferry": 7,
        "/search/?q=ferry&order=newest": 7,
        "/search/?q=ferry&section=world&author=ann-lee&topic=harbour&from=2020-01-01": 9,
        "/search/?q=ferrry": 7,
        "/search/suggestions/?q=fer": 4,
    }
    author = make_author("Ann Lee")
    story("Ferry", author=author, topics=("Harbour",))
    few = {address: cost(address) for address in addresses}
    for number in range(25):
        story(f"Ferry {number}", author=author, topics=("Harbour", f"Topic {number}"), days=number)
    assert {address: cost(address) for address in addresses} == few
    assert all(few[address] <= most for address, most in addresses.items()), few


@pytest.mark.parametrize("order", ["best", "newest"])
def test_a_phrase_is_looked_for_as_far_back_as_a_reader_wants(client, monkeypatch, order):
    monkeypatch.setattr(results, "MOST_WITH_PHRASE", 2)
    story("Near", body="<p>The price of water.</p>", days=1)
    for number in range(2, 5):
        story(f"Note {number}", body="<p>Of water, and its price.</p>", days=number)
    story("Far", body="<p>The price of water.</p>", days=9)
    html = search(client, '"price of water"', order=order)
    assert headlines(html) == ["Near"]
    pages = [html]
    while further := re.search(r'<a href="([^"]*)">Look further back', html):
        html = read(client, "/search/" + unescape(further[1]))
        pages.append(html)
    assert [headlines(page) for page in pages] == [["Near"], [], ["Far"]]
    assert "1 story" in pages[0]
    assert "through the newest stories with these words, back to 18 November 2026." in pages[0]
    assert "No story was found" in pages[1]
    assert "These were the newest stories with these words, back to 16 November 2026." in pages[1]


def test_what_readers_will_not_see_again_is_not_looked_at(client, monkeypatch):
    monkeypatch.setattr(results, "MOST", 1)
    story("Ferry", days=9)
    for days in (1, 2):
        workflow.withdraw(story(f"Ferry {days}", days=days), by=None, note="It was wrong.")
    scheduled = bring_to(make_story(headline="Ferry tomorrow"), "scheduled")
    workflow.unschedule(scheduled, by=None)
    assert found(client, "ferry") == found(client, "ferry", order="newest") == ["Ferry"]
    assert SearchText.objects.count() == 1


def test_a_common_word_is_ranked_among_the_newest_and_those_about_it(client, monkeypatch):
    monkeypatch.setattr(results, "MOST", 4)
    story("The ferry is sold", days=500)
    for number in range(6):
        story(f"Note {number}", body="<p>A ferry.</p>", days=number)
    html = search(client, "ferry")
    assert headlines(html) == [
        "The ferry is sold",
        *(f"Note {number}" for number in range(4)),
    ]
    assert "More than 5 stories" in html
    assert "the best of the newest, back to 17 November 2026" in html
    further = re.search(r'<a href="([^"]*)">Look further back', html)
    html = read(client, "/search/" + unescape(further[1]))
    assert headlines(html) == ["The ferry is sold", "Note 4", "Note 5"]
    assert "Look further back" not in html
    assert 'href="?q=ferry" rel="prev">Newest stories' in html


def test_all_can_be_written_anew_in_another_language(client, settings):
    story("Häuser am Meer")
    assert found(client, "haus") == []
    settings.SEARCH_LANGUAGE = "de"
    call_command("search_index", verbosity=0)
    assert found(client, "haus") == ["Häuser am Meer"]
    assert found(client, "am Meere") == ["Häuser am Meer"]


def test_what_was_published_before_there_was_a_search_is_found(client):
    story("Ferry")
    bring_to(make_story(headline="Gone ferry"), "withdrawn")
    SearchText.objects.all().delete()
    assert found(client, "ferry") == []
    import_module("articles.migrations.0011_search_fill").fill(apps, None)
    assert found(client, "ferry") == ["Ferry"]
    assert list(index.fill()) == []


def test_writing_anew_that_was_broken_off_goes_on_where_it_was(client, monkeypatch):
    monkeypatch.setattr(index, "BATCH", 2)
    for number in range(5):
        story(f"Ferry {number}", days=number)
    SearchText.objects.all().delete()
    assert next(index.fill()) == 2
    assert list(index.fill()) == [2, 3]
    assert found(client, "ferry") == [f"Ferry {number}" for number in range(5)]

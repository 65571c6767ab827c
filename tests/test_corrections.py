"""The page of corrections: each note that says what was wrong, newest first, of the stories that readers see."""

import importlib
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import EditionCorrection
from authors import clock
from tests.cast import make_live, publish_again
from tests.reading import MORNING, read, url_of

pytestmark = pytest.mark.django_db
NOTE = re.compile(r'<div class="corrected-text"><p>(.+?)</p>')
HOUR = timedelta(hours=1)


@pytest.fixture
def story():
    with clock.stopped(MORNING):
        return make_live(headline="Bridge opens", slug="bridge")


def correct(story, note: str, *, hours: int, kind: str = "correction", **fields):
    with clock.stopped(MORNING + hours * HOUR):
        return publish_again(story, kind=kind, note=note, body=f"<p>{note or hours}</p>", **fields)


def notes(client, address: str = "/corrections/") -> list[str]:
    return NOTE.findall(read(client, address))


def test_corrections_and_clarifications_are_listed_newest_first(client, story):
    story = correct(story, "It is 90 m long.", hours=1)
    story = correct(story, "More came.", hours=2, kind="update")
    story = correct(story, "It opens on <Monday>.", hours=3, kind="clarification")
    correct(story, "", hours=4, kind="minor")
    html = read(client, "/corrections/")
    assert NOTE.findall(html) == ["It opens on &lt;Monday&gt;.", "It is 90 m long."]
    assert re.findall(r'<p class="labels">(\w+)<', html) == ["Clarification", "Correction"]
    assert html.count(f'href="{url_of(story)}#notes"') == 2
    assert html.count("20 November 2026") == 2


def test_the_feed_holds_what_the_page_lists(client, story):
    correct(story, "It is 90 m long.", hours=1)
    make_live(headline="Nothing wrong")
    entries = client.get("/corrections/feed/json/").json()["items"]
    assert [entry["summary"] for entry in entries] == notes(client) == ["It is 90 m long."]
    html = read(client, "/corrections/")
    assert '<a href="/corrections/feed/">' in html
    head = html.partition("</head>")[0]
    for kind, address in (("rss+xml", ""), ("atom+xml", "atom/"), ("feed+json", "json/")):
        assert re.search(f'{re.escape(kind)}" title="Corrections[^"]*" href="/corrections/feed/{address}"', head)


def test_a_withdrawn_storys_corrections_go_with_it(client, story):
    story = correct(story, "It is 90 m long.", hours=1)
    workflow.withdraw(story, by=None, note="All wrong.")
    assert notes(client) == []
    assert "Nothing has been corrected yet" in read(client, "/corrections/")


def test_a_correction_to_come_does_not_show_before_its_hour(client, story):
    at = clock.now() + HOUR
    publish_again(story, kind="correction", note="It is 90 m long.", body="<p>New.</p>", at=at)
    assert notes(client) == []
    with clock.stopped(at):
        assert notes(client) == ["It is 90 m long."]


def test_it_follows_the_story_to_its_present_address(client, story):
    story = correct(story, "It is 90 m long.", hours=1)
    correct(story, "", hours=2, kind="minor", slug="bridge-opens", headline="Bridge opens early")
    html = read(client, "/corrections/")
    assert 'href="/2026/11/20/bridge-opens/#notes">Bridge opens early<' in html
    assert NOTE.findall(html) == ["It is 90 m long."]


def test_it_goes_on_by_key_without_gap_or_repetition(client, monkeypatch):
    monkeypatch.setattr("articles.listing.SIZE", 3)
    for number in range(8):
        with clock.stopped(MORNING):
            story = make_live()
        correct(story, f"Note {number}.", hours=1 + number // 2)
    seen, address = [], "/corrections/"
    while address:
        html = read(client, address)
        seen += NOTE.findall(html)
        older = html.partition('href="?before=')[2].partition('"')[0]
        address = f"/corrections/?before={older}" if older else ""
    assert seen == [f"Note {number}." for number in reversed(range(8))]
    assert "noindex" in read(client, "/corrections/?before=4000000000000000-1")


@pytest.mark.parametrize("cursor", ["x", "1-0", "1-1", "٣-١", "%00"])
def test_a_cursor_that_cannot_be_is_a_clean_page(client, story, cursor):
    correct(story, "It is 90 m long.", hours=1)
    assert client.get(f"/corrections/?before={cursor}").status_code in {400, 404}


def test_it_costs_one_query_and_reads_no_text(client, story):
    for number in range(3):
        story = correct(story, f"Note {number}.", hours=1 + number)
    with CaptureQueriesContext(connection) as queries:
        read(client, "/corrections/")
    asked = [query["sql"] for query in queries if "articles_editioncorrection" in query["sql"]]
    assert len(asked) == 1
    assert '"document"' not in asked[0]


def test_corrections_of_before_are_listed_by_the_migration(client, story):
    correct(story, "It is 90 m long.", hours=1)
    EditionCorrection.objects.all().delete()
    assert notes(client) == []
    importlib.import_module("articles.migrations.0016_edition_corrections_fill").fill(apps, None)
    assert notes(client) == ["It is 90 m long."]


def test_every_page_leads_to_it(client, story):
    assert 'href="/corrections/"' in read(client, url_of(story)).partition("<footer")[2]

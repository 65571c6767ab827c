"""Our stories in the pages of others, by the specification at https://oembed.com."""

import json
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from articles import workflow
from articles.models import Edition
from authors import clock
from tests.cast import bring_to, make_author, make_live, make_photo, make_story, publish_again
from tests.reading import MORNING, live, read, url_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
SAFE = {"blockquote", "p", "strong", "a", "footer", "time"}


def asked(client, url: str, status: int = 200, **params):
    response = client.get("/oembed", {"url": url} | params)
    assert response.status_code == status, response.content
    return response


def told(client, url: str, **params) -> dict:
    """Return the answer, read from both formats, which say the same."""
    found = json.loads(asked(client, url, **params).content)
    response = asked(client, url, **params, format="xml")
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    root = etree.fromstring(response.content)
    assert root.tag == "oembed"
    assert {element.tag: element.text or "" for element in root} == {name: str(item) for name, item in found.items()}
    return found


@pytest.fixture
def story():
    with clock.stopped(MORNING):
        return make_live(
            headline="Ice & “fire”",
            standfirst="In <short>.",
            author=make_author("Ann Lee"),
            lead=make_photo(size=(1600, 1000)),
            slug="ice",
        )


def test_it_gives_a_quotation_with_a_link_and_nothing_that_runs(client, story):
    found = told(client, settings.SITE_URL + url_of(story))
    assert (found["version"], found["type"]) == ("1.0", "rich")
    assert (found["title"], found["author_name"]) == ("Ice & “fire”", "Ann Lee")
    assert (found["provider_name"], found["provider_url"]) == (settings.SITE_NAME, f"{settings.SITE_URL}/")
    assert isinstance(found["width"], int)
    assert isinstance(found["height"], int)
    assert f'<a href="{settings.SITE_URL}/2026/11/20/ice/">Ice &amp; “fire”</a>' in found["html"]
    assert "In &lt;short&gt;." in found["html"]
    assert '<time datetime="2026-11-20">20 November 2026</time>' in found["html"]
    tags = set()
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: tags.add(tag)
    parser.feed(found["html"])
    assert tags == SAFE


@pytest.mark.parametrize("width", [200, 320, 640, 5000])
def test_it_is_no_wider_than_was_asked_for(client, story, width):
    found = told(client, settings.SITE_URL + url_of(story), maxwidth=width)
    assert found["width"] <= width
    assert ("thumbnail_url" in found) == (width >= 320)  # the narrowest that there is
    if "thumbnail_url" in found:
        assert found["thumbnail_width"] <= width
        assert found["thumbnail_height"] == pytest.approx(found["thumbnail_width"] * 9 / 16, abs=2)


@pytest.mark.parametrize("most", [{"maxwidth": 100}, {"maxheight": 40}, {"maxwidth": 0}])
def test_where_there_is_no_room_it_is_a_link(client, story, most):
    found = told(client, settings.SITE_URL + url_of(story), **most)
    assert found["type"] == "link"
    assert not {"html", "width", "height", "thumbnail_url"} & found.keys()
    assert found["title"]


@pytest.mark.parametrize("most", [{"maxwidth": "x"}, {"maxheight": "-1"}, {"maxwidth": "9" * 400}, {"maxwidth": "٣"}])
def test_a_size_that_is_none_is_passed_over(client, story, most):
    assert told(client, settings.SITE_URL + url_of(story), **most)["type"] == "rich"


def test_it_is_found_from_the_page(client, story):
    html = read(client, url_of(story))
    for kind, form in (("application/json+oembed", "json"), ("text/xml+oembed", "xml")):
        start = html.index(f'<link rel="alternate" type="{kind}" href="') + len(
            f'<link rel="alternate" type="{kind}" href="'
        )
        address = html[start : html.index('"', start)].replace("&amp;", "&")
        response = client.get(address.removeprefix(settings.SITE_URL))
        assert response.status_code == 200
        assert form in response["Content-Type"]


def test_every_address_of_a_story_is_its_address(client, story):
    again = publish_again(story, slug="fire")
    url = f"{settings.SITE_URL}{url_of(again)}"
    for address in ("/2026/11/20/ice/", "/2026/11/20/fire/", "/2026/11/20/fire/photos/", f"/s/{story.pk}/"):
        assert f'href="{url}"' in told(client, settings.SITE_URL + address)["html"]
    assert told(client, f"{url}?utm_source=x#notes")["type"] == "rich"


def test_an_address_in_any_script_is_found_encoded_and_not(client):
    story = make_live(headline="日本語の見出し")
    for address in (url_of(story), unquote(url_of(story))):
        assert told(client, settings.SITE_URL + address)["title"] == "日本語の見出し"


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "scheduled", "spiked"])
def test_what_is_not_visible_answers_like_what_never_was(client, state):
    story = bring_to(make_story(slug="secret"), state)
    never = asked(client, f"{settings.SITE_URL}/2026/11/20/never/", 404)
    days = [clock.now(), clock.now() + timedelta(days=1)]
    for path in [*(f"/{day:%Y/%m/%d}/secret/" for day in days), f"/s/{story.pk}/"]:
        response = asked(client, settings.SITE_URL + path, 404)
        assert (response.content, response.headers) == (never.content, never.headers)


@pytest.mark.parametrize("path", ["/2026/11/20/ice/", "/2026/11/20/fire/", "/2026/11/20/fire/photos/"])
def test_a_withdrawn_story_is_gone_as_its_page_is(client, story, path):
    workflow.withdraw(publish_again(story, slug="fire"), by=None, note="Wrong.")
    assert client.get(path).status_code == 410
    gone = asked(client, settings.SITE_URL + path, 410)
    assert gone["Content-Type"] == "text/plain; charset=utf-8"
    asked(client, f"{settings.SITE_URL}/s/{story.pk}/", 404)


def test_an_address_to_come_leads_nowhere(client, story):
    publish_again(story, slug="coming", at=clock.now() + timedelta(hours=1))
    asked(client, f"{settings.SITE_URL}/2026/11/20/coming/", 404)
    assert told(client, f"{settings.SITE_URL}/2026/11/20/ice/")


@pytest.mark.parametrize(
    "url",
    [
        "x",
        "http://",
        "http://[",
        "http://[::1",
        "//localhost:8000/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://evil.example/2026/11/20/ice/",
        "http://localhost:8000@evil.example/2026/11/20/ice/",
        "http://localhost:8000/",
        "http://localhost:8000/world/",
        "http://localhost:8000/admin/",
        "http://localhost:8000/2026/13/45/ice/",
        "http://localhost:8000/0000/01/01/ice/",
        "http://localhost:8000/%FF/",
        "http://localhost:8000/2026/11/20/%00/",
        "http://localhost:8000/s/999999999999999999/",
        "http://localhost:8000/2026/11/20/ice/" + "x" * 5000,
        "http://localhost:8000\u2028/2026/11/20/ice/",
        "http://ⅼocalhost:8000/2026/11/20/ice/",
    ],
)
def test_an_address_that_is_none_of_ours_is_not_found(client, story, url):
    for form in ("json", "xml"):
        assert asked(client, url, 404, format=form)["Content-Type"] == "text/plain; charset=utf-8"


def test_another_format_is_not_implemented(client, story):
    asked(client, settings.SITE_URL + url_of(story), 501, format="yaml")


def test_no_address_is_a_bad_request(client):
    assert client.get("/oembed").status_code == 400
    assert client.get("/oembed?url=").status_code == 400


def test_it_is_asked_without_a_cookie_from_anywhere(client, story):
    response = asked(client, settings.SITE_URL + url_of(story))
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    again = client.get(
        "/oembed", {"url": settings.SITE_URL + url_of(story)}, headers={"if-none-match": response["ETag"]}
    )
    assert again.status_code == 304


def test_it_reads_no_storys_body_and_costs_one_query(client, story):
    address = settings.SITE_URL + url_of(story)
    with CaptureQueriesContext(connection) as queries:
        asked(client, address)
    assert len(queries) == 1
    assert '"document"' not in queries[0]["sql"]


def test_odd_words_stay_words(client, story):
    odd = "a</script><img src=x onerror=y>]]>&amp;\u2028\u2029\x07\U0001f600\"'"
    card = live(story).card | {"headline": odd, "standfirst": odd, "byline": odd}
    Edition.objects.update(card=card)
    found = told(client, settings.SITE_URL + url_of(story))
    assert "<img" not in found["html"]
    assert "\x07" not in found["html"] + found["title"]
    assert found["title"].startswith("a</script><img")


def test_a_story_without_a_photo_has_no_thumbnail(client):
    assert "thumbnail_url" not in told(client, settings.SITE_URL + url_of(make_live()))

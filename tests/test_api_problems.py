"""What the API answers when it cannot: a problem that says what to do, and never a page or a 500."""

import pytest
from django.conf import settings as site

from articles.api.paging import encode
from tests.api_rules import ask
from tests.cast import make_live, make_section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
STORIES = "/api/v1/stories"
LISTS = (STORIES, "/api/v1/authors", "/api/v1/topics", "/api/v1/search?q=body")
CURSORS = [
    *("", "x", "!!!!", "日本", "====", "a" * 10_000, "bzEtMQ==", "bzEtMR"),
    *map(encode, ("../..", "' OR 1", "a\x00b", "a b", "", "x1-1|", "日本!")),
]
# each is one of another list, or would be one if there were such an instant or such a key
STRANGE = ("o1-0", "x1-1", "o-1", "o-99999999999999999-1", "n99999999999999999-1", "o1-1\n", "o١-1", "s1-1", "o01-+1")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(method, client):
    client.handler.enforce_csrf_checks = True
    for address in (STORIES, f"{STORIES}/1", "/api/v1/search", "/api/v1/nowhere"):
        ask(client, address, 405, method=method)
        assert getattr(client, method)(address)["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "address",
    [
        *("/api/", "/api/v2/stories", "/api/v1/stories/", "/api/v1/stories/0", "/api/v1/stories/x", "/api/v1/nowhere"),
        *("/api/v1/stories/99999999999999999999", "/api/v1/日本語", "/api/v1/stories/1/photos"),
    ],
)
def test_what_is_not_there_says_where_to_begin(client, address):
    assert f"{site.SITE_URL}/api/v1/" in ask(client, address, 404)["detail"]


def test_a_parameter_that_it_does_not_know_is_named(client):
    for address in ("/api/v1/", STORIES, "/api/v1/sections", "/api/v1/authors", "/api/v1/search"):
        told = ask(client, f"{address}?page=2", 400)
        assert told["parameter"] == "page"
        assert told["type"].endswith("/UnknownParameter")


@pytest.mark.parametrize(
    ("query", "about"),
    [
        *((f"size={size}", "size") for size in ("0", "101", "x", "", "٣", "1e1", "-1", "1000000000000")),
        *(("section=nowhere", "section"), ("author=nobody", "author"), ("topic=", "topic"), ("size=1&size=2", "size")),
        *((f"{kind}={value}", kind) for kind in ("section", "author", "topic") for value in ("%01", "x" * 9000, "%FF")),
        ("section=world&topic=harbour", "topic"),
    ],
)
def test_a_value_that_cannot_be_says_what_to_do(client, query, about):
    make_live(section=make_section("World"), topics=("Harbour",))
    if "%FF" in query:
        assert client.get(f"{STORIES}?{query}").status_code == 400  # refused before it gets here: it is no text
        return
    told = ask(client, f"{STORIES}?{query}", 400)
    assert told["parameter"] == about
    assert told["type"].endswith("/BadParameter")


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("cursor", CURSORS)
def test_a_cursor_that_is_none_of_ours_is_a_problem(client, address, cursor):
    make_live()
    told = ask(client, f"{address}{'&' if '?' in address else '?'}cursor={cursor}", 400)
    assert told["type"].endswith("/BadCursor")


@pytest.mark.parametrize("strange", STRANGE)
def test_a_cursor_of_another_list_is_a_problem_or_the_end(client, strange):
    make_live()
    for address in (STORIES, "/api/v1/search?q=body"):
        response = client.get(f"{address}{'&' if '?' in address else '?'}cursor={encode(strange)}")
        assert response.status_code in {200, 400}
        ask(client, f"{address}{'&' if '?' in address else '?'}cursor={encode(strange)}", response.status_code)
        assert response.status_code == 400 or response.json()["items"] == []

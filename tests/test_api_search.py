"""The search as the API answers it: what the page finds, in pages that nothing moves, or a problem."""

from datetime import timedelta

import pytest
from django.conf import settings as site

from articles import workflow
from articles.api.paging import encode
from authors import clock
from tests.api_rules import ask
from tests.cast import bring_to, make_author, make_live, make_section, make_story
from tests.reading import MORNING, make_many

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
SEARCH = "/api/v1/search"


def headlines(told: dict) -> list[str]:
    return [item["story"]["headline"] for item in told["items"]]


def walk(client, address: str) -> list[dict]:
    pages = [ask(client, address)]
    while pages[-1]["next"]:
        pages.append(ask(client, pages[-1]["next"].removeprefix(site.SITE_URL)))
    return pages


def test_it_finds_what_the_page_finds_with_the_words_marked(client):
    story = make_live(headline="Ice closes the harbour", standfirst="Ships wait & see.", body="<p>Much ice.</p>")
    make_live(headline="Something else", body="<p>Nothing of the kind.</p>")
    told = ask(client, f"{SEARCH}?q=harbours")
    assert (told["count"], told["countIsComplete"], told["next"], told["notices"]) == (1, True, None, [])
    [item] = told["items"]
    assert [item["story"]] == [
        each for each in ask(client, "/api/v1/stories")["items"] if each["identifier"] == str(story.pk)
    ]
    assert item["headline"] == "Ice closes the <mark>harbour</mark>"
    assert "&amp;" in item["text"]


def test_a_story_whose_address_is_in_another_script_is_found(client):
    make_live(headline="東京の港", slug="東京の港", body="<p>港</p>")
    assert headlines(ask(client, f"{SEARCH}?q=港")) == ["東京の港"]


@pytest.mark.parametrize("order", ["best", "newest"])
def test_each_story_stands_on_one_page(client, order):
    make_many(45, body="<p>Ice in the harbour.</p>")
    with clock.stopped(MORNING + timedelta(hours=2)):
        pages = walk(client, f"{SEARCH}?q=harbour&order={order}")
    found = [headline for told in pages for headline in headlines(told)]
    assert sorted(found) == [f"Story number {number:03}" for number in range(45)]
    assert [len(told["items"]) for told in pages] == [20, 20, 5]
    if order == "newest":
        times = [item["story"]["datePublished"] for told in pages for item in told["items"]]
        assert times == sorted(times, reverse=True)


@pytest.mark.parametrize("order", ["best", "newest"])
def test_going_on_is_not_moved_by_what_is_published_meanwhile(client, order):
    make_many(45, body="<p>Ice in the harbour.</p>")
    with clock.stopped(MORNING + timedelta(hours=2)):
        first = ask(client, f"{SEARCH}?q=harbour&order={order}")
    with clock.stopped(MORNING + timedelta(hours=3)):
        for number in range(25):
            make_live(headline=f"Harbour, harbour {number}", body="<p>Harbour.</p>")
        rest = walk(client, first["next"].removeprefix(site.SITE_URL))
    found = [headline for told in (first, *rest) for headline in headlines(told)]
    assert sorted(found) == [f"Story number {number:03}" for number in range(45)]


def test_what_was_withdrawn_meanwhile_is_not_found(client):
    stories = make_many(25, body="<p>Ice in the harbour.</p>")
    with clock.stopped(MORNING + timedelta(hours=2)):
        first = ask(client, f"{SEARCH}?q=harbour&order=newest")
        for story in stories[:5]:
            workflow.withdraw(story, by=None, note="Wrong.")
        bring_to(make_story(body="<p>Harbour.</p>"), "scheduled")
        assert headlines(ask(client, first["next"].removeprefix(site.SITE_URL))) == []


def test_it_is_narrowed_down_by_all_that_is_given(client):
    with clock.stopped(MORNING):
        make_live(headline="A", section=make_section("World"), author=make_author("Ann Lee"), topics=("Harbour",))
        make_live(headline="B", section=make_section("Sport"), author=make_author("Bo Tarn"), topics=("Ice",))
        for query in ("section=world", "author=ann-lee", "topic=harbour", "q=body&section=world&author=ann-lee"):
            assert headlines(ask(client, f"{SEARCH}?{query}")) == ["A"], query
        assert headlines(ask(client, f"{SEARCH}?section=world&topic=ice")) == []
        assert len(ask(client, f"{SEARCH}?from=2026-11-20&until=2026-11-20")["items"]) == 2
        assert headlines(ask(client, f"{SEARCH}?until=2026-11-19")) == []


@pytest.mark.parametrize(
    ("query", "about"),
    [
        *(("", "q"), ("q=", "q"), ("q=%20", "q"), ("q=ice&section=nowhere", "section"), ("author=nobody", "author")),
        *(("topic=nowhere", "topic"), ("q=ice&order=oldest", "order"), ("q=ice&from=yesterday", "from")),
        *(("q=ice&until=2026-02-30", "until"), ("q=ice&from=20260101", "from"), ("q=a&q=b", "q")),
    ],
)
def test_what_it_does_not_understand_is_a_problem(client, query, about):
    assert ask(client, f"{SEARCH}?{query}", 400)["parameter"] == about


def test_what_was_left_out_is_said(client):
    make_live()
    told = ask(client, f"{SEARCH}?q={'+'.join(f'word{number}' for number in range(30))}")
    assert told["notices"] == ["Only the first 12 words were looked for."]


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '"""',
        "'",
        "%25",
        "*",
        "AND",
        "NOT+x",
        "a:b",
        "(",
        "<script>",
        "%01",
        "%E2%80%A8",
        "😀",
        "!!!",
        "ice" * 3000,
    ],
)
def test_any_words_have_an_answer(client, text):
    make_live(headline="Ice <script>alert(1)</script>")
    for order in ("best", "newest"):
        for told in (
            ask(client, f"{SEARCH}?q={text}&order={order}", _status(text))["items"] if _status(text) == 200 else []
        ):
            assert "<script" not in told["headline"] + told["text"]


def _status(text: str) -> int:
    return 400 if text in {"%01", "%E2%80%A8"} else 200  # nothing is left of it


@pytest.mark.parametrize("cursor", ["s1-99999999999999999999", "s0-1", "s1000-1", "s-1-1", "s1", "s999-1", "s1--1"])
def test_a_page_that_cannot_be_is_a_problem_or_empty(client, cursor):
    make_live()
    status = client.get(f"{SEARCH}?q=body&cursor={encode(cursor)}").status_code
    assert status in {200, 400}
    told = ask(client, f"{SEARCH}?q=body&cursor={encode(cursor)}", status)
    assert status == 400 or told["items"] == []

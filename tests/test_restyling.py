"""The form of a long story stays quick: what is typed, and what comes in, has few elements styled again."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests import hands
from tests.cast import make_live, make_photo, make_story

PARAGRAPHS, PHOTOS = 300, 40
MANY = 400  # the form of such a story has some three thousand elements

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("media_in_tmp")]


def restyled(page: Page, act: Callable[[], None]) -> list[int]:
    """Return how many elements each round of styling looked at while `act` ran."""
    session, events, complete = page.context.new_cdp_session(page), [], []
    session.on("Tracing.dataCollected", lambda part: events.extend(part["value"]))
    session.on("Tracing.tracingComplete", lambda _: complete.append(True))
    session.send("Tracing.start", {"transferMode": "ReportEvents", "categories": "devtools.timeline"})
    act()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    session.send("Tracing.end")
    while not complete:
        page.evaluate("0")  # lets what was sent come in
    session.detach()
    return [event["args"]["elementCount"] for event in events if event["name"] == "UpdateLayoutTree"]


@pytest.fixture
def long_story(writer, new_page) -> Page:
    photo = f'<figure data-photo="{make_photo().pk}" data-layout="column"><figcaption>A boat.</figcaption></figure>'
    body = f'<aside data-story="{make_live().pk}"></aside>' + "<p>A line.</p>" * PARAGRAPHS + photo * PHOTOS
    story = make_story(owner=writer, body=body)
    page = new_page()
    hands.enter(page, "writer")
    page.goto(reverse("admin:articles_article_change", args=[story.pk]))
    hands.text_of(page).locator("> p").nth(3).click()
    page.wait_for_load_state("networkidle")
    return page


def test_what_is_typed_and_what_comes_in_style_few_elements_again(long_story):
    assert max(restyled(long_story, lambda: long_story.evaluate("document.body.style.letterSpacing = '1px'"))) > MANY
    assert 0 < max(restyled(long_story, lambda: long_story.keyboard.type("a"))) < MANY
    insert = "(place) => document.querySelector(place).append(document.createElement('small'))"
    for place in (".news-related strong", ".news-photo label", ".story-bar__says", ".story-side"):
        assert 0 < max(restyled(long_story, lambda place=place: long_story.evaluate(insert, place))) < MANY, place

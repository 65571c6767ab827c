"""A story's page in a browser: what it costs a phone, how it is handed on, and how it is listened to."""

import gzip
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test.testcases import _MediaFilesHandler
from playwright.sync_api import Page, Request, expect

from articles.models import Article
from articles.photos import store
from newsroom.demo.fill import draw_jpeg
from tests.cast import bring_to, make_live, make_story
from tests.media import wav
from tests.reading import url_of
from tests.test_browser_pages import SCROLL_THROUGH, WATCH_SHIFTS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.page, pytest.mark.usefixtures("media_in_tmp")]

MOST_REQUESTS, MOST_BYTES = 8, 120_000
# what a packet of the internet carries: the photo is asked for when the first one is here, whatever else is on its way
FIRST_PACKET = 1_460
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
PACKED = re.compile(r"\.(css|js|svg)$")  # which production sends compressed, and a test's server does not
FONTS = {"newsreader-display-latin-500", "newsreader-text-latin-400", "newsreader-text-latin-400-italic"}
SECONDS = 60
NO_SHEET = "delete Navigator.prototype.share"
SHEET = "Navigator.prototype.share = async (what) => { window.handedOn = what }"


def wire(request: Request) -> int:
    """Return how many bytes come over the wire for `request`, in production."""
    sizes, answer = request.sizes(), request.response()
    body = len(gzip.compress(answer.body(), 9)) if PACKED.search(request.url) else sizes["responseBodySize"]
    return sizes["responseHeadersSize"] + body


def test_a_story_with_a_photo_costs_a_phone_little(new_page):
    file = ContentFile(draw_jpeg("harbour-dawn"), "harbour.jpg")
    photo = store.add(file, by=None, credit="Ada Vale", title="Harbour", caption="The harbour", alt="Cranes")
    text = "".join(f"<p>{'The board met in the evening, and it was late. ' * 9}</p>" for _ in range(12))
    url = url_of(make_live(lead=photo, body=f"{text}<p>It is called <em>The Tide</em>.</p>", topics=("Harbour",)))
    new_page(device_scale_factor=2, **PHONE).goto(url)  # the files of the photo are made for the first who comes
    for density in (2, 3):
        page = new_page(device_scale_factor=density, **PHONE)
        page.add_init_script(WATCH_SHIFTS)
        seen: list[Request] = []
        page.on("requestfinished", lambda request, seen=seen: seen.append(request))
        html = page.goto(url, wait_until="networkidle").text()
        cost = {request.url.rpartition("/")[2]: wire(request) for request in seen}
        assert len(seen) <= MOST_REQUESTS, cost
        assert sum(cost.values()) <= MOST_BYTES, cost
        assert {name.partition(".")[0] for name in cost if name.endswith(".woff2")} == FONTS
        assert page.evaluate(SCROLL_THROUGH) == 0
        [preload] = re.findall(r'<link rel="preload" as="image"[^>]*>', html)
        assert len(html[: html.index(preload) + len(preload)].encode()) <= FIRST_PACKET
        chosen = page.evaluate("document.querySelector('.story-lead img').currentSrc").rpartition("/")[2]
        assert chosen in preload
        assert [name for name in cost if name.startswith("original-")] == [chosen]


@pytest.mark.parametrize(
    ("script", "label"), [(SHEET, "Share"), (NO_SHEET, "Copy the link")], ids=["by the sheet", "by the clipboard"]
)
def test_a_story_is_handed_on_by_the_keyboard(script, label, new_page):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script(script)
    story = make_live(headline="“Ice” & <water>")
    page.goto(url_of(story))
    page.get_by_role("button", name=label).press("Enter")
    address = page.locator("meta[property='og:url']").get_attribute("content")
    if label == "Share":
        assert page.evaluate("handedOn") == {"url": address, "title": "“Ice” & <water>"}
    else:
        expect(page.locator(".share").get_by_role("status")).to_have_text("The link is copied.")
        assert page.evaluate("navigator.clipboard.readText()") == address


def test_a_browser_that_can_do_neither_has_no_button(browser_page):
    browser_page.add_init_script(f"{NO_SHEET}; delete Navigator.prototype.clipboard")
    browser_page.goto(url_of(make_live()))
    expect(browser_page.locator("article")).to_be_visible()
    expect(browser_page.locator(".share")).to_be_empty()


@pytest.fixture
def heard(new_page, monkeypatch) -> Page:
    """The page of a story that is read aloud; the recording comes from the site, and not from the test's server."""
    monkeypatch.setattr(_MediaFilesHandler, "_should_handle", lambda *_: False)
    story = make_story()
    name = default_storage.save("audio/0123456789abcdef.wav", ContentFile(wav(SECONDS)))
    Article.objects.filter(pk=story.pk).update(audio=name, audio_seconds=SECONDS)
    page = new_page()
    page.goto(url_of(bring_to(story, "published")))
    return page


def listen(page: Page, *, until: float) -> None:
    """Play from `until` on for a moment, and stop."""
    page.evaluate(
        """async (at) => {
          const player = document.querySelector("audio")
          player.muted = true
          await player.play()
          player.currentTime = at
          await new Promise((done) => player.addEventListener("seeked", done, { once: true }))
          player.pause()
        }""",
        until,
    )


def test_listening_goes_on_where_it_stopped(heard):
    asked = []
    heard.on("response", lambda answer: "/audio/" in answer.url and asked.append(answer.status))
    expect(heard.get_by_text("Listen 1 min 0 s")).to_be_visible()
    expect(heard.get_by_role("button", name="Go on at")).to_have_count(0)
    assert not asked
    listen(heard, until=31.5)
    assert 206 in asked
    heard.reload()
    heard.evaluate("document.querySelector('audio').muted = true")
    heard.get_by_role("button", name="Go on at 0:31").press("Enter")
    expect(heard.get_by_role("button", name="Go on at")).to_have_count(0)
    heard.wait_for_function("document.querySelector('audio').currentTime >= 31")
    listen(heard, until=SECONDS - 1)
    heard.reload()
    expect(heard.get_by_role("button", name="Copy the link")).to_be_visible()
    expect(heard.get_by_role("button", name="Go on at")).to_have_count(0)
    assert heard.evaluate("localStorage.getItem('listened')") == "[]"


@pytest.mark.parametrize(
    "script",
    [
        "localStorage.setItem('listened', '{')",
        "localStorage.setItem('listened', '7')",
        "localStorage.setItem('listened', '[[1],null]')",
        "localStorage.setItem('listened', JSON.stringify([['/media/audio/0123456789abcdef.wav', '<b>31</b>']]))",
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })",
    ],
    ids=["no JSON", "a number", "no places", "no time", "no storage"],
)
def test_what_a_browser_keeps_badly_or_not_at_all_does_no_harm(script, heard):
    heard.add_init_script(script)
    heard.reload()
    expect(heard.get_by_role("button", name="Copy the link")).to_be_visible()
    expect(heard.get_by_role("button", name="Go on at")).to_have_count(0)
    listen(heard, until=20)
    assert heard.evaluate("document.querySelector('audio').currentTime") >= 20

"""The beacon of a story's page, in a browser: after a while in view, once, and not for who minds."""

import pytest

from articles import beacon, most_read
from articles.models import Reading
from authors import clock
from tests.cast import make_live
from tests.reading import url_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.page]
READER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36"
MINDS = "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })"
AWAY = "Object.defineProperty(Document.prototype, 'visibilityState', { get: () => 'hidden' })"


@pytest.fixture
def tally(monkeypatch):
    fresh = beacon.Tally()
    monkeypatch.setattr(beacon, "tally", fresh)
    return fresh


def opened(new_page, story, script: str = ""):
    """Return the story's page, whose time stands still, and the beacons that it sends."""
    page = new_page(alone=True, user_agent=READER)
    sent = []
    page.on("request", lambda request: "/beacon/" in request.url and sent.append(request))
    if script:
        page.add_init_script(script)
    page.clock.install(time=0)
    page.clock.pause_at(1_000)
    page.goto(url_of(story))
    return page, sent


def test_a_story_in_view_for_a_while_is_counted_once(new_page, tally):
    story = make_live()
    page, sent = opened(new_page, story)
    page.clock.run_for(4_900)
    assert not sent
    with page.expect_response(f"**/beacon/{story.pk}/") as answer:
        page.clock.run_for(200)
    assert answer.value.status == 204
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.clock.run_for(60_000)
    assert len(sent) == 1
    assert "cookie" not in sent[0].headers
    most_read.add(tally.take(), clock.now())
    assert Reading.objects.get().article_id == story.pk


@pytest.mark.parametrize("script", [MINDS, AWAY], ids=["who minds", "not in view"])
def test_nothing_is_sent_for_who_minds_or_looks_away(script, new_page, tally):
    page, sent = opened(new_page, make_live(), script)
    page.clock.run_for(60_000)
    assert not sent
    assert not tally.take()


def test_a_page_that_comes_into_view_later_is_counted_from_then(new_page, tally):
    story = make_live()
    page, sent = opened(new_page, story, AWAY.replace("'hidden'", "window.state || 'hidden'"))
    page.clock.run_for(60_000)
    assert not sent
    page.evaluate("window.state = 'visible'; document.dispatchEvent(new Event('visibilitychange'))")
    page.clock.run_for(3_000)
    page.evaluate("window.state = 'hidden'; document.dispatchEvent(new Event('visibilitychange'))")
    page.clock.run_for(60_000)
    assert not sent
    page.evaluate("window.state = 'visible'; document.dispatchEvent(new Event('visibilitychange'))")
    with page.expect_response(f"**/beacon/{story.pk}/"):
        page.clock.run_for(5_100)


def test_a_browser_that_refuses_the_beacon_shows_the_page_all_the_same(new_page, tally):
    page, sent = opened(new_page, make_live(headline="Read"), "navigator.sendBeacon = undefined")
    page.clock.run_for(60_000)
    assert page.get_by_role("heading", level=1).inner_text() == "Read"
    assert not sent

"""What axe finds in the form of a story, in each of its states: nothing."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from articles.rights import WRITERS
from tests import hands
from tests.accessibility import findings
from tests.cast import change, make_live, make_photo, make_story
from tests.test_before import open_form, panel, preview
from tests.test_main_job import SCREENS

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("media_in_tmp")]


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_in_the_form(screen, new_page, staff_by_role):
    photo = make_photo()
    live = make_live()
    full = make_story(
        owner=staff_by_role[WRITERS],
        lead=photo,
        topics=("Ferries",),
        body="<p>The the boat.</p><h2>Ice</h2><ul><li>a</li></ul><blockquote><p>b</p></blockquote>"
        f'<figure data-photo="{photo.pk}" data-layout="wide"><figcaption>Cranes</figcaption></figure>'
        f'<section data-gallery=""><figure data-photo="{photo.pk}" data-layout="column" data-alt="x">'
        "<figcaption>Quay</figcaption></figure></section>"
        f'<aside data-story="{live.pk}"></aside><aside data-facts=""><h3>Facts</h3><p>One</p></aside>'
        "<aside data-pullquote=''><p>Cold</p><cite>Vale</cite></aside>"
        '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"><figcaption>A song</figcaption></figure>'
        "<table><tbody><tr><th>a</th></tr><tr><td>b</td></tr></tbody></table>",
    )
    page = new_page(**SCREENS[screen], bypass_csp=True, allowing=["status of 409"])
    hands.enter(page, "editor")
    found = {state: findings(page) for state in states(page, full)}
    assert not any(found.values()), "\n".join(f"{state}: {each}" for state in found for each in found[state])


def states(page: Page, full: Article) -> Iterator[str]:
    """Bring the form into one state after another, and yield what each is called."""
    page.goto("/admin/articles/article/add/")
    expect(hands.text_of(page)).to_be_editable()
    yield "new"
    page.goto(full.get_absolute_url())
    expect(panel(page).get_by_role("link", name="The same word twice: “The the”.")).to_be_visible()
    expect(page.get_by_role("button", name="undo")).to_have_attribute("aria-disabled", "true")
    yield "a draft with everything"
    page.locator("[data-wants] summary").click()
    yield "what is still to do, in the bar"
    page.keyboard.press("Escape")
    expect(page.locator("[data-wants]")).not_to_have_attribute("open", "")
    page.keyboard.press("Control+/")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    yield "the keyboard"
    page.keyboard.press("Escape")
    page.keyboard.press("F9")
    expect(preview(page).get_by_role("heading", level=1)).to_be_visible()
    yield "the preview"
    page.get_by_role("tab", name="Search and sharing").click()
    yield "search and sharing"
    page.get_by_role("button", name="Close the preview").click()
    hands.text_of(page).click()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "the dialog of a link"
    page.keyboard.press("Escape")


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_in_a_form_whose_story_somebody_else_has(screen, new_page, editor, administrator):
    story = make_story()
    holder, page = new_page(), new_page(**SCREENS[screen], bypass_csp=True)
    open_form(holder, story)
    hands.enter(page, "administrator")
    page.goto(story.get_absolute_url())
    expect(page.get_by_text("has been writing this story since")).to_be_visible()
    expect(panel(page)).to_be_visible()
    page.keyboard.press("F9")
    expect(preview(page).get_by_role("heading", level=1)).to_have_text(story.headline)
    assert findings(page) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_in_a_form_that_came_back(screen, new_page, editor):
    story = make_story()
    page = new_page(**SCREENS[screen], bypass_csp=True, allowing=["status of 409"])
    open_form(page, story)
    change(story, headline="Saved meanwhile")
    page.evaluate("document.querySelector('[data-story-form]').submit()")
    expect(page.get_by_role("region", name=re.compile("Saved meanwhile"))).to_be_visible()
    assert findings(page) == []

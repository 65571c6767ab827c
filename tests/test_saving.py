"""Never losing a word: what the form does by itself in a browser when all goes well."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from articles.models import Article
from articles.states import State
from tests import hands
from tests.cast import PASSWORD, make_story, reread

pytestmark = pytest.mark.usefixtures("media_in_tmp")

SOON = "(form) => { form.dataset.autosaveDelay = 60 }"
KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('newsroom:story:')).length"


def says(page: Page) -> Locator:
    """Return what the bar says of the saving."""
    return page.locator("[data-saving]")


def notice(page: Page, name: str) -> Locator:
    return page.locator(f"[data-notice={name}]")


def open_form(page: Page, story: Article | None = None) -> Locator:
    """Open the form of `story`, or of a new one, that saves soon; returns what its text is typed into."""
    page.goto(story.get_absolute_url() if story else reverse("admin:articles_article_add"))
    expect(hands.text_of(page)).to_be_visible()
    page.locator("[data-story-form]").evaluate(SOON)
    return hands.text_of(page)


def open_as(page: Page, name: str, story: Article | None = None) -> Locator:
    hands.enter(page, name)
    return open_form(page, story)


def type_on(page: Page, words: str) -> None:
    hands.text_of(page).click()
    hands.put_caret(page, "Control+End")
    page.keyboard.type(words)


@pytest.fixture
def story(writer) -> Article:
    return make_story(owner=writer, headline="Ferry sails again", body="<p>The ferry left at first light.</p>")


def test_the_first_keystroke_makes_a_draft(browser_page, writer):
    page = browser_page
    hands.log_in(page, "writer")
    open_form(page)
    page.evaluate("() => { window.isSamePage = true }")
    page.get_by_label("Headline", exact=True).press("F")
    expect(page).to_have_url(re.compile(r"/admin/articles/article/\d+/change/$"))
    page.keyboard.type("erry")
    hands.expect_saved(page)
    expect(page).to_have_title(re.compile("^Ferry · "))
    story = Article.objects.get()
    assert (story.headline, story.owner, story.state) == ("Ferry", writer, State.DRAFT)
    assert page.evaluate("() => window.isSamePage")


def test_what_is_typed_is_saved_without_pressing_anything(browser_page, story):
    open_as(browser_page, "writer", story)
    type_on(browser_page, " It carried post.")
    hands.expect_saved(browser_page)
    assert reread(story).body == "<p>The ferry left at first light. It carried post.</p>"
    assert browser_page.evaluate(KEPT) == 0


def test_one_text_is_on_its_way_at_a_time_and_the_newest_comes_last(browser_page, story):
    page = browser_page
    open_as(page, "writer", story)
    held, sequences = [], []

    def hold(route):
        sequences.append(int(re.search(rb'name="sequence"\r\n\r\n(\d+)', route.request.post_data_buffer)[1]))
        if len(sequences) == 3:
            route.continue_()
        else:
            held.append(route)

    page.route("**/autosave/", hold)
    hands.text_of(page).click()
    hands.put_caret(page, "Control+End")
    with page.expect_request("**/autosave/"):
        page.keyboard.insert_text(" One")
    for words in (" two", " three"):
        page.keyboard.insert_text(words)
        # the browser keeps it later than it would be sent, were nothing on its way
        page.wait_for_function("(words) => Object.values(localStorage).some((text) => text.includes(words))", arg=words)
        assert len(held) == 1
        with page.expect_request("**/autosave/"):
            held.pop().continue_()
    hands.expect_saved(page)
    assert sequences == sorted(set(sequences))
    assert reread(story).body == "<p>The ferry left at first light. One two three</p>"


def test_ctrl_s_keeps_the_cursor_the_undo_and_the_page(browser_page, story):
    page = browser_page
    text = open_as(page, "writer", story)
    page.evaluate("() => { window.isSamePage = true }")
    type_on(page, " Xyz")
    hands.put_caret(page, "ArrowLeft")
    with page.expect_response("**/autosave/"):
        page.keyboard.press("Control+s")
    hands.expect_saved(page)
    page.keyboard.type("|")
    expect(text).to_contain_text("Xy|z")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(text).to_have_text("The ferry left at first light.")
    hands.expect_saved(page)
    assert reread(story).body == "<p>The ferry left at first light.</p>"
    assert page.evaluate("() => window.isSamePage")
    assert story.revisions.filter(autosave=False).count() == 2


def test_a_step_goes_with_what_was_typed_a_moment_before(browser_page, story):
    open_as(browser_page, "writer", story)
    type_on(browser_page, " Sent.")
    browser_page.get_by_role("button", name="Submit for review").click()
    expect(browser_page.get_by_text("Submitted.")).to_be_visible()
    story = reread(story)
    assert (story.state, story.body) == (State.IN_REVIEW, "<p>The ferry left at first light. Sent.</p>")


def test_leaving_the_page_takes_what_was_typed_along(browser_page, story):
    page = browser_page
    open_as(page, "writer", story)
    page.locator("[data-story-form]").evaluate("(form) => { form.dataset.autosaveDelay = 60000 }")
    type_on(page, " Left at once.")
    page.goto("/admin/")
    page.evaluate("() => localStorage.clear()")
    hands.until(lambda: reread(story).body == "<p>The ferry left at first light. Left at once.</p>")
    expect(open_form(page, story)).to_contain_text("Left at once.")


def test_without_scripts_the_form_saves_as_a_form(new_page, story):
    page = new_page(java_script_enabled=False)
    page.goto("/admin/")
    page.get_by_label("Name").fill("writer")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.goto(story.get_absolute_url())
    page.get_by_label("Headline", exact=True).fill("Typed without scripts")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert reread(story).headline == "Typed without scripts"
    page.goto(reverse("admin:articles_article_add"))
    page.get_by_label("Headline", exact=True).fill("Begun without scripts")
    page.get_by_role("button", name="Save", exact=True).click()
    assert Article.objects.filter(headline="Begun without scripts", owner=story.owner).count() == 1


def test_what_is_wrong_with_a_field_is_said_there_until_it_is_mended(browser_page, story):
    page = browser_page
    open_as(page, "writer", story)
    page.locator("summary", has_text="For lists, search and sharing").click()
    field = page.get_by_label("short headline")
    field.fill("Long " * 40)
    expect(says(page)).to_have_text(re.compile(r"^Saved .*, but 1 field needs another look$"))
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("at most 120 characters"))
    page.get_by_label("Headline", exact=True).fill("Saved all the same")
    page.get_by_role("link", name="1 field needs another look").click()
    expect(field).to_be_focused()
    field.fill("Short")
    hands.expect_saved(page)
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator(".story-errors")).to_have_count(0)
    story = reread(story)
    assert (story.headline, story.short_headline) == ("Saved all the same", "Short")

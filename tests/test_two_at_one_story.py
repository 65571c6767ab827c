"""Several people or tabs at one story, in a browser: who came first writes, the others read, ask and take over."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article, Presence
from articles.states import State
from tests import hands
from tests.cast import bring_to, make_story, reread
from tests.test_saving import notice, open_as, open_form, says, type_on

pytestmark = pytest.mark.usefixtures("media_in_tmp")


def come_back(page: Page) -> None:
    """What a browser says when its window is looked at again."""
    page.evaluate("() => window.dispatchEvent(new Event('focus'))")


@pytest.fixture
def story(writer) -> Article:
    return make_story(owner=writer, headline="Ferry sails again", body="<p>The ferry left at first light.</p>")


@pytest.fixture
def two(new_page, story, editor) -> tuple[Page, Page]:
    """The writer, who came first and holds the story, and an editor who reads it."""
    writing, reading = new_page(), new_page()
    open_as(writing, "writer", story)
    expect(says(writing)).to_be_visible()
    type_on(writing, " It carried post.")
    hands.expect_saved(writing)
    open_as(reading, "editor", story)
    expect(notice(reading, "presence")).to_contain_text("writer has been writing this story since")
    return writing, reading


def test_who_comes_second_reads(two, story):
    writing, reading = two
    text = hands.text_of(reading)
    expect(text).to_have_attribute("aria-readonly", "true")
    text.click()
    reading.keyboard.type("Not to be typed.")
    reading.get_by_label("Headline", exact=True).press_sequentially("Nor this")
    expect(reading.get_by_label("Headline", exact=True)).to_have_value("Ferry sails again")
    expect(text).to_have_text("The ferry left at first light. It carried post.")
    expect(reading.get_by_role("button", name="Save", exact=True)).to_be_hidden()
    expect(reading.get_by_role("button", name="Submit for review")).to_be_hidden()
    expect(reading.get_by_label("Section")).to_be_disabled()
    type_on(writing, " And two brides.")
    hands.expect_saved(writing)
    expect(notice(writing, "presence")).to_contain_text("Also here: editor since")
    come_back(reading)
    expect(notice(reading, "newer")).to_contain_text("Newer text was saved at")
    notice(reading, "newer").get_by_role("button", name="Show it").click()
    expect(hands.text_of(reading)).to_have_text("The ferry left at first light. It carried post. And two brides.")


def test_who_opens_what_another_writes_cannot_type_before_the_server_has_answered(two, new_page, story, administrator):
    page = new_page()
    page.route("**/presence/", lambda route: None)  # an answer that does not come
    open_as(page, "administrator", story)
    text = hands.text_of(page)
    expect(text).to_have_attribute("contenteditable", "false")
    text.click()
    page.keyboard.type("Not to be typed.")
    expect(text).to_have_text("The ferry left at first light. It carried post.")
    expect(page.get_by_label("Headline", exact=True)).not_to_be_editable()


def test_who_asks_is_told_no_and_then_given_the_story(two, story):
    writing, reading = two
    line = notice(reading, "presence")
    line.get_by_role("button", name="Ask for it").click()
    expect(line).to_contain_text("You asked writer for this story.")
    come_back(writing)
    asked = notice(writing, "presence")
    expect(asked).to_have_attribute("role", "alert")
    expect(asked).to_contain_text("editor asks for this story.")
    asked.get_by_role("button", name="Not now").click()
    expect(line).to_contain_text("writer goes on writing for now.")
    line.get_by_role("button", name="Ask for it").click()
    expect(line).to_contain_text("You asked writer")
    come_back(writing)
    type_on(writing, " The last words.")
    asked.get_by_role("button", name="Hand it over").click()
    expect(asked).to_contain_text("editor has this story now.")
    expect(hands.text_of(writing)).to_have_attribute("aria-readonly", "true")
    expect(notice(reading, "said")).to_contain_text("You have this story now.")
    expect(hands.text_of(reading)).to_have_text("The ferry left at first light. It carried post. The last words.")
    type_on(reading, " Mine now.")
    hands.expect_saved(reading)
    assert reread(story).body.endswith("The last words. Mine now.</p>")


def test_who_takes_a_story_over_is_asked_once_and_the_other_is_told(two, story):
    writing, reading = two
    writing.locator("[data-story-form]").evaluate("(form) => { form.dataset.autosaveDelay = 60000 }")
    type_on(writing, " Not in yet.")
    line = notice(reading, "presence")
    line.get_by_role("button", name="Take it over…").click()
    expect(line).to_contain_text("What they typed is kept, and they are told.")
    line.get_by_role("button", name="Leave it").click()
    line.get_by_role("button", name="Take it over…").click()
    line.get_by_role("button", name="Take it over", exact=True).click()
    expect(hands.text_of(reading)).to_have_attribute("aria-readonly", "false")
    expect(notice(reading, "said")).to_contain_text("You have this story now.")
    come_back(writing)
    expect(notice(writing, "presence")).to_contain_text("editor took this story over.")
    aside = notice(writing, "aside")
    expect(aside).to_contain_text("What you typed is kept beside it")
    expect(aside.get_by_role("link", name="Read both side by side")).to_be_visible()
    expect(hands.text_of(writing)).to_have_attribute("aria-readonly", "true")
    assert reread(story).asides.get().document["body"].endswith("Not in yet.</p>")
    assert reread(story).body == "<p>The ferry left at first light. It carried post.</p>"


def test_a_reload_goes_on_as_the_same_form_and_a_second_tab_as_another(browser_page, story):
    page = browser_page
    open_as(page, "writer", story)
    type_on(page, " One.")
    hands.expect_saved(page)
    page.reload()
    open_form(page, story)
    type_on(page, " Two.")
    hands.expect_saved(page)
    assert Presence.objects.filter(article=story).count() == 1
    second = page.context.new_page()
    open_form(second, story)
    line = notice(second, "presence")
    expect(line).to_contain_text("You write this story in another tab since")
    come_back(page)
    expect(notice(page, "presence")).to_contain_text("You have this story open in another tab since")
    line.get_by_role("button", name="Write here instead").click()
    expect(hands.text_of(second)).to_have_attribute("aria-readonly", "false")
    type_on(second, " Three.")
    hands.expect_saved(second)
    assert reread(story).body == "<p>The ferry left at first light. One. Two. Three.</p>"
    come_back(page)
    expect(hands.text_of(page)).to_have_attribute("aria-readonly", "true")


def test_a_story_that_was_moved_on_is_not_typed_into_any_more(two, story):
    writing, _ = two
    bring_to(story, State.IN_REVIEW)
    come_back(writing)
    line = notice(writing, "presence")
    expect(line).to_contain_text("not yours to change any more")
    line.get_by_role("button", name="Show it as it is").click()
    expect(writing.locator(".story-page--read")).to_be_visible()

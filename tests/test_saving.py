"""Never losing a word: what the form does by itself in a browser, when all goes well and in each kind of trouble."""

import re
import subprocess
import sys

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from articles.models import Agency, Article, Contribution, Presence
from articles.states import State
from articles.tags import of as topics_of
from tests import hands
from tests.cast import PASSWORD, bring_to, change, make_author, make_photo, make_section, make_story, reread

pytestmark = pytest.mark.usefixtures("media_in_tmp")

OFFLINE = ["ERR_INTERNET_DISCONNECTED"]
SOON = "(form) => { form.dataset.autosaveDelay = 60 }"
FULL = """
  const { setItem } = Storage.prototype
  Storage.prototype.setItem = function (key, value) {
    if (key.startsWith("newsroom:story:")) throw new DOMException("full", "QuotaExceededError")
    setItem.call(this, key, value)
  }
"""
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


def kept(page: Page) -> None:
    """Wait until the browser's own storage has what was typed."""
    page.wait_for_function(KEPT)


def come_back(page: Page) -> None:
    """What a browser says when its window is looked at again."""
    page.evaluate("() => window.dispatchEvent(new Event('focus'))")


@pytest.fixture
def story(writer) -> Article:
    return make_story(owner=writer, headline="Ferry sails again", body="<p>The ferry left at first light.</p>")


# -- when all goes well ----------------------------------------------------------------------------------------------


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


# -- trouble -------------------------------------------------------------------------------------------------------


def test_offline_it_stays_in_the_browser_and_goes_on_by_itself(new_page, story):
    page = new_page(allowing=OFFLINE)
    open_as(page, "writer", story)
    page.context.set_offline(True)
    type_on(page, " Typed at sea.")
    expect(says(page)).to_have_text("Offline: kept in this browser")
    expect(says(page)).to_have_attribute("aria-live", "polite")
    kept(page)
    page.context.set_offline(False)
    hands.expect_saved(page)
    assert reread(story).body == "<p>The ferry left at first light. Typed at sea.</p>"


def test_a_server_that_cannot_save_is_asked_again(new_page, story):
    page = new_page(allowing=["status of 500"])
    open_as(page, "writer", story)
    page.route("**/autosave/", lambda route: route.fulfill(status=500, body="No."), times=1)
    type_on(page, " Kept.")
    expect(says(page)).to_have_text("The server cannot save just now: kept in this browser, trying again")
    hands.expect_saved(page)
    assert reread(story).body == "<p>The ferry left at first light. Kept.</p>"


def test_a_server_that_does_not_answer_is_asked_again(new_page, story):
    page = new_page(allowing=["ERR_CONNECTION_REFUSED"])
    open_as(page, "writer", story)
    page.route("**/autosave/", lambda route: route.abort("connectionrefused"), times=1)
    type_on(page, " Kept.")
    expect(says(page)).to_have_text("The server does not answer: kept in this browser, trying again")
    hands.expect_saved(page)
    assert reread(story).body == "<p>The ferry left at first light. Kept.</p>"


def test_after_logging_in_again_in_another_tab_the_same_form_goes_on(new_page, story):
    page = new_page(allowing=["status of 403"])
    open_as(page, "writer", story)
    Session.objects.all().delete()
    type_on(page, " Typed when logged out.")
    expect(says(page)).to_have_text("Logged out: kept in this browser. Log in")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Log in").click()
    other = opened.value
    other.get_by_label("Name").fill("writer")
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_role("button", name="Log in").click()
    other.wait_for_url("**/admin/")
    hands.expect_saved(page)
    assert reread(story).body == "<p>The ferry left at first light. Typed when logged out.</p>"
    page.get_by_role("button", name="Submit for review").click()
    expect(page.get_by_text("Submitted.")).to_be_visible()


def test_nothing_is_sent_under_the_name_of_somebody_else(new_page, story, editor):
    page = new_page(allowing=["status of 403"])
    open_as(page, "writer", story)
    Session.objects.all().delete()
    other = page.context.new_page()
    hands.log_in(other, "editor")
    type_on(page, " Typed by the writer.")
    expect(says(page)).to_have_text("editor is logged in here now: kept in this browser. Log in as writer")
    kept(page)
    assert reread(story).version == story.version
    again = page.context.new_page()
    open_form(again, story)
    expect(notice(again, "presence")).to_contain_text("writer has been writing this story since")
    expect(notice(again, "found")).to_have_count(0)
    expect(hands.text_of(again)).to_have_text("The ferry left at first light.")


def test_a_text_that_was_saved_meanwhile_is_not_written_over(browser_page, story, editor):
    page = browser_page
    open_as(page, "writer", story)
    change(story, body="<p>The ferry left at 07:12.</p>", by=editor)
    type_on(page, " Mine.")
    aside = notice(page, "aside")
    expect(aside).to_have_attribute("role", "alert")
    expect(aside).to_contain_text("editor saved this story while you were writing.")
    expect(says(page)).to_have_text(re.compile("^Kept beside the story"))
    page.keyboard.type(" And more of mine.")
    expect(hands.text_of(page)).to_be_focused()
    expect(page.locator("[data-saving=aside]")).to_be_visible()
    with page.expect_popup() as opened:
        aside.get_by_role("link", name="Read both side by side").click()
    expect(opened.value.get_by_role("heading", name="Compare")).to_be_visible()
    assert reread(story).body == "<p>The ferry left at 07:12.</p>"
    aside.get_by_role("button", name="Put mine into the story").click()
    expect(page.get_by_text("is the working copy again")).to_be_visible()
    assert reread(story).body == "<p>The ferry left at first light. Mine. And more of mine.</p>"


def test_an_approved_story_changes_only_when_somebody_says_so(browser_page, story, editor):
    story = bring_to(story, State.APPROVED)
    page = browser_page
    open_as(page, "editor", story)
    type_on(page, " Changed.")
    expect(notice(page, "aside")).to_contain_text("This story is approved.")
    assert (reread(story).state, story.body) == (State.APPROVED, reread(story).body)
    hands.save(page)
    expect(notice(page, "aside")).to_have_count(0)
    expect(notice(page, "said")).to_contain_text("needs another one")
    expect(page.locator(".story-bar .nr-state")).to_have_text("In review")
    story = reread(story)
    assert (story.state, story.body) == (State.IN_REVIEW, "<p>The ferry left at first light. Changed.</p>")


def test_a_story_that_was_begun_offline_is_offered_again(new_page, writer):
    page = new_page(allowing=OFFLINE)
    open_as(page, "writer")
    page.context.set_offline(True)
    page.get_by_label("Headline", exact=True).press_sequentially("Begun at sea")
    type_on(page, "Half a mile out.")
    expect(says(page)).to_have_text("Offline: kept in this browser")
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    open_form(again)
    found = notice(again, "found")
    expect(found).to_contain_text("that was never saved: “Begun at sea”.")
    found.get_by_role("button", name="Throw it away…").click()
    found.get_by_role("button", name="Keep it").click()
    found.get_by_role("button", name="Go on with it").click()
    hands.expect_saved(again)
    story = Article.objects.get()  # one, also where the closing page got through to the server
    assert (story.headline, story.body) == ("Begun at sea", "<p>Half a mile out.</p>")
    expect(again).to_have_url(re.compile(story.get_absolute_url()))


def test_what_was_typed_when_the_tab_was_closed_is_put_back_and_may_be_undone(new_page, story):
    page = new_page(allowing=OFFLINE)
    open_as(page, "writer", story)
    page.context.set_offline(True)
    type_on(page, " Typed at sea.")
    expect(says(page)).to_have_text("Offline: kept in this browser")
    # nor does anything get through while it closes
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()) }")
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    text = open_form(again, story)
    expect(text).to_have_text("The ferry left at first light. Typed at sea.")
    hands.expect_saved(again)
    assert reread(story).body == "<p>The ferry left at first light. Typed at sea.</p>"
    found = notice(again, "found")
    expect(found).to_contain_text("Put back what you typed at")
    found.get_by_role("button", name="Undo").click()
    expect(text).to_have_text("The ferry left at first light.")
    found.get_by_role("button", name="Put it back").click()
    expect(text).to_have_text("The ferry left at first light. Typed at sea.")
    found.get_by_role("button", name="Fine").click()
    hands.expect_saved(again)
    assert reread(story).body == "<p>The ferry left at first light. Typed at sea.</p>"


def test_what_was_left_in_a_closed_tab_goes_beside_a_text_that_is_newer(new_page, story, editor):
    page = new_page(allowing=OFFLINE)
    open_as(page, "writer", story)
    page.context.set_offline(True)
    type_on(page, " Typed at sea.")
    expect(says(page)).to_have_text("Offline: kept in this browser")
    page.close()
    page.context.set_offline(False)
    change(story, body="<p>The ferry left at 07:12.</p>", by=editor)
    again = page.context.new_page()
    text = open_form(again, story)
    aside = notice(again, "aside")
    expect(aside).to_contain_text("editor saved this story")
    expect(text).to_have_text("The ferry left at 07:12.")
    assert reread(story).asides.get().document["body"] == "<p>The ferry left at first light. Typed at sea.</p>"
    assert again.evaluate(KEPT) == 0


def test_every_kind_of_field_is_put_back(new_page, story):
    author, photo, section = make_author("Edwin Hallam"), make_photo(title="Quay"), make_section("Islands")
    agencies = [Agency.objects.create(name=name) for name in ("AP", "Reuters")]
    Contribution.objects.create(article=story, agency=agencies[0])
    page = new_page(allowing=OFFLINE)
    open_as(page, "writer", story)
    page.locator("[data-story-form]").evaluate("(form) => { form.dataset.autosaveDelay = 60000 }")
    page.get_by_label("Headline", exact=True).fill("Every field")
    page.get_by_label("Section").select_option(label="Islands")
    page.get_by_label("Type").select_option(label="Analysis")
    hands.choose_author(page, "edwin", author.name)
    page.get_by_role("button", name="Move down").first.click()
    hands.add_topic(page, "Ferries")
    hands.choose_lead(page, "Quay")
    lead = page.get_by_role("group", name="Lead photo")
    lead.get_by_label("Caption").fill("The quay at dusk")
    lead.get_by_label("Decorative").check()
    page.locator("[data-rows=contributions] .select2-selection").last.click()
    page.locator(".select2-results").get_by_role("option", name="Reuters").click()
    page.context.set_offline(True)
    page.locator("[data-story-form]").evaluate(SOON)
    type_on(page, " And more.")
    expect(says(page)).to_have_text("Offline: kept in this browser")
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    open_form(again, story)
    expect(notice(again, "found")).to_contain_text("Put back")
    expect(again.get_by_role("group", name="Lead photo").get_by_role("img", name="Quay")).to_be_visible()
    hands.expect_saved(again)
    story = reread(story)
    assert (story.headline, story.section, story.story_type) == ("Every field", section, "analysis")
    assert story.bylines.first().author == author
    assert story.bylines.count() == 2
    assert [row.agency for row in story.contributions.all()] == agencies
    assert [topic.name for topic in topics_of(story)] == ["Ferries"]
    use = story.captions.get(place="lead")
    assert (use.photo, use.caption, use.decorative) == (photo, "The quay at dusk", True)
    assert story.body.endswith("And more.</p>")


def test_a_full_storage_is_said_and_breaks_nothing(new_page, story):
    page = new_page(allowing=OFFLINE)
    page.add_init_script(FULL)
    open_as(page, "writer", story)
    page.locator("[data-story-form]").evaluate("(form) => { form.dataset.autosaveDelay = 600 }")
    type_on(page, " Saved.")
    expect(says(page)).to_have_text(re.compile("^Saved .*This browser’s storage is full"))
    page.context.set_offline(True)
    page.keyboard.type(" Not saved.")
    expect(says(page)).to_have_text(re.compile("^Offline: only on this page, do not close it"))
    page.context.set_offline(False)
    hands.expect_saved(page)
    assert reread(story).body == "<p>The ferry left at first light. Saved. Not saved.</p>"


# -- several at one story ------------------------------------------------------------------------------------------


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


# -- all of it at once ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("chromium")
def test_no_word_is_lost_when_everything_fails():
    command = [sys.executable, "-m", "tests.kills", "--rounds", "6", "--database", connection.vendor]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)  # noqa: S603 (our own)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "losses 0" in done.stdout

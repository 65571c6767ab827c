"""Never losing a word in each kind of trouble: offline, a server that fails, an ended login, a closed tab."""

import re
import subprocess
import sys

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from playwright.sync_api import Page, expect

from articles.models import Agency, Article, Contribution
from articles.states import State
from articles.tags import of as topics_of
from tests import hands
from tests.cast import PASSWORD, bring_to, change, make_author, make_photo, make_section, make_story, reread
from tests.test_saving import KEPT, SOON, notice, open_as, open_form, says, type_on

pytestmark = pytest.mark.usefixtures("media_in_tmp")
OFFLINE = ["ERR_INTERNET_DISCONNECTED"]
FULL = """
  const { setItem } = Storage.prototype
  Storage.prototype.setItem = function (key, value) {
    if (key.startsWith("newsroom:story:")) throw new DOMException("full", "QuotaExceededError")
    setItem.call(this, key, value)
  }
"""


def kept(page: Page) -> None:
    """Wait until the browser's own storage has what was typed."""
    page.wait_for_function(KEPT)


@pytest.fixture
def story(writer) -> Article:
    return make_story(owner=writer, headline="Ferry sails again", body="<p>The ferry left at first light.</p>")


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


@pytest.mark.usefixtures("chromium")
def test_no_word_is_lost_when_everything_fails():
    command = [sys.executable, "-m", "tests.kills", "--rounds", "6", "--database", connection.vendor]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)  # noqa: S603 (our own)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "losses 0" in done.stdout

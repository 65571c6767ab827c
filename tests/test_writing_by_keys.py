"""What keys do in a story's text: the menu of what can be inserted, links, Tab, the toolbar, Markdown."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from tests import hands
from tests.cast import make_live, make_story
from tests.test_writing import FIRST, LAST, hand_over, new_line, open_as_writer, photos_of, picture, saved_body

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("media_in_tmp")]


@pytest.fixture
def story(writer) -> Article:
    return make_story(owner=writer, body=f"<p>{FIRST}</p><p>{LAST}</p>")


@pytest.fixture
def desk(new_page, story) -> Callable[..., Page]:
    """`desk()` opens the story for its writer, with the cursor at the end of its first paragraph."""
    return partial(open_as_writer, new_page, story)


def test_the_menu_of_what_can_be_inserted_is_worked_by_keys_alone(desk, story):
    page = desk()
    new_line(page)
    page.keyboard.type("/")
    menu = page.get_by_role("listbox", name="Insert")
    expect(menu.get_by_role("option")).to_have_count(14)
    page.keyboard.press("ArrowUp")
    expect(menu.get_by_role("option", selected=True)).to_have_text(re.compile("Divider"))
    page.keyboard.type("sub")
    expect(menu.get_by_role("option")).to_have_count(2)
    page.keyboard.press("Enter")
    page.keyboard.type("A subhead")
    page.keyboard.press("Enter")
    page.keyboard.type("/and a slash")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    page.keyboard.type(" that stays, 1/2")
    expect(menu).to_be_hidden()
    assert "<h2>A subhead</h2><p>/and a slash that stays, 1/2</p>" in saved_body(page, story)


def test_a_click_in_that_menu_inserts_as_well(desk, story):
    page = desk()
    page.get_by_role("button", name="insert", exact=True).click()
    page.get_by_role("option", name="Pull quote").click()
    page.keyboard.type("We waited.")
    assert f'<p>{FIRST}</p><aside data-pullquote=""><p>We waited.</p></aside>' in saved_body(page, story)


def test_words_are_linked_to_a_story_of_ours_by_its_words(desk, story):
    other = make_live(headline="Ice closes the harbour")
    page = desk()
    hands.put_caret(page, "Shift+Home")
    page.keyboard.press("Control+k")
    page.keyboard.type("ice harbour")
    expect(page.get_by_role("option", name="Ice closes the harbour")).to_contain_text("Published")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(hands.text_of(page)).to_be_focused()
    page.keyboard.type(" And on.")
    assert saved_body(page, story).startswith(f'<p><a href="/s/{other.pk}/">{FIRST}</a> And on.</p>')


def test_a_link_is_typed_changed_and_removed(desk, story):
    page = desk()
    dialog = page.get_by_role("dialog")
    new_line(page)
    page.keyboard.press("Control+k")
    page.keyboard.type("no address")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("Type an address such as https://example.org")
    page.keyboard.press("Control+a")
    page.keyboard.type("example.org/ice")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    page.keyboard.type(" says so")
    assert '<p><a href="https://example.org/ice">example.org/ice</a> says so</p>' in saved_body(page, story)
    hands.text_of(page).get_by_role("link").click()
    page.keyboard.press("Control+k")
    expect(dialog.get_by_role("combobox")).to_have_value("https://example.org/ice")
    page.keyboard.type("desk@example.org")
    page.keyboard.press("Enter")
    assert '<a href="mailto:desk@example.org">example.org/ice</a>' in saved_body(page, story)
    hands.text_of(page).get_by_role("link").click()
    page.keyboard.press("Control+k")
    dialog.get_by_role("button", name="Remove the link").click()
    assert "<p>example.org/ice says so</p>" in saved_body(page, story)


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "ftp://example.org/x", "data:text/html,x", "https://", "//x"])
def test_an_address_that_no_link_may_have_is_refused(desk, typed):
    page = desk()
    hands.put_caret(page, "Shift+Home")
    page.keyboard.press("Control+k")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("Type an address such as")


def test_tab_leads_from_a_caption_through_what_belongs_to_the_photo_and_back_to_the_text(desk):
    page = desk()
    hand_over(page, picture("harbour.jpg"))
    figure = photos_of(page)
    expect(figure.get_by_role("combobox", name="Credit")).to_be_visible()
    figure.locator("figcaption").click()
    for role, name in (
        ("textbox", "Alternative text"),
        ("checkbox", "Decorative"),
        ("combobox", "Layout"),
        ("combobox", "Credit"),
        ("button", "Remove"),
    ):
        page.keyboard.press("Tab")
        expect(figure.get_by_role(role, name=name)).to_be_focused()
    page.keyboard.press("Tab")
    expect(hands.text_of(page)).to_be_focused()
    page.keyboard.type("Here. ")
    expect(hands.text_of(page)).to_contain_text(f"Here. {LAST}")
    figure.get_by_label("Alternative text").press("Escape")
    page.keyboard.type("Again. ")
    expect(hands.text_of(page)).to_contain_text(f"Again. Here. {LAST}")


def test_tab_goes_by_the_cursor_also_before_the_editor_has_heard_of_it(desk):
    page = desk()
    hand_over(page, picture("harbour.jpg"))
    figure = photos_of(page)
    expect(figure.get_by_role("combobox", name="Credit")).to_be_visible()
    hands.text_of(page).get_by_text(LAST).click()
    page.keyboard.type("Here. ")
    figure.locator("figcaption").evaluate(
        """caption => {
            getSelection().collapse(caption, 0)
            const tab = new KeyboardEvent("keydown", { key: "Tab", keyCode: 9, bubbles: true, cancelable: true })
            caption.dispatchEvent(tab)
        }"""
    )
    expect(figure.get_by_role("textbox", name="Alternative text")).to_be_focused()


def test_the_toolbar_is_one_stop_and_its_arrows_lead_along_it(desk):
    page = desk()
    toolbar = page.get_by_role("toolbar", name="Formatting")
    for button in toolbar.get_by_role("button").all():
        assert button.get_attribute("aria-label")
    page.keyboard.press("Alt+F10")
    expect(toolbar.get_by_role("button", name="insert", exact=True)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(toolbar.get_by_role("button", name="upload photos")).to_be_focused()
    assert toolbar.locator("button[tabindex='0']").count() == 1
    page.keyboard.press("Escape")
    expect(hands.text_of(page)).to_be_focused()
    hands.put_caret(page, "Shift+Home")
    page.keyboard.press("Control+b")
    expect(toolbar.get_by_role("button", name="bold")).to_have_attribute("aria-pressed", "true")


def test_signs_at_the_start_of_a_line_make_subheads_lists_and_quotes(desk, story):
    page = desk()
    for line in ("## Sub", "### Small", "- one", "", "1. first", "", "> quoted", "", "---2026. A year begins no list."):
        new_line(page) if line else page.keyboard.press("Enter")
        page.keyboard.type(line)
    assert (
        "<h2>Sub</h2><h3>Small</h3><ul><li><p>one</p></li></ul><ol><li><p>first</p></li></ol>"
        "<blockquote><p>quoted</p></blockquote><hr><p>2026. A year begins no list.</p>"
    ) in saved_body(page, story)

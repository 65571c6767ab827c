"""Before a story goes out, in a real browser: the list beside the text, the preview, the meters and the keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from articles.states import State
from tests import hands
from tests.cast import PASSWORD, make_author, make_photo, make_section, make_story
from tests.test_main_job import SCREENS

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("media_in_tmp")]

TWICE = "The same word twice: “the the”."


@pytest.fixture
def story(editor) -> Article:
    return make_story(
        headline="The ferry to Skellin sails again",
        body="<p>The first boat left.</p><p>It carried post.</p><p>It came back.</p>",
        dateline="CARROW",
        section=make_section("World"),
        author=make_author("Mara Lindqvist"),
    )


def open_form(page: Page, story: Article | None, name: str = "editor") -> None:
    hands.enter(page, name)
    page.goto(story.get_absolute_url() if story else "/admin/articles/article/add/")
    expect(hands.text_of(page)).to_be_editable()


def panel(page: Page):
    return page.get_by_role("region", name="Before it goes")


def preview(page: Page):
    return page.frame_locator("[title='The story’s page']")


def selected(page: Page) -> str:
    return page.evaluate("getSelection().toString()")


def type_at_the_end(page: Page, words: str) -> None:
    hands.text_of(page).get_by_text("It came back.").click()
    hands.put_caret(page, "End")
    page.keyboard.type(words)


def test_what_is_still_to_do_is_told_while_one_types_and_leads_there(browser_page, story):
    page = browser_page
    open_form(page, story)
    expect(panel(page).get_by_text("Nothing to do: ready to go out.")).to_be_visible()
    page.get_by_label("Headline", exact=True).fill("")
    want = panel(page).get_by_role("link", name="Write a headline.")
    expect(want).to_be_visible()
    expect(page.locator("[data-wants] summary")).to_contain_text("2 still to do")
    want.click()
    expect(page.get_by_label("Headline", exact=True)).to_be_focused()
    page.keyboard.type("Ferries, TK")
    panel(page).get_by_role("link", name="“TK” still stands in the headline.").click()
    assert page.evaluate("document.activeElement.value.slice(document.activeElement.selectionStart)") == "TK"


def test_advice_selects_the_words_that_it_is_about(browser_page, story):
    page = browser_page
    open_form(page, story)
    type_at_the_end(page, " Then to the the quay.")
    panel(page).get_by_role("link", name=TWICE).click()
    expect(hands.text_of(page)).to_be_focused()
    assert selected(page) == "the the"
    page.keyboard.type("the")
    expect(panel(page).get_by_role("link", name=TWICE)).to_have_count(0)


def test_advice_finds_its_words_though_a_paragraph_was_put_before_them(browser_page, story):
    page = browser_page
    open_form(page, story)
    type_at_the_end(page, " Then to the the quay.")
    link = panel(page).get_by_role("link", name=TWICE)
    expect(link).to_be_visible()
    page.evaluate("document.querySelector('.tiptap').editor.commands.insertContentAt(0, '<p>One</p><p>Two</p>')")
    link.evaluate("link => link.click()")
    assert selected(page) == "the the"


def test_advice_that_is_left_stays_away_until_it_is_brought_back(browser_page, story):
    page = browser_page
    open_form(page, story)
    type_at_the_end(page, " Then to the the quay.")
    page.get_by_role("button", name=f"Leave it: {TWICE}").click()
    expect(panel(page).get_by_role("link", name=TWICE)).to_have_count(0)
    hands.save(page)
    page.reload()
    again = page.get_by_role("button", name="Bring back what was left as it is")
    expect(again).to_be_visible()
    expect(panel(page).get_by_role("link", name=TWICE)).to_have_count(0)
    again.click()
    expect(panel(page).get_by_role("link", name=TWICE)).to_be_focused()


def test_f8_leads_from_one_thing_to_the_next_and_back(browser_page, story):
    page = browser_page
    open_form(page, story)
    page.get_by_label("Standfirst").fill("")
    type_at_the_end(page, " Then to the the quay.")
    expect(panel(page).get_by_role("link")).to_have_count(2)
    page.keyboard.press("F8")
    expect(page.get_by_label("Standfirst")).to_be_focused()
    page.keyboard.press("F8")
    expect(hands.text_of(page)).to_be_focused()
    page.keyboard.press("Shift+F8")
    expect(page.get_by_label("Standfirst")).to_be_focused()


def test_a_photo_without_alternative_text_is_led_to_at_its_empty_field(browser_page, story):
    photo = make_photo()
    Article.objects.filter(pk=story.pk).update(
        body=f'<p>a</p><figure data-photo="{photo.pk}"><figcaption>Cranes</figcaption></figure><p>b</p>'
    )
    page = browser_page
    open_form(page, story)
    panel(page).get_by_role("link", name=re.compile("Photo 1 in the text has no alternative text")).click()
    expect(page.locator(".news-photo").get_by_label("Alternative text")).to_be_focused()


def test_the_preview_follows_what_is_typed_and_keeps_its_place(browser_page, story):
    Article.objects.filter(pk=story.pk).update(
        body="".join(f"<p>Paragraph {n} tells what there is to tell of the boats that day.</p>" for n in range(60))
    )
    page = browser_page
    open_form(page, story)
    page.keyboard.press("F9")
    shown = preview(page)
    expect(shown.get_by_role("heading", level=1)).to_have_text(story.headline)
    page.get_by_label("Headline", exact=True).fill("A headline typed just now")
    expect(shown.get_by_role("heading", level=1)).to_have_text("A headline typed just now")

    hands.text_of(page).get_by_text("Paragraph 50 tells").click()
    expect(shown.get_by_text("Paragraph 50 tells")).to_be_in_viewport()
    shown.locator("body").evaluate("body => { body.querySelector('.body > p').mark = 'kept' }")
    hands.put_caret(page, "End")
    page.keyboard.type(" Typed at the end.")
    expect(shown.get_by_text("Typed at the end.")).to_be_in_viewport()
    assert shown.locator(".body > p").first.evaluate("first => first.mark") == "kept"


def test_the_preview_is_as_wide_as_a_phone_or_as_a_desktop(browser_page, story):
    page = browser_page
    open_form(page, story)
    page.keyboard.press("F9")
    frame = page.locator("[title='The story’s page']")
    width = "frame => frame.contentWindow.innerWidth"
    expect(preview(page).get_by_role("heading", level=1)).to_be_visible()
    assert frame.evaluate(width) == 390
    page.get_by_role("button", name="Desktop").click()
    assert frame.evaluate(width) == 1200
    assert frame.evaluate("frame => frame.getBoundingClientRect().right <= innerWidth")
    page.keyboard.press("F9")
    page.keyboard.press("F9")
    expect(page.get_by_role("button", name="Desktop")).to_have_attribute("aria-pressed", "true")


def test_a_link_in_the_preview_opens_a_window_of_its_own(browser_page, story):
    page = browser_page
    open_form(page, story)
    address = page.url
    page.keyboard.press("F9")
    with page.expect_popup() as opened:
        preview(page).get_by_role("link", name="World").first.click()
    opened.value.wait_for_load_state()
    assert opened.value.url.endswith("/world/")
    assert page.url == address
    expect(preview(page).get_by_role("heading", level=1)).to_have_text(story.headline)


def test_search_and_sharing_show_what_is_typed_for_them(browser_page, story):
    page = browser_page
    open_form(page, story)
    page.keyboard.press("F9")
    page.get_by_role("tab", name="Search and sharing").click()
    shared = page.get_by_role("tabpanel", name="Search and sharing")
    expect(shared.locator(".shared__headline")).to_have_text(story.headline)
    expect(shared.get_by_role("img")).to_have_js_property("naturalWidth", 1200)  # the card that is drawn of it
    page.keyboard.press("F9")
    page.get_by_text("For lists, search and sharing").click()
    page.get_by_label("Headline for search and sharing").fill("Ferry is back")
    page.keyboard.press("F9")
    expect(shared.locator(".shared__headline")).to_have_text("Ferry is back")
    expect(shared.locator(".shared__title")).to_have_text("Ferry is back | The Saltmarsh Courier")


def test_on_a_phone_the_preview_covers_the_text_and_leads_back_to_it(new_page, story):
    page = new_page(**SCREENS["phone"])
    open_form(page, story)
    page.get_by_role("button", name="Preview").click()
    expect(preview(page).get_by_role("heading", level=1)).to_have_text(story.headline)
    assert page.locator("dialog.preview").evaluate("pane => pane.getBoundingClientRect().width") == 390
    page.get_by_role("button", name="Close the preview").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Preview")).to_be_focused()


def test_a_field_that_the_preview_covers_is_uncovered_when_it_is_led_to(browser_page, story):
    page = browser_page
    open_form(page, story)
    page.get_by_label("Section").select_option("")
    expect(page.locator("[data-wants] summary")).to_contain_text("1 still to do")
    page.keyboard.press("F9")
    page.keyboard.press("F8")
    expect(page.get_by_label("Section")).to_be_focused()


def test_a_new_story_has_a_preview_before_it_was_saved(browser_page, editor):
    page = browser_page
    open_form(page, None)
    page.keyboard.press("F9")
    expect(preview(page).get_by_role("heading", level=1)).to_have_text("No headline yet")


def test_without_an_answer_the_list_says_that_it_is_behind_and_goes_on_by_itself(new_page, story):
    page = new_page(allowing=["ERR_FAILED"])
    open_form(page, story)
    page.route("**/look/", lambda route: route.abort())
    page.get_by_label("Headline", exact=True).fill("")
    expect(panel(page).get_by_text("Not up to date")).to_be_visible()
    page.unroute("**/look/")
    page.get_by_label("Headline", exact=True).fill("Ferries")
    expect(panel(page).get_by_text("Not up to date")).to_be_hidden()


def test_the_length_of_the_text_and_of_its_headlines_is_told_while_one_types(browser_page, story):
    page = browser_page
    open_form(page, story)
    told = page.locator("[data-words]")
    expect(told).to_have_text("10 words · 49 characters · 1 min")
    type_at_the_end(page, " So it went on.")
    expect(told).to_have_text("14 words · 64 characters · 1 min")
    headline = page.get_by_label("Headline", exact=True)
    headline.fill("x" * 66)
    expect(headline).to_have_accessible_description(re.compile("66 of 70 for lists · 66 of 60 for search"))
    page.get_by_text("For lists, search and sharing").click()
    page.get_by_label("Short headline").fill("Short")
    expect(headline).to_have_accessible_description(re.compile(r"^66 of 60 for search"))


@pytest.mark.parametrize("keys", ["Control+/", "?"])
def test_what_the_keyboard_does_is_listed(keys, browser_page, story):
    page = browser_page
    open_form(page, story)
    page.get_by_role("region", name="This story").get_by_role("link", name="History").focus()
    page.keyboard.press(keys)
    listed = page.get_by_role("dialog", name="Keyboard")
    expect(listed.get_by_text("Preview beside the text")).to_be_visible()
    page.keyboard.press("F9")
    expect(page.locator("dialog.preview")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()


def test_a_question_mark_in_a_text_is_a_question_mark(browser_page, story):
    page = browser_page
    open_form(page, story)
    type_at_the_end(page, " Why?")
    expect(hands.text_of(page)).to_contain_text("Why?")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_letter_that_altgr_writes_is_no_shortcut(browser_page, story):
    page = browser_page
    open_form(page, story)
    page.evaluate(
        """() => document.querySelector(".tiptap").dispatchEvent(new KeyboardEvent("keydown", {
             key: "ń", code: "KeyN", ctrlKey: true, altKey: true, modifierAltGraph: true, bubbles: true }))"""
    )
    expect(hands.text_of(page)).not_to_be_focused()


def test_everything_is_done_with_the_keyboard_alone(new_page, staff_by_role):
    """Log in, write a story with all that it wants, look at it, and submit it, without one event of a mouse."""
    make_section("World")
    make_author("Mara Lindqvist")
    page = new_page()
    page.add_init_script(
        """window.mouse = 0
           for (const name of ["mousedown", "pointerdown", "touchstart"])
             addEventListener(name, () => { window.mouse += 1 }, { capture: true })"""
    )
    keyboard = page.keyboard
    page.goto("/admin/")
    expect(page.get_by_label("Name")).to_be_focused()
    keyboard.type("writer")
    keyboard.press("Tab")
    keyboard.type(PASSWORD)
    keyboard.press("Enter")
    expect(page.get_by_text("’s desk")).to_be_visible()
    tab_to(page, page.get_by_role("main").get_by_role("link", name="New story").first)
    keyboard.press("Enter")
    expect(hands.text_of(page)).to_be_editable()

    tab_to(page, page.get_by_label("Headline", exact=True))
    keyboard.type("Ferry to Skellin sails again")
    keyboard.press("Enter")
    keyboard.type("The first boat carried post.")
    keyboard.press("Enter")
    keyboard.type("The ferry left at dawn.")
    keyboard.press("Enter")
    keyboard.type("## Eleven days of ice")
    keyboard.press("Enter")
    keyboard.type("It was told by the harbour")
    hands.put_caret(page, "Control+Shift+ArrowLeft")
    add_link(page, "https://example.org/harbour")
    expect(hands.text_of(page).get_by_role("link", name="harbour")).to_have_attribute("href", re.compile("example.org"))

    # what is still to do leads to the fields that are empty
    expect(panel(page).get_by_role("listitem").first).to_have_text("Choose a section.")
    keyboard.press("F8")
    expect(page.get_by_label("Section")).to_be_focused()
    keyboard.type("World")
    expect(page.get_by_label("Section")).to_have_value(re.compile(r"\d"))
    tab_to(page, page.locator("#id_topics ~ .select2 .select2-search__field"))
    keyboard.type("Ferries")
    expect(page.locator(".select2-results").get_by_role("option", name="Ferries").first).to_be_visible()
    keyboard.press("Enter")
    tab_to(page, page.locator("[data-rows=bylines] .select2-selection").first)
    keyboard.press("Enter")
    keyboard.type("lind")
    found = page.locator(".select2-results").get_by_role("option", name="Mara Lindqvist")
    expect(found).to_have_class(re.compile("highlighted"))
    keyboard.press("Enter")
    keyboard.press("Control+s")
    expect(page.get_by_text(re.compile("^Saved")).first).to_be_visible()

    keyboard.press("F9")
    expect(preview(page).get_by_role("heading", level=1)).to_have_text("Ferry to Skellin sails again")
    expect(preview(page).get_by_role("heading", name="Eleven days of ice", level=2)).to_be_visible()
    keyboard.press("F9")
    keyboard.press("F8")  # of what is worth a look, the first: where it was reported
    expect(page.get_by_label("Dateline place")).to_be_focused()
    keyboard.type("CARROW")
    expect(panel(page).get_by_text("Nothing to do: ready to go out.")).to_be_visible()
    assert page.evaluate("window.mouse") == 0
    keyboard.press("Control+Enter")
    expect(page.get_by_text("Submitted.")).to_be_visible()

    story = Article.objects.get()
    assert (story.state, story.dateline, story.section.name) == (State.IN_REVIEW, "CARROW", "World")
    assert [row.author.name for row in story.bylines.all()] == ["Mara Lindqvist"]
    assert "<h2>Eleven days of ice</h2>" in story.body
    assert page.evaluate("window.mouse") == 0


def tab_to(page: Page, target) -> None:
    """Press Tab until `target` has the focus."""
    for _ in range(80):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not lead there.")


def add_link(page: Page, address: str) -> None:
    page.keyboard.press("Control+k")
    expect(page.locator(":focus")).to_have_attribute("type", re.compile("text|url|search"))
    page.keyboard.type(address)
    page.keyboard.press("Enter")
    expect(hands.text_of(page)).to_be_focused()
    page.keyboard.press("ArrowRight")

"""The search in a browser: the keyboard, the suggestions, and what axe finds."""

import pytest
from playwright.sync_api import expect

from tests.accessibility import findings
from tests.cast import make_author, make_live, make_section

pytestmark = pytest.mark.page
SCREENS = {"phone": {"viewport": {"width": 320, "height": 640}}, "desk": {"viewport": {"width": 1440, "height": 900}}}


@pytest.fixture
def stories(db):
    author = make_author("Marta Vale")
    for headline in ("Harbour flooded", "Harbour board resigns", "A marine reserve"):
        make_live(headline=headline, author=author, section=make_section("World"), topics=("Harbour",))


def test_what_is_typed_is_completed_by_the_keyboard_alone(browser_page, stories):
    page = browser_page
    page.goto("/search/")
    field = page.get_by_role("combobox", name="Words to look for")
    expect(field).to_be_focused()
    field.press_sequentially("flo")
    option = page.get_by_role("option", name="Harbour flooded Story")
    expect(option).to_be_visible()
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("flo")
    field.press("ArrowDown")
    expect(option).to_be_visible()
    expect(page.get_by_role("search").get_by_role("status")).to_have_text("1 suggested; the arrow keys lead to it.")
    field.press("ArrowUp")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Harbour flooded")).to_be_visible()


def test_it_asks_when_the_typing_rests_and_not_at_each_key(new_page, stories):
    page = new_page(alone=True)
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "suggestions" in request.url else None)
    page.clock.install()
    page.goto("/search/")
    expect(page.get_by_role("combobox", name="Words to look for")).to_be_focused()
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    page.keyboard.type("harbour")
    page.clock.run_for(149)
    assert asked == []
    page.clock.run_for(1)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.type(" x")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.clock.run_for(1000)
    assert [address.partition("?")[2] for address in asked] == ["q=harbour"]


def test_enter_searches_for_what_is_typed(browser_page, stories):
    page = browser_page
    page.goto("/search/")
    expect(page.get_by_role("combobox", name="Words to look for")).to_be_focused()
    page.keyboard.type("harbour")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=harbour")
    expect(page.get_by_role("heading", name="3 stories")).to_be_visible()


def test_it_works_without_javascript(new_page, stories):
    page = new_page(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page.goto("/authors/")
    page.get_by_role("searchbox", name="Search our stories").fill("harbour")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="3 stories")).to_be_visible()
    page.get_by_text("Narrow it down").click()
    page.get_by_label("Section", exact=True).select_option("world")
    page.get_by_role("button", name="Narrow down").click()
    expect(page.get_by_role("heading", name="3 stories")).to_be_visible()
    expect(page.get_by_label("Section", exact=True)).to_have_value("world")


@pytest.mark.parametrize("where", ["/", "/authors/"])
def test_a_phone_has_a_button_that_leads_to_it(where, new_page, stories):
    page = new_page(**SCREENS["phone"])
    page.goto(where)
    button = page.get_by_role("banner").get_by_role("button", name="Search")
    size = button.bounding_box()
    assert min(size["width"], size["height"]) >= 44
    button.click()
    expect(page.get_by_role("combobox", name="Words to look for")).to_be_focused()


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_and_nothing_is_too_wide(screen, new_page, stories):
    page = new_page(**SCREENS[screen], bypass_csp=True)
    for where in (
        "",
        "?q=harbour",
        "?q=harbour&section=world&from=x",
        "?q=harbuor",
        "?q=%22flooded+harbour%22+zeppelin",
    ):
        page.goto(f"/search/{where}")
        assert not findings(page), where
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), where
    page.goto("/search/")
    expect(page.get_by_role("combobox", name="Words to look for")).to_be_focused()
    page.keyboard.type("harb")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert not findings(page)

"""The screen of the front page in a browser: arranged with the mouse, with a finger, with the keyboard alone."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.fronts import saving
from articles.models import FrontRevision
from authors import clock
from tests import hands
from tests.accessibility import findings
from tests.cast import bring_to, make_live, make_photo, make_section, make_story
from tests.test_fronts import arrange, pinned
from tests.test_main_job import SCREENS

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("media_in_tmp")]
ADDRESS = "/admin/articles/front/"


@pytest.fixture
def stories(editor):
    made = []
    for number in range(6):
        with clock.stopped(clock.now() - timedelta(minutes=60 - number)):
            section = make_section(("World", "Sport")[number % 2])
            made.append(make_live(headline=f"Story {number}", standfirst="No number.", section=section))
    return made


def open_front(page: Page) -> None:
    hands.enter(page, "editor")
    page.goto(ADDRESS)
    expect(paper(page).get_by_role("heading", name="Story 5")).to_be_visible()


def paper(page: Page):
    return page.frame_locator(".front-preview iframe")


def place(page: Page, name: str) -> Locator:
    return page.locator(f"[data-place='{name}']")


def pins() -> list[tuple[int, int]]:
    arrangement = saving.arrangement_of(None)
    return [(pin.story, pin.place) for pin in arrangement.pins] if arrangement else []


def save(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. Readers see it now.")).to_be_visible()


def drag(page: Page, card: Locator, target: Locator) -> None:
    card.scroll_into_view_if_needed()
    start, end = card.bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + 120, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(start["x"] + 130, start["y"] + 2, steps=3)
    page.mouse.move(end["x"] + 130, end["y"] + 14, steps=6)
    page.mouse.up()


def test_it_is_arranged_with_the_mouse(new_page, stories):
    page = new_page(viewport={"width": 1440, "height": 1000})
    open_front(page)
    drag(page, place(page, "top 3").locator(".front-card"), place(page, "top 0"))
    expect(place(page, "top 0")).to_contain_text("Pinned until")
    expect(place(page, "top 0")).to_contain_text("Story 2")
    expect(paper(page).locator(".card.lead")).to_contain_text("Story 2")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    drag(page, place(page, "top 1").locator(".front-card"), place(page, "top 0"))
    expect(place(page, "top 0")).to_contain_text("Story 5")
    expect(place(page, "top 1")).to_contain_text("Story 2")
    save(page)
    assert pins() == [(stories[5].pk, 0), (stories[2].pk, 1)]
    page.goto("/")
    expect(page.locator(".card.lead")).to_contain_text("Story 5")


def test_it_is_arranged_with_the_keyboard_alone(new_page, stories):
    page = new_page(viewport={"width": 1440, "height": 1000})
    open_front(page)
    # no pointer from here on
    page.get_by_role("button", name="Choose a story for Top stories, Lead").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Type a few words of it")).to_be_focused()
    page.keyboard.type("Story 1")
    expect(page.get_by_role("option", name="Story 1")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".front-card.is-pinned")).to_be_focused()
    page.get_by_role("button", name="Move “Story 1” down").focus()
    page.keyboard.press("Enter")
    expect(place(page, "top 1").locator(".is-pinned")).to_contain_text("Story 1")
    expect(page.get_by_role("button", name="Move “Story 1” down")).to_be_focused()
    page.keyboard.press("Enter")
    expect(place(page, "top 2").locator(".is-pinned")).to_contain_text("Story 1")
    page.get_by_role("button", name="Move “Story 1” up").focus()
    page.keyboard.press("Enter")
    expect(place(page, "top 1").locator(".is-pinned")).to_contain_text("Story 1")
    page.get_by_label("Place of “Story 1”").focus()
    page.get_by_label("Place of “Story 1”").select_option(label="World, 2")
    expect(page.locator("[data-place^='section'] .is-pinned")).to_contain_text("Story 1")
    page.get_by_role("button", name="Move the block World down").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move the block World up")).to_be_enabled()
    page.locator(".front-card__times summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="No end").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Pinned without an end")).to_be_visible()
    expect(page.get_by_role("button", name="No end")).to_be_focused()
    page.get_by_role("button", name="Save").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("Saved. Readers see it now.")).to_be_visible()
    assert pins() == [(stories[1].pk, 1)]
    page.get_by_role("button", name="Unpin “Story 1”").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".front-card.is-pinned")).to_have_count(0)


@pytest.mark.parametrize(
    "goes_on_to",
    [
        ".front-card__times summary",
        ".front-block__shape summary",
        ".front-choose-open",
        ".is-pinned .front-card__headline a",
        ".is-by-rule .front-card__headline a",
    ],
)
def test_who_goes_on_before_the_answer_is_there_stays_where_they_went(new_page, stories, goes_on_to):
    arrange(pinned(stories[1]))
    page = new_page(viewport={"width": 1440, "height": 1000})
    open_front(page)
    held = []
    page.route("**/look/", lambda route: held.append(route))
    with page.expect_request("**/look/"):
        page.get_by_role("button", name="Move “Story 1” down").press("Enter")
    went_to = page.locator(goes_on_to).first
    went_to.focus()
    held[0].continue_()
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    expect(went_to).to_be_focused()


def test_on_a_phone_the_hours_of_a_pin_stay_within_its_card(new_page, stories):
    arrange(pinned(stories[1]))
    page = new_page(viewport={"width": 390, "height": 844})
    open_front(page)
    page.locator(".front-card__times summary").click()
    card, *fields = (
        page.locator(one).first.bounding_box()
        for one in (".front-card.is-pinned", "[name=pin_since]", "[name=pin_until]", ".front-card__quick")
    )
    right = card["x"] + card["width"]
    assert [field["x"] + field["width"] <= right for field in fields] == [True] * 3


def test_it_is_arranged_without_scripts(new_page, stories):
    page = new_page(viewport={"width": 1440, "height": 1000}, java_script_enabled=False)
    hands.enter(page, "editor")
    page.goto(ADDRESS)
    page.get_by_label("Its number, or the address of its page").fill(str(stories[0].pk))
    page.get_by_label("Where").select_option(label="Top stories, 2")
    page.get_by_role("button", name="Pin it there").click()
    expect(page.get_by_text("Pinned. It is not saved yet.")).to_be_visible()
    page.get_by_role("button", name="Pin “Story 5” here").click()
    page.get_by_role("button", name="Move “Story 5” down").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. Readers see it now.")).to_be_visible()
    assert pins() == [(stories[0].pk, 0), (stories[5].pk, 1)]


def test_the_page_is_shown_as_it_will_be_at_another_hour(new_page, stories):
    coming = bring_to(make_story(headline="Coming"), "scheduled")
    arrange(pinned(coming, stories[0]))
    page = new_page(viewport={"width": 1440, "height": 1000})
    open_front(page)
    expect(paper(page).locator(".card.lead")).to_contain_text("Story 5")
    page.get_by_label("As it will look at").fill((clock.now() + timedelta(days=1, hours=1)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_label("As it will look at").blur()
    expect(paper(page).locator(".card.lead")).to_contain_text("Coming")
    expect(page.get_by_role("heading", name="As it will look")).to_be_visible()
    page.get_by_role("button", name="Now", exact=True).click()
    expect(paper(page).locator(".card.lead")).to_contain_text("Story 5")
    page.get_by_role("button", name="Desktop").click()
    assert page.locator(".front-preview iframe").evaluate("(frame) => frame.offsetWidth") == 1200


def test_leaving_with_something_unsaved_is_asked_about(new_page, stories):
    page = new_page(viewport={"width": 1440, "height": 1000})
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    open_front(page)
    page.get_by_role("link", name="History").click()
    page.wait_for_url("**/history/")
    assert not asked
    page.go_back()
    place(page, "top 0").get_by_role("button", name="Pin “Story 5” here").click()
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.get_by_role("link", name="History").click()
    page.wait_for_url("**/history/")
    assert asked == ["beforeunload"]


def test_who_saves_too_late_sees_both_and_saves_again(new_page, stories):
    page = new_page(viewport={"width": 1440, "height": 1000}, allowing=["status of 409"])
    open_front(page)
    place(page, "top 0").get_by_role("button", name="Pin “Story 5” here").click()
    expect(place(page, "top 0")).to_contain_text("Pinned until")
    arrange(pinned(stories[1]))
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("“Story 1” was pinned: Top stories, 1")
    expect(place(page, "top 0")).to_contain_text("Pinned until")
    assert FrontRevision.objects.filter(aside=True).count() == 1
    save(page)
    assert pins() == [(stories[5].pk, 0)]


def test_who_was_logged_out_loses_nothing(new_page, stories):
    page = new_page(viewport={"width": 1440, "height": 1000})
    open_front(page)
    place(page, "top 0").get_by_role("button", name="Pin “Story 5” here").click()
    expect(place(page, "top 0")).to_contain_text("Pinned until")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("You are logged out. Nothing is lost")
    hands.enter(page, "editor")
    save(page)
    assert pins() == [(stories[5].pk, 0)]


def test_the_banners_story_is_found_by_a_few_words_and_its_end_set_by_a_button(new_page, stories):
    page = new_page()
    hands.enter(page, "editor")
    page.goto(f"{ADDRESS}banner/")
    page.get_by_label("What it says").fill("Bridge closed")
    page.get_by_label("Story it leads to").press_sequentially("Story 3")
    page.get_by_role("option", name="Story 3").click()
    page.get_by_role("button", name="6 hours").click()
    page.get_by_role("button", name="Put it up").click()
    expect(page.get_by_text("On every page now")).to_be_visible()
    page.goto("/")
    page.get_by_role("link", name="Bridge closed").click()
    expect(page.get_by_role("heading", name="Story 3", level=1)).to_be_visible()
    expect(page.get_by_role("complementary", name="Breaking")).to_be_visible()


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(screen, new_page, stories):
    gone = bring_to(make_story(headline="Gone", lead=make_photo()), "withdrawn")
    arrange(pinned(stories[0], gone, bring_to(make_story(headline="Coming"), "scheduled")))
    page = new_page(**SCREENS[screen], bypass_csp=True)
    open_front(page)
    found = {"the front page": findings(page)}
    page.locator(".front-card__times summary").first.click()
    page.locator(".front-block__shape summary").first.click()
    found["opened"] = findings(page)
    page.get_by_role("button", name="Choose a story for Top stories, Lead").click()
    page.keyboard.type("Story")
    expect(page.get_by_role("listbox", name="Stories").get_by_role("option").first).to_be_visible()
    found["choosing"] = findings(page)
    page.keyboard.press("Escape")
    for name in ("banner/", "0/history/"):
        page.goto(ADDRESS + name)
        found[name] = findings(page)
    assert not any(found.values()), "\n".join(f"{state}: {each}" for state in found for each in found[state])

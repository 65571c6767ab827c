"""What people do at the desk with a mouse and a keyboard, in their own words: each function is one thing done."""

import re
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from articles import workflow
from tests.browser import PATIENCE
from tests.cast import PASSWORD


def log_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.goto("/admin/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("’s desk")).to_be_visible()


def enter(page: Page, name: str) -> None:
    """Come as somebody who logged in before, where the test is not about that."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "domain": "localhost", "path": "/"}]
    )


def until(holds: Callable[[], bool]) -> None:
    """Wait for what no page shows: what a page that is gone sent may arrive after the next one was asked for."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not holds():
        assert time.monotonic() < deadline, "It did not come about."
        time.sleep(0.02)


def click_away(window: Page, target: Locator) -> None:
    """Click what closes its own window, which may be gone before the click is answered for."""
    expect(target).to_be_visible()
    with window.expect_event("close"):
        target.evaluate("(target) => { setTimeout(() => target.click()) }")


def panel(page: Page, title: str) -> Locator:
    """Return the list of the desk that is called `title`."""
    return page.get_by_role("region", name=title)


def open_from(page: Page, title: str, headline: str) -> None:
    """Open a story from the list `title` of the desk, and wait for its text."""
    page.goto("/admin/")
    panel(page, title).get_by_role("link", name=headline, exact=True).click()
    expect(text_of(page)).to_be_visible()


def text_of(page: Page) -> Locator:
    """Return what the story's text is typed into."""
    return page.get_by_role("textbox", name="Text of the story")


def put_caret(page: Page, key: str) -> None:
    """Move the caret of a text as `key` does, and let the editor see it: browsers tell of it a moment after the key."""
    page.keyboard.press(key)
    page.evaluate("() => new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)))")


def type_paragraphs(page: Page, *paragraphs: str) -> None:
    """Type at the end of the text; a paragraph that begins with `## ` is made a subhead by its button."""
    text_of(page).click()
    put_caret(page, "Control+End")
    for number, paragraph in enumerate(paragraphs):
        if number:
            page.keyboard.press("Enter")
        words = paragraph.removeprefix("## ")
        if words != paragraph:
            page.get_by_role("button", name="heading 2").click()
        page.keyboard.type(words)


def upload_through_the_text(page: Page, file: Path, *, title: str, credit: str) -> Locator:
    """Insert a photo that is not in the library yet: added in the pop-up that chooses one. Returns its figure."""
    with page.expect_popup() as opened:
        page.get_by_role("button", name="photo from the library").click()
    library = opened.value
    library.get_by_role("link", name="New photo").click()
    library.get_by_label("File").set_input_files(file)
    library.get_by_label("Title").fill(title)
    library.get_by_label("Credit").fill(credit)
    with library.expect_event("close"):
        library.get_by_role("button", name="Save", exact=True).click()
    figure = page.locator(".news-photo")
    expect(figure).to_contain_text(credit)
    return figure


def choose_lead(page: Page, title: str) -> None:
    """Choose the lead photo from the library."""
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Choose the lead photo").click()
    library = opened.value
    library.wait_for_load_state()  # before its script is there, a click opens the photo instead of choosing it
    click_away(library, library.get_by_role("link", name=title))
    expect(page.get_by_role("group", name="Lead photo").get_by_role("img", name=title)).to_be_visible()


def choose_author(page: Page, typed: str, name: str) -> None:
    """Put the author `name` into the last line of the bylines, found by what was `typed`."""
    page.locator("[data-rows=bylines] .select2-selection").last.click()
    page.locator(".select2-container--open .select2-search__field").fill(typed)
    page.locator(".select2-results").get_by_role("option", name=name).click()
    expect(page.locator("[data-rows=bylines]")).to_contain_text(name)


def add_topic(page: Page, name: str) -> None:
    field = page.locator("#id_topics ~ .select2 .select2-search__field")
    field.press_sequentially(name)
    expect(page.locator(".select2-results").get_by_role("option", name=name).first).to_be_visible()
    field.press("Enter")
    expect(page.locator("#id_topics ~ .select2 .select2-selection__choice", has_text=name)).to_be_visible()


def save(page: Page) -> None:
    """Press “Save”, and wait until the server has what was typed."""
    with page.expect_response(lambda answer: b'name="named"' in (answer.request.post_data_buffer or b"")):
        page.get_by_role("button", name="Save", exact=True).click()
    expect_saved(page)


def expect_saved(page: Page) -> None:
    """Wait until the bar says that everything is saved."""
    expect(page.locator("[data-saving=saved]")).to_have_text(re.compile(r"^Saved \d\d:\d\d"))


def press(page: Page, step: str) -> None:
    """Press the button of a step in the story's bar, and wait for the page that it leads to."""
    page.get_by_role("region", name="This story").get_by_role("button", name=step).click()
    expect(page.get_by_role("heading", name=step.rstrip("…"), level=1, exact=True)).to_be_visible()


def take(page: Page, step: str, says: str, **fields: str) -> None:
    """Press the button of a step, fill in what its page asks for if it has one, press it there, and read `says`."""
    if next(known for known in workflow.TABLE if known.label == step).asks_first:
        press(page, step)
        for label, value in fields.items():
            page.get_by_label(label.replace("_", " ")).fill(value)
        confirm(page, step)
    else:
        page.get_by_role("region", name="This story").get_by_role("button", name=step, exact=True).click()
    expect(page.get_by_text(says)).to_be_visible()


def confirm(page: Page, step: str) -> None:
    """Press the button of a step on the page that asks about it."""
    page.get_by_role("main").get_by_role("button", name=step.rstrip("…"), exact=True).click()


def rewrite(page: Page, old: str, new: str) -> None:
    """Type `new` over the paragraph that says `old`, as soon as the story is this person's to write."""
    expect(text_of(page)).to_have_attribute("contenteditable", "true")
    text_of(page).get_by_text(old).click(click_count=3)
    page.keyboard.type(new)
    expect(text_of(page)).to_contain_text(new)

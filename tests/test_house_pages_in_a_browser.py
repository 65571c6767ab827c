"""Pages of the house and letters to authors, as people with a browser meet them."""

import re

import pytest
from django.core import mail
from django.db import transaction
from playwright.sync_api import Page, expect

from articles.house import keeping
from articles.models import HousePage
from tests import hands
from tests.accessibility import findings
from tests.cast import make_author, make_house_page
from tests.test_main_job import SCREENS

pytestmark = [pytest.mark.page, pytest.mark.django_db(transaction=True)]
WRITE = "/authors/ann-lee/write/"


def text_of(page: Page):
    return page.get_by_role("textbox", name="Text of the page")


def open_form(page: Page, house_page: HousePage) -> None:
    page.goto(f"/admin/articles/housepage/{house_page.pk}/change/")
    expect(text_of(page)).to_be_editable()


def test_a_page_is_written_previewed_and_published(new_page, editor):
    page = new_page()
    hands.enter(page, "editor")
    page.goto("/admin/articles/housepage/")
    page.get_by_role("link", name="New page").click()
    expect(text_of(page)).to_be_editable()
    page.get_by_label("Title", exact=True).fill("Ethics")
    page.keyboard.press("Enter")
    page.keyboard.type("What we hold to.")
    page.keyboard.press("Enter")
    expect(text_of(page)).to_be_focused()
    page.get_by_role("button", name="heading 2").click()
    page.keyboard.type("Gifts")
    page.keyboard.press("Enter")
    page.keyboard.type('We take "none".')
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Preview").click()
    preview = opened.value
    expect(preview.get_by_role("heading", name="Gifts")).to_be_visible()
    expect(preview.get_by_text("They do not see it yet.")).to_be_visible()
    assert not HousePage.objects.exists()
    preview.close()
    page.get_by_label("Role").select_option("Ethics policy")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Readers see this version now.")).to_be_visible()
    page.goto("/ethics/")
    expect(page.get_by_text("We take “none”.")).to_be_visible()
    expect(page.get_by_role("contentinfo").get_by_role("link", name="Ethics")).to_have_attribute("aria-current", "page")


def test_what_was_typed_and_not_saved_is_offered_again(new_page, editor):
    house_page = make_house_page(title="Ethics", body="<p>We take none.</p>")
    page = new_page()
    hands.enter(page, "editor")
    open_form(page, house_page)
    text_of(page).click()
    hands.put_caret(page, "Control+End")
    page.keyboard.type(" Nor tea.")
    expect(page.locator("form.is-unsaved")).to_be_visible()
    open_form(page, house_page)
    expect(text_of(page)).not_to_contain_text("Nor tea.")
    page.get_by_role("button", name="Bring it back").click()
    expect(text_of(page)).to_have_text("We take none. Nor tea.")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Readers see the text as it was until you publish this one.")).to_be_visible()
    open_form(page, house_page)
    expect(page.get_by_text("It is kept in this browser.")).to_have_count(0)
    house_page.refresh_from_db()
    assert house_page.body == "<p>We take none. Nor tea.</p>"


def test_of_two_editors_the_second_reads_both_texts(new_page, editor, administrator):
    house_page = make_house_page(title="Ethics", body="<p>We take none.</p>")
    page = new_page(allowing=["status of 409"])
    hands.enter(page, "editor")
    open_form(page, house_page)
    text_of(page).click()
    hands.put_caret(page, "Control+End")
    page.keyboard.type(" Nor tea.")
    house_page.body = "<p>We take nothing at all.</p>"
    with transaction.atomic():
        keeping.keep(house_page, by=administrator)
    page.get_by_role("button", name="Save", exact=True).click()
    meanwhile = page.get_by_role("region", name=re.compile("Saved meanwhile by administrator"))
    expect(meanwhile).to_contain_text("nothing at all")
    expect(text_of(page)).to_have_text("We take none. Nor tea.")
    page.get_by_role("button", name="Save mine over theirs").click()
    expect(page.get_by_text("Readers see the text as it was until you publish this one.")).to_be_visible()
    house_page.refresh_from_db()
    assert house_page.body == "<p>We take none. Nor tea.</p>"


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_in_the_form_its_history_and_its_list(screen, new_page, editor, administrator):
    house_page = make_house_page(title="Ethics", body="<h2>Gifts</h2><p>None.</p>", by=editor)
    house_page.body = "<h2>Gifts</h2><p>Tea.</p>"
    with transaction.atomic():
        keeping.keep(house_page, by=administrator)
    page = new_page(**SCREENS[screen], bypass_csp=True, allowing=["status of 409"])
    hands.enter(page, "administrator")
    found = {}
    for name in ("", "add/", f"{house_page.pk}/history/", f"{house_page.pk}/compare/", f"{house_page.pk}/change/"):
        page.goto(f"/admin/articles/housepage/{name}")
        if name.endswith(("add/", "change/")):
            expect(text_of(page)).to_be_editable()
            expect(page.get_by_role("button", name="undo")).to_have_attribute("aria-disabled", "true")
        found[name] = findings(page)
    with transaction.atomic():
        keeping.restore(house_page, 1, by=editor)
    page.evaluate("document.querySelector('[data-story-form]').submit()")
    expect(page.get_by_role("region", name=re.compile("Saved meanwhile"))).to_be_visible()
    found["stale"] = findings(page)
    assert not any(found.values()), found


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_on_the_page_and_in_the_letter(screen, new_page, transactional_db):
    make_author("Ann Lee", email="ann@courier.example", readers_may_write=True)
    body = (
        "<h2>Gifts</h2><ul><li>None.</li></ul><table><tbody><tr><th>For</th></tr><tr><td>Us</td></tr></tbody></table>"
    )
    make_house_page(slug="ethics", summary="What we hold to.", body=body)
    page = new_page(**SCREENS[screen], bypass_csp=True)
    page.goto("/ethics/")
    assert findings(page) == []
    page.goto(WRITE)
    assert findings(page) == []
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Write your letter.")).to_be_visible()
    assert findings(page) == []


def test_a_letter_is_written_without_javascript(new_page, transactional_db):
    make_author("Ann Lee", email="ann@courier.example", readers_may_write=True)
    page = new_page(java_script_enabled=False)
    page.goto(WRITE)
    expect(page.get_by_label("Leave this empty")).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    page.get_by_label("Your name").fill("Rosa Vane")
    page.get_by_label("Your email address").fill("rosa@reader.example")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_have_text("Nothing was sent yet: something needs another look.")
    expect(page.get_by_label("Your name")).to_have_value("Rosa Vane")
    page.get_by_label("Your letter").fill("It closed in May.")
    while not mail.outbox:  # who is quicker than three seconds presses twice
        page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Your letter is on its way to Ann Lee")).to_be_visible()
    assert mail.outbox[0].to == ["ann@courier.example"]
    assert not page.context.cookies()

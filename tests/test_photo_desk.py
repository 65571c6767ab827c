"""The whole way of a photo in a browser: dropped with nine others, credited, used in a story, corrected on the site."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.models import Article, Photo
from articles.photos import library
from articles.states import Kind
from tests import hands
from tests.cast import make_story
from tests.test_library_in_a_browser import drop, line, picture

pytestmark = pytest.mark.usefixtures("media_in_tmp")
LIST = reverse("admin:articles_photo_changelist")
WRONG, RIGHT = "Ada Vale / Northline", "Ada Vale / Northline via MPA"
CAPTION = "The ferry leaves Port Ansel at first light."


def facts(page: Page, **typed: str) -> None:
    """Fill in the form of a photo, and save it."""
    for label, value in typed.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(value)
    page.get_by_role("button", name="Save", exact=True).click()


def test_a_photo_goes_from_the_desktop_to_the_site_and_is_corrected_there(new_page, photo_desk, editor):
    story = make_story(owner=editor, headline="Ferry sails again", body="<p>The ferry left at first light.</p>")
    desk, writing = new_page(), new_page()
    reader = new_page(java_script_enabled=False)
    hands.enter(desk, "photo_desk")
    desk.goto(LIST)
    desk.wait_for_load_state()
    drop(desk, *(picture(f"boat_{number}.jpg", f"#{number}{number}5577") for number in range(10)))
    for number in range(10):
        expect(line(desk, f"boat_{number}.jpg")).to_contain_text("Added")
    assert Photo.objects.count() == 10

    line(desk, "boat_7.jpg").get_by_role("link", name="boat 7").click()
    facts(desk, Title="Ferry at first light", Caption=CAPTION, Alternative_text="A ferry", Credit=WRONG)
    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    photo = Photo.objects.get(title="Ferry at first light")
    assert library.read(photo, "credit") == WRONG

    hands.enter(writing, "editor")
    writing.goto(story.get_absolute_url())
    expect(hands.text_of(writing)).to_be_visible()
    hands.choose_lead(writing, photo.title)
    hands.save(writing)
    hands.take(writing, "Approve", "Approved.")
    hands.take(writing, "Publish…", "Published:")
    address = Article.objects.get(pk=story.pk).editions.get().get_absolute_url()
    reader.goto(address)
    expect(reader.locator("figure").first).to_contain_text(WRONG)
    expect(reader.locator("figure").first).to_contain_text(CAPTION)

    desk.goto(reverse("admin:articles_photo_change", args=[photo.pk]))
    facts(desk, Credit=RIGHT, Caption=f"{CAPTION} It carries 80.")
    expect(desk.get_by_role("heading", name="On the site")).to_be_visible()
    desk.get_by_role("button", name="Correct the ticked stories").click()
    expect(desk.get_by_text("Corrected in 1 story")).to_be_visible()
    reader.goto(address)
    expect(reader.locator("figure").first).to_contain_text(RIGHT)
    expect(reader.locator("figure").first).to_contain_text("It carries 80.")
    kinds = [edition.kind for edition in story.editions.order_by("number")]
    assert kinds == [Kind.FIRST, Kind.MINOR]

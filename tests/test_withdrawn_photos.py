"""A withdrawn photo on pages of the newsroom: why it was withdrawn stands in its place, and no picture is broken."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles import captions
from articles.models import Article, Photo
from articles.photos import renditions, withdrawal
from tests import hands
from tests.cast import bring_to, make_author, make_photo, make_story
from tests.forms import typed
from tests.test_amend import figure
from tests.test_look import look

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
in_a_browser = pytest.mark.django_db(transaction=True)

WHY = "The family asked for it."


@pytest.fixture
def gone(writer) -> Photo:
    photo = make_photo(title="The quay", by=writer)
    withdrawal.withdraw(photo, by=None, reason=WHY)
    return photo


@pytest.fixture
def story(writer, gone) -> Article:
    """A draft that shows it twice, first and in its text."""
    story = make_story(owner=writer, lead=gone, body=f"<p>Text</p>{figure(gone)}")
    captions.sync(story)
    return story


def shows_why(page: str, photo: Photo, *, times: int = 1) -> bool:
    return page.count("Withdrawn</strong>") == times <= page.count(WHY) and photo.token not in page


@pytest.mark.parametrize(
    "address",
    [
        "/admin/articles/photo/",
        "/admin/articles/photo/?_popup=1",
        "/admin/articles/photo/{photo}/in-list/",
        "/admin/articles/photo/many/?photo={photo}",
        "/admin/articles/photo/{photo}/out/",
        "/admin/articles/photo/{photo}/withdraw/",
    ],
)
def test_the_library_says_why_instead(as_, photo_desk, gone, address):
    assert shows_why(as_(photo_desk).get(address.format(photo=gone.pk)).content.decode(), gone)


def test_its_own_page_says_why_and_where_it_is_allowed_again_and_is_saved_as_ever(as_, photo_desk, gone):
    address = reverse("admin:articles_photo_change", args=[gone.pk])
    response = as_(photo_desk).get(address)
    page = response.content.decode()
    assert "Withdrawn</strong>" in page
    assert gone.token not in page
    assert f'<a href="{reverse("admin:articles_photo_out", args=[gone.pk])}">Allow it again</a>' in page
    form = response.context["adminform"].form
    data = {name: form[name].value() or "" for name in ("title", "version", "focal_x", "focal_y")}
    assert as_(photo_desk).post(address, data | {"caption": "Other words"}).status_code == 302
    gone.refresh_from_db()
    assert gone.caption == "Other words"


def test_where_a_photo_is_chosen_it_cannot_be(as_, photo_desk, gone):
    other = make_photo()
    page = as_(photo_desk).get("/admin/articles/photo/", {"_popup": "1"}).text
    assert f'data-popup-opener="{other.pk}"' in page
    assert f'data-popup-opener="{gone.pk}"' not in page
    assert reverse("admin:articles_photo_change", args=[gone.pk]) not in page
    assert shows_why(page, gone)


def test_who_adds_the_same_picture_is_told_why(as_, photo_desk, gone):
    with gone.original.open() as same:
        page = as_(photo_desk).post(reverse("admin:articles_photo_add"), {"original": same}).content.decode()
    assert "We have this picture already, and it was withdrawn: The family asked for it." in page
    assert "Take the one we have" not in page
    assert shows_why(page, gone)


def test_the_desk_has_a_mark_in_its_place(as_, photo_desk, gone, story):
    page = as_(photo_desk).get(reverse("admin:index")).content.decode()
    assert page.count("Withdrawn</strong>") >= 1
    assert gone.token not in page


def test_in_a_story_the_captions_the_text_to_read_and_the_preview_say_why(as_, editor, gone, story):
    client = as_(editor)
    for name in ("captions", "preview"):
        page = client.get(reverse(f"admin:articles_article_{name}", args=[story.pk])).content.decode()
        assert shows_why(page, gone, times=2), name
    found = look(client, story, typed(story), preview=1)
    assert shows_why(found["html"], gone, times=2)
    assert found["shared"]["image"] == ""
    bring_to(story, "spiked")
    page = client.get(reverse("admin:articles_article_change", args=[story.pk])).content.decode()
    assert shows_why(page, gone, times=2)


def test_its_card_has_no_address_of_a_file_until_it_is_allowed_again(as_, writer, gone):
    address = reverse("admin:articles_photo_card", args=[gone.pk])
    card = as_(writer).get(address).json()
    assert (card["thumb"], card["src"], card["withdrawn"]) == ("", "", WHY)
    withdrawal.allow(gone, by=None)
    card = as_(writer).get(address).json()
    assert card["src"] == renditions.sources(renditions.facts(gone))["src"]
    assert card["withdrawn"] == ""


def marks(page: Page):
    return page.locator(".nr-withdrawn", has_text=WHY)


@in_a_browser
def test_the_story_form_says_why_at_the_lead_and_in_the_text(browser_page, gone, story):
    page = browser_page
    hands.enter(page, "writer")
    page.goto(reverse("admin:articles_article_change", args=[story.pk]))
    expect(page.get_by_role("group", name="Lead photo").locator(".nr-withdrawn")).to_contain_text(WHY)
    expect(page.locator(".news-photo .nr-withdrawn")).to_contain_text(WHY)
    page.get_by_role("button", name="Remove").first.click()
    expect(marks(page)).to_have_count(1)


@in_a_browser
def test_a_field_that_holds_it_says_why(browser_page, gone, staff_desk):
    page, author = browser_page, make_author("Ada Vale", portrait=gone)
    hands.enter(page, "staff_desk")
    page.goto(reverse("admin:authors_author_change", args=[author.pk]))
    expect(marks(page)).to_have_count(1)
    expect(page.locator(".nr-picker")).to_contain_text("The quay")


@in_a_browser
def test_the_form_of_a_withdrawn_photo_works_without_its_picture(browser_page, photo_desk, gone):
    page = browser_page
    hands.enter(page, "photo_desk")
    page.goto(reverse("admin:articles_photo_change", args=[gone.pk]))
    page.get_by_role("combobox", name="Credit").fill("Ida Quill / Meridian")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()

"""The credit of a photo, typed under it in a story's text: what is offered, how it is understood, what is kept."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article, Caption, Photo
from articles.photos import credits
from tests import accessibility, hands
from tests.cast import make_photo, make_story
from tests.test_writing import FIRST, LAST, REFUSED, hand_over, open_as_writer, photos_of, picture

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("media_in_tmp")]


@pytest.fixture
def story(writer) -> Article:
    return make_story(owner=writer, body=f"<p>{FIRST}</p><p>{LAST}</p>")


@pytest.fixture
def desk(new_page, story) -> Callable[..., Page]:
    return partial(open_as_writer, new_page, story)


def test_who_uploaded_a_photo_types_its_credit_under_it(desk):
    page = desk(allowing=[REFUSED])
    hand_over(page, picture("harbour.jpg"))
    field = photos_of(page).get_by_role("combobox", name="Credit")
    field.fill("x" * 130)
    field.press("Tab")
    expect(photos_of(page).get_by_role("alert")).to_contain_text("at most 120 characters")
    field.fill("Ada  Vale/Northline")
    field.press("Enter")
    expect(page.get_by_text("The credit is saved: Ada Vale / Northline")).to_be_attached()
    expect(field).to_have_value("Ada Vale / Northline")
    assert credits.line(credits.of(Photo.objects.get())) == "Ada Vale / Northline"


def test_names_are_offered_for_the_credit_under_a_photo_and_its_parts_are_shown(desk):
    make_photo(credit="Ada Vale / Northline")
    page = desk()
    hand_over(page, picture("harbour.jpg"))
    figure = photos_of(page)
    field, names = figure.get_by_role("combobox", name="Credit"), figure.get_by_role("listbox", name="Names")
    parts = figure.get_by_role("list", name="As it will be kept").get_by_role("listitem")
    field.press_sequentially("ad")
    expect(names.get_by_role("option")).to_have_text(["Ada Vale"])
    field.press("Escape")
    expect(names).to_have_count(0)
    expect(field).to_be_focused()
    field.press("ArrowDown")
    expect(names).to_be_visible()
    field.press("ArrowDown")
    expect(names.get_by_role("option", name="Ada Vale", selected=True)).to_be_visible()
    field.press("Enter")
    expect(field).to_be_focused()
    expect(field).to_have_value("Ada Vale")
    field.press_sequentially(" / nor")
    field.press("Tab")
    expect(page.get_by_text("The credit is saved: Ada Vale / nor")).to_be_attached()
    field.press("End")
    field.press("ArrowDown")
    names.get_by_role("option", name="Northline").click()
    expect(parts).to_have_text(["Ada Vale", "for Northline"])
    expect(field).to_be_focused()
    field.press("Tab")  # the name was chosen, and nothing typed
    expect(figure.get_by_role("button", name="Remove")).to_be_focused()
    expect(page.get_by_text("The credit is saved: Ada Vale / Northline")).to_be_attached()
    assert credits.line(credits.of(Photo.objects.latest("pk"))) == "Ada Vale / Northline"
    field.press("Escape")
    page.keyboard.type("Here. ")
    expect(hands.text_of(page)).to_contain_text(f"Here. {LAST}")


def test_the_credits_in_a_gallery_and_of_the_lead_photo_have_the_same_suggestions(desk, story, writer):
    keys = [make_photo(by=writer).pk for _ in range(3)]
    figures = [f'<figure data-photo="{key}" data-layout="column"><figcaption></figcaption></figure>' for key in keys]
    Article.objects.filter(pk=story.pk).update(
        body=f'<p>{FIRST}</p><section data-gallery="">{figures[0]}{figures[1]}</section>'
    )
    Caption.objects.create(article=story, photo_id=keys[2], place=Caption.Place.LEAD)
    page = desk(viewport={"width": 390, "height": 800})
    lead = page.get_by_role("group", name="Lead photo")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/photo/" in request.url else None)
    for block in (photos_of(page).nth(1), lead):
        field = block.get_by_role("combobox", name="Credit")
        field.fill("Ada Vale / nor")
        option = block.get_by_role("option", name="Northline")
        expect(option).to_be_visible()
        expect(block.get_by_role("listitem").last).to_have_text("for nor")
        box = option.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        option.click()
        expect(block.get_by_role("listitem").last).to_have_text("for Northline")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    lead.get_by_role("combobox", name="Credit").press("Enter")  # which sends no form
    expect(lead.get_by_label("Caption")).to_be_focused()


def test_axe_finds_nothing_while_names_are_offered(desk):
    make_photo(credit="Ada Vale / Northline")
    page = desk(bypass_csp=True, reduced_motion="reduce")
    hand_over(page, picture("harbour.jpg"))
    field = photos_of(page).get_by_role("combobox", name="Credit")
    field.fill("Ada Vale / nor")
    expect(photos_of(page).get_by_role("listitem")).to_have_text(["Ada Vale", "for nor"])
    expect(photos_of(page).get_by_role("option", name="Northline")).to_be_visible()
    field.press("ArrowDown")
    assert not (found := accessibility.findings(page)), "\n".join(found)


def test_a_credit_that_cannot_be_kept_is_said_once_while_it_is_typed_and_when_it_is_left(desk):
    page = desk(allowing=[REFUSED])
    hand_over(page, picture("harbour.jpg"))
    field = photos_of(page).get_by_role("combobox", name="Credit")
    said = photos_of(page).get_by_text("at most 120 characters").filter(visible=True)
    field.fill("x" * 130)
    expect(said).to_have_count(1)
    expect(photos_of(page).get_by_role("alert")).to_have_count(0)
    field.press("Tab")
    expect(photos_of(page).get_by_role("alert")).to_contain_text("at most 120 characters")
    expect(said).to_have_count(1)
    field.fill("Ada Vale")
    expect(said).to_have_count(0)


def test_the_credit_of_anothers_photo_is_read_only(desk, story, photo_desk):
    photo = make_photo(by=photo_desk)
    Article.objects.filter(pk=story.pk).update(
        body=f'<p>{FIRST}</p><figure data-photo="{photo.pk}" data-layout="column"><figcaption>Ice</figcaption></figure>'
    )
    page = desk()
    expect(photos_of(page).get_by_text("Ada Vale / Northline")).to_be_visible()
    expect(photos_of(page).get_by_role("combobox", name="Credit")).to_be_hidden()

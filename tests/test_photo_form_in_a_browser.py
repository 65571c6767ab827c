"""The form of one photo in a browser: the focal point and its crops, the credit, keywords, and what the file says."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from articles.models import Agency, Keyword, Photo
from articles.photos import credits, library, renditions
from tests import hands
from tests.cast import make_live, make_photo, make_story, picture_file
from tests.test_photo_form import make_storm

pytestmark = [
    pytest.mark.page,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("media_in_tmp"),
]

SIZES = [(6000, 4000), (4000, 6000), (1601, 901), (1, 1), (3, 2), (2, 7), (1920, 1081), (333, 1000), (5, 5), (9999, 17)]
POINTS = [(0.5, 0.5), (0, 0), (1, 1), (0.25, 0.75), (0.333, 0.667), (0.123, 0.999), (0.0, 0.505)]
BOXES = """async (cases) => {
  const { box } = await import(cases.module)
  return cases.table.map(([width, height, crop, point]) => box(width, height, crop, point))
}"""


def open_photo(page: Page, photo: Photo, name: str = "photo_desk") -> None:
    hands.enter(page, name)
    page.goto(reverse("admin:articles_photo_change", args=[photo.pk]))
    expect(page.locator("[data-crop='1x1'][data-box]")).to_be_visible()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()


def boxes(page: Page) -> dict[str, tuple[int, ...]]:
    crops = page.locator("[data-crop]").evaluate_all("all => all.map(({ dataset }) => [dataset.crop, dataset.box])")
    return {crop: tuple(map(int, box.split())) for crop, box in crops}


def cut(photo: Photo) -> dict[str, tuple[int, ...]]:
    focal = photo.focal_x, photo.focal_y
    return {crop: renditions.box(photo.width, photo.height, crop, focal) for crop in renditions.CROPS}


def credit_of(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Credit")


def chips(page: Page, fact: str) -> Locator:
    return page.locator(f"[data-fact={fact}] .photo-chips li")


def test_the_crops_are_cut_as_the_server_cuts_them(browser_page, photo_desk):
    page = browser_page
    open_photo(page, make_photo())
    table = [(*size, crop, point) for size in SIZES for crop in renditions.CROPS for point in POINTS]
    module = page.locator("script[src*='photo/form.js']").get_attribute("src").rpartition("/")[0] + "/crops.js"
    shown = page.evaluate(BOXES, {"module": module, "table": table})
    assert [tuple(box) for box in shown] == [renditions.box(*case) for case in table]


def test_a_click_sets_the_focal_point_and_all_crops_follow(browser_page, photo_desk):
    page, photo = browser_page, make_photo(size=(1600, 1000))
    open_photo(page, photo)
    assert boxes(page) == cut(photo)
    picture = page.locator("[data-focal]")
    frame = picture.bounding_box()
    picture.click(position={"x": frame["width"] * 0.9, "y": frame["height"] * 0.2})
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowDown")
    shown = boxes(page)
    save(page)
    photo.refresh_from_db()
    assert photo.focal_x == pytest.approx(0.89, abs=0.01)
    assert photo.focal_y == pytest.approx(0.3, abs=0.01)
    assert shown == cut(photo)
    assert photo.changes.filter(fact="focal_x").exists()


def test_the_focal_point_is_moved_by_keys_alone_and_its_numbers_say_where(browser_page, photo_desk):
    page, photo = browser_page, make_photo(size=(1600, 1000))
    open_photo(page, photo)
    page.get_by_role("button", name="Focal point").focus()
    for _ in range(60):
        page.keyboard.press("ArrowRight")
    page.get_by_text("The focal point as numbers").click()
    expect(page.get_by_label("Focal point from the left")).to_have_value("1")
    page.get_by_label("Focal point from the left").fill("0.1")
    left, _, right, _ = boxes(page)["1x1"]
    assert (left, right) == (0, 1000)


def test_names_are_offered_for_the_part_of_the_credit_under_the_cursor(browser_page, photo_desk):
    page, photo = browser_page, make_photo(credit="")
    make_photo(credit="Ada Vale / Northline")
    Agency.objects.create(name="MPA")
    open_photo(page, photo)
    field = credit_of(page)
    field.press_sequentially("ad")
    option = page.get_by_role("option", name="Ada Vale")
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(field).to_have_value("Ada Vale")
    field.press_sequentially(" / nor")
    page.get_by_role("option", name="Northline").click()
    field.press_sequentially(" via mp")
    expect(page.get_by_role("option", name="MPA")).to_be_visible()
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    field.press("Backspace")
    field.press("Backspace")
    field.press_sequentially("m")
    expect(page.get_by_role("option", name="MPA")).to_be_visible()
    field.press("ArrowUp")
    field.press("Enter")
    expect(field).to_have_value("Ada Vale / Northline via MPA")
    expect(chips(page, "credit")).to_have_text(["Ada Vale", "for Northline", "via MPA"])
    save(page)
    assert credits.line(credits.of(Photo.objects.get(pk=photo.pk))) == "Ada Vale / Northline via MPA"


def test_who_types_before_the_scripts_are_there_goes_on_typing(browser_page, photo_desk):
    page, held = browser_page, []
    page.route("**/photo/form*.js*", lambda route: held.append(route))
    hands.enter(page, "photo_desk")
    page.goto(reverse("admin:articles_photo_change", args=[make_photo(credit="").pk]), wait_until="commit")
    field = page.get_by_label("Credit")
    field.click()
    page.keyboard.type("Ada")
    held[0].continue_()
    expect(credit_of(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.type(" Vale")
    expect(credit_of(page)).to_have_value("Ada Vale")


def test_a_part_in_the_middle_of_a_credit_is_replaced_alone(browser_page, photo_desk):
    page, photo = browser_page, make_photo(credit="Ada Vale / Nor via MPA")
    make_photo(credit="Ada Vale / Northline")
    open_photo(page, photo)
    field = credit_of(page)
    field.evaluate("field => { field.focus(); field.setSelectionRange(14, 14) }")
    field.press("ArrowDown")
    page.get_by_role("option", name="Northline").click()
    expect(field).to_have_value("Ada Vale / Northline via MPA")


def test_a_credit_that_cannot_be_kept_is_said_while_it_is_typed(browser_page, photo_desk):
    page = browser_page
    open_photo(page, make_photo())
    credit_of(page).fill("x" * 130)
    expect(page.get_by_text("at most 120 characters")).to_be_visible()


def test_what_the_file_says_is_taken_over_by_a_button(browser_page, photo_desk):
    page, photo = browser_page, make_storm()
    library.write(photo, by=photo_desk, title="By hand", credit="Ada Vale", keywords=["wind"], taken_at=None)
    open_photo(page, photo)
    for fact, says in (("title", "Storm"), ("credit", "Northline"), ("keywords", "boats, ice"), ("taken_at", "2026")):
        part = page.locator(f"[data-fact={fact}]")
        expect(part.get_by_text(f"The file says: “{says}" if fact != "taken_at" else "The file says:")).to_be_visible()
        expect(part.locator("[data-origin]")).to_be_hidden()
        part.get_by_role("button", name="Use what the file says").click()
        expect(part.locator("[data-origin]")).to_be_visible()
        expect(part.locator("[data-said]")).to_be_hidden()
    page.get_by_label("City").fill("Carrow")
    expect(page.locator("[data-fact=city]").get_by_text("The file says: “Port Ansel”")).to_be_visible()
    save(page)
    kept = Photo.objects.get()
    assert (kept.title, kept.city) == ("Storm", "Carrow")
    assert credits.line(credits.of(kept)) == "Northline"
    assert library.read(kept, "keywords") == ["boats", "ice"]
    assert library.told(kept.taken_at) == kept.file_says["taken_at"]


def test_who_says_that_a_machine_made_it_is_told_that_readers_will_know(browser_page, photo_desk):
    page, told = browser_page, "Readers are told so under the picture."
    open_photo(page, make_photo())
    page.get_by_role("heading", name="How it was made").click()
    expect(page.get_by_text(told)).to_be_hidden()
    page.get_by_label("Made by").select_option(label="Created using generative AI")
    expect(page.get_by_text(told)).to_be_visible()


def test_keywords_are_typed_with_commas_or_enter_and_taken_away(browser_page, photo_desk):
    page, photo = browser_page, make_photo()
    library.write(photo, by=None, keywords=["harbour"])
    Keyword.objects.create(name="Signal mast")
    open_photo(page, photo)
    field = page.get_by_role("combobox", name="Keywords")
    field.press_sequentially("ice,boats")
    field.press("Enter")
    field.press_sequentially("sig")
    expect(page.get_by_role("option", name="Signal mast")).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(chips(page, "keywords")).to_have_count(4)
    page.get_by_role("button", name="Remove harbour").click()
    field.press_sequentially("not yet entered")
    save(page)
    assert library.read(photo, "keywords") == ["boats", "ice", "not yet entered", "Signal mast"]


def test_the_one_story_is_found_by_its_headline(browser_page, photo_desk):
    page, photo = browser_page, make_photo()
    story = make_live(headline="Ice closes the harbour")
    make_story(headline="Another")
    open_photo(page, photo)
    page.get_by_role("heading", name="What it may be used for").click()
    field = page.get_by_role("combobox", name="The one story")
    expect(field).to_be_hidden()
    page.get_by_label("How often").select_option("story")
    field.press_sequentially("ice clo")
    page.get_by_role("option", name="Ice closes the harbour").click()
    save(page)
    photo.refresh_from_db()
    assert photo.only_story == story
    open_photo(page, photo)
    expect(page.get_by_role("combobox", name="The one story")).to_have_value("Ice closes the harbour")


def test_a_new_photo_is_seen_in_all_crops_before_it_is_saved(browser_page, writer, tmp_path):
    page = browser_page
    file = tmp_path / "boats.jpg"
    file.write_bytes(picture_file((800, 600)).read())
    hands.enter(page, "writer")
    page.goto(reverse("admin:articles_photo_add"))
    page.get_by_label("File").set_input_files(file)
    expect(page.locator("[data-crop='1x1'][data-box='100 0 700 600']")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    assert Photo.objects.get().title == "boats"


def test_without_scripts_the_form_works_all_the_same(new_page, photo_desk):
    page, photo = new_page(java_script_enabled=False), make_storm(title="By hand")
    hands.enter(page, "photo_desk")
    page.goto(reverse("admin:articles_photo_change", args=[photo.pk]))
    page.get_by_label("Keywords").fill("ice, wind")
    page.get_by_label("Credit").fill("Ada Vale")
    save(page)
    assert library.read(photo, "keywords") == ["ice", "wind"]

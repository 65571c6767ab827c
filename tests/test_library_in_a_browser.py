"""The library by mouse and keyboard in a real browser: files dropped on it, photos chosen in it, facts of many."""

import base64
import io
import re
from collections.abc import Callable
from threading import Event

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from playwright.sync_api import Locator, Page, Route, expect

from articles.models import Photo
from articles.photos import library, store
from newsroom.demo.drawing import draw
from tests import accessibility, hands
from tests.cast import make_photo, make_story, picture_file, reread

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("media_in_tmp")]
LIST = reverse("admin:articles_photo_changelist")
UPLOAD = "**/admin/articles/photo/upload/"
ANSWERS = ["status of 400", "status of 409"]  # what a console says of a file that is not taken
SCREENS = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
File = tuple[str, str, bytes]  # name, type, content
DROP = """([files, selector]) => {
  const data = new DataTransfer()
  for (const [name, type, content] of files)
    data.items.add(new File([Uint8Array.from(atob(content), (char) => char.charCodeAt(0))], name, { type }))
  const on = document.querySelector(selector)
  const { left, top, width, height } = on.getBoundingClientRect()
  const at = { clientX: left + width / 2, clientY: top + height / 2 }
  for (const kind of ["dragenter", "dragover", "drop"])
    on.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data, ...at }))
}"""


def picture(name: str, colour: str) -> File:
    return (name, "image/jpeg", picture_file((640, 400), colour).read())


def lighthouse(name: str = "light.jpg", size: tuple[int, int] = (900, 600)) -> File:
    file = io.BytesIO()
    draw("lighthouse-skellin").resize(size).save(file, "JPEG")
    return (name, "image/jpeg", file.getvalue())


def drop(page: Page, *files: File, on: str = "main") -> None:
    packed = [(name, kind, base64.b64encode(content).decode()) for name, kind, content in files]
    page.evaluate(DROP, [packed, on])


def line(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def uploads(page: Page) -> Locator:
    return page.get_by_role("region", name="Photos on their way")


@pytest.fixture
def at_library(new_page, photo_desk) -> Callable[..., Page]:
    """`at_library()` opens the library for the photo desk."""

    def open_library(address: str = LIST, **options) -> Page:
        page = new_page(**options)
        hands.enter(page, "photo_desk")
        page.goto(address)
        page.wait_for_load_state()
        return page

    return open_library


def ours(photo_desk) -> Photo:
    return store.add(ContentFile(lighthouse()[2]), title="The light at Skellin", by=photo_desk, alt="A lighthouse")


def test_ten_files_dropped_on_the_library_each_have_their_own_answer(at_library, photo_desk):
    twin = ours(photo_desk)
    page = at_library(allowing=ANSWERS)
    good = [picture(f"boat_{number}.jpg", f"#{number}{number}5577") for number in range(8)]
    drop(
        page, *good[:4], ("minutes.pdf", "application/pdf", b"%PDF-1.7"), lighthouse("IMG_7.jpg", (600, 400)), *good[4:]
    )
    for number in range(8):
        one = line(page, f"boat_{number}.jpg")
        expect(one).to_contain_text("Added")
        expect(one.get_by_role("link", name=f"boat {number}")).to_be_visible()
    expect(line(page, "minutes.pdf")).to_contain_text("This is a PDF. Export the picture as JPEG or PNG")
    again = line(page, "IMG_7.jpg")
    expect(again).to_contain_text("The library has a photo that looks the same: “The light at Skellin”.")
    expect(again.get_by_role("img", name="A lighthouse")).to_be_visible()
    expect(uploads(page)).to_contain_text("1 to go")
    again.get_by_role("button", name="Use the one we have").click()
    expect(again).to_contain_text("nothing was added")
    assert Photo.objects.exclude(pk=twin.pk).count() == 8
    uploads(page).get_by_role("link", name="Edit the facts of all 8").click()
    expect(page.get_by_role("heading", name="Facts of 8 photos")).to_be_visible()
    page.get_by_label("Credit", exact=True).fill("Ada Vale / Northline")
    page.get_by_label("Add keywords").fill("Ferries, Ice")
    page.get_by_role("button", name="Save 8 photos").click()
    expect(page.get_by_text("The facts of 8 photos are saved.")).to_be_visible()
    for photo in Photo.objects.exclude(pk=twin.pk):
        assert library.read(photo, "credit") == "Ada Vale / Northline"
        assert library.read(photo, "keywords") == ["Ferries", "Ice"]


def test_the_same_picture_is_added_all_the_same_when_that_is_wanted(at_library, photo_desk):
    ours(photo_desk)
    page = at_library(allowing=ANSWERS)
    drop(page, lighthouse())
    line(page, "light.jpg").get_by_role("button", name="Add it all the same").click()
    expect(uploads(page)).to_contain_text("1 photo added.")
    assert Photo.objects.count() == 2


def test_a_withdrawn_one_is_not_offered_but_its_reason_is_told(at_library, photo_desk):
    twin = ours(photo_desk)
    Photo.objects.filter(pk=twin.pk).update(withdrawn_at=twin.created_at, withdrawn_because="The agency killed it.")
    page = at_library(allowing=ANSWERS)
    drop(page, lighthouse())
    expect(line(page, "light.jpg")).to_contain_text("it was withdrawn: The agency killed it.")
    expect(line(page, "light.jpg").get_by_role("button", name="Use the one we have")).to_be_hidden()


def test_three_go_at_once_one_is_cancelled_one_tried_again_and_leaving_asks_first(at_library):
    page = at_library(allowing=["ERR_INTERNET_DISCONNECTED", "ERR_FAILED"])
    waiting: list[Route] = []
    let_go = Event()
    page.route(UPLOAD, lambda route: route.continue_() if let_go.is_set() else waiting.append(route))
    drop(page, *(picture(f"{number}.jpg", f"#{number}03060") for number in range(1, 6)))
    expect(uploads(page).get_by_text("Waiting its turn")).to_have_count(2)
    assert len(waiting) == 3
    line(page, "5.jpg").get_by_role("button", name="Cancel").click()
    expect(line(page, "5.jpg")).to_have_count(0)
    asked = Event()
    page.once("dialog", lambda dialog: (asked.set(), dialog.dismiss()))
    page.get_by_role("link", name="Stories").click(no_wait_after=True)
    expect(uploads(page)).to_contain_text("4 to go")
    assert asked.is_set()
    waiting[0].abort("failed")
    expect(line(page, "1.jpg")).to_contain_text("The connection was lost")
    let_go.set()
    for route in waiting[1:]:
        route.continue_()
    line(page, "1.jpg").get_by_role("button", name="Try again").click()
    expect(uploads(page)).to_contain_text("4 photos added.")
    assert Photo.objects.count() == 4


def test_the_button_opens_a_chooser_for_many(at_library, tmp_path):
    files = []
    for number in range(3):
        files.append(tmp_path / f"quay {number}.jpg")
        files[-1].write_bytes(picture("", f"#5{number}7799")[2])
    page = at_library()
    with page.expect_file_chooser() as opened:
        page.get_by_role("link", name="Add photos").click()
    assert opened.value.is_multiple()
    opened.value.set_files(files)
    expect(uploads(page)).to_contain_text("3 photos added.")


def chosen(page: Page) -> list[str]:
    return page.eval_on_selector_all("[name=photo]:checked", "boxes => boxes.map((box) => box.ariaLabel.slice(7))")


def test_the_grid_is_worked_by_keys_alone(at_library):
    for number in range(9, 0, -1):
        make_photo(title=f"Photo {number}")
    page = at_library(viewport={"width": 1440, "height": 900})  # four across
    page.get_by_role("link", name="Photo 1").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Photo 5")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("x")
    assert chosen(page) == ["Photo 6"]
    expect(page.get_by_role("region", name="Chosen photos")).to_contain_text("1 selected")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+Space")
    assert chosen(page) == [f"Photo {number}" for number in range(1, 7)]
    page.keyboard.press("Space")
    assert chosen(page) == [f"Photo {number}" for number in range(2, 7)]
    page.keyboard.press("Escape")
    assert chosen(page) == []
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert chosen(page) == ["Photo 1", "Photo 2", "Photo 3"]
    page.keyboard.press("Control+a")
    assert len(chosen(page)) == 9
    page.get_by_role("button", name="Clear").click()
    assert chosen(page) == []
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/{Photo.objects.get(title='Photo 9').pk}/change/"))


def test_the_grid_is_one_stop_of_the_tab_key(at_library):
    for _ in range(3):
        make_photo()
    page = at_library()
    assert page.locator(".nr-photos [tabindex='0']").count() == 1
    page.locator(".nr-photo").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.nr-photos')") is None


def test_what_is_chosen_by_the_corners_is_edited_together(at_library):
    one, two = make_photo(title="One", city="Carrow"), make_photo(title="Two", city="Carrow")
    make_photo(title="Three")
    page = at_library()
    page.get_by_label("Choose One").click()
    page.get_by_label("Choose Two").click()
    page.get_by_role("button", name="Edit facts of 2").click()
    expect(page.get_by_label("City", exact=True)).to_have_attribute("placeholder", "Carrow")
    page.get_by_label("Clear city").check()
    page.get_by_label("Country", exact=True).fill("Saltmarsh Isles")
    page.get_by_role("button", name="Save 2 photos").click()
    expect(page.get_by_text("The facts of 2 photos are saved.")).to_be_visible()
    for photo in Photo.objects.filter(pk__in=[one.pk, two.pk]):
        assert (photo.city, photo.country) == ("", "Saltmarsh Isles")


def test_without_javascript_boxes_and_a_button_do_the_same(at_library):
    make_photo(title="One")
    make_photo(title="Two")
    page = at_library(java_script_enabled=False)
    page.get_by_label("Choose One").check(force=True)
    page.get_by_role("button", name="Edit facts of the chosen").click()
    expect(page.get_by_role("heading", name="Facts of 1 photo")).to_be_visible()
    page.goto(LIST)
    page.get_by_role("link", name="Add photos").click()
    expect(page.get_by_role("button", name="Add photos")).to_be_visible()


def test_filters_leave_the_address_short_and_a_chip_takes_one_away(at_library):
    make_photo(title="Tall", size=(400, 640))
    make_photo(title="Wide", credit="Jun Takeda")
    page = at_library()
    page.locator("summary", has_text="Filters").click()
    page.get_by_label("Shape").select_option(label="Landscape")
    page.get_by_label("Photographer or agency").fill("Jun Takeda")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"/photo/\?by=Jun\+Takeda&shape=wide$"))
    expect(page.get_by_role("link", name="Tall")).to_have_count(0)
    page.get_by_role("link", name="Take away: Landscape").click()
    expect(page).to_have_url(re.compile(r"/photo/\?by=Jun\+Takeda$"))


# -- what is added while the grid is open


def titles(page: Page) -> list[str]:
    return page.locator(".nr-photo__title").all_inner_texts()


def test_what_is_added_stands_first_and_what_is_chosen_stays_chosen(at_library):
    make_photo(title="Old")
    make_photo(title="Older")
    page = at_library()
    page.get_by_role("link", name="Old", exact=False).first.focus()
    page.get_by_label("Choose Older").check()
    drop(page, picture("quay.jpg", "#557799"))
    card = page.locator(".nr-photos__one", has_text="quay")
    expect(card).to_contain_text("No credit")
    expect(card).to_contain_text("No alt text")
    assert titles(page)[0] == "quay"
    expect(page.get_by_text("3 photos", exact=True)).to_be_visible()
    assert chosen(page) == ["Older"]
    assert page.locator(".nr-photos [tabindex='0']").count() == 1
    drop(page, picture("pier.jpg", "#995577"))
    expect(page.locator(".nr-photos__one").first).to_contain_text("pier")
    card.get_by_role("checkbox").click()
    expect(page.get_by_role("region", name="Chosen photos")).to_contain_text("2 selected")
    card.get_by_role("link").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".nr-photos__one").first.get_by_role("link")).to_be_focused()
    page.keyboard.press("Control+a")
    assert len(chosen(page)) == 4
    page.get_by_role("button", name="Edit facts of 4").click()
    expect(page.get_by_role("heading", name="Facts of 4 photos")).to_be_visible()


def test_it_is_the_card_that_the_list_shows_when_it_is_opened_again(at_library):
    page = at_library()
    drop(page, picture("quay.jpg", "#557799"))
    card = page.locator(".nr-photos__one")
    expect(card).to_have_count(1)
    added = card.inner_text()
    page.reload()
    assert card.inner_text() == added


def test_an_empty_library_becomes_a_grid_that_keys_move_in(at_library):
    page = at_library()
    expect(page.get_by_text("Nothing here.")).to_be_visible()
    drop(page, picture("quay.jpg", "#557799"))
    expect(page.get_by_role("link", name="quay", exact=False).last).to_be_visible()
    expect(page.get_by_text("Nothing here.")).to_have_count(0)
    page.locator(".nr-photo").focus()
    page.keyboard.press("x")
    assert chosen(page) == ["quay"]
    expect(page.get_by_role("button", name="Edit facts of 1")).to_be_visible()


def test_a_narrowed_list_stays_what_was_asked_for_and_leads_to_the_whole(at_library):
    make_photo(title="Tall", size=(400, 640))
    page = at_library(f"{LIST}?shape=tall")
    drop(page, picture("quay.jpg", "#557799"))
    expect(uploads(page)).to_contain_text("1 photo added.")
    assert titles(page) == ["Tall"]
    uploads(page).get_by_role("link", name="See the library").click()
    expect(page.locator(".nr-photo__title")).to_have_text(["quay", "Tall"])


def test_the_report_of_what_came_in_is_put_away_with_a_button(at_library):
    page = at_library()
    drop(page, picture("quay.jpg", "#557799"))
    expect(line(page, "quay.jpg")).to_contain_text("Added")
    uploads(page).get_by_role("button", name="Close").click()
    expect(uploads(page)).to_have_count(0)
    expect(page.get_by_role("link", name="Add photos")).to_be_focused()
    drop(page, picture("pier.jpg", "#995577"))
    expect(uploads(page)).to_contain_text("1 photo added.")
    assert Photo.objects.count() == 2


# -- in a story


def test_in_the_text_ours_is_used_instead_of_another(new_page, writer, photo_desk):
    photo = ours(photo_desk)
    story = make_story(owner=writer, body="<p>The light.</p>")
    page = new_page(allowing=ANSWERS)
    hands.enter(page, "writer")
    page.goto(reverse("admin:articles_article_change", args=[story.pk]))
    expect(hands.text_of(page)).to_be_visible()
    drop(page, lighthouse(), on=".tiptap > p")
    line(page, "light.jpg").get_by_role("button", name="Use ours").click()
    expect(page.locator(".news-photo")).to_have_count(1)
    hands.save(page)
    assert f'data-photo="{photo.pk}"' in reread(story).body
    drop(page, lighthouse("lead.jpg", (600, 400)), on="[data-lead]")
    line(page, "lead.jpg").get_by_role("button", name="Use ours").click()
    expect(page.get_by_role("group", name="Lead photo").get_by_role("img", name=photo.title)).to_be_visible()
    assert Photo.objects.count() == 1


def test_in_a_pop_up_a_file_that_was_dropped_is_chosen(new_page, writer):
    story = make_story(owner=writer)
    page = new_page()
    hands.enter(page, "writer")
    page.goto(reverse("admin:articles_article_change", args=[story.pk]))
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Choose the lead photo").click()
    popup = opened.value
    popup.wait_for_load_state()
    drop(popup, picture("quay.jpg", "#557799"))
    hands.click_away(popup, line(popup, "quay.jpg").get_by_role("button", name="Use this photo"))
    expect(page.get_by_role("group", name="Lead photo").get_by_role("img", name="quay")).to_be_visible()


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(at_library, photo_desk, screen):
    twin = ours(photo_desk)
    make_photo(title="Bare", credit="", alt="", digital_source_type="trainedAlgorithmicMedia")
    Photo.objects.filter(title="Bare").update(withdrawn_at=twin.created_at, withdrawn_because="A hoax.")
    page = at_library(bypass_csp=True, allowing=ANSWERS, **SCREENS[screen])
    assert accessibility.findings(page) == []
    drop(page, lighthouse(), ("minutes.pdf", "application/pdf", b"%PDF-1.7"), picture("quay.jpg", "#557799"))
    expect(line(page, "quay.jpg")).to_contain_text("Added")
    expect(line(page, "light.jpg")).to_contain_text("already")
    page.get_by_label("Choose Bare").check()
    page.locator("summary", has_text="Filters").click()
    assert accessibility.findings(page) == []
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{reverse('admin:articles_photo_many')}?photo={twin.pk}&photo={Photo.objects.get(title='Bare').pk}")
    assert accessibility.findings(page) == []
    page.goto(reverse("admin:articles_photo_add_many"))
    assert accessibility.findings(page) == []

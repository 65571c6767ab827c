"""The way of one story, by mouse and keyboard in a real browser: from a blank page to its readers and beyond.

With SCREENSHOTS=<directory> in the environment every step is kept there as a picture. The pages that the fixture
opens fail the test at its end if the console showed an error (a breach of the Content-Security-Policy is one), a
script raised one, or anything was asked of another host.
"""

import itertools
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.models import Article
from authors import clock
from newsroom.demo.drawing import draw
from tests import hands
from tests.cast import make_author, make_section, make_story, reread

pytestmark = pytest.mark.usefixtures("media_in_tmp")

SCREENS = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
HEADLINE = "Ferry to Skellin sails again after eleven days of ice"
STANDFIRST = "The first boat carried post, insulin and two brides."
FIRST = "The ferry to Skellin left Port Ansel at first light on Sunday."
BETTER = "The ferry to Skellin left Port Ansel at 07:12 on Sunday, eleven days late."
CORRECTED = "The ferry to Skellin left Port Ansel at 07:21 on Sunday, eleven days late."
LAST = "The next one leaves on Tuesday, if the wind allows."
PHOTO = "Lighthouse on the ice"
CAPTION = "The light at Skellin on Saturday evening, before the thaw."
ALT = "A lighthouse above a frozen bay"
CREDIT = "Edwin Hallam / The Saltmarsh Courier"
AUTHOR = "Mara Lindqvist"
BIOGRAPHY = "Mara Lindqvist has reported on the northern boats for sixteen winters."
RETURNED = "Which hour was first light? Please ask the harbour."
CORRECTION = "An earlier version of this article gave a wrong hour of departure."
WITHDRAWN = "The crossing we described was a rehearsal."
GONE = ["status of 410"]  # what a console says of a page that is gone
Shot = Callable[[Page, str], None]


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def shot(request: pytest.FixtureRequest) -> Shot:
    """`shot(page, name)` keeps a picture of the page where SCREENSHOTS says."""
    numbers = itertools.count(1)

    def keep(page: Page, name: str) -> None:
        if folder := os.environ.get("SCREENSHOTS"):
            page.wait_for_load_state("networkidle")
            test = re.sub(r"\W+", "-", request.node.name).strip("-")
            page.screenshot(path=Path(folder) / test / f"{next(numbers):02}-{name}.png")

    return keep


def test_a_story_goes_from_a_blank_page_to_its_readers(screen, new_page, staff_by_role, shot, tmp_path):
    make_section("World")
    author = make_author(AUTHOR, role="Political editor")
    file = tmp_path / "lighthouse.jpg"
    draw("lighthouse-skellin").resize((960, 640)).save(file)
    writer, editor, staff = (new_page(**SCREENS[screen]) for _ in range(3))
    reader = new_page(**SCREENS[screen], java_script_enabled=False, allowing=GONE)

    hands.log_in(writer, "writer")
    shot(writer, "the-writers-desk")
    write(writer, file, shot)
    hands.take(writer, "Submit for review", "Submitted.", Note_for_the_desk="Harbour master has confirmed.")
    shot(writer, "submitted")

    hands.log_in(editor, "editor")
    shot(editor, "the-editors-desk")
    look_and_return(editor, shot)
    answer(writer, shot)
    address = approve_and_publish(editor, shot)

    read(reader, address, shot)
    hands.log_in(staff, "staff_desk")
    tell_about(author, staff, shot)
    for page in (address, author.get_absolute_url()):
        reader.goto(page)
        expect(reader.get_by_text(BIOGRAPHY)).to_be_visible()
    shot(reader, "the-authors-page")

    correct(editor, reader, address, shot)
    withdraw(editor, shot)
    gone = reader.goto(address)
    assert gone.status == 410
    expect(reader.get_by_text(WITHDRAWN)).to_be_visible()
    shot(reader, "withdrawn")
    reader.goto("/")
    expect(reader.get_by_text(HEADLINE)).to_have_count(0)


def write(page: Page, file: Path, shot: Shot) -> None:
    """Write a story with everything that the gate wants, and save it."""
    page.get_by_role("link", name="New story").click()
    page.get_by_label("Headline", exact=True).fill(HEADLINE)
    page.get_by_label("Standfirst").fill(STANDFIRST)
    hands.type_paragraphs(page, FIRST, "## Eleven days of waiting", LAST)
    shot(page, "typed")
    figure = hands.upload_through_the_text(page, file, title=PHOTO, credit=CREDIT)
    figure.get_by_role("img", name=PHOTO).scroll_into_view_if_needed()
    figure.locator("figcaption").click()
    page.keyboard.type(CAPTION)
    figure.get_by_label("Alternative text").fill(ALT)
    shot(page, "a-photo-in-the-text")
    hands.choose_lead(page, PHOTO)
    lead = page.get_by_role("group", name="Lead photo")
    lead.get_by_label("Caption").fill(CAPTION)
    lead.get_by_label("Alternative text").fill(ALT)
    page.get_by_label("Section").select_option(label="World")
    hands.choose_author(page, "lind", AUTHOR)
    hands.add_topic(page, "Ferries")
    shot(page, "complete")
    hands.save(page)
    expect(hands.text_of(page)).to_contain_text(CAPTION)
    expect(page.locator(".story-wants.is-ready summary")).to_contain_text("Ready")
    shot(page, "saved")


def look_and_return(page: Page, shot: Shot) -> None:
    """Find the story among those that wait, look at its preview, and return it with a note."""
    hands.open_from(page, "Waiting for review", HEADLINE)
    shot(page, "in-review")
    page.keyboard.press("F9")
    preview = page.frame_locator("[data-preview-pane] iframe")
    expect(preview.get_by_role("heading", name=HEADLINE)).to_be_visible()
    expect(preview.get_by_text("This is how readers would see it")).to_be_visible()
    expect(preview.locator("figcaption").first).to_contain_text(CREDIT)
    shot(page, "preview")
    page.get_by_role("button", name="Close the preview").click()
    hands.take(page, "Return…", "Returned to its writer", What_should_change=RETURNED)
    shot(page, "returned")


def answer(page: Page, shot: Shot) -> None:
    """Find the returned story with its note, change a sentence, and submit it again."""
    page.goto("/admin/")
    expect(hands.panel(page, "Returned to you")).to_contain_text(RETURNED)
    shot(page, "returned-to-the-writer")
    hands.open_from(page, "Returned to you", HEADLINE)
    expect(page.get_by_text(RETURNED)).to_be_visible()
    hands.rewrite(page, FIRST, BETTER)
    shot(page, "answered")
    hands.take(page, "Submit for review", "Submitted.")


def approve_and_publish(page: Page, shot: Shot) -> str:
    """Approve and publish the story; return its permanent address."""
    hands.open_from(page, "Waiting for review", HEADLINE)
    expect(hands.text_of(page)).to_contain_text(BETTER)
    hands.take(page, "Approve", "Approved. Exactly this text may go out.")
    shot(page, "approved")
    hands.press(page, "Publish…")
    expect(page.get_by_label("Now")).to_be_checked()
    shot(page, "publish")
    hands.confirm(page, "Publish…")
    shot(page, "published")
    address = page.get_by_role("link", name="on the site", exact=True).get_attribute("href")
    assert re.fullmatch(rf"/{clock.now():%Y/%m/%d}/ferry-to-skellin-[-a-z]+/", address)
    return address


def read(page: Page, address: str, shot: Shot) -> None:
    """Read the story as anybody would, without scripts; find it on the front page and in its section."""
    for listing in ("/", "/world/", "/topics/ferries/"):
        page.goto(listing)
        expect(page.get_by_role("link", name=HEADLINE)).to_have_attribute("href", address)
        shot(page, f"listed-{listing.strip('/').replace('/', '-') or 'home'}")
    page.get_by_role("link", name=HEADLINE).click()
    expect(page).to_have_url(re.compile(re.escape(address)))
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    for words in (STANDFIRST, BETTER, LAST):
        expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_role("heading", name="Eleven days of waiting", level=2)).to_be_visible()
    expect(page.locator(".byline")).to_contain_text(AUTHOR)
    photos = page.locator("figure.photo")
    expect(photos).to_have_count(2)
    for photo in photos.all():
        expect(photo).to_contain_text(CAPTION)
        expect(photo.locator(".credit")).to_contain_text(CREDIT)
        image = photo.get_by_role("img", name=ALT)
        image.scroll_into_view_if_needed()
        assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300
    shot(page, "read")


def tell_about(author, page: Page, shot: Shot) -> None:
    """Write the author's biography, as the staff desk."""
    page.goto("/admin/")
    hands.panel(page, "Authors to complete").get_by_role("link", name=AUTHOR).click()
    page.get_by_label("Biography").fill(BIOGRAPHY)
    shot(page, "biography")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()


def correct(page: Page, reader: Page, address: str, shot: Shot) -> None:
    """Correct the published story: readers see nothing of it before its next edition, then the note as well."""
    hands.open_from(page, "Just published", HEADLINE)
    hands.rewrite(page, BETTER, CORRECTED)
    hands.save(page)
    reader.goto(address)
    expect(reader.get_by_text(BETTER)).to_be_visible()
    hands.take(page, "Submit for review", "Submitted.")
    hands.take(page, "Approve", "Approved.")
    hands.press(page, "Publish…")
    page.get_by_label("Correction").check()
    page.get_by_label("Note to readers").fill(CORRECTION)
    shot(page, "correction")
    hands.confirm(page, "Publish…")
    expect(page.get_by_text("Published: edition 2")).to_be_visible()
    reader.goto(address)
    expect(reader.get_by_text(CORRECTED)).to_be_visible()
    expect(reader.get_by_text(BETTER)).to_have_count(0)
    expect(reader.locator("#notes")).to_contain_text(CORRECTION)
    reader.locator("#notes").scroll_into_view_if_needed()
    shot(reader, "corrected")


def withdraw(page: Page, shot: Shot) -> None:
    hands.press(page, "Withdraw…")
    page.get_by_label("Reason, for readers").fill(WITHDRAWN)
    shot(page, "withdraw")
    hands.confirm(page, "Withdraw…")
    expect(page.get_by_text("Withdrawn. Readers find your reason")).to_be_visible()


def test_two_who_write_the_same_story_lose_nothing(screen, new_page, editor, administrator, shot):
    story = make_story(headline=HEADLINE, body=f"<p>{FIRST}</p><p>{LAST}</p>", section=make_section("World"))
    first, second = new_page(**SCREENS[screen]), new_page(**SCREENS[screen])
    hands.log_in(first, "editor")
    hands.log_in(second, "administrator")
    for page in (first, second):
        with page.expect_response("**/presence/"):
            page.goto(reverse("admin:articles_article_change", args=[story.pk]))
        expect(hands.text_of(page)).to_contain_text(FIRST)
    expect(second.get_by_text("editor has been writing this story since")).to_be_visible()
    hands.rewrite(first, FIRST, BETTER)
    hands.expect_saved(first)
    shot(second, "somebody-writes")

    second.get_by_role("button", name="Take it over…").click()
    second.get_by_role("button", name="Take it over", exact=True).click()
    expect(second.get_by_text("You have this story now.")).to_be_visible()
    expect(hands.text_of(second)).to_contain_text(BETTER)
    hands.rewrite(second, LAST, "There is no next one.")
    hands.expect_saved(second)

    hands.text_of(first).get_by_text(LAST).click()
    first.keyboard.type("This is typed too late. ")
    beside = first.get_by_role("link", name="Read both side by side")
    expect(first.get_by_text("administrator took this story over.").or_(beside).first).to_be_visible()
    shot(first, "taken-over")
    kept = [*bodies(story), *story.asides.values_list("document__body", flat=True)]
    assert any(BETTER in body and LAST in body for body in kept)
    assert "There is no next one." in reread(story).body


def bodies(story: Article) -> list[str]:
    return list(story.revisions.values_list("document__body", flat=True))

"""Writing with all that a story's text may hold, in a real browser: photos, galleries, embeds, boxes."""

import base64
import re
from collections.abc import Callable
from functools import partial

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, Route, expect

from articles.models import Article, Photo
from tests import accessibility, hands
from tests.browser import NewPage
from tests.cast import make_photo, make_story, picture_file, reread

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("media_in_tmp")]
UPLOAD = "**/admin/articles/photo/upload/"
REFUSED = "status of 400"  # what a console says of a file that is not let in
FIRST, LAST = "The ferry left at first light.", "The next one leaves on Tuesday."
File = tuple[str, str, bytes]  # name, type, content
# a File made in the page, let go over an element or pasted into the text
HAND_OVER = """([files, kind, selector, share]) => {
  const data = new DataTransfer()
  for (const [name, type, content] of files)
    data.items.add(new File([Uint8Array.from(atob(content), (char) => char.charCodeAt(0))], name, { type }))
  const on = document.querySelector(selector)
  const { left, top, width, height } = on.getBoundingClientRect()
  const more = { bubbles: true, cancelable: true, clientX: left + width / 2, clientY: top + height * share }
  on.dispatchEvent(kind === "drop"
    ? new DragEvent("drop", { ...more, dataTransfer: data })
    : new ClipboardEvent("paste", { ...more, clipboardData: data }))
}"""
PASTE_WORDS = """(words) => {
  const data = new DataTransfer()
  data.setData("text/plain", words)
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data }))
}"""


def picture(name: str, colour: str = "#336699") -> File:
    return (name, "image/jpeg", picture_file((640, 400), colour).read())


PDF: File = ("minutes.pdf", "application/pdf", b"%PDF-1.7")


def hand_over(page: Page, *files: File, kind: str = "drop", on: str = ".tiptap > p", share: float = 0.9) -> None:
    packed = [(name, form, base64.b64encode(content).decode()) for name, form, content in files]
    page.evaluate(HAND_OVER, [packed, kind, on, share])


@pytest.fixture
def story(writer) -> Article:
    return make_story(owner=writer, body=f"<p>{FIRST}</p><p>{LAST}</p>")


@pytest.fixture
def desk(new_page, story) -> Callable[..., Page]:
    """`desk()` opens the story for its writer, with the cursor at the end of its first paragraph."""
    return partial(open_as_writer, new_page, story)


def open_as_writer(new_page: NewPage, story: Article, **options) -> Page:
    page = new_page(**options)
    hands.enter(page, "writer")
    return at_first(page, story)


def at_first(page: Page, story: Article) -> Page:
    page.goto(reverse("admin:articles_article_change", args=[story.pk]))
    hands.text_of(page).locator("p").first.click()
    hands.put_caret(page, "End")
    return page


def new_line(page: Page) -> None:
    """Begin an empty paragraph after the first."""
    hands.put_caret(page, "End")
    page.keyboard.press("Enter")


def photos_of(page: Page) -> Locator:
    return hands.text_of(page).locator(".news-photo")


def saved_body(page: Page, story: Article) -> str:
    hands.save(page)
    return reread(story).body


def test_files_dropped_into_the_text_are_photos_at_once_and_a_bad_one_says_why(desk, story):
    page = desk(allowing=[REFUSED])
    hand_over(page, picture("harbour_at_dawn.jpg"), PDF, picture("boats.jpg", "#993366"))
    expect(photos_of(page)).to_have_count(2)
    refused = page.get_by_role("group", name="minutes.pdf")
    expect(refused).to_contain_text("This is a PDF. Export the picture as JPEG or PNG, and send that.")
    for number, caption in enumerate(("The harbour at dawn.", "Boats in the ice.")):
        photos_of(page).nth(number).locator("figcaption").click()
        page.keyboard.type(caption)
    refused.get_by_role("button", name="Dismiss").click()
    expect(refused).to_have_count(0)
    keys = {photo.title: photo.pk for photo in Photo.objects.all()}
    assert saved_body(page, story) == (
        f"<p>{FIRST}</p>"
        f'<figure data-photo="{keys["harbour at dawn"]}" data-layout="column">'
        "<figcaption>The harbour at dawn.</figcaption></figure>"
        f'<figure data-photo="{keys["boats"]}" data-layout="column"><figcaption>Boats in the ice.</figcaption></figure>'
        f"<p>{LAST}</p>"
    )


def test_a_picture_on_its_way_is_no_part_of_the_text_and_keeps_its_place(desk, story):
    page = desk()
    held: list[Route] = []
    page.route(UPLOAD, lambda route: held.append(route))
    hand_over(page, picture("image.png"), kind="paste", on=".tiptap")
    expect(page.get_by_role("progressbar", name="Uploading image.png")).to_be_visible()
    page.keyboard.type(" Typed meanwhile.")
    page.keyboard.press("Enter")
    page.keyboard.type("And more.")
    page.keyboard.press("Control+z")
    page.keyboard.type("And a line.")
    assert "figure" not in page.evaluate("new FormData(document.querySelector('[data-story-form]')).get('body')")
    held.pop().continue_()
    expect(photos_of(page)).to_have_count(1)
    body = saved_body(page, story)
    assert re.search(r"And a line\.</p><figure data-photo=", body), body


def test_a_picture_that_is_cancelled_leaves_nothing(desk, story):
    page = desk()
    held: list[Route] = []
    page.route(UPLOAD, lambda route: held.append(route))
    hand_over(page, picture("one.jpg"), picture("two.jpg"))
    page.get_by_role("group", name="one.jpg").get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("group", name="one.jpg")).to_have_count(0)
    page.get_by_role("group", name="two.jpg").get_by_role("button", name="Cancel").click()
    expect(hands.text_of(page)).to_be_focused()
    assert saved_body(page, story) == f"<p>{FIRST}</p><p>{LAST}</p>"
    assert not Photo.objects.exists()


def test_a_picture_that_did_not_get_there_waits_and_is_sent_again(desk):
    page = desk(allowing=["ERR_FAILED"])
    page.route(UPLOAD, lambda route: route.abort(), times=1)
    hand_over(page, picture("harbour.jpg"))
    waiting = page.get_by_role("group", name="harbour.jpg")
    expect(waiting).to_contain_text("The connection was lost. Try again when it is back.")
    waiting.get_by_role("button", name="Try again").click()
    expect(photos_of(page)).to_have_count(1)
    expect(waiting).to_have_count(0)


def test_an_expired_login_costs_no_picture(desk):
    page = desk(allowing=["status of 403"])
    page.context.clear_cookies()
    hand_over(page, picture("harbour.jpg"))
    waiting = page.get_by_role("group", name="harbour.jpg")
    expect(waiting).to_contain_text("You have been logged out: log in in another tab, then try again.")
    other = page.context.new_page()
    hands.log_in(other, "writer")
    waiting.get_by_role("button", name="Try again").click()
    expect(photos_of(page)).to_have_count(1)


def test_several_dropped_at_once_become_a_gallery_which_is_put_in_order_and_reopens_the_same(desk, story):
    page = desk()
    hand_over(page, *(picture(f"{name}.jpg", colour) for name, colour in (("a", "#aa0000"), ("b", "#00aa00"))))
    page.get_by_role("button", name="Make a gallery of these 2").click()
    gallery = page.get_by_role("region", name="Gallery")
    expect(gallery.get_by_text("Gallery · 2 photos")).to_be_visible()
    gallery.locator("figcaption").first.click()
    page.keyboard.type("First.")
    page.keyboard.press("Enter")
    page.keyboard.type("Second.")
    hand_over(page, picture("c.jpg", "#0000aa"), on=".news-gallery .news-photo:last-of-type")
    expect(gallery.locator(".news-photo")).to_have_count(3)
    gallery.get_by_role("button", name="Earlier").last.press("Enter")
    page.keyboard.press("Enter")  # the focus went along
    expect(gallery.locator("figcaption")).to_have_text(["", "First.", "Second."])
    body = saved_body(page, story)
    keys = {photo.title: photo.pk for photo in Photo.objects.all()}
    assert re.findall(r'data-photo="(\d+)"', body) == [str(keys[name]) for name in "cab"]
    assert body.startswith(f'<p>{FIRST}</p><section data-gallery="">')
    at_first(page, story)
    expect(gallery.locator("figcaption")).to_have_text(["", "First.", "Second."])
    page.keyboard.type(" ")
    page.keyboard.press("Backspace")
    assert saved_body(page, story) == body
    gallery.get_by_role("button", name="Take apart").click()
    assert saved_body(page, story) == body.replace('<section data-gallery="">', "").replace("</section>", "")


def test_an_address_pasted_on_its_own_line_is_an_embed_and_undone_a_link(desk, story):
    page = desk()
    new_line(page)
    address = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    page.evaluate(PASTE_WORDS, address)
    embed = hands.text_of(page).locator(".news-embed")
    expect(embed).to_contain_text("YouTube")
    page.keyboard.press("Control+z")
    expect(embed).to_have_count(0)
    expect(hands.text_of(page).get_by_role("link", name=address)).to_be_visible()
    page.keyboard.press("Control+Shift+z")
    page.keyboard.type("The boat arrives")
    page.keyboard.press("Enter")
    page.evaluate(PASTE_WORDS, "https://example.org/watch")
    expect(hands.text_of(page).get_by_role("link", name="https://example.org/watch")).to_be_visible()
    assert f'<figure data-embed="{address}"><figcaption>The boat arrives</figcaption></figure>' in saved_body(
        page, story
    )


def test_the_dialog_of_embeds_names_the_sites_that_it_knows(desk):
    page = desk()
    new_line(page)
    page.keyboard.type("/embed")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Embed")
    dialog.get_by_label("Address").fill("https://example.org/")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("YouTube, Vimeo, X, Bluesky, Mastodon")
    dialog.get_by_label("Address").fill("https://vimeo.com/76979871")
    page.keyboard.press("Enter")
    expect(hands.text_of(page).locator(".news-embed")).to_contain_text("Vimeo")


def test_a_related_story_is_found_by_typing(desk, story, writer):
    draft = make_story(owner=writer, headline="Ice closes the harbour")
    page = desk()
    new_line(page)
    page.keyboard.type("/related")
    page.keyboard.press("Enter")
    page.keyboard.type("harbour ice")
    expect(page.get_by_role("option", name="Ice closes the harbour")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    card = hands.text_of(page).locator(".news-related")
    expect(card).to_contain_text("Draft: readers see nothing until it is published")
    page.keyboard.type("Typed after it.")
    assert f'<aside data-story="{draft.pk}"></aside><p>Typed after it.</p>' in saved_body(page, story)
    at_first(page, story)
    expect(card).to_contain_text("Ice closes the harbour")


def test_all_related_stories_of_a_text_are_asked_for_in_one_request(desk, story, writer, other_writer):
    own = [make_story(owner=writer) for _ in range(3)]
    hidden = make_story(owner=other_writer)
    keys = [*(other.pk for other in own), hidden.pk, own[0].pk, 999_999]
    cards = "".join(f'<aside data-story="{key}"></aside>' for key in keys)
    Article.objects.filter(pk=story.pk).update(body=f"<p>{FIRST}</p>{cards}")
    page = desk()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/article/stories/" in request.url else None)
    page.reload()
    found = hands.text_of(page).locator(".news-related")
    for number, other in enumerate((*own, None, own[0], None)):
        says = other.headline if other else "This story is not there any more, or not yours to read"
        expect(found.nth(number)).to_contain_text(says)
    assert len(asked) == 1, asked
    found.first.get_by_role("button", name="Remove").click()
    page.keyboard.press("Control+z")
    expect(found.first).to_contain_text(own[0].headline)
    assert len(asked) == 1, asked


def test_a_fact_box_is_typed_and_left_and_made_paragraphs_again(desk, story):
    page = desk()
    new_line(page)
    page.keyboard.type("/fact")
    page.keyboard.press("Enter")
    for line in ("What we know", "It is cold.", "- one", "two"):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # out of the list
    page.keyboard.press("Enter")  # out of the box
    page.keyboard.type("Typed after it.")
    box = (
        '<aside data-facts=""><h3>What we know</h3><p>It is cold.</p>'
        "<ul><li><p>one</p></li><li><p>two</p></li></ul></aside>"
    )
    assert f"{box}<p>Typed after it.</p>" in saved_body(page, story)
    hands.text_of(page).get_by_text("two").click()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Make paragraphs")).to_be_focused()
    page.keyboard.press("Enter")
    assert "<p>What we know</p><p>It is cold.</p><ul>" in saved_body(page, story)


def test_axe_finds_nothing_in_the_text_nor_in_what_opens_beside_it(new_page, story, writer):
    keys = [make_photo(by=writer).pk for _ in range(3)]
    figures = [f'<figure data-photo="{key}" data-layout="column"><figcaption></figcaption></figure>' for key in keys]
    Article.objects.filter(pk=story.pk).update(
        body=f"<p>{FIRST}</p>{figures[0]}"
        f'<section data-gallery="">{figures[1]}{figures[2]}</section>'
        '<figure data-embed="https://vimeo.com/76979871"><figcaption></figcaption></figure>'
        f'<aside data-story="{story.pk}"></aside>'
        '<aside data-facts=""><h3>What we know</h3><p>It is cold.</p></aside>'
    )
    page = new_page(bypass_csp=True, reduced_motion="reduce")
    hands.enter(page, "writer")
    at_first(page, story)
    expect(photos_of(page).get_by_role("combobox", name="Credit").last).to_have_value("Ada Vale / Northline")
    held: list[Route] = []
    page.route(UPLOAD, lambda route: held.append(route))
    hand_over(page, picture("harbour.jpg"))
    expect(page.get_by_role("progressbar")).to_be_visible()
    new_line(page)
    page.keyboard.type("/")
    expect(page.get_by_role("listbox", name="Insert")).to_be_visible()
    assert not (found := accessibility.findings(page)), "\n".join(found)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Link")).to_be_visible()
    assert not (found := accessibility.findings(page)), "\n".join(found)


def test_a_form_that_is_sent_while_a_picture_is_on_its_way_goes_with_it(desk, story):
    page = desk()
    held: list[Route] = []
    page.route(UPLOAD, lambda route: held.append(route))
    hand_over(page, picture("harbour.jpg"))
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saving as soon as the photos are there.")).to_be_attached()
    held.pop().continue_()
    expect(photos_of(page)).to_have_count(1)
    assert "data-photo" in saved_body(page, story)

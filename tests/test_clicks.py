"""How much it takes, apart from the words themselves, to bring a story from a document elsewhere to its readers."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from articles.body import figures
from articles.models import Article, Photo
from articles.states import State
from tests import hands
from tests.cast import PASSWORD, make_author, make_section
from tests.test_writing import hand_over, picture

pytestmark = pytest.mark.usefixtures("media_in_tmp")
MOST_CLICKS = 14
# as Google Docs puts it on the clipboard: a page with every form of text, and paragraphs up to 300 words
PARAGRAPH = '<p dir="ltr" style="line-height:1.38;margin-top:0pt;"><span style="font-weight:400;">{}</span></p>'
SENTENCE = "On day {} the ice between the islands held, and the crew of the ferry waited for the wind to turn again."
DOCUMENT = (Path(__file__).parent / "clipboard/google-docs-text.html").read_text(encoding="utf-8") + "".join(
    PARAGRAPH.format(SENTENCE.format(day)) for day in range(1, 12)
)
# what a hand does: each press of a mouse button, each press of a key
COUNT = """
for (const kind of ["mousedown", "keydown"])
  window.addEventListener(kind, (event) => event.isTrusted && !event.repeat && window.counted(kind, event.key), true)
"""
COPY = """html => navigator.clipboard.write([new ClipboardItem({
  "text/html": new Blob([html], { type: "text/html" }),
  "text/plain": new Blob(["The same without its form"], { type: "text/plain" }),
})])"""
WITH_OTHERS = {"Shift", "Control", "Alt", "Meta"}


class Hands:
    """Counts what somebody does with mouse and keyboard, and which words they type."""

    def __init__(self, page: Page):
        self.page = page
        self.clicks, self.keys, self.letters = 0, 0, 0
        page.context.expose_function("counted", self.count)
        page.context.add_init_script(COUNT)

    def count(self, kind: str, key: str) -> None:
        if kind == "mousedown":
            self.clicks += 1
        elif key not in WITH_OTHERS:
            self.keys += 1

    def type(self, words: str) -> None:
        self.letters += len(words)
        self.page.keyboard.type(words)

    @property
    def strokes(self) -> int:
        """Keys that were pressed for something else than a letter of the story."""
        return self.keys - self.letters

    def log_in(self, name: str) -> None:
        self.page.goto("/admin/")
        expect(self.page.get_by_label("Name")).to_be_focused()
        self.type(name)
        self.page.keyboard.press("Tab")
        self.type(PASSWORD)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_text("’s desk")).to_be_visible()


def test_a_pasted_story_with_a_photo_is_out_after_few_clicks(new_page, writer, editor):
    make_section("World")
    make_author("Tomas Okoro", account=writer)
    writing = Hands(new_page(alone=True, permissions=["clipboard-read", "clipboard-write"]))
    write(writing)
    story = Article.objects.get()
    assert story.state == State.IN_REVIEW
    assert story.captions.get().alt == "Boats in the ice"
    assert [tag.name for tag in story.tags.all()] == ["Ferries"]
    assert len(figures.text(story.body).split()) >= 300
    editing = Hands(new_page(alone=True))
    publish(editing)
    assert story.editions.get().document["photos"][0]["credit"] == [{"name": "Ada Vale", "relation": "by"}]
    clicks = writing.clicks + editing.clicks + 1  # the photo that was dragged
    print(f"\n{clicks} clicks, {writing.strokes + editing.strokes} keys besides the words")  # noqa: T201
    assert clicks <= MOST_CLICKS


def write(writing: Hands) -> None:
    page = writing.page
    writing.log_in("writer")
    page.get_by_role("link", name="New story").click()
    expect(page.get_by_label("Headline", exact=True)).to_be_focused()
    expect(hands.text_of(page)).to_be_visible()
    writing.type("Ferry to Skellin runs again")
    page.keyboard.press("Enter")
    writing.type("After eleven days the ice let it go.")
    page.keyboard.press("Enter")
    page.evaluate(COPY, DOCUMENT)
    page.keyboard.press("Control+V")
    hand_over(page, picture("harbour_at_dawn.jpg"))
    figure = page.locator(".news-photo")
    expect(figure.get_by_role("img")).to_be_visible()
    figure.locator("figcaption").click()
    writing.type("The harbour on Friday")
    page.keyboard.press("Tab")
    writing.type("Boats in the ice")
    credit = figure.get_by_label("Credit")
    credit.click()
    writing.type("Ada Vale")
    page.get_by_role("link", name="Choose a section.").first.click()
    writing.type("World")
    page.locator("#id_topics ~ .select2").click()
    writing.type("Ferries")
    expect(page.locator(".select2-results").get_by_role("option", name="Ferries").first).to_be_visible()
    page.keyboard.press("Enter")
    hands.expect_saved(page)
    assert Photo.objects.get().credit_parts.get().name == "Ada Vale"
    page.get_by_role("button", name="Submit for review").click()
    expect(page.get_by_text("Submitted.")).to_be_visible()


def publish(editing: Hands) -> None:
    page = editing.page
    editing.log_in("editor")
    hands.panel(page, "Waiting for review").get_by_role("link", name="Ferry to Skellin runs again").click()
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.get_by_text("Approved. Exactly this text may go out.")).to_be_visible()
    page.get_by_role("region", name="This story").get_by_role("button", name="Publish…").click()
    page.get_by_role("main").get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published: edition 1")).to_be_visible()

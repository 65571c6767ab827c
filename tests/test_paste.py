"""What stays of a text that is pasted into a story, from the programs that journalists write in.

`tests/clipboard/` holds what those put on the clipboard, `NAME.html` and `NAME.txt`, and beside it in
`NAME.expected.html` what is stored of it, here and there broken into lines.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.browser import NewPage
from tests.cast import make_story
from tests.hands import enter, put_caret, save, text_of

pytestmark = [pytest.mark.page, pytest.mark.django_db(transaction=True)]

CLIPBOARD = Path(__file__).parent / "clipboard"
# Chromium says so of pasted handlers wherever it reads them, though nothing could run there
NO_PICTURE = "status of 400"  # of a pasted file that is none: the upload may answer before the test is over
HANDLERS = ["Executing inline event handler violates"]
ONE_PICTURE = "1 picture from another place (drop the file here instead)"
SAYS = {
    "encyclopaedia": f"Left out: {ONE_PICTURE} and 1 equation.",
    "google-docs-table": f"Left out: {ONE_PICTURE}.",
    "google-docs-text": "Struck-out words came in as ordinary words in 1 place.",
    "outlook-mail": f"Left out: {ONE_PICTURE}.",
    "web-page": (
        f"Left out: {ONE_PICTURE}, 1 drawing, 2 videos or frames (paste each address on a line of its own) "
        "and 2 form fields. Struck-out words came in as ordinary words in 1 place."
    ),
    "word-notes": ("Left out: 1 comment. Tracked changes count as accepted: 1 deletion left out and 1 insertion kept."),
    "word-online": f"Left out: {ONE_PICTURE} and 1 comment.",
    "word-pictures": f"Left out: {ONE_PICTURE}, 1 drawing and 1 equation.",
    "writer-table": f"Left out: {ONE_PICTURE} and 1 comment.",
}
PASTE = """([html, text, files]) => {
    const data = new DataTransfer()
    if (html) data.setData("text/html", html)
    if (text) data.setData("text/plain", text)
    for (const type of files || []) data.items.add(new File(["x"], "clip", { type }))
    const surface = document.querySelector(".tiptap")
    surface.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""


def flavour(name: str, kind: str) -> str:
    file = CLIPBOARD / f"{name}.{kind}"
    return file.read_text() if file.exists() else ""


def expected(name: str) -> str:
    return "".join(line.strip() for line in flavour(name, "expected.html").splitlines())


def open_empty(page: Page, article: Article) -> None:
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    text_of(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")


def paste(page: Page, html: str = "", text: str = "", files: tuple[str, ...] = ()) -> None:
    """Paste into the text."""
    page.evaluate(PASTE, [html, text, list(files)])


def notice(page: Page):
    return page.locator(".story-pasted")


def stored(article: Article) -> str:
    return Article.objects.get(pk=article.pk).body


@pytest.fixture
def desk(new_page: NewPage, writer) -> Iterator[Page]:
    page = new_page(allowing=[*HANDLERS, NO_PICTURE])
    enter(page, "writer")
    yield page
    # no request of a form that saves itself outlives the test
    expect(page.locator("[data-story-form]:not(.is-unsaved)")).to_be_attached()


def test_what_matters_is_stored_and_the_rest_is_said(desk, writer):
    names = sorted(file.name.removesuffix(".expected.html") for file in CLIPBOARD.glob("*.expected.html"))
    found, wanted = {}, {}
    for name in names:
        article = make_story(owner=writer)
        open_empty(desk, article)
        paste(desk, flavour(name, "html"), flavour(name, "txt"))
        said = notice(desk).get_by_role("status").inner_text() if notice(desk).is_visible() else ""
        save(desk)
        found[name] = (stored(article), said)
        wanted[name] = (expected(name), SAYS.get(name, ""))
    assert len(names) >= 14
    assert found == wanted


BROWSER_PAGE = """
<!doctype html><title>The page</title><style>b { font-weight: 700 } .note { display: none }</style>
<h1>Swans at the weir</h1>
<p>Forty <b>swans</b> and <i>two</i> geese, a <a href="https://birds.example/count">count</a> says.</p>
<ul><li>north bank<ul><li>thirty</li></ul></li><li>south bank</li></ul>
<blockquote>We counted twice.</blockquote>
<p class="note">not seen</p>
<table><tr><th>Year</th><th>Swans</th></tr><tr><td>2025</td><td>31</td></tr></table>
<img alt="Swans" width="90" height="60"
  src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">
"""


def test_a_page_is_copied_in_one_tab_and_pasted_in_another(desk, writer):
    article = make_story(owner=writer)
    other = desk.context.new_page()
    other.set_content(BROWSER_PAGE)
    other.keyboard.press("Control+a")
    other.keyboard.press("Control+c")
    other.close()
    open_empty(desk, article)
    desk.keyboard.press("Control+v")
    expect(notice(desk)).to_be_visible()
    expect(notice(desk)).to_contain_text(f"Left out: {ONE_PICTURE}.")
    save(desk)
    assert stored(article) == (
        "<h2>Swans at the weir</h2>"
        '<p>Forty <strong>swans</strong> and <em>two</em> geese, a <a href="https://birds.example/count">count</a> '
        "says.</p><ul><li><p>north bank</p><ul><li><p>thirty</p></li></ul></li><li><p>south bank</p></li></ul>"
        "<blockquote><p>We counted twice.</p></blockquote>"
        "<table><tbody><tr><th><p>Year</p></th><th><p>Swans</p></th></tr>"
        "<tr><td><p>2025</p></td><td><p>31</p></td></tr></tbody></table>"
    )


def test_what_is_copied_in_a_story_is_pasted_as_it_was(desk, writer):
    body = (
        "<h2>A subhead</h2><p>Words &nbsp;in <strong>bold</strong></p><blockquote><p>A quote.</p></blockquote>"
        '<aside data-pullquote=""><p>Set large</p><cite>A voice</cite></aside><p>The end.</p>'
    )
    article = make_story(owner=writer, body=body)
    body = stored(article)
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    text_of(desk).click()
    for key in ("Control+a", "Control+x", "Control+v"):
        desk.keyboard.press(key)
    save(desk)
    assert stored(article) == body


def test_a_drawing_and_a_formula_are_left_out_and_said_and_a_tag_of_theirs_alone_costs_no_word(desk, writer):
    article = make_story(owner=writer)
    open_empty(desk, article)
    drawing = '<svg width="90" height="60"><text>north</text></svg><math><mi>x</mi><mo>=</mo><mn>1</mn></math>'
    paste(desk, f"<p>One <g>two <mn>3</p><p>four</p>{drawing}<p>five</p>")
    expect(notice(desk)).to_contain_text("Left out: 1 drawing and 1 equation.")
    save(desk)
    assert stored(article) == "<p>One two 3</p><p>four</p><p>five</p>"


def test_the_line_goes_when_it_is_dismissed_and_with_the_next_paste(desk, writer):
    open_empty(desk, make_story(owner=writer))
    picture = '<p>Words</p><img src="https://photos.example/1.jpg">'
    paste(desk, picture)
    notice(desk).get_by_role("button", name="Dismiss").click()
    expect(notice(desk)).to_be_hidden()
    expect(text_of(desk)).to_be_focused()
    paste(desk, picture + picture)
    expect(notice(desk)).to_contain_text("2 pictures from other places (drop the files here instead)")
    paste(desk, "<p>More words</p>")
    expect(notice(desk)).to_be_hidden()


def test_words_win_over_the_picture_of_them_that_word_puts_beside(desk, writer):
    open_empty(desk, make_story(owner=writer))
    paste(desk, flavour("word-notes", "html"), "A reservoir runs low", ("image/png",))
    expect(text_of(desk)).to_contain_text("The reservoir holds a third of its water[1]")
    expect(notice(desk)).to_contain_text("Left out: 1 comment.")


def test_a_picture_alone_is_left_to_the_upload(desk, writer):
    open_empty(desk, make_story(owner=writer))
    paste(desk, '<meta charset="utf-8"><img src="https://photos.example/1.jpg">', "", ("image/png",))
    expect(notice(desk)).to_be_hidden()


def test_a_caption_takes_plain_words_on_one_line(desk, writer):
    body = '<aside data-pullquote=""><p>Set large</p><cite>A</cite></aside>'
    article = make_story(owner=writer, body=body)
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    desk.locator(".tiptap cite").click()
    put_caret(desk, "End")
    paste(desk, "<p><b> voice</b></p><p>from the hall</p>", " voice\n\nfrom the hall\n")
    save(desk)
    assert stored(article) == body.replace("<cite>A", "<cite>Avoice from the hall")


def test_twenty_thousand_words_from_word_come_in_whole(desk, writer):
    open_empty(desk, make_story(owner=writer))
    head, start, rest = flavour("word-lists", "html").partition("<!--StartFragment-->")
    fragment, end, foot = rest.partition("<!--EndFragment-->")
    paste(desk, head + start + fragment * 260 + end + foot)
    assert 20_000 < len(text_of(desk).inner_text().split()) < 25_000

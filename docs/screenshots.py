"""Take the pictures of the guide and of the README again: `make screenshots`.

A demonstration newsroom is filled in a directory of its own, served, and worked in with a browser; nothing of it stays
but the pictures.
"""

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "static/admin/newsroom/guide"
README = ROOT / "docs/images"
DESKTOP, PHONE = {"width": 1200, "height": 800}, {"width": 390, "height": 780}
EVERYTHING = "Port Ansel to dig a deeper channel after board backs 96 million crown plan, 7–4"
RETURNED = "Night buses lose a third of their riders after fares double, council papers show"
OLD = "a compensation fund of 1.8 million crowns"
NEW = "a compensation fund of 1.6 million crowns, run by a panel on which crews hold half the seats."
PHOTO, CREDIT = "The front of the Sorrel glacier", "Ines Marek / Northline News via Meridian Press Agency"
NOTE = "An earlier version of this article gave a wrong size of the compensation fund. It is 1.6 million crowns."
HEAVIEST = 190_000  # bytes of a picture


@contextmanager
def demonstration(at: datetime | None = None) -> Iterator[str]:
    """Yield the address of a demonstration newsroom that lives as long as the block; in it, it is always `at`."""
    with tempfile.TemporaryDirectory(prefix="newsroom-screenshots-") as var:
        os.environ |= {"VAR_DIR": var, "DEBUG": "on", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from django.contrib.staticfiles.handlers import StaticFilesHandler
        from django.core.management import call_command
        from django.test.testcases import LiveServerThread

        from authors import clock

        def stopped():
            return clock.stopped(at) if at else nullcontext()

        class Handler(StaticFilesHandler):
            def __call__(self, environ, start_response):
                with stopped():
                    return super().__call__(environ, start_response)

        call_command("migrate", verbosity=0)
        call_command("roles", verbosity=0)
        with stopped():
            call_command("demo")
        server = LiveServerThread("localhost", Handler)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        try:
            yield f"http://localhost:{server.port}"
        finally:
            server.terminate()


def keep(page: Page, file: Path) -> None:
    """Write what `page` shows to `file`, as good as its allowance of bytes lets it be."""
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide")))
    for quality in (90, 82, 74, 66, 58):
        packed = io.BytesIO()
        picture.save(packed, "WEBP", quality=quality, method=6)
        if packed.tell() < HEAVIEST:
            break
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(packed.getvalue())


def take_all(new_page: Callable[..., Page]) -> None:
    from newsroom.demo.accounts import PASSWORD
    from tests import hands

    def desk_of(name: str, **options) -> Page:
        page = new_page(**options)
        hands.log_in(page, name, PASSWORD)
        return page

    reader = new_page()
    reader.goto("/")
    reader.set_viewport_size({"width": 1200, "height": 1000})
    keep(reader, README / "home.webp")
    reader.set_viewport_size(DESKTOP)
    reader.get_by_role("link", name=EVERYTHING).first.click()
    keep(reader, GUIDE / "story.webp")

    writer = desk_of("writer", viewport={"width": 1200, "height": 620})
    keep(writer, GUIDE / "returned.webp")
    writer.set_viewport_size(DESKTOP)
    hands.open_from(writer, "Returned to you", RETURNED)
    settle(writer)
    keep(writer, GUIDE / "form.webp")
    writer.locator(".tiptap > p").nth(1).click(click_count=3)  # all of it
    writer.keyboard.press("ArrowRight")
    writer.keyboard.press("Enter")
    writer.keyboard.type("/")
    expect(writer.get_by_role("listbox")).to_be_visible()
    show(writer.get_by_role("listbox"))
    keep(writer, GUIDE / "insert.webp")
    for key in ("Escape", "Backspace", "Backspace"):
        writer.keyboard.press(key)
    hands.expect_saved(writer)
    editor = desk_of("editor")
    editor.goto(writer.url)
    expect(editor.get_by_role("button", name="Take it over…")).to_be_visible()
    keep(editor, GUIDE / "held.webp")
    writer.evaluate("window.scrollTo(0, 0)")
    writer.keyboard.press("F9")
    expect(writer.frame_locator("[data-preview-pane] iframe").get_by_role("heading", level=1)).to_be_visible()
    keep(writer, GUIDE / "preview.webp")
    writer.goto("/admin/")
    editor.goto("/admin/")
    phone = desk_of("writer", viewport=PHONE, device_scale_factor=2, has_touch=True, is_mobile=True)
    hands.open_from(phone, "Returned to you", RETURNED)
    settle(phone)
    keep(phone, GUIDE / "phone.webp")

    keep(editor, GUIDE / "desk.webp")
    editor.get_by_role("link", name="Stories", exact=True).click()
    keep(editor, GUIDE / "list.webp")
    hands.open_from(editor, "Just published", EVERYTHING)
    story = editor.url
    photo = editor.locator(".news-photo").nth(1)
    expect(photo.get_by_role("img")).to_be_visible()
    show(photo)
    keep(editor, GUIDE / "photo.webp")
    hands.rewrite(editor, OLD, NEW)
    hands.save(editor)
    hands.take(editor, "Approve", "Approved.")
    hands.press(editor, "Publish…")
    editor.get_by_label("Correction").check()
    editor.get_by_label("Note to readers").fill(NOTE)
    keep(editor, GUIDE / "publish.webp")
    editor.goto(story.replace("/change/", "/compare/?old=e2&new=e3"))
    show(editor.locator("ins").first)
    keep(editor, GUIDE / "compare.webp")
    take_front(desk_of("editor"))
    take_photo_desk(desk_of("photo"))


def take_front(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 960})  # where the page stands beside its arrangement
    page.get_by_role("link", name="Front page", exact=True).click()
    paper = page.frame_locator(".front-preview iframe")
    expect(paper.get_by_role("heading", name=EVERYTHING)).to_be_visible()
    keep(page, GUIDE / "front.webp")


def take_photo_desk(page: Page) -> None:
    page.get_by_role("link", name="Photos", exact=True).click()
    page.get_by_role("searchbox").fill("Port Ansel")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**q=**")
    keep(page, GUIDE / "library.webp")
    page.get_by_role("searchbox").fill(PHOTO)
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name=PHOTO).first.click()
    page.get_by_label("Credit", exact=True).fill(CREDIT)
    page.wait_for_load_state("networkidle")
    keep(page, GUIDE / "facts.webp")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Correct the ticked stories")).to_be_visible()
    keep(page, GUIDE / "correct.webp")


def settle(page: Page) -> None:
    """Wait until a story's form has looked at its text, and holds it."""
    expect(page.locator(".story-text .tiptap")).to_have_attribute("contenteditable", "true")
    page.wait_for_load_state("networkidle")


def show(place: Locator) -> None:
    """Scroll until `place` stands in the middle of the window."""
    place.evaluate("place => place.scrollIntoView({ block: 'center' })")


def pages_of(browser: Browser, address: str) -> Callable[..., Page]:
    """Return a function that opens a page with cookies of its own."""

    def new_page(**options) -> Page:
        context = {"base_url": address, "viewport": DESKTOP, "device_scale_factor": 1.5, "color_scheme": "light"}
        return browser.new_context(**context | options).new_page()

    return new_page


def main() -> None:
    with demonstration() as address, sync_playwright() as playwright:
        from tests import browser  # knows how; it needs Django to be set up

        expect.set_options(timeout=browser.PATIENCE)
        path = browser.find()
        if path is None:
            sys.exit("No Chromium on this machine: install chromium to take screenshots.")
        with browser.launch(playwright, path) as chromium:
            take_all(pages_of(chromium, address))


if __name__ == "__main__":
    main()

"""What a phone fetches for each story with one photo, as a table: `python -m benchmarks.phone` (in the project's
environment: `.venv/bin/python`; it needs a Chromium). It works in a directory of its own: the demonstration newsroom on
SQLite, served as `make run` serves it.
"""

import os
import sys
import tempfile
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from benchmarks.lighthouse import site

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
KINDS = {
    "": "page",
    ".css": "style",
    ".js": "scripts",
    ".woff2": "fonts",
    ".avif": "photo",
    ".jpg": "photo",
    ".svg": "icon",
}
SHIFTS = """
window.shifts = 0
new PerformanceObserver((seen) => {
  for (const shift of seen.getEntries()) if (!shift.hadRecentInput) window.shifts += shift.value
}).observe({ type: "layout-shift", buffered: true })
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as directory, site(directory) as address, sync_playwright() as playwright:
        stories = paths(directory)
        from tests import browser

        path = browser.find()
        if path is None:
            sys.exit("It needs a Chromium.")
        heads = ["story", "pixels", "requests", *dict.fromkeys(KINDS.values()), "all, KB", "other hosts", "shift"]
        write = sys.stdout.write
        write(f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|\n")
        with browser.launch(playwright, path) as chromium:
            for story in stories:
                for density in (2, 3):
                    measure(chromium, address + story, density)  # the files of the photo are made now
                    write(f"| {row(story, density, measure(chromium, address + story, density))} |\n")


def paths(directory: str) -> list[str]:
    """Return the addresses of the stories with one photo."""
    os.environ |= {"VAR_DIR": directory, "DEBUG": "on", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in this thread
    import django

    django.setup()
    from articles import page
    from articles.models import Edition
    from authors import clock

    visible = Edition.objects.visible(clock.now()).select_related("address").order_by("pk")
    return [each.get_absolute_url() for each in visible if len(page.photos_of(each.document)) == 1]


def measure(chromium: Browser, address: str, density: int) -> dict:
    """Return what a phone with `density` pixels for each of CSS fetches: bytes by kind, requests, hosts, the shift."""
    context = chromium.new_context(device_scale_factor=density, **PHONE)
    page = context.new_page()
    page.add_init_script(SHIFTS)
    seen = []
    page.on("requestfinished", lambda request: seen.append(request))
    page.goto(address, wait_until="networkidle")
    found = {"requests": len(seen), "hosts": len({urlsplit(request.url).netloc for request in seen}) - 1}
    found["bytes"] = dict.fromkeys(KINDS.values(), 0)
    for request in seen:
        sizes, path = request.sizes(), PurePosixPath(urlsplit(request.url).path)
        found["bytes"][KINDS[path.suffix]] += sizes["responseHeadersSize"] + sizes["responseBodySize"]
    found["shift"] = page.evaluate("window.shifts")
    context.close()
    return found


def row(story: str, density: int, found: dict) -> str:
    sizes = [f"{size / 1000:.1f}" for size in (*found["bytes"].values(), sum(found["bytes"].values()))]
    name = PurePosixPath(story).name
    return " | ".join([name, str(density), str(found["requests"]), *sizes, str(found["hosts"]), f"{found['shift']:g}"])


if __name__ == "__main__":
    main()

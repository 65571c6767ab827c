"""How every kind of readers' page looks: `python -m tests.looks` takes the pictures beside this file again.

Each page of the demonstration newsroom is taken at three widths, in light and in dark, always at the same hour, and
kept small. The command names the pictures that look different from those before, and how much; with `--check` it keeps
them as they are, writes the new ones to a directory, and ends with 1 where there are any. What changed is looked at
before it is committed. Another machine's fonts make other pictures.
"""

import argparse
import io
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Page, expect, sync_playwright

from docs.screenshots import EVERYTHING, demonstration

HERE = Path(__file__).parent
AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
WIDTHS = (390, 820, 1440)
SCHEMES = ("light", "dark")
TALLEST = 3_000  # pixels; what is below repeats what is above
SHARE = 3  # a picture is so much smaller than the page
QUALITY = 60
# those below the fold are fetched when somebody scrolls
EVERY_PICTURE = """
Promise.all([...document.images].map((image) => {
  image.loading = "eager"
  return image.decode().catch(() => null)
}))
"""
NOTICED = 1.0  # of 255, the mean difference of a pixel that an eye may see


def kinds() -> dict[str, str]:
    """Return the pages: the picture's name, and the address."""
    from django.urls import reverse

    from articles.models import Edition, EditionTopic, Section
    from authors.models import Author

    now = {"visible_from__lte": AT, "visible_until": None}
    everything = Edition.objects.get(**now, card__headline=EVERYTHING)
    plain = Edition.objects.filter(**now, card__lead=None).earliest("pk")
    gone = Edition.objects.exclude(withdrawn_because="").latest("pk")
    return {
        "home": "/",
        "section": Section.objects.first().get_absolute_url(),
        "topic": reverse("topic", args=[EditionTopic.objects.earliest("pk").topic.slug]),
        "author": Author.objects.earliest("pk").get_absolute_url(),
        "authors": "/authors/",
        "about": reverse("page", args=["about"]),
        "write": reverse("write", args=[Author.objects.filter(readers_may_write=True).earliest("pk").slug]),
        "search": "/search/?q=harbour",
        "search-misspelt": "/search/?q=harbuor",
        "archive": "/archive/",
        "year": "/2026/",
        "month": "/2026/11/",
        "day": "/2026/11/22/",
        "corrections": "/corrections/",
        "story": everything.get_absolute_url(),
        "plain-story": plain.get_absolute_url(),
        "photos": everything.address.get_gallery_url(),
        "withdrawn": gone.get_absolute_url(),
        "empty-day": "/2001/02/03/",
    }


def take(page: Page, address: str) -> Image.Image:
    """Return the page at `address` as a small picture."""
    page.goto(address, wait_until="networkidle")
    page.evaluate(EVERY_PICTURE)
    page.evaluate("document.fonts.ready.then(() => true)")
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True, animations="disabled"))).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, TALLEST)))
    return picture.reduce(SHARE)


def packed(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=QUALITY, method=6)
    return buffer.getvalue()


def difference(file: Path, picture: Image.Image) -> float | None:
    """Return by how much of 255 a pixel differs in the mean; None where there is no such picture of that size."""
    if not file.exists():
        return None
    before = Image.open(file).convert("RGB")
    after = Image.open(io.BytesIO(packed(picture))).convert("RGB")
    if before.size != after.size:
        return None
    return sum(ImageStat.Stat(ImageChops.difference(before, after)).mean) / 3


def pictures(address: str, places: dict[str, str], browser) -> Iterator[tuple[str, Image.Image]]:
    for scheme in SCHEMES:
        for width in WIDTHS:
            context = browser.new_context(
                base_url=address, viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
            )
            context.clock.set_fixed_time(AT)
            page = context.new_page()
            for name, place in places.items():
                yield f"{name}-{width}-{scheme}.webp", take(page, place)
            context.close()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true")
    asked = arguments.parse_args()
    target = Path(tempfile.mkdtemp(prefix="newsroom-looks-")) if asked.check else HERE
    changed, seen = [], set()
    with demonstration(AT) as address:
        from tests import browser

        places = kinds()
        path = browser.find()
        if path is None:
            sys.exit("No Chromium on this machine: install chromium to take pictures.")
        expect.set_options(timeout=browser.PATIENCE)
        with sync_playwright() as playwright, browser.launch(playwright, path) as chromium:
            for name, picture in pictures(address, places, chromium):
                seen.add(name)
                by = difference(HERE / name, picture)
                if by is None or by > NOTICED:
                    (target / name).write_bytes(packed(picture))
                    changed.append(name)
                    sys.stdout.write(f"{name}: {'new, or of another size' if by is None else f'{by:.1f} of 255'}\n")
    gone = {file.name for file in HERE.glob("*.webp")} - seen
    for name in sorted(gone):
        sys.stdout.write(f"{name}: there is no such page\n")
        if not asked.check:
            (HERE / name).unlink()
    sys.stdout.write(f"{len(seen)} pictures, {len(changed)} of them changed\n")
    if asked.check and (changed or gone):
        sys.exit(f"See {target}")


if __name__ == "__main__":
    main()

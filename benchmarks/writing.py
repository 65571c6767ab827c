"""How a very long story feels to its writer: the echo of a key, and the time of a save, beside those of a short one.

`python -m benchmarks.writing --words 20000 --photos 60` (in the project's environment: `.venv/bin/python`; it needs a
Chromium). It works in a directory of its own, on SQLite or on the database that DATABASE_URL names.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

KEYS, SAVES = 200, 12
PATIENCE = 60_000  # milliseconds; whoever saved last holds the story for a while
WORDS = "harbour ferry council winter saltmarsh engine morning vote bridge tide with the of and before island".split()
# from the key to the frame that shows it
ECHO = """
() => {
  window.echoes = []
  window.addEventListener("keydown", () => {
    const began = performance.now()
    requestAnimationFrame(() => setTimeout(() => window.echoes.push(performance.now() - began)))
  }, true)
}
"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--words", type=int, default=20_000)
    arguments.add_argument("--photos", type=int, default=60)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        os.environ |= {"VAR_DIR": directory, "DEBUG": "on", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        import django

        django.setup()
        rows = [measure(asked.words, asked.photos), measure(300, 1)]
    print_table(rows)


@contextmanager
def newsroom() -> Iterator[str]:
    """Yield the address of a newsroom with an editor in it."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.management import call_command
    from django.test.testcases import LiveServerThread

    call_command("migrate", verbosity=0)
    call_command("roles", verbosity=0)
    server = LiveServerThread("localhost", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield f"http://localhost:{server.port}"
    finally:
        server.terminate()


def make_long_story(words: int, photos: int):
    """Return a story of so many words in paragraphs of 50, with the photos spread over it, and its editor."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    from articles import rights
    from tests.cast import PASSWORD, make_photo, make_story

    editor, is_new = get_user_model().objects.get_or_create(username="editor", is_staff=True)
    if is_new:
        editor.set_password(PASSWORD)
        editor.save()
        editor.groups.add(Group.objects.get(name=rights.EDITORS))
    chance = random.Random(1)  # noqa: S311 (the same text every time)
    paragraphs = max(1, words // 50)
    every = max(1, paragraphs // photos)
    body = []
    for number in range(paragraphs):
        body.append(f"<p>{' '.join(chance.choices(WORDS, k=49))} {number}.</p>")
        if number % every == 0 and number // every < photos:
            body.append(
                f'<figure data-photo="{make_photo().pk}" data-layout="column" data-alt="What photo {number} shows">'
                f"<figcaption>A caption of some length under photo {number}.</figcaption></figure>"
            )
    return make_story(owner=editor, headline=f"A story of {words} words", body="".join(body)), editor


def measure(words: int, photos: int) -> dict[str, float]:
    """Return the medians and maxima in milliseconds for one length."""
    from playwright.sync_api import sync_playwright

    from tests import browser

    path = browser.find()
    if path is None:
        sys.exit("No Chromium on this machine: install chromium to measure in it.")
    with newsroom() as address, sync_playwright() as playwright, browser.launch(playwright, path) as chromium:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        story, editor = make_long_story(words, photos)
        found = {"words": words, "photos": photos, "bytes": len(story.body)}
        found |= saves(story, editor)
        found |= echoes(chromium, address, story)
    return found


def saves(story, editor) -> dict[str, float]:
    from django.conf import settings
    from django.test import Client

    from tests.tabs import Tab

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(editor)
    tab, times = Tab(client, story), []
    for number in range(SAVES):
        data = {"body": f"{story.body}<p>{'More. ' * (number + 1)}</p>"}
        began = time.perf_counter()
        answer = tab.send(**data)
        times.append((time.perf_counter() - began) * 1000)
        assert answer["changed"], answer
    tab.do("leave")
    return {"save": statistics.median(times), "slowest save": max(times)}


def echoes(chromium, address: str, story) -> dict[str, float]:
    from playwright.sync_api import expect

    from tests import hands

    page = chromium.new_context(base_url=address, viewport={"width": 1440, "height": 900}).new_page()
    hands.log_in(page, "editor")
    began = time.perf_counter()
    with page.expect_response("**/presence/"):  # before, it may be anybody's turn
        page.goto(story.get_absolute_url())
        text = hands.text_of(page)
        text.wait_for()
        opened = (time.perf_counter() - began) * 1000
    expect(text).to_have_attribute("contenteditable", "true", timeout=PATIENCE)
    text.locator("p").nth(story.body.count("<p>") // 2).click()
    page.keyboard.press("End")
    page.evaluate(ECHO)
    typed = ("tide and ferry " * KEYS)[:KEYS]
    for key in typed:
        page.keyboard.type(key)
        page.wait_for_timeout(40)
    page.wait_for_function(f"window.echoes.length === {KEYS}")
    expect(text).to_contain_text(typed)
    times = sorted(page.evaluate("window.echoes"))
    return {
        "open": opened,
        "echo": statistics.median(times),
        "echo, 95 %": times[KEYS * 95 // 100],
        "slowest echo": times[-1],
    }


def print_table(rows: list[dict[str, float]]) -> None:
    """Print one line a measure, one column a story, and the ratio of the first to the last."""
    out = sys.stdout.write
    long, short = rows
    out(f"| | {long['words']:,} words, {long['photos']} photos | {short['words']} words, 1 photo | ratio |\n")
    out("|---|---|---|---|\n")
    for name in ("echo", "echo, 95 %", "slowest echo", "save", "slowest save", "open"):
        out(f"| {name}, ms | {long[name]:.1f} | {short[name]:.1f} | {long[name] / short[name]:.1f} |\n")


if __name__ == "__main__":
    main()

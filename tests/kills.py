"""Whether a word is lost when everything fails: `python -m tests.kills --rounds 200 [--seed N] [--database …]`.

A script types numbered paragraphs into a story, through the real form in a real Chromium, from a server that runs as in
production. Meanwhile the server is killed, the connection cut, the tab closed, the login ended, a save answered with an
error: one of them, or two at once. Right after that, every paragraph that the bar called saved must be in the database.
When things work again, every paragraph that was typed must be there, once, without anybody having typed it again.
"""

import argparse
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable

from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests import both, browser
from tests.kills_site import PATIENCE, Server, database, prepare

STORY_LASTS = 10  # rounds, then another is begun
WORDS = "ferry ice harbour quay boat winter light pilot cargo island post engine morning captain crossing".split()
STATE = """() => {
  const bar = document.querySelector("[data-saving]")
  return [bar?.dataset.saving ?? "", document.querySelector(".tiptap")?.innerText ?? ""]
}"""
NEVER_SAVED = """() => Object.keys(localStorage)
  .filter((key) => key.startsWith("newsroom:story:"))
  .some((key) => !JSON.parse(localStorage.getItem(key)).story)
"""
IN_STORAGE = "() => JSON.stringify({ ...localStorage })"
COME_BACK = "() => window.dispatchEvent(new Event('focus'))"


class Lost(Exception):
    """Something that was typed is not where it has to be."""


class Desk:
    """A reporter at a browser: what was typed, into which story, and what the bar said of it."""

    def __init__(self, chromium: Browser, server: Server, password: str, dice: random.Random) -> None:
        self.server, self.password, self.dice = server, password, dice
        self.context = chromium.new_context(base_url=server.address)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.new_tab()
        self.log_in(self.page)
        self.path = ""  # of the story's form
        self.typed: list[str] = []
        self.called_saved: set[str] = set()

    def new_tab(self) -> Page:
        page = self.context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())  # “leave this page?”
        return page

    def log_in(self, page: Page) -> None:
        page.goto("/admin/login/")
        page.get_by_label("Name").fill("reporter")
        page.get_by_label("Password").fill(self.password)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url("**/admin/")

    def begin(self) -> None:
        """Open the form of a new story."""
        self.path, self.typed, self.called_saved = "", [], set()
        self.open()

    def open(self) -> None:
        """Open the story's form; go on with what was begun there and never saved."""
        self.page.goto(self.path or "/admin/articles/article/add/")
        self.page.locator(".tiptap").wait_for()
        self.page.locator("[data-story-form]").evaluate("(form) => { form.dataset.autosaveDelay = 150 }")
        if not self.path and self.typed:
            if self.page.evaluate(NEVER_SAVED):
                self.page.get_by_role("button", name="Go on with it").click()
            else:  # the tab went right after the answer that the story has come: its reporter finds it on the desk
                self.path = newest_path()
                self.open()

    def type(self, line: str) -> None:
        """Type `line` as a paragraph at the end."""
        self.page.locator(".tiptap").focus()
        self.page.keyboard.press("Control+End")
        if self.typed:
            self.page.keyboard.press("Enter")
        self.page.keyboard.insert_text(line[:-3])
        self.page.keyboard.type(line[-3:])
        self.typed.append(line)
        self.listen()

    def listen(self) -> None:
        """Remember what the bar calls saved at this moment."""
        if self.page.is_closed():
            return
        kind, text = self.page.evaluate(STATE)
        if kind in ("saved", "aside"):
            self.called_saved |= {line for line in self.typed if line in text}
        if found := re.search(r"/admin/articles/article/\d+/change/", self.page.url):
            self.path = found[0]

    def settle(self) -> int:
        """Wait until the bar says that all is saved, and the text holds all that was typed, or the story has it beside.

        Returns how many paragraphs are beside it. Raises `Lost`.
        """
        if not self.typed:
            return 0
        if self.dice.random() < 0.8:
            self.page.evaluate(COME_BACK)
        deadline = time.monotonic() + PATIENCE / 1000
        beside = missing(self.typed, self.page.locator(".tiptap").text_content())
        while beside and missing(beside, in_database(self.path)):
            if time.monotonic() > deadline:
                kept = [line for line in beside if line in self.page.evaluate(IN_STORAGE)]
                told = self.page.locator(".story-notices").inner_text()
                raise Lost(f"Neither in the form nor beside the story: {beside}; kept: {kept}; told: {told!r}")
            self.page.wait_for_timeout(200)
            beside = missing(self.typed, self.page.locator(".tiptap").text_content())
        expect(self.page.locator("[data-saving=saved]")).to_be_visible(timeout=PATIENCE)
        self.listen()
        return len(beside)


class Troubles:
    """What goes wrong, each with how it is put right again."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.now: list[str] = []
        self.struck: list[str] = []  # in this round, what came of it or not
        self.kinds: dict[str, Callable[[], None]] = {
            "server killed": desk.server.kill,
            "connection cut": lambda: desk.context.set_offline(True),
            "tab closed": lambda: desk.page.close(run_before_unload=False),
            "tab closed by hand": self.close_by_hand,
            "logged out": self.log_out,
            "error 500": self.fail,
        }

    def strike(self, kind: str) -> None:
        """Let `kind` happen, unless it has, or there is no tab for it to happen to."""
        self.struck.append(kind)
        if kind in self.now or ("tab" in kind and self.desk.page.is_closed()):
            return
        self.desk.listen()
        self.kinds[kind]()
        self.now.append(kind)

    def close_by_hand(self) -> None:
        with self.desk.page.expect_event("close"):
            self.desk.page.close(run_before_unload=True)

    def log_out(self) -> None:
        from django.contrib.sessions.models import Session

        Session.objects.all().delete()

    def fail(self) -> None:
        def answer(route: Route) -> None:
            route.fulfill(status=500, body="Something is wrong.")

        for path in ("**/autosave/", "**/begin/"):
            self.desk.context.route(path, answer, times=self.desk.dice.randint(1, 2))

    def put_right(self) -> None:
        """Make everything work again; nothing is typed anew."""
        desk = self.desk
        desk.server.start()
        desk.context.set_offline(False)
        desk.context.unroute_all(behavior="ignoreErrors")
        if "logged out" in self.now:
            other = desk.new_tab()
            desk.log_in(other)
            other.close()
        if desk.page.is_closed():
            desk.page = desk.new_tab()
            desk.open()
        self.now = []


def newest_path() -> str:
    """Return where the form of the newest story is."""
    from articles.models import Article

    return Article.objects.latest("pk").get_absolute_url()


def in_database(path: str) -> str:
    """Return the text of the story whose form is at `path`, and what is kept beside it; of all, where it has none."""
    from articles.models import Article, Aside

    stories = Article.objects.all()
    if path:
        stories = stories.filter(pk=path.split("/")[-3])
    asides = Aside.objects.filter(article__in=stories)
    return "\n".join([*stories.values_list("body", flat=True), *(aside.document["body"] for aside in asides)])


def missing(lines: list[str] | set[str], text: str) -> list[str]:
    return [line for line in lines if line not in text]


def play(desk: Desk, troubles: Troubles, number: int, tally: Counter) -> None:
    """Play one round. Raises `Lost`."""
    dice = desk.dice
    kinds = dice.sample(list(troubles.kinds), dice.choice([1, 1, 2]))
    lines = [
        f"Paragraph {position} of round {number}, {' '.join(dice.choices(WORDS, k=8))}."
        for position in range(dice.randint(2, 5))
    ]
    troubles.struck = []
    strikes = Counter(dice.randint(0, len(lines)) for _ in kinds)
    for position in range(len(lines) + 1):
        for _ in range(strikes[position]):
            kind = kinds.pop()
            tally[kind] += 1
            troubles.strike(kind)
        if desk.page.is_closed():
            break
        if position < len(lines):
            desk.type(lines[position])
            if dice.random() < 0.5:  # somebody thinks
                desk.page.wait_for_timeout(dice.randint(0, 400))
    desk.listen()
    held = in_database(desk.path)
    if lost := missing(desk.called_saved, held):
        raise Lost(f"The bar called saved what the database has not: {lost}")
    tally["recovered"] += len(missing(desk.typed, held))
    for kind in kinds:
        tally[kind] += 1
        troubles.strike(kind)
    troubles.put_right()
    tally["beside"] += desk.settle()
    body = in_database(desk.path)
    if lost := missing(desk.typed, body):
        raise Lost(f"Typed, and not in the story: {lost}")
    if twice := [line for line in desk.typed if body.count(line) > 1]:
        raise Lost(f"Typed once, and there twice: {twice}")


def run(rounds: int, seed: int, name: str) -> int:
    """Play `rounds` rounds and print what came of them; returns how many of them lost something."""
    losses, tally = 0, Counter()
    with tempfile.TemporaryDirectory(prefix="newsroom-kills-") as var, database(name) as address:
        password = prepare(var, address)
        server = Server(dict(os.environ))
        began = time.monotonic()
        try:
            server.start()
            with sync_playwright() as playwright:
                chromium = browser.launch(playwright, browser.find())
                desk = Desk(chromium, server, password, random.Random(seed))
                troubles = Troubles(desk)
                for number in range(rounds):
                    losses += attempt(desk, troubles, number, tally)
                chromium.close()
        finally:
            server.kill()
            from django.db import connections

            connections.close_all()
        seconds = time.monotonic() - began
    kinds = ", ".join(f"{kind} {tally[kind]}" for kind in troubles.kinds)
    print(f"{rounds} rounds on {name} with seed {seed}: {kinds}")
    print(f"paragraphs typed {tally['typed']}, called saved {tally['saved']}, recovered {tally['recovered']}")
    print(f"of these beside the story, to be brought in by a click: {tally['beside']}")
    print(f"losses {losses}, {seconds:.0f} seconds, {seconds / rounds:.2f} a round")
    return losses


def attempt(desk: Desk, troubles: Troubles, number: int, tally: Counter) -> int:
    """Play one round; returns 1 if it lost something, and says what."""
    if number % STORY_LASTS == 0:
        desk.begin()
    before = Counter(typed=len(desk.typed), saved=len(desk.called_saved))
    try:
        play(desk, troubles, number, tally)
        return 0
    except (Lost, AssertionError) as lost:
        print(f"round {number}, {' and '.join(troubles.struck)}: {str(lost).splitlines()[0]}", flush=True)
        desk.begin()
        return 1
    finally:
        tally.update(Counter(typed=len(desk.typed), saved=len(desk.called_saved)) - before)


def main(arguments: list[str]) -> int:
    """Return 1 if anything was lost, else 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.kills", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    given = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, both.terminate)  # so that the server goes too
    return 1 if run(given.rounds, given.seed, given.database) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Fixtures that drive a real Chromium against the live server: `new_page` and `browser_page`.

A test that asks for one of them is marked `browser`. It fails at its end if the browser's console showed an error, a
script raised one, or a page asked for anything from another host.
"""

import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, Route, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 15_000  # milliseconds; a busy machine is slow, and a fault is a fault after any time
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
NewPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that ask for a browser, so that `-m browser` and `-m "not browser"` are right."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


def find() -> str | None:
    """Return the path of this machine's Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def launch(playwright: Playwright, path: str) -> Browser:
    return playwright.chromium.launch(executable_path=path, args=arguments())


def arguments() -> list[str]:
    """Return what Chromium is started with."""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium's sandbox refuses to start as root
    return ARGUMENTS + as_root


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium for the whole run; the test is skipped where the machine has none."""
    path = find()
    if path is None:
        pytest.skip("No Chromium on this machine: install chromium to run the browser tests.")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django takes for an async view
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        expect.set_options(timeout=PATIENCE)
        browser = launch(playwright, path)
        yield browser
        browser.close()


@pytest.fixture
def requests_end(live_server) -> Iterator[None]:
    """At the test's end, wait for what the live server still works at: the database is emptied next."""
    at_work: set[int] = set()

    def begun(**_) -> None:
        at_work.add(threading.get_ident())

    def ended(**_) -> None:
        at_work.discard(threading.get_ident())

    request_started.connect(begun)
    request_finished.connect(ended)
    yield
    until, idle = time.monotonic() + PATIENCE / 1000, 0
    while idle < 3 and time.monotonic() < until:  # what a closing page sent may still stand before the door
        time.sleep(0.01)
        idle = 0 if at_work - {threading.get_ident()} else idle + 1
    request_started.disconnect(begun)
    request_finished.disconnect(ended)


@pytest.fixture
def new_page(chromium: Browser, live_server, requests_end: None) -> Iterator[NewPage]:
    """A function that opens a page of its own: no cookies, addresses relative to the live server.

    `new_page(allowing=["status of 404"], **options)`: `allowing` names, as regular expressions, what the console may
    show; the options are those of Playwright's `new_context` (viewport, color_scheme, java_script_enabled, …).
    """
    contexts, problems = [], []

    def new_page(*, allowing: list[str] | tuple[str, ...] = (), **options) -> Page:
        def note(problem: str) -> None:
            if not any(re.search(pattern, problem) for pattern in allowing):
                problems.append(problem)

        def on_console(message: ConsoleMessage) -> None:
            if message.type == "error":
                note(f"console: {message.text} ({message.location.get('url', '')})")

        def refuse(route: Route, request: Request) -> None:
            note(f"asked another host: {request.url}")
            route.abort()

        context = chromium.new_context(**{"base_url": live_server.url} | options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.route(lambda url: url.startswith("http") and not is_below(url, live_server.url), refuse)
        context.on("console", on_console)
        context.on("weberror", lambda error: note(f"script: {error.error}"))
        return context.new_page()

    yield new_page
    for context in contexts:
        context.close()
    assert not problems, "The browser complained:\n" + "\n".join(problems)


@pytest.fixture
def browser_page(new_page: NewPage) -> Page:
    """One page, for a test that needs no second reader."""
    return new_page()


def is_below(url: str, site: str) -> bool:
    return url == site or url.startswith((f"{site}/", f"{site}?"))

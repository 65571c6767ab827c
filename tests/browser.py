"""Fixtures that drive a real Chromium against the live server: `new_page` and `browser_page`.

A test that asks for one of them is marked `browser`. It fails at its end if the browser's console showed an error, a
script raised one, or a page asked for anything from another host.
"""

import os
import re
import shutil
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    WebError,
    expect,
    sync_playwright,
)

# the first is Chromium without the windows round its pages, which take as much of a processor as a page does
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 15_000  # milliseconds; a busy machine is slow, and a fault is a fault after any time
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    "--no-first-run",
]
STORED = "cookies,cache_storage,file_systems,indexeddb,local_storage,service_workers"
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


class Contexts:
    """Contexts of the browser that one test gets after the other, because of what they have in their cache.

    A form is a hundred scripts. Nothing else is left behind: no cookie, nothing stored, no page, no permission.
    """

    def __init__(self, browser: Browser):
        self.browser = browser
        self.idle: dict[str, list[BrowserContext]] = defaultdict(list)

    def new_page(self, site: str, options: dict[str, Any]) -> Page:
        """Return the first page of a context with these options."""
        idle = self.idle[repr(sorted(options.items()))]
        if not idle:
            context = self.browser.new_context(base_url=site, **options)
            context.set_default_timeout(PATIENCE)
            return context.new_page()
        page = idle.pop().new_page()
        session = page.context.new_cdp_session(page)
        session.send("Storage.clearDataForOrigin", {"origin": site, "storageTypes": STORED})
        session.detach()
        return page

    def put_away(self, context: BrowserContext, options: dict[str, Any]) -> None:
        for page in context.pages:
            page.close()
        context.unroute_all()
        context.set_offline(False)
        context.clear_permissions()
        context.grant_permissions(options.get("permissions", []))
        context.clear_cookies()
        self.idle[repr(sorted(options.items()))].append(context)


@pytest.fixture(scope="session")
def contexts(chromium: Browser) -> Contexts:
    return Contexts(chromium)


@pytest.fixture
def new_page(contexts: Contexts, live_server, requests_end: None) -> Iterator[NewPage]:
    """A function that opens a page of its own: no cookies, addresses relative to the live server.

    `new_page(allowing=["status of 404"], **options)`: `allowing` names, as regular expressions, what the console may
    show; `alone` says that no other test may get the context, because this one changes it (its
    clock, what its scripts are given); the options are those of Playwright's `new_context` (viewport, permissions, …).
    """
    problems: list[str] = []

    with ExitStack() as at_the_end:

        def new_page(*, allowing: Iterable[str] = (), alone: bool = False, **options) -> Page:
            def note(problem: str) -> None:
                if not any(re.search(pattern, problem) for pattern in allowing):
                    problems.append(problem)

            def on_console(message: ConsoleMessage) -> None:
                if message.type == "error":
                    note(f"console: {message.text} ({message.location.get('url', '')})")

            def on_request(request: Request) -> None:
                if request.url.startswith("http") and not is_below(request.url, live_server.url):
                    note(f"asked another host: {request.url}")

            def on_weberror(error: WebError) -> None:
                note(f"script: {error.error}")

            source = Contexts(contexts.browser) if alone else contexts
            context = (page := source.new_page(live_server.url, options)).context
            at_the_end.callback(context.close if alone else partial(contexts.put_away, context, options))
            for event, listener in {"console": on_console, "request": on_request, "weberror": on_weberror}.items():
                context.on(event, listener)
                at_the_end.callback(context.remove_listener, event, listener)
            return page

        yield new_page
    assert not problems, "The browser complained:\n" + "\n".join(problems)


@pytest.fixture
def browser_page(new_page: NewPage) -> Page:
    """One page, for a test that needs no second reader."""
    return new_page()


def is_below(url: str, site: str) -> bool:
    return url == site or url.startswith((f"{site}/", f"{site}?"))

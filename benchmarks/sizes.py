"""Newsrooms of several sizes at once, each in a process of its own, and each page asked for in one after the other.

Round by round, so that whatever else the machine has to do meanwhile weighs upon all sizes alike. A benchmark says how
a newsroom is built and what is asked; the same module runs as the process of one size, with `--worker`.
"""

import argparse
import gzip
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

BUILT = "built"
SETTINGS = {
    "DEBUG": "off",
    "HTTPS": "off",
    "SECRET_KEY": "for a benchmark",
    "ALLOWED_HOSTS": "testserver",
    "DJANGO_SETTINGS_MODULE": "newsroom.settings",
}
FOUND = re.compile(r'id="count">(?:More than )?([\d,]+)')  # by a search

Times = list[tuple[float, float]]  # of each round: milliseconds by the clock, and of a processor


@dataclass(frozen=True)
class Page:
    """What is asked for. `is_full`: a list with another page behind it, so that there is as much to show everywhere."""

    address: str
    user: str = ""
    is_full: bool = False
    before: Callable[[], object] = lambda: None


class Newsroom:
    """A newsroom with so many stories, in its own process."""

    def __init__(self, module: str, stories: int, directory: Path):
        self.stories, self.server = stories, os.environ.get("DATABASE_URL", "")
        self.name = f"{module.rpartition('.')[2]}_{stories}"
        directory = directory / f"{'postgresql' if self.server else 'sqlite'}-{self.name}"
        is_built = (directory / BUILT).exists()
        environment = os.environ | SETTINGS | {"VAR_DIR": str(directory)}
        if not is_built:
            shutil.rmtree(directory, ignore_errors=True)
            directory.mkdir(parents=True)
        if self.server:
            environment["DATABASE_URL"] = urlunsplit(urlsplit(self.server)._replace(path=f"/{self.name}"))
            if not is_built:
                self._at_the_server(f"DROP DATABASE IF EXISTS {self.name}", f"CREATE DATABASE {self.name}")
        command = [sys.executable, "-m", module, "--worker", "--stories", str(stories)]
        self.process = subprocess.Popen(  # noqa: S603 (our own)
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.facts = self._answer()

    def ask(self, page: str) -> tuple[float, float]:
        """Return what `page` costs: milliseconds by the clock, and of a processor."""
        self.process.stdin.write(page + "\n")
        self.process.stdin.flush()
        return tuple(self._answer())

    def end(self, *, keep: bool) -> None:
        self.process.stdin.close()
        self.process.wait()
        if self.server and not keep:
            self._at_the_server(f"DROP DATABASE IF EXISTS {self.name}")

    def _answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"The newsroom with {self.stories:,} stories came to an end.")
        return json.loads(line)

    def _at_the_server(self, *statements: str) -> None:
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as server:
            for statement in statements:
                server.execute(statement)


def run(module: str, what: str, build: Callable[[int], None], pages: Callable[[], dict[str, Page]], table: Callable):
    """Run a benchmark. `table` prints what was measured: the newsrooms, and for each page the times in each of them."""
    arguments = argparse.ArgumentParser(description=what)
    arguments.add_argument("--stories", type=int, nargs="+", default=[1_000, 100_000])
    arguments.add_argument("--rounds", type=int, default=20)
    arguments.add_argument("--keep", type=Path, help="a directory for what is built, for the next time")
    arguments.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.worker:
        serve(given.stories[0], build, pages)
        return
    with tempfile.TemporaryDirectory() as directory:
        newsrooms: list[Newsroom] = []
        try:
            for stories in sorted(given.stories):
                newsrooms.append(Newsroom(module, stories, given.keep or Path(directory)))
            table(newsrooms, measure(newsrooms, given.rounds))
        finally:
            for newsroom in newsrooms:
                newsroom.end(keep=given.keep is not None)


def measure(newsrooms: list[Newsroom], rounds: int) -> dict[str, list[Times]]:
    """Return for each page what it took in each of `newsrooms`."""
    times: dict[str, list[Times]] = {page: [[] for _ in newsrooms] for page in newsrooms[0].facts}
    for _ in range(rounds):
        for page, measured in times.items():
            for newsroom, of_page in zip(newsrooms, measured, strict=True):
                of_page.append(newsroom.ask(page))
    return times


def serve(stories: int, build: Callable[[int], None], pages: Callable[[], dict[str, Page]]) -> None:
    """Be the newsroom of one size: build it where it is not yet, say what its pages are, then ask for those told."""
    import django

    django.setup()
    logging.disable(logging.WARNING)  # of pages that are not there, on purpose
    from django.db import connection

    from benchmarks import meter

    built = Path(os.environ["VAR_DIR"]) / BUILT
    if not built.exists():
        build(stories)
        if connection.vendor == "postgresql":  # it does so by itself, sooner or later; nobody does it in SQLite
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
        built.touch()
    site = pages()
    _tell({name: facts(name, page) for name, page in site.items()})
    clients = {name: client_of(page) for name, page in site.items()}
    for line in sys.stdin:
        page, client = site[line.strip()], clients[line.strip()]
        page.before()
        _tell(meter.measured(lambda: client.get(page.address)))  # noqa: B023 (called at once)
    connection.close()


def facts(name: str, page: Page) -> dict[str, float | str]:
    """Return queries and bytes of `page`, and what it says a search found. Raises ValueError for what is no page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(page)
    page.before()
    client.get(page.address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(page.address)
        count = len(queries)
    if response.status_code not in {200, 404}:
        raise ValueError(f"{page.address} answers {response.status_code}.")
    if page.is_full and b"before=" not in response.content:
        raise ValueError(f"{name}: its list is not full. Measure with more stories.")
    found = FOUND.search(response.content.decode())
    return {"queries": count, "bytes": len(gzip.compress(response.content)), "found": found[1] if found else ""}


def client_of(page: Page):
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    if page.user:
        client.force_login(get_user_model().objects.get(username=page.user))
    return client


def _tell(value: dict | tuple) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()

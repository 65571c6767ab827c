"""Queries, bytes and time of each kind of page, at several sizes of the newsroom, as one table.

`python -m benchmarks.pages --stories 1000 100000 1000000` (in the project's environment: `.venv/bin/python`). It works
in a directory of its own, on SQLite or on the PostgreSQL that DATABASE_URL names, where each size has a database. With
`--keep DIRECTORY` what is built stays there (and in PostgreSQL) for the next time.

All sizes are there at once, each in a process of its own, and every page is asked for at one size after the other,
round by round: what else the machine has to do meanwhile weighs upon all of them alike.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from benchmarks.sized import BUILT, SETTINGS

ROUNDS = 15


class Newsroom:
    """A newsroom with so many stories, in its own process."""

    def __init__(self, stories: int, directory: Path):
        self.stories = stories
        given = os.environ.get("DATABASE_URL", "")
        directory = directory / f"{'postgresql' if given else 'sqlite'}-{stories}"
        is_built = (directory / BUILT).exists()
        if not is_built:
            shutil.rmtree(directory, ignore_errors=True)
            directory.mkdir(parents=True)
        environment = os.environ | SETTINGS | {"VAR_DIR": str(directory)}
        if given:
            environment["DATABASE_URL"] = self.database(given, anew=not is_built)
        command = [sys.executable, "-m", "benchmarks.sized", str(stories)]
        self.process = subprocess.Popen(  # noqa: S603 (our own)
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.facts = self.answer()

    def database(self, given: str, *, anew: bool) -> str:
        """Return the address of this size's database on the server of `given`."""
        import psycopg

        self.name, self.server = f"newsroom_{self.stories}", given
        if anew:
            with psycopg.connect(given, autocommit=True) as server:
                server.execute(f"DROP DATABASE IF EXISTS {self.name}")
                server.execute(f"CREATE DATABASE {self.name}")
        return urlunsplit(urlsplit(given)._replace(path=f"/{self.name}"))

    def answer(self) -> dict:
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"The newsroom with {self.stories} stories came to an end.")
        return json.loads(line)

    def ask(self, page: str) -> tuple[float, float]:
        """Return what `page` costs: milliseconds by the clock, and of a processor."""
        self.process.stdin.write(page + "\n")
        self.process.stdin.flush()
        return self.answer()

    def end(self, *, keep: bool) -> None:
        self.process.stdin.close()
        self.process.wait()
        if not keep and hasattr(self, "server"):
            import psycopg

            with psycopg.connect(self.server, autocommit=True) as server:
                server.execute(f"DROP DATABASE IF EXISTS {self.name}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--stories", type=int, nargs="+", default=[1_000, 100_000])
    arguments.add_argument("--rounds", type=int, default=ROUNDS)
    arguments.add_argument("--keep", type=Path)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        newsrooms = []
        try:
            for size in sorted(given.stories):
                newsrooms.append(Newsroom(size, given.keep or Path(directory)))
            print_table(newsrooms, measure(newsrooms, given.rounds))
        finally:
            for newsroom in newsrooms:
                newsroom.end(keep=given.keep is not None)


def measure(newsrooms: list[Newsroom], rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Return for each page what it costs in each of `newsrooms`: medians by the clock, and of a processor."""
    times = {page: [[] for _ in newsrooms] for page in newsrooms[0].facts}
    for _ in range(rounds):
        for page, measured in times.items():
            for newsroom, of_page in zip(newsrooms, measured, strict=True):
                of_page.append(newsroom.ask(page))
    return {
        page: [tuple(map(statistics.median, zip(*of_page, strict=True))) for of_page in measured]
        for page, measured in times.items()
    }


def print_table(newsrooms: list[Newsroom], measured: dict[str, list[tuple[float, float]]]) -> None:
    write = sys.stdout.write
    sizes = [f"{newsroom.stories:,}" for newsroom in newsrooms]
    heads = ["page", "compressed, KB", "queries", *(f"ms at {size}" for size in sizes), "ratio"]
    heads += [*(f"of a processor, ms at {size}" for size in sizes), "ratio"]
    write(f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|\n")
    for page, costs in measured.items():
        facts = [newsroom.facts[page] for newsroom in newsrooms]
        cells = [span(f"{each['bytes'] / 1000:.1f}" for each in facts), span(f"{each['queries']}" for each in facts)]
        for clock_or_processor in zip(*costs, strict=True):
            cells += [f"{ms:.1f}" for ms in clock_or_processor]
            cells.append(f"{clock_or_processor[-1] / clock_or_processor[0]:.2f}")
        write(f"| {page} | {' | '.join(cells)} |\n")


def span(values) -> str:
    """Return what differs by size, or the one that does not."""
    values = list(values)
    return values[0] if len(set(values)) == 1 else " / ".join(values)


if __name__ == "__main__":
    main()

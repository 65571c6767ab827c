"""What an answer takes: by the clock, and of a processor, where it does not count how busy the machine is."""

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.db import connection


def measured(ask: Callable[[], object]) -> tuple[float, float]:
    """Return how many milliseconds `ask` took by the clock, and how many of a processor, the database's part included.

    What a PostgreSQL on another machine took of its own is not known, and left out.
    """
    before, started = _processor(), time.perf_counter()
    ask()
    clock, processor = time.perf_counter() - started, _processor() - before
    return 1000 * clock, 1000 * processor


def _processor() -> float:
    return time.process_time() + (_of_process(_server()) if connection.vendor == "postgresql" else 0)


def _of_process(key: int) -> float:
    """Return the seconds that a process ran (proc(5), schedstat), 0 of one that is not on this machine."""
    try:
        return int(Path(f"/proc/{key}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9
    except OSError:
        return 0


@cache
def _server() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]

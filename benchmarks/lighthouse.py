"""What Lighthouse measures on readers' pages as a phone would load them, as a table; the median of several runs.

`python -m benchmarks.lighthouse --runs 5` (in the project's environment: `.venv/bin/python`; it needs a Chromium, and
the Lighthouse that `make test` installs where there is npm). It works in a directory of its own: the demonstration
newsroom on SQLite, served as `make run` serves it.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120  # seconds until it answers
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
# Lighthouse's names, and how many of its units make one of ours
NUMBERS = {
    "first-contentful-paint": ("first paint, s", 1000),
    "largest-contentful-paint": ("largest paint, s", 1000),
    "total-blocking-time": ("blocked, ms", 1),
    "cumulative-layout-shift": ("layout shift", 1),
    "total-byte-weight": ("KB", 1024),
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=5)
    runs = arguments.parse_args().runs
    from tests import browser, checkers

    if browser.find() is None or not (checkers.MODULES / "lighthouse").is_dir():
        sys.exit("It needs a Chromium, and Node with what `make test` installs where there is npm.")
    with tempfile.TemporaryDirectory() as directory, site(directory) as address:
        pages = {name: address + path for name, path in paths(directory).items()}
        checkers.run_lighthouse(list(pages.values()), ["seo"])  # the files of photos are made now, not when it counts
        reports = [checkers.run_lighthouse(list(pages.values()), CATEGORIES) for _ in range(runs)]
    if problems := {report["problem"] for run in reports for report in run} - {""}:
        sys.exit("\n".join(problems))
    print_table({name: [run[number] for run in reports] for number, name in enumerate(pages)})


@contextmanager
def site(directory: str) -> Iterator[str]:
    """Yield the address of the demonstration newsroom, served by the server that production runs on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://localhost:{port}"
    environment = os.environ | {
        "VAR_DIR": directory,
        "DEBUG": "off",
        "HTTPS": "off",
        "SECRET_KEY": "for a benchmark",
        "ALLOWED_HOSTS": "localhost",
        "SITE_URL": address,
    }
    run = [sys.executable, "manage.py", "prepare", "--port", str(port)]
    subprocess.run(run, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (our own)
    serve = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--blocking-threads", "4", "--log-level", "warning", "newsroom.wsgi:application"),
    ]
    with subprocess.Popen(serve, env=environment, cwd=ROOT) as server:  # noqa: S603 (our own)
        try:
            wait_for(f"{address}/healthz")
            yield address
        finally:
            server.terminate()


def wait_for(address: str) -> None:
    """Return once there is an answer at `address`. Raises OSError if there is none for too long."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 (our own address)
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def paths(directory: str) -> dict[str, str]:
    """Return the addresses of the pages on the site: the story is the one with most photos."""
    os.environ |= {"VAR_DIR": directory, "DEBUG": "on", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    import django

    django.setup()
    from django.db.models import Count

    from articles.models import Edition
    from authors import clock

    visible = Edition.objects.visible(clock.now()).select_related("section", "address")
    story = visible.annotate(photos=Count("uses_of_photos")).order_by("-photos", "pk").first()
    return {
        "front": "/",
        "section": story.section.get_absolute_url(),
        "story": story.get_absolute_url(),
        "author": story.authors.first().get_absolute_url(),
    }


def print_table(measured: dict[str, list[dict]]) -> None:
    write = sys.stdout.write
    heads = ["page", *CATEGORIES, *(label for label, _ in NUMBERS.values()), "requests"]
    write(f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|\n")
    for name, reports in measured.items():
        cells = [statistics.median(report["scores"][category] for report in reports) for category in CATEGORIES]
        for number, (_, unit) in NUMBERS.items():
            cells.append(round(statistics.median(report["numbers"][number] for report in reports) / unit, 2))
        cells.append(statistics.median(report["requests"] for report in reports))
        write(f"| {name} | {' | '.join(f'{cell:g}' for cell in cells)} |\n")


if __name__ == "__main__":
    main()

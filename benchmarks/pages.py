"""Queries, bytes and time of each kind of page, at several sizes of the newsroom, as one table.

`python -m benchmarks.pages --stories 100 100000` (in the project's environment: `.venv/bin/python`). It works in a
directory of its own, on SQLite or on the database that DATABASE_URL names, which must be empty.
"""

import argparse
import gzip
import io
import logging
import os
import statistics
import sys
import tempfile
import time

ROUNDS = 15


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--stories", type=int, nargs="+", default=[100, 10_000])
    sizes = sorted(arguments.parse_args().stories)
    with tempfile.TemporaryDirectory() as directory:
        os.environ |= {
            "VAR_DIR": directory,
            "DEBUG": "off",
            "HTTPS": "off",
            "SECRET_KEY": "for a benchmark",
            "ALLOWED_HOSTS": "testserver",
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        }
        import django

        django.setup()
        logging.disable(logging.WARNING)  # of pages that are not there, on purpose
        from django.core.management import call_command

        for command in ("migrate", "roles", "demo"):
            call_command(command, verbosity=0, stdout=io.StringIO())
        call_command("collectstatic", interactive=False, verbosity=0)
        measured = [(size, grow_and_measure(size)) for size in sizes]
        print_table(measured)
        sys.stdout.flush()
        from django.db import connections

        connections.close_all()


def grow_and_measure(size: int) -> dict[str, dict[str, float]]:
    """Load stories up to `size`, and return queries, bytes and milliseconds for each page."""
    from django.core.management import call_command
    from django.db import connection

    from articles.models import Edition

    missing = size - Edition.objects.count()
    if missing > 0:
        call_command("load", stories=missing, stdout=io.StringIO())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {name: measure(address, user) for name, address, user in pages()}


def pages() -> list[tuple[str, str, str]]:
    """Return name, address and account (or none) of what is measured."""
    from articles.models import Edition

    deep = Edition.objects.order_by("first_published_at").select_related("section", "address").first()
    middle = Edition.objects.order_by("-first_published_at")[50].first_published_at
    story = Edition.objects.filter(document__slug="harbour-dredging-vote").select_related("address").last()
    return [
        ("home", "/", ""),
        ("section", deep.section.get_absolute_url(), ""),
        ("topic", "/topics/harbour/", ""),
        ("author", "/authors/tomas-okoro/", ""),
        ("archive", "/archive/", ""),
        ("archive, a year", f"/{middle:%Y}/", ""),
        ("archive, a month", f"/{middle:%Y/%m}/", ""),
        ("archive, a day", f"/{middle:%Y/%m/%d}/", ""),
        ("corrections", "/corrections/", ""),
        ("story, the one that carries everything", story.get_absolute_url(), ""),
        ("story, the oldest", deep.get_absolute_url(), ""),
        ("no such story", "/2026/01/01/no-such-story/", ""),
        ("desk", "/admin/", "editor"),
        ("list of stories", "/admin/articles/article/", "editor"),
        ("list of stories, in review", "/admin/articles/article/?state__exact=in_review", "editor"),
        ("list of stories, a search", "/admin/articles/article/?q=harbour+dredging", "editor"),
    ]


def measure(address: str, user: str) -> dict[str, float]:
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    if user:
        client.force_login(get_user_model().objects.get(username=user))
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        count = len(queries)
    assert response.status_code in {200, 404}, (address, response.status_code)
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        client.get(address)
        times.append(1000 * (time.perf_counter() - started))
    return {
        "queries": count,
        "bytes": len(gzip.compress(response.content)),
        "ms": statistics.median(times),
    }


def print_table(measured: list[tuple[int, dict[str, dict[str, float]]]]) -> None:
    write = sys.stdout.write
    sizes = [size for size, _ in measured]
    write("| page | compressed |" + "".join(f" queries at {size:,} | ms |" for size in sizes) + " ratio |\n")
    write("|---|---|" + "---|---|" * len(sizes) + "---|\n")
    smallest, largest = measured[0][1], measured[-1][1]
    for name in largest:
        cells = "".join(f" {pages[name]['queries']:.0f} | {pages[name]['ms']:.1f} |" for _, pages in measured)
        ratio = largest[name]["ms"] / smallest[name]["ms"]
        write(f"| {name} | {largest[name]['bytes'] / 1000:.1f} KB |{cells} {ratio:.2f} |\n")


if __name__ == "__main__":
    main()

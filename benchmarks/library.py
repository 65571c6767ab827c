"""Queries and time of the photo library's list, for each of its filters, at several numbers of photos, as one table.

`python -m benchmarks.library --photos 1000 100000` (in the project's environment: `.venv/bin/python`). It works in a
directory of its own, on SQLite or on the database that DATABASE_URL names, which must be empty. The photos have no
files: what is measured is the list.
"""

import argparse
import io
import os
import re
import statistics
import sys
import tempfile
import time
from datetime import timedelta

ROUNDS = 9
FOUND = re.compile(r'nr-count">([\d,+]+)')
BATCH = 5_000
PHOTOGRAPHERS = ("Ada Vale", "Jun Takeda", "Sofia Brandt", "Edwin Hallam", "Leila Haddad", "Oskar Nyberg")
CITIES = ("Port Ansel", "Carrow", "Ventry", "Dunmere", "Low Fenwick")
SUBJECTS = ("Harbour", "Ferry", "Council", "Market", "Storm", "Regatta", "Trawler", "Library")
RARE = 997  # one photo in so many has what is rare
LIST = "/admin/articles/photo/"
ASKED = {
    "the whole library": "",
    "words, common": "q=harbour",
    "words, rare": "q=lighthouse",
    "words, none": "q=zeppelin",
    "agency, half of all": "by=Northline",
    "photographer, rare": "by=Mara+Lindqvist",
    "keyword, common": "keyword=isles",
    "keyword, rare": "keyword=ice",
    "country, all": "place=Saltmarsh+Isles",
    "city, rare": "place=Skellin",
    "taken in a year": "since=2020-01-01&until=2020-12-31",
    "taken on one day": "since=2021-06-01&until=2021-06-01",
    "landscape": "shape=wide",
    "square": "shape=square",
    "may be shown now": "rights=usable",
    "may not be shown now": "rights=unusable",
    "rights end soon": "rights=ending",
    "nothing stated": "rights=unstated",
    "withdrawn": "rights=withdrawn",
    "added by me": "show=mine",
    "without credit": "show=uncredited",
    "without alternative text": "show=untold",
    "agency, and words": "by=Northline&q=harbour",
    "agency, and square": "by=Northline&shape=square",
    "keyword, rare, and a year": "keyword=ice&since=2020-01-01&until=2020-12-31",
    "country, and not to be shown": "place=Saltmarsh+Isles&rights=unusable",
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--photos", type=int, nargs="+", default=[1_000, 100_000])
    sizes = sorted(arguments.parse_args().photos)
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
        from django.core.management import call_command

        for command in ("migrate", "roles"):
            call_command(command, verbosity=0, stdout=io.StringIO())
        call_command("collectstatic", interactive=False, verbosity=0)
        account()
        measured = [(size, grow_and_measure(size)) for size in sizes]
        print_table(measured)
        sys.stdout.flush()
        from django.db import connections

        connections.close_all()


def account() -> None:
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    from articles import rights

    user = get_user_model().objects.create_user("photo", is_staff=True)
    user.groups.add(Group.objects.get(name=rights.PHOTO_DESK))


def grow_and_measure(size: int) -> dict[str, dict[str, float]]:
    """Add photos up to `size`, and return queries and milliseconds for each of `ASKED`."""
    from django.db import connection

    from articles.models import Photo

    while (held := Photo.objects.count()) < size:
        add(held, min(BATCH, size - held))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {name: measure(f"{LIST}?{asked}") for name, asked in ASKED.items()}


def add(first: int, count: int) -> None:
    """Add `count` photos, the first of them the library's `first` and next."""
    from django.contrib.auth import get_user_model

    from articles.models import CreditPart, Keyword, Photo

    user = get_user_model().objects.get(username="photo")
    common, rare = (Keyword.objects.get_or_create(name=name)[0] for name in ("Isles", "Ice"))
    numbers = range(first, first + count)
    photos = Photo.objects.bulk_create([photo(number, user) for number in numbers])
    parts, keyed = [], []
    for number, made in zip(numbers, photos, strict=True):
        if not is_rare(number, 3):
            name = "Mara Lindqvist" if is_rare(number) else PHOTOGRAPHERS[number % len(PHOTOGRAPHERS)]
            parts.append(CreditPart(photo=made, position=0, relation="by", name=name))
            if number % 2:
                parts.append(CreditPart(photo=made, position=1, relation="for", name="Northline"))
        keyed.append(Photo.keywords.through(photo=made, keyword=rare if is_rare(number, 5) else common))
    CreditPart.objects.bulk_create(parts)
    Photo.keywords.through.objects.bulk_create(keyed)


def is_rare(number: int, place: int = 0) -> bool:
    return number % RARE == place


def photo(number: int, user):
    """Return the photo with this number, unsaved: what is common in most, what is rare in one of `RARE`."""
    from articles.models import Photo
    from articles.search import folded
    from authors import clock

    now = clock.now()
    subject = "Lighthouse" if is_rare(number) else SUBJECTS[number % len(SUBJECTS)]
    facts = {"usable_until": now - timedelta(days=1)} if is_rare(number, 7) else {}
    if is_rare(number, 11):
        facts = {"usable_until": now + timedelta(days=10)}
    if is_rare(number, 13):
        facts = {"withdrawn_at": now, "withdrawn_because": "It showed another harbour."}
    caption = f"The {subject.lower()} on a day in the isles, seen from the quay, number {number}. " * 3
    city = "Skellin" if is_rare(number, 23) else CITIES[number % len(CITIES)]
    return Photo(
        words=folded(f"{subject} {number} {caption} {city} Saltmarsh Isles Northline"),
        original=f"{number}.jpg",
        digest=f"{number:064x}",
        format="JPEG",
        width=4000,
        height=3000,
        shape="square" if is_rare(number, 17) else "wide" if number % 4 else "tall",
        title=f"{subject} {number}",
        caption=caption,
        alt="" if is_rare(number, 19) else f"A {subject.lower()}",
        city=city,
        country="Saltmarsh Isles",
        copyright_notice="" if is_rare(number, 29) else "© The Saltmarsh Courier",
        taken_at=now - timedelta(hours=number % 100_000),
        uploaded_by=user if is_rare(number, 31) else None,
        cut_key=f"{number:08x}"[-8:],
        **facts,
    )


def measure(address: str) -> dict[str, float]:
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(get_user_model().objects.get(username="photo"))
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        count, database = len(queries), sum(float(query["time"]) for query in queries)
    assert response.status_code == 200, (address, response.status_code)
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        client.get(address)
        times.append(1000 * (time.perf_counter() - started))
    return {
        "queries": count,
        "found": FOUND.search(response.content.decode())[1] if b"nr-count" in response.content else "0",
        "database": 1000 * database,
        "ms": statistics.median(times),
    }


def print_table(measured: list[tuple[int, dict[str, dict[str, float]]]]) -> None:
    write = sys.stdout.write
    sizes = [size for size, _ in measured]
    write("| asked |" + "".join(f" found in {size:,} | queries | ms | of it SQL |" for size in sizes) + " ratio |\n")
    write("|---|" + "---|---|---|---|" * len(sizes) + "---|\n")
    smallest, largest = measured[0][1], measured[-1][1]
    for name in largest:
        rows = [rows[name] for _, rows in measured]
        cells = "".join(
            f" {row['found']} | {row['queries']:.0f} | {row['ms']:.1f} | {row['database']:.0f} |" for row in rows
        )
        write(f"| {name} |{cells} {largest[name]['ms'] / smallest[name]['ms']:.2f} |\n")


if __name__ == "__main__":
    main()

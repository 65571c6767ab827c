"""Queries and time of the readers' search, for each kind of question, at several sizes, as one table.

`python -m benchmarks.search --stories 1000 100000` (in the project's environment: `.venv/bin/python`). It works in a
directory of its own, on SQLite or on the database that DATABASE_URL names, which must be empty. The stories are 300
words out of 20,000, some common and most rare, as in a language. Each question is asked 20 times through Django's test
client: middleware, view and template, no network.
"""

import argparse
import io
import itertools
import os
import random
import re
import sys
import tempfile
import time
from datetime import timedelta
from functools import cache

ROUNDS = 20
BATCH = 500
WORDS = 20_000
FOUND = re.compile(r'id="count">(?:More than )?([\d,]+)')
RARE = 997  # one story in so many has what is rare
ASKED = {
    "a word in half of all stories": "q=harbour",
    "two words, each in half": "q=harbour+council",
    "two words in all stories": "q=winter+market",
    "a word in half, newest first": "q=harbour&order=newest",
    "a word in half, and a rare one": "q=harbour+lighthouse",
    "a rare word": "q=lighthouse",
    "a rare word, newest first": "q=lighthouse&order=newest",
    "words of different stories": "q=lighthouse+volcano",
    "a word that none has": "q=zeppelin",
    "a word misspelt": "q=lighthuose",
    "a phrase that many have": "q=%22harbour+council%22",
    "a phrase that all have": "q=%22market+winter%22",
    "a phrase of common words, in none": "q=%22council+harbour%22",
    "a common word, in a section": "q=harbour&section=sport",
    "a common word, by one writer": "q=harbour&author={author}",
    "a rare word, on a topic": "q=lighthouse&topic={topic}",
    "a common word, in a year": "q=harbour&from=2019-01-01&until=2019-12-31",
    "a common word, on one day": "q=harbour&from=2019-06-01&until=2019-06-01",
    "a section alone": "section=sport",
    "twelve common words": "q=harbour+council+winter+market+{common}",
    "the fifth page": "q=harbour&page=5",
    "newest first, eight years back": "q=harbour&order=newest&before={eight_years}",
    "nothing": "q=",
    "a megabyte": "q=" + "harbour+" * 125_000,
    "suggestions, two letters": "suggestions/?q=ha",
    "suggestions, a word and two letters": "suggestions/?q=harbour+co",
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--stories", type=int, nargs="+", default=[1_000, 100_000])
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
        from django.core.management import call_command

        for command in ("migrate", "roles", "demo"):
            call_command(command, verbosity=0, stdout=io.StringIO())
        call_command("collectstatic", interactive=False, verbosity=0)
        chance = random.Random(5)  # noqa: S311
        vocabulary = invented(chance)
        measured = []
        for size in sizes:
            grow(size, vocabulary, chance)
            measured.append((size, measure_all()))
        print_table(measured)
        sys.stdout.flush()
        from django.db import connections

        connections.close_all()


def invented(chance: random.Random) -> list[str]:
    """Return the vocabulary, the commonest words first."""
    syllables = [a + b for a, b in itertools.product("bdfgklmnprstvz", "aeiou")]
    words = {"".join(chance.choices(syllables, k=2 + number % 3)) for number in range(2 * WORDS)}
    return chance.sample(sorted(words), WORDS)


def grow(size: int, vocabulary: list[str], chance: random.Random) -> None:
    """Publish stories until there are `size`, spread over ten years."""
    from django.db import connection

    from articles import workflow
    from articles.models import Edition

    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(vocabulary))))
    template = Edition.objects.order_by("pk").first().document | {"lead": None, "photos": [], "short_headline": ""}
    common = vocabulary[:8]
    while (held := Edition.objects.count()) < size:
        numbers = range(held, min(size, held + BATCH))
        workflow.publish_many([story(number, template, vocabulary, weights, chance, common) for number in numbers])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    ASKED["twelve common words"] = f"q=harbour+council+winter+market+{'+'.join(common)}"


def story(number: int, template: dict, vocabulary: list[str], weights: list[float], chance, common: list[str]):
    from articles.models import Section
    from articles.tags import Tag
    from authors import clock
    from authors.models import Author

    section, author, topic = (chance.choice(rows_of(model)) for model in (Section, Author, Tag))
    drawn = chance.choices(vocabulary, cum_weights=weights, k=330)
    drawn[50:60] = ["winter", "market", "winter", *common[:7]]
    drawn[100] = common[7]
    if number % 2:
        drawn[70] = drawn[120] = "harbour"
    if number % 4 > 1:
        drawn[71] = "council"
    if number % RARE == 3:
        drawn[90] = "lighthouse"
    if number % RARE == 7:
        drawn[90] = "volcano"
    headline = " ".join([*drawn[:7], *(["harbour"] if number % 50 == 1 else [])]).capitalize()
    body = "".join(f"<p>{' '.join(drawn[start : start + 60]).capitalize()}.</p>" for start in range(30, 330, 60))
    document = template | {
        "headline": headline,
        "standfirst": " ".join(drawn[7:30]).capitalize() + ".",
        "kicker": drawn[0],
        "slug": f"story-{number}",
        "body": body,
        "section": {"id": section.pk, "name": section.name, "slug": section.slug},
        "bylines": [{"author": author.pk, "name": author.name, "slug": author.slug, "role": "by"}],
        "topics": [{"id": topic.pk, "name": topic.name, "slug": topic.slug}],
    }
    return document, clock.now() - timedelta(days=3650) * chance.random() - timedelta(minutes=1)


@cache
def rows_of(model: type) -> list:
    return list(model.objects.order_by("pk"))


def measure_all() -> dict[str, dict[str, float]]:
    from articles.finding import index
    from articles.tags import Tag
    from authors import clock
    from authors.models import Author

    eight_years = index.place_of(clock.now() - timedelta(days=8 * 365))
    chosen = {"author": rows_of(Author)[0].slug, "topic": rows_of(Tag)[0].slug, "eight_years": eight_years}
    return {name: measure("/search/" + address(asked.format(**chosen))) for name, asked in ASKED.items()}


def address(asked: str) -> str:
    return asked if asked.startswith("suggestions") else f"?{asked}"


def measure(where: str) -> dict[str, float]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.get(where)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(where)
        count = len(queries)
    assert response.status_code == 200, (where, response.status_code)
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        client.get(where)
        times.append(1000 * (time.perf_counter() - started))
    times.sort()
    found = FOUND.search(response.content.decode())
    return {
        "queries": count,
        "found": found[1] if found else "",
        "ms": times[len(times) // 2],
        "p95": times[int(0.95 * len(times)) - 1],
    }


def print_table(measured: list[tuple[int, dict[str, dict[str, float]]]]) -> None:
    write = sys.stdout.write
    sizes = [size for size, _ in measured]
    write("| asked |" + "".join(f" found in {size:,} | queries | ms | 95 % |" for size in sizes) + "\n")
    write("|---|" + "---|---|---|---|" * len(sizes) + "\n")
    for name in measured[-1][1]:
        rows = [rows[name] for _, rows in measured]
        cells = "".join(
            f" {row['found']} | {row['queries']:.0f} | {row['ms']:.1f} | {row['p95']:.1f} |" for row in rows
        )
        write(f"| {name} |{cells}\n")


if __name__ == "__main__":
    main()

"""Queries and time of the readers' search, for each kind of question, at several sizes, as one table.

`python -m benchmarks.search --stories 1000 100000` (in the project's environment: `.venv/bin/python`). It works in a
directory of its own, on SQLite or on the PostgreSQL that DATABASE_URL names, where each size has a database. With
`--keep DIRECTORY` what was built stays there (and in PostgreSQL) for the next time. The stories are 300 words out of
20,000, some common and most rare, as in a language. Each question is asked 20 times through Django's test client:
middleware, view and template, no network.
"""

import io
import itertools
import random
import statistics
import sys
from datetime import timedelta
from functools import cache

from benchmarks import sizes
from benchmarks.sizes import Newsroom, Page, Times

BASE = 5_000  # stories that are put together one by one; more are copies of them
BATCH = 500
WORDS = 20_000
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
    "quotes, operators and signs": "q=%22%27+OR+NEAR%28+%2A+%25_+-+AND+%00+%C3%28+%5D%5D%3E+harbour",
    "a megabyte": "q=" + "harbour+" * 125_000,
    "a megabyte of different words": "q={megabyte}",
    "suggestions, two letters": "suggestions/?q=ha",
    "suggestions, a word and two letters": "suggestions/?q=harbour+co",
}


def build(stories: int) -> None:
    """Make the demonstration newsroom, and `stories` more, spread over ten years."""
    from django.core.management import call_command
    from django.db.models import Max

    from articles import workflow
    from articles.models import Article, Edition
    from benchmarks import copies

    for command in ("migrate", "roles", "demo"):
        call_command(command, verbosity=0, stdout=io.StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)
    last = Article.objects.aggregate(last=Max("pk"))["last"]
    template = Edition.objects.order_by("pk").first().document | {"lead": None, "photos": [], "short_headline": ""}
    chance = random.Random(5)  # noqa: S311
    vocabulary = invented(chance)
    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(vocabulary))))
    singly = min(stories, BASE)
    for start in range(0, singly, BATCH):
        numbers = range(start, min(singly, start + BATCH))
        workflow.publish_many([story(number, template, vocabulary, weights, chance) for number in numbers])
    copies.multiply(-(-stories // BASE), last + 1, to_be_found=True)


def invented(chance: random.Random) -> list[str]:
    """Return the vocabulary, the commonest words first."""
    syllables = [a + b for a, b in itertools.product("bdfgklmnprstvz", "aeiou")]
    words = {"".join(chance.choices(syllables, k=2 + number % 3)) for number in range(2 * WORDS)}
    return chance.sample(sorted(words), WORDS)


def story(number: int, template: dict, vocabulary: list[str], weights: list[float], chance):
    from articles.models import Section
    from articles.tags import Tag
    from authors import clock
    from authors.models import Author

    section, author, topic = (chance.choice(rows_of(model)) for model in (Section, Author, Tag))
    drawn = chance.choices(vocabulary, cum_weights=weights, k=330)
    drawn[50:60] = ["winter", "market", "winter", *vocabulary[:7]]
    drawn[100] = vocabulary[7]
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


def questions() -> dict[str, Page]:
    """Return what is asked, by its name."""
    from articles.finding import index
    from articles.tags import Tag
    from authors import clock
    from authors.models import Author

    chosen = {
        "author": rows_of(Author)[0].slug,
        "topic": rows_of(Tag)[0].slug,
        "eight_years": index.place_of(clock.now() - timedelta(days=8 * 365)),
        "megabyte": "+".join(f"w{number}" for number in range(140_000)),
        "common": "+".join(invented(random.Random(5))[:8]),  # noqa: S311
    }
    return {name: Page("/search/" + address(asked.format(**chosen))) for name, asked in ASKED.items()}


def address(asked: str) -> str:
    return asked if asked.startswith("suggestions") else f"?{asked}"


def print_table(newsrooms: list[Newsroom], measured: dict[str, list[Times]]) -> None:
    write = sys.stdout.write
    heads = ["asked"]
    for newsroom in newsrooms:
        heads += [f"found in {newsroom.stories:,}", "queries", "ms", "95 %", "of a processor, ms", "95 %"]
    write(f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|\n")
    for name, times in measured.items():
        cells = [name]
        for newsroom, of_newsroom in zip(newsrooms, times, strict=True):
            cells += [newsroom.facts[name]["found"], f"{newsroom.facts[name]['queries']}"]
            for taken in zip(*of_newsroom, strict=True):
                cells += [f"{statistics.median(taken):.1f}", f"{sorted(taken)[-(-95 * len(taken) // 100) - 1]:.1f}"]
        write(f"| {' | '.join(cells)} |\n")


if __name__ == "__main__":
    sizes.run("benchmarks.search", __doc__, build, questions, print_table)

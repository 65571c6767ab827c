"""Any number of invented stories more, for load: sentences put together by chance, the same at every run."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Max

from articles import workflow
from articles.document import VERSION, use_of
from articles.models import Article, Caption, Section
from articles.tags import Tag
from authors import clock
from authors.models import Author
from authors.slugs import slugify

BATCH = 500
WHO = "The harbour board|Dunmere council|The fishing fleet|A committee of the assembly|The railway|Isles Water".split(
    "|"
)
DOES = "delays|backs|rejects|doubles|opens|halves|reviews|wins|loses|buys".split("|")
WHAT = "a plan for the northern quay|its winter timetable|the bridge toll|a survey of the fen|the price of water".split(
    "|"
)
WHEN = "after a long night|before the vote|for a third year|by seven votes to four|in spite of the rain".split("|")
THEN = (
    "Nobody in the hall had expected so close a count.|The figures, published at noon, were lower than forecast.|"
    "A second reading is due when the assembly returns.|Those who work there heard of it from the evening news.|"
    "The cost would be met over nine years, the paper says.|Two members abstained, and one had gone to catch a train."
).split("|")


def make(count: int) -> Iterator[int]:
    """Publish `count` stories spread over the last ten years; yields how many are done after each batch."""
    chance = random.Random(2026)
    sections, authors = list(Section.objects.all()), list(Author.objects.all())
    if not sections or not authors:
        raise ValueError("There is no section or no author yet: run `manage.py demo` first.")
    topics = list(Tag.objects.order_by("pk")[:60])
    leads = [use_of(caption) for caption in Caption.objects.filter(place="lead").select_related("photo")[:20]]
    first = (Article.objects.aggregate(Max("pk"))["pk__max"] or 0) + 1
    now = clock.now()
    done = 0
    while done < count:
        size = min(BATCH, count - done)
        workflow.publish_many(
            [
                _story(first + done + number, count, now, chance, sections, authors, topics, leads)
                for number in range(size)
            ]
        )
        done += size
        yield done


def _story(number: int, count: int, now: datetime, chance: random.Random, sections, authors, topics, leads):
    headline = f"{chance.choice(WHO)} {chance.choice(DOES)} {chance.choice(WHAT)} {chance.choice(WHEN)}"
    section, author = chance.choice(sections), chance.choice(authors)
    picked = chance.sample(topics, min(3, len(topics)))
    at = now - timedelta(days=3650) * chance.random() - timedelta(minutes=1)
    document = {
        "version": VERSION,
        "kicker": section.name,
        "headline": headline,
        "short_headline": "",
        "standfirst": f"{chance.choice(THEN)} {chance.choice(THEN)}",
        "slug": f"{slugify(headline, fallback='story')[:60]}-{number}",
        "story_type": chance.choice(["news", "news", "news", "analysis", "feature"]),
        "dateline": chance.choice(["PORT ANSEL", "CARROW", ""]),
        "byline_sentence": "",
        "editors_note": "",
        "social_headline": "",
        "social_summary": "",
        "body": "".join(f"<p>{' '.join(chance.choices(THEN, k=6))}</p>" for _ in range(5)),
        "section": {"id": section.pk, "name": section.name, "slug": section.slug},
        "bylines": [{"author": author.pk, "name": author.name, "slug": author.slug, "role": "by"}],
        "lead": chance.choice(leads) if leads and chance.random() < 0.7 else None,
        "photos": [],
        "audio": None,
        "agencies": [],
        "topics": [{"id": tag.pk, "name": tag.name, "slug": tag.slug} for tag in picked],
    }
    return document, at

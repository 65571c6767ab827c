"""What may be meant while somebody types: headlines, writers, topics and sections that hold the words so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.finding import words
from articles.finding.questions import Question
from articles.finding.store import TITLES
from articles.models import Edition, SearchName, Section
from articles.tags import Tag
from authors.models import Author
from authors.text import normalise_line

LONGEST = 80  # characters that are read
MOST_WORDS = 8
SHORTEST = 2  # letters of the last word; a single one begins too many
STORIES, NAMES = 5, 3  # that are offered
LOOKED_AT = 60  # headlines and names, of which some may not be visible


@dataclass(frozen=True)
class Suggestion:
    kind: str
    text: str
    url: str


def suggest(typed: str, sections: Iterable[Section], now: datetime) -> list[Suggestion]:
    """Return what holds the words of `typed`, the last one perhaps unfinished: at most 4 queries."""
    asked = _words(normalise_line(typed[: 4 * LONGEST])[:LONGEST])
    if asked and len(asked[-1]) < SHORTEST and asked[-1].isascii():
        asked.pop()
    if not asked:
        return []
    return [
        *(
            Suggestion(_("Section"), section.name, section.get_absolute_url())
            for section in sections
            if _holds(section.name, asked)
        ),
        *_named(
            Author,
            SearchName.Kind.AUTHOR,
            "editionauthor__author",
            _("Writer"),
            asked,
            now,
        ),
        *_named(Tag, SearchName.Kind.TOPIC, "editiontopic__topic", _("Topic"), asked, now),
        *_stories(asked, now),
    ]


def _words(text: str) -> list[str]:
    found = (words.whole(text[start:end]) for start, end in words.spans(text))
    return [word for word in found if word][:MOST_WORDS]


def _holds(name: str, asked: list[str]) -> bool:
    held = _words(name)
    return set(asked[:-1]) <= set(held) and any(word.startswith(asked[-1]) for word in held)


def _named(
    model: type[Model], kind: str, relation: str, label: str, asked: list[str], now: datetime
) -> list[Suggestion]:
    """Return the authors or topics whose name holds the words and which a visible story carries."""
    visible = Edition.objects.visible(now).filter(**{relation: OuterRef("pk")})
    beginning = _beginning(SearchName.objects.filter(kind=kind), asked[-1])
    keys = beginning.order_by("word", "key").values("key")[:LOOKED_AT]
    rows = model.objects.filter(Exists(visible), pk__in=keys).order_by("name", "pk").only("name", "slug")
    named = [row for row in rows if _holds(row.name, asked)]
    named.sort(key=lambda row: not words.plain(row.name).startswith(asked[0]))
    return [Suggestion(label, row.name, reverse(kind, args=[row.slug])) for row in named[:NAMES]]


def _beginning(names: QuerySet, start: str) -> QuerySet:
    """Return the `names` whose word begins with `start`, by the index that each database has for it."""
    if connection.vendor == "postgresql":
        return names.filter(word__startswith=start)
    return names.filter(word__gte=start, word__lt=f"{start}\U0010ffff")


def _stories(asked: list[str], now: datetime) -> list[Suggestion]:
    """Return the newest stories whose headlines hold the words."""
    low, high = Question().span(now)
    inside = TITLES.holding(asked[:-1], last=asked[-1], low=low, high=high, most=LOOKED_AT)
    found = Edition.objects.visible(now).filter(search__place__in=inside).order_by("-search__place")
    rows = found.select_related("address").only("card", "address")[:STORIES]
    return [Suggestion(_("Story"), row.card["headline"], row.get_absolute_url()) for row in rows]

"""The answer to a question: which stories, in which order, and by what they can be narrowed down."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import StrIndex
from django.http import Http404
from django.utils.safestring import SafeString

from articles import page
from articles.finding import index, snippets
from articles.finding.questions import Question
from articles.finding.ranking import rank
from articles.finding.store import BORDER, WORDS
from articles.models import Edition, SearchText, Section
from articles.tags import Tag
from authors.models import Author

SIZE = 20
MOST = 600  # stories that are ranked: of a common word the newest, and as many of the newest that are about it
MOST_WITH_PHRASE = 1_000  # stories with all words of a phrase that are looked through for it, the newest
MOST_CHOICES = 15


@dataclass(frozen=True)
class Result:
    card: page.Card
    headline: SafeString
    snippet: SafeString


@dataclass(frozen=True)
class Choice:
    """Something to narrow the results down by, and how many of the stories that were looked at have it."""

    slug: str
    name: str
    count: int


@dataclass(frozen=True)
class Results:
    """One page of an answer. `count` is how many stories answer of those that were looked at.

    Those were all, or all back to `reached`; the address `further` asks for what lies behind that.
    """

    found: list[Result] = field(default_factory=list)
    count: int = 0
    newer: str = ""
    older: str = ""
    reached: datetime | None = None
    further: str = ""
    sections: list[Choice] = field(default_factory=list)
    authors: list[Choice] = field(default_factory=list)
    topics: list[Choice] = field(default_factory=list)


def find(question: Question, sections: list[Section], now: datetime) -> Results:
    """Return the page of results that is asked for: 4 queries, or 5 where the words are common; 1 where none is found.

    Raises Http404 for a page that is not there.
    """
    heads, oldest = _candidates(question, now, about=False)
    if oldest is not None and not question.is_by_time:
        heads |= _candidates(question, now, about=True)[0]
    if question.is_by_time:
        places, first = sorted(heads, reverse=True), 0
    else:
        places, first = rank(list(heads.items()), question.keys, now), SIZE * (question.page - 1)
    shown = places[first : first + SIZE]
    if not shown and (question.page > 1 or (question.before is not None and oldest is None)):
        raise Http404("Nothing is further back.")
    reached = index.second_of(oldest) if oldest is not None else None
    further = question.address(before=oldest) if oldest is not None else ""
    if not shown:
        return Results(reached=reached, further=further)
    newer, older = _neighbours(question, shown, further, is_last=len(places) <= first + SIZE)
    return Results(
        found=_shown(shown, question, now),
        count=len(heads),
        newer=newer,
        older=older,
        reached=reached,
        further=further,
        **_choices(heads.values(), sections),
    )


def _candidates(question: Question, now: datetime, *, about: bool) -> tuple[dict[int, str], int | None]:
    """Return the newest stories that answer, by place, each with its `head`; with `about`, those that are about it.

    And the oldest place that was looked at, or None where none is left behind it. What readers do not see is told from
    what they see after the index has answered, so that it counts as looked at.
    """
    low, high = question.span(now)
    keys = [f"{index.ABOUT}{key}" for key in question.keys] if about else question.keys
    most = MOST_WITH_PHRASE if question.phrases else MOST
    inside = WORDS.holding([*question.filters, *keys], low=low, high=high, most=most + 1)
    # one row by its key: of an EXISTS here PostgreSQL makes a list of all editions that are visible
    visible = Edition.objects.visible(now).filter(pk=OuterRef("edition")).order_by().values("pk")[:1]
    rows = SearchText.objects.filter(place__in=inside).alias(visible=Subquery(visible))
    answers = Q(visible__isnull=False)
    for number, phrase in enumerate(question.phrases):
        name = f"phrase_{number}"
        rows = rows.alias(**{name: StrIndex("body", Value(f" {' '.join(phrase)} "))})
        answers &= Q(**{f"{name}__gt": 0})
    rows = rows.annotate(answer=Case(When(answers, then="head"), default=Value(""), output_field=TextField()))
    looked_at = list(rows.order_by("-place").values_list("place", "answer"))
    oldest = looked_at[most - 1][0] if len(looked_at) > most else None
    return {place: head for place, head in looked_at[:most] if head}, oldest


def _neighbours(question: Question, shown: list[int], further: str, *, is_last: bool) -> tuple[str, str]:
    """Return the addresses of the pages with newer and older stories, or with better and worse ones."""
    first = question.address() if question.before is not None else ""
    if question.is_by_time:
        return first, further if is_last else question.address(before=shown[-1])
    page, before = question.page, question.before
    return (
        question.address(page=page - 1, before=before) if page > 1 else first,
        "" if is_last else question.address(page=page + 1, before=before),
    )


def _shown(places: list[int], question: Question, now: datetime) -> list[Result]:
    """Return what is shown of the stories at `places`, in their order: one query."""
    rows = Edition.objects.visible(now).filter(search__place__in=places).order_by()
    rows = rows.select_related("section", "address", "search")
    rows = rows.defer("document", "notes", "search__head", "search__title")
    by_place = {edition.search.place: edition for edition in rows}
    return [_result(by_place[place], question) for place in places if place in by_place]


def _result(edition: Edition, question: Question) -> Result:
    card = page.card(edition, place="line")
    keys, found = question.keys, edition.search
    return Result(
        card=card,
        headline=snippets.marked(edition.card["headline"], set(keys)),
        snippet=snippets.snippet(card.standfirst, found.text, found.body, keys, question.phrases),
    )


def _choices(heads: Iterable[str], sections: list[Section]) -> dict[str, list[Choice]]:
    """Return by what the stories with these `heads` can be narrowed down: one query each for authors and topics."""
    counts = Counter(word for head in heads for word in head.partition(BORDER)[0].split())
    authors, topics = (_of(sign, counts) for sign in (index.AUTHOR, index.TOPIC))
    found = {
        "sections": [Choice(section.slug, section.name, counts[f"{index.SECTION}{section.pk}"]) for section in sections]
    }
    for name, model, keys in (("authors", Author, authors), ("topics", Tag, topics)):
        rows = model.objects.only("slug", "name").in_bulk(list(keys))
        choices = [Choice(row.slug, row.name, keys[pk]) for pk, row in rows.items()]
        found[name] = sorted(choices, key=lambda choice: (-choice.count, choice.name))
    return found


def _of(sign: str, counts: Counter) -> dict[int, int]:
    """Return the commonest keys of one kind, each with how many stories have it."""
    of_kind = {int(word[1:]): count for word, count in counts.items() if word.startswith(sign)}
    return dict(sorted(of_kind.items(), key=lambda item: (-item[1], item[0]))[:MOST_CHOICES])

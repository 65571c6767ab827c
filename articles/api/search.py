"""The search, as the API answers it: what the page of the search finds (articles/finding), in pages by key."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import unquote

from django.http import Http404, HttpRequest, QueryDict
from django.urls import resolve

from articles.api import problems, shapes
from articles.api.door import address
from articles.api.paging import decode, encode, link
from articles.finding import index, questions
from articles.finding.questions import BEST, NEWEST, Question
from articles.finding.results import Result, Results, find
from articles.models import Edition, Section
from authors import clock

PARAMETERS = ("q", "section", "author", "topic", "from", "until", "order")
PLACE = re.compile(r"s([1-9][0-9]{0,2})-(-?[0-9]{1,19})")
SECOND = timedelta(seconds=1)


@address(*PARAMETERS, "cursor")
def search(request: HttpRequest) -> dict:
    """At most 9 queries."""
    now, sections = clock.now(), list(Section.objects.all())
    question = _question(request, sections, now)
    try:
        found = find(question, sections, now)
    except Http404:  # nothing is that far back, or not any more
        found = Results()
    further = found.older or found.further
    return {
        "items": _items(found.found, now),
        "count": found.count,
        "countIsComplete": found.reached is None,
        "notices": list(question.problems),
        "next": link(request, _cursor(further)) if further else None,
    }


def _question(request: HttpRequest, sections: list[Section], now: datetime) -> Question:
    """Return what is asked. Raises `Problem` where the page of the search would say that it left something out.

    What went out after the first page was asked for is in none of those that follow: it would move them.
    """
    asked = QueryDict(mutable=True)
    asked.update({name: request.GET[name] for name in PARAMETERS if name in request.GET})
    cursor = request.GET.get("cursor")
    if cursor is not None:
        match = PLACE.fullmatch(decode(cursor))
        if match is None:
            raise problems.bad_cursor()
        asked.update({"page": match[1], "before": match[2]})
    for name in ("from", "until"):
        _check_day(name, asked.get(name, ""))
    if asked.get("order", BEST) not in (BEST, NEWEST):
        raise problems.bad_parameter("order", f"Ask for “{BEST}” or “{NEWEST}”.")
    try:
        question = questions.read(asked, sections)
    except Http404:
        raise problems.bad_cursor() from None
    for name in ("section", "author", "topic"):
        if asked.get(name) and getattr(question, name) is None:
            raise problems.bad_parameter(name, f"There is no such {name}; take its identifier from the list of them.")
    if not (question.text or question.is_filtered):
        raise problems.bad_parameter("q", "Say what to look for, or narrow all stories down by another parameter.")
    return question if cursor is not None else replace(question, before=index.place_of(now + SECOND))


def _check_day(name: str, text: str) -> None:
    try:
        if text and not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            raise ValueError(text)
        date.fromisoformat(text or "2000-01-01")
    except ValueError:
        raise problems.bad_parameter(name, "Write a day like 2026-03-31.") from None


def _cursor(further: str) -> str:
    """Return the cursor of a further page, whose address the search has made."""
    asked = QueryDict(further.removeprefix("?"))
    return encode(f"s{asked.get('page', '1')}-{asked['before']}")


def _items(found: list[Result], now: datetime) -> list[dict]:
    """Return the stories that were found, each with the words marked: one query."""
    places = [resolve(unquote(result.card.url)).kwargs for result in found]
    days = {date(int(place["year"]), int(place["month"]), int(place["day"])) for place in places}
    editions = Edition.objects.visible(now).filter(
        address__day__in=days, address__slug__in={place["slug"] for place in places}
    )
    by_url = {edition.get_absolute_url(): edition for edition in editions.order_by().for_list()}
    return [
        {
            "story": shapes.summary(by_url[result.card.url]),
            "headline": str(result.headline),
            "text": str(result.snippet),
        }
        for result in found
        if result.card.url in by_url
    ]

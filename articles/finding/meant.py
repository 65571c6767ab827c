"""Did you mean: a word that is found, for one that is not. By the letters they share, three by three."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists

from articles.finding import index, words
from articles.finding.questions import Question
from articles.finding.store import WORDS
from articles.models import Edition, SearchGram, SearchText

MOST_MENDED = 3  # words of a question
MOST_ALIKE = 60  # words that share most letters with one
MOST_TRIED = 6  # of these, whether readers find them
LOOKED_AT = 100  # stories that hold a word, of which one must be visible


@dataclass(frozen=True)
class Meant:
    """`text` is the question as it may have been meant, empty where nothing is alike.

    `known` are the words and phrases of it whose words readers find, as they were typed.
    """

    text: str
    known: tuple[str, ...]


def meant(question: Question, now: datetime) -> Meant:
    """Return what may have been meant by a question that nothing answers: at most 5 queries."""
    held = found(question.keys, now)
    missing = [word for word in question.words if word.key not in held]
    known = tuple(said for said in question.said if held.issuperset(words.keys(said)))
    alike = {word.typed: _alike(words.whole(word.typed)) for word in missing[:MOST_MENDED]}
    offered = found((words.key(each) for candidates in alike.values() for each in candidates), now)
    better = {word.typed: "" for word in missing}
    better |= {typed: next((each for each in alike[typed] if words.key(each) in offered), "") for typed in alike}
    return Meant(_with(question.text, better) if any(better.values()) else "", known)


def _with(text: str, better: dict[str, str]) -> str:
    """Return `text` with each word that is a key of `better` put right, or left out where nothing is better."""
    pieces, end = [], 0
    for start, stop in words.spans(text):
        pieces += [text[end:start], better.get(text[start:stop], text[start:stop])]
        end = stop
    return " ".join("".join([*pieces, text[end:]]).split())


def found(keys: Iterable[str], now: datetime) -> set[str]:
    """Return those of `keys` that a visible story holds, of the newest that hold it: one query."""
    keys = list(dict.fromkeys(keys))
    if not keys:
        return set()
    low, high = Question().span(now)
    asked = {
        f"held_{number}": Exists(
            Edition.objects.visible(now).filter(
                search__place__in=WORDS.holding([key], low=low, high=high, most=LOOKED_AT)
            )
        )
        for number, key in enumerate(keys)
    }
    row = SearchText.objects.order_by("place").annotate(**asked).values_list(*asked).first()
    return {key for key, held in zip(keys, row, strict=True) if held} if row else set()


def _alike(typed: str) -> list[str]:
    """Return the words that are spelt most like `typed`, the likest first: one query."""
    if not index.is_worth_mending(typed):
        return []
    reach = 1 if len(typed) < 6 else 2
    rows = (
        SearchGram.objects.filter(
            gram__in=index.grams_of(typed), length__range=(len(typed) - reach, len(typed) + reach)
        )
        .values_list("word__word")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "word__word")[:MOST_ALIKE]
    )
    near = [(distance(typed, word, reach), -shared, word) for word, shared in rows if word != typed]
    return [word for far, _, word in sorted(near) if far <= reach][:MOST_TRIED]


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters are to be changed, added, left out or swapped to make `other` of `one`.

    `most + 1` stands for every larger number. Optimal string alignment, as in Damerau's paper of 1964.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = [], list(range(len(other) + 1))
    for y, letter in enumerate(one, start=1):
        before, last, row = row, before, [y]
        for x, wanted in enumerate(other, start=1):
            cost = min(before[x] + 1, row[x - 1] + 1, before[x - 1] + (letter != wanted))
            if x > 1 and y > 1 and letter == other[x - 2] and one[y - 2] == wanted:
                cost = min(cost, last[x - 2] + 1)
            row.append(cost)
    return min(row[-1], most + 1)

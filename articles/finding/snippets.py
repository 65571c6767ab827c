"""What is shown of a story that was found: the words that were asked for, marked, among those around them."""

from collections.abc import Iterable
from itertools import islice

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.finding import words
from articles.finding.store import BORDER

LONG = 34  # words
BEFORE = 8  # words before the first that is marked
MOST = 25  # places of one word or phrase that are looked at
LONGEST = 420  # characters
ENDS = frozenset(".!?。！？…\n")
OPENING = " “‘\"'("


def marked(text: str, keys: set[str]) -> SafeString:
    """Return `text` as HTML, with the words marked that are among `keys`."""
    pieces, end = [], 0
    for start, stop in _hits(text, keys):
        pieces.append(f"{escape(text[end:start])}<mark>{escape(text[start:stop])}</mark>")
        end = stop
    return mark_safe("".join([*pieces, escape(text[end:])]))  # noqa: S308 (every piece is escaped)


def snippet(
    standfirst: str, text: str, body: str, keys: list[str], phrases: Iterable[tuple[str, ...]] = ()
) -> SafeString:
    """Return what shows best that a story holds `keys` and `phrases`: its standfirst, or some words of its text.

    `body` has the words of `text` before its first border, each the one with its number.
    """
    asked, wanted = set(keys), [*keys, *map(" ".join, phrases)]
    line = f" {' '.join(words.keys(standfirst))} "
    in_standfirst = {each for each in wanted if f" {each} " in line}
    if len(in_standfirst) == len(wanted):
        return marked(standfirst, asked)
    begin, held = _window(body.partition(f" {BORDER} ")[0] + " ", wanted)
    if len(held) <= len(in_standfirst):
        return marked(standfirst, asked)
    spans = list(islice(words.spans(text), begin, begin + LONG + 1))
    if not spans:
        return marked(standfirst, asked)
    start = spans[0][0]
    end = spans[-2][1] if len(spans) > LONG else len(text)
    end = min(end, start + LONGEST)
    end += text[end : end + 1] in ENDS
    before = "" if start == 0 or text[:start].rstrip(OPENING)[-1:] in ENDS else "… "
    after = "" if text[end - 1 : end] in ENDS or not text[end:].strip() else " …"
    return mark_safe(before + marked(" ".join(text[start:end].split()), asked) + after)  # noqa: S308 (marked escapes)


def _hits(text: str, keys: set[str]) -> list[list[int]]:
    """Return where `text` holds `keys`, each with its end; hits that overlap are one."""
    singles = {key for key in keys if len(key) == 1 and words.is_unspaced(key)}
    found: list[list[int]] = []
    for start, end in words.spans(text):
        word = text[start:end]
        if words.key(word) not in keys:
            at = next((at for at in range(start, end) if words.key(text[at]) in singles), None) if singles else None
            if at is None:
                continue
            start, end = at, at + 1
        if found and start < found[-1][1]:
            found[-1][1] = max(end, found[-1][1])
        else:
            found.append([start, end])
    return found


def _window(body: str, wanted: list[str]) -> tuple[int, set[str]]:
    """Return with which word of `body` to begin, and which of the words and phrases `wanted` are held from there on."""
    hits = sorted((number, each) for each in wanted for number in _numbers(body, each))
    best, held = 0, set()
    for at, (first, _) in enumerate(hits):
        near = (each for number, each in hits[at : at + LONG] if number < first + LONG - BEFORE)
        reached = {part for each in near for part in (each, *each.split())}
        if len(reached) > len(held):
            best, held = first, reached
    return max(0, best - BEFORE), held


def _numbers(body: str, wanted: str) -> list[int]:
    """Return with which words of `body` the word or phrase `wanted` begins, the first having the number 0."""
    numbers, word, count, last = [], f" {wanted} ", 0, 0
    at = body.find(word)
    while at >= 0 and len(numbers) < MOST:
        count += body.count(" ", last, at)
        numbers.append(count)
        last, at = at, body.find(word, at + len(word) - 1)
    return numbers

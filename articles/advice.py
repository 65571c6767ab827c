"""Advice before publication: what is worth another look. None of it holds a story back; `articles.gate` does that."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from articles import spelling
from articles.body import lines
from articles.body.lines import Line
from articles.refusals import Want
from articles.states import StoryType

LONG_PARAGRAPH = 120  # words
LONG_SENTENCE = 55  # words
# two lines of a card (static/site/site.css, .card-headline), on a phone as in a column; nothing is cut off, but a third
# line pushes the standfirst away
LIST_LENGTH = 70
# search engines cut a title at some 600 pixels, and what stands below it after two lines
SEARCH_LENGTH, SUMMARY_LENGTH = 60, 155
LENGTHS = {"list": LIST_LENGTH, "search": SEARCH_LENGTH, "summary": SUMMARY_LENGTH}
A_FEW = 5  # of one kind that are named one by one

REPORTED = {StoryType.NEWS, StoryType.REPORT}
# said twice on purpose, in the languages that do
TWICE = frozenset({"had", "that", "nous", "vous", "sie", "die", "der", "das", "dat"})
SPACES = re.compile(r"[ \N{NO-BREAK SPACE}]{2,}")
BREAK = re.compile(r"[.!?…:]")  # between two words: a sentence ends
OPENING_MARKS = "“„«»\"'‘‚”"
INCHES = re.compile(r'(?<=\d)"')


@dataclass(frozen=True)
class Advice:
    """One thing worth a look: in which field or block (`dateline`, `photos-2`, `p-12`), and in which words there."""

    field: str
    sentence: str
    words: str = ""


def advice(
    document: dict, *, hidden: Collection[int] = (), language: str = "", embargoes: Iterable[Want] = ()
) -> list[Advice]:
    """Return what is worth a look in `document`, in the order of the form. Takes time in proportion to its length.

    `hidden` are the keys of the stories that it refers to and readers cannot see. `language` is what it is written in.
    `embargoes` are what its photos want of the hour at which it goes out, as `photos.terms.embargoes` says.
    """
    text = lines.read(document["body"])
    typed = [line for line in text if line.tag == "p"]
    placed = [*_fields(document), *((_place(line), line) for line in text)]
    return [
        *_headlines(document),
        *_dateline(document, text),
        *_few(_long_paragraphs(typed), "paragraphs this long"),
        *_few(_long_sentences(typed), "sentences this long"),
        *_few(_said_twice(placed), "words that stand twice"),
        *_double_spaces(text),
        *_few(_open_quotes(typed), "paragraphs with an odd quotation mark"),
        *_skipped_levels(document["body"]),
        *_few(_hidden_stories(document["body"], hidden), "stories that readers cannot see"),
        *_captions(document),
        *(Advice(want.field, want.sentence) for want in embargoes),
        *_few(_names(document, text, language), "names that are spelled two ways"),
    ]


def _few(found: Iterable[Advice], of_what: str) -> list[Advice]:
    found = list(found)
    if len(found) <= A_FEW:
        return found
    following = found[A_FEW]
    more = Advice(following.field, f"And {len(found) - A_FEW} more {of_what}.", following.words)
    return [*found[:A_FEW], more]


def _headlines(document: dict) -> Iterator[Advice]:
    headline, short, social = (document[name] for name in ("headline", "short_headline", "social_headline"))
    if short and len(short) > LIST_LENGTH:
        sentence = f"In lists, {LIST_LENGTH} characters make two lines; the short headline has {len(short)}."
        yield Advice("short_headline", sentence)
    elif not short and len(headline) > LIST_LENGTH:
        yield Advice(
            "short_headline",
            f"In lists, {LIST_LENGTH} characters make two lines; the headline has {len(headline)}. Write a short one.",
        )
    if len(social) > SEARCH_LENGTH:
        yield Advice(
            "social_headline",
            f"Search results show some {SEARCH_LENGTH} characters; the headline for them has {len(social)}.",
        )


def _dateline(document: dict, text: list[Line]) -> Iterator[Advice]:
    if text and document["story_type"] in REPORTED and not document["dateline"]:
        yield Advice("dateline", "Say where this was reported: it has no dateline.")


def _long_paragraphs(text: list[Line]) -> Iterator[Advice]:
    for line in text:
        if len(line.words) > LONG_PARAGRAPH:
            yield Advice(_place(line), f"A paragraph of {len(line.words)} words: make two of it.", _opening(line))


def _long_sentences(text: list[Line]) -> Iterator[Advice]:
    for line in text:
        start = 0
        for number, (word, following) in enumerate(pairwise([*line.words, None]), start=1):
            if following and not _ends(line, word, following):
                continue
            if number - start > LONG_SENTENCE:
                words = " ".join(each[0] for each in line.words[start : start + 4])
                yield Advice(_place(line), f"A sentence of {number - start} words: “{words} …”", _opening(line, start))
            start = number


def _ends(line: Line, word: re.Match, following: re.Match) -> bool:
    """Return whether a sentence ends between two words: not after an initial or a short title (`Dr. Vale`)."""
    stop = BREAK.search(line.text, word.end(), following.start())
    return bool(stop) and not (stop[0] == "." and len(word[0]) <= 2 and word[0][0].isupper())


def _said_twice(text: list[tuple[str, Line]]) -> Iterator[Advice]:
    for field, line in text:
        for word, following in pairwise(line.words):
            said = following[0]
            # a name may be made of the same word twice (“Duran Duran”), which then has two capitals
            if said != word[0].casefold() or said in TWICE or said[0].isdigit():
                continue
            between = line.text[word.end() : following.start()]
            if between.isspace() and "\n" not in between:
                both = line.text[word.start() : following.end()]
                yield Advice(field, f"The same word twice: “{both}”.", both)


def _double_spaces(text: list[Line]) -> Iterator[Advice]:
    found = [(line, match) for line in text for match in SPACES.finditer(line.text)]
    if not found:
        return
    line, match = found[0]
    before, after = line.text[: match.start()], line.text[match.end() :]
    words = before.rpartition(" ")[2] + match[0] + after.partition(" ")[0]
    many = "Two spaces in a row." if len(found) == 1 else f"Two spaces in a row, in {len(found)} places."
    yield Advice(_place(line), many, words)


def _open_quotes(text: list[Line]) -> Iterator[Advice]:
    for line, following in pairwise([*text, None]):
        # a quotation over several paragraphs is closed in the last, and opened again in each
        goes_on = following and following.block == line.block + 1 and following.text[:1] in OPENING_MARKS
        if not goes_on and not _is_balanced(line.text):
            yield Advice(_place(line), f"A quotation mark without its partner: “{_opening(line)} …”", _opening(line))


def _is_balanced(text: str) -> bool:
    """Return whether the quotation marks of `text` come in pairs: “English”, „German“, ”Swedish”, «French», "typed"."""
    low, left, right = (text.count(mark) for mark in "„“”")
    curly = low == left + right if low else left == right if left else right % 2 == 0
    return curly and text.count("«") == text.count("»") and INCHES.sub("", text).count('"') % 2 == 0


def _skipped_levels(body: str) -> Iterator[Advice]:
    for block in lines.blocks(body):
        if block.tag == "h2":
            return
        if block.tag == "h3":
            yield Advice(f"p-{block.number}", "A small subhead with no larger one above it: make it a large one.")
            return


def _hidden_stories(body: str, hidden: Collection[int]) -> Iterator[Advice]:
    for link in lines.references(body):
        if link.key in hidden:
            yield Advice(
                f"p-{link.block}",
                f"“{link.text}” leads to a story that readers cannot see: they get the words without a link."
                if link.text
                else "Readers cannot see this related story: they get nothing in its place.",
                link.text,
            )


def _captions(document: dict) -> Iterator[Advice]:
    seen: dict[str, str] = {}
    uses = [("lead", "the lead photo", document["lead"])] if document["lead"] else []
    uses += [(f"photos-{n}", f"photo {n} in the text", use) for n, use in enumerate(document["photos"], start=1)]
    for field, which, use in uses:
        caption, alt = (_same(use[name]) for name in ("caption", "alt"))
        if caption in seen:
            yield Advice(field, f"{which.capitalize()} has the same caption as {seen[caption]}.")
        elif caption:
            seen[caption] = which
        if caption and caption == alt:
            yield Advice(field, f"Of {which}, caption and alternative text say the same: who hears it, hears it twice.")


def _same(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def _names(document: dict, text: list[Line], language: str) -> Iterator[Advice]:
    """Names in the text, the headline, the standfirst, the captions and the bylines that differ by one letter."""
    if language.partition("-")[0] in spelling.CAPITAL_NOUNS:
        return
    names: dict[str, list[tuple[str, str]]] = defaultdict(list)  # of each spelling: field, and as it stands there
    certain: set[str] = set()  # with a capital where no sentence starts
    common = {word[0] for line in text for word in line.words if word[0].islower()}
    for field, line in [*((_place(line), line) for line in text if line.tag not in lines.HEADINGS), *_fields(document)]:
        for word, name, is_certain in _capitalised(line):
            names[name].append((field, word))
            if is_certain:
                certain.add(name)
    for row in document["bylines"]:
        for word in lines.WORD.finditer(row["name"]):
            names[word[0]].append(("bylines", word[0]))
            certain.add(word[0])
    counted = {name: len(places) for name, places in names.items() if name in certain or name.casefold() not in common}
    for rare, usual in spelling.pairs(counted):
        if rare not in certain and usual not in certain:
            continue
        field, word = names[rare][0]
        if field == "bylines" and names[usual][0][0] != "bylines":
            field, word = names[usual][0]
        yield Advice(field, f"One name, spelled two ways? “{usual}” and “{rare}”.", word)


def _fields(document: dict) -> Iterator[tuple[str, Line]]:
    for name in ("headline", "standfirst"):
        yield name, Line.of(document[name])
    if document["lead"]:
        yield "lead", Line.of(document["lead"]["caption"])
    for number, use in enumerate(document["photos"], start=1):
        yield f"photos-{number}", Line.of(use["caption"])


def _capitalised(line: Line) -> Iterator[tuple[str, str, bool]]:
    """Yield the words of `line` that may be names: as they stand, without a possessive, and whether they must be.

    At the start of a sentence every word has a capital.
    """
    before = None
    for word in line.words:
        name = spelling.without_possessive(word[0])
        if len(name) >= spelling.SHORTEST and name[0].isupper() and not name.isupper():
            yield word[0], unicodedata.normalize("NFC", name), before is not None and not _starts(line, before, word)
        before = word


def _starts(line: Line, before: re.Match, word: re.Match) -> bool:
    between = line.text[before.end() : word.start()]
    return _ends(line, before, word) or any(mark in OPENING_MARKS for mark in between) or "\n" in between


def _place(line: Line) -> str:
    return f"p-{line.block}"


def _opening(line: Line, start: int = 0) -> str:
    """Return some words of `line`, as they stand there: what to look for."""
    words = line.words[start : start + 5]
    return line.text[words[0].start() : words[-1].end()] if words else ""

"""How a text becomes words, for what is found and for what is asked: the one place that knows.

Both databases are given finished words, so that neither has a say in what a word is: a word is without capitals and
accents, and without its ending, which Snowball takes off by the rules of the language of `settings.SEARCH_LANGUAGE`.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import snowballstemmer
from django.conf import settings

READ = 80  # characters of a word that are looked at
LONGEST = 40  # characters of a word that count; no word of a language that has spaces is longer
NOTHING = "?"  # in the place of a word of which nothing is left; nobody can ask for it
# Snowball's names for the languages whose endings it knows; words of another keep theirs
STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
ELIDING = frozenset({"ca", "fr", "it"})  # the apostrophe parts two words: l’eau

# what stands on letters or below them and belongs to their word; `\w` has only the letters
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u109f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u200c\u200d\u3099\u309a"
)
ELIDED = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*")
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}]|['’](?=[^\W_]))*")
# scripts whose words are not set apart by spaces: Thai, Lao, Burmese, Khmer, kana, Han, Hangul
UNSPACED = re.compile(
    "[\u0e01-\u0e4e\u0e80-\u0eff\u1000-\u109f\u1780-\u17dd\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+"
)
# accents of Latin, Greek and Cyrillic (but for й, a letter of its own), the points of Hebrew and Arabic
ACCENTS = re.compile("(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640\u200c\u200d]")
STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
APOSTROPHES = str.maketrans("’", "'")

_of_this_thread = threading.local()


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word of `text` begins and ends, in the order of `keys`.

    Of a script without spaces every two neighbours are a word: 東京都 is 東京 and 京都.
    """
    for match in (ELIDED if _language() in ELIDING else WORD).finditer(text):
        word, at = match[0], match.start()
        if word.isascii():
            yield match.span()
            continue
        end = 0
        for run in UNSPACED.finditer(word):
            if run.start() > end:
                yield at + end, at + run.start()
            yield from _pairs(at + run.start(), at + run.end())
            end = run.end()
        if end < len(word):
            yield at + end, at + len(word)


def keys(text: str) -> list[str]:
    """Return the words of `text` as both databases know them."""
    language = _language()
    return [_key(text[start:end][:READ], language) for start, end in spans(text)]


def plain(word: str) -> str:
    """Return `word` without capitals and accents."""
    if word.isascii():
        return word.lower()
    folded = ACCENTS.sub("", unicodedata.normalize("NFKD", word.casefold()))
    # what is left of a sign that is put together, such as ½, stands for no word
    return unicodedata.normalize("NFC", "".join(char for char in folded if char.isprintable())).translate(STROKES)


def key(word: str) -> str:
    """Return a word of a text as both databases know it: plain, without its ending, in letters and figures alone."""
    return _key(word[:READ], _language())


def whole(word: str) -> str:
    """Return a word of a text plain, with its ending: what somebody who is still typing it begins."""
    return _whole(word[:READ])


def is_unspaced(text: str) -> bool:
    return UNSPACED.search(text) is not None


def characters(text: str) -> list[str]:
    """Return each character that stands in a script without spaces, once: what is asked by one character alone."""
    return list(dict.fromkeys(char for run in UNSPACED.findall(text) for char in map(whole, run) if char))


def _language() -> str:
    """Return the language without the country: the `de` of `de-at`."""
    return settings.SEARCH_LANGUAGE.partition("-")[0].lower()


@lru_cache(maxsize=100_000)
def _whole(word: str) -> str:
    return _letters(plain(word))[:LONGEST]


@lru_cache(maxsize=100_000)
def _key(word: str, language: str) -> str:
    folded = plain(word.translate(APOSTROPHES))
    bare = _letters(folded)[:LONGEST]
    if language not in STEMMERS or not bare.isalpha() or is_unspaced(bare):
        return bare or NOTHING
    return _letters(_stemmer(STEMMERS[language]).stemWord(folded[:LONGEST])) or bare


def _letters(word: str) -> str:
    """Return `word` without what would end a word for a database: apostrophes, and what NFKD made of a sign."""
    return "".join(char for char in word if char.isalnum() or not char.isascii())


def _pairs(start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start == 1:
        yield start, end
    for first, second in pairwise(range(start, end)):
        yield first, second + 1


def _stemmer(name: str) -> object:
    """Return this thread's stemmer: it has a state, and threads may not share it."""
    if getattr(_of_this_thread, "name", None) != name:
        _of_this_thread.stemmer = snowballstemmer.stemmer(name)
        _of_this_thread.name = name
    return _of_this_thread.stemmer

"""What a word is for the search, whatever it stands in; the same for a story and for a question."""

import time

import pytest

from articles.finding import words
from articles.finding.meant import distance


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Flooding, FLOODED: floods!", ["flood", "flood", "flood"]),
        ("Zürich Łódź Tromsø Œuvre", ["zurich", "lodz", "tromso", "oeuvr"]),
        ("Ελλάδα ЁЛКА край", ["ελλαδα", "елка", "край"]),
        ("the harbour’s O'Brien don't", ["the", "harbour", "obrien", "dont"]),
        ("mid-week 1,000 a_b e@f.example", ["mid", "week", "1", "000", "a", "b", "e", "f", "exampl"]),
        ("東京都 is 京", ["東京", "京都", "is", "京"]),
        ("iPhone東京", ["iphon", "東京"]),
        ("ひらがな", ["ひら", "らが", "がな"]),
        ("שָׁלוֹם مُحَمَّد", ["שלום", "محمد"]),
        ("हिन्दी", ["हिन्दी"]),
        ("🎉 ?! — …", []),
    ],
)
def test_a_text_is_these_words(text, found):
    assert words.keys(text) == found


def test_words_are_where_they_stand():
    text = "The “harbour’s” 東京都 — flooded."
    assert [text[start:end] for start, end in words.spans(text)] == ["The", "harbour’s", "東京", "京都", "flooded"]


def test_endings_go_by_the_language_of_the_setting(settings):
    settings.SEARCH_LANGUAGE = "fr"
    assert words.keys("L’eau") == ["l", "eau"]
    assert words.keys("publiées") == words.keys("publiees") != words.keys("publicité")
    settings.SEARCH_LANGUAGE = "de-at"
    assert words.keys("Häuser") == words.keys("Hauser")
    settings.SEARCH_LANGUAGE = "vi"
    assert words.keys("Flooding cities") == ["flooding", "cities"]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "a'" * 500_000,
        "é" * 300_000,
        "日" * 300_000,
        "a" + "\u0301" * 500_000,
        "x " * 300_000,
        "'" * 10**6,
    ],
    ids=["letters", "apostrophes", "accents", "han", "marks", "words", "signs"],
)
def test_a_long_text_takes_a_time_that_grows_with_it(text):
    started = time.process_time()
    assert all(len(word) <= words.LONGEST for word in words.keys(text))
    assert time.process_time() - started < 5


def test_every_language_has_words_for_everything():
    text = "".join(map(chr, range(0x20, 0xD800))) + " ﷺ ½ Ⅷ ㉿ İ ß"
    for word in words.keys(text):
        assert word
        assert not set(word) & set(" |\"'\\")


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("harbour", "harbour", 0),
        ("harbor", "harbour", 1),
        ("hrabour", "harbour", 1),
        ("harborr", "harbour", 1),
        ("harb", "harbour", 3),
        ("market", "council", 3),
        ("", "a", 1),
    ],
)
def test_words_are_so_many_letters_apart(one, other, far):
    assert distance(one, other, 2) == far == distance(other, one, 2)

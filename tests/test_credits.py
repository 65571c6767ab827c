"""The credit line and its parts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models.photo import CreditPart, Photo
from articles.photos import credits

LINES = [
    ("", []),
    (" / ", []),
    ("Ada Vale", [("Ada Vale", "by")]),
    ("Ada Vale / Northline", [("Ada Vale", "by"), ("Northline", "for")]),
    ("Ada Vale/Northline", [("Ada Vale", "by"), ("Northline", "for")]),
    ("Ada Vale for Northline", [("Ada Vale", "by"), ("Northline", "for")]),
    ("Ada Vale FOR Northline VIA MPA", [("Ada Vale", "by"), ("Northline", "for"), ("MPA", "via")]),
    ("Ada Vale / Northline via MPA", [("Ada Vale", "by"), ("Northline", "for"), ("MPA", "via")]),
    ("Ada Vale / via MPA", [("Ada Vale", "by"), ("MPA", "via")]),
    ("Defence Ministry Press Service via AP", [("Defence Ministry Press Service", "by"), ("AP", "via")]),
    ("Handout: Ministry of Ports", [("Ministry of Ports", "handout")]),
    ("HANDOUT : Ministry of Ports via MPA", [("Ministry of Ports", "handout"), ("MPA", "via")]),
    ("Ministry of Ports handout", [("Ministry of Ports", "handout")]),
    ("Ministry of Ports / Handout via MPA", [("Ministry of Ports", "handout"), ("MPA", "via")]),
    ("Ada Vale / Ministry handout", [("Ada Vale", "by"), ("Ministry", "handout")]),
    ("Courtesy of the Vale family", [("the Vale family", "courtesy")]),
    ("courtesy: the Vale family / Northline", [("the Vale family", "courtesy"), ("Northline", "for")]),
    ("Courtesy Motors", [("Courtesy Motors", "by")]),
    ("Pool: Ada Vale / MPA", [("Ada Vale", "pool"), ("MPA", "for")]),
    ("Ada Vale/Pool via MPA", [("Ada Vale", "pool"), ("MPA", "via")]),
    ("Handout", [("Handout", "by")]),
    ("Handout via MPA", [("Handout", "by"), ("MPA", "via")]),
    ("24/7 News c/o Ada Vale", [("24/7 News c/o Ada Vale", "by")]),
    ("for via", [("for via", "by")]),
    ("  Ada\u00a0 Vale\n/ Northline\t", [("Ada Vale", "by"), ("Northline", "for")]),
    ("Zoe\u0308 Ström", [("Zoë Ström", "by")]),
]


def rows(parts: list[credits.Part]) -> list[tuple[str, str]]:
    return [(part["name"], part["relation"]) for part in parts]


@pytest.mark.parametrize(("line", "parts"), LINES)
def test_a_line_is_understood(line, parts):
    assert rows(credits.parse(line)) == parts


@pytest.mark.parametrize(
    "line",
    [
        "Ada Vale / Northline via MPA",
        "Handout: Ministry of Ports via MPA",
        "Ada Vale / Courtesy of the Vale family",
        "Pool: Ada Vale",
    ],
)
def test_a_line_in_the_house_s_form_stays_as_it_is(line):
    assert credits.line(credits.parse(line)) == line


words = st.sampled_from(
    [
        "Ada",
        "Vale",
        "/",
        "//",
        "via",
        "For",
        "handout",
        "Handout:",
        "Pool:",
        "pool",
        "Courtesy",
        "of",
        ":",
        "24/7",
        "é/ü",
    ]
)
typed = st.one_of(st.lists(words, max_size=12).map(" ".join), st.lists(words, max_size=9).map("".join), st.text())
MEANING = re.compile(r"[\s/:]+")


def words_of(text: str) -> list[str]:
    return [word for word in MEANING.split(text.lower()) if word]


@given(typed)
def test_what_was_parsed_is_written_so_that_it_is_parsed_again(line):
    try:
        parts = credits.parse(line)
    except ValueError:
        return
    assert credits.parse(credits.line(parts)) == parts


@given(st.lists(words, max_size=12).map(" ".join))
def test_no_word_is_lost(line):
    try:
        parts = credits.parse(line)
    except ValueError:
        return
    # a relation stands for its word, and “of” goes with courtesy; the names hold all others
    relations = {"for", "via", "handout", "pool", "courtesy", "of"}
    kept = sorted(word for part in parts for word in words_of(part["name"]) if word not in relations)
    assert kept == sorted(word for word in words_of(line) if word not in relations)
    for relation in ("via", "handout", "pool", "courtesy"):
        found = sum(words_of(part["name"]).count(relation) + (part["relation"] == relation) for part in parts)
        assert found == words_of(line).count(relation)


def test_too_many_parts_and_too_long_a_name_are_refused_with_a_sentence():
    credits.parse(" / ".join(["Ada"] * 8))
    with pytest.raises(ValueError, match="at most 8 parts; this one has 9"):
        credits.parse(" / ".join(["Ada"] * 9))
    credits.parse("a" * 120)
    with pytest.raises(ValueError, match=r"at most 120 characters; .* has 121"):
        credits.parse("a" * 121)


def test_any_rows_make_a_line():
    parts = [{"name": "MPA", "relation": "via"}, {"name": "Ada", "relation": "by"}, {"name": "Bo", "relation": "by"}]
    assert credits.line(parts) == "via MPA, Ada, Bo"
    assert credits.line([]) == ""


@pytest.fixture
def photo(db) -> Photo:
    return Photo.objects.create(title="Harbour", original="x.jpg", digest="0" * 64, format="JPEG", width=9, height=6)


def test_a_credit_is_written_and_read(photo):
    credits.write(photo, "Ada Vale / Northline via MPA")
    assert credits.line(credits.of(photo)) == "Ada Vale / Northline via MPA"
    photo = Photo.objects.prefetch_related("credit_parts").get()
    credits.write(photo, "Handout: Ministry of Ports")
    assert rows(credits.of(photo)) == [("Ministry of Ports", "handout")]
    credits.write(photo, "")
    assert credits.of(photo) == []


def test_a_refused_line_leaves_the_credit_as_it_was(photo):
    credits.write(photo, "Ada Vale")
    with pytest.raises(ValueError, match="at most"):
        credits.write(photo, "/".join(["Ada"] * 9))
    assert credits.line(credits.of(photo)) == "Ada Vale"


def test_reading_prefetched_credits_asks_nothing(photo, django_assert_num_queries):
    credits.write(photo, "Ada Vale / Northline")
    photo = Photo.objects.prefetch_related("credit_parts").get()
    with django_assert_num_queries(0):
        assert len(credits.of(photo)) == 2


def test_the_rows_are_numbered_in_the_order_of_the_line(photo):
    credits.write(photo, "Ada Vale / Northline via MPA")
    assert list(CreditPart.objects.values_list("position", "name")) == [(0, "Ada Vale"), (1, "Northline"), (2, "MPA")]

"""Advice before publication: what is worth another look in a story, and what is not."""

import pytest

from articles import advice, spelling
from articles.body.clean import clean

LINDQVIST = "“Lindqvist” and “Lindquist”"


def document(body: str = "", **fields) -> dict:
    texts = ("kicker", "headline", "short_headline", "standfirst", "social_headline", "social_summary")
    return (
        dict.fromkeys(texts, "")
        | {"story_type": "news", "dateline": "CARROW", "bylines": [], "lead": None, "photos": []}
        | {"body": clean(body)}
        | fields
    )


def use(caption: str, alt: str = "Cranes") -> dict:
    return {"caption": caption, "alt": alt}


def found(body: str = "", *, hidden=(), language="en-gb", **fields) -> list[advice.Advice]:
    return advice.advice(document(body, **fields), hidden=hidden, language=language)


def sentences(*args, **fields) -> str:
    return "\n".join(each.sentence for each in found(*args, **fields))


def test_a_good_story_gets_none():
    body = "<p>The ferry left at dawn.</p><h2>Ice</h2><p>“It was cold,” said Lindqvist.</p><h3>Post</h3><p>It came.</p>"
    assert found(body, headline="The ferry sails again", lead=use("The ferry"), photos=[use("The quay")]) == []


def test_a_paragraph_of_more_than_120_words_is_named_by_its_place_and_its_first_words():
    words = " ".join(f"{letter}{other}x." for letter in "abcdefghijk" for other in "abcdefghijk")
    [long] = found(f"<p>Short.</p><p>{words}</p>")
    assert (long.field, long.words) == ("p-2", "aax. abx. acx. adx. aex")
    assert long.sentence.startswith("A paragraph of 121 words")
    assert found(f"<p>{words.rpartition(' ')[0]}</p>") == []


def test_a_very_long_sentence_is_named():
    sentence = " ".join(f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    long = f"{sentence} and {sentence} and also {sentence}"
    [one] = found(f"<p>Short. {long}. Short.</p>")
    assert one.sentence.startswith("A sentence of 81 words: “worda wordb")


def test_an_initial_or_a_title_ends_no_sentence():
    assert "A sentence of 64 words" in sentences(
        "<p>" + "Dr. Vale and J. Okoro went down to the quay, " * 6 + "and on and on.</p>"
    )


@pytest.mark.parametrize(
    ("story_type", "wanted"), [("news", True), ("report", True), ("opinion", False), ("review", False)]
)
def test_a_dateline_is_wanted_where_somebody_reported(story_type, wanted):
    assert ("dateline" in sentences("<p>Text.</p>", dateline="", story_type=story_type)) is wanted


def test_an_empty_story_is_not_asked_for_a_dateline():
    assert found("", dateline="") == []


@pytest.mark.parametrize(
    "text",
    [
        "Walked to the the quay",
        "Walked to the <strong>the</strong> quay",
        "Walked to <em>the</em> the quay",
        "The the quay",
        "Gick till till kajen",
        "А это это причал",
        "an e-mail e-mail came",
    ],
)
def test_the_same_word_twice_is_named(text):
    assert "The same word twice" in sentences(f"<p>{text}</p>")


@pytest.mark.parametrize(
    "text",
    [
        "He had had enough",
        "I know that that is so",
        "Duran Duran played",
        "It is 10 10 now",
        "so, so far",
        "no. No more",
        "the<br>the",
        "Nous nous levons, vous vous levez",
    ],
)
def test_what_is_said_twice_on_purpose_is_left_alone(text):
    assert found(f"<p>{text}</p>") == []


def test_the_same_word_twice_is_named_in_a_headline_and_once_in_a_caption():
    body = '<p>a</p><figure data-photo="1" data-layout="wide"><figcaption>On the the quay</figcaption></figure>'
    twice = found(body, headline="Ferry is is back", photos=[use("On the the quay")])
    assert [(each.field, each.words) for each in twice] == [("headline", "is is"), ("photos-1", "the the")]


def test_two_list_items_that_begin_alike_are_no_word_twice():
    assert found("<ul><li>fish</li><li>fish</li></ul><table><tbody><tr><td>a</td><td>a</td></tr></tbody></table>") == []


def test_double_spaces_are_counted_and_told_once():
    [spaces] = found("<p>One.  Two.</p><p>Three.   Four. &nbsp;Five.</p>")
    assert (spaces.field, spaces.words) == ("p-1", "One.  Two.")
    assert spaces.sentence == "Two spaces in a row, in 3 places."


@pytest.mark.parametrize(
    "text",
    [
        "“Not closed, he said.",
        "Not opened,” he said.",
        "„Nicht zu, sagte er.",
        "”Inte stängd, sade han.",
        "«Pas fermé, dit-il.",
        'A "typed one, he said.',
    ],
)
def test_a_quotation_mark_without_its_partner_is_named(text):
    assert "without its partner" in sentences(f"<p>{text}</p><p>Next.</p>")


@pytest.mark.parametrize(
    "text",
    [
        "“Closed,” he said, “twice.”",
        "„Zu“, sagte er.",
        "”Stängd”, sade han.",
        "«Fermé», dit-il, et »zu«.",
        'A "typed" one on a 27" screen.',
        "It’s the dogs’ own.",
    ],
)
def test_quotation_marks_in_pairs_are_left_alone(text):
    assert found(f"<p>{text}</p>") == []


def test_a_quotation_over_several_paragraphs_is_closed_in_the_last():
    assert found("<p>He said: “It was cold.</p><p>“Then it was colder.</p><p>“Then we left.”</p>") == []


def test_a_small_subhead_before_any_large_one_is_named():
    [level] = found("<p>a</p><h3>Small</h3><h2>Large</h2><h3>Small</h3>")
    assert level.field == "p-2"
    assert found("<h2>Large</h2><h3>Small</h3>") == []


def test_a_link_to_what_readers_cannot_see_is_named_and_no_other():
    [link] = found(
        '<p>a</p><p>See <a href="/s/12/">the <em>first</em> one</a>, <a href="/s/13/">this</a>.</p>', hidden={12}
    )
    assert (link.field, link.words) == ("p-2", "the first one")


def test_a_caption_that_stands_twice_is_named_at_its_second_photo():
    twice = found(lead=use("The quay at dawn."), photos=[use("Cranes"), use("the quay  at dawn"), use("")])
    assert [each.field for each in twice] == ["photos-1", "photos-2"]
    assert "same caption as the lead photo" in twice[1].sentence


def test_a_caption_that_says_what_the_alternative_text_says_is_named():
    [same] = found(photos=[use("Cranes at dawn", "cranes at dawn")])
    assert (same.field, "alternative text say the same" in same.sentence) == ("photos-1", True)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"headline": "x" * 71}, "short_headline"),
        ({"headline": "x" * 171, "short_headline": "y" * 70}, ""),
        ({"headline": "x" * 70}, ""),
        ({"short_headline": "y" * 71}, "short_headline"),
        ({"social_headline": "z" * 61}, "social_headline"),
        ({"social_headline": "z" * 60}, ""),
    ],
)
def test_a_headline_longer_than_lists_or_search_results_show_is_named(fields, field):
    assert [each.field for each in found(**fields)] == ([field] if field else [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lindqvist", "Lindquist"),  # another letter
        ("Lindqvist", "Lindqivst"),  # two that changed places
        ("Philip", "Phillip"),  # one more within
        ("Johan", "Johann"),  # the last one doubled
        ("Müller", "Muller"),
        ("Kovač", "Kovác"),
        ("O’Brien", "O’Brian"),
        ("Сергей", "Сергий"),
    ],
)
def test_a_name_that_is_spelled_two_ways_is_named(one, other):
    [name] = found(f"<p>Then came {one}. They asked {one} again.</p><p>At last {other}’s boat left.</p>")
    assert (name.field, name.sentence) == ("p-2", f"One name, spelled two ways? “{one}” and “{other}”.")
    assert name.words.startswith(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russia", "Russian"),
        ("Editor", "Editors"),
        ("Lindqvist", "Lindqvist’s"),
        ("Vale", "Dale"),  # too short to tell
        ("Okoro", "Haddad"),
        ("Their", "There"),  # of which neither stands but at the start of a sentence
    ],
)
def test_two_names_are_left_alone(one, other):
    middle = "" if one == "Their" else "Now "
    assert found(f"<p>{middle}{one} went. {middle}{other} came.</p>") == []


def test_a_name_is_compared_with_bylines_headline_and_captions():
    body = "<p>It was Lindqvist who said so.</p>"
    assert LINDQVIST in sentences(body, headline="The Lindquist report", bylines=[{"name": "Mara Lindqvist"}])
    assert "Lindquist" in sentences(body, photos=[use("The boat of Lindquist")])
    assert "Lindquist" in sentences(body, bylines=[{"name": "Mara Lindquist"}])


def test_a_misspelled_name_at_the_start_of_a_sentence_is_named():
    assert LINDQVIST in sentences("<p>We asked Lindqvist. It was Lindqvist. Lindquist said no.</p>")


def test_nouns_with_capitals_are_not_taken_for_names():
    body = "<p>Der Garten und die Gärten, der Vater und die Väter.</p>"
    assert found(body, language="de") == []


def test_no_more_than_a_few_of_a_kind_are_named():
    told = found("<p>the the</p>" * 9)
    assert len(told) == 6
    assert told[-1].sentence == "And 4 more words that stand twice."
    assert told[-1].field == "p-6"


@pytest.mark.parametrize(
    "body",
    [
        "<p>" + "Lin%sqvist ".join(["", *["x"] * 3]) + "</p>",
        "<p>" + " ".join(f"Lin{chr(0x4E00 + number)}qvist" for number in range(20_000)) + "</p>",
        "<p>" + "a'" * 200_000 + "</p>",
        "<p>" + "“ " * 200_000 + "</p>",
        "<p>" + "a " * 200_000 + "</p>",
        "<p>" + " " * 400_000 + "</p>",
        "<p>" + "A. " * 130_000 + "</p>",
        "<p>a</p>" * 10_000,  # as many elements as the form lets in
        "<ul><li>" * 200 + "a" + "</li></ul>" * 200,
    ],
)
def test_it_comes_to_an_end_with_any_text(body):
    """What takes the square of a text's length takes minutes here, and the runner's limit ends it."""
    assert isinstance(advice.advice(document() | {"body": body}, language="en"), list)


def test_letters_that_changed_places_farther_apart_make_two_names():
    assert not spelling.are_alike("Abcdef", "Abdcfe")
    assert not spelling.are_alike("Abcdef", "Adcbef")

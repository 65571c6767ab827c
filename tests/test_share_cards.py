"""The card that is drawn where a story without a photo is shared."""

import io

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from articles import cards, workflow
from articles.cards import drawing, fonts
from articles.cards.drawing import Words
from articles.models import Edition
from newsroom import checks
from tests.cast import bring_to, make_author, make_live, make_photo, make_section, make_story, publish_again
from tests.media import files_in
from tests.reading import live, read, url_of
from tests.test_meaning_pages import metas

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
MOST = 100_000  # bytes of a card
LONGEST = "Four hundred characters of a headline that nobody ought to write but somebody will, about the harbour, " * 4
HEADLINES = {
    "short": "Ice",
    "usual": "Harbour trust wins a second vote on the northern breakwater",
    "long": LONGEST[:400],
    "one word": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2,
    "central European": "Żółć gęślą jaźń: příliš žluťoučký kůň v Győru",
    "odd": "a</script>\u202e\u2028\x07“quoted” 🚢 & more",
}


def card_of(client, story) -> bytes:
    response = client.get(cards.address(live(story)))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    return response.content


def drawn(headline: str, **words) -> Image.Image:
    words = {"site": "The Saltmarsh Courier", "label": "Harbour", "byline": "Ann Lee", "is_opinion": False} | words
    return Image.open(io.BytesIO(drawing.draw(Words(headline=headline, **words)))).convert("RGB")


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    """Return how many pixels of `box` are darker than paper."""
    return sum(image.crop(box).convert("L").histogram()[:128])


HEADLINE = (0, drawing.HEADLINE_TOP, drawing.WIDTH, drawing.HEADLINE_BOTTOM + 10)


@pytest.mark.parametrize("name", HEADLINES)
def test_a_story_without_a_photo_is_shared_with_a_card_of_its_headline(client, name):
    story = make_live(headline=HEADLINES[name], kicker="Harbour", author=make_author("Ann Lee"))
    said = metas(read(client, url_of(story)))
    assert said["og:image"] == [settings.SITE_URL + cards.address(live(story))]
    assert (said["og:image:width"], said["og:image:height"]) == (["1200"], ["630"])
    assert said["og:image:type"] == ["image/png"]
    assert said["twitter:card"] == ["summary_large_image"]
    data = card_of(client, story)
    assert len(data) <= MOST
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert ink(image.convert("RGB"), HEADLINE) > 500


@pytest.mark.parametrize("name", HEADLINES)
def test_no_letter_stands_at_the_edge(name):
    image = drawn(HEADLINES[name], label="L" * 60, byline="Somebody with a long name, " * 10, site="A newspaper " * 20)
    edge, below = drawing.EDGE - 12, 12
    assert ink(image, (0, below, edge, 630)) == 0
    assert ink(image, (1200 - edge, below, 1200, 630)) == 0
    assert ink(image, (0, 600, 1200, 630)) == 0


def test_a_story_with_a_photo_is_not(client):
    assert "/media/cards/" not in read(client, url_of(make_live(lead=make_photo())))


def test_it_is_drawn_when_it_is_first_asked_for_and_kept(client, media_in_tmp, monkeypatch):
    story = make_live()
    assert not files_in(media_in_tmp / "media")
    first = card_of(client, story)
    [kept] = files_in(media_in_tmp / "media")
    assert kept == cards.address(live(story)).removeprefix(settings.MEDIA_URL)
    monkeypatch.setattr(drawing, "draw", lambda words: pytest.fail("drawn twice"))
    assert card_of(client, story) == first


def test_it_never_changes_at_its_address_and_costs_one_query(client):
    story = make_live()
    address = cards.address(live(story))
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, headers={"accept-encoding": "gzip"})
    assert len(queries) == 1
    assert '"document"' not in queries[0]["sql"]
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Content-Encoding" not in response
    assert int(response["Content-Length"]) == len(response.content)
    head = client.head(address)
    assert (head.content, head["Content-Length"]) == (b"", response["Content-Length"])


def test_another_headline_has_another_address_and_the_old_one_leads_there(client):
    story = make_live(headline="First")
    old = cards.address(live(story))
    card_of(client, story)
    story = publish_again(story, headline="Second")
    new = cards.address(live(story))
    assert new != old
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, new)
    assert "must-revalidate" in response["Cache-Control"]


def test_nobody_has_words_of_their_own_drawn(client, media_in_tmp):
    story = make_live()
    response = client.get(f"/media/cards/{story.pk}/{'0' * 16}.png?headline=Mine")
    assert response["Location"] == cards.address(live(story))
    assert client.get(f"/media/cards/{story.pk}/mine.png").status_code == 404
    assert not files_in(media_in_tmp / "media")


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "scheduled", "withdrawn", "spiked"])
def test_what_is_not_visible_has_no_card(client, state, media_in_tmp):
    story = bring_to(make_story(headline="Secret"), state)
    for edition in Edition.objects.filter(article=story).select_related("section"):
        assert client.get(cards.address(edition)).status_code == 404
    assert client.get(f"/media/cards/{story.pk}/{'0' * 16}.png").status_code == 404
    assert not files_in(media_in_tmp / "media")


def test_a_card_that_was_drawn_is_not_sent_once_the_story_is_withdrawn(client):
    story = make_live()
    address = cards.address(live(story))
    card_of(client, story)
    workflow.withdraw(story, by=None, note="Wrong.")
    assert client.get(address).status_code == 404
    assert default_storage.exists(address.removeprefix(settings.MEDIA_URL))


@pytest.mark.parametrize("headline", ["خبر عاجل من الميناء", "חדשות מהנמל", "港の新しい防波堤", "Новости порта"])
def test_a_headline_without_letters_in_any_font_gives_way_to_the_name(headline):
    image = drawn(headline)
    plain = drawn("")
    assert image.tobytes() == plain.tobytes()
    assert ink(plain, (0, 200, 1200, 430)) > 500


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Ships at dawn 🚢👩‍🚒", "Ships at dawn"),
        ("Ships 🚢👩‍🚒: at ❤️ dawn", "Ships: at dawn"),
        ("🚢 Ships : at dawn", "Ships : at dawn"),
    ],
)
def test_an_emoji_costs_no_headline(typed, shown):
    assert fonts.without_symbols(typed, fonts.DISPLAY) == shown
    assert drawn(typed).tobytes() == drawn(shown).tobytes()


def test_a_line_has_the_direction_of_its_headline():
    assert fonts.directed("NATO (היום)", line=True) == [(" (היום)", True), ("NATO", False)]
    assert fonts.directed("NATO (היום)", line=False) == [("NATO (", False), ("היום", True), (")", False)]


def test_a_word_that_is_longer_than_a_line_fills_it():
    lines = drawing._headline("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft")
    assert len(lines) > 1
    assert lines[0].width > drawing.WIDTH - 2 * drawing.EDGE - lines[0].size


def test_an_opinion_has_its_own_colour(client):
    assert drawn("Ice", is_opinion=True).getpixel((600, 4)) != drawn("Ice").getpixel((600, 4))
    story = make_live(story_type="opinion", section=make_section("Views"))
    words = cards.words(live(story).card, "Views")
    assert words.is_opinion
    assert words.label == "Views"


@pytest.mark.parametrize(
    ("char", "there"), [("A", True), ("é", True), ("ł", True), ("’", True), ("中", False), ("ب", False), ("🚢", False)]
)
def test_a_face_knows_its_letters(char, there):
    assert (fonts.face_for(char, fonts.DISPLAY) is not None) == there


def test_each_part_of_a_line_is_set_in_a_file_that_has_its_letters():
    parts = fonts.runs("Gül ve Ağrı", fonts.DISPLAY, line=False)
    assert "".join(part.text for part in parts) == "Gül ve Ağrı"
    assert {part.path for part in parts} == set(fonts.DISPLAY)


@pytest.mark.parametrize(("text", "rightward"), [("خبر", True), ("«עברית»", True), ("2026: Ice", False), ("", False)])
def test_a_line_begins_where_its_script_does(text, rightward):
    assert fonts.is_rightward(text) == rightward


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("two words: 3", ["two words: 3"]),
        ("נמל: שתיים", ["נמל: שתיים"]),
        ("חדשות ב-NATO 2 (היום)", [" (היום)", "NATO 2", "חדשות ב-"]),
        ("נמל New York.", [".", "New York", "נמל "]),
        ("says ميناء جديد 5, twice", ["says ", "ميناء جديد 5", ", twice"]),
        ("", []),
    ],
)
def test_parts_of_two_directions_stand_in_the_order_in_which_they_are_read(text, parts):
    found = fonts.directed(text, line=fonts.is_rightward(text))
    assert [part for part, _ in found] == parts
    assert all(rightward == fonts.is_rightward(part) for part, rightward in found if any(map(str.isalpha, part)))


@pytest.mark.parametrize("text", ["日本語の見出しは長い。", "「引用」と文", "two words"])
def test_a_line_may_end_within_chinese_or_japanese_but_not_before_a_stop(text):
    pieces = list(drawing._pieces(text))
    assert "".join(pieces) == text
    assert not [piece for piece in pieces[1:] if piece[0] in drawing.CLOSING]
    assert len(pieces) > 1


def test_a_script_that_the_house_has_no_letters_for_is_set_in_a_further_font(settings, monkeypatch):
    monkeypatch.setattr(drawing, "DISPLAY", fonts.DISPLAY[:1])
    settings.CARD_FONTS = []
    assert drawn("Żółć").tobytes() == drawn("").tobytes()
    settings.CARD_FONTS = ["/nowhere/there.ttf", __file__, fonts.DISPLAY[1]]
    assert ink(drawn("Żółć"), HEADLINE) > 500


def test_a_further_font_has_an_address_of_its_own(settings):
    story = make_live()
    before = cards.address(live(story))
    settings.CARD_FONTS = [fonts.TEXT[0]]
    assert cards.address(live(story)) != before


def test_the_check_names_what_is_no_font_and_no_policy(settings):
    assert checks.card_fonts() == checks.policies() == []
    settings.CARD_FONTS = [fonts.TEXT[0], "/nowhere/there.ttf"]
    settings.SITE_POLICIES = {"ethicsPolicy": "/ethics/", "ethics": "/ethics/"}
    [font], [policy] = checks.card_fonts(), checks.policies()
    assert "/nowhere/there.ttf" in font.msg
    assert "'ethics'" in policy.msg

"""What stands there after somebody types with the keys of a plain keyboard, by the language of the story's section."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import NewPage
from tests.cast import make_photo, make_section, make_story
from tests.hands import enter, put_caret, text_of

pytestmark = [pytest.mark.page, pytest.mark.django_db(transaction=True)]

NARROW = "\N{NARROW NO-BREAK SPACE}"
# language of the section ("" is the site's, en-gb), what is typed, what stands there
TYPED = [
    ("", '"Come in," she said.', "“Come in,” she said."),
    ("", "\"He said 'no' to me.\"", "“He said ‘no’ to me.”"),
    ("", "I don't, you'd, it's", "I don’t, you’d, it’s"),
    ("", "the '90s were loud", "the ’90s were loud"),
    ("", "the 1990's were loud", "the 1990’s were loud"),
    ("", "rock 'n' roll", "rock ’n’ roll"),
    ("", "'Tis the season", "’Tis the season"),
    ("", "the workers' hall", "the workers’ hall"),
    ("", "She is 5'10\" tall", "She is 5'10\" tall"),
    ("", '"He was born in 1970"', "“He was born in 1970”"),
    ("", '("so she said")', "(“so she said”)"),
    ("", '"I never--"', "“I never –”"),
    ("", "the storm--the worst--came", "the storm – the worst – came"),
    ("", "the storm -- the worst -- came", "the storm – the worst – came"),
    ("", "in 1939--45", "in 1939–45"),
    ("", "a storm---the worst", "a storm—the worst"),
    ("", "And then... nothing", "And then… nothing"),
    ("", "a well-known man", "a well-known man"),
    ("", "see https://a.example/it's--so...x", "see https://a.example/it's--so...x"),
    ("", '<a href="x">', '<a href="x">'),
    ("", "type `rm --all` now", "type `rm --all` now"),
    ("", "name@desk.example's", "name@desk.example's"),
    ("", '"name@desk.example"', "“name@desk.example”"),
    ("en", "the storm--the worst--came", "the storm—the worst—came"),
    ("en", "the storm -- the worst", "the storm — the worst"),
    ("de", '"Komm," sagte sie.', "„Komm,“ sagte sie."),
    ("de", "\"Er sagte 'nein'.\"", "„Er sagte ‚nein‘.“"),
    ("de", "\"Er sagte 'geht's?'\"", "„Er sagte ‚geht’s?‘“"),
    ("de", "ein Sturm -- der Sturm", "ein Sturm – der Sturm"),
    ("fr", '"Bonjour" dit-il', f"«{NARROW}Bonjour{NARROW}» dit-il"),
    ("fr", 'Il dit: "Oui!"', f"Il dit{NARROW}: «{NARROW}Oui{NARROW}!{NARROW}»"),
    ("fr", "Quoi ? Non !", f"Quoi{NARROW}? Non{NARROW}!"),
    ("fr", "l'eau; d'abord", f"l’eau{NARROW}; d’abord"),
    ("fr", "https://a.example?b", "https://a.example?b"),
    ("es", "\"Ven\", dijo 'ya'", "«Ven», dijo “ya”"),
    ("es", "la lluvia--la peor", "la lluvia—la peor"),
    ("it", 'l\'acqua, "disse"', "l’acqua, «disse»"),
    ("nl", '"Kom," zei ze, \'s avonds', "“Kom,” zei ze, ’s avonds"),
    ("sv", '"Kom", sa hon', "”Kom”, sa hon"),
    ("fi", '"Tule", hän sanoi', "”Tule”, hän sanoi"),
    ("da", '"Kom", sagde hun', "”Kom”, sagde hun"),
    ("nb", '"Kom", sa hun', "«Kom», sa hun"),
    ("pl", "\"On mówi 'tak'\"", "„On mówi «tak»”"),
    ("cs", "\"Pojď,\" řekla 'on'", "„Pojď,“ řekla ‚on‘"),
    ("pt", '"Vem", disse', "“Vem”, disse"),
    ("uk", "\"Він сказав 'так'\"", "«Він сказав „так“»"),
    ("ru", '"Иди" -- сказала', "«Иди» — сказала"),
    ("el", '"Έλα" είπε', "«Έλα» είπε"),
    ("ja", '"行く"', "「行く」"),
    ("vi", "\"Đi\" và 'về'", "“Đi” và ‘về’"),
]


def rest(page: Page) -> None:
    """Wait until the form has saved itself, so that no request of it outlives the test."""
    expect(page.locator("[data-story-form]:not(.is-unsaved)")).to_be_attached()


@pytest.fixture
def form(new_page: NewPage, writer) -> Iterator[Page]:
    for language in {language for language, *_ in TYPED}:
        make_section(f"Section {language}", language=language)
    page = new_page(viewport={"width": 1280, "height": 1600})
    enter(page, "writer")
    page.goto("/admin/articles/article/add/")
    text_of(page).click()
    yield page
    rest(page)


def choose(page: Page, language: str) -> None:
    page.locator("#id_section").select_option(label=f"Section {language}")


def clear(page: Page) -> None:
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")


def words(page: Page) -> str:
    return text_of(page).locator("p").first.text_content()


def test_it_sets_quotes_dashes_and_dots_by_the_language_of_the_section(form):
    found = []
    for language, typed, _ in TYPED:
        choose(form, language)
        text_of(form).click()
        clear(form)
        form.keyboard.type(typed)
        found.append((language, typed, words(form)))
    assert [row for row in found if row not in TYPED] == []
    assert found == TYPED


def test_it_does_the_same_in_headline_standfirst_and_captions(new_page, writer, media_in_tmp):
    make_section("Section de", language="de")
    photo = make_photo(by=writer)
    body = f'<p>Words.</p><figure data-photo="{photo.pk}" data-layout="column"><figcaption></figcaption></figure>'
    article = make_story(owner=writer, lead=photo, body=body)
    page = new_page(viewport={"width": 1280, "height": 1600})
    enter(page, "writer")
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    expect(text_of(page)).to_be_visible()
    choose(page, "de")
    for name in ("headline", "standfirst", "lead_caption"):
        field = page.locator(f"[name={name}]")
        field.click()
        clear(page)
        page.keyboard.type('Die "Flut" -- wer\'s sah...')
        expect(field).to_have_value("Die „Flut“ – wer’s sah…")
        page.keyboard.press("Home")
        page.keyboard.type('"So" ')
        expect(field).to_have_value("„So“ Die „Flut“ – wer’s sah…")
    caption = text_of(page).locator("figcaption")
    caption.click()
    page.keyboard.type('Die "Flut" -- wer\'s sah...')
    expect(caption).to_have_text("Die „Flut“ – wer’s sah…")
    rest(page)


def test_one_backspace_or_undo_right_after_brings_back_what_was_typed(form):
    headline = form.get_by_placeholder("Headline", exact=True)
    for key in ("Backspace", "Control+z"):
        clear(form)
        form.keyboard.type('one "')
        assert words(form) == "one “"
        form.keyboard.press(key)
        assert words(form) == 'one "'
        form.keyboard.type("two...")
        assert words(form) == 'one "two…'
        form.keyboard.press(key)
        assert words(form) == 'one "two...'
        headline.click()
        clear(form)
        form.keyboard.type('one "')
        expect(headline).to_have_value("one “")
        form.keyboard.press(key)
        expect(headline).to_have_value('one "')
        text_of(form).click()
    put_caret(form, "End")
    form.keyboard.type(" so...x")
    form.keyboard.press("Backspace")
    form.keyboard.press("Backspace")
    assert words(form) == 'one "two... so'


def test_spelling_is_checked_in_the_language_of_the_section(form):
    for language, tag in (("fr", "fr"), ("", "en-GB")):
        choose(form, language)
        for place in (text_of(form), form.locator("[name=headline]")):
            expect(place).to_have_attribute("lang", tag)
    assert text_of(form).evaluate("surface => surface.spellcheck")


def test_a_story_is_written_in_the_direction_of_its_sections_language(form):
    make_section("Section ar", language="ar")
    form.reload()
    for language, direction in (("ar", "rtl"), ("fr", "ltr"), ("", "ltr")):
        choose(form, language)
        for place in (text_of(form), form.locator("[name=headline]")):
            expect(place).to_have_css("direction", direction)
    expect(form.locator("[name=kicker]")).to_have_css("unicode-bidi", "plaintext")  # by its own words


def test_a_divider_and_lists_are_still_typed_as_markdown(form):
    clear(form)
    form.keyboard.type("above\n---below\n- one")
    expect(text_of(form).locator("hr")).to_be_visible()
    expect(text_of(form).locator("ul li")).to_have_text("one")

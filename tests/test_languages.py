"""A story says in which language it is written, and stands in its direction, wherever it is shown."""

import json
import re
from html import unescape

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from articles import languages, most_read
from authors import clock
from tests.cast import bring_to, change, make_live, make_section, make_story
from tests.reading import read, url_of

ARABIC, HEBREW, JAPANESE = "الجليد يغلق الميناء", "הקרח סוגר את הנמל", "氷が港を閉ざす"


@pytest.fixture
def foreign(db):
    """A story in each of three languages that are not the site's."""
    return {
        code: make_live(headline=headline, section=make_section(name, language=code), topics=("Ice",))
        for code, headline, name in (
            ("ar", ARABIC, "Arabic"),
            ("he", HEBREW, "Hebrew"),
            ("ja", JAPANESE, "Japanese"),
        )
    }


@pytest.mark.parametrize(("code", "direction"), [("ar", "rtl"), ("he", "rtl"), ("ja", "ltr")])
def test_a_story_and_its_card_say_their_language_and_direction(code, direction, client, foreign):
    said = f'lang="{code}" dir="{direction}"'
    story = foreign[code]
    assert re.search(rf'<article class="story [^>]*{said}', read(client, url_of(story)))
    for address in ("/", "/topics/ice/", f"/{story.section.slug}/"):
        html = read(client, address)
        card = html[: html.index(story.headline)].rpartition("<article")[2]
        assert said in card, address


def test_the_desk_shows_a_story_in_its_direction(foreign, as_, editor, writer):
    arabic = foreign["ar"]
    client = as_(editor)
    change(arabic, headline="الميناء مفتوح")
    compared = read(client, f"/admin/articles/article/{arabic.pk}/compare/?old=r1&new=r2")
    assert 'class="story-difference__text" lang="ar" dir="rtl"' in compared
    assert "<bdi>الميناء مفتوح</bdi>" in read(client, "/admin/articles/article/")
    waiting = bring_to(make_story(section=arabic.section, owner=writer), "review")
    with_editor = read(as_(writer), f"/admin/articles/article/{waiting.pk}/change/")
    assert 'class="story-page story-page--read" lang="ar" dir="rtl"' in with_editor


@pytest.mark.parametrize(("code", "tag", "direction"), [("en-gb", "en-GB", "ltr"), ("ar", "ar", "rtl")])
def test_a_page_of_the_house_is_written_in_the_sites_language(code, tag, direction, settings, as_, editor):
    settings.LANGUAGE_CODE = code
    page = read(as_(editor), "/admin/articles/housepage/add/")
    [said] = re.findall(r'data-languages="([^"]*)"', page)
    assert json.loads(unescape(said)) == {"": {"tag": tag, "direction": direction}}


def test_what_leads_to_a_story_says_its_language_and_direction(client, foreign):
    arabic, said = foreign["ar"], 'lang="ar" dir="rtl"'
    most_read.add({story.pk: 9 for story in foreign.values()}, clock.now())
    teller = make_live(body=f'<p>Text.</p><aside data-story="{arabic.pk}"></aside>', topics=("Ice",))
    answer = read(client, "/search/?q=الميناء")
    assert said in answer[: answer.index("card-headline")].rpartition("<article")[2]
    html = read(client, url_of(teller))
    related, read_most = (html.partition(part)[2] for part in ('class="related"', 'id="band-read"'))
    more = read(client, url_of(foreign["ja"])).partition('id="more"')[2]
    assert 'dir="rtl"' in related[: related.index(ARABIC)]
    assert 'lang="ar"' in related[: related.index(ARABIC)].rpartition("<p")[2]
    assert said in more[: more.index(ARABIC)].rpartition("<article")[2]
    assert said in read_most[: read_most.index(ARABIC)].rpartition("<li")[2]


def test_a_story_in_the_sites_language_need_not_say_so(client, db):
    own = make_live(section=make_section("World"))
    same = make_live(section=make_section("Sport", language=settings.LANGUAGE_CODE))
    for story in (own, same):
        main = read(client, url_of(story)).partition("<main")[2]
        assert "dir=" not in main.replace('<p class="print-address" dir="ltr">', "")
    assert f'<html lang="{settings.LANGUAGE_CODE}">' in read(client, "/")


def test_what_the_site_says_within_a_story_is_in_the_sites_language(client, foreign):
    html = read(client, url_of(foreign["ar"]))
    assert f'<div class="story-meta" lang="{settings.LANGUAGE_CODE}">' in html


def test_a_site_that_is_written_from_right_to_left_says_so(client, db, settings):
    settings.LANGUAGE_CODE = "ar"
    assert '<html lang="ar" dir="rtl">' in read(client, "/")


def test_a_preview_stands_as_the_page_will(as_, editor):
    story = make_story(headline=ARABIC, section=make_section("Arabic", language="ar"))
    html = read(as_(editor), reverse("admin:articles_article_preview", args=[story.pk]))
    assert 'lang="ar" dir="rtl"' in html


@pytest.mark.parametrize(
    ("code", "tag", "direction"),
    [
        ("pt-br", "pt-BR", "ltr"),
        ("fa", "fa", "rtl"),
        ("ar-dz", "ar-DZ", "rtl"),
        ("tlh", "tlh", "ltr"),
        ("", "en-GB", "ltr"),
    ],
)
def test_a_language_has_a_tag_and_a_direction(code, tag, direction):
    assert languages.of(code) == languages.Language(tag, direction)


@pytest.mark.page
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_of_an_arabic_story_is_mirrored(width, new_page, transactional_db):
    body = f"<ul><li>{ARABIC}</li></ul><blockquote><p>{ARABIC}</p></blockquote><p>{ARABIC}</p>"
    story = make_live(headline=ARABIC, standfirst=ARABIC, section=make_section("Arabic", language="ar"), body=body)
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(url_of(story))
    heading, main = page.get_by_role("heading", level=1), page.locator("article.story")
    expect(heading).to_have_css("text-align", "start")
    expect(heading).to_have_css("letter-spacing", "normal")
    words = heading.evaluate(
        "(node) => { const range = document.createRange(); range.selectNodeContents(node);"
        " const box = range.getBoundingClientRect(); return [box.left, box.right] }"
    )
    box = heading.bounding_box()
    assert box["x"] + box["width"] - words[1] < 2 < words[0] - box["x"]
    expect(main.locator("time").first).to_have_css("unicode-bidi", "plaintext")
    quote = main.locator("blockquote")
    expect(quote).to_have_css("border-right-width", "3px")
    expect(quote).to_have_css("border-left-width", "0px")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

"""A site in another language than English: its words, dates, numbers and direction, and the stories' own language."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import bylines, languages
from articles.finding.questions import Question
from articles.finding.results import Results
from articles.finding.views import heading
from articles.models import Agency, Byline, Contribution
from articles.photos import credits
from authors import clock
from tests.cast import bring_to, make_author, make_live, make_section, make_story, publish_again
from tests.reading import MORNING, make_many, read, url_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def german(settings):
    settings.LANGUAGE_CODE = "de"


@pytest.fixture
def arabic(settings):
    settings.LANGUAGE_CODE = "ar"


def said(html: str) -> str:
    """The text of a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html.partition("</head>")[2])).split())


def test_a_german_site_dates_a_story_as_germans_do(german, client):
    with clock.stopped(MORNING):
        story = make_live(headline="Eis")
    html = read(client, url_of(story))
    assert '<html lang="de">' in html
    assert '<time datetime="2026-11-20T08:30:00+00:00">20. November 2026, 08:30 UTC</time>' in html
    assert '<time datetime="2026-11-20">Freitag, 20. November 2026</time>' in read(client, "/")
    assert ">20. November</time>" in read(client, "/")
    assert "Freitag" in re.findall(r'<abbr title="(\w+)">', read(client, "/2026/11/"))[4]
    assert 'aria-label="20. November"' in read(client, "/2026/11/")
    assert "Was The Saltmarsh Courier am 20. November 2026 veröffentlicht hat." in read(client, "/2026/11/20/")


def test_an_arabic_site_is_written_from_right_to_left_and_dated_in_arabic(arabic, client):
    with clock.stopped(MORNING):
        story = make_live(headline="جليد")
    html = read(client, url_of(story))
    assert '<html lang="ar" dir="rtl">' in html
    assert "20 نوفمبر 2026، 8:30 ص UTC</time>" in html
    assert read(client, "/site.webmanifest").count('"dir": "rtl"') == 1


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "3 مقالات"),
        (11, "11 مقالًا"),
        (100, "100 مقال"),
        (1103, "1.103 مقالات"),
    ],
)
def test_arabic_counts_in_its_six_forms(arabic, count, words):
    with languages.of_readers():
        assert heading(Question(), Results(count=count)) == words


def test_a_number_of_thousands_is_grouped_as_the_language_does(german):
    with languages.of_readers():
        assert heading(Question(page=3), Results(count=1234)) == "1.234 Artikel, Seite 3"


def test_a_story_in_another_language_keeps_its_own_on_a_german_site(german, client):
    section = make_section("Arabisch", language="ar")
    with clock.stopped(MORNING):
        story = make_live(headline="الجليد يغلق الميناء", section=section, topics=("Ice",), story_type="analysis")
    html = read(client, url_of(story))
    assert '<html lang="de">' in html
    assert re.search(r'<article class="story [^>]*lang="ar" dir="rtl"', html)
    assert '<div class="story-meta" lang="de"' in html
    with clock.stopped(MORNING + timedelta(hours=1)):
        publish_again(story, kind="correction", note="كان الرقم خطأ.", standfirst="خبر")
    foreign = 'lang="ar" dir="rtl"'
    for address, opening in (
        ("/", "<article"),
        ("/topics/ice/", "<article"),
        ("/corrections/", '<h2 class="corrected-headline"'),
        ("/search/?q=الجليد", '<article class="card'),
    ):
        assert foreign in read(client, address).partition(opening)[2].partition(">")[0], address
    assert "Analyse" in read(client, "/")


def test_our_words_within_a_story_of_another_language_say_theirs(german, client):
    german_one = make_live(headline="Eis im Hafen")
    vimeo = '<figure data-embed="https://vimeo.com/76979871"><figcaption></figcaption></figure>'
    body = f'<aside data-story="{german_one.pk}"></aside>{vimeo}'
    html = read(client, url_of(make_live(section=make_section("Arabisch", language="ar"), body=f"<p>جليد</p>{body}")))
    theirs = ' lang="de" dir="ltr"'
    assert f"<span{theirs}>Lesen Sie auch</span>" in html
    assert '<div class="related-text" dir="ltr">' in html
    assert '<p class="related-headline" lang="de">' in html
    assert f'<div class="embed-card"{theirs}' in html
    own = read(client, url_of(make_live(body=f"<p>Eis</p>{body}"))).partition("<main")[2]
    assert "Lesen Sie auch" in own
    assert theirs not in own


def test_lists_of_names_and_agencies_are_sentences_of_the_language(german, client):
    story = make_story(author=make_author("Ada Vale"), headline="Eis", dateline="")
    Byline.objects.create(article=story, author=make_author("Bo Lind"), role="by", position=1)
    Byline.objects.create(article=story, author=make_author("Cy Marsh"), role="photographs", position=2)
    for name, takes_article in (("MPA", True), ("Northline", False)):
        agency = Agency.objects.create(name=name, takes_article=takes_article)
        Contribution.objects.create(article=story, agency=agency, how="contributed")
    story = bring_to(story, "published")
    text = said(read(client, url_of(story)))
    assert "Ada Vale und Bo Lind" in text
    assert "Fotos: Cy Marsh" in text
    assert "Die MPA und Northline haben zu diesem Bericht beigetragen." in text
    assert ">Ada Vale und Bo Lind<" in read(client, "/")
    assert '"name":"MPA"' in read(client, url_of(story))


def test_names_keep_their_links_wherever_a_language_puts_them(arabic):
    rows = [{"name": name, "slug": name.lower(), "role": "by"} for name in ("Ada", "Bo", "Cy")]
    with languages.of_readers():
        pieces = bylines.byline({"bylines": rows, "byline_sentence": ""})
    assert [piece.text for piece in pieces] == ["Ada", "، ", "Bo", " و", "Cy"]
    assert [bool(piece.url) for piece in pieces] == [True, False, True, False, True]


def test_a_credit_is_said_in_the_language_and_typed_in_the_house_s_form(german):
    parts = credits.parse("Ministry of Ports / Handout via MPA")
    assert credits.line(parts) == "Handout: Ministry of Ports via MPA"
    courtesy = credits.parse("Courtesy of Ada Vale")
    with languages.of_readers():
        assert credits.shown(courtesy) == "Mit freundlicher Genehmigung: Ada Vale"
        assert credits.line(courtesy) == "Courtesy of Ada Vale"


def test_what_is_stored_and_what_machines_read_is_never_translated(german, client):
    story = make_live(story_type="analysis", headline="Eis")
    answer = client.get(reverse("api_story", args=[story.pk])).json()
    assert (answer["genre"], answer["author"][0]["roleName"]) == ("analysis", "by")
    assert "AnalysisNewsArticle" in read(client, url_of(story))
    assert client.get("/api/v1/stories?size=x").json()["title"] == "A parameter cannot be understood"
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_desk_stays_english_and_shows_readers_words_as_readers_get_them(arabic, as_, editor):
    story = make_story(headline="جليد", story_type="analysis", editors_note="ملاحظة.")
    desk = as_(editor)
    for address in (reverse("admin:index"), reverse("admin:articles_article_change", args=[story.pk])):
        html = desk.get(address).content.decode()
        assert '<html lang="en-gb" dir="ltr"' in html, address
        assert "عاجل" not in html
    html = desk.get(reverse("admin:articles_article_preview", args=[story.pk])).content.decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert "تحليل" in html
    assert "ملاحظة من هيئة التحرير" in html


@pytest.mark.parametrize("code", ["de", "ar"])
def test_a_page_takes_as_many_queries_in_each_language(code, client, settings):
    make_many(6)
    story = url_of(make_live(headline="Ice"))

    def queries() -> list[int]:
        found = []
        for address in ("/", "/world/", story, "/2026/11/", "/corrections/", "/search/?q=story"):
            with CaptureQueriesContext(connection) as made:
                read(client, address)
            found.append(len(made))
        return found

    before = queries()
    settings.LANGUAGE_CODE = code
    assert queries() == before


def test_a_language_without_a_catalogue_is_named_by_the_check(settings, capsys):
    settings.LANGUAGE_CODE = "fr"
    call_command("check")
    assert "newsroom.W005" in capsys.readouterr().err
    settings.LANGUAGE_CODE = "de-at"
    call_command("check")
    assert "newsroom.W005" not in capsys.readouterr().err


def test_stylesheets_know_no_left_and_no_right():
    for name in ("site", "archive", "search", "write"):
        with open(finders.find(f"site/{name}.css"), encoding="utf-8") as file:
            css = file.read()
        found = re.findall(r"(?:margin|padding|border)-(?:left|right)|(?:text-align|float): ?(?:left|right)", css)
        assert not found, name


def test_days_of_the_archive_lead_the_way_that_the_language_reads(arabic, client):
    for day in (18, 20):
        with clock.stopped(datetime(2026, 11, day, 9, tzinfo=UTC)):
            make_live()
    assert 'rel="prev"><span aria-hidden="true">→</span> 18 نوفمبر 2026</a>' in read(client, "/2026/11/20/")
    assert '18/" rel' not in read(client, "/2026/11/18/")

"""What readers see at each address, and what they do not."""

import gzip
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from articles import page, workflow
from articles.models import Address, Agency, Article, Byline, Caption, Contribution, Section
from articles.views import render_story
from authors import clock
from newsroom.demo import fill
from tests.cast import (
    bring_to,
    change,
    make_author,
    make_live,
    make_photo,
    make_section,
    make_story,
    publish_again,
)
from tests.reading import MORNING, live, make_many, read, url_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(media_in_tmp) -> Article:
    """A story that carries everything, published in the morning and corrected in the evening."""
    lead, wide = make_photo(credit="Ada Vale / Northline via MPA"), make_photo(credit="Bo Tarn")
    portrait = make_photo(size=(500, 500))
    mara = make_author(
        "Mara Lindqvist",
        role="Political editor",
        organisation="Harbour Post",
        biography="First of Mara.\n\nSecond of Mara.",
        portrait=portrait,
        links=[{"label": "Mastodon", "url": "https://social.example/@mara"}, {"label": "Bad", "url": "javascript:x"}],
    )
    oskar = make_author("Oskar Nyberg")
    with clock.stopped(MORNING):
        story = make_story(
            author=mara,
            kicker="Water",
            headline="Assembly votes",
            standfirst="By four votes.",
            slug="assembly-votes",
            story_type="analysis",
            dateline="CARROW",
            editors_note="The paper owns <shares>.",
            section=make_section("Politics"),
            lead=lead,
            topics=("Rivers",),
            body="<p>It was <em>late</em>.</p><h2>A subhead</h2>"
            f'<figure data-photo="{wide.pk}" data-layout="wide" data-alt="A weir"><figcaption>The weir</figcaption>'
            "</figure>"
            '<aside data-pullquote=""><p>Never again</p><cite>A member</cite></aside><ul><li><p>One</p></li></ul>'
            "<table><tbody><tr><th><p>Year</p></th></tr></tbody></table>",
        )
        Byline.objects.create(article=story, author=oskar, role=Byline.Role.PHOTOGRAPHS, position=1)
        agency = Agency.objects.create(name="Meridian Press Agency", short_name="MPA", takes_article=True)
        Contribution.objects.create(article=story, agency=agency)
        Article.objects.filter(pk=story.pk).update(audio="audio/0123456789abcdef.mp3", audio_seconds=365)
        bring_to(story, "published")
    with clock.stopped(MORNING + timedelta(hours=10)):
        publish_again(story, kind="correction", note="The vote was 60 to 57.", standfirst="By three votes.")
    return story


def test_a_story_shows_all_that_it_carries(client, full):
    html = read(client, "/2026/11/20/assembly-votes/")
    for shown in (
        '<a class="story-section" href="/politics/">Politics</a>',
        '<span class="type">Analysis</span><span class="kicker">Water</span>',
        "<h1>Assembly votes</h1>",
        '<p class="standfirst">By three votes.</p>',
        '<p class="byline"><a href="/authors/mara-lindqvist/">Mara Lindqvist</a>',
        'Photographs by <a href="/authors/oskar-nyberg/">Oskar Nyberg</a>',
        '<time datetime="2026-11-20T08:30:00+00:00">20 November 2026, 08:30 UTC</time>',
        '<time datetime="2026-11-20T18:30:00+00:00">20 November 2026, 18:30 UTC</time>',
        '<a href="#notes">Correction: see the foot of the article</a>',
        "The paper owns &lt;shares&gt;.",
        "The vote was 60 to 57.",
        "A lead caption",
        "Ada Vale / Northline via MPA",
        'alt="A lead text"',
        '<p><span class="dateline">CARROW</span> — It was <em>late</em>.</p>',
        '<span class="audio-time">6 min 5 s</span>',
        '<audio controls preload="none"',
        'src="/media/audio/0123456789abcdef.mp3" type="audio/mpeg"',
        "<h2>A subhead</h2>",
        'class="photo wide"',
        "The weir",
        "Bo Tarn",
        '<aside data-pullquote=""><p>Never again</p><cite>A member</cite></aside>',
        'role="region" aria-label="Table 1"',
        '<p class="agency-line">The MPA contributed to this report.</p>',
        '<a href="/topics/rivers/">Rivers</a>',
        "Political editor, Harbour Post",
        "<p>First of Mara.</p><p>Second of Mara.</p>",
        '<a href="https://social.example/@mara" rel="me noopener">Mastodon</a>',
        '<a href="/authors/mara-lindqvist/">More by Mara Lindqvist</a>',
    ):
        assert shown in html, shown
    assert "javascript:" not in html


def test_photos_say_their_size_and_come_in_several(client, full):
    html = read(client, "/2026/11/20/assembly-votes/")
    lead = html[html.index('<div class="story-lead">') :]
    lead = lead[: lead.index("</picture>")]
    assert 'width="640" height="400"' in lead
    assert lead.index('<source type="image/avif" srcset="/media/photos/') < lead.index("<img")
    assert 'fetchpriority="high"' in lead
    assert "lazy" not in lead
    body = html[html.index('<figure class="photo wide') :]
    assert 'loading="lazy"' in body[: body.index("</picture>")]


def test_a_head_names_the_page_for_search_and_sharing(client, full):
    html = read(client, "/2026/11/20/assembly-votes/")
    assert f"<title>Assembly votes | {settings.SITE_NAME}</title>" in html
    assert f'<link rel="canonical" href="{settings.SITE_URL}/2026/11/20/assembly-votes/">' in html
    assert '<meta property="article:modified_time" content="2026-11-20T18:30:00+00:00">' in html
    assert f'<meta property="og:image" content="{settings.SITE_URL}/media/photos/' in html


def test_a_minor_fix_moves_no_clock_and_shows_no_note(client):
    with clock.stopped(MORNING):
        story = make_live()
    story = publish_again(story, kind="minor", note="A comma.", body="<p>Other words.</p>")
    html = read(client, url_of(story))
    assert "Other words" in html
    assert "Updated" not in html
    assert "A comma" not in html


def test_times_are_those_of_the_newsrooms_zone(client, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    with clock.stopped(datetime(2026, 11, 20, 20, 0, tzinfo=UTC)):
        make_live(slug="late")
    html = read(client, "/2026/11/21/late/")
    assert '<time datetime="2026-11-21T05:00:00+09:00">21 November 2026, 05:00 JST</time>' in html


def test_a_story_stands_without_the_parts_it_has_not(client):
    story = make_live(body="<p>All there is.</p>")
    html = read(client, url_of(story))
    for absent in ("<figure", "<audio", "dateline", 'id="notes"', 'class="topics"', "agency-line", "kicker", "Updated"):
        assert absent not in html, absent


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<h2>Head</h2><p>Text</p>", '<h2>Head</h2><p><span class="dateline">BRENN</span> — Text</p>'),
        ("<ul><li><p>One</p></li></ul>", '<p><span class="dateline">BRENN</span></p><ul><li><p>One</p></li></ul>'),
    ],
)
def test_a_dateline_stands_before_the_first_paragraph(client, body, shown):
    assert shown in read(client, url_of(make_live(dateline="BRENN", body=body)))


def test_a_byline_sentence_links_the_names_in_it(client):
    story = make_story(byline_sentence="Ann Lee in Brenn and Ann Lee-Roy", author=make_author("Ann Lee"))
    Byline.objects.create(article=story, author=make_author("Ann Lee-Roy"), position=1)
    html = read(client, url_of(bring_to(story, "published")))
    assert (
        '<p class="byline"><a href="/authors/ann-lee/">Ann Lee</a> in Brenn and '
        '<a href="/authors/ann-lee-roy/">Ann Lee-Roy</a>'
    ) in html


def test_a_credit_shows_where_there_is_no_caption(client, media_in_tmp):
    story = make_story()
    Caption.objects.create(article=story, photo=make_photo(credit="Bo Tarn"), decorative=True, caption="x")
    bring_to(story, "published")
    edition = live(story)
    edition.document["lead"]["caption"] = ""
    lead = page.of_edition(edition).lead
    assert (lead.caption, lead.credit) == ("", "Bo Tarn")
    html = render_story(None, page.of_edition(edition)).content.decode()
    assert "Bo Tarn</small></figcaption>" in html


def test_a_section_opens_with_its_newest_photo_story(client, media_in_tmp):
    make_many(2)
    make_live(headline="With a photo", short_headline="Photo", lead=make_photo())
    html = read(client, "/world/")
    assert html.index('class="opening"') < html.index("With a photo") < html.index("Story number 001")


def test_an_empty_section_has_a_page(client):
    make_section("Culture", description="Books and plays.")
    html = read(client, "/culture/")
    assert "Books and plays." in html
    assert "Nothing has been published" in html


def test_an_authors_page_follows_the_biography(client):
    author = make_author("Ann Lee", role="Reporter", biography="Old.")
    story = make_live(author=author)
    author.biography = "New."
    author.save()
    for address in ("/authors/ann-lee/", url_of(story)):
        html = read(client, address)
        assert "<p>New.</p>" in html
        assert "Reporter" in html
    assert live(story).document["headline"] in read(client, "/authors/ann-lee/")


def test_the_list_of_writers_names_who_has_a_story_out(client):
    make_live(author=make_author("Ann Lee"))
    bring_to(make_story(author=make_author("Hidden Hand")), "scheduled")
    html = read(client, "/authors/")
    assert "Ann Lee" in html
    assert "Hidden" not in html


def test_the_front_page_leads_with_the_newest_photo_and_repeats_nothing(client, media_in_tmp):
    photo = make_photo()
    for name in ("World", "Sport"):
        make_many(9, section=make_section(name), lead=photo)
    with clock.stopped(MORNING + timedelta(hours=1)):
        make_live(headline="The very newest", lead=photo)
    with clock.stopped(MORNING + timedelta(hours=2)):
        make_live(headline="No photo here")
    html = read(client, "/")
    assert html.index("The very newest") < html.index("No photo here") < html.index('id="band-sport"')
    links = [part.partition('"')[0] for part in html.split('class="card-headline"><a href="')[1:]]
    assert len(links) == len(set(links)) == 13


def test_the_front_page_gathers_opinion_and_analysis(client):
    make_live(story_type="opinion", kicker="Opinion", author=make_author("Ann Lee"), section=make_section("Sport"))
    make_live(story_type="analysis", headline="Why it was so", section=make_section("Sport"))
    make_many(1)
    with clock.stopped(MORNING + timedelta(days=1)):
        make_many(1)
    for number in range(5):
        with clock.stopped(clock.now() + timedelta(minutes=1)):
            make_live(headline=f"Newest {number}")
    later = clock.now() + timedelta(hours=1)
    with clock.stopped(later):
        html = read(client, "/")
    views = html[html.index('id="band-views"') :]
    assert "Why it was so" in views
    assert "Ann Lee" in views
    assert html.count("Why it was so") == 1


@pytest.mark.parametrize("address", ["/", "/authors/"])
def test_pages_stand_in_an_empty_newsroom(client, address):
    read(client, address)


def test_every_page_can_be_kept_by_anybody_and_is_asked_for_anew(client, as_, writer):
    story = make_live(author=make_author("Ann Lee"), topics=("Harbour",))
    withdrawn = bring_to(make_story(slug="gone"), "withdrawn")
    gone = Address.objects.get(article=withdrawn).get_absolute_url()
    addresses = ["/", "/world/", "/topics/harbour/", "/authors/", "/authors/ann-lee/", url_of(story), gone]
    anonymous = {address: client.get(address) for address in [*addresses, "/nowhere/"]}
    as_(writer)
    for address, response in anonymous.items():
        assert "Cookie" not in response.headers.get("Vary", ""), address
        assert not response.cookies, address
        assert set(response.headers["Cache-Control"].split(", ")) == {"public", "max-age=0", "must-revalidate"}
        assert client.get(address).content == response.content, address


def test_a_page_that_did_not_change_is_not_sent_again(client):
    story = make_live()
    for address in ("/", "/world/", url_of(story)):
        etag = client.get(address).headers["ETag"]
        again = client.get(address, headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
    publish_again(story, headline="Another headline")
    assert client.get("/", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("address", ["/", "/world/", "/authors/", "/healthz"])
def test_pages_are_only_read(client, address):
    make_section()
    assert client.head(address).status_code == 200
    for method in (client.post, client.put, client.delete):
        assert method(address).status_code == 405


def test_no_page_needs_a_script(client, full):
    for address in ("/", "/politics/", "/2026/11/20/assembly-votes/", "/nowhere/"):
        html = client.get(address).content.decode()
        scripts = re.findall(r"<script[^>]*>", html)
        # data, which no browser executes; what counts that a story was read and hands it on; a remembered place
        needless = re.compile(r'<script type="(application/ld\+json"|module" src="[^"]*/(story|listen))')
        assert all(map(needless.match, scripts)), (address, scripts)


def test_the_process_says_that_it_answers(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert response.content == b"ok\n"
    assert "no-store" in response.headers["Cache-Control"]


def test_an_error_of_ours_shows_a_page_that_needs_nothing(monkeypatch):
    def fail(now):
        raise RuntimeError("on purpose")

    monkeypatch.setattr("articles.fronts.home.make", fail)
    response = Client(raise_request_exception=False).get("/")
    html = response.content.decode()
    assert response.status_code == 500
    assert "Something went wrong" in html
    for needed in ("<link", "<script", "src=", "url("):
        assert needed not in html


def test_a_request_from_another_host_is_refused_cleanly(client):
    response = client.get("/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "We could not read that request" in response.content.decode()


def test_a_preview_is_the_same_page_for_nobody_else(client, full, rf):
    change(full, headline="Not out yet")
    edition = live(full)
    document = edition.document | {"headline": "Not out yet", "section": None, "lead": None}
    response = render_story(rf.get("/"), page.of_document(document, edition))
    html = response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"
    for shown in ("<h1>Not out yet</h1>", 'class="ribbon"', 'content="noindex"', "The vote was 60 to 57.", "08:30"):
        assert shown in html
    assert "canonical" not in html


def test_an_untouched_draft_can_be_previewed(rf):
    article = Article.objects.create()
    workflow.keep(article, by=None)
    response = render_story(rf.get("/"), page.of_document(article.revisions.get().document))
    assert "No headline yet" in response.content.decode()


def test_a_long_story_and_its_style_are_small(client, media_in_tmp):
    photos = [make_photo(size=(1200, 800)) for _ in range(6)]
    texts = "".join(story["body"].replace("<photo>", "") for story in fill.stories()[:4])
    figures = "".join(
        f'<figure data-photo="{photo.pk}" data-alt="Text"><figcaption>Caption</figcaption></figure>' for photo in photos
    )
    story = make_live(body=texts + figures, lead=photos[0])
    html = client.get(url_of(story)).content
    css = (settings.BASE_DIR / "static/site/site.css").read_bytes()
    assert len(strip_tags(html.decode()).split()) > 2_000
    assert len(gzip.compress(html)) + len(gzip.compress(css)) <= 30 * 1024


def test_the_sections_are_in_the_menu_of_every_page(client):
    story = make_live(section=make_section("World"))
    Section.objects.create(name="Sport")
    for address in ("/", "/nowhere/", reverse("authors"), url_of(story)):
        html = client.get(address).content.decode()
        assert '<a href="/sport/">Sport</a>' in html
    assert '<a href="/world/" aria-current="true">World</a>' in html

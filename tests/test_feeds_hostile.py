"""Feeds and sitemaps stay well-formed whatever stands in a story, also what no door of today would let in."""

import json
from datetime import timedelta

import feedparser
import pytest
from django.core.cache import cache

from articles import corrections, workflow
from articles.feeds.addresses import FORMS, address
from articles.models import Edition, Section
from authors import clock
from authors.models import Author
from tests.cast import make_author, make_live, make_photo, make_section
from tests.feed_rules import CHECKS, well_formed
from tests.reading import MORNING
from tests.sitemap_rules import check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
HOSTILE = {
    "control characters": "a\x01b\x0bc\x1fd\x7fe\x9ff\ufffeg\ufdd0h",
    "the end of CDATA": "a]]>b<![CDATA[c]]>d<!--e-->f<?g?>h",
    "the end of a script": "a</script><script>alert(1)</script>b</title>c",
    "line separators": "a\u2028b\u2029c\u0085d\re",
    "emoji": "a\U0001f600\U0001f1e9\U0001f1f0\u200d\u2764\ufe0fb",
    "markup and quotes": 'a & b &amp; &lt;c&gt; &nosuch; "d" \'e\' <f g="h">',
    "other scripts": "日本語 العربية e\u0301 \u202eabc\u202c",
}
TEXTS = "kicker headline short_headline standfirst dateline editors_note social_headline social_summary".split()
RELATIVE = (
    '<p><a href="/about/">root</a> <a href="photos/">here</a> <a href="../x">above</a> <a href="#notes">below</a> '
    '<a href="//other.example/x">host</a> <a href="?q=1&amp;r=2">query</a> <a href="http://[bad">bad</a> '
    '<a href="javascript:alert(1)">script</a> <a href="mailto:a@b.example">mail</a></p>'
)


@pytest.fixture(autouse=True)
def no_memory():
    cache.clear()


def publish_hostile(text: str) -> Edition:
    """Publish a story that holds `text` wherever a story document holds words, past the doors for text and HTML."""
    author, section = make_author("Ann Lee"), make_section("World")
    with clock.stopped(MORNING):
        document = (
            make_live(author=author, section=section, topics=("Harbour",), lead=make_photo()).editions.get().document
        )
    Section.objects.filter(pk=section.pk).update(description=text, name=text[:40])
    Author.objects.filter(pk=author.pk).update(role=text)
    lead = document["lead"] | {"caption": text, "alt": text, "credit": [{"name": text, "relation": "by"}]}
    lead["photo"] = lead["photo"] | {"copyright_notice": text}
    document |= dict.fromkeys(TEXTS, text) | {
        "slug": "hostile",
        "lead": lead,
        "body": f"<p>{text}</p>{RELATIVE}<script>alert(1)</script><p onclick='x()' style='y'>z</p>",
        "bylines": [row | {"name": text} for row in document["bylines"]],
        "topics": [row | {"name": text} for row in document["topics"]],
        "agencies": [{"agency": 1, "name": text, "how": "contributed"}],
    }
    [edition] = workflow.publish_many([(document, MORNING + timedelta(minutes=1))])
    notes = [{"kind": "correction", "text": text, "at": (MORNING + timedelta(minutes=1)).isoformat()}]
    Edition.objects.filter(pk=edition.pk).update(notes=notes)
    edition.notes = notes
    corrections.index([edition])
    return edition


@pytest.mark.parametrize("kind", HOSTILE)
def test_every_format_keeps_its_rules(client, settings, kind):
    edition = publish_hostile(HOSTILE[kind])
    settings.SITE_NAME = settings.SITE_DESCRIPTION = HOSTILE[kind]
    with clock.stopped(MORNING + timedelta(hours=1)):
        for form in FORMS:
            for name, slug in (
                ("feed", ""),
                ("section_feed", "world"),
                ("topic_feed", "harbour"),
                ("author_feed", "ann-lee"),
                ("corrections_feed", ""),
            ):
                content = client.get(address(name, slug, form=form)).content
                assert any(f"/s/{edition.article_id}/" in identity for identity in CHECKS[form](content)), name
                assert b"javascript:" not in content
                if form != "json":
                    assert not feedparser.parse(content).bozo
        for path in ("/sitemap.xml", "/sitemap-2026-11.xml", "/sitemap-news.xml", "/sitemap-pages.xml"):
            check(client.get(path).content)
        assert json.loads(client.get("/site.webmanifest").content)["name"]


@pytest.mark.parametrize("kind", [kind for kind in HOSTILE if kind not in {"control characters", "line separators"}])
def test_words_come_out_as_they_went_in(client, kind):
    publish_hostile(HOSTILE[kind])
    expected = " ".join(HOSTILE[kind].split()).replace("e\u0301", "é")
    with clock.stopped(MORNING + timedelta(hours=1)):
        item = client.get("/feed/json/").json()["items"][0]
        assert (item["title"], item["summary"], item["tags"][-1]) == (expected,) * 3
        assert item["authors"][0]["name"] == expected
        root = well_formed(client.get("/feed/").content)
        assert root.findtext("channel/item/title") == expected
        root = well_formed(client.get("/sitemap-news.xml").content)
        assert root.findtext(".//{http://www.google.com/schemas/sitemap-news/0.9}title") == expected


def test_control_characters_are_left_out(client):
    publish_hostile(HOSTILE["control characters"])
    with clock.stopped(MORNING + timedelta(hours=1)):
        assert client.get("/feed/json/").json()["items"][0]["title"] == "abcdefgh"


def test_every_address_is_made_absolute_or_left_out(client):
    edition = publish_hostile("a")
    with clock.stopped(MORNING + timedelta(hours=1)):
        text = client.get("/feed/json/").json()["items"][0]["content_html"]
    site = "http://localhost:8000"
    page = f"{site}{edition.get_absolute_url()}"
    for href in (
        f"{site}/about/",
        f"{page}photos/",
        f"{page}#notes",
        f"{site}/2026/11/20/x",
        "http://other.example/x",
        f"{page}?q=1&amp;r=2",
        "mailto:a@b.example",
    ):
        assert f'<a href="{href}">' in text, href
    assert "<a>bad</a>" in text
    assert "<a>script</a>" in text

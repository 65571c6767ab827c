"""A story that first appeared elsewhere: readers are told, and search engines are sent there."""

import pytest
from django.conf import settings
from django.urls import reverse

from articles import compare, document, gate, workflow
from articles.models import Article, Edition
from authors import clock
from tests.cast import change, make_live, make_story, publish_again, reread
from tests.forms import typed
from tests.reading import read, url_of
from tests.test_meaning import said_of
from tests.test_meaning_pages import metas

pytestmark = pytest.mark.django_db
THERE = {"first_publisher": "Harbour Post", "first_address": "https://post.example/ice?a=1&b=2"}


def form_of(story) -> str:
    return reverse("admin:articles_article_change", args=[story.pk])


def test_it_says_who_published_it_first_and_leads_there(client):
    story = make_live(**THERE)
    html = read(client, url_of(story))
    escaped = "https://post.example/ice?a=1&amp;b=2"
    assert f'First published by <a href="{escaped}" rel="noopener">Harbour Post</a>' in html
    assert f'<link rel="canonical" href="{escaped}">' in html
    assert metas(html)["og:url"] == [settings.SITE_URL + url_of(story)]
    assert said_of(client, story)["isBasedOn"] == [
        {
            "@type": "NewsArticle",
            "url": THERE["first_address"],
            "publisher": {"@type": "Organization", "name": "Harbour Post"},
        }
    ]


def test_a_story_of_our_own_is_as_it_was(client):
    story = make_live()
    html = read(client, url_of(story))
    assert "First published by" not in html
    assert f'<link rel="canonical" href="{settings.SITE_URL}{url_of(story)}">' in html
    edition = story.editions.get()
    assert "first_published" not in edition.document
    assert "elsewhere" not in edition.card


def test_what_search_engines_are_to_find_with_us_is_told_apart():
    ours, theirs = make_live(), make_live(**THERE)
    visible = Edition.objects.visible(clock.now())
    assert [edition.article_id for edition in visible.first_published_here()] == [ours.pk]
    assert visible.filter(article=theirs).exists()


def test_it_is_typed_in_the_form_and_kept(as_, editor):
    story = make_story()
    response = as_(editor).post(form_of(story), typed(story, **THERE))
    assert response.status_code == 302
    story = reread(story)
    assert (story.first_publisher, story.first_address) == tuple(THERE.values())
    assert story.revisions.get(version=story.version).document["first_published"] == {
        "publisher": "Harbour Post",
        "url": THERE["first_address"],
    }


def test_an_address_without_its_scheme_is_one_of_https(as_, editor):
    story = make_story()
    as_(editor).post(form_of(story), typed(story, first_publisher="Post", first_address="post.example/ice"))
    assert reread(story).first_address == "https://post.example/ice"


@pytest.mark.parametrize(
    "wrong", ["javascript:alert(1)", "mailto:a@b.example", "not an address", "ftp://post.example/"]
)
def test_an_address_that_is_none_is_refused_and_stays_as_typed(as_, editor, wrong):
    story = make_story()
    response = as_(editor).post(form_of(story), typed(story, first_publisher="Post", first_address=wrong))
    assert response.status_code == 200
    assert response.text.count("Give the whole address of a page on the web") == 1
    assert wrong in response.text
    assert reread(story).first_address == ""


@pytest.mark.parametrize(
    "ours", ["http://localhost:8000/s/1/", "https://www.LOCALHOST/x", "www.localhost/2026/11/20/ice/"]
)
def test_an_address_of_our_own_is_no_first_publishers(as_, editor, ours):
    story = make_story()
    response = as_(editor).post(form_of(story), typed(story, first_publisher="Post", first_address=ours))
    assert response.status_code == 200
    assert "This address is on our own site." in response.text
    assert reread(story).first_address == ""


def test_an_address_that_is_too_long_is_refused_and_stays_as_typed(as_, editor):
    story, long = make_story(), "https://post.example/" + "x" * 500
    response = as_(editor).post(form_of(story), typed(story, first_publisher="Post", first_address=long))
    assert "at most 500 characters" in response.text
    assert long in response.text


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"first_publisher": "Harbour Post"}, "first_address"),
        ({"first_address": "https://post.example/"}, "first_publisher"),
        (THERE | {"first_publisher": "TK"}, "first_publisher"),
        (THERE | {"first_address": f"{settings.SITE_URL}/s/1/"}, "first_address"),
        (THERE, None),
        ({}, None),
    ],
)
def test_the_gate_wants_both_or_neither(given, field):
    wants = gate.wants(document.build(make_story(**given)))
    assert [want.field for want in wants] == ([field] if field else [])


def test_the_comparison_names_it():
    before, after = document.build(make_story()), document.build(make_story(**THERE))
    found = {each.field: each.html for each in compare.differences(before, after)}
    assert "Harbour Post" in found["first_publisher"]
    assert "https://post.example/ice" in found["first_publisher"]
    assert "first_publisher" not in {each.field for each in compare.differences(before, before)}


def test_an_older_version_is_brought_back_with_and_without_it(editor):
    story = make_story()
    bare = document.build(story)
    story = change(story, by=editor, **THERE)
    there = document.build(story)
    document.apply(story, bare)
    assert (reread(story).first_publisher, reread(story).first_address) == ("", "")
    document.apply(story, there)
    assert document.build(reread(story)) == there


def test_an_approval_holds_and_falls_with_it(editor):
    story = make_story(**THERE)
    workflow.submit(story, by=None)
    workflow.approve(story, by=None)
    before = reread(story)
    assert before.approved_digest == document.digest(document.build(before))
    Article.objects.filter(pk=story.pk).update(first_address="https://other.example/")
    assert before.approved_digest != document.digest(document.build(reread(story)))


def test_it_can_be_taken_back(client):
    story = publish_again(make_live(**THERE), first_publisher="", first_address="")
    html = read(client, url_of(story))
    assert "First published by" not in html
    assert Edition.objects.visible(clock.now()).first_published_here().filter(article=story).exists()

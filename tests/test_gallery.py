"""A story's photos, on its page and on a page of their own: which files, how large, and what stands beside them."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from articles import workflow
from articles.models import Article, Photo
from articles.photos import withdrawal
from authors import clock
from tests.accessibility import findings
from tests.cast import bring_to, change, make_author, make_live, make_photo, make_story, publish_again
from tests.reading import read, url_of
from tests.test_main_job import SCREENS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]


def figure(photo: Photo, caption: str = "", alt: str = "A quay") -> str:
    caption = caption or f"Caption of {photo.title}"
    return f'<figure data-photo="{photo.pk}" data-alt="{alt}"><figcaption>{caption}</figcaption></figure>'


def with_photos(count: int = 3, **fields) -> Article:
    """A draft with `count` photos, the first of them its lead; the second stands in the text twice."""
    photos = [make_photo(title=f"Number {number}") for number in range(1, count + 1)]
    body = "<p>Text.</p>" + "".join(figure(photo) for photo in [*photos[1:], *photos[1:2]])
    return make_story(lead=photos[0] if photos else None, body=body, **fields)


def photos_of(story: Article) -> str:
    return f"{url_of(story)}photos/"


def test_a_story_leads_to_its_photos_each_shown_once_with_its_words(client):
    story = bring_to(with_photos(3), "published")
    assert f'<a href="{photos_of(story)}">3 photos</a>' in read(client, url_of(story))
    page = read(client, photos_of(story))
    assert re.findall(r'id="(photo-\d)"', page) == ["photo-1", "photo-2", "photo-3"]
    assert [f"{number} of 3" in page for number in (1, 2, 3)] == [True] * 3
    for words in ("A lead caption", "Caption of Number 2", "Caption of Number 3", "Ada Vale / Northline"):
        assert words in page
    assert f'<link rel="canonical" href="{settings.SITE_URL}{url_of(story)}">' in page
    assert page.count('fetchpriority="high"') == 1
    assert page.count('loading="lazy"') == 2
    assert 'href="#photo-0"' not in page
    assert 'href="#photo-4"' not in page


@pytest.mark.parametrize("count", [0, 1])
def test_a_story_with_fewer_than_two_photos_has_no_such_page(count, client):
    story = bring_to(with_photos(count), "published")
    assert "to-photos" not in read(client, url_of(story))
    read(client, photos_of(story), status=404)


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "scheduled", "spiked"])
def test_of_a_story_that_never_went_out_there_is_no_trace(state, client):
    story = bring_to(with_photos(slug="hidden-quay"), state)
    for days in (0, 1):
        day = clock.now() + timedelta(days=days)
        response = client.get(f"/{day:%Y/%m/%d}/hidden-quay/photos/")
        assert response.status_code == 404
        assert "Number" not in response.content.decode()
    assert story.headline not in read(client, "/2026/02/30/hidden-quay/photos/", status=404)


def test_a_withdrawn_story_gives_its_reason_there_too(client):
    story = bring_to(with_photos(), "published")
    address = photos_of(story)
    workflow.withdraw(story, by=None, note="It was wrong.")
    page = read(client, address, status=410)
    assert "It was wrong." in page
    assert "Caption of" not in page


def test_an_address_of_before_leads_to_the_photos_of_now(client):
    story = bring_to(with_photos(slug="first"), "published")
    before = photos_of(story)
    publish_again(story, slug="second")
    response = client.get(before)
    assert (response.status_code, response["Location"]) == (301, photos_of(story))


def test_what_is_being_written_does_not_show(client):
    story = bring_to(with_photos(), "published")
    change(story, body=story.body + figure(make_photo(), "Not yet"))
    assert "Not yet" not in read(client, photos_of(story))
    assert "1 of 3" in read(client, photos_of(story))


def test_it_costs_four_queries_however_many_photos(client):
    costs = []
    for count in (2, 12):
        address = photos_of(bring_to(with_photos(count), "published"))
        with CaptureQueriesContext(connection) as queries:
            read(client, address)
        costs.append(len(queries))
        assert not [query for query in queries if 'articles_article"' in query["sql"]]
    assert costs == [4, 4]


def test_files_have_the_shape_of_their_place(client):
    author = make_author("Ann Lee", portrait=make_photo(size=(900, 1200)))
    photo = make_photo(size=(1600, 1000))
    stories = [make_live(lead=photo, author=author) for _ in range(6)]
    home = read(client, "/")
    story = read(client, url_of(stories[0]))
    assert re.search(r'16x9-1280\.avif 1280w.*?sizes="[^"]*52rem.*?width="1600" height="900"', home)
    assert "4x3-640.jpg 640w" in read(client, "/world/")
    assert "1x1-320.jpg 320w" in home
    assert "/original-" not in home
    lead = story[story.index("story-lead") : story.index("story-text")]
    assert 'width="1600" height="1000"' in lead
    assert "original-960.avif 960w" in lead
    assert 'fetchpriority="high"' in lead
    assert "1x1-320.avif" in story[story.index("persons") :]


def test_a_credit_shows_where_there_is_no_caption_and_a_generated_picture_says_so(client):
    made = make_photo(digital_source_type="trainedAlgorithmicMedia", credit="Northline")
    story = make_live(lead=made, body=f"<p>Text</p>{figure(make_photo())}")
    for page in (read(client, url_of(story)), read(client, photos_of(story))):
        assert page.count("Created using generative AI") == 1
        assert page.count("Northline</small>") == 2


def test_a_withdrawn_portrait_is_not_shown(client, editor):
    portrait = make_photo()
    author = make_author("Ann Lee", portrait=portrait)
    story = make_live(author=author)
    assert portrait.token in read(client, url_of(story))
    withdrawal.withdraw(portrait, by=editor, reason="She asked.")
    for address in (url_of(story), author.get_absolute_url(), "/authors/"):
        assert portrait.token not in read(client, address)


@pytest.mark.parametrize("screen", SCREENS)
def test_photos_are_gone_through_by_links_by_arrows_and_without_scripts(screen, new_page, transactional_db):
    address = photos_of(bring_to(with_photos(3), "published"))
    for scripts in (True, False):
        page = new_page(**SCREENS[screen], java_script_enabled=scripts, reduced_motion="reduce")
        page.goto(address)
        first, second, third = (page.locator(f"#photo-{number}") for number in (1, 2, 3))
        expect(first).to_be_in_viewport(ratio=0.5)
        expect(second).not_to_be_in_viewport()
        first.get_by_role("link", name="Next photo").click()
        expect(second).to_be_in_viewport(ratio=0.5)
        expect(first).not_to_be_in_viewport()
        if scripts:
            page.keyboard.press("ArrowRight")
            expect(third).to_be_in_viewport(ratio=0.5)
            expect(page).to_have_url(re.compile("#photo-3$"))
            page.keyboard.press("Home")
            expect(first).to_be_in_viewport(ratio=0.5)
        page.goto(f"{address}?#photo-3")
        expect(third).to_be_in_viewport(ratio=0.5)


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(screen, new_page, transactional_db):
    made = make_photo(digital_source_type="trainedAlgorithmicMedia", size=(400, 900))
    story = make_live(lead=made, body=f"<p>Text</p>{figure(make_photo())}")
    page = new_page(**SCREENS[screen], bypass_csp=True)
    for address in (photos_of(story), url_of(story)):
        page.goto(address)
        assert findings(page) == []

"""What the pages that are no story say of themselves to machines, and the heads of all."""

import re
from html import unescape

import pytest
from django.conf import settings

from articles.meaning import heads
from authors import clock
from tests.cast import make_author, make_live, make_photo, make_section
from tests.reading import MORNING, make_many, read, url_of
from tests.test_meaning import absolute, nodes_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]


def metas(html: str) -> dict[str, list[str]]:
    """Return what the head of a page says, by name or property."""
    found: dict[str, list[str]] = {}
    for name, content in re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', html):
        found.setdefault(name, []).append(unescape(content))
    return found


@pytest.fixture
def mara():
    return make_author("Mara Lindqvist", role="Political editor", biography="She writes.", portrait=make_photo())


def test_the_front_page_names_the_site_and_the_newsroom(client):
    make_live()
    nodes = nodes_in(read(client, "/"))
    site, newsroom = nodes["WebSite"], nodes["NewsMediaOrganization"]
    assert site["name"] == newsroom["name"] == settings.SITE_NAME
    assert site["url"] == newsroom["url"] == absolute("/")
    assert site["publisher"] == {"@id": newsroom["@id"]}
    template = site["potentialAction"]["target"]["urlTemplate"]
    assert client.get(template.removeprefix(settings.SITE_URL).format(search_term_string="ice")).status_code == 200


def test_an_authors_page_is_a_profile(client, mara):
    """developers.google.com/search/docs/appearance/structured-data/profile-page: mainEntity with a name."""
    make_live(author=mara)
    nodes = nodes_in(read(client, mara.get_absolute_url()))
    person = nodes["ProfilePage"]["mainEntity"]
    assert person["@type"] == "Person"
    assert (person["name"], person["jobTitle"]) == ("Mara Lindqvist", "Political editor")
    assert person["image"].startswith(absolute("/media/photos/"))
    assert person["worksFor"] == {"@id": nodes["NewsMediaOrganization"]["@id"]}
    assert [step["name"] for step in nodes["BreadcrumbList"]["itemListElement"]][1:] == ["Our writers", person["name"]]


@pytest.mark.parametrize("address", ["/world/", "/topics/harbour/"])
def test_a_section_and_a_topic_are_collections_of_what_they_list(client, address):
    stories = make_many(3, topics=("Harbour",))
    nodes = nodes_in(read(client, address))
    listed = [entry["url"] for entry in nodes["CollectionPage"]["mainEntity"]["itemListElement"]]
    assert listed == [absolute(url_of(story)) for story in reversed(stories)]
    assert nodes["BreadcrumbList"]["itemListElement"][-1]["item"] == absolute(address)


def test_a_later_page_of_a_list_says_nothing_but_that_it_is_not_to_be_shown(client, monkeypatch):
    monkeypatch.setattr("articles.listing.SIZE", 1)
    make_many(2)
    older = read(client, "/world/").partition('href="?before=')[2].partition('"')[0]
    html = read(client, f"/world/?before={older}")
    assert "ld+json" not in html
    assert "canonical" not in html
    assert metas(html)["robots"] == ["noindex, follow"]


def test_the_photos_of_a_story_are_a_gallery(client):
    other = make_photo(credit="Bo Tarn")
    figure = f'<figure data-photo="{other.pk}" data-alt="Ice"><figcaption>The ice</figcaption></figure>'
    story = make_live(lead=make_photo(), body=f"<p>One.</p>{figure}")
    nodes = nodes_in(read(client, f"{url_of(story)}photos/"))
    gallery = nodes["ImageGallery"]
    assert gallery["url"] == absolute(f"{url_of(story)}photos/")
    assert gallery["about"] == {"@id": absolute(f"{url_of(story)}#article")}
    assert [image["caption"] for image in gallery["image"]] == ["A lead caption", "The ice"]
    assert [image["creditText"] for image in gallery["image"]] == ["Ada Vale / Northline", "Bo Tarn"]
    assert len(nodes["BreadcrumbList"]["itemListElement"]) == 4


def test_a_story_with_a_photo_is_shared_with_it(client, mara):
    story = make_live(
        author=mara,
        lead=make_photo(size=(1600, 1000)),
        headline="A “quoted” & odd headline",
        section=make_section("Politics", language="de-at"),
        topics=("Rivers", "Votes"),
    )
    html = read(client, url_of(story))
    said = metas(html)
    assert said["og:title"] == ["A “quoted” & odd headline"]
    assert said["og:url"] == [absolute(url_of(story))]
    assert said["og:type"] == ["article"]
    assert said["og:locale"] == ["de_AT"]
    assert said["article:section"] == ["Politics"]
    assert said["article:tag"] == ["Rivers", "Votes"]
    assert said["article:author"] == [absolute(mara.get_absolute_url())]
    [image], [width], [height] = (said[f"og:image{part}"] for part in ("", ":width", ":height"))
    assert (said["og:image:type"], said["og:image:alt"]) == (["image/jpeg"], ["A lead text"])
    assert int(width) / int(height) == pytest.approx(16 / 9, rel=0.01)
    assert int(width) >= 1200
    assert client.get(image.removeprefix(settings.SITE_URL))["Content-Type"] == "image/jpeg"
    assert said["twitter:card"] == ["summary_large_image"]
    assert f'<link rel="canonical" href="{absolute(url_of(story))}">' in html


def test_the_list_of_writers_says_what_it_is(client):
    nodes = nodes_in(read(client, "/authors/"))
    assert nodes["CollectionPage"]["url"] == absolute("/authors/")
    assert [step["item"] for step in nodes["BreadcrumbList"]["itemListElement"]] == [
        absolute("/"),
        absolute("/authors/"),
    ]


@pytest.mark.parametrize("address", ["/", "/authors/", "/world/", "/topics/harbour/", "/authors/ann-lee/"])
def test_every_page_has_one_head(client, address):
    make_live(author=make_author("Ann Lee"), topics=("Harbour",))
    html = read(client, address)
    said = metas(html)
    for name in ("og:type", "og:title", "og:url", "og:site_name", "og:locale", "robots", "twitter:card"):
        assert len(said[name]) == 1, name
    assert len(said["description"]) == len(said["og:description"]) == 1
    assert html.count('rel="canonical"') == 1
    assert said["og:url"] == [absolute(address)]


def test_the_account_on_x_is_named_where_there_is_one(client, settings):
    assert "twitter:site" not in read(client, "/authors/")
    settings.X_ACCOUNT = "@courier"
    assert metas(read(client, "/authors/"))["twitter:site"] == ["@courier"]


@pytest.mark.parametrize("language", ["la", "eo"])
def test_a_language_without_a_country_is_no_locale(language):
    assert heads.locale(language) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Short.", "Short."),
        ("x" * 200, "x" * 200),
        ("word " * 60, f"{('word ' * 39).strip()}…"),
        ("字" * 300, f"{'字' * 199}…"),
    ],
)
def test_a_description_is_cut_where_a_word_ends(text, shown):
    assert heads.shortened(text) == shown
    assert len(shown) <= heads.LONGEST


def test_every_block_of_data_is_one_that_no_policy_for_scripts_concerns(client):
    make_live()
    response = client.get("/")
    assert "unsafe-inline" not in response["Content-Security-Policy"].partition("script-src")[2].partition(";")[0]
    assert '<script type="application/ld+json">' in response.text


def test_times_of_a_head_are_those_of_the_story(client):
    with clock.stopped(MORNING):
        story = make_live()
    said = metas(read(client, url_of(story)))
    assert said["article:published_time"] == ["2026-11-20T08:30:00+00:00"]
    assert "article:modified_time" not in said

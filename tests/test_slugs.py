import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models import Section
from authors import slugs
from authors.models import Author
from tests.cast import bring_to, make_story


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Straße nach Zürich", "strasse-nach-zurich"),
        ("日本語", "日本語"),
        ("Пожар в порту", "пожар-в-порту"),
        ("!!!", "story"),
        ("", "story"),
        ("Don't panic: it’s 7–4", "dont-panic-its-7-4"),
        ("a_b/c\\d\x00e", "a-b-c-de"),
    ],
)
def test_it_makes_a_slug_of_any_script(text, slug):
    assert slugs.slugify(text, fallback="story") == slug


@settings(max_examples=1000)
@given(st.text())
def test_a_slug_is_short_and_stays_what_it_is(text):
    slug = slugs.slugify(text, fallback="story")
    assert 1 <= len(slug) <= 80
    assert slugs.slugify(slug, fallback="story") == slug


def test_a_headline_of_400_characters_is_cut_between_words():
    slug = slugs.slugify("harbour " * 50, fallback="story")
    assert len(slug) <= 80
    assert set(slug.split("-")) == {"harbour"}


@pytest.mark.parametrize("headline", ["日本語", "!!!", "Straße", "x" * 400, "admin"])
def test_every_headline_gives_a_story_an_address_that_works_and_is_its_own(client, headline, db):
    one, two = (bring_to(make_story(headline=headline, slug=""), "published") for _ in range(2))
    addresses = [story.editions.get().get_absolute_url() for story in (one, two)]
    assert addresses[0] != addresses[1]
    for address in addresses:
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", ["Admin", "Static", "media", "Authors", "Topics", "2026"])
def test_a_section_takes_no_address_of_the_sites_own(name, db):
    section = Section.objects.create(name=name)
    assert section.slug not in slugs.reserved()
    assert not section.slug.isdigit()
    with pytest.raises(ValidationError, match="address of the site itself"):
        Section(name="Other", slug=name).clean()


def test_two_authors_of_one_name_have_two_addresses(db):
    assert [Author.objects.create(name="Mara Lindqvist").slug for _ in range(2)] == [
        "mara-lindqvist",
        "mara-lindqvist-2",
    ]


@pytest.mark.parametrize("topic", ["!!!", "日本語", "Straße", "C++"])
def test_every_topic_has_an_address(client, db, topic):
    story = bring_to(make_story(topics=(topic,)), "published")
    (shown,) = story.editions.get().document["topics"]
    assert client.get(f"/topics/{shown['slug']}/").status_code == 200

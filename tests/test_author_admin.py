"""The admin of authors, sections, agencies and topics."""

import pytest
from django.urls import reverse
from taggit.models import Tag

from articles.models import Agency, Section
from authors.links import parse, write
from authors.models import Author
from tests.cast import make_author, make_live, make_photo, make_section, make_story

ADD = reverse("admin:authors_author_add")


def page_of(author: Author) -> str:
    return reverse("admin:authors_author_change", args=[author.pk])


def fields(**changed) -> dict[str, str]:
    return {
        "name": "Mara Lindqvist",
        "slug": "",
        "role": "political editor",
        "organisation": "",
        "portrait": "",
        "biography": "She covers the assembly.",
        "links": "",
        "account": "",
    } | changed


def test_the_staff_desk_adds_an_author(as_, staff_desk):
    response = as_(staff_desk).post(
        ADD, fields(links="Mastodon https://social.example/@mara\nhttps://www.mara.example/")
    )
    assert response.status_code == 302
    author = Author.objects.get()
    assert (author.slug, author.role) == ("mara-lindqvist", "political editor")
    assert author.links == [
        {"label": "Mastodon", "url": "https://social.example/@mara"},
        {"label": "mara.example", "url": "https://www.mara.example/"},
    ]


@pytest.mark.usefixtures("media_in_tmp")
def test_the_staff_desk_changes_a_biography_and_a_portrait(as_, staff_desk):
    author, photo = make_author("Mara Lindqvist"), make_photo()
    client = as_(staff_desk)
    client.post(page_of(author), fields(biography="One.\n\nTwo.", portrait=str(photo.pk)))
    author.refresh_from_db()
    assert (author.paragraphs, author.portrait) == (["One.", "Two."], photo)
    page = client.get(page_of(author)).content.decode()
    assert 'class="nr-picker" data-card="/admin/articles/photo/{id}/card/"' in page
    assert f'value="{photo.pk}"' in page


def test_an_address_once_given_stays(as_, staff_desk):
    author = make_author("Mara Lindqvist")
    as_(staff_desk).post(page_of(author), fields(name="Mara Holt", slug="mara-holt"))
    author.refresh_from_db()
    assert (author.name, author.slug) == ("Mara Holt", "mara-lindqvist")


def test_accounts_are_given_by_those_who_may_see_them(as_, staff_desk, administrator, writer):
    author = make_author("Mara Lindqvist")
    as_(staff_desk).post(page_of(author), fields(account=writer.pk))
    author.refresh_from_db()
    assert author.account is None
    as_(administrator).post(page_of(author), fields(account=writer.pk))
    author.refresh_from_db()
    assert author.account == writer


def test_authors_change_their_own_words_and_nothing_else(as_, writer):
    author = make_author("Tomas Okoro", account=writer, role="correspondent")
    client = as_(writer)
    assert client.get(page_of(author)).status_code == 200
    client.post(
        page_of(author), fields(name="King Tomas", role="king", biography="Mine.", links="Site https://t.example")
    )
    author.refresh_from_db()
    assert (author.name, author.role, author.account) == ("Tomas Okoro", "correspondent", writer)
    assert (author.biography, author.links) == ("Mine.", [{"label": "Site", "url": "https://t.example"}])


def test_authors_read_others_and_change_none(as_, writer):
    make_author("Tomas Okoro", account=writer)
    other = make_author("Mara Lindqvist", links=[{"label": "Site", "url": "https://m.example"}])
    client = as_(writer)
    page = client.get(page_of(other)).content.decode()
    assert "Save" not in page
    assert '<a href="https://m.example"' in page
    assert client.post(page_of(other), fields(biography="Hers.")).status_code == 403
    other.refresh_from_db()
    assert other.biography == ""


def test_an_author_with_anothers_account_is_the_others(as_, writer, other_writer):
    author = make_author(account=writer)
    assert as_(other_writer).post(page_of(author), fields(biography="Not mine.")).status_code == 403
    author.refresh_from_db()
    assert author.biography == ""


def test_an_author_without_account_belongs_to_nobody(as_, other_writer):
    author = make_author()
    assert as_(other_writer).post(page_of(author), fields()).status_code == 403


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Site javascript:alert(1)", "Line 1 does not end in an address"),
        ("Site ftp://example.org/", "Line 1 does not end in an address"),
        ("Good https://a.example\nno address here", "Line 2 does not end in an address"),
        ("x" * 41 + " https://a.example", "The label on line 1 is longer than 40 characters."),
        ("\n".join(f"https://a{number}.example" for number in range(13)), "at most 12 links; these are 13"),
    ],
)
def test_a_link_that_is_none_is_named(as_, staff_desk, text, sentence):
    response = as_(staff_desk).post(ADD, fields(links=text))
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Author.objects.exists()


def test_links_come_back_as_they_were_typed():
    text = "My site https://a.example/x y".removesuffix(" y") + "\nb.example https://b.example/"
    assert write(parse(text)) == text
    assert parse(" \n\n") == []


def test_a_reserved_or_taken_address_is_refused_with_a_sentence(as_, staff_desk, administrator, monkeypatch):
    monkeypatch.setattr("authors.slugs.is_reserved", lambda slug, prefix="": slug == "feed")
    response = as_(staff_desk).post(ADD, fields(slug="feed"))
    assert "is an address of the site itself" in response.content.decode()


@pytest.mark.parametrize("use", ["byline", "edition"])
def test_an_author_with_work_is_not_deleted(as_, administrator, use):
    author = make_author("Mara Lindqvist")
    if use == "byline":
        make_story(author=author)
    else:
        make_live(author=author).bylines.all().delete()
    address = reverse("admin:authors_author_delete", args=[author.pk])
    client = as_(administrator)
    response = client.get(address)
    assert ("1 byline" if use == "byline" else "1 published edition") in response.content.decode()
    client.post(address, {"post": "yes"})
    assert Author.objects.filter(pk=author.pk).exists()


def test_an_author_without_work_is_deleted(as_, administrator):
    author = make_author()
    as_(administrator).post(reverse("admin:authors_author_delete", args=[author.pk]), {"post": "yes"})
    assert not Author.objects.exists()


def test_authors_in_use_are_not_deleted_by_the_batch(as_, administrator):
    author = make_story().bylines.get().author
    data = {"action": "delete_selected", "_selected_action": [author.pk], "post": "yes"}
    as_(administrator).post(reverse("admin:authors_author_changelist"), data)
    assert Author.objects.exists()


@pytest.mark.parametrize("wanting", ["biography", "portrait", "account"])
def test_the_list_finds_authors_to_complete(as_, staff_desk, writer, wanting):
    make_author("Without")
    make_author("Told", biography="A life.", account=writer)
    response = as_(staff_desk).get(reverse("admin:authors_author_changelist"), {"without": wanting})
    found = {author.name for author in response.context["cl"].result_list}
    assert found == ({"Without", "Told"} if wanting == "portrait" else {"Without"})


def test_bad_characters_and_a_foreign_key_that_is_none_are_clean_errors(as_, administrator):
    client = as_(administrator)
    for changed in (
        {"portrait": "99999999999999999999"},
        {"portrait": "x"},
        {"account": "x"},
        {"account": "9" * 30},
        {"name": "\x00"},
    ):
        response = client.post(ADD, fields(**changed))
        assert response.status_code == 200, changed
    assert not Author.objects.exists()


# Sections, agencies, topics


def test_a_section_cannot_take_an_address_of_the_sites_own(as_, administrator):
    client = as_(administrator)
    for slug in ("admin", "static", "authors", "2026"):
        response = client.post(reverse("admin:articles_section_add"), {"name": "News", "slug": slug, "position": "0"})
        assert "is an address of the site itself" in response.content.decode(), slug
    assert not Section.objects.exists()


def test_a_section_called_admin_gets_an_address_that_is_free(as_, administrator):
    as_(administrator).post(reverse("admin:articles_section_add"), {"name": "Admin", "slug": "", "position": "0"})
    assert Section.objects.get().slug == "admin-2"


def test_a_section_keeps_its_address_and_its_stories(as_, administrator):
    section = make_section("World")
    make_story(section=section)
    client = as_(administrator)
    data = {"name": "The world", "slug": "other", "position": "3"}
    client.post(reverse("admin:articles_section_change", args=[section.pk]), data)
    section.refresh_from_db()
    assert (section.name, section.slug) == ("The world", "world")
    address = reverse("admin:articles_section_delete", args=[section.pk])
    assert "1 story" in client.get(address).content.decode()
    client.post(address, {"post": "yes"})
    assert Section.objects.exists()


def test_the_menus_order_is_set_in_the_list(as_, administrator):
    first, second = make_section("World", position=0), make_section("Sport", position=1)
    data = {
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "2",
        "form-0-id": first.pk,
        "form-0-position": "5",
        "form-1-id": second.pk,
        "form-1-position": "1",
        "_save": "Save",
    }
    as_(administrator).post(reverse("admin:articles_section_changelist"), data)
    assert [section.name for section in Section.objects.all()] == ["Sport", "World"]


def test_an_agency_is_shown_as_it_stands_in_a_sentence_and_kept_while_used(as_, administrator):
    agency = Agency.objects.create(name="Meridian Press Agency", short_name="MPA", takes_article=True)
    make_story().contributions.create(agency=agency)
    client = as_(administrator)
    page = client.get(reverse("admin:articles_agency_changelist")).content.decode()
    assert "The MPA contributed to this report." in page
    client.post(reverse("admin:articles_agency_delete", args=[agency.pk]), {"post": "yes"})
    assert Agency.objects.exists()


@pytest.mark.parametrize(
    ("name", "slug"), [("Harbour", "harbour"), ("日本語", "日本語"), ("!!!", "topic"), ("Straße", "strasse")]
)
def test_a_topic_gets_an_address_from_its_name(as_, editor, name, slug):
    as_(editor).post(reverse("admin:taggit_tag_add"), {"name": name})
    assert Tag.objects.get().slug == slug


def test_a_topic_is_one_whatever_its_case(as_, editor):
    Tag.objects.create(name="Harbour", slug="harbour")
    response = as_(editor).post(reverse("admin:taggit_tag_add"), {"name": "HARBOUR"})
    assert "There is a topic “Harbour” already." in response.content.decode()


def test_a_topic_that_is_renamed_keeps_its_address(as_, editor):
    topic = Tag.objects.create(name="Harbor", slug="harbor")
    as_(editor).post(reverse("admin:taggit_tag_change", args=[topic.pk]), {"name": "Harbour"})
    topic.refresh_from_db()
    assert (topic.name, topic.slug) == ("Harbour", "harbor")


def test_a_topic_in_use_is_not_deleted(as_, administrator):
    make_live(topics=("Harbour",))
    topic = Tag.objects.get()
    address = reverse("admin:taggit_tag_delete", args=[topic.pk])
    client = as_(administrator)
    assert "1 story, 1 published edition" in client.get(address).content.decode()
    client.post(address, {"post": "yes"})
    assert Tag.objects.exists()

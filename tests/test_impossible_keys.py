"""Keys, versions and days that no row can have: a clear answer, never a failure."""

import re

import pytest

from articles.models import Agency, Photo
from articles.tags import Tag
from tests.cast import (
    PASSWORD,
    make_author,
    make_photo,
    make_section,
    make_story,
    reread,
)
from tests.test_attacks import ENDLESS, admin, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]


@pytest.mark.parametrize("key", ["x", "\x00", "", "1" + "0" * 30, ENDLESS])
def test_a_choice_of_rows_that_are_none_is_a_bad_request(key, as_, administrator):
    for model in ("articles/article", "authors/author"):
        response = as_(administrator).post(f"/admin/{model}/", {"action": "submit", "_selected_action": ["1", key]})
        assert response.status_code == 400, model


@pytest.mark.parametrize("key", ["1" + "0" * 29, "9" * 19, "-1", "x", "\x00", "²", ENDLESS])
def test_a_key_that_no_row_can_have_is_no_valid_choice(key, as_, administrator):
    """SQLite takes no number past 64 bits, where a form asks it for several at once."""
    client, section = as_(administrator), make_section()
    rows = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-position": "7", "_save": "Save"}
    response = client.post(admin("articles_section_changelist"), rows | {"form-0-id": key})
    assert "form-0-id" in response.content.decode() or response.status_code == 400
    assert response.context["cl"].formset.errors[0]["id"]
    section.refresh_from_db()
    assert section.position == 0
    account = {"username": "writer", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    for group in (key, ["1", key]):
        response = client.post(admin("auth_user_add"), account | {"groups": group})
        assert "valid choice" in str(response.context["adminform"].form.errors["groups"])
    own = admin("auth_user_change", administrator.pk)
    response = client.post(own, {"username": "administrator", "is_active": "on", "groups": key})
    assert "valid choice" in str(response.context["adminform"].form.errors["groups"])


def test_no_field_of_the_admin_breaks_on_a_key_that_no_row_can_have(as_, administrator, staff_desk):
    """Every field of every form, and every list's actions, by what the pages themselves send."""
    key = "1" + "0" * 29
    rows = {
        "articles_article": make_story(),
        "articles_photo": make_photo(),
        "articles_section": make_section(),
        "articles_agency": Agency.objects.create(name="Northline"),
        "taggit_tag": Tag.objects.create(name="Harbour"),
        "authors_author": make_author(),
        "auth_user": staff_desk,
    }
    client = as_(administrator)
    for model, row in rows.items():
        change, listed = admin(f"{model}_change", row.pk), admin(f"{model}_changelist")
        for address in (change, admin(f"{model}_add"), listed):
            page = client.get(address).content.decode()
            names = set(re.findall(r'name="([^"]+)"', page)) - {"csrfmiddlewaretoken"}
            for counts in ("1", key):
                sent = {name: counts if name.endswith("_FORMS") else key for name in names}
                assert client.post(address, sent).status_code < 500, (address, counts)
        for action in ("delete_selected", "submit", ""):
            sent = {"action": action, "_selected_action": [key], "post": "yes", "index": "0"}
            assert client.post(listed, sent).status_code < 500, (listed, action)


@pytest.mark.parametrize(("key", "version"), [(f"r{ENDLESS}", "1"), (f"e{ENDLESS}", "1"), ("r1", ENDLESS), ("r0", "1")])
def test_a_version_that_is_none_is_not_brought_back(key, version, as_, writer):
    story = make_story(owner=writer)
    response = as_(writer).post(admin("articles_article_restore", story.pk), {"key": key, "version": version})
    assert response.status_code in {302, 404}
    assert reread(story).version == story.version


def test_a_form_that_began_with_no_version_is_stale(as_, writer):
    story = make_story(owner=writer)
    client = as_(writer)
    sent = typed(client, story) | {"version": ENDLESS, "headline": "x"}
    assert client.post(admin("articles_article_change", story.pk), sent).status_code == 409


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "data:,x", ""])
def test_a_login_leads_nowhere_but_to_the_desk(elsewhere, client, writer):
    sent = {"username": "writer", "password": PASSWORD, "next": elsewhere}
    response = client.post(admin("login"), sent)
    assert (response.status_code, response["Location"]) == (302, admin("index"))


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1799-12-31"])
def test_a_photo_taken_at_the_end_of_time_is_a_slip(day, zone, as_, photo_desk, settings):
    settings.TIME_ZONE = zone
    photo = make_photo()
    sent = {"title": "Harbour", "focal_x": "0.5", "focal_y": "0.5", "taken_at_0": day, "taken_at_1": "23:59:59"}
    response = as_(photo_desk).post(admin("articles_photo_change", photo.pk), sent)
    assert "taken_at" in response.context["adminform"].form.errors
    assert as_(photo_desk).post(admin("articles_photo_change", photo.pk), sent | {"taken_at_0": "1912-04-10"})
    assert Photo.objects.get().taken_at.year == 1912

"""Every address of the admin, for every role. The addresses come from the URL table: one without a row fails."""

import pytest
from django.contrib.auth.models import Group
from django.urls import URLResolver, get_resolver, reverse

from articles import rights, workflow
from articles.models import Agency, Agreement
from articles.rights import ADMINISTRATORS, EDITORS, PHOTO_DESK, STAFF_DESK, WRITERS
from articles.tags import Tag
from tests.cast import bring_to, make_author, make_house_page, make_photo, make_section, make_story, make_user
from tests.test_rights import OWN, PROMISED, STATES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]

EVERYBODY = set(rights.ROLES)
READERS = {WRITERS, EDITORS, PHOTO_DESK, ADMINISTRATORS}
DESK = {EDITORS, ADMINISTRATORS}
STAFF = {STAFF_DESK, ADMINISTRATORS}
ADMIN = {ADMINISTRATORS}
NOBODY: set[str] = set()

# model: who may see the list, add, see one, see its history, delete. Stories have tests of their own below.
MODELS = {
    "articles_agency": (DESK | {WRITERS}, DESK, DESK | {WRITERS}, DESK | {WRITERS}, ADMIN),
    "articles_agreement": (
        DESK | {PHOTO_DESK},
        DESK | {PHOTO_DESK},
        DESK | {PHOTO_DESK},
        DESK | {PHOTO_DESK},
        ADMIN,
    ),
    "articles_housepage": (DESK, DESK, DESK, DESK, ADMIN),
    "articles_photo": (EVERYBODY, EVERYBODY, EVERYBODY, EVERYBODY, {PHOTO_DESK, ADMINISTRATORS}),
    "articles_section": (READERS, ADMIN, READERS, READERS, ADMIN),
    "taggit_tag": (DESK | {WRITERS}, DESK, DESK | {WRITERS}, DESK | {WRITERS}, ADMIN),
    "authors_author": (EVERYBODY, EVERYBODY - {PHOTO_DESK}, EVERYBODY, EVERYBODY, ADMIN),
    "auth_user": (ADMIN, ADMIN, ADMIN, ADMIN, ADMIN),
    "auth_group": (ADMIN, NOBODY, ADMIN, ADMIN, NOBODY),
}
# the story here is a draft of nobody's
ALONE = {
    "index": EVERYBODY,
    "guide": EVERYBODY,
    "password_change": EVERYBODY,
    "password_change_done": EVERYBODY,
    "jsi18n": EVERYBODY,
    "auth_user_password_change": ADMIN,
    "articles_photo_card": EVERYBODY,
    "articles_photo_in_list": EVERYBODY,
    "articles_photo_out": EVERYBODY,
    "articles_photo_withdraw": DESK | {PHOTO_DESK},
    "articles_photo_names": EVERYBODY,
    "articles_photo_keywords": EVERYBODY,
    "articles_photo_credit_parts": EVERYBODY,
    "articles_photo_upload": NOBODY,  # POST only, as the next: tests/test_photo_upload.py
    "articles_photo_credit": NOBODY,
    "articles_photo_add_many": EVERYBODY,
    "articles_photo_many": EVERYBODY,
    "articles_housepage_preview": NOBODY,  # POST only, as the restoring: tests/test_house_pages.py
    "articles_housepage_compare": DESK,
    "articles_housepage_restore": NOBODY,
    # the key is that of a section
    "articles_front_changelist": READERS,
    "articles_front_edit": READERS,
    "articles_front_look": NOBODY,  # POST only: tests/test_front_screen.py
    "articles_front_page": READERS,
    "articles_front_history": READERS,
    "articles_front_restore": NOBODY,  # POST only
    "articles_front_banner": READERS,
    "articles_article_changelist": READERS,
    "articles_article_add": DESK | {WRITERS},
    "articles_article_session": EVERYBODY,
    "articles_article_begin": NOBODY,  # POST only, as the two after it: tests/test_autosave.py
    "articles_article_autosave": NOBODY,
    "articles_article_presence": NOBODY,
    "articles_article_topics": READERS,
    "articles_article_stories": READERS,
    "articles_article_look": NOBODY,  # POST only: tests/test_look.py
    "articles_article_shared_card": READERS,
    "articles_article_preview": DESK | {PHOTO_DESK},
    "articles_article_captions": DESK | {PHOTO_DESK},
    "articles_article_step": DESK,
    "articles_article_compare": DESK | {PHOTO_DESK},
    "articles_article_restore": NOBODY,  # POST only
    "articles_article_history": DESK | {PHOTO_DESK},
    "articles_article_change": DESK | {PHOTO_DESK},
    "articles_article_delete": NOBODY,
}
ELSEWHERE = {
    "login",
    "logout",  # POST only
    "articles_photo_original",  # a file: tests/test_photo_form.py
    "autocomplete",  # tests/test_story_form.py
    "view_on_site",
    "app_list",
}


@pytest.fixture
def objects(roles):
    return {
        "articles_agency": Agency.objects.create(name="Northline News"),
        "articles_agreement": Agreement.objects.create(name="MPA, news pictures"),
        "articles_housepage": make_house_page(public=False),
        "articles_photo": make_photo(),
        "articles_section": make_section("Culture"),
        "taggit_tag": Tag.objects.create(name="Harbour"),
        "authors_author": make_author(),
        "auth_user": make_user("somebody"),
        "auth_group": Group.objects.first(),
        "articles_article": make_story(),
        "articles_front": make_section("Culture"),
    }


def admin_names() -> set[str]:
    names = set()

    def walk(entries: list) -> None:
        for entry in entries:
            if isinstance(entry, URLResolver):
                walk(entry.url_patterns)
            elif entry.name:
                names.add(entry.name)

    walk(next(entry for entry in get_resolver().url_patterns if entry.pattern._route == "admin/").url_patterns)
    return names


def rows() -> dict[str, set[str]]:
    found = dict(ALONE)
    for model, who in MODELS.items():
        for action, roles in zip(("changelist", "add", "change", "history", "delete"), who, strict=True):
            found[f"{model}_{action}"] = roles
    return found


def address(name: str, objects: dict) -> str:
    if name in {"index", "guide", "password_change", "password_change_done", "jsi18n"}:
        return reverse(f"admin:{name}")
    model, _, action = next((m, "_", name[len(m) + 1 :]) for m in objects if name.startswith(m + "_"))
    if name == "articles_housepage_preview" or action in {
        "changelist",
        "add",
        "session",
        "begin",
        "topics",
        "stories",
        "shared_card",
        "upload",
        "names",
        "keywords",
        "credit_parts",
        "add_many",
        "many",
        "banner",
    }:
        return reverse(f"admin:{name}")
    return reverse(f"admin:{name}", args=[objects[model].pk, *(["submit"] if action == "step" else [])])


def test_every_address_of_the_admin_has_a_row():
    assert admin_names() == rows().keys() | ELSEWHERE


@pytest.mark.parametrize("name", sorted(rows()))
def test_each_role_sees_what_it_may_and_nothing_else(name, client, objects, staff_by_role):
    url = address(name, objects)
    for role, user in staff_by_role.items():
        client.force_login(user)
        status = client.get(url).status_code
        if role in rows()[name]:
            assert status == 200, (role, url, status)
        else:
            assert status in {302, 403, 404, 405}, (role, url, status)


@pytest.mark.parametrize("name", sorted(rows()))
def test_a_stranger_is_sent_to_the_login(name, client, objects):
    response = client.get(address(name, objects))
    if name != "jsi18n":
        assert response.status_code == 302, name
        assert response["Location"].startswith("/admin/login/")
    outsider = make_user("outsider")
    outsider.is_staff = False
    outsider.save()
    client.force_login(outsider)
    if name != "jsi18n":
        assert client.get(address(name, objects)).status_code == 302


@pytest.mark.parametrize("state", sorted(STATES))
@pytest.mark.parametrize("verb", workflow.STEPS)
def test_each_verb_in_each_state_is_for_whom_it_was_promised_to(verb, state, client, staff_by_role, other_writer):
    """Pressed as a form is sent: what was promised happens, and all else changes nothing."""
    people = [*staff_by_role.items(), (OWN, staff_by_role[WRITERS]), ("another writer", other_writer)]
    for who, user in people:
        story = bring_to(make_story(owner=staff_by_role[WRITERS] if who == OWN else None), state)
        client.force_login(user)
        data = {"version": story.version, "note": "Because.", "kind": "update", "public_note": "", "when": "now"}
        response = client.post(reverse("admin:articles_article_step", args=[story.pk, verb]), data)
        assert response.status_code < 500
        moved = story.transitions.filter(by=user, verb=verb).exists()
        assert moved is (who in PROMISED.get((verb, state), set())), (who, verb, state, response.status_code)


@pytest.mark.parametrize("state", sorted(STATES))
def test_reading_and_editing_in_each_state(state, client, staff_by_role, other_writer):
    people = [*staff_by_role.items(), (OWN, staff_by_role[WRITERS]), ("another writer", other_writer)]
    for who, user in people:
        story = bring_to(make_story(owner=staff_by_role[WRITERS] if who == OWN else None), state)
        client.force_login(user)
        reads, edits, captions = (who in PROMISED.get((verb, state), set()) for verb in ("read", "edit", "caption"))
        for name in ("change", "preview", "history", "compare"):
            status = client.get(reverse(f"admin:articles_article_{name}", args=[story.pk])).status_code
            assert (status == 200) is reads, (who, state, name, status)
        page = client.get(reverse("admin:articles_article_change", args=[story.pk]))
        assert (b'name="headline"' in page.content) is edits, (who, state)
        status = client.get(reverse("admin:articles_article_captions", args=[story.pk])).status_code
        assert (status == 200) is captions, (who, state, status)
        revision = story.revisions.last()
        client.post(
            reverse("admin:articles_article_restore", args=[story.pk]),
            {"key": f"r{revision.version}", "version": story.version},
        )
        client.post(
            reverse("admin:articles_article_change", args=[story.pk]),
            {"version": story.version, "headline": "Words of somebody who may not"},
        )
        story.refresh_from_db()
        if not edits:
            assert story.headline != "Words of somebody who may not", (who, state)
            assert story.state == bring_to(make_story(), state).state

"""What a hostile reader, a hostile account and a clumsy editor try: nothing leaks, and nothing breaks."""

import pytest
from django.apps import apps
from django.contrib.admin import site
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from articles import rights, tags, workflow
from articles.models import Address, Agency, Article, Contribution, Edition, Photo, Transition
from articles.tags import Tag
from authors.models import Author
from newsroom.requests import refuse_charsets
from tests.cast import (
    PASSWORD,
    bring_to,
    make_author,
    make_live,
    make_photo,
    make_section,
    make_story,
    reread,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]

ENDLESS = "1" * 5_000  # more digits than Python makes a number of
LISTS = (
    "articles/article articles/photo articles/section articles/agency taggit/tag authors/author auth/user auth/group"
).split()


def admin(name: str, *args) -> str:
    return reverse(f"admin:{name}", args=args)


def typed(client: Client, story: Article) -> dict:
    """Return what a browser sends from the form of `story` when nothing was changed."""
    form = client.get(admin("articles_article_change", story.pk)).context["form"]
    fields = [field for rows in form.rows for line in (rows.management_form, *rows) for field in line]
    fields += [field for field in form if field.name != "audio"]
    return {field.html_name: value for field in fields if (value := field.value()) is not None and value is not False}


# -- what is not published, and not theirs to read ---------------------------------------------------------------


@pytest.fixture
def secret(other_writer):
    """A story of another writer's, in which all that it is connected with is used by nothing else."""
    story = make_story(
        owner=other_writer,
        headline="Secret headline",
        section=make_section("Secret section"),
        author=make_author("Secret author"),
        lead=make_photo(title="Secret photo"),
        topics=("Secret topic",),
    )
    Contribution.objects.create(article=story, agency=Agency.objects.create(name="Secret agency"))
    return story


@pytest.mark.parametrize("model", LISTS)
def test_a_list_does_not_tell_which_of_its_rows_belong_to_a_story(model, as_, administrator, secret):
    """Whoever may not read the story could ask so, too: `?articles=7` on the list of authors."""
    client = as_(administrator)
    for relation in ("articles", "article", "captions__article", "captions", "contributions", "bylines", "editions"):
        for lookup in ("", "__exact", "__id", "__id__exact", "__in", "__gt"):
            response = client.get(f"/admin/{model}/?{relation}{lookup}={secret.pk}")
            assert response.status_code in {302, 400}, (relation, lookup)


@pytest.mark.parametrize(
    "asked",
    [
        "headline__regex=(",
        "body__regex=(a%2B)%2B$",
        "title__regex=(",
        "name__regex=(",
        "username__regex=(",
        "changed_at__year=99999999999",
        "created_at__year=99999999999",
        "date_joined__year=99999999999",
        "is_active__regex=(",
        "groups__name__regex=(",
        "password__startswith=a",
        "account__password__startswith=a",
        "uploaded_by__username__startswith=a",
    ],
)
def test_a_list_answers_to_its_filters_alone(asked, as_, administrator):
    make_story(), make_photo(), make_author()
    client = as_(administrator)
    for model in LISTS:
        assert client.get(f"/admin/{model}/?{asked}").status_code in {302, 400}, model


def test_every_filter_of_a_list_still_filters(as_, administrator, writer):
    make_story(owner=writer), make_photo(), make_author()
    client = as_(administrator)
    for model in LISTS:
        changelist = client.get(f"/admin/{model}/").context["cl"]
        for spec in changelist.filter_specs:
            for choice in spec.choices(changelist):
                assert client.get(f"/admin/{model}/{choice['query_string']}").status_code == 200, (model, choice)


@pytest.mark.parametrize("model", [Article, Edition, Address, Transition])
def test_the_way_to_a_page_on_the_site_shows_no_address_of_what_is_not_there(model, as_, secret, writer, staff_desk):
    bring_to(secret, "scheduled")
    kind = ContentType.objects.get_for_model(model)
    for user in (writer, staff_desk):
        for key in (model.objects.first().pk, 999_999, "x", ENDLESS):
            assert as_(user).get(f"/admin/r/{kind.pk}/{key}/").status_code == 404


def test_the_way_to_a_page_on_the_site_leads_there(as_, staff_desk, editor, writer):
    author, section, story = make_author(), make_section(), make_story(owner=writer)
    for user, thing in ((staff_desk, author), (editor, section), (writer, story)):
        kind = ContentType.objects.get_for_model(thing)
        response = as_(user).get(f"/admin/r/{kind.pk}/{thing.pk}/")
        assert (response.status_code, response["Location"]) == (302, thing.get_absolute_url())
    for model in ("x", "999999", ENDLESS, f"%20{ContentType.objects.get_for_model(Edition).pk}"):
        assert as_(writer).get(f"/admin/r/{model}/1/").status_code == 404
    user_kind = ContentType.objects.get_for_model(writer)
    assert as_(writer).get(f"/admin/r/{user_kind.pk}/{writer.pk}/").status_code == 404


def test_no_suggestion_names_a_story_or_an_account_to_who_may_not_see_it(as_, secret, writer, staff_desk):
    fields = [
        ("articles", model, "article") for model in ("byline", "caption", "contribution", "edition", "revision")
    ] + [("articles", "article", "owner"), ("authors", "author", "account"), ("articles", "photo", "uploaded_by")]
    for user in (writer, staff_desk):
        for app, model, field in fields:
            asked = {"app_label": app, "model_name": model, "field_name": field, "term": ""}
            response = as_(user).get("/admin/autocomplete/", asked)
            assert response.status_code == 403 or response.json()["results"] == []


def test_no_page_of_the_desk_names_a_story_to_who_may_not_read_it(as_, secret, writer, staff_desk):
    photo, author = Photo.objects.get(), secret.bylines.get().author
    pages = [admin("index"), *(f"/admin/{model}/" for model in LISTS)]
    pages += [
        admin(f"{name}_{action}", thing.pk)
        for name, thing in (
            ("articles_photo", photo),
            ("authors_author", author),
            ("articles_section", secret.section),
            ("taggit_tag", Tag.objects.get()),
            ("articles_article", secret),
        )
        for action in ("change", "history", "delete")
    ]
    pages += [admin(f"articles_article_{name}", secret.pk) for name in ("preview", "captions", "compare", "restore")]
    pages += [admin("articles_article_step", secret.pk, verb) for verb in workflow.STEPS]
    for user in (writer, staff_desk):
        client = as_(user)
        for address in pages:
            for response in (client.get(address, follow=True), client.post(address, {"key": "r1"}, follow=True)):
                assert secret.headline not in response.content.decode(), (user, address)


def test_the_actions_of_the_list_do_not_reach_stories_of_others(as_, secret, writer):
    client = as_(writer)
    for action in ("submit", "spike", "approve", "delete_selected"):
        for more in ({}, {"select_across": "1"}):
            client.post(
                admin("articles_article_changelist"), {"action": action, "_selected_action": str(secret.pk)} | more
            )
    assert reread(secret).state == "draft"
    assert secret.transitions.count() == 0


# -- rights ------------------------------------------------------------------------------------------------------


def test_a_form_sets_nothing_that_it_does_not_show(as_, writer, other_writer, editor):
    story = make_story(owner=writer)
    more = {
        "state": "published",
        "owner": other_writer.pk,
        "holder": other_writer.pk,
        "returned": "on",
        "approved_digest": "a" * 64,
        "state_since": "2001-01-01",
        "created_at": "2001-01-01",
        "audio_seconds": "9",
        "id": "777",
        "pk": "777",
    }
    client = as_(writer)
    before = Article.objects.filter(pk=story.pk).values(*(name for name in more if name != "pk")).get()
    response = client.post(admin("articles_article_change", story.pk), typed(client, story) | more | {"headline": "x"})
    assert response.status_code == 302
    assert Article.objects.filter(pk=story.pk, headline="x").values(*before).get() == before
    photo = make_photo(by=writer)
    taken = {"title": "x", "focal_x": "0.5", "focal_y": "0.5", "token": "0" * 32, "uploaded_by": str(editor.pk)}
    assert client.post(admin("articles_photo_change", photo.pk), taken | {"original": "x"}).status_code == 302
    now = Photo.objects.get(title="x")
    assert (now.token, now.uploaded_by, now.original.name) == (photo.token, writer, photo.original.name)


def test_an_author_changes_of_their_own_page_what_is_theirs(as_, writer, other_writer):
    author = make_author("Mara Lindqvist", account=writer)
    more = {"name": "King Mara", "slug": "king", "role": "Editor-in-chief", "account": other_writer.pk}
    response = as_(writer).post(admin("authors_author_change", author.pk), more | {"biography": "Mine."})
    assert response.status_code == 302
    now = Author.objects.get(pk=author.pk)
    assert (now.name, now.slug, now.role, now.account, now.biography) == (
        *(author.name, author.slug, "", writer),
        "Mine.",
    )
    as_(writer).post(admin("authors_author_add"), {"name": "Another", "account": other_writer.pk})
    assert Author.objects.get(name="Another").account is None


def test_an_administrator_makes_nobody_a_superuser_and_touches_none(as_, administrator):
    top = get_user_model().objects.create_superuser("top", password=PASSWORD)
    client = as_(administrator)
    words = {"usable_password": "true", "password1": "another long walk", "password2": "another long walk"}
    crown = {"is_superuser": "on", "is_staff": "on", "user_permissions": ["1", "2"]}
    for user in (administrator, top):
        data = {"username": user.username, "is_active": "on", "email": "changed@courier.example"}
        data["groups"] = Group.objects.get(name=rights.ADMINISTRATORS).pk
        client.post(admin("auth_user_change", user.pk), data | crown)
        if user == top:
            assert client.post(admin("auth_user_password_change", user.pk), words).status_code == 403
            assert client.post(admin("auth_user_delete", user.pk), {"post": "yes"}).status_code == 403
    client.post(admin("auth_user_add"), {"username": "made"} | words | crown)
    accounts = get_user_model().objects
    assert accounts.get(is_superuser=True) == top
    assert not accounts.exclude(user_permissions=None).exists()
    assert accounts.get(username="made").groups.count() == 0
    assert (accounts.get(pk=top.pk).password, accounts.get(pk=top.pk).email) == (top.password, "")
    group = Group.objects.get(name=rights.WRITERS)
    assert client.post(admin("auth_group_change", group.pk), {"name": "x", "permissions": ["1"]}).status_code == 403


# -- requests that no form sends ---------------------------------------------------------------------------------


@pytest.mark.parametrize("model", ["articles_section", "articles_agency", "taggit_tag", "authors_author"])
def test_a_form_that_another_was_faster_than_is_looked_at_again(model, as_, administrator, monkeypatch):
    """Where the database lets two save at once, both pass the form."""
    admin_class = type(site.get_model_admin(apps.get_model(*model.split("_"))))
    monkeypatch.setattr(admin_class, "save_model", beaten_once(admin_class.save_model))
    response = as_(administrator).post(admin(f"{model}_add"), {"name": "Harbour", "position": "1"}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["success"]
    assert apps.get_model(*model.split("_")).objects.get().name == "Harbour"


def test_a_story_that_another_was_faster_than_is_saved_again(as_, writer, monkeypatch):
    monkeypatch.setattr("articles.tags.put", beaten_once(tags.put))
    client = as_(writer)
    sent = {"headline": "Once", "story_type": "news", "bylines-TOTAL_FORMS": "0", "bylines-INITIAL_FORMS": "0"}
    sent |= {"contributions-TOTAL_FORMS": "0", "contributions-INITIAL_FORMS": "0"}
    response = client.post(admin("articles_article_add"), sent, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["Saved."]
    assert Article.objects.get().version == 1


def beaten_once(save):
    """Return `save`, which the first time does its work and is then refused by the database."""
    calls = []

    def beaten(*args, **kwargs):
        calls.append(args)
        save(*args, **kwargs)
        if len(calls) == 1:
            raise IntegrityError("duplicate key value violates unique constraint")

    return beaten


# -- headers -----------------------------------------------------------------------------------------------------


def unreadable() -> dict[str, str]:
    """Return the headers of what the outermost door answers to a charset."""
    headers: dict[str, str] = {}
    refuse_charsets(None)({"CONTENT_TYPE": "text/html; charset=rot13"}, lambda status, found: headers.update(found))
    return headers


def test_every_answer_says_what_it_may_run(client, as_, administrator, editor):
    """Also those that are given before anything is read: no script of another's, and no guess at what it is."""
    story = make_live(owner=editor)
    withdrawn = bring_to(make_story(), "withdrawn").editions.get().get_absolute_url()
    public = ("/", "/none/", "/healthz", "/authors/", withdrawn, "/a%00b/", "/admin/", "/admin/login/")
    answers = [client.get(address) for address in public]
    answers += [client.get("/", headers={"host": "evil.example"}), client.post("/"), unreadable()]
    answers += [Client(enforce_csrf_checks=True).post("/admin/login/")]
    answers += [as_(administrator).get(f"/admin/{model}/") for model in LISTS]
    pages = ("change", "preview", "history")
    answers += [as_(editor).get(admin(f"articles_article_{name}", story.pk)) for name in pages]
    for response in answers:
        policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
        assert "unsafe" not in policy.get("script-src", policy["default-src"])
        assert policy["default-src"] in {"'self'", "'none'"}
        assert "frame-ancestors" in policy
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_what_is_behind_the_login_is_kept_by_nobody(as_, editor):
    story, photo = make_live(owner=editor), make_photo()
    pages = [admin("index"), admin("articles_photo_card", photo.pk), admin("articles_article_session")]
    pages += [admin(f"articles_article_{name}", story.pk) for name in ("change", "preview", "history", "compare")]
    for address in pages:
        assert "no-store" in as_(editor).get(address)["Cache-Control"], address
        assert "private" in as_(editor).get(address)["Cache-Control"], address


def test_the_cookies_are_for_this_site_alone(client, writer):
    client.post(admin("login"), {"username": "writer", "password": PASSWORD})
    assert client.cookies["sessionid"]["httponly"]
    assert {client.cookies[name]["samesite"] for name in ("sessionid", "csrftoken")} == {"Lax"}

"""What a hostile reader, a hostile account and a clumsy editor try: nothing leaks, breaks or takes long."""

import random
import threading
import time
from contextlib import contextmanager
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.contrib.admin import site
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from articles import compare, page, rights, tags, workflow
from articles.admin import tag_widget
from articles.body import clean
from articles.models import Address, Agency, Article, Contribution, Edition, Photo, Transition
from articles.photos import door
from articles.tags import Tag
from authors.links import MOST
from authors.models import Author
from authors.text import normalise
from newsroom.requests import refuse_charsets
from tests.cast import (
    PASSWORD,
    bring_to,
    make_author,
    make_live,
    make_photo,
    make_section,
    make_story,
    picture_file,
    reread,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]

ENDLESS = "1" * 5_000  # more digits than Python makes a number of
LISTS = (
    "articles/article articles/photo articles/section articles/agency taggit/tag authors/author auth/user auth/group"
).split()


@contextmanager
def at_once():
    """Fail where the block computes for more than a second, however busy the machine is with something else."""
    began = time.thread_time()
    yield
    assert time.thread_time() - began < 1


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


@pytest.mark.parametrize("key", ["x", "\x00", "", "1" + "0" * 30, ENDLESS])
def test_a_choice_of_rows_that_are_none_is_a_bad_request(key, as_, administrator):
    for model in ("articles/article", "authors/author"):
        response = as_(administrator).post(f"/admin/{model}/", {"action": "submit", "_selected_action": ["1", key]})
        assert response.status_code == 400, model


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


HOSTILE = (
    "<script>alert(1)</script>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    '<p lang="x" title="y" class="z" id="main" style="color:red" onclick="alert(1)">a</p>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<svg/onload=alert(1)//",
    "<a href=' java\nscript:alert(1)'>a</a><a href='&#x6A;avascript:alert(1)'>b</a><a href='data:text/html,x'>c</a>",
    "<figure data-photo='1' data-alt='\"><script>alert(1)</script>' data-layout='wide\" onload=1'>",
    "<figure data-photo=1>&lt;/figure&gt;&lt;script&gt;",
    "<figcaption><img src=x onerror=alert(1)></figcaption></figure>",
    "<aside data-pullquote='x' onclick=1><p>a</p><cite><cite></cite>",
    "<iframe srcdoc='<script>alert(1)</script>'><form action=/admin/logout/ method=post><button>",
    "<!--<p>--><![CDATA[<p>]]><?xml ?><!DOCTYPE html>",
    "<table><caption><td colspan='2\"x' rowspan=99999 onclick=1>",
    "<ol start='1;x' type=a reversed><ul><li>",
    "&lt;script&gt;&amp;lt;img src=x onerror=1&amp;gt;",
    "<scr<script>ipt>",
    "<textarea><img title='</textarea><img src onerror=1>'>",
    "<blockquote cite=javascript:1><details open ontoggle=alert(1)>",
    "</p></table></figure></aside></ul>",
    "<p></p> <h2>text",
    "<b><i><s><u><h1>x</h1><style>@import 'x'</style>",
)
ALLOWED = {
    *("p", "h2", "h3", "strong", "em", "sub", "sup", "br", "hr", "ul", "li", "blockquote", "cite", "figcaption"),
    *("ol", "ol start", "a", "a href", "aside", "aside data-pullquote", "table", "tbody", "tr", "td", "th"),
    *(f"{cell} {span}" for cell in ("td", "th") for span in ("colspan", "rowspan")),
    *("figure", "figure data-photo", "figure data-layout", "figure data-alt", "figure data-decorative"),
}


class Found(HTMLParser):
    """What a browser finds in a body: elements, their attributes, and links."""

    def __init__(self, html: str):
        super().__init__()
        self.parts: set[str] = set()
        self.links: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.parts |= {tag, *(f"{tag} {name}" for name, _ in attrs)}
        self.links |= {value for name, value in attrs if name == "href"}

    def handle_comment(self, data: str) -> None:
        self.parts.add("comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


def test_a_body_keeps_nothing_that_the_editor_cannot_make_and_is_clean_at_once():
    chance = random.Random(7)
    bodies = [*HOSTILE, *("".join(chance.choices(HOSTILE, k=chance.randint(2, 9))) for _ in range(300))]
    for body in bodies:
        once = clean.clean(body)
        found = Found(once)
        assert found.parts <= ALLOWED, (body, once)
        assert all(link.startswith(("http:", "https:", "mailto:")) for link in found.links), (body, once)
        assert clean.clean(once) == once, body


# -- what takes long ---------------------------------------------------------------------------------------------


def test_empty_paragraphs_between_others_are_cleaned_at_once():
    with at_once():
        text = f"<p>a</p>{'<p></p> ' * 24}<p>b</p>"
        assert clean.clean(text) == text
        assert clean.clean(f"<p>a</p>{'<p> </p>' * 20_000}<p>b</p>").endswith("</p><p>b</p>")
        assert clean.clean(f"{'<h2></h2> <p>&nbsp;</p>' * 2_000}<p>b</p>{' <p><br></p>' * 2_000} ") == "<p>b</p>"


def test_sources_without_a_name_leave_nothing_however_deep():
    with at_once():
        for html in (f"<p>a</p>{'<cite>' * 500} ", f"<p>a</p>{'<cite> ' * 50}b", "<cite></cite>" * 500):
            once = clean.clean(html)
            assert clean.clean(once) == once
            assert "<cite></cite>" not in once


@pytest.mark.parametrize("block", ["<h2>a</h2>", '<figure data-photo="1"><figcaption></figcaption></figure>', "<hr>"])
def test_a_dateline_finds_the_first_paragraph_behind_any_number_of_others(block):
    document = {"photos": [], "dateline": "CARROW"}
    with at_once():
        lists = page.body_html(document | {"body": f"{block * 26}<ul><li>x</li></ul>"})
        assert lists.startswith('<p><span class="dateline">CARROW</span></p>')
        found = page.body_html(document | {"body": f"{block * 26}<p>x</p>"})
        assert '<p><span class="dateline">CARROW</span> — x</p>' in found


def test_a_pile_of_accents_is_cut_to_what_a_letter_can_bear():
    with at_once():
        pile = normalise("e" + "\u0301\u0327" * 60_000 + "x")
    assert len(pile) == 31
    assert normalise("Vie\u0302\u0323t, q\u0307\u0323") == "Việt, q\u0323\u0307"


@pytest.mark.parametrize("make", ["".join, " ".join])
def test_two_versions_that_repeat_themselves_are_compared_at_once(make):
    old, new = ["ab"[number % 2] for number in range(2_000)], ["aab"[number % 3] for number in range(2_000)]
    empty = {"photos": []}
    with at_once():
        assert compare._marked_words(" ".join(old), " ".join(new))
        old, new = (make(f"<p>{word}</p>" for word in words) for words in (old, new))
        assert compare._body(empty | {"body": old}, empty | {"body": new})


def test_a_change_within_a_long_text_is_still_shown_as_what_it_is():
    words = ["ab"[number % 2] for number in range(20_000)]
    old, new = [*words[:10_000], "old", *words], [*words[:10_000], "new", *words]
    with at_once():
        marked = compare._marked_words(" ".join(old), " ".join(new))
        assert marked.count("<del>old </del><ins>new </ins>") == marked.count("<del>") == 1
        old, new = ("".join(f"<p>{word}</p>" for word in words) for words in (old, new))
        assert compare._marked(old, new).count("<ins>") == 1


def test_a_text_that_is_no_story_is_refused_and_kept_in_the_form(as_, writer):
    story = make_story(owner=writer, body="<p>What stood here.</p>")
    client = as_(writer)
    for body in ("<ul><li>" * 30_000, f"<p>{'a ' * 300_000}</p>", '<figure data-photo="1"></figure>' * 30_000):
        with at_once():
            response = client.post(admin("articles_article_change", story.pk), typed(client, story) | {"body": body})
        assert response.context["form"].errors["body"] == ["This text is too long for one story. Make several of it."]
    assert reread(story).body == "<p>What stood here.</p>"
    long = "".join(f"<p>{'A word and another. ' * 20}</p>" for _ in range(1_000))  # 80,000 words
    client.post(admin("articles_article_change", story.pk), typed(client, story) | {"body": long})
    assert reread(story).body == clean.clean(long)


def test_a_story_has_no_more_topics_than_anybody_reads(as_, writer):
    story = make_story(owner=writer)
    client = as_(writer)
    names = [f"Topic {number}" for number in range(tag_widget.MOST + 1)]
    with at_once():
        sent = typed(client, story) | {"topics-more": ",".join(names * 5_000)}
        response = client.post(admin("articles_article_change", story.pk), sent)
    assert "topics" in response.context["form"].errors
    client.post(admin("articles_article_change", story.pk), typed(client, story) | {"topics": names[1:]})
    assert story.tags.count() == tag_widget.MOST == Tag.objects.count()


def test_an_author_with_too_many_links_is_told_so_once(as_, writer):
    author = make_author(account=writer)
    with at_once():
        response = as_(writer).post(admin("authors_author_change", author.pk), {"links": "x\n" * 20_000})
    assert response.context["adminform"].form.errors["links"] == [
        f"An author has at most {MOST} links; these are 20000."
    ]


def test_large_photos_are_decoded_two_at_a_time(monkeypatch):
    """Each may take half a gigabyte, of a file of two megabytes: four hands at once would take two."""
    within, most = 0, 0
    mean_colour = door._mean_colour

    def slowly(image):
        nonlocal within, most
        within += 1
        most = max(most, within)
        reached.wait(timeout=0.2)
        within -= 1
        return mean_colour(image)

    reached = threading.Event()
    monkeypatch.setattr(door, "_mean_colour", slowly)
    hands = [threading.Thread(target=door.admit, args=[picture_file()]) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert most == 2


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
    public = ("/", "/none/", "/about/", "/healthz", "/authors/", withdrawn, "/a%00b/", "/admin/", "/admin/login/")
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

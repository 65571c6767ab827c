"""Pages of the house in the admin: written, published, compared, brought back, by who may."""

import pytest
from django.db import transaction

from articles.house import keeping
from articles.models import HousePage, Section
from tests.cast import make_house_page, make_section
from tests.reading import read

pytestmark = pytest.mark.django_db


ADD = "/admin/articles/housepage/add/"


def form_of(page: HousePage | None = None, **fields) -> dict:
    """What a browser sends for `page` as it stands, with `fields` typed over it."""
    data = {"title": "", "summary": "", "body": "", "role": "", "in_footer": "on", "position": "0", "slug": ""}
    if page:
        data |= {name: getattr(page, name) for name in ("title", "summary", "body", "role", "position")}
        data |= {"version": page.version, "in_footer": "on" if page.in_footer else ""}
    return {name: value for name, value in (data | fields).items() if name != "in_footer" or value}


def change_url(page: HousePage) -> str:
    return f"/admin/articles/housepage/{page.pk}/change/"


def test_an_editor_writes_a_page_and_publishes_it(as_, editor):
    client = as_(editor)
    typed = form_of(title="About us", summary="Who we are.", body="<p>Sixty people.</p>", role="about")
    response = client.post(ADD, typed | {"_save": "1"}, follow=True)
    assert "Readers do not see this page until you publish it." in response.content.decode()
    page = HousePage.objects.get()
    assert (page.slug, page.version, page.shown, page.revisions.get().by) == ("about-us", 1, None, editor)
    client.post(change_url(page), form_of(page, slug="about", _step="publish"))
    assert "Sixty people." in read(client, "/about/")
    page.refresh_from_db()
    response = client.post(change_url(page), form_of(page, _step="take_off"), follow=True)
    assert "The page is taken off the site." in response.content.decode()
    read(client, "/about/", 404)


def test_what_is_unfinished_is_saved_and_not_published(as_, editor):
    client = as_(editor)
    response = client.post(ADD, form_of(title="About us", body="<p>TK</p>", _step="publish"), follow=True)
    assert "The page is saved, but not on the site yet. “TK” still stands in it." in response.content.decode()
    assert HousePage.objects.get().body == "<p>TK</p>"
    client.post(ADD, form_of(_save="1"))
    assert HousePage.objects.get(title="").slug == "page"


def test_an_address_and_a_role_that_are_taken_are_refused_with_a_sentence_and_nothing_is_lost(as_, editor):
    make_section("Culture")
    make_house_page(title="Our code", role="ethicsPolicy")
    client = as_(editor)
    for fields, sentence in (
        ({"slug": "culture"}, "“culture” is the address of the section “Culture”."),
        ({"slug": "admin"}, "“admin” is an address of the site itself."),
        ({"role": "ethicsPolicy"}, "The page “Our code” has this role already."),
        ({"role": "nonsense"}, "Select a valid choice."),
        ({"position": "first"}, "Enter a whole number."),
        ({"position": "9" * 30}, "Ensure this value is less than or equal to"),
    ):
        response = client.post(ADD, form_of(title="Kept as typed", body="<p>Kept words</p>") | fields)
        html = response.content.decode()
        assert response.status_code == 200
        assert sentence in html, fields
        assert "Kept as typed" in html
        assert "Kept words" in html
    assert HousePage.objects.count() == 1


def test_a_section_cannot_take_the_address_of_a_page_at_its_form(as_, administrator):
    make_house_page(title="Ethics", slug="ethics", public=False)
    response = as_(administrator).post(
        "/admin/articles/section/add/", {"name": "Morals", "slug": "ethics", "position": "0", "language": ""}
    )
    assert "“ethics” is the address of the page “Ethics”." in response.content.decode()
    assert not Section.objects.exists()


def test_the_address_is_fixed_once_readers_know_it(as_, editor):
    page = make_house_page(title="About us", slug="about")
    client = as_(editor)
    assert 'name="slug"' not in read(client, change_url(page))
    client.post(change_url(page), form_of(page, slug="other"))
    page.refresh_from_db()
    assert page.slug == "about"


def test_two_editors_never_write_over_each_other(as_, editor, administrator):
    page = make_house_page(title="Ethics", body="<p>We take none.</p>", slug="ethics")
    mine = form_of(page, body="<p>We take tea.</p>")
    page.body = "<p>We take nothing at all.</p>"
    with transaction.atomic():
        keeping.keep(page, by=administrator)
    client = as_(editor)
    response = client.post(change_url(page), mine | {"_step": "publish"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Saved meanwhile by administrator" in html
    assert "nothing at all" in html
    assert "We take tea." in html
    page.refresh_from_db()
    assert (page.body, page.version) == ("<p>We take nothing at all.</p>", 2)
    assert client.post(change_url(page), mine | {"_over": "2"}).status_code == 302
    page.refresh_from_db()
    assert page.body == "<p>We take tea.</p>"
    assert "nothing at all" in page.revisions.get(version=2).body
    for version in ("", "0", "x", "99999999999999999999"):
        assert client.post(change_url(page), mine | {"version": version}).status_code == 409


def test_the_history_shows_every_save_and_step_and_brings_a_text_back(as_, editor):
    page = make_house_page(title="Ethics", body="<p>One.</p>", by=editor)
    page.body = "<p>Two.</p>"
    with transaction.atomic():
        keeping.keep(page, by=editor)
    client = as_(editor)
    html = read(client, f"/admin/articles/housepage/{page.pk}/history/")
    assert "Published: version 1" in html
    assert "What readers do not see yet" in html
    html = read(client, f"/admin/articles/housepage/{page.pk}/compare/?new=2")
    assert "<del>One.</del>" in html
    assert "<ins>Two.</ins>" in html
    client.post(f"/admin/articles/housepage/{page.pk}/restore/", {"key": "1", "version": "2"})
    page.refresh_from_db()
    assert (page.body, page.version) == ("<p>One.</p>", 3)
    stale = client.post(f"/admin/articles/housepage/{page.pk}/restore/", {"key": "2", "version": "2"}, follow=True)
    assert "Somebody saved this page while you were looking at it." in stale.content.decode()
    for old in ("0", "7", "x", "9" * 40):
        read(client, f"/admin/articles/housepage/{page.pk}/compare/?old={old}", 404)


def test_the_preview_shows_what_is_typed_and_saves_nothing(as_, editor):
    client = as_(editor)
    typed = form_of(title="Typed title", summary="Typed summary", body="<p>Typed <script>x</script>text</p>")
    response = client.post("/admin/articles/housepage/preview/", typed | {"position": "wrong"})
    html = response.content.decode()
    for word in ("Typed title", "Typed summary", "<p>Typed text</p>", "This is how readers would see it."):
        assert word in html
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert not HousePage.objects.exists()
    assert client.get("/admin/articles/housepage/preview/").status_code == 405


@pytest.mark.parametrize("role", ["Writers", "Photo desk", "Staff desk"])
def test_who_may_not_changes_nothing(role, as_, staff_by_role):
    page = make_house_page(title="Ethics", body="<p>One.</p>")
    client = as_(staff_by_role[role])
    for address, data in (
        (change_url(page), form_of(page, title="Mine", _step="take_off")),
        (ADD, form_of(title="Mine")),
        (f"/admin/articles/housepage/{page.pk}/restore/", {"key": "1", "version": "1"}),
        ("/admin/articles/housepage/preview/", form_of(title="Mine")),
    ):
        assert client.post(address, data).status_code == 403, address
    page.refresh_from_db()
    assert (page.title, page.version, HousePage.objects.count()) == ("Ethics", 1, 1)
    assert page.shown is not None


def test_a_page_that_readers_have_known_is_not_deleted(as_, administrator):
    known, draft = make_house_page(title="Known"), make_house_page(title="Never shown", public=False)
    client = as_(administrator)
    html = read(client, f"/admin/articles/housepage/{known.pk}/delete/")
    assert "readers have known it since" in html
    client.post(f"/admin/articles/housepage/{known.pk}/delete/", {"post": "yes"})
    client.post(f"/admin/articles/housepage/{draft.pk}/delete/", {"post": "yes"})
    assert list(HousePage.objects.all()) == [known]

"""Pages of the house: written in the admin, kept in versions, shown to readers when they are published."""

import json
import re

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.house import keeping
from articles.models import HousePage, Section
from articles.models.edition import Immutable
from articles.refusals import Refused, Stale
from authors import clock
from tests.cast import bring_to, make_house_page, make_live, make_section, make_story
from tests.reading import MORNING, read, url_of

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


def footer(html: str) -> dict[str, str]:
    """Return the footer's links: their words, by address."""
    return dict(re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', html.partition('class="colophon"')[2]))


def said(html: str) -> list[dict]:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])["@graph"]


def test_a_draft_shows_nowhere(client):
    make_house_page(title="Zqdraft", slug="zqdraft", role="ethicsPolicy", public=False)
    make_live()
    never = client.get("/never-written/")
    here = client.get("/zqdraft/")
    assert here.status_code == never.status_code == 404
    assert here.content == never.content
    for address in ("/", "/world/", "/sitemap-pages.xml", "/nowhere/"):
        assert b"zqdraft" not in client.get(address).content.lower(), address


def test_a_public_page_shows_its_words_and_stands_in_the_footer_of_every_page(client):
    with clock.stopped(MORNING):
        make_house_page(title="Ethics", summary="What we hold to.", body="<h2>Gifts</h2><p>None.</p>", slug="ethics")
    html = read(client, "/ethics/")
    assert "<h1>Ethics</h1>" in html
    assert "What we hold to." in html
    assert '<h2 id="gifts">Gifts</h2><p>None.</p>' in html
    assert 'Last changed on <time datetime="2026-11-20">20 November 2026</time>' in html
    story = make_live()
    for address in ("/", "/world/", "/ethics/", url_of(story)):
        assert footer(read(client, address))["/ethics/"] == "Ethics"
    assert footer(read(client, "/nowhere/", 404))["/ethics/"] == "Ethics"
    assert f"<loc>{settings.SITE_URL}/ethics/</loc><lastmod>2026-11-20" in read(client, "/sitemap-pages.xml")


def test_the_footer_has_its_order_and_leaves_out_who_is_not_in_it(client):
    make_house_page(title="Contact", slug="contact", position=2)
    make_house_page(title="About us", slug="about", position=1)
    make_house_page(title="Imprint", slug="imprint", in_footer=False)
    links = list(footer(read(client, "/")).values())
    assert links.index("About us") < links.index("Contact") < links.index("Our writers")
    assert "Imprint" not in links
    read(client, "/imprint/")


def test_a_site_without_any_page_has_a_footer_all_the_same(client):
    assert "Our writers" in footer(read(client, "/")).values()
    withdrawn = bring_to(make_story(slug="gone"), "withdrawn").editions.get().get_absolute_url()
    assert "How we correct mistakes" not in read(client, withdrawn, 410)
    make_house_page(slug="put-right", role="correctionsPolicy")
    assert '<a href="/put-right/">How we correct mistakes</a>' in read(client, withdrawn, 410)


def test_the_policy_of_corrections_names_the_feed_of_corrections(client):
    make_house_page(slug="put-right", role="correctionsPolicy")
    assert 'href="/corrections/feed/"' in read(client, "/put-right/")
    make_house_page(slug="ethics", role="ethicsPolicy")
    assert 'href="/corrections/feed/"' not in read(client, "/ethics/")


def test_what_is_saved_after_publication_waits_for_the_next(client, editor):
    page = make_house_page(title="Ethics", body="<p>We take none.</p>", slug="ethics")
    page.body, page.title = "<p>We take tea.</p>", "Our ethics"
    with transaction.atomic():
        assert keeping.keep(page, by=editor)
    html = read(client, "/ethics/")
    assert "We take none." in html
    assert "Our ethics" not in html
    keeping.publish(page, by=editor)
    html = read(client, "/ethics/")
    assert "We take tea." in html
    assert footer(html)["/ethics/"] == "Our ethics"


def test_a_page_that_is_taken_off_the_site_is_gone_from_it_and_keeps_its_address(client, editor):
    page = make_house_page(title="Ethics", slug="ethics")
    keeping.take_off(page, by=editor)
    read(client, "/ethics/", 404)
    assert "/ethics/" not in footer(read(client, "/"))
    assert make_section("Ethics").slug == "ethics-2"
    keeping.publish(page, by=editor)
    read(client, "/ethics/")
    assert [step.verb for step in page.steps.all()] == ["publish", "take_off", "publish"]


def test_steps_can_be_repeated_and_the_first_hour_stays(editor):
    with clock.stopped(MORNING):
        page = make_house_page()
    for _ in range(2):
        page = keeping.publish(page, by=editor)
    assert (page.shown_at, page.first_shown_at) == (MORNING, MORNING)
    assert page.steps.count() == 1
    for _ in range(2):
        page = keeping.take_off(page, by=editor)
    assert page.steps.count() == 2
    assert keeping.publish(page, by=editor).first_shown_at == MORNING


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "Give it a title."),
        ({"body": ""}, "Write its text."),
        ({"body": "<p>TK: who pays</p>"}, "“TK” still stands in it."),
    ],
)
def test_an_unfinished_page_is_not_published(fields, sentence, client, editor):
    page = make_house_page(public=False, slug="about", **fields)
    with pytest.raises(Refused, match=re.escape(sentence)):
        keeping.publish(page, by=editor)
    read(client, "/about/", 404)


def test_its_text_holds_words_and_links_and_nothing_that_stories_hold(client):
    story = make_live(headline="Harbour vote")
    page = make_house_page(
        slug="about",
        body=f'<p onclick="x()">Our <a href="/s/{story.pk}/">best</a>, and <a href="javascript:x">none</a>.</p>'
        '<script>alert(1)</script><figure data-photo="1"><figcaption>A caption</figcaption></figure>'
        '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"><figcaption></figcaption></figure>'
        "<table><tbody><tr><td>x</td></tr></tbody></table>",
    )
    assert "<figure" not in page.body
    assert "A caption" in page.body
    html = read(client, "/about/")
    assert f'<a href="{url_of(story)}">best</a>' in html
    assert 'class="table"' in html
    for word in ("alert(1)", "onclick", "javascript:", "youtube"):
        assert word not in html


def test_headings_can_be_linked_to_each_by_itself(client):
    make_house_page(slug="about", body="<h2>Who pays</h2><p>x</p><h3>Who pays</h3><p>x</p><h2>!!!</h2><h2>日本語</h2>")
    assert re.findall(r'<h[23] id="([^"]+)"', read(client, "/about/")) == ["who-pays", "who-pays-2", "part", "日本語"]


def test_machines_are_told_which_page_is_which(client):
    make_house_page(slug="about", title="About us", role="about")
    make_house_page(slug="code", title="Our code", role="ethicsPolicy", summary="What we hold to.")
    make_house_page(slug="reach-us", role="contact")
    make_house_page(slug="secret", role="masthead", public=False)
    publisher = next(node for node in said(read(client, "/")) if node["@type"] == "NewsMediaOrganization")
    assert publisher["ethicsPolicy"] == f"{settings.SITE_URL}/code/"
    assert publisher["contactPoint"]["url"] == f"{settings.SITE_URL}/reach-us/"
    assert "masthead" not in publisher
    assert said(read(client, "/about/"))[0]["@type"] == "AboutPage"
    assert said(read(client, "/reach-us/"))[0]["@type"] == "ContactPage"
    html = read(client, "/code/")
    assert said(html)[0]["@type"] == "WebPage"
    assert '<meta name="description" content="What we hold to.">' in html
    assert f'<link rel="canonical" href="{settings.SITE_URL}/code/">' in html


def test_links_in_the_footer_say_what_browsers_look_for(client):
    make_house_page(slug="privacy", role="privacy")
    assert '<a href="/privacy/" rel="privacy-policy">' in read(client, "/")


def test_a_role_belongs_to_one_page():
    make_house_page(role="ethicsPolicy", public=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_house_page(role="ethicsPolicy", public=False)
    make_house_page(role="")
    make_house_page(role="")


@pytest.mark.parametrize("slug", ["admin", "authors", "search", "feed", "2026", "static"])
def test_a_page_takes_no_address_of_the_sites_own(slug):
    with pytest.raises(ValidationError, match="address of the site itself"):
        HousePage(title="x", slug=slug).clean()
    assert make_house_page(title=slug, slug="", public=False).slug == f"{slug}-2"


def test_a_page_and_a_section_never_have_one_address(client):
    make_section("Ethics")
    make_house_page(title="Contact", slug="contact", public=False)
    with pytest.raises(ValidationError, match="“ethics” is the address of the section “Ethics”"):
        HousePage(title="Ethics", slug="Ethics").clean()
    with pytest.raises(ValidationError, match="“contact” is the address of the page “Contact”"):
        Section(name="Post", slug="contact").clean()
    assert make_house_page(title="Ethics", slug="").slug == "ethics-2"
    assert make_section("Contact").slug == "contact-2"


def test_the_section_answers_where_no_page_has_the_address(client):
    make_live()
    assert "<h1>World</h1>" in read(client, "/world/")


def test_the_footer_costs_one_query_however_many_pages_there_are(client):
    make_live()

    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            read(client, address)
        return len(queries)

    make_house_page(slug="about", role="about")
    few = {address: cost(address) for address in ("/", "/world/", "/about/")}
    for number in range(30):
        make_house_page(slug=f"policy-{number}")
    assert {address: cost(address) for address in few} == few
    assert few["/about/"] == 4


def test_each_save_is_kept_and_can_be_brought_back(editor):
    page = make_house_page(title="First", body="<p>One.</p>", public=False, role="about")
    page.title, page.body = "Second", "<p>Two.</p>"
    with transaction.atomic():
        keeping.keep(page, by=editor)
        assert not keeping.keep(page, by=editor)
    page = keeping.restore(page, 1, by=editor)
    assert (page.title, page.body, page.role, page.version) == ("First", "<p>One.</p>", "about", 3)
    assert [revision.title for revision in page.revisions.all()] == ["First", "Second", "First"]
    with pytest.raises(Stale):
        keeping.restore(page, 2, by=editor, version=2)


def test_history_is_never_edited_nor_removed():
    page = make_house_page()
    for row in (page.revisions.get(), page.steps.get()):
        with pytest.raises(Immutable):
            row.save()
        with pytest.raises(Immutable):
            row.delete()
    with pytest.raises(Immutable):
        page.revisions.update(title="x")


def test_an_account_that_is_gone_leaves_its_versions(editor):
    page = make_house_page(by=editor)
    get_user_model().objects.filter(pk=editor.pk).delete()
    assert page.revisions.get().by is None


# -- the admin ---------------------------------------------------------------------------------------------------


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


def test_a_new_newsroom_begins_with_drafts_of_its_pages(client, capsys):
    make_section("Ethics")
    call_command("pages")
    assert set(HousePage.objects.values_list("slug", flat=True)) == {"about", "corrections-policy", "contact"}
    assert not HousePage.objects.public().exists()
    call_command("pages")
    assert "nothing was written" in capsys.readouterr().out
    assert HousePage.objects.count() == 3

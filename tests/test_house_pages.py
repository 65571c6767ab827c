"""Pages of the house: kept in versions, and shown to readers when they are published."""

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


def test_a_new_newsroom_begins_with_drafts_of_its_pages(client, capsys):
    make_section("Ethics")
    call_command("pages")
    assert set(HousePage.objects.values_list("slug", flat=True)) == {"about", "corrections-policy", "contact"}
    assert not HousePage.objects.public().exists()
    call_command("pages")
    assert "nothing was written" in capsys.readouterr().out
    assert HousePage.objects.count() == 3

"""The banner: one line above every readers' page, from one instant to another, by itself."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.fronts import banner
from articles.models import Banner
from articles.refusals import Refused, Stale
from authors import clock
from tests.cast import bring_to, make_author, make_live, make_section, make_story
from tests.reading import read

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:articles_front_banner")
WORDS = "Bridge at Carrow closed after collision"


def put_up(text: str = WORDS, *, hours: float = 2, **more) -> Banner:
    return banner.put_up(text, by=None, ends=clock.now() + timedelta(hours=hours), **more)


def field(at) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def typed(**fields) -> dict:
    return {"text": WORDS, "tone": "breaking", "ends": field(clock.now() + timedelta(hours=2)), "seen": 0} | fields


def test_it_stands_above_every_page_and_goes_by_itself(client):
    story = make_live(author=make_author("Ann Lee"), section=make_section("World"), topics=("Harbour",))
    pages = ["/", "/world/", "/authors/", "/authors/ann-lee/", "/topics/harbour/", "/search/?q=x"]
    pages.append(story.editions.get().get_absolute_url())
    put_up()
    for address in pages:
        html = read(client, address)
        assert html.count(WORDS) == 1, address
        assert html.index(WORDS) < html.index('class="masthead"'), address
        assert "aria-live" not in html[: html.index('class="masthead"')]
    assert WORDS in client.get("/nowhere/").content.decode()
    with clock.stopped(clock.now() + timedelta(hours=2)):
        for address in pages:
            assert WORDS not in read(client, address), address


def test_a_page_that_is_kept_is_asked_for_anew_while_it_is_on_and_the_same_as_before_when_it_is_over(client):
    make_live()
    before = client.get("/")["ETag"]
    assert client.get("/", headers={"If-None-Match": before}).status_code == 304
    put_up()
    during = client.get("/", headers={"If-None-Match": before})
    assert (during.status_code, WORDS in during.content.decode()) == (200, True)
    assert client.get("/", headers={"If-None-Match": during["ETag"]}).status_code == 304
    with clock.stopped(clock.now() + timedelta(hours=3)):
        assert client.get("/", headers={"If-None-Match": before}).status_code == 304
    assert not during.cookies


def test_it_leads_to_its_story_while_that_is_out_and_to_nothing_before(client):
    story = bring_to(make_story(slug="zqsecretqz"), "approved")
    put_up(story=story, hours=20)
    html = read(client, "/")
    assert WORDS in html
    assert "zqsecretqz" not in html
    edition = workflow.publish(story, by=None)
    assert f'<a href="{edition.get_absolute_url()}" dir="auto">{WORDS}</a>' in read(client, "/")
    workflow.withdraw(story, by=None, note="Wrong.")
    html = read(client, "/")
    assert WORDS in html
    assert "zqsecretqz" not in html


def test_it_begins_at_its_hour(client):
    put_up(begins=clock.now() + timedelta(hours=1))
    assert WORDS not in read(client, "/about-nothing/", status=404)
    with clock.stopped(clock.now() + timedelta(minutes=61)):
        assert WORDS in read(client, "/")


def test_another_one_takes_its_place(client):
    first = put_up()
    put_up("All clear")
    html = read(client, "/")
    assert "All clear" in html
    assert WORDS not in html
    first.refresh_from_db()
    assert first.ended_at is not None


def test_pages_that_need_no_database_show_none():
    from django.test import Client

    put_up()
    assert WORDS not in Client().get("/", headers={"Host": "evil.example"}).content.decode()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"text": " \x00 "}, "Type what"),
        ({"text": "x" * 121}, "at most 120"),
        ({"hours": -1}, "later end"),
        ({"hours": 25}, "24 hours"),
        ({"begins": timedelta(days=30), "hours": 24 * 30 + 1}, "two weeks"),
    ],
)
def test_one_that_cannot_be_is_refused_with_a_sentence(more, words):
    more = dict(more)
    if "begins" in more:
        more["begins"] = clock.now() + more["begins"]
    with pytest.raises(Refused, match=words):
        put_up(more.pop("text", WORDS), **more)
    assert not Banner.objects.exists()


def test_an_editor_puts_one_up_and_takes_it_down(as_, editor, client):
    client = as_(editor)
    assert "No banner is on" in client.get(PAGE).content.decode()
    assert client.post(PAGE, typed()).status_code == 302
    assert WORDS in read(client, "/")
    html = client.get(PAGE).content.decode()
    assert "On every page now" in html
    assert "Banner on until" in client.get(reverse("admin:articles_front_changelist")).content.decode()
    assert client.post(PAGE, {"down": 1, "seen": Banner.objects.get().pk}).status_code == 302
    assert WORDS not in read(client, "/")
    row = Banner.objects.get()
    assert (row.by, row.ended_by) == (editor, editor)
    assert "taken down" in client.get(reverse("admin:articles_front_history", args=[0])).content.decode()


def test_what_was_typed_stays_where_something_is_wrong(as_, editor):
    client = as_(editor)
    far = field(clock.now() + timedelta(days=3))
    for wrong in ({"ends": far}, {"ends": "soon"}, {"text": ""}, {"story": "no such story"}, {"tone": "loud"}):
        answer = client.post(PAGE, typed() | wrong)
        assert answer.status_code == 400, wrong
        html = answer.content.decode()
        assert "text" in wrong or WORDS in html
    assert not Banner.objects.exists()


def test_a_story_is_named_by_its_number_or_its_address(as_, editor, client):
    client, story = as_(editor), make_live()
    for name in (str(story.pk), f"/s/{story.pk}/", story.get_absolute_url(), story.editions.get().get_absolute_url()):
        current = banner.last()
        assert client.post(PAGE, typed(story=name, seen=current.pk if current else 0)).status_code == 302
        assert banner.last().story == story


def test_who_did_not_see_the_one_that_is_on_is_told_of_it(as_, editor):
    client = as_(editor)
    put_up("Somebody else’s")
    answer = client.post(PAGE, typed())
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Somebody else’s" in html
    assert WORDS in html
    assert Banner.objects.count() == 1
    with pytest.raises(Stale):
        banner.take_down(by=None, seen=0)


@pytest.mark.parametrize("who", ["writer", "photo_desk", "staff_desk"])
def test_who_may_not_puts_none_up_and_takes_none_down(who, request, as_):
    client = as_(request.getfixturevalue(who))
    assert client.post(PAGE, typed()).status_code == 403
    assert not Banner.objects.exists()
    current = put_up()
    assert client.post(PAGE, {"down": 1, "seen": current.pk}).status_code == 403
    assert banner.shown().text == WORDS


def test_a_writer_hears_nothing_of_the_story_it_will_lead_to(as_, writer):
    put_up(story=make_story(headline="Zqsecret"))
    assert "Zqsecret" not in as_(writer).get(PAGE).content.decode()


def test_markup_in_it_is_text(client):
    put_up("<script>alert(1)</script> & more")
    html = read(client, "/")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html

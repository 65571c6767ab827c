"""References to our own stories: kept by key, shown by the address of today, and offered while typing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import captions, references, search, workflow
from articles.models import Article, Section
from authors import clock
from tests.cast import bring_to, change, make_live, make_section, make_story, publish_again, reread
from tests.test_attacks import admin, typed
from tests.test_page_queries import add_many

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
HIDDEN = ("draft", "in_review", "approved", "scheduled", "withdrawn", "spiked")
SUGGEST = reverse("admin:articles_article_stories")


def where(story: Article) -> str:
    return story.editions.visible(clock.now()).get().get_absolute_url()


def linking(*hrefs: str) -> str:
    return "".join(f'<p><a href="{href}">words {number}</a></p>' for number, href in enumerate(hrefs))


# -- the permanent address ---------------------------------------------------------------------------------------


def test_a_permanent_address_leads_to_where_the_story_stands_now(client):
    story = make_live(slug="first")
    address = references.permanent(story.pk)
    assert address == f"/s/{story.pk}/"
    for slug in ("first", "second"):
        if slug == "second":
            publish_again(story, slug=slug)
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, where(story))
        assert response["Location"].endswith(f"/{slug}/")
        assert "must-revalidate" in response["Cache-Control"]
        assert "max-age=0" in response["Cache-Control"]
    assert client.post(address).status_code == 405
    assert client.get(f"{address}?next=https://evil.example/")["Location"] == where(story)


def test_it_costs_one_query(client):
    address = references.permanent(make_live().pk)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) == 1


@pytest.mark.parametrize("state", HIDDEN)
def test_it_does_not_tell_a_hidden_story_from_one_that_never_was(state, client):
    here = client.get(references.permanent(bring_to(make_story(), state).pk))
    never = client.get(references.permanent(999_999))
    assert here.status_code == never.status_code == 404
    assert here.content == never.content
    assert here.headers == never.headers


@pytest.mark.parametrize("key", ["0", "01", "-1", "x", "1" * 18, "1" * 19, "1" * 30, "1" * 5_000, "%D9%A1", "1%00"])
def test_a_key_that_is_none_is_no_fault(key, client):
    assert client.get(f"/s/{key}/").status_code in {400, 404}


def test_no_section_takes_its_place(as_, administrator):
    make_section("S")
    assert Section.objects.get().slug == "s-2"
    sent = {"name": "Sport", "slug": "s", "position": "1"}
    response = as_(administrator).post(admin("articles_section_add"), sent)
    assert "an address of the site itself" in response.content.decode()


# -- what a body refers to ---------------------------------------------------------------------------------------


def test_the_references_of_a_body_are_its_links_and_its_related_stories():
    body = (
        '<p><a href="/s/12/">a</a> <a href="/s/12/">b</a> <a href="https://x.example/s/13/">c</a> /s/14/</p>'
        '<aside data-story="15"></aside><aside data-pullquote=""><p>&lt;aside data-story="16"&gt;</p></aside>'
        '<figure data-photo="1" data-alt="&lt;a href=&quot;/s/17/&quot;&gt;"><figcaption></figcaption></figure>'
    )
    assert references.keys(body) == {12, 15}
    assert references.keys("") == set()


def test_what_readers_see_of_them_takes_one_query(django_assert_num_queries):
    live = [make_live(short_headline="Short", kicker="Harbour"), make_live(headline="Long")]
    hidden = [bring_to(make_story(), state) for state in HIDDEN]
    with django_assert_num_queries(1):
        found = references.visible({story.pk for story in (*live, *hidden)} | {999_999})
    assert found.keys() == {story.pk for story in live}
    first, second = (found[story.pk] for story in live)
    assert (first.headline, first.kicker, first.section, first.url) == ("Short", "Harbour", "World", where(live[0]))
    assert (second.headline, second.lead) == ("Long", None)
    with django_assert_num_queries(0):
        assert references.visible(set()) == {}


def test_links_get_the_address_of_today_and_lose_it_where_there_is_none():
    live, draft = make_live(), make_story()
    body = (
        f'<p><a href="/s/{draft.pk}/">gone <em>words</em></a>, <a href="/s/{live.pk}/">here</a>, '
        '<a href="https://other.example/">there</a></p>'
    )
    shown = references.link(body, references.visible(references.keys(body)))
    assert shown == (
        f'<p>gone <em>words</em>, <a href="{where(live)}">here</a>, <a href="https://other.example/">there</a></p>'
    )


def test_a_link_within_a_link_takes_only_its_own_end_with_it():
    body = '<a href="/s/7/"><table><tbody><tr><td><a href="https://a.example/">x</a></td></tr></tbody></table>y</a>z'
    assert references.link(body, {}) == (
        '<table><tbody><tr><td><a href="https://a.example/">x</a></td></tr></tbody></table>yz'
    )


def test_the_drafts_among_them_are_those_that_readers_cannot_see():
    live, draft = make_live(), make_story()
    body = linking(f"/s/{live.pk}/", f"/s/{draft.pk}/") + '<aside data-story="999999"></aside>'
    assert references.drafts(body) == {draft.pk, 999_999}


# -- public addresses become keys --------------------------------------------------------------------------------


def test_a_public_address_of_ours_becomes_a_key_when_a_story_is_saved(as_, writer, settings):
    settings.SITE_URL = "https://courier.example"
    target = publish_again(make_live(slug="first"), slug="zweite-straße")
    now, old = where(target), where(target).rpartition("/z")[0] + "/first/"
    ours = [now, old, f"https://courier.example{now}", f"http://COURIER.example:80{old}?utm_source=x&amp;y=1#part"]
    ours += [f"//courier.example{now}", f"https://courier.example/s/{target.pk}/", f"/s/{target.pk}/#part"]
    ours += [f"https://courier.example:443{old.rstrip('/')}"]
    others = [
        "https://other.example" + now,
        "https://courier.example.evil.example" + now,
        "/world/",
        "mailto:a@b.example",
    ]
    others += [f"https://courier.example@evil.example{now}", "/2026/02/30/first/", "/2026/99/99/first/", "https://[x/"]
    others += [f"ftp://courier.example{now}", "/2001/01/01/first/", "https://courier.example/"]
    story = make_story(owner=writer)
    client = as_(writer)
    client.post(admin("articles_article_change", story.pk), typed(client, story) | {"body": linking(*ours)})
    assert reread(story).body == linking(*[f"/s/{target.pk}/"] * len(ours))
    assert story.revisions.first().document["body"] == reread(story).body
    for href in others:
        assert references.normalise(linking(href)) == linking(href)


def test_an_address_that_readers_never_saw_stays_as_it_is():
    """Else a guess at the address of what is to come would be answered."""
    story = bring_to(make_story(slug="secret"), "scheduled")
    address = story.editions.get().get_absolute_url()
    assert references.normalise(linking(address)) == linking(address)
    coming = publish_again(make_live(slug="open"), slug="hidden", at=clock.now() + timedelta(hours=1))
    address = where(coming).replace("/open/", "/hidden/")
    assert references.normalise(linking(address)) == linking(address)


def test_a_withdrawn_story_is_known_by_its_address():
    story = make_live()
    address = where(story)
    workflow.withdraw(story, by=None, note="Wrong.")
    assert references.normalise(linking(address)) == linking(f"/s/{story.pk}/")


def test_any_number_of_addresses_takes_one_query_and_none_takes_none(django_assert_num_queries):
    targets = [make_live() for _ in range(3)]
    body = linking(*[where(target) for target in targets], *[f"/2026/01/02/{number}/" for number in range(5_000)])
    with django_assert_num_queries(1):
        found = references.normalise(body)
    assert references.keys(found) == {target.pk for target in targets}
    with django_assert_num_queries(0):
        assert references.normalise(linking("/s/1/", "https://other.example/")) == linking(
            "/s/1/", "https://other.example/"
        )


def test_every_way_that_saves_a_body_settles_it():
    """What `captions.sync` is called by: the form, the captions' page, a restored version, the demonstration."""
    target, story = make_live(), make_story()
    Article.objects.filter(pk=story.pk).update(body=linking(where(target)))
    story.refresh_from_db()
    captions.sync(story)
    assert story.body == reread(story).body == linking(f"/s/{target.pk}/")


# -- stories offered while typing --------------------------------------------------------------------------------


def suggested(client, q: str = "") -> list[dict]:
    response = client.get(SUGGEST, {"q": q})
    assert response.status_code == 200
    return response.json()["results"]


def test_a_writer_is_offered_their_own_stories_and_those_on_the_site(as_, writer, other_writer):
    own = make_story(owner=writer, headline="Own draft about the harbour")
    make_story(owner=other_writer, headline="Secret draft about the harbour")
    with clock.stopped(clock.now().replace(year=2026, month=5, day=3, hour=12)):
        live = make_live(owner=other_writer, headline="Harbour opens")
    bring_to(make_story(owner=writer, headline="Harbour, spiked"), "spiked")
    assert suggested(as_(writer), "harb") == [
        {
            "id": live.pk,
            "headline": "Harbour opens",
            "href": f"/s/{live.pk}/",
            "where": "Published 3 May 2026",
            "live": True,
        },
        {
            "id": own.pk,
            "headline": "Own draft about the harbour",
            "href": f"/s/{own.pk}/",
            "where": "Draft",
            "live": False,
        },
    ]
    assert [row["id"] for row in suggested(as_(writer))] == [live.pk, own.pk]
    assert suggested(as_(writer), "secret") == suggested(as_(writer), "!!") == []


def test_a_story_is_found_by_its_key_by_who_may_know_of_it(as_, writer, other_writer):
    own, live, secret = make_story(owner=writer), make_live(owner=other_writer), make_story(owner=other_writer)
    client = as_(writer)
    for story, found in ((own, [own.pk]), (live, [live.pk]), (secret, [])):
        assert [row["id"] for row in client.get(SUGGEST, {"key": story.pk}).json()["results"]] == found
    for key in ("0", "-1", "x", "1" * 19, "1" * 5_000, "²"):
        assert client.get(SUGGEST, {"key": key}).json()["results"] == []


def test_several_are_found_at_once_and_those_that_are_not_theirs_to_see_are_named_as_those_that_never_were(
    as_, writer, other_writer
):
    own, live, secret = make_story(owner=writer), make_live(owner=other_writer), make_story(owner=other_writer)
    others = [make_live(owner=other_writer) for _ in range(12)]
    client = as_(writer)
    keys = [own.pk, secret.pk, 999_999, "x", "1" * 19, live.pk, own.pk, "", *(other.pk for other in others)]
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(SUGGEST, {"key": keys}).json()
    assert {row["id"] for row in answer["results"]} == {own.pk, live.pk, *(other.pk for other in others)}
    assert answer["unknown"] == [str(secret.pk), "999999", "x", "1" * 19]
    assert len([query for query in queries if "articles_" in query["sql"] and "auth_" not in query["sql"]]) == 3


def test_a_hundred_can_be_asked_for_at_once_and_no_more(as_, writer):
    story, client = make_story(owner=writer), as_(writer)
    keys = [story.pk, *range(1_000_000, 1_000_099)]
    answer = client.get(SUGGEST, {"key": keys})
    assert [row["id"] for row in answer.json()["results"]] == [story.pk]
    refused = client.get(SUGGEST, {"key": [*keys, 2_000_000]})
    assert (refused.status_code, refused.json()) == (400, {"error": "At most 100 stories can be asked for at once."})


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled", "withdrawn"])
def test_an_editor_is_offered_every_story_that_is_not_spiked(state, as_, editor):
    story = bring_to(make_story(), state)
    bring_to(make_story(), "spiked")
    [row] = suggested(as_(editor))
    label = {"draft": "Draft", "in_review": "In review", "scheduled": "Scheduled", "withdrawn": "Draft"}[state]
    assert (row["id"], row["where"], row["live"]) == (story.pk, label, False)


def test_no_word_of_a_working_copy_leaks_to_who_may_not_read_it(as_, writer, other_writer, editor):
    story = make_live(owner=other_writer, headline="Minister opens the quay")
    change(story, headline="Minister arrested at the quay", kicker="Scandal", standfirst="Police.", slug="arrest")
    for asked in ("arrested", "minister arr", "scandal", "police", "arrest"):
        assert suggested(as_(writer), asked) == [], asked
        assert [row["headline"] for row in suggested(as_(editor), asked)] == ["Minister arrested at the quay"]
    for asked in ("", "minister quay", "QUAY mini", "qu"):
        assert [row["headline"] for row in suggested(as_(writer), asked)] == ["Minister opens the quay"], asked


def test_who_sees_no_story_is_offered_none(as_, staff_desk, photo_desk, client):
    make_live()
    assert as_(staff_desk).get(SUGGEST).status_code == 403
    assert len(suggested(as_(photo_desk))) == 1
    assert as_(photo_desk).post(SUGGEST).status_code == 405


def test_it_offers_twelve_with_three_queries_however_many_there_are(as_, writer, editor):
    add_many([make_live(), make_live(), make_live()], 90)
    for user in (writer, editor):
        client = as_(user)
        client.get(SUGGEST)
        for asked in ("", "headline"):
            with CaptureQueriesContext(connection) as queries:
                results = suggested(client, asked)
            assert len(results) == 12
            assert [row["id"] for row in results] == sorted((row["id"] for row in results), reverse=True)
            own = [query for query in queries if "articles_" in query["sql"] and "auth_" not in query["sql"]]
            assert len(own) == 3, own


@pytest.mark.parametrize("asked", ["\u0301" * 900, "'", '"', "a" * 5_000, "日本", "* OR", "\\", "%", "é", "<b>"])
def test_no_question_is_a_fault(asked, as_, writer):
    make_live()
    suggested(as_(writer), asked)


def test_the_words_of_an_edition_answer_as_the_search_does():
    for headline, asked in [
        ("Café Über-Straße opens", "uber-str"),
        ("Café Über-Straße opens", "CAFÉ op"),
        ("“Don’t panic”, says <mayor>", "don t pan"),
        ("日本語の見出し", "日本"),
    ]:
        assert search.answers(asked, headline)
    assert not search.answers("caf opens", "Café opens")


# -- the language of a section -----------------------------------------------------------------------------------


def test_an_administrator_says_which_language_a_section_is_in(as_, administrator):
    section = make_section("Welsh")
    client = as_(administrator)
    page = client.get(admin("articles_section_change", section.pk)).content.decode()
    assert "The site&#x27;s" in page
    sent = {"name": "Welsh", "position": "1"}
    assert client.post(admin("articles_section_change", section.pk), sent | {"language": "cy"}).status_code == 302
    assert Section.objects.get().language == "cy"
    response = client.post(admin("articles_section_change", section.pk), sent | {"language": "tlh"})
    assert "language" in response.context["adminform"].form.errors
    client.post(admin("articles_section_change", section.pk), sent | {"language": ""})
    assert Section.objects.get().language == ""

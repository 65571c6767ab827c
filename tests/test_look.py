"""A look at a story while it is typed: what it wants, what is worth a look, and its page, without a save."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import captions, cards
from articles import document as documents
from articles.models import Agency, Article
from articles.states import State
from articles.tags import Tag
from tests.cast import bring_to, change, make_author, make_live, make_photo, make_section, make_story, reread
from tests.reading import live, read
from tests.test_story_form import typed, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]


def look(client, story: Article | None, data: dict, **more) -> dict:
    answer = client.post(reverse("admin:articles_article_look", args=[story.pk if story else 0]), data | more)
    assert answer.status_code == 200
    return answer.json()


def figure(photo, caption: str = "A quay") -> str:
    return (
        f'<figure data-photo="{photo.pk}" data-layout="wide" data-alt="x"><figcaption>{caption}</figcaption></figure>'
    )


def anchors(found: list[dict]) -> list[str]:
    return [item["anchor"] for item in found]


def test_what_is_typed_is_looked_at_and_nothing_is_saved(as_, writer):
    story = make_story(owner=writer, lead=make_photo())
    before = documents.digest(documents.build(reread(story)))
    found = look(as_(writer), story, typed(story, headline="", standfirst="TK", topics=["Never heard of"]))
    assert set(anchors(found["wants"])) == {"id_headline", "id_slug", "id_standfirst"}
    assert documents.digest(documents.build(reread(story))) == before
    assert not Tag.objects.filter(name="Never heard of").exists()
    assert reread(story).version == story.version
    assert "html" not in found


def test_the_document_of_a_form_is_the_one_that_its_save_makes(as_, editor):
    photo, lead, agency = make_photo(), make_photo(), Agency.objects.create(name="Meridian")
    ada, bo = make_author("Ada"), make_author("Bo")
    data = typed(
        headline="A headline",
        standfirst="A standfirst.",
        body=f"<p>One.</p>{figure(photo)}<p>Two.</p>{figure(photo, 'Another')}",
        section=make_section().pk,
        topics=["Fish", "harbour"],
        bylines=[(ada.pk, "by", 2), (bo.pk, "by", 1)],
        agencies=[(agency.pk, "reported")],
        lead_photo=lead.pk,
        lead_caption="Above",
        lead_alt="Cranes",
    )
    Tag.objects.create(name="Harbour", slug="harbour")
    before = look(as_(editor), None, data, preview=1)
    as_(editor).post(reverse("admin:articles_article_add"), data)
    story = Article.objects.get()
    after = look(as_(editor), story, typed(reread(story), agencies=[(agency.pk, "reported")]), preview=1)
    assert before == after
    saved = as_(editor).get(url(story, "preview")).text
    assert before["html"].strip() == saved.strip()
    assert 'href="/topics/fish/"' in saved
    assert "Meridian reported this story." in saved


@pytest.mark.parametrize(
    ("field", "wrong", "stays"),
    [
        ("headline", "x" * 401, "The saved headline"),
        ("section", "999", "World"),
        ("lead_photo", "999", "A lead caption"),
        ("lead_photo", "", "A lead caption"),
        ("topics", ["x" * 101], "Ferries"),
        ("bylines-0-author", "999", "Ada Vale"),
    ],
)
def test_a_field_in_error_keeps_what_is_saved(field, wrong, stays, as_, editor):
    story = make_story(
        headline="The saved headline", lead=make_photo(), topics=("Ferries",), author=make_author("Ada Vale")
    )
    found = look(as_(editor), story, typed(story) | {field: wrong}, standfirst="New words", preview=1)
    assert stays in found["html"]
    assert "New words" in found["html"]


def test_a_line_that_says_what_was_saved_since_is_a_line_all_the_same(as_, editor):
    """The form of a new story began without lines, and sends those that it saved itself again and again."""
    story = make_story(author=make_author("Ada Vale"))
    data = typed(story, bylines=[(story.bylines.get().author_id, "by", 1)])
    assert data["bylines-INITIAL_FORMS"] == 0
    assert look(as_(editor), story, data)["wants"] == []
    as_(editor).post(url(story), data)
    assert story.bylines.get().author.name == "Ada Vale"


def test_a_photo_that_no_library_has_leaves_its_caption(as_, editor):
    photo = make_photo()
    body = f'<figure data-photo="999" data-layout="wide"><figcaption>Gone</figcaption></figure>{figure(photo, "Here")}'
    found = look(as_(editor), make_story(), typed(body=body), preview=1)
    assert "<p>Gone</p>" in found["html"]
    assert found["html"].count("<figcaption>Here") == 1


def test_what_the_allow_list_does_not_hold_is_not_shown(as_, editor):
    found = look(as_(editor), None, typed(body='<p onclick="x()">a<script>alert(1)</script></p>'), preview=1)
    assert "<p>a</p>" in found["html"]
    assert "alert(1)" not in found["html"]


def test_a_text_that_was_saved_meanwhile_is_still_looked_at_as_it_was_typed(as_, editor):
    story = make_story()
    data = typed(story, headline="Mine", version=story.version - 1)
    assert "Mine" in look(as_(editor), story, data, preview=1)["html"]


def test_who_may_not_change_it_sees_what_is_saved(as_, photo_desk, writer):
    story = make_story(owner=writer, headline="As saved")
    for user, state in [(photo_desk, State.DRAFT), (writer, State.IN_REVIEW)]:
        story = bring_to(story, state)
        found = look(as_(user), story, typed(story, headline="Of somebody who may not"), preview=1)
        assert "As saved" in found["html"]
        assert "Of somebody who may not" not in found["html"]


def test_a_form_that_only_reads_sees_what_is_saved(as_, editor):
    story = make_story(headline="As saved")
    assert "As saved" in look(as_(editor), story, typed(story, headline="Mine"), preview=1, saved=1)["html"]


@pytest.mark.parametrize("who", ["other_writer", "staff_desk"])
def test_who_may_not_read_it_is_told_nothing(who, as_, request):
    user = request.getfixturevalue(who)
    story = make_story()
    answer = as_(user).post(reverse("admin:articles_article_look", args=[story.pk]), typed(story))
    assert answer.status_code == 404


def test_a_new_story_is_looked_at_by_who_may_begin_one(as_, writer, photo_desk):
    assert "id_headline" in anchors(look(as_(writer), None, typed())["wants"])
    assert as_(photo_desk).post(reverse("admin:articles_article_look", args=[0]), typed()).status_code == 403


def test_it_is_asked_by_post_alone_and_kept_by_nobody(as_, editor):
    story = make_story()
    address = reverse("admin:articles_article_look", args=[story.pk])
    assert as_(editor).get(address).status_code == 405
    assert {"private", "no-store"} <= set(as_(editor).post(address, typed(story))["Cache-Control"].split(", "))


def test_nothing_at_all_is_no_mistake(as_, editor):
    story = make_story(headline="As saved")
    answer = as_(editor).post(reverse("admin:articles_article_look", args=[story.pk]), {"preview": "1"})
    assert answer.status_code == 200


def test_search_and_sharing_say_what_the_page_says(as_, editor, client, settings):
    story = make_live(headline="A headline", lead=make_photo())
    data = typed(story, headline="Another", standfirst="In short.")
    found = look(as_(editor), story, data, preview=1)
    shared = found["shared"]
    edition = story.editions.get()
    assert shared["title"] == "Another"
    assert f'<meta property="og:title" content="{shared["title"]}">' in found["html"]
    assert f'<meta name="description" content="{shared["description"]}">' in found["html"]
    assert shared["address"] == settings.SITE_URL + edition.get_absolute_url()
    assert shared["site"] == settings.SITE_NAME
    assert f'"og:image" content="{settings.SITE_URL}{shared["image"]}"' in read(client, edition.get_absolute_url())
    assert shared["alt"] == "A lead text"
    fresh = look(as_(editor), None, typed(headline="Ships at dawn"), preview=1)["shared"]
    assert fresh["address"].endswith("/ships-at-dawn/")
    assert fresh["alt"] == f"Ships at dawn ({settings.SITE_NAME})"


def test_without_a_photo_the_picture_is_the_card_that_readers_will_share(as_, editor, client):
    story = make_story(headline="Ice", kicker="日本 & more", story_type="opinion", author=make_author("Ann Lee"))
    shared = look(as_(editor), story, typed(story, headline="Ships at dawn?"), preview=1)["shared"]
    drawn = client.get(shared["image"])
    assert (drawn["Content-Type"], drawn["Cache-Control"]) == ("image/png", "private, max-age=600")
    edition = live(bring_to(change(story, headline="Ships at dawn?"), "published"))
    assert drawn.content == client.get(cards.address(edition)).content


def test_a_story_of_nothing_has_a_card_of_the_newsrooms_name(as_, editor):
    client = as_(editor)
    shared = look(client, None, typed(), preview=1)["shared"]
    assert client.get(shared["image"]).status_code == 200


@pytest.mark.parametrize(
    "query", ["", "?headline=%E2%80%AE%F0%9F%9A%A2", "?label=" + "x" * 5000, "?is_opinion=x&byline=\u2028"]
)
def test_any_words_make_a_card(as_, writer, query):
    assert as_(writer).get(reverse("admin:articles_article_shared_card") + query).status_code == 200


def test_a_link_to_a_draft_is_worth_a_look_and_one_to_a_live_story_is_not(as_, editor):
    draft, live = make_story(), make_live()
    body = f'<p>See <a href="/s/{draft.pk}/">this</a>.</p><p>And <a href="/s/{live.pk}/">that</a>.</p>'
    found = look(as_(editor), None, typed(body=body, dateline="CARROW"))["advice"]
    assert [(item["anchor"], item["words"]) for item in found] == [("p-1", "this")]


def test_the_number_of_queries_does_not_grow_with_the_story(as_, editor):
    client = as_(editor)
    few, many = (
        make_story(
            body="<p>a</p>" + "".join(figure(make_photo(size=(64, 48))) for _ in range(number)), lead=make_photo()
        )
        for number in (1, 8)
    )
    counts = []
    for story in (few, many):
        captions.sync(story)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            look(client, story, typed(story, topics=["a", "b"]), preview=1)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 32

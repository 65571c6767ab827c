"""What an open form sends by itself: what of it becomes the story's text, and what is kept beside it."""

from uuid import uuid4

import pytest
from django.urls import reverse

from articles import autosave, workflow
from articles.models import Article, Presence
from articles.states import State
from tests.cast import bring_to, change, make_live, make_photo, make_story, reread
from tests.forms import typed
from tests.tabs import bodies, count

pytestmark = pytest.mark.django_db


def test_the_first_keystroke_makes_a_draft(open_as, writer):
    tab = open_as(writer)
    answer = tab.send(headline="F")
    story = Article.objects.get()
    assert (story.headline, story.owner, story.state) == ("F", writer, State.DRAFT)
    assert answer["url"] == story.get_absolute_url()
    assert answer["addresses"]["autosave"] == reverse("admin:articles_article_autosave", args=[story.pk])
    assert answer["version"] == story.version == 1


def test_a_form_whose_first_answer_was_lost_goes_on_with_the_draft_it_made(open_as, writer):
    tab = open_as(writer)
    tab.send(headline="F")
    first, tab.story, tab.version = tab.story, None, 0
    answer = tab.send(headline="Fe")
    assert answer["saved"] == "story"
    assert answer["url"] == first.get_absolute_url()
    assert Article.objects.get().headline == "Fe"


def test_a_draft_begun_in_a_form_is_nobody_elses(open_as, writer, other_writer):
    mine, theirs = open_as(writer), open_as(other_writer)
    mine.send(headline="Mine")
    theirs.begun_as = mine.begun_as
    answer = theirs.client.post(
        theirs.address("autosave"),
        typed(headline="Theirs") | {"tab": theirs.tab, "sequence": 1, "begun_as": mine.begun_as},
    )
    assert answer.status_code < 500
    assert Article.objects.get(begun_as=mine.begun_as).headline == "Mine"


def test_what_is_typed_is_the_storys_text_and_the_answer_says_so(open_as, writer):
    story = make_story(owner=writer)
    tab = open_as(writer, story)
    answer = tab.send(body="<p>Typed.</p>")
    assert (answer["saved"], answer["changed"], answer["errors"]) == ("story", True, {})
    assert reread(story).body == "<p>Typed.</p>"
    assert reread(story).version == answer["version"] == story.version + 1
    assert tab.send(body="<p>Typed.</p>")["changed"] is False
    assert reread(story).version == answer["version"]


def test_an_autosave_is_outgrown_by_the_next_that_holds_all_of_it(open_as, writer):
    story = make_story(owner=writer, body="<p>Begun.</p>")
    tab = open_as(writer, story)
    for body in ("<p>Begun. M</p>", "<p>Begun. More.</p>", "<p>Begun. More.</p><p>A second.</p>"):
        tab.send(body=body)
    assert bodies(story) == ["<p>Begun.</p>", "<p>Begun. More.</p><p>A second.</p>"]
    tab.send(body="<p>Begun.</p><p>A second.</p>")  # here words were deleted: what stood there lasts
    tab.send(body="<p>Begun.</p><p>A second one.</p>")
    assert bodies(story)[1:] == ["<p>Begun. More.</p><p>A second.</p>", "<p>Begun.</p><p>A second one.</p>"]
    assert reread(story).version == 6


def test_a_save_by_name_lasts_and_folds_what_was_saved_by_itself(open_as, writer):
    story = make_story(owner=writer, body="<p>Begun.</p>")
    tab = open_as(writer, story)
    tab.send(body="<p>One.</p>")
    tab.send(body="<p>Two.</p>")
    answer = tab.send(body="<p>Two.</p>", named="1")
    assert answer["said"] == ["Saved."]
    assert "story-bar" in answer["bar"]
    tab.send(body="<p>Two. Three.</p>")
    assert bodies(story) == ["<p>Begun.</p>", "<p>One.</p>", "<p>Two.</p>", "<p>Two. Three.</p>"]
    assert list(story.revisions.order_by("version").values_list("autosave", flat=True)) == [False, True, False, True]
    page = tab.client.get(reverse("admin:articles_article_history", args=[story.pk])).text
    assert "Version 4, saved by itself" in page
    assert "1 earlier text, saved by itself" in page
    assert page.index("Version 3") < page.index("1 earlier text") < page.index("Version 2")


def test_a_step_makes_what_was_saved_by_itself_last(open_as, writer):
    story = make_story(owner=writer)
    tab = open_as(writer, story)
    tab.send(body="<p>Ready.</p>")
    workflow.submit(reread(story), by=writer)
    assert not story.revisions.filter(autosave=True).exists()


def test_a_field_that_cannot_be_taken_keeps_no_other_from_being_saved(open_as, writer):
    story = make_story(owner=writer, headline="As it was")
    tab = open_as(writer, story)
    answer = tab.send(headline="x" * 500, lead_caption="Of no photo", body="<p>Typed.</p>", bylines=[("7777", "by")])
    assert {"headline", "lead_photo", "bylines-0-author"} <= answer["errors"].keys()
    assert (reread(story).body, reread(story).headline) == ("<p>Typed.</p>", "As it was")
    assert story.bylines.count() == 1


def test_a_text_held_up_on_its_way_comes_too_late(open_as, writer):
    story = make_story(owner=writer)
    tab = open_as(writer, story)
    late = next(count)
    tab.send(body="<p>Typed, and more.</p>")
    answer = tab.send(body="<p>Typed</p>", sequence=late, version=story.version)
    assert answer["saved"] == "late"
    assert reread(story).body == "<p>Typed, and more.</p>"


def test_a_form_whose_answer_was_lost_goes_on_from_what_it_saved(open_as, writer):
    story = make_story(owner=writer)
    tab = open_as(writer, story)
    tab.send(body="<p>One.</p>")
    answer = tab.send(body="<p>One. Two.</p>", version=story.version)
    assert answer["saved"] == "story"
    assert reread(story).body == "<p>One. Two.</p>"


def test_a_story_saved_meanwhile_is_not_overwritten_and_the_text_is_kept_beside_it(open_as, editor):
    story = make_story()
    tab = open_as(editor, story)
    tab.do()
    change(story, body="<p>Theirs.</p>", by=None)
    answer = tab.send(body="<p>Mine.</p>")
    assert (answer["saved"], answer["why"]) == ("aside", "stale")
    assert reread(story).body == "<p>Theirs.</p>"
    aside = story.asides.get()
    assert (aside.document["body"], aside.by, aside.version) == ("<p>Mine.</p>", editor, story.version)
    tab.send(body="<p>Mine. More.</p>")
    assert story.asides.get().document["body"] == "<p>Mine. More.</p>"
    tab.send(body="<p>More.</p>")
    assert story.asides.count() == 2
    page = tab.client.get(answer["compare"])
    assert "Mine." in page.text
    assert "Theirs." in page.text


def test_what_is_kept_beside_can_be_brought_in(open_as, editor):
    story = make_story()
    tab = open_as(editor, story)
    change(story, body="<p>Theirs.</p>")
    bring = tab.send(body="<p>Mine.</p>", topics=["Ferries"])["bring"]
    tab.client.post(bring["url"], {"key": bring["key"], "version": bring["version"]})
    story = reread(story)
    assert story.body == "<p>Mine.</p>"
    assert [tag.name for tag in story.tags.all()] == ["Ferries"]
    assert bodies(story)[-2:] == ["<p>Theirs.</p>", "<p>Mine.</p>"]


def test_an_approval_is_voided_by_nothing_but_a_save_by_name(open_as, editor):
    story = bring_to(make_story(), "approved")
    tab = open_as(editor, story)
    answer = tab.send(body="<p>A slip of the finger.</p>")
    assert (answer["saved"], answer["why"]) == ("aside", "approved")
    assert reread(story).state == State.APPROVED
    assert tab.send(body="<p>On purpose.</p>", named="1")["state"] == State.IN_REVIEW
    assert reread(story).body == "<p>On purpose.</p>"


def test_an_approved_story_that_is_sent_as_it_stands_is_left_as_it_stands(open_as, editor, media_in_tmp):
    photo = make_photo()
    body = f'<p>So it goes.</p><figure data-photo="{photo.pk}" data-alt="It"><figcaption>Under it</figcaption></figure>'
    story = make_story(lead=photo, topics=("Ferries", "Ice"), body=body)
    story.captions.filter(place="lead").update(layout="wide")  # as an import may leave it
    story = bring_to(story, "approved")
    tab = open_as(editor, story)
    answer = tab.send()
    assert (answer["saved"], answer["changed"]) == ("story", False)
    assert not story.asides.exists()
    assert reread(story).state == State.APPROVED


def test_what_is_typed_into_a_published_story_is_its_next_edition_and_readers_see_nothing_of_it(
    open_as, editor, client
):
    story = make_live(body="<p>Out.</p>")
    tab = open_as(editor, story)
    answer = tab.send(body="<p>Out. Not yet.</p>")
    assert answer["state"] == State.DRAFT
    assert answer["said"]
    assert 'data-state="' in answer["bar"]
    assert story.editions.get().document["body"] == "<p>Out.</p>"


def test_a_story_that_is_not_ones_own_to_edit_any_more_keeps_the_text_beside_it(open_as, writer):
    story = make_story(owner=writer)
    tab = open_as(writer, story)
    tab.do()
    workflow.submit(story, by=None)
    answer = tab.send(body="<p>Too late.</p>")
    assert (answer["saved"], answer["why"]) == ("aside", "rights")
    assert "in review" in answer["sentence"]
    assert story.asides.get().document["body"] == "<p>Too late.</p>"


def test_a_story_of_another_is_not_there(open_as, other_writer, writer):
    tab = open_as(other_writer, make_story(owner=writer))
    for name in ("autosave", "presence"):
        data = {"tab": tab.tab, "sequence": 1, "do": "take"}
        assert tab.client.post(tab.address(name), data).status_code == 404
    assert not Presence.objects.exists()


@pytest.mark.parametrize(
    "broken", [{"tab": "x"}, {"tab": ""}, {"sequence": "0"}, {"sequence": "9" * 30}, {"version": "-1"}]
)
def test_what_no_form_of_ours_sends_is_refused(broken, open_as, writer):
    story = make_story(owner=writer)
    tab = open_as(writer, story)
    data = typed(story, headline="No") | {"tab": tab.tab, "sequence": 1} | broken
    answer = tab.client.post(tab.address("autosave"), data)
    assert answer.status_code == 400
    assert "Load the page again" in answer.json()["error"]
    assert tab.client.post(tab.address("presence"), {"tab": "x", "do": "stay"}).status_code == 400
    assert tab.client.get(tab.address("autosave")).status_code == 405


def test_the_photos_of_a_text_are_those_of_its_body(open_as, writer, media_in_tmp):
    photo = make_photo()
    story = make_story(owner=writer, body="<p>Begun.</p>")
    tab = open_as(writer, story)
    figure = f'<figure data-photo="{photo.pk}" data-layout="wide"><figcaption>Under it</figcaption></figure>'
    tab.send(body=f"<p>Begun.</p>{figure}")
    assert story.captions.get().caption == "Under it"
    assert story.revisions.first().document["photos"][0]["photo"]["id"] == photo.pk


@pytest.mark.parametrize(
    ("old", "new", "holds"),
    [
        ("", "a", True),
        ("abc", "abc", True),
        ("abc", "abXc", True),
        ("abc", "Xabc", True),
        ("abc", "abcX", True),
        ("aaa", "aaaa", True),
        ("abab", "ababab", True),
        ("abc", "ab", False),
        ("abc", "abX", False),
        ("abc", "XabYc", False),
        ("abcdef", "abXcdYef", False),
        ("aXbXc", "aXbYXc", True),
    ],
)
def test_a_text_holds_another_when_one_run_was_added(old, new, holds):
    document = {"headline": "", "body": old, "photos": [], "lead": None}
    assert autosave.outgrows(document | {"body": new}, document) is holds
    assert autosave.outgrows(document | {"lead": {}}, document) is False


def test_the_session_says_whose_it_is(as_, editor):
    answer = as_(editor).get(reverse("admin:articles_article_session")).json()
    assert (answer["user"], answer["name"]) == (editor.pk, "editor")


def test_what_a_page_sent_last_is_not_written_over_by_the_form_loaded_again(open_as, writer):
    story = make_story(owner=writer, body="<p>One.</p>")
    form, closed, again = open_as(writer, story), uuid4(), uuid4()
    version = form.version
    assert form.send(body="<p>One. Two.</p>", page=closed)["saved"] == "story"
    answer = form.send(body="<p>One. Three.</p>", page=again, version=version)
    assert (answer["saved"], answer["why"]) == ("aside", "stale")
    assert reread(story).body == "<p>One. Two.</p>"
    assert story.asides.get().document["body"] == "<p>One. Three.</p>"


def test_what_a_closed_page_sent_comes_late_and_is_kept_beside(open_as, writer):
    story = make_story(owner=writer, body="<p>One.</p>")
    form, closed, again = open_as(writer, story), uuid4(), uuid4()
    version = form.version
    assert form.send(body="<p>One. Three.</p>", page=again, sequence=6)["saved"] == "story"
    answer = form.send(body="<p>One. Two.</p>", page=closed, sequence=5, version=version)
    assert (answer["saved"], answer["why"]) == ("aside", "stale")
    assert reread(story).body == "<p>One. Three.</p>"
    assert form.send(body="<p>One. Three. Four.</p>", page=again, sequence=7)["saved"] == "story"


def test_what_was_put_back_goes_on_as_the_page_it_was_typed_on(open_as, writer):
    story = make_story(owner=writer, body="<p>One.</p>")
    form, closed = open_as(writer, story), uuid4()
    version = form.version
    form.send(body="<p>One. Two.</p>", page=closed)  # and its answer was lost
    assert form.send(body="<p>One. Two. Three.</p>", page=closed, version=version)["saved"] == "story"
    assert reread(story).body == "<p>One. Two. Three.</p>"
    assert not story.asides.exists()

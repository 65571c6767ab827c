"""Who holds a story that several have open: the first to come writes, the others read, ask for it and take it over."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from articles import workflow
from articles.models import Presence
from articles.states import State
from authors import clock
from tests.cast import bring_to, make_story, reread
from tests.tabs import bodies

pytestmark = pytest.mark.django_db


def test_the_first_to_come_holds_the_story_and_the_others_read(open_as, writer, editor):
    story = make_story(owner=writer)
    first, second = open_as(writer, story), open_as(editor, story)
    assert first.do()["holds"]
    answer = second.do()
    assert not answer["holds"]
    (there,) = answer["people"]
    assert (there["name"], there["holds"], there["me"]) == ("writer", True, False)
    answer = second.send(body="<p>From the second.</p>")
    assert (answer["saved"], answer["why"]) == ("aside", "held")
    assert "writer is writing" in answer["sentence"]
    assert first.send(body="<p>From the first.</p>")["saved"] == "story"
    assert reread(story).body == "<p>From the first.</p>"


def test_the_same_person_in_two_tabs_is_told_so(open_as, writer):
    story = make_story(owner=writer)
    first, second = open_as(writer, story), open_as(writer, story)
    first.do()
    (there,) = second.do()["people"]
    assert there["me"]


def test_whoever_may_not_edit_never_holds(open_as, photo_desk, editor):
    story = make_story()
    assert not open_as(photo_desk, story).do()["holds"]
    assert open_as(editor, story).do()["holds"]
    answer = open_as(photo_desk, story)
    assert answer.client.post(answer.address("presence"), {"tab": answer.tab, "do": "take"}).status_code == 403


def test_one_asks_and_is_given_the_story_or_refused(open_as, writer, editor):
    story = make_story(owner=writer)
    holder, asking = open_as(writer, story), open_as(editor, story)
    holder.do()
    asking.do("ask")
    assert holder.do()["people"][0]["asks"]
    holder.do("refuse")
    answer = asking.do()
    assert answer["refused"]
    assert not answer["holds"]
    asking.do("ask")
    assert not holder.do("hand")["holds"]
    assert asking.do()["holds"]
    assert asking.send(body="<p>Mine now.</p>", version=reread(story).version)["saved"] == "story"


def test_who_takes_a_story_over_gets_it_and_what_the_other_typed_lasts(open_as, writer, editor):
    story = make_story(owner=writer, body="<p>Begun.</p>")
    losing, taking = open_as(writer, story), open_as(editor, story)
    losing.send(body="<p>Begun. Typed by the writer.</p>")
    assert taking.do("take")["holds"]
    assert losing.do()["taken_by"] == "editor"
    answer = losing.send(body="<p>Begun. Typed by the writer. And more.</p>")
    assert (answer["saved"], answer["why"]) == ("aside", "held")
    taking.send(body="<p>Begun. Typed by the writer. Typed by the editor.</p>", version=reread(story).version)
    assert bodies(story)[1:] == [
        "<p>Begun. Typed by the writer.</p>",
        "<p>Begun. Typed by the writer. Typed by the editor.</p>",
    ]
    assert [revision.autosave for revision in story.revisions.order_by("version")] == [False, False, True]
    assert story.asides.get().document["body"] == "<p>Begun. Typed by the writer. And more.</p>"
    assert "From writer, who was writing." in taking.client.get(taking.address("history")).text


def test_a_form_that_is_gone_without_a_word_is_in_nobodys_way(open_as, writer, editor):
    story = make_story(owner=writer)
    gone, there = open_as(writer, story), open_as(editor, story)
    now = clock.now()
    with clock.stopped(now):
        gone.do()
        assert not there.do()["holds"]
    with clock.stopped(now + timedelta(seconds=76)):
        answer = there.do()
        assert answer["holds"]
        assert answer["people"] == []
    with clock.stopped(now + timedelta(seconds=90)):
        there.send(body="<p>Theirs.</p>", version=reread(story).version)
        answer = gone.send(body="<p>From a laptop that was closed.</p>")
    assert answer["saved"] == "aside"
    assert reread(story).body == "<p>Theirs.</p>"


def test_who_leaves_lets_the_next_in_line_write(open_as, writer, editor, administrator):
    story = make_story(owner=writer)
    first, second, third = (open_as(user, story) for user in (writer, editor, administrator))
    now = clock.now()
    with clock.stopped(now):
        for tab in (first, second, third):
            tab.do()
        third.do("ask")
        first.do("leave")
    with clock.stopped(now + timedelta(seconds=6)):
        assert third.do()["holds"]
        assert not second.do()["holds"]


def test_a_form_that_is_only_loaded_again_goes_on_holding_the_story(open_as, writer, editor):
    story = make_story(owner=writer)
    first, second = open_as(writer, story), open_as(editor, story)
    now = clock.now()
    with clock.stopped(now):
        first.do()
        second.do("ask")
        first.do("leave")
        assert not second.do()["holds"]
    with clock.stopped(now + timedelta(seconds=2)):
        assert first.do()["holds"]
    with clock.stopped(now + timedelta(seconds=20)):
        assert not second.do()["holds"]


def test_who_may_not_change_a_story_any_more_holds_it_no_longer(open_as, writer, editor):
    story = make_story(owner=writer)
    first, second = open_as(writer, story), open_as(editor, story)
    first.do()
    workflow.submit(story, by=writer)
    assert second.do()["holds"]
    assert not first.do()["holds"]


def test_who_only_looks_at_a_story_gives_way_to_whose_turn_it_is(open_as, writer, editor):
    story = bring_to(make_story(owner=writer), State.IN_REVIEW)
    desk, back = open_as(editor, story), open_as(writer, story)
    desk.send(body="<p>Looked through.</p>")
    workflow.return_(story, by=editor, note="One more call, please.")
    assert desk.do()["holds"]
    assert back.do()["holds"]
    assert not desk.do()["holds"]


def test_who_goes_on_typing_holds_a_story_although_it_is_anothers_turn(open_as, writer, editor):
    story = bring_to(make_story(owner=writer), State.IN_REVIEW)
    desk, back = open_as(editor, story), open_as(writer, story)
    workflow.return_(story, by=editor, note="One more call, please.")
    desk.send(body="<p>One thing more.</p>")
    assert not back.do()["holds"]


def test_another_account_under_the_same_open_form_does_not_hold_what_the_first_held(open_as, writer, editor):
    story = make_story(owner=writer)
    first, waiting = open_as(writer, story), open_as(editor, story)
    first.do()
    waiting.do("ask")
    first.client.force_login(editor)
    assert not first.do()["holds"]
    assert waiting.do()["holds"]


def test_the_database_lets_one_hold_a_story(open_as, writer):
    story = make_story(owner=writer)
    open_as(writer, story).do()
    with pytest.raises(IntegrityError), transaction.atomic():
        Presence.objects.create(article=story, user=writer, tab=uuid4(), holds=True)

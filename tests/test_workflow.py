from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from articles import document, workflow
from articles.models import Edition, Revision, Transition
from articles.models.edition import Immutable
from articles.refusals import Refused, Stale
from articles.states import State
from authors import clock
from tests.cast import bring_to, change, make_author, make_live, make_section, make_story, publish_again, reread

pytestmark = pytest.mark.django_db


def visible(article, at=None) -> list[int]:
    return [edition.number for edition in article.editions.visible(at or clock.now())]


def test_a_story_goes_from_draft_to_its_readers(writer, editor):
    story = make_story(owner=writer)
    workflow.submit(story, by=writer, note="Please look at the third paragraph")
    workflow.return_(story, by=editor, note="Who says so?")
    assert reread(story).holder == writer
    assert reread(story).returned
    workflow.submit(story, by=writer)
    assert not reread(story).returned
    workflow.approve(story, by=editor)
    edition = workflow.publish(story, by=editor)
    story = reread(story)
    assert story.state == State.PUBLISHED
    assert story.holder is None
    assert edition.published_by == editor
    assert edition.kind == "first"
    assert visible(story) == [1]
    log = list(story.transitions.order_by("pk").values_list("verb", "before", "after", "note", "by__username"))
    assert log == [
        ("submit", "draft", "in_review", "Please look at the third paragraph", "writer"),
        ("return", "in_review", "draft", "Who says so?", "editor"),
        ("submit", "draft", "in_review", "", "writer"),
        ("approve", "in_review", "approved", "", "editor"),
        ("publish", "approved", "published", "", "editor"),
    ]


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "live", "spiked"])
@pytest.mark.parametrize("verb", workflow.STEPS)
def test_each_verb_works_in_its_states_and_is_refused_with_a_sentence_elsewhere(verb, state):
    story = bring_to(make_story(), state)
    before = reread(story)
    step = workflow.STEPS[verb]
    extra = {"reason" if "publish" in verb else "note": "A note"}
    possible = before.state in step.before and verb not in {"unschedule"} and (verb != "withdraw" or state == "live")
    if verb == "publish":
        possible = state in {"approved", "draft", "in_review"}  # the last two as publish_unapproved
    if verb == "publish_unapproved":
        possible = state in {"draft", "in_review", "approved"}  # with an approval it is simply published
    if possible:
        workflow.VERBS[verb](story, by=None, **extra)
        assert Transition.objects.filter(article=story, before=before.state).exists()
        if step.after:
            assert reread(story).state == step.after
    else:
        with pytest.raises(Refused) as refused:
            workflow.VERBS[verb](story, by=None, **extra)
        assert refused.value.sentence.endswith(".")
        assert reread(story).state == before.state
        assert story.transitions.count() == before.transitions.count()


def test_a_verb_pressed_twice_is_refused_the_second_time_and_changes_nothing(editor):
    story = bring_to(make_story(), "in_review")
    workflow.approve(story, by=editor)
    with pytest.raises(Refused, match="This story is approved now"):
        workflow.approve(story, by=editor)
    assert story.transitions.filter(verb="approve").count() == 1


@pytest.mark.parametrize(("verb", "state"), [("return", "in_review"), ("withdraw", "live")])
@pytest.mark.parametrize("note", ["", "  \n\x00 "])
def test_a_required_note_is_required(verb, state, note):
    story = bring_to(make_story(), state)
    with pytest.raises(Refused, match="it is required here"):
        workflow.VERBS[verb](story, by=None, note=note)


def test_the_gate_holds_back_an_approval_and_says_why(editor):
    story = bring_to(make_story(standfirst=""), "in_review")
    with pytest.raises(Refused) as refused:
        workflow.approve(story, by=editor)
    assert [want.field for want in refused.value.wants] == ["standfirst"]
    assert reread(story).state == State.IN_REVIEW


def test_a_change_voids_the_approval_and_a_save_that_changes_nothing_does_not(editor):
    story = bring_to(make_story(), "approved")
    assert not workflow.keep(workflow.lock(story.pk), by=editor)
    assert reread(story).state == State.APPROVED
    story = change(story, by=editor, headline="Another headline")
    assert story.state == State.IN_REVIEW
    assert story.approved_digest == ""
    assert story.transitions.first().note == "The text was changed after its approval."
    with pytest.raises(Refused, match="Why without approval"):
        workflow.publish(story, by=None)


def test_a_byline_renamed_after_the_approval_stops_the_publication():
    author = make_author("Mara Lindqvist")
    story = bring_to(make_story(author=author), "approved")
    author.name = "Mara Holm"
    author.save()
    with pytest.raises(Refused, match="approve it again"):
        workflow.publish(story, by=None)
    assert not Edition.objects.exists()


def test_publishing_without_an_approval_is_a_right_of_its_own_with_a_reason(editor, administrator):
    story = bring_to(make_story(), "in_review")
    with pytest.raises(Refused, match="You may not do this with this story: Publish without approval"):
        workflow.publish(story, by=editor, reason="Deadline")
    with pytest.raises(Refused, match="Why without approval"):
        workflow.publish(story, by=administrator)
    workflow.publish(story, by=administrator, reason="The desk is on a train")
    assert story.transitions.first().verb == "publish_unapproved"
    assert story.transitions.first().note == "The desk is on a train"


def test_a_live_story_is_rewritten_without_its_readers_seeing_it(editor):
    story = make_live(headline="First words")
    story = change(story, by=editor, headline="Other words")
    assert story.state == State.DRAFT
    assert story.editions.visible(clock.now()).get().document["headline"] == "First words"
    workflow.submit(story, by=editor)
    workflow.approve(story, by=editor)
    workflow.publish(story, by=editor, kind="correction", note="The first words were wrong.")
    live = story.editions.visible(clock.now()).get()
    assert (live.number, live.document["headline"], live.note) == (2, "Other words", "The first words were wrong.")
    assert [note["kind"] for note in live.notes] == ["correction"]


def test_one_edition_ends_at_the_instant_the_next_begins():
    story = publish_again(make_live(), headline="Next")
    first, second = story.editions.order_by("number")
    assert first.visible_until == second.visible_from
    assert visible(story, second.visible_from) == [2]
    assert visible(story, second.visible_from - timedelta(microseconds=1)) == [1]


@pytest.mark.parametrize(
    ("kind", "note", "moves"), [("minor", "", False), ("update", "", True), ("correction", "So.", True)]
)
def test_two_clocks(kind, note, moves):
    start = clock.now() - timedelta(days=2)
    with clock.stopped(start):
        story = make_live()
    story = publish_again(story, kind=kind, note=note, headline="Next")
    edition = story.editions.get(number=2)
    assert edition.first_published_at == start
    assert (edition.updated_at > start) is moves


@pytest.mark.parametrize(
    ("kind", "note", "sentence"),
    [
        (None, "", "Say what kind"),
        ("first", "", "Say what kind"),
        ("correction", "", "needs a note"),
        ("rumour", "x", "Say"),
    ],
)
def test_a_follow_up_says_what_it_is(kind, note, sentence):
    story = change(make_live(), headline="Next")
    workflow.submit(story, by=None)
    workflow.approve(story, by=None)
    with pytest.raises(Refused, match=sentence):
        workflow.publish(story, by=None, kind=kind, note=note)
    assert visible(story) == [1]


def test_a_first_publication_corrects_nothing():
    with pytest.raises(Refused, match="never went out"):
        workflow.publish(bring_to(make_story(), "approved"), by=None, kind="correction", note="x")


def test_a_scheduled_story_appears_at_its_hour_with_nobody_doing_anything():
    story = bring_to(make_story(), "approved")
    hour = clock.now() + timedelta(hours=5)
    edition = workflow.publish(story, by=None, at=hour)
    assert visible(story) == []
    assert visible(story, hour) == [1]
    assert edition.first_published_at == hour
    assert list(story.editions.upcoming(clock.now())) == [edition]


@pytest.mark.parametrize("days", [-1, 5 * 366])
def test_an_hour_in_the_past_or_too_far_is_refused(days):
    story = bring_to(make_story(), "approved")
    with pytest.raises(Refused, match="hour of publication"):
        workflow.publish(story, by=None, at=clock.now() + timedelta(days=days))


def test_an_unscheduled_story_does_not_go_out_and_keeps_its_approval():
    story = bring_to(make_story(), "scheduled")
    workflow.unschedule(story, by=None)
    assert reread(story).state == State.APPROVED
    assert visible(story, clock.now() + timedelta(days=2)) == []
    edition = workflow.publish(story, by=None)
    assert edition.number == 2
    assert edition.kind == "first"
    assert visible(story) == [2]


def test_unscheduling_a_follow_up_leaves_the_live_edition_open():
    story = publish_again(make_live(), headline="Next", at=clock.now() + timedelta(days=1))
    assert visible(story, clock.now() + timedelta(days=2)) == [2]
    workflow.unschedule(story, by=None)
    assert visible(story) == visible(story, clock.now() + timedelta(days=2)) == [1]


def test_a_scheduled_story_cannot_be_published_over():
    story = change(bring_to(make_story(), "scheduled"), headline="Next")
    workflow.submit(story, by=None)
    workflow.approve(story, by=None)
    with pytest.raises(Refused, match="Unschedule it first"):
        workflow.publish(story, by=None)


def test_a_withdrawn_story_is_gone_and_can_come_back_at_its_address():
    start = clock.now() - timedelta(days=3)
    with clock.stopped(start):
        story = make_live()
    address = story.editions.get().get_absolute_url()
    workflow.withdraw(story, by=None, note="A court forbade it.")
    assert visible(story) == []
    assert reread(story).state == State.DRAFT
    assert story.editions.get().withdrawn_because == "A court forbade it."
    workflow.submit(story, by=None)
    workflow.approve(story, by=None)
    edition = workflow.publish(story, by=None, kind="update")
    assert edition.get_absolute_url() == address
    assert edition.first_published_at == start


def test_withdrawing_calls_off_what_was_scheduled():
    story = publish_again(make_live(), headline="Next", at=clock.now() + timedelta(days=1))
    workflow.withdraw(story, by=None, note="Wrong.")
    assert visible(story) == visible(story, clock.now() + timedelta(days=2)) == []


def test_a_story_on_the_site_is_not_spiked():
    story = change(make_live(), headline="Next")
    with pytest.raises(Refused, match="Withdraw it first"):
        workflow.spike(story, by=None)


def test_a_verb_on_an_old_version_is_refused(editor):
    story = bring_to(make_story(), "in_review")
    seen = story.version
    change(story, headline="Changed meanwhile")
    with pytest.raises(Stale):
        workflow.approve(story, by=editor, version=seen)


def test_every_save_is_a_revision_that_can_be_brought_back(editor):
    story = make_story(headline="One", topics=("Harbour",))
    story = change(story, headline="Two", body="<p>Two</p>", section=make_section("Sport"))
    assert [revision.document["headline"] for revision in story.revisions.order_by("version")] == ["One", "Two"]
    first = story.revisions.get(version=1)
    assert workflow.rewrite(story, first.document, by=editor, version=2) == []
    assert document.build_fresh(story.pk) | {"slug": ""} == first.document | {"slug": ""}
    with pytest.raises(Stale):
        workflow.rewrite(story, first.document, by=editor, version=2)


def test_a_restored_story_says_what_could_not_be_brought_back():
    story = make_story()
    old = story.revisions.get().document
    old["bylines"].append({"author": 10**9, "name": "Nobody Here", "slug": "nobody-here", "role": "by"})
    assert workflow.rewrite(story, old, by=None) == ["Nobody Here is not among the authors any more."]


def test_an_address_is_fixed_from_the_first_publication_on():
    with clock.stopped(clock.now() - timedelta(days=400)):
        story = make_live(headline="The first headline")
    address = story.editions.get().get_absolute_url()
    assert address.endswith("/the-first-headline/")
    story = publish_again(story, headline="Another headline")
    assert story.editions.get(number=2).get_absolute_url() == address


def test_nothing_of_what_went_out_can_be_changed_or_removed():
    story = make_live()
    edition = story.editions.get()
    for attempt in (
        edition.save,
        edition.delete,
        Edition.objects.all().delete,
        story.transitions.first().save,
        story.transitions.first().delete,
        Transition.objects.all().delete,
        lambda: Transition.objects.update(note=""),
        Revision.objects.all().delete,
        story.revisions.first().delete,
    ):
        with pytest.raises(Immutable):
            attempt()


def test_the_database_allows_one_open_edition_a_story():
    story = publish_again(make_live(), headline="Next")
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(article=story, number=1).update(visible_until=None)


def test_an_edition_keeps_names_and_captions_as_they_went_out():
    author = make_author("Mara Lindqvist")
    story = make_live(author=author)
    author.name = "Mara Holm"
    author.save()
    assert story.editions.get().document["bylines"][0]["name"] == "Mara Lindqvist"


@pytest.mark.parametrize("what", ["author", "section", "photo"])
def test_nobody_deletes_what_stories_need(what, media_in_tmp):
    from django.db.models import ProtectedError

    from tests.cast import make_photo

    author, section, photo = make_author(), make_section(), make_photo()
    make_live(author=author, section=section, lead=photo)
    with pytest.raises(ProtectedError):
        {"author": author, "section": section, "photo": photo}[what].delete()


def test_an_account_that_leaves_takes_no_story_and_no_history_along(writer, editor):
    story = make_story(owner=writer)
    workflow.submit(story, by=writer)
    workflow.approve(story, by=editor)
    workflow.publish(story, by=editor)
    writer.delete()
    editor.delete()
    story = reread(story)
    assert story.owner is None
    assert visible(story) == [1]
    assert story.transitions.count() == 3
    assert story.revisions.count() >= 1

"""A change of a photo that reaches readers: credits and captions corrected, photos replaced and taken out."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections

from articles import workflow
from articles.models import Article, Edition
from articles.photos import amendments, library
from articles.refusals import Refused
from articles.states import State
from authors import clock
from tests.cast import bring_to, change, make_live, make_photo, make_story, publish_again, reread
from tests.reading import live, read, url_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]


def figure(photo, caption: str = "A caption", alt: str = "An alternative text") -> str:
    return (
        f'<figure data-photo="{photo.pk}" data-layout="column" data-alt="{alt}"><figcaption>{caption}</figcaption>'
        "</figure>"
    )


def correct(story: Article, photo, *, by=None, old=frozenset(), **more) -> list[Edition]:
    made = amendments.corrected(photo, old={"A caption", *old}, old_alt={"An alternative text"})
    return workflow.amend(story, by=by, change=made, reason="The agency wrote to us.", **more)


def rename(photo, credit: str = "Ida Quill / Meridian", **facts) -> None:
    library.write(photo, by=None, credit=credit, **facts)
    photo.refresh_from_db()


def test_nothing_published_changes_when_the_library_does(client):
    photo = make_photo()
    story = make_live(lead=photo)
    rename(photo, caption="Another caption")
    page = read(client, url_of(story))
    assert "Ada Vale / Northline" in page
    assert "Ida Quill" not in page


def test_a_credit_that_is_corrected_is_on_the_page_at_once_and_nothing_else_moves(client, editor):
    photo = make_photo()
    story = make_live(lead=photo)
    before = live(story)
    rename(photo)
    [made] = correct(story, photo, by=editor)
    page = read(client, url_of(story))
    assert "Ida Quill / Meridian" in page
    assert "Ada Vale" not in page
    assert (made.number, made.kind, made.note, made.notes) == (2, "minor", "", [])
    assert (made.first_published_at, made.updated_at) == (before.first_published_at, before.updated_at)
    before.refresh_from_db()
    assert before.visible_until == made.visible_from
    assert before.document["lead"]["credit"][0]["name"] == "Ada Vale"
    step = story.transitions.first()
    assert (step.verb, step.note, step.edition, step.by) == ("amend", "The agency wrote to us.", made, editor)
    assert (step.before, step.after, reread(story).state) == (State.PUBLISHED,) * 3


def test_a_caption_of_the_storys_own_stays_and_one_of_the_librarys_is_corrected(client):
    photo = make_photo(caption="A caption")
    own = make_live(body=f"<p>Text</p>{figure(photo, 'Words of this story', 'Words of its own')}")
    offered = make_live(body=f"<p>Text</p>{figure(photo)}")
    rename(photo, caption="The north quay,\nnot the south", alt="A quay")
    for story in (own, offered):
        correct(story, photo)
    assert "Words of this story" in read(client, url_of(own))
    page = read(client, url_of(offered))
    assert "The north quay, not the south" in page
    assert 'alt="A quay"' in page
    assert "A caption" not in page
    assert 'data-alt="A quay"><figcaption>The north quay, not the south<' in reread(offered).body


def test_readers_see_nothing_of_what_else_is_being_written(client, editor):
    photo = make_photo()
    story = change(make_live(lead=photo, headline="As it went out"), headline="As it is being rewritten")
    assert story.state == State.DRAFT
    rename(photo)
    correct(story, photo, by=editor)
    page = read(client, url_of(story))
    assert "Ida Quill" in page
    assert "As it went out" in page
    assert "rewritten" not in page
    story = reread(story)
    assert (story.headline, story.state) == ("As it is being rewritten", State.DRAFT)
    saved = story.revisions.get(version=story.version).document
    assert saved["lead"]["credit"][0]["name"] == "Ida Quill"
    assert saved["headline"] == "As it is being rewritten"


def test_a_scheduled_edition_goes_out_corrected_at_its_hour(client):
    photo = make_photo()
    story = bring_to(make_story(lead=photo), "scheduled")
    planned = story.editions.get()
    rename(photo)
    [made] = correct(story, photo)
    assert (made.visible_from, made.kind, made.address) == (planned.visible_from, "first", planned.address)
    assert client.get(made.get_absolute_url()).status_code == 404
    with clock.stopped(made.visible_from + timedelta(minutes=1)):
        assert "Ida Quill" in read(client, made.get_absolute_url())
        assert Edition.objects.visible(clock.now()).get(article=story) == made


def test_what_is_on_the_site_and_what_comes_after_it_are_both_corrected(client):
    photo = make_photo()
    story = make_live(lead=photo, headline="First")
    hour = clock.now() + timedelta(hours=3)
    story = publish_again(story, headline="Second", note="It changed.", at=hour)
    rename(photo)
    made = correct(story, photo, kind="correction", note="The photo is by Ida Quill.")
    assert [(edition.document["headline"], edition.kind) for edition in made] == [
        ("First", "correction"),
        ("Second", "update"),
    ]
    assert made[0].visible_until == hour == made[1].visible_from
    assert made[1].visible_until is None
    assert [note["text"] for note in made[1].notes] == ["The photo is by Ida Quill.", "It changed."]
    page = read(client, url_of(story))
    assert "First" in page
    assert "The photo is by Ida Quill." in page
    with clock.stopped(hour + timedelta(seconds=1)):
        page = read(client, url_of(story))
        assert "Second" in page
        assert "The photo is by Ida Quill." in page
    story = workflow.unschedule(story, by=None)
    assert live(story) == made[0]
    assert live(story).visible_until is None
    assert story.state == State.APPROVED
    workflow.publish(story, by=None, kind="update", note="It changed.")  # what was approved is what goes out


def test_a_correction_tells_readers_and_needs_words_for_them(client, editor):
    photo = make_photo()
    story = make_live(lead=photo)
    rename(photo)
    with pytest.raises(Refused, match="needs a note to readers"):
        correct(story, photo, by=editor, kind="correction")
    assert story.editions.count() == 1
    correct(story, photo, by=editor, kind="correction", note="We named the wrong photographer.")
    page = read(client, url_of(story))
    assert "We named the wrong photographer." in page
    assert "Correction" in page


def test_an_approved_text_loses_its_approval_with_its_photo(editor):
    photo = make_photo()
    story = change(make_live(lead=photo), headline="Next")
    workflow.submit(story, by=None)
    story = workflow.approve(story, by=None)
    rename(photo)
    correct(story, photo, by=editor)
    story = reread(story)
    assert (story.state, story.approved_digest) == (State.IN_REVIEW, "")
    assert live(story).document["headline"] != "Next"


def test_a_photo_that_is_replaced_brings_its_own_words(client, editor):
    photo, other = make_photo(), make_photo(caption="A new quay", alt="The new quay", credit="Bo Tarn")
    story = make_live(lead=photo, body=f"<p>Text</p>{figure(photo)}")
    workflow.amend(story, by=editor, change=amendments.replaced(photo, by=other), reason="The agency asked.")
    page = read(client, url_of(story))
    assert other.token in page
    assert photo.token not in page
    assert page.partition("<main")[2].count("Bo Tarn") == 2
    assert [use.photo for use in reread(story).captions.all()] == [other, other]


def test_what_replaces_a_photo_must_pass_the_gate_itself(editor):
    photo = make_photo()
    story = make_live(lead=photo)
    gone = make_photo(usable_until=clock.now() - timedelta(days=1))
    for other, why in ((gone, "ran out"), (make_photo(credit=""), "no credit"), (make_photo(caption=""), "no caption")):
        with pytest.raises(Refused) as refused:
            workflow.amend(story, by=editor, change=amendments.replaced(photo, by=other), reason="x")
        assert why in " ".join(want.sentence for want in refused.value.wants)
    assert story.editions.count() == 1
    assert reread(story).captions.get().photo == photo


def test_what_replaces_a_photo_to_come_must_be_usable_at_that_hour():
    photo = make_photo()
    story = bring_to(make_story(lead=photo), "scheduled")
    hour = story.editions.get().visible_from
    ends_before = make_photo(usable_until=hour - timedelta(hours=1))
    with pytest.raises(Refused):
        workflow.amend(story, by=None, change=amendments.replaced(photo, by=ends_before), reason="x")
    begins_before = make_photo(usable_from=hour - timedelta(hours=1))
    assert workflow.amend(story, by=None, change=amendments.replaced(photo, by=begins_before), reason="x")


def test_a_photo_that_is_taken_out_leaves_the_others_in_their_places(client, editor):
    first, second = make_photo(), make_photo(usable_until=clock.now() + timedelta(hours=1))
    body = f"<p>A</p>{figure(first)}<p>B</p>{figure(second, 'The second', 'Second')}<p>C</p>"
    story = make_live(lead=first, body=body)
    with clock.stopped(clock.now() + timedelta(hours=2)):  # that the other has run out is no reason to keep this one
        workflow.amend(story, by=None, change=amendments.removed(first), reason="The agency asked.")
        page = read(client, url_of(story))
        assert live(story).card["lead"] is None
    assert first.token not in page
    assert second.token in page
    assert "The second" in page
    assert reread(story).captions.get().photo == second


def test_a_gallery_that_loses_its_last_photo_goes(client):
    photo = make_photo()
    story = make_live(body=f'<p>Text</p><section data-gallery="">{figure(photo)}{figure(photo)}</section>')
    assert "gallery" in read(client, url_of(story))
    workflow.amend(story, by=None, change=amendments.removed(photo), reason="x")
    assert "gallery" not in read(client, url_of(story))


def test_a_story_that_does_not_show_it_is_left_alone():
    photo, story = make_photo(), make_live(lead=make_photo())
    before = (story.version, story.transitions.count())
    rename(photo)
    assert correct(story, photo) == []
    story = reread(story)
    assert (story.version, story.transitions.count(), story.editions.count()) == (*before, 1)


def test_it_is_for_editors_administrators_and_the_photo_desk(writer, staff_desk, editor, photo_desk, administrator):
    photo = make_photo()
    story = make_live(lead=photo, owner=writer)
    rename(photo)
    for user in (writer, staff_desk):
        with pytest.raises(Refused, match="You may not"):
            correct(story, photo, by=user)
    assert story.editions.count() == 1
    for number, user in enumerate((editor, photo_desk, administrator), start=2):
        rename(photo, credit=f"Somebody {number}")
        assert correct(story, photo, by=user)[0].number == number


@pytest.mark.django_db(transaction=True)
def test_two_who_correct_at_once_make_one_edition():
    photo = make_photo()
    story = make_live(lead=photo)
    rename(photo)
    together = threading.Barrier(2)
    made = []

    def work() -> None:
        try:
            together.wait(timeout=20)
            made.append(len(correct(story, photo)))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [0, 1]
    assert story.editions.count() == 2
    assert connection.is_usable()

"""What a photo's rights say of an hour and of a story, and that the gate holds a story to it."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import document as documents
from articles import gate, workflow
from articles.admin.story_look import worth_a_look
from articles.models import Agreement, Photo
from articles.photos import library, terms, withdrawal
from articles.refusals import Refused
from articles.states import State
from authors import clock
from tests.cast import bring_to, make_live, make_photo, make_section, make_story, reread
from tests.reading import MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def in_the_morning():
    with clock.stopped(MORNING):
        yield


def refusals(story, at: datetime | None = None) -> list[str]:
    """Return what the gate says of the photos of `story` at `at`; by the verb too, where an hour is named."""
    return [want.sentence for want in gate.wants(documents.build_fresh(story.pk), story=story.pk, at=at)]


def publish(story, *, at: datetime | None = None):
    workflow.submit(story, by=None)
    workflow.approve(story, by=None)
    return workflow.publish(story, by=None, at=at)


def test_a_photo_whose_term_ends_tomorrow_holds_back_a_publication_of_the_day_after(as_, editor):
    story = bring_to(make_story(lead=make_photo(usable_until=MORNING + DAY)), "approved")
    page = reverse("admin:articles_article_step", args=[story.pk, "publish"])

    def press(at: datetime):
        hour = timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")
        return as_(editor).post(page, {"version": story.version, "when": "later", "at": hour})

    refused = press(MORNING + 2 * DAY)
    assert refused.status_code == 409
    assert "may not be shown then: its rights run out Sat 21 Nov, 08:30" in refused.content.decode()
    assert not story.editions.exists()
    assert reread(story).state == State.APPROVED
    assert press(MORNING + DAY - HOUR).status_code == 302
    assert story.editions.get().visible_from == MORNING + DAY - HOUR


def test_a_term_holds_from_its_first_instant_and_not_at_its_last():
    photo = make_photo(usable_from=MORNING, usable_until=MORNING + DAY)
    second = timedelta(seconds=1)
    assert "before" in terms.obstacle(photo, MORNING - second)
    assert terms.obstacle(photo, MORNING) == terms.obstacle(photo, MORNING + DAY - second) == ""
    assert "run out" in terms.obstacle(photo, MORNING + DAY)


def test_what_has_run_out_is_told_at_once_and_no_approval_is_given():
    story = make_story(lead=make_photo(usable_until=MORNING - HOUR))
    [sentence] = refusals(story)
    assert sentence == (
        "The lead photo may not be shown then: its rights ran out 07:30. Take it out, or choose another."
    )
    workflow.submit(story, by=None)
    with pytest.raises(Refused):
        workflow.approve(story, by=None)


def test_an_embargo_lets_a_story_be_approved_and_scheduled_but_not_go_out_before():
    story = bring_to(make_story(lead=make_photo(usable_from=MORNING + DAY)), "approved")
    assert refusals(story) == []
    for at in (None, MORNING + HOUR):
        with pytest.raises(Refused) as refused:
            workflow.publish(story, by=None, at=at)
        [want] = refused.value.wants
        assert want.sentence.endswith("before Sat 21 Nov, 08:30. Take it out, choose another, or publish later."), want
    assert workflow.publish(story, by=None, at=MORNING + DAY)


def test_an_embargo_is_named_beside_the_text():
    photo = make_photo(usable_from=MORNING + DAY)
    figure = f'<figure data-photo="{photo.pk}" data-alt="x"><figcaption>Quay</figcaption></figure>'
    story = make_story(body=f"<p>Text</p>{figure}", section=make_section())
    [advice] = [a for a in worth_a_look(documents.build_fresh(story.pk), story) if a.field == "photos-1"]
    assert advice.sentence == (
        "Photo 1 in the text may not be shown before Sat 21 Nov, 08:30: schedule the story for then, or later."
    )
    with clock.stopped(MORNING + DAY):
        assert not [a for a in worth_a_look(documents.build_fresh(story.pk), story) if a.field == "photos-1"]


def test_an_agreement_binds_its_photos_and_their_own_term_only_narrows_it():
    agreement = Agreement.objects.create(name="MPA", usable_until=MORNING + DAY)
    photo = make_photo(agreement=agreement, usable_until=MORNING + 9 * DAY)
    assert terms.term(photo) == terms.Term(None, MORNING + DAY)
    story = make_story(lead=photo)
    assert refusals(story, MORNING + HOUR) == []
    assert len(refusals(story, MORNING + 2 * DAY)) == 1
    library.write(photo, by=None, usable_until=MORNING + 2 * HOUR)
    assert len(refusals(story, MORNING + 3 * HOUR)) == 1


def test_a_photo_for_once_is_for_the_story_that_went_out_first():
    photos = [make_photo(limit=Photo.Limit.ONCE) for _ in range(2)]
    first, second = make_story(lead=photos[0], headline="The first"), make_story(lead=photos[0])
    assert refusals(first) == refusals(second) == []
    publish(first)
    assert refusals(second) == [
        "The lead photo may be used in one story, and “The first” has it. Take it out, or choose another."
    ]
    assert refusals(reread(first)) == []
    assert terms.used_elsewhere(photos, None) == {photos[0].pk: "The first"}
    with clock.stopped(MORNING + HOUR):  # readers have seen it: that it is gone does not give it back
        workflow.withdraw(reread(first), by=None, note="Wrong.")
        assert len(refusals(second)) == 1


def test_a_photo_for_once_is_taken_by_a_scheduled_story_until_that_is_called_off():
    photo = make_photo(limit=Photo.Limit.ONCE)
    first, second = make_story(lead=photo), make_story(lead=photo)
    publish(first, at=MORNING + DAY)
    assert len(refusals(second)) == 1
    workflow.unschedule(reread(first), by=None)
    assert refusals(second) == []


def test_a_photo_for_one_story_is_for_no_other():
    own = make_story(headline="The one")
    photo = make_photo(limit=Photo.Limit.STORY, only_story=own)
    other = make_story(lead=photo)
    assert refusals(other) == ["The lead photo is for one story only: “The one”. Take it out, or choose another."]
    assert terms.wants(documents.build_fresh(other.pk), story=own.pk, at=None) == []


def test_a_withdrawn_photo_goes_out_nowhere(editor):
    photo = make_photo()
    story = bring_to(make_story(lead=photo), "approved")
    withdrawal.withdraw(photo, by=editor, reason="The agency took it back.")
    with pytest.raises(Refused) as refused:
        workflow.publish(story, by=None)
    assert refused.value.wants[0].sentence == (
        "The lead photo was withdrawn: The agency took it back. Take it out, or choose another."
    )
    withdrawal.allow(photo, by=editor)
    assert workflow.publish(story, by=None)


def test_a_generated_picture_is_no_obstacle():
    photo = make_photo(digital_source_type="trainedAlgorithmicMedia")
    assert make_live(lead=photo).editions.exists()

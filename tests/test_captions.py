"""The page of a story's captions: who writes on it, what it keeps, and what it says."""

import pytest

from articles import workflow
from articles.states import State
from tests.cast import bring_to, make_photo, make_story, reread
from tests.test_story_form import url

pytestmark = pytest.mark.django_db


def test_the_photo_desk_writes_captions(as_, photo_desk, media_in_tmp):
    photo = make_photo()
    body = f'<p>A</p><figure data-photo="{photo.pk}"><figcaption>Old</figcaption></figure>'
    story = make_story(lead=make_photo(), body=body)
    client = as_(photo_desk)
    page = client.get(url(story, "captions"))
    assert "Old" in page.text
    lead = story.captions.get(place="lead").photo_id
    data = {"version": story.version, "uses-TOTAL_FORMS": 2, "uses-INITIAL_FORMS": 2}
    data |= {"uses-0-photo": lead, "uses-0-caption": "Lead", "uses-0-alt": "L"}
    data |= {"uses-1-photo": photo.pk, "uses-1-caption": "New & <b>", "uses-1-alt": "gone", "uses-1-decorative": "on"}
    client.post(url(story, "captions"), data)
    assert [(use.caption, use.alt, use.decorative) for use in story.captions.all()] == [
        ("Lead", "L", False),
        ("New & <b>", "", True),
    ]
    assert reread(story).version == story.version + 1
    assert "New &amp; &lt;b&gt;" in reread(story).body

    stale = client.post(url(story, "captions"), data | {"uses-0-caption": "Typed late"})
    assert stale.status_code == 409
    assert "Typed late" in stale.text
    assert "Saved meanwhile" in stale.text
    assert story.captions.first().caption == "Lead"


def test_captions_of_photos_that_went_meanwhile_are_shown_and_not_lost(as_, photo_desk, media_in_tmp):
    story = make_story(lead=make_photo())
    lead = story.captions.get()
    data = {"version": story.version, "uses-TOTAL_FORMS": 1, "uses-INITIAL_FORMS": 1}
    data |= {"uses-0-photo": lead.photo_id, "uses-0-caption": "A long caption", "uses-0-alt": "L"}
    lead.delete()
    answer = as_(photo_desk).post(url(story, "captions"), data)
    assert answer.status_code == 409
    assert "A long caption" in answer.text


def test_a_caption_voids_an_approval_and_says_so(as_, photo_desk, media_in_tmp):
    story = bring_to(make_story(lead=make_photo()), "approved")
    data = {"version": story.version, "uses-TOTAL_FORMS": 1, "uses-INITIAL_FORMS": 1}
    data |= {"uses-0-photo": story.captions.get().photo_id, "uses-0-caption": "Another", "uses-0-alt": "A lead text"}
    answer = as_(photo_desk).post(url(story, "captions"), data, follow=True)
    assert "needs another" in answer.text
    assert reread(story).state == State.IN_REVIEW


def test_a_caption_that_is_refused_stays_on_its_page(as_, photo_desk, media_in_tmp):
    story = make_story(lead=make_photo())
    data = {"version": story.version, "uses-TOTAL_FORMS": 2, "uses-INITIAL_FORMS": 2}
    data |= {"uses-0-photo": story.captions.get().photo_id, "uses-0-caption": "Kept", "uses-0-alt": "a" * 301}
    answer = as_(photo_desk).post(url(story, "captions"), data | {"uses-1-photo": "x", "uses-1-caption": "Kept too"})
    assert "Kept too" in answer.text
    assert "a" * 301 in answer.text
    workflow.spike(story, by=None)
    answer = as_(photo_desk).post(url(story, "captions"), data | {"uses-0-alt": "short"})
    assert answer.status_code == 403
    assert "Kept" in answer.text


def test_who_may_not_caption_has_no_page_for_it(as_, writer):
    story = bring_to(make_story(owner=writer), "in_review")
    client = as_(writer)
    assert client.get(url(story, "captions")).status_code == 403
    assert "Captions" not in client.get(url(story)).text

"""An agreement's words in the files of its photos: they follow when it is changed, and nothing published changes."""

import io
import re

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from articles.models import Agreement, Cut, Photo
from articles.photos import agreed, library, renditions
from articles.photos.metadata import read as metadata
from articles.refusals import Refused
from tests.cast import bring_to, make_live, make_photo, make_story, publish_again, reread
from tests.reading import read, url_of
from tests.test_photo_rights import out, pressed, ticked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
OLD, NEW = "Editorial use only.", "Editorial use only, until the end of the year."


@pytest.fixture
def agreement() -> Agreement:
    return Agreement.objects.create(name="MPA", usage_terms=OLD, address="https://mpa.example/terms")


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """What waits for the end of a transaction is done where this block ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def form(agreement: Agreement) -> str:
    return reverse("admin:articles_agreement_change", args=[agreement.pk])


def typed(agreement: Agreement, **changed: str) -> dict:
    return {
        "name": agreement.name,
        "usage_terms": agreement.usage_terms,
        "address": agreement.address,
        "notes": "",
        **{f"usable_{end}_{part}": "" for end in ("from", "until") for part in (0, 1)},
    } | changed


def change(agreement: Agreement, **facts: str) -> int:
    for name, value in facts.items():
        setattr(agreement, name, value)
    return agreed.save(agreement)


def carried(client, photo: Photo) -> dict:
    """Return what the file says that is served of `photo` now."""
    photo.refresh_from_db()
    return metadata.read(client.get(renditions.sources(renditions.facts(photo))["src"]).content)


def shown_in(page: str) -> str:
    """Return the address of the lead photo of a story's page."""
    return re.search(r'src="([^"]+/original-\d+\.jpg|[^"]+/16x9-\d+\.jpg)"', page)[1]


def test_new_files_carry_the_new_words_and_those_with_words_of_their_own_keep_them(as_, photo_desk, agreement, at_once):
    plain, own = make_photo(agreement=agreement), make_photo(agreement=agreement, usage_terms="Once.")
    other = make_photo(agreement=Agreement.objects.create(name="Other", usage_terms=OLD))
    client = as_(photo_desk)
    assert carried(client, plain)["usage_terms"] == OLD
    with at_once():
        response = client.post(form(agreement), typed(agreement, usage_terms=NEW), follow=True)
    assert "From now on the files of 2 photos carry what you changed." in response.content.decode()
    assert carried(client, plain)["usage_terms"] == NEW
    assert carried(client, own)["usage_terms"] == "Once."
    assert carried(client, other)["usage_terms"] == OLD
    with at_once():
        client.post(form(agreement), typed(agreement, usage_terms=NEW, address="https://mpa.example/new"))
    assert {carried(client, photo)["web_statement"] for photo in (plain, own)} == {"https://mpa.example/new"}
    agreement.refresh_from_db()
    assert agreement.renewed_to is None


def test_its_form_says_what_a_change_does_and_to_how_many(as_, photo_desk, agreement):
    client = as_(photo_desk)
    assert "carry them from then on" not in client.get(form(agreement)).content.decode()
    for _ in range(2):
        make_photo(agreement=agreement)
    make_photo(agreement=agreement, usage_terms="Once.", web_statement="https://else.example/")
    assert "the files of 2 photos carry them from then on" in client.get(form(agreement)).content.decode()
    change(agreement, usage_terms=NEW)
    assert "the files of 2 photos are still to follow" in client.get(form(agreement)).content.decode()
    agreed.renew.call(agreement.pk)
    assert "still to follow" not in client.get(form(agreement)).content.decode()


def test_what_is_published_keeps_its_words_until_it_is_corrected(as_, photo_desk, agreement):
    photo = make_photo(agreement=agreement)
    story = make_live(lead=photo)
    client = as_(photo_desk)
    before = read(client, url_of(story))
    assert metadata.read(client.get(shown_in(before)).content)["usage_terms"] == OLD
    change(agreement, usage_terms=NEW)
    agreed.renew.call(agreement.pk)
    assert read(client, url_of(story)) == before
    assert metadata.read(client.get(shown_in(before)).content)["usage_terms"] == OLD
    assert ticked(client.get(out(photo)).content.decode()) == [story.pk]
    client.post(out(photo), pressed(photo, "correct", story))
    assert reread(story).editions.count() == 2
    assert metadata.read(client.get(shown_in(read(client, url_of(story)))).content)["usage_terms"] == NEW


def test_the_next_edition_carries_the_new_words(client, agreement):
    photo = make_photo(agreement=agreement)
    story = make_live(lead=photo)
    change(agreement, usage_terms=NEW)
    agreed.renew.call(agreement.pk)
    publish_again(story, headline="Another headline")
    assert metadata.read(client.get(shown_in(read(client, url_of(story)))).content)["usage_terms"] == NEW


def test_what_is_approved_asks_to_be_approved_again_as_after_any_change_of_a_photo(agreement):
    story = bring_to(make_story(lead=make_photo(agreement=agreement)), "approved")
    change(agreement, usage_terms=NEW)
    agreed.renew.call(agreement.pk)
    with pytest.raises(Refused):
        workflow.publish(story, by=None)


@pytest.mark.parametrize("changed", [{"name": "MPA, news"}, {"notes": "Call Ida."}, {}])
def test_a_change_that_no_file_carries_makes_no_file_anew(agreement, changed):
    photo = make_photo(agreement=agreement)
    assert change(agreement, **changed) == 0
    agreement.refresh_from_db()
    assert agreement.renewed_to is None
    assert photo.cuts.count() == 1


def test_words_that_come_back_bring_back_the_files_of_before(agreement):
    photo = make_photo(agreement=agreement)
    keys = []
    for words in (NEW, OLD):
        change(agreement, usage_terms=words)
        agreed.renew.call(agreement.pk)
        keys.append(Photo.objects.get(pk=photo.pk).cut_key)
    assert keys[1] == photo.cut_key != keys[0]
    assert set(photo.cuts.values_list("key", flat=True)) == set(keys)


def test_what_was_cut_short_goes_on_where_it_was(agreement, monkeypatch):
    monkeypatch.setattr(agreed, "STEP", 2)
    photos = [make_photo(agreement=agreement) for _ in range(5)]
    change(agreement, usage_terms=NEW)
    assert agreed.step(agreement.pk) == 2  # and then the power went
    assert agreed.behind(agreement_now := Agreement.objects.get(pk=agreement.pk)) == 3
    assert agreement_now.renewed_to == photos[1].pk
    said = io.StringIO()
    call_command("photo_rights", stdout=said)
    assert "and do now: 3." in said.getvalue()
    assert Cut.objects.filter(marks__usage_terms=NEW).count() == 5
    call_command("photo_rights", stdout=(said := io.StringIO()))
    assert "and do now" not in said.getvalue()


def test_a_change_while_the_last_one_is_followed_begins_anew(agreement, monkeypatch):
    monkeypatch.setattr(agreed, "STEP", 2)
    photos = [make_photo(agreement=agreement) for _ in range(4)]
    change(agreement, usage_terms=NEW)
    agreed.step(agreement.pk)
    change(agreement, usage_terms="None at all.")
    agreed.renew.call(agreement.pk)
    for photo in Photo.objects.filter(pk__in=[photo.pk for photo in photos]):
        assert photo.cuts.get(key=photo.cut_key).marks["usage_terms"] == "None at all."


def test_the_key_is_the_one_that_a_save_of_the_photo_gives(agreement):
    """With a credit, a focal point and all that a key is made of."""
    photo = make_photo(
        agreement=agreement, credit="Ada Vale / Northline via MPA", focal_x=0.2, copyright_notice="© MPA"
    )
    change(agreement, usage_terms=NEW)
    agreed.renew.call(agreement.pk)
    photo = Photo.objects.get(pk=photo.pk)
    key, words = photo.cut_key, photo.words
    library.settle(photo)
    assert (photo.cut_key, photo.words) == (key, words)


def test_a_step_takes_as_many_queries_for_many_photos_as_for_few(agreement):
    few, many = [], []
    for queries, count in ((few, 1), (many, 12)):
        for _ in range(count):
            make_photo(agreement=agreement)
        change(agreement, usage_terms=f"{count}")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            agreed.renew.call(agreement.pk)
        queries.extend(captured)
    assert len(many) == len(few)


@pytest.mark.django_db(transaction=True)
def test_where_a_worker_runs_nobody_waits_for_it(settings, agreement):
    settings.TASKS = {"default": {"BACKEND": site.TASKS_BACKENDS["database"]}}
    photo = make_photo(agreement=agreement)
    with transaction.atomic():
        change(agreement, usage_terms=NEW)
    assert Photo.objects.get(pk=photo.pk).cut_key == photo.cut_key
    call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)
    renewed = Photo.objects.get(pk=photo.pk)
    assert renewed.cuts.get(key=renewed.cut_key).marks["usage_terms"] == NEW

"""What readers see of a photo, from its page in the library: corrected, replaced, taken out, withdrawn; and what the
desk and the daily look say of rights that run out."""

import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.urls import reverse
from playwright.sync_api import expect

from articles import workflow
from articles.models import Agreement, Article, Photo
from articles.photos import library, renditions, withdrawal
from articles.photos.ending import ending
from authors import clock
from tests import hands
from tests.accessibility import findings
from tests.cast import bring_to, change, make_author, make_live, make_photo, make_story, publish_again, reread
from tests.media import files_in
from tests.reading import read, url_of
from tests.test_main_job import SCREENS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
DAY = timedelta(days=1)
DESK = reverse("admin:index")


def out(photo: Photo) -> str:
    return reverse("admin:articles_photo_out", args=[photo.pk])


def withdraw(photo: Photo) -> str:
    return reverse("admin:articles_photo_withdraw", args=[photo.pk])


def pressed(photo: Photo, do: str, *stories: Article, **typed) -> dict:
    photo.refresh_from_db()
    data = {"version": photo.version, "kind": "minor", "do": do, "story": [story.pk for story in stories]}
    return data | typed


def rename(photo: Photo, credit: str = "Ida Quill / Meridian", **facts) -> None:
    library.write(photo, by=None, credit=credit, **facts)


def ticked(page: str) -> list[int]:
    boxes = re.findall(r'<input type="checkbox" name="story" value="(\d+)"[^>]*>', page)
    return [int(key) for key in boxes if is_checked(page, key)]


def is_checked(page: str, key: str) -> bool:
    return bool(re.search(rf'name="story" value="{key}"[^>]* checked', page))


def test_it_lists_what_is_out_with_both_credits_and_ticks_what_differs(as_, photo_desk):
    photo = make_photo()
    stories = [make_live(lead=photo, headline="Live"), bring_to(make_story(lead=photo, headline="Later"), "scheduled")]
    make_story(lead=photo, headline="A draft")
    workflow.withdraw(make_live(lead=photo, headline="Gone"), by=None, note="Wrong.")
    page = as_(photo_desk).get(out(photo)).content.decode()
    assert "They all show it as it is in the library." in page
    assert ticked(page) == []
    rename(photo)
    page = as_(photo_desk).get(out(photo)).content.decode()
    assert sorted(ticked(page)) == sorted(story.pk for story in stories)
    assert page.count("Ada Vale / Northline</del>") == 2
    assert page.count("Ida Quill / Meridian</ins>") == 2
    assert page.count("the story’s own words: they stay") == 4  # its caption and its alternative text
    assert "A draft" not in page
    assert "Gone" not in page


def test_the_chosen_stories_are_corrected_and_the_others_are_not(as_, client, photo_desk):
    photo = make_photo()
    stories = [make_live(lead=photo) for _ in range(3)]
    rename(photo)
    response = as_(photo_desk).post(out(photo), pressed(photo, "correct", *stories[:2]), follow=True)
    assert "Corrected in 2 stories." in response.content.decode()
    assert ["Ida Quill" in read(client, url_of(story)) for story in stories] == [True, True, False]
    assert ticked(response.content.decode()) == [stories[2].pk]


def test_a_correction_is_told_to_readers_in_the_words_that_were_typed(as_, client, editor):
    photo = make_photo()
    story = make_live(lead=photo)
    rename(photo)
    page = as_(editor).post(out(photo), pressed(photo, "correct", story, kind="correction")).content.decode()
    assert "A correction needs a note to readers" in page
    assert is_checked(page, str(story.pk))
    assert story.editions.count() == 1
    typed = {"kind": "correction", "note": "We named the wrong photographer."}
    as_(editor).post(out(photo), pressed(photo, "correct", story, **typed))
    assert "We named the wrong photographer." in read(client, url_of(story))


def test_one_story_that_is_refused_does_not_stop_the_others(as_, client, editor):
    photo, once = make_photo(), make_photo(limit=Photo.Limit.ONCE, credit="Bo Tarn")
    stories = [make_live(lead=photo, headline=f"Number {number}") for number in (1, 2)]
    typed = {"replacement": once.pk, "reason": "Its rights have run out."}
    page = as_(editor).post(out(photo), pressed(photo, "replace", *stories, **typed), follow=True).content.decode()
    assert "Replaced in 1 story." in page
    assert "may be used in one story" in page
    assert sorted("Bo Tarn" in read(client, url_of(story)) for story in stories) == [False, True]


def test_a_photo_is_taken_out_at_once_and_the_reason_is_kept(as_, client, photo_desk):
    photo = make_photo()
    story = make_live(lead=photo)
    assert "Say why" in as_(photo_desk).post(out(photo), pressed(photo, "remove", story)).content.decode()
    as_(photo_desk).post(out(photo), pressed(photo, "remove", story, reason="The agency asked."))
    assert photo.token not in read(client, url_of(story))
    step = story.transitions.first()
    assert (step.verb, step.note, step.by) == ("amend", "The agency asked.", photo_desk)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"replacement": ""}, "Choose the photo to show instead."),
        ({"replacement": "x"}, "not in the library"),
        ({"replacement": str(10**20)}, "not in the library"),
        ({"replacement": "own"}, "That is the photo that stands there now."),
        ({"replacement": "withdrawn"}, "was withdrawn: It was taken back."),
        ({"story": []}, "Tick at least one story."),
        ({"story": ["x"]}, "shows this photo no longer"),
        ({"do": "dance"}, "Press one of the buttons"),
        ({"kind": "update"}, "not one of the available choices"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_done(typed, why, as_, editor):
    photo, gone = make_photo(), make_photo()
    withdrawal.withdraw(gone, by=editor, reason="It was taken back.")
    story = make_live(lead=photo)
    known = {"own": photo.pk, "withdrawn": gone.pk}
    typed = {name: known.get(value, value) if isinstance(value, str) else value for name, value in typed.items()}
    response = as_(editor).post(out(photo), pressed(photo, "replace", story, reason="Because.") | typed)
    assert response.status_code == 200
    assert why in response.content.decode()
    assert story.editions.count() == 1


def test_who_looked_at_older_facts_looks_again_first(as_, editor):
    photo = make_photo()
    story = make_live(lead=photo)
    data = pressed(photo, "correct", story)
    rename(photo)
    response = as_(editor).post(out(photo), data)
    assert response.status_code == 409
    assert "Somebody changed this photo in the library meanwhile" in response.content.decode()
    assert story.editions.count() == 1


def test_who_may_not_is_told_so_and_changes_nothing(as_, writer, other_writer, staff_desk):
    photo = make_photo(by=writer)
    story = make_live(lead=photo, headline="Live", owner=writer)
    bring_to(make_story(lead=photo, headline="Of others, later"), "scheduled")
    rename(photo)
    for user in (writer, other_writer, staff_desk):
        page = as_(user).get(out(photo)).content.decode()
        assert "You may not change the photos of this story." in page
        assert "Of others, later" not in page
        assert "Withdraw everywhere" not in page
        as_(user).post(out(photo), pressed(photo, "correct", story))
        assert as_(user).post(withdraw(photo), {"reason": "Mine."}).status_code == 403
    assert story.editions.count() == 1
    assert not reread_photo(photo).withdrawn_at


def reread_photo(photo: Photo) -> Photo:
    return Photo.objects.get(pk=photo.pk)


def test_a_photo_that_is_withdrawn_is_gone_from_pages_files_and_what_comes(as_, client, photo_desk, media_in_tmp):
    photo = make_photo()
    author = make_author("Ann Lee", portrait=photo)
    live, later = make_live(lead=photo, author=author), bring_to(make_story(lead=photo), "scheduled")
    draft = make_story(lead=photo, headline="A draft")
    address = renditions.sources(renditions.facts(photo))["src"]
    assert client.get(address).status_code == 200
    assert files_in(media_in_tmp / "media")
    page = as_(photo_desk).get(withdraw(photo)).content.decode()
    assert all(words in page for words in (live.headline, later.headline, "A draft", "Ann Lee"))
    assert "Say why" in as_(photo_desk).post(withdraw(photo), {"reason": " "}).content.decode()
    with_commits(lambda: as_(photo_desk).post(withdraw(photo), {"reason": "The agency took it back."}))
    assert photo.token not in read(client, url_of(live))
    assert client.get(address).status_code == 410
    assert files_in(media_in_tmp / "media") == []
    assert later.editions.upcoming(clock.now()).get().document["lead"] is None
    assert reread(draft).captions.get().photo == photo
    page = as_(photo_desk).get(out(photo)).content.decode()
    assert "The agency took it back." in page
    assert "No page shows this photo now" in page
    [told] = photo.changes.filter(fact="withdrawn")
    assert (told.after, told.by) == ("The agency took it back.", photo_desk)
    as_(photo_desk).post(withdraw(photo), {"allow": "1"})
    assert client.get(address).status_code == 200
    _, _, page = read(client, url_of(live)).partition("<main")
    assert photo.token not in page.partition("persons")[0]


def with_commits(act: Callable) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        act()


def test_a_file_that_was_being_made_while_its_photo_was_withdrawn_is_not_kept(client, monkeypatch, media_in_tmp):
    photo = make_photo()
    make = renditions.make

    def make_slowly(cut, name):
        data = make(cut, name)
        with_commits(lambda: withdrawal.withdraw(photo, by=None, reason="Meanwhile."))
        return data

    monkeypatch.setattr(renditions, "make", make_slowly)
    for _ in range(2):
        assert client.get(renditions.sources(renditions.facts(photo))["src"]).status_code == 410
    assert files_in(media_in_tmp / "media") == []


def test_its_page_names_where_it_is_used_and_was_as_far_as_one_may_read(as_, editor, writer):
    photo = make_photo()
    live = make_live(lead=photo, headline="Live")
    before = publish_again(make_live(lead=photo, headline="Once"), body="<p>New.</p>")
    before.captions.all().delete()
    change(before, by=None, headline="Once, without")
    workflow.submit(reread(before), by=None)
    workflow.approve(reread(before), by=None)
    workflow.publish(reread(before), by=None, kind="minor")
    make_story(lead=photo, owner=writer, headline="Mine")
    page = as_(editor).get(reverse("admin:articles_photo_change", args=[photo.pk])).content.decode()
    assert all(headline in page for headline in ("Live", "Once, without", "Mine"))
    assert "in an earlier edition only" in page
    assert out(photo) in page
    page = as_(writer).get(reverse("admin:articles_photo_change", args=[photo.pk])).content.decode()
    assert "Mine" in page
    assert "Once, without" not in page
    assert live


def test_a_used_photo_says_where_it_is_used_instead_of_going(as_, photo_desk):
    photo = make_photo()
    make_live(lead=photo)
    response = as_(photo_desk).post(reverse("admin:articles_photo_delete", args=[photo.pk]), {"post": "yes"})
    assert "1 story" in response.content.decode()
    assert Photo.objects.filter(pk=photo.pk).exists()


@pytest.fixture
def running_out():
    """A story on the site for each way in which rights end, and one of which they do not."""
    now = clock.now()
    agreement = Agreement.objects.create(name="MPA", usable_until=now + 3 * DAY)
    photos = {
        "ran out": make_photo(title="Ran out", usable_until=now + DAY),
        "within a week": make_photo(title="Within a week", agreement=agreement),
        "in time": make_photo(title="In time", usable_until=now + 30 * DAY),
        "unused": make_photo(title="Unused", usable_until=now + DAY),
        "far": make_photo(title="Before its hour", usable_until=now + 30 * DAY),
    }
    for name in ("ran out", "within a week", "in time"):
        make_live(lead=photos[name], headline=f"Story: {name}")
    later = make_story(lead=photos["far"], headline="Story: far")
    workflow.submit(later, by=None)
    workflow.approve(later, by=None)
    workflow.publish(later, by=None, at=now + 25 * DAY)
    library.write(photos["far"], by=None, usable_until=now + 20 * DAY)
    with clock.stopped(now + DAY + timedelta(hours=1)):
        yield photos


def test_the_desk_names_photos_that_are_shown_beyond_their_term(as_, editor, photo_desk, writer, running_out):
    for user in (editor, photo_desk):
        response = as_(user).get(DESK)
        [panel] = [panel for panel in response.context["panels"] if panel.title == "Photo rights"]
        assert [line.title for line in panel.lines] == ["Ran out", "Within a week", "Before its hour"]
        assert panel.lines[0].facts[0].startswith("Rights ran out")
        assert panel.lines[0].facts[1] == "in “Story: ran out”"
        assert panel.lines[0].url == out(running_out["ran out"])
    assert "Photo rights" not in as_(writer).get(DESK).content.decode()


def test_nothing_is_said_where_all_is_well(as_, editor):
    make_live(lead=make_photo(usable_until=clock.now() + 30 * DAY))
    assert "Photo rights" not in as_(editor).get(DESK).content.decode()
    said = io.StringIO()
    call_command("photo_rights", stdout=said)
    assert "No photo is shown beyond its rights" in said.getvalue()
    assert mail.outbox == []


def test_what_is_put_right_is_named_no_longer(as_, editor, running_out):
    photo = running_out["ran out"]
    [story] = Article.objects.filter(headline="Story: ran out")
    as_(editor).post(out(photo), pressed(photo, "remove", story, reason="Its rights have run out."))
    assert [each.photo.title for each in ending(clock.now())] == ["Within a week", "Before its hour"]


def test_the_daily_look_names_them_and_writes_to_the_managers(running_out, settings):
    settings.MANAGERS = [("", "photo@example.org")]
    said = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("photo_rights", mail=True, stdout=said)
    assert ended.value.code == 1
    [letter] = mail.outbox
    assert letter.to == ["photo@example.org"]
    for words in ("Rights ran out", "Story: ran out", "Within a week", "Before its hour", out(running_out["far"])):
        assert words in said.getvalue()
        assert words in letter.body
    assert "In time" not in letter.body


def test_the_daily_look_has_nobody_to_write_to_and_says_so(settings):
    settings.MANAGERS = []
    with pytest.raises(CommandError, match="MANAGERS"):
        call_command("photo_rights", mail=True)


def test_the_daily_look_deletes_what_is_left_of_withdrawn_photos(client):
    photo = make_photo()
    client.get(renditions.sources(renditions.facts(photo))["src"])
    withdrawal.withdraw(photo, by=None, reason="x")  # its transaction never ends in this test: the files are there
    assert default_storage.listdir(renditions.folder(photo.token, photo.cut_key))[1]
    said = io.StringIO()
    call_command("photo_rights", stdout=said)
    assert "1 files of withdrawn photos were left" in said.getvalue()
    assert not default_storage.listdir(renditions.folder(photo.token, photo.cut_key))[1]


def test_an_agreement_is_written_named_and_kept_while_photos_name_it(as_, photo_desk, administrator):
    add = reverse("admin:articles_agreement_add")
    typed = {"name": "MPA", "usable_from_0": "2026-05-01", "usable_until_0": "2026-04-01"}
    assert "not after the hour from which it holds" in as_(photo_desk).post(add, typed).content.decode()
    assert as_(photo_desk).post(add, typed | {"usable_until_0": "2026-06-01"}).status_code == 302
    agreement = Agreement.objects.get()
    make_photo(agreement=agreement)
    page = as_(photo_desk).get(reverse("admin:articles_agreement_changelist")).content.decode()
    assert 'class="field-named_by">1<' in page
    delete = reverse("admin:articles_agreement_delete", args=[agreement.pk])
    assert "1 photo" in as_(administrator).post(delete, {"post": "yes"}).content.decode()
    assert Agreement.objects.exists()


def test_a_credit_that_is_fixed_in_the_library_is_corrected_in_the_published_stories(new_page, photo_desk):
    photo = make_photo(title="The quay")
    stories = [make_live(lead=photo, headline=f"Story number {number}") for number in (1, 2, 3)]
    page, reader = new_page(), new_page()
    hands.enter(page, "photo_desk")
    page.goto(reverse("admin:articles_photo_change", args=[photo.pk]))
    page.get_by_label("Credit", exact=True).fill("Ida Quill / Meridian")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("3 published stories still show the credit as it was.")).to_be_visible()
    reader.goto(url_of(stories[0]))
    expect(reader.get_by_text("Ada Vale / Northline")).to_be_visible()
    page.get_by_label("Story number 3").uncheck()
    page.get_by_role("button", name="Correct the ticked stories").click()
    expect(page.get_by_text("Corrected in 2 stories.")).to_be_visible()
    for story, credit in zip(stories, ("Ida Quill / Meridian",) * 2 + ("Ada Vale / Northline",), strict=True):
        reader.goto(url_of(story))
        expect(reader.get_by_text(credit)).to_be_visible()


def test_a_photo_is_replaced_by_one_from_the_library(new_page, editor):
    photo, other = make_photo(title="The quay"), make_photo(title="The pier", credit="Bo Tarn")
    story = make_live(lead=photo)
    page = new_page()
    hands.enter(page, "editor")
    page.goto(out(photo))
    page.get_by_label(story.headline).check()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Choose a photo").click()
    library_page = opened.value
    library_page.wait_for_load_state()
    hands.click_away(library_page, library_page.get_by_role("link", name="The pier"))
    expect(page.get_by_text("Bo Tarn")).to_be_visible()
    page.get_by_label("Why, for the log").fill("The agency asked.")
    page.get_by_role("button", name="Replace in the ticked stories").click()
    expect(page.get_by_text("Replaced in 1 story.")).to_be_visible()
    page.goto(url_of(story))
    expect(page.get_by_text("Bo Tarn")).to_be_visible()
    assert other.edition_uses.exists()


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(screen, new_page, photo_desk):
    photo = make_photo(usable_until=clock.now() + DAY)
    make_live(lead=photo)
    rename(photo)
    page = new_page(**SCREENS[screen], bypass_csp=True)
    hands.enter(page, "photo_desk")
    for address in (out(photo), withdraw(photo), DESK, reverse("admin:articles_agreement_add")):
        page.goto(address)
        assert findings(page) == [], address

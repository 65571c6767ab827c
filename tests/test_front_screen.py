"""The screen of a front: what each button makes of the arrangement, saving, who comes too late, history, who may."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.admin.fronts_shown import HIDDEN
from articles.fronts import saving
from articles.fronts.arrangement import Kind
from articles.models import Front, FrontRevision
from articles.tags import Tag
from authors import clock
from tests.cast import bring_to, change, make_live, make_section, make_story
from tests.reading import read
from tests.test_fronts import arrange, headlines, pinned

pytestmark = pytest.mark.django_db
HOME = reverse("admin:articles_front_changelist")
LOOK = reverse("admin:articles_front_look", args=[0])


@pytest.fixture
def stories():
    """Six stories, the newest last."""
    made = []
    for number in range(6):
        with clock.stopped(clock.now() - timedelta(minutes=60 - number)):
            made.append(make_live(headline=f"Story {number}", section=make_section(("World", "Sport")[number % 2])))
    return made


def sent(response) -> dict:
    """Return what a browser would send of the screen of `response`."""
    blocks, context = response.context["blocks"], response.context
    cards = [(card, place.value) for block in blocks for place in block.places for card in place.pins]
    return {
        "version": context["desk"].version,
        "at": context["at"],
        "block_key": [block.key for block in blocks],
        "block_title": [block.title for block in blocks],
        "block_size": [block.size for block in blocks],
        "block_layout": [block.layout for block in blocks],
        "pin_story": [card.story for card, _ in cards],
        "pin_place": [place for _, place in cards],
        "pin_since": [card.since for card, _ in cards],
        "pin_until": [card.until for card, _ in cards],
    }


def press(client, response, do: str, **fields):
    """Press a button of the screen, as a browser without scripts does; returns the screen after it, unsaved."""
    answer = client.post(response.request["PATH_INFO"], sent(response) | {"do": do} | fields)
    assert answer.status_code == 200, answer.context["desk"].errors
    return answer


def save(client, response, **fields):
    return client.post(response.request["PATH_INFO"], sent(response) | fields)


def test_an_editor_pins_a_story_and_saves(as_, editor, client, stories):
    client = as_(editor)
    page = press(client, client.get(HOME), f"pin {stories[0].pk} top 0")
    assert headlines(read(client, "/"))[0] == "Story 5"
    assert save(client, page).status_code == 302
    assert headlines(read(client, "/"))[0] == "Story 0"
    revision = FrontRevision.objects.get()
    assert (revision.by, revision.version) == (editor, 1)
    page = client.get(HOME).content.decode()
    assert "Pinned by editor" in page
    assert "Saved" in page


def test_a_pin_ends_the_next_morning_unless_somebody_says_otherwise(as_, editor, stories):
    client = as_(editor)
    with clock.stopped(timezone.make_aware(timezone.datetime(2027, 3, 1, 23, 30))):
        press_at = press(client, client.get(HOME), f"pin {stories[0].pk} top 0")
        coming = bring_to(make_story(), "scheduled")
        later = press(client, client.get(HOME), f"pin {coming.pk} top 0")
    assert sent(press_at)["pin_until"] == ["2027-03-02T06:00"]
    assert sent(later)["pin_until"] == ["2027-03-03T06:00"]


def test_who_is_put_where_a_pin_stands_moves_it_down(as_, editor, stories):
    client = as_(editor)
    page = press(client, client.get(HOME), f"pin {stories[0].pk} top 0")
    page = press(client, page, f"pin {stories[1].pk} top 0")
    page = press(client, page, f"pin {stories[2].pk} top 0")
    assert sent(page)["pin_story"] == [stories[2].pk, stories[1].pk, stories[0].pk]
    assert sent(page)["pin_place"] == ["top 0", "top 1", "top 2"]
    page = press(client, page, f"down {stories[2].pk}")
    assert sent(page)["pin_story"] == [stories[1].pk, stories[2].pk, stories[0].pk]
    page = press(client, page, f"up {stories[0].pk}")
    page = press(client, page, f"unpin {stories[1].pk}")
    assert sent(page)["pin_story"] == [stories[0].pk, stories[2].pk]
    assert sent(page)["pin_place"] == ["top 1", "top 2"]


def test_a_story_that_is_to_come_waits_before_the_one_that_is_there(as_, editor, stories):
    client, coming = as_(editor), bring_to(make_story(headline="Coming"), "scheduled")
    page = press(client, client.get(HOME), f"pin {stories[0].pk} top 0")
    page = press(client, page, f"pin {coming.pk} top 0")
    assert sent(page)["pin_place"] == ["top 0", "top 0"]
    html = page.content.decode()
    assert "Scheduled for" in html
    save(client, page)
    assert headlines(read(client, "/"))[0] == "Story 0"
    with clock.stopped(clock.now() + timedelta(days=1, minutes=1)):
        assert headlines(read(client, "/"))[0] == "Coming"


def test_a_pin_that_falls_off_the_end_is_told(as_, editor, stories):
    client, page = as_(editor), None
    page = client.get(HOME)
    for story in stories:
        page = press(client, page, f"pin {story.pk} top 0")
    assert len(sent(page)["pin_story"]) == 5
    assert "has no place any more" in page.content.decode()


def test_blocks_are_added_moved_and_removed(as_, editor, stories):
    make_live(topics=("Harbour",))
    client, topic = as_(editor), Tag.objects.get(name="Harbour")
    page = press(client, client.get(HOME), "add", add_block=f"topic-{topic.pk}")
    keys = sent(page)["block_key"]
    assert keys[-2:] == [f"topic-{topic.pk}", "rest"]
    page = press(client, page, f"raise topic-{topic.pk}")
    page = press(client, page, "remove views")
    assert "views" not in sent(page)["block_key"]
    page = press(client, page, "add", add_block="views")
    assert sent(page)["block_key"][-2:] == ["views", "rest"]
    assert save(client, page).status_code == 302
    assert [block.key for block in saving.arrangement_of(None).blocks] == sent(page)["block_key"]


@pytest.mark.parametrize(
    "do",
    [
        "pin",
        "pin 1 top 99",
        "pin 999999999999999999 top 0",
        "pin x top 0",
        "pin 1 rest 0",
        "up 77",
        "raise top",
        "remove top",
        "add",
        "add add",
        "explode",
        "put",
        "pin 1 top 0 0 0",
        "unpin\x00 1",
        "raise nothing",
    ],
)
def test_a_button_that_there_is_not_is_answered_with_a_sentence(do, as_, editor, stories):
    client = as_(editor)
    page = client.get(HOME)
    answer = client.post(HOME, sent(page) | {"do": do})
    assert answer.status_code == 400
    assert answer.context["desk"].errors
    assert sent(answer)["block_key"] == sent(page)["block_key"]


def test_without_scripts_a_story_is_put_by_its_number_or_its_address(as_, editor, stories):
    client = as_(editor)
    for typed in (str(stories[0].pk), f"http://localhost:8000/s/{stories[0].pk}/", stories[0].get_absolute_url()):
        page = press(client, client.get(HOME), "put", put_story=typed, put_place="top 1")
        assert sent(page)["pin_story"] == [stories[0].pk], typed
    answer = client.post(HOME, sent(client.get(HOME)) | {"do": "put", "put_story": '"><b>', "put_place": "top 1"})
    assert answer.status_code == 400


def test_times_that_cannot_be_are_told_and_nothing_is_saved(as_, editor, stories):
    client = as_(editor)
    page = press(client, client.get(HOME), f"pin {stories[0].pk} top 0")
    for times, words in (
        ({"pin_until": "2020-01-01T06:00"}, "is over"),
        ({"pin_until": "tomorrow"}, "is no day and hour"),
        ({"pin_since": "2031-01-01T06:00", "pin_until": "2030-01-01T06:00"}, "end before it begins"),
    ):
        answer = save(client, page, **times)
        assert answer.status_code == 400
        assert words in answer.content.decode()
        assert sent(answer)["pin_story"] == [stories[0].pk]
    assert not FrontRevision.objects.exists()


def test_saving_again_what_is_saved_makes_no_revision(as_, editor, stories):
    client = as_(editor)
    save(client, press(client, client.get(HOME), f"pin {stories[0].pk} top 0"))
    assert save(client, client.get(HOME)).status_code == 302
    assert FrontRevision.objects.count() == 1


def test_a_pin_that_is_over_is_off_the_screen_and_gone_with_the_next_save(as_, editor, stories):
    client = as_(editor)
    save(client, press(client, client.get(HOME), f"pin {stories[0].pk} top 0"))
    with clock.stopped(clock.now() + timedelta(days=3)):
        page = client.get(HOME)
        assert sent(page)["pin_story"] == []
        save(client, press(client, page, f"pin {stories[1].pk} top 1"))
    assert [pin.story for pin in saving.arrangement_of(None).pins] == [stories[1].pk]


def test_who_saves_too_late_is_told_what_changed_and_loses_nothing(as_, editor, administrator, stories):
    client = as_(editor)
    mine = press(client, client.get(HOME), f"pin {stories[0].pk} top 0")
    other = as_(administrator)
    save(other, press(other, other.get(HOME), f"pin {stories[1].pk} top 1"))
    client = as_(editor)
    answer = save(client, mine)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "administrator saved this page" in html
    assert "“Story 1” was pinned: Top stories, 2" in html
    assert sent(answer)["pin_story"] == [stories[0].pk]
    assert headlines(read(client, "/"))[1] == "Story 1"
    beside = FrontRevision.objects.get(aside=True)
    assert (beside.by, beside.arrangement["blocks"][0]["pins"][0]["story"]) == (editor, stories[0].pk)
    save(client, mine)
    assert FrontRevision.objects.filter(aside=True).count() == 1
    assert save(client, answer).status_code == 302
    assert headlines(read(client, "/"))[0] == "Story 0"


def test_a_page_is_put_back_as_it_was_and_given_back_to_the_rules(as_, editor, stories):
    client = as_(editor)
    save(client, press(client, client.get(HOME), f"pin {stories[0].pk} top 0"))
    first = FrontRevision.objects.get()
    save(client, press(client, client.get(HOME), f"pin {stories[1].pk} top 0"))
    history = client.get(reverse("admin:articles_front_history", args=[0])).content.decode()
    assert "“Story 1” was pinned: Top stories, 1" in history
    assert "“Story 0” was moved from Top stories, 1 to Top stories, 2" in history
    restore = reverse("admin:articles_front_restore", args=[0])
    client.post(restore, {"revision": first.pk, "version": 1})
    assert headlines(read(client, "/"))[0] == "Story 1"  # version 1 is not what stands there
    client.post(restore, {"revision": first.pk, "version": 2})
    assert headlines(read(client, "/"))[0] == "Story 0"
    assert FrontRevision.objects.filter(aside=False).latest("version").note.startswith("Put back as it was")
    client.post(restore, {"revision": "automatic", "version": 3})
    assert headlines(read(client, "/"))[0] == "Story 5"
    for strange in ("", "x", "999999"):
        assert client.post(restore, {"revision": strange, "version": 4}).status_code == 302
    assert Front.objects.get().version == 4


def test_a_revision_is_of_its_own_front_only(as_, editor, stories):
    client, world = as_(editor), make_section("World")
    arrange(pinned(stories[0], size=3), section=world)
    client.post(
        reverse("admin:articles_front_restore", args=[0]),
        {"revision": FrontRevision.objects.get().pk, "version": 0},
    )
    assert saving.arrangement_of(None) is None


# -- now and later


def test_the_page_is_looked_at_as_it_will_be(as_, editor, stories):
    client, coming = as_(editor), bring_to(make_story(headline="Coming"), "scheduled")
    page = press(client, client.get(HOME), f"pin {coming.pk} top 0")
    tomorrow = timezone.localtime(clock.now() + timedelta(days=1, hours=1)).strftime("%Y-%m-%dT%H:%M")
    now, later = (client.post(LOOK, sent(page) | {"at": at}).json() for at in ("", tomorrow))
    assert headlines(now["page"])[0] == "Story 5"
    assert headlines(later["page"])[0] == "Coming"
    assert later["changed"] is True
    assert "Coming" in later["blocks"]
    saved = client.get(reverse("admin:articles_front_page", args=[0]), {"at": tomorrow})
    assert headlines(saved.content.decode())[0] == "Coming"  # by rule: it is the newest then
    assert saved["Cache-Control"].startswith("private, no-store")
    assert "Coming" not in read(client, "/")


def test_who_may_not_read_what_is_to_come_looks_at_now_alone(as_, writer, stories):
    coming = bring_to(make_story(headline="Zqcoming"), "scheduled")
    draft = make_story(headline="Zqdraft")
    arrange(pinned(coming, draft))
    client = as_(writer)
    tomorrow = timezone.localtime(clock.now() + timedelta(days=1, hours=1)).strftime("%Y-%m-%dT%H:%M")
    pages = [
        client.get(HOME, {"at": tomorrow}),
        client.get(reverse("admin:articles_front_page", args=[0]) + f"?at={tomorrow}"),
    ]
    pages.append(client.get(reverse("admin:articles_front_history", args=[0])))
    pages.append(client.post(LOOK, {"at": tomorrow, "version": 1, "pin_story": [draft.pk], "pin_place": ["top 0"]}))
    for page in pages:
        assert page.status_code == 200
        assert "Zq" not in page.content.decode()
    assert HIDDEN in pages[0].content.decode()


def test_a_story_that_is_being_rewritten_shows_the_words_that_are_out(as_, photo_desk, stories):
    arrange(pinned(change(stories[0], headline="Rewritten words")))
    html = as_(photo_desk).get(HOME).content.decode()
    assert "Story 0" in html
    assert "Rewritten words" not in html


def test_states_and_hours_stand_with_each_story(as_, editor, stories):
    gone = bring_to(make_story(headline="Gone"), "withdrawn")
    arrange(pinned(stories[0], gone, until=clock.now() + timedelta(hours=3)))
    html = as_(editor).get(HOME).content.decode()
    assert "On the site" in html
    assert "Draft: shows once it is out" in html
    assert "Pinned until" in html


# -- sections


def test_the_top_of_a_section_is_arranged_likewise(as_, editor, stories):
    client, world = as_(editor), make_section("World")
    address = reverse("admin:articles_front_edit", args=[world.pk])
    page = press(client, client.get(address), f"pin {stories[5].pk} top 0")
    assert sent(page)["block_key"] == ["top"]
    assert save(client, page).status_code == 302
    assert headlines(read(client, "/world/"))[:2] == ["Story 5", "Story 4"]
    look = client.post(reverse("admin:articles_front_look", args=[world.pk]), sent(page)).json()
    assert headlines(look["page"])[0] == "Story 5"
    assert client.get(reverse("admin:articles_front_edit", args=[999])).status_code == 404


# -- who may


@pytest.mark.parametrize("who", ["writer", "photo_desk", "staff_desk"])
def test_who_may_not_arrange_changes_nothing(who, request, as_, editor, stories):
    page = as_(editor).get(HOME)
    data = sent(page) | {"pin_story": [stories[0].pk], "pin_place": ["top 0"], "pin_since": [""], "pin_until": [""]}
    client = as_(request.getfixturevalue(who))
    assert client.post(HOME, data).status_code == 403
    assert client.post(HOME, data | {"do": f"pin {stories[0].pk} top 0"}).status_code == 403
    assert client.post(LOOK, data | {"do": f"pin {stories[0].pk} top 0"}).status_code == 403
    arrange(pinned(stories[1]))
    restored = {"revision": FrontRevision.objects.get().pk, "version": 1}
    client.post(reverse("admin:articles_front_restore", args=[0]), restored)
    client.post(reverse("admin:articles_front_restore", args=[0]), {"revision": "automatic", "version": 1})
    assert Front.objects.get().version == 1


def test_nothing_is_written_to_a_story(as_, editor, stories):
    story = stories[0]
    before = (story.version, story.revisions.count(), story.transitions.count(), story.editions.count())
    client = as_(editor)
    save(client, press(client, client.get(HOME), f"pin {story.pk} top 0"))
    story.refresh_from_db()
    assert (story.version, story.revisions.count(), story.transitions.count(), story.editions.count()) == before


def test_what_was_saved_is_kept_for_ever(stories):
    from articles.models.edition import Immutable

    arrange(pinned(stories[0]))
    revision = FrontRevision.objects.get()
    with pytest.raises(Immutable):
        revision.save()
    with pytest.raises(Immutable):
        revision.delete()


def test_strange_input_is_never_a_fault_of_ours(as_, editor, stories):
    client = as_(editor)
    strange = {
        "version": "9" * 30,
        "at": "0001-01-01T00:00",
        "block_key": ["top", "section-999999999999999999", "topic-0", "views", "views", "\x00", "section-1", "nothing"],
        "block_title": ["", "", "", "x" * 500, "", "", "\ud7ff", ""],
        "block_size": ["999", "-1", "", "3", "3", "x", "8", "1"],
        "block_layout": ["row", "sideways", "", "", "", "", "mirror", ""],
        "pin_story": ["1", "999999999999999999", "-3", "x", ""],
        "pin_place": ["top 99", "top 0", "top", "views", "section-1 0"],
        "pin_since": ["9999-12-31T23:59", "0001-01-01T00:00", "", "", ""],
        "pin_until": ["", "", "2026-02-30T25:61", "", ""],
    }
    for address in (HOME, LOOK):
        assert client.post(address, strange).status_code in {200, 400, 409}
    assert client.get(HOME, {"at": "x\x00"}).status_code in {200, 400}
    kept = saving.arrangement_of(None)
    assert kept is None or kept.blocks[0].kind == Kind.TOP


def test_it_costs_the_same_with_many_pins(as_, editor, stories, django_assert_max_num_queries):
    client = as_(editor)
    page = client.get(HOME)
    for place, story in enumerate(stories[:5]):
        page = press(client, page, f"pin {story.pk} top {place}")
    workflow.withdraw(stories[0], by=None, note="Wrong.")
    with django_assert_max_num_queries(32):
        client.post(LOOK, sent(page))

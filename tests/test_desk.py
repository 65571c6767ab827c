"""The desk: what each person finds on it, its menu, and what is said where a page cannot be shown."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from authors import clock
from tests.cast import bring_to, make_author, make_live, make_photo, make_story, publish_again

DESK = reverse("admin:index")


def titles(response) -> dict[str, list[str]]:
    """Return the lists of the desk: each title, and the titles of its lines."""
    return {panel.title: [line.title for line in panel.lines] for panel in response.context["panels"]}


def test_a_writer_finds_their_own_drafts_and_nobody_elses(as_, writer, other_writer):
    make_story(owner=writer, headline="Mine")
    make_story(owner=other_writer, headline="Not mine")
    response = as_(writer).get(DESK)
    assert titles(response)["Your drafts"] == ["Mine"]
    assert "Not mine" not in response.content.decode()


def test_a_returned_story_stands_first_with_its_note_and_who_wrote_it(as_, writer, editor):
    story = bring_to(make_story(owner=writer, headline="Come back"), "in_review")
    workflow.return_(story, by=editor, note="Who says so?")
    response = as_(writer).get(DESK)
    first = response.context["panels"][0]
    assert (first.title, first.kind) == ("Returned to you", "returned")
    assert [(line.title, line.note, line.note_by) for line in first.lines] == [("Come back", "Who says so?", "editor")]
    assert "Who says so?" in response.content.decode()
    assert titles(response)["Your drafts"] == []


def test_the_last_note_counts_where_a_story_came_back_twice(as_, writer, editor):
    story = bring_to(make_story(owner=writer), "in_review")
    for note in ("First", "Second"):
        workflow.return_(story, by=editor, note=note)
        story = workflow.submit(story, by=writer)
    workflow.return_(story, by=editor, note="Third")
    assert as_(writer).get(DESK).context["panels"][0].lines[0].note == "Third"


def test_a_story_that_an_editor_took_over_is_on_the_editors_desk(as_, editor, writer):
    story = make_live(owner=writer, headline="Live")
    workflow.withdraw(story, by=editor, note="Wrong")
    assert titles(as_(editor).get(DESK))["Your drafts"] == ["Live"]


def test_an_editor_finds_what_waits_what_is_ready_and_what_is_scheduled(as_, editor, writer):
    bring_to(make_story(owner=writer, headline="Waits"), "in_review")
    bring_to(make_story(owner=writer, headline="Ready"), "approved")
    bring_to(make_story(owner=writer, headline="Later"), "scheduled")
    lists = titles(as_(editor).get(DESK))
    assert lists["Waiting for review"] == ["Waits"]
    assert lists["Approved and ready"] == ["Ready"]
    assert lists["Scheduled"] == ["Later"]


def test_a_writer_is_not_shown_what_waits_for_review(as_, writer, other_writer):
    bring_to(make_story(owner=other_writer, headline="Of others"), "in_review")
    bring_to(make_story(owner=other_writer, headline="Later, of others"), "scheduled")
    bring_to(make_story(owner=writer, headline="Handed in"), "in_review")
    lists = titles(as_(writer).get(DESK))
    assert "Waiting for review" not in lists
    assert lists["With the desk"] == ["Handed in"]
    assert lists["Scheduled"] == []


def test_just_published_leads_to_the_page_and_names_the_kind(as_, editor):
    story = make_live(headline="Out")
    publish_again(story, kind="correction", note="A number was wrong.", headline="Out, corrected")
    response = as_(editor).get(DESK)
    panel = response.context["panels"][-1]
    assert [(line.title, line.facts[0]) for line in panel.lines] == [("Out, corrected", "Correction")]
    assert story.editions.first().get_absolute_url() in response.content.decode()


def test_a_withdrawn_or_scheduled_story_is_not_just_published(as_, editor):
    bring_to(make_story(), "withdrawn")
    bring_to(make_story(), "scheduled")
    assert titles(as_(editor).get(DESK))["Just published"] == []


def test_who_may_not_read_a_published_story_in_the_admin_is_led_to_its_page(as_, writer, staff_desk):
    page = make_live().editions.get().get_absolute_url()
    for user in (writer, staff_desk):
        assert as_(user).get(DESK).context["panels"][-1].lines[0].url == page


@pytest.mark.usefixtures("media_in_tmp")
def test_the_photo_desk_finds_new_photos_and_those_that_want_words(as_, photo_desk, writer):
    photo = make_photo(title="A harbour", credit="")
    make_story(owner=writer, lead=photo, headline="Without credit")
    response = as_(photo_desk).get(DESK)
    lists = titles(response)
    assert lists["New in the library"] == ["A harbour"]
    assert lists["Photos that want words"] == ["Without credit"]
    assert "no credit" in response.content.decode()
    assert "Your drafts" not in lists


def test_the_staff_desk_finds_authors_to_complete(as_, staff_desk):
    make_author("Ada Vale", biography="She writes.")
    lists = titles(as_(staff_desk).get(DESK))
    assert lists["Authors to complete"] == ["Ada Vale"]
    assert "Scheduled" not in lists


def test_an_author_is_led_to_their_own_page(as_, writer, editor):
    author = make_author("Tomas Okoro", account=writer)
    address = reverse("admin:authors_author_change", args=[author.pk])
    assert address in as_(writer).get(DESK).content.decode()
    assert address not in as_(editor).get(DESK).content.decode()


def test_new_story_is_offered_to_those_who_may_write(as_, writer, photo_desk):
    assert "New story" in as_(writer).get(DESK).content.decode()
    assert "New story" not in as_(photo_desk).get(DESK).content.decode()


def test_the_menu_shows_what_each_may_see(as_, staff_by_role):
    seen = {
        role: [item.label for group in as_(user).get(DESK).context["menu"] for item in group.lines]
        for role, user in staff_by_role.items()
    }
    assert seen["Writers"] == ["Desk", "Stories", "Front page", "Photos", "Authors", "Sections", "Topics", "Agencies"]
    assert seen["Editors"] == [*seen["Writers"], "Agreements", "Pages"]
    assert seen["Photo desk"] == ["Desk", "Stories", "Front page", "Photos", "Authors", "Sections", "Agreements"]
    assert seen["Staff desk"] == ["Desk", "Photos", "Authors"]
    assert seen["Administrators"] == [*seen["Editors"], "Users", "Groups"]


def test_every_line_of_the_menu_opens(as_, administrator):
    client = as_(administrator)
    for group in client.get(DESK).context["menu"]:
        for item in group.lines:
            assert client.get(item.url).status_code == 200, item.label


@pytest.mark.usefixtures("media_in_tmp")
def test_the_desk_costs_at_most_twelve_queries_however_much_there_is(as_, staff_by_role, writer, editor):
    make_author(account=editor)

    def fill() -> None:
        for user in (writer, editor):
            for state in ("draft", "in_review", "approved", "scheduled", "live"):
                bring_to(make_story(owner=user, lead=make_photo(credit="" if state == "draft" else "Ada Vale")), state)
        for _ in range(2):
            story = bring_to(make_story(owner=writer), "in_review")
            workflow.return_(story, by=editor, note="Again, please.")

    fill()
    counts = {}
    for role, user in staff_by_role.items():
        client = as_(user)
        with CaptureQueriesContext(connection) as first:
            client.get(DESK)
        counts[role] = len(first)
    fill()
    for role, user in staff_by_role.items():
        client = as_(user)
        with CaptureQueriesContext(connection) as second:
            client.get(DESK)
        assert len(second) == counts[role] <= 12, role


def test_a_list_of_the_desk_is_short(as_, editor):
    for _ in range(12):
        make_live()
    assert len(titles(as_(editor).get(DESK))["Just published"]) == 8


def test_lines_say_how_long_ago_and_when(as_, editor):
    with clock.stopped(clock.now() - timedelta(hours=3, minutes=10)):
        make_live()
    bring_to(make_story(), "scheduled")
    page = as_(editor).get(DESK).content.decode()
    assert ">3 h</time>" in page
    assert 'data-state="scheduled"' in page


def test_what_is_not_there_and_what_is_not_allowed_is_said_within_the_desk(as_, writer):
    client = as_(writer)
    missing = client.get(f"{DESK}nothing/")
    refused = client.get(reverse("admin:auth_user_changelist"))
    assert (missing.status_code, refused.status_code) == (404, 403)
    for response in (missing, refused):
        assert "admin/newsroom/theme.css" in response.content.decode()
        assert "To the desk" in response.content.decode()


def test_a_stranger_is_shown_the_login_with_the_sites_name(client, settings):
    response = client.get(DESK, follow=True)
    page = response.content.decode()
    assert settings.SITE_NAME in page
    assert 'type="password"' in page
    assert 'id="nr-menu"' not in page


def test_only_a_superuser_makes_superusers(as_, administrator, writer, admin_user):
    client = as_(administrator)
    address = reverse("admin:auth_user_change", args=[writer.pk])
    client.post(address, {"username": "writer", "is_active": "on", "is_superuser": "on", "is_staff": "on"})
    writer.refresh_from_db()
    assert not writer.is_superuser
    for name in ("auth_user_delete", "auth_user_password_change"):
        assert client.get(reverse(f"admin:{name}", args=[admin_user.pk])).status_code == 403
    response = client.post(reverse("admin:auth_user_change", args=[admin_user.pk]), {"username": "mine"})
    assert response.status_code == 403


def test_a_new_account_works_at_the_desk(as_, administrator, django_user_model):
    fields = {
        "username": "nell",
        "usable_password": "true",
        "password1": "a quay at low tide",
        "password2": "a quay at low tide",
    }
    as_(administrator).post(reverse("admin:auth_user_add"), fields)
    assert django_user_model.objects.get(username="nell").is_staff


def test_groups_are_read_and_not_changed(as_, administrator):
    client = as_(administrator)
    group = administrator.groups.get()
    address = reverse("admin:auth_group_change", args=[group.pk])
    assert "Can publish approved stories" in client.get(address).content.decode()
    assert client.post(address, {"name": "Kings"}).status_code == 403
    assert client.get(reverse("admin:auth_group_add")).status_code == 403

"""The workflow's steps in the admin, for one story and for several; its preview, its history and the way back."""

import re
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Edition
from articles.states import State
from authors import clock
from tests.cast import bring_to, change, make_live, make_photo, make_story, publish_again, reread
from tests.test_story_form import typed, url

pytestmark = pytest.mark.django_db
STATES = ("draft", "in_review", "approved", "live", "scheduled", "spiked")


def step(story, verb: str) -> str:
    return reverse("admin:articles_article_step", args=[story.pk, verb])


def offered(html: str) -> set[str]:
    """The verbs whose buttons are on a page: of the form, as links, as small forms."""
    return set(re.findall(r'name="_step" value="(\w+)"', html)) | set(re.findall(r'/step/(\w+)/"', html))


@pytest.mark.parametrize("state", STATES)
def test_the_page_of_a_story_has_exactly_the_buttons_that_may_be_pressed(state, as_, staff_by_role):
    for user in staff_by_role.values():
        story = bring_to(make_story(owner=user), state)
        page = as_(user).get(url(story))
        expected = {step.verb for step in workflow.available(story, user)}
        assert page.status_code == (
            200 if user.get_all_permissions() & {"articles.read_any", "articles.read_own"} else 404
        )
        assert offered(page.text) == (expected if page.status_code == 200 else set())
        for verb in expected:
            assert f'aria-describedby="says-{verb}"' in page.text
            assert re.search(rf'id="says-{verb}"[^\n]*</b> {re.escape(workflow.STEPS[verb].says)}', page.text)


@pytest.mark.parametrize("verb", sorted(workflow.STEPS))
@pytest.mark.parametrize("state", STATES)
def test_a_get_never_acts(state, verb, as_, administrator):
    story = bring_to(make_story(), state)
    before = (story.state, story.version, story.transitions.count(), story.editions.count())
    as_(administrator).get(step(story, verb))
    story = reread(story)
    assert (story.state, story.version, story.transitions.count(), story.editions.count()) == before


def test_there_is_no_page_for_a_step_that_does_not_exist(as_, editor):
    client = as_(editor)
    assert client.get(step(make_story(), "edit")).status_code == 404


def test_a_step_pressed_in_the_form_saves_first_and_is_taken_without_a_further_page(as_, writer):
    story = make_story(owner=writer)
    answer = as_(writer).post(url(story), typed(story, headline="Saved first", _step="submit"), follow=True)
    story = reread(story)
    assert story.headline == "Saved first"
    assert story.state == State.IN_REVIEW
    assert "Submitted." in answer.text


def test_a_step_that_must_ask_is_asked_about_after_the_save(as_, editor):
    story = bring_to(make_story(), "in_review")
    answer = as_(editor).post(url(story), typed(story, headline="Saved first", _step="return"))
    assert answer.url == step(story, "return")
    assert (reread(story).headline, reread(story).state) == ("Saved first", State.IN_REVIEW)


def test_a_note_may_go_with_a_step_that_asks_for_none(as_, writer):
    story = make_story(owner=writer)
    client = as_(writer)
    assert f'href="{step(story, "submit")}"' in client.get(url(story)).text
    assert "The desk sees it" in client.get(step(story, "submit")).text
    client.post(step(story, "submit"), {"version": story.version, "note": "Please look at the figures."})
    assert reread(story).state == State.IN_REVIEW
    assert story.transitions.first().note == "Please look at the figures."


def test_a_step_without_a_note_is_taken_at_once(as_, editor):
    story = bring_to(make_story(owner=editor), "in_review")
    as_(editor).post(url(story), typed(story, _step="recall"))
    assert reread(story).state == State.DRAFT


def test_a_step_pressed_with_what_cannot_be_saved_is_not_taken(as_, editor):
    story = bring_to(make_story(owner=editor), "in_review")
    answer = as_(editor).post(url(story), typed(story, headline="H" * 401, _step="recall"))
    assert answer.status_code == 200
    assert reread(story).state == State.IN_REVIEW


def test_a_change_that_voids_the_approval_keeps_publish_from_being_taken(as_, editor):
    story = bring_to(make_story(), "approved")
    answer = as_(editor).post(url(story), typed(story, headline="Slipped in", _step="publish"), follow=True)
    assert "not possible as the story stands now" in answer.text
    assert not story.editions.exists()


@pytest.mark.parametrize(
    ("verb", "state"), [("return", "in_review"), ("withdraw", "live"), ("publish_unapproved", "draft")]
)
def test_a_required_note_is_asked_for(verb, state, as_, administrator):
    story = bring_to(make_story(), state)
    client = as_(administrator)
    data = {"version": story.version, "note": "  \x00 ", "when": "now"}
    answer = client.post(step(story, verb), data)
    assert answer.status_code == 200
    assert reread(story).state == story.state
    client.post(step(story, verb), data | {"note": "Because."})
    assert story.transitions.first().note == "Because."
    assert reread(story).state == (State.PUBLISHED if verb == "publish_unapproved" else State.DRAFT)


def test_withdrawing_warns_that_readers_see_the_reason(as_, editor):
    assert "Readers see your reason" in as_(editor).get(step(make_live(), "withdraw")).text


def test_an_editor_approves_and_publishes(as_, editor):
    story = bring_to(make_story(), "in_review")
    client = as_(editor)
    client.post(step(story, "approve"), {"version": story.version})
    answer = client.post(step(story, "publish"), {"version": story.version, "when": "now"}, follow=True)
    edition = Edition.objects.get()
    assert f'href="{edition.get_absolute_url()}"' in answer.text
    assert client.get(edition.get_absolute_url()).status_code == 200


def test_publishing_at_an_hour_of_the_newsrooms_zone(as_, editor, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    story = bring_to(make_story(), "approved")
    day = timezone.localdate(clock.now()) + timedelta(days=2)
    client = as_(editor)
    assert "Europe/Berlin" in client.get(step(story, "publish")).text
    answer = client.post(
        step(story, "publish"), {"version": story.version, "when": "later", "at": f"{day}T18:30"}, follow=True
    )
    opens = Edition.objects.get().visible_from
    assert timezone.localtime(opens).replace(tzinfo=None) == datetime(day.year, day.month, day.day, 18, 30)  # noqa: DTZ001
    assert "Scheduled" in answer.text


@pytest.mark.parametrize(
    "at", ["", "0000-01-01T00:00", "0001-01-01T00:00", "10000-01-01T00:00", "9999-12-31T23:59", "x"]
)
def test_an_hour_that_cannot_be_is_refused_and_stays_typed(at, as_, editor):
    story = bring_to(make_story(), "approved")
    answer = as_(editor).post(step(story, "publish"), {"version": story.version, "when": "later", "at": at})
    assert answer.status_code in (200, 409)
    assert f'value="{at}"' in answer.text or not at
    assert not story.editions.exists()


def test_a_follow_up_says_what_kind_of_change_it_is(as_, editor):
    story = make_live()
    change(story, headline="Better")
    workflow.submit(story, by=None)
    workflow.approve(story, by=None)
    client = as_(editor)
    data = {"version": reread(story).version, "when": "now"}
    assert "Correction" in client.get(step(story, "publish")).text
    assert client.post(step(story, "publish"), data).status_code == 200
    wrong = client.post(step(story, "publish"), data | {"kind": "correction", "public_note": " "})
    assert "says what was wrong" in wrong.text
    client.post(step(story, "publish"), data | {"kind": "correction", "public_note": "It was Monday."})
    edition = story.editions.order_by("-number").first()
    assert (edition.number, edition.kind, edition.note) == (2, "correction", "It was Monday.")


def test_what_the_gate_misses_is_listed_with_the_way_there(as_, editor):
    story = bring_to(make_story(), "in_review")
    change(story, standfirst="")
    story = reread(story)
    client = as_(editor)
    assert f'href="{url(story)}#id_standfirst"' in client.get(step(story, "approve")).text
    answer = client.post(step(story, "approve"), {"version": story.version, "note": "Typed note"})
    assert answer.status_code == 409
    assert f'href="{url(story)}#id_standfirst"' in answer.text
    assert "Typed note" in answer.text


def test_a_stale_step_is_refused_once_and_says_who_saved(as_, editor, administrator):
    story = bring_to(make_story(), "in_review")
    seen = story.version
    change(story, headline="Meanwhile", by=administrator)
    client = as_(editor)
    answer = client.post(step(story, "return"), {"version": seen, "note": "A long note"})
    assert answer.status_code == 409
    assert "A long note" in answer.text
    assert administrator.username in answer.text
    assert reread(story).state == State.IN_REVIEW
    client.post(step(story, "return"), {"version": seen + 1, "note": "A long note"})
    assert reread(story).state == State.DRAFT


def test_a_step_without_a_version_is_not_taken(as_, editor):
    story = bring_to(make_story(), "in_review")
    for version in ("", "x", str(10**30)):
        assert as_(editor).post(step(story, "return"), {"version": version, "note": "x"}).status_code in (200, 409)
    assert reread(story).state == State.IN_REVIEW


def test_several_stories_are_approved_each_by_itself(as_, editor):
    good = bring_to(make_story(), "in_review")
    bad = bring_to(make_story(headline="The bad one"), "in_review")
    change(bad, standfirst="")
    gone = bring_to(make_story(headline="The spiked one"), "spiked")
    chosen = [good, bad, gone]
    data = {"action": "approve", "_selected_action": [story.pk for story in chosen], "index": 0}
    data |= {f"seen-{story.pk}": reread(story).version for story in chosen}
    answer = as_(editor).post("/admin/articles/article/?state=spiked", data, follow=True)
    assert reread(gone).state == State.SPIKED
    assert "The spiked one" in answer.text
    answer = as_(editor).post("/admin/articles/article/", data, follow=True)
    assert reread(good).state == State.APPROVED
    assert reread(bad).state == State.IN_REVIEW
    assert "Write a standfirst" in answer.text
    assert "1 story" in answer.text


def test_a_story_that_changed_since_the_list_was_shown_is_not_approved_in_bulk(as_, editor):
    story, unseen = (bring_to(make_story(headline=words), "in_review") for words in ("Seen", "Chosen unseen"))
    page = as_(editor).get("/admin/articles/article/").text
    assert f'name="seen-{story.pk}" value="{story.version}"' in page
    assert "across all pages" not in page
    change(story, headline="Seen no more")
    data = {"action": "approve", "_selected_action": [story.pk, unseen.pk], "index": 0, "select_across": "1"}
    answer = as_(editor).post("/admin/articles/article/", data | {f"seen-{story.pk}": story.version}, follow=True)
    assert answer.text.count("Somebody saved this story while you were looking at it") == 2
    assert {reread(story).state, reread(unseen).state} == {State.IN_REVIEW}


def test_a_writer_has_no_action_that_approves(as_, writer):
    story = bring_to(make_story(owner=writer), "in_review")
    page = as_(writer).get("/admin/articles/article/").text
    assert 'value="submit"' in page
    assert 'value="approve"' not in page
    assert "delete_selected" not in page
    as_(writer).post("/admin/articles/article/", {"action": "approve", "_selected_action": [story.pk], "index": 0})
    assert reread(story).state == State.IN_REVIEW


def article_of(html: str) -> list[str]:
    """The lines of the story itself. One that is out has addresses to print and hand on, photos, and is counted."""
    article = re.search(r"<article\b.*</article>", html, re.DOTALL)[0]
    article = re.sub(r' data-beacon="[^"]*"', "", article)
    not_yet = ("print-address", "to-photos", "data-share")
    return [line for line in article.splitlines() if line.strip() and not any(name in line for name in not_yet)]


def test_the_preview_is_the_page_that_readers_get(as_, editor, client, media_in_tmp):
    photo = make_photo()
    figure = f'<figure data-photo="{photo.pk}" data-alt="B"><figcaption>Under</figcaption></figure>'
    body = f"<p>A</p>{figure}<table><tbody><tr><td>1</td></tr></tbody></table>"
    story = make_live(lead=make_photo(), body=body, topics=("Harbour",))
    preview = as_(editor).get(url(story, "preview"))
    public = client.get(story.editions.get().get_absolute_url())
    assert article_of(preview.text) == article_of(public.text)
    assert "no-store" in preview.headers["Cache-Control"]
    assert "noindex" in preview.headers["X-Robots-Tag"]


def test_the_preview_of_an_empty_draft_is_a_page(as_, writer):
    client = as_(writer)
    client.post("/admin/articles/article/add/", typed())
    story = writer.stories.get()
    assert client.get(url(story, "preview")).status_code == 200
    assert client.post(url(story, "preview")).status_code == 405


def test_the_history_shows_steps_editions_and_saves_newest_first(as_, editor, writer):
    story = make_story(owner=writer)
    workflow.submit(story, by=writer, note="Ready, I think.")
    workflow.approve(story, by=editor)
    workflow.publish(story, by=editor)
    publish_again(reread(story), kind="correction", note="The name was wrong.", headline="Corrected")
    page = as_(editor).get(url(story, "history")).text
    for words in ("Ready, I think.", "Submit for review", "Edition 1", "Edition 2", "The name was wrong.", "Version 1"):
        assert words in page
    assert page.index("Edition 2") < page.index("Edition 1,") < page.index("Ready, I think.")


def test_a_long_history_is_paged(as_, editor):
    story = make_story()
    for number in range(60):
        change(story, headline=f"Headline {number}")
    client = as_(editor)
    assert "Page 1 of 2" in client.get(url(story, "history")).text
    assert "Version 1 " in client.get(url(story, "history"), {"page": 2}).text
    for page in ("0", "x", str(10**20)):
        assert client.get(url(story, "history"), {"page": page}).status_code == 200


def test_two_versions_are_compared(as_, editor):
    story = make_story(
        headline="The old headline of it", body="<p>One long sentence stays as it is here.</p><p>Gone</p>"
    )
    change(
        story,
        headline="The new headline of it",
        body="<p>One long sentence stays as it is here.</p><p>Come &amp; seen</p>",
    )
    page = as_(editor).get(url(story, "compare"), {"old": "r1", "new": "r2"}).text
    assert "The <del>old </del><ins>new </ins>headline of it" in page
    assert "<p>One long sentence stays as it is here.</p>" in page
    assert "<del>Gone</del>" in page
    assert "Come &amp; seen" in page


def test_a_version_is_compared_with_what_readers_see(as_, editor):
    story = make_live(headline="Published words")
    change(story, headline="Working words")
    page = as_(editor).get(url(story, "compare"), {"old": "e1", "new": f"r{reread(story).version}"}).text
    assert "Headline" in page
    assert "<ins>" in page
    same = as_(editor).get(url(story, "compare"), {"old": "e1", "new": "e1"}).text
    assert "These two say the same." in same


@pytest.mark.parametrize("key", ["r99", "e9", "x1", "r", "r²", "r1'", "\u0661"])
def test_a_version_that_is_not_there_is_not_found(key, as_, editor):
    story = make_story()
    client = as_(editor)
    assert client.get(url(story, "compare"), {"old": key, "new": "r1"}).status_code == 404
    assert client.post(url(story, "restore"), {"key": key, "version": story.version}).status_code == 404


def test_an_earlier_version_is_brought_back(as_, editor):
    story = make_story(headline="First", topics=("Harbour",))
    change(story, headline="Second")
    client = as_(editor)
    assert client.get(url(story, "restore")).status_code == 405
    stale = client.post(url(story, "restore"), {"key": "r1", "version": 1}, follow=True)
    assert "Somebody saved" in stale.text
    assert reread(story).headline == "Second"
    client.post(url(story, "restore"), {"key": "r1", "version": 2})
    story = reread(story)
    assert (story.headline, story.version) == ("First", 3)
    assert story.revisions.first().note == "Version 1 restored"


def test_who_may_not_edit_brings_nothing_back(as_, writer, photo_desk):
    story = bring_to(make_story(owner=writer), "in_review")
    for user in (writer, photo_desk):
        answer = as_(user).post(url(story, "restore"), {"key": "r1", "version": story.version})
        assert answer.status_code == 403
        assert "Bring" not in as_(user).get(url(story, "history")).text


def test_a_comparison_shows_what_changed_with_its_surroundings_and_who_did_it(as_, editor):
    editor.first_name, editor.last_name = "Ruth", "Calloway"
    editor.save()
    paragraphs = [f"<p>Paragraph {number}.</p>" for number in range(12)]
    story = make_story(body="".join(paragraphs))
    paragraphs[6] = "<p>Paragraph six, written anew.</p>"
    story = change(story, by=editor, body="".join(paragraphs))
    page = as_(editor).get(reverse("admin:articles_article_compare", args=[story.pk])).text
    assert "written anew" in page
    assert [f"Paragraph {number}." in page for number in (4, 5, 7, 8)] == [False, True, True, False]
    assert page.count("<p>…</p>") == 2
    assert "Ruth Calloway" in page

"""The page on which a story is written: what it shows, and what becomes of what was typed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles import tags, workflow
from articles.models import Agency, Article, Caption
from articles.states import State
from tests.cast import bring_to, change, make_author, make_live, make_photo, make_section, make_story, reread
from tests.forms import recording, typed

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"


def url(story: Article, page: str = "change") -> str:
    if page == "change":
        return story.get_absolute_url()
    return reverse(f"admin:articles_article_{page}", args=[story.pk])


def test_an_empty_form_saves_a_draft_of_ones_own(as_, writer):
    answer = as_(writer).post(ADD, typed())
    story = Article.objects.get()
    assert answer.url == url(story)
    assert (story.owner, story.holder, story.state, story.version) == (writer, writer, State.DRAFT, 1)
    assert story.revisions.count() == 1


def test_everything_a_story_carries_is_saved(as_, editor, media_in_tmp):
    photo, first, second = make_photo(), make_author("Ada"), make_author("Bo")
    agency = Agency.objects.create(name="Meridian", short_name="MPA", takes_article=True)
    figure = f'<figure data-photo="{photo.pk}" data-layout="wide" data-alt="Cranes"><figcaption>Below</figcaption>'
    body = f"<p>Words.</p>{figure}</figure>"
    as_(editor).post(
        ADD,
        typed(
            headline="A headline",
            standfirst="A standfirst.",
            kicker="Harbour",
            body=body,
            section=make_section().pk,
            slug="Straße nach Süden!",
            dateline="CARROW",
            topics=["Fish", "fish", "2026"],
            bylines=[(first.pk, "by", 2), (second.pk, "by", 1), (second.pk, "photographs", "")],
            agencies=[(agency.pk, "contributed")],
            lead_photo=photo.pk,
            lead_caption="Above",
            lead_alt="A quay",
        ),
    )
    story = Article.objects.get()
    assert story.headline == "A headline"
    assert story.slug == "strasse-nach-suden"
    assert [row.author.name for row in story.bylines.all()] == ["Bo", "Ada", "Bo"]
    assert [row.agency for row in story.contributions.all()] == [agency]
    assert [(use.place, use.caption, use.alt) for use in story.captions.all()] == [
        ("lead", "Above", "A quay"),
        ("body", "Below", "Cranes"),
    ]
    assert {tag.name.lower() for tag in tags.of(story)} == {"fish", "2026"}


def test_two_authors_change_places(as_, editor):
    story = make_story(author=make_author("Ada"))
    bo = make_author("Bo")
    ada = story.bylines.get().author
    client = as_(editor)
    client.post(url(story), typed(story, bylines=[(ada.pk, "by"), (bo.pk, "by")]))
    client.post(url(story), typed(reread(story), bylines=[(bo.pk, "by"), (ada.pk, "by")]))
    assert [row.author.name for row in story.bylines.all()] == ["Bo", "Ada"]


def test_the_same_author_twice_in_one_role_is_refused_with_a_sentence(as_, editor):
    story = make_story(author=make_author("Ada"))
    ada = story.bylines.get().author
    answer = as_(editor).post(url(story), typed(story, headline="New", bylines=[(ada.pk, "by"), (ada.pk, "by")]))
    assert "stands twice in the same role" in answer.text
    assert "New" in answer.text
    assert reread(story).headline != "New"


def test_emptying_an_author_takes_the_line_out(as_, editor):
    story = make_story(author=make_author("Ada"))
    as_(editor).post(url(story), typed(story, bylines=[("", "by")]))
    assert not story.bylines.exists()


def test_a_save_keeps_a_revision_and_one_without_a_change_keeps_none(as_, editor):
    story = make_story(lead=None, topics=("Harbour",))
    client = as_(editor)
    client.post(url(story), typed(story, headline="Another"))
    assert reread(story).version == story.version + 1
    assert story.revisions.first().by == editor
    answer = client.post(url(story), typed(reread(story)), follow=True)
    assert "Nothing had changed" in answer.text
    assert reread(story).version == story.version + 1


def test_a_save_that_changes_nothing_keeps_the_approval_and_one_that_does_voids_it(as_, editor, media_in_tmp):
    story = bring_to(make_story(lead=make_photo()), "approved")
    client = as_(editor)
    client.post(url(story), typed(story))
    assert reread(story).state == State.APPROVED
    answer = client.post(url(story), typed(story, standfirst="Changed."), follow=True)
    assert reread(story).state == State.IN_REVIEW
    assert "needs another" in answer.text


def test_a_published_story_becomes_the_draft_of_its_next_edition(as_, editor):
    story = make_live()
    as_(editor).post(url(story), typed(story, headline="Rewritten"))
    assert reread(story).state == State.DRAFT
    assert story.editions.get().document["headline"] != "Rewritten"


def test_a_stale_save_is_refused_and_shows_both_texts(as_, editor, writer):
    story = make_story(owner=writer, headline="The first words")
    change(story, headline="The words of somebody else", by=editor)
    answer = as_(writer).post(url(story), typed(story, headline="My own words", body="<p>My own text</p>"))
    assert answer.status_code == 409
    assert "<ins>" in answer.text
    assert "somebody else" in answer.text
    assert "My own words" in answer.text
    assert "My own text" in answer.text
    assert editor.username in answer.text
    assert reread(story).headline == "The words of somebody else"
    assert f'name="version" value="{story.version}"' in answer.text, "saving again must be refused again"


def test_a_stale_save_can_be_put_over_the_other_on_purpose(as_, editor, writer):
    story = make_story(owner=writer)
    theirs = change(story, headline="Theirs", by=editor)
    client = as_(writer)
    assert client.post(url(story), typed(story, headline="Mine", _over=theirs.version + 1)).status_code == 409
    client.post(url(story), typed(story, headline="Mine", _over=theirs.version))
    assert reread(story).headline == "Mine"
    assert story.revisions.get(version=theirs.version).document["headline"] == "Theirs"


def test_who_lost_the_right_while_writing_finds_the_text_in_the_answer(as_, writer):
    story = make_story(owner=writer)
    workflow.submit(story, by=writer)
    answer = as_(writer).post(url(story), typed(story, headline="Typed meanwhile"))
    assert "Typed meanwhile" in answer.text
    assert "in review now" in answer.text
    assert reread(story).headline != "Typed meanwhile"


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("headline", "A\x00 head\x07line", "A headline"),
        ("headline", "A" * 400, "A" * 400),
        ("standfirst", "Two\nlines \x1f", "Two lines"),
        ("body", "<p>A\x00b</p>", "<p>Ab</p>"),
        ("slug", "日本語", "日本語"),
        ("slug", "!!!", "story"),
        ("editors_note", "One\r\n\r\nTwo\x08", "One\n\nTwo"),
    ],
)
def test_odd_characters_are_cleaned_and_refuse_nothing(as_, editor, field, value, kept):
    story = make_story()
    assert as_(editor).post(url(story), typed(story, **{field: value})).status_code == 302
    assert getattr(reread(story), field) == kept


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("headline", "B" * 401, "B" * 401),
        ("lead_caption", "A caption without a photo", "A caption without a photo"),
        ("lead_photo", str(10**30), str(10**30)),
        ("lead_photo", "x", 'value="x"'),
        ("topics", ["T" * 101], "T" * 101),
        ("section", "99999", "Not saved yet"),
        ("story_type", "poem", "Not saved yet"),
        ("bylines-0-author", "99999", "Not saved yet"),
        ("bylines-TOTAL_FORMS", "x", "Not saved yet"),
    ],
)
def test_what_is_refused_stays_in_the_form(as_, editor, field, value, shown):
    story = make_story()
    answer = as_(editor).post(url(story), typed(story, standfirst="Still here.", **{field: value}))
    assert answer.status_code == 200
    assert shown in answer.text
    assert "Still here." in answer.text
    assert reread(story).version == story.version


def test_bytes_that_are_no_text_are_no_failure(as_, editor):
    story = make_story()
    data = "headline=%ED%A0%80lone&version=1&story_type=news" + "".join(
        f"&{prefix}-{name}_FORMS=0" for prefix in ("bylines", "contributions") for name in ("TOTAL", "INITIAL")
    )
    answer = as_(editor).post(url(story), data, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 302
    assert "lone" in reread(story).headline


def test_audio_is_kept_with_its_duration_and_can_be_cleared(as_, editor, media_in_tmp):
    story = make_story()
    client = as_(editor)
    client.post(url(story), typed(story, audio=recording(seconds=3)))
    story = reread(story)
    assert story.audio.name.endswith(".wav")
    assert story.audio_seconds == 3
    client.post(url(story), typed(story))
    assert reread(story).audio == story.audio
    client.post(url(story), typed(story, **{"audio-clear": "on"}))
    assert (reread(story).audio.name, reread(story).audio_seconds) == ("", None)


def test_a_file_that_is_no_recording_is_refused_and_the_words_stay(as_, editor):
    story = make_story()
    answer = as_(editor).post(url(story), typed(story, headline="Stays", audio=SimpleUploadedFile("a.mp3", b"<html>")))
    assert "not a recording" in answer.text
    assert "Stays" in answer.text
    assert "Choose the audio file again" not in answer.text


def test_a_good_recording_must_be_chosen_again_and_the_page_says_so(as_, editor, media_in_tmp):
    story = make_story()
    answer = as_(editor).post(url(story), typed(story, headline="B" * 401, audio=recording()))
    assert "Choose the audio file again" in answer.text
    assert not reread(story).audio


def test_a_new_address_of_a_published_story_says_that_the_old_one_will_lead_there(as_, editor):
    story = make_live()
    answer = as_(editor).post(url(story), typed(story, slug="another-address"), follow=True)
    assert "the old address" in answer.text
    assert story.editions.get().get_absolute_url() in answer.text


def test_the_lead_photo_can_be_taken_away_and_keeps_its_layout(as_, editor, media_in_tmp):
    story = make_story(lead=make_photo())
    Caption.objects.filter(article=story).update(layout="wide")
    client = as_(editor)
    client.post(url(story), typed(story, lead_caption="New words", lead_decorative="on"))
    lead = story.captions.get()
    assert (lead.caption, lead.alt, lead.decorative, lead.layout) == ("New words", "", True, "wide")
    client.post(url(story), typed(reread(story), lead_photo="", lead_caption="", lead_alt=""))
    assert not story.captions.exists()


def test_a_photo_that_is_not_in_the_library_leaves_its_caption(as_, editor):
    story = make_story()
    body = '<p>A</p><figure data-photo="999"><figcaption>Somebody typed this</figcaption></figure>'
    as_(editor).post(url(story), typed(story, body=body))
    assert reread(story).body == "<p>A</p><p>Somebody typed this</p>"


def test_the_story_of_another_writer_is_not_there(as_, other_writer, writer):
    story = make_story(owner=writer)
    client = as_(other_writer)
    for page in ("change", "preview", "captions", "history", "compare"):
        assert client.get(url(story, page)).status_code == 404, page
    assert client.post(url(story), typed(story)).status_code == 404
    assert client.post(url(story, "restore"), {"key": "r1", "version": 1}).status_code == 404
    for verb in workflow.STEPS:
        step = reverse("admin:articles_article_step", args=[story.pk, verb])
        assert client.get(step).status_code == client.post(step).status_code == 404
    assert client.get("/admin/articles/article/99999/change/").status_code == 404
    assert client.get("/admin/articles/article/x/change/").status_code == 404


def test_nobody_deletes_a_story(as_, administrator, django_user_model):
    story = make_story()
    chief = django_user_model.objects.create_superuser("chief", password="x")
    for user in (administrator, chief):
        client = as_(user)
        assert client.post(f"/admin/articles/article/{story.pk}/delete/", {"post": "yes"}).status_code == 403
        assert "delete" not in client.get(url(story)).text.lower().replace("nothing is deleted", "")
    assert Article.objects.filter(pk=story.pk).exists()


def test_who_may_not_change_a_story_reads_it(as_, writer, photo_desk, media_in_tmp):
    story = bring_to(make_story(owner=writer, headline="To be read", lead=make_photo()), "in_review")
    for user in (writer, photo_desk):
        page = as_(user).get(url(story))
        assert "To be read" in page.text
        assert "A lead caption" in page.text
        assert 'name="headline"' not in page.text
        assert "In review" in page.text
    assert "Recall" in as_(writer).get(url(story)).text


def test_the_bar_names_what_the_gate_wants_and_where(as_, writer):
    story = make_story(owner=writer, standfirst="", headline="TK")
    page = as_(writer).get(url(story)).text
    assert "2 still to do" in page
    assert 'href="#id_standfirst"' in page
    assert 'href="#id_headline"' in page


def test_a_returned_story_shows_the_note(as_, writer, editor):
    story = bring_to(make_story(owner=writer), "in_review")
    workflow.return_(story, by=editor, note="Call the harbour master.")
    assert "Call the harbour master." in as_(writer).get(url(story)).text


def test_a_topic_without_a_letter_gets_an_address_all_the_same(as_, editor):
    story = make_story()
    client = as_(editor)
    client.post(url(story), typed(story, topics=["!!!", "admin"]))
    assert client.get(url(story, "preview")).status_code == 200


def test_topics_are_suggested_by_name(as_, writer):
    make_story(topics=("Harbour", "2026"))
    found = as_(writer).get("/admin/articles/article/topics/", {"term": "harb"}).json()
    assert found == {"results": [{"id": "Harbour", "text": "Harbour"}], "pagination": {"more": False}}


def test_authors_and_agencies_are_suggested_to_who_may_see_them(as_, writer, staff_desk):
    make_author("Ada Vale")
    Agency.objects.create(name="Northline")
    author = {"app_label": "articles", "model_name": "byline", "field_name": "author", "term": "ada"}
    agency = {"app_label": "articles", "model_name": "contribution", "field_name": "agency", "term": "north"}
    suggest = "/admin/autocomplete/"
    assert [row["text"] for row in as_(writer).get(suggest, author).json()["results"]] == ["Ada Vale"]
    assert [row["text"] for row in as_(writer).get(suggest, agency).json()["results"]] == ["Northline"]
    assert as_(staff_desk).get(suggest, agency).status_code == 403


def test_a_form_left_open_is_told_the_token_of_a_new_login(as_, writer, client):
    assert client.get("/admin/articles/article/session/").status_code == 302
    assert len(as_(writer).get("/admin/articles/article/session/").json()["token"]) == 64


def test_the_form_asks_the_database_the_same_for_a_long_and_a_short_history(as_, editor, django_assert_max_num_queries):
    story = make_story(topics=("a", "b"))
    client = as_(editor)
    for number in range(5):
        story = change(story, headline=f"Headline {number}", by=editor)
    with django_assert_max_num_queries(32):
        client.get(url(story))


def test_the_scripts_of_the_form_pass_the_content_security_policy(as_, editor):
    answer = as_(editor).get(ADD)
    policy = answer.headers["Content-Security-Policy"]
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert f'type="importmap" nonce="{nonce}"' in answer.text or f'nonce="{nonce}" type="importmap"' in answer.text


def test_a_new_story_begins_with_its_writer_in_the_byline_and_can_be_submitted_at_once(as_, writer):
    author = make_author("Tomas Okoro", account=writer)
    client = as_(writer)
    page = client.get(reverse("admin:articles_article_add"))
    assert f'<option value="{author.pk}" selected>Tomas Okoro</option>' in page.text
    rows = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "1", "0-author": author.pk, "0-role": "by", "0-position": "1"}
    data = {"version": "0", "headline": "New", "story_type": "news", "_step": "submit"}
    data |= {"contributions-TOTAL_FORMS": "0", "contributions-INITIAL_FORMS": "0"}
    data |= {f"bylines-{name}": value for name, value in rows.items()}
    response = client.post(reverse("admin:articles_article_add"), data)
    story = Article.objects.get()
    assert response["Location"] == url(story)
    assert [row.author for row in story.bylines.all()] == [author]
    assert story.state == "in_review"


def test_a_new_story_of_somebody_whom_readers_do_not_know_has_no_byline(as_, editor):
    page = as_(editor).get(reverse("admin:articles_article_add"))
    assert 'name="bylines-INITIAL_FORMS" value="0"' in page.text

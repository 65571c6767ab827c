import io
from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from articles import gate
from articles.models import Article, Edition, Photo, Transition
from authors import clock
from authors.models import Author
from newsroom.demo import fill

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp", "roles")]


def test_the_demonstration_is_whole(client):
    call_command("demo", stdout=io.StringIO())
    states = Counter(Article.objects.values_list("state", flat=True))
    assert states.keys() == {"draft", "in_review", "approved", "published", "spiked"}
    assert sum(states.values()) >= 28
    now = clock.now()
    live = Edition.objects.visible(now)
    assert live.count() >= 22
    assert live.values("section").distinct().count() == 6
    assert Edition.objects.upcoming(now).count() == 1
    assert Edition.objects.exclude(withdrawn_because="").count() == 1
    assert set(live.values_list("kind", flat=True)) >= {"first", "update", "correction"}
    assert Author.objects.filter(portrait__isnull=False).exclude(biography="").count() == 8
    assert Photo.objects.count() >= 38
    assert Transition.objects.filter(verb="return").exclude(note="").exists()
    everything = live.get(document__slug="harbour-dredging-vote").document
    assert all(
        everything[part]
        for part in "kicker short_headline standfirst dateline editors_note lead photos audio agencies topics".split()
    )
    for edition in live:
        assert gate.wants(edition.document) == []
        words = len(edition.document["body"].split())
        assert 300 <= words <= 1200, (edition, words)
    with pytest.raises(CommandError, match="wants an empty newsroom"):
        call_command("demo")


def test_no_file_of_the_demonstration_names_what_is_not_there():
    photos = {row["name"] for row in fill.read("photos.toml")["photos"]}
    authors = {row["slug"] for row in fill.read("desk.toml")["authors"]}
    for story in fill.stories():
        used = [use["photo"] for use in [*story.get("photos", []), *([story["lead"]] if "lead" in story else [])]]
        assert set(used) <= photos, story["slug"]
        assert {row["author"] for row in story["bylines"]} <= authors, story["slug"]
        assert story["body"].count(fill.PHOTO_MARK) == len(story.get("photos", [])), story["slug"]


def test_the_load_command_publishes_as_many_as_asked(client):
    with pytest.raises(CommandError, match=r"run `manage\.py demo` first"):
        call_command("load", stories=3)
    from tests.cast import make_live, make_photo

    make_live(lead=make_photo(), topics=("Harbour", "Fen"))
    call_command("load", stories=1003, stdout=io.StringIO())
    assert Edition.objects.visible(clock.now()).count() == 1004
    loaded = Edition.objects.select_related("address", "article").last()
    assert client.get(loaded.get_absolute_url()).status_code == 200
    assert loaded.article.revisions.count() == 1
    assert loaded.article.bylines.count() == 1


@pytest.mark.parametrize("stories", [0, -5])
def test_a_load_of_nothing_is_refused(stories):
    with pytest.raises(CommandError, match="at least 1"):
        call_command("load", stories=stories)

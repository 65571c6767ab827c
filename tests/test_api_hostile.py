"""The API stays JSON as it is described whatever stands in a story, also what no door of today would let in."""

import json

import pytest

from authors import clock
from tests.api_rules import ask
from tests.feed_rules import check_html
from tests.reading import MORNING
from tests.test_feeds_hostile import HOSTILE, publish_hostile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
UNWANTED = {"\x01", "\x0b", "\x1f", "\x7f", "\x9f", "\ufffe", "\ufdd0", "\u2028", "\u2029", "\x85", "\r"}


@pytest.mark.parametrize("kind", HOSTILE)
def test_every_answer_is_as_it_is_described(client, settings, kind):
    edition = publish_hostile(HOSTILE[kind])
    settings.SITE_NAME = HOSTILE[kind]
    with clock.stopped(MORNING.replace(hour=12)):
        story = ask(client, f"/api/v1/stories/{edition.article_id}")
        lists = ("stories", "sections", "authors", "topics", "search?q=body", "search?section=world")
        answers = [story, ask(client, "/api/v1/"), *(ask(client, f"/api/v1/{each}") for each in lists)]
        assert story["headline"] == ask(client, "/api/v1/stories")["items"][0]["headline"]
    assert not UNWANTED & set(json.dumps(answers, ensure_ascii=False))
    check_html(story["body"])
    assert "javascript:" not in json.dumps(answers)
    assert "<script" not in story["body"]


def test_marked_words_are_the_only_markup_of_what_was_found(client):
    publish_hostile(HOSTILE["markup and quotes"])
    with clock.stopped(MORNING.replace(hour=12)):
        items = ask(client, "/api/v1/search?q=nosuch")["items"]
    assert items
    for item in items:
        for text in (item["headline"], item["text"]):
            assert "<" not in text.replace("<mark>", "").replace("</mark>", "")

"""Two who save one story at one moment, 200 times, each in a way of their own: none overwrites the other silently."""

import itertools
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import document, workflow
from articles.models import Article
from articles.states import State
from authors import clock
from tests.cast import bring_to, make_author, make_photo, make_section, make_story, reread
from tests.forms import typed
from tests.tabs import Tab
from tests.test_races import RACES, race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("media_in_tmp")]


def by_form(client: Client, story: Article, words: str) -> bool:
    answer = client.post(story.get_absolute_url(), typed(story, body=f"<p>{words}</p>"))
    assert answer.status_code == 302 or (answer.status_code == 409 and words in answer.text)
    return answer.status_code == 302


def by_itself(client: Client, story: Article, words: str) -> bool:
    answer = Tab(client, story).send(body=f"<p>{words}</p>")
    return answer["saved"] == "story"


def by_captions(client: Client, story: Article, words: str) -> bool:
    use = story.captions.get()
    data = {"version": story.version, "uses-TOTAL_FORMS": 1, "uses-INITIAL_FORMS": 1}
    data |= {"uses-0-photo": use.photo_id, "uses-0-caption": words, "uses-0-alt": use.alt}
    answer = client.post(reverse("admin:articles_article_captions", args=[story.pk]), data)
    assert answer.status_code == 302 or (answer.status_code == 409 and words in answer.text)
    return answer.status_code == 302


def by_restoring(client: Client, story: Article, words: str) -> bool:
    data = {"key": "r1", "version": story.version}
    answer = client.post(reverse("admin:articles_article_restore", args=[story.pk]), data)
    return answer.url == story.get_absolute_url()


def approving_in_bulk(client: Client, story: Article, words: str) -> None:
    data = {"action": "approve", "_selected_action": [story.pk], "index": 0, f"seen-{story.pk}": story.version}
    assert client.post(reverse("admin:articles_article_changelist"), data).status_code == 302


def scheduling(client: Client, story: Article, words: str) -> None:
    at = timezone.localtime(clock.now() + timedelta(days=1))
    data = {"version": story.version, "when": "later", "at": f"{at:%Y-%m-%dT%H:%M}"}
    answer = client.post(reverse("admin:articles_article_step", args=[story.pk, "publish"]), data)
    assert answer.status_code in {302, 409}


WRITE = (by_form, by_itself, by_captions, by_restoring)
PAIRS = [*itertools.combinations_with_replacement(WRITE, 2), *itertools.product(WRITE, (approving_in_bulk, scheduling))]


def texts_of(story: Article) -> str:
    """Return every text that is kept of `story`."""
    kept = [*story.revisions.values_list("document", flat=True), *story.asides.values_list("document", flat=True)]
    return " ".join(f"{document['body']} {document['lead']}" for document in kept)


@pytest.fixture
def clients(editor, administrator):
    both = Client(), Client()
    for client, user in zip(both, (editor, administrator), strict=True):
        client.force_login(user)
    return both


def test_of_two_savers_one_saves_and_the_other_is_told(clients):
    author, section, photo = make_author(), make_section(), make_photo()
    told = 0
    for number, ways in zip(range(RACES), itertools.cycle(PAIRS), strict=False):
        story = make_story(author=author, section=section, lead=photo, body=f"<p>First words {number}.</p>")
        story.body = f"<p>As it stood {number}.</p>"
        story.save()
        workflow.rewrite(story, document.build_fresh(story.pk), by=None)
        state = "approved" if scheduling in ways else "in_review"
        story = bring_to(reread(story), state)
        words = [f"Typed by saver {place} of race {number}" for place in (1, 2)]
        runners = [
            lambda way=way, client=client, mine=mine, story=story: way(client, story, mine)
            for way, client, mine in zip(ways, clients, words, strict=True)
        ]
        results = race(*runners)
        assert not [result for result in results if isinstance(result, Exception)], (ways, results)
        names = [way.__name__ for way in ways]
        kept = texts_of(story)
        assert f"As it stood {number}." in kept, names
        if ways[1] in WRITE:
            assert sum(results) == 1, (names, results)
            told += 1
        for way, saved, mine in zip(ways, results, words, strict=True):
            if saved and way is not by_restoring:
                assert mine in kept, names
            if way is by_itself:
                assert mine in kept, names
        for edition in story.editions.all():
            assert edition.document["body"] == f"<p>As it stood {number}.</p>", names
        if reread(story).state == State.APPROVED:
            assert reread(story).body == f"<p>As it stood {number}.</p>", names
    assert told > RACES / 3

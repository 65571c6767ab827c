"""Two people at once: 200 times each, on whichever database the tests run on."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from articles import workflow
from articles.models import Edition
from articles.refusals import Refused
from articles.states import State
from tests.cast import bring_to, change, make_author, make_section, make_story, reread

pytestmark = pytest.mark.django_db(transaction=True)
RACES = 200


def race(*runners: Callable[[], object]) -> list[object]:
    """Let all `runners` start at one moment, each with a connection of its own; returns results and errors."""
    results: list[object] = [None] * len(runners)
    start = threading.Barrier(len(runners))

    def run(place: int, runner: Callable[[], object]) -> None:
        try:
            start.wait(timeout=20)
            results[place] = runner()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(runners)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    return results


def make_approved(words: str, author, section):
    story = make_story(headline=words, standfirst=words, body=f"<p>{words}</p>", author=author, section=section)
    return bring_to(story, "approved")


def test_of_two_publishers_one_publishes_and_the_other_is_told():
    author, section = make_author(), make_section()
    for number in range(RACES):
        story = make_approved(f"Words {number}", author, section)
        results = race(*[lambda story=story: workflow.publish(story, by=None)] * 2)
        editions = [result for result in results if isinstance(result, Edition)]
        refusals = [result for result in results if isinstance(result, Refused)]
        assert (len(editions), len(refusals)) == (1, 1), results
        assert story.editions.count() == 1
        assert story.transitions.filter(verb="publish").count() == 1
        assert reread(story).state == State.PUBLISHED


def test_an_edit_against_a_publication_never_makes_a_mix():
    author, section = make_author(), make_section()
    outcomes = set()
    for number in range(RACES):
        old, new = f"Old {number}", f"New {number}"
        story = make_approved(old, author, section)
        runners = [
            lambda story=story: workflow.publish(story, by=None),
            lambda story=story, new=new: change(story, headline=new, standfirst=new, body=f"<p>{new}</p>"),
        ]
        published, changed = race(*runners[:: (-1) ** number])[:: (-1) ** number]
        assert not isinstance(changed, Exception), changed
        story = reread(story)
        assert story.headline == new
        if isinstance(published, Edition):
            document = story.editions.get().document
            assert (document["headline"], document["standfirst"], document["body"]) == (old, old, f"<p>{old}</p>")
            assert story.state == State.DRAFT
        else:
            assert isinstance(published, Refused), published
            assert not story.editions.exists()
            assert story.state == State.IN_REVIEW
        outcomes.add(type(published))
    assert outcomes <= {Edition, Refused}


def test_stories_with_one_headline_published_at_once_get_addresses_of_their_own():
    author, section = make_author(), make_section()
    stories = [make_approved("The same words", author, section) for _ in range(6)]
    results = race(*[lambda story=story: workflow.publish(story, by=None) for story in stories])
    assert all(isinstance(result, Edition) for result in results), results
    assert len({edition.get_absolute_url() for edition in results}) == 6


def test_a_withdrawal_against_a_new_edition_leaves_at_most_one_visible():
    author, section = make_author(), make_section()
    for number in range(40):
        story = bring_to(make_approved(f"Words {number}", author, section), "draft")
        workflow.publish(story, by=None)
        change(story, headline=f"Next {number}")
        workflow.submit(story, by=None)
        workflow.approve(story, by=None)
        results = race(
            lambda story=story: workflow.publish(story, by=None, kind="update"),
            lambda story=story: workflow.withdraw(story, by=None, note="Wrong."),
        )
        assert all(not isinstance(result, Exception) or isinstance(result, Refused) for result in results), results
        assert story.editions.filter(visible_until=None).count() <= 1

"""“More on this”: which stories a story's page leads on to, and when one of them comes or goes."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import tags, workflow
from articles.models import Edition, Neighbour
from articles.more import nearness
from articles.more.nearness import KEPT, LOOKED_AT
from authors import clock
from tests.cast import bring_to, make_live, make_section, make_story, publish_again
from tests.reading import MORNING, live, read, url_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def out(headline: str, *topics: str, days: float = 0, section: str = "World", **fields):
    """A story that went out so many days after the first morning."""
    with clock.stopped(MORNING + days * DAY - 300 * DAY):
        return make_live(headline=headline, topics=topics, section=make_section(section), **fields)


def led_on(client, story, status: int = 200) -> list[str]:
    """Return the headlines under “More on this”, in their order."""
    html = read(client, url_of(story), status)
    part = html.partition('id="more"')[2].partition("</section>")[0]
    return re.findall(r'class="card-headline"><a href="[^"]+">([^<]+)<', part)


def test_shared_topics_come_first_then_the_section(client):
    out("Same section")
    out("One topic", "Fish", section="Sport")
    out("Two topics", "Fish", "Ice", section="Sport")
    out("Nothing shared", "Opera", section="Culture")
    story = out("The story", "Fish", "Ice", days=1)
    assert led_on(client, story) == ["Two topics", "One topic", "Same section"]


def test_a_rare_topic_counts_for_more_than_a_common_one(client):
    for number in range(LOOKED_AT):
        out(f"Common {number}", "Politics", section="Politics")
    out("Rare", "Ice plant", section="Sport", days=-20)
    story = out("The story", "Politics", "Ice plant", section="Business", days=1)
    assert led_on(client, story)[0] == "Rare"


def test_at_most_four_and_the_newer_before_the_older(client):
    for number in range(6):
        out(f"Story {number}", "Fish", days=number)
    assert led_on(client, out("The story", "Fish", days=7)) == ["Story 5", "Story 4", "Story 3", "Story 2"]


def test_what_comes_later_and_is_nearer_shows_on_the_older_page(client):
    story = out("The story", "Fish", "Ice")
    for number in range(KEPT):
        out(f"One topic {number}", "Fish", days=1 + number)
    before = led_on(client, story)
    assert before
    assert "Both topics" not in before
    out("Both topics", "Fish", "Ice", days=100)
    assert led_on(client, story)[0] == "Both topics"


def test_a_withdrawn_neighbour_goes_and_the_next_takes_its_place(client):
    others = [out(f"Story {number}", "Fish", days=number) for number in range(5)]
    story = out("The story", "Fish", days=6)
    assert "Story 4" in led_on(client, story)
    workflow.withdraw(others[4], by=None, note="Wrong.")
    assert led_on(client, story) == ["Story 3", "Story 2", "Story 1", "Story 0"]


def test_neighbours_stay_each_others_through_a_correction_years_later(client):
    other, story = out("Before", "Fish", section="Sport"), out("The story", "Fish", days=1)
    assert (led_on(client, story), led_on(client, other)) == (["Before"], ["The story"])
    for number in range(LOOKED_AT + 2):
        out(f"Later {number}", "Fish", days=200, section="Culture")
    Neighbour.objects.exclude(edition__article__in=[other.pk, story.pk]).delete()
    publish_again(other, headline="After", kind="minor")
    assert Neighbour.objects.filter(edition=live(story), other=live(other)).exists()
    assert Neighbour.objects.filter(edition=live(other), other=live(story)).exists()


def test_nothing_of_a_story_to_come_shows_before_its_hour(client):
    story = out("The story", "Fish")
    at = clock.now() + timedelta(hours=1)
    coming = bring_to(make_story(headline="To come", topics=("Fish",)), "approved")
    workflow.publish(coming, by=None, at=at)
    assert led_on(client, story) == []
    with clock.stopped(at):
        assert led_on(client, story) == ["To come"]
        assert led_on(client, coming) == ["The story"]


def test_what_an_edition_to_come_is_about_shows_nowhere_before_its_hour(client):
    fish, opera = out("About fish", "Fish", section="Sport"), out("About opera", "Opera", section="Culture")
    story = out("The story", "Fish")
    tags.put(story, ["Opera"])
    at = clock.now() + timedelta(hours=1)
    publish_again(story, at=at)
    assert led_on(client, story) == ["About fish"]
    assert led_on(client, fish) == ["The story"]
    assert led_on(client, opera) == []
    with clock.stopped(at):
        assert led_on(client, story) == ["About opera"]
        assert led_on(client, opera) == ["The story"]
        assert led_on(client, fish) == []


def test_many_stories_to_come_push_nobody_out(client):
    story = out("The story", "Fish", "Ice")
    for number in range(4):
        out(f"Story {number}", "Fish", days=number)
    at = clock.now() + timedelta(hours=1)
    for number in range(KEPT + 1):
        coming = bring_to(make_story(headline=f"Coming {number}", topics=("Fish", "Ice")), "approved")
        workflow.publish(coming, by=None, at=at)
    assert len(led_on(client, story)) == 4
    with clock.stopped(at):
        assert [headline[:6] for headline in led_on(client, story)] == ["Coming"] * 4


def test_what_the_text_names_already_is_not_named_again(client):
    named, other = out("Named in the text", "Fish"), out("Not named", "Fish")
    body = f'<p>As <a href="/s/{named.pk}/">we reported</a>.</p>'
    assert led_on(client, out("The story", "Fish", body=body, days=1)) == [live(other).card["headline"]]


def test_a_story_is_never_led_on_to_itself(client):
    story = out("The story", "Fish")
    publish_again(story, body="<p>New.</p>", kind="minor")
    assert led_on(client, story) == []
    assert 'id="more"' not in read(client, url_of(story))


def test_the_preview_has_none(as_, editor):
    out("Another", "Fish")
    draft = make_story(topics=("Fish",))
    assert b'id="more"' not in as_(editor).get(f"/admin/articles/article/{draft.pk}/preview/").content


def test_an_edition_has_no_more_neighbours_than_are_kept(client):
    for number in range(3 * KEPT):
        out(f"Story {number}", "Fish", "Ice", days=number)
    counts = [edition.neighbours.count() for edition in Edition.objects.visible(clock.now())]
    assert max(counts) == KEPT


def test_it_costs_the_page_one_query_and_reads_no_text(client):
    for number in range(10):
        out(f"Story {number}", "Fish", days=number)
    story = out("The story", "Fish", days=11)
    with CaptureQueriesContext(connection) as queries:
        assert len(led_on(client, story)) == 4
    asked = [query["sql"] for query in queries if "articles_neighbour" in query["sql"]]
    assert len(asked) == 1
    assert '"document"' not in asked[0]


def test_what_a_publication_asks_does_not_grow_with_the_archive():
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            out("One more", "Fish", "Ice", days=200)
        return len(queries)

    for number in range(KEPT + 1):
        out(f"Story {number}", "Fish", "Ice", days=number)
    few = cost()
    for number in range(40):
        out(f"More {number}", "Fish", "Ice", days=20 + number)
    assert cost() == few


def test_the_command_finds_what_publication_would_have(client):
    stories = [
        out(f"Story {number}", *("Fish", "Ice", "Opera")[number % 3 : number % 3 + 2], days=number)
        for number in range(3 * KEPT)
    ]
    found = {story.pk: led_on(client, story) for story in stories}
    Neighbour.objects.all().delete()
    call_command("more_on_this", verbosity=0)
    assert {story.pk: led_on(client, story) for story in stories} == found
    count = Neighbour.objects.count()
    call_command("more_on_this", verbosity=0)
    assert Neighbour.objects.count() == count


def test_the_command_leaves_what_is_over_and_what_is_there(client):
    kept = out("Kept", "Fish")
    gone = out("Gone", "Fish", days=1)
    with clock.stopped(MORNING - 298.5 * DAY):
        workflow.withdraw(gone, by=None, note="Wrong.")
    story = out("The story", "Fish", days=2)
    Neighbour.objects.filter(edition=live(kept)).delete()
    call_command("more_on_this", verbosity=0)
    assert led_on(client, kept) == ["The story"]
    assert not Neighbour.objects.filter(other__article=gone, edition__article__in=[kept.pk, story.pk]).exists()


def test_nearness_says_nothing_of_those_who_share_nothing():
    one = nearness.Story(1, 1, 1, frozenset({1}), MORNING)
    assert nearness.nearness(one, nearness.Story(2, 2, 2, frozenset({2}), MORNING), {}) is None
    later, earlier = (nearness.Story(3, 3, 1, frozenset({1}), MORNING + days) for days in (30 * DAY, -30 * DAY))
    assert nearness.nearness(one, later, {1: 1}) > nearness.nearness(one, earlier, {1: 1})

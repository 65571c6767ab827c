"""Fronts arranged by hand: what is pinned stands where it was put while readers may see it, and rules fill the rest."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import most_read, workflow
from articles.feeds import addresses as feeds
from articles.fronts import saving
from articles.fronts.arrangement import Arrangement, Block, Kind, Pin, block, top_of_section, usual
from articles.models import Edition, Front, Section
from articles.tags import Tag
from authors import clock
from tests.cast import bring_to, make_author, make_live, make_photo, make_section, make_story, publish_again
from tests.reading import read

pytestmark = pytest.mark.django_db
TOP = block(Kind.TOP)


def arrange(*blocks: Block, section: Section | None = None) -> None:
    front = saving.front_of(section)
    assert saving.save(section, Arrangement(blocks), by=None, version=front.version)


def pinned(*stories, size: int = 5, **times) -> Block:
    """A top with these stories in its first places."""
    pins = tuple(Pin(story.pk, place, **times) for place, story in enumerate(stories))
    return Block(Kind.TOP, size=size, pins=pins)


def headlines(html: str) -> list[str]:
    """Return the headlines of the page, from its top to its end."""
    return [part.partition("<")[0].rpartition(">")[2] for part in html.split('class="card-headline"><a href="')[1:]]


def named(html: str, headline: str) -> int:
    return html.count(f">{headline}</a>")


@pytest.fixture
def old():
    """A story older than ten others."""
    with clock.stopped(clock.now() - timedelta(days=3)):
        story = make_live(headline="Old")
    for number in range(10):
        with clock.stopped(clock.now() - timedelta(minutes=60 - number)):
            make_live(headline=f"New {number}", section=make_section(("World", "Sport")[number % 2]))
    return story


def test_a_pinned_story_leads_and_stands_nowhere_else(client, old):
    arrange(pinned(old))
    html = read(client, "/")
    assert headlines(html)[:5] == ["Old", "New 9", "New 8", "New 7", "New 6"]
    assert named(html, "Old") == 1


def test_a_pin_stands_where_it_was_put_and_the_newest_around_it(client, old):
    arrange(Block(Kind.TOP, size=5, pins=(Pin(old.pk, 2),)))
    assert headlines(read(client, "/"))[:5] == ["New 9", "New 8", "Old", "New 7", "New 6"]


def test_a_pin_ends_at_its_hour_and_begins_at_its_hour(client, old):
    now = clock.now()
    arrange(pinned(old, since=now + timedelta(hours=1), until=now + timedelta(hours=2)))
    seen = {}
    for minutes in (0, 59, 60, 119, 120):
        with clock.stopped(now + timedelta(minutes=minutes)):
            seen[minutes] = headlines(read(client, "/"))[0]
    assert seen == {0: "New 9", 59: "New 9", 60: "Old", 119: "Old", 120: "New 9"}


def test_a_scheduled_story_takes_its_place_at_its_hour_and_a_withdrawn_one_leaves_it(client, old):
    story = bring_to(make_story(headline="Tomorrow"), "scheduled")
    arrange(pinned(story))
    assert headlines(read(client, "/"))[0] == "New 9"
    with clock.stopped(clock.now() + timedelta(days=1, hours=1)):
        assert headlines(read(client, "/"))[0] == "Tomorrow"
        workflow.withdraw(story, by=None, note="It was wrong.")
        assert headlines(read(client, "/"))[0] == "New 9"


def test_the_first_of_one_place_that_readers_see_has_it(client, old):
    coming = bring_to(make_story(headline="Coming"), "scheduled")
    arrange(Block(Kind.TOP, size=5, pins=(Pin(coming.pk, 0), Pin(old.pk, 0))))
    assert headlines(read(client, "/"))[0] == "Old"
    with clock.stopped(clock.now() + timedelta(days=1, hours=1)):
        html = read(client, "/")
    assert headlines(html)[0] == "Coming"


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "scheduled", "withdrawn", "spiked"])
def test_a_pinned_story_that_is_not_out_shows_nowhere(client, state, old):
    secret = "zqsecretqz"
    section = make_section("World")
    fields = {"headline": secret, "kicker": secret, "standfirst": secret, "slug": secret, "section": section}
    story = bring_to(make_story(**fields, topics=("Harbour",)), state)
    topic = Tag.objects.get(name="Harbour")
    pin = (Pin(story.pk, 0),)
    arrange(
        pinned(story),
        Block(Kind.SECTION, section.pk, pins=pin),
        Block(Kind.TOPIC, topic.pk, pins=pin),
        Block(Kind.VIEWS, pins=pin),
    )
    arrange(Block(Kind.TOP, size=3, pins=pin), section=section)
    public = ["/", section.get_absolute_url(), *(feeds.address("feed", form=form) for form in feeds.FORMS)]
    for address in [*public, "/sitemap-news.xml", "/search/?q=harbour"]:
        response = client.get(address)
        assert secret not in response.content.decode() + str(response.headers), address


def test_a_story_that_is_pinned_twice_stands_once_in_the_first_place(client, old):
    world = make_section("World")
    arrange(pinned(old), Block(Kind.SECTION, world.pk, pins=(Pin(old.pk, 1),)))
    html = read(client, "/")
    assert named(html, "Old") == 1
    assert headlines(html)[0] == "Old"


def test_a_rewritten_story_keeps_its_place_with_its_words_that_are_out(client, old):
    arrange(pinned(old))
    publish_again(old, headline="Old, and new")
    assert headlines(read(client, "/"))[0] == "Old, and new"


def test_blocks_stand_in_their_order_with_titles_sizes_and_shapes(client, old):
    make_live(headline="On ferries", topics=("Ferries",), section=make_section("World"))
    with clock.stopped(clock.now() - timedelta(days=9)):
        make_live(headline="Older ferries", topics=("Ferries",), section=make_section("World"))
        make_live(headline="Oldest in Sport", section=make_section("Sport"))
    ferries, sport = Tag.objects.get(name="Ferries"), make_section("Sport")
    arrange(
        Block(Kind.TOP, size=2),
        Block(Kind.TOPIC, ferries.pk, title="To the Isles", size=1),
        Block(Kind.SECTION, sport.pk, size=2, layout="mirror"),
    )
    html = read(client, "/")
    assert headlines(html) == ["On ferries", "New 9", "Older ferries", "New 7", "New 5"]
    assert '<a href="/topics/ferries/">To the Isles</a>' in html
    assert 'class="band mirror" aria-labelledby="band-sport"' in html
    assert "band-world" not in html


def test_what_is_about_a_topic_stands_with_the_topic_though_its_section_comes_first(client):
    world = make_section("World")
    make_live(headline="Ferry", topics=("Ferries",), section=world)
    make_live(headline="Border", section=world)
    with clock.stopped(clock.now() + timedelta(minutes=1)):
        for number in range(2):
            make_live(headline=f"Newest {number}")
        topic = Tag.objects.get(name="Ferries")
        arrange(Block(Kind.TOP, size=2), Block(Kind.SECTION, world.pk), Block(Kind.TOPIC, topic.pk))
        html = read(client, "/")
    assert html.index(">Border<") < html.index("band-topic-ferries") < html.index(">Ferry<")


def test_sections_without_a_block_follow_by_themselves_and_new_ones_too(client, old):
    world = make_section("World")
    arrange(Block(Kind.TOP, size=1), Block(Kind.REST), Block(Kind.SECTION, world.pk))
    with clock.stopped(clock.now() - timedelta(days=1)):
        make_live(section=make_section("Culture"))
    html = read(client, "/")
    order = [html.index(f'id="band-{name}"') for name in ("culture", "sport", "world")]
    assert order == sorted(order)


def test_one_pinned_opinion_stands_alone_and_one_by_rule_does_not(client, old):
    with clock.stopped(clock.now() - timedelta(days=2)):
        story = make_live(headline="What I think", story_type="opinion", author=make_author("Ann Lee"))
    arrange(TOP, Block(Kind.VIEWS))
    assert "band-views" not in read(client, "/")
    arrange(TOP, Block(Kind.VIEWS, title="Think", pins=(Pin(story.pk, 0),)))
    html = read(client, "/")
    assert "What I think" in html[html.index('id="band-views">Think') :]


def test_what_is_read_most_stands_in_its_block_if_nowhere_else(client, old):
    for number in range(4):
        with clock.stopped(clock.now() - timedelta(days=2, minutes=number)):
            story = make_live(headline=f"Read {number}")
            most_read.add({story.pk: 10 * (number + 1)}, clock.now())
    top = Edition.objects.visible(clock.now()).newest_first()[0]
    most_read.add({top.article_id: 1000}, clock.now())
    arrange(Block(Kind.TOP, size=2), block(Kind.READ))
    html = read(client, "/")
    block_html = html[html.index('id="band-read">Most read') :]
    order = [block_html.index(f">Read {number}</a>") for number in (3, 2, 1, 0)]
    assert order == sorted(order)
    assert named(html, "New 9") == 1


def test_a_page_that_nobody_arranged_is_that_of_the_rules(client, old):
    before = read(client, "/")
    arrange(*usual(Section.objects.values_list("pk", flat=True)).blocks)
    assert read(client, "/") == before
    assert saving.save(None, None, by=None, version=1)
    assert read(client, "/") == before


def test_a_block_of_what_is_gone_is_left_out(client, old):
    gone = make_section("Gone")
    arrange(pinned(old), Block(Kind.SECTION, gone.pk), Block(Kind.TOPIC, 999_999))
    gone.delete()
    assert headlines(read(client, "/"))[0] == "Old"


def test_an_arranged_page_costs_the_same_with_many_stories(client, media_in_tmp):
    photo, people = make_photo(), make_author("Ann Lee")
    kinds = ("news", "opinion", "analysis")
    stories = [
        make_live(lead=photo, author=people, topics=("Harbour",), story_type=kind, section=make_section(kind))
        for kind in kinds
    ]
    bands = [Block(Kind.SECTION, story.section_id, pins=(Pin(story.pk, 0),)) for story in stories[1:]]
    topics = [block(Kind.TOPIC, Tag.objects.get(name="Harbour").pk)]
    arrange(pinned(stories[0]), *bands, *topics, block(Kind.VIEWS), block(Kind.REST))
    arrange(Block(Kind.TOP, size=3, pins=(Pin(stories[1].pk, 0),)), section=stories[0].section)

    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        assert not [query for query in queries if '"document"' in query["sql"] or 'articles_article"' in query["sql"]]
        return len(queries)

    def add(count: int) -> None:
        documents = [Edition.objects.get(article=story).document for story in stories]
        start = clock.now() - timedelta(days=1)
        workflow.publish_many(
            [
                (documents[number % 3] | {"slug": f"copy-{count}-{number}"}, start - timedelta(minutes=number))
                for number in range(count)
            ]
        )

    add(12)
    few = {address: cost(address) for address in ("/", stories[0].section.get_absolute_url())}
    add(90)
    for address, queries in few.items():
        assert cost(address) == queries <= 9, address


# -- the tops of sections


def test_a_sections_page_opens_with_what_is_pinned_and_lists_the_rest(client, old):
    world = make_section("World")
    arrange(Block(Kind.TOP, size=3, pins=(Pin(old.pk, 1),)), section=world)
    html = read(client, "/world/")
    opening, river = html[html.index('class="opening"') : html.index('class="river"')], html.split('class="river"')[1]
    assert headlines(opening) == ["New 8", "Old", "New 6"]
    assert headlines(river) == ["New 4", "New 2", "New 0"]
    assert headlines(read(client, "/sport/")) == [f"New {number}" for number in (9, 7, 5, 3, 1)]


def test_a_later_page_of_a_section_has_no_opening_and_misses_nothing(client):
    world = make_section("World")
    stories = []
    for number in range(45):
        with clock.stopped(clock.now() - timedelta(minutes=100 - number)):
            stories.append(make_live(headline=f"Story {number:02}", section=world))
    arrange(Block(Kind.TOP, size=3, pins=(Pin(stories[20].pk, 0),)), section=world)
    seen, address = [], "/world/"
    while address:
        html = read(client, address)
        assert ('class="opening"' in html) is (address == "/world/")
        seen += headlines(html)
        older = html.partition('href="?before=')[2].partition('"')[0]
        address = older and f"/world/?before={older}"
    assert set(seen) == {str(story) for story in stories}
    assert seen[0] == "Story 20"
    assert len(seen[:21]) == len(set(seen[:21]))


def test_deleting_a_section_takes_its_arrangement_and_no_story(old):
    empty = make_section("Empty")
    arrange(Block(Kind.TOP, size=3, pins=(Pin(old.pk, 0),)), section=empty)
    empty.delete()
    assert not Front.objects.exists()
    assert Edition.objects.filter(article=old).exists()


def test_there_is_one_top_of_three_on_a_sections_page():
    assert [(each.kind, each.size) for each in top_of_section().blocks] == [("top", 3)]

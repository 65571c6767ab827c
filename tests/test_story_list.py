"""The list of stories, and the search of the newsroom's own."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import search, workflow
from articles.admin.lists import FARTHEST
from articles.models import Article, Byline
from articles.states import State
from authors import clock
from tests.cast import bring_to, change, make_author, make_live, make_section, make_story, publish_again

LIST = reverse("admin:articles_article_changelist")


def headlines(response) -> list[str]:
    return [story.headline for story in response.context["cl"].result_list]


def find(text: str) -> list[str]:
    return list(search.find(Article.objects.all(), text).values_list("headline", flat=True))


def test_a_line_shows_what_an_editor_asks_of_a_story(as_, editor, writer):
    writer.first_name, writer.last_name = "Tomas", "Okoro"
    writer.save()
    make_story(
        owner=writer,
        author=make_author("Mara Lindqvist"),
        section=make_section("Politics"),
        headline="Assembly votes",
        kicker="Water",
    )
    page = as_(editor).get(LIST).content.decode()
    for text in ("Assembly votes", "Water", "Politics", "Mara Lindqvist", "Tomas Okoro", 'data-state="draft"'):
        assert text in page


def test_a_published_story_leads_to_its_page_also_while_its_next_edition_is_written(as_, editor):
    story = make_live(headline="Out")
    address = story.editions.get().get_absolute_url()
    client = as_(editor)
    page = client.get(LIST).content.decode()
    assert address in page
    assert 'data-state="published"' in page
    change(story, headline="Out, rewritten")
    page = client.get(LIST).content.decode()
    assert address in page
    assert 'data-state="draft"' in page


def test_scheduled_and_returned_have_labels_of_their_own(as_, editor, writer):
    bring_to(make_story(), "scheduled")
    workflow.return_(bring_to(make_story(owner=writer), "in_review"), by=None, note="No.")
    page = as_(editor).get(LIST).content.decode()
    assert 'data-state="scheduled"' in page
    assert 'data-state="returned"' in page


def test_an_update_that_is_scheduled_says_so_beside_the_live_one(as_, editor):
    story = make_live()
    publish_again(story, headline="Update", at=clock.now() + timedelta(hours=5))
    [line] = as_(editor).get(LIST).context["cl"].result_list
    assert (line.standing.code, bool(line.standing.opens), bool(line.standing.page)) == ("scheduled", True, True)


def test_a_writer_finds_their_own_stories_alone(as_, writer, other_writer):
    make_story(owner=writer, headline="Mine")
    make_story(owner=other_writer, headline="Theirs")
    assert headlines(as_(writer).get(LIST)) == ["Mine"]
    assert headlines(as_(writer).get(LIST, {"q": "theirs"})) == []


@pytest.mark.parametrize("state", [*(state for state in State), "scheduled"])
def test_it_filters_by_state(as_, editor, state):
    for other in ("draft", "in_review", "approved", "published", "scheduled", "spiked"):
        bring_to(make_story(headline=other), other)
    found = set(headlines(as_(editor).get(LIST, {"state": state})))
    # what is scheduled for the first time is, to the workflow, published
    assert found == ({"published", "scheduled"} if state == State.PUBLISHED else {state})


def test_spiked_stories_are_not_in_the_way(as_, editor):
    bring_to(make_story(headline="Gone"), "spiked")
    make_story(headline="Here")
    assert headlines(as_(editor).get(LIST)) == ["Here"]


def test_it_filters_by_section_type_and_person(as_, editor, writer):
    make_story(headline="A", section=make_section("Sport"), owner=writer, story_type="opinion")
    make_story(headline="B", section=make_section("World"), owner=editor)
    client = as_(editor)
    assert headlines(client.get(LIST, {"section": "sport"})) == ["A"]
    assert headlines(client.get(LIST, {"type": "opinion"})) == ["A"]
    assert headlines(client.get(LIST, {"mine": "yes"})) == ["B"]
    assert headlines(client.get(LIST, {"mine": "with"})) == ["B"]
    assert headlines(client.get(LIST, {"mine": "returned"})) == []


@pytest.mark.parametrize("page", ["2", "-1", "0", "x", str(10**20), "9" * 5000, "1.5", ""])
def test_a_page_that_is_not_there_gives_a_clean_one(as_, editor, page):
    make_story(headline="Only")
    response = as_(editor).get(LIST, {"p": page}, follow=True)
    assert response.status_code == 200
    assert headlines(response) == ["Only"]


def test_a_value_that_no_filter_knows_is_no_error(as_, editor):
    make_story(headline="Only")
    for name in ("state", "section", "type", "mine"):
        assert as_(editor).get(LIST, {name: "💥' OR 1=1 --"}).status_code == 200


def many(count: int, **fields) -> None:
    """Write `count` stories without their history."""
    section, author = make_section(), make_author()
    made = Article.objects.bulk_create(
        Article(headline=f"Load {number}", section=section, **fields) for number in range(count)
    )
    Byline.objects.bulk_create(Byline(article=story, author=author) for story in made)


def test_it_counts_no_further_than_it_leads(as_, editor):
    many(FARTHEST + 60)
    response = as_(editor).get(LIST)
    assert "1,000+" in response.content.decode()
    assert response.context["cl"].paginator.num_pages == FARTHEST // 50
    last = as_(editor).get(LIST, {"p": 21})
    assert len(headlines(last)) == 50
    assert "ends with page 20" in last.content.decode()


def test_its_queries_are_few_and_do_not_grow(as_, editor):
    client = as_(editor)
    client.get(LIST)
    counts = []
    for stories in (5, 300):
        many(stories, owner=editor, holder=editor)
        make_live()
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST, {"q": "load"})
        counts.append(len(queries))
        assert not [query["sql"] for query in queries if '"body"' in query["sql"]]
    assert counts[0] == counts[1] <= 12


@pytest.mark.django_db
def test_it_finds_words_in_any_order_and_the_last_one_unfinished():
    make_story(headline="Port Ansel deepens its harbour", kicker="Dredging", standfirst="A vote at the quay.")
    make_story(headline="The glacier that stopped")
    for text in ("harbour ansel", "HARBOUR", "dredg", "quay vote", "deepens har"):
        assert find(text) == ["Port Ansel deepens its harbour"], text
    assert find("harb ansel") == []
    assert find("glacier harbour") == []


@pytest.mark.django_db
def test_it_follows_the_story():
    story = make_story(headline="Before")
    assert find("before") == ["Before"]
    change(story, headline="After")
    assert (find("before"), find("after")) == ([], ["After"])
    Article.objects.filter(pk=story.pk).update(headline="By an update")
    assert find("update") == ["By an update"]
    plain = Article.objects.create(headline="For deletion")
    assert find("deletion") == ["For deletion"]
    plain.delete()
    assert find("deletion") == []


@pytest.mark.django_db
def test_it_finds_the_address_and_other_scripts():
    make_story(headline="Eine Straße in Zürich", slug="strasse-in-zuerich")
    make_story(headline="日本語の見出し")
    assert find("zuerich") == ["Eine Straße in Zürich"]
    assert find("Zürich") == ["Eine Straße in Zürich"]
    assert find("日本") == ["日本語の見出し"]


@pytest.mark.django_db
def test_it_takes_apart_what_is_written_together():
    make_story(headline="Mid-week: news/sport at host.name <b>bold</b> don’t")
    for text in ("week", "sport", "name", "bold", "mid-week", "host.name", "“sport”", "don’t", "don't"):
        assert find(text), text


HOSTILE = """ " ' "unbalanced a_AND NEAR( headline: -a ^a * a*b % _ \\ a:* !a (a|b & <-> '; DROP--""".split()


@pytest.mark.parametrize(
    "text", [*HOSTILE, "a AND", "\x00", "a\x00b", "\ud800", "🙂", "\u200b", "a" * 2**20, "a " * 2**19]
)
def test_any_input_is_a_question(text, db):
    make_story(headline="Something else entirely")
    assert find(text) in ([], ["Something else entirely"])


@pytest.mark.django_db
def test_a_question_without_words_finds_nothing_and_no_question_everything():
    make_story()
    assert find("!!!") == []
    assert len(find("")) == len(find("  ")) == 1


def test_what_it_finds_is_newest_first(as_, editor):
    for name in ("First", "Second", "Third"):
        make_story(headline=f"{name} tide")
    assert headlines(as_(editor).get(LIST, {"q": "tide"})) == ["Third tide", "Second tide", "First tide"]


@pytest.mark.django_db(transaction=True)  # SQLite changes no table within a transaction that checks foreign keys
def test_what_it_reads_can_be_removed_and_made_again():
    make_story(headline="Kept through it")
    with connection.schema_editor() as editor:
        search.remove(None, editor)
        search.install(None, editor)
        search.install(None, editor)
    assert find("kept") == ["Kept through it"]

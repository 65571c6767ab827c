"""What the search offers while somebody types."""

import pytest
from django.core.management import call_command

from articles.tags import Tag
from tests.cast import make_author, make_section
from tests.reading import read
from tests.searching import story

pytestmark = pytest.mark.django_db


def offered(client, text: str) -> list[tuple[str, str]]:
    answer = client.get("/search/suggestions/", {"q": text}).json()["suggestions"]
    return [(each["kind"], each["text"]) for each in answer]


def test_they_are_headlines_names_and_sections(client):
    section, author = make_section("Marine"), make_author("Ann Márquez")
    story("Márlin caught off Carrow", section=section, author=author, topics=("Maritime law",))
    assert offered(client, "mar") == [
        ("Section", "Marine"),
        ("Writer", "Ann Márquez"),
        ("Topic", "Maritime law"),
        ("Story", "Márlin caught off Carrow"),
    ]
    assert offered(client, "carrow caug") == [("Story", "Márlin caught off Carrow")]
    assert offered(client, "ann mar") == [("Writer", "Ann Márquez")]
    assert offered(client, "aught") == []


def test_each_leads_to_its_page(client):
    story("Ferry", topics=("Ferries",), author=make_author("Ferris"))
    answer = client.get("/search/suggestions/?q=fer").json()["suggestions"]
    assert len(answer) == 3
    for each in answer:
        assert each["text"] in read(client, each["url"])


@pytest.mark.parametrize("text", ["", " ", "f", "?", '"'])
def test_there_are_none_for_next_to_nothing(client, text):
    story("Ferry")
    assert offered(client, text) == []


def test_there_are_few(client):
    for number in range(9):
        story(f"Ferry {number}", days=number, topics=(f"Ferry topic {number}",))
    assert len(offered(client, "ferry")) == 8


def test_words_without_spaces_are_completed(client):
    story("東京都の天気")
    assert offered(client, "東") == offered(client, "東京") == [("Story", "東京都の天気")]


def test_a_new_name_is_offered_once_it_was_written_anew(client):
    story("Ferry", topics=("Harbour",), author=make_author("Ann Lee"))
    Tag.objects.update(name="Quayside")
    assert offered(client, "harb") == offered(client, "quay") == []
    call_command("search_index", verbosity=0)
    assert offered(client, "harb") == []
    assert offered(client, "quay") == [("Topic", "Quayside")]


def test_a_new_name_is_offered_with_the_next_story(client):
    author = make_author("Ann Lee")
    story("Ferry", author=author)
    author.name = "Ann Márquez"
    author.save()
    story("Another", author=author)
    assert offered(client, "marq") == [("Writer", "Ann Márquez")]

"""One author saved several times at one moment: made once, and nobody is shown a fault."""

import threading

import pytest
from django.db import connection
from django.test import Client

from authors.models import Author
from tests.cast import make_author
from tests.test_attacks import admin

HANDS = 4
ADD = {"name": "Mara Lindqvist", "role": "", "organisation": "", "biography": "", "links": "", "slug": ""}


def at_once(user, sent: list[dict]) -> list:
    """Send these forms for a new author at one moment, each over a connection of its own; return the answers."""
    clients = [Client() for _ in sent]
    for client in clients:
        client.force_login(user)
    answers: list = [None] * len(sent)
    start = threading.Barrier(len(sent))

    def send(place: int) -> None:
        try:
            start.wait(timeout=20)
            answers[place] = clients[place].post(admin("authors_author_add"), sent[place])
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    hands = [threading.Thread(target=send, args=[place]) for place in range(len(sent))]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(timeout=60)
        assert not hand.is_alive()
    return answers


@pytest.mark.django_db(transaction=True)
def test_of_four_who_save_one_new_author_at_once_one_does_and_the_others_are_told(staff_desk):
    for number in range(12):
        name = f"Mara Lindqvist {chr(65 + number)}"
        answers = at_once(staff_desk, [ADD | {"name": name}] * HANDS)
        assert sorted(answer.status_code for answer in answers) == [200] * (HANDS - 1) + [302], answers
        assert Author.objects.filter(name=name).count() == 1
        [told] = {str(answer.context["adminform"].form.errors["name"]) for answer in answers if answer.context}
        assert f"There is an author “{name}” already." in told


@pytest.mark.django_db(transaction=True)
def test_four_people_of_one_name_saved_at_once_all_get_a_page(staff_desk):
    for number in range(12):
        name = f"Mara Lindqvist {chr(65 + number)}"
        answers = at_once(staff_desk, [ADD | {"name": name, "role": f"role {place}"} for place in range(HANDS)])
        assert [answer.status_code for answer in answers] == [302] * HANDS, answers
        slugs = Author.objects.filter(name=name).values_list("slug", flat=True)
        assert len(set(slugs)) == HANDS


@pytest.mark.django_db
def test_an_author_whom_readers_could_not_tell_from_another_is_refused(as_, staff_desk):
    make_author("Mara Lindqvist", role="editor")
    client = as_(staff_desk)
    response = client.post(admin("authors_author_add"), ADD | {"name": "mara  lindqvist", "role": "Editor"})
    assert "already" in str(response.context["adminform"].form.errors["name"])
    assert client.post(admin("authors_author_add"), ADD | {"role": "photographer"}).status_code == 302
    assert Author.objects.count() == 2


@pytest.mark.django_db
def test_two_who_are_alike_already_can_still_be_changed(as_, staff_desk, writer):
    first, second = make_author("Mara Lindqvist"), make_author("Mara Lindqvist", account=writer)
    page = admin("authors_author_change", first.pk)
    assert as_(staff_desk).post(page, ADD | {"biography": "She covers the assembly."}).status_code == 302
    own = admin("authors_author_change", second.pk)
    assert as_(writer).post(own, {"biography": "She covers sport."}).status_code == 302
    assert set(Author.objects.values_list("biography", flat=True)) == {"She covers the assembly.", "She covers sport."}

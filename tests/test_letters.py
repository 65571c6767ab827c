"""A reader writes to an author: by a form, without a cookie, to an address that no page shows."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction

from articles.letters import limits, tickets
from authors import clock
from authors.models import Author
from newsroom import checks
from tests.cast import make_author, make_live
from tests.reading import MORNING, read, url_of

pytestmark = pytest.mark.django_db
WRITE = "/authors/ann-lee/write/"
ADDRESS = "ann.lee@courier.example"
LETTER = {
    "name": "Rosa Vane",
    "address": "rosa@reader.example",
    "subject": "The ice plant",
    "letter": "It closed in May.\n\nI worked there.",
    "organisation_code": "",
}


@pytest.fixture(autouse=True)
def _nobody_wrote_yet():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def author():
    return make_author("Ann Lee", email=ADDRESS, readers_may_write=True)


def ticket_in(html: str) -> str:
    return re.search(r'name="ticket" value="([^"]+)"', html)[1]


def opened(client, at=MORNING) -> str:
    """Open the form, and return its ticket."""
    with clock.stopped(at):
        return ticket_in(read(client, WRITE))


def send(client, ticket: str, *, at=MORNING + timedelta(minutes=2), headers=None, **fields):
    with clock.stopped(at):
        data = LETTER | {"ticket": ticket} | fields
        return client.post(WRITE, data, headers={"Sec-Fetch-Site": "same-origin"} | (headers or {}))


def test_a_letter_reaches_the_author_and_an_answer_the_reader(client, author, settings):
    response = send(client, opened(client))
    assert response.status_code == 200
    assert "Your letter is on its way to Ann Lee" in response.content.decode()
    [sent] = mail.outbox
    assert (sent.to, sent.reply_to, sent.from_email) == (
        [ADDRESS],
        ["rosa@reader.example"],
        settings.DEFAULT_FROM_EMAIL,
    )
    assert sent.subject == f"[{settings.SITE_NAME}] The ice plant"
    assert sent.body.startswith("It closed in May.\n\nI worked there.\n")
    assert "Rosa Vane <rosa@reader.example>" in sent.body
    assert f"{settings.SITE_URL}/authors/ann-lee/" in sent.body


def test_a_letter_without_a_subject_is_named_after_who_wrote_it(client, author):
    send(client, opened(client), subject="")
    assert mail.outbox[0].subject.endswith("A letter from Rosa Vane")


def test_no_page_shows_the_address(client, author):
    story = make_live(author=author)
    pages = ["/", "/authors/", "/authors/ann-lee/", WRITE, url_of(story), "/sitemap-pages.xml"]
    pages += [f"/authors/ann-lee/feed/{form}" for form in ("", "atom/", "json/")]
    for address in pages:
        response = client.get(address)
        assert response.status_code == 200, address
        for text in (response.content.decode(), str(response.headers)):
            assert ADDRESS not in text, address
            assert "mailto:" not in text, address
    assert ADDRESS not in send(client, opened(client)).content.decode()


def test_the_authors_page_and_box_lead_to_the_form(client, author):
    story = make_live(author=author)
    for address in ("/authors/ann-lee/", url_of(story)):
        assert f'<a href="{WRITE}">Write to Ann Lee</a>' in read(client, address)


@pytest.mark.parametrize("fields", [{"email": ADDRESS}, {}])
def test_an_author_who_is_not_to_be_written_to_has_no_such_page(fields, client):
    make_author("Ann Lee", **fields)
    assert read(client, WRITE, 404) == read(client, "/authors/nobody/write/", 404)
    assert client.post(WRITE, LETTER).status_code == 404
    assert "write/" not in read(client, "/authors/ann-lee/")


def test_nobody_is_written_to_without_an_address():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_author(readers_may_write=True)


def test_readers_get_no_cookie_and_nobody_keeps_the_page(client, author):
    for response in (client.get(WRITE), send(client, opened(client)), send(client, "", name="")):
        assert not response.cookies
        assert "cookie" not in response.headers.get("Vary", "").lower()
        assert response.headers["Cache-Control"] == "private, no-store"
        assert "noindex" in response.content.decode()
    assert "csrfmiddlewaretoken" not in read(client, WRITE)
    assert client.put(WRITE).status_code == 405


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "Say who you are."),
        ({"address": "rosa"}, "Enter a valid email address."),
        ({"address": "rosa@reader.example, all@courier.example"}, "Enter a valid email address."),
        ({"address": f"rosa@{'ü' * 63}.example"}, "Enter a valid email address."),
        ({"address": ""}, "Give the address that an answer can be sent to."),
        ({"letter": "\n\n"}, "Write your letter."),
        ({"letter": "x" * 10_001}, "at most 10000 characters"),
        ({"subject": "x" * 151}, "at most 150 characters"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(fields, sentence, client, author):
    ticket = opened(client)
    response = send(client, ticket, **fields)
    html = response.content.decode()
    assert sentence in html
    assert "something needs another look" in html
    for name, text in (LETTER | fields).items():
        if text.strip() and name != "letter":
            assert f'value="{text}"' in html, name
    if "letter" not in fields:
        assert "I worked there." in html
    assert not mail.outbox
    assert ticket_in(html) == ticket
    assert send(client, ticket).status_code == 200
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\u2028", "\x85", "%0a", "\x00\n"])
@pytest.mark.parametrize("name", ["name", "subject", "address"])
def test_no_field_can_add_a_header(name, break_, client, author):
    subject = {"subject": ""} if name == "name" else {}  # it is made of the name then
    send(client, opened(client), **subject | {name: f"{LETTER[name]}{break_}Bcc: all@courier.example"})
    for sent in mail.outbox:
        message = sent.message()
        assert message["Bcc"] is None
        assert message["To"] == ADDRESS
        assert message["Reply-To"] == "rosa@reader.example"
        assert len(sent.recipients()) == 1


def test_what_fills_in_every_field_sends_nothing_and_a_reader_is_told(client, author):
    ticket = opened(client)
    html = send(client, ticket, organisation_code="x").content.decode()
    assert "a field was filled in that people leave empty" in html
    assert "I worked there." in html
    assert 'value="x"' not in html
    assert not mail.outbox
    send(client, ticket_in(html))
    assert len(mail.outbox) == 1


def test_nobody_writes_a_letter_in_two_seconds(client, author):
    ticket = opened(client)
    html = send(client, ticket, at=MORNING + timedelta(seconds=2)).content.decode()
    assert "quicker than anybody types" in html
    assert not mail.outbox
    send(client, ticket_in(html), at=MORNING + timedelta(seconds=4))
    assert len(mail.outbox) == 1


def test_a_ticket_is_good_for_one_author_and_half_a_day(client, author):
    make_author("Bo Tarn", email="bo@courier.example", readers_may_write=True)
    others = ticket_in(read(client, "/authors/bo-tarn/write/"))
    mine = opened(client)
    for ticket, at in (
        (others, MORNING),
        (mine, MORNING + timedelta(hours=13)),
        (mine[:-1] + ("a" if mine[-1] != "a" else "b"), MORNING + timedelta(minutes=1)),
        ("", MORNING),
        ("x" * 5000, MORNING),
        ("bm90IGEgbGlzdA:x", MORNING),
    ):
        html = send(client, ticket, at=at).content.decode()
        assert "had been open for very long" in html
        assert "I worked there." in html
        again = ticket_in(html)
        assert again != ticket
    assert not mail.outbox
    send(client, again, at=MORNING + timedelta(minutes=1))
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "", "Origin": "null"},
    ],
)
def test_a_form_of_another_site_sends_nothing(headers, client, author):
    html = send(client, opened(client), headers=headers).content.decode()
    assert "came from another site" in html
    assert not mail.outbox
    send(client, ticket_in(html), at=MORNING + timedelta(minutes=9), headers={"Sec-Fetch-Site": "same-origin"})
    assert len(mail.outbox) == 1


def test_a_browser_that_names_the_origin_alone_is_heard(client, author):
    send(client, opened(client), headers={"Sec-Fetch-Site": "", "Origin": "http://testserver"})
    assert len(mail.outbox) == 1


def test_a_button_pressed_twice_sends_one_letter(client, author):
    ticket = opened(client)
    for _ in range(3):
        assert "Your letter is on its way" in send(client, ticket).content.decode()
    assert len(mail.outbox) == 1


def test_a_letter_that_is_on_its_way_is_not_sent_a_second_time(client, author):
    ticket = opened(client)
    with clock.stopped(MORNING):
        assert limits.claim(tickets.read(ticket, author)) == limits.FREE
    html = send(client, ticket).content.decode()
    assert "Your letter is being sent at this moment." in html
    assert "I worked there." in html
    assert not mail.outbox


def test_too_many_letters_of_one_sender_wait_an_hour(client, author):
    for _ in range(limits.BY_ONE):
        send(client, opened(client))
    response = send(client, opened(client))
    assert response.status_code == 429
    assert "too many letters came within an hour" in response.content.decode()
    assert "I worked there." in response.content.decode()
    assert len(mail.outbox) == limits.BY_ONE
    ticket = opened(client, MORNING + timedelta(hours=1))
    assert send(client, ticket, at=MORNING + timedelta(hours=1, minutes=1)).status_code == 200


def test_an_author_is_not_buried_by_many_senders(client, author, monkeypatch, settings):
    monkeypatch.setattr(limits, "TO_ONE", 2)
    settings.BEHIND_PROXY = True
    answers = [
        send(client, opened(client), headers={"X-Forwarded-For": f"203.0.113.{number}"}).status_code
        for number in range(3)
    ]
    assert answers == [200, 200, 429]


def test_what_a_client_says_of_itself_moves_no_limit(client, author, settings):
    for proxied in (False, True):
        cache.clear()
        settings.BEHIND_PROXY = proxied
        said = [
            send(client, opened(client), headers={"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.9"}).status_code
            for number in range(limits.BY_ONE + 1)
        ]
        assert said[-1] == 429, proxied


def test_the_cache_holds_no_address_and_another_key_each_day(rf, author):
    request = rf.post(WRITE, REMOTE_ADDR="203.0.113.9")
    kept = set()
    for day in range(2):
        with clock.stopped(MORNING + timedelta(days=day)):
            assert limits.admit(request, author)
        kept = {key for key in cache._cache if ":by:" in key}
        assert len(kept) == day + 1
        assert not any("203.0.113.9" in key for key in kept)
    assert len({key.split(":by:")[1].partition(":")[0] for key in kept}) == 2


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("", "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_a_household_is_one_sender(address, network, rf):
    assert limits.network(rf.get("/", REMOTE_ADDR=address)) == network


def test_when_the_mail_server_fails_nothing_typed_is_lost(client, author, settings, live_port_that_refuses):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", live_port_that_refuses
    ticket = opened(client)
    response = send(client, ticket)
    html = response.content.decode()
    assert response.status_code == 503
    assert "our mail does not work at the moment" in html
    for text in ("Rosa Vane", "rosa@reader.example", "The ice plant", "I worked there."):
        assert text in html
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send(client, ticket_in(html)).status_code == 200
    assert len(mail.outbox) == 1


@pytest.fixture
def live_port_that_refuses():
    """A port of this machine at which nothing listens."""
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and never listened at
        yield taken.getsockname()[1]


def test_words_of_readers_are_shown_as_words(client, author):
    hostile = "</textarea><script>alert(1)</script>\u2028\x00\U0001f600é"
    html = send(client, opened(client), name="", letter=hostile, subject=hostile).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    send(client, opened(client), letter=hostile, subject=hostile)
    assert "\x00" not in mail.outbox[0].body
    assert "\U0001f600é" in mail.outbox[0].subject


def test_the_staff_desk_lets_readers_write(as_, staff_desk):
    author = make_author("Ann Lee")
    client = as_(staff_desk)
    data = {"name": "Ann Lee", "role": "", "organisation": "", "biography": "", "links": "", "portrait": ""}
    url = f"/admin/authors/author/{author.pk}/change/"
    html = client.post(url, data | {"email": "", "readers_may_write": "on"}).content.decode()
    assert "Give the address that readers’ letters go to, or let them not write." in html
    html = client.post(url, data | {"email": f"ann@{'ü' * 63}.example", "readers_may_write": "on"}).content.decode()
    assert "Enter a valid email address." in html
    client.post(url, data | {"email": ADDRESS, "readers_may_write": "on"})
    assert Author.objects.get().can_be_written_to


def test_an_author_decides_about_their_own_letters(as_, writer):
    author = make_author("Ann Lee", account=writer, email=ADDRESS, readers_may_write=True)
    client = as_(writer)
    url = f"/admin/authors/author/{author.pk}/change/"
    assert 'name="readers_may_write"' in read(client, url)
    client.post(url, {"biography": "", "links": "", "portrait": "", "email": ADDRESS})
    author.refresh_from_db()
    assert not author.readers_may_write


def test_a_site_whose_mail_reaches_nobody_is_told(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert [warning.id for warning in checks.mail()] == ["newsroom.W004"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert checks.mail() == []


def test_colleagues_do_not_read_the_address(as_, writer):
    author = make_author("Ann Lee", email=ADDRESS)
    assert ADDRESS not in read(as_(writer), f"/admin/authors/author/{author.pk}/change/")

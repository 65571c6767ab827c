"""No word of ours is left out: in a language that wraps every message, all that readers get is wrapped, or the house's.

The house's are what people typed: names, headlines, texts. Whatever else has a letter in it was never given to the
translators.
"""

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings as of_site
from django.core import mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import trans_real
from lxml import html as markup

from articles.finding.questions import LONGEST
from articles.letters import tickets
from articles.models import Agency, Banner, Edition, HouseRevision, Section
from articles.tags import Tag
from authors import clock
from authors.models import Author
from newsroom.requests import page as unreadable
from tests import catalogues
from tests.cast import make_author, make_section, make_story
from tests.every_page import addresses, whole_newsroom  # noqa: F401 - a fixture
from tests.reading import MORNING

pytestmark = pytest.mark.django_db
CODE = "qps"  # of no language
WRAPPED = re.compile(r"⟦[^⟦⟧]*⟧")
BREAK = "\x1f"
AROUND = " \n\t.,:;|–—/()“”…·▸←→"
# what is read out or shown; of `value` the buttons', of `content` what names a page
SAID = ("alt", "aria-label", "data-failed", "data-label", "data-title", "label", "placeholder", "title")
NAMED = ("description", "og:description", "og:image:alt", "og:title")
SHOWING = re.compile(r"(?:[tT]ext(?:Content)?|innerText|title|alt|placeholder) = |\"aria-label\", $")
SENTENCE = re.compile(r"[A-Z][a-z]+ [a-z]+ ")
FORMATS = ("(Atom)", "(JSON Feed)")
DJANGOS = of_site.BASE_DIR / trans_real.__file__ / "../../../conf/locale/de/LC_MESSAGES/django.po"
QUESTIONS = (
    "?q=harbour&section=politics",
    "?q=" + "+".join(f"word{number}" for number in range(14)),
    "?q=%22harbour+votes%22+harbuor+nothing&section=politics&author=mara-lindqvist&topic=harbour&from=2020-01-01&until=2030-01-01",
    "?q=harbour&section=none&author=none&topic=none&from=x&order=y",
    "?q=harbour&from=2026-12-01&until=2026-01-01",
    "?q=" + "a" * 500,
    "?q=story&page=1&order=newest",
    "?q=%21",
    "?topic=harbour",
)


class Wrapping:
    """The translations of a language in which every message stands between ⟦ and ⟧."""

    def __init__(self) -> None:
        self.asked: set[tuple[str, str]] = set()

    def gettext(self, message: str) -> str:
        context, _, text = message.rpartition("\x04")
        self.asked.add((context, text))
        return f"⟦{text}⟧"

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        self.gettext(singular)
        return f"⟦{(singular if number == 1 else plural).rpartition(chr(4))[2]}⟧"

    def to_language(self) -> str:
        return CODE


@pytest.fixture
def wrapping(settings, monkeypatch):
    """The site in that language."""
    settings.LANGUAGE_CODE = CODE
    settings.LANGUAGES = [(CODE, "Wrapped"), *settings.LANGUAGES]
    made = Wrapping()
    monkeypatch.setitem(trans_real._translations, CODE, made)
    yield made
    known = {(message.context, message.text) for message in catalogues.asked()}
    djangos = {(message.context, message.text) for message in catalogues.messages(DJANGOS.resolve())}
    assert made.asked <= known | djangos


@pytest.fixture
def newsroom(request, settings):
    """A newsroom with something of everything, made before the site's language is changed."""
    return request.getfixturevalue("whole_newsroom")


def test_no_word_of_a_page_is_left_out(newsroom, wrapping, client):
    Banner.objects.create(text="Bridge closed", begins=clock.now(), ends=clock.now() + MORNING.resolution * 10**10)
    pages = [*addresses(client, each=False), *newsroom.values()]
    pages += [f"/search/{question}" for question in QUESTIONS]
    pages += [
        "/1999/",
        "/1999/01/",
        "/1999/01/01/",
        *(f"{author.get_absolute_url()}write/" for author in _written_to()),
    ]
    theirs = content()
    for address in dict.fromkeys(pages):
        check(client.get(address).content.decode(), theirs | _asked_at(address), address)


def test_no_word_of_an_empty_site_is_left_out(wrapping, client):
    make_section("World")
    nobody = make_author("Nobody Yet")
    for address in ("/", "/world/", "/archive/", "/corrections/", "/authors/", nobody.get_absolute_url()):
        check(client.get(address).content.decode(), content(), address)


def test_no_word_of_an_error_is_left_out(wrapping, client, db):
    check(client.get("/", headers={"Host": "evil.example"}).content.decode(), content(), "400")
    check(render_to_string("403.html", {"site": {"name": of_site.SITE_NAME}}), content(), "403")
    check(render_to_string("500.html"), content(), "500")
    check(unreadable(), content(), "unreadable")


def test_no_word_of_the_form_of_a_letter_is_left_out(newsroom, wrapping, client):
    author = _written_to()[0]
    address, theirs = reverse("write", args=[author.slug]), content()
    for letter in (
        {},
        {"name": "x" * 200, "address": "nobody", "subject": "x" * 200, "letter": "x" * 20_000},
        _letter(author, organisation_code="x"),
        _letter(author, ticket=""),
        _letter(author),
    ):
        check(client.post(address, letter).content.decode(), theirs | set(letter.values()), str(letter)[:99])
    with clock.stopped(clock.now() + tickets.SHORTEST):
        check(client.post(address, _letter(author)).content.decode(), theirs, "at once")
        with clock.stopped(clock.now() + tickets.SHORTEST):
            for _ in range(6):
                ticket = tickets.SIGNER.sign_object([author.pk, int(clock.now().timestamp()) - 9, str(_)])
                check(client.post(address, _letter(author, ticket=ticket)).content.decode(), theirs, "sent")
    sent = mail.outbox[0]
    assert sent.subject.endswith("⟦A letter from A Reader⟧")
    assert sent.body.endswith(f"⟦A Reader <reader@x.example>\nwrote this to you at {of_site.SITE_URL}"
                              f"{author.get_absolute_url()}. Your answer goes to them.⟧\n")  # fmt: skip


def test_no_word_for_machines_that_show_it_is_left_out(newsroom, wrapping, client):
    theirs = content()
    for address in ("/feed/atom/", "/feed/", "/corrections/feed/", "/corrections/feed/atom/"):
        tree = markup.fromstring(client.get(address).content)
        for element in tree.iter("title", "subtitle", "summary", "content", "description", "encoded"):
            check(f"<p>{element.text_content()}</p>", theirs, address)
    for suggestion in client.get("/search/suggestions/?q=harb").json()["suggestions"]:
        assert WRAPPED.fullmatch(suggestion["kind"])
    assert WRAPPED.fullmatch(client.get("/search/suggestions/?q=harb").json()["said"])
    told = client.get("/oembed", {"url": of_site.SITE_URL + newsroom["story"]}, follow=True).json()
    check(told["html"], theirs, "oembed")
    for asked in (
        {},
        {"format": "ini"},
        {"url": "https://x.example/"},
        {"url": of_site.SITE_URL + newsroom["withdrawn story"]},
    ):
        assert WRAPPED.fullmatch(client.get(reverse("oembed"), asked).content.decode().strip())


def test_a_preview_is_in_the_language_of_readers(newsroom, wrapping, as_, editor):
    story = make_story(headline="Ice", body="<table><tbody><tr><td><p>9</p></td></tr></tbody></table>")
    desk, theirs = as_(editor), content() | {"Ice", *story.standfirst.split(".")}
    address = reverse("admin:articles_article_preview", args=[story.pk])
    theirs |= set(re.findall(r"(?:Author|Body|Standfirst) \d+", desk.get(address).content.decode()))
    check(desk.get(address).content.decode(), theirs, address)
    assert "⟦" not in desk.get(reverse("admin:index")).content.decode()


def test_scripts_hold_no_sentences():
    for path in (of_site.BASE_DIR / "static/site").rglob("*.js"):
        code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        texts = re.findall(r"([^\n]*)([\"'`])([^\"'`\n]*)\2", re.sub(r"\{\w+\}", "", code))  # without places to fill
        shown = [text for before, _, text in texts if SHOWING.search(before) and re.search(r"[A-Za-z]", text)]
        assert not [*shown, *(text for _, _, text in texts if SENTENCE.match(text))], path.name


def check(html: str, theirs: set[str], where: str) -> None:
    """Fail at a word that is neither wrapped nor one of `theirs`, which is what people typed."""
    left = {piece for text in _texts(html) for piece in _pieces(text) if re.search(r"[^\W\d_]", piece)}
    assert not {piece for piece in left - theirs if not piece.startswith(of_site.SITE_URL)}, where


def _texts(html: str) -> Iterator[str]:
    """Yield what is read of a page: its text as a whole, and each attribute that is."""
    tree = markup.document_fromstring(html)
    for element in tree.xpath("//script|//style|//*[@class='card-snippet']|//*[@class='river']//h3[mark or a/mark]"):
        if element.get("type") == "application/ld+json":
            yield from _named(json.loads(element.text))
        element.drop_tree()
    yield BREAK.join(tree.itertext())
    for element in tree.iter():
        if isinstance(element.tag, str):
            yield from (element.get(name, "") for name in SAID)
            if element.tag == "meta" and (element.get("name") or element.get("property")) in NAMED:
                yield element.get("content")


def _named(data: object) -> Iterator[str]:
    """Yield the names and descriptions in structured data."""
    if isinstance(data, list):
        for each in data:
            yield from _named(each)
    elif isinstance(data, dict):
        for name, value in data.items():
            if name in ("name", "description", "creditText", "headline") and isinstance(value, str):
                yield value
            elif name not in ("query-input",):
                yield from _named(value)


def _pieces(text: str) -> Iterator[str]:
    """Yield what is left of `text` without what is wrapped."""
    while WRAPPED.search(text):
        text = WRAPPED.sub(BREAK, text)
    for each in FORMATS:
        text = text.replace(each, BREAK)
    for piece in re.split(rf"{BREAK}| \| | — | \(|\n", text):
        yield piece.strip(AROUND)


def _asked_at(address: str) -> set[str]:
    asked = parse_qs(urlsplit(address).query)
    return {piece for text in asked.get("q", []) for piece in _pieces(text[:LONGEST])}


def content() -> set[str]:
    """Return what people typed, in the pieces in which pages show it."""
    found = [of_site.SITE_NAME, of_site.SITE_DESCRIPTION, "Bridge closed", "A Reader", "Dear author"]
    for model in (Section, Author, Tag, Agency):
        found += [text for row in model.objects.all() for text in _leaves(vars(row))]
    for edition in Edition.objects.all():
        found += [edition.withdrawn_because, *_leaves([edition.document, edition.card, edition.notes])]
    for author in Author.objects.all():
        found += author.paragraphs
    for said in HouseRevision.objects.all():
        found += _leaves([said.title, said.summary, said.body])
    pieces = {piece for text in found for piece in _pieces(text)}
    return pieces | {f"“{piece}”" for piece in pieces}


def _leaves(value: object) -> Iterator[str]:
    """Yield the texts in `value`, of HTML each run of text."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    elif isinstance(value, str) and "<" in value:
        yield from markup.fromstring(f"<div>{value}</div>").itertext()
    if isinstance(value, str):
        yield value


def _written_to() -> list[Author]:
    return list(Author.objects.filter(readers_may_write=True))


def _letter(author: Author, **fields: str) -> dict[str, str]:
    told = {"name": "A Reader", "address": "reader@x.example", "letter": "Dear author", "ticket": tickets.issue(author)}
    return told | fields

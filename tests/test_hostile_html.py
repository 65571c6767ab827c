"""Ten thousand hostile inputs: nothing outside the list is stored, whichever way they come, and nothing of them runs.

What may be stored is written out here once more, and not taken from the code: the list of the contract.
"""

import io
import re
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from articles.body.clean import clean
from articles.models import Article
from tests import hands, hostile
from tests.cast import make_live, make_photo, make_story, reread
from tests.forms import typed
from tests.test_attacks import admin

KEY, SPAN = re.compile("[1-9][0-9]{0,17}"), re.compile("[1-9][0-9]{0,2}")
ALT = re.compile(r"\S(?:[^\x00-\x1f]{0,298}\S)?")
EMPTY = re.compile("")
LAYOUT, DECORATIVE = re.compile("column|wide|inset"), re.compile("true")
EMBED_HOSTS = {
    *("www.youtube.com", "vimeo.com", "x.com", "bsky.app", "mastodon.social", "www.instagram.com"),
    *("www.tiktok.com", "soundcloud.com", "datawrapper.dwcdn.net"),
}
CELL = {"colspan": SPAN, "rowspan": SPAN}
LINK = re.compile("", re.DOTALL)
ALLOWED: dict[str, dict[str, re.Pattern]] = {
    **{tag: {} for tag in "p h2 h3 strong em sub sup br hr ul li blockquote cite figcaption".split()},
    **{tag: {} for tag in "table thead tbody tr".split()},
    "a": {"href": LINK},
    "ol": {"start": SPAN},
    "td": CELL,
    "th": CELL,
    "aside": {"data-pullquote": EMPTY, "data-facts": EMPTY, "data-story": KEY},
    "section": {"data-gallery": EMPTY},
    "figure": {
        "data-photo": KEY,
        "data-layout": LAYOUT,
        "data-alt": ALT,
        "data-decorative": DECORATIVE,
        "data-embed": LINK,
    },
}
VOID = {"br", "hr"}
NODES = {"figure", "aside", "section"}
# what a node is made of: of each element that stands directly in it, the pattern of their names in a row
INSIDE = {
    "photo": "figcaption",
    "embed": "figcaption",
    "gallery": "(photo )*photo",
    "story": "",
    "pullquote": "(p )*(p|cite)",
    "facts": "(h3 ?)?((p|ul|ol) ?)*",
}


class Reading(HTMLParser):
    """What a browser finds in a body that the list does not allow, a sentence each, in `faults`."""

    def __init__(self, body: str):
        super().__init__()
        self.faults: list[str] = []
        self.open: list[tuple[str, str, list[str]]] = []  # tag, kind, kinds of what stands in it
        self.feed(body)
        self.close()
        self.faults += [f"{tag} is never closed" for tag, _, _ in self.open]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.faults.append(f"{tag} is no element of a body")
        for name, value in attributes:
            self._look(tag, name, value)
        kind = kind_of(tag, [name for name, _ in attributes])
        if kind in INSIDE and any(above in INSIDE for _, above, _ in self.open):
            if (self.open[-1][1], kind) != ("gallery", "photo"):
                self.faults.append(f"{kind} stands in {[above for _, above, _ in self.open]}")
        elif kind in INSIDE and self.open:
            self.faults.append(f"{kind} stands in {self.open[-1][0]}")
        elif tag in NODES and kind == tag:
            self.faults.append(f"{tag} is no node: {attributes}")
        if self.open:
            self.open[-1][2].append(kind)
        if tag not in VOID:
            self.open.append((tag, kind, []))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            self.faults.append(f"</{tag}> ends {self.open[-1:]}")
            return
        _, kind, inside = self.open.pop()
        if kind in INSIDE and not re.fullmatch(INSIDE[kind], " ".join(inside)):
            self.faults.append(f"{kind} holds {inside}")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][1] in INSIDE and data.strip():
            self.faults.append(f"words stand loose in {self.open[-1][1]}: {data[:40]}")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {data[:40]}")

    handle_decl = handle_pi = unknown_decl = handle_comment

    def _look(self, tag: str, name: str, value: str | None) -> None:
        pattern = ALLOWED.get(tag, {}).get(name)
        if pattern is None:
            self.faults.append(f"{tag} has {name}")
        elif name == "data-embed":
            if not is_embed(value or ""):
                self.faults.append(f"{value} is embedded")
        elif name == "href":
            if scheme_of(value or "") not in {"http", "https", "mailto", ""}:
                self.faults.append(f"a link leads to {value}")
        elif not pattern.fullmatch(value or ""):
            self.faults.append(f"{tag} has {name}={value}")


def kind_of(tag: str, names: list[str]) -> str:
    """Return which node an element begins, or its tag where it begins none, or more than one."""
    kinds = [name.removeprefix("data-") for name in names if name.removeprefix("data-") in INSIDE]
    return kinds[0] if tag in NODES and len(kinds) == 1 else tag


def scheme_of(href: str) -> str:
    """Return the scheme that a browser finds in `href` (https://url.spec.whatwg.org/#url-parsing), or an empty one."""
    href = re.sub("[\t\n\r]", "", href.strip("".join(map(chr, range(33)))))
    match = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", href)
    return match[1].lower() if match else ""


def is_embed(address: str) -> bool:
    parts = urlsplit(address)
    plain = re.fullmatch(r"https://[a-z0-9.-]+/[A-Za-z0-9_@./?=&:-]+", address)
    return bool(plain) and parts.hostname in EMBED_HOSTS and parts.netloc == parts.hostname


def assert_clean(body: str) -> None:
    assert not Reading(body).faults, body[:2_000]
    assert clean(body) == body


@cache
def cleaned() -> list[tuple[str, str]]:
    return [(text, clean(text)) for text in hostile.inputs()]


# -- the list and the cleaner ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "<script>x()</script>",
        '<p onclick="x()">a</p>',
        '<a href=" java\nscript:x()">a</a>',
        '<a href="&#1;data:text/html,x">a</a>',
        '<figure data-embed="https://evil.example/"><figcaption></figcaption></figure>',
        '<figure data-embed="https://vimeo.com@evil.example/1"><figcaption></figcaption></figure>',
        '<figure data-photo="1" data-alt="a"></figure>',
        '<figure data-photo="1" data-embed="https://vimeo.com/1"><figcaption></figcaption></figure>',
        '<figure data-photo="0"><figcaption></figcaption></figure>',
        '<p><aside data-story="1"></aside></p>',
        '<aside data-story="1">a</aside>',
        '<section data-gallery=""><p>a</p></section>',
        '<section data-gallery=""></section>',
        '<aside data-facts="" data-story="1"></aside>',
        '<aside data-pullquote="x"><p>a</p></aside>',
        '<ol start="1;x"><li><p>a</p></li></ol>',
        "<!-- a -->",
        "<p>a",
        "<p>a</p></p>",
        "<p>a</em></p>",
    ],
)
def test_the_list_finds_what_may_not_be_stored(body):
    assert Reading(body).faults


def test_the_list_lets_everything_pass_that_the_editor_makes():
    assert_clean(
        '<p>A <strong>b</strong> <em>c</em> <a href="/s/12/">d</a><br>e<sub>1</sub></p><h2>f</h2>'
        '<ul><li><p>g</p></li></ul><ol start="3"><li><p>h</p></li></ol>'
        '<blockquote><p>i</p></blockquote><hr><table><tbody><tr><th colspan="2"><p>j</p></th></tr></tbody></table>'
        '<section data-gallery="">'
        '<figure data-photo="1" data-layout="wide" data-alt="k"><figcaption>l</figcaption></figure></section>'
        '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"><figcaption></figcaption></figure>'
        '<aside data-story="12"></aside><aside data-facts=""><h3>m</h3><p>n</p><ul><li><p>o</p></li></ul></aside>'
        '<aside data-pullquote=""><p>p</p><cite>q</cite></aside>'
    )


def test_the_inputs_are_ten_thousand_and_no_two_alike():
    numbered = {re.sub(r"\d+", "", text) for text in hostile.inputs()}
    assert len(set(hostile.inputs())) == hostile.COUNT == 10_000
    assert len(numbered) > 0.99 * hostile.COUNT  # they differ in more than their number
    assert all("canary" in text for text in hostile.inputs())


@pytest.mark.sqlite  # no database is asked
def test_nothing_outside_the_list_is_left_of_any_input_and_cleaning_twice_changes_nothing():
    assert any(Reading(text).faults for text, _ in cleaned()[:10])
    for text, body in cleaned():
        faults = Reading(body).faults
        assert not faults, (text, body, faults)
        assert clean(body) == body, text


# -- every way in ------------------------------------------------------------------------------------------------


@pytest.fixture
def bundles(media_in_tmp) -> list[str]:
    return hostile.bundles(make_photo().pk, make_live().pk)


def by_form(client, writer, bundles) -> list[str]:
    story, stored = make_story(owner=writer), []
    for body in bundles:
        response = client.post(admin("articles_article_change", story.pk), typed(story) | {"body": body})
        assert response.status_code == 302
        story = reread(story)
        stored.append(story.body)
    return stored


def by_autosave(client, writer, bundles) -> list[str]:
    story, stored, tab = make_story(owner=writer), [], uuid4()
    for number, body in enumerate(bundles, start=1):
        sent = typed(story) | {"body": body, "tab": tab, "sequence": number, "version": story.version}
        answer = client.post(admin("articles_article_autosave", story.pk), sent).json()
        assert (answer["saved"], answer["errors"]) == ("story", {})
        story = reread(story)
        stored.append(story.body)
    return stored


def by_command(client, writer, bundles) -> list[str]:
    stored = []
    for body in bundles:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(body.encode())))
            call_command("draft", by="writer", headline="Hostile", stdout=io.StringIO())
        stored.append(Article.objects.latest("pk").body)
    return stored


# each takes its time, and none of them depends on which database it is
@pytest.mark.django_db
@pytest.mark.parametrize(
    "way",
    [
        pytest.param(by_form, marks=pytest.mark.postgresql),
        pytest.param(by_autosave, marks=pytest.mark.postgresql),
        pytest.param(by_command, marks=pytest.mark.sqlite),
    ],
)
def test_every_way_that_saves_a_story_stores_nothing_else(way, as_, writer, bundles):
    stored = way(as_(writer), writer, bundles)
    assert len(stored) == len(bundles) == hostile.COUNT / hostile.BUNDLE
    for body in stored:
        assert_clean(body)
    # they were read as HTML, and not as the attribute of one that came before
    words = "".join(stored)
    assert sum(f">{hostile.mark(number)}<" in words for number in range(hostile.COUNT)) > 0.8 * hostile.COUNT
    for node in ("data-photo", "data-gallery", "data-embed", "data-story", "data-facts", "data-pullquote", 'href="/s/'):
        assert words.count(node) > 100, node


# -- in a browser, without a policy that would keep scripts from running -----------------------------------------

CANARY = "window.ran = []; window.canary = (number) => { window.ran.push(Number(number)) }"
RUNS = "script, iframe, object, embed, base, link, meta, style, form, math"
LIVE = f"""root => [...document.querySelectorAll(root + ' *')].flatMap(element => [
    ...[...element.attributes].map(attribute => attribute.name).filter(name => name.startsWith('on')),
    ...(element.matches('{RUNS}') ? [element.tagName] : []),
    ...(element.href && !['http:', 'https:', 'mailto:', ':'].includes(element.protocol) ? [element.href] : []),
])"""
A_PAGE = 10  # stories whose stored bodies are shown at once
PARTS = 10  # a test of its own each: on a busy machine one of all of them takes minutes


@pytest.fixture
def open_page(new_page):
    """A page on which the canary waits, no policy holds, and a dialog is a fault."""

    def open_page(**options):
        page = new_page(bypass_csp=True, **options)
        page.add_init_script(CANARY)
        page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
        return page

    return open_page


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_the_canary_runs_where_an_input_is_shown_as_it_came(open_page):
    """Else all that follows would prove nothing."""
    page = open_page(allowing=["."])
    page.goto("/authors/")
    for text in hostile.inputs()[:200]:
        page.evaluate("html => { document.body.appendChild(document.createElement('div')).innerHTML = html }", text)
    page.wait_for_function("new Set(window.ran).size > 100")
    assert page.evaluate(LIVE, "body")


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", range(PARTS))
def test_no_canary_runs_on_the_page_or_in_the_editor(part, open_page, editor, bundles):
    page = open_page()
    hands.enter(page, "editor")
    for at in range(0, len(bundles), A_PAGE)[part::PARTS]:
        body = "".join(clean(body) for body in bundles[at : at + A_PAGE])
        story = make_story(owner=editor, body=body)
        page.goto(admin("articles_article_preview", story.pk))
        assert page.evaluate("document.querySelectorAll('article p').length") > 100
        assert page.evaluate(LIVE, "article") == []
        assert page.evaluate("window.ran") == []
        page.goto(admin("articles_article_change", story.pk))
        expect(hands.text_of(page)).to_contain_text(hostile.mark(at * hostile.BUNDLE))
        assert page.evaluate(LIVE, ".ProseMirror") == []
        assert page.evaluate("window.ran") == []
    page.goto("/authors/", wait_until="networkidle")  # what the last form still asks for is answered before the end

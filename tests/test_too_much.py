"""What is too much: bodies made to break out, texts made to take hours. Cut, refused, or done at once."""

import random
import threading
import time
from contextlib import contextmanager
from html.parser import HTMLParser

import pytest

from articles import compare, page
from articles.admin import tag_widget
from articles.body import clean
from articles.photos import door
from articles.tags import Tag
from authors.links import MOST
from authors.text import normalise
from tests.cast import make_author, make_story, picture_file, reread
from tests.test_attacks import admin, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]


@contextmanager
def at_once():
    """Fail where the block computes for more than a second, however busy the machine is with something else."""
    began = time.thread_time()
    yield
    assert time.thread_time() - began < 1


HOSTILE = (
    "<script>alert(1)</script>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    '<p lang="x" title="y" class="z" id="main" style="color:red" onclick="alert(1)">a</p>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<svg/onload=alert(1)//",
    "<a href=' java\nscript:alert(1)'>a</a><a href='&#x6A;avascript:alert(1)'>b</a><a href='data:text/html,x'>c</a>",
    "<figure data-photo='1' data-alt='\"><script>alert(1)</script>' data-layout='wide\" onload=1'>",
    "<figure data-photo=1>&lt;/figure&gt;&lt;script&gt;",
    "<figcaption><img src=x onerror=alert(1)></figcaption></figure>",
    "<aside data-pullquote='x' onclick=1><p>a</p><cite><cite></cite>",
    "<iframe srcdoc='<script>alert(1)</script>'><form action=/admin/logout/ method=post><button>",
    "<!--<p>--><![CDATA[<p>]]><?xml ?><!DOCTYPE html>",
    "<table><caption><td colspan='2\"x' rowspan=99999 onclick=1>",
    "<ol start='1;x' type=a reversed><ul><li>",
    "&lt;script&gt;&amp;lt;img src=x onerror=1&amp;gt;",
    "<scr<script>ipt>",
    "<textarea><img title='</textarea><img src onerror=1>'>",
    "<blockquote cite=javascript:1><details open ontoggle=alert(1)>",
    "</p></table></figure></aside></ul>",
    "<p></p> <h2>text",
    "<b><i><s><u><h1>x</h1><style>@import 'x'</style>",
)
ALLOWED = {
    *("p", "h2", "h3", "strong", "em", "sub", "sup", "br", "hr", "ul", "li", "blockquote", "cite", "figcaption"),
    *("ol", "ol start", "a", "a href", "aside", "aside data-pullquote", "table", "tbody", "tr", "td", "th"),
    *(f"{cell} {span}" for cell in ("td", "th") for span in ("colspan", "rowspan")),
    *("figure", "figure data-photo", "figure data-layout", "figure data-alt", "figure data-decorative"),
}


class Found(HTMLParser):
    """What a browser finds in a body: elements, their attributes, and links."""

    def __init__(self, html: str):
        super().__init__()
        self.parts: set[str] = set()
        self.links: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.parts |= {tag, *(f"{tag} {name}" for name, _ in attrs)}
        self.links |= {value for name, value in attrs if name == "href"}

    def handle_comment(self, data: str) -> None:
        self.parts.add("comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


def test_a_body_keeps_nothing_that_the_editor_cannot_make_and_is_clean_at_once():
    chance = random.Random(7)
    bodies = [*HOSTILE, *("".join(chance.choices(HOSTILE, k=chance.randint(2, 9))) for _ in range(300))]
    for body in bodies:
        once = clean.clean(body)
        found = Found(once)
        assert found.parts <= ALLOWED, (body, once)
        assert all(link.startswith(("http:", "https:", "mailto:")) for link in found.links), (body, once)
        assert clean.clean(once) == once, body


def test_empty_paragraphs_between_others_are_cleaned_at_once():
    with at_once():
        text = f"<p>a</p>{'<p></p> ' * 24}<p>b</p>"
        assert clean.clean(text) == text
        assert clean.clean(f"<p>a</p>{'<p> </p>' * 20_000}<p>b</p>").endswith("</p><p>b</p>")
        assert clean.clean(f"{'<h2></h2> <p>&nbsp;</p>' * 2_000}<p>b</p>{' <p><br></p>' * 2_000} ") == "<p>b</p>"


def test_sources_without_a_name_leave_nothing_however_deep():
    with at_once():
        for html in (f"<p>a</p>{'<cite>' * 500} ", f"<p>a</p>{'<cite> ' * 50}b", "<cite></cite>" * 500):
            once = clean.clean(html)
            assert clean.clean(once) == once
            assert "<cite></cite>" not in once


@pytest.mark.parametrize("block", ["<h2>a</h2>", '<figure data-photo="1"><figcaption></figcaption></figure>', "<hr>"])
def test_a_dateline_finds_the_first_paragraph_behind_any_number_of_others(block):
    document = {"photos": [], "dateline": "CARROW"}
    with at_once():
        lists = page.body_html(document | {"body": f"{block * 26}<ul><li>x</li></ul>"})
        assert lists.startswith('<p><span class="dateline">CARROW</span></p>')
        found = page.body_html(document | {"body": f"{block * 26}<p>x</p>"})
        assert '<p><span class="dateline">CARROW</span> — x</p>' in found


def test_a_pile_of_accents_is_cut_to_what_a_letter_can_bear():
    with at_once():
        pile = normalise("e" + "\u0301\u0327" * 60_000 + "x")
    assert len(pile) == 31
    assert normalise("Vie\u0302\u0323t, q\u0307\u0323") == "Việt, q\u0323\u0307"


@pytest.mark.parametrize("make", ["".join, " ".join])
def test_two_versions_that_repeat_themselves_are_compared_at_once(make):
    old, new = ["ab"[number % 2] for number in range(2_000)], ["aab"[number % 3] for number in range(2_000)]
    with at_once():
        assert compare.marked_words(" ".join(old), " ".join(new))
        old, new = (make(f"<p>{word}</p>" for word in words) for words in (old, new))
        assert compare.marked_text(old, new)


def test_a_change_within_a_long_text_is_still_shown_as_what_it_is():
    words = ["ab"[number % 2] for number in range(20_000)]
    old, new = [*words[:10_000], "old", *words], [*words[:10_000], "new", *words]
    with at_once():
        marked = compare.marked_words(" ".join(old), " ".join(new))
        assert marked.count("<del>old </del><ins>new </ins>") == marked.count("<del>") == 1
        old, new = ("".join(f"<p>{word}</p>" for word in words) for words in (old, new))
        assert compare._marked(old, new).count("<ins>") == 1


def test_a_text_that_is_no_story_is_refused_and_kept_in_the_form(as_, writer):
    story = make_story(owner=writer, body="<p>What stood here.</p>")
    client = as_(writer)
    for body in ("<ul><li>" * 30_000, f"<p>{'a ' * 300_000}</p>", '<figure data-photo="1"></figure>' * 30_000):
        with at_once():
            response = client.post(admin("articles_article_change", story.pk), typed(client, story) | {"body": body})
        assert response.context["form"].errors["body"] == ["This text is too long for one story. Make several of it."]
    assert reread(story).body == "<p>What stood here.</p>"
    long = "".join(f"<p>{'A word and another. ' * 20}</p>" for _ in range(1_000))  # 80,000 words
    client.post(admin("articles_article_change", story.pk), typed(client, story) | {"body": long})
    assert reread(story).body == clean.clean(long)


def test_a_story_has_no_more_topics_than_anybody_reads(as_, writer):
    story = make_story(owner=writer)
    client = as_(writer)
    names = [f"Topic {number}" for number in range(tag_widget.MOST + 1)]
    with at_once():
        sent = typed(client, story) | {"topics-more": ",".join(names * 5_000)}
        response = client.post(admin("articles_article_change", story.pk), sent)
    assert "topics" in response.context["form"].errors
    client.post(admin("articles_article_change", story.pk), typed(client, story) | {"topics": names[1:]})
    assert story.tags.count() == tag_widget.MOST == Tag.objects.count()


def test_an_author_with_too_many_links_is_told_so_once(as_, writer):
    author = make_author(account=writer)
    with at_once():
        response = as_(writer).post(admin("authors_author_change", author.pk), {"links": "x\n" * 20_000})
    assert response.context["adminform"].form.errors["links"] == [
        f"An author has at most {MOST} links; these are 20000."
    ]


def test_large_photos_are_decoded_two_at_a_time(monkeypatch):
    """Each may take a quarter of a gigabyte, of a file of two megabytes: four hands at once would take a whole one."""
    within, most = 0, 0
    examined = door._examined

    def slowly(data):
        nonlocal within, most
        within += 1
        most = max(most, within)
        reached.wait(timeout=0.2)
        within -= 1
        return examined(data)

    reached = threading.Event()
    monkeypatch.setattr(door, "_examined", slowly)
    hands = [threading.Thread(target=door.admit, args=[picture_file()]) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert most == 2

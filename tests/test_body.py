import random
import re
import time

import pytest

from articles.body import figures
from articles.body.clean import clean
from articles.body.schema import BODY, EXTENSIONS
from articles.models import Article

KEPT = (
    '<p>A <strong>bold</strong> and <em>quiet</em> <a href="https://example.org/?a=1&amp;b=2">link</a><br>on</p>'
    "<h2>Head</h2><h3>Lower</h3><ul><li><p>one</p></li></ul><ol><li><p>two</p></li></ol>"
    "<blockquote><p>said</p></blockquote><hr>"
    '<aside data-pullquote=""><p>pulled</p><cite>Somebody</cite></aside>'
    '<table><tbody><tr><th colspan="2"><p>a</p></th></tr><tr><td><p>b</p></td><td><p>c</p></td></tr></tbody></table>'
    '<figure data-photo="3" data-layout="wide" data-alt="a &quot;b&quot; &gt; c">'
    "<figcaption>Under &amp; it</figcaption></figure>"
    '<section data-gallery=""><figure data-photo="4" data-layout="column" data-alt="d"><figcaption>One</figcaption>'
    '</figure><figure data-photo="5" data-layout="column" data-decorative="true"><figcaption></figcaption></figure>'
    "</section>"
    '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=9"><figcaption>A film</figcaption></figure>'
    '<aside data-story="12"></aside>'
    '<aside data-facts=""><h3>The quay &amp; its &lt;i&gt;</h3><p>A <strong>bold</strong> fact</p>'
    "<ul><li><p>one</p></li></ul>"
    "<ol><li><p>two</p></li></ol></aside>"
    '<p>An <a href="/s/12/">own</a> link</p>'
)


def test_it_keeps_all_that_the_editor_makes():
    assert clean(KEPT) == KEPT
    made = {name for entry in EXTENSIONS for name in entry["extensions"]}
    assert made >= {"NewsPhoto", "Gallery", "Embed", "RelatedStory", "FactBox", "PullQuote"}
    assert made <= BODY.keys()


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="JaVaScRiPt&colon;alert(1)">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
        ('<img src=x onerror="x()">', ""),
        ("<svg><p>a</p></svg>", None),
        ('<iframe src="https://example.org"></iframe>', ""),
        ('<p style="position:fixed">a</p>', "<p>a</p>"),
        ("<!-- a --><p>b</p>", "<p>b</p>"),
        ('<figure data-photo="javascript:1"><figcaption>a</figcaption></figure>', "<p><figcaption>a</figcaption></p>"),
        ('<figure data-photo="1" data-layout="evil"></figure>', None),
        ('<figure data-photo="1"><figcaption>a<a href="https://x.y">b</a></figcaption></figure>', None),
    ],
)
def test_it_leaves_nothing_that_can_run(hostile, left):
    result = clean(hostile)
    if left is not None and "figcaption" not in left:
        assert result == left
    for word in ("script", "onclick", "onerror", "style", "iframe", "svg", "evil", "javascript"):
        assert word not in result.lower()
    assert clean(result) == result


@pytest.mark.parametrize(
    "name", ["g", "mn", "mi", "mo", "mtext", "text", "tspan", "path", "use", "set", "template", "G"]
)
@pytest.mark.parametrize(
    "html", ["<p>one <{0}>two</p><p>three</p>", "<p>one <{0} x='>'>two</{0}></p><{0}/><p>three</p>"]
)
def test_a_tag_of_drawings_and_formulas_takes_no_words_along_where_there_is_none(name, html):
    assert clean(html.format(name)) == "<p>one two</p><p>three</p>"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>a <svg><text>x</text></svg> b</p>", "<p>a  b</p>"),
        ("<p>a <math><mi>x</mi><mo>=</mo><mn>1</mn></math> b</p>", "<p>a  b</p>"),
        ("<p>a</p><svg><g><svg><text>x</text></svg>y</g></svg><p>b</p>", "<p>a</p><p>b</p>"),
        ("<svg><foreignObject><div><p>x</p></div></foreignObject></svg><p>b</p>", "<p>b</p>"),
        ("<svg><title>x</svg><p>b</p>", "<p>b</p>"),
        ("<svg/><p>b</p></svg><p>c</p>", "<p>b</p><p>c</p>"),
        # never closed: it would take the rest of the story
        ("<p>a <math><mi>x b</p><p>c</p>", "<p>a x b</p><p>c</p>"),
        ("<p>a <svg><text>x b</p><p>c <g>d</p>", "<p>a x b</p><p>c d</p>"),
        ("<p>a <svg><text>b</p><p>c</p><p><svg><text>x</text></svg>d</p>", "<p>a b</p><p>c</p><p>d</p>"),
        ("<p>a <svg><style>b<p>c</p>", "<p>a b</p><p>c</p>"),
        # what stands around a tag that goes makes no other
        ("<<g>script>a", "&lt;script&gt;a"),
        ("<p>a <!-- <svg> --> b</p><p>c</p><!-- </svg> -->", "<p>a  b</p><p>c</p>"),
    ],
)
def test_drawings_and_formulas_are_left_out_and_cost_no_word_around_them(html, left):
    assert clean(html) == left
    assert clean(left) == left


def test_an_empty_editor_is_an_empty_body():
    assert clean("<p></p>") == clean("<p><br></p>\n<p> </p>") == clean("  ") == ""


def test_a_caption_is_plain_text():
    (figure,) = figures.find(clean('<figure data-photo="7"><figcaption>A <b>B</b> &lt;i&gt;</figcaption></figure>'))
    assert figure.caption == "A B <i>"
    assert figure.photo == 7
    assert figure.layout == "column"


def test_a_decorative_photo_has_no_alternative_text():
    html = clean('<figure data-photo="7" data-alt="x" data-decorative="true"></figure>')
    assert figures.find(html) == [figures.Figure(7, decorative=True)]


def test_cleaning_twice_changes_nothing():
    chance = random.Random(5)
    pieces = [
        "<figure>",
        "</figure>",
        '<figure data-photo="4">',
        "<figcaption>",
        "</figcaption>",
        "<p>",
        "</p>",
        "<table>",
    ]
    pieces += [
        "<tr>",
        "<td>",
        "</table>",
        "<aside data-pullquote>",
        "</aside>",
        "<li>",
        "<ul>",
        "</ul>",
        "text",
        "&amp;",
        '"',
    ]
    pieces += [
        "<a href='//x'>",
        "</a>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<style>",
        "<math>",
        "<svg>",
        "<h2>",
        "\x00",
    ]
    for _ in range(3000):
        once = clean("".join(chance.choices(pieces, k=chance.randrange(1, 14))))
        assert clean(once) == once


PHOTO = '<figure data-photo="1" data-layout="column"><figcaption>{}</figcaption></figure>'
FILM = '<figure data-embed="https://vimeo.com/76979871"><figcaption>A film</figcaption></figure>'


@pytest.mark.parametrize(
    ("loose", "kept"),
    [
        # what is no node loses its tags; its words are paragraphs
        ("<aside>words</aside>", "<p>words</p>"),
        ('<aside data-story="x">words</aside>', "<p>words</p>"),
        ("<section>some <em>words</em><p>more</p></section>", "<p>some <em>words</em></p><p>more</p>"),
        ("<figure><figcaption>words</figcaption></figure>", "<p>words</p>"),
        ('<figure data-embed="https://evil.example/"><figcaption>words</figcaption></figure>', "<p>words</p>"),
        ("<figcaption>words</figcaption><cite>who</cite>", "<p>words</p><p>who</p>"),
        ("<p>said <cite>who</cite> then</p>", "<p>said who then</p>"),
        # a gallery holds photos; what else was in it comes after it, and an empty one goes
        (
            f"<section data-gallery>{PHOTO.format('a')}<p>words</p>{FILM}{PHOTO.format('b')} more</section><p>end</p>",
            f'<section data-gallery="">{PHOTO.format("a")}{PHOTO.format("b")}</section>'
            f"<p>words</p><p> more</p>{FILM}<p>end</p>",
        ),
        ("<section data-gallery><p>words</p></section>", "<p>words</p>"),
        ("<p>a</p><section data-gallery></section><p>b</p>", "<p>a</p><p>b</p>"),
        # a related story holds nothing
        ('<aside data-story="3">words</aside>', '<aside data-story="3"></aside><p>words</p>'),
        # a fact box: the first heading is its title, then paragraphs and lists
        (
            "<aside data-facts>loose<h2>T<em>i</em>tle</h2><h3>Lower</h3><blockquote><p>said</p></blockquote>"
            "<ul><li>one</li></ul><table><tr><td>a</td><td>b</td></tr></table><hr><p></p></aside>",
            '<aside data-facts=""><h3>Title</h3><p>loose</p><p>Lower</p><p>said</p><ul><li>one</li></ul>'
            "<p>a</p><p>b</p></aside>",
        ),
        ("<aside data-facts><h3> </h3><p></p><ul><li><p></p></li></ul></aside><p>a</p>", "<p>a</p>"),
        ("<aside data-facts><p>a fact</p></aside>", '<aside data-facts=""><p>a fact</p></aside>'),
        # a pull quote: paragraphs, and one source in plain words
        (
            "<aside data-pullquote><cite><strong>A</strong>da</cite><h2>Never</h2><ul><li>again</li></ul></aside>",
            '<aside data-pullquote=""><p>Never</p><p>again</p><cite>Ada</cite></aside>',
        ),
        # nodes stand in no list, table, quote or other node: they move out, to after it, in their order
        (
            f"<ul><li>a{PHOTO.format('1')}</li><li>b{FILM}</li></ul><p>c</p>",
            f"<ul><li>a</li><li>b</li></ul>{PHOTO.format('1')}{FILM}<p>c</p>",
        ),
        (
            f"<blockquote><p>a</p>{PHOTO.format('1')}<p>b</p></blockquote>",
            f"<blockquote><p>a</p><p>b</p></blockquote>{PHOTO.format('1')}",
        ),
        (
            f"<aside data-facts><p>a</p>{PHOTO.format('1')}<aside data-pullquote><p>b</p></aside></aside>",
            f'<aside data-facts=""><p>a</p></aside>{PHOTO.format("1")}<aside data-pullquote=""><p>b</p></aside>',
        ),
        (
            f'<figure data-photo="1"><figcaption>a{FILM}</figcaption></figure>',
            PHOTO.format("a") + FILM,
        ),
        (
            f"<strong>a{PHOTO.format('1')}b</strong>",
            f"<strong>a</strong>{PHOTO.format('1')}b",
        ),
    ],
)
def test_each_node_stands_where_it_may(loose, kept):
    assert clean(loose) == kept == clean(kept)


def test_words_are_kept_whatever_the_tags_around_them_are_worth():
    chance = random.Random(3)
    tags = [tag for tag in re.findall(r"<\w[^>]*>", KEPT) if not tag.startswith(("<a ", "<strong", "<em"))]
    tags += ["<aside>", "<section>", "<figure>", '<figure data-embed="https://evil.example">', "<button>"]
    pieces = [*tags, *(f"</{re.match('<([a-z0-9]+)', tag)[1]}>" for tag in tags if tag not in {"<br>", "<hr>"})]
    for _ in range(3000):
        words = [f"word{number}" for number in range(chance.randrange(1, 12))]
        html = "".join(f" {word} {''.join(chance.choices(pieces, k=chance.randrange(4)))}" for word in words)
        once = clean(html)
        assert clean(once) == once, html
        assert sorted(re.findall(r"word\d+", once)) == sorted(words), html
        stand_alone(once)


def stand_alone(html: str) -> None:
    """Fail if a node of `html` stands where it may not, or names nothing."""
    above = []
    for end, tag, attributes in re.findall(r'<(/?)(\w+)((?: [\w-]+="[^"]*")*)>', html):
        if end:
            assert above.pop() == tag, html
        elif tag not in {"br", "hr"}:
            if tag in {"figure", "section", "aside"}:
                assert attributes, html
                assert not above or (tag == "figure" and above == ["section"] and "data-photo" in attributes), html
            assert tag != "figcaption" or above[-1] == "figure", html
            assert tag != "cite" or above == ["aside"], html
            above.append(tag)


@pytest.mark.parametrize(
    "nest",
    [
        "<ul><li>",
        "<section data-gallery>",
        "<section>x",
        "<aside data-facts><p>x",
        '<ul><li><figure data-photo="1">',
        '<strong>a<figure data-photo="1"></figure>',
        "<blockquote><aside data-pullquote>",
        "<table><tr><td>",
        "<b><ul></b>",
        "<button><p>",
        '<a x="',
        "<!--",
        "<style>",
    ],
)
def test_cleaning_takes_no_longer_however_deep_the_tags_stand(nest):
    html = nest * (300_000 // len(nest))
    began = time.process_time()
    once = clean(html)
    assert time.process_time() - began < 5  # it takes half a second; with the square of the depth, many
    assert clean(once) == once


def test_a_book_with_sixty_photos_is_cleaned_at_once():
    paragraph = f"<p>{'A word and another. ' * 25}<strong>bold</strong></p>"
    book = (paragraph * 4 + PHOTO.format("Under it") + FILM) * 60
    assert len(figures.text(book).split()) > 20_000
    fastest = min(timed(book) for _ in range(3))
    assert fastest < 0.3


def timed(html: str) -> float:
    began = time.process_time()
    assert clean(html) == html
    return time.process_time() - began


def test_photos_of_galleries_count_in_their_order_and_embeds_do_not():
    body = f'{PHOTO.format("a")}{FILM}<section data-gallery="">{PHOTO.format("b")}{PHOTO.format("c")}</section>'
    assert [figure.caption for figure in figures.find(body)] == ["a", "b", "c"]
    assert figures.replace(body, lambda number, figure: f"[{number}{figure.caption}]") == (
        f'[0a]{FILM}<section data-gallery="">[1b][2c]</section>'
    )
    assert figures.text(f'<p>one</p>{body}<aside data-facts=""><h3>two</h3><p>three</p></aside>') == "one two three"


def test_every_way_into_the_database_is_cleaned(db):
    hostile = "<p>a</p><script>x()</script>"
    saved = Article.objects.create(body=hostile)
    (bulk,) = Article.objects.bulk_create([Article(body=hostile)])
    Article.objects.create(body="")
    Article.objects.filter(body="").update(body=hostile)
    assert set(Article.objects.values_list("body", flat=True)) == {"<p>a</p>"}
    assert saved.body == bulk.body == "<p>a</p>"

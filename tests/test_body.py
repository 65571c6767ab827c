import random

import pytest

from articles.body import figures
from articles.body.clean import clean
from articles.body.schema import EXTENSIONS
from articles.models import Article

KEPT = (
    '<p>A <strong>bold</strong> and <em>quiet</em> <a href="https://example.org/?a=1&amp;b=2">link</a><br>on</p>'
    "<h2>Head</h2><h3>Lower</h3><ul><li><p>one</p></li></ul><ol><li><p>two</p></li></ol>"
    "<blockquote><p>said</p></blockquote><hr>"
    '<aside data-pullquote=""><p>pulled</p><cite>Somebody</cite></aside>'
    '<table><tbody><tr><th colspan="2"><p>a</p></th></tr><tr><td><p>b</p></td><td><p>c</p></td></tr></tbody></table>'
    '<figure data-photo="3" data-layout="wide" data-alt="a &quot;b&quot; &gt; c">'
    "<figcaption>Under &amp; it</figcaption></figure>"
)


def test_it_keeps_all_that_the_editor_makes():
    assert clean(KEPT) == KEPT
    assert EXTENSIONS[0]["extensions"].keys() == {"NewsPhoto", "PullQuote"}


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


def test_every_way_into_the_database_is_cleaned(db):
    hostile = "<p>a</p><script>x()</script>"
    saved = Article.objects.create(body=hostile)
    (bulk,) = Article.objects.bulk_create([Article(body=hostile)])
    Article.objects.create(body="")
    Article.objects.filter(body="").update(body=hostile)
    assert set(Article.objects.values_list("body", flat=True)) == {"<p>a</p>"}
    assert saved.body == bulk.body == "<p>a</p>"

"""Keeps the table of photo uses in step with a story's body, and writes captions into a body."""

from collections.abc import Collection
from html import escape

from articles import references
from articles.body import figures
from articles.body.clean import clean
from articles.models import Article, Caption, Photo


def sync(article: Article) -> None:
    """Settle the body of `article`, and make its `Caption` rows say what it says then."""
    rows = rows_of(article, settle(article))
    article.captions.filter(place=Caption.Place.BODY).delete()
    Caption.objects.bulk_create(rows)


def rows_of(article: Article, wanted: list[figures.Figure]) -> list[Caption]:
    """Return the rows, unsaved, of a body of `article` with these photos."""
    return [
        Caption(
            article=article,
            photo_id=figure.photo,
            place=Caption.Place.BODY,
            position=position,
            layout=figure.layout,
            caption=figure.caption,
            alt=figure.alt,
            decorative=figure.decorative,
        )
        for position, figure in enumerate(wanted)
    ]


def settle(article: Article) -> list[figures.Figure]:
    """Put in order what the body of `article` names of ours, write it if that changed it, and return its photos.

    Links to public addresses of our own stories name these by key from now on. What `without_unknown` takes out is out.
    """
    body = references.normalise(article.body)
    photos = {figure.photo for figure in figures.find(body)}
    body = without_unknown(body, set(Photo.objects.filter(pk__in=photos).values_list("pk", flat=True)))
    if body != article.body:
        article.body = body
        Article.objects.filter(pk=article.pk).update(body=body)
    return figures.find(body)


def without_unknown(body: str, known: Collection[int]) -> str:
    """Return `body` without the photos whose keys are not among `known`.

    A photo that is not in the library any more, or never was, cannot be shown. Its caption stays as a paragraph, since
    somebody typed it.
    """
    if all(figure.photo in known for figure in figures.find(body)):
        return body
    left = figures.replace(
        body, lambda number, figure: figure.html() if figure.photo in known else _as_paragraph(figure)
    )
    return clean(left)  # a gallery holds no paragraph


def _as_paragraph(figure: figures.Figure) -> str:
    return f"<p>{escape(figure.caption, quote=False)}</p>" if figure.caption else ""


def write(article: Article, texts: dict[int, dict]) -> None:
    """Set caption, alt and decorative of the n-th photo of `article`'s body, unsaved: `{n: {"caption": …}}`."""

    def put(number: int, figure: figures.Figure) -> str:
        new = texts.get(number)
        if new is None:
            return figure.html()
        return figures.Figure(
            photo=figure.photo,
            layout=figure.layout,
            caption=" ".join(new["caption"].split()),
            alt="" if new["decorative"] else " ".join(new["alt"].split()),
            decorative=new["decorative"],
        ).html()

    article.body = figures.replace(article.body, put)

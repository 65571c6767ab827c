"""Keeps the table of photo uses in step with a story's body, and writes captions into a body."""

from html import escape

from articles.body import figures
from articles.models import Article, Caption, Photo


def sync(article: Article) -> None:
    """Make the `Caption` rows of `article`'s body say what its body says.

    A photo that is not in the library any more, or never was, is taken out of the body: nothing can be shown for
    it. Its caption stays as a paragraph, since somebody typed it.
    """
    wanted = figures.find(article.body)
    known = set(Photo.objects.filter(pk__in={figure.photo for figure in wanted}).values_list("pk", flat=True))
    if any(figure.photo not in known for figure in wanted):
        article.body = figures.replace(
            article.body,
            lambda number, figure: figure.html() if figure.photo in known else _as_paragraph(figure),
        )
        Article.objects.filter(pk=article.pk).update(body=article.body)
        wanted = figures.find(article.body)
    rows = [
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
    article.captions.filter(place=Caption.Place.BODY).delete()
    Caption.objects.bulk_create(rows)


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

"""What stands above a story on each of its pages: where it is, what it wants, and what may be done with it now."""

from dataclasses import dataclass

from django.contrib import admin
from django.http import Http404, HttpRequest
from js_asset import Media

from articles import document as documents
from articles import gate, rights, workflow
from articles.body import figures
from articles.models import Article, Edition, Transition
from authors import clock


@dataclass(frozen=True)
class Bar:
    """`label` and `state` are what is shown: a story that waits for its hour is “scheduled”."""

    state: str
    label: str
    live: Edition | None
    scheduled: Edition | None
    approval: Transition | None
    returned: Transition | None
    words: int
    wants: list[gate.Want]
    steps: list[workflow.Step]
    may_edit: bool
    may_caption: bool


def find(request: HttpRequest, pk: object) -> Article:
    """Return the story that `request`'s user may read. Raises Http404 where there is none, and where it is not theirs."""
    try:
        article = Article.objects.readable_by(request.user).select_related("section", "owner", "holder").get(pk=pk)
    except (Article.DoesNotExist, ValueError):
        raise Http404("There is no such story.") from None
    if not rights.may(request.user, "read", article):
        raise Http404("There is no such story.")
    return article


def bar(article: Article, user) -> Bar:
    """Return the bar of the saved `article` for `user`: 11 queries."""
    now = clock.now()
    document = documents.build(article)
    open_editions = list(
        Edition.objects.filter(article=article, visible_until=None).defer("document") | Edition.objects.none()
    )
    return Bar()

"""What stands above a story on each of its pages: where it is, what it wants, and what may be done with it now."""

import re
from dataclasses import dataclass

from django.contrib import admin, messages
from django.db.models import Q
from django.http import Http404, HttpRequest

from articles import document as documents
from articles import gate, languages, rights, workflow
from articles.advice import Advice
from articles.body import figures
from articles.models import Article, Edition, Transition
from articles.refusals import Want
from articles.standing import Standing, standings
from articles.states import State
from authors import clock

# where the form holds what the gate names, if not in the field of that name
PLACES = {"lead": "id_lead_caption", "bylines": "id_bylines-0-author"}


NUMBER = re.compile("[0-9]{1,9}")  # of a version: what every database and Python itself take for one


@dataclass(frozen=True)
class Item:
    """One thing that the gate wants, or that is worth a look, and the place in the form where it is mended."""

    anchor: str
    sentence: str
    words: str


@dataclass(frozen=True)
class Bar:
    """What the bar of a story shows to one person."""

    standing: Standing
    live: Edition | None
    scheduled: Edition | None
    approval: Transition | None
    returned: Transition | None
    words: int
    wants: list[Item]
    steps: list[workflow.Step]
    may_edit: bool
    may_caption: bool


def find(request: HttpRequest, pk: object) -> Article:
    """Return the story that the user of `request` may read.

    Raises Http404 where there is none, and the same where it is not theirs to read.
    """
    try:
        article = Article.objects.select_related("section", "owner", "holder").get(pk=pk)
    except (Article.DoesNotExist, ValueError):
        raise Http404("There is no such story.") from None
    if not rights.may(request.user, "read", article):
        raise Http404("There is no such story.")
    return article


def version_in(text: str) -> int:
    """Return the version that `text` names; -1, which no story has, where it names none."""
    return int(text) if NUMBER.fullmatch(text) else -1


def items(wants: list[Want] | list[Advice]) -> list[Item]:
    """Return `wants` with their places in the form."""
    return [Item(_place(want.field), want.sentence, want.words) for want in wants]


def _place(field: str) -> str:
    return field if field.startswith(("photos-", "p-")) else PLACES.get(field, f"id_{field}")


def bar_of(article: Article, user, document: dict | None = None) -> Bar:
    """Return the bar of `article` as it is saved, for `user`; `document` spares building it again."""
    document = document or documents.build(article)
    now = clock.now()
    ahead = Edition.objects.filter(Q(visible_until=None) | Q(visible_until__gt=now), article=article)
    ahead = list(ahead.select_related("address").defer("document"))
    live = next((edition for edition in ahead if edition.visible_from <= now), None)
    scheduled = next((edition for edition in ahead if edition.visible_from > now and not edition.visible_until), None)
    return Bar(
        standing=standings([article], now)[article.pk],
        live=live,
        scheduled=scheduled,
        approval=_last(article, "approve") if article.state == State.APPROVED else None,
        returned=_last(article, "return") if article.returned else None,
        words=_words(document["body"]),
        wants=items(gate.wants(document, story=article.pk)),
        steps=workflow.available(article, user),
        may_edit=rights.may(user, "edit", article),
        may_caption=rights.may(user, "caption", article),
    )


def _words(body: str) -> int:
    """Return how many words `body` has, without what stands under its photos and embeds."""
    return len(figures.text(body).split())


def _last(article: Article, verb: str) -> Transition | None:
    return article.transitions.filter(verb=verb).select_related("by").first()


def say_saved(request: HttpRequest, state: str, *, changed: bool) -> None:
    """Tell what a save did to a story that stood in `state` before it."""
    voids = state == State.APPROVED
    level = {True: messages.WARNING if voids else messages.SUCCESS, False: messages.INFO}[changed]
    messages.add_message(request, level, saved_sentence(state, changed=changed))


def saved_sentence(state: str, *, changed: bool) -> str:
    """Return what a save did to a story that stood in `state` before it."""
    if not changed:
        return "Saved. Nothing had changed."
    if state == State.APPROVED:
        return "Saved. The approval was for the text before this change: it needs another one."
    if state == State.PUBLISHED:
        return "Saved as the draft of the next edition. Until that goes out, readers see no change."
    return "Saved."


def context(request: HttpRequest, article: Article | None, title: str = "", **more) -> dict:
    """Return what a page of `article` is rendered with. `title` says which page; without one, it is the story's own."""
    here = {"object": article, "title": title} if title else {"original": article, "title": str(article)}
    section = article.section if article else None
    here["language"] = languages.of(section.language if section else "")
    return {**admin.site.each_context(request), "opts": Article._meta, "article": article, **here, **more}

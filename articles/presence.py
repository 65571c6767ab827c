"""Who has a story open, and who of them writes it: the first to come holds it, the others read.

No clock decides what becomes of a text: the one form that `holds` writes, and versions are compared besides. Time only
clears away forms that are gone without a word. What changes anything expects the caller to hold the story's row.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from articles import rights
from articles.models import Article, Presence, Revision, Transition
from articles.refusals import Refused
from authors import clock

# a form says every 15 s that it is still there, and in a window behind others browsers let it do so once a minute
PATIENCE = timedelta(seconds=75)
BLINK = timedelta(seconds=5)  # within which a page that is only loaded again is back


@dataclass(frozen=True)
class Person:
    """Somebody else who has the story open. `me`: the same account, in another tab."""

    name: str
    me: bool
    since: str
    holds: bool
    asks: bool


def name_of(user) -> str:
    """Return what colleagues call `user`."""
    return (user.get_full_name() or user.get_username()) if user else "Somebody"


def is_held_by_another(article: Article, user) -> bool:
    """Return whether somebody other than `user` writes the story now, as far as is known."""
    return _there(article).filter(holds=True).exclude(user=user).exists()


def stay(article: Article, user, tab: UUID) -> Presence:
    """Note that `tab` has the story open, and return its row; it holds the story where nobody is before it."""
    _clear(article, but=tab)
    own, is_new = Presence.objects.get_or_create(article=article, tab=tab, defaults={"user": user})
    if own.user_id != user.pk:  # another account logged in under the same open form
        own.user, own.holds, own.asks = user, False, False
    own.seen_at = clock.now()
    own.save(update_fields=["user", "holds", "asks", "seen_at"])
    if is_new:
        _give_way(article, own)
    _let_the_next(article)
    own.refresh_from_db()
    return own


def leave(article: Article, user, tab: UUID) -> None:
    """Note that `tab` was closed; who is next in line holds the story then, unless it was only loaded again."""
    Presence.objects.filter(article=article, user=user, tab=tab).update(seen_at=clock.now() - PATIENCE + BLINK)


def ask(article: Article, own: Presence, *, asks: bool = True) -> None:
    """Ask whoever holds the story for it, or ask no longer."""
    Presence.objects.filter(pk=own.pk).update(asks=asks, refused=False)


def refuse(article: Article, own: Presence) -> None:
    """Say no, for now, to whoever asks for the story that `own` holds."""
    if own.holds:
        Presence.objects.filter(article=article, asks=True).update(asks=False, refused=True)


def hand_over(article: Article, own: Presence) -> None:
    """Give the story to who asked for it first."""
    asked = Presence.objects.filter(article=article, asks=True).exclude(pk=own.pk).first()
    if own.holds and asked:
        _pass_to(article, asked)


def take_over(article: Article, own: Presence) -> None:
    """Take the story from whoever holds it; what they saved becomes a revision that lasts, and the log says so.

    Raises `Refused` where the story is not the taker's to edit.
    """
    if not rights.may(own.user, "edit", article):
        raise Refused("You may read this story, and not change it.")
    holder = Presence.objects.filter(article=article, holds=True).exclude(pk=own.pk).select_related("user").first()
    if holder is None:
        return
    Presence.objects.filter(pk=holder.pk).update(taken_by=own.user)
    _pass_to(article, own)
    Revision.objects.filter(article=article, version=article.version).settle()
    if holder.user_id != own.user_id:
        Transition.objects.create(
            article=article,
            verb="taken over",
            before=article.state,
            after=article.state,
            by=own.user,
            note=f"From {name_of(holder.user)}, who was writing.",
            version=article.version,
        )


def people(article: Article, own: Presence) -> list[Person]:
    """Return who else has the story open, in the order in which they came."""
    return [
        Person(
            name=name_of(other.user),
            me=other.user_id == own.user_id,
            since=clock.told(other.came_at),
            holds=other.holds,
            asks=other.asks,
        )
        for other in _there(article).exclude(pk=own.pk).select_related("user")
    ]


def _there(article: Article) -> QuerySet[Presence]:
    return Presence.objects.filter(article=article, seen_at__gt=clock.now() - PATIENCE).order_by("came_at", "pk")


def _clear(article: Article, *, but: UUID) -> None:
    Presence.objects.filter(article=article, seen_at__lte=clock.now() - PATIENCE).exclude(tab=but).delete()


def _let_the_next(article: Article) -> None:
    """Let the first in line hold a story that nobody holds: who asked before who did not, then in order of arrival.

    Whoever may not change it any more holds it no longer.
    """
    line = Presence.objects.filter(article=article).select_related("user").order_by("-asks", "came_at", "pk")
    line = [row for row in line if rights.may(row.user, "edit", article)]
    if line and not any(row.holds for row in line):
        _pass_to(article, line[0])


def _give_way(article: Article, newcomer: Presence) -> None:
    """Let who comes to a story when it is their turn hold it, if its holder only looks at it.

    The writer to whom it was returned finds the editor's window still open.
    """
    holder = Presence.objects.filter(article=article, holds=True).first()
    if holder is None or article.holder_id != newcomer.user_id or holder.user_id == newcomer.user_id:
        return
    has_typed = holder.page and article.revisions.filter(page=holder.page, at__gte=article.state_since).exists()
    if not has_typed and rights.may(newcomer.user, "edit", article):
        _pass_to(article, newcomer)


def _pass_to(article: Article, receiver: Presence) -> None:
    Presence.objects.filter(article=article, holds=True).update(holds=False)
    Presence.objects.filter(pk=receiver.pk).update(holds=True, asks=False, refused=False, taken_by=None)
    Presence.objects.filter(article=article).update(refused=False)

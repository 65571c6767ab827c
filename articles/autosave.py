"""What the editor saves by itself while somebody types: whether it becomes the story's text, or is kept beside it."""

from dataclasses import dataclass
from uuid import UUID

from articles import document as documents
from articles import rights
from articles.models import Article, Aside, Presence
from articles.states import State
from authors import clock

SENTENCES = {
    Aside.Why.HELD: "{name} is writing this story now. What you typed is kept beside it, and nothing of it is lost.",
    Aside.Why.STALE: "{name} saved this story while you were writing. What you typed is kept beside it, and nothing of "
    "it is lost.",
    Aside.Why.APPROVED: "This story is approved. What you type is kept beside it; saving it voids the approval.",
    Aside.Why.RIGHTS: "This story is {state} now, and not yours to change. What you typed is kept beside it: ask the "
    "desk to return the story to you, or to bring it in.",
}


@dataclass(frozen=True)
class Typing:
    """One text as an open form sent it: `tab` names the form, `sequence` counts what came from it.

    A form goes on by its name when it is loaded again; `page` names one loading, which knows what it sent itself.
    """

    tab: UUID
    page: UUID
    sequence: int
    version: int  # of the story, when the form last had its text
    named: bool  # somebody pressed “Save”


def is_late(own: Presence, typing: Typing) -> bool:
    """Return whether a newer text of the same page was here already: this one was held up on its way."""
    return own.page == typing.page and typing.sequence <= own.sequence


def obstacle(article: Article, own: Presence, typing: Typing) -> Aside.Why | None:
    """Return why the text cannot become that of the locked `article`, or None where it can.

    A page whose last answer was lost on its way does not know the version that it made itself: where nobody else
    saved since, it goes on from there. What a closed page sent last may come when the form was loaded again: that is
    as if somebody else had saved.
    """
    if not rights.may(own.user, "edit", article):
        return Aside.Why.RIGHTS
    if not own.holds:
        return Aside.Why.HELD
    others = article.revisions.filter(version__gt=typing.version).exclude(page=typing.page)
    if typing.version > article.version or others.exists():
        return Aside.Why.STALE
    if article.state == State.APPROVED and not typing.named:
        return Aside.Why.APPROVED
    return None


def keep_beside(article: Article, document: dict, *, by, typing: Typing, why: Aside.Why) -> Aside:
    """Keep `document` beside the story, and return its row."""
    digest = documents.digest(document)
    fields = {"document": document, "digest": digest, "why": why, "at": clock.now()}
    last = Aside.objects.filter(article=article, tab=typing.tab, version=typing.version, by=by).first()
    if last and (last.digest == digest or outgrows(document, last.document)):
        Aside.objects.filter(pk=last.pk).update(**fields)
        last.refresh_from_db()
        return last
    return Aside.objects.create(article=article, version=typing.version, tab=typing.tab, by=by, **fields)


def outgrows(new: dict, old: dict) -> bool:
    """Return whether `new` holds every character of `old`: each of its texts is the old one with one run added."""
    return all(
        _holds(new[name], text) if name in documents.TEXTS else name == "photos" or new.get(name) == text
        for name, text in old.items()  # the photos are those of the body, which is among the texts
    )


def _holds(new: str, old: str) -> bool:
    if new == old or not old:
        return True
    spare = len(new) - len(old)
    if spare < 0:
        return False
    same = _shared(new, old)
    return new[same + spare :] == old[same:]


def _shared(new: str, old: str) -> int:
    """Return how many characters `new` and `old` have in common at their beginning."""
    low, high = 0, len(old)
    while low < high:  # comparing slices is done in C; a loop over 300,000 characters is not
        middle = (low + high + 1) // 2
        if new[:middle] == old[:middle]:
            low = middle
        else:
            high = middle - 1
    return low

"""How a story is locked, and how what was written to it is kept, logged and moved."""

from django.db import transaction

from articles import autosave, captions, rights
from articles import document as documents
from articles.autosave import Typing
from articles.models import Article, Edition, Revision, Transition
from articles.refusals import Refused, Stale
from articles.workflow.table import APPROVED, DRAFT, IN_REVIEW, PUBLISHED, STEPS
from authors import clock
from authors.text import normalise


def create(*, by, **fields) -> Article:
    """Start a story: a draft that belongs to `by`, with `fields` of `Article` set. Returns it."""
    with transaction.atomic():
        article = Article.objects.create(owner=by, holder=by, **fields)
        captions.sync(article)
        keep(article, by=by)
    return article


def lock(article_id: int, *, version: int | None = None) -> Article:
    """Return the story, locked until the transaction ends. Raises `Stale` where it is past `version`."""
    article = Article.objects.select_for_update(of=("self",)).select_related("section").get(pk=article_id)
    if version is not None and article.version != version:
        raise Stale("Somebody saved this story while you were looking at it. Read the new text first.")
    return article


def keep(article: Article, *, by, note: str = "", typing: Typing | None = None) -> bool:
    """Keep what was just written to the rows of a locked story as its next version.

    Returns False, and keeps nothing, when the story says what it said before. A change voids an approval, and makes
    a published story a draft of its next edition. `typing` is where the text came from, if an open form sent it by
    itself or by name; a save by name makes what the form saved by itself last, which is a change too.
    """
    document = documents.build_fresh(article.pk)
    if not keep_revision(article, document, by=by, note=note, typing=typing):
        by_itself = typing is not None and not typing.named
        return not by_itself and bool(Revision.objects.filter(article=article, version=article.version).settle())
    after = {APPROVED: IN_REVIEW, PUBLISHED: DRAFT}.get(article.state)
    if after:
        holder = by if article.state == PUBLISHED else None
        note = "The text was changed after its approval." if article.state == APPROVED else "The text was changed."
        finish(article, "edit", after, by=by, note=note, holder=holder, approved_digest="")
    return True


def keep_revision(article: Article, document: dict, *, by, note: str, typing: Typing | None = None) -> bool:
    """Add a revision and count the version up, unless `document` is what the last revision holds."""
    digest = documents.digest(document)
    last = Revision.objects.filter(article=article, version=article.version).first()
    if last and last.digest == digest:
        return False
    article.version += 1
    article.changed_at = clock.now()
    page = typing and typing.page
    by_itself = typing is not None and not typing.named
    goes_on = by_itself and last and last.autosave and last.page == page and last.by_id == (by and by.pk)
    if goes_on and autosave.outgrows(document, last.document):
        Revision.objects.filter(pk=last.pk).outgrow(version=article.version, document=document, digest=digest)
    else:
        Revision.objects.create(
            article=article,
            version=article.version,
            document=document,
            digest=digest,
            by=by,
            note=note[:200],
            autosave=by_itself,
            page=page,
        )
    Article.objects.filter(pk=article.pk).update(version=article.version, changed_at=article.changed_at)
    return True


def rewrite(article: Article, document: dict, *, by, version: int | None = None, note: str = "") -> list[str]:
    """Make the working copy say what `document` says; returns what could not be brought back, a sentence each."""
    with transaction.atomic():
        article = lock(article.pk, version=version)
        if by is not None and not rights.may(by, "edit", article):
            raise Refused(not_yours("edit"))
        lost = documents.apply(article, document)
        keep(article, by=by, note=note)
    return lost


def finish(article: Article, verb: str, after: str, *, by, note: str, edition=None, **changes) -> None:
    """Log the step and write the new state. The row is locked, and still in the state the log says it left."""
    Revision.objects.filter(article=article, version=article.version).settle()
    log(article, verb, after, by=by, note=note, edition=edition)
    count = Article.objects.filter(pk=article.pk, state=article.state, version=article.version).update(
        state=after, state_since=clock.now(), **changes
    )
    assert count == 1, "the story was locked, and moved all the same"
    article.refresh_from_db()


def log(article: Article, verb: str, after: str, *, by, note: str, edition: Edition | None = None) -> None:
    Transition.objects.create(
        article=article,
        verb=verb,
        before=article.state,
        after=after,
        by=by,
        note=normalise(note).strip(),
        version=article.version,
        edition=edition,
    )


def not_yours(verb: str) -> str:
    label = STEPS[verb].label.rstrip("…") if verb in STEPS else verb.capitalize()
    return f"You may not do this with this story: {label}. Ask an editor or an administrator."

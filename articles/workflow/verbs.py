"""The verbs: one function for each step that somebody takes."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from articles import document as documents
from articles import editions, gate, rights, websub
from articles.finding import index as search
from articles.models import Article, Edition
from articles.refusals import Refused
from articles.states import State
from articles.workflow.keeping import finish, keep_revision, lock, not_yours
from articles.workflow.table import APPROVED, DRAFT, PUBLISHED, STEPS, obstacle
from authors import clock
from authors.text import normalise, normalise_line


def submit(article: Article, *, by, note: str = "", version: int | None = None) -> Article:
    """Hand the draft to the desk."""
    return _simply(article, "submit", by=by, note=note, version=version, holder=None, returned=False)


def recall(article: Article, *, by, note: str = "", version: int | None = None) -> Article:
    """Take a story back from review."""
    return _simply(article, "recall", by=by, note=note, version=version, holder=F("owner"))


def return_(article: Article, *, by, note: str, version: int | None = None) -> Article:
    """Give the story back to its writer; the note says what should change."""
    return _simply(
        article,
        "return",
        by=by,
        note=note,
        version=version,
        holder=F("owner"),
        returned=True,
        approved_digest="",
    )


def approve(article: Article, *, by, note: str = "", version: int | None = None) -> Article:
    """Allow exactly the present text to go out."""
    with transaction.atomic():
        article = _begin(article, "approve", by=by, note=note, version=version)
        document = documents.build(article)
        _pass_gate(document, article)
        finish(article, "approve", APPROVED, by=by, note=note, approved_digest=documents.digest(document), holder=by)
    return article


def publish(
    article: Article,
    *,
    by,
    kind: str | None = None,
    note: str = "",
    at: datetime | None = None,
    reason: str = "",
    version: int | None = None,
) -> Edition:
    """Publish the working copy as the story's next edition, now or from `at` on, and return the edition.

    `kind` and the public `note` say what changed; the first publication needs neither. A story without an approval
    needs the right of its own, and a `reason`.
    """
    with transaction.atomic():
        article = lock(article.pk, version=version)
        verb = "publish" if article.state == APPROVED else "publish_unapproved"
        _check(article, verb, by=by, note=reason)
        document = documents.build(article)
        if verb == "publish" and documents.digest(document) != article.approved_digest:
            raise Refused(
                "What was approved is not what would go out: a photo, an author or a section of the story was changed "
                "since. Return it to draft and approve it again."
            )
        _pass_gate(document, article, at or clock.now())
        plan = editions.plan(article, document["slug"], kind=kind, note=normalise(note).strip(), at=at)
        if article.slug != plan.address.slug:
            # from now on the address does not follow the headline; this voids no approval
            article.slug = plan.address.slug
            Article.objects.filter(pk=article.pk).update(slug=article.slug)
            document = document | {"slug": article.slug}
            keep_revision(article, document, by=by, note="Address fixed")
            if verb == "publish":
                article.approved_digest = documents.digest(document)
        edition = editions.make(article, document, plan, by=by)
        finish(
            article,
            verb,
            PUBLISHED,
            by=by,
            note=reason or note,
            edition=edition,
            holder=None,
            returned=False,
            approved_digest=article.approved_digest,
        )
        websub.changed(edition)
    return edition


def unschedule(article: Article, *, by, note: str = "", version: int | None = None) -> Article:
    """Call off the edition that was to go out later; the one before it, if any, stays where it is."""
    with transaction.atomic():
        article = _begin(article, "unschedule", by=by, note=note, version=version)
        edition = Edition.objects.filter(article=article).upcoming(clock.now()).first()
        if edition is None:  # its hour came between the check and now
            raise Refused("It has just gone out. Withdraw it if readers should not see it.")
        editions.call_off(edition)
        Edition.objects.filter(
            article=article,
            visible_until=edition.visible_from,
            visible_from__lt=edition.visible_from,
            withdrawn_because="",
        ).update(visible_until=None)
        search.forget([article.pk])
        after = article.state
        if after == PUBLISHED:
            after = APPROVED if article.approved_digest else DRAFT
        finish(article, "unschedule", after, by=by, note=note, edition=edition)
    return article


def withdraw(article: Article, *, by, note: str, version: int | None = None) -> Article:
    """Take the story from its readers, who find `note` at its address. A scheduled edition is called off as well."""
    with transaction.atomic():
        article = _begin(article, "withdraw", by=by, note=note, version=version)
        now = clock.now()
        own = Edition.objects.filter(article=article)
        own.upcoming(now).update(visible_until=F("visible_from"))
        live = own.visible(now).first()
        if live is None:  # its interval ended between the check and now
            raise Refused("This story is not on the site.")
        own.filter(pk=live.pk).update(visible_until=now, withdrawn_because=normalise(note).strip())
        search.forget([article.pk])
        finish(article, "withdraw", DRAFT, by=by, note=note, edition=live, approved_digest="", holder=by)
        websub.changed(live)
    return article


def spike(article: Article, *, by, note: str = "", version: int | None = None) -> Article:
    """Put the story away. Nothing is deleted."""
    return _simply(article, "spike", by=by, note=note, version=version, holder=None, approved_digest="")


def unspike(article: Article, *, by, note: str = "", version: int | None = None) -> Article:
    """Make a spiked story a draft again."""
    return _simply(article, "unspike", by=by, note=note, version=version, holder=F("owner"))


VERBS = {
    "submit": submit,
    "recall": recall,
    "return": return_,
    "approve": approve,
    "publish": publish,
    "publish_unapproved": publish,
    "unschedule": unschedule,
    "withdraw": withdraw,
    "spike": spike,
    "unspike": unspike,
}


def _simply(article: Article, verb: str, *, by, note: str, version: int | None, **changes) -> Article:
    with transaction.atomic():
        article = _begin(article, verb, by=by, note=note, version=version)
        finish(article, verb, STEPS[verb].after, by=by, note=note, **changes)
    return article


def _begin(article: Article, verb: str, *, by, note: str, version: int | None) -> Article:
    article = lock(article.pk, version=version)
    _check(article, verb, by=by, note=note)
    return article


def _check(article: Article, verb: str, *, by, note: str) -> None:
    step = STEPS[verb]
    if article.state not in step.before:
        allowed = " or ".join(sorted(State(state).label.lower() for state in step.before))
        raise Refused(
            f"This story is {article.get_state_display().lower()} now; “{step.label.rstrip('…')}” is for stories that "
            f"are {allowed}."
        )
    if by is not None and not rights.may(by, verb, article):
        raise Refused(not_yours(verb))
    if reason := obstacle(article, verb):
        raise Refused(reason)
    if step.note == "required" and not normalise_line(note):
        raise Refused(f"Fill in “{step.asks}”: it is required here.")


def _pass_gate(document: dict, article: Article, at: datetime | None = None) -> None:
    if wants := gate.wants(document, story=article.pk, at=at):
        raise Refused("Something is still missing before this can go out:", wants)

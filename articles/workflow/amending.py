"""A change of a photo that reaches readers: in the edition on the site, in a scheduled one, in the working copy."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from articles import document as documents
from articles import editions, gate, rights, websub
from articles.models import Article, Edition, Revision
from articles.refusals import Refused, Want
from articles.states import Kind
from articles.workflow.keeping import finish, keep_revision, lock, log, not_yours
from articles.workflow.table import APPROVED, IN_REVIEW
from authors import clock
from authors.text import normalise

Change = Callable[[dict], dict]  # from a story document to another


def amend(
    article: Article, *, by, change: Change, reason: str, kind: str = Kind.MINOR, note: str = ""
) -> list[Edition]:
    """Make `change` in the edition that readers see, in one that is scheduled, and in the working copy.

    The working copy's other changes stay where they are: readers see nothing of them. An approval of what is changed
    is void. `kind` and the public `note` are of the edition on the site; a scheduled one keeps its own, and has the
    note among its notes. `reason` is for the log. Returns the editions made; none, where nothing that readers see or
    will see was changed. Raises `Refused`, and changes nothing then.
    """
    note = normalise(note).strip()
    with transaction.atomic():
        article = lock(article.pk)
        if by is not None and not rights.may(by, "amend", article):
            raise Refused(not_yours("amend"))
        now = clock.now()
        own = Edition.objects.filter(article=article).select_related("address")
        live, scheduled = own.visible(now).first(), own.upcoming(now).first()
        made = []
        if live and (document := _changed(live, change)):
            made.append(editions.make(article, document, editions.plan_amended(live, kind=kind, note=note), by=by))
        if scheduled and (document := _changed(scheduled, change)):
            last = made[0] if made else (live or own.went_out(now).order_by("-number").first())
            made.append(editions.make_instead(scheduled, document, last=last, by=by))
        changed = _amend_copy(article, change, by=by, reason=reason)
        for edition in made:
            log(article, "amend", article.state, by=by, note=reason or note, edition=edition)
            websub.changed(edition)
        if changed and article.state == APPROVED:
            voided = "A photo of it was changed after its approval."
            finish(article, "edit", IN_REVIEW, by=by, note=voided, approved_digest="")
    return made


def _changed(edition: Edition, change: Change) -> dict | None:
    """Return the document of `edition` changed, or None where nothing changes. Raises `Refused` as the gate does.

    What the gate missed before is no reason to refuse: it stands there already.
    """
    document = change(edition.document)
    if document == edition.document:
        return None
    at = max(clock.now(), edition.visible_from)
    missed = Counter(_about(want, edition.document) for want in _wants(edition, edition.document, at))
    new = []
    for want in _wants(edition, document, at):
        about = _about(want, document)
        if missed[about]:
            missed[about] -= 1
        else:
            new.append(want)
    if new:
        raise Refused(f"“{edition.card['headline']}” cannot go out like this:", new)
    return document


def _wants(edition: Edition, document: dict, at: datetime) -> list[Want]:
    return gate.wants(document, story=edition.article_id, at=at)


def _about(want: Want, document: dict) -> tuple[int | None, str]:
    """Return what `want` misses wherever its photo stands: one that is taken out moves those after it."""
    place, _, number = want.field.partition("-")
    if place != "photos":
        return document["lead"]["photo"]["id"] if place == "lead" and document["lead"] else None, want.sentence
    sentence = want.sentence.replace(f"hoto {number} in the text", "hoto in the text", 1)
    return document["photos"][int(number) - 1]["photo"]["id"], sentence


def _amend_copy(article: Article, change: Change, *, by, reason: str) -> bool:
    """Make `change` in the working copy, and keep it as its next version. Returns whether that changed it."""
    saved = Revision.objects.filter(article=article, version=article.version).values_list("digest", flat=True).first()
    before = documents.build_fresh(article.pk)
    after = change(before)
    if after != before:
        # an address that follows the headline goes on following it
        documents.apply(article, after | {"slug": article.slug})
    document = documents.build_fresh(article.pk)
    if not keep_revision(article, document, by=by, note=reason):
        return False
    # where its edition is called off, this is what was approved
    if article.approved_digest and article.approved_digest == saved and article.state != APPROVED:
        Article.objects.filter(pk=article.pk).update(approved_digest=documents.digest(document))
    return True

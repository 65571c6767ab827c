"""Everything that moves a story: one table of steps, one function a verb. Nothing else sets a state or publishes.

Each verb locks the story, checks its state, the right of `by`, and where it publishes the gate; then it writes and
logs, in one transaction. `by=None` is the newsroom itself: a command, or the clock; it needs no right. `version` is
the version that `by` was looking at: where given, a story changed since is refused. All raise `Refused` with a
sentence for the editor, and change nothing then.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from articles import autosave, captions, editions, gate, rights
from articles import document as documents
from articles.autosave import Typing
from articles.models import Article, Edition, Revision, Transition
from articles.refusals import Refused, Stale
from articles.states import State
from authors import clock
from authors.text import normalise, normalise_line

DRAFT, IN_REVIEW, APPROVED, PUBLISHED, SPIKED = State


@dataclass(frozen=True)
class Step:
    """One row of the table. `after=None`: the verb itself says where the story stands then."""

    verb: str
    label: str
    before: frozenset[str]
    after: str | None
    says: str
    note: str = ""  # "optional", "required", or none is asked for
    asks: str = ""  # what the note's field is called
    tone: str = "plain"  # "go", "plain" or "grave"

    @property
    def asks_first(self) -> bool:
        """Whether it cannot be taken without a page of its own. A note that is optional costs nobody a page."""
        return self.note == "required" or self.verb in {"publish", "publish_unapproved"}


ANY = frozenset({DRAFT, IN_REVIEW, APPROVED, PUBLISHED})
# fmt: off
TABLE = (
    Step("submit", "Submit for review", frozenset({DRAFT}), IN_REVIEW, "The desk sees it among the stories waiting "
         "for review.", note="optional", asks="Note for the desk", tone="go"),
    Step("approve", "Approve", frozenset({DRAFT, IN_REVIEW}), APPROVED, "Exactly this text may go out; any change asks "
         "for a new approval.", note="optional", asks="Note", tone="go"),
    Step("publish", "Publish…", frozenset({APPROVED}), PUBLISHED, "Readers see it at once, or from the time you "
         "choose.", tone="go"),
    Step("publish_unapproved", "Publish without approval…", frozenset({DRAFT, IN_REVIEW}), PUBLISHED, "It goes out "
         "although nobody approved it; your reason is logged.", note="required", asks="Why without approval",
         tone="grave"),
    Step("return", "Return…", frozenset({IN_REVIEW, APPROVED}), DRAFT, "It goes back to its writer with your note.",
         note="required", asks="What should change"),
    Step("recall", "Recall", frozenset({IN_REVIEW}), DRAFT, "It is a draft again, and the desk stops reading it."),
    Step("unschedule", "Unschedule", ANY, None, "The scheduled edition does not go out.", note="optional",
         asks="Note"),
    Step("withdraw", "Withdraw…", ANY, DRAFT, "Readers find your reason in its place; it leaves every list.",
         note="required", asks="Reason, for readers", tone="grave"),
    Step("spike", "Spike…", frozenset({DRAFT, IN_REVIEW, APPROVED}), SPIKED, "It leaves the lists; nothing is "
         "deleted.", note="optional", asks="Why", tone="grave"),
    Step("unspike", "Unspike", frozenset({SPIKED}), DRAFT, "It is a draft again.", tone="go"),
)
# fmt: on
STEPS = {step.verb: step for step in TABLE}


def available(article: Article, user) -> list[Step]:
    """Return the steps that `user` may take with `article` now, in the order of the table."""
    return [
        step
        for step in STEPS.values()
        if article.state in step.before
        and rights.may(user, step.verb, article)
        and _obstacle(article, step.verb) is None
    ]


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
    if not _keep_revision(article, document, by=by, note=note, typing=typing):
        by_itself = typing is not None and not typing.named
        return not by_itself and bool(Revision.objects.filter(article=article, version=article.version).settle())
    after = {APPROVED: IN_REVIEW, PUBLISHED: DRAFT}.get(article.state)
    if after:
        holder = by if article.state == PUBLISHED else None
        note = "The text was changed after its approval." if article.state == APPROVED else "The text was changed."
        _finish(article, "edit", after, by=by, note=note, holder=holder, approved_digest="")
    return True


def _keep_revision(article: Article, document: dict, *, by, note: str, typing: Typing | None = None) -> bool:
    """Add a revision and count the version up, unless `document` is what the last revision holds."""
    digest = documents.digest(document)
    last = Revision.objects.filter(article=article, version=article.version).first()
    if last and last.digest == digest:
        return False
    article.version += 1
    article.changed_at = clock.now()
    tab = typing and typing.tab
    by_itself = typing is not None and not typing.named
    goes_on = by_itself and last and last.autosave and last.tab == tab and last.by_id == (by and by.pk)
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
            tab=tab,
        )
    Article.objects.filter(pk=article.pk).update(version=article.version, changed_at=article.changed_at)
    return True


def rewrite(article: Article, document: dict, *, by, version: int | None = None, note: str = "") -> list[str]:
    """Make the working copy say what `document` says; returns what could not be brought back, a sentence each."""
    with transaction.atomic():
        article = lock(article.pk, version=version)
        if by is not None and not rights.may(by, "edit", article):
            raise Refused(_not_yours("edit"))
        lost = documents.apply(article, document)
        keep(article, by=by, note=note)
    return lost


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
        _pass_gate(document)
        _finish(article, "approve", APPROVED, by=by, note=note, approved_digest=documents.digest(document), holder=by)
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
        _pass_gate(document)
        plan = editions.plan(article, document["slug"], kind=kind, note=normalise(note).strip(), at=at)
        if article.slug != plan.address.slug:
            # from now on the address does not follow the headline; this voids no approval
            article.slug = plan.address.slug
            Article.objects.filter(pk=article.pk).update(slug=article.slug)
            document = document | {"slug": article.slug}
            _keep_revision(article, document, by=by, note="Address fixed")
            if verb == "publish":
                article.approved_digest = documents.digest(document)
        edition = editions.make(article, document, plan, by=by)
        _finish(
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
    return edition


def unschedule(article: Article, *, by, note: str = "", version: int | None = None) -> Article:
    """Call off the edition that was to go out later; the one before it, if any, stays where it is."""
    with transaction.atomic():
        article = _begin(article, "unschedule", by=by, note=note, version=version)
        edition = Edition.objects.filter(article=article).upcoming(clock.now()).first()
        if edition is None:  # its hour came between the check and now
            raise Refused("It has just gone out. Withdraw it if readers should not see it.")
        # an interval that is empty: it was never visible and never will be
        Edition.objects.filter(pk=edition.pk).update(visible_until=edition.visible_from)
        Edition.objects.filter(
            article=article,
            visible_until=edition.visible_from,
            visible_from__lt=edition.visible_from,
            withdrawn_because="",
        ).update(visible_until=None)
        after = article.state
        if after == PUBLISHED:
            after = APPROVED if article.approved_digest else DRAFT
        _finish(article, "unschedule", after, by=by, note=note, edition=edition)
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
        _finish(article, "withdraw", DRAFT, by=by, note=note, edition=live, approved_digest="", holder=by)
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
        _finish(article, verb, STEPS[verb].after, by=by, note=note, **changes)
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
        raise Refused(_not_yours(verb))
    if obstacle := _obstacle(article, verb):
        raise Refused(obstacle)
    if step.note == "required" and not normalise_line(note):
        raise Refused(f"Fill in “{step.asks}”: it is required here.")


def _not_yours(verb: str) -> str:
    label = STEPS[verb].label.rstrip("…") if verb in STEPS else verb.capitalize()
    return f"You may not do this with this story: {label}. Ask an editor or an administrator."


def _obstacle(article: Article, verb: str) -> str | None:
    """Return why the story's editions stand in the way of `verb`, or None."""
    if verb not in {"publish", "publish_unapproved", "unschedule", "withdraw", "spike"}:
        return None
    now = clock.now()
    scheduled = Edition.objects.filter(article=article).upcoming(now).exists()
    live = Edition.objects.filter(article=article).visible(now).exists()
    if verb in {"publish", "publish_unapproved"} and scheduled:
        return "An edition of this story is scheduled already. Unschedule it first."
    if verb == "unschedule" and not scheduled:
        return "No edition of this story is scheduled."
    if verb == "withdraw" and not live:
        return "This story is not on the site."
    if verb == "spike" and (live or scheduled):
        return "This story is on the site, or scheduled. Withdraw it first."
    return None


def _pass_gate(document: dict) -> None:
    if wants := gate.wants(document):
        raise Refused("Something is still missing before this can go out:", wants)


def _log(article: Article, verb: str, after: str, *, by, note: str, edition: Edition | None = None) -> None:
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


def _finish(article: Article, verb: str, after: str, *, by, note: str, edition=None, **changes) -> None:
    """Log the step and write the new state. The row is locked, and still in the state the log says it left."""
    Revision.objects.filter(article=article, version=article.version).settle()
    _log(article, verb, after, by=by, note=note, edition=edition)
    count = Article.objects.filter(pk=article.pk, state=article.state, version=article.version).update(
        state=after, state_since=clock.now(), **changes
    )
    assert count == 1, "the story was locked, and moved all the same"
    article.refresh_from_db()


def publish_many(stories: list[tuple[dict, datetime]], *, by=None) -> list[Edition]:
    """Publish new stories by the batch, each a complete document and the hour it went out; for imports and load.

    The documents passed the gate where they come from. Nothing is written when one of them cannot be.
    """
    with transaction.atomic():
        articles = Article.objects.bulk_create(
            Article(
                **{name: document[name] for name in documents.TEXTS},
                section_id=document["section"]["id"],
                owner=by,
                state=PUBLISHED,
                version=1,
            )
            for document, _ in stories
        )
        return editions.make_many(articles, stories, by=by)

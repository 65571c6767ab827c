"""How an edition is made out of a story document. `articles.workflow` calls this, and nothing else does."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from articles import corrections
from articles import document as documents
from articles.finding import index as search
from articles.models import Address, Article, Edition, EditionAuthor, EditionPhoto, EditionTopic, Revision, Transition
from articles.more import writing as more
from articles.refusals import Refused
from articles.states import FOLLOW_UPS, NOTE_REQUIRED, Kind, State
from authors import clock, slugs

FURTHEST = timedelta(days=3 * 366)  # a later hour of publication is a slip of the finger


@dataclass(frozen=True)
class Plan:
    """What the next edition of a story will be, checked: when it opens, what it changed, and where it will stand.

    It goes on until the next one opens, where that is scheduled already, and else without an end.
    """

    opens: datetime
    kind: Kind
    note: str
    address: Address
    last: Edition | None
    until: datetime | None = None


def plan(article: Article, slug: str, *, kind: str | None, note: str, at: datetime | None) -> Plan:
    """Return the plan for the next edition of the locked `article`. Raises `Refused` where it cannot be."""
    now = clock.now()
    last = Edition.objects.filter(article=article).went_out(now).select_related("address").order_by("-number").first()
    opens = _opening(at, now, last)
    first = last.first_published_at if last else opens
    return Plan(
        opens=opens,
        kind=_kind(kind, note, last),
        note=note,
        address=address_for(article, timezone.localdate(first), slugs.slugify(slug, fallback="story")),
        last=last,
    )


def make(article: Article, document: dict, plan: Plan, *, by) -> Edition:
    """Make the edition, and close the one that would be visible beside it at the instant this one opens."""
    last, minor = plan.last, plan.kind == Kind.MINOR
    notes = list(last.notes) if last else []
    if last and plan.note and not minor:
        notes.append({"kind": plan.kind, "text": plan.note, "at": plan.opens.isoformat()})
    editions = Edition.objects.filter(article=article)
    editions.filter(visible_until=plan.until).filter(visible_from__lte=plan.opens).update(visible_until=plan.opens)
    edition = Edition.objects.create(
        article=article,
        number=(editions.aggregate(Max("number"))["number__max"] or 0) + 1,
        address=plan.address,
        section_id=document["section"]["id"],
        visible_from=plan.opens,
        visible_until=plan.until,
        first_published_at=last.first_published_at if last else plan.opens,
        updated_at=last.updated_at if minor else plan.opens,
        kind=plan.kind,
        note=plan.note,
        notes=notes,
        document=document,
        card=documents.card(document),
        published_by=by,
    )
    index([edition])
    more.write(edition, last)
    return edition


def plan_amended(edition: Edition, *, kind: str, note: str) -> Plan:
    """Return the plan for an edition that takes the place of `edition`, which is visible, from now on."""
    now = clock.now()
    return Plan(
        opens=max(now, edition.visible_from),
        kind=_kind(kind, note, edition),
        note=note,
        address=edition.address,
        last=edition,
        until=edition.visible_until,
    )


def make_instead(edition: Edition, document: dict, *, last: Edition | None, by) -> Edition:
    """Make an edition that goes out with `document` at the hour of `edition`, which is scheduled, and call that off."""
    call_off(edition)
    plan = Plan(edition.visible_from, Kind(edition.kind), edition.note, edition.address, last)
    return make(edition.article, document, plan, by=by)


def call_off(edition: Edition) -> None:
    """Make the interval of `edition`, which is scheduled, empty: it was never visible and never will be."""
    Edition.objects.filter(pk=edition.pk).update(visible_until=edition.visible_from)


def _opening(at: datetime | None, now: datetime, last: Edition | None) -> datetime:
    if at is None:
        return max(now, last.visible_from) if last else now
    if at <= now:
        raise Refused("The hour of publication has passed. Choose a later one, or publish now.")
    if at > now + FURTHEST:
        raise Refused("The hour of publication is more than three years away. Choose an earlier one.")
    return at


def _kind(kind: str | None, note: str, last: Edition | None) -> Kind:
    if last is None:
        if kind not in (None, "", Kind.FIRST):
            raise Refused(
                "A story that never went out has nothing to update or correct yet: it is a first publication."
            )
        return Kind.FIRST
    if kind not in FOLLOW_UPS:
        raise Refused("Say what kind of change this is: an update, a correction, a clarification or a minor fix.")
    if kind in NOTE_REQUIRED and not note:
        raise Refused(f"A {Kind(kind).label.lower()} needs a note to readers that says what was wrong.")
    return Kind(kind)


def address_for(article: Article, day: date, slug: str) -> Address:
    """Return the story's address with this slug on its day, or with `-2`, `-3`, … where another story has it."""
    while True:
        taken = Address.objects.filter(day=day).exclude(article=article)
        free = slugs.free(slug, lambda candidate: taken.filter(slug=candidate).exists())  # noqa: B023 (called at once)
        try:
            with transaction.atomic():
                return Address.objects.get_or_create(article=article, day=day, slug=free)[0]
        except IntegrityError:
            continue  # another story took it between the look and the write


def index(editions: list[Edition]) -> None:
    """Write who stands in the editions' bylines, and which topics and photos they carry: what lists are made from.

    And which of their notes are corrections, and what a search finds of them.
    """
    EditionAuthor.objects.bulk_create(
        EditionAuthor(
            edition=edition, author_id=author, position=position, first_published_at=edition.first_published_at
        )
        for edition in editions
        for position, author in enumerate(dict.fromkeys(row["author"] for row in edition.document["bylines"]))
    )
    EditionPhoto.objects.bulk_create(
        EditionPhoto(edition=edition, photo_id=photo) for edition in editions for photo in photos_of(edition.document)
    )
    EditionTopic.objects.bulk_create(
        EditionTopic(edition=edition, topic_id=topic["id"], first_published_at=edition.first_published_at)
        for edition in editions
        for topic in edition.document["topics"]
    )
    corrections.index(editions)
    search.write(editions)


def photos_of(document: dict) -> set[int]:
    """Return the keys of the photos that `document` shows."""
    lead = [document["lead"]] if document["lead"] else []
    return {use["photo"]["id"] for use in [*lead, *document["photos"]]}


def make_many(articles: list[Article], stories: list[tuple[dict, datetime]], *, by) -> list[Edition]:
    """Make the first editions of new stories by the batch, with their history. Their slugs must be free."""
    pairs = list(zip(articles, stories, strict=True))
    documents.bulk_relate(articles, [document for document, _ in stories])
    Revision.objects.bulk_create(
        Revision(article=article, version=1, document=document, digest=documents.digest(document), by=by, at=at)
        for article, (document, at) in pairs
    )
    addresses = Address.objects.bulk_create(
        Address(article=article, day=timezone.localdate(at), slug=document["slug"]) for article, (document, at) in pairs
    )
    made = Edition.objects.bulk_create(
        Edition(
            article=article,
            number=1,
            address=address,
            section_id=document["section"]["id"],
            visible_from=at,
            first_published_at=at,
            updated_at=at,
            kind=Kind.FIRST,
            document=document,
            card=documents.card(document),
            published_by=by,
        )
        for (article, (document, at)), address in zip(pairs, addresses, strict=True)
    )
    index(made)
    Transition.objects.bulk_create(
        Transition(
            article_id=edition.article_id,
            verb="publish",
            before=State.DRAFT,
            after=State.PUBLISHED,
            by=by,
            note="Imported",
            version=1,
            edition=edition,
            at=edition.visible_from,
        )
        for edition in made
    )
    return made

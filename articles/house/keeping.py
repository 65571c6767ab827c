"""How a page of the house is kept: each save a version, put on the site and taken from it by a step that is logged."""

from django.db import transaction

from articles.body import figures
from articles.gate import PLACEHOLDER
from articles.house import places
from articles.models import HousePage, HouseRevision, HouseStep
from articles.models.house import SAID, WORDS
from articles.refusals import Refused, Stale
from authors import clock

STALE = "Somebody saved this page while you were looking at it. Read the new text first."


def lock(pk: int, *, version: int | None = None) -> HousePage:
    """Return the page, locked until the transaction ends. Raises `Stale` where it is past `version`."""
    page = HousePage.objects.select_for_update(of=("self",)).select_related("shown").get(pk=pk)
    if version is not None and page.version != version:
        raise Stale(STALE)
    return page


def keep(page: HousePage, *, by, note: str = "") -> bool:
    """Save `page`, and keep what it says as its next version. Within a transaction, and locked if it is not new.

    Returns False, and keeps nothing, when it says what it said before.
    """
    page.save()
    places.forget()
    said = {name: getattr(page, name) for name in SAID}
    last = page.revisions.filter(version=page.version).first()
    if last and said == {name: getattr(last, name) for name in SAID}:
        return False
    page.version, page.changed_at = page.version + 1, clock.now()
    page.save(update_fields=["version", "changed_at"])
    HouseRevision.objects.create(page=page, version=page.version, by=by, note=note[:200], **said)
    return True


def publish(page: HousePage, *, by, version: int | None = None) -> HousePage:
    """Let readers see the page as it is saved; repeated, it does nothing. Raises `Refused` with what is missing."""
    with transaction.atomic():
        page = lock(page.pk, version=version)
        if wants := missing(page):
            raise Refused(f"The page is saved, but not on the site yet. {' '.join(wants)}")
        if page.shown is None or page.shown.version != page.version:
            page.shown = page.revisions.get(version=page.version)
            page.shown_at = clock.now()
            page.first_shown_at = page.first_shown_at or page.shown_at
            _step(page, HouseStep.Verb.PUBLISH, by=by)
    return page


def take_off(page: HousePage, *, by, version: int | None = None) -> HousePage:
    """Take the page from the site; its text, its history and its address are kept. Repeated, it does nothing."""
    with transaction.atomic():
        page = lock(page.pk, version=version)
        if page.shown is not None:
            page.shown = page.shown_at = None
            _step(page, HouseStep.Verb.TAKE_OFF, by=by)
    return page


def restore(page: HousePage, number: int, *, by, version: int | None = None) -> HousePage:
    """Make the words of version `number` those of the working copy; what stands there now stays in the history.

    Raises `HouseRevision.DoesNotExist` where there is no such version. Its address, role and place in the footer stay.
    """
    with transaction.atomic():
        page = lock(page.pk, version=version)
        revision = page.revisions.get(version=number)
        for name in WORDS:
            setattr(page, name, getattr(revision, name))
        keep(page, by=by, note=f"Version {number} restored")
    return page


def missing(page: HousePage) -> list[str]:
    """Return what the page wants before readers may see it, a sentence each."""
    text = figures.text(page.body)
    wants = [] if page.title else ["Give it a title."]
    if not text:
        wants.append("Write its text.")
    if PLACEHOLDER.search(" ".join([page.title, page.summary, text])):
        wants.append("“TK” still stands in it.")
    return wants


def _step(page: HousePage, verb: HouseStep.Verb, *, by) -> None:
    page.save(update_fields=["shown", "shown_at", "first_shown_at"])
    HouseStep.objects.create(page=page, verb=verb, version=page.version, by=by)
    places.forget()

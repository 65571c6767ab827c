"""How an arrangement is read, saved whole, kept beside where it came too late, and put back as it was.

Every save names the version that it began from, and of two at once the second is refused: nothing is overwritten that
its author has not seen. Each is a revision that stays.
"""

from django.db import transaction

from articles.fronts.arrangement import Arrangement, of_json
from articles.models import Front, FrontRevision, Section
from articles.refusals import Refused, Stale
from authors import clock

STALE = "Somebody saved this page while you were arranging it."
NOT_YOURS = "You may look at this page, and not arrange it. Ask an editor or an administrator."


def arrangement_of(section: Section | None) -> Arrangement | None:
    """Return how the front of `section`, or the front page, is arranged: one query. None: by the rules alone."""
    stored = Front.objects.filter(section=section).values_list("arrangement", flat=True).first()
    return of_json(stored or {})


def front_of(section: Section | None) -> Front:
    """Return the front of `section`, or the front page; one that nobody arranged yet is not in the database."""
    return Front.objects.filter(section=section).first() or Front(section=section)


def save(section: Section | None, arrangement: Arrangement | None, *, by, version: int, note: str = "") -> bool:
    """Save `arrangement`, or None for that of the rules, which began from `version`. Returns whether it was a change.

    Raises `Refused` where `by` may not, and `Stale` where somebody saved meanwhile; then it is kept beside.
    """
    check(by)
    now = clock.now()
    with transaction.atomic():
        front = lock(section)
        if front.version == version:
            return _write(front, arrangement, by=by, at=now, note=note)
        keep_beside(front, arrangement, by=by, version=version)
    raise Stale(STALE)


def restore(section: Section | None, revision: int, *, by, version: int) -> FrontRevision:
    """Put the front back as it was in `revision`, which is a key, and return that. Raises as `save` does."""
    kept = FrontRevision.objects.filter(front__section=section, pk=revision).first()
    if kept is None:
        raise Refused("There is no such arrangement of this page.")
    save(section, of_json(kept.arrangement), by=by, version=version, note=f"Put back as it was {clock.told(kept.at)}")
    return kept


def lock(section: Section | None) -> Front:
    """Return the front, locked until the transaction ends."""
    Front.objects.get_or_create(section=section)
    return Front.objects.select_for_update(of=("self",)).get(section=section)


def keep_beside(front: Front, arrangement: Arrangement | None, *, by, version: int) -> None:
    """Keep what came too late, once, beside what is saved."""
    stored = arrangement.to_json() if arrangement else {}
    last = FrontRevision.objects.filter(front=front, aside=True, by=by, version=version).first()
    if last is None or last.arrangement != stored:
        FrontRevision.objects.create(front=front, version=version, arrangement=stored, by=by, aside=True)


def check(by) -> None:
    """Raise `Refused` where `by` may not arrange fronts. None is the newsroom itself."""
    if by is not None and not by.has_perm("articles.change_front"):
        raise Refused(NOT_YOURS)


def _write(front: Front, arrangement: Arrangement | None, *, by, at, note: str) -> bool:
    before = of_json(front.arrangement)
    if arrangement is not None:
        arrangement = arrangement.to_the_minute().signed(before or Arrangement(), by=by and by.pk, at=at)
        if before is not None and arrangement.says_the_same(before):
            return False
    elif before is None:
        return False
    front.version += 1
    front.arrangement = arrangement.to_json() if arrangement else {}
    front.save(update_fields=["version", "arrangement"])
    FrontRevision.objects.create(
        front=front, version=front.version, arrangement=front.arrangement, by=by, at=at, note=note[:200]
    )
    return True

"""An agreement whose words were changed: the files of its photos carry them, too, from then on.

Each photo gets another key, as if the words were its own and had been corrected; what is out keeps the files that it
went out with. It may be tens of thousands of photos, so that it is done in steps, of which each notes how far it came
(`Agreement.renewed_to`): whoever goes on after a crash, or beside another, goes on from there. The files themselves
are made when somebody asks for them.
"""

from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django_tasks import task

from articles.models import Agreement, Cut, Photo
from articles.photos import library, renditions

CARRIED = ("usage_terms", "address")  # what files carry of an agreement, where their photo has no such words of its own
STEP = 500  # photos; some 3 MB, and on SQLite a fifth of a second in which nobody else writes
NEEDED = (
    *("digest", "focal_x", "focal_y", "copyright_notice", "usage_terms", "web_statement", "digital_source_type"),
    *("agreement", "cut_key"),
)


def save(agreement: Agreement) -> int:
    """Save `agreement`, and have its words carried by its photos' files if they changed; return for how many photos."""
    with transaction.atomic():
        before = Agreement.objects.select_for_update(no_key=True).filter(pk=agreement.pk).first()
        is_changed = before and any(getattr(before, name) != getattr(agreement, name) for name in CARRIED)
        count = carriers(agreement).count() if is_changed else 0
        if before:
            agreement.renewed_to = 0 if count else before.renewed_to
        agreement.save()
        if count:
            transaction.on_commit(partial(renew.enqueue, agreement.pk))
    return count


def carriers(agreement: Agreement) -> QuerySet[Photo]:
    """Return the photos whose files carry words of `agreement`."""
    return agreement.photos.filter(Q(usage_terms="") | Q(web_statement=""))


def behind(agreement: Agreement) -> int:
    """Return how many photos there are whose files are still to carry the words of `agreement` as they are now."""
    return 0 if agreement.renewed_to is None else carriers(agreement).filter(pk__gt=agreement.renewed_to).count()


@task()
def renew(key: int) -> int:
    """Give the photos of the agreement with this key the keys of files with its words; returns how many got another."""
    changed = 0
    while (of_step := step(key)) is not None:
        changed += of_step
    return changed


def finish() -> int:
    """Go on where a renewal was cut short; returns how many photos got another key."""
    return sum(
        renew.call(key) for key in Agreement.objects.filter(renewed_to__isnull=False).values_list("pk", flat=True)
    )


@transaction.atomic
def step(key: int) -> int | None:
    """Return how many of the next photos got another key; None if there are no more, or nothing is to be done."""
    # a photo's writer holds its row, and may need this one for a reference: that is no hindrance to `no_key`
    agreement = Agreement.objects.select_for_update(no_key=True).filter(pk=key, renewed_to__isnull=False).first()
    if agreement is None:
        return None
    rows = carriers(agreement).filter(pk__gt=agreement.renewed_to).order_by("pk")
    photos = list(rows.select_for_update(no_key=True).only(*NEEDED).prefetch_related("credit_parts")[:STEP])
    changed = _settle(photos, agreement)
    agreement.renewed_to = photos[-1].pk if photos else None
    agreement.save(update_fields=["renewed_to"])
    return changed if photos else None


def _settle(photos: list[Photo], agreement: Agreement) -> int:
    cuts = []
    for photo in photos:
        photo.agreement = agreement
        marks = library.marks_of(photo)
        key = renditions.key(photo.digest, (photo.focal_x, photo.focal_y), marks)
        if key != photo.cut_key:
            photo.cut_key = key
            cuts.append(Cut(photo=photo, key=key, focal_x=photo.focal_x, focal_y=photo.focal_y, marks=marks))
    Cut.objects.bulk_create(cuts, ignore_conflicts=True)
    Photo.objects.bulk_update([cut.photo for cut in cuts], ["cut_key"])
    return len(cuts)

"""Taking a photo away: nobody is shown it again, and none of its files is given out, until it is allowed again."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from articles.models import Photo, PhotoChange
from articles.photos import renditions, uses
from articles.refusals import Refused
from authors import clock
from authors.text import normalise

FACT = "withdrawn"  # what the history calls it


def withdraw(photo: Photo, *, by, reason: str) -> None:
    """Withdraw `photo`, and delete the files that readers were served; the original stays.

    The gate refuses it from now on. What shows it already is the caller's to change. Raises `Refused` without a reason.
    """
    reason = normalise(reason).strip()
    if not reason:
        raise Refused("Say why this photo is withdrawn.")
    _write(photo, by=by, at=clock.now(), reason=reason)
    # a file that cannot be deleted now does not make the photo any less withdrawn: `sweep` tries again
    transaction.on_commit(partial(delete_files, photo), robust=True)


def allow(photo: Photo, *, by) -> None:
    """Let a withdrawn photo be shown again. Its files are made anew when they are asked for."""
    _write(photo, by=by, at=None, reason="")


def _write(photo: Photo, *, by, at, reason: str) -> None:
    with transaction.atomic():
        row = Photo.objects.select_for_update().get(pk=photo.pk)
        if bool(row.withdrawn_at) == bool(at) and row.withdrawn_because == reason:
            return
        before, row.withdrawn_at, row.withdrawn_because = row.withdrawn_because, at, reason
        row.version += 1
        row.save(update_fields=["withdrawn_at", "withdrawn_because", "version"])
        PhotoChange.objects.create(photo=row, version=row.version, by=by, fact=FACT, before=before, after=reason)
    photo.refresh_from_db()


def marked(document: dict) -> dict:
    """Return `document` with the reason at each use of a photo that was withdrawn, as the newsroom is shown it.

    Its files are not to be had any more. One query.
    """
    keys = {use["photo"]["id"] for _, use in uses.placed(document)}
    gone = Photo.objects.filter(pk__in=keys, withdrawn_at__isnull=False)
    reasons = dict(gone.values_list("pk", "withdrawn_because")) if keys else {}

    def mark(use: dict) -> dict:
        reason = reasons.get(use["photo"]["id"])
        return use | {"withdrawn": reason} if reason else use

    if not reasons:
        return document
    lead = document["lead"] and mark(document["lead"])
    return document | {"lead": lead, "photos": [mark(use) for use in document["photos"]]}


def delete_files(photo: Photo) -> int:
    """Delete the files of all cuts of `photo` from the default storage, and return how many there were."""
    count = 0
    for key in photo.cuts.values_list("key", flat=True):
        folder = renditions.folder(photo.token, key)
        try:
            _, names = default_storage.listdir(folder)
        except FileNotFoundError:
            continue
        for name in names:
            default_storage.delete(folder + name)
        count += len(names)
    return count


def sweep() -> int:
    """Delete what is left of the files of withdrawn photos, and return how many there were."""
    return sum(delete_files(photo) for photo in Photo.objects.filter(withdrawn_at__isnull=False).only("token"))

"""The files of a photo, made before any reader asks for them."""

from functools import partial

from django.db import transaction
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django_tasks.backends.immediate import ImmediateBackend

from articles.models import Cut, Photo
from articles.photos import renditions, serving, withdrawal

FIRST = "original-320.jpg"  # what the library itself shows


def begin(photo: Photo) -> None:
    """Have the files of `photo`, just added, made: the first at once, the others as soon as this transaction ends."""
    names = {rendition.name for rendition in renditions.wanted_of(_present(photo))}
    _make(photo, names & {FIRST})
    transaction.on_commit(partial(make_files.enqueue, photo.pk))


def renew(photo: Photo) -> None:
    """Have the files of `photo` made anew after a change, where a worker does that; else the first reader asks."""
    if not isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], ImmediateBackend):
        transaction.on_commit(partial(make_files.enqueue, photo.pk))


@task()
def make_files(key: int) -> int:
    """Make all files of the photo's present cut that are not there yet; returns how many."""
    photo = Photo.objects.filter(pk=key, withdrawn_at=None).first()
    if photo is None:  # deleted or withdrawn meanwhile
        return 0
    return _make(photo, {rendition.name for rendition in renditions.wanted_of(_present(photo))})


def _present(photo: Photo) -> Cut:
    return Cut.objects.select_related("photo").get(photo=photo, key=photo.cut_key)


def _make(photo: Photo, names: set[str]) -> int:
    cut = _present(photo)
    folder = renditions.folder(photo.token, cut.key)
    missing = {name for name in names if not serving.is_kept(folder + name)}
    if not missing:
        return 0
    with photo.original.storage.open(photo.original.name) as original:
        for name, data in renditions.make_all(original, cut, wanted=missing):
            serving.keep(folder + name, data)
    if Photo.objects.filter(pk=photo.pk, withdrawn_at__isnull=False).exists():  # meanwhile
        withdrawal.delete_files(photo)
    return len(missing)

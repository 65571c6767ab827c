"""Where originals go: into the private storage, under a name that says nothing, together with their row."""

from typing import Any, BinaryIO

from django.core.files import File
from django.db import transaction

from articles.models.photo import Photo
from articles.photos.door import Picture, admit
from articles.uploads import AdmittedFileField


def add(file: BinaryIO, *, title: str, by=None, **facts: Any) -> Photo:
    """Let `file` in and return its new, saved Photo. `by` is the account, `facts` are further fields of Photo.

    Raises `Refused`, or ValidationError for a field; then nothing is stored.
    """
    picture = admit(file)
    photo = Photo(title=title, uploaded_by=by, **facts)
    _describe(photo, picture)
    photo.full_clean(exclude=["original"])
    put(photo, file, picture)
    return photo


def put(photo: Photo, file: BinaryIO, picture: Picture) -> None:
    """Save `photo`, new, with `file`, which the door found to be `picture`: the file and the row, or neither.

    Within a transaction of the caller's, the file stays if that is rolled back later.
    """
    _describe(photo, picture)
    storage = photo.original.storage
    file.seek(0)
    name = storage.save(f"{photo.token}.{picture.extension}", File(file))
    photo.original = name
    try:
        with transaction.atomic():
            photo.save()
    except BaseException:
        photo.original = ""
        storage.delete(name)
        raise


def _describe(photo: Photo, picture: Picture) -> None:
    photo.format, photo.digest, photo.colour = picture.format, picture.digest, picture.colour
    photo.width, photo.height = picture.width, picture.height


class PhotoFileField(AdmittedFileField):
    """A form's photo; what the door found is the file's `picture`, for `put`."""

    door, found = staticmethod(admit), "picture"
    accept = "image/jpeg,image/png,image/webp,image/avif,image/tiff,image/gif"

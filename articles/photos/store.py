"""Where originals go: into the private storage, under a name that says nothing, together with their row."""

from typing import Any, BinaryIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from articles.models.photo import Photo, new_token
from articles.photos.door import Picture, Refused, admit


def add(file: BinaryIO, *, title: str, by=None, **facts: Any) -> Photo:
    """Let `file` in and return its new, saved Photo. `by` is the account, `facts` are further fields of Photo.

    Raises `door.Refused`, or ValidationError for a field; then nothing is stored.
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


class PhotoFileField(forms.FileField):
    """A form's file that passed the door; what the door found is its `picture`, for `put`.

    Its own name is not kept, and may be of any length.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs | {"max_length": None})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return super().widget_attrs(widget) | {
            "accept": "image/jpeg,image/png,image/webp,image/avif,image/tiff,image/gif"
        }

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            try:
                file.picture = admit(file)
            except Refused as refused:
                raise ValidationError(refused.sentence, code="refused") from refused
            file.name = f"{new_token()}.{file.picture.extension}"
        return file

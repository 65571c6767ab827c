"""Where originals go: into the private storage, under a name that says nothing, together with their row."""

from collections.abc import Iterable
from typing import Any, BinaryIO

from django.core.files import File
from django.db import transaction

from articles.models import Likeness, Photo
from articles.photos import credits, from_file, library, likeness
from articles.photos.door import Picture, admit
from articles.uploads import AdmittedFileField

FORMATS = "image/jpeg,image/png,image/webp,image/avif,image/tiff,image/gif,image/heic,image/heif"


def add(
    file: BinaryIO,
    *,
    picture: Picture | None = None,
    title: str = "",
    otherwise: str = "Untitled photo",
    by=None,
    credit: str = "",
    keywords: Iterable[str] = (),
    **facts: Any,
) -> Photo:
    """Let `file` in and return its new, saved Photo. `by` is the account, `facts` are further fields of Photo.

    `picture` is what the door found `file` to be, where it was asked already.

    What nobody said is filled in from what the file says; a photo that neither gives a title is called `otherwise`.
    Raises `Refused`, or ValidationError for a field; then nothing is stored.
    """
    picture = picture or admit(file)
    photo = Photo(title=title, uploaded_by=by, **facts)
    put(photo, file, picture, otherwise=otherwise, credit=credit, keywords=keywords)
    return photo


def put(
    photo: Photo,
    file: BinaryIO,
    picture: Picture,
    *,
    otherwise: str = "Untitled photo",
    credit: str = "",
    keywords: Iterable[str] = (),
) -> None:
    """Save `photo`, new, with `file`, which the door found to be `picture`: the file and the row, or neither.

    What is empty is filled in from what the file says. Raises ValidationError for a field. Within a transaction of the
    caller's, the file stays if that is rolled back later.
    """
    file.seek(0)
    said = from_file.said_by(file.read())
    _describe(photo, picture, said)
    photo.title = photo.title or otherwise
    photo.full_clean(exclude=["original"])
    storage = photo.original.storage
    file.seek(0)
    name = storage.save(f"{photo.token}.{picture.extension}", File(file))
    photo.original = name
    try:
        with transaction.atomic():
            photo.save()
            credits.write(photo, credit or said.get("credit", ""))
            photo.keywords.set(library.keywords_named(keywords or said.get("keywords", [])))
            library.settle(photo)
            if photo.fingerprint is not None:
                bands = likeness.bands(photo.fingerprint)
                Likeness.objects.bulk_create(Likeness(photo=photo, band=band) for band in bands)
    except BaseException:
        photo.original = ""
        storage.delete(name)
        raise


def twins(picture: Picture) -> list[Photo]:
    """Return the photos of the library that are `picture` again, byte for byte or by its looks; the nearest first.

    Those that were withdrawn are among them.
    """
    same = list(Photo.objects.filter(digest=picture.digest).order_by("-pk")[:1])
    if same or picture.fingerprint is None:
        return same
    alike = Photo.objects.filter(likenesses__band__in=likeness.bands(picture.fingerprint)).distinct()
    far = {photo: likeness.distance(picture.fingerprint, photo.fingerprint) for photo in alike}
    return sorted((photo for photo in far if far[photo] <= likeness.NEAR), key=lambda photo: (far[photo], -photo.pk))


def _describe(photo: Photo, picture: Picture, said: dict[str, Any]) -> None:
    photo.format, photo.digest, photo.colour = picture.format, picture.digest, picture.colour
    photo.width, photo.height, photo.fingerprint = picture.width, picture.height, picture.fingerprint
    photo.shape = library.shape_of(picture.width, picture.height)
    photo.file_says = {name: library.told(value) for name, value in said.items()}
    for name in set(said) & set(library.COLUMNS):
        if not getattr(photo, name):
            setattr(photo, name, said[name])


class PhotoFileField(AdmittedFileField):
    """A form's photo; what the door found is the file's `picture`, for `put`."""

    door, found = staticmethod(admit), "picture"
    accept = FORMATS

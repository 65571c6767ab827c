"""What scripts know of a photo, its card; and what they send from a story's text: new photos, and credits."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from articles import rights
from articles.models import Photo
from articles.photos import background, credits, door, library, renditions, store
from articles.refusals import Refused
from authors.text import normalise_line

LONGEST_TITLE = Photo._meta.get_field("title").max_length
LONGEST_CREDIT = 1_000  # characters of the line; its parts have bounds of their own
MOST_TWINS = 3  # shown of those that look the same
# what screenshots and the clipboard call a picture
NAMELESS = re.compile(r"(?i)(image|img|photo|picture|clipboard|unnamed|blob)?[\s\d()]*")


def thumb(photo: Photo) -> str:
    """Return the address of the smallest rendition of `photo`; empty for one that was withdrawn."""
    return "" if photo.withdrawn_at else renditions.sources(renditions.facts(photo))["jpeg"][0][0]


def card(photo: Photo, user) -> dict:
    """Return what a script shows of `photo`, and whether `user` may type its credit."""
    return {
        "id": photo.pk,
        "title": str(photo),
        "caption": photo.caption,
        "alt": photo.alt,
        "credit": credits.line(credits.of(photo)),
        "thumb": thumb(photo),
        "src": "" if photo.withdrawn_at else renditions.sources(renditions.facts(photo))["src"],
        "width": photo.width,
        "height": photo.height,
        "may_credit": may_credit(user, photo),
        "withdrawn": photo.withdrawn_because,
        "page": reverse("admin:articles_photo_change", args=[photo.pk]),
    }


def may_credit(user, photo: Photo) -> bool:
    """Return whether `user` may change the credit of `photo` now."""
    return rights.may_credit(user, photo, is_out=photo.edition_uses.exists)


def show_card(request: HttpRequest, pk: int) -> JsonResponse:
    """Answer with the photo's card."""
    if not request.user.has_perm("articles.view_photo"):
        raise PermissionDenied
    return JsonResponse(card(_find(pk), request.user))


@dataclass(frozen=True)
class Twins:
    """The photos that a file was found to be again, the nearest first, and what is said of it."""

    photos: list[Photo]
    sentence: str


def take(file: UploadedFile, *, by, again: bool) -> Photo | Twins:
    """Let `file` into the library and return its photo; or, unless it is to come in `again`, what it is the same as.

    Raises Refused with the sentence that says why not.
    """
    picture = door.admit(file)
    twins = [] if again else store.twins(picture)
    if twins:
        return Twins(twins, _again(twins[0], same_file=twins[0].digest == picture.digest))
    try:
        photo = store.add(file, picture=picture, otherwise=title_of(file.name), by=by)
    except ValidationError as problem:
        raise Refused(" ".join(problem.messages)) from problem
    background.begin(photo)
    return photo


def _again(twin: Photo, *, same_file: bool) -> str:
    found = "The library has this very file already" if same_file else "The library has a photo that looks the same"
    if twin.withdrawn_at:
        return f"{found}, and it was withdrawn: {twin.withdrawn_because.rstrip('.')}."
    return f"{found}: “{twin}”."


@require_POST
def upload(request: HttpRequest) -> JsonResponse:
    """Let one file into the library: its card and 201, or 400 and the sentence that says why not.

    A picture that the library has already is not stored, unless `again` comes with it: 409, the sentence, and the
    cards of those that it is the same as.
    """
    if not request.user.has_perm("articles.add_photo"):
        raise PermissionDenied
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"error": "No file came with this. Choose the photo again."}, status=400)
    try:
        found = take(file, by=request.user, again=bool(request.POST.get("again")))
    except Refused as refused:
        return JsonResponse({"error": refused.sentence}, status=400)
    if isinstance(found, Twins):
        cards = [card(photo, request.user) for photo in found.photos[:MOST_TWINS]]
        return JsonResponse({"error": found.sentence, "twins": cards}, status=409)
    return JsonResponse(card(found, request.user), status=201)


def title_of(name: str) -> str:
    """Return the title for a photo that came as the file `name`: its words, if it has any."""
    words = normalise_line(re.sub(r"[_\s]+", " ", PurePath(name).stem))[:LONGEST_TITLE].strip()
    return "Untitled photo" if NAMELESS.fullmatch(words) else words


@require_POST
def credit(request: HttpRequest, pk: int) -> JsonResponse:
    """Write the photo's credit: its card, or 400 and the sentence that says what is wrong with the line."""
    photo = _find(pk)
    if not may_credit(request.user, photo):
        raise PermissionDenied
    line = normalise_line(request.POST.get("credit", ""))
    if len(line) > LONGEST_CREDIT:
        return JsonResponse({"error": f"A credit has at most {LONGEST_CREDIT:,} characters."}, status=400)
    try:
        library.write(photo, by=request.user, credit=line)
    except (ValueError, ValidationError) as problem:
        return JsonResponse({"error": str(problem)}, status=400)
    return JsonResponse(card(_find(pk), request.user))


def _find(pk: int) -> Photo:
    return get_object_or_404(Photo.objects.prefetch_related("credit_parts"), pk=pk)

"""Who changed which fact of a photo, from what to what: on its form, and all of it on its history page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format

from articles import rights
from articles.models import Photo, PhotoChange
from articles.photos import library
from articles.photos.metadata import source_types
from articles.presence import name_of

SHOWN = 20  # changes on the form
A_PAGE = 50
TIMES = ("taken_at", "usable_from", "usable_until")
LABELS = library.LABELS | {"title": "title", "keywords": "keywords"}
LIMITS = dict(Photo.Limit.choices)


@dataclass(frozen=True)
class Change:
    """One line of the history, in words."""

    at: datetime
    by: str
    label: str
    before: str
    after: str


def in_words(name: str, text: str, user) -> str:
    """Return what the fact `name` says, which the library keeps as `text`, as `user` may read it."""
    if not text:
        return ""
    if name in TIMES:
        return date_format(timezone.localtime(datetime.fromisoformat(text)), "j F Y, H:i")
    if name in ("focal_x", "focal_y"):
        return f"{float(text):.0%}".replace("%", " %")
    if name == "only_story":
        return text if rights.may_read_all(user) else "a story"
    if name == "web_only":
        return "yes" if text == "True" else "no"
    return {"digital_source_type": source_types.LABELS, "limit": LIMITS}.get(name, {}).get(text, text)


def told(changes: Iterable[PhotoChange], user) -> list[Change]:
    """Return `changes` as they are shown to `user`."""
    return [
        Change(
            at=change.at,
            by=name_of(change.by),
            label=str(LABELS.get(change.fact, change.fact)),
            before=in_words(change.fact, change.before, user),
            after=in_words(change.fact, change.after, user),
        )
        for change in changes
    ]


def of(photo: Photo) -> QuerySet[PhotoChange]:
    """Return the changes of `photo`, newest first."""
    return photo.changes.select_related("by").order_by("-at", "-pk")


def history_page(request: HttpRequest, photo: Photo, context: dict) -> HttpResponse:
    """Show every change of `photo`. Raises PermissionDenied for who sees no photo."""
    if not request.user.has_perm("articles.view_photo"):
        raise PermissionDenied
    page = Paginator(of(photo), A_PAGE).get_page(request.GET.get("page"))
    more = {"object": photo, "opts": photo._meta, "title": "History", "page": page}
    return TemplateResponse(
        request, "admin/articles/photo/history.html", context | more | {"changes": told(page, request.user)}
    )

"""Who may look at fronts, and whose front an address is about."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from articles.models import Section


def may_look(request: HttpRequest) -> None:
    """Raise PermissionDenied for who may not even look at fronts."""
    if not (request.user.has_perm("articles.view_front") or request.user.has_perm("articles.change_front")):
        raise PermissionDenied


def section_of(key: int) -> Section | None:
    """Return the section of a front's address; 0 is the front page. Raises Http404 where there is none."""
    section = Section.objects.filter(pk=key).first() if 0 < key < 2**63 else None
    if key and section is None:
        raise Http404("There is no such section.")
    return section


def address(key: int) -> str:
    """Return where the front of this key is arranged."""
    return reverse("admin:articles_front_edit", args=[key]) if key else reverse("admin:articles_front_changelist")

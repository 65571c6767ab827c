"""Which pages of the house readers can see, and what each is: for the footer, for machines, and for their addresses.

Every page of the site names some of them. What the table says is asked once in a request, in one query of a bounded
size, and never kept for the next: a page that was taken from the site is gone everywhere at that instant.
"""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.core.signals import request_finished, request_started

from articles.models import HousePage
from articles.models.house import MOST, RELATIONS


@dataclass(frozen=True)
class Place:
    """A page that readers can see: where it is, and what it is."""

    key: int
    slug: str
    title: str
    url: str
    role: str
    in_footer: bool
    changed_at: datetime

    @property
    def relation(self) -> str:
        """The `rel` of a link to it, or nothing."""
        return RELATIONS.get(self.role, "")


@dataclass(frozen=True)
class Places:
    """All pages that readers can see, in the order of the footer."""

    all: tuple[Place, ...]

    @property
    def footer(self) -> list[Place]:
        return [place for place in self.all if place.in_footer]

    @property
    def by_role(self) -> dict[str, Place]:
        return {place.role: place for place in self.all if place.role}

    def at(self, slug: str) -> Place | None:
        """Return the page with this address, or None."""
        return next((place for place in self.all if place.slug == slug), None)


_asked: ContextVar[dict[str, Places] | None] = ContextVar("what was asked in this request", default=None)


def read() -> Places:
    """Return the pages that readers can see: one query, and no further one in the same request."""
    asked = _asked.get()
    if asked is None:
        return _read()
    if "places" not in asked:
        asked["places"] = _read()
    return asked["places"]


def forget() -> None:
    """Ask anew: the table was written to."""
    if asked := _asked.get():
        asked.clear()


def policies() -> dict[str, str]:
    """Return the paths of the pages that play a role for machines, by role."""
    return {role: place.url for role, place in read().by_role.items()}


def _read() -> Places:
    rows = HousePage.objects.public().select_related("shown").defer("title", "summary", "body", "shown__body")
    return Places(
        tuple(
            Place(
                key=page.pk,
                slug=page.slug,
                title=page.shown.title,
                url=page.get_absolute_url(),
                role=page.role,
                in_footer=page.in_footer,
                changed_at=page.shown_at,
            )
            for page in rows[:MOST]
        )
    )


def _begin(**kwargs) -> None:
    _asked.set({})


def _end(**kwargs) -> None:
    _asked.set(None)


request_started.connect(_begin)
request_finished.connect(_end)

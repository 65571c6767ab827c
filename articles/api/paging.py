"""Pages that begin at a key and not at a number: what is published meanwhile moves nothing, and nothing comes twice.

A cursor is opaque to who uses it: the direction and the key of the last row that was shown, in base64.
"""

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.http import urlencode

from articles.api import problems
from articles.listing import EPOCH, MICROSECOND
from articles.models import Edition
from articles.models.edition import EditionQuerySet

SIZE, MOST = 20, 100  # entries of a page: where none are asked for, and at most
LONGEST = 200  # characters of a cursor
OLDER, NEWER = "o", "n"
PLACE = re.compile(rf"([{OLDER}{NEWER}])(-?[0-9]{{1,17}})-([1-9][0-9]{{0,17}})")


class Place(NamedTuple):
    """Where a page of stories begins: at those that are `OLDER` or `NEWER` than a story."""

    direction: str
    at: datetime
    key: int


def encode(text: str) -> str:
    """Return `text` as a cursor."""
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(cursor: str) -> str:
    """Return the text of a cursor. Raises `Problem` for one that `encode` did not make."""
    if len(cursor) > LONGEST:
        raise problems.bad_cursor()
    try:
        text = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, UnicodeError):
        raise problems.bad_cursor() from None
    if encode(text) != cursor:
        raise problems.bad_cursor()
    return text


def size(request: HttpRequest) -> int:
    """Return how many entries are asked for. Raises `Problem` for what is no such number."""
    asked = request.GET.get("size", str(SIZE))
    if not re.fullmatch(r"[1-9][0-9]{0,2}", asked, re.ASCII) or int(asked) > MOST:
        raise problems.bad_parameter("size", f"Ask for 1 to {MOST} entries.")
    return int(asked)


def link(request: HttpRequest, cursor: str) -> str:
    """Return the absolute address of another page of what is asked."""
    asked = {name: value for name, value in request.GET.items() if name != "cursor"} | {"cursor": cursor}
    return f"{settings.SITE_URL}{request.path}?{urlencode(asked)}"


def stories(
    request: HttpRequest, editions: EditionQuerySet, *, index: str = "", **where: object
) -> tuple[list[Edition], dict]:
    """Return the page of `editions` that is asked for, newest first, and the links to those beside it: one query.

    `where` says which editions are listed. `index` names the relation that holds them in order, if it is not the table
    of editions itself; `where` is about it then. What is newer than a page can be asked for at any time, also of the
    first: so who follows the site asks for that alone.
    """
    prefix = f"{index}__" if index else ""
    at, key = f"{prefix}first_published_at", f"{prefix}edition_id" if index else "pk"
    cursor, most = request.GET.get("cursor"), size(request)
    place = _place(cursor) if cursor is not None else None
    is_newer = place is not None and place.direction == NEWER
    condition = Q(**{prefix + name: value for name, value in where.items()})
    if place:
        than = "gt" if is_newer else "lt"
        # the first part is what an index can begin at
        condition &= Q(**{f"{at}__{than}e": place.at})
        condition &= Q(**{f"{at}__{than}": place.at}) | Q(**{f"{key}__{than}": place.key})
    sign = "" if is_newer else "-"
    rows = list(editions.filter(condition).order_by(f"{sign}{at}", f"{sign}{key}").for_list()[: most + 1])
    found, has_more = rows[:most], len(rows) > most
    if is_newer:
        found.reverse()
    older = _cursor(OLDER, found[-1]) if found and (is_newer or has_more) else None
    newer = _cursor(NEWER, found[0]) if found else cursor if is_newer else None
    return found, {
        "next": link(request, older) if older else None,
        "previous": link(request, newer) if newer else None,
    }


def by_slug(request: HttpRequest, rows: QuerySet) -> tuple[list, dict]:
    """Return the page of `rows` that is asked for, in the order of their slugs, and the link to the next: one query."""
    cursor, most = request.GET.get("cursor"), size(request)
    if cursor is not None:
        rows = rows.filter(slug__gt=_slug(cursor))
    found = list(rows.order_by("slug")[: most + 1])
    after = encode(found[most - 1].slug) if len(found) > most else None
    return found[:most], {"next": link(request, after) if after else None}


def _slug(cursor: str) -> str:
    slug = decode(cursor)
    if not re.fullmatch(r"[-\w]{1,100}", slug):
        raise problems.bad_cursor()
    return slug


def _cursor(direction: str, edition: Edition) -> str:
    return encode(f"{direction}{(edition.first_published_at - EPOCH) // MICROSECOND}-{edition.pk}")


def _place(cursor: str) -> Place:
    match = PLACE.fullmatch(decode(cursor))
    if match is None:
        raise problems.bad_cursor()
    try:
        return Place(match[1], EPOCH + int(match[2]) * MICROSECOND, int(match[3]))
    except OverflowError:
        raise problems.bad_cursor() from None

"""What a form carries instead of a cookie: a signed ticket that says whom it is to, and since when it has been open.

docs/decisions/letters-need-no-cookie.md says why that is enough.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest

from authors import clock
from authors.models import Author

SIGNER = signing.Signer(salt="articles.letters")
LONGEST = timedelta(hours=12)  # that a form may lie open
SHORTEST = timedelta(seconds=3)  # in which nobody writes a letter
MOST_CHARACTERS = 400


@dataclass(frozen=True)
class Ticket:
    """A ticket that is good for `author`: it names one opening of the form."""

    name: str
    at: datetime

    @property
    def is_early(self) -> bool:
        return clock.now() - self.at < SHORTEST


def issue(author: Author) -> str:
    """Return a new ticket for the form of `author`."""
    return SIGNER.sign_object([author.pk, int(clock.now().timestamp()), secrets.token_urlsafe(9)])


def read(text: str, author: Author) -> Ticket | None:
    """Return the ticket in `text`; None where it is no ticket of ours, is another author's, or ran out."""
    if len(text) > MOST_CHARACTERS:
        return None
    try:
        to, seconds, name = SIGNER.unsign_object(text)
    except (signing.BadSignature, ValueError):
        return None
    at = datetime.fromtimestamp(seconds, UTC)
    return Ticket(name, at) if to == author.pk and clock.now() - at <= LONGEST else None


def is_from_here(request: HttpRequest) -> bool:
    """Return whether the form was sent from a page of this site, as far as the browser says.

    Every browser of these years says so (https://www.w3.org/TR/fetch-metadata/); an older one names the origin. What
    says neither is no browser, and lends nobody its place in the network.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()

"""How many letters somebody may send, and an author be sent. Kept in the cache, under a key that names nobody.

Of the sender's address only a keyed digest is kept, and the key is another one each day: nobody can tell whose it was,
nor that it was the same on two days.
"""

import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from articles.letters.tickets import LONGEST, Ticket
from authors import clock
from authors.models import Author

FREE, GOING, SENT = "free", "going", "sent"
MINUTE, HOUR = 60, 3600
BY_ONE, TO_ONE = 5, 60  # letters within an hour


def admit(request: HttpRequest, author: Author) -> bool:
    """Count a letter, and return whether it may go: not one too many of this sender, or for this author."""
    now = clock.now()
    hour = int(now.timestamp()) // HOUR
    key = f"{settings.SECRET_KEY} letters {now:%Y-%m-%d}".encode()
    sender = hmac.new(key, network(request).encode(), hashlib.sha256).hexdigest()
    # both are counted, whatever the first says
    counts = [_count(f"letters:by:{sender}:{hour}"), _count(f"letters:to:{author.pk}:{hour}")]
    return counts[0] <= BY_ONE and counts[1] <= TO_ONE


def network(request: HttpRequest) -> str:
    """Return where the request comes from: an address of IPv4, or the network of IPv6 that one household has.

    Behind a proxy that is what the proxy says, which adds it at the end; what stood there before anybody can write.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))


def claim(ticket: Ticket) -> str:
    """Take the ticket for one letter, so that a button that is pressed twice sends one.

    Returns `FREE` to who took it; to others `GOING` as long as that letter is on its way, then `SENT`.
    """
    if cache.add(_claimed(ticket), GOING, timeout=MINUTE):
        return FREE
    return cache.get(_claimed(ticket), GOING)


def use_up(ticket: Ticket) -> None:
    """The letter went: nothing goes with this ticket any more."""
    cache.set(_claimed(ticket), SENT, timeout=int(LONGEST.total_seconds()))


def give_back(ticket: Ticket) -> None:
    """Let the ticket be used after all: the letter did not go."""
    cache.delete(_claimed(ticket))


def _claimed(ticket: Ticket) -> str:
    return f"letters:ticket:{ticket.name}"


def _count(key: str) -> int:
    cache.add(key, 0, timeout=HOUR)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two
        return 1

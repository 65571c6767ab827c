"""The one door through which structured data gets into a page."""

import json
from urllib.parse import urljoin

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from authors.text import normalise

# what could end the element, begin another or end a line of JavaScript, as JSON writes it
ESCAPES = {ord(char): f"\\u{ord(char):04X}" for char in "<>&\u2028\u2029"}
WEB = ("https://", "http://")


def script(*nodes: dict) -> SafeString:
    """Return `nodes` as one block of JSON-LD for the head of a page.

    What is empty is left out. The element holds data, which no browser executes and no policy for scripts concerns.
    """
    data = {"@context": "https://schema.org", "@graph": [_kept(node) for node in nodes]}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 (escaped above)


def absolute(address: str) -> str:
    """Return `address`, of a page or a file, as one that leads there from anywhere; nothing for nothing."""
    return urljoin(f"{settings.SITE_URL}/", address) if address else ""


def web(address: str) -> str:
    """Return `address` if it is one of the web, else nothing."""
    return address if address.lower().startswith(WEB) else ""


def _kept(value: object) -> object:
    """Return `value` without what is empty, and with every text as the door for text lets it in: rows may be older."""
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, dict):
        kept = {name: _kept(item) for name, item in value.items()}
        return {name: item for name, item in kept.items() if item not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [item for item in map(_kept, value) if item not in (None, "", [], {})]
    return value

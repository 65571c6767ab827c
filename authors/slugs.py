"""Addresses made from names and headlines, in any script."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from authors.text import normalise

LONGEST = 80  # characters: what a list of links shows whole


def slugify(text: str, *, fallback: str) -> str:
    """Return `text` as a slug: letters and digits of any script, hyphens between, at most 80 characters.

    Latin letters lose their accents (`Straße` gives `strasse`); other scripts stay as they are (`日本語`).
    Where nothing is left (`!!!`), the slug is `fallback`.
    """
    # folding makes characters that decompose, and decomposing makes capitals
    folded = unicodedata.normalize("NFKD", normalise(text).casefold())
    folded = unicodedata.normalize("NFKD", folded.casefold())
    plain = []
    for char in folded:
        if unicodedata.combining(char) and plain and plain[-1].isascii():
            continue
        plain.append(char)
    words = re.findall(r"[^\W_]+", re.sub("['’]", "", unicodedata.normalize("NFC", "".join(plain))))
    slug = "-".join(words)
    if len(slug) > LONGEST:
        slug = slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
    return slug or fallback


def free(slug: str, is_taken: Callable[[str], bool]) -> str:
    """Return `slug`, or `slug-2`, `slug-3`, … : the first that is not taken."""
    number, candidate = 1, slug
    while is_taken(candidate):
        number += 1
        candidate = f"{slug[: LONGEST - len(str(number)) - 1]}-{number}"
    return candidate


def for_row(row: models.Model, name: str, *, fallback: str, prefix: str = "") -> str:
    """Return a slug made from `name` that no other row of this table has, and no address below `prefix`."""
    others = type(row)._default_manager.exclude(pk=row.pk)
    return free(
        slugify(name, fallback=fallback),
        lambda slug: is_reserved(slug, prefix) or others.filter(slug=slug).exists(),
    )


@cache
def reserved(prefix: str = "") -> frozenset[str]:
    """Return the words that stand as the first part of a fixed address below `prefix` (`""`, `"authors/"`)."""
    words = {"static", "media", "robots.txt", "favicon.ico"} if not prefix else set()

    def walk(patterns: list, path: str) -> None:
        for entry in patterns:
            here = path + str(entry.pattern).removeprefix("^").removeprefix("/")
            if here.startswith(prefix) and len(here) > len(prefix):
                word = here[len(prefix) :].partition("/")[0].rstrip("$")
                if word and not set(word) & set("<(\\["):
                    words.add(word)
            if isinstance(entry, URLResolver):
                walk(entry.url_patterns, here)
            else:
                assert isinstance(entry, URLPattern)

    walk(get_resolver().url_patterns, "")
    return frozenset(words)


def is_reserved(slug: str, prefix: str = "") -> bool:
    """Return whether `slug` below `prefix` would hide, or be hidden by, an address of the site's own.

    Numbers alone are kept for the years of the archive.
    """
    return slug in reserved(prefix) or (not prefix and slug.isdigit())


def check_free(slug: str, prefix: str = "") -> None:
    """Raise `ValidationError` where `slug` below `prefix` is an address of the site's own."""
    if is_reserved(slug, prefix):
        raise ValidationError(f"“{slug}” is an address of the site itself. Choose another, for example “{slug}-news”.")

"""System checks of the site as a whole: what `manage.py check` says about this machine."""

import re
import sqlite3

from django.conf import settings
from django.core import checks
from django.utils.translation import to_locale

from articles.cards.fonts import is_font
from articles.meaning.publisher import POLICIES
from newsroom.sqlite import has_wal_reset_fault, safe_journal_mode


@checks.register
def sqlite_version(*, version: tuple[int, ...] = sqlite3.sqlite_version_info, **kwargs) -> list[checks.CheckMessage]:
    """Return a warning if this site is kept in a SQLite whose write-ahead log can lose a commit."""
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3" or not has_wal_reset_fault(version):
        return []
    return [
        checks.Warning(
            f"SQLite {'.'.join(map(str, version))} can lose a commit when its write-ahead log is reset, so the journal "
            f"mode {safe_journal_mode(version)} was chosen. It is safe, but readers wait while somebody saves.",
            hint="Use SQLite 3.51.3 or newer, or set DATABASE_URL to a PostgreSQL.",
            id="newsroom.W001",
        )
    ]


@checks.register
def search_language(**kwargs) -> list[checks.CheckMessage]:
    """Return an error if the search is to take off the endings of what is no language."""
    if re.fullmatch(r"[A-Za-z]{2,3}(-[-\w]+)?", settings.SEARCH_LANGUAGE):
        return []
    return [
        checks.Error(
            f"SEARCH_LANGUAGE is {settings.SEARCH_LANGUAGE!r}, which is no code of a language.",
            hint="Set it to one such as “de”, or leave it out: then it is LANGUAGE_CODE.",
            id="newsroom.E001",
        )
    ]


@checks.register
def site_language(**kwargs) -> list[checks.CheckMessage]:
    """Return a warning if readers get English words around a site in another language."""
    language = settings.LANGUAGE_CODE.partition("-")[0].lower()
    folders = {to_locale(settings.LANGUAGE_CODE), language}
    if language == "en" or any((path / folder).is_dir() for path in settings.LOCALE_PATHS for folder in folders):
        return []
    return [
        checks.Warning(
            f"LANGUAGE_CODE is {settings.LANGUAGE_CODE!r}, into which the words of readers' pages are not translated.",
            hint="They are English meanwhile, and dates in the language; docs/translating.md says how to add it.",
            id="newsroom.W005",
        )
    ]


@checks.register
def policies(**kwargs) -> list[checks.CheckMessage]:
    """Return a warning for each policy under a name that nobody would look for it under."""
    return [
        checks.Warning(
            f"SITE_POLICIES names {name!r}, which is none of schema.org's names for a newsroom's policies.",
            hint=f"Take one of {', '.join(POLICIES)}.",
            id="newsroom.W002",
        )
        for name in settings.SITE_POLICIES
        if name not in POLICIES
    ]


@checks.register
def card_fonts(**kwargs) -> list[checks.CheckMessage]:
    """Return a warning for each file of `CARD_FONTS` that is no font."""
    return [
        checks.Warning(
            f"CARD_FONTS names {path}, which is no font that can be read.",
            hint="Name TrueType, OpenType or WOFF2 files of this machine.",
            id="newsroom.W003",
        )
        for path in settings.CARD_FONTS
        if not is_font(path)
    ]


@checks.register(deploy=True)
def mail(**kwargs) -> list[checks.CheckMessage]:
    """Return a warning if letters of readers go where nobody reads them."""
    if not settings.EMAIL_BACKEND.endswith((".console.EmailBackend", ".dummy.EmailBackend")):
        return []
    return [
        checks.Warning(
            "Mail is written to the console: what readers write to authors reaches nobody.",
            hint="Set EMAIL_URL to your mail server, for example EMAIL_URL=smtp+tls://user:password@mail.example.org:587.",
            id="newsroom.W004",
        )
    ]

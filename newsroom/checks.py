"""System checks of the site as a whole: what `manage.py check` says about this machine."""

import sqlite3

from django.conf import settings
from django.core import checks

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

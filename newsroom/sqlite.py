"""Which journal this machine's SQLite may be trusted with."""

import sqlite3

# A WAL file that is reset while another connection checkpoints can lose a commit in these versions
# (https://sqlite.org/wal.html, "the WAL-reset bug"); mended in 3.51.3, and in two backports.
FIRST_FAULTY, LAST_FAULTY = (3, 7, 0), (3, 51, 2)
MENDED_BACKPORTS = {(3, 44, 6), (3, 50, 7)}


def has_wal_reset_fault(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Return whether write-ahead logging can lose a commit in this version of SQLite."""
    return FIRST_FAULTY <= tuple(version) <= LAST_FAULTY and tuple(version) not in MENDED_BACKPORTS


def safe_journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """Return `WAL` where it is sound, else `DELETE`, SQLite's rollback journal."""
    return "DELETE" if has_wal_reset_fault(version) else "WAL"

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from newsroom import checks, sqlite

PRODUCTION = {"DEBUG": "off", "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "news.example.org"}


def start(tmp_path, code: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Return how a process fared that read the settings with `environment` and then ran `code`."""
    return subprocess.run(  # noqa: S603 - a Python of our own
        [sys.executable, "-c", f"from newsroom import settings\n{code}"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path / "var")} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
@pytest.mark.parametrize("given", [None, "", "  "])
def test_production_stops_with_a_sentence_when_something_is_missing(missing, given, tmp_path):
    environment = PRODUCTION | {missing: given}
    if given is None:
        del environment[missing]
    process = start(tmp_path, **environment)
    assert process.returncode != 0
    assert process.stderr.splitlines()[-1].startswith(
        f"django.core.exceptions.ImproperlyConfigured: Set {missing} in the environment (for example {missing}="
    )


def test_production_starts_with_a_key_and_a_host(tmp_path):
    process = start(
        tmp_path, "print(settings.DEBUG, settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT)", **PRODUCTION
    )
    assert process.stdout == "False ['news.example.org'] True\n", process.stderr
    assert not (tmp_path / "var" / "secret_key").exists()


def test_this_machine_keeps_one_key_that_others_cannot_read(tmp_path):
    first = start(tmp_path, "print(settings.SECRET_KEY)")
    second = start(tmp_path, "print(settings.SECRET_KEY)")
    assert len(first.stdout.strip()) >= 50, first.stderr
    assert first.stdout == second.stdout
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o077 == 0


def test_a_key_from_the_environment_is_used_on_this_machine_too(tmp_path):
    assert start(tmp_path, "print(settings.SECRET_KEY)", SECRET_KEY="mine").stdout == "mine\n"


@pytest.mark.parametrize(("given", "pooled"), [({}, True), ({"DATABASE_POOL": "off"}, False)])
def test_postgresql_comes_with_a_pool_unless_one_stands_outside(given, pooled, tmp_path):
    code = "print('pool' in settings.DATABASE.get('OPTIONS', {}))"
    process = start(tmp_path, code, DATABASE_URL="postgres://me@db/news", **given)
    assert process.stdout == f"{pooled}\n", process.stderr


def test_sqlite_is_careful(tmp_path):
    code = """
import django
django.setup()
from django.db import connection
for name in ("foreign_keys", "synchronous", "journal_mode"):
    print(connection.cursor().execute(f"PRAGMA {name}").fetchone()[0])
"""
    process = start(tmp_path, code, DJANGO_SETTINGS_MODULE="newsroom.settings")
    assert process.stdout.split() == ["1", "2", sqlite.safe_journal_mode().lower()], process.stderr


@pytest.mark.sqlite
def test_sqlite_takes_the_write_lock_at_once_and_waits_for_it():
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert connection.settings_dict["OPTIONS"]["timeout"] >= 20


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 44, 5), (3, 44, 7), (3, 50, 6), (3, 51, 0), (3, 51, 2)])
def test_a_faulty_sqlite_keeps_a_rollback_journal(version):
    assert sqlite.has_wal_reset_fault(version)
    assert sqlite.safe_journal_mode(version) == "DELETE"


@pytest.mark.parametrize("version", [(3, 6, 23), (3, 44, 6), (3, 50, 7), (3, 51, 3), (3, 52, 0), (4, 0, 0)])
def test_a_sound_sqlite_writes_ahead(version):
    assert not sqlite.has_wal_reset_fault(version)
    assert sqlite.safe_journal_mode(version) == "WAL"


def test_the_check_reports_a_faulty_sqlite_and_its_journal(monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    [warning] = checks.sqlite_version(version=(3, 40, 1))
    assert warning.id == "newsroom.W001"
    assert "SQLite 3.40.1" in warning.msg
    assert "DELETE" in warning.msg
    assert checks.sqlite_version(version=(3, 51, 3)) == []


def test_the_check_says_nothing_of_sqlite_where_postgresql_is_used(monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")
    assert checks.sqlite_version(version=(3, 40, 1)) == []


@pytest.mark.parametrize(
    ("language", "reported"), [("de", []), ("pt-br", []), ("vi", []), ("german", ["newsroom.E001"])]
)
def test_the_check_reports_a_search_in_what_is_no_language(monkeypatch, language, reported):
    monkeypatch.setattr(settings, "SEARCH_LANGUAGE", language)
    assert [message.id for message in checks.search_language()] == reported


@pytest.mark.parametrize("url", ["", "postgres://newsroom@db.invalid/newsroom"])
def test_the_check_is_registered(url, tmp_path):
    code = "import django; django.setup()\nfrom django.core import checks\nprint([m.id for m in checks.run_checks()])"
    environment = {"DJANGO_SETTINGS_MODULE": "newsroom.settings"} | ({"DATABASE_URL": url} if url else {})
    process = start(tmp_path, code, **environment)
    assert process.returncode == 0, process.stderr
    assert ("newsroom.W001" in process.stdout) == (sqlite.has_wal_reset_fault() and not url)

"""What every test can ask for; each module named here explains its fixtures."""

from collections.abc import Iterator

import hypothesis
import pytest
from django.db import connection

pytest_plugins = [
    "tests.media",
    "tests.cast",
    "tests.browser",
    "tests.checkers",
    "tests.tabs",
    "tests.every_page",
    "tests.pictures.made",
]
# tests of one database are left out on the other: not skipped, for nothing is missing there
DATABASES = {"sqlite", "postgresql"}

# a busy machine is no fault of the code
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--browser-tests", choices=["all", "none", "only"], default="all", help="which of both kinds run")


@pytest.hookimpl(trylast=True)  # when pytest-django and the browser's fixtures have said what each test needs
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that are marked for the other database; and on PostgreSQL those that it has no part in.

    The latter ask for no database, or are about what a page does. They run on SQLite, which `make test` runs as well.
    """
    [other] = DATABASES - {connection.vendor}
    left_out = {item for item in items if item.get_closest_marker(other)}
    if connection.vendor == "postgresql":
        left_out |= {item for item in items if item.get_closest_marker("page") or not _asks_a_database(item)}
    which = config.getoption("--browser-tests")
    left_out |= {item for item in items if which == ("only" if item.get_closest_marker("browser") is None else "none")}
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _asks_a_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return bool(names & {"db", "transactional_db", "live_server"}) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The test database; at the end the connections that a test's threads left open do not keep it from going."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

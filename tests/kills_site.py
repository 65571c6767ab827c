"""The site that `tests.kills` is played on: a newsroom with one reporter, and a server that may be killed."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

from tests import both

PATIENCE = 30_000  # milliseconds; what takes longer is lost


class Server:
    """The site as `make run` serves it, in a process of its own that may be killed."""

    def __init__(self, environment: dict[str, str]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = environment
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start it, if it does not run, and wait until it answers."""
        if self.process is None:
            command = f"-m granian --interface wsgi --host 127.0.0.1 --port {self.port} --blocking-threads 4"
            command = [sys.executable, *command.split(), "--log-level", "error", "newsroom.wsgi:application"]
            # a session of its own: granian's workers are processes too, and go with it
            self.process = subprocess.Popen(command, env=self.environment, start_new_session=True)
        self.wait(answers=True)

    def wait(self, *, answers: bool) -> None:
        """Wait until the port answers, or until it does no longer."""
        deadline = time.monotonic() + PATIENCE / 1000
        while self.answers() is not answers:
            if time.monotonic() > deadline:
                raise TimeoutError(f"The server {'does not start' if answers else 'lives on'}.")
            time.sleep(0.02)

    def answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """End it as a power cut would: nothing is told, nothing is finished."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None
            self.wait(answers=False)  # its workers end a moment later


@contextmanager
def database(name: str) -> Iterator[str]:
    """Yield the address of an empty PostgreSQL database, or nothing where `name` is sqlite."""
    if name == "sqlite":
        yield ""
        return
    import psycopg

    with both.postgresql() as address:
        own = f"newsroom_kills_{os.getpid()}"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{own}"')
        try:
            yield urlunsplit(urlsplit(address)._replace(path=f"/{own}"))
        finally:
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute(f'DROP DATABASE "{own}" WITH (FORCE)')


def prepare(var: str, address: str) -> str:
    """Set up a newsroom with one reporter below `var`; returns the reporter's password."""
    os.environ |= {
        "VAR_DIR": var,
        "DEBUG": "off",
        "HTTPS": "off",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "LOG_LEVEL": "ERROR",
        "DATABASE_POOL": "off",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright keeps an event loop in this thread
    }
    os.environ.pop("DATABASE_URL", None)
    if address:
        os.environ["DATABASE_URL"] = address
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.core.management import call_command

    from articles import rights

    call_command("migrate", verbosity=0)
    call_command("roles", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    password = secrets.token_urlsafe(12)
    reporter = get_user_model().objects.create_user("reporter", password=password, is_staff=True)
    reporter.groups.add(Group.objects.get(name=rights.WRITERS))
    return password

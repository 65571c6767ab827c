"""The demonstration newsroom's accounts. For one's own machine only: the password stands in the README."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from articles import rights

PASSWORD = "saltmarsh"  # noqa: S105 (printed on purpose; `make run` serves this machine alone)


@dataclass(frozen=True)
class Login:
    """One account that `make run` prints, with what it is for."""

    name: str
    first_name: str
    last_name: str
    role: str
    does: str


LOGINS = (
    Login("writer", "Tomas", "Okoro", rights.WRITERS, "writes stories and sends them for review"),
    Login("editor", "Ruth", "Calloway", rights.EDITORS, "reviews, returns, approves and publishes"),
    Login("photo", "Oskar", "Nyberg", rights.PHOTO_DESK, "keeps the photo library and the captions"),
    Login("staff", "Nell", "Archer", rights.STAFF_DESK, "keeps the authors' biographies"),
    Login("admin", "Ines", "Fairweather", rights.ADMINISTRATORS, "does all of it, and keeps accounts and sections"),
)


def make_logins() -> dict:
    """Make the accounts that are printed, and return them by name."""
    return {login.name: _make(login.name, login.first_name, login.last_name, login.role) for login in LOGINS}


def make_writer(name: str):
    """Make the account of an author who has none among the printed ones: nobody can log in with it."""
    first, _, last = name.partition(" ")
    return _make(first.lower(), first, last, rights.WRITERS, password=None)


def _make(username: str, first: str, last: str, role: str, password: str | None = PASSWORD):
    users = get_user_model().objects
    if (user := users.filter(username=username).first()) is None:
        user = users.create_user(
            username, f"{username}@courier.example", password, first_name=first, last_name=last, is_staff=True
        )
    user.groups.set([Group.objects.get(name=role)])
    return user

"""The one door for time: what hour it is, aware and in UTC.

Everything that asks for the hour asks here, so that an import can write history as it was and a test can let time
stand still.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

_set: ContextVar[datetime | None] = ContextVar("set clock", default=None)


def now() -> datetime:
    """Return the present instant."""
    return _set.get() or timezone.now()


def told(when: datetime) -> str:
    """Return the hour of `when` in the newsroom's time, with its day unless that is today: `Tue 24 Nov, 07:00`.

    The day has its year unless that is this one: `Wed 21 Jul 2027, 07:00`.
    """
    here, today = timezone.localtime(when), timezone.localdate(now())
    if here.date() == today:
        return date_format(here, "H:i")
    return date_format(here, "D j M, H:i" if here.year == today.year else "D j M Y, H:i")


@contextmanager
def stopped(at: datetime) -> Iterator[None]:
    """Let it be `at` within the block, for this thread."""
    if timezone.is_naive(at):
        raise ValueError(f"{at!r} has no time zone")
    token = _set.set(at)
    try:
        yield
    finally:
        _set.reset(token)

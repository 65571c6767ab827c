"""Two who save at the same moment: both pass the form, and the database refuses the second.

It lies in `authors` because that room imports from no other.
"""

from collections.abc import Callable

from django.contrib.messages.storage import default_storage
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse

TRIES = 6  # each but the first is for one more who was faster: at a free address, for instance


def tried_again(request: HttpRequest, save: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the answer of `save`, which is one transaction; tried again where the database refused what it wrote.

    The next time its form finds what was faster: a name that is taken, an agency that is gone. Then it says so.
    """
    for _ in range(TRIES - 1):
        try:
            return save()
        except IntegrityError:
            request._messages = default_storage(request)  # what this try said did not come true
    return save()


class SavedTwiceAtOnce:
    """A model's admin for which a button that is pressed twice, or by two, is no fault."""

    def changeform_view(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        view = super().changeform_view
        return tried_again(request, lambda: view(request, *args, **kwargs))

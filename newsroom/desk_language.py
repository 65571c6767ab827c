"""The desk speaks English, in whatever language the site is: its words are ours, and are not translated yet."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override

ENGLISH = "en-gb"


class DeskInEnglish:
    """Answer below the admin's address in English, so that no page of it is in two languages.

    Readers' pages need nothing of the kind: without any language chosen, Django takes that of `LANGUAGE_CODE`. What
    the desk shows of them is made within `articles.languages.of_readers`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.LANGUAGE_CODE.startswith("en") or not request.path.startswith(reverse("admin:index")):
            return self.get_response(request)
        with override(ENGLISH):
            return self.get_response(request)

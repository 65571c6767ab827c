"""The door for addresses on the web that somebody types: https or http, and https where neither is said."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

WRONG = "Give the whole address of a page on the web, for example https://news.example/harbour."
OURS = "This address is on our own site. Give the one where the other publisher has the story."

check_address = URLValidator(schemes=["http", "https"], message=WRONG)


class AddressField(models.URLField):
    """A column that holds the address of a page on the web, or nothing."""

    default_validators = [check_address]

    def formfield(self, **kwargs) -> forms.Field:
        return super().formfield(**{"assume_scheme": "https", "error_messages": {"invalid": WRONG}} | kwargs)


def is_ours(address: str) -> bool:
    """Return whether `address` leads to this site, by either of its schemes, with or without “www.”."""
    return _host(address) == _host(settings.SITE_URL)


def check_elsewhere(address: str) -> None:
    """Raise ValidationError if `address` leads to this site."""
    if is_ours(address):
        raise ValidationError(OURS, code="ours")


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:  # brackets that hold no address
        return ""

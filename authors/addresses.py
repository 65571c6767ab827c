"""The door for addresses on the web that somebody types: https or http, and https where neither is said."""

from django import forms
from django.core.validators import URLValidator
from django.db import models

check_address = URLValidator(schemes=["http", "https"])


class AddressField(models.URLField):
    """A column that holds the address of a page on the web, or nothing."""

    default_validators = [check_address]

    def formfield(self, **kwargs) -> forms.Field:
        return super().formfield(**{"assume_scheme": "https"} | kwargs)

"""The one door for text.

Whatever is typed, imported or sent passes `normalise` on its way into a field. The module lies in `authors`
because that room imports from no other.
"""

import re
import unicodedata

from django import forms
from django.db import models

# C0 and C1 controls but tab and newline, lone surrogates, Unicode's noncharacters, the byte order mark
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
# Unicode's own bound for the marks on one character (UAX 15, "Stream-Safe Text Format"): no language needs as many,
# and putting a hundred thousand of them in order would stop everything for a minute
MOST_MARKS = 30
PILE = re.compile(rf"[^\w\s\x00-\u02ff]{{{MOST_MARKS + 1},}}")  # no mark is a letter, but other signs are none either
NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029]")


def normalise(text: str) -> str:
    """Return `text` in NFC, with LF as newline and without characters that no text has a use for."""
    return unicodedata.normalize("NFC", PILE.sub(_bearable, UNWANTED.sub("", NEWLINES.sub("\n", text))))


def _bearable(run: re.Match) -> str:
    kept, marks = [], 0
    for char in run[0]:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def normalise_line(text: str) -> str:
    """Return `text` normalised as one line: every run of white space is one space, none at the ends."""
    return " ".join(normalise(text).split())


def is_readable(text: str) -> bool:
    """Return whether a database can store and find `text`: no NUL, no lone surrogate."""
    return "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


class LineFormField(forms.CharField):
    """A form's text of one line, normalised before it is checked: a stray NUL is no reason to refuse a headline."""

    def to_python(self, value: object) -> str:
        return super().to_python(normalise_line(value) if isinstance(value, str) else value)


class ProseFormField(forms.CharField):
    """A form's text of several lines, normalised before it is checked."""

    def to_python(self, value: object) -> str:
        return super().to_python(normalise(value) if isinstance(value, str) else value)


class LineField(models.CharField):
    """A column of text of one line; every way in is normalised, also those that pass no form."""

    def get_prep_value(self, value: object) -> object:
        value = super().get_prep_value(value)
        return normalise_line(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> object:
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = normalise_line(value)
            setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs) -> forms.Field:
        return super().formfield(**{"form_class": LineFormField} | kwargs)


class ProseField(models.TextField):
    """A column of plain text of several lines, normalised like `LineField`."""

    def get_prep_value(self, value: object) -> object:
        value = super().get_prep_value(value)
        return normalise(value).strip() if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> object:
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = normalise(value).strip()
            setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs) -> forms.Field:
        return super().formfield(**{"form_class": ProseFormField} | kwargs)

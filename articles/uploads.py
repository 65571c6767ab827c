"""A form's file that comes in by one of the doors: for photos, or for audio."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from articles.models.photo import new_token
from articles.refusals import Refused


class AdmittedFileField(forms.FileField):
    """A file that passed a door. Its own name is not kept, and may be of any length: it gets a random one."""

    door: Callable[[Any], Any]  # what it returns has an `extension`; raises Refused
    found: str  # the attribute of the file that keeps what the door returned
    accept: str  # what a browser offers to choose from

    def __init__(self, **kwargs):
        super().__init__(**kwargs | {"max_length": None})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return super().widget_attrs(widget) | {"accept": self.accept}

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            try:
                found = self.door(file)
            except Refused as refused:
                raise ValidationError(refused.sentence, code="refused") from refused
            setattr(file, self.found, found)
            file.name = f"{new_token()}.{found.extension}"
        return file

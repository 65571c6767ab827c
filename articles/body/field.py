"""The field that holds a story's body."""

from django.db import models
from django_prose_editor.fields import ProseEditorField

from articles.body.clean import clean
from articles.body.schema import BODY


class BodyField(ProseEditorField):
    """Sanitised HTML. Cleaned in forms like any editor's field, and again on every save, whoever saves."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"extensions": BODY, "sanitize": clean})

    def pre_save(self, model_instance: models.Model, add: bool) -> object:
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = clean(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: object) -> object:
        value = super().get_prep_value(value)
        return clean(value) if isinstance(value, str) else value

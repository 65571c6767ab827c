"""The fields that hold a story's body, and the text of a page of the house."""

from django.db import models
from django_prose_editor.fields import ProseEditorField

from articles.body.clean import clean, clean_house
from articles.body.schema import BODY, HOUSE


class BodyField(ProseEditorField):
    """Sanitised HTML. Cleaned in forms like any editor's field, and again on every save, whoever saves."""

    door = staticmethod(clean)
    offers = BODY

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"extensions": self.offers, "sanitize": self.door})

    def pre_save(self, model_instance: models.Model, add: bool) -> object:
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = self.door(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: object) -> object:
        value = super().get_prep_value(value)
        return self.door(value) if isinstance(value, str) else value


class HouseBodyField(BodyField):
    """The same of words alone: no photos, nothing of other sites, no cards of stories."""

    door = staticmethod(clean_house)
    offers = HOUSE

"""A field that picks a photo from the library, which it knows only by its addresses in the admin."""

from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.forms import Media
from django.forms.widgets import Script
from django.urls import reverse

CARD = "admin:articles_photo_card"


class PhotoPicker(ForeignKeyRawIdWidget):
    """The stock field with its key and its pop-up; a script shows the photo and puts buttons in its place."""

    template_name = "admin/widgets/photo_picker.html"

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        context["card_url"] = reverse(CARD, args=[0]).replace("/0/", "/{id}/")
        return context

    def label_and_url_for_value(self, value: object) -> tuple[str, str]:
        return "", ""  # the script shows the photo itself

    @property
    def media(self) -> Media:
        return Media(js=[Script("admin/newsroom/photo-picker.js", type="module")])

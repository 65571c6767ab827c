"""A field that picks a photo from the library, which it knows only by its addresses in the admin."""

from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.forms.widgets import Media, Script
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString


class PhotoPicker(ForeignKeyRawIdWidget):
    """The stock field with its key and its pop-up; a script shows the photo and puts buttons in their place."""

    def label_and_url_for_value(self, value: object) -> tuple[str, str]:
        return "", ""  # the script shows the photo itself

    def render(self, name: str, value: object, attrs: dict | None = None, renderer=None) -> SafeString:
        card = reverse("admin:articles_photo_card", args=[0]).replace("/0/", "/{id}/")
        field = super().render(name, value, attrs, renderer)
        return format_html('<div class="nr-picker" data-card="{}">{}</div>', card, field)

    @property
    def media(self) -> Media:
        return Media(js=[Script("admin/newsroom/photo-picker.js", type="module")])

"""Fields that pick something else: a photo from the library, a row by the letters of its name."""

from django.contrib.admin.widgets import AutocompleteSelect, ForeignKeyRawIdWidget
from django.forms.widgets import Media, Script
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from authors.lookups import is_key


class RowPicker(AutocompleteSelect):
    """The admin's autocomplete; a key that is none is shown as nothing chosen, where the stock one fails."""

    def optgroups(self, name: str, value: list, attr: dict | None = None) -> list:
        keys = [key if is_key(str(key)) else "" for key in value]
        return super().optgroups(name, keys, attr)


class PhotoPicker(ForeignKeyRawIdWidget):
    """Picks a photo from the library, which is known here only by its addresses in the admin.

    The stock field with its key and its pop-up stays; a script shows the photo and puts buttons in their place.
    """

    def label_and_url_for_value(self, value: object) -> tuple[str, str]:
        return "", ""  # the script shows the photo itself

    def render(self, name: str, value: object, attrs: dict | None = None, renderer=None) -> SafeString:
        card = reverse("admin:articles_photo_card", args=[0]).replace("/0/", "/{id}/")
        field = super().render(name, value, attrs, renderer)
        return format_html('<div class="nr-picker" data-card="{}">{}</div>', card, field)

    @property
    def media(self) -> Media:
        return Media(js=[Script("admin/newsroom/photo-picker.js", type="module")])

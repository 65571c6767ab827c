"""The form of a page of the house."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Media, Script
from django_prose_editor.widgets import AdminProseEditorWidget

from articles.admin.story_form import BodyFormField
from articles.models import HousePage, root
from articles.models.house import SAID
from authors import slugs

STALE = "Somebody else saved this page while you were writing. Nothing of yours is lost: it is still here, unsaved."
TAKEN = "The page “{}” has this role already. Take it from that one first."


class HouseForm(forms.ModelForm):
    """Nothing is required: an unfinished page can always be saved. What is refused stays as it was typed."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = HousePage
        fields = [*SAID, "slug"]
        field_classes = {"body": BodyFormField}
        widgets = {
            "title": forms.Textarea(attrs={"rows": 1, "placeholder": "Title", "autocapitalize": "sentences"}),
            "summary": forms.Textarea(attrs={"rows": 2, "placeholder": "Summary: one sentence"}),
            "body": AdminProseEditorWidget(attrs={"rows": 24}),
            "position": forms.TextInput(attrs={"inputmode": "numeric"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_stale = False
        self.initial["version"] = self.instance.version
        self.fields["role"].choices = [("", "None"), *self.fields["role"].choices[1:]]
        if self.instance.first_shown_at:
            del self.fields["slug"]  # it stands in readers' bookmarks
        if not self.instance.pk:
            self.fields["title"].widget.attrs["autofocus"] = True
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # a browser would cut off what is pasted, and say nothing

    @property
    def media(self) -> Media:
        # first of all: it must listen when the editor says that it is ready, which it says once
        own = Media(js=[Script("admin/newsroom/house.js", type="module")])
        return own + super().media

    def clean_slug(self) -> str:
        typed = self.cleaned_data["slug"]
        if not typed:
            return ""
        slug = slugs.slugify(typed, fallback="page")
        root.check(slug, self.instance)
        return slug

    def clean_role(self) -> str:
        role = self.cleaned_data["role"]
        other = HousePage.objects.exclude(pk=self.instance.pk).filter(role=role).first() if role else None
        if other:
            raise ValidationError(TAKEN.format(other))
        return role

    def clean(self) -> dict:
        page = self.instance
        if page.pk and str(page.version) not in {self.data.get("version"), self.data.get("_over")}:
            self.is_stale = True
            raise ValidationError(STALE)
        return super().clean()

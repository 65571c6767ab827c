"""The form of a story: its words, its lead photo, its bylines, agencies and topics, saved together or not at all."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django_prose_editor.widgets import AdminProseEditorWidget

from articles import captions, rights, tags, workflow
from articles.admin.tag_widget import TopicsField
from articles.audio import AudioFileField
from articles.models import Agency, Article, Byline, Caption, Contribution, Photo
from authors import slugs
from authors.models import Author
from authors.text import LineFormField, ProseFormField

COLUMNS = (
    "headline",
    "standfirst",
    "body",
    "kicker",
    "section",
    "story_type",
    "short_headline",
    "dateline",
    "byline_sentence",
    "slug",
    "audio",
    "editors_note",
    "social_headline",
    "social_summary",
)
AUDIO_AGAIN = "Choose the file again: a browser does not keep a chosen file over a page that was sent back."


def pick(model: type[models.Model], name: str, user) -> forms.Widget:
    """Return the admin's autocomplete for the foreign key `name` of `model`, with “add” where `user` may add."""
    key = model._meta.get_field(name)
    related = key.related_model._meta
    return RelatedFieldWidgetWrapper(
        AutocompleteSelect(key, admin.site, attrs={"data-width": "100%"}),
        key.remote_field,
        admin.site,
        can_add_related=user.has_perm(f"{related.app_label}.add_{related.model_name}"),
    )


class Row(forms.Form):
    """One line of a list within the story. A line whose first field is emptied is taken out."""

    model: type[models.Model]
    chosen: str  # the field that makes it a line

    position = forms.IntegerField(required=False, min_value=0, max_value=999)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[self.chosen].widget = widget = pick(self.model, self.chosen, user)
        widget.choices = self.fields[self.chosen].choices
        self.fields["position"].widget.attrs |= {"aria-label": "Order", "class": "story-order"}


class BylineRow(Row):
    model, chosen = Byline, "author"

    author = forms.ModelChoiceField(Author.objects.all(), required=False)
    role = forms.ChoiceField(choices=Byline.Role, initial=Byline.Role.BY)
    field_order = ["role", "author", "position"]


class AgencyRow(Row):
    model, chosen = Contribution, "agency"

    agency = forms.ModelChoiceField(Agency.objects.all(), required=False)
    how = forms.ChoiceField(choices=Contribution.How, initial=Contribution.How.CONTRIBUTED)
    field_order = ["agency", "how", "position"]


class RowSet(forms.BaseFormSet):
    """The lines of one list. Their rows are written anew when they differ, so that two may change places."""

    once = ""  # which fields make two lines the same
    twice = ""

    @classmethod
    def of(cls, article: Article | None, row: type[Row], related: str, data=None, *, user) -> "RowSet":
        """Return the formset of `article`'s rows under the name `related`, with one empty line at its end."""
        names = [name for name in row.base_fields]
        initial = []
        if article and article.pk:
            rows = getattr(article, related).values(*names)
            initial = [values | {"position": number} for number, values in enumerate(rows, start=1)]
        factory = forms.formset_factory(row, formset=cls, extra=1, max_num=100, absolute_max=200)
        return factory(data, initial=initial, prefix=related, form_kwargs={"user": user})

    def clean(self) -> None:
        if any(self.errors):
            return
        seen = [tuple(line[name] for name in self.once) for line in self.lines()]
        if len(set(seen)) < len(seen):
            raise forms.ValidationError(self.twice)

    def lines(self) -> list[dict]:
        """Return the lines that are filled in, by their order; those without a number stay where they were typed."""
        filled = [form.cleaned_data for form in self.forms if form.cleaned_data.get(form.chosen)]
        last = 1000
        return sorted(filled, key=lambda line: last if line["position"] is None else line["position"])

    def write(self, article: Article) -> None:
        """Make the rows of `article` what the lines say."""
        lines = [line | {"position": position} for position, line in enumerate(self.lines())]
        rows = getattr(article, self.prefix)
        if [*rows.values_list(*lines[0])] if lines else rows.exists():
            pass
        rows.all().delete()
        self.form.model.objects.bulk_create(self.form.model(article=article, **line) for line in lines)


class Bylines(RowSet):
    once = ("author", "role")
    twice = "The same author stands twice in the same role."


class Agencies(RowSet):
    once = ("agency",)
    twice = "The same agency stands twice."

"""The lists within a story's form, a line each: who wrote it, and which agencies gave to it."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models

from articles.models import Agency, Article, Byline, Contribution
from authors.models import Author
from authors.picker import RowPicker

UNNUMBERED = 1000  # behind every line that has a number


def picker(model: type[models.Model], name: str, user) -> forms.Widget:
    """Return the admin's autocomplete for the foreign key `name` of `model`, with “add” where `user` may add."""
    key = model._meta.get_field(name)
    related = key.related_model._meta
    return RelatedFieldWidgetWrapper(
        RowPicker(key, admin.site, attrs={"data-width": "100%"}),
        key.remote_field,
        admin.site,
        can_add_related=user.has_perm(f"{related.app_label}.add_{related.model_name}"),
    )


class Row(forms.Form):
    """One line. Emptying its first field takes it out."""

    model: type[models.Model]
    key: str  # the field that makes it a line

    position = forms.IntegerField(required=False, min_value=0, max_value=999)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields[self.key]
        choices = field.choices
        field.widget = picker(self.model, self.key, user)
        field.widget.choices = choices
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = field.label or name.capitalize()

    def has_changed(self) -> bool:
        # a line that says what is saved is one all the same: the form of a new story saves it, and sends it again
        return bool(self[self.key].value()) or super().has_changed()


class BylineRow(Row):
    model, key = Byline, "author"

    author = forms.ModelChoiceField(Author.objects.all(), required=False)
    role = forms.ChoiceField(choices=Byline.Role, initial=Byline.Role.BY)
    field_order = ["author", "role", "position"]


class AgencyRow(Row):
    model, key = Contribution, "agency"

    agency = forms.ModelChoiceField(Agency.objects.all(), required=False)
    how = forms.ChoiceField(choices=Contribution.How, initial=Contribution.How.CONTRIBUTED)
    field_order = ["agency", "how", "position"]


class Rows(forms.BaseFormSet):
    """The lines of one list. Its rows are written anew, so that two of them may change places."""

    row: type[Row]
    related: str  # the name of the rows at the story, and the prefix of their fields
    once: tuple[str, ...]  # the fields that no two lines share
    twice: str

    # what `formset_factory` would set
    extra, min_num, max_num, absolute_max = 1, 0, 100, 200
    can_order = can_delete = can_delete_extra = validate_max = validate_min = False
    renderer = None

    def __init__(self, article: Article, data=None, *, user):
        self.form = self.row
        names = [name for name in self.row.base_fields if name != "position"]
        rows = getattr(article, self.related).values(*names) if article.pk else self.first(user)
        initial = [values | {"position": number} for number, values in enumerate(rows, start=1)]
        super().__init__(data, prefix=self.related, initial=initial, form_kwargs={"user": user})

    def first(self, user) -> list[dict]:
        """Return the lines that a new story of `user` begins with."""
        return []

    def clean(self) -> None:
        if any(self.errors):
            return
        seen = [tuple(line[name] for name in self.once) for line in self.lines()]
        if len(set(seen)) < len(seen):
            raise forms.ValidationError(self.twice)

    def lines(self) -> list[dict]:
        """Return the filled lines in their order: by number, and those without one as they were typed."""
        filled = [form.cleaned_data for form in self.forms if form.cleaned_data.get(form.key)]
        return sorted(filled, key=lambda line: UNNUMBERED if line["position"] is None else line["position"])

    def write(self, article: Article) -> None:
        """Make the rows of the saved `article` what the lines say."""
        getattr(article, self.related).all().delete()
        self.row.model.objects.bulk_create(
            self.row.model(article=article, **line | {"position": position})
            for position, line in enumerate(self.lines())
        )


class Bylines(Rows):
    row, related = BylineRow, "bylines"
    once, twice = ("author", "role"), "The same author stands twice in the same role."

    def first(self, user) -> list[dict]:
        """Return the line of whoever begins the story, if readers know them as an author."""
        author = Author.objects.filter(account=user).first()
        return [{"author": author.pk, "role": Byline.Role.BY}] if author else []


class Agencies(Rows):
    row, related = AgencyRow, "contributions"
    once, twice = ("agency",), "The same agency stands twice."

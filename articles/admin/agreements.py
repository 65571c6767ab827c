"""What allows the newsroom to show photos: contracts, licences, permissions."""

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from articles.admin.photo_form import DayAndHourField
from articles.models import Agreement
from authors import clock
from authors.doubles import SavedTwiceAtOnce
from authors.in_use import DeletedOnlyUnused, how_many
from authors.lookups import FiltersAlone

FIRST_YEAR, LAST_YEAR = 1900, 2999


class AgreementForm(forms.ModelForm):
    address = forms.URLField(
        label="Where it is stated",
        max_length=400,
        required=False,
        assume_scheme="https",
        help_text="The licence's page, for example.",
    )

    usable_from = DayAndHourField(label="Holds from", help_text="Left empty: since ever.")
    usable_until = DayAndHourField(label="Holds until", help_text="Left empty: without an end.")

    class Meta:
        model = Agreement
        fields = ["name", "usage_terms", "address", "usable_from", "usable_until", "notes"]
        help_texts = {
            "usage_terms": "What it allows, in words; goes out in the files of each photo that is saved from now on."
        }
        widgets = {
            "usage_terms": forms.Textarea(attrs={"rows": 3}),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict:
        cleaned = super().clean()
        begins, ends = cleaned.get("usable_from"), cleaned.get("usable_until")
        for name, hour in (("usable_from", begins), ("usable_until", ends)):
            # beyond them are slips of the finger, and at the ends of the calendar times that no zone can be applied to
            if hour and not FIRST_YEAR <= hour.year <= LAST_YEAR:
                self.add_error(name, f"Look at the year again: it lies between {FIRST_YEAR} and {LAST_YEAR}.")
        if begins and ends and begins >= ends:
            self.add_error("usable_until", "This is not after the hour from which it holds. Look at both again.")
        return cleaned


@admin.register(Agreement)
class AgreementAdmin(SavedTwiceAtOnce, FiltersAlone, DeletedOnlyUnused, admin.ModelAdmin):
    """Whatever is changed here holds at once for each photo that names it: the gate and the desk look here."""

    form = AgreementForm
    list_display = ["name", "term", "named_by"]
    search_fields = ["name", "usage_terms"]
    fieldsets = [
        (None, {"fields": ["name", "usage_terms", "address"]}),
        ("For how long", {"fields": ["usable_from", "usable_until"]}),
        ("For the newsroom", {"fields": ["notes"]}),
    ]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Agreement]:
        return super().get_queryset(request).annotate(count=Count("photos"))

    @admin.display(description="holds")
    def term(self, agreement: Agreement) -> str:
        begins, ends = agreement.usable_from, agreement.usable_until
        now = clock.now()
        if ends and ends <= now:
            return f"Ran out {clock.told(ends)}"
        opening = f"From {clock.told(begins)}" if begins and begins > now else ""
        if not ends:
            return opening or "Without an end"
        return f"{opening} until {clock.told(ends)}" if opening else f"Until {clock.told(ends)}"

    @admin.display(description="photos", ordering="count")
    def named_by(self, agreement: Agreement) -> str:
        return str(agreement.count) if agreement.count else "None yet"

    def uses(self, agreement: Agreement) -> list[str]:
        use = how_many(agreement.photos.all(), "photo", "photos")
        return [use] if use else []

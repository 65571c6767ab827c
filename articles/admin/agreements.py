"""What allows the newsroom to show photos: contracts, licences, permissions."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from articles.admin.photo_form import LAST_MINUTE, AddressField, DayAndHourField
from articles.models import Agreement
from articles.photos import agreed
from authors import clock
from authors.doubles import SavedTwiceAtOnce
from authors.in_use import DeletedOnlyUnused, how_many
from authors.lookups import FiltersAlone

FIRST_YEAR, LAST_YEAR = 1900, 2999
KEPT = (
    "What is on the site or scheduled keeps the words that it went out with until it is corrected; "
    "what is approved asks to be approved again."
)


class AgreementForm(forms.ModelForm):
    address = AddressField(label="Where it is stated", help_text="The licence’s page, for example.")
    usable_from = DayAndHourField(label="Holds from", help_text="Left empty: since ever.")
    usable_until = DayAndHourField(
        label="Holds until", hour=LAST_MINUTE, help_text="Left empty: without an end. A day alone: to its last minute."
    )

    class Meta:
        model = Agreement
        fields = ["name", "usage_terms", "address", "usable_from", "usable_until", "notes"]
        help_texts = {"usage_terms": "What it allows, in words; goes out in the files of its photos."}
        widgets = {
            "usage_terms": forms.Textarea(attrs={"rows": 2}),
            "notes": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # a browser would cut off what is pasted, and say nothing
        if self.instance.pk and "usage_terms" in self.fields:  # not for those who may only look
            self.fields["usage_terms"].help_text += what_follows(self.instance)

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


def what_follows(agreement: Agreement) -> str:
    """Return what a change of the words of `agreement` would do to its photos; empty where there are none."""
    count = agreed.carriers(agreement).count()
    if not count:
        return ""
    behind = agreed.behind(agreement)
    follow = f" Of the last change, {files_of(behind)} are still to follow." if behind else ""
    return f" If you change these words or the address, {files_of(count)} carry them from then on. {KEPT}{follow}"


def files_of(photos: int) -> str:
    return f"the files of {photos:,} {'photo' if photos == 1 else 'photos'}"


@admin.register(Agreement)
class AgreementAdmin(SavedTwiceAtOnce, FiltersAlone, DeletedOnlyUnused, admin.ModelAdmin):
    """Whatever is changed here holds at once for each photo that names it: the gate and the desk look here."""

    form = AgreementForm
    list_display = ["name", "term", "named_by"]
    search_fields = ["name", "usage_terms"]
    fieldsets = [
        (None, {"fields": ["name", "usage_terms", "address"]}),
        ("For how long", {"fields": [("usable_from", "usable_until")]}),
        ("For the newsroom", {"fields": ["notes"]}),
    ]
    actions = None

    def save_model(self, request: HttpRequest, obj: Agreement, form: forms.ModelForm, change: bool) -> None:  # noqa: FBT001 (Django's)
        if count := agreed.save(obj):
            messages.info(request, f"From now on {files_of(count)} carry what you changed. {KEPT}")

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

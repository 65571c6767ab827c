"""The form of one photo: its facts, what stands where, and what becomes of two people's changes of the same one."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.functional import cached_property

from articles.admin.photo_cards import title_of
from articles.admin.photo_changes import in_words
from articles.models import Article, Photo, PhotoChange
from articles.photos import credits, from_file, library, store
from articles.photos.metadata import source_types
from articles.presence import name_of
from authors.lookups import is_key
from authors.text import LineFormField, ProseFormField, normalise_line

FIRST_YEAR, LAST_YEAR = 1800, 2999  # the first photo was taken in the 1820s
LAST_MINUTE = time(23, 59)
COLUMNS = [name for name in library.COLUMNS if name not in ("focal_x", "focal_y")]
CREDIT_HELP = (
    "Whose it is, as readers see it: “Ada Vale / Northline”, “Defence Ministry via MPA”, “Handout: Isles Water”."
)
FILE_HELP = "A JPEG, PNG, WebP, AVIF, TIFF or GIF of at most 60 MB. What you leave empty is filled in from it."
SOURCE_TYPES = [("", "Not said"), *source_types.LABELS.items()]
NO_ADDRESS = "Type the address of a page on the web: it begins with https://."
NO_STORY = "No story that you may read has this key or headline. Type a few words of it, and choose one."


class KeywordsField(ProseFormField):
    """Keywords, as a line with commas between them, or each on a line of its own; a list of names."""

    widget = forms.Textarea(attrs={"rows": 1})

    def __init__(self, **kwargs):
        super().__init__(strip=False, **kwargs)  # the last line's end says that these are lines

    def to_python(self, value: object) -> list[str]:
        text = super().to_python(value) or ""
        return [name for name in map(normalise_line, text.split("\n" if "\n" in text else ",")) if name]

    def validate(self, value: list[str]) -> None:
        if len(value) > library.MOST_KEYWORDS:
            raise ValidationError(f"A photo has at most {library.MOST_KEYWORDS} keywords; these are {len(value)}.")
        for name in value:
            if len(name) > library.LONGEST_KEYWORD:
                most = library.LONGEST_KEYWORD
                raise ValidationError(f"“{name[:40]}…” is too long for a keyword: at most {most} characters.")

    def run_validators(self, value: list[str]) -> None:
        super().run_validators("\n".join(value))

    def clean(self, value: object) -> list[str]:
        return sorted(library.names_of(super().clean(value)), key=str.casefold)

    def prepare_value(self, value: object) -> object:
        if not isinstance(value, list):
            return value
        # a word with a comma in it stays one word where each has a line
        return "\n".join([*value, ""]) if any("," in name for name in value) else ", ".join(value)

    def has_changed(self, initial: list[str] | None, data: object) -> bool:
        return sorted(initial or []) != sorted(self.to_python(data))


class DayAndHourField(forms.SplitDateTimeField):
    """A day, and an hour of it: of a day alone, `hour` is meant."""

    def __init__(self, *, hour: time = time(), **kwargs):
        self.hour = hour
        widget = forms.SplitDateTimeWidget(
            date_format="%Y-%m-%d",
            time_format="%H:%M:%S",
            date_attrs={"type": "date", "aria-label": "Day"},
            time_attrs={"type": "time", "aria-label": "Hour"},  # seconds are shown where a file says them
        )
        super().__init__(**{"widget": widget, "required": False} | kwargs)

    def prepare_value(self, value: object) -> object:
        return None if isinstance(value, str) else value  # a word from an address is no time

    def compress(self, data_list: list) -> datetime | None:
        day, hour = data_list or (None, None)
        return super().compress([day, self.hour if day and hour is None else hour] if data_list else [])


class AddressField(forms.URLField):
    """A page on the web."""

    default_validators = [URLValidator(schemes=["https", "http"], message=NO_ADDRESS)]
    default_error_messages = {"invalid": NO_ADDRESS}

    def __init__(self, **kwargs):
        widget = forms.URLInput(attrs={"placeholder": "https://"})
        super().__init__(assume_scheme="https", required=False, max_length=400, widget=widget, **kwargs)


class PhotoForm(forms.ModelForm):
    """`user` is who has the form open; set on the class that the admin makes for each request."""

    user: Any = None

    original = store.PhotoFileField(label="File", help_text=FILE_HELP)
    again = forms.BooleanField(label="Add it all the same", required=False)
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    focal_x = forms.FloatField(
        label="Focal point from the left",
        min_value=0,
        max_value=1,
        initial=0.5,
        help_text="0 is the left edge, 1 the right.",
    )
    focal_y = forms.FloatField(
        label="Focal point from the top",
        min_value=0,
        max_value=1,
        initial=0.5,
        help_text="0 is the top edge, 1 the bottom.",
    )
    credit = LineFormField(max_length=1_000, required=False, help_text=CREDIT_HELP)
    keywords = KeywordsField(required=False, help_text="To find it by, with commas between them.")
    taken_at = DayAndHourField(label="Taken")
    usable_from = DayAndHourField(label="May be shown from", help_text="An embargo ends then.")
    usable_until = DayAndHourField(label="May be shown until", hour=LAST_MINUTE)
    web_statement = AddressField(label="Rights on the web")
    licensor_url = AddressField(label="Where to license it")
    digital_source_type = forms.ChoiceField(label="Made by", choices=SOURCE_TYPES, required=False)
    only_story = LineFormField(
        label="The one story", max_length=400, required=False, help_text="Words of its headline, or its key."
    )

    class Meta:
        model = Photo
        fields = ["original", *COLUMNS, "focal_x", "focal_y"]
        labels = {"title": "Title"}
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 3}),
            "alt": forms.Textarea(attrs={"rows": 2}),
            "usage_terms": forms.Textarea(attrs={"rows": 2}),
            "instructions": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.twins: list[Photo] = []
        self.seen: int | None = None
        self.over = _versions(self.data.getlist("over") if self.is_bound else [])
        photo = self.instance
        if photo.pk:
            del self.fields["original"]  # another file is another photo: what went out shows this one
            del self.fields["again"]
            self.initial |= {
                "version": photo.version,
                "credit": credits.line(credits.of(photo)),
                "keywords": library.read(photo, "keywords"),
                "only_story": str(photo.only_story_id or ""),
            }
        elif "title" in self.fields:
            self.fields["title"].required = False  # the file may have one
        if "agreement" in self.fields:
            self.fields["agreement"].empty_label = "None"
        file = self.files.get("original")
        self.file_name = file.name if file else ""  # before the door gives it another
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # a browser would cut off what is pasted, and say nothing

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The facts that this person changed, as `library.write` takes them."""
        changed = {*self.changed_data, *(["only_story"] if "limit" in self.changed_data else [])}
        return {name: self.cleaned_data[name] for name in library.FACTS if name in changed & self.cleaned_data.keys()}

    def clean_version(self) -> int | None:
        """Return the version of the facts that stood in the form; without one, there is nothing to compare."""
        text = self.cleaned_data["version"]
        return next(iter(_versions([f"version:{text}"]).values()), 0) if text else None

    def clean_title(self) -> str:
        title = self.cleaned_data["title"]
        if title or self.instance.pk or not self.file_name:
            return title
        file = self.cleaned_data.get("original")
        return (self._said(file).get("title") if file else "") or title_of(self.file_name)

    def clean_taken_at(self) -> datetime | None:
        return self._within_the_calendar("taken_at", "photos are")

    def clean_usable_from(self) -> datetime | None:
        return self._within_the_calendar("usable_from", "terms are")

    def clean_usable_until(self) -> datetime | None:
        return self._within_the_calendar("usable_until", "terms are")

    def _within_the_calendar(self, name: str, what: str) -> datetime | None:
        when = self.cleaned_data[name]
        # beyond them are slips of the finger, and at the ends of the calendar times that no zone can be applied to
        if when and not FIRST_YEAR <= when.year <= LAST_YEAR:
            raise ValidationError(f"Look at the year again: {what} of {FIRST_YEAR} to {LAST_YEAR}.")
        return when

    def clean_credit(self) -> str:
        line = self.cleaned_data["credit"]
        try:
            return credits.line(credits.parse(line))
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem

    def clean_only_story(self) -> Article | None:
        text = self.cleaned_data["only_story"]
        if not text:
            return None
        if text == str(self.instance.only_story_id):
            return self.instance.only_story
        stories = Article.objects.readable_by(self.user)
        found = list((stories.filter(pk=text) if is_key(text) else stories.filter(headline__iexact=text))[:2])
        if len(found) != 1:
            raise ValidationError(NO_STORY)
        return found[0]

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.instance.pk:
            self._merge(cleaned)
        elif file := cleaned.get("original"):
            self._look_for_twins(file)
        if cleaned.get("limit") != Photo.Limit.STORY and "only_story" in cleaned:
            cleaned["only_story"] = None
        self._check_term(cleaned)
        if cleaned.get("limit") == Photo.Limit.STORY and cleaned.get("only_story", "") is None:
            self.add_error("only_story", "Say which story it is for: type words of its headline, and choose it.")
        return cleaned

    def _merge(self, cleaned: dict) -> None:
        """Keep what others wrote meanwhile, where this person did not change it; say so where both changed a fact."""
        # locked until the admin's transaction has written it
        row = Photo.objects.select_for_update().get(pk=self.instance.pk)
        version, self.seen = cleaned.get("version"), row.version
        if version is None:
            return
        meanwhile: dict[str, list[PhotoChange]] = {}
        for change in row.changes.filter(version__gt=version).select_related("by").order_by("version", "pk"):
            meanwhile.setdefault(change.fact, []).append(change)
        for name in meanwhile.keys() & self.fields.keys() & cleaned.keys():
            changes, typed = meanwhile[name], library.told(cleaned[name])
            last = changes[-1]
            if typed == changes[0].before:
                cleaned[name] = library.read(row, name)
            elif typed != last.after and last.version > self.over.get(name, 0):
                says = in_words(name, last.after, self.user) or "nothing"
                self.over[name] = row.version
                self.add_error(
                    name,
                    f"{name_of(last.by)} changed this meanwhile: it says “{says}” now. What you typed is kept here; "
                    "save again to put it in its place.",
                )

    def _look_for_twins(self, file: Any) -> None:
        self.twins = store.twins(file.picture)
        if self.twins and not self.cleaned_data.get("again"):
            why = self.twins[0].withdrawn_because.rstrip(".")
            self.add_error(
                "original",
                f"We have this picture already, and it was withdrawn: {why}. Add it only if that is settled."
                if self.twins[0].withdrawn_at
                else "We have this picture already. Take the one we have, or add it all the same.",
            )

    def _check_term(self, cleaned: dict) -> None:
        begins, ends = cleaned.get("usable_from"), cleaned.get("usable_until")
        file = cleaned.get("original")
        if file and bool(begins) != bool(ends):
            said = self._said(file)
            begins, ends = begins or said.get("usable_from"), ends or said.get("usable_until")
        if begins and ends and begins >= ends:
            name = "usable_until" if cleaned.get("usable_until") else "usable_from"
            self.add_error(name, "It would end before it begins: look at both, from and until.")

    def _said(self, file: Any) -> dict[str, Any]:
        file.seek(0)
        return from_file.said_by(file.read())


def _versions(texts: list[str]) -> dict[str, int]:
    """Return the numbers of `texts`, which are like `title:12`, by their names; what is none is left out."""
    pairs = (text.rpartition(":") for text in texts)
    return {name: int(number) for name, _, number in pairs if number.isascii() and number.isdigit() and len(number) < 9}


def fieldsets(*, is_new: bool) -> list:
    """Return the fields that the admin makes the form of; templates/admin/articles/photo says where they stand."""
    return [(None, {"fields": [*(["original"] if is_new else []), *COLUMNS, "credit", "focal_x", "focal_y"]})]

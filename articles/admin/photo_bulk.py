"""The facts of many photos on one page: what is typed is written to each, what is left empty stays as it is."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from articles import rights
from articles.admin.photo_list import dress
from articles.models import Agreement, EditionPhoto, Photo
from articles.photos import credits, library
from articles.refusals import Refused
from authors import clock
from authors.lookups import is_key
from authors.text import LineFormField, ProseFormField

MOST = 200  # photos at once
FIRST_YEAR, LAST_YEAR = 1800, 2999
VARIOUS = "Various"
GROUPS = (
    ("Credit and words", ("credit", "add_keywords", "drop_keywords", "persons")),
    ("Where and when", ("place", "city", "country", "taken_at")),
    ("Whose it is", ("source", "copyright_notice", "usage_terms", "web_statement", "instructions")),
    ("Rights", ("agreement", "usable_from", "usable_until", "limit", "web_only")),
)
KEPT = {"limit", "web_only"}  # facts that always have a value: none of theirs is “nothing”
EMPTIED = {"taken_at", "agreement", "usable_from", "usable_until"}  # by None; the others by ""
LEFT = ("", "Leave as it is")


def _instant(label: str, help_text: str = "") -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, required=False, widget=widget, help_text=help_text)


def _text(name: str, *, prose: bool = False) -> forms.CharField:
    column = Photo._meta.get_field(name)
    words = {"label": column.verbose_name.capitalize(), "required": False, "max_length": column.max_length}
    if prose:
        return ProseFormField(widget=forms.Textarea(attrs={"rows": 2}), **words)
    return LineFormField(**words)


class FactsForm(forms.Form):
    """What is to be written to each of the photos; a box beside a field takes away what stands there."""

    credit = LineFormField(required=False, max_length=1_000, help_text="For example “Ada Vale / Northline”.")
    add_keywords = LineFormField(
        label="Add keywords", required=False, max_length=2_000, help_text="With commas between them."
    )
    drop_keywords = LineFormField(label="Take away keywords", required=False, max_length=2_000)
    persons = _text("persons")
    place = _text("place")
    city = _text("city")
    country = _text("country")
    taken_at = _instant("Taken")
    source = _text("source")
    copyright_notice = _text("copyright_notice")
    usage_terms = _text("usage_terms", prose=True)
    web_statement = forms.URLField(label="Rights on the web", required=False, max_length=400, assume_scheme="https")
    instructions = _text("instructions", prose=True)
    agreement = forms.ModelChoiceField(Agreement.objects, required=False, empty_label=LEFT[1])
    usable_from = _instant("May be shown from", "An embargo ends then.")
    usable_until = _instant("May be shown until")
    limit = forms.ChoiceField(
        label="How often",
        required=False,
        choices=[LEFT, ("often", Photo.Limit.NONE.label), (Photo.Limit.ONCE.value, Photo.Limit.ONCE.label)],
    )
    web_only = forms.ChoiceField(label="Web only", required=False, choices=[LEFT, ("yes", "Yes"), ("no", "No")])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="facts-%s", use_required_attribute=False, **kwargs)
        self.facts = [name for name in self.fields if name in library.FACTS]
        for name in self.facts:
            if name not in KEPT:
                label = f"Clear {self.fields[name].label or name}".lower().capitalize()
                self.fields[f"clear_{name}"] = forms.BooleanField(label=label, required=False)

    def clean_credit(self) -> str:
        line = self.cleaned_data["credit"]
        try:
            credits.parse(line)
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem
        return line

    def clean(self) -> None:
        for name in ("taken_at", "usable_from", "usable_until"):
            found = self.cleaned_data.get(name)
            if found and not FIRST_YEAR <= found.year <= LAST_YEAR:
                self.add_error(name, "Look at the year again: it is from 1800 to 2999.")
        for name in self.facts:
            if self.cleaned_data.get(name) and self.cleaned_data.get(f"clear_{name}"):
                self.add_error(name, "Type something, or clear it: not both.")

    def wanted(self) -> dict[str, Any]:
        """Return the facts that every photo gets, as `library.write` takes them; the keywords are not among them."""
        said = self.cleaned_data
        found = {name: said[name] for name in self.facts if said[name] and name not in KEPT}
        found |= {name: None if name in EMPTIED else "" for name in self.facts if said.get(f"clear_{name}")}
        if said["limit"]:
            found |= {"limit": "" if said["limit"] == "often" else said["limit"], "only_story": None}
        if said["web_only"]:
            found["web_only"] = said["web_only"] == "yes"
        return found

    def keywords(self) -> Callable[[list[str]], list[str]] | None:
        """Return what turns a photo's keywords into those it is to have; None where they stay."""
        added, dropped = (self.cleaned_data[name].split(",") for name in ("add_keywords", "drop_keywords"))
        away = {name.casefold() for name in library.names_of(dropped)}
        if not away and not library.names_of(added):
            return None
        return lambda held: [*(name for name in held if name.casefold() not in away), *added]


@require_http_methods(["GET", "HEAD", "POST"])
def edit_page(request: HttpRequest) -> HttpResponse:
    """Show the photos that the address names with a form for all of them; write what was sent to each."""
    if not request.user.has_perm("articles.view_photo"):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else request.GET
    keys = list(dict.fromkeys(int(key) for key in sent.getlist("photo") if is_key(key)))
    if len(keys) > MOST:
        messages.error(request, f"At most {MOST} photos are edited at once: these are the first {MOST}.")
    photos = _photos(keys[:MOST])
    mine = _editable(photos, request.user)
    if len(mine) < len(photos):
        messages.warning(request, _left_out([photo for photo in photos if photo not in mine]))
    if request.method == "GET" or not mine:
        return _page(request, FactsForm(), mine)
    form = FactsForm(request.POST)
    if not form.is_valid():
        return _page(request, form, mine)
    return _written(request, form, mine)


def _photos(keys: list[int]) -> list[Photo]:
    """Return the photos with these keys, in their order."""
    rows = Photo.objects.select_related("agreement").prefetch_related("credit_parts", "keywords").in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def _editable(photos: list[Photo], user) -> list[Photo]:
    """Return those of `photos` whose facts `user` may write; what `articles.rights` says, for many at once."""
    out = set(EditionPhoto.objects.filter(photo__in=photos).values_list("photo", flat=True))
    return [photo for photo in photos if rights.may_credit(user, photo, is_out=lambda photo=photo: photo.pk in out)]


def _left_out(photos: list[Photo]) -> str:
    names = ", ".join(f"“{photo}”" for photo in photos[:5]) + (f" and {len(photos) - 5} more" if photos[5:] else "")
    return f"Left out, for you may not change what is said of them: {names}. Ask the photo desk."


def _written(request: HttpRequest, form: FactsForm, photos: list[Photo]) -> HttpResponse:
    """Write what `form` says to each photo; show those that it could not be written to once more, with the reason."""
    wanted, keywords = form.wanted(), form.keywords()
    if not wanted and not keywords:
        messages.info(request, "Nothing was typed, so nothing was changed.")
        return _page(request, form, photos)
    done, failed = 0, []
    for photo in photos:
        facts = wanted | ({"keywords": keywords(library.read(photo, "keywords"))} if keywords else {})
        seen = request.POST.get(f"version-{photo.pk}", "")
        try:
            library.write(photo, by=request.user, version=int(seen) if is_key(seen) else photo.version, **facts)
        except Refused as refused:
            photo.trouble = refused.sentence
        except ValidationError as problem:
            photo.trouble = " ".join(problem.messages)
        except ValueError as problem:
            photo.trouble = str(problem)
        except Photo.DoesNotExist:
            photo.trouble = "It is not in the library any more."
        if hasattr(photo, "trouble"):
            failed.append(photo)
        else:
            done += 1
    if done:
        messages.success(request, f"The facts of {_count(done)} are saved.")
    if not failed:
        return redirect("admin:articles_photo_changelist")
    messages.error(request, f"{_count(len(failed)).capitalize()} could not be changed. The reason stands at each.")
    return _page(request, form, _again(failed))


def _again(failed: list[Photo]) -> list[Photo]:
    """Return `failed` as they are now, each with its trouble."""
    troubles = {photo.pk: photo.trouble for photo in failed}
    found = _photos(list(troubles))
    for photo in found:
        photo.trouble = troubles[photo.pk]
    return found


def _count(number: int) -> str:
    return "1 photo" if number == 1 else f"{number} photos"


def _page(request: HttpRequest, form: FactsForm, photos: list[Photo]) -> HttpResponse:
    now = clock.now()
    for photo in photos:
        dress(photo, now, is_shown=False)
    context = admin.site.each_context(request) | {
        "title": f"Facts of {_count(len(photos))}" if photos else "Facts of many photos",
        "opts": Photo._meta,
        "photos": photos,
        "form": form,
        "groups": [(title, [_row(form, name, photos) for name in names]) for title, names in GROUPS],
    }
    return TemplateResponse(request, "admin/articles/photo/edit_many.html", context)


def _row(form: FactsForm, name: str, photos: list[Photo]) -> dict:
    """Return a field of the form as the page shows it: with what the photos have in common, and its box."""
    is_part = name.endswith("keywords")  # they are added to, or taken from, what each photo has
    fact = "keywords" if is_part else name
    held = {_told(library.read(photo, fact)) for photo in photos}
    common = held.pop() if len(held) == 1 else VARIOUS if held else ""
    field = form.fields[name]
    if not is_part and not isinstance(field, forms.ChoiceField | forms.DateTimeField):
        field.widget.attrs["placeholder"] = common[:120]
        common = ""
    box = form[f"clear_{name}"] if f"clear_{name}" in form.fields else None
    return {"field": form[name], "clear": box, "common": common}


def _told(value: Any) -> str:
    match value:
        case datetime():
            return date_format(value, "j M Y, H:i")
        case bool():
            return "Yes" if value else "No"
        case Model() | str() | list():
            return library.told(value)
    return ""

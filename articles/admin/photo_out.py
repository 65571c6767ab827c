"""What readers see of a photo: corrected in the stories that show it, replaced, taken out, withdrawn."""

from dataclasses import replace

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Media, Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html

from articles import workflow
from articles.admin import photo_shown
from articles.admin.photo_shown import FILES, Shown
from articles.admin.story_steps import refusal
from articles.languages import joined
from articles.models import Article, Caption, Edition, Photo
from articles.photos import amendments, credits, renditions, uses, withdrawal
from articles.photos.amendments import Change
from articles.refusals import Refused
from articles.states import Kind
from authors import clock
from authors.picker import PhotoPicker
from authors.text import LineFormField, ProseFormField

MOST = 100  # stories that are shown at once, the newest first
NAMED = 3  # stories named in one sentence
DO = ("correct", "replace", "remove")
DONE = {"correct": "Corrected in {}.", "replace": "Replaced in {}.", "remove": "Taken out of {}."}
CORRECTED = "Its facts were corrected in the library."


class OutForm(forms.Form):
    """What is to be done, and in which stories. `do` is the button that was pressed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="What readers are told",
        choices=[
            (Kind.MINOR.value, "Minor fix: readers need not be told"),
            (Kind.CORRECTION.value, "Correction: a note stands below the story from now on"),
        ],
        required=False,  # not asked where nothing is on the site yet
        initial=Kind.MINOR.value,
        widget=forms.RadioSelect,
    )
    note = ProseFormField(
        label="Note to readers",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What was wrong, for example “An earlier version named the wrong photographer.”",
    )
    reason = LineFormField(
        label="Why, for the log", max_length=200, required=False, help_text="For example “Its rights have run out.”"
    )
    replacement = forms.ModelChoiceField(
        Photo.objects.prefetch_related("credit_parts"),
        label="The photo to show instead",
        required=False,
        widget=PhotoPicker(Caption._meta.get_field("photo").remote_field, admin.site),
        error_messages={"invalid_choice": "This photo is not in the library."},
    )

    def __init__(self, photo: Photo, *args, stories: dict[int, Shown], **kwargs):
        super().__init__(*args, **kwargs)
        self.photo, self.stories = photo, stories
        self.fields["story"] = forms.TypedMultipleChoiceField(
            choices=[(key, each.headline) for key, each in stories.items()],
            coerce=int,
            error_messages={
                "required": "Tick at least one story.",
                "invalid_choice": "One of the stories that were ticked shows this photo no longer. Look again.",
            },
        )

    @property
    def media(self) -> Media:
        stock = ["vendor/jquery/jquery.js", "jquery.init.js", "core.js", "admin/RelatedObjectLookups.js"]
        picker = Script("admin/newsroom/photo-picker.js", type="module")
        return Media(js=[*(f"admin/js/{name}" for name in stock), picker])

    @property
    def do(self) -> str:
        return self.data.get("do", "")

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Kind.MINOR.value

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.do not in DO:
            raise forms.ValidationError("Press one of the buttons: correct, replace or take out.")
        is_read = any(self.stories[key].live for key in cleaned.get("story", self.stories))
        if is_read and cleaned.get("kind") == Kind.CORRECTION and not cleaned.get("note", "").strip():
            self.add_error("note", "A correction needs a note to readers that says what was wrong.")
        if self.do != "correct" and not cleaned.get("reason"):
            self.add_error("reason", "Say why: it is kept in the history of each story.")
        if self.do == "replace" and "replacement" not in self.errors:
            self._check(cleaned.get("replacement"))
        return cleaned

    def _check(self, other: Photo | None) -> None:
        if other is None:
            self.add_error("replacement", "Choose the photo to show instead.")
        elif other == self.photo:
            self.add_error("replacement", "That is the photo that stands there now. Choose another.")
        elif other.withdrawn_at:
            self.add_error("replacement", f"That photo was withdrawn: {other.withdrawn_because}")

    def change(self) -> Change:
        if self.do == "replace":
            return amendments.replaced(self.photo, by=self.cleaned_data["replacement"])
        return amendments.removed(self.photo) if self.do == "remove" else amendments.as_in_library(self.photo)


class WithdrawForm(forms.Form):
    reason = ProseFormField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why: whoever wants to use this photo reads it."},
        help_text="For the newsroom: whoever wants to use this photo reads it. For example “The agency took it back.”",
    )


def out_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what readers see of a photo, and will see; on POST, change it in the chosen stories."""
    photo = _find(request, pk)
    found = photo_shown.shown(photo, request.user)
    shown = found[:MOST]
    possible = {each.story.pk: each for each in shown if each.may_amend}
    form = OutForm(photo, request.POST or None, stories=possible, initial={"version": photo.version})
    is_stale = request.method == "POST" and form.data.get("version") != str(photo.version)
    if request.method == "POST" and not is_stale and form.is_valid():
        _amend(request, form, [possible[key].story for key in form.cleaned_data["story"]])
        return redirect("admin:articles_photo_out", photo.pk)
    chosen = set(form.data.getlist("story")) if form.is_bound else None
    context = {
        "title": "On the site",
        "shown": [_ticked(each, chosen) for each in shown],
        "more": len(found) - len(shown),
        "form": form,
        "is_stale": is_stale,
        "may_amend": bool(possible),
        "is_read": any(each.live for each in possible.values()),
        "differs": any(each.differs for each in possible.values()),
        "may_withdraw": request.user.has_perm("articles.change_photo"),
    }
    return _answer(request, photo, "out", context, status=409 if is_stale else 200)


def withdraw_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a photo is withdrawn; on POST, withdraw it everywhere, or allow it again."""
    photo = _find(request, pk)
    if not request.user.has_perm("articles.change_photo"):
        raise PermissionDenied
    if request.method == "POST" and "allow" in request.POST:
        withdrawal.allow(photo, by=request.user)
        messages.success(request, "This photo may be used again. Stories that it was taken out of stay without it.")
        return redirect("admin:articles_photo_out", photo.pk)
    form = WithdrawForm(request.POST or None)
    if form.is_bound and form.is_valid():
        _withdraw(request, photo, form.cleaned_data["reason"])
        return redirect("admin:articles_photo_out", photo.pk)
    context = {
        "title": "Withdraw everywhere",
        "form": form,
        "shown": photo_shown.shown(photo, request.user),
        "drafts": [story for story in photo_shown.used_in(photo, request.user) if story.in_copy and not story.shows],
        "portrayed": photo.portrayed.all(),
    }
    return _answer(request, photo, "withdraw", context)


def after_change(request: HttpRequest, photo: Photo, response: HttpResponse) -> HttpResponse:
    """Return where to go after `photo` was saved in its form: to the stories that still show it as it was.

    `response` is the answer otherwise: where nothing was changed, nobody who may correct stands before a difference,
    or the form goes on.
    """
    if not getattr(photo, "just_changed", None) or response.status_code != 302 or "_continue" in request.POST:
        return response
    sentence = said_out(photo, request.user)
    if not sentence:
        return response
    messages.warning(request, sentence)
    return redirect("admin:articles_photo_out", photo.pk)


def said_out(photo: Photo, user) -> str:
    """Return how many stories that `user` may correct show facts of `photo` as they were; empty for none."""
    differing = [each for each in photo_shown.shown(photo, user) if each.differs and each.may_amend]
    if not differing:
        return ""
    count = len(differing)
    labels = list(dict.fromkeys(label for each in differing for label in each.labels))
    words = joined([f"the {label.lower()}" for label in labels if label != FILES] or [f"the {FILES.lower()}"])
    was = "it was" if len(labels) == 1 and FILES not in labels else "they were"
    stories = photo_shown.words_for(differing) + (" story still shows" if count == 1 else " stories still show")
    return f"{count} {stories} {words} as {was}."


def _find(request: HttpRequest, pk: int) -> Photo:
    if not request.user.has_perm("articles.view_photo"):
        raise PermissionDenied
    return get_object_or_404(Photo.objects.select_related("agreement").prefetch_related("credit_parts"), pk=pk)


def _answer(request: HttpRequest, photo: Photo, name: str, context: dict, *, status: int = 200) -> HttpResponse:
    here = {
        **admin.site.each_context(request),
        "opts": Photo._meta,
        "object": photo,
        "photo": photo,
        "credit": credits.line(credits.of(photo)),
        "files": renditions.sources(renditions.facts(photo)),
    }
    return TemplateResponse(request, f"admin/articles/photo/{name}.html", here | context, status=status)


def _ticked(shown: Shown, chosen: set[str] | None) -> Shown:
    """Return `shown` ticked as the form that came back says, or where it differs."""
    is_chosen = shown.differs if chosen is None else str(shown.story.pk) in chosen
    return replace(shown, chosen=shown.may_amend and is_chosen)


def _amend(request: HttpRequest, form: OutForm, stories: list[Article]) -> None:
    """Make the form's change in each of `stories`; what was refused says why, and the others are done."""
    cleaned, done, unseen = form.cleaned_data, 0, []
    told = {"kind": cleaned["kind"], "note": cleaned["note"] if cleaned["kind"] == Kind.CORRECTION else ""}
    for story in stories:
        reason = cleaned["reason"] or CORRECTED
        made = _amended(request, story, form.change(), reason=reason, **told)
        done += bool(made)
        if made and all(edition.visible_from > clock.now() for edition in made):
            unseen.append(made[0].card["headline"])
    if done:
        messages.success(request, DONE[form.do].format("1 story" if done == 1 else f"{done} stories"))
    elif not messages.get_messages(request):
        messages.info(request, "Nothing had to be changed.")
    if told["note"].strip() and unseen:
        messages.info(request, _untold(unseen))


def _untold(headlines: list[str]) -> str:
    """Return that no note stands below the stories called `headlines`: what was changed there was on no page yet."""
    named = [f"“{headline}”" for headline in headlines[:NAMED]]
    more = len(headlines) - len(named)
    names = joined([*named, f"{more} more"] if more else named)
    return f"The note to readers was not put below {names}: nobody has read there what was changed."


def _amended(request: HttpRequest, story: Article, change: Change, **more) -> list[Edition]:
    try:
        return workflow.amend(story, by=request.user, change=change, **more)
    except Refused as refused:
        messages.error(request, format_html("“{}”: {}", story, refusal(refused)))
        return []


def _withdraw(request: HttpRequest, photo: Photo, reason: str) -> None:
    withdrawal.withdraw(photo, by=request.user, reason=reason)
    done = 0
    tried: set[int] = set()
    # a story that went out while this was at work is found on the second look
    while left := [out for out in uses.out(photo, clock.now()) if out.edition.article_id not in tried]:
        for story in {out.edition.article_id: out.edition.article for out in left}.values():
            tried.add(story.pk)
            change = amendments.removed(photo)
            done += bool(_amended(request, story, change, reason=f"Photo withdrawn: {reason}", kind=Kind.MINOR))
    stories = "no story showed it" if not done else f"taken out of {'1 story' if done == 1 else f'{done} stories'}"
    messages.success(request, f"Withdrawn, and {stories}. Its files are deleted; the original is kept.")

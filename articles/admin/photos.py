"""The photo library: a grid to look through and to pick from, and the form of one photo."""

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.widgets import Media, Script
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.safestring import SafeString

from articles.admin import photo_cards
from articles.admin.lists import CappedChangeList, CappedList
from articles.admin.photo_cards import thumb
from articles.models import Article, Caption, Photo
from articles.photos import credits, library, renditions, store
from articles.standing import standings
from authors import clock
from authors.in_use import DeletedOnlyUnused, how_many
from authors.text import LineFormField

SHOWN = 12  # stories named as users of a photo
FIRST_YEAR, LAST_YEAR = 1800, 2999  # the first photo was taken in the 1820s
CREDIT_HELP = (
    "Whose it is, as readers see it: “Ada Vale / Northline”, “Defence Ministry via MPA”, “Handout: Isles Water”."
)


class PhotoForm(forms.ModelForm):
    original = store.PhotoFileField(label="File", help_text="A JPEG, PNG, WebP, AVIF, TIFF or GIF of at most 60 MB.")
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

    class Meta:
        model = Photo
        fields = ["original", "title", "caption", "alt", "place", "taken_at", "focal_x", "focal_y"]
        widgets = {"caption": forms.Textarea(attrs={"rows": 3}), "alt": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["original"]  # another file is another photo: what went out shows this one
            self.initial["credit"] = credits.line(credits.of(self.instance))

    def clean_taken_at(self) -> datetime | None:
        taken = self.cleaned_data["taken_at"]
        # beyond them are slips of the finger, and at the ends of the calendar times that no zone can be applied to
        if taken and not FIRST_YEAR <= taken.year <= LAST_YEAR:
            raise ValidationError(f"Look at the year again: photos are of {FIRST_YEAR} to {LAST_YEAR}.")
        return taken

    def clean_credit(self) -> str:
        line = self.cleaned_data["credit"]
        try:
            credits.parse(line)
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem
        return line


class PhotoChangeList(CappedChangeList):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        for photo in self.result_list:
            photo.thumb = thumb(photo)
            photo.credit_line = credits.line(credits.of(photo))


class PhotoFilter(admin.SimpleListFilter):
    title = "library"
    parameter_name = "show"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("mine", "Added by me"), ("uncredited", "Without credit"), ("untold", "Without alternative text")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "mine":
                return queryset.filter(uploaded_by=request.user)
            case "uncredited":
                return queryset.filter(credit_parts=None)
            case "untold":
                return queryset.filter(alt="")
        return queryset


@admin.register(Photo)
class PhotoAdmin(DeletedOnlyUnused, CappedList, admin.ModelAdmin):
    form = PhotoForm
    list_display = ["title", "created_at"]
    list_filter = [PhotoFilter]
    list_per_page = 48
    search_fields = ["title", "caption", "place", "credit_parts__name"]
    search_help_text = "Words of the title, the caption, the place or the credit"
    ordering = ["-created_at", "-pk"]
    sortable_by = []
    actions = None
    readonly_fields = ["preview", "about", "used_in"]

    @property
    def media(self) -> Media:
        return super().media + Media(js=[Script("admin/newsroom/focal-point.js", type="module")])

    def get_urls(self) -> list[URLPattern]:
        def own(route: str, view: Callable, name: str) -> URLPattern:
            return path(route, self.admin_site.admin_view(view), name=f"articles_photo_{name}")

        return [
            own("upload/", photo_cards.upload, "upload"),
            own("<int:pk>/card/", photo_cards.show_card, "card"),
            own("<int:pk>/credit/", photo_cards.credit, "credit"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Photo]:
        return super().get_queryset(request).select_related("uploaded_by").prefetch_related("credit_parts")

    def get_changelist(self, request: HttpRequest, **kwargs) -> type[PhotoChangeList]:
        return PhotoChangeList

    def get_fieldsets(self, request: HttpRequest, obj: Photo | None = None) -> list:
        picture = (
            ["preview", ("focal_x", "focal_y")]
            if obj is None or self.has_change_permission(request, obj)
            else ["preview"]
        )
        words = ["title", "caption", "alt", "credit", "place", "taken_at"]
        if obj is None:
            return [(None, {"fields": ["original", *words]}), (None, {"fields": picture, "classes": ["nr-picture"]})]
        return [
            (None, {"fields": words}),
            (None, {"fields": [*picture, "about", "used_in"], "classes": ["nr-picture"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Photo | None = None) -> list[str]:
        typed = obj is None or photo_cards.may_credit(request.user, obj)
        return self.readonly_fields if typed else [*self.readonly_fields, "credit"]

    def has_change_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        own = obj is not None and obj.uploaded_by_id is not None and obj.uploaded_by_id == request.user.pk
        return super().has_change_permission(request, obj) or own

    def save_model(self, request: HttpRequest, obj: Photo, form: PhotoForm, change: bool) -> None:  # noqa: FBT001 (Django's)
        if change:
            library.write(obj, by=request.user, **{name: form.cleaned_data[name] for name in form.changed_data})
        else:
            obj.uploaded_by = request.user
            file = form.cleaned_data["original"]
            store.put(obj, file, file.picture, credit=form.cleaned_data["credit"])

    def uses(self, photo: Photo) -> list[str]:
        uses = [
            how_many(Article.objects.filter(captions__photo=photo).distinct(), "story", "stories"),
            *(f"portrait of {author.name}" for author in photo.portrayed.all()),
        ]
        # what went out keeps its photos after the working copy has let them go
        if not any(uses) and photo.edition_uses.exists():
            uses.append("in a published edition")
        return [use for use in uses if use]

    @admin.display(description="picture")
    def preview(self, photo: Photo) -> SafeString:
        files = renditions.sources(renditions.facts(photo)) if photo.pk else None
        return render_to_string("admin/articles/photo/_preview.html", {"photo": photo, "files": files})

    @admin.display(description="credit", empty_value="—")
    def credit(self, photo: Photo) -> str:
        return credits.line(credits.of(photo))

    @admin.display(description="file")
    def about(self, photo: Photo) -> SafeString:
        return render_to_string("admin/articles/photo/_about.html", {"photo": photo})

    @admin.display(description="used in")
    def used_in(self, photo: Photo) -> SafeString:
        return render_to_string("admin/articles/photo/_used_in.html", {"photo": photo, "uses": photo.shown_uses})

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Photo | None:
        photo = super().get_object(request, object_id, from_field)
        if photo:
            photo.shown_uses = _stories_with(photo, request)
        return photo


def _stories_with(photo: Photo, request: HttpRequest) -> list[Article]:
    """Return the stories that use `photo`, newest first, as far as the person of `request` may read them."""
    keys = Caption.objects.filter(photo=photo).values("article")
    stories = list(Article.objects.filter(pk__in=keys).readable_by(request.user).defer("body")[:SHOWN])
    found = standings(stories, clock.now())
    for story in stories:
        story.standing = found[story.pk]
    return stories

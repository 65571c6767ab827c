"""The photo library: a grid to look through and to pick from, and the form of one photo."""

from collections.abc import Callable

from django.contrib import admin
from django.forms.widgets import Media, Script
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.safestring import SafeString

from articles.admin import photo_bulk, photo_cards, photo_form, photo_many
from articles.admin.photo_list import PhotoList
from articles.models import Article, Caption, Photo
from articles.photos import credits, library, renditions, store
from articles.standing import standings
from authors import clock
from authors.in_use import DeletedOnlyUnused, how_many

SHOWN = 12  # stories named as users of a photo


@admin.register(Photo)
class PhotoAdmin(DeletedOnlyUnused, PhotoList, admin.ModelAdmin):
    form = photo_form.PhotoForm
    readonly_fields = ["preview", "about", "used_in"]

    @property
    def media(self) -> Media:
        return super().media + Media(js=[Script("admin/newsroom/focal-point.js", type="module")])

    def get_urls(self) -> list[URLPattern]:
        def own(route: str, view: Callable, name: str) -> URLPattern:
            return path(route, self.admin_site.admin_view(view), name=f"articles_photo_{name}")

        return [
            own("upload/", photo_cards.upload, "upload"),
            own("add-many/", photo_many.add_page, "add_many"),
            own("many/", photo_bulk.edit_page, "many"),
            own("<int:pk>/card/", photo_cards.show_card, "card"),
            own("<int:pk>/credit/", photo_cards.credit, "credit"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request: HttpRequest, obj: Photo | None = None) -> list:
        may_place = obj is None or self.has_change_permission(request, obj)
        return photo_form.fieldsets(is_new=obj is None, may_place=may_place)

    def get_readonly_fields(self, request: HttpRequest, obj: Photo | None = None) -> list[str]:
        typed = obj is None or photo_cards.may_credit(request.user, obj)
        return self.readonly_fields if typed else [*self.readonly_fields, "credit"]

    def has_change_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        own = obj is not None and obj.uploaded_by_id is not None and obj.uploaded_by_id == request.user.pk
        return super().has_change_permission(request, obj) or own

    def save_model(self, request: HttpRequest, obj: Photo, form: photo_form.PhotoForm, change: bool) -> None:  # noqa: FBT001 (Django's)
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

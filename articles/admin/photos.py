"""The photo library: a grid to look through and to pick from, and the form of one photo."""

from collections.abc import Callable

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.safestring import SafeString

from articles.admin import (
    photo_bulk,
    photo_cards,
    photo_changes,
    photo_form,
    photo_list,
    photo_many,
    photo_original,
    photo_out,
    photo_page,
    photo_shown,
    photo_suggest,
)
from articles.models import Article, Photo
from articles.photos import background, credits, library, store
from authors.in_use import DeletedOnlyUnused, how_many


@admin.register(Photo)
class PhotoAdmin(DeletedOnlyUnused, photo_list.PhotoList, admin.ModelAdmin):
    form = photo_form.PhotoForm

    def get_urls(self) -> list[URLPattern]:
        def own(route: str, view: Callable, name: str) -> URLPattern:
            return path(route, self.admin_site.admin_view(view), name=f"articles_photo_{name}")

        return [
            own("upload/", photo_cards.upload, "upload"),
            own("add-many/", photo_many.add_page, "add_many"),
            own("many/", photo_bulk.edit_page, "many"),
            own("<int:pk>/card/", photo_cards.show_card, "card"),
            own("<int:pk>/credit/", photo_cards.credit, "credit"),
            own("<int:pk>/in-list/", photo_list.show_card, "in_list"),
            own("<int:pk>/out/", photo_out.out_page, "out"),
            own("<int:pk>/withdraw/", photo_out.withdraw_page, "withdraw"),
            own("<int:pk>/original/", self.original, "original"),
            own("names/", photo_suggest.names, "names"),
            own("keywords/", photo_suggest.keywords, "keywords"),
            own("credit/", photo_suggest.credit_parts, "credit_parts"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request: HttpRequest, obj: Photo | None = None) -> list:
        return photo_form.fieldsets(is_new=obj is None)

    def get_form(self, request: HttpRequest, obj: Photo | None = None, **kwargs) -> type[photo_form.PhotoForm]:
        form = super().get_form(request, obj, **kwargs)
        form.user = request.user
        return form

    def render_change_form(self, request: HttpRequest, context: dict, *args, obj: Photo | None = None, **kwargs):
        may_change = obj is None or self.has_change_permission(request, obj)
        form = context["adminform"].form
        context |= photo_page.page_of(obj, form, request.user, may_change=may_change)
        context["used_in"] = self.used_in(obj) if obj else ""
        context["may_withdraw"] = request.user.has_perm("articles.change_photo")
        context["show_save_and_add_another"] = False  # many are added in the library, by dropping them there
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        photo = self.get_object(request, unquote(object_id))
        if photo is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        context = self.admin_site.each_context(request) | (extra_context or {})
        return photo_changes.history_page(request, photo, context)

    def original(self, request: HttpRequest, pk: int) -> FileResponse:
        photo = get_object_or_404(Photo, pk=pk)
        return photo_original.download(request, photo, may_change=self.has_change_permission(request, photo))

    def get_readonly_fields(self, request: HttpRequest, obj: Photo | None = None) -> list[str]:
        return [] if obj is None or photo_cards.may_credit(request.user, obj) else ["credit"]

    def has_change_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        own = obj is not None and obj.uploaded_by_id is not None and obj.uploaded_by_id == request.user.pk
        return super().has_change_permission(request, obj) or own

    def save_model(self, request: HttpRequest, obj: Photo, form: photo_form.PhotoForm, change: bool) -> None:  # noqa: FBT001 (Django's)
        if change:
            obj.just_changed = library.write(obj, by=request.user, version=form.seen, **form.facts)
        else:
            obj.uploaded_by = request.user
            file = form.cleaned_data["original"]
            typed = {name: form.cleaned_data[name] for name in ("credit", "keywords")}
            store.put(obj, file, file.picture, **typed)
            background.begin(obj)

    def response_change(self, request: HttpRequest, obj: Photo) -> HttpResponse:
        response = super().response_change(request, obj)
        return photo_out.after_change(request, obj, response)

    def uses(self, photo: Photo) -> list[str]:
        uses = [
            how_many(Article.objects.filter(captions__photo=photo).distinct(), "story", "stories"),
            *(f"portrait of {author.name}" for author in photo.portrayed.all()),
        ]
        # what went out keeps its photos after the working copy has let them go
        if not any(uses) and photo.edition_uses.exists():
            uses.append("in a published edition")
        return [use for use in uses if use]

    @admin.display(description="credit", empty_value="—")
    def credit(self, photo: Photo) -> str:
        return credits.line(credits.of(photo))

    @admin.display(description="used in")
    def used_in(self, photo: Photo) -> SafeString:
        return render_to_string("admin/articles/photo/_used_in.html", {"photo": photo, "uses": photo.shown_uses})

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Photo | None:
        photo = super().get_object(request, object_id, from_field)
        if photo:
            photo.shown_uses = photo_shown.used_in(photo, request.user)
        return photo

"""The admin as this newsroom's desk: its menu, its start page, and what is shown where a page cannot be."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.exceptions import NotRegistered
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse

from newsroom import desk_panels


@dataclass(frozen=True)
class Item:
    """One line of the menu; `icon` names a symbol of `admin/_icons.html`."""

    label: str
    icon: str
    url: str
    current: bool


@dataclass(frozen=True)
class Group:
    title: str
    lines: list[Item]


# the menu in its order: the title of each group; the label and icon of each model in it
MENU: dict[str, dict[str, tuple[str, str]]] = {
    "": {
        "articles.article": ("Stories", "story"),
        "articles.front": ("Front page", "front"),
        "articles.photo": ("Photos", "photo"),
        "authors.author": ("Authors", "author"),
    },
    "The paper": {
        "articles.section": ("Sections", "section"),
        "taggit.tag": ("Topics", "topic"),
        "articles.agency": ("Agencies", "agency"),
        "articles.agreement": ("Agreements", "agreement"),
        "articles.housepage": ("Pages", "page"),
    },
    "Accounts": {"auth.user": ("Users", "account"), "auth.group": ("Groups", "role")},
}
REFUSALS = {
    403: ("This is not yours to see", "Your role does not reach here. Ask an administrator if it should."),
    404: ("There is nothing here", "It was removed, or the address has a slip in it, or it is not yours to see."),
}


class Desk(AdminSite):
    """The admin site. What is registered on it and not named in `MENU` stands at the menu's end."""

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = "Desk"
    enable_nav_sidebar = False  # the menu is our own

    def each_context(self, request: HttpRequest) -> dict:
        context = super().each_context(request)
        return context | {"menu": self.menu(request) if context["has_permission"] else []}

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return super().index(request, desk_panels.context(request.user) | (extra_context or {}))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        way = path("r/<path:content_type_id>/<path:object_id>/", self.admin_view(self.way_to_page), name="view_on_site")
        stock = [entry for entry in super().get_urls() if getattr(entry, "name", "") != way.name]
        return [path("guide/", self.admin_view(self.guide), name="guide"), way, *stock]

    def way_to_page(self, request: HttpRequest, content_type_id: str, object_id: str) -> HttpResponse:
        """Lead to the page of a thing that this person may see here, and of no other.

        The stock view leads to the page of any row of any table: of an edition that is scheduled, say.
        """
        try:
            model = ContentType.objects.get_for_id(content_type_id).model_class()
            model_admin = self.get_model_admin(model)
        except (ContentType.DoesNotExist, ValueError, NotRegistered):
            raise Http404("Nothing of this kind is shown here.") from None
        thing = model_admin.get_object(request, object_id)
        if not (hasattr(thing, "get_absolute_url") and model_admin.has_view_permission(request, thing)):
            raise Http404("There is no such page.")
        return redirect(thing.get_absolute_url())

    def guide(self, request: HttpRequest) -> HttpResponse:
        """Show the editors' guide."""
        context = self.each_context(request) | {"title": "Writing and publishing a story"}
        return TemplateResponse(request, "admin/guide.html", context)

    def menu(self, request: HttpRequest) -> list[Group]:
        """Return the groups of the menu, with what the person of `request` may see."""
        seen = {
            model._meta.label_lower: model
            for model, model_admin in self._registry.items()
            if model_admin.has_view_or_change_permission(request)
        }
        home = reverse("admin:index")
        groups = [Group("", [Item("Desk", "desk", home, request.path == home)])]
        for title, entries in MENU.items():
            lines = [_item(request, seen.pop(name), *entry) for name, entry in entries.items() if name in seen]
            if title:
                groups.append(Group(title, lines))
            else:
                groups[0].lines.extend(lines)
        rest = [_item(request, model, str(model._meta.verbose_name_plural), "other") for model in seen.values()]
        return [group for group in [*groups, Group("More", rest)] if group.lines]

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:  # noqa: FBT001, FBT002 (Django's)
        """Return `view` for staff alone; what it refuses or cannot find is said within the desk."""

        @wraps(view)
        def within(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except Http404:
                return self._refuse(request, 404)
            except PermissionDenied:
                return self._refuse(request, 403)

        return super().admin_view(within, cacheable)

    def _refuse(self, request: HttpRequest, status: int) -> HttpResponse:
        title, sentence = REFUSALS[status]
        context = self.each_context(request) | {"title": title, "sentence": sentence}
        return TemplateResponse(request, "admin/refused.html", context, status=status)


def _item(request: HttpRequest, model: type, label: str, icon: str) -> Item:
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return Item(label, icon, url, request.path.startswith(url))

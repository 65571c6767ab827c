"""Pages of the house in the admin: what the newsroom says of itself, written like a story and kept like one."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe
from js_asset import Media

from articles import languages
from articles.admin.house_form import HouseForm
from articles.admin.story_bar import NUMBER, version_in
from articles.body.clean import clean_house
from articles.house import comparing, keeping
from articles.house import views as public
from articles.models import HousePage, HouseRevision
from articles.models.house import WORDS
from articles.refusals import Refused
from authors import clock
from authors.doubles import tried_again
from authors.in_use import DeletedOnlyUnused
from authors.lookups import FiltersAlone, is_key

STEPS = {
    "publish": (keeping.publish, "Readers see this version now."),
    "take_off": (keeping.take_off, "The page is taken off the site. Its text and its address are kept."),
}


@admin.register(HousePage)
class HousePageAdmin(FiltersAlone, DeletedOnlyUnused, admin.ModelAdmin):
    list_display = ["title_shown", "address", "state", "role", "in_footer", "position"]
    list_display_links = ["title_shown"]
    list_select_related = ["shown"]
    search_fields = ["title", "slug"]
    actions = None

    def get_urls(self) -> list[URLPattern]:
        def own(route: str, view, name: str) -> URLPattern:
            return path(route, self.admin_site.admin_view(view), name=f"articles_housepage_{name}")

        return [
            own("preview/", preview, "preview"),
            own("<int:pk>/compare/", compare_page, "compare"),
            own("<int:pk>/restore/", restore, "restore"),
            *super().get_urls(),
        ]

    @admin.display(description="title", ordering="title")
    def title_shown(self, page: HousePage) -> str:
        return str(page)

    @admin.display(description="address", ordering="slug")
    def address(self, page: HousePage) -> SafeString | str:
        url = page.get_absolute_url()
        return format_html('<a href="{}">{}</a>', url, url) if page.shown_id else url

    @admin.display(description="readers see")
    def state(self, page: HousePage) -> SafeString:
        return format_html('<span class="nr-state" data-state="{}">{}</span>', *state_of(page))

    def uses(self, page: HousePage) -> list[str]:
        """A page that readers have known is taken off the site, and not deleted."""
        return [f"readers have known it since {clock.told(page.first_shown_at)}"] if page.first_shown_at else []

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        return history_page(request, unquote(object_id))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        """Show the form; save what was sent, and take the step that was pressed."""
        if object_id is None and not self.has_add_permission(request):
            raise PermissionDenied
        page = HousePage() if object_id is None else find(request, unquote(object_id))
        if request.method == "POST":
            return tried_again(request, lambda: save_page(request, page.pk))
        return form_page(request, HouseForm(instance=page))


def find(request: HttpRequest, pk: object) -> HousePage:
    """Return the page, for those who may change pages. Raises PermissionDenied, or Http404 where there is none."""
    if not request.user.has_perm("articles.change_housepage"):
        raise PermissionDenied
    if not is_key(str(pk)):
        raise Http404("There is no such page.")
    try:
        return HousePage.objects.select_related("shown").get(pk=pk)
    except HousePage.DoesNotExist:
        raise Http404("There is no such page.") from None


def state_of(page: HousePage) -> tuple[str, str]:
    """Return where the page stands, as the state of a story that looks alike, and in words."""
    if page.shown_id is None:
        return ("draft", "Draft") if page.first_shown_at is None else ("spiked", "Taken off the site")
    return "published", "On the site, with changes to publish" if page.has_more else "On the site"


def save_page(request: HttpRequest, pk: int | None) -> HttpResponse:
    """Save what was typed, and go on to the step that was pressed: a step that is refused takes back no save."""
    with transaction.atomic():
        page = keeping.lock(pk) if pk else HousePage()
        form = HouseForm(request.POST, instance=page)
        if not form.is_valid():
            return form_page(request, form)
        changed = keeping.keep(form.save(commit=False), by=request.user)
    step, done = STEPS.get(request.POST.get("_step", ""), (None, ""))
    try:
        if step:
            page = step(page, by=request.user, version=page.version)
        messages.success(request, done or _saved(page, changed=changed))
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("admin:articles_housepage_change", page.pk)


def _saved(page: HousePage, *, changed: bool) -> str:
    if not changed:
        return "Saved. Nothing had changed."
    if page.shown_id:
        return "Saved. Readers see the text as it was until you publish this one."
    return "Saved. Readers do not see this page until you publish it."


def form_page(request: HttpRequest, form: HouseForm) -> HttpResponse:
    """Return the page on which a page of the house is written; its bar is that of the page as it is saved."""
    saved = find(request, form.instance.pk) if form.instance.pk else None
    more = {"form": form, "media": Media.from_media(form.media, nonce=str(request.csp_nonce))}
    more["languages"] = languages.for_forms({})
    if form.is_stale:
        more |= _meanwhile(form, saved)
    shown = context(request, saved, "" if saved else "New page", **more)
    return TemplateResponse(request, "admin/articles/housepage/form.html", shown, status=409 if form.is_stale else 200)


def _meanwhile(form: HouseForm, saved: HousePage) -> dict:
    """Return what somebody else saved since the version that the form began with."""
    seen = form.data.get("version", "")
    began = saved.revisions.filter(version=seen).first() if NUMBER.fullmatch(seen) else None
    return {
        "theirs": comparing.differences(began, saved) if began else [],
        "their_revision": saved.revisions.select_related("by").first(),
    }


def context(request: HttpRequest, page: HousePage | None, title: str = "", **more) -> dict:
    """Return what a page about `page` is rendered with. `title` says which one; without it, it is the form."""
    here = {"object": page, "title": title} if title else {"original": page, "title": str(page)}
    state = state_of(page) if page else ("draft", "New page")
    here |= {"state": state, "language": languages.of("")}
    return {**admin.site.each_context(request), "opts": HousePage._meta, "page": page, **here, **more}


@require_safe
def history_page(request: HttpRequest, pk: object) -> HttpResponse:
    """Show every save and every step of a page, newest first."""
    page = find(request, pk)
    saves = [(row.at, row.version, 0, row) for row in page.revisions.select_related("by").defer("body")]
    steps = [(row.at, row.version, row.pk, row) for row in page.steps.select_related("by")]
    entries = [row for *_, row in sorted([*saves, *steps], key=lambda entry: entry[:3], reverse=True)]
    shown = context(request, page, "History", entries=entries)
    return TemplateResponse(request, "admin/articles/housepage/history.html", shown)


@require_safe
def compare_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what differs between two versions: `?old=3&new=5`. Without them, the last one and the one before it."""
    page = find(request, pk)
    new = _revision(page, request.GET.get("new") or str(page.version))
    old = _revision(page, request.GET.get("old") or str(max(new.version - 1, 1)))
    shown = context(
        request,
        page,
        "Compare",
        versions=page.revisions.select_related("by").defer("body"),
        old=old,
        new=new,
        differences=comparing.differences(old, new),
    )
    return TemplateResponse(request, "admin/articles/housepage/compare.html", shown)


def _revision(page: HousePage, number: str) -> HouseRevision:
    if NUMBER.fullmatch(number) and (found := page.revisions.filter(version=number).first()):
        return found
    raise Http404("There is no such version of this page.")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the version named in the POST the working copy again; what stands there now stays in the history."""
    page = find(request, pk)
    revision = _revision(page, request.POST.get("key", ""))
    try:
        version = version_in(request.POST.get("version", ""))
        keeping.restore(page, revision.version, by=request.user, version=version)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("admin:articles_housepage_history", page.pk)
    messages.success(request, f"The text of version {revision.version} is back. Readers see it when you publish it.")
    return redirect("admin:articles_housepage_change", page.pk)


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Return the page exactly as readers would see what is typed; nothing is saved."""
    if not request.user.has_perm("articles.change_housepage"):
        raise PermissionDenied
    form = HouseForm(request.POST, instance=HousePage())
    form.is_valid()  # what is wrong is shown when it is saved; what can be read is shown here
    typed = HousePage(**{name: form.cleaned_data.get(name, "") for name in WORDS})
    typed.body = clean_house(typed.body)  # which else happens when it is saved
    response = public.show(request, typed, {"preview": True})
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response

"""The page on which many photos are added at once; with JavaScript, so is the whole list of the library."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from articles.admin import photo_cards
from articles.models import Photo
from articles.refusals import Refused

MOST = 50  # files in one request


@require_http_methods(["GET", "HEAD", "POST"])
def add_page(request: HttpRequest) -> HttpResponse:
    """Show where files are dropped or chosen; let in those that came, each by itself, and say what became of each."""
    if not request.user.has_perm("articles.add_photo"):
        raise PermissionDenied
    if request.method == "POST":
        return _take(request)
    context = {"title": "Add photos", "opts": Photo._meta, "is_popup": "_popup" in request.GET}
    return TemplateResponse(request, "admin/articles/photo/add_many.html", admin.site.each_context(request) | context)


def _take(request: HttpRequest) -> HttpResponse:
    files = request.FILES.getlist("file")
    if not files:
        messages.error(request, "No file came with this. Choose the photos again.")
        return redirect("admin:articles_photo_add_many")
    added = []
    for file in files[:MOST]:
        try:
            found = photo_cards.take(file, by=request.user, again="again" in request.POST)
        except Refused as refused:
            messages.error(request, f"“{file.name}”: {refused.sentence}")
            continue
        if isinstance(found, Photo):
            added.append(found)
            continue
        ours = reverse("admin:articles_photo_change", args=[found.photos[0].pk])
        messages.warning(
            request, format_html('“{}”: {} <a href="{}">Look at ours</a>', file.name, found.sentence, ours)
        )
    if len(files) > MOST:
        messages.error(request, f"Only the first {MOST} of {len(files)} files were looked at. Send the rest again.")
    if not added:
        return redirect("admin:articles_photo_add_many")
    messages.success(request, "1 photo added." if len(added) == 1 else f"{len(added)} photos added.")
    keys = "&".join(f"photo={photo.pk}" for photo in added)
    return redirect(f"{reverse('admin:articles_photo_many')}?{keys}")

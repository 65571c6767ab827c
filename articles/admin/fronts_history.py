"""What was done to a front: each save with who and when, what was kept beside, the banners; and the way back."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from articles.admin.fronts_access import address, may_look, section_of
from articles.admin.fronts_shown import Names, Stories
from articles.admin.story_bar import version_in
from articles.fronts import saving
from articles.fronts.arrangement import Arrangement, of_json
from articles.fronts.compare import differences
from articles.models import Banner, Front, FrontRevision
from articles.refusals import Refused
from authors import clock

A_PAGE = 20
BANNERS = 20


@dataclass(frozen=True)
class Entry:
    """A save: what it changed since the one before it."""

    revision: FrontRevision
    changes: list[str]
    is_automatic: bool
    is_now: bool


@require_safe
def history(request: HttpRequest, key: int) -> HttpResponse:
    """Show what was done to a front, the newest first, in pages."""
    may_look(request)
    section = section_of(key)
    front = saving.front_of(section)
    rows = FrontRevision.objects.filter(front=front.pk).select_related("by")
    found = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "back": address(key),
        "title": f"History of {section.name if section else 'the front page'}",
        "opts": Front._meta,
        "key": key,
        "front": front,
        "entries": _entries(request, front, list(found)),
        "found": found,
        "may_change": request.user.has_perm("articles.change_front"),
        "banners": Banner.objects.select_related("by", "ended_by")[:BANNERS] if section is None else [],
        "now": clock.now(),
    }
    return TemplateResponse(request, "admin/articles/front/history.html", admin.site.each_context(request) | context)


def _entries(request: HttpRequest, front: Front, rows: list[FrontRevision]) -> list[Entry]:
    numbers = {row.version if row.aside else row.version - 1 for row in rows}
    before = FrontRevision.objects.filter(front=front.pk, aside=False, version__in=numbers)
    known = {row.version: of_json(row.arrangement) for row in before}
    pairs = [
        (known.get(row.version if row.aside else row.version - 1) or Arrangement(), of_json(row.arrangement))
        for row in rows
    ]
    all_of_them = [each for pair in pairs for each in pair if each]
    names = Names.of(*all_of_them)
    stories = Stories({pin.story for each in all_of_them for pin in each.pins}, [], clock.now(), request.user)
    return [
        Entry(
            row,
            differences(old, new, headline=stories.headline, name=names.of_block) if old.blocks and new else [],
            is_automatic=new is None,
            is_now=not row.aside and row.version == front.version,
        )
        for row, (old, new) in zip(rows, pairs, strict=True)
    ]


@require_POST
def restore(request: HttpRequest, key: int) -> HttpResponse:
    """Put a front back as it was after one of its saves; `revision=automatic` gives it back to the rules."""
    may_look(request)
    section = section_of(key)
    version = version_in(request.POST.get("version", ""))
    asked = request.POST.get("revision", "")
    try:
        if asked == "automatic":
            saving.save(section, None, by=request.user, version=version, note="Given back to the rules")
            messages.success(request, "The rules alone say now what stands where. What was arranged is in the history.")
        else:
            kept = saving.restore(section, version_in(asked), by=request.user, version=version)
            messages.success(request, f"Put back as it was {clock.told(kept.at)}.")
    except Refused as refused:
        messages.error(request, f"{refused.sentence} Nothing was put back: look at what stands here now first.")
        return redirect("admin:articles_front_history", key)
    return redirect(address(key))

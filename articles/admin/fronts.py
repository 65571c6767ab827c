"""The screen on which the front page, and the tops of sections, are arranged: /admin/articles/front/."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from articles import rights, views
from articles.admin import fronts_banner, fronts_form, fronts_history
from articles.admin.fronts_access import address, may_look, section_of
from articles.admin.fronts_shown import Names, Screen, Stories, field
from articles.admin.story_bar import version_in
from articles.fronts import filling, home, saving, tops
from articles.fronts.arrangement import ABOUT, Arrangement, Kind, of_json, top_of_section
from articles.fronts.compare import differences
from articles.languages import of_readers
from articles.models import Front, FrontRevision, Section
from articles.refusals import Refused, Stale
from articles.tags import Tag
from authors import clock

FURTHEST = timedelta(days=60)  # that the page can be looked at ahead
OFFERED_TOPICS = 300


@admin.register(Front)
class FrontAdmin(admin.ModelAdmin):
    """The fronts: one screen, and no stock page at all."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Front | None = None) -> bool:
        return False

    def get_urls(self) -> list:
        def own(address: str, view, name: str):
            return path(address, self.admin_site.admin_view(view), name=f"articles_front_{name}")

        return [
            own("", edit, "changelist"),
            own("<int:key>/", edit, "edit"),
            own("<int:key>/look/", look, "look"),
            own("<int:key>/page/", preview, "page"),
            own("<int:key>/history/", fronts_history.history, "history"),
            own("<int:key>/restore/", fronts_history.restore, "restore"),
            own("banner/", fronts_banner.banner, "banner"),
        ]


@dataclass
class Desk:
    """One request about a front: whose it is, which instant is looked at, and what is arranged so far."""

    section: Section | None
    front: Front
    at: datetime
    is_now: bool
    arrangement: Arrangement
    version: int
    errors: list[str]


def saved_of(section: Section | None, front: Front, now: datetime) -> Arrangement:
    """Return how the front is arranged, pins that are over left out: by hand, or as the rules have it."""
    by_hand = of_json(front.arrangement)
    if by_hand is not None:
        return by_hand.current(now)
    if section:
        return top_of_section()
    _, filled = filling.front_page(None, now)
    return Arrangement((*(each.block for each in filled), fronts_form.block(Kind.REST)))


def _desk(request: HttpRequest, key: int) -> Desk:
    may_look(request)
    section, now = section_of(key), clock.now()
    front = saving.front_of(section)
    at, errors = _looked_at(request, now)
    desk = Desk(section, front, at or now, at is None, saved_of(section, front, now), front.version, errors)
    if request.method == "POST":
        typed = fronts_form.read(request.POST, desk.arrangement)
        desk.arrangement, desk.version = typed.arrangement, version_in(request.POST.get("version", ""))
        desk.errors += typed.errors
    return desk


def _looked_at(request: HttpRequest, now: datetime) -> tuple[datetime | None, list[str]]:
    """Return the instant to show, None for now, and what is wrong with it. Later hours are for who may read all."""
    text = (request.POST if request.method == "POST" else request.GET).get("at", "").strip()
    if not text or not rights.may_read_all(request.user):
        return None, []
    at = fronts_form.instant(text)
    if at is None:
        return None, [f"“{text[:40]}” is no day and hour to look at. Type it like 2026-11-24 18:00."]
    if at < now:
        return None, []
    return (at, []) if at <= now + FURTHEST else (None, ["The page can be looked at up to 60 days ahead."])


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: int = 0) -> HttpResponse:
    """Show a front to be arranged. Sent back: do what was pressed, and show it unsaved; or save it whole."""
    desk = _desk(request, key)
    if request.method != "POST":
        return _page(request, desk)
    if not request.user.has_perm("articles.change_front"):
        raise PermissionDenied
    what = request.POST.get("do", "")
    if what:
        said = _do(request, desk, what)
        return _page(request, desk, said=said, status=400 if desk.errors else 200)
    if desk.errors:
        return _page(request, desk, status=400)
    return _save(request, desk, key)


def _save(request: HttpRequest, desk: Desk, key: int) -> HttpResponse:
    now = clock.now()
    over = [pin for pin in desk.arrangement.pins if pin.is_over(now)]
    if over:
        names = Stories({pin.story for pin in over}, [], now, request.user)
        desk.errors += [
            f"The time of “{names.headline(pin.story)}” is over: choose a later end, or unpin it." for pin in over
        ]
        return _page(request, desk, status=400)
    try:
        changed = saving.save(desk.section, desk.arrangement, by=request.user, version=desk.version)
    except Stale as stale:
        return _stale(request, desk, stale)
    except Refused as refused:
        desk.errors.append(refused.sentence)
        return _page(request, desk, status=403)
    messages.success(request, "Saved. Readers see it now." if changed else "Nothing was changed since the last save.")
    return redirect(address(key))


def _do(request: HttpRequest, desk: Desk, what: str) -> str:
    try:
        desk.arrangement, said = fronts_form.do(what, desk.arrangement, desk.at, request.POST)
    except (Refused, TypeError) as refused:
        # a button with too few or too many words is none of ours
        desk.errors.append(refused.sentence if isinstance(refused, Refused) else "This button is not known here.")
        return ""
    return said


def _stale(request: HttpRequest, desk: Desk, stale: Stale) -> HttpResponse:
    """Show the arrangement that came too late as it is, with what the other one changed; saved again, it goes over."""
    front = saving.front_of(desk.section)
    began = FrontRevision.objects.filter(front=front, version=desk.version, aside=False).first()
    before = of_json(began.arrangement if began else {}) or _usual(desk.section)
    now = of_json(front.arrangement) or _usual(desk.section)
    names = Names.of(before, now)
    stories = Stories({pin.story for pin in (*before.pins, *now.pins)}, [], clock.now(), request.user)
    last = FrontRevision.objects.filter(front=front, aside=False).select_related("by").first()
    theirs = {
        "sentence": stale.sentence,
        "by": last and last.by,
        "at": last and last.at,
        "changes": differences(before, now, headline=stories.headline, name=names.of_block),
    }
    return _page(request, replace(desk, front=front, version=front.version), theirs=theirs, status=409)


def _usual(section: Section | None) -> Arrangement:
    return saved_of(section, Front(section=section), clock.now())


@require_POST
def look(request: HttpRequest, key: int) -> HttpResponse:
    """Return what the screen shows of the arrangement that was sent, after the button `do`, if one was pressed.

    `blocks` is their HTML, `page` that of the page as it is at the instant that is looked at. Nothing is saved.
    """
    desk = _desk(request, key)
    what = request.POST.get("do", "")
    may_change = request.user.has_perm("articles.change_front")
    if what and not may_change:
        raise PermissionDenied
    said = _do(request, desk, what) if what else ""
    screen = Screen(desk.section, desk.arrangement, desk.at, request.user)
    context = _blocks(screen, may_change=may_change)
    return JsonResponse(
        {
            "blocks": render_to_string("admin/articles/front/_blocks.html", context, request),
            "page": _public(request, desk).text,
            "said": said,
            "errors": desk.errors,
            "changed": _is_changed(desk),
        }
    )


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, key: int) -> HttpResponse:
    """Return the page as readers see it with what was arranged, saved or not, now or at a later hour."""
    response = _public(request, _desk(request, key))
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _public(request: HttpRequest, desk: Desk) -> HttpResponse:
    with clock.stopped(desk.at), of_readers():
        if desk.section:
            response = views.section_page(request, desk.section, tops.pinned_by(desk.arrangement))
        else:
            response = views.show(request, "home.html", home.arranged(desk.arrangement, desk.at).context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _is_changed(desk: Desk) -> bool:
    return not desk.arrangement.says_the_same(saved_of(desk.section, desk.front, clock.now()))


def _blocks(screen: Screen, *, may_change: bool) -> dict:
    return {
        "blocks": screen.blocks(),
        "places": screen.places(),
        "may_change": may_change,
        "is_home": screen.section is None,
        "ends": _ends(),
    }


def _page(
    request: HttpRequest, desk: Desk, *, said: str = "", theirs: dict | None = None, status: int = 200
) -> HttpResponse:
    may_change = request.user.has_perm("articles.change_front")
    screen = Screen(desk.section, desk.arrangement, desk.at, request.user)
    key = desk.section.pk if desk.section else 0
    title = f"The top of {desk.section.name}" if desk.section else "Front page"
    context = {
        "title": title,
        "opts": Front._meta,
        "key": key,
        "desk": desk,
        "section": desk.section,
        "at": "" if desk.is_now else field(desk.at),
        "hours": _hours(),
        "may_look_ahead": rights.may_read_all(request.user),
        "tabs": _tabs(key),
        "is_changed": request.method == "POST" and _is_changed(desk),
        "is_by_hand": bool(desk.front.arrangement),
        "last": desk.front.pk and desk.front.revisions.filter(aside=False).select_related("by").first(),
        "addable": _addable(desk.arrangement) if may_change and not desk.section else [],
        "public": desk.section.get_absolute_url() if desk.section else reverse("home"),
        "said": said,
        "theirs": theirs,
        **fronts_banner.context(),
    }
    context |= _blocks(screen, may_change=may_change)
    return TemplateResponse(
        request, "admin/articles/front/edit.html", admin.site.each_context(request) | context, status=status
    )


def _hours() -> list[tuple[str, str]]:
    """Return hours that editors look ahead to: what each is called, and as a field holds it."""
    here = timezone.localtime(clock.now())
    morning = (here + timedelta(days=1)).replace(hour=fronts_form.MORNING, minute=0)
    found = [("In an hour", here + timedelta(hours=1))]
    if here.hour < 18:
        found.append(("Tonight, 20:00", here.replace(hour=20, minute=0)))
    return [("Now", ""), *((name, field(at)) for name, at in [*found, ("Tomorrow, 06:00", morning)])]


def _ends() -> list[tuple[str, str]]:
    """Return when a pin may end, as editors say it."""
    here = timezone.localtime(clock.now())
    night = here.replace(hour=23, minute=0)
    morning = (here + timedelta(days=1)).replace(hour=fronts_form.MORNING, minute=0)
    tonight = [("Tonight, 23:00", field(night))] if here < night else []
    return [*tonight, ("Tomorrow, 06:00", field(morning)), ("No end", "")]


def _tabs(key: int) -> list[dict]:
    """Return the fronts there are: what each is called, where it is arranged, and whether it is the one shown."""
    sections = [(section.pk, section.name) for section in Section.objects.all()]
    return [
        {
            "name": name,
            "url": address(number),
            "is_here": number == key,
        }
        for number, name in [(0, "Front page"), *sections]
    ]


def _addable(arrangement: Arrangement) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the blocks that are not on the page yet, as a list of choices in groups."""
    there = {each.key for each in arrangement.blocks}
    groups = [
        ("", [(kind.value, kind.label) for kind in Kind if kind not in ABOUT and kind != Kind.TOP]),
        ("Sections", [(f"section-{pk}", name) for pk, name in Section.objects.values_list("pk", "name")]),
        ("Topics", [(f"topic-{pk}", name) for pk, name in _topics()]),
    ]
    return [(name, [choice for choice in choices if choice[0] not in there]) for name, choices in groups]


def _topics() -> list[tuple[int, str]]:
    used = (
        Tag.objects.filter(edition_topics__isnull=False).distinct()
        if Tag.objects.count() > OFFERED_TOPICS
        else Tag.objects
    )
    return list(used.order_by("name", "pk").values_list("pk", "name")[:OFFERED_TOPICS])

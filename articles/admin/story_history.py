"""What became of a story: every step, edition and save, newest first; what differs between two; and the way back."""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import CharField, Q, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from articles import compare, rights, workflow
from articles.admin.story_bar import NUMBER, bar_of, context, find, version_in
from articles.models import Article, Aside, Edition, Revision, Transition
from articles.presence import name_of
from articles.refusals import Refused
from articles.states import State

A_PAGE = 50
NAMES = {"r": "Version", "e": "Edition"}


@dataclass(frozen=True)
class Entry:
    """One line of the history: a step, with its edition if it made or ended one; a save; or what was kept beside.

    Under a save lie the `autosaves` that it came from, newest first.
    """

    step: Transition | None = None
    label: str = ""
    revision: Revision | None = None
    autosaves: list[Revision] = field(default_factory=list)
    aside: Aside | None = None

    @property
    def at(self) -> datetime:
        return (self.step or self.revision or self.aside).at


@dataclass(frozen=True)
class Version:
    """A version that can be compared and brought back: `r12` is a save, `e2` an edition, `a7` kept beside the story."""

    key: str
    label: str
    at: datetime
    by: str


@require_safe
def history_page(request: HttpRequest, pk: object) -> HttpResponse:
    """Show everything that happened to a story, newest first."""
    article = find(request, pk)
    lasting = Q(autosave=False) | Q(version=article.version)
    kinds = {
        "step": article.transitions.all(),
        "save": article.revisions.filter(lasting),
        "aside": article.asides.all(),
    }
    rows = [rows.order_by().values_list("at", "pk", Value(kind, CharField())) for kind, rows in kinds.items()]
    # a save and the step that it caused lie a moment apart
    found = Paginator(rows[0].union(*rows[1:], all=True).order_by("-at", "-pk"), A_PAGE)
    found = found.get_page(request.GET.get("page"))
    shown = context(
        request,
        article,
        "History",
        bar=bar_of(article, request.user),
        found=found,
        entries=_entries(article, found),
    )
    return TemplateResponse(request, "admin/articles/article/history.html", shown)


def _entries(article: Article, lines: list[tuple[datetime, int, str]]) -> list[Entry]:
    def keys(kind: str) -> list[int]:
        return [pk for _, pk, this in lines if this == kind]

    lines = list(lines)
    steps = Transition.objects.select_related("by", "edition__address").in_bulk(keys("step"))
    saves = Revision.objects.select_related("by").defer("document").in_bulk(keys("save"))
    asides = Aside.objects.select_related("by").defer("document").in_bulk(keys("aside"))
    folded = _folded(article, list(saves.values()))
    make = {
        "step": lambda pk: Entry(step=steps[pk], label=_label(steps[pk])),
        "save": lambda pk: Entry(revision=saves[pk], autosaves=folded.get(pk, [])),
        "aside": lambda pk: Entry(aside=asides[pk]),
    }
    return [make[kind](pk) for _, pk, kind in lines]


def _folded(article: Article, saves: list[Revision]) -> dict[int, list[Revision]]:
    """Return what the editor saved by itself, under the key of the save among `saves` that it went into."""
    if not saves:
        return {}
    saves = sorted(saves, key=lambda save: save.version)
    versions = [save.version for save in saves]
    before = article.revisions.filter(autosave=False, version__lt=versions[0]).values_list("version", flat=True).first()
    by_itself = article.revisions.filter(autosave=True, version__gt=before or 0, version__lt=versions[-1])
    folded: dict[int, list[Revision]] = {}
    for autosave in by_itself.select_related("by").defer("document"):
        folded.setdefault(saves[bisect_left(versions, autosave.version)].pk, []).append(autosave)
    return folded


def _label(step: Transition) -> str:
    """Return the step in words: `Submit for review: Draft → In review`."""
    verb = workflow.STEPS[step.verb].label.rstrip("…") if step.verb in workflow.STEPS else step.verb.capitalize()
    return f"{verb}: {State(step.before).label} → {State(step.after).label}" if step.before != step.after else verb


@require_safe
def compare_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what differs between two versions: `?old=r3&new=e1`. Without `old`, the one before `new`."""
    article = find(request, pk)
    versions = _versions(article)
    keys = [version.key for version in versions]
    new = request.GET.get("new") or keys[0]
    old = request.GET.get("old") or _before(keys, new)
    if not {old, new} <= set(keys):
        raise Http404("There is no such version of this story.")
    shown = context(
        request,
        article,
        "Compare",
        bar=bar_of(article, request.user),
        versions=versions,
        old=old,
        new=new,
        differences=compare.differences(_document(article, old), _document(article, new)),
    )
    return TemplateResponse(request, "admin/articles/article/compare.html", shown)


def _versions(article: Article) -> list[Version]:
    saves = article.revisions.select_related("by").only("version", "at", "by").order_by("-version")
    editions = article.editions.select_related("published_by").only("number", "made_at", "published_by")
    asides = article.asides.select_related("by").defer("document")
    return [
        *(Version(f"r{save.version}", f"Version {save.version}", save.at, name_of(save.by)) for save in saves),
        *(
            Version(f"e{edition.number}", f"Edition {edition.number}", edition.made_at, name_of(edition.published_by))
            for edition in editions.order_by("-number")
        ),
        *(Version(f"a{aside.pk}", str(aside), aside.at, name_of(aside.by)) for aside in asides),
    ]


def _before(keys: list[str], key: str) -> str:
    """Return the save before the save `key`, the edition before the edition; the same where there is none."""
    same = [candidate for candidate in keys if candidate[0] == key[0]]
    position = same.index(key) if key in same else -1
    return same[min(position + 1, len(same) - 1)] if same else key


def _document(article: Article, key: str) -> dict:
    """Return the story document of the version `key`. Raises Http404 where there is none."""
    kind, number = key[:1], key[1:]
    if not NUMBER.fullmatch(number):
        raise Http404("There is no such version of this story.")
    try:
        match kind:
            case "r":
                return article.revisions.get(version=number).document
            case "a":
                return article.asides.get(pk=number).document
        return article.editions.get(number=number).document
    except (Revision.DoesNotExist, Aside.DoesNotExist, Edition.DoesNotExist):
        raise Http404("There is no such version of this story.") from None


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the version named in the POST the working copy again; what stands there now stays in the history."""
    article = find(request, pk)
    if not rights.may(request.user, "edit", article):
        raise PermissionDenied
    key, version = request.POST.get("key", ""), request.POST.get("version", "")
    document = _document(article, key)
    name = "What was kept beside the story" if key[0] == "a" else f"{NAMES[key[0]]} {key[1:]}"
    try:
        lost = workflow.rewrite(
            article,
            document,
            by=request.user,
            version=version_in(version),
            note=f"{name} restored",
        )
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("admin:articles_article_history", article.pk)
    messages.success(request, f"{name} is the working copy again.")
    for sentence in lost:
        messages.warning(request, sentence)
    return redirect(article)

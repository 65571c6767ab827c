"""What the form of a photo asks for while somebody types: names for a credit, keywords, and how a credit is read."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from articles.models import Agency, CreditPart, Keyword
from articles.photos import credits
from authors.text import normalise_line

MOST = 8
LONGEST = 120  # characters of a name that are looked at
LONGEST_LINE = 1_000
RELATIONS = {
    credits.BY: "{}",
    credits.FOR: "for {}",
    credits.VIA: "via {}",
    credits.HANDOUT: "handout of {}",
    credits.COURTESY: "courtesy of {}",
    credits.POOL: "pool: {}",
}


@require_safe
def names(request: HttpRequest) -> JsonResponse:
    """Return the names that begin with `q`, of those in credits and of agencies. Raises PermissionDenied."""
    _refuse_strangers(request)
    asked = _asked(request)
    rows = [_beginning(model.objects, asked) for model in (CreditPart, Agency)]
    return _results(name for found in rows for name in found)


@require_safe
def keywords(request: HttpRequest) -> JsonResponse:
    """Return the keywords that begin with `q`. Raises PermissionDenied."""
    _refuse_strangers(request)
    return _results(_beginning(Keyword.objects, _asked(request)))


@require_safe
def credit_parts(request: HttpRequest) -> JsonResponse:
    """Return how the credit `line` is read, part by part; or the sentence that says why it cannot be kept.

    Raises PermissionDenied.
    """
    _refuse_strangers(request)
    line = normalise_line(request.GET.get("line", ""))
    if len(line) > LONGEST_LINE:
        return JsonResponse({"parts": [], "error": f"A credit has at most {LONGEST_LINE:,} characters."})
    try:
        parts = credits.parse(line)
    except ValueError as problem:
        return JsonResponse({"parts": [], "error": str(problem)})
    told = [RELATIONS[part["relation"]].format(part["name"]) for part in parts]
    return JsonResponse({"parts": told, "error": ""})


def _refuse_strangers(request: HttpRequest) -> None:
    if not request.user.has_perm("articles.view_photo"):
        raise PermissionDenied


def _asked(request: HttpRequest) -> str:
    return normalise_line(request.GET.get("q", ""))[:LONGEST]


def _beginning(rows: QuerySet, asked: str) -> list[str]:
    """Return at most `MOST` names that begin with `asked`, whatever its case; an empty one asks for nothing."""
    if not asked:
        return []
    # SQLite knows the capitals of ASCII alone: a name begins with one, as a rule
    capital = asked[:1].upper() + asked[1:]
    begins = Q(name__istartswith=asked) | Q(name__istartswith=capital) if not asked.isascii() else None
    found = rows.filter(begins or Q(name__istartswith=asked))
    return list(found.order_by("name").values_list("name", flat=True).distinct()[:MOST])


def _results(found: Iterable[str]) -> JsonResponse:
    once = {name.casefold(): name for name in sorted(found, key=str.casefold, reverse=True)}
    return JsonResponse({"results": sorted(once.values(), key=str.casefold)[:MOST]})

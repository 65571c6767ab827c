"""Our own stories, found by typing: what a link or a related story in the text can lead to."""

import re

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from articles import references, rights, search
from articles.models import Article, Edition
from articles.standing import Standing, standings
from articles.states import State
from authors import clock

MOST = 12
MOST_KEYS = 100
LOOKED_AT = 60  # stories whose words were found, where some may be words that nobody was shown yet


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Return the stories that hold the words of `q`, newest first: those this person may read, and those on the site.

    With `key`, once or several times, those of these keys; `unknown` then names the keys of which there is no story,
    or none that is theirs to see. 3 queries. Of a story that is not theirs to read they see, and find it by, what
    stands on the site alone. Raises PermissionDenied for who sees no story.
    """
    user, asked = request.user, request.GET.get("q", "")
    if not user.has_perm("articles.view_article"):
        raise PermissionDenied
    keys = [key for key in dict.fromkeys(request.GET.getlist("key")) if key]
    if keys:
        return _answer_keys(user, keys)
    found = search.find(_of_interest(user), asked)[: MOST if rights.may_read_all(user) else LOOKED_AT]
    return JsonResponse({"results": _results(user, found, asked)[:MOST]})


def _answer_keys(user, keys: list[str]) -> JsonResponse:
    if len(keys) > MOST_KEYS:
        return JsonResponse({"error": f"At most {MOST_KEYS} stories can be asked for at once."}, status=400)
    numbers = [int(key) for key in keys if re.fullmatch(references.KEY, key)]
    results = _results(user, _of_interest(user).filter(pk__in=numbers))
    shown = {str(result["id"]) for result in results}
    return JsonResponse({"results": results, "unknown": [key for key in keys if key not in shown]})


def _of_interest(user) -> QuerySet[Article]:
    """Return the stories `user` may hear of, newest first: own or all, but for the spiked, and those on the site."""
    stories = Article.objects.only("headline", "short_headline", "state", "returned", "owner")
    readable = ~Q(state=State.SPIKED)
    if not rights.may_read_all(user):
        on_site = Edition.objects.visible(clock.now()).filter(article=OuterRef("pk"))
        readable = Q(readable, owner=user) | Q(Exists(on_site))
    return stories.filter(readable).order_by("-pk")


def _results(user, found: QuerySet[Article], asked: str = "") -> list[dict]:
    now = clock.now()
    stories = list(found)
    editions = Edition.objects.visible(now).filter(article__in=[story.pk for story in stories]).for_list()
    live = {edition.article_id: edition for edition in editions}
    known = standings(stories, now)
    results = []
    for story in stories:
        edition = live.get(story.pk)
        if rights.may(user, "read", story):
            results.append(_result(story.pk, str(story), edition, known[story.pk]))
        elif edition and _shows(edition, asked):
            results.append(_result(story.pk, references.target(edition).headline, edition, known[story.pk]))
    return results


def _shows(edition: Edition, asked: str) -> bool:
    """Return whether the words of `edition` answer `asked`: the working copy may hold others by now."""
    card = edition.card
    texts = (card["headline"], card["short_headline"], card["kicker"], card["standfirst"], edition.address.slug)
    return not asked.strip() or search.answers(asked, *texts)


def _result(key: int, headline: str, edition: Edition | None, standing: Standing) -> dict:
    where = standing.label
    if edition:
        where = f"Published {date_format(timezone.localtime(edition.first_published_at), 'j F Y')}"
    return {
        "id": key,
        "headline": headline,
        "href": references.permanent(key),
        "where": where,
        "live": edition is not None,
    }

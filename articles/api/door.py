"""What every address of the API has in common: who may ask, with what, and how it answers."""

import json
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page

from articles.api import problems
from articles.api.problems import Problem
from authors.text import normalise, normalise_line

METHODS = "GET, HEAD, OPTIONS"
ECHOED = 40  # characters of a parameter's name that are said again
# of the answer's headers those that a script of another site may read, and of the question's those that it may set
EXPOSED, ACCEPTED = "ETag, Link", "If-None-Match"
View = Callable[..., dict]


def address(*parameters: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """Return the decorator of a view that takes `parameters` and returns what it answers, as a dictionary.

    The view may raise `Problem`. Everybody may ask, from a page of any site, and nothing that they bring with them
    counts: there is nothing here but what readers see.
    """

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @conditional_page
        def answer(request: HttpRequest, **place: str) -> HttpResponse:
            return _answer(view, request, parameters, place)

        @csrf_exempt  # the middleware would answer a POST with a page, before this says that nothing is written here
        @wraps(view)
        def door(request: HttpRequest, **place: str) -> HttpResponse:
            response = _allow() if request.method == "OPTIONS" else answer(request, **place)
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = EXPOSED
            response["X-Robots-Tag"] = "noindex"  # the pages are for search engines
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
            return response

        return door

    return decorate


def _allow() -> HttpResponse:
    """Return what a browser is told that asks whether a page of another site may ask."""
    response = HttpResponse(status=204)
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = ACCEPTED
    response["Access-Control-Max-Age"] = "86400"
    return response


def _answer(view: View, request: HttpRequest, parameters: tuple[str, ...], place: dict[str, str]) -> HttpResponse:
    try:
        if request.method not in {"GET", "HEAD"}:
            raise problems.not_allowed()
        _check(request.GET, parameters)
        told = view(request, **place)
    except Problem as problem:
        response = HttpResponse(_json(problem.told()), content_type=problems.CONTENT_TYPE, status=problem.status)
        if problem.status == 405:
            response["Allow"] = METHODS
        return response
    response = HttpResponse(_json(told), content_type="application/json")
    links = [f'<{told[relation]}>; rel="{relation}"' for relation in ("next", "previous") if told.get(relation)]
    if links:
        response["Link"] = ", ".join(links)
    return response


def _check(asked: QueryDict, parameters: tuple[str, ...]) -> None:
    """Raise `Problem` at a parameter that is none, or that stands there twice."""
    for name, values in asked.lists():
        if name not in parameters:
            raise problems.unknown_parameter(_echo(name), list(parameters))
        if len(values) > 1:
            raise problems.bad_parameter(name, "Give it once.")


def _echo(name: str) -> str:
    return normalise_line(name[:ECHOED])


def _json(value: object) -> bytes:
    return json.dumps(_clean(value), ensure_ascii=False).encode()


def _clean(value: object) -> object:
    """Return `value` with every text as the door for text lets it in: a row may be older than the door."""
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, dict):
        return {name: _clean(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_clean(each) for each in value]
    return value

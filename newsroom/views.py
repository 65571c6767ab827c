"""Pages of the site as a whole, and what it answers when something is wrong."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import conditional_page, require_safe

from articles.fronts import home as front
from articles.views import show
from authors import clock


@require_safe
@conditional_page
def home(request: HttpRequest) -> HttpResponse:
    """7 queries, and one each for pins, for topics and for what is read most, where the page has them."""
    return show(request, "home.html", front.make(clock.now()).context)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; it asks nothing else, so that a slow database restarts no server."""
    return HttpResponse("ok\n", content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page for whatever is not there: it says nothing about the address, nor why."""
    return show(request, "404.html", status=404)


@never_cache
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, "400.html", {"sections": [], "house": None, "banner": None}, status=400)


@never_cache
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, "403.html", {"sections": [], "house": None, "banner": None}, status=403)

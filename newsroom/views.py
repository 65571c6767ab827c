"""Pages of the site as a whole, and what it answers when something is wrong."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import conditional_page, require_safe

from articles.views import show
from authors import clock
from newsroom import front


@require_safe
@conditional_page
def home(request: HttpRequest) -> HttpResponse:
    """4 queries."""
    made = front.make(clock.now())
    return show(request, "home.html", {"front": made, "sections": made.sections})


@require_safe
@conditional_page
def about(request: HttpRequest) -> HttpResponse:
    """1 query."""
    return show(request, "about.html")


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
    return show(request, "400.html", {"sections": []}, status=400)


@never_cache
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, "403.html", {"sections": []}, status=403)

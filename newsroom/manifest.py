"""What the site is called and how it looks on a phone's first screen: the web app manifest, and the icon of old."""

import json

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from articles import languages
from articles.responses import answer

PAPER, INK = "#fdfcf9", "#0a4c57"
SHORT = 12  # characters that a launcher has room for


@require_safe
@conditional_page
def manifest(request: HttpRequest) -> HttpResponse:
    """No query."""
    name = settings.SITE_NAME
    icons = [("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any")]
    icons += [("icon-512-maskable.png", "512x512", "maskable")]
    told = {
        "name": name,
        "short_name": name if len(name) <= SHORT else name.split()[-1],
        "description": settings.SITE_DESCRIPTION,
        "lang": settings.LANGUAGE_CODE,
        "dir": languages.direction(settings.LANGUAGE_CODE),
        "id": "/",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": INK,
        "icons": [
            {"src": static(f"site/{file}"), "sizes": size, "type": "image/png", "purpose": purpose}
            for file, size, purpose in icons
        ],
    }
    return answer(request, json.dumps(told, ensure_ascii=False).encode(), "application/manifest+json")


@require_safe
@conditional_page
def favicon(request: HttpRequest) -> HttpResponse:
    """The icon where browsers and feed readers look for it without being told: no query."""
    with open(finders.find("site/favicon.ico"), "rb") as file:
        return answer(request, file.read(), "image/x-icon")

"""All addresses. Fixed ones stand before those of the sections, which would otherwise take them."""

from django.contrib import admin
from django.urls import include, path

from newsroom import manifest, robots, views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", manifest.favicon, name="favicon"),
    path("site.webmanifest", manifest.manifest, name="manifest"),
    path(".well-known/security.txt", robots.security, name="security"),
    path("admin/", admin.site.urls),
    path("media/", include("articles.photos.urls")),
    path("api/", include("articles.api.urls")),
    path("", include("articles.urls")),
]

handler400 = "newsroom.views.bad_request"
handler403 = "newsroom.views.forbidden"
handler404 = "newsroom.views.not_found"
# 500 is Django's own: it sends templates/500.html, which needs nothing but itself

"""All addresses. Fixed ones stand before those of the sections, which would otherwise take them."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("media/", include("articles.photos.urls")),
    path("", include("articles.urls")),
]

"""The addresses of the archive: those of the stories, cut from the right."""

from django.urls import path, re_path

from articles.archive import views

YEAR, MONTH, DAY = r"(?P<year>[0-9]{4})", r"(?P<month>[0-9]{2})", r"(?P<day>[0-9]{2})"

urlpatterns = [
    path("archive/", views.archive, name="archive"),
    re_path(rf"^{YEAR}/$", views.year, name="year"),
    re_path(rf"^{YEAR}/{MONTH}/$", views.month, name="month"),
    re_path(rf"^{YEAR}/{MONTH}/{DAY}/$", views.day, name="day"),
]

"""Readers' addresses."""

from django.urls import path, re_path

from articles import views

DAY = r"(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})"
SLUG = r"(?P<slug>[-\w]{1,100})"

urlpatterns = [
    path("authors/", views.authors, name="authors"),
    re_path(rf"^authors/{SLUG}/$", views.author, name="author"),
    re_path(rf"^topics/{SLUG}/$", views.topic, name="topic"),
    re_path(rf"^{DAY}/{SLUG}/$", views.story, name="story"),
    re_path(rf"^{DAY}/{SLUG}/photos/$", views.photos, name="photos"),
    re_path(r"^s/(?P<key>[1-9][0-9]{0,17})/$", views.permanent, name="permanent"),
    re_path(rf"^{SLUG}/$", views.section, name="section"),
]

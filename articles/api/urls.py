"""The addresses of the API. Whatever else lies below /api/ is answered by it, too, and not by a page."""

from django.urls import path, re_path

from articles.api import search, views

urlpatterns = [
    path("v1/", views.start, name="api"),
    path("v1/stories", views.stories, name="api_stories"),
    re_path(r"^v1/stories/(?P<key>[1-9][0-9]{0,17})$", views.story, name="api_story"),
    path("v1/sections", views.sections, name="api_sections"),
    path("v1/authors", views.authors, name="api_authors"),
    path("v1/topics", views.topics, name="api_topics"),
    path("v1/search", search.search, name="api_search"),
    path("v1/openapi.json", views.description, name="api_description"),
    re_path("", views.nowhere, name="api_nowhere"),
]

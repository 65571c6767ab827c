"""Addresses of the search."""

from django.urls import path

from articles.finding import views

urlpatterns = [
    path("", views.search, name="search"),
    path("suggestions/", views.suggestions, name="search_suggestions"),
]

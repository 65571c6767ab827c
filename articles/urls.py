"""Readers' addresses."""

from django.urls import include, path, re_path

from articles import sitemaps, views
from articles.beacon import beacon
from articles.house import views as house
from articles.letters import views as letters
from articles.meaning.oembed import oembed

DAY = r"(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})"
MONTH = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<part>[2-9]|[1-9][0-9]{1,2}))?"
SLUG = r"(?P<slug>[-\w]{1,100})"

urlpatterns = [
    path("", include("articles.feeds.urls")),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap_news"),
    re_path(rf"^sitemap-{MONTH}\.xml$", sitemaps.month, name="sitemap_month"),
    path("oembed", oembed, name="oembed"),
    path("authors/", views.authors, name="authors"),
    re_path(rf"^authors/{SLUG}/$", views.author, name="author"),
    re_path(rf"^authors/{SLUG}/write/$", letters.write, name="write"),
    re_path(rf"^topics/{SLUG}/$", views.topic, name="topic"),
    re_path(r"^beacon/(?P<key>[1-9][0-9]{0,17})/$", beacon, name="beacon"),
    path("corrections/", views.corrections, name="corrections"),
    path("", include("articles.archive.urls")),
    re_path(rf"^{DAY}/{SLUG}/$", views.story, name="story"),
    re_path(rf"^{DAY}/{SLUG}/photos/$", views.photos, name="photos"),
    path("search/", include("articles.finding.urls")),
    re_path(r"^s/(?P<key>[1-9][0-9]{0,17})/$", views.permanent, name="permanent"),
    # of these two, which share their addresses, the first answers for both
    re_path(rf"^{SLUG}/$", house.page, name="page"),
    re_path(rf"^{SLUG}/$", views.section, name="section"),
]

"""The addresses of feeds: each below its list's own, `/world/feed/`, `/world/feed/atom/`, `/world/feed/json/`."""

from django.urls import path, re_path

from articles.feeds import views

FEED = r"feed/(?:(?P<form>atom|json)/)?$"
SLUG = r"(?P<slug>[-\w]{1,100})"
# where readers of WordPress, Ghost and others look
ELSEWHERE = {
    "feed/rss/": "rss",
    "feed/rss2/": "rss",
    "rss/": "rss",
    "rss.xml": "rss",
    "feed.xml": "rss",
    "feed.rss": "rss",
    "index.xml": "rss",
    "atom.xml": "atom",
    "feed.atom": "atom",
    "feed.json": "json",
}

urlpatterns = [
    re_path(rf"^{FEED}", views.site, name="feed"),
    *(path(address, views.elsewhere, {"form": form}, name="feed_elsewhere") for address, form in ELSEWHERE.items()),
    re_path(rf"^corrections/{FEED}", views.corrections, name="corrections_feed"),
    re_path(rf"^authors/{SLUG}/{FEED}", views.author, name="author_feed"),
    re_path(rf"^topics/{SLUG}/{FEED}", views.topic, name="topic_feed"),
    re_path(rf"^{SLUG}/{FEED}", views.section, name="section_feed"),
]

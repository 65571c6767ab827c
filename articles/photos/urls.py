"""The addresses below `media/`: what readers are sent besides pages. Nothing else there is served."""

from django.urls import re_path

from articles.cards.serving import card
from articles.photos import renditions, serving

CROPS = "|".join(renditions.CROPS)

urlpatterns = [
    re_path(
        rf"^photos/(?P<token>[0-9a-f]{{32}})/(?P<key>[0-9a-f]{{8}})/"
        rf"(?P<name>(?:{CROPS})-[1-9][0-9]{{0,3}}\.(?:avif|jpg))$",
        serving.rendition,
        name="rendition",
    ),
    re_path(r"^cards/(?P<article>[1-9][0-9]{0,17})/(?P<key>[0-9a-f]{16})\.png$", card, name="card"),
    re_path(r"^audio/(?P<name>[A-Za-z0-9_-]{16,64}\.(?:mp3|m4a|ogg|wav))$", serving.audio, name="audio"),
]

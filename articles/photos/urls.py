"""The addresses below `media/`: what readers are sent besides pages. Nothing else there is served."""

from django.urls import re_path

from articles.photos import serving

urlpatterns = [
    re_path(
        r"^photos/(?P<token>[0-9a-f]{32})/(?P<recipe>[0-9a-f]{8})/(?P<width>[1-9][0-9]{0,3})\.(?P<extension>avif|jpg)$",
        serving.rendition,
        name="rendition",
    ),
    re_path(r"^audio/(?P<name>[A-Za-z0-9_-]{16,64}\.(?:mp3|m4a|ogg|wav))$", serving.audio, name="audio"),
]

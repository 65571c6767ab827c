"""Answers for machines: feeds, sitemaps and the like, which everybody may keep but must ask for anew."""

import hashlib
from datetime import datetime, timedelta

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import http_date

from authors import clock


def answer(
    request: HttpRequest, content: bytes, content_type: str, *, links: dict[str, str] | None = None
) -> HttpResponse:
    """Return `content` with what a conditional request asks by; `links` are the addresses of its `Link`, by relation.

    The view is a `conditional_page`, which adds the ETag.
    """
    response = HttpResponse(content, content_type=content_type)
    response["Last-Modified"] = http_date(_changed_at(request.path, content).timestamp())
    if request.META.get("HTTP_IF_MODIFIED_SINCE") != response["Last-Modified"]:
        # not ours: another process may have given it, a later one, for what was here between two of our answers
        request.META.pop("HTTP_IF_MODIFIED_SINCE", None)
    if links:
        response["Link"] = ", ".join(f'<{url}>; rel="{relation}"' for relation, url in links.items())
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


def _changed_at(address: str, content: bytes) -> datetime:
    """Return since when this process, or all that share its cache, know `content` as what is at `address`.

    No column says when a list changed: it also changes when a story is withdrawn or an author's name is put right.
    The instant names one content: whole seconds, and never the same second twice. After a restart it is later than it
    need be, which costs one answer in full.
    """
    digest, key = hashlib.sha256(content).hexdigest(), f"answer:{hashlib.sha256(address.encode()).hexdigest()}"
    known = cache.get(key)
    if known and known[0] == digest:
        return known[1]
    at = clock.now().replace(microsecond=0)
    if known:
        at = max(at, known[1] + timedelta(seconds=1))
    cache.set(key, (digest, at), timeout=None)
    return at

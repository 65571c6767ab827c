"""Sending renditions and audio. Both lie in the default storage, under names that nobody can guess.

A rendition that is missing is made by the first who asks for it, while the others wait.
"""

import fcntl
import hashlib
import logging
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseGone,
    StreamingHttpResponse,
)
from django.views.decorators.http import require_safe

from articles import audio as audio_door
from articles.photos import renditions

logger = logging.getLogger(__name__)

CONTENT_TYPES = {"avif": "image/avif", "jpg": "image/jpeg"} | audio_door.CONTENT_TYPES
CHUNK = 64 * 2**10  # bytes
LOCKS = 64  # files; two renditions that share one wait for each other, and do no harm
RANGE = re.compile(r"bytes=[ \t]*(?P<first>[0-9]{0,18})-(?P<last>[0-9]{0,18})[ \t]*", re.IGNORECASE)


@require_safe
def rendition(request: HttpRequest, token: str, key: str, name: str) -> HttpResponseBase:
    """Send one file of a photo, made now if it is missing.

    404 for what no cut of the photo has, 410 for a photo that was withdrawn.
    """
    path = renditions.folder(token, key) + name
    data = kept(path)
    if data is None:
        try:
            data = _made(path, token, key, name)
        except renditions.Gone:
            return HttpResponseGone("This photo was withdrawn.", content_type="text/plain; charset=utf-8")
    response = HttpResponse(b"" if request.method == "HEAD" else data)
    response["Content-Length"] = len(data)
    return _as_it_is(request, response, name.rpartition(".")[2])


def _made(path: str, token: str, key: str, name: str) -> bytes:
    """Return a file that was not kept, from now on kept. Raises Http404, and `Gone` as `renditions.cut` does."""
    cut = renditions.cut(token, key)
    if cut is None:
        raise Http404(f"There is no photo {token} with a cut {key}.")
    if name not in {rendition.name for rendition in renditions.wanted_of(cut)}:
        raise Http404(f"There is no rendition {name}.")
    try:
        data = kept_or_made(path, lambda: renditions.make(cut, name))
        renditions.cut(token, key)
        return data
    except renditions.Gone:  # it was withdrawn, and its files deleted, while this one was made
        default_storage.delete(path)
        raise
    except FileNotFoundError as problem:
        logger.error("The original of photo %s is gone: %s", cut.photo.pk, cut.photo.original.name)
        raise Http404(f"The original for {name} is gone.") from problem


@require_safe
def audio(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send an audio file, or the part of it that `Range` asks for; the whole where several parts are asked for."""
    path = f"audio/{name}"
    try:
        size = default_storage.size(path)
    except FileNotFoundError as problem:
        raise Http404(f"There is no audio {name}.") from problem
    tag = f'"{name}"'  # a name stands for the same file for ever
    span = None
    if request.method == "GET" and request.headers.get("If-Range", tag) == tag:
        span = asked_span(request.headers.get("Range", ""), size)
    if span is not None and not span:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    sent = range(size) if span is None else span
    response = StreamingHttpResponse(
        () if request.method == "HEAD" else _stream(path, sent), status=200 if span is None else 206
    )
    response["Content-Length"] = len(sent)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = tag
    if span is not None:
        response["Content-Range"] = f"bytes {span[0]}-{span[-1]}/{size}"
    return _as_it_is(request, response, name.rpartition(".")[2])


def kept(name: str) -> bytes | None:
    """Return the file `name` of the default storage, or None if there is none."""
    try:
        with default_storage.open(name) as file:
            return file.read()
    except FileNotFoundError:
        return None


def is_kept(name: str) -> bool:
    """Return whether there is a file `name` in the default storage."""
    return default_storage.exists(name)


def kept_or_made(name: str, make: Callable[[], bytes]) -> bytes:
    """Return the file `name`; if there is none, what `make` returns, which is kept for the next.

    Of all threads and processes of this machine one makes it, and the others wait. Two machines that share a storage
    may both make it, and then keep the same bytes.
    """
    with _only_one(name):
        data = kept(name)
        if data is None:
            data = make()
            keep(name, data)
        return data


@contextmanager
def _only_one(name: str) -> Iterator[None]:
    folder = settings.VAR_DIR / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % LOCKS
    # each opening has a lock of its own, so that threads exclude each other as processes do
    with (folder / f"rendition-{number}").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def keep(name: str, data: bytes) -> None:
    """Write `data` so that nobody ever reads a part of it."""
    if not isinstance(default_storage, FileSystemStorage):  # object stores show an object when it is whole
        default_storage.save(name, ContentFile(data))
        return
    unfinished = default_storage.save(f"{name}.{secrets.token_hex(8)}", ContentFile(data))
    try:
        os.replace(default_storage.path(unfinished), default_storage.path(name))
    except OSError:
        default_storage.delete(unfinished)
        raise


def asked_span(header: str, size: int) -> range | None:
    """Return the positions that a Range header asks for in a file of `size` bytes (RFC 9110, 14.1.2).

    None if it asks for no range, for several, or in words that are not understood: the whole file is the answer.
    An empty range if none of what it asks for exists.
    """
    match = RANGE.fullmatch(header)
    if not match or not (match["first"] or match["last"]):
        return None
    if not match["first"]:
        return range(max(0, size - int(match["last"])), size)
    first, last = int(match["first"]), int(match["last"] or size)
    if match["last"] and last < first:
        return None
    return range(min(first, size), min(last + 1, size))


def _stream(path: str, span: range) -> Iterator[bytes]:
    with default_storage.open(path) as file:
        file.seek(span.start)
        left = len(span)
        while left and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _as_it_is(request: HttpRequest, response: HttpResponseBase, extension: str) -> HttpResponseBase:
    """Return `response` with the headers of a file that never changes."""
    response["Content-Type"] = CONTENT_TYPES[extension]
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    # GZipMiddleware would compress what is compressed already, and drop the length that Range relies on
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    return response

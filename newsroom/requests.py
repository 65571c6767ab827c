"""What every request passes before anything reads it."""

import codecs
from collections.abc import Callable, Iterable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.http import parse_header_parameters
from django.utils.translation import gettext as _

from articles import languages
from authors.text import is_readable

PAGE = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
  :root {{ color-scheme: light dark }}
  body {{ font: 1.125rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 15vh auto; padding: 0 1.5rem }}
</style>
<h1>{heading}</h1>
<p>{why}</p>
<p><a href="/">{way}</a></p>
</html>
"""
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
]


SEARCH = "/search/"  # below it the query is a form's fields


class RefuseUnreadable:
    """Answer 400 to an address or a cookie that no database can look up.

    A form's fields are left alone, the search's too. Django replaces what is no UTF-8 in them, and our own fields drop
    control characters, so that a stray NUL costs nobody what they typed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request) if is_request_readable(request) else HttpResponseBadRequest(page())


def page() -> str:
    """Return what is said of an address that cannot be read; it needs nothing but the words."""
    return PAGE.format(
        language=settings.LANGUAGE_CODE,
        direction=languages.direction(settings.LANGUAGE_CODE),
        title=_("Bad request"),
        heading=_("This address cannot be read"),
        why=_("It holds characters that are no text. Perhaps it was cut off or changed on its way to you."),
        way=_("Go to the front page"),
    )


def is_request_readable(request: HttpRequest) -> bool:
    """Return whether path, query string and cookies are text; of the search, path and cookies.

    Bytes in the path that are no UTF-8 arrive as `%FF` and so on: text, to which no page answers.
    """
    try:
        query = request.META.get("QUERY_STRING", "").encode("latin-1")  # PEP 3333: bytes, held as Latin-1
    except UnicodeEncodeError:
        return False
    return (
        is_readable(request.path)
        and (request.path.startswith(SEARCH) or is_text(unquote_to_bytes(query)))
        # http.cookies turns a quoted \000 into a NUL
        and all(is_readable(name) and is_readable(value) for name, value in request.COOKIES.items())
    )


def is_text(value: bytes) -> bool:
    """Return whether `value` is UTF-8 of readable text."""
    try:
        return is_readable(value.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def refuse_charsets(application: Callable) -> Callable:
    """Return the WSGI `application` behind a door that answers 400 to a content type with a charset but UTF-8.

    Django decodes the query string by it while it makes the request, before any middleware: `charset=rot13` raises
    there, and `charset=utf-16` makes a NUL of what was none.
    """

    def door(environ: dict, start_response: Callable) -> Iterable[bytes]:
        if is_utf8(environ.get("CONTENT_TYPE", "")):
            return application(environ, start_response)
        body = page().encode()
        start_response("400 Bad Request", [*HEADERS, ("Content-Length", str(len(body)))])
        return [body]

    return door


def is_utf8(content_type: str) -> bool:
    """Return whether `content_type` names no charset, UTF-8, or one that is unknown and so ignored by Django."""
    try:
        charset = parse_header_parameters(content_type)[1].get("charset", "utf-8")
        return codecs.lookup(charset).name in {"utf-8", "ascii"}
    except LookupError:
        return True
    except ValueError:
        return False

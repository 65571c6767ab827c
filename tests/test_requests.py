from urllib.parse import quote

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from newsroom.requests import RefuseUnreadable, refuse_charsets

NO_UTF8 = ["%FF", "%C3%28", "%ED%A0%80", "%F5%80%80%80", "%C0%AF"]
READABLE = ["", "%E6%97%A5%E6%9C%AC%E8%AA%9E", "%F0%9F%93%B0", "caf%C3%A9", "%2500", "a+b", "%", "%zz"]


def answer(request) -> HttpResponse:
    return RefuseUnreadable(lambda request: HttpResponse(f"{request.path} {dict(request.GET)}"))(request)


@pytest.mark.parametrize("text", ["%00", *NO_UTF8])
@pytest.mark.parametrize("place", ["/?page={}", "/?{}=1", "/?a=1&b=x{}y"])
def test_it_refuses_a_query_string_that_is_no_text(text, place):
    response = answer(RequestFactory().get(place.format(text)))
    assert response.status_code == 400
    assert b"This address cannot be read" in response.content


def test_it_refuses_a_nul_in_the_path():
    assert answer(RequestFactory().get("/a%00b/")).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("text", NO_UTF8)
def test_it_reads_other_bytes_in_the_path_as_text_that_no_page_answers_to(text):
    assert text[:3] in answer(RequestFactory().get(f"/{text}/")).content.decode()
    assert Client(raise_request_exception=False).get(f"/static/{text}").status_code == 404


@pytest.mark.parametrize("text", READABLE)
@pytest.mark.parametrize("place", ["/{}/", "/?page={}"])
def test_it_lets_text_of_any_script_pass(text, place):
    assert answer(RequestFactory().get(place.format(text))).status_code == 200


def test_it_refuses_raw_bytes_in_the_query_string():
    assert answer(RequestFactory().get("/", QUERY_STRING="q=\xff")).status_code == 400
    assert answer(RequestFactory().get("/", QUERY_STRING="q=\ud800")).status_code == 400


def test_it_refuses_a_cookie_that_hides_a_nul():
    request = RequestFactory().get("/", HTTP_COOKIE='sessionid="\\000aaaaaaaaaaaaaaaa"')
    assert answer(request).status_code == 400


def ask(content_type: str) -> str:
    """Return the status line with which the site's WSGI application answers a request of `content_type`."""
    environ = RequestFactory().get("/?q=1").environ | {"CONTENT_TYPE": content_type}
    statuses = []
    application = refuse_charsets(lambda environ, start_response: start_response("200 OK", []) or [])
    list(application(environ, lambda status, headers: statuses.append(status)))
    if statuses == ["200 OK"]:
        assert WSGIRequest(environ).GET
    return statuses[0]


@pytest.mark.parametrize("charset", ["utf-16", "rot13", "idna", "base64", "undefined", "unicode_escape", "\x00"])
def test_it_refuses_a_charset_that_would_garble_the_query_string(charset):
    assert ask(f"text/plain; charset={charset}") == "400 Bad Request"


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", "us-ascii", "no-such", "", '"utf-8"'])
def test_it_lets_a_charset_pass_that_does_no_harm(charset):
    assert ask(f"text/plain; charset={charset}") == "200 OK"


@given(st.text(st.characters(max_codepoint=255)) | st.text("charset*=utf-816'%0;\" ").map("a/b; charset".__add__))
def test_it_answers_whatever_the_content_type(content_type):
    assert ask(content_type) in {"200 OK", "400 Bad Request"}


def test_the_site_stands_behind_that_door():
    from newsroom.wsgi import application

    answers = []
    list(application({"CONTENT_TYPE": "a/b; charset=rot13"}, lambda status, headers: answers.append(status)))
    assert answers == ["400 Bad Request"]


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_it_answers_200_or_400_whatever_the_bytes(path, query):
    response = answer(RequestFactory().get(f"/{quote(path)}", QUERY_STRING=quote(query, safe="=&+")))
    assert response.status_code in (200, 400)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_it_refuses_no_text(text):
    assert answer(RequestFactory().get("/", {"q": text})).status_code == 200


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize(
    "address",
    [
        "/%00/",
        "/static/%00",
        "/admin/%00/",
        *(f"{path}?q={text}" for path in ("/", "/admin/login/") for text in NO_UTF8),
    ],
)
def test_it_stands_before_everything_else_of_the_site(address, debug, settings):
    settings.DEBUG = debug
    assert Client(raise_request_exception=False).get(address).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
@pytest.mark.parametrize("value", [b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"%00", b"%ff", b"%ed%a0%80"])
def test_it_survives_a_form_that_is_no_text(content_type, value):
    if content_type.startswith("multipart"):
        body = b'--x\r\nContent-Disposition: form-data; name="username"\r\n\r\nan' + value + b"\r\n--x--\r\n"
    else:
        body = b"username=an" + value + b"&password=" + value
    response = Client(raise_request_exception=False).post("/admin/login/", body, content_type=content_type)
    assert response.status_code in (200, 400)

"""Photos sent from a story's text, and the credit that is typed under one there."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.admin.photo_cards import title_of
from articles.models import Photo
from articles.photos import credits, door, pixels
from tests.cast import PASSWORD, make_live, make_photo, make_story, picture_file
from tests.media import files_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
UPLOAD = reverse("admin:articles_photo_upload")


def sent(data: bytes | None = None, name: str = "harbour_at_dawn.jpg", kind: str = "image/jpeg") -> dict:
    return {"file": SimpleUploadedFile(name, picture_file().read() if data is None else data, kind)}


def credit_of(photo: Photo) -> str:
    return credits.line(credits.of(Photo.objects.get(pk=photo.pk)))


def credit_address(photo: Photo) -> str:
    return reverse("admin:articles_photo_credit", args=[photo.pk])


def test_a_file_becomes_a_photo_of_the_library_and_its_card_comes_back(as_, writer):
    response = as_(writer).post(UPLOAD, sent())
    assert response.status_code == 201
    photo = Photo.objects.get()
    assert (photo.title, photo.uploaded_by, photo.width) == ("harbour at dawn", writer, 1600)
    card = response.json()
    assert (card["id"], card["may_credit"], card["credit"], card["alt"]) == (photo.pk, True, "", "")
    assert card == as_(writer).get(reverse("admin:articles_photo_card", args=[photo.pk])).json()
    assert as_(writer).get(card["src"]).status_code == 200


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "empty.jpg", "This file is empty"),
        (b"%PDF-1.7 ...", "minutes.pdf", "This is a PDF"),
        (b"<svg onload='x()'>", "logo.svg", "SVG drawing"),
        (b"\x00\x00\x00\x18ftypheic", "IMG_1.HEIC", "damaged" if pixels.HEIF else "HEIC"),
        (b"words", "notes.txt", "not a photo that can be used"),
        (picture_file().read()[:900], "half.jpg", "damaged or was cut short"),
    ],
)
def test_what_is_no_photo_is_refused_with_the_doors_sentence(as_, writer, media_in_tmp, data, name, sentence):
    response = as_(writer).post(UPLOAD, sent(data, name))
    assert response.status_code == 400
    assert sentence in response.json()["error"]
    assert not Photo.objects.exists()
    assert files_in(media_in_tmp) == []


def test_what_is_too_large_is_refused(as_, writer, monkeypatch):
    monkeypatch.setattr(door, "MAX_BYTES", 1_000)
    response = as_(writer).post(UPLOAD, sent())
    assert (response.status_code, "too large" in response.json()["error"]) == (400, True)


@pytest.mark.parametrize("data", [{}, {"file": "words"}, {"other": io.BytesIO(b"x")}])
def test_a_request_without_a_file_is_told_so(as_, writer, data):
    response = as_(writer).post(UPLOAD, data)
    assert response.status_code == 400
    assert "No file came" in response.json()["error"]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("harbour_at_dawn.jpg", "harbour at dawn"),
        ("IMG_2041.jpeg", "Untitled photo"),
        ("image.png", "Untitled photo"),
        ("Ferry\x00 at\u2028sea .png", "Ferry at sea"),
        ("../../etc/passwd", "passwd"),
        (".jpg", ".jpg"),
        ("", "Untitled photo"),
        ("x" * 400 + ".jpg", "x" * 160),
    ],
)
def test_a_photo_is_called_what_its_file_was_called(name, title):
    assert title_of(name) == title


def test_uploading_is_for_those_who_may_add_photos_and_never_without_the_token(as_, client, django_user_model, writer):
    assert client.post(UPLOAD, sent()).status_code == 302
    stranger = django_user_model.objects.create_user("stranger", is_staff=True)
    assert as_(stranger).post(UPLOAD, sent()).status_code == 403
    assert as_(writer).get(UPLOAD).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.login(username="writer", password=PASSWORD)
    assert strict.post(UPLOAD, sent()).status_code == 403
    assert not Photo.objects.exists()


def test_who_uploaded_a_photo_types_its_credit(as_, writer):
    photo = make_photo(by=writer, credit="")
    response = as_(writer).post(credit_address(photo), {"credit": " Ada  Vale / Northline\n"})
    assert (response.status_code, response.json()["credit"]) == (200, "Ada Vale / Northline")
    assert credits.of(photo)[1] == {"name": "Northline", "relation": "for"}


def test_another_writer_may_not(as_, writer, other_writer):
    photo = make_photo(by=writer)
    assert as_(other_writer).post(credit_address(photo), {"credit": "Mine"}).status_code == 403
    assert as_(other_writer).get(reverse("admin:articles_photo_card", args=[photo.pk])).json()["may_credit"] is False
    assert credit_of(photo) == "Ada Vale / Northline"


def test_once_readers_have_seen_it_the_credit_is_the_photo_desks(as_, writer, photo_desk):
    photo = make_photo(by=writer)
    make_story(owner=writer, lead=photo)
    assert as_(writer).get(reverse("admin:articles_photo_card", args=[photo.pk])).json()["may_credit"] is True
    make_live(lead=photo)
    assert as_(writer).post(credit_address(photo), {"credit": "Mine"}).status_code == 403
    page = as_(writer).get(reverse("admin:articles_photo_change", args=[photo.pk])).content.decode()
    assert 'name="title"' in page
    assert 'name="credit"' not in page
    assert "Ada Vale / Northline" in page
    assert as_(photo_desk).post(credit_address(photo), {"credit": "Handout: Isles Water"}).status_code == 200
    assert credit_of(photo) == "Handout: Isles Water"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("x" * 130, "at most 120 characters"),
        (", ".join(["A"] * 600), "at most 1,000 characters"),
        (" / ".join("ABCDEFGHIJ"), "at most 8 parts"),
    ],
)
def test_a_credit_that_cannot_be_read_is_refused_and_the_old_one_stays(as_, writer, line, sentence):
    photo = make_photo(by=writer)
    response = as_(writer).post(credit_address(photo), {"credit": line})
    assert response.status_code == 400
    assert sentence in response.json()["error"]
    assert credit_of(photo) == "Ada Vale / Northline"


def test_an_emptied_credit_is_no_credit(as_, writer):
    photo = make_photo(by=writer)
    assert as_(writer).post(credit_address(photo), {"credit": "\x00 "}).json()["credit"] == ""
    assert credits.of(photo) == []


@pytest.mark.parametrize("key", ["0", "999", str(10**18), str(10**20)])
def test_the_credit_of_no_photo_is_a_404(as_, writer, key):
    assert as_(writer).post(f"/admin/articles/photo/{key}/credit/", {"credit": "x"}).status_code == 404

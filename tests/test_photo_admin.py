"""The photo library in the admin: the grid, the form, the card for scripts, and what may not be deleted."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Photo
from articles.photos import credits
from tests.cast import make_author, make_live, make_photo, make_story, picture_file
from tests.media import files_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
LIST, ADD = reverse("admin:articles_photo_changelist"), reverse("admin:articles_photo_add")


def page_of(photo: Photo) -> str:
    return reverse("admin:articles_photo_change", args=[photo.pk])


def fields(**changed) -> dict:
    return {
        "title": "Harbour at dawn",
        "caption": "Cranes at first light.",
        "alt": "Two cranes",
        "credit": "Ada Vale / Northline via MPA",
        "place": "Port Ansel",
        "taken_at_0": "",
        "taken_at_1": "",
        "focal_x": "0.25",
        "focal_y": "0.75",
    } | changed


def upload(file: io.BytesIO | None = None, name: str = "dawn.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (file or picture_file()).read(), "image/jpeg")


def test_a_photo_is_added_with_its_credit_chain(as_, writer):
    response = as_(writer).post(ADD, fields(original=upload()))
    assert response.status_code == 302
    photo = Photo.objects.get()
    assert (photo.title, photo.width, photo.height, photo.uploaded_by) == ("Harbour at dawn", 1600, 1000, writer)
    assert (photo.focal_x, photo.focal_y) == (0.25, 0.75)
    assert credits.line(credits.of(photo)) == "Ada Vale / Northline via MPA"
    assert "dawn" not in photo.original.name


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"original": lambda: upload(io.BytesIO(b"<svg onload='x()'>"))}, "SVG drawing"),
        ({"original": lambda: upload(io.BytesIO(picture_file().read()[:900]))}, "damaged or was cut short"),
        ({}, "This field is required"),
        ({"original": upload, "focal_x": "7"}, "less than or equal to 1"),
        ({"original": upload, "focal_x": "nan"}, "Enter a number"),
        ({"original": upload, "credit": "x" * 130}, "at most 120 characters"),
        ({"original": upload, "taken_at_0": "0000-00-00", "taken_at_1": "25:00"}, "Enter a valid date"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(as_, writer, media_in_tmp, changed, sentence):
    changed = {name: value() if callable(value) else value for name, value in changed.items()}
    response = as_(writer).post(ADD, fields(**changed))
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Photo.objects.exists()
    assert files_in(media_in_tmp) == []


def test_the_photo_desk_changes_every_photo_and_the_file_stays(as_, photo_desk, writer):
    photo = make_photo(by=writer)
    before = photo.original.name
    response = as_(photo_desk).post(
        page_of(photo), fields(original=upload(picture_file((10, 10))), credit="Handout: Isles Water")
    )
    assert response.status_code == 302
    photo = Photo.objects.get()
    assert (photo.title, photo.original.name, photo.uploaded_by) == ("Harbour at dawn", before, writer)
    assert credits.of(photo) == [{"name": "Isles Water", "relation": "handout"}]


def test_writers_change_what_they_added_and_read_the_rest(as_, writer, photo_desk):
    mine, other = make_photo(by=writer), make_photo(by=photo_desk, credit="Handout: Isles Water")
    client = as_(writer)
    assert client.post(page_of(mine), fields()).status_code == 302
    assert client.post(page_of(other), fields()).status_code == 403
    page = client.get(page_of(other)).content.decode()
    assert "Handout: Isles Water" in page
    assert 'name="title"' not in page


def test_a_photo_says_where_it_is_used_to_those_who_may_read_it(as_, photo_desk, writer):
    photo = make_photo()
    make_story(lead=photo, headline="Secret plan")
    page = make_live(lead=photo, headline="Out").editions.get().get_absolute_url()
    shown = as_(photo_desk).get(page_of(photo)).content.decode()
    assert "Secret plan" in shown
    assert page in shown
    assert "Secret plan" not in as_(writer).get(page_of(photo)).content.decode()


@pytest.mark.parametrize("use", ["caption", "portrait", "edition"])
def test_a_photo_in_use_is_not_deleted(as_, photo_desk, use):
    photo = make_photo()
    if use == "portrait":
        make_author("Ada Vale", portrait=photo)
    else:
        story = make_live(lead=photo)
        if use == "edition":
            story.captions.all().delete()
    expected = {"caption": "1 story", "portrait": "portrait of Ada Vale", "edition": "in a published edition"}[use]
    address = reverse("admin:articles_photo_delete", args=[photo.pk])
    client = as_(photo_desk)
    assert expected in client.get(address).content.decode()
    client.post(address, {"post": "yes"})
    assert Photo.objects.filter(pk=photo.pk).exists()


def test_a_photo_that_nothing_uses_is_deleted(as_, photo_desk):
    make_live(lead=make_photo())
    photo = make_photo()
    as_(photo_desk).post(reverse("admin:articles_photo_delete", args=[photo.pk]), {"post": "yes"})
    assert not Photo.objects.filter(pk=photo.pk).exists()


def test_its_card_tells_scripts_what_to_show(as_, writer):
    photo = make_photo(title="Dawn", caption="Cranes.", alt="Two cranes", credit="Ada Vale", size=(640, 400))
    card = as_(writer).get(reverse("admin:articles_photo_card", args=[photo.pk])).json()
    thumb, src = card.pop("thumb"), card.pop("src")
    assert card == {
        "id": photo.pk,
        "title": "Dawn",
        "caption": "Cranes.",
        "alt": "Two cranes",
        "credit": "Ada Vale",
        "width": 640,
        "height": 400,
        "may_credit": False,
        "withdrawn": "",
        "page": page_of(photo),
    }
    assert thumb.endswith("/original-320.jpg")
    assert src.endswith("/original-640.jpg")


def test_a_card_is_for_those_who_may_see_photos(as_, client, django_user_model):
    address = reverse("admin:articles_photo_card", args=[make_photo().pk])
    assert client.get(address).status_code == 302
    stranger = django_user_model.objects.create_user("stranger", is_staff=True)
    assert as_(stranger).get(address).status_code == 403


@pytest.mark.parametrize("key", ["0", "999", str(10**18), str(10**20)])
def test_a_card_that_is_not_there_is_a_404(as_, writer, key):
    assert as_(writer).get(f"{LIST}{key}/card/").status_code == 404


@pytest.mark.parametrize("text", ["dawn", "cranes", "NORTHLINE", "ansel", "dawn northline"])
def test_it_finds_by_title_caption_credit_and_place(as_, writer, text):
    make_photo(title="Dawn", caption="Cranes", place="Port Ansel", credit="Ada Vale / Northline")
    make_photo(title="Glacier", caption="Ice", credit="Jun Takeda")
    found = as_(writer).get(LIST, {"q": text}).context["cl"].result_list
    assert [photo.title for photo in found] == ["Dawn"]


def test_the_filters_find_what_is_to_do(as_, writer):
    make_photo(title="Mine", by=writer)
    make_photo(title="No credit", credit="")
    make_photo(title="No text", alt="")
    client = as_(writer)
    for value, title in (("mine", "Mine"), ("uncredited", "No credit"), ("untold", "No text")):
        assert [photo.title for photo in client.get(LIST, {"show": value}).context["cl"].result_list] == [title]


def test_in_a_pop_up_a_click_chooses_and_a_new_photo_is_handed_back(as_, writer):
    photo = make_photo()
    client = as_(writer)
    page = client.get(LIST, {"_popup": "1", "_to_field": "id"}).content.decode()
    assert f'data-popup-opener="{photo.pk}"' in page
    assert "RelatedObjectLookups.js" in page
    assert re.search(f'href="{ADD}\\?[^"]*_popup=1', page)
    response = client.post(ADD, fields(original=upload(), _popup="1", _to_field="id"))
    added = Photo.objects.latest("pk")
    assert "popup_response.js" in response.content.decode()
    assert f"&quot;value&quot;: &quot;{added.pk}&quot;" in response.content.decode()


def test_its_queries_do_not_grow(as_, writer):
    client = as_(writer)
    counts = []
    for _ in range(2):
        for _ in range(4):
            make_photo()
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST, {"q": "photo"})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12

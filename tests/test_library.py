"""The photo library by the hundred: the same picture again, many files at once, filters, the facts of many."""

import io
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Agreement, Photo
from articles.photos import door, library
from authors import clock
from newsroom.demo.drawing import draw
from tests.cast import make_live, make_photo, picture_file
from tests.media import files_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
LIST = reverse("admin:articles_photo_changelist")
UPLOAD = reverse("admin:articles_photo_upload")
ADD_MANY = reverse("admin:articles_photo_add_many")
MANY = reverse("admin:articles_photo_many")
DAY = timedelta(days=1)
HERE = timezone.get_default_timezone()


def lighthouse(size: tuple[int, int] = (900, 600), format: str = "JPEG") -> bytes:
    file = io.BytesIO()
    draw("lighthouse-skellin").resize(size).save(file, format)
    return file.getvalue()


def file_of(data: bytes, name: str = "light.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")


def titles(client, **asked) -> list[str]:
    return [photo.title for photo in client.get(LIST, asked).context["cl"].result_list]


def fresh(photo: Photo) -> Photo:
    return Photo.objects.get(pk=photo.pk)


# -- the same picture again


def test_a_file_that_the_library_has_is_not_stored_twice_unless_it_is_meant_to_be(as_, writer, media_in_tmp):
    client = as_(writer)
    first = client.post(UPLOAD, {"file": file_of(lighthouse())}).json()
    stored = files_in(media_in_tmp)
    response = client.post(UPLOAD, {"file": file_of(lighthouse(), "again.jpg")})
    assert response.status_code == 409
    assert "has this very file already: “light”" in response.json()["error"]
    assert [twin["id"] for twin in response.json()["twins"]] == [first["id"]]
    assert (Photo.objects.count(), files_in(media_in_tmp)) == (1, stored)
    assert client.post(UPLOAD, {"file": file_of(lighthouse()), "again": "1"}).status_code == 201
    assert Photo.objects.count() == 2


def test_a_picture_that_looks_like_one_of_ours_is_known_in_another_size_and_format(as_, writer):
    client = as_(writer)
    first = client.post(UPLOAD, {"file": file_of(lighthouse())}).json()
    response = client.post(UPLOAD, {"file": file_of(lighthouse((600, 400), "PNG"), "small.png")})
    assert response.status_code == 409
    assert "looks the same" in response.json()["error"]
    assert response.json()["twins"][0] == first


def test_of_a_withdrawn_one_the_reason_is_said(as_, writer):
    client = as_(writer)
    client.post(UPLOAD, {"file": file_of(lighthouse())})
    Photo.objects.update(withdrawn_at=clock.now(), withdrawn_because="The agency killed it.")
    answer = client.post(UPLOAD, {"file": file_of(lighthouse())}).json()
    assert answer["error"].endswith("and it was withdrawn: The agency killed it.")
    assert answer["twins"][0]["withdrawn"] == "The agency killed it."


def test_a_file_is_decoded_once(as_, writer, monkeypatch):
    decoded, decode = [], door._decode
    monkeypatch.setattr(door, "_decode", lambda *given: decoded.append(1) or decode(*given))
    assert as_(writer).post(UPLOAD, {"file": file_of(lighthouse())}).status_code == 201
    assert len(decoded) == 1


# -- many files without JavaScript


def test_many_files_are_sent_at_once_and_a_bad_one_does_not_stop_the_others(as_, writer):
    make_photo(title="Ours")
    client = as_(writer)
    files = [
        file_of(picture_file(colour="#112233").read(), "one.jpg"),
        file_of(b"<svg/>", "logo.svg"),
        file_of(picture_file(colour="#445566").read(), "two.jpg"),
        file_of(picture_file(colour="#112233").read(), "one again.jpg"),
    ]
    response = client.post(ADD_MANY, {"file": files}, follow=True)
    page = response.content.decode()
    added = Photo.objects.filter(uploaded_by=writer)
    assert {photo.title for photo in added} == {"one", "two"}
    assert "2 photos added." in page
    assert "“logo.svg”: This is an SVG drawing" in page
    assert "“one again.jpg”: The library has this very file already" in page
    assert [photo.title for photo in response.context["photos"]] == ["one", "two"]


def test_no_file_at_all_is_said(as_, writer):
    assert "No file came with this" in as_(writer).post(ADD_MANY, follow=True).content.decode()


def test_adding_is_for_those_who_may(as_, django_user_model):
    stranger = django_user_model.objects.create_user("stranger", is_staff=True)
    assert as_(stranger).get(ADD_MANY).status_code == 403
    assert as_(stranger).post(ADD_MANY, {"file": file_of(lighthouse())}).status_code == 403
    assert as_(stranger).get(MANY).status_code == 403


# -- the filters


@pytest.fixture
def shelf(roles):
    now = clock.now()
    closed = Agreement.objects.create(name="Old", usable_until=now - DAY)
    ending = Agreement.objects.create(name="Short", usable_until=now + 5 * DAY)
    make_photo(title="Vale", credit="Ada Vale / Northline", city="Port Ansel", country="Saltmarsh Isles")
    make_photo(title="Agency", credit="Jun Takeda via Northline", country="Port Ansel", usage_terms="Once.")
    make_photo(title="Tall", size=(400, 640), taken_at=datetime(2026, 3, 5, 23, 30, tzinfo=HERE))
    make_photo(title="Square", size=(400, 410), taken_at=datetime(2026, 3, 6, 0, 30, tzinfo=HERE))
    make_photo(title="Over", usable_until=now - DAY)
    make_photo(title="Not yet", usable_from=now + DAY)
    make_photo(title="Ending", usable_until=now + 3 * DAY)
    make_photo(title="Closed", agreement=closed)
    make_photo(title="Short", agreement=ending)
    gone = make_photo(title="Gone")
    Photo.objects.filter(pk=gone.pk).update(withdrawn_at=now, withdrawn_because="A hoax.")
    library.write(Photo.objects.get(title="Vale"), by=None, keywords=["Ferries", "Ice"])


CREDITED = ["Gone", "Short", "Closed", "Ending", "Not yet", "Over", "Square", "Tall", "Agency", "Vale"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"by": "Northline"}, CREDITED),
        ({"by": " Jun  Takeda "}, ["Agency"]),
        ({"by": "Jun"}, []),
        ({"keyword": "ferries"}, ["Vale"]),
        ({"keyword": "ferr"}, []),
        ({"place": "Port Ansel"}, ["Agency", "Vale"]),
        ({"place": "Port"}, []),
        ({"since": "2026-03-06"}, ["Square"]),
        ({"until": "2026-03-05"}, ["Tall"]),
        ({"since": "2026-03-05", "until": "2026-03-06"}, ["Square", "Tall"]),
        ({"shape": "tall"}, ["Tall"]),
        ({"shape": "square"}, ["Square"]),
        ({"rights": "unusable"}, ["Gone", "Closed", "Not yet", "Over"]),
        ({"rights": "usable"}, ["Short", "Ending", "Square", "Tall", "Agency", "Vale"]),
        ({"rights": "ending"}, ["Short", "Ending"]),
        ({"rights": "withdrawn"}, ["Gone"]),
        ({"rights": "unstated"}, ["Gone", "Square", "Tall", "Vale"]),
        ({"by": "Northline", "rights": "ending", "q": "short"}, ["Short"]),
        ({"place": "Port Ansel", "keyword": "Ice", "shape": "wide"}, ["Vale"]),
    ],
)
def test_each_filter_finds_what_it_says_alone_and_with_others(as_, writer, shelf, asked, expected):
    assert titles(as_(writer), **asked) == expected


def test_a_filter_that_is_set_is_a_chip_that_takes_it_away(as_, writer, shelf):
    cl = as_(writer).get(LIST, {"by": "Ada Vale", "shape": "wide", "q": "photo"}).context["cl"]
    assert [words for words, _ in cl.chips] == ["Ada Vale", "Landscape"]
    assert cl.chips[0][1] == "?q=photo&shape=wide"
    assert cl.suggested["names"] == ["Ada Vale", "Jun Takeda", "Northline"]
    assert cl.suggested["places"] == ["Port Ansel", "Saltmarsh Isles"]
    assert cl.suggested["keywords"] == ["Ferries", "Ice"]


@pytest.mark.parametrize(
    "asked",
    [
        {"since": "yesterday"},
        {"until": "9999-12-31"},
        {"since": "0001-01-01"},
        {"shape": "round"},
        {"rights": "'"},
        {"by": "x" * 500},
        {"place": "!"},
        {"keyword": "%"},
        {"p": "99999999999999999999"},
    ],
)
def test_an_address_that_makes_no_sense_is_no_error(as_, writer, asked):
    make_photo()
    assert as_(writer).get(LIST, asked, follow=True).status_code == 200


def test_a_filter_that_cannot_be_read_is_left_out_and_says_so(as_, writer):
    make_photo(title="Here")
    response = as_(writer).get(LIST, {"since": "yesterday"})
    assert [photo.title for photo in response.context["cl"].result_list] == ["Here"]
    assert "A filter could not be read" in response.content.decode()


def test_what_is_to_be_known_of_a_photo_stands_on_its_card(as_, writer, shelf):
    make_photo(title="Bare", credit="", alt="", digital_source_type="trainedAlgorithmicMedia")
    lead = make_photo(title="Lead")
    make_live(lead=lead)
    shown = as_(writer).get(LIST).context["cl"].result_list
    badges = {photo.title: [words.split()[0] for _, words in photo.badges] for photo in shown}
    assert badges == {
        "Vale": [],
        "Agency": [],
        "Tall": [],
        "Square": [],
        "Over": ["Rights"],
        "Not yet": ["Not"],
        "Ending": ["Ends"],
        "Closed": ["Rights"],
        "Short": ["Ends"],
        "Gone": [],  # it says so in the place of the picture
        "Bare": ["No", "No", "Generated"],
        "Lead": ["On"],
    }


@pytest.mark.parametrize("asked", [{}, {"q": "photo"}, {"by": "Northline", "rights": "usable", "place": "Port Ansel"}])
def test_its_queries_do_not_grow_with_any_filter(as_, writer, asked):
    client = as_(writer)
    counts = []
    for _ in range(2):
        for _ in range(3):
            make_photo(city="Port Ansel")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST, asked).context["cl"].result_count
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 13


# -- the facts of many


def sent(*photos: Photo, **facts) -> dict:
    versions = {f"version-{photo.pk}": photo.version for photo in photos}
    return {"photo": [photo.pk for photo in photos]} | versions | facts


def test_what_is_typed_is_written_to_each_and_the_rest_stays(as_, photo_desk):
    one = make_photo(city="Carrow", place="Pier")
    two = make_photo(city="Ventry", place="Hall", credit="")
    library.write(one, by=None, keywords=["Ice", "Storm"])
    library.write(two, by=None, keywords=["storm"])
    facts = {"credit": "Jun Takeda / MPA", "country": "Saltmarsh Isles", "clear_city": "on", "web_only": "yes"}
    words = {"add_keywords": "Ferries, Night", "drop_keywords": "STORM", "limit": "once"}
    until = {"usable_until": "2031-05-01T12:00"}
    response = as_(photo_desk).post(MANY, sent(one, two, **facts, **words, **until), follow=True)
    assert "The facts of 2 photos are saved." in response.content.decode()
    for photo, place, keywords in (
        (one, "Pier", ["Ferries", "Ice", "Night"]),
        (two, "Hall", ["Ferries", "Night"]),
    ):
        photo = fresh(photo)
        assert library.read(photo, "credit") == "Jun Takeda / MPA"
        assert library.read(photo, "keywords") == keywords
        assert (photo.country, photo.city, photo.place, photo.web_only) == ("Saltmarsh Isles", "", place, True)
        assert (photo.limit, photo.usable_until) == ("once", datetime(2031, 5, 1, 12, tzinfo=HERE))
        assert photo.changes.filter(by=photo_desk, fact="credit").exists()


def test_the_page_shows_what_they_have_in_common(as_, photo_desk):
    photos = [make_photo(city="Carrow", place=place) for place in ("Pier", "Hall")]
    page = as_(photo_desk).get(MANY, {"photo": [photo.pk for photo in photos]}).content.decode()
    assert 'placeholder="Carrow"' in page
    assert 'placeholder="Various"' in page
    assert 'placeholder="Ada Vale / Northline"' in page


def test_a_photo_that_cannot_be_written_is_named_and_the_others_are_done(as_, photo_desk, editor):
    one, two, three = (make_photo(title=title) for title in ("One", "Two", "Three"))
    Photo.objects.filter(pk=three.pk).update(usable_until=datetime(2030, 1, 1, tzinfo=HERE))
    old = sent(one, two, three, city="Carrow", usable_from="2031-01-01T00:00")
    library.write(two, by=editor, city="Ventry")
    response = as_(photo_desk).post(MANY, old)
    page = response.content.decode()
    assert "The facts of 1 photo are saved." in page
    assert "2 photos could not be changed" in page
    assert [photo.title for photo in response.context["photos"]] == ["Two", "Three"]
    assert "it says “Ventry” now" in page
    assert 'value="Carrow"' in page
    assert [fresh(photo).city for photo in (one, two, three)] == ["Carrow", "Ventry", ""]
    again = sent(*response.context["photos"], city="Carrow")
    assert "The facts of 2 photos are saved." in as_(photo_desk).post(MANY, again, follow=True).content.decode()
    assert {fresh(photo).city for photo in (one, two, three)} == {"Carrow"}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"credit": " / ".join("ABCDEFGHIJ")}, "at most 8 parts"),
        ({"city": "Carrow", "clear_city": "on"}, "Type something, or clear it: not both."),
        ({"usable_from": "0001-01-01T00:00"}, "Look at the year again"),
        ({"usable_until": "9999-12-31T23:59"}, "Look at the year again"),
        ({"taken_at": "soon"}, "Enter a valid date"),
        ({"web_statement": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"country": "x" * 200}, "at most 120 characters"),
        ({"agreement": "999999"}, "Select a valid choice"),
        ({}, "Nothing was typed"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(as_, photo_desk, facts, sentence):
    photo = make_photo()
    response = as_(photo_desk).post(MANY, sent(photo, source="Wire", **facts) if facts else sent(photo))
    assert sentence in response.content.decode()
    assert fresh(photo).version == photo.version


def test_writers_write_what_they_added_as_long_as_it_is_not_out(as_, writer):
    mine, out, other = (
        make_photo(by=writer, title="Mine"),
        make_photo(by=writer, title="Out"),
        make_photo(title="Other"),
    )
    make_live(lead=out)
    response = as_(writer).post(MANY, sent(mine, out, other, city="Carrow"), follow=True)
    assert "Left out, for you may not change what is said of them: “Out”, “Other”." in response.content.decode()
    assert [fresh(photo).city for photo in (mine, out, other)] == ["Carrow", "", ""]


def test_keys_of_nothing_and_too_many_are_no_error(as_, photo_desk):
    client = as_(photo_desk)
    assert (
        "Choose the photos in the library first" in client.get(MANY, {"photo": ["x", "0", "9" * 30]}).content.decode()
    )
    assert "At most 200 photos" in client.get(MANY, {"photo": list(range(1, 300))}).content.decode()


def test_the_page_of_many_asks_no_more_for_more_of_them(as_, photo_desk):
    client = as_(photo_desk)
    photos, counts = [], []
    for _ in range(2):
        photos += [make_photo() for _ in range(4)]
        with CaptureQueriesContext(connection) as queries:
            client.get(MANY, {"photo": [photo.pk for photo in photos]})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9

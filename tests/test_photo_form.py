"""The form of one photo: what it shows, what it keeps of two people's changes, and what it asks the server for."""

import html
import io
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Agency, Agreement, Keyword, Photo
from articles.photos import credits, library, store
from tests.cast import make_photo, make_story, picture_file
from tests.pictures.canvas import quarters, save
from tests.pictures.handmade import xmp

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
ADD = reverse("admin:articles_photo_add")
STORM = (
    "<photoshop:Headline>Storm</photoshop:Headline><photoshop:City>Port Ansel</photoshop:City>"
    "<photoshop:Credit>Northline</photoshop:Credit><photoshop:DateCreated>2026-07-01T10:15:30+03:00"
    "</photoshop:DateCreated><dc:subject><rdf:Bag><rdf:li>ice</rdf:li><rdf:li>boats</rdf:li></rdf:Bag></dc:subject>"
)


def address(photo: Photo, name: str = "change") -> str:
    return reverse(f"admin:articles_photo_{name}", args=[photo.pk])


def storm_file() -> io.BytesIO:
    file = io.BytesIO(save(quarters(), "JPEG", xmp=xmp(STORM).encode()))
    file.name = "DSC_0042 boats.jpg"
    return file


def make_storm(**facts) -> Photo:
    return store.add(storm_file(), **facts)


def typed(photo: Photo | None = None, **fields) -> dict:
    """What a browser sends for `photo` as it stands, with `fields` typed over it."""
    sent = {"focal_x": "0.5", "focal_y": "0.5", "_save": "1"}
    if photo:
        photo = Photo.objects.get(pk=photo.pk)
        for name in ("title", "caption", "alt", "persons", "place", "city", "country", "source", "copyright_notice"):
            sent[name] = getattr(photo, name)
        for name in ("usage_terms", "web_statement", "licensor_url", "instructions", "digital_source_type", "limit"):
            sent[name] = getattr(photo, name)
        for name in ("taken_at", "usable_from", "usable_until"):
            when = getattr(photo, name) and timezone.localtime(getattr(photo, name))
            sent |= {f"{name}_0": f"{when:%Y-%m-%d}", f"{name}_1": f"{when:%H:%M:%S}"} if when else {}
        sent |= {"version": photo.version, "credit": credits.line(credits.of(photo))}
        sent["keywords"] = ", ".join(library.read(photo, "keywords"))
        sent |= {"agreement": photo.agreement_id or "", "only_story": photo.only_story_id or ""}
        sent |= {"focal_x": photo.focal_x, "focal_y": photo.focal_y}
    return sent | fields


def form_of(response):
    return response.context["adminform"].form


def told(response) -> str:
    return html.unescape(response.content.decode())


def part(response, fact: str) -> str:
    """Return the page's part of one fact."""
    found = re.search(rf'data-fact="{fact}".*?(?=data-fact=|<section)', response.content.decode(), re.DOTALL)
    return html.unescape(found[0])


def test_it_saves_nothing_where_nothing_was_typed(as_, photo_desk):
    photo = make_storm()
    assert as_(photo_desk).post(address(photo), typed(photo)).status_code == 302
    photo.refresh_from_db()
    assert (photo.version, photo.changes.count()) == (1, 0)


def test_it_saves_every_fact(as_, photo_desk):
    photo, story = make_photo(), make_story(headline="Ice in the harbour")
    agreement = Agreement.objects.create(name="MPA, news pictures")
    sent = {
        "persons": "Mara Lindqvist",
        "keywords": "Ice, boats\u00a0, ICE",
        "city": "Port Ansel",
        "copyright_notice": "© 2026 Northline",
        "web_statement": "northline.example/rights",
        "digital_source_type": "negativeFilm",
        "agreement": agreement.pk,
        "usable_from_0": "2026-11-01",
        "usable_until_0": "2026-12-31",
        "limit": "story",
        "only_story": "ice in the harbour",
        "web_only": "on",
        "credit": "Handout: Isles Water",
    }
    response = as_(photo_desk).post(address(photo), typed(photo, **sent))
    assert response.status_code == 302, form_of(response).errors
    photo = Photo.objects.get()
    assert library.read(photo, "keywords") == ["boats", "Ice"]
    assert photo.web_statement == "https://northline.example/rights"
    assert (photo.only_story, photo.agreement, photo.web_only) == (story, agreement, True)
    assert f"{timezone.localtime(photo.usable_from):%d %H:%M}" == "01 00:00"
    assert f"{timezone.localtime(photo.usable_until):%d %H:%M}" == "31 23:59"
    assert credits.of(photo) == [{"name": "Isles Water", "relation": "handout"}]


@pytest.mark.parametrize(
    ("field", "sent", "sentence"),
    [
        ("usable_until", {"usable_from_0": "2026-12-01", "usable_until_0": "2026-11-01"}, "end before it begins"),
        ("only_story", {"limit": "story"}, "Say which story it is for"),
        ("only_story", {"limit": "story", "only_story": "No such headline"}, "No story that you may read"),
        ("only_story", {"limit": "story", "only_story": "1" + "0" * 29}, "No story that you may read"),
        ("web_statement", {"web_statement": "ftp://northline.example"}, "begins with https://"),
        ("licensor_url", {"licensor_url": "not an address"}, "begins with https://"),
        ("taken_at", {"taken_at_0": "1726-05-01"}, "Look at the year again"),
        ("usable_from", {"usable_from_0": "0001-01-01"}, "Look at the year again"),
        ("keywords", {"keywords": "x" * 65}, "at most 64 characters"),
        ("keywords", {"keywords": ",".join(map(str, range(61)))}, "at most 60 keywords"),
        ("digital_source_type", {"digital_source_type": "magic"}, "valid choice"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_stays(as_, photo_desk, field, sent, sentence):
    photo = make_photo()
    response = as_(photo_desk).post(address(photo), typed(photo, caption="Typed with care.", **sent))
    assert response.status_code == 200
    assert sentence in str(form_of(response).errors[field])
    assert "Typed with care." in told(response)
    photo.refresh_from_db()
    assert photo.version == 1


def test_a_limit_that_names_no_story_lets_the_story_go(as_, photo_desk):
    photo = make_photo(limit="story", only_story=make_story())
    assert as_(photo_desk).post(address(photo), typed(photo, limit="once")).status_code == 302
    photo.refresh_from_db()
    assert (photo.limit, photo.only_story) == ("once", None)


# -- two at once -------------------------------------------------------------------------------------------------


def test_what_another_changed_meanwhile_stays_where_this_one_did_not_touch_it(as_, photo_desk, editor):
    photo = make_storm()
    sent = typed(photo, caption="Mine.", keywords="ice, boats, wind")
    taken = timezone.now().replace(microsecond=0)
    library.write(photo, by=editor, title="Theirs", city="Carrow", taken_at=taken, credit="Jun Takeda", limit="once")
    assert as_(photo_desk).post(address(photo), sent).status_code == 302
    photo.refresh_from_db()
    assert (photo.title, photo.city, photo.taken_at, photo.limit) == ("Theirs", "Carrow", taken, "once")
    assert photo.caption == "Mine."
    assert library.read(photo, "keywords") == ["boats", "ice", "wind"]
    assert credits.line(credits.of(photo)) == "Jun Takeda"


def test_where_both_changed_a_fact_it_comes_back_with_everything_typed(as_, photo_desk, editor):
    photo = make_storm()
    sent = typed(photo, caption="Mine.", city="Northport", place="Pier 4")
    library.write(photo, by=editor, caption="Theirs.", country="Tessaly")
    client = as_(photo_desk)
    response = client.post(address(photo), sent)
    assert response.status_code == 200
    assert "editor changed this meanwhile: it says “Theirs.” now" in told(response)
    assert "Pier 4" in told(response)
    photo.refresh_from_db()
    assert (photo.caption, photo.place) == ("Theirs.", "")
    # saved again as the page has it: theirs is put aside on purpose, and what was not looked at stays
    over = re.findall(r'name="over" value="([^"]+)"', response.content.decode())
    assert client.post(address(photo), sent | {"over": over}).status_code == 302
    photo.refresh_from_db()
    assert (photo.caption, photo.city, photo.place, photo.country) == ("Mine.", "Northport", "Pier 4", "Tessaly")


def test_a_second_change_meanwhile_is_said_again(as_, photo_desk, editor):
    photo = make_photo()
    sent = typed(photo, caption="Mine.")
    library.write(photo, by=editor, caption="Theirs.")
    client = as_(photo_desk)
    over = re.findall(r'name="over" value="([^"]+)"', client.post(address(photo), sent).content.decode())
    library.write(photo, by=editor, caption="Theirs again.")
    assert "“Theirs again.”" in told(client.post(address(photo), sent | {"over": over}))


def test_two_who_typed_the_same_are_of_one_mind(as_, photo_desk, editor):
    photo = make_photo()
    sent = typed(photo, caption="Ours.")
    library.write(photo, by=editor, caption="Ours.")
    assert as_(photo_desk).post(address(photo), sent).status_code == 302


@pytest.mark.parametrize("version", ["x", "-1", "1" + "0" * 29, "²"])
def test_a_version_that_is_none_is_compared_with_every_change(as_, photo_desk, editor, version):
    photo = make_photo(caption="Old.")
    library.write(photo, by=editor, caption="Theirs.")
    response = as_(photo_desk).post(address(photo), typed(photo, caption="Mine.", version=version))
    assert "caption" in form_of(response).errors


# -- from the file, or from a person -----------------------------------------------------------------------------


def test_each_fact_says_whether_the_file_says_it(as_, photo_desk):
    photo = make_storm(caption="By hand.")
    library.write(photo, by=photo_desk, city="Carrow")
    response = as_(photo_desk).get(address(photo))
    for fact in ("title", "credit", "keywords", "taken_at"):
        assert "<span data-origin>" in part(response, fact), fact
        assert "data-said hidden" in part(response, fact), fact
    assert "<span data-origin hidden>" in part(response, "city")
    assert "The file says: “Port Ansel”" in part(response, "city")
    assert "data-origin" not in part(response, "caption")
    offered = json.loads(re.search(r'data-offered="(.*?\])"', part(response, "taken_at"))[1])
    assert offered == [
        f"{timezone.localtime(photo.taken_at):%Y-%m-%d}",
        f"{timezone.localtime(photo.taken_at):%H:%M:%S}",
    ]


def test_a_generated_picture_says_that_readers_are_told(as_, photo_desk):
    sentence = '">Readers are told so'
    client = as_(photo_desk)
    assert sentence in told(client.get(address(make_photo(digital_source_type="trainedAlgorithmicMedia"))))
    assert sentence not in told(client.get(address(make_photo(digital_source_type="negativeFilm"))))


# -- a new one ---------------------------------------------------------------------------------------------------


def upload(file: io.BytesIO) -> SimpleUploadedFile:
    return SimpleUploadedFile(file.name, file.read(), "image/jpeg")


def test_a_new_one_is_filled_in_from_its_file(as_, writer):
    response = as_(writer).post(ADD, typed(original=upload(storm_file()), city="Carrow", keywords="wind"))
    assert response.status_code == 302, form_of(response).errors
    photo = Photo.objects.get()
    assert (photo.title, photo.city) == ("Storm", "Carrow")
    assert library.read(photo, "keywords") == ["wind"]
    assert credits.line(credits.of(photo)) == "Northline"


def test_a_new_one_bears_every_word_of_its_address(as_, writer):
    names = form_of(as_(writer).get(ADD)).fields
    for value in ("abc", "1" + "0" * 29, "\x00"):
        assert as_(writer).get(ADD, dict.fromkeys(names, value)).status_code in {200, 400}


def test_a_new_one_without_any_title_is_called_as_its_file(as_, writer):
    file = picture_file()
    file.name = "boats_in_the_ice.jpg"
    assert as_(writer).post(ADD, typed(original=upload(file))).status_code == 302
    assert Photo.objects.get().title == "boats in the ice"


def test_a_term_that_only_the_file_ends_is_looked_at_too(as_, writer):
    packet = xmp("<plus:LicenseEndDate>2020-01-01</plus:LicenseEndDate>")
    file = io.BytesIO(save(quarters(), "JPEG", xmp=packet.encode()))
    file.name = "a.jpg"
    response = as_(writer).post(ADD, typed(original=upload(file), usable_from_0="2026-01-01"))
    assert response.status_code in {200, 302}
    if response.status_code == 200:
        assert "usable_from" in form_of(response).errors


def test_the_same_picture_again_is_shown_and_added_all_the_same_if_wanted(as_, writer):
    photo = make_storm(title="The one we have")
    client = as_(writer)
    assert "Add it all the same" not in told(client.get(ADD))
    response = client.post(ADD, typed(original=upload(storm_file()), _popup="1"))
    page = told(response)
    assert "We have this picture already" in str(form_of(response).errors["original"])
    assert "The one we have" in page
    assert address(photo) in page
    assert f'data-popup-opener="{photo.pk}"' in page
    assert Photo.objects.count() == 1
    sent = typed(original=upload(storm_file()), again="on")
    assert "Add it all the same" in page
    assert client.post(ADD, sent).status_code == 302
    assert Photo.objects.count() == 2


# -- reading, history, the original ------------------------------------------------------------------------------


def test_who_may_not_change_it_reads_it_as_text(as_, writer, photo_desk):
    photo = make_photo(by=photo_desk, city="Port Ansel", credit="Handout: Isles Water", usage_terms="News only.")
    response = as_(writer).get(address(photo))
    page = told(response)
    for words in ("Port Ansel", "Handout: Isles Water", "News only."):
        assert words in page
    names = set(re.findall(r'name="([^"]+)"', re.search(r'<form[^>]*id="photo_form".*?</form>', page, re.DOTALL)[0]))
    assert names <= {"csrfmiddlewaretoken", "version"}
    assert "Download the original" not in page


def test_its_history_is_told_newest_first_and_the_rest_on_a_page_of_its_own(as_, photo_desk, editor):
    photo = make_photo(caption="Number 0")
    for number in range(1, 24):
        library.write(photo, by=editor, caption=f"Number {number}")
    library.write(photo, by=photo_desk, digital_source_type="negativeFilm", limit="once", web_only=True)
    client = as_(photo_desk)
    response = client.get(address(photo))
    assert len(response.context["changes"]) == 20
    page = told(response)
    assert page.index("Digitised from a negative on film") < page.index("<del>Number 22</del>")
    assert "Number 2</del>" not in page
    everything = told(client.get(address(photo, "history")))
    assert "<del>Number 0</del>" in everything
    assert "In one story, whichever comes first" in everything


def test_its_history_does_not_name_a_story_to_who_may_not_read_it(as_, photo_desk, writer):
    photo = make_photo(by=writer)
    library.write(photo, by=photo_desk, limit="story", only_story=make_story(headline="Secret plan"))
    client = as_(writer)
    for name in ("change", "history"):
        assert "Secret plan" not in told(client.get(address(photo, name)))
    # and saving the form as it stands keeps the story
    assert client.post(address(photo), typed(photo, caption="Mine.")).status_code == 302
    photo.refresh_from_db()
    assert (photo.caption, str(photo.only_story)) == ("Mine.", "Secret plan")
    assert "Secret plan" in told(as_(photo_desk).get(address(photo)))


def test_the_original_is_sent_as_a_file_to_those_who_may_change_the_photo(as_, photo_desk, writer, other_writer):
    photo = make_photo(by=writer, title='../Ёlka "x"\n')
    with photo.original.open() as file:
        original = file.read()
    for user in (photo_desk, writer):
        response = as_(user).get(address(photo, "original"), headers={"accept-encoding": "gzip"})
        assert b"".join(response.streaming_content) == original
        assert response["Content-Disposition"].startswith("attachment; filename")
        assert "/" not in response["Content-Disposition"]
        assert "no-store" in response["Cache-Control"]
    assert as_(other_writer).get(address(photo, "original")).status_code == 403
    photo.original.storage.delete(photo.original.name)
    assert as_(photo_desk).get(address(photo, "original")).status_code == 404
    assert as_(photo_desk).get(address(photo)).status_code == 200


# -- while somebody types ----------------------------------------------------------------------------------------


def results(client, name: str, **asked) -> list[str]:
    return client.get(reverse(f"admin:articles_photo_{name}"), asked).json()["results"]


def test_names_of_credits_and_agencies_are_offered_by_their_beginning(as_, writer):
    make_photo(credit="Ada Vale / Northline")
    make_photo(credit="Émile Roux for MPA")
    Agency.objects.create(name="Norden Press")
    client = as_(writer)
    assert results(client, "names", q="nor") == ["Norden Press", "Northline"]
    assert results(client, "names", q="ADA") == ["Ada Vale"]
    assert results(client, "names", q="émile") == ["Émile Roux"]
    assert (
        results(client, "names", q="vale") == results(client, "names", q=" ") == results(client, "names", q="%") == []
    )


def test_no_more_than_eight_are_offered(as_, writer):
    Keyword.objects.bulk_create(Keyword(name=f"ice {number}") for number in range(20))
    assert len(results(as_(writer), "keywords", q="Ice")) == 8


@pytest.mark.parametrize(
    ("line", "parts", "error"),
    [
        ("Ada Vale / Northline via MPA", ["Ada Vale", "for Northline", "via MPA"], ""),
        ("Handout: Isles Water", ["handout of Isles Water"], ""),
        (" ", [], ""),
        (" / ".join("ABCDEFGHIJ"), [], "at most 8 parts"),
        ("x" * 1001, [], "at most 1,000 characters"),
    ],
)
def test_a_credit_is_read_by_the_server(as_, writer, line, parts, error):
    answer = as_(writer).get(reverse("admin:articles_photo_credit_parts"), {"line": line}).json()
    assert answer["parts"] == parts
    assert error in answer["error"]


def test_its_queries_do_not_grow_with_its_history(as_, photo_desk):
    photo = make_photo()
    counts = []
    client = as_(photo_desk)
    client.get(address(photo))
    for number in range(2):
        for again in range(6):
            library.write(photo, by=photo_desk, caption=f"{number} {again}", keywords=[f"{number}", f"{again}"])
        with CaptureQueriesContext(connection) as queries:
            client.get(address(photo))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20

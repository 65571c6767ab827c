"""A photo's facts: filled in from the file, written in one way, logged, carried by the files that readers are sent."""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from articles.models import Cut, Keyword, Photo, PhotoChange
from articles.photos import credits, from_file, library, renditions, store
from articles.photos.metadata import write
from articles.refusals import Stale
from articles.search import PHOTOS
from tests.cast import make_photo, picture_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]

MARKS: write.Marks = {
    "creators": ["Zoë Marsh"],
    "credit": "Northline",
    "copyright_notice": "© 2026 Zoë Marsh",
    "usage_terms": "Editorial use only.",
    "digital_source_type": "trainedAlgorithmicMedia",
    "web_statement": "https://northline.example/terms",
}


def marked(marks: write.Marks = MARKS) -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (700, 500), "#336699").save(file, "JPEG", **write.save_options(marks, "jpeg"))
    return file


def served(client, photo: Photo) -> bytes:
    photo.refresh_from_db()
    return client.get(renditions.sources(renditions.facts(photo))["jpeg"][0][0]).content


def test_what_the_file_knows_is_filled_in():
    photo = store.add(marked(), otherwise="DSC 0001")
    assert photo.title == "DSC 0001"
    assert credits.line(credits.of(photo)) == "Zoë Marsh / Northline"
    assert (photo.copyright_notice, photo.usage_terms) == ("© 2026 Zoë Marsh", "Editorial use only.")
    assert (photo.digital_source_type, photo.web_statement) == (
        "trainedAlgorithmicMedia",
        "https://northline.example/terms",
    )
    assert from_file.origin(photo, "copyright_notice") == from_file.origin(photo, "credit") == "file"
    assert from_file.origin(photo, "title") == "person"
    assert from_file.origin(photo, "city") == ""


def test_a_persons_word_is_not_overwritten_by_the_file():
    photo = store.add(marked(), title="Harbour", credit="Ada Vale", copyright_notice="© Ada Vale")
    assert credits.line(credits.of(photo)) == "Ada Vale"
    assert photo.copyright_notice == "© Ada Vale"
    assert from_file.origin(photo, "copyright_notice") == "person"
    assert photo.file_says["copyright_notice"] == "© 2026 Zoë Marsh"


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"creators": ["Ada Vale"], "credit": "Northline"}, "Ada Vale / Northline"),
        ({"creators": ["Ada Vale"], "credit": "Ada Vale/Northline via MPA"}, "Ada Vale / Northline via MPA"),
        ({"creators": ["Ada Vale", "Bo Lind"]}, "Ada Vale, Bo Lind"),
        ({"credit": "MPA", "source": "Northline"}, "MPA"),
        ({"source": "Northline"}, "Northline"),
        ({"creators": ["Ada Vale"], "credit": "/".join(f"Agency {letter * 3}" for letter in "abcdefghi")}, "Ada Vale"),
        ({}, ""),
    ],
)
def test_creator_and_credit_of_a_file_become_one_chain(facts, line):
    assert from_file.credit_of(facts) == line


def test_facts_are_written_and_logged(editor):
    photo = make_photo(credit="Ada Vale", city="Port Ansel")
    changed = library.write(
        photo, by=editor, credit="Ada Vale / Northline", city="Port Ansel", keywords=["Ice", "ice", " Harbour "]
    )
    assert sorted(changed) == ["credit", "keywords"]
    assert library.read(photo, "keywords") == ["Harbour", "Ice"]
    log = {change.fact: (change.before, change.after, change.by) for change in photo.changes.all()}
    assert log == {"credit": ("Ada Vale", "Ada Vale / Northline", editor), "keywords": ("", "Harbour, Ice", editor)}
    assert library.write(photo, by=editor, credit="Ada Vale/ Northline") == []
    assert PhotoChange.objects.count() == 2


def test_a_keyword_is_one_whatever_its_case():
    for name in ("Ice", "ICE", "ice"):
        library.write(make_photo(), by=None, keywords=[name])
    assert [keyword.name for keyword in Keyword.objects.all()] == ["Ice"]
    assert Keyword.objects.get().photos.count() == 3


def test_what_cannot_be_is_refused_whole(editor):
    photo = make_photo(credit="Ada Vale")
    with pytest.raises(ValidationError):
        library.write(photo, by=editor, credit="Bo Lind", web_statement="javascript:alert(1)")
    with pytest.raises(ValueError, match="at most"):
        library.write(photo, by=editor, city="Carrow", credit="/".join(["Ada Bo"] * 9))
    photo = Photo.objects.get(pk=photo.pk)
    assert (credits.line(credits.of(photo)), photo.city, photo.version) == ("Ada Vale", "", 1)
    assert not PhotoChange.objects.exists()


def test_the_same_fact_is_not_written_over_silently_and_another_is(editor, writer):
    photo = make_photo(credit="Ada Vale")
    library.write(photo, by=writer, version=1, credit="Ada Vale / Northline")
    with pytest.raises(Stale, match="“Ada Vale / Northline” now"):
        library.write(photo, by=editor, version=1, credit="Bo Lind", city="Carrow")
    library.write(photo, by=editor, version=1, city="Carrow")
    photo = Photo.objects.get(pk=photo.pk)
    assert (credits.line(credits.of(photo)), photo.city) == ("Ada Vale / Northline", "Carrow")


def test_each_state_that_went_out_can_be_served_again(client):
    photo = make_photo(credit="Ada Vale")
    before = renditions.sources(renditions.facts(photo))["jpeg"][0][0]
    library.write(photo, by=None, credit="Bo Lind", focal_x=0.9)
    assert b"Bo Lind" in served(client, photo)
    assert b"Ada Vale" not in served(client, photo)
    answer = client.get(before)
    assert answer.status_code == 200
    assert b"Ada Vale" in answer.content
    library.write(photo, by=None, credit="Ada Vale", focal_x=0.5)
    assert renditions.sources(renditions.facts(photo))["jpeg"][0][0] == before
    assert Cut.objects.filter(photo=photo).count() == 2


def test_a_photo_is_found_by_the_words_of_its_facts():
    photo = make_photo(title="Ferry", credit="Zoë Marsh", city="Skellin", persons="Ola Brandt")
    other = make_photo(title="Crane")
    library.write(photo, by=None, keywords=["Winter ice"])
    for words in ("ferry", "zoe", "ZOË mar", "skellin brandt", "ice"):
        assert list(PHOTOS.find(Photo.objects.all(), words)) == [photo], words
    library.write(photo, by=None, city="Carrow")
    assert not PHOTOS.find(Photo.objects.all(), "skellin").exists()
    assert list(PHOTOS.find(Photo.objects.all(), "")) == [other, photo]


def test_the_same_picture_is_known_again():
    drawn = Image.linear_gradient("L").resize((800, 600)).convert("RGB")
    for number in range(40):
        box = (number * 19, number * 13 % 500, number * 19 + 60 + number, number * 13 % 500 + 90)
        drawn.paste((number * 37 % 256, number * 91 % 256, number * 5), box)
    whole, small = io.BytesIO(), io.BytesIO()
    drawn.save(whole, "PNG")
    drawn.resize((400, 300)).save(small, "JPEG", quality=60)
    photo = store.add(whole, title="Drawn")
    assert store.twins(store.admit(whole)) == [photo]
    assert store.twins(store.admit(small)) == [photo]
    assert store.twins(store.admit(picture_file())) == []

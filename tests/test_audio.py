"""The door for recordings, and how they are sent."""

import io
import struct

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.audio import MAX_BYTES, AudioFileField, Refused, admit
from tests.media import encoded, m4a, mp3, ogg_opus, photograph, wav

ID3 = b"ID3\x04\0\0\0\0\x01\0" + bytes(128)
GOOD = {
    "mp3": (mp3(100), "mp3", "audio/mpeg", 3),
    "mp3 with a tag": (ID3 + mp3(200), "mp3", "audio/mpeg", 5),
    "m4a": (m4a(4), "m4a", "audio/mp4", 4),
    "ogg": (ogg_opus(3), "ogg", "audio/ogg", 3),
    "wav": (wav(2), "wav", "audio/wav", 2),
    "a short one": (wav(0.2), "wav", "audio/wav", 1),
}
BAD = {
    "nothing": b"",
    "zero bytes": bytes(9000),
    "text": b"This is not a recording.\n" * 99,
    "a script": b"<script>alert(1)</script>" * 9,
    "a photo": encoded(photograph()).getvalue(),
    "a tag with nothing behind it": ID3,
    "a tag with text behind it": ID3 + b"no sound" * 99,
    "FLAC": b"fLaC" + bytes(900),
    "layer II": b"\xff\xfd\x90\xc0" + bytes(900),
    "AAC without a container": b"\xff\xf1\x50\x80" + bytes(900),
    "Ogg with a video in it": ogg_opus().replace(b"OpusHead", b"\x80theora\0"),
    "WAV cut short": wav(2)[:-1],
    "WAV of no samples": wav(0),
    "WAV without samples": wav(2)[:40],
    "WAV in a telephone's coding": wav(2).replace(b"fmt \x10\0\0\0\x01", b"fmt \x10\0\0\0\x06"),
    "WAV at no rate": wav(2).replace(struct.pack("<II", 8000, 8000), bytes(8)),
    "AVI": b"RIFF" + struct.pack("<I", 900) + b"AVI " + bytes(900),
    "M4A cut short": m4a()[:-1],
    "M4A without a table": m4a().replace(b"moov", b"free"),
    "a video": m4a(header=b"vmhd"),
    "M4A of no duration": m4a(0),
    "a recording of a month": m4a(2_600_000),
    "boxes that never end": b"\0\0\0\x08ftyp" + b"\0\0\0\0free" * 9,
}


@pytest.mark.parametrize("kind", GOOD)
def test_known_kinds_are_let_in_with_their_duration(kind):
    data, *expected = GOOD[kind]
    file = io.BytesIO(data)
    recording = admit(file)
    assert [recording.extension, recording.content_type, recording.seconds] == expected
    assert file.tell() == 0


@pytest.mark.parametrize("kind", BAD)
def test_all_else_is_refused_with_a_sentence(kind):
    with pytest.raises(Refused, match=r"^[A-Z].+\.$"):
        admit(io.BytesIO(BAD[kind]))


def test_a_file_too_large_is_refused_unread():
    class Huge(io.BytesIO):
        def seek(self, at, whence=0):
            return MAX_BYTES + 1

        def read(self, size=-1):
            pytest.fail("read")

    with pytest.raises(Refused, match="200 MB"):
        admit(Huge())


def test_a_form_gives_it_a_random_name_with_the_extension_of_what_it_is():
    file = AudioFileField().clean(SimpleUploadedFile("../" + "x" * 300 + ".html", mp3(), "text/html"))
    assert file.recording.seconds == 3
    assert len(file.name) == 36
    assert file.name.endswith(".mp3")
    with pytest.raises(ValidationError) as refused:
        AudioFileField().clean(SimpleUploadedFile("sound.mp3", BAD["text"], "audio/mpeg"))
    assert refused.value.code == "refused"


def test_a_form_keeps_what_was_there_and_takes_none():
    assert AudioFileField(required=False).clean(None, "kept.mp3") == "kept.mp3"
    assert AudioFileField(required=False).clean(None) is None


NAME = "0123456789abcdef" * 2 + ".mp3"
DATA = bytes(range(256)) * 1000
SIZE = len(DATA)


@pytest.fixture
def address(media_in_tmp) -> str:
    default_storage.save(f"audio/{NAME}", ContentFile(DATA))
    return f"/media/audio/{NAME}"


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_a_recording_is_sent_whole_in_pieces(client, address):
    response = client.get(address, HTTP_ACCEPT_ENCODING="gzip")
    assert response.status_code == 200
    assert response["Content-Type"] == "audio/mpeg"
    assert response["Content-Length"] == str(SIZE)
    assert response["Accept-Ranges"] == "bytes"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Content-Encoding" not in response
    pieces = list(response.streaming_content)
    assert len(pieces) > 1
    assert b"".join(pieces) == DATA


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-", 0, SIZE - 1),
        ("bytes=100-199", 100, 199),
        ("BYTES=100-199", 100, 199),
        ("bytes=70000-200000", 70000, 200000),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        (f"bytes=5-{SIZE * 9}", 5, SIZE - 1),
        ("bytes=-1", SIZE - 1, SIZE - 1),
        ("bytes=-500", SIZE - 500, SIZE - 1),
        (f"bytes=-{SIZE * 9}", 0, SIZE - 1),
    ],
)
def test_a_range_is_sent_alone(client, address, asked, first, last):
    response = client.get(address, HTTP_RANGE=asked, HTTP_ACCEPT_ENCODING="gzip")
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert response["Content-Length"] == str(last - first + 1)
    assert body(response) == DATA[first : last + 1]


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE}-{SIZE + 5}", "bytes=999999999-", "bytes=-0"])
def test_a_range_that_does_not_exist_is_416(client, address, asked):
    response = client.get(address, HTTP_RANGE=asked)
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"
    assert not response.content


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=0-1,5-6",
        "bytes=5-4",
        "bytes=-",
        "bytes=a-b",
        "bytes=٣-٤",
        "items=0-5",
        "bytes 0-5",
        "bytes=" + "9" * 5000 + "-",
    ],
)
def test_a_range_that_is_not_understood_is_ignored(client, address, asked):
    response = client.get(address, HTTP_RANGE=asked)
    assert (response.status_code, body(response)) == (200, DATA)


def test_a_range_holds_only_for_the_file_it_was_asked_of(client, address):
    tag = client.get(address)["ETag"]
    assert client.get(address, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE=tag).status_code == 206
    assert client.get(address, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE='"another"').status_code == 200


def test_head_sends_the_headers_alone_and_other_methods_are_refused(client, address):
    response = client.head(address, HTTP_RANGE="bytes=0-9")
    assert (response.status_code, body(response), response["Content-Length"]) == (200, b"", str(SIZE))
    for method in (client.post, client.put, client.delete, client.options, client.patch):
        assert method(address).status_code == 405


@pytest.mark.django_db
def test_nothing_but_recordings_can_be_reached(client, address, media_in_tmp):
    (media_in_tmp / "secret_key").write_text("secret")
    (media_in_tmp / "media" / "audio" / "0123456789abcdef.txt").write_text("notes")
    for path in (
        "/media/audio/",
        "/media/audio/../../secret_key",
        "/media/audio/..%2f..%2fsecret_key",
        "/media/audio/%2e%2e/%2e%2e/secret_key",
        "/media/audio//etc/passwd",
        "/media/audio/0123456789abcdef.txt",
        f"/media/audio/{NAME}%00",
        f"/media/audio/{NAME}%0a",
        f"/media/audio/x/../{NAME}",
        f"/media/audio/{'f' * 32}.mp3",
    ):
        assert client.get(path).status_code in (400, 404), path

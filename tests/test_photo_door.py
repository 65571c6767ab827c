"""What the door for pictures lets in, what it refuses, and that nothing stays of what was refused."""

import io
import struct
import time
import zlib

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from PIL import Image

from articles.models.photo import Photo
from articles.photos import pixels, store
from articles.photos.door import MAX_BYTES, Refused, admit
from tests.media import encoded, exif_with_gps, files_in, photograph


def png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(999))) + chunk(b"IEND", b"")


def jpeg_claiming(width: int, height: int) -> bytes:
    data = bytearray(encoded(photograph((64, 64))).getvalue())
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def noise(kind: str, **options) -> bytes:
    return encoded(Image.effect_noise((300, 200), 80).convert("RGB"), kind, **options).getvalue()


GIF = encoded(photograph((60, 40)), "GIF").getvalue()
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 50 50\nshowpage\n%%EOF\n"
BAD = {
    "nothing": b"",
    "zero bytes": bytes(5000),
    "text": b"This is not a photo, it is a sentence.\n" * 50,
    "HTML": b"<!doctype html><script>alert(1)</script>",
    "a script": b"#!/bin/sh\nrm -rf ~\n",
    "SVG": SVG,
    "EPS": EPS,
    "EPS with a preview": b"\xc5\xd0\xd3\xc6" + struct.pack("<6IH", 30, len(EPS), 0, 0, 0, 0, 0xFFFF) + EPS,
    "BMP": noise("BMP"),
    "PDF": b"%PDF-1.7\n" + bytes(900),
    "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(900),
    "GIF with a script behind it": GIF + b"<script>alert(1)</script>",
    "GIF with a program behind it": GIF + b"*/=1;alert(document.cookie)//",
    "GIF with a script in its comment": encoded(photograph((60, 40)), "GIF", comment=b"<SCRIPT>x</SCRIPT>").getvalue(),
    "JPEG with PHP in its comment": encoded(photograph((60, 40)), comment=b"<?php system($_GET[0]);").getvalue(),
    "GIF without its end": GIF[:-1],
    "JPEG, its half": noise("JPEG")[: len(noise("JPEG")) // 2],
    "JPEG without its end": noise("JPEG")[:-2],
    "progressive JPEG, most": noise("JPEG", progressive=True)[:-900],
    "PNG, its half": noise("PNG")[: len(noise("PNG")) // 2],
    "PNG without its end": noise("PNG")[:-12],
    "WebP, its half": noise("WEBP")[: len(noise("WEBP")) // 2],
    "WebP without its end": noise("WEBP")[:-20],
    "AVIF, most": noise("AVIF")[:-200],
    "TIFF, most": noise("TIFF")[:-200],
    "TIFF with nonsense for a directory": b"II*\0\x08\0\0\0\xff\xff" + b"\xff" * 400,
    "PNG of 64,000 × 64,000": png_claiming(64_000, 64_000),
    "PNG of 12,000 × 12,000": png_claiming(12_000, 12_000),
    "PNG of 100,000 × 2": png_claiming(100_000, 2),
    "PNG of 2³¹ × 2³¹": png_claiming(2**31 - 1, 2**31 - 1),
    "PNG of no width": png_claiming(0, 9),
    "PNG that is larger than it says": png_claiming(4000, 4000),
    "JPEG of 64,000 × 64,000": jpeg_claiming(64_000, 64_000),
    "JPEG that is smaller than it says": jpeg_claiming(4000, 4000),
}


@pytest.fixture(params=BAD)
def bad(request) -> bytes:
    return BAD[request.param]


@pytest.mark.django_db
def test_what_is_no_whole_photo_is_refused_and_nothing_is_stored(bad, media_in_tmp):
    with pytest.raises(Refused, match=r"^[A-Z].+[.)]$"):
        store.add(io.BytesIO(bad), title="Harbour")
    assert not Photo.objects.exists()
    assert files_in(media_in_tmp) == []


@pytest.mark.parametrize("file_name", ["photo.jpg", "photo.svg"])
@pytest.mark.parametrize("bad", [kind for kind in BAD if kind != "nothing"], indirect=True)
def test_a_form_refuses_it_with_a_sentence_whatever_it_is_called(bad, file_name):
    with pytest.raises(ValidationError) as refused:
        store.PhotoFileField().clean(SimpleUploadedFile(file_name, bad, "image/jpeg"))
    assert refused.value.code == "refused"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (SVG, "SVG"),
        (EPS, "EPS"),
        (BAD["HEIC"], "damaged" if pixels.HEIF else "HEIC"),
        (png_claiming(64_000, 64_000), "pixels"),
    ],
)
def test_the_sentence_says_what_to_do(data, words):
    with pytest.raises(Refused, match=words):
        admit(io.BytesIO(data))


@pytest.mark.parametrize("claim", [png_claiming(64_000, 64_000), jpeg_claiming(64_000, 64_000)], ids=["PNG", "JPEG"])
def test_a_huge_claim_is_refused_before_anything_is_decoded(claim, monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda image: pytest.fail("decoded"))
    started = time.perf_counter()
    with pytest.raises(Refused):
        admit(io.BytesIO(claim))
    assert time.perf_counter() - started < 1


def test_a_file_too_large_is_refused_unread():
    class Endless(io.RawIOBase):
        asked = 0

        def seek(self, *_):
            return 0

        def read(self, size=-1):
            assert 0 < size <= MAX_BYTES + 1
            return bytes(size)

    with pytest.raises(Refused, match="60 MB"):
        admit(Endless())


@pytest.mark.parametrize(
    ("kind", "extension"),
    [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif"), ("TIFF", "tif"), ("GIF", "gif")],
)
def test_every_known_format_is_let_in(kind, extension):
    file = encoded(Image.new("RGB", (90, 60), "#336699"), kind)
    picture = admit(file)
    assert (picture.format, picture.extension, picture.width, picture.height) == (kind, extension, 90, 60)
    assert len(picture.digest) == 64
    red, green, blue = (int(picture.colour[at : at + 2], 16) for at in (1, 3, 5))
    assert abs(red - 0x33) < 6
    assert abs(green - 0x66) < 6
    assert abs(blue - 0x99) < 6
    assert file.tell() == 0


def test_a_jpeg_with_a_second_picture_in_it_is_a_jpeg():
    file = io.BytesIO()
    photograph((90, 60)).save(file, "MPO", save_all=True, append_images=[photograph((30, 20))])
    assert Image.open(file).format == "MPO"
    picture = admit(file)
    assert (picture.format, picture.width, picture.height) == ("JPEG", 90, 60)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "I;16", "I", "F"])
def test_every_mode_is_let_in(mode):
    image = photograph((90, 60), "L") if mode in ("I;16", "I", "F") else photograph((90, 60))
    assert admit(encoded(image.convert(mode), "TIFF")).width == 90


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_width_and_height_are_those_of_the_upright_photo(kind, orientation):
    picture = admit(encoded(photograph((90, 60)), kind, exif=exif_with_gps(orientation)))
    assert (picture.width, picture.height) == ((60, 90) if orientation > 4 else (90, 60))


def test_bad_exif_is_no_reason_to_refuse():
    assert admit(encoded(photograph((90, 60)), exif=b"Exif\0\0nonsense, and more of it")).width == 90


def test_an_animation_counts_as_its_first_frame():
    file = io.BytesIO()
    frames = [Image.new("RGB", (50, 50), colour) for colour in ("red", "blue", "green")]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    assert admit(file).colour.startswith("#f")


@pytest.mark.django_db
def test_a_photo_is_stored_under_its_token_with_what_the_door_found(media_in_tmp, django_user_model):
    user = django_user_model.objects.create_user("photo_desk")
    file = encoded(photograph((90, 60)), exif=exif_with_gps(6))
    file.name = "../../Harbour at dawn.php"
    photo = store.add(file, title="Harbour", by=user, caption="The harbour.", focal_x=0.2)
    photo.refresh_from_db()
    assert (photo.width, photo.height, photo.format) == (60, 90, "JPEG")
    assert (photo.title, photo.caption, photo.focal_x, photo.uploaded_by) == ("Harbour", "The harbour.", 0.2, user)
    assert photo.original.name == f"{photo.token}.jpg"
    assert files_in(media_in_tmp) == [f"originals/{photo.token}.jpg"]
    with photo.original.open() as kept:
        assert kept.read() == file.getvalue()


@pytest.mark.django_db
def test_no_file_stays_when_the_database_refuses(media_in_tmp, monkeypatch):
    def refuse(*args, **kwargs):
        assert files_in(media_in_tmp / "originals")
        raise DatabaseError("the disk of the database is full")

    monkeypatch.setattr(Photo, "save", refuse)
    with pytest.raises(DatabaseError):
        store.add(encoded(photograph()), title="Harbour")
    assert files_in(media_in_tmp) == []


@pytest.mark.django_db
def test_no_file_stays_when_a_field_is_wrong(media_in_tmp):
    with pytest.raises(ValidationError):
        store.add(encoded(photograph()), title="Harbour", focal_x=7)
    assert files_in(media_in_tmp) == []
    assert not Photo.objects.exists()


class PhotoForm(forms.ModelForm):
    original = store.PhotoFileField()

    class Meta:
        model = Photo
        fields = ["title", "original"]


@pytest.mark.django_db
def test_a_form_gives_the_file_another_name_and_says_what_it_is(media_in_tmp):
    upload = SimpleUploadedFile("x" * 300 + ".php", encoded(photograph((90, 60)), "PNG").getvalue(), "text/html")
    form = PhotoForm({"title": "Harbour"}, {"original": upload})
    assert form.is_valid(), form.errors
    file = form.cleaned_data["original"]
    assert (file.picture.format, file.picture.width) == ("PNG", 90)
    assert file.name.endswith(".png")
    assert "x" not in file.name
    photo = form.save(commit=False)
    store.put(photo, file, file.picture)
    assert files_in(media_in_tmp) == [f"originals/{photo.token}.png"]
    assert Photo.objects.get().height == 60

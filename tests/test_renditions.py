"""The files that readers are sent of a photo: which there are, what is in them, and that each is made once."""

import io
import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageCms

from articles.models.photo import Photo
from articles.photos import renditions, serving, store
from tests.media import encoded, exif_with_gps, files_in, photograph

SECRETS = (b"Exif", b"GPS", b"Ada Vale", b"ICC_PROFILE", b"http://ns.adobe.com", b"a comment")


def add(image: Image.Image, kind: str = "JPEG", **options) -> Photo:
    return store.add(encoded(image, kind, **options), title="Harbour")


def made(photo: Photo, width: int = 320, encoding: renditions.Format = "jpeg") -> Image.Image:
    image = Image.open(io.BytesIO(renditions.make(photo, width, encoding)))
    image.load()
    return image


def is_near(pixel: tuple[int, ...], wanted: tuple[int, int, int], tolerance: int = 40) -> bool:
    return len(pixel) == 3 and all(abs(a - b) <= tolerance for a, b in zip(pixel, wanted, strict=True))


def addresses(photo: Photo) -> list[str]:
    sources = renditions.sources(renditions.facts(photo))
    return [url for url, _ in sources["avif"] + sources["jpeg"]]


FACTS: renditions.Facts = {
    "id": 7,
    "token": "ab" * 16,
    "digest": "0123456789abcdef",
    "width": 1000,
    "height": 600,
    "focal": [0.5, 0.25],
    "colour": "#336699",
}


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        (1, [1]),
        (100, [100]),
        (320, [320]),
        (321, [320, 321]),
        (1000, [320, 480, 640, 960, 1000]),
        (1919, [320, 480, 640, 960, 1280, 1919]),
        (1920, [320, 480, 640, 960, 1280, 1920]),
        (6000, [320, 480, 640, 960, 1280, 1920]),
    ],
)
def test_no_rendition_is_wider_than_the_original_and_there_is_always_one(original, expected):
    assert renditions.widths(original) == expected
    sources = renditions.sources({**FACTS, "width": original})
    assert [width for _, width in sources["avif"]] == [width for _, width in sources["jpeg"]] == expected
    assert sources["src"] in [url for url, width in sources["jpeg"] if width <= 960]


def test_addresses_follow_from_the_facts_alone_and_lead_to_the_view():
    sources = renditions.sources(json.loads(json.dumps(FACTS)))
    recipe = renditions.recipe(FACTS["digest"])
    assert sources["avif"][0] == (f"/media/photos/{FACTS['token']}/{recipe}/320.avif", 320)
    assert sources["jpeg"][-1] == (f"/media/photos/{FACTS['token']}/{recipe}/1000.jpg", 1000)
    assert (sources["width"], sources["height"]) == (1000, 600)
    arguments = {"token": FACTS["token"], "recipe": recipe, "width": 320, "extension": "avif"}
    assert reverse("rendition", kwargs=arguments) == sources["avif"][0][0]


def test_the_address_changes_with_the_file_and_with_the_recipe(monkeypatch):
    one = renditions.recipe("0" * 64)
    assert one == renditions.recipe("0" * 16)
    assert one != renditions.recipe("1" * 64)
    monkeypatch.setattr(renditions, "RECIPE_VERSION", renditions.RECIPE_VERSION + 1)
    assert one != renditions.recipe("0" * 64)


@pytest.mark.django_db
def test_the_facts_of_a_photo_are_plain_json(media_in_tmp):
    photo = add(photograph((90, 60)))
    facts = renditions.facts(photo)
    assert json.loads(json.dumps(facts)) == facts
    assert facts["digest"] == photo.digest[:16]
    assert facts["focal"] == [0.5, 0.5]


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["jpeg", "avif"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_rotated_photo_comes_out_upright(media_in_tmp, kind, orientation, encoding):
    """The white corner, top left in the file, is where EXIF says that it is to be seen."""
    photo = add(photograph((800, 480)), kind, exif=exif_with_gps(orientation))
    assert (photo.width, photo.height) == ((480, 800) if orientation > 4 else (800, 480))
    image = made(photo, 320, encoding)
    assert image.size == (320, round(320 * photo.height / photo.width))
    right, bottom = image.width - 8, image.height - 8
    corners = {1: (8, 8), 3: (right, bottom), 6: (right, 8), 8: (8, bottom)}
    for other, corner in corners.items():
        assert is_near(image.getpixel(corner), (255, 255, 255)) is (other == orientation)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_nothing_of_what_the_original_knows_is_in_any_rendition(client, media_in_tmp, kind):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options = {} if kind == "TIFF" else {"xmp": b"<x:xmpmeta xmlns:x='http://ns.adobe.com/'/>"}
    options |= {"comment": b"a comment"} if kind == "JPEG" else {}
    photo = add(photograph((700, 400)), kind, exif=exif_with_gps(), icc_profile=profile, **options)
    with photo.original.open() as original:
        assert Image.open(original).getexif().get_ifd(0x8825)
    for address in addresses(photo):
        data = client.get(address).content
        assert not [secret for secret in SECRETS if secret in data]
        image = Image.open(io.BytesIO(data))
        assert not image.getexif()
        assert not image.info.keys() & {"exif", "xmp", "icc_profile", "comment", "photoshop"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("CMYK", "JPEG"),
        ("CMYK", "TIFF"),
        ("P", "PNG"),
        ("P", "GIF"),
        ("RGBA", "PNG"),
        ("RGBA", "WEBP"),
        ("RGBA", "AVIF"),
        ("LAB", "TIFF"),
        ("YCbCr", "TIFF"),
    ],
)
def test_every_kind_of_colour_comes_out_as_it_looks(media_in_tmp, mode, kind):
    if mode == "LAB":
        lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        image = ImageCms.profileToProfile(photograph((640, 400)), srgb, lab, outputMode="LAB")
    else:
        image = photograph((640, 400), mode)
    image = made(add(image, kind))
    assert image.mode == "RGB"
    assert is_near(image.getpixel((80, 150)), (255, 0, 0))
    assert is_near(image.getpixel((240, 150)), (0, 0, 255))
    assert is_near(image.getpixel((10, 10)), (255, 255, 255))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mode", "kind"), [("I;16", "PNG"), ("I;16", "TIFF"), ("I;16B", "TIFF"), ("I", "TIFF"), ("F", "TIFF")]
)
def test_sixteen_and_more_bits_of_grey_come_out_as_eight(media_in_tmp, mode, kind):
    values = Image.new("I", (640, 400), 0)
    values.paste(65535, (0, 0, 320, 400))
    values.paste(32768, (0, 200, 320, 400))
    image = values.convert("F") if mode == "F" else values
    if mode.startswith("I;16"):
        raw = b"".join(
            value.to_bytes(2, "big" if mode == "I;16B" else "little") for value in values.get_flattened_data()
        )
        image = Image.frombytes(mode, values.size, raw)
    photo = add(image, kind)
    image = made(photo)
    assert is_near(image.getpixel((80, 50)), (255, 255, 255))
    assert is_near(image.getpixel((80, 150)), (128, 128, 128))
    assert is_near(image.getpixel((240, 100)), (0, 0, 0))
    assert is_near(tuple(bytes.fromhex(photo.colour[1:])), (96, 96, 96))


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_is_white(media_in_tmp, mode):
    image = Image.new("RGBA", (640, 400), (0, 0, 0, 0))
    image.paste((255, 0, 0, 255), (0, 0, 320, 400))
    image = made(add(image.convert(mode), "PNG"))
    assert is_near(image.getpixel((240, 100)), (255, 255, 255))
    assert not is_near(image.getpixel((80, 100)), (255, 255, 255))


def swapped_profile() -> bytes:
    """sRGB with the columns of red and blue exchanged: by it, red is blue."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.index(b"rXYZ"), profile.index(b"bXYZ")
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


@pytest.mark.django_db
def test_a_photo_with_a_profile_is_converted_by_it(media_in_tmp):
    image = made(add(Image.new("RGB", (640, 400), (255, 0, 0)), icc_profile=swapped_profile()))
    assert is_near(image.getpixel((80, 80)), (0, 0, 255))


@pytest.mark.django_db
@pytest.mark.parametrize("profile", [b"nonsense", b""])
def test_a_profile_that_cannot_be_read_changes_nothing(media_in_tmp, profile):
    image = made(add(Image.new("RGB", (640, 400), (255, 0, 0)), icc_profile=profile))
    assert is_near(image.getpixel((80, 80)), (255, 0, 0))


@pytest.mark.django_db
@pytest.mark.parametrize("size", [(1, 1), (2000, 1), (1, 2000), (3, 30000)])
@pytest.mark.parametrize("encoding", ["jpeg", "avif"])
def test_every_shape_that_is_let_in_can_be_sent(media_in_tmp, size, encoding):
    photo = add(Image.new("RGB", size, "red"), "PNG")
    for width in renditions.widths(photo.width):
        assert made(photo, width, encoding).width == width


@pytest.mark.django_db
def test_a_rendition_is_sent_for_ever_and_kept(client, media_in_tmp):
    photo = add(photograph((700, 400)))
    for address, kind in zip(addresses(photo), ["avif"] * 4 + ["jpeg"] * 4, strict=True):
        first, second = (client.get(address, HTTP_ACCEPT_ENCODING="gzip, br") for _ in range(2))
        assert first.status_code == 200
        assert first["Content-Type"] == f"image/{kind}"
        assert first["Cache-Control"] == "public, max-age=31536000, immutable"
        assert first["X-Content-Type-Options"] == "nosniff"
        assert "Content-Encoding" not in first
        assert int(first["Content-Length"]) == len(first.content)
        assert second.content == first.content
        assert (media_in_tmp / "media" / address.removeprefix("/media/")).read_bytes() == first.content
    assert len(files_in(media_in_tmp / "media")) == 8


@pytest.mark.django_db
def test_what_is_kept_is_sent_without_a_query(client, media_in_tmp, django_assert_num_queries):
    [address, *_] = addresses(add(photograph((100, 60))))
    client.get(address)
    with django_assert_num_queries(0):
        assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_head_sends_the_headers_alone_and_other_methods_are_refused(client, media_in_tmp):
    [address, *_] = addresses(add(photograph((100, 60))))
    response = client.head(address)
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == client.get(address)["Content-Length"]
    for method in (client.post, client.put, client.delete, client.options, client.patch):
        assert method(address).status_code == 405


@pytest.mark.django_db
def test_what_no_page_names_is_not_found_and_nothing_is_made(client, media_in_tmp):
    photo = add(photograph((700, 400)))
    recipe = renditions.recipe(photo.digest)
    base = f"/media/photos/{photo.token}/{recipe}"
    for address in (
        f"{base}/321.jpg",
        f"{base}/960.jpg",
        f"{base}/0.jpg",
        f"{base}/00320.jpg",
        f"{base}/٣٢٠.jpg",
        f"{base}/320.jpg/",
        f"{base}/320.jpg%0a",
        f"{base}/320.png",
        f"{base}/320.jpeg",
        f"{base}/../{recipe}/320.jpg",
        f"/media/photos/{photo.token}/{'0' * 8}/320.jpg",
        f"/media/photos/{'0' * 32}/{recipe}/320.jpg",
        f"/media/photos/{photo.token.upper()}Z/{recipe}/320.jpg",
        f"/media/{photo.original.name}",
        f"/media/originals/{photo.original.name}",
        f"/media/../originals/{photo.original.name}",
        "/media/",
    ):
        assert client.get(address).status_code == 404, address
    assert files_in(media_in_tmp / "media") == []


@pytest.mark.django_db
def test_a_photo_whose_original_is_gone_is_not_found(client, media_in_tmp, caplog):
    photo = add(photograph((100, 60)))
    photo.original.storage.delete(photo.original.name)
    assert client.get(addresses(photo)[0]).status_code == 404
    assert "original" in caplog.text


@pytest.mark.django_db
def test_what_fails_while_it_is_written_leaves_nothing(media_in_tmp, monkeypatch):
    def refuse(*args):
        raise OSError("no space left")

    monkeypatch.setattr(serving.os, "replace", refuse)
    with pytest.raises(OSError, match="no space"):
        serving.kept_or_made("photos/x/y/320.jpg", lambda: b"bytes")
    assert files_in(media_in_tmp / "media") == []


def test_a_storage_that_is_no_disk_is_written_at_once(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    assert serving.kept_or_made("photos/x/y/320.jpg", lambda: b"bytes") == b"bytes"
    assert serving.kept("photos/x/y/320.jpg") == b"bytes"
    assert serving.kept("photos/x/y/480.jpg") is None


@pytest.mark.django_db(transaction=True)
def test_forty_who_ask_at_once_are_served_by_one_making(media_in_tmp, monkeypatch):
    photo = add(photograph((1600, 1000)))
    address = addresses(photo)[3]
    makings = []
    make = renditions.make
    together = threading.Barrier(40)

    def counted(*arguments):
        makings.append(arguments)
        return make(*arguments)

    monkeypatch.setattr(renditions, "make", counted)

    def ask(_) -> tuple[int, bytes]:
        together.wait(timeout=30)
        try:
            response = Client().get(address)
            return response.status_code, response.content
        finally:
            connections.close_all()

    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(ask, range(40)))
    assert len(makings) == 1
    assert len(set(answers)) == 1
    assert answers[0][0] == 200
    assert len(files_in(media_in_tmp / "media")) == 1


ASK = """
import os, sys, time
import django
django.setup()
from pathlib import Path
from articles.photos import serving
start, log = Path(sys.argv[1]), Path(sys.argv[2])
def make():
    with log.open("a") as file:
        file.write(f"{os.getpid()}\\n")
    time.sleep(0.2)  # long enough for the others to arrive
    return b"bytes"
print("ready", flush=True)
while not start.exists():
    time.sleep(0.005)
assert serving.kept_or_made("photos/x/y/320.jpg", make) == b"bytes"
"""


def test_several_processes_make_it_once(tmp_path):
    arguments = [sys.executable, "-c", ASK, str(tmp_path / "start"), str(tmp_path / "log")]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "VAR_DIR": str(tmp_path)}
    processes = [subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE) for _ in range(3)]  # noqa: S603
    try:
        for process in processes:
            assert process.stdout.readline() == b"ready\n"
        (tmp_path / "start").touch()
        assert [process.wait(timeout=30) for process in processes] == [0, 0, 0]
    finally:
        for process in processes:
            process.kill()
            process.communicate()
    assert len((tmp_path / "log").read_text().split()) == 1

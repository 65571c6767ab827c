"""The files that readers are sent of a photo: which there are, and what is in them."""

import io
import json

import pytest
from django.urls import reverse
from PIL import Image, ImageCms

from articles.models import Cut, Photo
from articles.photos import library, renditions, store
from tests.media import encoded, exif_with_gps, photograph

SECRETS = (b"Exif", b"GPS", b"ICC_PROFILE", b"a comment")


def add(image: Image.Image, kind: str = "JPEG", **options) -> Photo:
    return store.add(encoded(image, kind, **options), title="Harbour")


def cut_of(photo: Photo) -> renditions.Cut:
    return renditions.cut(photo.token, renditions.facts(photo)["key"])


def made(photo: Photo, width: int = 320, encoding: renditions.Format = "jpeg", crop: str = "original") -> Image.Image:
    name = f"{crop}-{width}.{renditions.EXTENSIONS[encoding]}"
    image = Image.open(io.BytesIO(renditions.make(cut_of(photo), name)))
    image.load()
    return image


def is_near(pixel: tuple[int, ...], wanted: tuple[int, int, int], tolerance: int = 40) -> bool:
    return len(pixel) == 3 and all(abs(a - b) <= tolerance for a, b in zip(pixel, wanted, strict=True))


def addresses(photo: Photo, *crops: renditions.Crop) -> list[str]:
    found = [renditions.sources(renditions.facts(photo), crop) for crop in crops or ["original"]]
    return [url for sources in found for url, _ in sources["avif"] + sources["jpeg"]]


FACTS: renditions.Facts = {
    "id": 7,
    "token": "ab" * 16,
    "digest": "0123456789abcdef",
    "width": 1000,
    "height": 600,
    "focal": [0.5, 0.25],
    "colour": "#336699",
    "key": "0123abcd",
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
    sources = renditions.sources({**FACTS, "width": original})
    assert [width for _, width in sources["avif"]] == [width for _, width in sources["jpeg"]] == expected
    assert sources["src"] in [url for url, width in sources["jpeg"] if width <= 960]


def test_addresses_follow_from_the_facts_alone_and_lead_to_the_view():
    sources = renditions.sources(json.loads(json.dumps(FACTS)))
    assert sources["avif"][0] == (f"/media/photos/{FACTS['token']}/0123abcd/original-320.avif", 320)
    assert sources["jpeg"][-1] == (f"/media/photos/{FACTS['token']}/0123abcd/original-1000.jpg", 1000)
    assert (sources["width"], sources["height"]) == (1000, 600)
    arguments = {"token": FACTS["token"], "key": "0123abcd", "name": "original-320.avif"}
    assert reverse("rendition", kwargs=arguments) == sources["avif"][0][0]


@pytest.mark.parametrize(
    ("crop", "widths", "size"),
    [
        ("original", [320, 480, 640, 960, 1000], (1000, 600)),
        ("16x9", [320, 480, 640, 960, 1000], (1000, 562)),
        ("4x3", [320, 480, 640, 800], (800, 600)),
        ("1x1", [320, 480, 600], (600, 600)),
    ],
)
def test_a_crop_comes_in_the_widths_that_it_has(crop, widths, size):
    sources = renditions.sources(FACTS, crop)
    assert [width for _, width in sources["jpeg"]] == widths
    assert sources["avif"][0][0].endswith(f"/0123abcd/{crop}-320.avif")
    assert (sources["width"], sources["height"]) == size


def test_a_picture_as_tall_as_a_house_comes_in_narrow_files_only():
    sources = renditions.sources({**FACTS, "width": 1920, "height": 30_000})
    assert [width for _, width in sources["avif"]] == [320, 480, 640]


@pytest.mark.parametrize(
    ("crop", "focal", "box"),
    [
        ("1x1", (0.5, 0.5), (200, 0, 800, 600)),
        ("1x1", (0.45, 0.9), (150, 0, 750, 600)),
        ("1x1", (0.0, 0.5), (0, 0, 600, 600)),
        ("1x1", (1.0, 0.5), (400, 0, 1000, 600)),
        ("16x9", (0.5, 0.0), (0, 0, 1000, 562)),
        ("16x9", (0.5, 1.0), (0, 38, 1000, 600)),
        ("original", (0.1, 0.1), (0, 0, 1000, 600)),
    ],
)
def test_the_focal_point_is_as_near_the_middle_of_a_crop_as_the_edges_allow(crop, focal, box):
    assert renditions.box(1000, 600, crop, focal) == box


def test_the_address_changes_with_the_file_the_point_the_marks_and_the_recipe(monkeypatch):
    marks = renditions.NO_MARKS
    one = renditions.key("0" * 64, (0.5, 0.5), marks)
    assert one == renditions.key("0" * 16, [0.5, 0.5], dict(reversed(marks.items())))
    others = {
        renditions.key("1" * 64, (0.5, 0.5), marks),
        renditions.key("0" * 64, (0.5, 0.4), marks),
        renditions.key("0" * 64, (0.5, 0.5), {**marks, "credit": "Ada Vale"}),
    }
    assert len(others - {one}) == 3
    monkeypatch.setattr(renditions, "RECIPE_VERSION", renditions.RECIPE_VERSION + 1)
    assert one != renditions.key("0" * 64, (0.5, 0.5), marks)


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
    """But for who took it, which every file says."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options = {} if kind == "TIFF" else {"xmp": b"<x:xmpmeta xmlns:x='http://ns.adobe.com/'/>"}
    options |= {"comment": b"a comment"} if kind == "JPEG" else {}
    photo = add(photograph((700, 400)), kind, exif=exif_with_gps(), icc_profile=profile, **options)
    with photo.original.open() as original:
        assert Image.open(original).getexif().get_ifd(0x8825)
    for address in addresses(photo, *renditions.CROPS):
        data = client.get(address).content
        assert b"Ada Vale" in data
        assert not [secret for secret in SECRETS if secret in data]
        image = Image.open(io.BytesIO(data))
        assert not image.getexif()
        assert not image.info.keys() & {"exif", "icc_profile", "comment"}


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
@pytest.mark.parametrize("size", [(1, 1), (2, 3), (2000, 1), (1, 2000), (3, 30000), (641, 481)])
def test_every_shape_that_is_let_in_can_be_sent(media_in_tmp, size):
    photo = add(Image.new("RGB", size, "red"), "PNG")
    names = []
    with photo.original.open() as original:
        for name, data in renditions.make_all(original, cut_of(photo)):
            width = int(name.partition("-")[2].partition(".")[0])
            assert Image.open(io.BytesIO(data)).width == width
            names.append(name)
    assert {address.rpartition("/")[2] for address in addresses(photo, *renditions.CROPS)} == set(names)


@pytest.mark.django_db
def test_the_whole_set_comes_narrowest_first_and_holds_what_pages_name(media_in_tmp):
    photo = add(photograph((1000, 600)))
    with photo.original.open() as original:
        files = dict(renditions.make_all(original, cut_of(photo)))
    widths = [int(name.partition("-")[2].partition(".")[0]) for name in files]
    assert widths == sorted(widths)
    assert {address.rpartition("/")[2] for address in addresses(photo, *renditions.CROPS)} == files.keys()
    for name, data in files.items():
        image = Image.open(io.BytesIO(data))
        crop = renditions.box(1000, 600, name.partition("-")[0], (0.5, 0.5))
        assert image.height == round(image.width * (crop[3] - crop[1]) / (crop[2] - crop[0]))


@pytest.mark.django_db
def test_only_what_is_wanted_is_made(media_in_tmp):
    photo = add(photograph((1000, 600)))
    with photo.original.open() as original:
        wanted = {"1x1-320.avif", "original-640.jpg", "nothing-9.jpg"}
        assert [name for name, _ in renditions.make_all(original, cut_of(photo), wanted=wanted)] == [
            "1x1-320.avif",
            "original-640.jpg",
        ]
        assert list(renditions.make_all(original, cut_of(photo), wanted=set())) == []


@pytest.mark.django_db
@pytest.mark.parametrize("orientation", [1, 6])
def test_a_crop_shows_the_focal_point_of_the_upright_photo(media_in_tmp, orientation):
    image = Image.new("RGB", (1200, 800), "blue")
    image.paste("red", (1010, 0, 1200, 800))
    turn = {1: image, 6: image.transpose(Image.Transpose.ROTATE_90)}[orientation]
    photo = add(turn, exif=exif_with_gps(orientation))
    assert is_near(made(photo, 320, crop="1x1").getpixel((300, 160)), (0, 0, 255))
    library.write(photo, by=None, focal_x=1.0)
    cut = made(photo, 320, crop="1x1")
    assert cut.size == (320, 320)
    assert is_near(cut.getpixel((300, 160)), (255, 0, 0))
    assert is_near(cut.getpixel((20, 160)), (0, 0, 255))


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["avif", "jpg"])
def test_each_file_says_whose_it_is(media_in_tmp, encoding):
    photo = add(photograph((700, 400)), exif=exif_with_gps(), comment=b"a comment")
    marks = {**renditions.NO_MARKS, "creators": ["Zoë Marsh"], "credit": "Zoë Marsh / Northline"}
    cut = Cut(photo=photo, key="0" * 8, focal_x=0.5, focal_y=0.5, marks=marks)
    image = Image.open(io.BytesIO(renditions.make(cut, f"16x9-320.{encoding}")))
    assert "Zoë Marsh / Northline" in image.info["xmp"].decode()
    assert not image.getexif()
    assert image.info.keys() <= {
        "xmp",
        "photoshop",
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }

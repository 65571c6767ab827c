"""The same picture is known again in another file, and another picture is not taken for it."""

import io
import itertools
from collections.abc import Callable

import pytest
from PIL import Image, ImageOps

from articles.photos import likeness
from articles.photos.door import admit
from newsroom.demo import drawing
from tests.media import encoded, exif_with_gps

COPIES: dict[str, Callable[[Image.Image], io.BytesIO]] = {
    "JPEG of quality 40": lambda image: encoded(image, quality=40),
    "a quarter": lambda image: encoded(image.resize((image.width // 4, image.height // 4)), "PNG"),
    "a quarter of quality 40": lambda image: encoded(image.reduce(4), quality=40),
    "AVIF": lambda image: encoded(image, "AVIF", quality=40, speed=10),
    "WebP": lambda image: encoded(image, "WEBP", quality=40, method=0),
    "lighter": lambda image: encoded(image.point(lambda value: 255 * (value / 255) ** 0.85)),
    "darker": lambda image: encoded(image.point(lambda value: 255 * (value / 255) ** 1.15)),
    "on its side, and turned by EXIF": lambda image: encoded(
        image.transpose(Image.Transpose.ROTATE_90), exif=exif_with_gps(6)
    ),
}


@pytest.fixture(scope="module")
def pictures() -> dict[str, Image.Image]:
    """The demonstration's portraits, which are the most alike, and a few of the rest; at half their size."""
    portraits = [name for name in drawing.NAMES if name.startswith("portrait")]
    others = [name for name in drawing.NAMES if not name.startswith("portrait")]
    return {name: drawing.draw(name).reduce(2) for name in portraits + others[::5]}


def fingerprint(file: io.BytesIO) -> int:
    found = admit(file).fingerprint
    assert found is not None
    return found


def test_copies_are_near_and_share_a_band_and_other_pictures_are_far(pictures):
    prints = {name: fingerprint(encoded(image, quality=92)) for name, image in pictures.items()}
    for (name, image), (kind, copy) in itertools.product(pictures.items(), COPIES.items()):
        found = fingerprint(copy(image))
        assert likeness.distance(found, prints[name]) <= likeness.NEAR, (name, kind)
        assert set(likeness.bands(found)) & set(likeness.bands(prints[name])), (name, kind)
    for one, other in itertools.combinations(prints.values(), 2):
        assert likeness.distance(one, other) > likeness.NEAR


def test_a_fingerprint_and_its_bands_fit_into_the_databases_numbers(pictures):
    for image in pictures.values():
        found = likeness.fingerprint(image)
        assert 0 <= found < 2**63
        assert len(set(likeness.bands(found))) == likeness.BANDS
        assert all(0 <= band < 2**15 for band in likeness.bands(found))


@pytest.mark.parametrize("flipped", [(0, 9, 18, 27, 36, 45), (0, 1, 2, 3, 4, 5), (57, 58, 59, 60, 61, 62)])
def test_prints_that_are_just_near_share_a_band_wherever_they_differ(flipped):
    one = 0x5A5A_1234_DEAD_BEEF
    other = one ^ sum(1 << bit for bit in flipped)
    assert likeness.distance(one, other) == likeness.NEAR
    assert set(likeness.bands(one)) & set(likeness.bands(other))


def test_a_mirrored_or_other_part_of_a_picture_is_another_picture(pictures):
    for image in list(pictures.values())[:6]:
        whole = likeness.fingerprint(image)
        left = image.crop((0, 0, image.width // 2, image.height))
        for other in (ImageOps.mirror(image), ImageOps.flip(image), left):
            assert likeness.distance(likeness.fingerprint(other), whole) > likeness.NEAR


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGB", (900, 600), "white"),
        Image.new("RGB", (900, 600), "#fafaf0"),
        Image.linear_gradient("L").resize((900, 600)),
        Image.effect_noise((900, 600), 4),
        Image.new("RGB", (1, 1), "red"),
    ],
    ids=["white", "nearly white", "gradient", "faint noise", "one pixel"],
)
def test_what_shows_next_to_nothing_is_like_nothing(image):
    assert admit(encoded(image.convert("RGB"), quality=60)).fingerprint is None

"""Colours that a file states without a profile: as near to the published arithmetic as eight bits allow."""

import io
import itertools
import re

import pytest
from PIL import Image

from articles.photos import colours, pixels
from articles.photos.anatomy import Broken, Costly, named
from articles.photos.door import admit
from tests.pictures import handmade, profiles
from tests.pictures.canvas import Colour, quarters, save

# of 255: what rounding to eight bits in the wider space, and out of it again, makes of a colour
TOLERANCE = 3
# nothing near the edges of sRGB's own gamut: a channel near nought is mostly rounding in a wider one
SWATCHES: list[Colour] = list(itertools.product((60, 100, 140, 180, 220), repeat=3))


def swatches(written) -> Image.Image:
    """Return a picture with a pixel for each of `SWATCHES`, as the space of `written` writes it."""
    image = Image.new("RGB", (len(SWATCHES), 1))
    image.putdata([written(colour) for colour in SWATCHES])
    return image


def read(data: bytes) -> list[Colour]:
    """Return the pixels of the file `data` in sRGB."""
    file = io.BytesIO(data)
    image = Image.open(file)
    image.load()
    return list(pixels.in_srgb(image, colours.profile_of(image, file)).get_flattened_data())


def apart(ones: list[Colour], others: list[Colour]) -> int:
    return max(abs(a - b) for one, other in zip(ones, others, strict=True) for a, b in zip(one, other, strict=True))


def adobe_rgb_by_exif(image: Image.Image) -> bytes:
    return save(image, "PNG", exif=handmade.exif_of_colours(0xFFFF, "R03"))


@pytest.mark.parametrize(
    ("written", "file"),
    [
        (profiles.in_adobe_rgb, adobe_rgb_by_exif),
        (profiles.in_display_p3, lambda image: handmade.named_in_png(image, 12, 13)),
        (profiles.in_bt_2020, lambda image: handmade.named_in_png(image, 9, 13)),
    ],
    ids=["Adobe RGB", "Display P3", "BT.2020"],
)
def test_colours_come_out_as_the_published_primaries_say(written, file):
    image = swatches(written)
    assert apart(read(save(image, "PNG")), SWATCHES) > 20  # taken for sRGB, they are dull
    assert apart(read(file(image)), SWATCHES) <= TOLERANCE


def test_the_profile_has_the_colourants_that_adobe_published():
    """Adobe RGB (1998), 2005-05, annex B; to the last digit that a profile can hold."""
    made, published = colours.profile(colours.ADOBE_RGB, (colours.ADOBE_GAMMA,)), profiles.adobe_rgb()
    for name in (b"rXYZ", b"gXYZ", b"bXYZ"):
        ours, theirs = (_colourant(profile, name) for profile in (made, published))
        assert all(abs(one - other) <= 2 / 65536 for one, other in zip(ours, theirs, strict=True)), (name, ours)


def _colourant(profile: bytes, name: bytes) -> list[float]:
    start, _ = profiles.tag(profile, name)
    return [int.from_bytes(profile[at : at + 4], "big", signed=True) / 65536 for at in range(start + 8, start + 20, 4)]


def test_the_mean_colour_is_that_of_what_readers_see():
    brick, stated = (200, 40, 40), handmade.exif_of_colours(0xFFFF, "R03")
    plain = Image.new("RGB", (64, 64), profiles.in_adobe_rgb(brick))
    picture = admit(io.BytesIO(save(plain, "JPEG", quality=95, subsampling=0, exif=stated)))
    found = [int(part, 16) for part in re.findall("[0-9a-f]{2}", picture.colour)]
    assert max(abs(one - other) for one, other in zip(found, brick, strict=True)) <= TOLERANCE


def test_what_is_grey_stays_grey():
    levels = [(value,) * 3 for value in range(0, 256, 5)]
    image = Image.new("RGB", (len(levels), 1))
    image.putdata(levels)
    found = read(handmade.named_in_png(image, 12, 13))
    assert apart(found, levels) <= 1


def test_the_properties_of_another_item_are_not_the_pictures():
    """An AVIF with transparency has an item for it, and both have properties."""
    image = quarters("RGBA", [(200, 40, 40, 255)] * 4)
    data = handmade.named_in_avif(image, 12, 13)
    assert named.find(data) == named.Named(12, 13)
    other = data.replace(b"pitm\0\0\0\0\0\1", b"pitm\0\0\0\0\0\2")
    assert other != data
    assert named.find(other) is None


@pytest.mark.parametrize("kind", ["AVIF", "PNG"])
def test_a_file_that_was_cut_short_anywhere_is_no_trouble(kind):
    data = {"AVIF": handmade.named_in_avif, "PNG": handmade.named_in_png}[kind](quarters(), 12, 13)
    for end in range(min(len(data), 700)):
        try:
            assert named.find(data[:end]) in (None, named.Named(12, 13))
        except (Broken, Costly):
            continue


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
def test_exif_that_is_damaged_says_nothing():
    exif = handmade.exif_of_colours(0xFFFF, "R03").tobytes()
    for end in range(6, len(exif), 3):
        data = save(quarters(), "JPEG", exif=exif[:end])
        assert read(data)

"""The files that readers are sent instead of the original: smaller, upright, in sRGB, and silent about the rest.

Their addresses follow from a photo's facts alone, so that a page needs neither the database nor the disk for them.
"""

import hashlib
import io
import math
from typing import Literal, TypedDict

from django.conf import settings
from PIL import Image

from articles.models.photo import Photo
from articles.photos import pixels

Format = Literal["avif", "jpeg"]

WIDTHS = (320, 480, 640, 960, 1280, 1920)
RECIPE_VERSION = 1  # goes up with every change that makes other files of the same original
EXTENSIONS: dict[Format, str] = {"avif": "avif", "jpeg": "jpg"}
ENCODINGS: dict[Format, dict] = {
    # at speed 9, AVIF costs a tenth of a second for 1600 × 900; at Pillow's default of 6, a whole one
    "avif": {"format": "AVIF", "quality": 60, "speed": 9},
    "jpeg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
}
DIGEST_LENGTH = 16  # hexadecimal digits of the original's digest that the facts carry
WITHOUT_CHOICE = 960  # the width for those who can choose none


class Facts(TypedDict):
    """What an edition keeps of a photo. Width and height are upright pixels, `focal` is two fractions."""

    id: int
    token: str
    digest: str
    width: int
    height: int
    focal: list[float]
    colour: str


class Sources(TypedDict):
    """The files of a photo as (address, width in pixels), narrowest first; width and height of the largest it has."""

    avif: list[tuple[str, int]]
    jpeg: list[tuple[str, int]]
    width: int
    height: int
    src: str


def facts(photo: Photo) -> Facts:
    """Return what `sources` needs of `photo`, as plain JSON."""
    return {
        "id": photo.pk,
        "token": photo.token,
        "digest": photo.digest[:DIGEST_LENGTH],
        "width": photo.width,
        "height": photo.height,
        "focal": [photo.focal_x, photo.focal_y],
        "colour": photo.colour,
    }


def widths(original: int) -> list[int]:
    """Return the widths that a photo of `original` pixels across comes in: never wider, at least one."""
    return [width for width in WIDTHS if width < original] + ([original] if original <= WIDTHS[-1] else [])


def recipe(digest: str) -> str:
    """Return eight hexadecimal digits that change with the file, and with how renditions are made of it."""
    return hashlib.sha256(f"{digest[:DIGEST_LENGTH]} {RECIPE_VERSION}".encode()).hexdigest()[:8]


def name(token: str, recipe: str, width: int, extension: str) -> str:
    """Return where a rendition lies in the default storage, and below `MEDIA_URL`."""
    return f"photos/{token}/{recipe}/{width}.{extension}"


def sources(facts: Facts) -> Sources:
    """Return the addresses of all renditions, and the size of the photo for the page's layout."""
    made_by = recipe(facts["digest"])
    found: dict[Format, list[tuple[str, int]]] = {
        encoding: [
            (settings.MEDIA_URL + name(facts["token"], made_by, width, extension), width)
            for width in widths(facts["width"])
        ]
        for encoding, extension in EXTENSIONS.items()
    }
    return {
        "avif": found["avif"],
        "jpeg": found["jpeg"],
        "width": facts["width"],
        "height": facts["height"],
        "src": [url for url, width in found["jpeg"] if width <= WITHOUT_CHOICE][-1],
    }


def make(photo: Photo, width: int, encoding: Format) -> bytes:
    """Return `photo` as a file of `encoding`, `width` pixels across when upright, with no metadata.

    Raises FileNotFoundError if the original is gone, and what Pillow raises if it is not what the door let in.
    """
    with photo.original.storage.open(photo.original.name) as file:
        image = Image.open(file, formats=pixels.FORMATS)
        profile = image.info.get("icc_profile")
        scale = width / photo.width
        if image.format in ("JPEG", "MPO"):
            # twice what is wanted leaves the filter enough to work with
            image.draft(image.mode, (math.ceil(image.width * scale * 2), math.ceil(image.height * scale * 2)))
        image.load()
    orientation = pixels.orientation(image)
    size = width, max(1, round(photo.height * scale))
    if orientation in pixels.ON_ITS_SIDE:
        size = size[1], size[0]
    small = pixels.eight_bit(image).resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    small = pixels.in_srgb(pixels.on_white(pixels.turned(small, orientation)), profile)
    # on a new canvas: what Pillow remembers of a file (EXIF, comment, profile) is written into the next one
    clean = Image.new("RGB", small.size)
    clean.paste(small)
    file = io.BytesIO()
    clean.save(file, **ENCODINGS[encoding])
    return file.getvalue()

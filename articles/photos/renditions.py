"""The files that readers are sent instead of the original: their addresses, and how they are made.

Each is smaller, upright, in sRGB, and says whose it is; of the rest that the original knows it is silent. The addresses
follow from a photo's facts alone, so that a page needs neither the database nor the disk for them.
"""

import hashlib
import io
import json
import math
import os
import threading
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import BinaryIO, Literal, NamedTuple, NotRequired, TypedDict

from django.conf import settings
from PIL import Image

from articles.models import Cut, Photo
from articles.photos import colours, pixels
from articles.photos.metadata.write import Marks, save_options

Format = Literal["avif", "jpeg"]
Crop = Literal["original", "16x9", "4x3", "1x1"]

WIDTHS = (320, 480, 640, 960, 1280, 1920)
CROPS: dict[Crop, tuple[int, int] | None] = {"original": None, "16x9": (16, 9), "4x3": (4, 3), "1x1": (1, 1)}
MAX_AREA = 2 * WIDTHS[-1] ** 2  # pixels; of a strip as tall as a house only narrow files are made
RECIPE_VERSION = 2  # goes up with every change that makes other files of the same original
EXTENSIONS: dict[Format, str] = {"avif": "avif", "jpeg": "jpg"}
ENCODINGS: dict[Format, dict] = {
    # below speed 9, AVIF takes twice the time for files of the same size; at Pillow's default of 6, ten times
    "avif": {"format": "AVIF", "quality": 60, "speed": 9, "max_threads": 1, "autotiling": False},
    "jpeg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
}
DIGEST_LENGTH = 16  # hexadecimal digits of the original's digest that the facts carry
GAP = 2  # times a file's width, that it is scaled down from: with less, Lanczos blurs what was scaled before
WITHOUT_CHOICE = 960  # the width for those who can choose none
THREADS = min(4, os.cpu_count() or 1)  # that encode at once
# AVIF's encoder takes 22 bytes a pixel, 80 MB for the largest square: above so many pixels, one is made at a time
HEAVY = 1_500_000
ALONE = 2_200_000  # and above so many, nothing is made beside it
one_heavy = threading.Lock()
NO_MARKS: Marks = {
    "creators": [],
    "credit": "",
    "copyright_notice": "",
    "usage_terms": "",
    "digital_source_type": "",
    "web_statement": "",
}


class Facts(TypedDict):
    """What an edition keeps of a photo. Width and height are upright pixels, `focal` is two fractions.

    Editions of before there were several cuts have no `key`, nor what follows it: what structured data says of a photo.
    """

    id: int
    token: str
    digest: str
    width: int
    height: int
    focal: list[float]
    colour: str
    key: NotRequired[str]
    copyright_notice: NotRequired[str]
    web_statement: NotRequired[str]
    licensor_url: NotRequired[str]
    digital_source_type: NotRequired[str]


class Sources(TypedDict):
    """The files of a photo as (address, width in pixels), narrowest first; width and height of the largest it has."""

    avif: list[tuple[str, int]]
    jpeg: list[tuple[str, int]]
    width: int
    height: int
    src: str


class Gone(Exception):
    """The photo was withdrawn: none of its files is given out again."""


class Rendition(NamedTuple):
    """One file to make: `box` is cut out of the upright original, in its pixels, and made `size`."""

    crop: Crop
    encoding: Format
    box: tuple[int, int, int, int]
    size: tuple[int, int]

    @property
    def name(self) -> str:
        return f"{self.crop}-{self.size[0]}.{EXTENSIONS[self.encoding]}"


def key(digest: str, focal: Sequence[float], marks: Marks) -> str:
    """Return eight hexadecimal digits that change with the file, the point, the marks and how renditions are made."""
    facts = [digest[:DIGEST_LENGTH], [f"{part:.4f}" for part in focal], marks, RECIPE_VERSION]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:8]


def cut(token: str, key: str) -> Cut | None:
    """Return the cut that `key` stands for; None if the photo never had it. Raises `Gone` for a withdrawn photo."""
    found = Cut.objects.select_related("photo").filter(photo__token=token, key=key).first()
    if found and found.photo.withdrawn_at:
        raise Gone
    return found


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
        "key": photo.cut_key,
        "copyright_notice": photo.copyright_notice,
        "web_statement": photo.web_statement,
        "licensor_url": photo.licensor_url,
        "digital_source_type": photo.digital_source_type,
    }


def box(width: int, height: int, crop: Crop, focal: Sequence[float]) -> tuple[int, int, int, int]:
    """Return what `crop` shows of `width` × `height` pixels, as (left, top, right, bottom).

    The focal point is as near its middle as the edges allow.
    """
    shape = CROPS[crop]
    if shape is None:
        return 0, 0, width, height
    across, down = shape
    wide = min(width, max(1, round(height * across / down)))
    high = min(height, max(1, round(width * down / across)))
    left = min(max(0, round(focal[0] * width - wide / 2)), width - wide)
    top = min(max(0, round(focal[1] * height - high / 2)), height - high)
    return left, top, left + wide, top + high


def sizes(width: int, height: int) -> list[tuple[int, int]]:
    """Return the sizes that a picture of `width` × `height` comes in: never enlarged, at least one."""
    across = [w for w in WIDTHS if w < width] + ([width] if width <= WIDTHS[-1] else [])
    found = [(w, max(1, round(w * height / width))) for w in across]
    return found[:1] + [size for size in found[1:] if size[0] * size[1] <= MAX_AREA]


def folder(token: str, key: str) -> str:
    """Return where the files of a cut lie in the default storage, and below `MEDIA_URL`; it ends with a slash."""
    return f"photos/{token}/{key}/"


def sources(facts: Facts, crop: Crop = "original") -> Sources:
    """Return the addresses of all renditions of a crop, and the size of what it shows for the page's layout."""
    made_by = facts.get("key") or key(facts["digest"], facts["focal"], NO_MARKS)
    base = settings.MEDIA_URL + folder(facts["token"], made_by)
    left, top, right, bottom = box(facts["width"], facts["height"], crop, facts["focal"])
    found: dict[Format, list[tuple[str, int]]] = {
        encoding: [(f"{base}{crop}-{width}.{extension}", width) for width, _ in sizes(right - left, bottom - top)]
        for encoding, extension in EXTENSIONS.items()
    }
    return {
        "avif": found["avif"],
        "jpeg": found["jpeg"],
        "width": right - left,
        "height": bottom - top,
        "src": max((width <= WITHOUT_CHOICE, width, url) for url, width in found["jpeg"])[2],
    }


def wanted_of(cut: Cut) -> list[Rendition]:
    """Return all files of `cut`, narrowest first."""
    focal = cut.focal_x, cut.focal_y
    found = []
    for crop in CROPS:
        frame = box(cut.photo.width, cut.photo.height, crop, focal)
        for size in sizes(frame[2] - frame[0], frame[3] - frame[1]):
            found += [Rendition(crop, encoding, frame, size) for encoding in EXTENSIONS]
    return sorted(found, key=lambda rendition: rendition.size[0])


def make_all(original: BinaryIO, cut: Cut, *, wanted: Collection[str] | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield (name, file) for the renditions of `cut`, narrowest first; only those named in `wanted`, if that is given.

    Those of many pixels come last. The original is decoded once, before the first is yielded.
    Raises what Pillow raises if it is not what the door let in.
    """
    renditions = [rendition for rendition in wanted_of(cut) if wanted is None or rendition.name in wanted]
    if not renditions:
        return
    with pixels.decoding:
        levels = _levels(original, cut, renditions)

    def made(of_one_size: list[Rendition]) -> list[tuple[str, bytes]]:
        image = _scaled(levels, cut, of_one_size[0])
        return [(rendition.name, _encoded(image, rendition.encoding, cut.marks)) for rendition in of_one_size]

    def made_heavy(groups: list[list[Rendition]]) -> list[tuple[str, bytes]]:
        files = []
        for group in groups:
            with one_heavy:
                files += made(group)
        return files

    groups = [list(group) for _, group in groupby(renditions, lambda rendition: (rendition.crop, rendition.size))]
    light = [group for group in groups if _area(group) <= HEAVY]
    heavy = [group for group in groups if HEAVY < _area(group) <= ALONE]
    # Pillow's coders leave Python's lock alone while they work
    with ThreadPoolExecutor(THREADS) as pool:
        try:
            meanwhile = pool.submit(made_heavy, heavy)
            for files in pool.map(made, light):
                yield from files
            yield from meanwhile.result()
        finally:
            pool.shutdown(cancel_futures=True)
    del levels[1:]  # what is left is made of the largest
    yield from made_heavy([group for group in groups if _area(group) > ALONE])


def _area(of_one_size: list[Rendition]) -> int:
    width, height = of_one_size[0].size
    return width * height


def _encoded(image: Image.Image, encoding: Format, marks: Marks) -> bytes:
    file = io.BytesIO()
    # a file that is made alone has all processors to itself
    threads = {"max_threads": THREADS} if encoding == "avif" and image.width * image.height > ALONE else {}
    image.save(file, **ENCODINGS[encoding] | threads, **save_options(marks, encoding))
    return file.getvalue()


def make(cut: Cut, name: str) -> bytes:
    """Return one file of `cut`. Raises FileNotFoundError if the original is gone, and what `make_all` raises."""
    with cut.photo.original.storage.open(cut.photo.original.name) as original:
        [(_, data)] = make_all(original, cut, wanted={name})
    return data


def _levels(original: BinaryIO, cut: Cut, renditions: list[Rendition]) -> list[Image.Image]:
    """Return the whole picture, upright and in sRGB, as large as is wanted; then halved, and halved again.

    What Pillow remembers of the file (EXIF, comment, profile) is left behind, for it would be written into the next.
    """
    width, height = cut.photo.width, cut.photo.height
    scale = max(rendition.size[0] / (rendition.box[2] - rendition.box[0]) for rendition in renditions)
    image = Image.open(original, formats=pixels.FORMATS)
    if image.format in ("JPEG", "MPO"):
        image.draft(image.mode, (math.ceil(image.width * scale), math.ceil(image.height * scale)))
    image.load()
    profile, orientation = colours.profile_of(image, original), pixels.orientation(image)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    if orientation in pixels.ON_ITS_SIDE:
        size = size[1], size[0]
    # twice what is wanted leaves the filter enough to work with
    image = pixels.flattened(image, max(1, min(image.width // size[0], image.height // size[1]) // 2))
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS)
    image = pixels.turned(pixels.in_srgb(image, profile), orientation)
    image.info = {}
    levels = [image]
    smallest = min(rendition.size[0] / (rendition.box[2] - rendition.box[0]) for rendition in renditions)
    while scale / 2 >= smallest and min(levels[-1].size) > 1:
        scale /= 2
        levels.append(levels[-1].reduce(2))
    return levels


def _scaled(levels: list[Image.Image], cut: Cut, rendition: Rendition) -> Image.Image:
    """Return the picture of `rendition`, out of the smallest of `levels` that leaves the filter enough to work with."""
    left, top, right, bottom = rendition.box
    scale = rendition.size[0] / (right - left)
    level = [image for image in levels if image.width >= cut.photo.width * scale * GAP] or levels
    image = level[-1] if level is not levels else levels[0]
    across, down = image.width / cut.photo.width, image.height / cut.photo.height
    frame = left * across, top * down, min(right * across, image.width), min(bottom * down, image.height)
    if frame == (0, 0, *rendition.size) and image.size == rendition.size:
        return image
    return image.resize(rendition.size, Image.Resampling.LANCZOS, box=frame)

"""The one door for pictures: a file is let in when all of it can be decoded, whatever it is called."""

import hashlib
import io
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image

from articles.photos import pixels
from articles.refusals import Refused

MAX_BYTES = 60 * 2**20
MAX_SIDE = 32_768  # pixels; AVIF's decoders stop there
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "TIFF": "tif", "GIF": "gif"}
PNG_END = b"IEND\xaeB`\x82"
GIF_EXTENSION, GIF_IMAGE, GIF_END = 0x21, 0x2C, 0x3B

UNKNOWN = "This is not a photo that can be used. Send a JPEG, PNG, WebP, AVIF, TIFF or GIF."
CUT_SHORT = "This photo is damaged or was cut short on its way. Export or copy it again, and send that."
TOO_MANY_PIXELS = (
    f"This photo has too many pixels: at most {pixels.MAX_PIXELS // 10**6} million, "
    f"and {MAX_SIDE:,} on a side. Send it scaled down."
)
# what else comes by mistake, by its first bytes, and what to do about it
MISTAKEN = [
    (b"%!PS", "This is an EPS file. Export it as JPEG or PNG, and send that."),
    (b"\xc5\xd0\xd3\xc6", "This is an EPS file. Export it as JPEG or PNG, and send that."),
    (b"%PDF", "This is a PDF. Export the picture as JPEG or PNG, and send that."),
    (b"8BPS", "This is a Photoshop file. Export it as JPEG or TIFF, and send that."),
    (b"BM", "This is a BMP file. Save it as PNG, and send that."),
]
HEIC = "This is a HEIC photo. Export it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible)."
SVG = "This is an SVG drawing, which can hold programs. Export it as PNG, and send that."


@dataclass(frozen=True)
class Picture:
    """What the door found: width and height in pixels, upright; the SHA-256 of the file in hexadecimal."""

    format: str
    extension: str
    width: int
    height: int
    digest: str
    colour: str


def admit(file: BinaryIO) -> Picture:
    """Return what `file` is, after decoding all of its (first) picture. Leaves the file at its start.

    Raises `Refused` for everything that is not wholly a picture of a known format within the limits.
    """
    data = _read(file)
    with pixels.decoding:
        return _decode(data)


def _decode(data: bytes) -> Picture:
    try:
        image = Image.open(io.BytesIO(data), formats=pixels.FORMATS)
        width, height = image.size
        _check_size(width, height)
        is_jpeg = image.format in ("JPEG", "MPO")
        if is_jpeg:
            # an eighth of the size: all of the file is still read, and what is missing still found
            image.draft(image.mode, (256, 256))
        image.load()
        side = pixels.orientation(image) in pixels.ON_ITS_SIDE
        if not is_jpeg:
            width, height = image.size
            _check_size(width, height)
        if side:
            width, height = height, width
        kind = "JPEG" if is_jpeg else str(image.format)
        colour = _mean_colour(image)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise Refused(TOO_MANY_PIXELS) from problem
    except Image.UnidentifiedImageError as problem:
        raise Refused(_what_it_is_instead(data)) from problem
    except MemoryError as problem:
        raise Refused(TOO_MANY_PIXELS) from problem
    except Exception as problem:  # Pillow's decoders raise a dozen kinds, and name none as theirs
        raise Refused(CUT_SHORT) from problem
    if kind == "JPEG" and "progressive" not in image.info and len(data) * 8 < width * height / 32:
        # an end was put behind the first part: without "progressive", 64 pixels take two bits at the very least
        raise Refused(CUT_SHORT)
    _check_ends(kind, data)
    return Picture(kind, EXTENSIONS[kind], width, height, hashlib.sha256(data).hexdigest(), colour)


def _read(file: BinaryIO) -> bytes:
    file.seek(0)
    data = file.read(MAX_BYTES + 1)
    file.seek(0)
    if not data:
        raise Refused("This file is empty. Choose the photo again.")
    if len(data) > MAX_BYTES:
        raise Refused(f"This file is too large: at most {MAX_BYTES >> 20} MB. Export it as JPEG, or scaled down.")
    return data


def _check_size(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise Refused(CUT_SHORT)
    if width * height > pixels.MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise Refused(TOO_MANY_PIXELS)


def _what_it_is_instead(data: bytes) -> str:
    for start, sentence in MISTAKEN:
        if data.startswith(start):
            return sentence
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"heim", b"heis", b"mif1"):
        return HEIC
    if b"<svg" in data[:4096].lower():
        return SVG
    return UNKNOWN


def _check_ends(kind: str, data: bytes) -> None:
    """Refuse a picture that is whole as far as Pillow looks, but lacks its end, or carries a program."""
    lower = data.lower()
    if b"<script" in lower or b"<?php" in lower:
        raise Refused("This photo has a program hidden in it. Open it in a photo editor and export it anew.")
    if kind == "PNG" and PNG_END not in data:
        raise Refused(CUT_SHORT)
    if kind == "GIF":
        try:
            end = _end_of_gif(data)
        except (IndexError, ValueError) as problem:
            raise Refused(CUT_SHORT) from problem
        if data[end:].strip(b"\0"):
            raise Refused("This GIF has something else hidden behind the picture. Export it anew, as PNG.")


def _end_of_gif(data: bytes) -> int:
    """Return where the GIF ends (its specification's grammar, GIF89a, appendix B).

    Raises IndexError where it is cut short, ValueError for what is no block.
    """

    def colours(flags: int) -> int:
        return 3 << (flags & 7) + 1 if flags & 0x80 else 0

    at = 13 + colours(data[10])
    while (block := data[at]) != GIF_END:
        if block == GIF_EXTENSION:
            at += 2
        elif block == GIF_IMAGE:
            at += 11 + colours(data[at + 9])
        elif block:
            raise ValueError(f"0x{block:02x} at {at} is not the start of a GIF's block")
        else:  # padding
            at += 1
            continue
        while data[at]:
            at += 1 + data[at]
        at += 1
    return at + 1


def _mean_colour(image: Image.Image) -> str:
    """Return the mean colour of a loaded `image` as `#rrggbb`, from 4,096 of its pixels."""
    if image.mode.startswith("I;16"):
        image = image.convert("I")
    sample = image.resize((64, 64), Image.Resampling.NEAREST)
    sample = pixels.in_srgb(pixels.on_white(pixels.eight_bit(sample)), image.info.get("icc_profile"))
    red, green, blue = sample.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    return f"#{red:02x}{green:02x}{blue:02x}"

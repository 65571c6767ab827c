"""The one door for pictures: a file is let in when all of it can be decoded, whatever it is called."""

import hashlib
import io
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image

from articles.photos import anatomy, colours, likeness, pixels
from articles.photos.anatomy import stowaways
from articles.refusals import Refused

MAX_BYTES = 60 * 2**20
MAX_SIDE = 32_768  # pixels; AVIF's decoders stop there
# For a file and what decoding it takes, together. With what Pillow and Python take besides, no file makes the process
# grow by more than 256 MB. That is room for 120 megapixels of ordinary JPEG, which is decoded at an eighth; for 70 of
# progressive JPEG, whose coefficients all wait in memory; for 50 of PNG; for 12 of WebP and 16 of AVIF, whose decoders
# have pictures of their own.
MEMORY = 230 * 2**20
WHOLE = 2 * 2**20  # pixels up to which a JPEG is decoded in full
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "TIFF": "tif", "GIF": "gif", "HEIF": "heic"}
SAMPLE = 64  # pixels of the square that colour and fingerprint are found in

NAMES = "JPEG, PNG, WebP, AVIF, TIFF or GIF" if not pixels.HEIF else "JPEG, PNG, WebP, AVIF, TIFF, GIF or HEIC"
UNKNOWN = f"This is not a photo that can be used. Send a {NAMES}."
CUT_SHORT = "This photo is damaged or was cut short on its way. Export or copy it again, and send that."
TOO_MANY_PIXELS = (
    f"This photo has too many pixels: at most {pixels.MAX_PIXELS // 10**6} million, "
    f"and {MAX_SIDE:,} on a side. Send it scaled down."
)
TOO_MANY_OF_ITS_KIND = (
    "This photo has too many pixels for a file of its kind. Export it as an ordinary JPEG, not a progressive one, "
    "or send it scaled down."
)
OUT_OF_PROPORTION = "This photo's file is out of all proportion inside. Open it in a photo editor and export it anew."
HIDDEN = "This photo has a program or another file hidden in it. Open it in a photo editor and export it anew."
BEHIND = "This photo has something else hidden behind the picture. Open it in a photo editor and export it anew."
# nothing that a camera or a press program does puts anything behind the picture of these
ENDED = ("PNG", "GIF", "WEBP")
# what else comes by mistake, by its first bytes, and what to do about it
MISTAKEN = [
    (b"%!PS", "This is an EPS file. Export it as JPEG or PNG, and send that."),
    (b"\xc5\xd0\xd3\xc6", "This is an EPS file. Export it as JPEG or PNG, and send that."),
    (b"%PDF", "This is a PDF. Export the picture as JPEG or PNG, and send that."),
    (b"8BPS", "This is a Photoshop file. Export it as JPEG or TIFF, and send that."),
    (b"BM", "This is a BMP file. Save it as PNG, and send that."),
    (b"PK\x03\x04", "This is a ZIP archive. Unpack it, and send the photos."),
    (b"\x1f\x8b", "This file is compressed, as an SVGZ drawing is. Export it as PNG, and send that."),
    (b"II+\0", "This is a BigTIFF. Save it as an ordinary TIFF or as JPEG, and send that."),
    (b"MM\0+", "This is a BigTIFF. Save it as an ordinary TIFF or as JPEG, and send that."),
    (b"FUJIFILMCCD-RAW", "This is a camera's raw file. Develop it, export it as JPEG, and send that."),
]
HEIC = "This is a HEIC photo. Export it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible)."
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx")  # AVIF may have the rest
SVG = "This is an SVG drawing, which can hold programs. Export it as PNG, and send that."


@dataclass(frozen=True)
class Picture:
    """What the door found.

    Width and height are in pixels, upright; `digest` is the SHA-256 of the file in hexadecimal; `colour` is the mean,
    as #rrggbb; `fingerprint` is `likeness.fingerprint`'s, None for what shows too little to be known again.
    """

    format: str
    extension: str
    width: int
    height: int
    digest: str
    colour: str
    fingerprint: int | None


def admit(file: BinaryIO) -> Picture:
    """Return what `file` is, after decoding all of its (first) picture. Leaves the file at its start.

    Raises `Refused` for everything that is not wholly a picture of a known format within the limits.
    """
    with pixels.decoding:
        data = _read(file)
        body = _examined(data)
        try:
            return _decode(data, body)
        except Refused:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as problem:
            raise Refused(TOO_MANY_PIXELS) from problem
        except Exception as problem:  # Pillow's decoders raise a dozen kinds, and name none as theirs
            raise Refused(CUT_SHORT) from problem


def _read(file: BinaryIO) -> bytes:
    file.seek(0)
    data = file.read(MAX_BYTES + 1)
    file.seek(0)
    if not data:
        raise Refused("This file is empty. Choose the photo again.")
    if len(data) > MAX_BYTES:
        raise Refused(f"This file is too large: at most {MAX_BYTES >> 20} MB. Export it as JPEG, or scaled down.")
    return data


def _examined(data: bytes) -> anatomy.Body:
    """Return the anatomy of what may be decoded; nothing has been decoded so far."""
    if not pixels.HEIF and data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        raise Refused(HEIC)
    try:
        body = anatomy.examine(data)
    except anatomy.Foreign as problem:
        raise Refused(str(problem)) from problem
    except anatomy.Oversized as problem:
        raise Refused(TOO_MANY_OF_ITS_KIND) from problem
    except anatomy.Costly as problem:
        raise Refused(OUT_OF_PROPORTION) from problem
    except anatomy.Broken as problem:
        raise Refused(CUT_SHORT) from problem
    if body is None:
        raise Refused(_what_it_is_instead(data))
    if body.kind not in pixels.FORMATS:
        raise Refused(HEIC)
    if body.pixels > pixels.MAX_PIXELS:
        raise Refused(TOO_MANY_PIXELS)
    if body.memory + len(data) > MEMORY:
        raise Refused(TOO_MANY_OF_ITS_KIND)
    if body.kind in ENDED and body.end is not None and data[body.end :].strip(b"\0"):
        raise Refused(BEHIND)
    if stowaways.found(data, body.end):
        raise Refused(HIDDEN)
    return body


def _what_it_is_instead(data: bytes) -> str:
    for start, sentence in MISTAKEN:
        if data.startswith(start):
            return sentence
    if b"<svg" in data[:4096].lower():
        return SVG
    return UNKNOWN


def _decode(data: bytes, body: anatomy.Body) -> Picture:
    file = io.BytesIO(data)
    image = Image.open(file, formats=[body.kind])
    width, height = image.size
    _check_size(width, height)
    if body.kind == "JPEG" and width * height > WHOLE:
        # an eighth of the size: all of the file is still read, and what is missing still found
        image.draft(image.mode, (width // 8, height // 8))
    image.load()
    orientation = pixels.orientation(image)
    if body.kind != "JPEG":
        width, height = image.size  # TIFF comes out upright
        _check_size(width, height)
    if orientation in pixels.ON_ITS_SIDE:
        width, height = height, width
    sample = pixels.flattened(image, max(1, min(image.size) // SAMPLE))
    sample = sample.resize((SAMPLE, SAMPLE), Image.Resampling.BOX)
    sample = pixels.turned(pixels.in_srgb(sample, colours.profile_of(image, file)), orientation)
    return Picture(
        format=body.kind,
        extension=EXTENSIONS[body.kind],
        width=width,
        height=height,
        digest=hashlib.sha256(data).hexdigest(),
        colour="#{:02x}{:02x}{:02x}".format(*sample.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))),
        fingerprint=likeness.fingerprint(sample),
    )


def _check_size(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise Refused(CUT_SHORT)
    if width * height > pixels.MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise Refused(TOO_MANY_PIXELS)

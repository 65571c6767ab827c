"""The blocks of metadata in a file, as bytes, found without decoding a pixel.

Pillow finds them in WebP and AVIF. It does not put together what Photoshop and XMP spread over several segments of a
JPEG, nor look behind the pixels of a PNG, where many programs write, nor for XMP in a GIF, nor give the bytes of a
TIFF's tags as they are.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image

from articles.photos import pixels
from articles.photos.metadata import exif, iptc, tiff

MAX_BLOCK = 2**20  # bytes
MAX_PARTS = 30_000  # segments or chunks that are looked at
TIFF_XMP, TIFF_IPTC, TIFF_PHOTOSHOP = 0x02BC, 0x83BB, 0x8649
TIFF_TAGS = exif.TAGS | {TIFF_XMP, TIFF_IPTC, TIFF_PHOTOSHOP}

SOS, APP1, APP13, FILLING = 0xFFDA, 0xFFE1, 0xFFED, 0xFFFF
EXIF_START, PHOTOSHOP_START = b"Exif\0\0", b"Photoshop 3.0\0"
XMP_START, FURTHER_XMP_START = b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
HAS_FURTHER_XMP = re.compile(rb"HasExtendedXMP(?:>|=[\"'])([0-9A-Fa-f]{32})")

PNG_START = 8
PNG_XMP = b"XML:com.adobe.xmp\0"
PNG_RAW_IPTC = b"Raw profile type iptc\0"  # ImageMagick's

GIF_XMP, GIF_XMP_END = b"\x0bXMP DataXMP", b"\x01\xff\xfe\xfd"


@dataclass
class Blocks:
    """Of each kind what there is, b"" for none. `digest` is Photoshop's of IIM; `further_xmp` continues `xmp`."""

    exif: bytes = b""
    xmp: bytes = b""
    further_xmp: bytes = b""
    iptc: bytes = b""
    digest: bytes = b""


def find(data: bytes) -> Blocks:
    """Return the blocks of the file `data`. Raises KeyError, struct.error or Pillow's errors if it is no picture."""
    for start, of in ((b"\xff\xd8\xff", _of_jpeg), (b"\x89PNG", _of_png), (b"GIF8", _of_gif)):
        if data.startswith(start):
            return of(data)
    if data.startswith((b"II", b"MM")):
        return _of_tiff(data)
    with Image.open(io.BytesIO(data), formats=pixels.FORMATS) as image:
        return Blocks(exif=image.info.get("exif", b""), xmp=image.info.get("xmp", b""))


def _of_jpeg(data: bytes) -> Blocks:
    segments = list(_segments(data))
    blocks = Blocks(exif=_first(segments, EXIF_START), xmp=_first(segments, XMP_START))
    _add_resources(blocks, _joined([body for marker, body in segments if marker == APP13], PHOTOSHOP_START))
    if further := HAS_FURTHER_XMP.search(blocks.xmp):
        start = FURTHER_XMP_START + further[1]
        # behind its name stand the length of the whole, and where in it the part belongs
        parts = [body for marker, body in segments if marker == APP1 and body.startswith(start)]
        parts = [start + body[len(start) + 8 :] for body in sorted(parts, key=lambda body: body[len(start) + 4 :][:4])]
        blocks.further_xmp = _joined(parts, start)
    return blocks


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (marker, body) of the segments before the pixels that programs may put anything in."""
    at = 2
    for _ in range(MAX_PARTS):
        if at + 4 > len(data):
            return
        marker, size = struct.unpack_from(">HH", data, at)
        if marker == FILLING:
            at += 1
            continue
        if marker < 0xFF00 or marker == SOS:
            return
        if marker in (APP1, APP13):
            yield marker, data[at + 4 : at + 2 + size]
        at += 2 + size


def _first(segments: list[tuple[int, bytes]], start: bytes) -> bytes:
    """Return what stands behind `start` in the first segment APP1 that begins with it."""
    return next(
        (body.removeprefix(start) for marker, body in segments if marker == APP1 and body.startswith(start)), b""
    )


def _joined(bodies: list[bytes], start: bytes) -> bytes:
    """Return what stands behind `start` in all `bodies` that begin with it, as one; b"" if that is too large."""
    parts = [body.removeprefix(start) for body in bodies if body.startswith(start)]
    return b"".join(parts) if sum(map(len, parts)) <= MAX_BLOCK else b""


def _add_resources(blocks: Blocks, data: bytes) -> None:
    resources = iptc.resources(data)
    blocks.iptc = blocks.iptc or resources.get(iptc.IPTC_NAA, b"")
    blocks.digest = resources.get(iptc.IPTC_DIGEST, b"")


def _of_tiff(data: bytes) -> Blocks:
    tags = tiff.read(data, TIFF_TAGS)
    block = tags.get(TIFF_IPTC)
    if block[3:4] == b"\x1c" != block[:1]:
        # written as numbers of four bytes, in the order of the file
        block = b"".join(block[at : at + 4][::-1] for at in range(0, len(block), 4))
    blocks = Blocks(exif=data, xmp=tags.get(TIFF_XMP), iptc=block)
    _add_resources(blocks, tags.get(TIFF_PHOTOSHOP))
    return blocks


def _of_png(data: bytes) -> Blocks:
    found: dict[str, Any] = {}
    at = PNG_START
    for _ in range(MAX_PARTS):
        if at + 12 > len(data):
            break
        [size] = struct.unpack_from(">I", data, at)
        kind, start = data[at + 4 : at + 8], at + 8
        if kind in (b"eXIf", b"iTXt", b"zTXt", b"tEXt") and size <= MAX_BLOCK:
            body = data[start : start + size]
            if kind == b"eXIf":
                found.setdefault("exif", body)
            elif body.startswith(PNG_XMP):
                found.setdefault("xmp", _international(body[len(PNG_XMP) :]))
            elif body.startswith(PNG_RAW_IPTC):
                text = body[len(PNG_RAW_IPTC) :]
                found.setdefault("raw", _inflated(text[1:]) if kind == b"zTXt" else text)
        at = start + size + 4
    raw = found.pop("raw", b"")
    blocks = Blocks(**found)
    if raw:
        _add_raw(blocks, raw)
    return blocks


def _international(body: bytes) -> bytes:
    """Return the text of an iTXt chunk behind its keyword (PNG specification, 11.3.3.4)."""
    is_compressed, rest = body[:1] == b"\1", body[2:]
    text = rest.split(b"\0", 2)[-1]
    return _inflated(text) if is_compressed else text


def _inflated(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(data, MAX_BLOCK)
    except zlib.error:
        return b""
    return b"" if unpacker.unconsumed_tail else text


def _add_raw(blocks: Blocks, text: bytes) -> None:
    """Add Photoshop's resources, as ImageMagick writes them: a name, a length, and hexadecimal digits in lines."""
    digits = b"".join(text.split()[2:])
    try:
        _add_resources(blocks, bytes.fromhex(digits.decode("ascii")))
    except ValueError:  # UnicodeDecodeError is one
        return


def _of_gif(data: bytes) -> Blocks:
    """XMP lies in the file as it is, before a trailer that ends its block for readers that do not know it."""
    start = data.find(GIF_XMP)
    if start < 0:
        return Blocks()
    start += len(GIF_XMP)
    end = data.find(GIF_XMP_END, start, start + MAX_BLOCK)
    return Blocks(xmp=data[start:end] if end > 0 else b"")

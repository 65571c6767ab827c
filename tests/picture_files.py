"""Picture files piece by piece: what they are put together from, and where their pieces end."""

import io
import random
import struct
import zlib
from collections.abc import Iterator

from PIL import Image


def picture(size: tuple[int, int] = (96, 64), mode: str = "RGB") -> Image.Image:
    """Return noise of always the same kind, coarse enough for every encoder."""
    chance = random.Random(4)
    small = Image.frombytes("RGB", (12, 8), chance.randbytes(12 * 8 * 3))
    return small.resize(size, Image.Resampling.BICUBIC).convert(mode)


def encoded(kind: str, image: Image.Image | None = None, **options) -> bytes:
    file = io.BytesIO()
    (image or picture()).save(file, kind, **options)
    return file.getvalue()


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def box(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body


def png(
    width: int, height: int, data: bytes | None = None, *, colour: int = 2, depth: int = 8, more: bytes = b""
) -> bytes:
    """Return a PNG that says that it is so large, with zeros for pixels where `data` is not given, deflated."""
    if data is None:
        samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
        row = width * samples * depth // 8 + 1
        packer = zlib.compressobj(9)
        data = b"".join(packer.compress(bytes(row)) for _ in range(min(height, 60_000_000 // row))) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    palette = chunk(b"PLTE", bytes(768)) if colour == 3 else b""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + palette + more + chunk(b"IDAT", data) + chunk(b"IEND")


def jpeg_sized(width: int, height: int, **options) -> bytes:
    """Return a small JPEG whose frame says that it is `width` × `height`."""
    data = bytearray(encoded("JPEG", **options))
    at = next(at for at in (data.find(b"\xff\xc0"), data.find(b"\xff\xc2")) if at > 0) + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def jpeg_with(*segments: bytes) -> bytes:
    data = encoded("JPEG")
    return data[:2] + b"".join(segments) + data[2:]


def tiff(tags: list[tuple[int, int, int, int]], *, following: int = 0, body: bytes = b"") -> bytes:
    """Return a TIFF with a directory of (tag, type, count, value), and `body` behind it."""
    entries = b"".join(struct.pack("<HHII", *tag) for tag in tags)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + entries + struct.pack("<I", following) + body


def plain_tiff(width: int, height: int, *more: tuple[int, int, int, int], **options) -> bytes:
    tags = {256: (4, 1, width), 257: (4, 1, height), 258: (3, 1, 8), 259: (3, 1, 1), 262: (3, 1, 1)}
    tags |= {273: (4, 1, 200), 277: (3, 1, 1), 278: (4, 1, height), 279: (4, 1, width * height & 0xFFFFFFFF)}
    tags |= {tag: (kind, count, value) for tag, kind, count, value in more}
    return tiff([(tag, *tags[tag]) for tag in sorted(tags)], **options)


def jpeg_borders(data: bytes) -> Iterator[int]:
    at = 2
    while data[at + 1] != 0xDA:
        yield at
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    yield at
    yield at + 2 + int.from_bytes(data[at + 2 : at + 4])


def png_borders(data: bytes) -> Iterator[int]:
    at = 8
    while at < len(data):
        yield at
        at += 12 + int.from_bytes(data[at : at + 4])


def riff_borders(data: bytes) -> Iterator[int]:
    at = 12
    while at < len(data):
        yield at
        at += 8 + (int.from_bytes(data[at + 4 : at + 8], "little") + 1 & ~1)


def box_borders(data: bytes, at: int = 0, end: int | None = None) -> Iterator[int]:
    end = len(data) if end is None else end
    while at + 8 <= end:
        yield at
        length, kind = struct.unpack_from(">I4s", data, at)
        inner = {b"meta": 12, b"iprp": 8, b"ipco": 8, b"iinf": 14}.get(kind)
        if inner:
            yield from box_borders(data, at + inner, at + length)
        at += length


def tiff_borders(data: bytes) -> Iterator[int]:
    at = int.from_bytes(data[4:8], "little")
    count = int.from_bytes(data[at : at + 2], "little")
    yield from (4, 8, at, at + 2)
    yield from range(at + 14, at + 2 + 12 * count, 36)


def gif_borders(data: bytes) -> Iterator[int]:
    yield from (6, 13, 13 + 300, len(data) // 2, len(data) - 2, len(data) - 1)

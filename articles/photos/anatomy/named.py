"""Colours that a file names by number (ITU-T H.273): in a box of AVIF and HEIC, in a chunk of PNG."""

from typing import NamedTuple

from articles.photos.anatomy import boxes
from articles.photos.anatomy.body import Broken, unpack

PNG_START = 8
MAX_CHUNKS = 1_000  # in front of the pixels


class Named(NamedTuple):
    """Colours by their numbers: those of H.273's table 2, and those of its table 3."""

    primaries: int
    transfer: int


def find(data: bytes) -> Named | None:
    """Return what the picture in the file `data` says of its colours; None where it names none.

    Raises `Broken` or `Costly` for a file that breaks the rules of its format.
    """
    try:
        if data.startswith(b"\x89PNG"):
            return _in_chunks(data)
        if data[4:8] == b"ftyp":
            return _in_boxes(data)
    except IndexError as problem:
        raise Broken("it ends within a field") from problem
    return None


def _in_chunks(data: bytes) -> Named | None:
    """Look for `cICP` (PNG, third edition, 11.3.2.6); it stands in front of the pixels."""
    at = PNG_START
    for _ in range(MAX_CHUNKS):
        length, kind = unpack(">I4s", data, at)
        if kind == b"cICP":
            return Named(*unpack(">BB", data, at + 8))
        if kind == b"IDAT":
            break
        at += 12 + length
    return None


def _in_boxes(data: bytes) -> Named | None:
    """Look for `colr` of the kind `nclx` (ISO/IEC 14496-12, 12.1.5) among the properties of the primary item."""
    for kind, start, end in boxes.walk(data, 0, len(data)):
        if kind == b"meta":
            meta = {name: (inner, last) for name, inner, last in boxes.walk(data, start + 4, end)}
            if b"pitm" not in meta or b"iprp" not in meta:
                return None
            return _of_item(data, _primary(data, meta[b"pitm"][0]), *meta[b"iprp"])
    return None


def _primary(data: bytes, at: int) -> int:
    [item] = unpack(">H" if data[at] == 0 else ">I", data, at + 4)
    return item


def _of_item(data: bytes, item: int, at: int, end: int) -> Named | None:
    properties: list[tuple[bytes, int]] = []
    numbers: set[int] = set()
    for kind, start, stop in boxes.walk(data, at, end):
        if kind == b"ipco":
            properties = [(name, inner) for name, inner, _ in boxes.walk(data, start, stop)]
        elif kind == b"ipma":
            numbers |= _properties_of(data, item, start)
    for number, (name, inner) in enumerate(properties, 1):
        if number in numbers and name == b"colr" and data[inner : inner + 4] == b"nclx":
            return Named(*unpack(">HH", data, inner + 4))
    return None


def _properties_of(data: bytes, item: int, at: int) -> set[int]:
    """Return the numbers, from 1, of the properties that `ipma` gives `item` (ISO/IEC 23008-12, 9.3.2)."""
    is_wide = data[at + 3] & 1
    layout, width = (">H", 2) if data[at] == 0 else (">I", 4)
    [count] = unpack(">I", data, at + 4)
    at += 8
    for _ in range(min(count, boxes.MAX_ITEMS)):
        [number] = unpack(layout, data, at)
        many, at = data[at + width], at + width + 1
        size = 2 if is_wide else 1
        if number == item:
            entries = unpack(f">{many}{'H' if is_wide else 'B'}", data, at)
            # the first bit says that a reader must know the property
            return {entry & (0x7FFF if is_wide else 0x7F) for entry in entries}
        at += many * size
    return set()

"""The directories of TIFF, which EXIF has taken over: from a file or a block, the values of the tags that are wanted.

Pillow reads every tag there is, makes text of bytes without knowing their encoding, and knows no text of EXIF 3.0.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

ORDERS = {b"II": "<", b"MM": ">"}
SIZES = {1: 1, 2: 1, 4: 4, 6: 1, 7: 1, 13: 4, 129: 1}  # bytes, by type of value; nothing wanted has another
ENTRY = 12  # bytes
EXIF_DIRECTORY = 0x8769
MAX_VALUE = 2**20  # bytes


@dataclass(frozen=True)
class Tags:
    """The values by tag, as they stand in the file; `order` is struct's sign for its order of bytes."""

    order: str
    values: dict[int, bytes]

    def get(self, tag: int) -> bytes:
        """Return the value of `tag`, b"" if there is none."""
        return self.values.get(tag, b"")


def read(data: bytes, wanted: frozenset[int]) -> Tags:
    """Return the `wanted` tags of the first directory, and of EXIF's own below it.

    Raises KeyError or struct.error if `data` is no TIFF. Values that lie outside of `data`, or have more than 1 MB,
    are left out.
    """
    order = ORDERS[data[:2]]
    [first] = struct.unpack_from(f"{order}I", data, 4)
    values = dict(_directory(data, first, order, wanted | {EXIF_DIRECTORY}))
    below = values.pop(EXIF_DIRECTORY, b"")
    if len(below) == 4:
        values = dict(_directory(data, *struct.unpack(f"{order}I", below), order, wanted)) | values
    return Tags(order, values)


def _directory(data: bytes, at: int, order: str, wanted: frozenset[int]) -> Iterator[tuple[int, bytes]]:
    if at + 2 > len(data):
        return
    [count] = struct.unpack_from(f"{order}H", data, at)
    left = set(wanted)  # the first of several counts, so that no value is read twice
    for place in range(at + 2, min(at + 2 + count * ENTRY, len(data) - ENTRY + 1), ENTRY):
        tag, kind, number, value = struct.unpack_from(f"{order}HHI4s", data, place)
        size = number * SIZES.get(kind, 0)
        if tag not in left or not 0 < size <= MAX_VALUE:
            continue
        left.remove(tag)
        if size > len(value):
            [start] = struct.unpack(f"{order}I", value)
            value = data[start : start + size]
        if len(value) >= size:
            yield tag, value[:size]

"""AVIF and HEIC: boxes in boxes, and items that the `meta` box points out (ISO/IEC 14496-12, 23008-12)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.photos.anatomy import av1, hevc
from articles.photos.anatomy.body import Body, Broken, Costly, Foreign, unpack

MAX_BOXES = 5_000
MAX_ITEMS = 1_000  # a photo of an iPhone's has some sixty: its tiles, a thumbnail, EXIF
# at more bytes its entropy coder alone would take more than a second; 12 megapixels without loss have 20 MB
MAX_BYTES = 24 * 2**20
# the bytes that libavif hands over, and Pillow's picture; RGB or RGBA
PLAIN_PIXEL = 8
ANIMATION = "This file holds an animation or a video. Save one picture of it as JPEG, and send that."
OTHER = "This is a video, or a kind of picture that is not read here. Send a JPEG, PNG, WebP or AVIF."
BRANDS = (b"avif", b"heic", b"heix")
CODINGS = {b"av01": "AVIF", b"hvc1": "HEIF"}


@dataclass
class Items:
    """What the `meta` box says: the type of each item, and its pieces as (position, bytes) in the file."""

    types: dict[int, bytes] = field(default_factory=dict)
    pieces: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    sizes: list[tuple[int, int]] = field(default_factory=list)  # every width and height that is stated
    settings: list[bytes] = field(default_factory=list)  # of HEVC's decoders


def examine(data: bytes) -> Body:
    """Return what decoding this AVIF or HEIC takes. Raises `Broken`, `Costly` or `Foreign`."""
    items = Items()
    end = 0
    for kind, start, end in walk(data, 0, len(data)):
        if kind == b"moov":
            raise Foreign(ANIMATION)
        if kind == b"meta" and not items.types:
            _read_meta(data, start + 4, end, items)
    coded = {items.types[item] for item in items.types} & CODINGS.keys()
    if not coded or not items.sizes:
        if data[8:12] in BRANDS:
            raise Broken("no picture in it")
        raise Foreign(OTHER)
    if len(coded) > 1:
        raise Broken("items of two codings")
    if len(data) > MAX_BYTES:
        raise Costly(f"{len(data)} bytes")
    if sum(length for pieces in items.pieces.values() for _, length in pieces) > len(data):
        raise Broken("items share their bytes")
    [coding] = coded
    shown = max(width * height for width, height in items.sizes)
    samples = 0
    for item, kind in items.types.items():
        if kind == coding:
            stream = b"".join(data[at : at + length] for at, length in items.pieces.get(item, []))
            samples += _memory(coding, stream, items)
    # tiles are put together into a picture of their own
    together = samples if b"grid" in items.types.values() else 0
    return Body(CODINGS[coding], shown, shown * PLAIN_PIXEL + samples + together)


def _memory(coding: bytes, stream: bytes, items: Items) -> int:
    """Return what decoding one item takes. Raises `Broken` for a size in it that no box states."""
    if coding == b"hvc1":
        return hevc.memory(stream, items.settings)
    pictures = av1.pictures(stream)
    if not {picture.size for picture in pictures} <= set(items.sizes):
        raise Broken("the stream and the boxes state different sizes")
    return max((picture.memory for picture in pictures), default=0)


def walk(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield (type, start of the content, end) of the boxes between `at` and `end`."""
    for _ in range(MAX_BOXES):
        if at == end:
            return
        length, kind = unpack(">I4s", data, at)
        start = at + 8
        if length == 1:
            [length] = unpack(">Q", data, start)
            start += 8
        elif length == 0:
            length = end - at
        if at + length > end or at + length < start:
            raise Broken(f"box {kind!r} of {length} bytes at {at}")
        yield kind, start, at + length
        at += length
    raise Costly(f"more than {MAX_BOXES} boxes")


def _read_meta(data: bytes, at: int, end: int, items: Items) -> None:
    data_of_items = None
    found = {}
    for kind, start, stop in walk(data, at, end):
        if kind == b"idat":
            data_of_items = start
        found.setdefault(kind, (start, stop))
    if b"iinf" in found:
        _read_types(data, *found[b"iinf"], items)
    if b"iloc" in found:
        _read_pieces(data, found[b"iloc"][0], data_of_items, items)
    if b"iprp" in found:
        for kind, start, stop in walk(data, *found[b"iprp"]):
            if kind == b"ipco":
                for name, inner, last in walk(data, start, stop):
                    if name == b"ispe":
                        items.sizes.append(unpack(">II", data, inner + 4))
                    elif name == b"hvcC":
                        items.settings.append(data[inner:last])


def _read_types(data: bytes, at: int, end: int, items: Items) -> None:
    skip = 2 if data[at] == 0 else 4
    for kind, start, _ in walk(data, at + 4 + skip, end):
        version = data[start]
        if kind != b"infe" or version < 2:
            continue
        number, _, name = unpack(">HH4s" if version == 2 else ">IH4s", data, start + 4)
        items.types[number] = name
        if len(items.types) > MAX_ITEMS:
            raise Costly(f"more than {MAX_ITEMS} items")


def _read_pieces(data: bytes, at: int, data_of_items: int | None, items: Items) -> None:
    """Read `iloc`, whose numbers have 0, 4 or 8 bytes, as it says in front."""
    version, sizes = data[at], int.from_bytes(data[at + 4 : at + 6])
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    number_size = 2 if version < 2 else 4
    at += 6

    def number(size: int) -> int:
        nonlocal at
        if at + size > len(data):
            raise Broken("a number behind the end")
        at += size
        return int.from_bytes(data[at - size : at])

    pieces = 0
    for _ in range(number(number_size)):
        item = number(number_size)
        method = number(2) & 15 if version else 0
        number(2)  # in which file: this one
        base = number(base_size) + (data_of_items or 0 if method == 1 else 0)
        places = []
        for _ in range(number(2)):
            number(index_size)
            offset, length = number(offset_size), number(length_size)
            places.append((base + offset, length or len(data) - base - offset))
            pieces += 1
            if pieces > MAX_BOXES:
                raise Costly(f"more than {MAX_BOXES} pieces")
            if base + offset + length > len(data):
                raise Broken(f"{length} bytes at {base + offset} are behind the end")
        items.pieces[item] = places

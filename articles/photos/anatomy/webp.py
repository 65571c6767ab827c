"""WebP, chunk by chunk (RFC 9649)."""

from articles.photos.anatomy.body import Body, Broken, Costly, unpack

MAX_CHUNKS = 2_000  # frames of an animation among them; libwebp reads on to the last of them
MAX_ABOUT = 8 * 2**20  # profile, EXIF and XMP together
# at more bytes its entropy coder alone would take more than a second; 12 megapixels without loss have 20 MB
MAX_BYTES = 24 * 2**20
# two canvases of libwebp's, the bytes that it hands over and Pillow's picture, 4 each, and what a lossless one takes
PIXEL = 16.5


def examine(data: bytes) -> Body:
    """Return what decoding the first frame of this WebP takes. Raises `Broken` or `Costly`."""
    if len(data) > MAX_BYTES:
        raise Costly(f"{len(data)} bytes")
    [length] = unpack("<I", data, 4)
    end = 8 + length
    if end > len(data):
        raise Broken(f"{length} bytes are announced, and {len(data)} are there")
    at, chunks, about = 12, 0, 0
    size: tuple[int, int] | None = None
    while at + 8 <= end:
        kind = data[at : at + 4]
        [length] = unpack("<I", data, at + 4)
        size = size or _size(kind, data, at + 8)
        about += length if kind in (b"ICCP", b"EXIF", b"XMP ") else 0
        at += 8 + length + length % 2
        chunks += 1
        if at > end + 1:
            raise Broken(f"chunk {kind!r} of {length} bytes ends behind the file")
        if chunks > MAX_CHUNKS or about > MAX_ABOUT:
            raise Costly(f"{chunks} chunks, {about} bytes of them not of the picture")
    if size is None:
        raise Broken("no picture in it")
    # libwebp has a copy of the file
    return Body("WEBP", size[0] * size[1], int(size[0] * size[1] * PIXEL) + len(data), max(end, at))


def _size(kind: bytes, data: bytes, at: int) -> tuple[int, int] | None:
    if kind == b"VP8X":
        low, high, height = unpack("<HBH", data, at + 4)
        return (low | high << 16) + 1, (height | data[at + 9] << 16) + 1
    if kind == b"VP8 ":
        width, height = unpack("<HH", data, at + 6)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        [bits] = unpack("<I", data, at + 1)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None

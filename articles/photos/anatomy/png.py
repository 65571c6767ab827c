"""PNG, chunk by chunk (W3C, Portable Network Graphics, third edition, 5)."""

from articles.photos.anatomy.body import Body, Broken, Costly, Oversized, unpack

# encoders write IDAT in pieces of 4 KB and more; Pillow looks at each piece in Python
MAX_CHUNKS = 30_000
# profile, XMP, EXIF and text together, as they lie in the file; Pillow keeps each several times over
MAX_ABOUT = 8 * 2**20
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
DEPTHS = {1, 2, 4, 8, 16}
# with 16 bits a channel, Pillow takes more than a second to undo the filters of these: 26 megapixels in colour
MAX_FILTERED = 160 * 2**20


def examine(data: bytes) -> Body:
    """Return what decoding this PNG takes. Raises `Broken`, `Costly` or `Oversized`."""
    if data[12:16] != b"IHDR":
        raise Broken("no header")
    width, height, depth, colour = unpack(">IIBB", data, 16)
    if colour not in CHANNELS or depth not in DEPTHS:
        raise Broken(f"colour type {colour} with {depth} bits")
    at, chunks, about = 8, 0, 0
    kind = b""
    while kind != b"IEND":
        [length] = unpack(">I", data, at)
        kind = data[at + 4 : at + 8]
        at += 12 + length
        if at > len(data):
            raise Broken(f"chunk {kind!r} of {length} bytes ends behind the file")
        chunks += 1
        about += 0 if kind == b"IDAT" else length
        if chunks > MAX_CHUNKS or about > MAX_ABOUT:
            raise Costly(f"{chunks} chunks, {about} bytes of them not of the picture")
    filtered = width * height * CHANNELS[colour] * depth // 8
    if filtered > MAX_FILTERED:
        raise Oversized(f"{filtered} bytes of pixels")
    # Pillow keeps grey, and numbers of a palette, as they are; all else takes 4 bytes a pixel
    pixel = (2 if depth == 16 else 1) if colour in (0, 3) else 4
    return Body("PNG", width * height, width * height * pixel, at)

"""TIFF: its first directory (TIFF revision 6.0, section 2)."""

import math
from struct import calcsize

from articles.photos.anatomy.body import Body, Broken, Costly, Foreign, unpack

# Pillow makes an object for every strip of an uncompressed file; 100 megapixels with a strip a row have some 12,000
MAX_PIECES = 20_000
MAX_TAGS = 2_000
WIDTH, HEIGHT, BITS, COMPRESSION, ORIENTATION = 256, 257, 258, 259, 274
SAMPLES, STRIP_ROWS, PLANES, TILE_WIDTH, TILE_HEIGHT = 277, 278, 284, 322, 323
SUBFILE, STRIPS, TILES, DNG = 254, 273, 324, 50706
LAYOUTS = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 13: "I"}
RAW_PICTURE, OLD_JPEG, JPEG = 1, 6, 7
# none; fax; LZW; JPEG; deflate; PackBits. What else libtiff reads, no program of a newsroom writes
COMPRESSIONS = {RAW_PICTURE, 2, 3, 4, 5, OLD_JPEG, JPEG, 8, 32773, 32946}

CAMERA_RAW = "This is a camera's raw file. Develop it, export it as JPEG, and send that."
COMPRESSED = "This TIFF is compressed in a way that is not read here. Export it with LZW, or as JPEG."


def examine(data: bytes) -> Body:
    """Return what decoding this TIFF takes. Raises `Broken`, `Costly` or `Foreign`."""
    if data[8:10] == b"CR":
        raise Foreign(CAMERA_RAW)
    tags = _tags(data)
    if DNG in tags or tags.get(SUBFILE, [0])[0] & 1:
        # what stands first is a thumbnail, and the picture is the camera's own
        raise Foreign(CAMERA_RAW)
    if WIDTH not in tags or HEIGHT not in tags:
        raise Broken("no width or height")
    compression = tags.get(COMPRESSION, [RAW_PICTURE])[0]
    if compression not in COMPRESSIONS:
        raise Foreign(COMPRESSED)
    width, height = tags[WIDTH][0], tags[HEIGHT][0]
    samples = tags.get(SAMPLES, [1])[0]
    bits = max(tags.get(BITS, [1]))
    if samples > 8 or bits > 64:
        raise Costly(f"{samples} samples of {bits} bits")
    whole = 1 if tags.get(PLANES, [1])[0] == 2 else samples
    if TILES in tags:
        across, down = tags.get(TILE_WIDTH, [0])[0], tags.get(TILE_HEIGHT, [0])[0]
    else:
        across, down = width, min(height, tags.get(STRIP_ROWS, [height])[0])
    piece = math.ceil(across * bits * whole / 8) * down
    # Pillow's own picture, and a second while it is turned; libtiff has one piece whole
    memory = width * height * (4 if samples > 1 or bits > 8 else 1) * (1 if tags.get(ORIENTATION, [1])[0] == 1 else 2)
    if compression in (OLD_JPEG, JPEG):
        memory += width * height * 10  # RGBA for what is subsampled, and coefficients for what is progressive
    return Body("TIFF", width * height, memory + piece * (2 if compression != RAW_PICTURE else 0))


def _tags(data: bytes) -> dict[int, list[int]]:
    """Return the tags whose values are whole numbers; of lists, as many values as the bits of samples can be."""
    order = "<" if data[:1] == b"I" else ">"
    [at] = unpack(order + "I", data, 4)
    [count] = unpack(order + "H", data, at)
    if count > MAX_TAGS:
        raise Costly(f"{count} tags")
    tags: dict[int, list[int]] = {}
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        tag, kind, values = unpack(order + "HHI", data, entry)
        if tag in (STRIPS, TILES) and values > MAX_PIECES:
            raise Costly(f"{values} strips or tiles")
        layout = LAYOUTS.get(kind)
        if layout and values and tag not in tags:
            layout = f"{order}{min(values, 8)}{layout}"
            fits = values * calcsize(layout[-1]) <= 4
            where = entry + 8 if fits else unpack(order + "I", data, entry + 8)[0]
            try:
                tags[tag] = list(unpack(layout, data, where))
            except Broken:
                if tag in (WIDTH, HEIGHT, BITS, SAMPLES, STRIPS, TILES):
                    raise
    return tags

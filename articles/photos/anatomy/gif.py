"""GIF, block by block (GIF89a specification, appendix B)."""

from articles.photos.anatomy.body import Body, Broken, Costly, unpack

EXTENSION, IMAGE, END = 0x21, 0x2C, 0x3B
# an encoder fills its blocks, of 255 bytes: these are 50 MB; each is a step in Python
MAX_BLOCKS = 200_000
# in front of the first frame Pillow keeps each block of a comment
MAX_COMMENTS = 2**20


def examine(data: bytes) -> Body:
    """Return what decoding the first frame of this GIF takes. Raises `Broken` or `Costly`."""
    width, height, flags = unpack("<HHB", data, 6)
    at = 13 + _colours(flags)
    blocks = said = 0
    is_pictured = False
    while (block := data[at]) != END:
        if block == EXTENSION:
            start = at = at + 2
        elif block == IMAGE:
            if not is_pictured:
                x, y, across, down, flags = unpack("<HHHHB", data, at + 1)
                # Pillow makes the canvas as large as its first frame needs it
                width, height = max(width, x + across), max(height, y + down)
            is_pictured = True
            at += 11 + _colours(data[at + 9])
        elif block:
            raise Broken(f"0x{block:02x} at {at} is not the start of a block")
        else:  # padding
            at += 1
            blocks += 1
        while block and data[at]:
            at += 1 + data[at]
            blocks += 1
            if blocks > MAX_BLOCKS:
                break
        if blocks > MAX_BLOCKS:
            raise Costly(f"more than {MAX_BLOCKS} blocks")
        if block == EXTENSION and not is_pictured:
            said += at - start
            if said > MAX_COMMENTS:
                raise Costly(f"{said} bytes in front of the picture")
        at += 1 if block else 0
    if not is_pictured:
        raise Broken("no picture in it")
    # numbers of a palette, and a second canvas for those that are transparent
    return Body("GIF", width * height, width * height * 2, at + 1)


def _colours(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0

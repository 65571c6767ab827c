"""JPEG, marker by marker (ITU-T T.81, annex B)."""

import math
import re
from dataclasses import dataclass, field

from articles.photos.anatomy.body import Body, Broken, Costly, Foreign, unpack

# cameras and photo editors write some dozens; Pillow looks at each one in Python
MAX_SEGMENTS = 5_000
# between segments there may be filling; Pillow goes through it byte by byte, in Python
MAX_FILLING = 4_096
# EXIF has 64 KB by its rules; Pillow joins more segments of it, and copies all for each
MAX_EXIF = 2**20
# every scan goes over all blocks of its components, however few bytes it has: progressive JPEG has ten scans, and
# 100 megapixels have two million blocks
MAX_VISITS = 40_000_000

SOI, EOI, SOS, APP1 = 0xD8, 0xD9, 0xDA, 0xE1
SEQUENTIAL, PROGRESSIVE = (0xC0, 0xC1), 0xC2
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
ALONE = {0x01, *range(0xD0, 0xD8)}
# within a scan, 0xFF is followed by 0, by a restart's number or by more filling
NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")

ARITHMETIC = "This JPEG is coded in a way that hardly any program reads. Export it again, as an ordinary JPEG."


@dataclass
class Frame:
    """What SOF says. `blocks` are the 8 × 8 blocks of each component, by its number, up to whole MCUs."""

    marker: int
    width: int
    height: int
    blocks: dict[int, int] = field(default_factory=dict)


def examine(data: bytes) -> Body:
    """Return what decoding this JPEG at an eighth of its size takes. Raises `Broken`, `Costly` or `Foreign`."""
    frame: Frame | None = None
    scans: list[tuple[int, int]] = []  # blocks and bytes of each
    at, segments, filling, exif = 2, 0, 0, 0
    is_buffered = False
    while True:
        marker, at, skipped = _next(data, at)
        segments, filling = segments + 1, filling + skipped
        if segments > MAX_SEGMENTS or filling > MAX_FILLING:
            raise Costly(f"{segments} segments and {filling} bytes between them")
        if marker == EOI:
            break
        if marker in ALONE:
            continue
        [length] = unpack(">H", data, at)
        body, at = at + 2, at + length
        if length < 2 or at > len(data):
            raise Broken(f"segment 0x{marker:02x} of {length} bytes at {body}")
        if marker == APP1 and data.startswith(b"Exif\0\0", body):
            exif += length
            if exif > MAX_EXIF:
                raise Costly(f"{exif} bytes of EXIF")
        if marker in FRAMES:
            if frame:
                raise Broken("two frames")
            frame = _frame(marker, data, body, at)
        if marker == SOS:
            if frame is None:
                raise Broken("a scan before the frame")
            blocks, is_partial = _scan(frame, data, body)
            end = _end_of_scan(data, at)
            scans.append((blocks, end - at))
            is_buffered = is_buffered or is_partial or frame.marker == PROGRESSIVE
            at = end
    if frame is None or not scans:
        raise Broken("no picture in it")
    return _body(frame, scans, at, is_buffered=is_buffered)


def _next(data: bytes, at: int) -> tuple[int, int, int]:
    """Return the next marker, where what follows it begins, and how many bytes were skipped."""
    start = data.find(b"\xff", at)
    if start < 0:
        raise Broken("no end of the picture")
    marker = start + 1
    while data[marker] == 0xFF:
        marker += 1
        if marker - at > MAX_FILLING:
            break
    return data[marker], marker + 1, marker - 1 - at


def _frame(marker: int, data: bytes, at: int, end: int) -> Frame:
    if marker not in (*SEQUENTIAL, PROGRESSIVE):
        raise Foreign(ARITHMETIC)
    precision, height, width, count = unpack(">BHHB", data, at)
    if precision != 8:
        raise Foreign(ARITHMETIC)
    if at + 6 + 3 * count != end or count not in (1, 3, 4) or not width or not height:
        raise Broken(f"a frame of {width} × {height} with {count} components")
    components = [(data[of], data[of + 1] >> 4, data[of + 1] & 15) for of in range(at + 6, end, 3)]
    across, down = max(part[1] for part in components), max(part[2] for part in components)
    if not all(1 <= factor <= 4 for _, *factors in components for factor in factors):
        raise Broken("a sampling factor that is none")
    columns, rows = math.ceil(width / (8 * across)), math.ceil(height / (8 * down))
    blocks = {number: columns * rows * x * y for number, x, y in components}
    if len(blocks) != count:
        raise Broken("two components of one number")
    return Frame(marker, width, height, blocks)


def _scan(frame: Frame, data: bytes, at: int) -> tuple[int, bool]:
    """Return how many blocks the scan goes over, and whether it leaves out components, so that all wait in memory."""
    count = data[at]
    numbers = {data[at + 1 + 2 * index] for index in range(count)}
    if not numbers or not numbers <= frame.blocks.keys():
        raise Broken("a scan of components that the frame does not have")
    return sum(frame.blocks[number] for number in numbers), len(numbers) < len(frame.blocks)


def _end_of_scan(data: bytes, at: int) -> int:
    match = NEXT_MARKER.search(data, at)
    if not match:
        raise Broken("a scan without an end")
    return match.start()


def _body(frame: Frame, scans: list[tuple[int, int]], end: int, *, is_buffered: bool) -> Body:
    blocks, visits = sum(frame.blocks.values()), sum(scan[0] for scan in scans)
    if visits > MAX_VISITS:
        raise Costly(f"{len(scans)} scans over {visits} blocks")
    if frame.marker == PROGRESSIVE:
        # the first scan has a difference for every block, which is a bit or more
        least, there = scans[0][0] / 8, scans[0][1]
    else:
        # a block has a difference and an end, and each is a bit or more
        least, there = blocks / 4, sum(scan[1] for scan in scans)
    if there < least:
        raise Broken(f"{there} bytes cannot hold {blocks} blocks")
    # decoded at an eighth, it is a pixel a block, in 4 bytes; what comes in several scans waits whole as coefficients
    memory = blocks * 4 + (blocks * 64 * 2 if is_buffered else 0)
    return Body("JPEG", frame.width * frame.height, memory, end)

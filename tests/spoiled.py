"""Damaged and hostile files, made by code: the same ones each time.

`python -m tests.spoiled FILES…` lets files in by the door, one in a line: by how many MB the process was larger than at
first, seconds of CPU, and what became of it.
"""

import io
import random
import re
import struct
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import django
from PIL import Image

from tests.picture_files import (
    box,
    box_borders,
    chunk,
    encoded,
    gif_borders,
    jpeg_borders,
    jpeg_sized,
    jpeg_with,
    picture,
    plain_tiff,
    png,
    png_borders,
    riff_borders,
    segment,
    tiff,
    tiff_borders,
)

PHP = b"<?php system($_GET['c']); ?>"
SCRIPT = b"<script>alert(document.cookie)</script>"
PAGE = b"<!doctype html><html><body onload=alert(1)>hello</body></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 50 50\n(x) show\nshowpage\n%%EOF\n"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ENTITIES = b"<!DOCTYPE x [" + b"".join(
    b'<!ENTITY e%d "%s">' % (level, b"&e%d;" % (level - 1) * 10 if level else b"ha" * 50) for level in range(10)
)
XMP_BOMB = ENTITIES + b'><x:xmpmeta xmlns:x="adobe:ns:meta/">&e9;</x:xmpmeta>'


WHOLE = {
    "jpg": (encoded("JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0", comment=b"harbour"), jpeg_borders),
    "progressive.jpg": (encoded("JPEG", progressive=True), jpeg_borders),
    "grey.jpg": (encoded("JPEG", picture(mode="L")), jpeg_borders),
    "cmyk.jpg": (encoded("JPEG", picture(mode="CMYK")), jpeg_borders),
    "png": (encoded("PNG", dpi=(72, 72), icc_profile=bytes(200)), png_borders),
    "palette.png": (encoded("PNG", picture().quantize(16), transparency=0), png_borders),
    "webp": (encoded("WEBP", quality=90, exif=bytes(30), icc_profile=bytes(100)), riff_borders),
    "lossless.webp": (encoded("WEBP", lossless=True), riff_borders),
    "avif": (encoded("AVIF", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"), box_borders),
    "alpha.avif": (encoded("AVIF", picture(mode="RGBA")), box_borders),
    "tif": (encoded("TIFF"), tiff_borders),
    "lzw.tif": (encoded("TIFF", compression="tiff_lzw"), tiff_borders),
    "gif": (encoded("GIF", comment=b"harbour"), gif_borders),
}


def truncated() -> Iterator[tuple[str, bytes]]:
    """Cut at every border of segments, chunks, boxes, directories or blocks; and within some of them."""
    for name, (data, borders) in WHOLE.items():
        for at in sorted({border + more for border in borders(data) for more in (0, 5)} | {len(data) - 1}):
            if 0 < at < len(data):
                yield f"cut at {at}.{name}", data[:at]
        yield f"zeros from the middle.{name}", data[: len(data) // 2] + bytes(len(data) - len(data) // 2)
        middle = len(data) // 2
        yield f"its middle twice.{name}", data[:middle] + data[middle - 40 :]
        yield f"its middle missing.{name}", data[: middle - 20] + data[middle + 20 :]


def flipped() -> Iterator[tuple[str, bytes]]:
    """Some bytes changed, by chance; more of them near the beginning, where lengths and counts are."""
    for name, (data, _) in WHOLE.items():
        chance = random.Random(name)
        for number in range(6):
            changed = bytearray(data)
            for _ in range(4):
                at = chance.randrange(4, min(len(data), 400 if number % 2 else len(data)))
                changed[at] = chance.choice((0, 0x7F, 0x80, 0xFF, chance.randrange(256)))
            yield f"changed {number}.{name}", bytes(changed)


def lying() -> Iterator[tuple[str, bytes]]:
    """Headers whose dimensions, lengths and counts are not true."""
    for width, height in [(0, 9), (9, 0), (1, 65500), (4000, 4000), (12000, 9000), (65535, 65535), (65500, 1)]:
        yield f"says {width} × {height}.jpg", jpeg_sized(width, height)
        yield f"says {width} × {height}, progressive.jpg", jpeg_sized(width, height, progressive=True)
    for width, height in [(0, 9), (9, 0), (4000, 4000), (12000, 9000), (100_000, 2), (2**31 - 1, 2**31 - 1)]:
        yield f"says {width} × {height}.png", png(width, height, zlib.compress(bytes(999)))
        yield f"says {width} × {height}.tif", plain_tiff(width & 0xFFFFFFFF, height & 0xFFFFFFFF, body=bytes(999))
    for width, height in [(0, 9), (9000, 9000), (65535, 65535)]:
        gif = bytearray(encoded("GIF"))
        gif[6:10] = struct.pack("<HH", width, height)
        yield f"screen of {width} × {height}.gif", bytes(gif)
        at = gif.index(b",", 700)
        gif[at + 5 : at + 9] = struct.pack("<HH", width, height)
        yield f"frame of {width} × {height}.gif", bytes(gif)
    for width in (1, 3000, 16384):
        webp = bytearray(WHOLE["webp"][0])
        webp[24:30] = (width - 1).to_bytes(3, "little") * 2
        yield f"canvas of {width}.webp", bytes(webp)
        webp = bytearray(WHOLE["lossless.webp"][0])
        webp[21:25] = struct.pack("<I", (width - 1) & 0x3FFF | ((width - 1) & 0x3FFF) << 14)
        yield f"lossless of {width}.webp", bytes(webp)
    for width in (0, 1, 20_000, 2**32 - 1):
        avif = WHOLE["avif"][0]
        at = avif.index(b"ispe") + 8
        yield f"ispe of {width}.avif", avif[:at] + struct.pack(">II", width, width) + avif[at + 8 :]
    for field in (b"iloc", b"pitm", b"iinf", b"ipma", b"av1C", b"meta", b"mdat", b"ftyp"):
        for value in (0, 1, 9, 2**31, 2**32 - 1):
            avif = bytearray(WHOLE["avif"][0])
            at = avif.index(field) - 4
            avif[at : at + 4] = struct.pack(">I", value)
            yield f"{field.decode()} of {value} bytes.avif", bytes(avif)
    for marker in (0xC0, 0xC4, 0xDA, 0xDB, 0xE0):
        for length in (0, 1, 2, 65535):
            data = bytearray(encoded("JPEG"))
            at = data.index(bytes((0xFF, marker))) + 2
            data[at : at + 2] = struct.pack(">H", length)
            yield f"segment 0x{marker:x} of {length} bytes.jpg", bytes(data)
    for kind in (b"IHDR", b"IDAT", b"IEND", b"iCCP"):
        for length in (0, 5, 2**31 - 1, 2**32 - 1):
            data = bytearray(WHOLE["png"][0])
            at = data.index(kind) - 4
            data[at : at + 4] = struct.pack(">I", length)
            yield f"{kind.decode()} of {length} bytes.png", bytes(data)


def av1_of(width: int, height: int) -> bytes:
    """Return an AVIF whose boxes are of a small picture, and whose stream is announced as so large."""
    avif = encoded("AVIF")
    at = avif.rindex(b"mdat") + 4
    head = bytearray(avif[at : at + 12])
    # OBU_SEQUENCE_HEADER with a length; a still picture with the reduced header, profile 0
    bits = f"{0:03b}11{8:05b}{15:04b}{15:04b}{width - 1:016b}{height - 1:016b}".ljust(72, "1")
    header = int(bits, 2).to_bytes(9)
    head[:11] = bytes((0x0A, 9)) + header
    return avif[:at] + bytes(head) + avif[at + 12 :]


def bombs() -> Iterator[tuple[str, bytes]]:
    """Little files that become much, in pixels or in what stands around them."""
    yield "64,000 × 64,000 of nothing.png", png(64_000, 64_000, zlib.compress(bytes(2**20)))
    yield "10,000 × 10,000.png", png(10_000, 10_000)
    yield "7,000 × 7,000.png", png(7_000, 7_000)
    yield "6,000 × 5,000 with 16 bits and alpha.png", png(6_000, 5_000, colour=6, depth=16)
    yield "10,900 × 10,900 of one bit.png", png(10_900, 10_900, colour=0, depth=1)
    yield "10,900 × 10,900 of a palette.png", png(10_900, 10_900, colour=3)
    flood = zlib.compress(bytes(64 * 2**20), 9)
    yield "profile of 64 MB.png", png(9, 9, more=chunk(b"iCCP", b"x\0\0" + flood))
    yield "text of 64 MB.png", png(9, 9, more=chunk(b"zTXt", b"x\0\0" + flood))
    yield "international text of 64 MB.png", png(9, 9, more=chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + flood))
    three = zlib.compress(bytes(3 * 2**20), 9)
    yield "fifty texts of 3 MB.png", png(9, 9, more=b"".join(chunk(b"zTXt", b"k%d\0\0" % n + three) for n in range(50)))
    yield "20 MB of text.png", png(9, 9, more=chunk(b"tEXt", b"x\0" + b"y" * 20 * 2**20))
    yield "20 MB of EXIF.png", png(9, 9, more=chunk(b"eXIf", b"II*\0\x08\0\0\0" + b"\xff" * 20 * 2**20))
    yield "100,000 chunks.png", png(9, 9, more=chunk(b"tIME", bytes(7)) * 100_000)
    yield "100,000 empty pieces.png", png(9, 9, b"").replace(chunk(b"IDAT"), chunk(b"IDAT") * 100_000)
    yield "65535 × 65535 of zeros.jpg", jpeg_sized(65535, 65535) + bytes(2**20)
    yield "10,000 × 10,000 of zeros.jpg", _jpeg_of_zeros(10_000, 10_000)
    yield "200,000 comments.jpg", jpeg_with(segment(0xFE, b"") * 200_000)
    yield "10 MB of filling.jpg", jpeg_with(b"\xff" * 10 * 2**20)
    yield "10 MB of nothing between segments.jpg", jpeg_with(bytes(10 * 2**20))
    exif = b"Exif\0\0" + b"II*\0\x08\0\0\0" + bytes(65_000)
    yield "300 segments of EXIF.jpg", jpeg_with(segment(0xE1, exif) * 300)
    entries = b"".join(struct.pack("<HHII", tag, 4, 9_000, 26) for tag in range(5_000))
    yield (
        "5,000 entries of EXIF.jpg",
        jpeg_with(segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 5_000) + entries)),
    )
    yield (
        "a profile in 255 parts.jpg",
        jpeg_with(*(segment(0xE2, b"ICC_PROFILE\0" + bytes((n, 255)) + bytes(65_000)) for n in range(1, 256))),
    )
    yield "entities.jpg", jpeg_with(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP_BOMB))
    yield "entities.png", png(9, 9, more=chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP_BOMB))
    yield "entities.webp", encoded("WEBP", xmp=XMP_BOMB)
    yield "entities.avif", encoded("AVIF", xmp=XMP_BOMB)
    yield "entities.tif", encoded("TIFF", tiffinfo={700: XMP_BOMB})
    yield "3,000 scans.jpg", _jpeg_of_scans(3_000)
    yield "one large scan and 200 more.jpg", _jpeg_of_scans(200, size=(9000, 6000))
    yield "a million blocks.gif", encoded("GIF")[:-1] + b"!\xfe" + b"\1x" * 10**6 + b"\0;"
    yield "20,000 frames.gif", encoded("GIF")[:-1] + b",\0\0\0\0\1\0\1\0\0\2\2L\1\0" * 20_000 + b";"
    yield "10,000 × 10,000.gif", b"GIF89a" + struct.pack("<HHBBB", 10_000, 10_000, 0, 0, 0) + encoded("GIF")[13:]
    frames = [picture((40, 40)).rotate(turn) for turn in range(300)]
    yield "300 frames.webp", encoded("WEBP", frames[0], save_all=True, append_images=frames[1:], method=0)
    yield "16,383 × 16,383.webp", encoded("WEBP", Image.new("L", (16_383, 700))) + bytes(100)
    yield "20 megapixels.webp", encoded("WEBP", Image.new("L", (5_000, 4_000)), method=0)
    yield "300 frames.avif", encoded("AVIF", frames[0], save_all=True, append_images=frames[1:20], speed=10)
    yield "a stream of 60,000 × 60,000.avif", av1_of(60_000, 60_000)
    yield "a stream of 16,000 × 16,000.avif", av1_of(16_000, 16_000)
    yield "thousands of boxes.avif", WHOLE["avif"][0] + box(b"free") * 50_000
    yield "boxes in boxes.avif", box(b"ftyp", b"avif\0\0\0\0mif1avif") + _nested(b"meta", 2_000)


def tiff_bombs() -> Iterator[tuple[str, bytes]]:
    """Directories that lead in circles, strips and tiles beyond measure, values that share their bytes."""
    yield "a directory that is its own successor.tif", plain_tiff(8, 8, following=8, body=bytes(999))
    yield "a directory of 65,535 entries.tif", tiff([(tag, 1, 1, 0) for tag in range(65_535)])
    rich = [(1_000 + tag, 1, 10 * 2**20, 40_000) for tag in range(2_000)]
    yield "values that share 10 MB.tif", plain_tiff(8, 8, *rich, body=bytes(12 * 2**20))
    yield "ten million strips.tif", plain_tiff(8, 8, (273, 4, 10**7, 200), (279, 4, 10**7, 200), body=bytes(10**6))
    many = (273, 4, 300_000, 400), (279, 4, 300_000, 400), (278, 4, 1, 1)
    yield "300,000 strips that are there.tif", plain_tiff(30_000, 3_000, *many, body=bytes(1_300_000))
    for compression in (5, 7, 8, 32773, 50000, 34712, 9):
        large = (259, 3, 1, compression), (277, 3, 1, 1)
        yield f"one strip of 10,000 × 10,000, {compression}.tif", plain_tiff(10_000, 10_000, *large, body=bytes(2**16))
    tiles = (322, 4, 1, 60_000), (323, 4, 1, 60_000), (324, 4, 1, 200), (325, 4, 1, 60_000), (259, 3, 1, 8)
    yield "a tile of 60,000 × 60,000.tif", plain_tiff(100, 100, *tiles, body=bytes(10**5))
    yield "200 samples a pixel.tif", plain_tiff(5_000, 5_000, (277, 3, 1, 200), (259, 3, 1, 8), body=bytes(999))
    yield "rows of 4,294,967,295.tif", plain_tiff(100, 100, (278, 4, 1, 2**32 - 1), body=bytes(10_200))
    yield "32-bit.tif", encoded("TIFF", Image.new("F", (6_000, 5_000)), compression="tiff_deflate")
    yield "turned.tif", encoded("TIFF", Image.new("L", (9_000, 9_000)), compression="tiff_deflate", tiffinfo={274: 6})
    sub = struct.pack("<HHHIII", 1, 330, 4, 1, 8, 0)
    yield "sub-directories in a circle.tif", plain_tiff(8, 8, (330, 4, 1, 8), (34665, 4, 1, 8), body=sub + bytes(999))
    yield "a raw file's thumbnail.tif", plain_tiff(8, 8, (254, 4, 1, 1), body=bytes(999))
    yield "big.tif", b"II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0" + bytes(500)


def polyglots() -> Iterator[tuple[str, bytes]]:
    """Pictures that are something else as well; what another name makes of them is no matter."""
    archive = b"PK\x03\x04" + bytes(26) + b"PK\x05\x06" + bytes(18)
    behind = {"html": PAGE, "php": PHP, "zip": archive, "pdf": PDF, "svg": SVG, "js": SCRIPT, "rar": b"Rar!\x1a\x07\0"}
    for name in ("jpg", "png", "gif", "webp", "avif", "tif"):
        for other, payload in behind.items():
            yield f"{other} behind.{name}", WHOLE[name][0] + b"\n" + payload
    for payload in (SCRIPT, PHP, PAGE):
        yield f"{payload[:5]!r} in a comment.jpg", encoded("JPEG", comment=payload)
        yield f"{payload[:5]!r} in a comment.gif", encoded("GIF", comment=payload)
        yield f"{payload[:5]!r} in its text.png", png(9, 9, more=chunk(b"tEXt", b"Comment\0" + payload))
        yield f"{payload[:5]!r} in its EXIF.webp", encoded("WEBP", exif=payload)
    gif = encoded("GIF", comment=b"*/=1;alert(1);/*")
    yield "a program.gif", gif[:6] + b"/*" + gif[8:]
    yield "a program.js", b"GIF89a=1;alert(1)//" + gif[19:]
    comment = segment(0xFE, b"*/=alert(1);/*")
    yield "a program.jpg", b"\xff\xd8\xff\xe0/*JFIF\0" + bytes(0x2F2A - 7) + comment + encoded("JPEG")[20:]
    yield "a PDF in front.jpg", jpeg_with(segment(0xFE, PDF))
    yield "a page in front.jpg", PAGE + encoded("JPEG")


def others() -> Iterator[tuple[str, bytes]]:
    """What is no photo at all, under the names of photos; and photos under other names."""
    things = {
        "svg": SVG, "svg, marked as UTF-8": b"\xef\xbb\xbf" + SVG, "svgz": b"\x1f\x8b\x08\0" + zlib.compress(SVG),
        "eps": EPS, "eps with a preview": struct.pack("<I7I", 0xC6D3D0C5, 32, len(EPS), 0, 0, 0, 0, 0) + EPS,
        "pdf": PDF, "psd": b"8BPS\0\1" + bytes(400), "bmp": encoded("BMP"), "ico": encoded("ICO"),
        "ppm": encoded("PPM"), "tga": encoded("TGA"), "pcx": encoded("PCX"), "jpeg 2000": encoded("JPEG2000"),
        "icns": encoded("ICNS"),
        "dds": encoded("DDS"), "sgi": encoded("SGI"), "xbm": encoded("XBM", picture(mode="1")),
        "heic": box(b"ftyp", b"heic\0\0\0\0mif1heic") + bytes(500), "zip": b"PK\x03\x04" + bytes(90),
        "video": box(b"ftyp", b"isom\0\0\0\0isom") + box(b"moov", bytes(90)) + box(b"mdat", bytes(900)),
        "page": PAGE, "program": b"\x7fELF" + bytes(600), "zeros": bytes(5_000), "words": b"not a photo\n" * 90,
        "a byte": b"\xff", "webp without picture": b"RIFF\x04\0\0\0WEBP", "only a beginning": b"\xff\xd8\xff",
        "png's beginning": b"\x89PNG\r\n\x1a\n", "a rendition's half": encoded("AVIF")[:200],
        "postscript in a tiff": b"II*\0" + EPS, "wmf": b"\xd7\xcd\xc6\x9a" + bytes(90), "fits": encoded("PPM")[:3] * 99,
    }  # fmt: skip
    for name, data in things.items():
        yield f"{name}.jpg", data
    yield "a PNG.jpg", encoded("PNG")
    yield "a JPEG.png", encoded("JPEG")
    yield "a WebP.gif", encoded("WEBP")
    yield "../../etc/passwd", encoded("JPEG")
    yield "shell; rm -rf.php", encoded("JPEG")
    yield "x" * 300 + ".svg", encoded("PNG")


def _jpeg_of_zeros(width: int, height: int) -> bytes:
    """Return a JPEG whose blocks are all as empty as they can be: two bits each."""
    file = io.BytesIO()
    Image.new("L", (width, 8)).save(file, "JPEG", quality=1, optimize=True)
    data = bytearray(file.getvalue())
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 2] = struct.pack(">H", height)
    return bytes(data[:-2]) + bytes(width * height // 64 // 4) + b"\xff\xd9"


def _jpeg_of_scans(count: int, size: tuple[int, int] = (2000, 1500)) -> bytes:
    """Return a progressive JPEG with the last of its scans again and again."""
    data = encoded("JPEG", Image.new("L", size), progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * count + data[-2:]


def _nested(kind: bytes, depth: int) -> bytes:
    data = b""
    for _ in range(depth):
        data = box(kind, bytes(4) + data)
    return data


KINDS = {kind.__name__: kind for kind in (truncated, flipped, lying, bombs, tiff_bombs, polyglots, others)}


def large() -> Iterator[tuple[str, bytes]]:
    """Nothing wrong with these: they are as large as photos are let in."""
    yield "100 megapixels.jpg", encoded("JPEG", Image.new("RGB", (12_000, 8_400)))
    yield "60 megapixels, progressive.jpg", encoded("JPEG", Image.new("RGB", (9_500, 6_320)), progressive=True)
    yield "45 megapixels.png", encoded("PNG", Image.new("RGB", (8_200, 5_500)), compress_level=1)
    yield "24 megapixels of 16 bits.png", png(6_000, 4_000, depth=16)
    yield "12 megapixels.webp", encoded("WEBP", Image.new("RGB", (4_000, 3_000)), method=0)
    yield "12 megapixels.avif", encoded("AVIF", Image.new("RGB", (4_000, 3_000)), speed=10)
    yield "30 megapixels.tif", encoded("TIFF", Image.new("RGB", (6_700, 4_500)), compression="tiff_lzw")


def measure(paths: list[str]) -> None:
    """Print for each file by how much it made the process larger than it was at first, and what the door said of it."""
    django.setup()
    from articles.photos.door import admit  # only now are there settings
    from articles.refusals import Refused

    admit(io.BytesIO(encoded("JPEG")))
    at_first = megabytes("VmRSS")
    for path in paths:
        with Path(path).open("rb") as file:
            Path("/proc/self/clear_refs").write_text("5", "ascii")  # what VmHWM is counted from
            started = time.process_time()
            try:
                answer = admit(file).format
            except Refused as refused:
                answer = refused.sentence
            seconds = time.process_time() - started
        sys.stdout.write(f"{megabytes('VmHWM') - at_first:.1f}\t{seconds:.2f}\t{Path(path).name}\t{answer}\n")


def megabytes(what: str) -> float:
    """Return what Linux says of this process: `VmRSS`, its memory now, or `VmHWM`, the most it had since.

    `getrusage` would say how large the process was that started this one, where that was larger.
    """
    status = Path("/proc/self/status").read_text("ascii", "replace")
    return int(re.search(rf"{what}:\s+(\d+) kB", status)[1]) / 1024


if __name__ == "__main__":
    measure(sys.argv[1:])

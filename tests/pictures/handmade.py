"""Blocks of metadata, and pictures, that no program at hand writes."""

import struct
import zlib

from PIL import Image, TiffImagePlugin

from tests.pictures.canvas import save


def dataset(record: int, number: int, value: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def long_dataset(record: int, number: int, value: bytes) -> bytes:
    """Return a dataset with an extended length (IIM 4, 1.5 b)."""
    return struct.pack(">BBBHI", 0x1C, record, number, 0x8004, len(value)) + value


def resource(code: int, data: bytes, name: bytes = b"") -> bytes:
    named = bytes([len(name)]) + name
    return b"8BIM" + struct.pack(">H", code) + _even(named) + struct.pack(">I", len(data)) + _even(data)


def _even(data: bytes) -> bytes:
    return data + bytes(len(data) % 2)


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">HH", marker, len(body) + 2) + body


def app13(*bodies: bytes) -> bytes:
    """Return Photoshop's segments of a JPEG with these parts of its resources."""
    return b"".join(segment(0xFFED, b"Photoshop 3.0\0" + body) for body in bodies)


NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "xmpNote": "http://ns.adobe.com/xmp/note/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}


def xmp(elements: str = "", attributes: str = "", before: str = "") -> str:
    """Return a packet with these properties."""
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return (
        f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{before}'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {names} {attributes}>{elements}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def further_xmp(name: str, packet: bytes, parts: int) -> bytes:
    """Return the segments of a JPEG's extended XMP, the last part first (ISO 16684-3, 1.1.3.1)."""
    size = -(-len(packet) // parts)
    written = b""
    for at in reversed(range(0, len(packet), size)):
        head = b"http://ns.adobe.com/xmp/extension/\0" + name.encode() + struct.pack(">II", len(packet), at)
        written += segment(0xFFE1, head + packet[at : at + size])
    return written


def exif(main: list[tuple[int, int, bytes]], below: list[tuple[int, int, bytes]] = (), order: str = "<") -> bytes:
    """Return EXIF with these (tag, type, value), in the first directory and in EXIF's own."""
    start = 8 + _length(main) + (12 if below else 0)
    if below:
        main = [*main, (0x8769, 4, struct.pack(f"{order}I", start))]
    head = (b"II" if order == "<" else b"MM") + struct.pack(f"{order}HI", 42, 8)
    return b"Exif\0\0" + head + _directory(main, 8, order) + (_directory(below, start, order) if below else b"")


def _length(entries: list[tuple[int, int, bytes]]) -> int:
    return 6 + sum(12 + (len(value) if len(value) > 4 else 0) for _, _, value in entries)


def _directory(entries: list[tuple[int, int, bytes]], at: int, order: str) -> bytes:
    written, values = struct.pack(f"{order}H", len(entries)), b""
    end = at + 6 + 12 * len(entries)
    for tag, kind, value in entries:
        size = len(value) // {4: 4}.get(kind, 1)
        place = value.ljust(4, b"\0") if len(value) <= 4 else struct.pack(f"{order}I", end + len(values))
        values += value if len(value) > 4 else b""
        written += struct.pack(f"{order}HHI", tag, kind, size) + place
    return written + bytes(4) + values


def tiff_with(image: Image.Image, kind: int, tag: int, value: object, **options) -> bytes:
    """Return `image` as TIFF with one more tag of this type."""
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info.tagtype[tag] = kind
    info[tag] = value
    return save(image, "TIFF", tiffinfo=info, **options)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_with(image: Image.Image, *chunks: bytes) -> bytes:
    """Return `image` as PNG with these chunks behind its pixels."""
    data = save(image, "PNG")
    return data[:-12] + b"".join(chunks) + data[-12:]


def png_of_16_bits(image: Image.Image) -> bytes:
    """Return the RGB `image` as PNG with sixteen bits a channel."""
    width, height = image.size
    rows = b"".join(
        b"\0" + b"".join(bytes((part, part)) for x in range(width) for part in image.getpixel((x, y)))
        for y in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 16, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def ycck(inks: Image.Image) -> bytes:
    """Return the CMYK `inks` as a JPEG whose first three inks are kept as YCbCr, as Photoshop writes them.

    Adobe's files hold inks inverted; libjpeg takes C, M and Y, inverted again, for R, G and B.
    """
    cyan, magenta, yellow, black = inks.split()
    parts = Image.merge("RGB", (cyan, magenta, yellow)).convert("YCbCr").split()
    # Pillow inverts what it writes
    image = Image.merge("CMYK", (*(part.point(lambda value: 255 - value) for part in parts), black))
    data = save(image, "JPEG", quality=95, subsampling=0)
    at = data.index(b"Adobe") + 11
    return data[:at] + b"\2" + data[at + 1 :]


def named_in_avif(image: Image.Image, primaries: int, transfer: int, **options) -> bytes:
    """Return `image` as AVIF that names its colours by these numbers (ITU-T H.273), and has no profile."""
    data = save(image, "AVIF", quality=95, subsampling="4:4:4", **options)
    at = data.index(b"colrnclx") + 8
    return data[:at] + struct.pack(">HH", primaries, transfer) + data[at + 4 :]


def named_in_png(image: Image.Image, primaries: int, transfer: int, **options) -> bytes:
    """Return `image` as PNG that names its colours by these numbers, whatever profile it has besides."""
    data = save(image, "PNG", **options)
    head = 8 + 12 + 13
    return data[:head] + chunk(b"cICP", bytes([primaries, transfer, 0, 1])) + data[head:]


def exif_of_colours(space: int, index: str = "") -> Image.Exif:
    """Return EXIF with a colour space, and the index of interoperability where one is given (DCF 2.0)."""
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    own = exif.get_ifd(0x8769)
    own[0xA001] = space
    if index:
        own[0xA005] = {1: index}
    return exif

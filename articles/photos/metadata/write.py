"""What each file that readers are sent says of its photo: whose it is and on what terms. Nothing else is written.

The same facts stand in it twice. XMP has all of them whole; IPTC-IIM, which JPEG has besides, is for the programs that
read nothing newer, and has room for three of them (IPTC-NAA Information Interchange Model, version 4).
"""

import hashlib
import html
import struct
from collections.abc import Iterable
from typing import Any, Literal, TypedDict

from articles.photos.metadata import source_types
from authors.text import normalise, normalise_line

# so that the packet fits into one segment of JPEG, 64 KB, even if each character takes five bytes
MAX_CREATORS = 20
MAX_LINE = 300  # characters, as all that follow
MAX_ADDRESS = 500
MAX_PROSE = 2000

PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

# (record, dataset) of IIM, and the most bytes that it may have
CODED_CHARACTER_SET, UTF_8 = (1, 90), b"\x1b%G"
RECORD_VERSION, VERSION_4 = (2, 0), b"\x00\x04"
BY_LINE, BY_LINE_BYTES = (2, 80), 32
CREDIT, CREDIT_BYTES = (2, 110), 32
COPYRIGHT_NOTICE, COPYRIGHT_NOTICE_BYTES = (2, 116), 128

# Photoshop's image resources: IIM itself, and the MD5 of it
IPTC_NAA, IPTC_DIGEST = 0x0404, 0x0425


class Marks(TypedDict):
    """What a served file carries; each may be empty. `digital_source_type` is a code of `source_types`."""

    creators: list[str]
    credit: str
    copyright_notice: str
    usage_terms: str
    digital_source_type: str
    web_statement: str


def save_options(marks: Marks, encoding: Literal["avif", "jpeg"]) -> dict[str, Any]:
    """Return what Pillow's `Image.save` is given, so that a file of `encoding` carries `marks`; {} if all are empty."""
    options = {}
    if packet := xmp_packet(marks):
        options["xmp"] = packet
    if encoding == "jpeg" and (block := iim_block(marks)):
        segment = b"Photoshop 3.0\0" + block
        options["extra"] = struct.pack(">HH", 0xFFED, len(segment) + 2) + segment
    return options


def xmp_packet(marks: Marks) -> bytes:
    """Return `marks` as an XMP packet in UTF-8, the same bytes for the same marks; b"" if all are empty."""
    marks = _tidy(marks)
    copyright_notice, source_type = marks["copyright_notice"], marks["digital_source_type"]
    properties = [
        _array("dc:creator", "Seq", "", marks["creators"]),
        _array("dc:rights", "Alt", ' xml:lang="x-default"', [copyright_notice]),
        _simple("photoshop:Credit", marks["credit"]),
        _simple("xmpRights:Marked", "True" if copyright_notice else ""),
        _array("xmpRights:UsageTerms", "Alt", ' xml:lang="x-default"', [marks["usage_terms"]]),
        _simple("xmpRights:WebStatement", marks["web_statement"]),
        _simple("Iptc4xmpExt:DigitalSourceType", source_type and source_types.SCHEME + source_type),
    ]
    written = "\n".join(filter(None, properties))
    return PACKET.format(properties=written).encode() if written else b""


def iim_block(marks: Marks) -> bytes:
    """Return `marks` as image resources of Photoshop's, with IIM in UTF-8; b"" if IIM has a place for none of them.

    What is too long for IIM is cut at its limits, in bytes: more than one newsroom's system breaks on longer text, and
    XMP has the whole. The digest tells readers that XMP is as new as IIM, so that they take the whole (MWG,
    “Guidelines for handling image metadata” 2.0, 5.1).
    """
    marks = _tidy(marks)
    datasets = [
        *(_dataset(BY_LINE, _cut(name, BY_LINE_BYTES)) for name in marks["creators"]),
        *(_dataset(CREDIT, _cut(text, CREDIT_BYTES)) for text in [marks["credit"]] if text),
        *(
            _dataset(COPYRIGHT_NOTICE, _cut(text, COPYRIGHT_NOTICE_BYTES))
            for text in [marks["copyright_notice"]]
            if text
        ),
    ]
    if not datasets:
        return b""
    iim = b"".join([_dataset(CODED_CHARACTER_SET, UTF_8), _dataset(RECORD_VERSION, VERSION_4), *datasets])
    digest = hashlib.md5(iim, usedforsecurity=False).digest()
    return _resource(IPTC_NAA, iim) + _resource(IPTC_DIGEST, digest)


def _tidy(marks: Marks) -> Marks:
    """Return `marks` without what no field of a file can hold: control characters, unknown codes, endless text."""
    creators = (normalise_line(name)[:MAX_LINE] for name in marks["creators"][:MAX_CREATORS])
    return {
        "creators": [name for name in creators if name],
        "credit": normalise_line(marks["credit"])[:MAX_LINE],
        "copyright_notice": normalise_line(marks["copyright_notice"])[:MAX_PROSE],
        "usage_terms": normalise(marks["usage_terms"]).strip()[:MAX_PROSE],
        "digital_source_type": source_types.code_of(marks["digital_source_type"]),
        "web_statement": normalise_line(marks["web_statement"])[:MAX_ADDRESS],
    }


def _simple(name: str, text: str) -> str:
    return f"<{name}>{html.escape(text, quote=False)}</{name}>" if text else ""


def _array(name: str, kind: str, attributes: str, texts: Iterable[str]) -> str:
    items = "".join(f"<rdf:li{attributes}>{html.escape(text, quote=False)}</rdf:li>" for text in texts if text)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _cut(text: str, most: int) -> bytes:
    """Return the first `most` bytes of `text` in UTF-8, without a character that would be cut in two."""
    return text.encode()[:most].decode(errors="ignore").rstrip().encode()


def _dataset(number: tuple[int, int], value: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, *number, len(value)) + value


def _resource(code: int, data: bytes) -> bytes:
    """Return an image resource without a name, padded to an even length as Photoshop has it."""
    return b"8BIM" + struct.pack(">HHI", code, 0, len(data)) + data + b"\0" * (len(data) % 2)

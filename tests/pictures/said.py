"""What files say: each block of metadata and encoding, with the facts that should be read of it.

The tests' newsroom is in UTC and writes English. Where exiftool can write a block it does; what it would not write,
cameras and programs have all the same.
"""

import base64
import hashlib
from datetime import UTC, datetime

from tests.pictures import handmade
from tests.pictures.canvas import quarters
from tests.pictures.entry import EXTENSIONS, Said, by_hand, tagged, with_comment, with_exif, with_iptc, with_xmp
from tests.pictures.full import (
    EXIF_FULL,
    EXIF_TAGS,
    FULL,
    IPTC_FULL,
    KYIV,
    SECRETS,
    SOURCE_TYPE,
    XMP_FULL,
    XMP_ONLY,
    XMP_ONLY_TAGS,
)
from tests.pictures.handmade import app13, dataset, long_dataset, resource, xmp

UTF_8 = dataset(1, 90, b"\x1b%G")
ASCII, UNDEFINED, TEXT_UTF_8 = 2, 7, 129
GERMAN = "Überschwemmung – „Hafen“ in Köln"

# a resource of another kind, with a name, and the beginning of IIM's are in the first segment
OTHER = resource(0x03ED, bytes(7), b"name")
TWO_RESOURCES = OTHER + resource(0x0404, dataset(2, 105, b"Storm") + dataset(2, 90, b"Saltmarsh"))

BY_IPTC = [
    tagged("iptc-utf-8", FULL, "-IPTC:CodedCharacterSet=UTF8", *IPTC_FULL),
    tagged("iptc-tiff", FULL, "-IPTC:CodedCharacterSet=UTF8", *IPTC_FULL, kind="TIFF"),
    tagged("iptc-windows", {"caption": GERMAN}, "-charset", "iptc=Latin", f"-IPTC:Caption-Abstract={GERMAN}"),
    tagged("iptc-utf-8-unsaid", {"caption": GERMAN}, "-charset", "iptc=UTF8", f"-IPTC:Caption-Abstract={GERMAN}"),
    with_iptc("iptc-latin-1-said-utf-8", {"city": "Köln-Süd"}, UTF_8, dataset(2, 90, "Köln-Süd".encode("latin-1"))),
    with_iptc("iptc-cut-in-a-letter", {"creators": ["Ada V"]}, UTF_8, dataset(2, 80, "Ada Vä".encode()[:-1])),
    with_iptc("iptc-windows-last-letter", {"city": "Groß"}, dataset(2, 90, b"Gro\xdf")),
    with_iptc("iptc-long-length", {"caption": "Waves " * 20 + "end"}, long_dataset(2, 120, b"Waves " * 20 + b"end")),
    with_iptc("iptc-padded", {"headline": "Storm"}, dataset(2, 105, b"Storm\0\0\0 "), bytes(3)),
    with_iptc("iptc-cut-short", {"headline": "Storm"}, dataset(2, 105, b"Storm"), b"\x1c\x02\x78\xff"),
    with_iptc(
        "iptc-release-and-expiry",
        {
            "released_at": datetime(2026, 3, 1, 6, 0, tzinfo=UTC),
            "expires_at": datetime(2026, 4, 1, tzinfo=UTC),
        },
        dataset(2, 30, b"20260301"),
        dataset(2, 35, b"080000+0200"),
        dataset(2, 37, b"20260331"),
    ),
    with_iptc("iptc-for-ever", {}, dataset(2, 37, b"99991231"), dataset(2, 55, b"00000000")),
    with_iptc(
        "iptc-day-alone",
        {"taken_at": datetime(1989, 11, 9, tzinfo=UTC)},
        dataset(2, 55, b"19891109"),
        dataset(2, 60, b""),
    ),
    by_hand(
        "iptc-behind-filling",
        {"headline": "Storm"},
        extra=b"\xff" * 99 + app13(resource(0x0404, dataset(2, 105, b"Storm"))),
    ),
    by_hand(
        "iptc-over-two-segments",
        {"headline": "Storm", "city": "Saltmarsh"},
        extra=app13(TWO_RESOURCES[: len(OTHER) + 9], TWO_RESOURCES[len(OTHER) + 9 :]),
    ),
    Said(
        "iptc-tiff-of-words",
        {"headline": "Storm"},
        lambda: handmade.tiff_with(quarters(), UNDEFINED, 33723, _words(dataset(2, 105, b"Storm\0\0"))),
        "TIFF",
    ),
    Said(
        "iptc-tiff-photoshop",
        {"headline": "Storm"},
        lambda: handmade.tiff_with(quarters(), UNDEFINED, 34377, resource(0x0404, dataset(2, 105, b"Storm"))),
        "TIFF",
    ),
    Said(
        "iptc-png-imagemagick",
        {"headline": "Storm"},
        lambda: handmade.png_with(quarters(), handmade.chunk(b"tEXt", _raw_profile(dataset(2, 105, b"Storm")))),
        "PNG",
    ),
]


def _words(iptc: bytes) -> bytes:
    """Return `iptc` as a little-endian TIFF holds it that takes it for numbers of four bytes."""
    return b"".join(iptc[at : at + 4][::-1] for at in range(0, len(iptc), 4))


def _raw_profile(iptc: bytes) -> bytes:
    data = resource(0x0404, iptc)
    return b"Raw profile type iptc\0\niptc\n%8d\n%s\n" % (len(data), data.hex().encode())


SEQ = "<dc:creator><rdf:Seq>{}</rdf:Seq></dc:creator>"
ALT = "<dc:description><rdf:Alt>{}</rdf:Alt></dc:description>"
BY_XMP = [
    *(tagged(f"xmp-{kind.lower()}", FULL | XMP_ONLY, *XMP_FULL, *XMP_ONLY_TAGS, kind=kind) for kind in EXTENSIONS),
    tagged("xmp-compact", FULL | XMP_ONLY, "-api", "Compact=Shorthand", *XMP_FULL, *XMP_ONLY_TAGS),
    with_xmp(
        "xmp-attributes",
        {"headline": "Storm & waves", "city": "Saltmarsh", "digital_source_type": "compositeSynthetic"},
        attributes=(
            'photoshop:Headline="Storm &amp; waves" photoshop:City="Saltmarsh"'
            f' Iptc4xmpExt:DigitalSourceType="{SOURCE_TYPE}compositeSynthetic"'
        ),
    ),
    with_xmp(
        "xmp-site-language",
        {"caption": "Waves"},
        ALT.format('<rdf:li xml:lang="de">Wellen</rdf:li><rdf:li xml:lang="en">Waves</rdf:li>'),
    ),
    with_xmp(
        "xmp-default-language",
        {"caption": "Wellen"},
        ALT.format('<rdf:li xml:lang="en">Waves</rdf:li><rdf:li xml:lang="x-default">Wellen</rdf:li>'),
    ),
    with_xmp("xmp-foreign-language", {"caption": "Bølger"}, ALT.format('<rdf:li xml:lang="nb">Bølger</rdf:li>')),
    with_xmp("xmp-plain-where-a-list-belongs", {"creators": ["Ada Vale"]}, "<dc:creator>Ada Vale</dc:creator>"),
    with_xmp(
        "xmp-creators-in-a-line", {"creators": ["Ada Vale", "Ole Ny"]}, SEQ.format("<rdf:li>Ada Vale; Ole Ny</rdf:li>")
    ),
    with_xmp(
        "xmp-qualified-and-resource",
        {"credit": "Northline", "digital_source_type": "digitalCapture"},
        "<photoshop:Credit rdf:parseType='Resource'><rdf:value>Northline</rdf:value></photoshop:Credit>"
        f'<Iptc4xmpExt:DigitalSourceType rdf:resource="{SOURCE_TYPE}digitalCapture"/>',
    ),
    with_xmp(
        "xmp-place-shown",
        {"city": "Saltmarsh", "country": "Norway"},
        "<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType='Resource'><Iptc4xmpExt:ProvinceState>Northshire"
        "</Iptc4xmpExt:ProvinceState></rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>"
        "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li><rdf:Description Iptc4xmpExt:City='Saltmarsh'>"
        "<Iptc4xmpExt:CountryName>Norway</Iptc4xmpExt:CountryName></rdf:Description></rdf:li></rdf:Bag>"
        "</Iptc4xmpExt:LocationShown>",
    ),
    with_xmp(
        "xmp-person-with-details",
        {"persons": ["Ada Vale"]},
        "<Iptc4xmpExt:PersonInImageWDetails><rdf:Bag><rdf:li rdf:parseType='Resource'><Iptc4xmpExt:PersonName><rdf:Alt>"
        "<rdf:li xml:lang='x-default'>Ada Vale</rdf:li></rdf:Alt></Iptc4xmpExt:PersonName></rdf:li></rdf:Bag>"
        "</Iptc4xmpExt:PersonInImageWDetails>",
    ),
    with_xmp(
        "xmp-keywords-in-a-line",
        {"keywords": ["a", "b c"]},
        "<dc:subject><rdf:Bag><rdf:li>a, b c</rdf:li></rdf:Bag></dc:subject>",
    ),
    with_xmp(
        "xmp-keywords-with-commas",
        {"keywords": ["Vale, Ada", "storm"]},
        "<dc:subject><rdf:Bag><rdf:li>Vale, Ada</rdf:li><rdf:li>storm</rdf:li></rdf:Bag></dc:subject>",
    ),
    with_xmp(
        "xmp-no-address-and-no-code",
        {},
        attributes=f'xmpRights:WebStatement="javascript:alert(1)" Iptc4xmpExt:DigitalSourceType="{SOURCE_TYPE}dream"',
    ),
    with_xmp(
        "xmp-day-alone",
        {"taken_at": datetime(1989, 11, 9, tzinfo=UTC)},
        attributes='photoshop:DateCreated="1989-11-09"',
    ),
    with_xmp("xmp-year-alone", {}, attributes='photoshop:DateCreated="1989"'),
    with_xmp(
        "xmp-last-day", {"expires_at": datetime(2026, 4, 1, tzinfo=UTC)}, attributes='plus:LicenseEndDate="2026-03-31"'
    ),
    with_xmp(
        "xmp-entities",
        {},
        "<photoshop:Headline>&a;</photoshop:Headline>",
        before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ),
    with_xmp(
        "xmp-broken-behind", {"headline": "Storm"}, "<photoshop:Headline>Storm</photoshop:Headline><dc:title><rdf:Alt>"
    ),
    by_hand("xmp-too-large", {}, kind="WEBP", xmp=xmp("<photoshop:City>S</photoshop:City>" + " " * 2**20).encode()),
    by_hand(
        "xmp-windows",
        {"city": "Köln"},
        xmp=xmp("<photoshop:City>Köln</photoshop:City>").replace("\ufeff", "").encode("cp1252"),
    ),
    by_hand(
        "xmp-extended",
        {"city": "Saltmarsh", "headline": "Storm"},
        xmp=xmp("<photoshop:City>Saltmarsh</photoshop:City>", f'xmpNote:HasExtendedXMP="{"AB" * 16}"').encode(),
        extra=handmade.further_xmp("CD" * 16, b"<no/>", 1)
        + handmade.further_xmp("AB" * 16, xmp("<photoshop:Headline>Storm</photoshop:Headline>").encode(), 3),
    ),
    by_hand(
        "xmp-utf-16-mark",
        {"city": "Köln"},
        kind="WEBP",
        xmp=xmp("<photoshop:City>Köln</photoshop:City>").encode("utf-16"),
    ),
    Said(
        "xmp-utf-16",
        {"city": "Köln"},
        lambda: handmade.tiff_with(
            quarters(), 1, 700, xmp("<photoshop:City>Köln</photoshop:City>").encode("utf-16-be")
        ),
        "TIFF",
    ),
]

BY_EXIF = [
    *(tagged(f"exif-{kind.lower()}", EXIF_FULL, *EXIF_TAGS, kind=kind) for kind in EXTENSIONS if kind != "GIF"),
    tagged("exif-big-endian", EXIF_FULL, "-ExifByteOrder=MM", *EXIF_TAGS),
    tagged("exif-windows", {"caption": GERMAN}, "-charset", "exif=Latin", f"-EXIF:ImageDescription={GERMAN}"),
    tagged(
        "exif-xp",
        {
            "title": "Hafen – früh",
            "caption": "Wellen ≈",
            "creators": ["Ada Vale", "Ole Ny"],
            "keywords": ["storm", "pier"],
        },
        "-EXIF:XPTitle=Hafen – früh",
        "-EXIF:XPComment=Wellen ≈",
        "-EXIF:XPAuthor=Ada Vale;Ole Ny",
        "-EXIF:XPKeywords=storm;pier",
        "-EXIF:XPSubject=not this",
    ),
    with_exif("exif-xp-emoji", {"caption": "Wellen 🌊"}, (0x9C9C, 1, "Wellen 🌊\0".encode("utf-16-le"))),
    with_comment("exif-comment-ascii", "Waves", b"ASCII\0\0\0Waves\0\0"),
    with_comment("exif-comment-undefined", "Köln", bytes(8) + "Köln".encode()),
    with_comment("exif-comment-unicode-little", "Köln", b"UNICODE\0" + "Köln".encode("utf-16-le")),
    with_comment("exif-comment-unicode-big", "Köln", b"UNICODE\0" + "Köln".encode("utf-16-be"), ">"),
    with_comment("exif-comment-unicode-other-order", "Köln", b"UNICODE\0" + "Köln".encode("utf-16-be"), "<"),
    with_comment("exif-comment-unicode-mark", "港の朝", b"UNICODE\0" + "\ufeff港の朝".encode("utf-16-be"), "<"),
    with_comment("exif-comment-unicode-no-latin", "港の朝", b"UNICODE\0" + "港の朝".encode("utf-16-be"), ">"),
    with_comment("exif-comment-jis", "港の朝", b"JIS\0\0\0\0\0" + "港の朝".encode("iso2022_jp")),
    with_comment("exif-comment-jis-bare", "港の朝", b"JIS\0\0\0\0\0" + "港の朝".encode("iso2022_jp")[3:-3]),
    with_comment("exif-comment-spaces", "", b"ASCII\0\0\0" + b" " * 40),
    with_exif("exif-3-utf-8", {"creators": ["Ødegård"]}, below=[(0xA437, TEXT_UTF_8, "Ødegård\0".encode())]),
    with_exif(
        "exif-camera-name",
        {"caption": "Köln"},
        (0x010E, ASCII, b"OLYMPUS DIGITAL CAMERA         \0"),
        below=[(0x9286, UNDEFINED, bytes(8) + "Köln".encode())],
    ),
    *(
        with_exif(f"exif-default-{number}", {}, (0x010E, ASCII, text + b"\0"), (0x013B, ASCII, b"Unknown\0"))
        for number, text in enumerate((b"SONY DSC", b"DCIM", b"default", b"Untitled", b"Screenshot", b"IMG_2034.JPG"))
    ),
    with_exif(
        "exif-two-copyrights", {"copyright_notice": "Ada Vale; Northline"}, (0x8298, ASCII, b"Ada Vale\0Northline\0")
    ),
    with_exif("exif-padded", {"caption": "Waves"}, (0x010E, ASCII, b"Waves\0\0\0rubbish\0\0")),
    with_exif(
        "exif-no-zone",
        {"taken_at": datetime(2026, 7, 1, 10, 15, 30, tzinfo=UTC)},
        below=[(0x9003, ASCII, b"2026:07:01 10:15:30\0"), (0x9011, ASCII, b"   :  \0")],
    ),
    with_exif(
        "exif-clock-never-set", {}, below=[(0x9003, ASCII, b"0000:00:00 00:00:00\0"), (0x9011, ASCII, b"+99:99\0")]
    ),
]

OLD, NEW = "Waves over the pier.", "Waves over the pier on Sunday."
LONG_CAPTION = "Waves over the pier. " * 120
MIXED = [
    tagged("mixed-xmp-before-iptc", {"caption": NEW}, f"-IPTC:Caption-Abstract={OLD}", f"-XMP-dc:Description={NEW}"),
    tagged(
        "mixed-digest-right",
        {"caption": NEW},
        f"-IPTC:Caption-Abstract={OLD}",
        f"-XMP-dc:Description={NEW}",
        "-Photoshop:IPTCDigest=new",
    ),
    tagged(
        "mixed-digest-old",
        {"caption": NEW, "city": "Saltmarsh"},
        f"-IPTC:Caption-Abstract={NEW}",
        "-XMP-dc:Description=Pier",
        "-XMP-photoshop:City=Saltmarsh",
        f"-Photoshop:IPTCDigest={hashlib.md5(b'old', usedforsecurity=False).hexdigest()}",
    ),
    tagged(
        "mixed-digest-old-but-cut",
        {"caption": LONG_CAPTION.strip()},
        f"-IPTC:Caption-Abstract={LONG_CAPTION[:2000]}",
        f"-XMP-dc:Description={LONG_CAPTION}",
        f"-Photoshop:IPTCDigest={hashlib.md5(b'old', usedforsecurity=False).hexdigest()}",
    ),
    tagged("mixed-exif-last", {"creators": ["Ada Vale"]}, "-EXIF:Artist=Camera Hire Ltd", "-IPTC:By-line=Ada Vale"),
    tagged(
        "mixed-each-fills-in",
        {"caption": NEW, "creators": ["Ada Vale"], "credit": "Northline"},
        f"-EXIF:ImageDescription={NEW}",
        "-IPTC:By-line=Ada Vale",
        "-XMP-photoshop:Credit=Northline",
    ),
    tagged(
        "mixed-clock-with-the-others-zone",
        {"taken_at": datetime(2026, 3, 1, 10, 15, 30, tzinfo=KYIV)},
        "-EXIF:DateTimeOriginal=2026:03:01 10:15:30",
        "-XMP-photoshop:DateCreated=2026:03:01 10:15:30+02:00",
    ),
    tagged(
        "mixed-clock-first",
        {"taken_at": datetime(2026, 3, 1, 10, 15, 30, tzinfo=UTC)},
        "-EXIF:DateTimeOriginal=2026:03:01 10:15:30",
        "-EXIF:OffsetTimeOriginal=+00:00",
        "-XMP-photoshop:DateCreated=2026:02:01 08:00:00+02:00",
    ),
    tagged(
        "mixed-with-secrets",
        FULL | XMP_ONLY,
        *XMP_FULL,
        *XMP_ONLY_TAGS,
        *SECRETS,
        "-ThumbnailImage<=thumbnail.jpg",
        behind=b"PK\x03\x04" + base64.b64encode(b"bytes behind the picture") + b"Olga Owner",
    ),
    *(by_hand(f"nothing-{kind.lower()}", {}, kind=kind) for kind in EXTENSIONS),
]

SAID = [*BY_IPTC, *BY_XMP, *BY_EXIF, *MIXED]

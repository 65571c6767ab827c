"""The same facts as exiftool is told to write them into each kind of metadata, and what no reader may ever see."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
KYIV = timezone(timedelta(hours=2))

FULL: dict[str, Any] = {
    "headline": "Storm closes the harbour",
    "title": "Harbour",
    "caption": "Waves over the pier on Sunday.",
    "creators": ["Ada Vale", "Ole Ny"],
    "credit": "Ada Vale / Northline",
    "source": "Northline",
    "copyright_notice": "© 2026 Northline",
    "instructions": "Not for print",
    "keywords": ["harbour", "storm"],
    "sublocation": "Ferry pier",
    "city": "Saltmarsh",
    "region": "Northshire",
    "country": "Norway",
    "taken_at": datetime(2026, 3, 1, 10, 15, 30, tzinfo=KYIV),
}
IPTC_FULL = (
    "-IPTC:Headline=Storm closes the harbour",
    "-IPTC:ObjectName=Harbour",
    "-IPTC:Caption-Abstract=Waves over the pier on Sunday.",
    "-IPTC:By-line=Ada Vale",
    "-IPTC:By-line=Ole Ny",
    "-IPTC:Credit=Ada Vale / Northline",
    "-IPTC:Source=Northline",
    "-IPTC:CopyrightNotice=© 2026 Northline",
    "-IPTC:SpecialInstructions=Not for print",
    "-IPTC:Keywords=harbour",
    "-IPTC:Keywords=storm",
    "-IPTC:Sub-location=Ferry pier",
    "-IPTC:City=Saltmarsh",
    "-IPTC:Province-State=Northshire",
    "-IPTC:Country-PrimaryLocationName=Norway",
    "-IPTC:DateCreated=2026:03:01",
    "-IPTC:TimeCreated=10:15:30+02:00",
)
XMP_FULL = (
    "-XMP-photoshop:Headline=Storm closes the harbour",
    "-XMP-dc:Title=Harbour",
    "-XMP-dc:Description=Waves over the pier on Sunday.",
    "-XMP-dc:Creator=Ada Vale",
    "-XMP-dc:Creator=Ole Ny",
    "-XMP-photoshop:Credit=Ada Vale / Northline",
    "-XMP-photoshop:Source=Northline",
    "-XMP-dc:Rights=© 2026 Northline",
    "-XMP-photoshop:Instructions=Not for print",
    "-XMP-dc:Subject=harbour",
    "-XMP-dc:Subject=storm",
    "-XMP-iptcCore:Location=Ferry pier",
    "-XMP-photoshop:City=Saltmarsh",
    "-XMP-photoshop:State=Northshire",
    "-XMP-photoshop:Country=Norway",
    "-XMP-photoshop:DateCreated=2026:03:01 10:15:30+02:00",
)
XMP_ONLY: dict[str, Any] = {
    "alt": "Grey waves break over a stone pier.",
    "extended_description": "The light at its end is out.",
    "persons": ["Ada Vale", "Ole Ny"],
    "usage_terms": "Editorial use only.",
    "web_statement": "https://northline.example/rights?photo=1&lang=en",
    "licensor_url": "https://northline.example/licence",
    "digital_source_type": "trainedAlgorithmicMedia",
    "released_at": datetime(2026, 3, 2, tzinfo=UTC),
    "expires_at": datetime(2026, 6, 1, 12, 0, tzinfo=UTC),
}
XMP_ONLY_TAGS = (
    "-XMP-iptcCore:AltTextAccessibility=Grey waves break over a stone pier.",
    "-XMP-iptcCore:ExtDescrAccessibility=The light at its end is out.",
    "-XMP-iptcExt:PersonInImage=Ada Vale",
    "-XMP-iptcExt:PersonInImage=Ole Ny",
    "-XMP-xmpRights:UsageTerms=Editorial use only.",
    "-XMP-xmpRights:WebStatement=https://northline.example/rights?photo=1&lang=en",
    "-XMP-plus:LicensorURL=https://northline.example/licence",
    f"-XMP-iptcExt:DigitalSourceType={SOURCE_TYPE}trainedAlgorithmicMedia",
    "-XMP-plus:LicenseStartDate=2026:03:02",
    "-XMP-plus:LicenseEndDate=2026:06:01 12:00:00Z",
)
EXIF_FULL: dict[str, Any] = {
    "caption": "Waves over the pier on Sunday.",
    "creators": ["Ada Vale", "Ole Ny"],
    "copyright_notice": "© 2026 Northline",
    "taken_at": datetime(2026, 3, 1, 10, 15, 30, tzinfo=KYIV),
}
EXIF_TAGS = (
    "-charset",
    "exif=UTF8",
    "-EXIF:ImageDescription=Waves over the pier on Sunday.",
    "-EXIF:Artist=Ada Vale; Ole Ny",
    "-EXIF:Copyright=© 2026 Northline",
    "-EXIF:DateTimeOriginal=2026:03:01 10:15:30",
    "-EXIF:OffsetTimeOriginal=+02:00",
)
SECRETS = (
    "-EXIF:GPSLatitude=59.44",
    "-EXIF:GPSLatitudeRef=N",
    "-EXIF:GPSLongitude=24.75",
    "-EXIF:GPSLongitudeRef=E",
    "-EXIF:SerialNumber=SN-4711-4711",
    "-EXIF:LensSerialNumber=LS-4712-4712",
    "-EXIF:OwnerName=Olga Owner",
    "-EXIF:UserComment=not for readers",
    "-XMP-aux:SerialNumber=SN-4711-4711",
    "-XMP-xmpMM:DocumentID=xmp.did:4713",
    "-XMP-exif:GPSLatitude=59.44",
    "-IPTC:Writer-Editor=Olga Owner",
    "-Photoshop:URL=https://owner.example/",
    "-Comment=a comment of Olga Owner",
)

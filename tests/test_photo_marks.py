"""What readers are sent of a photo: how the pictures of the set look, and what their files carry."""

import io
import json
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from articles.models import Cut, Photo
from articles.photos import renditions, store
from articles.photos.metadata import read
from articles.photos.metadata.write import Marks, iim_block, save_options, xmp_packet
from tests.pictures.canvas import HEIGHT, WIDTH, corners, quarters, save
from tests.pictures.said import SAID
from tests.pictures.shown import SHOWN, Shown

NONE: Marks = {
    "creators": [],
    "credit": "",
    "copyright_notice": "",
    "usage_terms": "",
    "digital_source_type": "",
    "web_statement": "",
}
MARKS: Marks = {
    "creators": ["Ada Väle", "Ibrahim Ødegård von und zu Müllersson"],
    "credit": "Ada Väle / Northline <Norge> & Sønner",
    "copyright_notice": "© 2026 Northline: " + "æ" * 130,
    "usage_terms": "Editorial use only.\nNo sales.",
    "digital_source_type": "trainedAlgorithmicMedia",
    "web_statement": "https://northline.example/rights?photo=1&lang=nb",
}
# what exiftool says of any file, by its group: of the file on this disk, and of the pixels
GROUPS = {"ExifTool", "System", "Composite", "JFIF"}
STRUCTURE = {
    "File": (
        "FileType FileTypeExtension MIMEType ImageWidth ImageHeight EncodingProcess BitsPerSample ColorComponents"
        " YCbCrSubSampling CurrentIPTCDigest"
    ),
    "QuickTime": (
        "MajorBrand MinorVersion CompatibleBrands HandlerType ImageSpatialExtent ImagePixelDepth"
        " AV1ConfigurationVersion SeqProfile SeqLevelIdx0 SeqTier0 HighBitDepth TwelveBit ChromaFormat"
        " ChromaSamplePosition InitialDelaySamples ColorProfiles ColorPrimaries TransferCharacteristics"
        " MatrixCoefficients VideoFullRangeFlag MediaDataSize MediaDataOffset MediaData"
    ),
    "Meta": "PrimaryItemReference",
}
STRUCTURAL = {f"{group}:{name}" for group, names in STRUCTURE.items() for name in names.split()} | {"SourceFile"}
IN_XMP = {
    "XMP-dc:Creator": MARKS["creators"],
    "XMP-dc:Rights": MARKS["copyright_notice"],
    "XMP-photoshop:Credit": MARKS["credit"],
    "XMP-xmpRights:Marked": True,
    "XMP-xmpRights:UsageTerms": MARKS["usage_terms"],
    "XMP-xmpRights:WebStatement": MARKS["web_statement"],
    "XMP-iptcExt:DigitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
}
IN_IPTC = {
    "IPTC:CodedCharacterSet": "UTF8",
    "IPTC:ApplicationRecordVersion": 4,
    "IPTC:By-line": ["Ada Väle", "Ibrahim Ødegård von und zu Mü"],
    "IPTC:Credit": "Ada Väle / Northline <Norge> &",
    "IPTC:CopyrightNotice": "© 2026 Northline: " + "æ" * 54,
}
SECRETS = (
    b"Olga",
    b"SN-4711",
    b"4713",
    b"owner.example",
    b"GPS",
    b"Exif\0",
    b"Storm",
    b"Saltmarsh",
    b"Ferry",
    b"behind",
)
SERVED = {"jpg": f"original-{WIDTH}.jpg", "avif": f"original-{WIDTH}.avif"}


def said_by(exiftool: str, *files: Path) -> list[dict]:
    """Return what exiftool finds in `files`, unknown tags and all."""
    arguments = [exiftool, "-j", "-G1", "-a", "-u", "-charset", "filename=utf8", *map(str, files)]
    done = subprocess.run(arguments, capture_output=True, check=True)  # noqa: S603
    return json.loads(done.stdout)


def carried(found: dict) -> dict:
    """Return what is no part of the picture itself."""
    return {name: found[name] for name in found.keys() - STRUCTURAL if name.partition(":")[0] not in GROUPS}


def cut(marks: Marks) -> Cut:
    photo = Photo(width=WIDTH, height=HEIGHT)
    return Cut(photo=photo, key="0" * 8, focal_x=0.5, focal_y=0.5, marks=marks)


def served(data: bytes, marks: Marks) -> dict[str, bytes]:
    """Return the files that readers get of the original `data`, by extension."""
    made = dict(renditions.make_all(io.BytesIO(data), cut(marks), wanted=set(SERVED.values())))
    return {extension: made[name] for extension, name in SERVED.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("picture", SHOWN, ids=lambda picture: picture.name)
def test_every_kind_of_picture_is_let_in_and_looks_right(client, media_in_tmp, picture: Shown):
    photo = store.add(io.BytesIO(picture.make()), title=picture.name)
    assert (photo.width, photo.height) == (WIDTH, HEIGHT)
    [(address, width)] = renditions.sources(renditions.facts(photo))["jpeg"]
    response = client.get(address)
    assert response.status_code == 200
    image = Image.open(io.BytesIO(response.content))
    assert (image.mode, image.size, width) == ("RGB", (WIDTH, HEIGHT), WIDTH)
    for seen, wanted in zip(corners(image), picture.colours, strict=True):
        assert max(abs(a - b) for a, b in zip(seen, wanted, strict=True)) <= picture.off + 4, (seen, wanted)


def test_served_files_carry_the_marks_and_nothing_else(exiftool, said, tmp_path):
    """Of every file of the set, whatever it says; the last has a place, serial numbers, an owner and a stowaway."""
    files = []
    for picture in SAID:
        for extension, data in served(said[picture.name], MARKS).items():
            assert not [secret for secret in SECRETS if secret in data], picture.name
            files.append(tmp_path / f"{picture.name}.{extension}")
            files[-1].write_bytes(data)
    for file, found in zip(files, said_by(exiftool, *files), strict=True):
        assert "ExifTool:Warning" not in found, file.name
        carries = carried(found)
        if file.suffix == ".jpg":
            assert carries.pop("Photoshop:IPTCDigest") == found["File:CurrentIPTCDigest"]
            assert file.read_bytes().endswith(b"\xff\xd9")
        assert carries == (IN_XMP | IN_IPTC if file.suffix == ".jpg" else IN_XMP), file.name


def test_a_served_file_without_marks_carries_nothing(exiftool, said, tmp_path):
    for extension, data in served(said["mixed-with-secrets"], NONE).items():
        assert not [secret for secret in SECRETS if secret in data]
        file = tmp_path / f"nothing.{extension}"
        file.write_bytes(data)
        [found] = said_by(exiftool, file)
        assert carried(found) == {}


@pytest.mark.parametrize("extension", SERVED)
def test_what_is_carried_is_read_again_whole(extension):
    data = served(save(quarters(), "JPEG"), MARKS)[extension]
    assert read.read(data) == MARKS


def test_empty_marks_are_no_block_at_all():
    assert save_options(NONE, "jpeg") == save_options(NONE, "avif") == {}
    assert xmp_packet(NONE) == iim_block(NONE) == b""
    assert save_options({**NONE, "credit": " \0", "digital_source_type": "dream", "creators": [""]}, "jpeg") == {}


@pytest.mark.parametrize("name", NONE)
def test_each_mark_stands_alone(name):
    marks = {**NONE, name: MARKS[name]}
    for extension, data in served(save(quarters(), "JPEG"), marks).items():
        assert read.read(data) == {name: MARKS[name]}, extension


def test_the_same_marks_are_the_same_bytes():
    again = {name: MARKS[name] for name in reversed(MARKS)}
    for encoding in ("jpeg", "avif"):
        assert save_options(MARKS, encoding) == save_options(again, encoding)
        assert save_options(MARKS, encoding) != save_options({**MARKS, "credit": "Northline"}, encoding)


def test_avif_has_no_place_for_iptc():
    assert save_options(MARKS, "avif") == {"xmp": xmp_packet(MARKS)}


@pytest.mark.parametrize(
    "text", ["]]><a>&amp;&#0;\"'", "{properties}{0}%s", "a\x00b\x1b\ud800\ufffec", "<?xpacket end='w'?>"]
)
def test_no_text_breaks_out_of_its_place(exiftool, tmp_path, text):
    marks = {**NONE, "creators": [text], "credit": text, "copyright_notice": text, "usage_terms": text}
    clean = "".join(sign for sign in text if sign not in "\x00\x1b\ud800\ufffe")
    wanted = {name: [clean] if name == "creators" else clean for name, value in marks.items() if value}
    file = tmp_path / "one.jpg"
    file.write_bytes(served(save(quarters(), "JPEG"), marks)["jpg"])
    found = said_by(exiftool, file)[0]
    assert found["XMP-dc:Creator"] == found["XMP-photoshop:Credit"] == found["XMP-dc:Rights"] == clean
    assert found["IPTC:Credit"] == clean
    if ";" not in text:
        assert read.read(file.read_bytes()) == wanted


@pytest.mark.parametrize("sign", ["a", "&", "é", "中", "🌊"])
def test_marks_of_any_length_fit_into_a_file(sign):
    endless = sign * 5_000
    marks = {**MARKS, "creators": [f"{n}{endless}" for n in range(100)], "credit": endless}
    marks |= {"copyright_notice": endless, "usage_terms": endless, "web_statement": "https://a.example/" + endless}
    for data in served(save(quarters(), "JPEG"), marks).values():
        assert len(data) < 130_000
        assert read.read(data)["credit"] == sign * 300
    assert len(iim_block(marks)) < 2000

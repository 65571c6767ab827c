"""What a photo's file says of it, as the newsroom reads it."""

import struct
import time
import tracemalloc
import zlib

import pytest
from django.test import override_settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from articles.photos.metadata import facts as bounds
from articles.photos.metadata import read, source_types
from tests.pictures import handmade
from tests.pictures.canvas import quarters, save
from tests.pictures.entry import Said
from tests.pictures.handmade import app13, dataset, exif, resource, xmp
from tests.pictures.said import SAID
from tests.pictures.shown import SHOWN

STORM = "<photoshop:Headline>Storm</photoshop:Headline>"


@pytest.mark.parametrize("picture", SAID, ids=lambda picture: picture.name)
def test_a_file_is_read_to_say_what_was_written_into_it(said, picture: Said):
    assert read.read(said[picture.name]) == picture.facts


def test_the_set_is_large():
    assert len({picture.name for picture in SAID} | {picture.name for picture in SHOWN}) >= 60


def test_every_time_is_aware(said):
    for data in said.values():
        facts = read.read(data)
        assert all(timezone.is_aware(facts[name]) for name in bounds.TIMES if name in facts)


@override_settings(TIME_ZONE="Europe/Kyiv", LANGUAGE_CODE="uk")
def test_a_clock_without_a_zone_is_the_newsrooms_and_so_is_the_language():
    alternatives = '<rdf:li xml:lang="en">Storm</rdf:li><rdf:li xml:lang="uk-UA">Буря</rdf:li>'
    packet = xmp(f"<dc:title><rdf:Alt>{alternatives}</rdf:Alt></dc:title>").replace("uk-UA", "uk")
    camera = exif([], [(0x9003, 2, b"2026:07:01 10:15:30\0")])
    facts = read.read(save(quarters(), "JPEG", exif=camera, xmp=packet.encode()))
    assert facts["taken_at"].isoformat() == "2026-07-01T10:15:30+03:00"
    assert facts["title"] == "Буря"


def test_what_is_too_long_is_cut_and_too_many_are_left_out():
    datasets = [dataset(2, number, b"a b " * 4000) for number in (5, 40, 80, 90, 105, 110, 116, 120)]
    datasets += [dataset(2, 25, b"word %d" % number) for number in range(500)]
    persons = "".join(f"<rdf:li>Person {number}</rdf:li>" for number in range(500))
    packet = xmp(f"<Iptc4xmpExt:PersonInImage><rdf:Bag>{persons}</rdf:Bag></Iptc4xmpExt:PersonInImage>").encode()
    iptc = b"".join(datasets)
    facts = read.read(handmade.tiff_with(quarters(), 7, 33723, iptc))
    for name, most in (bounds.LINES | bounds.PROSE).items():
        assert len(facts.get(name, "")) <= most
    assert len(facts["caption"]) > 3990
    assert len(facts["creators"][0]) <= bounds.LISTS["creators"][1]
    assert len(facts["keywords"]) == bounds.LISTS["keywords"][0]
    assert len(read.read(save(quarters(), "WEBP", xmp=packet))["persons"]) == bounds.LISTS["persons"][0]


def test_no_control_character_comes_in():
    packet = xmp("<photoshop:City>Salt\u202e\u0007marsh\u0000</photoshop:City>").replace("\0", "&#0;").encode()
    iptc = app13(
        resource(0x0404, dataset(2, 105, b"Sto\x07rm\x1b[2J") + dataset(2, 120, b"Waves\r\nand\rpier\x00\x00"))
    )
    facts = read.read(save(quarters(), "JPEG", xmp=packet, extra=iptc))
    assert facts["headline"] == "Storm[2J"
    assert facts["caption"] == "Waves\nand\npier"
    assert not [text for text in facts.values() if isinstance(text, str) and any(ord(sign) < 10 for sign in text)]


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"GIF89a", b"\xff\xd8\xff", b"<svg/>", b"II*\0\xff\xff\xff\xff", b"x" * 9999]
)
def test_what_is_no_picture_says_nothing(data):
    assert read.read(data) == {}


HUGE = 2**32 - 1


@pytest.mark.parametrize(
    "options",
    [
        {"exif": b"Exif\0\0II*\0" + struct.pack("<I", HUGE)},
        {"exif": b"Exif\0\0XX*\0\0\0\0\0"},
        {"exif": b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + struct.pack("<HHII", 0x010E, 2, HUGE, HUGE) * 5000},
        {"exif": exif([(0x8769, 4, struct.pack("<I", 8))])},
        {"exif": exif([], [(0x9286, 7, b"UNICODE\0\xd8")])},
        {"exif": exif([(0x010E, 12, b"12345678")])},
        {"xmp": b""},
        {"xmp": b"\xff\xfe<\0"},
        {"xmp": b"<rdf:RDF"},
        {"xmp": xmp(STORM).encode()[:-400] + b"\xff\xfe\x00" * 50},
        {"xmp": xmp("<dc:creator/><dc:title><rdf:Alt/></dc:title><plus:Licensor/>").encode()},
        {"xmp": xmp("<dc:title>" + "<a>" * 5000).encode()},
        {"extra": app13(b"8BIM\x04\x04")},
        {"extra": app13(b"8BIM\x04\x04\xff")},
        {"extra": app13(resource(0x0404, b"\x1c\x02\x78\xff\xff\x00\x01"))},
        {"extra": app13(resource(0x0404, b"\x1c\x01\x5a\x00"), b"8BIM" * 500)},
    ],
)
def test_a_damaged_block_says_nothing_and_the_others_still_speak(options):
    others = {
        "exif": exif([(0x013B, 2, b"Ada Vale\0")]),
        "xmp": xmp("<photoshop:City>Saltmarsh</photoshop:City>").encode(),
        "extra": app13(resource(0x0404, dataset(2, 110, b"Northline"))),
    }
    wanted = {"exif": ("creators", ["Ada Vale"]), "xmp": ("city", "Saltmarsh"), "extra": ("credit", "Northline")}
    facts = read.read(save(quarters(), "JPEG", **others | options))
    assert facts | {wanted[name][0]: wanted[name][1] for name in others.keys() - options.keys()} == facts


@given(some.data())
def test_no_bytes_whatever_make_it_fail(data):
    kind = data.draw(some.sampled_from(["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF"]))
    options = {"xmp": xmp(STORM).encode(), "exif": exif([(0x010E, 2, b"Waves\0")])}
    file = bytearray(save(quarters(), kind, **({} if kind in ("GIF", "TIFF") else options)))
    for place, value in data.draw(some.lists(some.tuples(some.integers(0, len(file) - 1), some.integers(0, 255)))):
        file[place] = value
    end = data.draw(some.integers(0, len(file)))
    assert isinstance(read.read(bytes(file[:end])), dict)


@given(some.binary(max_size=300), some.sampled_from(["exif", "xmp", "iptc"]))
def test_no_block_whatever_makes_it_fail(block, kind):
    if kind == "iptc":
        file = handmade.tiff_with(quarters(), 7, 33723, b"\x1c\x02" + block)
    else:
        file = save(quarters(), "JPEG", **{kind: (b"Exif\0\0MM\0*" if kind == "exif" else b"<") + block})
    assert isinstance(read.read(file), dict)


def _bomb_of_entities() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return xmp(attributes='photoshop:City="&e11;"', before=f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>').encode()


def _quadratic_entities() -> bytes:
    return xmp(
        f"<photoshop:City>{'&e;' * 100_000}</photoshop:City>", before=f'<!DOCTYPE x [<!ENTITY e "{"a" * 100_000}">]>'
    ).encode()


MEGABYTE = 2**20 - 2000
HOSTILE = {
    "one-entity": xmp(attributes='photoshop:City="&e;"', before='<!DOCTYPE x [<!ENTITY e "ha">]>').encode(),
    "entities": _bomb_of_entities(),
    "quadratic-entities": _quadratic_entities(),
    "entities-in-utf-16": _bomb_of_entities().decode().encode("utf-16"),
    "deep": xmp("<dc:title>" * (MEGABYTE // 10)).encode(),
    "many-elements": xmp("<a/>" * (MEGABYTE // 4)).encode(),
    "many-wanted": xmp("<dc:title/>" * (MEGABYTE // 11)).encode(),
    "many-entries": xmp("<dc:subject><rdf:Bag>" + "<rdf:li/>" * (MEGABYTE // 9)).encode(),
    "many-marks": xmp("<photoshop:City>" + "e" + "\u0301" * (MEGABYTE // 2)).encode(),
    "many-attributes": xmp(attributes=" ".join(f'a{n}="{n}"' for n in range(60_000))).encode(),
    "one-text": xmp("<dc:description>" + "a; " * (MEGABYTE // 3)).encode(),
    "file-names": xmp("<dc:title>" + "img_" + "1" * MEGABYTE).encode(),
}


@pytest.mark.parametrize("packet", HOSTILE.values(), ids=HOSTILE)
def test_hostile_xmp_costs_little_time_and_reads_no_file(packet):
    file = save(quarters(), "WEBP", xmp=packet)
    start = time.process_time()
    facts = read.read(file)
    assert time.process_time() - start < 2
    assert "ha" not in facts.get("city", "")


def compressed(packet: str) -> bytes:
    text = zlib.compress(packet.encode(), 9)
    return handmade.png_with(quarters(), handmade.chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + text))


def test_a_compressed_packet_that_grows_is_not_read():
    assert read.read(compressed(xmp(STORM))) == {"headline": "Storm"}
    file = compressed(xmp(STORM + " " * 50 * 2**20))
    tracemalloc.start()
    try:
        assert read.read(file) == {}
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia", "trainedAlgorithmicMedia"),
        ("https://cv.iptc.org/newscodes/digitalsourcetype/TrainedAlgorithmicMedia/", "trainedAlgorithmicMedia"),
        ("digsrctype:compositeSynthetic", "compositeSynthetic"),
        ("digitalCapture", "digitalCapture"),
        ("http://cv.iptc.org/newscodes/digitalsourcetype/", ""),
        ("photograph", ""),
        ("", ""),
    ],
)
def test_a_digital_source_type_is_known_however_it_is_written(written, code):
    assert source_types.code_of(written) == code
    assert not code or code in source_types.LABELS


def test_only_what_a_machine_made_up_is_generated():
    assert source_types.LABELS.keys() >= source_types.GENERATED
    assert source_types.is_generated("trainedAlgorithmicMedia")
    assert source_types.is_generated("compositeWithTrainedAlgorithmicMedia")
    assert not source_types.is_generated("digitalCapture")
    assert not source_types.is_generated("algorithmicallyEnhanced")
    assert not source_types.is_generated("")

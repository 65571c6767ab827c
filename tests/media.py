"""Storages of a test's own, and the pictures and recordings that tests send in."""

import io
import struct

import pytest
from django.core.files.storage import storages
from PIL import Image, TiffImagePlugin

from articles.models.photo import Photo


@pytest.fixture
def media_in_tmp(settings, tmp_path, monkeypatch):
    """Keep originals, renditions, audio and locks below `tmp_path`, which is returned."""
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        "default": backend,
        "originals": backend | {"OPTIONS": {"location": tmp_path / "originals"}},
    }
    # a field asks for its storage once, when the model is made
    monkeypatch.setattr(Photo._meta.get_field("original"), "storage", storages["originals"])
    return tmp_path


def files_in(folder) -> list[str]:
    """Return the paths of all files below `folder`, relative to it; none if there is no folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def photograph(size: tuple[int, int] = (1600, 1000), mode: str = "RGB") -> Image.Image:
    """Return a picture whose left half is red and whose right half is blue, with a white top left corner."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    image.paste("white", (0, 0, size[0] // 8, size[1] // 8))
    return image.convert(mode)


def encoded(image: Image.Image, kind: str = "JPEG", **options) -> io.BytesIO:
    file = io.BytesIO()
    image.save(file, kind, **options)
    file.seek(0)
    return file


def exif_with_gps(orientation: int = 1) -> bytes:
    """Return EXIF that says where, by whom and with which side up a photo was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "Ada Vale"
    exif[0x8825] = {1: "N", 2: tuple(TiffImagePlugin.IFDRational(n) for n in (59, 26, 13)), 3: "E"}
    return exif.tobytes()


def wav(seconds: float = 2, rate: int = 8000) -> bytes:
    """Return a recording of silence, one byte a sample."""
    samples = b"\x80" * int(seconds * rate)
    head = b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, rate, rate, 1, 8)
    return (
        b"RIFF"
        + struct.pack("<I", len(head) + 8 + len(samples))
        + head
        + b"data"
        + struct.pack("<I", len(samples))
        + samples
    )


def mp3(frames: int = 100) -> bytes:
    """Return silence in frames of 1,152 samples at 44.1 kHz and 128 kbit/s: 38.28 frames a second."""
    return (b"\xff\xfb\x90\xc0" + bytes(413)) * frames


def ogg_opus(seconds: int = 3) -> bytes:
    """Return the pages that say that this is Opus, and how long it lasts; the sound in it is nothing."""

    def page(kind: int, position: int, number: int, body: bytes) -> bytes:
        return struct.pack("<4sBBqIIIB", b"OggS", 0, kind, position, 7, number, 0, 1) + bytes([len(body)]) + body

    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 4) + b"test" + struct.pack("<I", 0)
    return page(2, 0, 0, head) + page(0, 0, 1, tags) + page(4, seconds * 48000, 2, bytes(50))


def m4a(seconds: int = 4, header: bytes = b"smhd") -> bytes:
    """Return an MP4 file with one track, of sound if its media header is `smhd`."""

    def box(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I4s", len(body) + 8, name) + body

    times = struct.pack(">IIIII", 0, 0, 0, 1000, seconds * 1000)
    sample = bytes(6) + struct.pack(">HIIHHHHI", 1, 0, 0, 1, 16, 0, 0, 44100 << 16)
    decoder = b"\x04\x11\x40\x15" + bytes(3) + struct.pack(">II", 128_000, 128_000) + b"\x05\x02\x12\x10"
    esds = box(b"esds", bytes(4) + b"\x03\x17" + bytes(3) + decoder + b"\x06\x01\x02")
    stsd = box(b"stsd", struct.pack(">II", 0, 1) + box(b"mp4a", sample + esds))
    media = box(b"mdhd", times + bytes(4)) + box(b"minf", box(header, bytes(8)) + box(b"stbl", stsd))
    moov = box(b"moov", box(b"mvhd", times + bytes(80)) + box(b"trak", box(b"mdia", media)))
    return box(b"ftyp", b"M4A \0\0\0\0M4A mp42isom") + moov + box(b"mdat", bytes(100))

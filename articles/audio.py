"""The one door for audio: a file is let in for what it holds, whatever it is called."""

import math
from dataclasses import dataclass
from typing import BinaryIO

from tinytag import TinyTag

from articles.refusals import Refused
from articles.uploads import AdmittedFileField

MAX_BYTES = 200 * 2**20
MAX_SECONDS = 24 * 60 * 60
CONTENT_TYPES = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "wav": "audio/wav"}
WAV_CODINGS = {b"\x01\x00": "PCM", b"\x03\x00": "float", b"\xfe\xff": "extensible"}

UNKNOWN = "This is not a recording that can be used. Send an MP3, M4A (AAC), Ogg (Vorbis or Opus) or WAV file."
CUT_SHORT = "This recording is damaged or was cut short on its way. Export or copy it again, and send that."
VIDEO = "This is a video. Export its sound alone, as M4A or MP3, and send that."


@dataclass(frozen=True)
class Recording:
    """What the door found; the duration in whole seconds, at least 1."""

    extension: str
    content_type: str
    seconds: int


def admit(file: BinaryIO) -> Recording:
    """Return what `file` is. Leaves it at its start. Raises `Refused` for all that is no known kind of recording."""
    size = file.seek(0, 2)
    if not size:
        raise Refused("This file is empty. Choose the recording again.")
    if size > MAX_BYTES:
        raise Refused(f"This file is too large: at most {MAX_BYTES >> 20} MB. Export it as MP3 or M4A.")
    try:
        extension = _kind(file, size)
        file.seek(0)
        tag = TinyTag.get(file_obj=file, tags=False)
    except Refused:
        raise
    except Exception as problem:  # a parser of other people's bytes: IndexError, struct.error and more
        raise Refused(CUT_SHORT) from problem
    finally:
        file.seek(0)
    if tag.duration is None or not math.isfinite(tag.duration) or tag.duration <= 0:
        raise Refused(CUT_SHORT)
    if tag.duration > MAX_SECONDS:
        raise Refused("This recording says that it lasts longer than a day. Export it anew.")
    return Recording(extension, CONTENT_TYPES[extension], max(1, round(tag.duration)))


def _kind(file: BinaryIO, size: int) -> str:
    """Return the extension of what `file` holds, by its first bytes and, where that is cheap, its whole frame."""
    file.seek(0)
    start = file.read(4096)
    if start[4:8] == b"ftyp":
        return _m4a(file, size)
    if start.startswith(b"OggS"):
        if start[28:35] in (b"\x01vorbis", b"OpusHea"):
            return "ogg"
        raise Refused(UNKNOWN)
    if start.startswith(b"RIFF") and start[8:12] == b"WAVE":
        return _wav(file, size)
    if start.startswith(b"ID3"):
        # four times seven bits (id3.org, ID3v2 3.1); the sound follows
        length = sum((byte & 0x7F) << 7 * place for place, byte in enumerate(reversed(start[6:10])))
        file.seek(10 + length)
        start = file.read(4096).lstrip(b"\0")
        if not start or start.startswith(b"fLaC"):
            raise Refused(UNKNOWN if start else CUT_SHORT)
    if _is_mp3_frame(start):
        return "mp3"
    raise Refused(UNKNOWN)


def _is_mp3_frame(start: bytes) -> bool:
    """Return whether an MPEG audio frame of layer III starts here, with a bit rate and a sampling rate."""
    return (
        len(start) >= 4
        and start[0] == 0xFF
        and start[1] & 0xE6 == 0xE2
        and start[1] & 0x18 != 0x08
        and start[2] & 0xF0 not in (0x00, 0xF0)
        and start[2] & 0x0C != 0x0C
    )


def _m4a(file: BinaryIO, size: int) -> str:
    """Return `m4a` for an MP4 file whose boxes are all there, and whose tracks are sound alone."""
    at, boxes = 0, {}
    while at < size:
        file.seek(at)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        length = length or size - at
        if len(head) < 8 or length < 8 or at + length > size:
            raise Refused(CUT_SHORT)
        boxes[head[4:8]] = at, length
        at += length
    if b"moov" not in boxes or b"mdat" not in boxes:
        raise Refused(CUT_SHORT)
    file.seek(boxes[b"moov"][0])
    moov = file.read(boxes[b"moov"][1])
    if b"vmhd" in moov:
        raise Refused(VIDEO)
    if b"smhd" not in moov or b"mp4a" not in moov:
        raise Refused(UNKNOWN)
    return "m4a"


def _wav(file: BinaryIO, size: int) -> str:
    """Return `wav` for a RIFF file of plain samples that are all there."""
    at, coding = 12, b""
    while at + 8 <= size:
        file.seek(at)
        head = file.read(10)
        length = int.from_bytes(head[4:8], "little")
        if head[:4] == b"fmt ":
            coding = head[8:10]
        if head[:4] == b"data":
            if coding not in WAV_CODINGS:
                raise Refused(UNKNOWN)
            if at + 8 + length > size:
                raise Refused(CUT_SHORT)
            return "wav"
        at += 8 + length + length % 2
    raise Refused(CUT_SHORT)


class AudioFileField(AdmittedFileField):
    """A form's recording; what the door found is the file's `recording`."""

    door, found = staticmethod(admit), "recording"
    accept = ",".join(f".{extension}" for extension in CONTENT_TYPES)

"""AV1: how large the pictures of a stream can become, whatever the boxes around it say (AV1 specification, 5.5)."""

from typing import NamedTuple

from articles.photos.anatomy.body import Broken

SEQUENCE_HEADER = 1
MAX_UNITS = 2_000
# bytes a pixel of the decoder's picture, by profile: 4:2:0 and 4:4:4 with ten bits, 4:4:4 with twelve; dav1d has, for
# each block, some more
SAMPLES = {0: 3, 1: 6, 2: 6}
MORE = 2


class Bits:
    """Reads numbers of so many bits, most significant first."""

    def __init__(self, data: bytes):
        self.left = int.from_bytes(data)
        self.length = len(data) * 8

    def __call__(self, count: int) -> int:
        self.length -= count
        if self.length < 0:
            raise Broken("it ends within a field")
        value = self.left >> self.length
        self.left -= value << self.length
        return value


class Announced(NamedTuple):
    """What a sequence header says of the pictures behind it, in pixels."""

    profile: int
    width: int
    height: int

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def memory(self) -> int:
        """What the decoder takes for one of them, in bytes."""
        return self.width * self.height * (SAMPLES[self.profile] + MORE)


def pictures(stream: bytes) -> list[Announced]:
    """Return what the sequence headers of `stream` announce. Raises `Broken`."""
    found, at = [], 0
    for _ in range(MAX_UNITS):
        if at >= len(stream):
            return found
        head = stream[at]
        at += 2 if head & 4 else 1
        length = len(stream) - at
        if head & 2:
            length, at = _leb128(stream, at)
        if head >> 3 & 15 == SEQUENCE_HEADER:
            found.append(_sequence(stream[at : at + min(length, 200)]))
        at += length
    raise Broken(f"more than {MAX_UNITS} units in one picture")


def _leb128(stream: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(8):
        byte = stream[at + index]
        value |= (byte & 127) << 7 * index
        if byte < 128:
            return value, at + index + 1
    raise Broken("a length of more than 8 bytes")


def _sequence(header: bytes) -> Announced:
    bits = Bits(header)
    profile, _, is_reduced = bits(3), bits(1), bits(1)
    if profile not in SAMPLES:
        raise Broken(f"profile {profile}")
    if is_reduced:
        bits(5)
    else:
        _skip_operation(bits)
    across, down = bits(4) + 1, bits(4) + 1
    return Announced(profile, bits(across) + 1, bits(down) + 1)


def _skip_operation(bits: Bits) -> None:
    """Go over the timing and the operating points, in front of the size."""
    delay = 0
    has_model = 0
    if bits(1):  # timing
        bits(64)
        if bits(1):  # equal intervals, and their length as a number of unknown size
            zeros = 0
            while not bits(1) and zeros < 32:
                zeros += 1
            bits(zeros)
        has_model = bits(1)
        if has_model:
            delay = bits(5) + 1
            bits(42)
    has_delay = bits(1)
    for _ in range(bits(5) + 1):
        bits(12)
        if bits(5) > 7:
            bits(1)
        if has_model and bits(1):
            bits(2 * delay + 1)
        if has_delay and bits(1):
            bits(4)

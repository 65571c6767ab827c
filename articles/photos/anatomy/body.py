"""What is found out about a file, and the ways in which a file is no good."""

import struct
from dataclasses import dataclass


class Broken(ValueError):
    """The bytes do not keep to the rules of their format."""


class Costly(ValueError):
    """The bytes keep to the rules, and ask for more work or memory than a photo is worth."""


class Oversized(ValueError):
    """The bytes keep to the rules, and there are more pixels than can be decoded soon enough."""


class Foreign(ValueError):
    """The bytes are a picture of a kind that is not let in. Its text is a sentence for the editor."""


@dataclass(frozen=True)
class Body:
    """The anatomy of a file.

    `kind` is the format in Pillow's words. `memory` is what decoding takes besides the file itself, in bytes.
    `pixels` is the area that it counted with. `end` is where the picture ends; None where the format does not say.
    """

    kind: str
    pixels: int
    memory: int
    end: int | None = None


def unpack(layout: str, data: bytes, at: int) -> tuple[int, ...]:
    """Return the numbers at `at`. Raises `Broken` where the file is over before."""
    try:
        return struct.unpack_from(layout, data, at)
    except struct.error as problem:
        raise Broken(f"{struct.calcsize(layout)} bytes are wanted at {at}, and {len(data)} are there") from problem

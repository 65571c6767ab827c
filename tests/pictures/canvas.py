"""The one motif of the set: four plain quarters, no two alike, so that the side up and the colours can be checked."""

import io
from collections.abc import Callable, Sequence

from PIL import Image

Colour = tuple[int, int, int]

WIDTH, HEIGHT = 120, 80
RED, GREEN, BLUE, WHITE, BLACK = (200, 40, 40), (40, 150, 60), (40, 60, 180), (255, 255, 255), (0, 0, 0)
# top left, top right, bottom left, bottom right
COLOURS = (RED, GREEN, BLUE, WHITE)
GREYS = tuple((level,) * 3 for level in (0, 64, 128, 255))

T = Image.Transpose
# how the upright picture is stored, so that each of EXIF's orientations makes it upright (CIPA DC-008, 4.6.5.1)
STORED = {
    2: T.FLIP_LEFT_RIGHT,
    3: T.ROTATE_180,
    4: T.FLIP_TOP_BOTTOM,
    5: T.TRANSPOSE,
    6: T.ROTATE_90,
    7: T.TRANSVERSE,
    8: T.ROTATE_270,
}


def quarters(mode: str = "RGB", values: Sequence = COLOURS) -> Image.Image:
    """Return the motif in `mode`, its quarters filled with `values`."""
    image = Image.new(mode, (WIDTH, HEIGHT))
    for number, value in enumerate(values):
        row, column = divmod(number, 2)
        left, top = column * WIDTH // 2, row * HEIGHT // 2
        image.paste(value, (left, top, left + WIDTH // 2, top + HEIGHT // 2))
    return image


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """Return the colours in the middle of the four quarters of `image`, whatever its size."""
    across, down = (image.width // 4, image.width * 3 // 4), (image.height // 4, image.height * 3 // 4)
    return [image.getpixel((x, y)) for y in down for x in across]


def stored(orientation: int) -> Image.Image:
    """Return the motif as a camera stores it that notes `orientation`."""
    image = quarters()
    return image.transpose(STORED[orientation]) if orientation in STORED else image


def luma(colour: Colour) -> Colour:
    """Return `colour` as grey, by ITU-R BT.601."""
    return (round(0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]),) * 3


def save(image: Image.Image, kind: str, **options) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def each(colours: Sequence[Colour], change: Callable[[Colour], tuple]) -> tuple:
    return tuple(change(colour) for colour in colours)

"""A picture of 12 megapixels that encoders have to work for: drawn, with the grain and the texture of a photograph."""

from pathlib import Path

from PIL import Image, ImageChops

from newsroom.demo import drawing

SIZE = (4240, 2832)
SUBJECT = "harbour-dawn"
# (pixels of a grain, how strong it is): from the camera's noise to leaves and waves
GRAINS = [(1, 5), (3, 8), (9, 12), (40, 14)]


def write(path: Path) -> tuple[int, int]:
    """Write the picture as a JPEG, as a camera does; return its width and height."""
    image = drawing.draw(SUBJECT).resize(SIZE, Image.Resampling.LANCZOS)
    for pixels, strength in GRAINS:
        across, down = SIZE[0] // pixels + 1, SIZE[1] // pixels + 1
        channels = [_grain(across, down, strength, seed=channel) for channel in range(3)]
        grain = Image.merge("RGB", channels).resize(SIZE, Image.Resampling.BICUBIC)
        image = ImageChops.add(image, grain, offset=-128)
    image.save(path, quality=92)
    return image.size


def _grain(across: int, down: int, strength: int, *, seed: int) -> Image.Image:
    """Return noise around 128, the same each time."""
    values = bytearray(across * down)
    state = 12_345 + seed
    block = bytearray()
    for _ in range(65_537):
        state = (1_103_515_245 * state + 12_345) & 0x7FFFFFFF
        # the sum of four is shaped like a bell
        block.append(128 + strength * (sum(state >> shift & 15 for shift in (8, 13, 18, 23)) - 30) // 16)
    repeated = bytes(block) * (len(values) // len(block) + 1)
    return Image.frombytes("L", (across, down), repeated[: len(values)])

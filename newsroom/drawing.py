"""The site's icons as pictures, drawn after `static/site/icon.svg`: `python -m newsroom.drawing` makes them anew."""

from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parent.parent / "static" / "site"
GROUND, INK = "#0a4c57", "#fdfcf9"
BOX, CORNER, STROKE = 64, 12, 4.5
FINER = 8  # times the size that is asked for, scaled down afterwards: Pillow draws edges without steps in no other way
SIZES = (180, 192, 512)
SAFE = 0.72  # how much of an icon that a system cuts to its own shape is sure to be seen

Point = tuple[float, float]


def curve(*points: Point) -> list[Point]:
    """Return points on the cubic Bézier curves through `points`: a start, then two handles and an end for each."""
    found = [points[0]]
    for start, *handles, end in (points[number : number + 4] for number in range(0, len(points) - 1, 3)):
        for step in range(1, 49):
            t = step / 48
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            path = (start, *handles, end)
            found.append(tuple(sum(w * point[axis] for w, point in zip(weights, path, strict=True)) for axis in (0, 1)))
    return found


LINES = (
    [(32, 40), (32, 14)],
    curve((21, 40), (21, 31), (19, 25), (15, 20)),
    curve((43, 40), (43, 31), (45, 25), (49, 20)),
    curve(
        *((10, 49), (15.5, 45), (19.5, 45), (24.7, 49)),
        *((29.9, 53), (34.1, 53), (39.3, 49)),
        *((44.5, 45), (48.7, 45), (54, 49)),
    ),
)


def icon(size: int, *, filling: bool = False) -> Image.Image:
    """Return the icon of `size` pixels each way; `filling` for a system that cuts it to a shape of its own."""
    scale = size * FINER / BOX
    image = Image.new("RGBA", (size * FINER, size * FINER))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, size * FINER - 1, size * FINER - 1), 0 if filling else CORNER * scale, GROUND)
    inner = SAFE if filling else 1
    for line in LINES:
        _stroke(draw, [((x - 32) * inner + 32, (y - 32) * inner + 32) for x, y in line], scale, STROKE * inner)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def _stroke(draw: ImageDraw.ImageDraw, line: Iterable[Point], scale: float, width: float) -> None:
    points, half = [(x * scale, y * scale) for x, y in line], width * scale / 2
    draw.line(points, INK, round(2 * half), joint="curve")
    for x, y in points:  # round ends, and no gaps where the line turns
        draw.ellipse((x - half, y - half, x + half, y + half), INK)


def draw_all(folder: Path) -> None:
    """Write every icon into `folder`."""
    for size in SIZES:
        icon(size, filling=size == 180).save(folder / f"icon-{size}.png", optimize=True)
    icon(512, filling=True).save(folder / "icon-512-maskable.png", optimize=True)
    icon(48).save(folder / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])


if __name__ == "__main__":
    draw_all(FOLDER)

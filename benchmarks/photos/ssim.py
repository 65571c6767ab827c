"""How near a set of files is to the original: the mean SSIM of their light, for each encoding.

Against the original decoded whole, cut and scaled with Lanczos in one step. SSIM with windows of 8 × 8 (Wang, Bovik,
Sheikh, Simoncelli, “Image quality assessment”, 2004). Arguments: picture, list of what is wanted, folder.
"""

import json
import sys
from pathlib import Path

import numpy
from PIL import Image

WINDOW = 8
STEADY = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def main(picture: str, wanted: str, folder: str) -> None:
    original = Image.open(picture).convert("RGB")
    found: dict[str, list[float]] = {"jpg": [], "avif": []}
    references: dict[tuple, numpy.ndarray] = {}
    for rendition in json.loads(Path(wanted).read_text())["files"]:
        place = *rendition["box"], *rendition["size"]
        if place not in references:
            scaled = original.resize(rendition["size"], Image.Resampling.LANCZOS, box=rendition["box"])
            references[place] = light(scaled)
        with Image.open(Path(folder) / rendition["name"]) as image:
            found[rendition["name"].rpartition(".")[2]].append(ssim(references[place], light(image)))
    sys.stdout.write(json.dumps({kind: sum(values) / len(values) for kind, values in found.items()}))


def light(image: Image.Image) -> numpy.ndarray:
    return numpy.asarray(image.convert("L"), dtype=numpy.float64)


def means(values: numpy.ndarray) -> numpy.ndarray:
    """Return the mean of every window."""
    sums = numpy.pad(values.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    return (sums[WINDOW:, WINDOW:] - sums[:-WINDOW, WINDOW:] - sums[WINDOW:, :-WINDOW] + sums[:-WINDOW, :-WINDOW]) / (
        WINDOW**2
    )


def ssim(one: numpy.ndarray, other: numpy.ndarray) -> float:
    mean, other_mean = means(one), means(other)
    spread, other_spread = means(one**2) - mean**2, means(other**2) - other_mean**2
    common = means(one * other) - mean * other_mean
    low, high = STEADY
    likeness = (2 * mean * other_mean + low) * (2 * common + high)
    return float((likeness / ((mean**2 + other_mean**2 + low) * (spread + other_spread + high))).mean())


if __name__ == "__main__":
    main(*sys.argv[1:4])

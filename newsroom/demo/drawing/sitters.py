"""Who the authors' portraits show, and the strokes all of them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from .kit import Point, Sheet, spline

CX = 600


CY = 640


@dataclass
class Sitter:
    """How one author looks."""

    ground: tuple[str, str]
    disc: str
    skin: str
    hair: str
    coat: str
    shirt: str
    collar: str
    cut: str
    wide: float = 1.0
    jaw: float = 1.0
    glasses: str = ""
    beard: str = ""
    lips: str = ""
    brow: float = 1.0
    smile: float = 1.0
    grey: float = 0.0
    eyes: str = "#3a2a26"


SITTERS = {
    "mara-lindqvist": Sitter(
        ("#c9d3cf", "#9fb3b0"),
        "#dfe4da",
        "#edc7aa",
        "#c9a566",
        "#24384f",
        "#f2ebdc",
        "blazer",
        "bob",
        0.97,
        0.94,
        "",
        "",
        "#b5625a",
        0.85,
        eyes="#456a84",
    ),
    "tomas-okoro": Sitter(
        ("#e0b878", "#c98f52"),
        "#ecca92",
        "#74492f",
        "#221a1a",
        "#2f4f5c",
        "#e6dcc6",
        "sweater",
        "crop",
        1.04,
        1.06,
        "",
        "short",
        "",
        1.2,
    ),
    "priya-vasanthan": Sitter(
        ("#b9c4dc", "#8c9cc2"),
        "#d3d9e8",
        "#a86f4a",
        "#251b20",
        "#7a2f4a",
        "#d9a24c",
        "round",
        "long",
        0.96,
        0.92,
        "#3a2f38",
        "",
        "#8d3f44",
        1.0,
    ),
    "edwin-hallam": Sitter(
        ("#a9bcb8", "#6f8d8d"),
        "#c3d0c8",
        "#dfae90",
        "#b9b3aa",
        "#3f4a3a",
        "#c9b98f",
        "roll",
        "balding",
        1.05,
        1.08,
        "",
        "full",
        "",
        1.25,
        0.6,
        1.0,
        eyes="#5a7482",
    ),
    "sofia-brandt": Sitter(
        ("#e6bfae", "#d0937f"),
        "#f0d6c6",
        "#f0ccb2",
        "#8f3f26",
        "#2c5f58",
        "#f0e6d6",
        "scarf",
        "curls",
        0.95,
        0.92,
        "",
        "",
        "#b8483f",
        0.9,
        eyes="#4f6a4c",
    ),
    "jun-takeda": Sitter(
        ("#c3d6a8", "#93b07f"),
        "#d8e4c2",
        "#e3b68c",
        "#1d1b22",
        "#c8502f",
        "#f2ede0",
        "zip",
        "fringe",
        1.0,
        0.98,
        "#22242c",
        "",
        "",
        1.05,
    ),
    "leila-haddad": Sitter(
        ("#d8cdb6", "#b5a387"),
        "#e8dfca",
        "#c48f68",
        "#2f6f78",
        "#4a3f4c",
        "#efe6d8",
        "coat",
        "headscarf",
        0.94,
        0.93,
        "",
        "",
        "#9c4f48",
        1.1,
    ),
    "oskar-nyberg": Sitter(
        ("#aab6c9", "#75869f"),
        "#c4cddb",
        "#e6b898",
        "#a8763f",
        "#57493c",
        "#d9d3c6",
        "strap",
        "tousled",
        1.02,
        1.03,
        "",
        "stubble",
        "",
        1.1,
        eyes="#4f6f86",
    ),
}


def f(points: Sequence[Point], wide: float = 1.0) -> list[Point]:
    """Points about the face, in units of its half width, on the sheet."""
    return [(CX + x * 168 * wide, CY + y * 168) for x, y in points]


def mirror(points: Sequence[Point]) -> list[Point]:
    """A right half given from top to bottom, closed with its left half."""
    return [*points, *[(-x, y) for x, y in reversed(points) if x]]


def paint(s: Sheet, points: Sequence[Point], hue: str | tuple[int, ...], *, smoothed: bool = True) -> Image.Image:
    """Lay one flat shape; returns its mask."""
    mask = s.shape(spline(points) if smoothed else points)
    s.fill(mask, hue)
    return mask

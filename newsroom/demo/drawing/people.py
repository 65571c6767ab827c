"""The authors' portraits: flat, shaded busts, each of its own colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import cos, sin

from PIL import Image

from .kit import UPRIGHT, Point, Sheet, blur, both, levels, mix, rgb, spline

CX, CY = 600, 640
"""The middle of the face."""


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


def paint(
    s: Sheet, points: Sequence[Point], hue: str | tuple[int, ...], smoothed: bool = True
) -> Image.Image:
    """Lay one flat shape; returns its mask."""
    mask = s.shape(spline(points) if smoothed else points)
    s.fill(mask, hue)
    return mask


def back_hair(s: Sheet, who: Sitter) -> None:
    """The hair that falls behind the neck and face."""
    dark = mix(who.hair, "#1a1018", 0.28)
    if who.cut == "bob":
        paint(
            s,
            f(
                mirror(
                    [
                        (0, -1.62),
                        (0.75, -1.45),
                        (1.16, -0.8),
                        (1.22, 0.1),
                        (1.24, 0.85),
                        (1.0, 1.16),
                        (0.55, 1.1),
                        (0, 1.0),
                    ]
                )
            ),
            dark,
        )
    elif who.cut == "long":
        paint(
            s,
            f(
                mirror(
                    [
                        (0, -1.6),
                        (0.74, -1.45),
                        (1.14, -0.8),
                        (1.2, 0.3),
                        (1.36, 1.4),
                        (1.42, 2.5),
                        (0.9, 2.9),
                        (0, 2.6),
                    ]
                )
            ),
            dark,
        )
    elif who.cut == "curls":
        with s.ink() as p:
            for _ in range(150):
                a, d = s.rng.uniform(-3.6, 0.46), s.rng.uniform(0.2, 1.0)
                x, y = cos(a) * 1.42 * d, sin(a) * 1.36 * d - 0.2
                r = s.rng.uniform(26, 46)
                px, py = f([(x, y)])[0]
                p.oval(px, py, r, r, mix(dark, who.hair, s.rng.random() * 0.5))
    elif who.cut == "headscarf":
        paint(
            s,
            f(
                mirror(
                    [
                        (0, -1.72),
                        (0.8, -1.5),
                        (1.22, -0.8),
                        (1.26, 0.2),
                        (1.16, 1.0),
                        (1.3, 1.7),
                        (0.9, 2.3),
                        (0, 2.4),
                    ]
                )
            ),
            who.hair,
        )
    elif who.cut == "tousled":
        paint(s, f(mirror([(0, -1.5), (0.8, -1.3), (1.08, -0.7), (1.0, -0.2), (0.8, 0.2), (0, 0.3)])), dark)


def torso(s: Sheet, who: Sitter) -> None:
    """Shoulders and what covers them."""
    skin_dark = mix(who.skin, "#6a2f3c", 0.28)
    neck = [(0.5, 0.7), (0.52, 1.35), (0.7, 1.75), (0, 2.2)]
    body = mirror(
        [(0, 1.6), (0.6, 1.66), (1.25, 1.9), (2.05, 2.2), (2.5, 2.8), (2.7, 4.2), (2.75, 5.6), (0, 5.6)]
    )
    mask = paint(s, f(body), who.coat)
    shade = s.shape(spline(f([(0.25, 1.6), (2.2, 2.1), (2.9, 3.0), (2.9, 5.7), (0.9, 5.7), (0.5, 3.4)])))
    s.shadow(both(mask, blur(shade, 30)), "#8a86a8", 0.6)
    paint(s, f(mirror(neck)), who.skin)
    under = s.shape(
        spline(f([(-0.62, 0.72), (0.7, 0.7), (0.62, 1.5), (0.2, 1.62), (-0.3, 1.36), (-0.56, 1.1)]))
    )
    s.fill(both(under, s.shape(spline(f(mirror(neck))))), skin_dark, 0.75)
    coat_dark, shirt_dark = mix(who.coat, "#12121e", 0.3), mix(who.shirt, "#5a5468", 0.22)
    if who.collar in ("blazer", "coat", "strap"):
        paint(
            s,
            f(
                [
                    (-0.62, 1.52),
                    (-0.2, 2.05),
                    (0, 2.3),
                    (0.2, 2.05),
                    (0.62, 1.52),
                    (0.72, 1.8),
                    (0.32, 3.4),
                    (0, 4.4),
                    (-0.32, 3.4),
                    (-0.72, 1.8),
                ]
            ),
            who.shirt,
            False,
        )
        paint(s, f([(0.0, 2.32), (0.62, 1.52), (0.72, 1.8), (0.32, 3.4), (0, 4.4)]), shirt_dark, False)
        if who.collar != "coat":
            for side in (-1, 1):
                paint(
                    s,
                    f([(side * 0.5, 1.42), (side * 0.66, 1.62), (side * 0.42, 2.42), (0, 2.28)]),
                    mix(who.shirt, "#ffffff", 0.4),
                    False,
                )
        for side in (-1, 1):
            tone = mix(who.coat, "#ffffff", 0.1) if side < 0 else coat_dark
            paint(
                s,
                f(
                    [
                        (side * 0.6, 1.5),
                        (side * 0.98, 1.76),
                        (side * 1.2, 2.75),
                        (side * 0.9, 2.85),
                        (side * 1.0, 3.05),
                        (side * 0.06, 4.7),
                        (side * 0.02, 4.4),
                        (side * 0.42, 3.1),
                    ]
                ),
                tone,
                False,
            )
        if who.collar == "strap":
            strap = s.stencil(
                lambda p: p.line(
                    spline(f([(-0.86, 1.74), (-0.7, 2.7), (-0.34, 4.0), (-0.1, 5.6)]), False), 255, 30
                )
            )
            s.fill(strap, "#2b2a30")
            strap = s.stencil(
                lambda p: p.line(
                    spline(f([(0.86, 1.74), (0.72, 2.7), (0.4, 4.0), (0.16, 5.6)]), False), 255, 30
                )
            )
            s.fill(strap, "#1f1e26")
            with s.ink() as p:
                x, y = f([(0.02, 4.72)])[0]
                p.round(x - 150, y - 40, x + 150, y + 140, 18, "#26252c")
                p.round(x - 60, y - 76, x + 60, y, 12, "#2f2e36")
                p.oval(x, y + 58, 84, 84, "#17161c")
                p.oval(x, y + 58, 64, 64, "#3c4a5c")
                p.oval(x, y + 58, 40, 40, "#141a26")
                p.oval(x - 20, y + 38, 14, 14, rgb("#dfe9f4", 190))
                p.box(x + 96, y - 20, x + 132, y - 4, "#8a8a90")
    elif who.collar == "sweater":
        paint(
            s,
            f(
                [
                    (-0.66, 1.5),
                    (-0.3, 2.0),
                    (0, 2.16),
                    (0.3, 2.0),
                    (0.66, 1.5),
                    (0.86, 1.72),
                    (0.4, 2.3),
                    (0, 2.46),
                    (-0.4, 2.3),
                    (-0.86, 1.72),
                ]
            ),
            mix(who.coat, "#ffffff", 0.14),
        )
        for side in (-1, 1):
            paint(
                s,
                f([(side * 0.54, 1.36), (side * 0.7, 1.56), (side * 0.34, 2.3), (0, 2.1)]),
                mix(who.shirt, "#6a6478", 0.0 if side < 0 else 0.15),
                False,
            )
        with s.ink() as p:
            for k in range(9):
                y = 3.1 + k * 0.28
                p.line(
                    spline(f([(-2.6, y + 0.3), (-1, y), (0, y + 0.04), (1, y), (2.6, y + 0.3)]), False),
                    rgb(mix(who.coat, "#ffffff", 0.25), 60),
                    5,
                )
    elif who.collar == "round":
        paint(
            s,
            f(
                [
                    (-0.74, 1.6),
                    (-0.4, 2.3),
                    (0, 2.56),
                    (0.4, 2.3),
                    (0.74, 1.6),
                    (0.5, 1.5),
                    (0, 1.7),
                    (-0.5, 1.5),
                ]
            ),
            who.skin,
        )
        paint(s, f([(-0.2, 1.4), (0.5, 1.2), (0.62, 1.9), (0.34, 2.2), (0.1, 1.9)]), skin_dark)
        with s.ink() as p:
            p.line(
                spline(f([(-0.74, 1.62), (-0.42, 2.3), (0, 2.58), (0.42, 2.3), (0.74, 1.62)]), False),
                mix(who.coat, "#ffffff", 0.2),
                10,
            )
            p.line(
                spline(f([(-0.5, 1.62), (-0.2, 2.16), (0, 2.3), (0.2, 2.16), (0.5, 1.62)]), False),
                who.shirt,
                4,
            )
            p.oval(*f([(0, 2.36)])[0], 13, 16, who.shirt)
    elif who.collar == "roll":
        paint(s, f([(-0.7, 1.5), (0.7, 1.5), (0.5, 3.2), (0, 4.6), (-0.5, 3.2)]), shirt_dark, False)
        roll = paint(
            s,
            f(mirror([(0, 1.16), (0.56, 1.06), (0.72, 1.5), (0.82, 1.9), (0.4, 2.1), (0, 2.14)])),
            who.shirt,
        )
        s.fill(both(roll, s.shape(f([(0.12, 0.9), (1, 0.9), (1, 2.3), (0.3, 2.3)]))), shirt_dark)
        for side in (-1, 1):
            paint(
                s,
                f(
                    [
                        (side * 0.66, 1.5),
                        (side * 1.1, 1.72),
                        (side * 1.36, 2.7),
                        (side * 0.62, 3.5),
                        (side * 0.1, 5.6),
                        (0, 5.6),
                        (side * 0.02, 4.5),
                        (side * 0.36, 2.6),
                    ]
                ),
                mix(who.coat, "#ffffff", 0.1) if side < 0 else coat_dark,
                False,
            )
    elif who.collar == "scarf":
        scarf = paint(
            s,
            f(
                [
                    (-0.72, 1.2),
                    (-0.3, 1.5),
                    (0.2, 1.56),
                    (0.7, 1.16),
                    (1.0, 1.6),
                    (0.8, 2.2),
                    (0.1, 2.5),
                    (-0.66, 2.3),
                    (-1.0, 1.7),
                ]
            ),
            "#d9a441",
        )
        s.fill(both(scarf, s.shape(spline(f([(0.1, 1.5), (1.1, 1.2), (1, 2.2), (0.2, 2.6)])))), "#b27a2c")
        paint(s, f([(-0.5, 2.1), (0.0, 2.3), (0.05, 3.4), (0.12, 4.3), (-0.6, 4.2), (-0.5, 3.2)]), "#d9a441")
        with s.ink() as p:
            for k in range(4):
                p.line(
                    f([(-0.54, 3.3 + k * 0.2), (0.06, 3.4 + k * 0.2)]), "#2c5f58" if k % 2 else "#f0e6d6", 9
                )
            p.line(
                spline(f([(-0.86, 1.7), (-0.3, 2.02), (0.3, 2.0), (0.84, 1.56)]), False),
                rgb("#8f5f20", 160),
                5,
            )
    elif who.collar == "zip":
        for side in (-1, 1):
            paint(
                s,
                f(
                    [
                        (side * 0.48, 1.12),
                        (side * 0.8, 1.3),
                        (side * 0.9, 1.9),
                        (side * 0.06, 2.5),
                        (side * 0.02, 2.2),
                    ]
                ),
                mix(who.coat, "#ffffff", 0.16) if side < 0 else coat_dark,
                False,
            )
        with s.ink() as p:
            p.line(f([(0, 2.3), (0, 5.6)]), mix(who.coat, "#ffffff", 0.5), 6)
            p.box(CX - 7, f([(0, 2.5)])[0][1], CX + 7, f([(0, 2.75)])[0][1], "#f2ede0")
            for side in (-1, 1):
                p.line(
                    spline(
                        f([(side * 0.9, 1.86), (side * 1.5, 2.6), (side * 1.7, 3.6), (side * 1.6, 5.6)]),
                        False,
                    ),
                    rgb("#f2ede0", 210),
                    11,
                )


def face(s: Sheet, who: Sitter) -> Image.Image:
    """Head, ears and the shaded side of the face."""
    skin, dark = who.skin, mix(who.skin, "#7a3346", 0.24)
    w, j = who.wide, who.jaw
    if who.cut != "headscarf":
        for side in (-1, 1):
            paint(
                s,
                f(
                    [
                        (side * 0.96, -0.2),
                        (side * 1.14, -0.26),
                        (side * 1.2, 0.0),
                        (side * 1.1, 0.32),
                        (side * 0.94, 0.34),
                    ],
                    w,
                ),
                skin if side < 0 else dark,
            )
    outline = mirror(
        [
            (0, -1.32),
            (0.62, -1.18),
            (0.98, -0.62),
            (1.0, 0.0),
            (0.93 * j, 0.52),
            (0.66 * j, 0.98),
            (0.28 * j, 1.24),
            (0, 1.29),
        ]
    )
    head = paint(s, f(outline, w), skin)
    side = s.shape(
        spline(
            f(
                [
                    (0.3, -1.5),
                    (1.3, -1.3),
                    (1.3, 1.3),
                    (0.2, 1.5),
                    (0.3, 1.1),
                    (0.56, 0.6),
                    (0.5, 0.2),
                    (0.6, -0.2),
                    (0.5, -0.8),
                ],
                w,
            )
        )
    )
    s.fill(both(head, blur(side, 5)), dark, 0.55)
    cheeks = s.stencil(lambda p: [p.oval(*f([(x, 0.4)], w)[0], 44, 32) for x in (-0.56, 0.54)])
    s.fill(both(head, blur(cheeks, 18)), mix(skin, "#d8503f", 0.4), 0.4)
    return head


def features(s: Sheet, who: Sitter) -> None:
    """Brows, eyes, nose and mouth, as few strokes as will do."""
    skin, w = who.skin, who.wide
    dark = mix(skin, "#7a3346", 0.42)
    line = mix(skin, "#2a1420", 0.78)
    brow = mix(who.hair if who.cut != "headscarf" else "#2b1e1e", "#2a1a18", 0.35 if not who.grey else 0.15)
    with s.ink() as p:
        for side in (-1, 1):
            bx = side * 0.44
            p.poly(
                spline(
                    f(
                        [
                            (bx - side * 0.24, -0.27),
                            (bx, -0.35),
                            (bx + side * 0.27, -0.27),
                            (bx + side * 0.02, -0.29 + 0.03 * who.brow),
                        ],
                        w,
                    )
                ),
                brow,
            )
            p.line(
                spline(f([(bx - side * 0.22, -0.27), (bx, -0.33), (bx + side * 0.24, -0.26)], w), False),
                brow,
                6 * who.brow + 3,
            )
            ex, ey = f([(side * 0.42, -0.02)], w)[0]
            p.poly(
                spline(
                    [
                        (ex - 32, ey + 3),
                        (ex - 10, ey - 13),
                        (ex + 12, ey - 13),
                        (ex + 32, ey + 3),
                        (ex, ey + 12),
                    ]
                ),
                "#f4eee6",
            )
            p.oval(ex + 2, ey - 1, 13, 14, who.eyes)
            p.oval(ex + 2, ey - 1, 7, 7, "#17131a")
            p.oval(ex - 3, ey - 6, 3, 3, "#ffffff")
            p.line(
                spline([(ex - 35, ey + 3), (ex - 12, ey - 15), (ex + 12, ey - 15), (ex + 35, ey + 1)], False),
                line,
                6 if who.lips else 4.5,
            )
            p.line(spline([(ex - 28, ey - 17), (ex, ey - 26), (ex + 28, ey - 17)], False), rgb(dark, 130), 3)
        p.poly(
            spline(f([(0.05, -0.1), (0.12, 0.2), (0.24, 0.42), (0.1, 0.5), (-0.04, 0.47), (0.06, 0.3)], w)),
            rgb(dark, 150),
        )
        p.line(
            spline(f([(-0.16, 0.4), (-0.1, 0.48), (0.0, 0.5), (0.12, 0.49), (0.2, 0.41)], w), False),
            rgb(mix(dark, line, 0.35), 210),
            4,
        )
        lift = 0.045 * who.smile
        lips = who.lips or mix(skin, "#a3434a", 0.45)
        p.poly(
            spline(
                f(
                    [
                        (-0.3, 0.78 - lift),
                        (-0.1, 0.73),
                        (0, 0.755),
                        (0.1, 0.73),
                        (0.3, 0.78 - lift),
                        (0, 0.83),
                    ],
                    w,
                )
            ),
            mix(lips, "#3a1420", 0.15),
        )
        p.poly(
            spline(
                f([(-0.28, 0.785 - lift), (0, 0.815), (0.28, 0.785 - lift), (0.14, 0.895), (-0.14, 0.895)], w)
            ),
            lips,
        )
        p.line(
            spline(
                f([(-0.34, 0.77 - lift), (-0.14, 0.8), (0, 0.805), (0.14, 0.8), (0.34, 0.77 - lift)], w),
                False,
            ),
            mix(line, lips, 0.25),
            4.5,
        )
        p.line(spline(f([(-0.14, 0.99), (0, 1.02), (0.14, 0.99)], w), False), rgb(dark, 110), 5)
        if who.grey:
            for side in (-1, 1):
                p.line(spline(f([(side * 0.7, -0.04), (side * 0.82, -0.08)], w), False), rgb(dark, 170), 3)
                p.line(spline(f([(side * 0.7, 0.04), (side * 0.82, 0.06)], w), False), rgb(dark, 170), 3)
            for y in (-0.72, -0.6):
                p.line(spline(f([(-0.34, y), (0, y - 0.03), (0.34, y)], w), False), rgb(dark, 110), 3)
        if who.glasses:
            for side in (-1, 1):
                x, y = f([(side * 0.43, 0.0)], w)[0]
                if who.cut == "long":
                    p.oval(x, y, 62, 58, rgb("#ffffff", 34))
                    p.ring(x, y, 64, 60, who.glasses, 7)
                else:
                    p.round(x - 62, y - 44, x + 62, y + 46, 18, rgb("#ffffff", 34))
                    for k in range(8):
                        p.draw.rounded_rectangle(
                            [
                                (v) * 2
                                for v in (x - 64 + k / 2, y - 46 + k / 2, x + 64 - k / 2, y + 48 - k / 2)
                            ],
                            38,
                            outline=who.glasses,
                            width=2,
                        )
                p.line([(x + side * 62, y - 12), f([(side * 1.0, -0.1)], w)[0]], who.glasses, 7)
            p.line(spline(f([(-0.06, -0.06), (0, -0.1), (0.06, -0.06)], w), False), who.glasses, 7)


def beards(s: Sheet, who: Sitter, head: Image.Image) -> None:
    """Beard or stubble, under the features."""
    w, j = who.wide, who.jaw
    jaw = [(1.0, -0.12), (0.97 * j, 0.5), (0.7 * j, 1.02), (0.3 * j, 1.27), (0, 1.33)]
    inner = [(-0.0, 0.64), (0.4, 0.6), (0.62, 0.52), (0.8, 0.2), (0.88, -0.1)]
    shape = s.shape(
        spline(
            f(
                [
                    *jaw,
                    *[(-x, y) for x, y in reversed(jaw[:-1])],
                    *[(-x, y) for x, y in reversed(inner[1:])],
                    *inner[:],
                ],
                w,
            )
        )
    )
    mouth = s.shape(spline(f([(-0.26, 0.74), (0, 0.71), (0.26, 0.74), (0.18, 0.9), (-0.18, 0.9)], w)))
    if who.beard == "full":
        hue = mix(who.hair, "#ffffff", 0.15)
        long = mirror(
            [
                (0, 0.6),
                (0.42, 0.58),
                (0.7, 0.5),
                (0.92, 0.1),
                (1.02, 0.0),
                (1.02, 0.6),
                (0.86, 1.2),
                (0.5, 1.62),
                (0, 1.76),
            ]
        )
        mask = s.shape(spline(f(long, w)))
        s.fill(mask, hue)
        right = s.shape(spline(f([(0.3, 0.5), (1.2, 0), (1.2, 1.4), (0.2, 1.9), (0.34, 1.2)], w)))
        s.fill(both(mask, right), mix(hue, "#3a3440", 0.3))
        with s.ink() as p:
            for k in range(17):
                x = -0.8 + k * 0.1
                p.line(
                    spline(
                        f([(x, 0.95 - abs(x) * 0.3), (x * 0.9, 1.2), (x * 0.7, 1.5 - abs(x) * 0.2)], w), False
                    ),
                    rgb(mix(hue, "#5a5048", 0.35), 120),
                    4,
                )
            p.poly(
                spline(
                    f(
                        [
                            (-0.42, 0.72),
                            (-0.16, 0.58),
                            (0, 0.62),
                            (0.16, 0.58),
                            (0.42, 0.72),
                            (0.2, 0.74),
                            (0, 0.71),
                            (-0.2, 0.74),
                        ],
                        w,
                    )
                ),
                mix(hue, "#ffffff", 0.25),
            )
    else:
        strength = 0.82 if who.beard == "short" else 0.3
        s.fill(both(head, blur(shape, 4)), mix(who.hair, who.skin, 0.12), strength)
        with s.ink() as p:
            p.line(
                spline(f([(-0.36, 0.76), (-0.2, 0.64), (0, 0.64), (0.2, 0.64), (0.36, 0.76)], w), False),
                rgb(who.hair, round(200 * strength)),
                13,
            )
        s.fill(both(head, mouth), who.skin, 0.5)


def front_hair(s: Sheet, who: Sitter) -> None:
    """The hair that frames the face, with a few lit strands."""
    w, hair = who.wide, who.hair
    light, dark = mix(hair, "#fff0cf", 0.3), mix(hair, "#1a1018", 0.3)
    shapes: list[list[Point]] = []
    strands: list[list[Point]] = []
    if who.cut == "bob":
        shapes = [
            [
                (-0.28, -1.28),
                (0.3, -1.66),
                (0.86, -1.44),
                (1.2, -0.8),
                (1.25, 0.2),
                (1.22, 0.98),
                (0.94, 1.02),
                (0.98, 0.2),
                (0.9, -0.5),
                (0.4, -0.92),
            ],
            [
                (0.3, -1.64),
                (-0.5, -1.6),
                (-1.08, -1.1),
                (-1.24, -0.2),
                (-1.26, 0.9),
                (-0.96, 1.06),
                (-0.98, 0.2),
                (-0.92, -0.4),
                (-0.5, -0.9),
                (-0.1, -1.2),
            ],
        ]
        strands = [
            [(-0.2, -1.5), (-0.8, -1.2), (-1.08, -0.4), (-1.12, 0.7)],
            [(0, -1.52), (-0.56, -1.3), (-0.96, -0.7), (-1.04, 0.2)],
            [(0.2, -1.45), (0.7, -1.2), (1.02, -0.6), (1.1, 0.5)],
        ]
    elif who.cut == "crop":
        shapes = [
            mirror(
                [
                    (0, -1.5),
                    (0.6, -1.42),
                    (1.0, -1.0),
                    (1.08, -0.3),
                    (0.98, -0.16),
                    (0.94, -0.5),
                    (0.8, -0.86),
                    (0.4, -0.98),
                    (0, -1.0),
                ]
            )
        ]
    elif who.cut == "long":
        shapes = [
            [
                (0, -1.24),
                (0.2, -1.62),
                (0.8, -1.44),
                (1.16, -0.8),
                (1.2, 0.3),
                (1.36, 1.5),
                (1.3, 2.5),
                (0.9, 2.6),
                (1.02, 1.4),
                (0.98, 0.3),
                (0.88, -0.5),
                (0.4, -0.98),
            ],
            [
                (0.04, -1.24),
                (-0.1, -1.62),
                (-0.8, -1.44),
                (-1.16, -0.8),
                (-1.22, 0.3),
                (-1.4, 1.6),
                (-1.5, 2.9),
                (-0.86, 2.9),
                (-1.0, 1.4),
                (-0.98, 0.3),
                (-0.88, -0.5),
                (-0.4, -0.98),
            ],
        ]
        strands = [
            [(-0.2, -1.46), (-0.8, -1.14), (-1.06, -0.2), (-1.16, 1.1), (-1.26, 2.4)],
            [(-0.14, -1.36), (-0.66, -1.06), (-0.98, -0.2), (-1.08, 1.0)],
            [(0.3, -1.42), (0.8, -1.1), (1.06, -0.2), (1.12, 1.1)],
        ]
    elif who.cut == "balding":
        for side in (-1, 1):
            shapes.append(
                [
                    (side * 0.86, -1.0),
                    (side * 1.04, -0.86),
                    (side * 1.16, -0.3),
                    (side * 1.08, 0.1),
                    (side * 0.98, 0.08),
                    (side * 0.95, -0.4),
                ]
            )
        shapes.append([(-0.5, -1.26), (0.0, -1.4), (0.5, -1.3), (0.2, -1.24), (-0.2, -1.22)])
    elif who.cut == "curls":
        with s.ink() as p:
            for i in range(130):
                a = -3.5 + 3.86 * s.rng.random()
                d = s.rng.uniform(0.9, 1.2)
                x, y = cos(a) * 1.14 * d, sin(a) * 1.2 * d - 0.22
                if y > -0.5 and abs(x) < 0.98:
                    continue
                px, py = f([(x, y)])[0]
                r = s.rng.uniform(20, 38)
                tone = mix(hair, light, max(0.0, 0.55 - x * 0.5) * s.rng.random())
                p.oval(px, py, r, r, mix(dark, hair, 0.5))
                p.oval(px - 4, py - 5, r * 0.82, r * 0.8, tone)
                if i % 3 == 0:
                    p.ring(px - 4, py - 4, r * 0.5, r * 0.5, rgb(light, 110), 3)
    elif who.cut == "fringe":
        shapes = [
            [
                (-1.04, -0.1),
                (-1.18, -0.8),
                (-0.8, -1.5),
                (0.0, -1.72),
                (0.8, -1.54),
                (1.16, -0.9),
                (1.06, -0.1),
                (0.96, -0.5),
                (0.8, -0.74),
                (0.5, -0.6),
                (0.3, -0.82),
                (0.0, -0.62),
                (-0.3, -0.84),
                (-0.56, -0.58),
                (-0.86, -0.72),
                (-0.96, -0.4),
            ]
        ]
        strands = [
            [(0.1, -1.6), (-0.5, -1.36), (-0.8, -0.86)],
            [(0.2, -1.56), (-0.1, -1.2), (-0.3, -0.9)],
            [(0.3, -1.56), (0.5, -1.2), (0.5, -0.8)],
        ]
    elif who.cut == "headscarf":
        shapes = [
            [
                (0, -1.2),
                (0.6, -1.06),
                (0.86, -0.6),
                (0.92, 0.1),
                (0.8, 0.7),
                (0.5, 1.16),
                (0.9, 1.6),
                (1.3, 0.9),
                (1.28, -0.4),
                (0.96, -1.36),
                (0.3, -1.74),
                (-0.4, -1.72),
                (-1.0, -1.36),
                (-1.3, -0.4),
                (-1.26, 0.9),
                (-0.9, 1.7),
                (-0.4, 1.3),
                (-0.8, 0.7),
                (-0.92, 0.1),
                (-0.86, -0.6),
                (-0.6, -1.06),
            ],
            [
                (-0.98, 0.9),
                (-0.4, 1.24),
                (0.1, 1.36),
                (0.6, 1.16),
                (1.1, 0.8),
                (1.3, 1.6),
                (0.9, 2.3),
                (0.1, 2.66),
                (-0.8, 2.3),
                (-1.24, 1.6),
            ],
        ]
        strands = [
            [(-0.9, -1.1), (-1.12, -0.3), (-1.06, 0.6)],
            [(-0.4, -1.56), (0.3, -1.6), (0.86, -1.2)],
            [(-1.0, 1.4), (-0.3, 1.72), (0.5, 1.6), (1.0, 1.2)],
            [(-0.8, 1.9), (-0.1, 2.16), (0.7, 1.9)],
        ]
    elif who.cut == "tousled":
        shapes = [
            [
                (-1.02, 0.1),
                (-1.14, -0.5),
                (-1.14, -1.1),
                (-0.84, -1.3),
                (-0.74, -1.62),
                (-0.36, -1.56),
                (-0.06, -1.82),
                (0.3, -1.6),
                (0.68, -1.66),
                (0.82, -1.34),
                (1.14, -1.12),
                (1.1, -0.6),
                (1.02, 0.1),
                (0.94, -0.46),
                (0.72, -0.86),
                (0.3, -0.98),
                (0.02, -0.84),
                (-0.36, -1.02),
                (-0.7, -0.8),
                (-0.92, -0.4),
            ]
        ]
        strands = [
            [(-0.3, -1.44), (-0.74, -1.2), (-0.96, -0.7)],
            [(-0.04, -1.6), (-0.3, -1.3), (-0.36, -1.1)],
            [(0.3, -1.46), (0.6, -1.2), (0.7, -0.96)],
        ]
    for shape in shapes:
        mask = paint(s, f(shape, w), hair)
        right = s.shape(f([(0.36, -2), (3, -2), (3, 4), (0.7, 4)], w))
        s.fill(both(mask, blur(right, 26)), dark, 0.7)
    if strands:
        mask = s.stencil(lambda p: [p.line(spline(f(line, w), False), 255, 9) for line in strands])
        s.fill(blur(mask, 2.5), light, 0.6)


def portrait(slug: str) -> Image.Image:
    """The portrait of one author."""
    who = SITTERS[slug]
    s = Sheet("portrait-" + slug, [(0, who.ground[0]), (1, who.ground[1])], UPRIGHT)
    left = len(slug) % 2 == 0
    arc = s.stencil(lambda p: p.oval(250 if left else 950, 1080, 880, 880))
    s.fill(blur(arc, 3), who.disc, 0.7)
    brush = levels(s.noise(60, 4, 4, 3), 130, 210)
    s.fill(brush, mix(who.ground[0], "#ffffff", 0.4), 0.22)
    back_hair(s, who)
    torso(s, who)
    head = face(s, who)
    if who.beard:
        beards(s, who, head)
    features(s, who)
    front_hair(s, who)
    s.fill(levels(s.noise(260, 3, 1.4, 6), 90, 255), "#fff4e0", 0.07)
    return s.finish(13, 0.2)


PICTURES: dict[str, Callable[[], Image.Image]] = {
    f"portrait-{slug}": partial(portrait, slug) for slug in SITTERS
}

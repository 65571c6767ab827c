"""What the portraits' sitters wear."""

from __future__ import annotations

from collections.abc import Callable

from .kit import Colour, Sheet, blur, both, mix, rgb, spline
from .sitters import CX, Sitter, f, mirror, paint


def torso(s: Sheet, who: Sitter) -> None:
    """Shoulders and what covers them."""
    neck = [(0.5, 0.7), (0.52, 1.35), (0.7, 1.75), (0, 2.2)]
    body = mirror([(0, 1.6), (0.6, 1.66), (1.25, 1.9), (2.05, 2.2), (2.5, 2.8), (2.7, 4.2), (2.75, 5.6), (0, 5.6)])
    mask = paint(s, f(body), who.coat)
    shade = s.shape(spline(f([(0.25, 1.6), (2.2, 2.1), (2.9, 3.0), (2.9, 5.7), (0.9, 5.7), (0.5, 3.4)])))
    s.shadow(both(mask, blur(shade, 30)), "#8a86a8", 0.6)
    paint(s, f(mirror(neck)), who.skin)
    under = s.shape(spline(f([(-0.62, 0.72), (0.7, 0.7), (0.62, 1.5), (0.2, 1.62), (-0.3, 1.36), (-0.56, 1.1)])))
    s.fill(both(under, s.shape(spline(f(mirror(neck))))), _dark_skin(who), 0.75)
    COLLARS[who.collar](s, who)


def _dark_skin(who: Sitter) -> Colour:
    return mix(who.skin, "#6a2f3c", 0.28)


def _dark_coat(who: Sitter) -> Colour:
    return mix(who.coat, "#12121e", 0.3)


def _dark_shirt(who: Sitter) -> Colour:
    return mix(who.shirt, "#5a5468", 0.22)


def _coat(s: Sheet, who: Sitter) -> None:
    _shirt(s, who)
    _lapels(s, who)


def _blazer(s: Sheet, who: Sitter) -> None:
    """Lapels, and between them a shirt with its collar."""
    _shirt(s, who)
    for side in (-1, 1):
        paint(
            s,
            f([(side * 0.5, 1.42), (side * 0.66, 1.62), (side * 0.42, 2.42), (0, 2.28)]),
            mix(who.shirt, "#ffffff", 0.4),
            smoothed=False,
        )
    _lapels(s, who)


def _shirt(s: Sheet, who: Sitter) -> None:
    """What an open coat shows of it."""
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
        smoothed=False,
    )
    paint(s, f([(0.0, 2.32), (0.62, 1.52), (0.72, 1.8), (0.32, 3.4), (0, 4.4)]), _dark_shirt(who), smoothed=False)


def _lapels(s: Sheet, who: Sitter) -> None:
    for side in (-1, 1):
        tone = mix(who.coat, "#ffffff", 0.1) if side < 0 else _dark_coat(who)
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
            smoothed=False,
        )


def _strap(s: Sheet, who: Sitter) -> None:
    """A blazer, and a camera on its strap."""
    _blazer(s, who)
    strap = s.stencil(
        lambda p: p.line(spline(f([(-0.86, 1.74), (-0.7, 2.7), (-0.34, 4.0), (-0.1, 5.6)]), closed=False), 255, 30)
    )
    s.fill(strap, "#2b2a30")
    strap = s.stencil(
        lambda p: p.line(spline(f([(0.86, 1.74), (0.72, 2.7), (0.4, 4.0), (0.16, 5.6)]), closed=False), 255, 30)
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


def _sweater(s: Sheet, who: Sitter) -> None:
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
            smoothed=False,
        )
    with s.ink() as p:
        for k in range(9):
            y = 3.1 + k * 0.28
            p.line(
                spline(f([(-2.6, y + 0.3), (-1, y), (0, y + 0.04), (1, y), (2.6, y + 0.3)]), closed=False),
                rgb(mix(who.coat, "#ffffff", 0.25), 60),
                5,
            )


def _round(s: Sheet, who: Sitter) -> None:
    """A round neck, and a pendant."""
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
    paint(s, f([(-0.2, 1.4), (0.5, 1.2), (0.62, 1.9), (0.34, 2.2), (0.1, 1.9)]), _dark_skin(who))
    with s.ink() as p:
        p.line(
            spline(f([(-0.74, 1.62), (-0.42, 2.3), (0, 2.58), (0.42, 2.3), (0.74, 1.62)]), closed=False),
            mix(who.coat, "#ffffff", 0.2),
            10,
        )
        p.line(
            spline(f([(-0.5, 1.62), (-0.2, 2.16), (0, 2.3), (0.2, 2.16), (0.5, 1.62)]), closed=False),
            who.shirt,
            4,
        )
        p.oval(*f([(0, 2.36)])[0], 13, 16, who.shirt)


def _roll(s: Sheet, who: Sitter) -> None:
    """A roll neck under an open coat."""
    paint(s, f([(-0.7, 1.5), (0.7, 1.5), (0.5, 3.2), (0, 4.6), (-0.5, 3.2)]), _dark_shirt(who), smoothed=False)
    roll = paint(
        s,
        f(mirror([(0, 1.16), (0.56, 1.06), (0.72, 1.5), (0.82, 1.9), (0.4, 2.1), (0, 2.14)])),
        who.shirt,
    )
    s.fill(both(roll, s.shape(f([(0.12, 0.9), (1, 0.9), (1, 2.3), (0.3, 2.3)]))), _dark_shirt(who))
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
            mix(who.coat, "#ffffff", 0.1) if side < 0 else _dark_coat(who),
            smoothed=False,
        )


def _scarf(s: Sheet, who: Sitter) -> None:
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
            p.line(f([(-0.54, 3.3 + k * 0.2), (0.06, 3.4 + k * 0.2)]), "#2c5f58" if k % 2 else "#f0e6d6", 9)
        p.line(
            spline(f([(-0.86, 1.7), (-0.3, 2.02), (0.3, 2.0), (0.84, 1.56)]), closed=False),
            rgb("#8f5f20", 160),
            5,
        )


def _zip(s: Sheet, who: Sitter) -> None:
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
            mix(who.coat, "#ffffff", 0.16) if side < 0 else _dark_coat(who),
            smoothed=False,
        )
    with s.ink() as p:
        p.line(f([(0, 2.3), (0, 5.6)]), mix(who.coat, "#ffffff", 0.5), 6)
        p.box(CX - 7, f([(0, 2.5)])[0][1], CX + 7, f([(0, 2.75)])[0][1], "#f2ede0")
        for side in (-1, 1):
            p.line(
                spline(
                    f([(side * 0.9, 1.86), (side * 1.5, 2.6), (side * 1.7, 3.6), (side * 1.6, 5.6)]),
                    closed=False,
                ),
                rgb("#f2ede0", 210),
                11,
            )


COLLARS: dict[str, Callable[[Sheet, Sitter], None]] = {
    "blazer": _blazer,
    "coat": _coat,
    "strap": _strap,
    "sweater": _sweater,
    "round": _round,
    "roll": _roll,
    "scarf": _scarf,
    "zip": _zip,
}

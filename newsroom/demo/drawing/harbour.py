"""The working port: cranes at dawn and the container terminal."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

from .kit import Pen, Point, Sheet, blur, mix, ramp, rgb, ridge
from .scenery import clouds, dapple, figure, glitter, gull, mist, ripple, swell


def crane(p: Pen, x: float, y: float, z: float, tone: str | tuple[int, ...], way: int = 1, *, up: bool = False) -> None:
    """A ship-to-shore crane with its feet at (x, y)."""

    def at(a: float, b: float) -> Point:
        return x + way * a * z, y - b * z

    w = z * 0.035
    for a in (-0.26, 0.26):
        p.line([at(a, 0), at(a * 0.92, 1.0)], tone, w)
    p.line([at(0.24, 1.0), at(0.06, 1.42)], tone, w * 0.8)
    p.line([at(-0.24, 1.0), at(0.06, 1.42)], tone, w * 0.6)
    for b in (0.3, 0.62):
        p.line([at(-0.25, b), at(0.25, b)], tone, w * 0.8)
    p.line([at(-0.25, 0.3), at(0.25, 0.62)], tone, w * 0.45)
    p.line([at(0.25, 0.62), at(-0.24, 0.96)], tone, w * 0.45)
    p.line([at(-0.72, 0.95), at(0.26, 0.95)], tone, w * 1.2)
    p.line([at(-0.72, 1.01), at(0.26, 1.01)], tone, w * 0.5)
    tip = at(0.62, 1.78) if up else at(1.25, 0.95)
    p.line([at(0.26, 0.95), tip], tone, w * 1.1)
    if not up:
        p.line([at(0.26, 1.01), at(1.22, 1.01)], tone, w * 0.4)
        p.line([at(0.06, 1.42), at(0.85, 0.98)], tone, w * 0.35)
    p.line([at(0.06, 1.42), (tip[0] - way * z * 0.1, tip[1])], tone, w * 0.35)
    p.line([at(0.06, 1.42), at(-0.68, 0.98)], tone, w * 0.35)
    x0, x1 = sorted((at(-0.6, 0)[0], at(-0.36, 0)[0]))
    p.box(x0, at(0, 1.15)[1], x1, at(0, 1.0)[1], tone)
    if not up:
        cab = at(0.72, 0.92)
        p.box(cab[0] - z * 0.05, cab[1], cab[0] + z * 0.05, cab[1] + z * 0.08, tone)
        p.line([cab, (cab[0], cab[1] + z * 0.34)], tone, w * 0.3)
        p.box(cab[0] - z * 0.11, cab[1] + z * 0.34, cab[0] + z * 0.11, cab[1] + z * 0.42, tone)


def stacked_ship(p: Pen, s: Sheet, x: float, y: float, z: float, hull: str, hues: list[str], way: int = 1) -> None:
    """A container ship seen from the side, z long."""

    def at(a: float, b: float) -> Point:
        return x + way * a * z, y - b * z

    p.poly([at(-0.5, 0.11), at(-0.47, -0.0), at(0.44, 0), at(0.53, 0.135), at(0.4, 0.115)], hull)
    p.poly([at(-0.478, 0.03), at(-0.47, 0), at(0.44, 0), at(0.462, 0.03)], mix(hull, "#b5483a", 0.6))
    p.line([at(-0.5, 0.11), at(0.4, 0.115), at(0.53, 0.135)], mix(hull, "#ffffff", 0.35), z * 0.003)
    bay = 0.0305
    for k in range(24):
        a = -0.32 + k * bay
        top = s.rng.choice([3, 4, 4, 5]) if 0 < k < 22 else 2
        for r in range(top):
            x0, x1 = sorted((at(a, 0)[0], at(a + bay * 0.93, 0)[0]))
            y0 = y - (0.116 + r * 0.0265) * z
            hue = s.rng.choice(hues)
            p.box(x0, y0 - z * 0.0245, x1, y0, hue)
            p.box(x0, y0 - z * 0.0245, x1, y0 - z * 0.02, mix(hue, "#fff2d8", 0.3))
    x0, x1 = sorted((at(-0.45, 0)[0], at(-0.36, 0)[0]))
    p.box(x0, y - 0.31 * z, x1, y - 0.1 * z, mix(hull, "#f3ead8", 0.85))
    p.box(x0 - z * 0.015, y - 0.325 * z, x1 + z * 0.015, y - 0.3 * z, mix(hull, "#f3ead8", 0.75))
    for r in range(5):
        p.box(
            x0 + z * 0.008,
            y - (0.285 - r * 0.034) * z,
            x1 - z * 0.008,
            y - (0.272 - r * 0.034) * z,
            mix(hull, "#7d8fa0", 0.5),
        )
    p.line([((x0 + x1) / 2, y - 0.325 * z), ((x0 + x1) / 2, y - 0.4 * z)], mix(hull, "#f3ead8", 0.5), z * 0.005)
    x0, x1 = sorted((at(-0.475, 0)[0], at(-0.452, 0)[0]))
    p.box(x0, y - 0.28 * z, x1, y - 0.1 * z, mix(hull, "#c8803c", 0.5))


def harbour_dawn() -> Image.Image:
    """Cranes and ships against a red dawn over the Ansel's mouth."""
    s = Sheet(
        "harbour-dawn",
        [(0, "#3f4f7d"), (0.22, "#7f7596"), (0.42, "#d99a8c"), (0.56, "#f7bd82"), (0.66, "#fbd99a")],
    )
    horizon = 770
    s.glow(760, 740, 760, "#ffe7a8", 0.75)
    clouds(
        s,
        "#8d7894",
        "#f4b59a",
        (-0.1, 0.42),
        cell=150,
        stretch=4,
        cover=(125, 210),
        share=0.75,
        salt=2,
        sun=(4, 18),
    )
    clouds(
        s,
        "#c98882",
        "#ffdcae",
        (0.3, 0.62),
        cell=70,
        stretch=9,
        cover=(125, 205),
        share=0.7,
        salt=4,
        sun=(2, 10),
    )
    disc = s.stencil(lambda p: p.oval(760, 716, 46, 46))
    s.fill(disc, "#fff3cc")
    s.glow(760, 716, 240, "#fff0c0", 0.6)
    for y, h, tone in ((745, 50, "#d3988c"), (755, 30, "#b37f86")):
        s.fill(s.shape([*ridge(s.rng, 1820, y, h, 0.5, left=-10), (1820, horizon + 2), (-10, horizon + 2)]), tone)
    with s.ink() as p:
        for k in range(70):
            x = 980 + k * 12 + s.rng.uniform(-4, 4)
            tall = s.rng.uniform(10, 46) * (1.4 if 20 < k < 44 else 0.8)
            p.box(x, horizon - tall, x + s.rng.uniform(8, 16), horizon, "#a5747f")
        p.box(1330, 630, 1336, horizon, "#a5747f")
        for x, z in ((60, 170), (190, 180), (330, 165)):
            crane(p, x, horizon, z, "#a2707c", 1, up=x == 190)
    mist(s, "#fbd3a0", [(0, 0), (0.56, 0), (0.64, 0.5), (0.65, 0), (1, 0)])
    with s.ink() as p:
        stacked_ship(p, s, 560, horizon + 4, 300, "#8a6478", ["#a3707a", "#b98078", "#94697c"])
        for x, z, up in ((1060, 330, False), (1290, 350, True), (1520, 345, False)):
            crane(p, x, horizon + 6, z, "#6d526e", -1, up=up)
        p.box(960, horizon - 6, 1820, horizon + 10, "#6d526e")
        stacked_ship(p, s, 1000, horizon + 22, 560, "#5d4866", ["#7d566c", "#935f6c", "#6c5070", "#a56c6a"], -1)
        crane(p, 1640, 812, 600, "#3a3252", -1)
        crane(p, 130, 815, 560, "#3a3252", 1, up=True)
        p.box(1420, 806, 1820, 830, "#3a3252")
        p.box(-10, 806, 330, 830, "#3a3252")
        for x in range(1430, 1800, 44):
            for r in range(s.rng.randint(0, 2)):
                p.box(
                    x,
                    784 - r * 22,
                    x + 40,
                    805 - r * 22,
                    s.rng.choice([rgb("#4d3d5c"), rgb("#5d4560"), rgb("#6b4a5c")]),
                )
        for x, y in ((1470, 700), (1250, 742), (260, 712), (40, 760), (1690, 640), (930, 700)):
            p.oval(x, y, 3.5, 3.5, "#ffe9b0")
    ripple(s, 830, tint="#d89a86", deep="#2c3156", share=0.36, squash=0.9, swing=13)
    swell(s, 772, "#ffd9a4", "#33345c", share=0.4)
    glitter(s, 760, 776, 1190, "#fff0c4", 130, 620)
    with s.ink() as p:
        # a tug outward bound
        p.poly([(560, 920), (730, 920), (752, 880), (540, 892)], "#262441")
        p.poly([(590, 892), (600, 838), (668, 838), (676, 892)], "#3d3756")
        p.box(606, 848, 662, 862, "#ffd890")
        p.box(686, 846, 704, 888, "#2b2846")
        p.line([(632, 838), (632, 790)], "#262441", 4)
        p.poly([(540, 918), (752, 918), (900, 936), (740, 930), (480, 934)], rgb("#ffe0b0", 120))
        for x, y, z in ((420, 470, 34), (520, 520, 26), (340, 540, 20), (980, 380, 22), (1080, 420, 17)):
            gull(p, x, y, z, rgb("#4a4066"), s.rng.uniform(-0.2, 0.2))
        for x in (210, 260):
            figure(p, x, 808, 40, rgb("#2b2846"), rgb("#2b2846"), 0.08)
    return s.finish(15)


def container_port() -> Image.Image:
    """The terminal from above: a ship alongside, stacks and straddle carriers."""
    s = Sheet("container-port", [(0, "#a9c3cb"), (0.18, "#dfe3d8"), (0.3, "#f0e3cb")])
    hues = ["#c4553f", "#2f6f88", "#e0a54a", "#e9e0cc", "#4d8a74", "#8a4a4a", "#7d97a6", "#3c4f6c"]
    clouds(s, "#e6e9e4", "#fbf8ee", (-0.1, 0.24), cell=140, stretch=4, cover=(125, 215), share=0.8, salt=2)
    for y, h, tone in ((250, 60, "#bccac6"), (275, 50, "#a3b8b0")):
        s.fill(s.below(ridge(s.rng, 1820, y, h, 0.5, left=-10)), tone)
    water = s.below([(-10, 305), (1810, 305)])
    s.grade(water, [(0, "#c3d0c8"), (0.25, "#83a9ae"), (1, "#2c5a6c")])
    swell(s, 305, "#e9efe4", "#2c5c70", share=0.4)
    quay = s.shape([(1130, 330), (1820, 322), (1820, 1210), (420, 1210)])
    s.grade(quay, [(0, "#cfc7b6"), (0.4, "#b3a99b"), (1, "#857f7c")])
    dapple(s, quay, "#ddd3bd", "#77726f", cell=80, share=0.35, stretch=3)

    def at(u: float, v: float, up: float = 0.0) -> Point:
        """A place in the yard: u from the quay's edge inland, v from far to near, up above the ground."""
        d = v**1.55
        k = 0.12 + 0.88 * d
        return 1130 + (420 - 1130) * d + u * 1500 * k, 330 + 880 * d + u * 20 * (1 - d) - up * 300 * k

    def block(p: Pen, u0: float, u1: float, v0: float, v1: float, base: float, tall: float, hue: str) -> None:
        """A container or another box."""
        a, b, c = at(u0, v1, base), at(u1, v1, base), at(u0, v0, base)
        a2, b2, c2, d2 = (
            at(u0, v1, base + tall),
            at(u1, v1, base + tall),
            at(u0, v0, base + tall),
            at(u1, v0, base + tall),
        )
        p.poly([a, c, c2, a2], mix(hue, "#fff0d4", 0.12))
        p.poly([a, b, b2, a2], mix(hue, "#20283c", 0.3))
        p.poly([a2, b2, d2, c2], mix(hue, "#fff4dc", 0.42))
        p.line([a2, b2], mix(hue, "#fff4dc", 0.55), 1)

    edge = [at(0, v / 20) for v in range(21)]
    face = s.shape([*edge, *[(x - 6 - y * 0.012, y + 4 + y * 0.03) for x, y in reversed(edge)]])
    s.fill(face, "#5b5a60")
    # the ship alongside, in the same perspective
    hull_top = [at(-0.05, v / 24, 0.14) for v in range(22)]
    far_top = [at(-0.36, v / 24, 0.14) for v in range(22)]
    with s.ink() as p:
        bow = at(-0.2, 0.985, 0.2)
        stern = at(-0.2, 0.0, 0.1)
        low = [at(-0.36, v / 24, -0.06) for v in range(22)]
        p.poly(
            [
                *far_top,
                bow,
                (bow[0] + 6, bow[1] + 120),
                *reversed([at(-0.06, v / 24, -0.06) for v in range(22)]),
                *low[:1],
            ],
            "#1f3f58",
        )
        p.poly(
            [
                *[at(-0.05, v / 24, 0.14) for v in range(22)],
                bow,
                (bow[0] + 2, bow[1] + 130),
                *reversed([at(-0.05, v / 24, -0.04) for v in range(22)]),
            ],
            "#173147",
        )
        p.poly([stern, *hull_top, bow, *reversed(far_top)], "#7c5a50")
        for row in range(17):
            v0, v1 = 0.05 + row * 0.049, 0.05 + row * 0.049 + 0.045
            if row in (12,):
                for lvl, tone in ((0.0, "#efe6d4"), (0.16, "#f3ebda"), (0.32, "#efe6d4")):
                    block(p, -0.35, -0.06, v0, v1 - 0.012, 0.14 + lvl, 0.16, tone)
                for k in range(9):
                    a = at(-0.335 + k * 0.031, v1 - 0.012, 0.53)
                    p.box(a[0], a[1], a[0] + 22, a[1] + 16, "#41586a")
                continue
            for col in range(6):
                u0 = -0.35 + col * 0.049
                for lvl in range(s.rng.choice([2, 3, 3, 4])):
                    block(p, u0, u0 + 0.046, v0, v1, 0.14 + lvl * 0.065, 0.063, s.rng.choice(hues))
        # stacks in the yard, far rows first
        for row in range(17):
            v0, v1 = 0.06 + row * 0.056, 0.06 + row * 0.056 + 0.043
            for col in reversed(range(16)):
                u0 = 0.34 + col * 0.055 + (0.1 if col >= 6 else 0) + (0.1 if col >= 11 else 0)
                if at(u0, v0)[0] > 1860:
                    continue
                for lvl in range(s.rng.choice([0, 1, 2, 2, 3, 3])):
                    block(p, u0, u0 + 0.05, v0, v1, lvl * 0.065, 0.063, s.rng.choice(hues))
        for k in range(30):
            a, b = at(0.27, k / 30), at(0.27, k / 30 + 0.014)
            p.line([a, b], "#f0dd9a", 1 + k * 0.12)
        for k in (0.05, 0.2):
            p.line([at(k, v / 20) for v in range(21)], rgb("#5d5852", 190), 2)
    for v, z in ((0.2, 300), (0.4, 400), (0.63, 540)):
        with s.ink() as p:
            gantry(p, at, v, "#b8432f" if z != 400 else "#2d6480")
    with s.ink() as p:
        for v in (0.16, 0.31, 0.52, 0.74, 0.9):
            block(p, 0.235, 0.262, v, v + 0.05, 0.012, 0.055, s.rng.choice(hues))
            block(p, 0.238, 0.26, v + 0.051, v + 0.064, 0.01, 0.05, "#efe6d4")
        for v, u in ((0.8, 0.15), (0.83, 0.17), (0.6, 0.13)):
            x, y = at(u, v)
            figure(p, x, y, 20 + 24 * v, rgb("#e39a2f"), rgb("#2f3a48"), 0.08)
        for x, y, z in ((300, 420, 26), (420, 370, 20), (200, 520, 32)):
            gull(p, x, y, z, rgb("#fbf8f0"), 0.1, rgb("#4d5560"))
    s.screen(blur(ramp(s.size, [(0, 0.5), (0.5, 0.1), (1, 0)], across=True), 2), "#ffe8c0", 0.35)
    mist(s, "#f2e8d2", [(0, 0), (0.2, 0.1), (0.27, 0.55), (0.42, 0), (1, 0)])
    return s.finish(14)


def gantry(p: Pen, at: Callable[..., Point], v: float, tone: str) -> None:
    """A quay crane in the yard's perspective, its boom over the ship."""
    dark = mix(tone, "#1c2233", 0.35)
    k = 0.12 + 0.88 * v**1.55
    for vv, c in ((v - 0.06, dark), (v + 0.06, tone)):
        for u in (0.05, 0.2):
            p.line([at(u, vv), at(u, vv, 0.9)], c, 15 * k)
        p.line([at(0.05, vv, 0.42), at(0.2, vv, 0.42)], c, 11 * k)
        p.line([at(0.05, vv, 0.42), at(0.2, vv, 0.9)], c, 6 * k)
        p.line([at(0.05, vv, 0.9), at(0.1, v, 1.32)], c, 10 * k)
        p.line([at(0.2, vv, 0.9), at(0.1, v, 1.32)], c, 8 * k)
    for u in (0.05, 0.2):
        p.line([at(u, v - 0.06, 0.9), at(u, v + 0.06, 0.9)], tone, 12 * k)
    for dv in (-0.012, 0.012):
        p.line([at(-0.4, v + dv, 0.92), at(0.34, v + dv, 0.92)], tone if dv > 0 else dark, 12 * k)
    for u in (-0.36, -0.16, 0.33):
        p.line([at(0.1, v, 1.32), at(u, v, 0.93)], dark, 4 * k)
    x, y = at(0.27, v, 0.97)
    p.box(x - 44 * k, y - 54 * k, x + 44 * k, y + 10 * k, mix(tone, "#f3ead8", 0.75))
    x, y = at(-0.2, v, 0.9)
    for dx in (-24, 24):
        p.line([(x + dx * k, y), (x + dx * k, y + 74 * k)], "#3a3a40", 2)
    p.box(x - 36 * k, y + 74 * k, x + 36 * k, y + 92 * k, "#e9c04a")
    p.box(x - 20 * k, y - 4 * k, x + 20 * k, y + 26 * k, "#f0e6d2")


PICTURES = {
    "harbour-dawn": harbour_dawn,
    "container-port": container_port,
}

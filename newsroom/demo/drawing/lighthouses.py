"""The Skellin light, by day and at dusk."""

from __future__ import annotations

from PIL import Image, ImageChops

from .kit import UPRIGHT, Point, Sheet, blur, both, crag, levels, mix, nudge, rgb, ridge, spline
from .scenery import clouds, dapple, glitter, gull, rough, stars, swell


def lamp_tower(s: Sheet, x: float, foot: float, tall: float, bands: tuple[str, str], lit: str) -> None:
    """A lighthouse in two colours, lit from the left."""
    top = foot - tall
    w0, w1 = tall * 0.135, tall * 0.085
    body = s.shape(
        spline([(x - w0, foot), (x - w0 * 0.78, foot - tall * 0.4), (x - w1, top), (x - w1, top)], closed=False)
        + spline([(x + w1, top), (x + w1, top), (x + w0 * 0.78, foot - tall * 0.4), (x + w0, foot)], closed=False)
    )
    s.fill(body, bands[0])
    stripes = s.stencil(
        lambda p: [p.box(x - w0, top + tall * k, x + w0, top + tall * (k + 0.19)) for k in (0.14, 0.52)]
    )
    s.fill(both(body, stripes), bands[1])
    left = s.shape([(x - w0, foot), (x - w1, top), (x - w1 * 0.35, top), (x - w0 * 0.35, foot)])
    right = s.shape([(x + w0, foot), (x + w1, top), (x + w1 * 0.2, top), (x + w0 * 0.2, foot)])
    s.shadow(both(body, blur(right, tall * 0.02)), "#4d5578", 0.75)
    s.screen(both(body, blur(left, tall * 0.015)), "#ffe9c4", 0.3)
    with s.ink() as p:
        for k in (0.28, 0.5, 0.74):
            p.arch(x - tall * 0.014, top + tall * k, x + tall * 0.014, top + tall * (k + 0.055), "#3b4258")
        p.arch(x - tall * 0.03, foot - tall * 0.1, x + tall * 0.03, foot, "#5a3a34")
        g = w1 * 1.55
        p.poly(
            [(x - w1, top + 4), (x + w1, top + 4), (x + g, top - tall * 0.025), (x - g, top - tall * 0.025)],
            "#3c4257",
        )
        for i in range(9):
            xx = x - g + 2 * g * i / 8
            p.line([(xx, top - tall * 0.025), (xx, top - tall * 0.07)], "#3c4257", max(1, tall * 0.003))
        p.line([(x - g, top - tall * 0.07), (x + g, top - tall * 0.07)], "#3c4257", max(1.5, tall * 0.005))
        r = w1 * 0.72
        p.box(x - r, top - tall * 0.115, x + r, top - tall * 0.02, lit)
        p.oval(x, top - tall * 0.066, r * 0.6, tall * 0.03, "#fffbe8")
        for k in (-1, -0.33, 0.33, 1):
            p.line(
                [(x + r * k, top - tall * 0.115), (x + r * k, top - tall * 0.02)],
                "#3c4257",
                max(1, tall * 0.004),
            )
        p.poly(
            [
                (x - r * 1.25, top - tall * 0.112),
                (x - r * 0.7, top - tall * 0.15),
                (x, top - tall * 0.172),
                (x + r * 0.7, top - tall * 0.15),
                (x + r * 1.25, top - tall * 0.112),
            ],
            bands[1],
        )
        p.poly(
            [
                (x + r * 0.2, top - tall * 0.112),
                (x + r * 0.1, top - tall * 0.168),
                (x + r * 0.7, top - tall * 0.15),
                (x + r * 1.25, top - tall * 0.112),
            ],
            mix(bands[1], "#20243c", 0.4),
        )
        p.line([(x, top - tall * 0.17), (x, top - tall * 0.2)], "#3c4257", max(1, tall * 0.005))


def rocks(s: Sheet, line: list[Point], light: str, dark: str, salt: int = 5) -> Image.Image:
    """A headland with broken faces, under the line."""
    mask = s.below(crag(s.rng, line, 0.12, 5))
    s.grade(mask, [(0, light), (0.55, mix(light, dark, 0.6)), (1, dark)])
    bumps = s.noise(90, 5, 0.8, salt)
    faces = ImageChops.subtract(bumps, nudge(bumps, -10, -8), 0.3, 0)
    s.fill(both(mask, levels(faces, 60, 90)), mix(light, "#fff0d8", 0.35), 0.6)
    faces = ImageChops.subtract(nudge(bumps, -10, -8), bumps, 0.3, 0)
    s.fill(both(mask, levels(faces, 50, 80)), dark, 0.6)
    return mask


def foam(s: Sheet, points: list[Point], size: float, share: float = 0.9, salt: int = 70) -> None:
    """Broken water along a shore."""
    mask = s.stencil(
        lambda p: [p.oval(x, y, size * s.rng.uniform(0.8, 2.2), size * s.rng.uniform(0.2, 0.5)) for x, y in points]
    )
    mask = rough(s, mask, size * 0.3, 26, share=0.75, hard=50, salt=salt, stretch=2.2)
    s.fill(both(mask, levels(s.noise(20, 3, 4, salt + 1), 95, 165)), "#f6f3ea", share)
    s.fill(blur(mask, 6), "#dfe9e6", share * 0.3)


def lighthouse_skellin() -> Image.Image:
    """The Skellin light on its headland on a fresh morning."""
    s = Sheet("lighthouse-skellin", [(0, "#6fa5c0"), (0.3, "#a9cbd0"), (0.55, "#f2e3c6"), (0.65, "#f6d9b4")])
    horizon = 740
    s.glow(300, 640, 800, "#fff0cc", 0.6)
    clouds(s, "#f0ece2", "#ffffff", (-0.1, 0.4), cell=230, stretch=2.2, cover=(135, 200), share=0.92, salt=3)
    clouds(s, "#d9c5b6", "#fff0d8", (0.34, 0.6), cell=80, stretch=6, cover=(130, 205), share=0.7, salt=4)
    far = ridge(s.rng, 900, 712, 60, 0.5, left=-10)
    s.grade(s.shape([*far, (890, 742), (-10, 742)]), [(0, "#b5c0c0"), (1, "#cfc9ba")])
    sea = s.below([(-5, horizon), (1805, horizon)])
    s.grade(sea, [(0, "#a9c1bd"), (0.2, "#6f9fa8"), (0.6, "#38708a"), (1, "#1f4a66")])
    swell(s, horizon, "#dceae2", "#1f4c68", share=0.5)
    glitter(s, 300, horizon + 2, 1150, "#fff3d4", 210, 380)
    foam(s, [(s.rng.gauss(800 - (y - 840) * 0.05, 22), y) for y in range(830, 1200, 12)], 36)
    back = rocks(
        s,
        [(760, 1230), (820, 840), (900, 760), (1050, 730), (1300, 700), (1820, 690)],
        "#a39a88",
        "#4b5257",
        5,
    )
    grass = rough(
        s,
        s.shape([(880, 770), (1050, 722), (1300, 690), (1820, 680), (1820, 745), (1350, 752), (1080, 775)]),
        8,
        50,
        share=0.6,
    )
    s.grade(both(grass, back), [(0, "#b3b878"), (1, "#7d9560")])
    with s.ink() as p:
        # keepers' houses and a wall
        for x, w in ((1340, 130), (1490, 110)):
            p.box(x, 634, x + w, 706, "#f3ecdc")
            p.box(x + w * 0.74, 634, x + w, 706, "#b9b4b4")
            p.poly([(x - 8, 636), (x + 16, 596), (x + w - 16, 596), (x + w + 8, 636)], "#6b7482")
            p.box(x + 24, 580, x + 38, 600, "#a5563f")
            for k in (0.14, 0.4, 0.6):
                p.box(x + w * k, 652, x + w * k + 14, 674, "#55697a")
        p.line([(1200, 712), (1330, 706), (1640, 700), (1810, 690)], "#d8d2c2", 7)
    lamp_tower(s, 1180, 722, 480, ("#f6efe2", "#bf4a3a"), "#ffe6a0")
    front = rocks(
        s,
        [(860, 1230), (960, 1090), (1090, 990), (1240, 960), (1360, 880), (1520, 860), (1820, 800)],
        "#93897a",
        "#353c45",
        6,
    )
    turf = rough(
        s,
        s.shape([(1210, 985), (1350, 870), (1520, 840), (1830, 780), (1830, 900), (1560, 930), (1380, 960)]),
        10,
        60,
        share=0.7,
        salt=61,
    )
    s.grade(both(turf, front), [(0, "#a8b26c"), (1, "#5f8052")])
    dapple(s, both(turf, front), "#dbd596", "#4c6f48", cell=30, share=0.5)
    with s.ink() as p:
        for _ in range(34):
            x = s.rng.uniform(1330, 1790)
            y = 905 - (x - 1330) * 0.16 + s.rng.uniform(0, 60)
            p.oval(x, y, 4.5, 3.5, s.rng.choice([rgb("#e58aa4"), rgb("#f2b4c2"), rgb("#f6efe2")]))
        for x, y, z, a in (
            (620, 330, 52, 0.2),
            (760, 260, 34, -0.1),
            (860, 420, 40, 0.1),
            (480, 430, 26, -0.2),
            (950, 330, 22, 0.3),
        ):
            gull(p, x, y, z, rgb("#fbf8f0"), a, rgb("#4d5560"))
        p.poly([(380, 760), (446, 760), (438, 772), (390, 772)], "#3d4f5c")
        p.poly([(410, 758), (410, 700), (448, 752)], "#f4ecdc")
        p.poly([(406, 758), (406, 712), (382, 752)], "#d8cbb8")
    return s.finish(14)


def lighthouse_portrait() -> Image.Image:
    """The light at dusk, its beam over the water."""
    s = Sheet(
        "lighthouse-portrait",
        [(0, "#17254a"), (0.3, "#3a4c7c"), (0.55, "#a9788c"), (0.68, "#f0a87e"), (0.74, "#f8c890")],
        UPRIGHT,
    )
    horizon = 1090
    stars(s, 260, 620, "#dce6ff")
    s.glow(240, 1060, 620, "#ffcf94", 0.6)
    clouds(
        s,
        "#594f7c",
        "#e79a86",
        (0.36, 0.7),
        cell=110,
        stretch=4.5,
        cover=(125, 200),
        share=0.7,
        salt=2,
        sun=(-12, 14),
    )
    sea = s.below([(-5, horizon), (1205, horizon)])
    s.grade(sea, [(0, "#d99a84"), (0.2, "#6d628c"), (1, "#16234a")])
    swell(s, horizon, "#f0b896", "#18254c", share=0.45)
    glitter(s, 240, horizon + 2, 1480, "#ffd7a4", 150, 260)
    beam = s.stencil(
        lambda p: (
            p.poly([(760, 312), (-40, 120), (-40, 420)], 210),
            p.poly([(760, 312), (1240, 210), (1240, 372)], 190),
        )
    )
    s.screen(blur(beam, 14), "#ffe9b8", 0.42)
    rocks(
        s,
        [
            (300, 1520),
            (380, 1330),
            (470, 1230),
            (560, 1160),
            (690, 1130),
            (880, 1140),
            (1010, 1210),
            (1220, 1260),
        ],
        "#5b4f66",
        "#141a34",
        5,
    )
    lamp_tower(s, 760, 1150, 780, ("#d9c9c8", "#a23b45"), "#ffe9a8")
    s.glow(760, 318, 260, "#ffe6a6", 0.85)
    rocks(
        s,
        [(150, 1520), (330, 1410), (520, 1360), (760, 1300), (960, 1310), (1220, 1350)],
        "#3a3654",
        "#0d132c",
        7,
    )
    foam(s, [(s.rng.gauss(360, 60), 1330 + s.rng.gauss(0, 24)) for _ in range(20)], 26, 0.6)
    with s.ink() as p:
        for k in range(9):
            p.poly(
                [
                    (700 + k * 6 - 40, 1320 - k * 17),
                    (770 + k * 2 - 40, 1320 - k * 17),
                    (768 + k * 2 - 40, 1309 - k * 17),
                    (704 + k * 6 - 40, 1309 - k * 17),
                ],
                mix("#6d6078", "#a08c94", k / 9),
            )
        p.box(890, 1060, 1010, 1160, "#8f8494")
        p.box(960, 1060, 1010, 1160, "#4d486c")
        p.poly([(878, 1064), (910, 1010), (992, 1010), (1022, 1064)], "#3a3656")
        p.box(914, 1086, 938, 1116, "#ffd184")
        p.box(880, 1154, 1040, 1180, "#342f4c")
        for x, y, z in ((330, 760, 30), (420, 700, 22), (250, 690, 18)):
            gull(p, x, y, z, rgb("#2b2f52"), 0.1)
    s.glow(926, 1100, 120, "#ffc878", 0.35)
    return s.finish(15)


PICTURES = {
    "lighthouse-skellin": lighthouse_skellin,
    "lighthouse-portrait": lighthouse_portrait,
}

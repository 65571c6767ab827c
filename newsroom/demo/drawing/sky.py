"""Weather and the night sky: storm, aurora, observatory, wind turbines at sea."""

from __future__ import annotations

import itertools
import math

from PIL import Image, ImageChops, ImageFilter

from .kit import Pen, Sheet, blur, both, crag, levels, mix, nudge, ramp, rgb, ridge, spline
from .scenery import clouds, glitter, mist, rays, ripple, rough, stars, swell


def storm_front() -> Image.Image:
    """A shelf cloud over a dark green sea, light breaking under it."""
    s = Sheet(
        "storm-front",
        [(0, "#39434f"), (0.3, "#56636c"), (0.5, "#a9aea2"), (0.62, "#ead9b0"), (0.7, "#c9b98f")],
    )
    horizon = 800
    s.glow(1240, 770, 900, "#ffdf9c", 0.75)
    clouds(s, "#5d6a73", "#96a09c", (0.0, 0.62), cell=150, stretch=3.5, cover=(110, 190), share=0.7, salt=3)
    # the shelf: a great curved roof, three torn tiers
    tiers = [
        (640, 255, "#76817f", "#59656b", 0.75),
        (555, 215, "#4d5a63", "#39454f", 0.9),
        (450, 175, "#35404b", "#242d38", 1.0),
    ]
    for i, (y, bow, low, high, share) in enumerate(tiers):
        line = [(x, y - bow * (1 - ((x - 700) / 1500) ** 2) * 0.55 + 40 * i) for x in range(-20, 1841, 20)]
        mask = s.shape([(-20, -5), *line, (1820, -5)])
        mask = rough(s, mask, 30, 130 - 20 * i, share=0.72, hard=46, salt=60 + i, stretch=2.6)
        s.grade(mask, [(0, high), (0.6, mix(high, low, 0.45)), (1, low)], share=share)
        noise = s.noise(90, 4, 4.5, 90 + i)
        rim = blur(ImageChops.subtract(mask, nudge(mask, 0, -26)), 7)
        s.fill(both(rim, levels(noise, 40, 200)), "#b9b79f" if i == 0 else "#8d9691", 0.7)
        s.fill(both(mask, levels(noise, 120, 235)), low, 0.45)
    # rain under the cloud, on the left
    veil = blur(
        s.stencil(
            lambda p: [
                p.taper((x, 470), (x - 130, horizon), 26, 50, s.rng.randint(30, 120)) for x in range(60, 760, 22)
            ]
        ),
        16,
    )
    s.fill(veil, "#5d6c74", 0.85)
    rays(s, 1300, 430, 620, "#ffe6b0", 0.35, (50, 130), 8)
    sea = s.below([(-5, horizon), (1805, horizon)])
    s.grade(sea, [(0, "#8b9788"), (0.12, "#5c6f6e"), (0.5, "#2f4550"), (1, "#17252f")])
    swell(s, horizon, "#9db0a4", "#16242d", share=0.55)
    s.glow(1240, 820, 520, "#f6dca0", 0.3)
    glitter(s, 1240, horizon + 2, 1120, "#f7e3b2", 260, 420)
    # one small ship against the light
    with s.ink() as p:
        p.poly([(1020, 790), (1120, 790), (1110, 806), (1030, 806)], "#2b333a")
        p.box(1034, 776, 1056, 790, "#343d44")
        p.line([(1076, 790), (1076, 768)], "#2b333a", 2)
    return s.finish(18)


def aurora() -> Image.Image:
    """Green and violet curtains over a lake with dark firs."""
    s = Sheet("aurora-north", [(0, "#0a1030"), (0.35, "#0f2340"), (0.6, "#1d4250"), (0.72, "#2e5d5f")])
    stars(s, 700, 760, "#cfe3ff")
    horizon = 840
    work = (s.w // 3, 300)
    upper = ramp(s.size, [(0, 0.9), (0.3, 0.6), (0.55, 0), (1, 0)])
    lower = ramp(s.size, [(0, 0.1), (0.25, 0.3), (0.5, 1), (1, 1)])
    drop = Image.linear_gradient("L").point([round(255 * (i / 255) ** 2.2) for i in range(256)])
    for k, (base, amp, phase, tint, top, share) in enumerate(
        [
            (175, 26, 0.4, "#7a4fb0", "#a86ad0", 0.5),
            (225, 34, 2.2, "#38d890", "#49a0b0", 1.0),
            (145, 30, 4.4, "#2fb98a", "#6a58b8", 0.6),
        ]
    ):
        # each column hangs from a winding foot upward, brightest at the foot
        noise = s.noise(60, 5, 1.0, 200 + k).resize((work[0], 60))
        mask = Image.new("L", work)
        for x in range(0, work[0], 2):
            u = x / work[0]
            foot = round(base + amp * math.sin(u * 5.2 + phase) + 0.5 * amp * math.sin(u * 13 + phase * 2) - 40 * u)
            bright = noise.getpixel((x, 30)) / 255
            tall = round(80 + 90 * noise.getpixel((x, 8)) / 255)
            column = drop.resize((2, tall)).point([round(i * (0.25 + 0.75 * bright)) for i in range(256)])
            mask.paste(column, (x, foot - tall))
            mask.paste(column.crop((0, tall - 16, 2, tall)).transpose(Image.Transpose.FLIP_TOP_BOTTOM), (x, foot))
        mask = mask.filter(ImageFilter.GaussianBlur((1.5, 5)))
        soft = mask.filter(ImageFilter.GaussianBlur((14, 20)))
        for m, strength in ((mask, share), (soft, share * 0.8)):
            full = Image.new("L", s.size)
            full.paste(m.resize((s.w, 900), Image.Resampling.BICUBIC), (0, 0))
            s.screen(both(full, lower), tint, strength)
            s.screen(both(full, upper), top, strength * 0.8)
    peaks = [(-10, 690), (170, 640), (330, 560), (470, 650), (640, 690), (820, 640), (1010, 700), (1210, 610)]
    peaks += [(1330, 520), (1480, 600), (1640, 660), (1820, 620)]
    far = crag(s.rng, peaks, 0.14)
    s.grade(s.below(far), [(0, "#24485c"), (0.35, "#1d3d4a"), (1, "#14262f")])
    near = ridge(s.rng, 1820, 812, 40, 0.5, left=-10)
    s.fill(s.below(near), "#102129")
    ripple(s, horizon, tint="#1c4a50", deep="#07121d", share=0.42, squash=1.05, swing=12)
    mist(s, "#7fc9b0", [(0, 0), (0.66, 0), (0.7, 0.3), (0.74, 0), (1, 0)])
    with s.ink() as p:
        shore = ridge(s.rng, 760, 1100, 60, 0.5, left=-10)
        p.poly([*[(x, y + (x / 740) ** 2 * 150) for x, y in shore], (760, 1210), (-10, 1210)], "#060d14")
        for _ in range(26):
            x = s.rng.uniform(-20, 560)
            fir(p, s, x, 1105 + (x / 740) ** 2 * 150, s.rng.uniform(90, 330) * (1 - x / 900))
        for _ in range(60):
            x = s.rng.uniform(1000, 1820)
            fir(p, s, x, horizon + 4, s.rng.uniform(14, 42) * (0.4 + (x - 1000) / 1300))
    return s.finish(16)


def fir(p: Pen, s: Sheet, x: float, y: float, tall: float) -> None:
    """A dark fir with ragged tiers."""
    dark = "#060d14"
    left, right = [(x, y - tall)], [(x, y - tall)]
    tiers = max(4, int(tall / 18))
    for i in range(1, tiers + 1):
        t = i / tiers
        half = tall * 0.19 * t * s.rng.uniform(0.8, 1.15)
        yy = y - tall * (1 - t) - tall * 0.03
        left += [(x - half, yy + s.rng.uniform(0, 5)), (x - half * 0.45, yy - tall * 0.02)]
        right += [(x + half, yy + s.rng.uniform(0, 5)), (x + half * 0.45, yy - tall * 0.02)]
    p.poly([*left, *reversed(right)], dark)
    p.box(x - tall * 0.015, y - tall * 0.06, x + tall * 0.015, y, dark)


def observatory() -> Image.Image:
    """A white dome on a ridge, its slit lit, under the Milky Way."""
    s = Sheet(
        "observatory-night",
        [(0, "#080d26"), (0.4, "#14244a"), (0.68, "#34507a"), (0.85, "#8a7f96"), (1, "#b98f80")],
    )
    noise = s.noise(170, 6, 1.5, 5)
    # the Milky Way: a slanting band of light with dark lanes
    band = Image.new("L", (s.w, s.h))
    for width, v in ((560, 40), (380, 70), (230, 120), (110, 190)):
        b = Image.new("L", s.size)
        Pen(b, 1).poly(
            [
                (420 - width / 2, -60),
                (420 + width / 2, -60),
                (1500 + width / 2, 1100),
                (1500 - width / 2, 1100),
            ],
            v,
        )
        band = ImageChops.lighter(band, blur(b, 70))
    cloud = both(band, levels(noise, 20, 220))
    s.screen(cloud, "#8a86b8", 0.9)
    core = both(levels(band, 90, 230), levels(s.noise(90, 5, 1, 6), 90, 220))
    s.screen(core, "#f3cdb0", 0.5)
    lanes = both(levels(band, 70, 190), levels(s.noise(120, 5, 1.4, 7), 150, 225))
    s.fill(lanes, "#101a3c", 0.55)
    stars(s, 1500, 1050, "#bcd0ff")
    with s.ink() as p:
        for _ in range(1300):
            t = s.rng.random()
            x, y = 420 + 1080 * t + s.rng.gauss(0, 130), -60 + 1160 * t
            r = s.rng.uniform(0.4, 1.0)
            p.oval(x, y, r, r, rgb("#fff4e4", s.rng.randint(40, 170)))
    far = ridge(s.rng, 1820, 985, 110, 0.5, left=-10)
    s.grade(s.below(far), [(0, "#4d5578"), (1, "#6a6580")])
    mid = ridge(s.rng, 1820, 1040, 110, 0.5, left=-10)
    s.grade(s.below(mid), [(0, "#2d3558"), (1, "#3a3b5c")])
    # the building
    dome = s.stencil(lambda p: (p.oval(700, 800, 150, 150), p.box(540, 800, 860, 1000, 0)))
    s.grade(dome, [(0, "#8f9cc4"), (0.3, "#c6cbe0"), (0.62, "#7580a8"), (1, "#3a4470")], across=True)
    with s.ink() as p:
        for i in range(1, 8):
            x = 150 * math.cos(math.pi * i / 8)
            p.line(
                [(700 + x * math.sin(a / 20 * 1.5708), 800 - 150 * math.cos(a / 20 * 1.5708)) for a in range(21)],
                rgb("#2a3560", 70),
                1.2,
            )
        slit = [(716 + 46 * math.sin(a / 14 * 1.5708), 653 + 145 * (1 - math.cos(a / 14 * 1.5708))) for a in range(15)]
        p.poly([*[(x + 15, y) for x, y in slit], *[(x - 17, y) for x, y in reversed(slit)]], "#4a3a48")
        p.poly([*[(x + 8, y) for x, y in slit], *[(x - 15, y) for x, y in reversed(slit)]], "#ffd79a")
        p.taper((752, 800), (727, 668), 15, 12, "#5c4450")
        p.box(540, 798, 860, 816, "#aab2d2")
        p.box(556, 816, 844, 975, "#6c77a2")
        p.box(556, 816, 640, 975, "#8d97bf")
        p.box(760, 816, 844, 975, "#3f4976")
        p.box(540, 798, 860, 804, "#d5daec")
        for x in (590, 668):
            p.arch(x, 866, x + 26, 912, "#ffc670")
        p.arch(742, 890, 776, 975, "#2a2f52")
        p.box(844, 880, 1000, 985, "#3a4270")
        p.poly([(836, 880), (1008, 880), (990, 862), (850, 862)], "#59628f")
        for x in (870, 915, 960):
            p.box(x, 912, x + 18, 940, "#ffca7c")
        p.line([(1030, 985), (1030, 800)], "#262c4a", 3)
    crown = [
        (-10, 1120),
        (330, 1010),
        (540, 968),
        (700, 958),
        (880, 962),
        (1040, 984),
        (1300, 1050),
        (1820, 1130),
    ]
    s.grade(s.below(crag(s.rng, crown, 0.02)), [(0, "#161b33"), (1, "#0b0e1e")])
    with s.ink() as p:
        track = spline([(430, 1215), (560, 1120), (500, 1060), (600, 1010), (740, 968)], closed=False)
        for k, (a, b) in enumerate(itertools.pairwise(track)):
            p.taper(a, b, 20 - k * 0.4, 19.6 - k * 0.4, rgb("#5c6080", 150))
    s.glow(720, 735, 190, "#ffcb80", 0.45)
    s.glow(640, 890, 130, "#ffb860", 0.25)
    return s.finish(15)


def turbines() -> Image.Image:
    """Rows of wind turbines standing in a calm sea at first light."""
    s = Sheet(
        "wind-turbines-sea",
        [(0, "#7d9fb8"), (0.3, "#b6c8cd"), (0.52, "#f2ddc4"), (0.62, "#f8cfae"), (0.7, "#f3c3a6")],
    )
    horizon = 800
    s.glow(520, 760, 700, "#ffe9c2", 0.7)
    clouds(s, "#dcd6d2", "#fff3e2", (-0.1, 0.34), cell=170, stretch=4, cover=(120, 225), share=0.75, salt=2)
    clouds(s, "#d9b7ad", "#ffe8cf", (0.4, 0.66), cell=70, stretch=9, cover=(135, 215), share=0.6, salt=4)
    sea = s.below([(-5, horizon), (1805, horizon)])
    s.grade(sea, [(0, "#e2bda8"), (0.1, "#b3b4b6"), (0.45, "#6f93a6"), (1, "#2d566f")])
    swell(s, horizon, "#f4d9c2", "#2a5068", share=0.4)
    rows = [
        (0.13, 30, 812, "#d9c3ba", range(80, 1800, 95)),
        (0.26, 60, 822, "#c3b8b8", range(40, 1850, 190)),
        (0.48, 110, 842, "#9fa9b2", range(210, 1850, 370)),
    ]
    for scale, jitter, foot, tone, xs in rows:
        with s.ink() as p:
            for x in xs:
                turbine(
                    p,
                    x + s.rng.uniform(-jitter, jitter) * 0.3,
                    foot,
                    700 * scale,
                    tone,
                    s.rng.uniform(0, 120),
                    scale,
                )
    glitter(s, 520, horizon + 2, 1180, "#fff0d0", 200, 520)
    with s.ink() as p:
        turbine(p, 1290, 960, 830, "#f6f1ea", 14, 1.0, "#8fa3b3")
        p.box(1268, 905, 1312, 962, "#e3b53c")
        p.box(1290, 905, 1312, 962, "#b98a2c")
        p.box(1256, 898, 1324, 907, "#d9dcdc")
        p.line([(1256, 884), (1324, 884)], "#d9dcdc", 2)
        for x in (1257, 1290, 1323):
            p.line([(x, 884), (x, 900)], "#d9dcdc", 2)
        for i in range(26):
            y = 964 + i * 8
            half = s.rng.uniform(6, 22)
            dx = s.rng.uniform(-8, 8)
            p.oval(1290 + dx, y, half, 2.4, rgb("#f0e4d4" if i > 6 else "#d0a444", 130))
        p.oval(1290, 963, 44, 5, rgb("#f4efe6", 190))
        # a crew boat with its wake
        p.poly([(1015, 962), (1120, 962), (1140, 945), (1004, 948)], "#24465c")
        p.poly([(1045, 948), (1058, 918), (1102, 918), (1110, 947)], "#f1ece2")
        p.poly([(1060, 922), (1075, 922), (1075, 934), (1054, 934)], "#4a6474")
        p.line([(1085, 918), (1085, 892)], "#e8e2d8", 2)
        p.poly([(1004, 962), (1120, 963), (880, 972), (800, 975)], rgb("#f5ece2", 150))
    return s.finish(14)


def turbine(p: Pen, x: float, y: float, tall: float, tone: str, turn: float, scale: float, shade: str = "") -> None:
    """A three-bladed turbine with its foot at (x, y)."""
    hub = y - tall * 0.72
    p.taper((x, hub), (x, y), 9 * scale + 1.5, 20 * scale + 2, tone)
    if shade:
        p.poly([(x + 1, hub), (x + 5, hub), (x + 11, y), (x + 3, y)], shade)
    p.round(x - 10 * scale, hub - 9 * scale, x + 22 * scale, hub + 9 * scale, 6 * scale, tone)
    length = tall * 0.42
    for k in range(3):
        a = math.radians(turn + 120 * k)
        c, v = math.sin(a), -math.cos(a)

        def at(along: float, aside: float, c: float = c, v: float = v) -> tuple[float, float]:
            return x + c * along - v * aside, hub + v * along + c * aside

        w = 13 * scale + 1
        p.poly(
            [
                at(0, -w * 0.3),
                at(length * 0.16, -w),
                at(length * 0.5, -w * 0.55),
                at(length, 0),
                at(length * 0.5, w * 0.2),
                at(0, w * 0.35),
            ],
            tone,
        )
        if shade:
            p.poly(
                [at(0, 0), at(length * 0.5, 0), at(length, 0), at(length * 0.5, w * 0.25), at(0, w * 0.35)],
                shade,
            )
    p.oval(x, hub, 9 * scale + 1, 9 * scale + 1, tone)


PICTURES = {
    "storm-front": storm_front,
    "aurora-north": aurora,
    "observatory-night": observatory,
    "wind-turbines-sea": turbines,
}

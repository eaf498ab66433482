"""The city from outside: skylines, streets, paths."""

# mypy: allow-redefinition
# ruff: noqa: C901, PLR0915 -- one picture is one list of strokes, from the back to the front
# Coordinates are read along the line, so the formatter stays out.
# fmt: off

import math
from collections.abc import Sequence

import numpy as np

from scripts.draw_pictures.forms import Cam, figure
from scripts.draw_pictures.press import Print, Shape
from scripts.draw_pictures.textures import HEIGHT, WIDTH, Point, fbm, ridge, sstep


def calgary(press: Print) -> None:
    """The city under a chinook arch."""
    y = press.y / press.h
    press.add(t=.75 * sstep(.5, 0, y), n=.42 * sstep(.42, 0, y), s=.85 * sstep(.15, .58, y), v=.55 * sstep(.25, .6, y))
    arch = 250 - 150 * ((press.x - 760) / 900) ** 2               # the chinook arch
    edge = arch + 70 * (fbm(8, press.w, press.h, 70, 4, 5) - .5)
    deck = sstep(-8, 10, edge - press.y)
    press.over(deck, n=.50 + .5 * (fbm(4, press.w, press.h, 60, 4, 7) - .5) - .12 * sstep(90, 0, edge - press.y), t=.62, s=.12, v=.06 + .34 * sstep(60, 0, edge - press.y))
    for seed, base, hgt, dark in ((88, 566, 250, .28), (17, 596, 120, .46)):
        r = ridge(seed, base, hgt, .50)
        m = press.below(r) * (press.y < 645)
        d = (press.y - r[None, :])
        f = fbm(seed, press.w, press.h, 46, 5)
        sh = np.roll(f, 9, 1) - f
        snow = sstep(-.01, .05, sh) * sstep(120, 10, d + 60 * (f - .5))
        press.paint(m, n=dark, t=.45, v=.12 + .1 * sstep(480, 580, press.y))
        press.light(m * snow * .85, "n", "t")
        press.over(m * snow * .5, v=.35, s=.4)
    # haze
    press.light(np.exp(-((press.y - 612) / 40) ** 2) * .6, "n", "t")
    # skyline
    r = np.random.default_rng(12)
    def tower(x: float, w: float, h: float, d: float, lit: float = .35, top: str = "") -> None:
        m: list[Shape] = [("rect", x, 610 - h, x + w, 640)]
        if top == "slope":
            m = [("poly", [(x, 640), (x, 610 - h), (x + w, 610 - h + w * .5), (x + w, 640)])]
        if top == "step":
            m += [("rect", x + w * .2, 610 - h - 22, x + w * .8, 612 - h)]
        press.paint(press.mask(*m), n=d, t=.35, v=.2)
        press.over(press.mask(("rect", x + w * .72, 612 - h + (w * .5 if top == "slope" else 0), x + w, 640)), n=min(1, d + .14))
        cells = [("rect", cx, cy, cx + 2.6, cy + 4) for cx in np.arange(x + 4, x + w - 4, 6) for cy in np.arange(618 - h + (w * .5 if top == "slope" else 0), 630, 9) if r.random() < lit]
        if cells:
            press.paint(press.mask(*cells), s=.8, v=.1)
    for x, w, h, d, t in ((560, 60, 110, .6, ""), (640, 54, 150, .62, "step"), (716, 70, 118, .6, ""), (905, 64, 205, .7, ""), (1120, 58, 168, .66, "slope"),
                          (1210, 70, 120, .62, ""), (1290, 50, 92, .6, ""), (1350, 74, 66, .58, ""), (470, 70, 70, .58, ""), (380, 66, 46, .56, "")):
        tower(x, w, h, d, .16, t)
    for x, w, h, d, t in ((600, 74, 92, .82, ""), (690, 60, 190, .84, "slope"), (770, 52, 128, .8, ""), (1050, 72, 226, .86, "step"), (1180, 56, 142, .84, ""), (1250, 66, 84, .8, ""), (520, 62, 58, .8, ""), (430, 70, 40, .8, ""), (1330, 80, 42, .8, "")):
        tower(x, w, h, d, .22, t)
    # the crescent tower
    cres = ("poly", [(962 + 20 * math.sin(u * math.pi) * -1 + 6, 640 - 262 * u) for u in np.linspace(0, 1, 24)] + [(1034 + 4, 640 - 262), (1034 + 4, 640)])
    press.paint(press.mask(cres), n=.74, t=.6)
    dia = [("line", [(940, 640 - k * 44), (1038, 596 - k * 44)], 2) for k in range(7)] + [("line", [(940, 596 - k * 44), (1038, 640 - k * 44)], 2) for k in range(7)]
    press.over(press.mask(*dia) * press.mask(cres), n=.3, t=.4)
    # the observation tower
    press.paint(press.mask(("poly", [(846, 640), (851, 440), (863, 440), (868, 640)]), ("poly", [(826, 420), (888, 420), (876, 446), (838, 446)]),
                   ("poly", [(832, 420), (840, 396), (874, 396), (882, 420)]), ("poly", [(848, 396), (866, 396), (860, 372), (854, 372)]), ("rect", 856, 330, 858.5, 376)), n=.95, v=.3)
    press.paint(press.mask(("rect", 832, 421, 882, 429)), v=1, s=.5)
    # near bank, trees, river
    press.paint((press.y > 636).astype(float), n=.72, t=.35, v=.2)
    press.paint(press.below(ridge(77, 650, 34, .72)), n=.92, t=.3)
    riv = press.mask(("poly", [(0, 690), (460, 676), (1000, 684), (1600, 668), (1600, 742), (1180, 770), (700, 748), (260, 790), (0, 800)]))
    press.paint(riv, s=.7, v=.42, t=.15, n=.10 + .25 * sstep(.5, .62, fbm(15, press.w, press.h, 10, 3, 14)))
    press.over(riv * np.exp(-((press.x - 950) / 210) ** 2) * sstep(.42, .6, fbm(16, press.w, press.h, 8, 2, 10)) * .8, n=.7)
    hill = 770 + 50 * np.sin(np.arange(WIDTH) / 1600 * 3.4 + 2.4) + 14 * np.sin(np.arange(WIDTH) / 120)
    press.paint(press.below(hill), n=.86, v=.5, s=.6)
    gr = sstep(.55, .8, fbm(61, press.w, press.h, 16, 3, .35)) * press.below(hill + 6)
    press.light(gr * .42 * sstep(900, 780, press.y), "n")


def towers(press: Print) -> None:
    """Office towers at night, from the street."""
    y = press.y / press.h
    press.add(n=.72 + .2 * sstep(.9, 0, y), t=.7, v=.25 * sstep(.3, 1, y), s=.2 * sstep(.4, 1, y))
    r = np.random.default_rng(5)
    def face(quad: Sequence[Point], nu: int, nv: int, lit: float, tone: float, gap: float = .18, tint: float = 0) -> None:
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad  # from the upper left, with the clock
        press.paint(press.mask(("poly", quad)), n=tone, t=.5)
        def pt(u: float, v: float) -> Point:
            return ((ax * (1 - u) + bx * u) * (1 - v) + (dx * (1 - u) + cx * u) * v, (ay * (1 - u) + by * u) * (1 - v) + (dy * (1 - u) + cy * u) * v)
        on: list[Shape] = []
        dim: list[Shape] = []
        off: list[Shape] = []
        for j in range(nv):
            v0, v1 = (j / nv) ** 1.35, ((j + 1) / nv) ** 1.35
            run = r.random() < .15
            for i in range(nu):
                u0, u1 = (i + gap) / nu, (i + 1 - gap) / nu
                va, vb = v0 + (v1 - v0) * .24, v0 + (v1 - v0) * .84
                q = ("poly", [pt(u0, va), pt(u1, va), pt(u1, vb), pt(u0, vb)])
                k = r.random()
                (on if k < lit or (run and k < .75) else dim if k < lit + .16 else off).append(q)
        press.paint(press.mask(*off), n=min(1, tone + .10), t=.6)
        if dim:
            press.paint(press.mask(*dim), s=.8, v=.35, n=.45)
        if on:
            press.paint(press.mask(*on), s=.85, v=.10)
    face([(660, 300), (900, 330), (930, 960), (600, 960)], 12, 30, .10, .80)
    face([(905, 330), (985, 372), (1080, 960), (930, 960)], 6, 30, .05, .90)
    face([(-120, -260), (430, 120), (590, 980), (-120, 1020)], 15, 26, .20, .88)
    face([(430, 120), (500, 190), (700, 980), (590, 980)], 5, 26, .08, .97)
    face([(1150, 40), (1760, -240), (1760, 1010), (1010, 980)], 15, 27, .17, .90)
    face([(1090, 150), (1150, 40), (1010, 980), (915, 980)], 4, 27, .06, .98)
    press.over(sstep(.45, .7, fbm(2, press.w, press.h, 120, 4, 3)) * sstep(380, 0, press.y) * .35, n=.75, t=.4)
    press.light(press.glow(790, 1000, 620, 1.8, 1.2) * .28, "n")
    press.over(press.glow(790, 1010, 520, 1.2, 1.3) * .8, v=.7, s=.5)
    # the window cleaner's cradle, for scale
    press.paint(press.mask(("line", [(1246, 0), (1246, 430)], 2), ("line", [(1306, 0), (1306, 430)], 2), ("rect", 1238, 470, 1314, 482), ("rect", 1240, 430, 1312, 433), ("rect", 1240, 430, 1243, 476), ("rect", 1309, 430, 1312, 476), *figure(1276, 474, 66, 1.1)), n=1)


def parliament(press: Print) -> None:
    """A clock tower and its wings against the evening."""
    y = press.y / press.h
    press.add(t=.9 * sstep(.72, 0, y), n=.60 * sstep(.62, 0, y), v=.42 * sstep(.3, .68, y), s=.62 * sstep(.28, .66, y))
    cl = sstep(.5, .72, fbm(31, press.w, press.h, 90, 5, 5)) * sstep(.66, .3, y)
    press.over(cl * .5, n=.18, v=.5, s=.5)
    press.light(press.mask(("dot", 1120, 190, 52)))
    press.light(press.glow(1120, 190, 240, 2.2) * .4, "n")
    def gable(x0: float, x1: float, base: float, roof: float, peak: float, nn: float, dormers: int = 0) -> None:
        m = [("rect", x0, roof, x1, base), ("poly", [(x0 - 4, roof), (x0 + (x1 - x0) * .06, peak), (x1 - (x1 - x0) * .06, peak), (x1 + 4, roof)])]
        for k in range(dormers):
            cx = x0 + (k + .5) * (x1 - x0) / dormers
            m += [("poly", [(cx - 12, roof), (cx, roof - 30), (cx + 12, roof)])]
        press.paint(press.mask(*m), n=nn, t=.35, v=.25)
    def spire(x: float, w: float, base: float, sh: float, top: float, nn: float) -> None:
        press.paint(press.mask(("rect", x - w / 2, sh, x + w / 2, base), ("poly", [(x - w / 2 - 4, sh), (x, top), (x + w / 2 + 4, sh)])), n=nn, t=.35, v=.25)
    # library (round, flying buttresses), behind
    for k in range(6):
        spire(1190 + k * 34 - 85, 9, 620, 520, 470, .78)
    press.paint(press.mask(("poly", [(1090, 620), (1100, 520), (1290, 520), (1300, 620)]), ("poly", [(1110, 520), (1150, 440), (1178, 420), (1195, 366), (1212, 420), (1240, 440), (1280, 520)])), n=.78, t=.4, v=.25)
    gable(420, 1010, 640, 520, 468, .86, 12)
    for x in (430, 520, 920, 1000):
        spire(x, 46, 640, 476, 410, .88)
    gable(60, 330, 650, 548, 492, .84, 6)
    spire(120, 54, 650, 470, 390, .85)
    spire(318, 30, 650, 510, 450, .84)
    gable(1350, 1600, 650, 552, 500, .84, 5)
    spire(1390, 50, 650, 486, 404, .85)
    # the tower
    press.paint(press.mask(("poly", [(672, 640), (676, 250), (764, 250), (768, 640)]), ("rect", 668, 236, 772, 254), ("poly", [(680, 238), (696, 168), (744, 168), (760, 238)]), ("poly", [(694, 170), (720, 84), (746, 170)]), ("rect", 718.6, 40, 721.4, 90)), n=.95, t=.3, v=.2)
    for x in (674, 766):
        spire(x, 10, 260, 226, 186, .95)
    press.paint(press.mask(("poly", [(721, 42), (758, 48), (754, 64), (721, 62)])), v=1, n=.05)
    press.light(press.mask(("dot", 720, 300, 27)) * .98, "n", "v", "t")
    press.over(press.mask(("dot", 720, 300, 27)), s=.35)
    press.over(press.mask(("line", [(720, 300), (720, 281)], 3), ("line", [(720, 300), (733, 306)], 3)), n=1)
    for x in (696, 720, 744):
        press.paint(press.mask(("poly", [(x - 7, 420), (x - 7, 362), (x, 346), (x + 7, 362), (x + 7, 420)])), n=.55, s=.5)
    r = np.random.default_rng(6)
    lit: list[Shape] = [("poly", [(x - 5, 606), (x - 5, 578), (x, 568), (x + 5, 578), (x + 5, 606)]) for x in range(452, 1000, 22) if abs(x - 720) > 60 and r.random() < .55]
    lit += [("rect", x - 4, 540, x + 4, 556) for x in range(456, 1000, 22) if abs(x - 720) > 60 and r.random() < .35]
    lit += [("rect", x - 4, 590, x + 4, 612) for x in list(range(80, 320, 22)) + list(range(1370, 1590, 22)) if r.random() < .45]
    press.paint(press.mask(*lit), s=.95, v=.18)
    # cliff and trees, river
    cliff = ridge(91, 676, 40, .62)
    press.paint(press.below(cliff), n=.93, t=.4)
    press.light(sstep(.55, .7, fbm(77, press.w, press.h, 30, 4, .6)) * press.below(cliff + 14) * sstep(770, 690, press.y) * .25, "n")
    press.paint((press.y > 764).astype(float), t=.55, n=.46 + .34 * sstep(764, 900, press.y), v=.3, s=.35)
    rp = sstep(.5, .64, fbm(21, press.w, press.h, 7, 2, 16))
    press.light((press.y > 768) * rp * (.18 + .75 * np.exp(-((press.x - 1120) / 70) ** 2)), "n", "t")
    press.over((press.y > 768) * sstep(.45, .6, fbm(22, press.w, press.h, 8, 2, 10)) * np.exp(-((press.x - 720) / 60) ** 2) * .7, n=.95)


def blizzard(press: Print) -> None:
    """A street in a snowstorm, with a bus and one walker."""
    c = Cam(720, 470, 800, 1.6)
    press.add(n=.70 - .22 * sstep(0, 470, press.y), t=.5, s=.15, v=.12)
    # facades fading into snow
    for s in (-1, 1):
        for k in range(6, -1, -1):
            z0 = 7 + k * 8
            hgt = (9, 13, 8, 15, 10, 12, 9)[k] + (2 if s < 0 else 0)
            press.paint(press.mask(c.quad((s * 8.5, 0, z0), (s * 8.5, hgt, z0), (s * 8.5, hgt, z0 + 7.6), (s * 8.5, 0, z0 + 7.6))), n=.90 - .07 * k, t=.5, v=.1)
            wins = []
            for a in range(3):
                for b in range(1, int(hgt / 2.6)):
                    if press.rng.random() < .34:
                        za = z0 + .8 + a * 2.3
                        wins.append(c.quad((s * 8.45, b * 2.6 + .6, za), (s * 8.45, b * 2.6 + 2, za), (s * 8.45, b * 2.6 + 2, za + 1.3), (s * 8.45, b * 2.6 + .6, za + 1.3)))
            if wins:
                press.paint(press.mask(*wins), s=.85, v=.3, n=.12 + .05 * k)
            if k % 2 == 0:
                press.paint(press.mask(c.quad((s * 8.42, .4, z0 + .6), (s * 8.42, 2.9, z0 + .6), (s * 8.42, 2.9, z0 + 6.6), (s * 8.42, .4, z0 + 6.6))), s=.8, v=.35, n=.08)
                press.paint(press.mask(c.quad((s * 8.3, 2.9, z0 + .4), (s * 8.3, 3.5, z0 + .4), (s * 8.3, 3.5, z0 + 6.8), (s * 8.3, 2.9, z0 + 6.8))), v=.8, n=.35)
    press.light(press.glow(720, 440, 420, 1.5, 1.4) * .55, "n", "t")
    # snow-covered road with ruts
    g = (press.y > 474).astype(float)
    u = (press.x - 720) / np.clip(press.y - 474, 1, None)
    press.paint(g * (np.abs(u) < 5.3), n=.22 + .3 * sstep(520, 900, press.y), t=.42)
    rut = sum(np.exp(-((u - a) / .16) ** 2) for a in (-1.5, -.55, .75, 1.7))
    press.over(g * np.clip(rut, 0, 1) * .7 * (.5 + .5 * fbm(3, press.w, press.h, 26, 3, 1)), n=.72)
    press.over(g * (np.abs(u) < 5.3) * sstep(1.9, 3.0, np.abs(u)) * .5, n=.12)
    # tram wires and lamps
    for k in range(7, -1, -1):
        for s in (-1, 1):
            z0 = 6 + k * 7
            x, yb = c(s * 5.6, 0, z0)
            x1, yt = c(s * 5.6, 6.2, z0)
            x2, y2 = c(s * 4.0, 6.3, z0)
            w = 800 * .12 / z0
            press.over(press.mask(("line", [(x, yb), (x1, yt), (x2, y2)], max(1.5, w))), n=.9 - .05 * k)
            r = 800 * .24 / z0
            press.light(press.glow(x2, y2 + r, r * 9, 2.0) * .75, "n", "t")
            press.over(press.glow(x2, y2 + r, r * 8, 1.2) * .7, s=.7, v=.22)
            press.paint(press.mask(("ell", x2 - r * 1.3, y2, x2 + r * 1.3, y2 + r)), s=.2)
    # a bus coming on
    def bus() -> None:
        q = [c(-2.6, .4, 17), c(-2.6, 3.3, 17), c(-.1, 3.3, 17), c(-.1, .4, 17)]
        press.paint(press.mask(("poly", q)), v=.9, n=.32)
        press.paint(press.mask(c.quad((-2.4, 1.6, 17), (-2.4, 2.8, 17), (-.3, 2.8, 17), (-.3, 1.6, 17))), n=.85, t=.3)
        press.paint(press.mask(c.quad((-2.1, 2.9, 17), (-2.1, 3.2, 17), (-.6, 3.2, 17), (-.6, 2.9, 17))), s=.9)
        for xx in (-2.25, -.45):
            a, b = c(xx, .85, 17)
            press.light(press.glow(a, b, 150, 2.0, 1.2) * .95)
            press.over(press.glow(a, b, 170, 1.5, 1.2) * .5, s=.55)
        press.light(press.mask(c.quad((-2.6, 0, 7), (.6, 0, 7), (-.1, 0, 16.5), (-2.4, 0, 16.5)), blur=12) * .5, "n", "t")
    bus()
    # someone crossing
    x, yf = c(2.35, 0, 8.0)
    t = 800 * 1.78 / 8.0
    press.over(press.mask(("poly", [(x - 22, yf), (x + 20, yf), (x + 130, yf + 70), (x + 60, yf + 78)]), blur=4) * .6, n=.8)
    press.paint(press.mask(*figure(x, yf, t, 1.25, False, -.03), ("ell", x - 21, yf - 1.03 * t, x + 19, yf - .79 * t)), n=1)
    press.over(press.mask(("poly", [(x - 14, yf - .83 * t), (x + 17, yf - .83 * t), (x + 60, yf - .74 * t), (x + 58, yf - .68 * t), (x + 14, yf - .76 * t)])), v=1, n=.12)
    # snow, wind from the left
    r = press.rng
    for n, ln, wd, k in ((620, 7, 1.6, .5), (240, 14, 2.6, .75), (60, 26, 5.0, .85)):
        press.light(press.mask(*[("line", [(a, b), (a + ln, b + ln * .5)], wd) for a, b in zip(r.random(n) * WIDTH, r.random(n) * HEIGHT, strict=True)], blur=.7 if wd < 4 else 1.6) * k)


def market(press: Print) -> None:
    """Stalls at night under the deck of a flyover."""
    c = Cam(800, 560, 860, 1.6)
    press.add(n=.90, t=.35)
    press.light((press.y < 600) * press.glow(800, 552, 330, 1.2, 1.4) * .55, "n")
    press.over((press.y < 570) * press.glow(800, 560, 380, 1.0, 1.4), v=.5, s=.5)
    press.paint((press.y > 560).astype(float), n=.72 + .16 * sstep(600, 900, press.y), t=.3, v=.35, s=.4)
    # far street with lit towers
    r = np.random.default_rng(5)
    for x in range(560, 1060, 44):
        h = r.uniform(30, 120)
        press.paint(press.mask(("rect", x, 560 - h, x + 38, 562)), n=.86, v=.4)
        cells = [("rect", a, b, a + 3, b + 4) for a in range(x + 4, x + 34, 7) for b in np.arange(566 - h, 552, 9) if r.random() < .4]
        if cells:
            press.paint(press.mask(*cells), s=.9, v=.1)
    # the deck overhead: soffit, girders, the edge with its rail
    zf = 60
    press.paint(press.mask(c.quad((-10, 7.4, 1.6), (10, 7.4, 1.6), (10, 7.4, zf), (-10, 7.4, zf))), n=.84, t=.3, v=.25)
    for gx in (-8.4, -4.2, 0, 4.2, 8.4):
        press.paint(press.mask(c.quad((gx - .5, 6.4, 1.6), (gx + .5, 6.4, 1.6), (gx + .5, 6.4, zf), (gx - .5, 6.4, zf))), n=.66, v=.45, s=.4)
        s = -1 if gx > 0 else 1
        press.paint(press.mask(c.quad((gx + s * .5, 6.4, 1.6), (gx + s * .5, 7.4, 1.6), (gx + s * .5, 7.4, zf), (gx + s * .5, 6.4, zf))), n=.97)
    for s in (-1, 1):
        press.paint(press.mask(c.quad((s * 10, 6.8, 1.6), (s * 10, 9.4, 1.6), (s * 10, 9.4, zf), (s * 10, 6.8, zf))), n=.97, t=.3)
        press.paint(press.mask(c.quad((s * 30, 0, 12), (s * 30, 9, 12), (s * 10.2, 9, zf), (s * 10.2, 0, zf))) * (press.y < 560), n=.93, t=.3)
    # columns and stalls, far to near
    inks = ({"v": 1, "s": .25, "n": .06}, {"s": 1, "v": .16, "n": .03}, {"t": 1, "n": .22})
    for k in range(8, -1, -1):
        z = 6.2 + k * 4.6
        for s in (-1, 1):
            press.paint(press.mask(c.quad((s * 8.6, 0, z + 3.9), (s * 9.7, 0, z + 3.9), (s * 9.7, 6.4, z + 3.9), (s * 8.6, 6.4, z + 3.9))), n=.80, t=.3, v=.3)
            press.over(press.mask(c.quad((s * 8.6, 0, z + 3.9), (s * 8.9, 0, z + 3.9), (s * 8.9, 6.4, z + 3.9), (s * 8.6, 6.4, z + 3.9))), n=.45, s=.5, v=.5)
            x0, x1 = s * 3.3, s * 6.9
            lx, ly = c(s * 4.9, 1.9, z)
            q = 860 / z
            press.light(press.glow(lx, ly, 3.4 * q, 1.5, 1.2) * .55, "n")
            press.over(press.glow(lx, ly, 3.6 * q, 1.2, 1.2) * .7, s=.8, v=.35)
            press.light(press.mask(c.quad((s * 2.0, 0, z - 1.4), (s * 6.6, 0, z - 1.4), (s * 6.6, 0, z), (s * 2.2, 0, z)), blur=float(.15 * q)) * .6, "n", "t")
            press.paint(press.mask(c.quad((x0, 0, z), (x1, 0, z), (x1, 2.5, z), (x0, 2.5, z))), s=.85, v=.12, n=.02)
            press.paint(press.mask(*figure(*(c(s * (4.4 + .5 * (k % 2)), 0, z)), 860 * 1.72 / z, 1.0)), n=.9, v=.3)
            press.paint(press.mask(c.quad((x0, 0, z), (x1, 0, z), (x1, 1.05, z), (x0, 1.05, z))), n=.86, v=.5)
            press.paint(press.mask(c.quad((x0, 1.0, z), (x1, 1.0, z), (x1, 1.12, z), (x0, 1.12, z))), s=.5, v=.2, n=.3)
            goods = [("dot", *c(x0 + s * (.3 + .36 * j), 1.2, z), .13 * q) for j in range(9)]
            press.paint(press.mask(*goods[::2]), v=1, n=.1)
            press.paint(press.mask(*goods[1::2]), s=.6, t=.5, n=.1)
            press.paint(press.mask(*[c.quad((a - .05, 0, z), (a + .05, 0, z), (a + .05, 2.6, z), (a - .05, 2.6, z)) for a in (x0, x1)]), n=.95)
            n = 8
            for j in range(n):
                a, b = x0 + (x1 - x0) * j / n, x0 + (x1 - x0) * (j + 1) / n
                ink = inks[(k + (s > 0)) % 3] if j % 2 == 0 else {"n": .08, "s": .3}
                press.paint(press.mask(c.quad((a, 2.5, z - .5), (b, 2.5, z - .5), (b, 3.25, z + .2), (a, 3.25, z + .2)), c.quad((a, 2.5, z - .5), (b, 2.5, z - .5), (b, 2.28, z - .5), (a, 2.28, z - .5))), **ink)
    # people
    d = np.random.default_rng(21)
    ppl = sorted([(d.uniform(-2.2, 2.2), d.uniform(9, 44)) for _ in range(26)] + [(-1.9, 7.4), (1.5, 8.0)], key=lambda p: -p[1])
    for x, z in ppl:
        px, py = c(x, 0, z)
        t = 860 * d.uniform(1.55, 1.85) / z
        press.over(press.mask(("ell", px - .3 * t, py - .03 * t, px + .3 * t, py + .05 * t), blur=max(1.0, float(.02 * t))) * .7, n=.95)
        press.paint(press.mask(*figure(px, py, t, d.uniform(1.1, 1.4), d.random() < .2)), n=.99, v=.2)
        if d.random() < .3:
            press.paint(press.mask(("rect", px - .06 * t, py - .86 * t, px + .07 * t, py - .81 * t)), v=1, n=.1)
    # steam
    f = fbm(31, press.w, press.h, 70, 5, .8)
    st = sstep(.52, .72, f + .3 * press.glow(400, 430, 240, 1.2, .8) + .25 * press.glow(1190, 440, 220, 1.2, .8) - .24) * sstep(210, 330, press.y) * sstep(560, 470, press.y)
    press.light(st * .55, "n", "v")


def pathway(press: Print) -> None:
    """A river path at dusk in winter."""
    y = press.y / press.h
    hz = 400
    press.add(t=.62 * sstep(.42, 0, y), n=.60 * sstep(.45, 0, y), v=.45 * sstep(.2, .44, y), s=.5 * sstep(.24, .44, y))
    press.paint(press.below(ridge(41, hz, 50, .6)) * (press.y < 460), n=.66, t=.35, v=.25)
    r = np.random.default_rng(8)
    x = 420
    while x < 1180:
        w, h = r.uniform(26, 60), r.uniform(30, 130) * math.exp(-((x - 840) / 260) ** 2) + 24
        press.paint(press.mask(("rect", x, hz + 10 - h, x + w, hz + 30)), n=.74, t=.35, v=.2)
        cells = [("rect", a, b, a + 3, b + 4) for a in np.arange(x + 5, x + w - 5, 8) for b in np.arange(hz + 16 - h, hz + 8, 10) if r.random() < .36]
        if cells:
            press.paint(press.mask(*cells), s=.9, v=.12)
        x += w + r.uniform(0, 12)
    # far bank, river with ice
    press.paint((press.y > 418).astype(float), t=.2, n=.10)
    press.paint(press.below(ridge(43, 424, 20, .7)) * (press.y < 432), n=.84, t=.35)
    riv = press.mask(("poly", [(0, 446), (700, 438), (1600, 442), (1600, 560), (1060, 640), (700, 720), (330, 900), (0, 900)]))
    press.paint(riv, t=.85, n=.56 + .16 * sstep(.4, .6, fbm(17, press.w, press.h, 12, 3, 9)))
    press.light(riv * sstep(.5, .62, fbm(18, press.w, press.h, 9, 2, 14)) * np.exp(-((press.x - 840) / 330) ** 2) * sstep(760, 440, press.y) * .6, "n", "t")
    press.over(riv * np.exp(-((press.x - 840) / 240) ** 2) * sstep(660, 440, press.y) * .6, s=.6, v=.2)
    floe = sstep(.56, .585, fbm(23, press.w, press.h, 120, 4, 2.4)) * riv
    press.paint(floe, t=.14, n=.02)
    press.over(floe * sstep(.02, .0, np.roll(floe, -5, 0) - floe + .01) * (1 - np.roll(floe, -5, 0)), n=.6)
    # snowy bank with the path
    bank = np.interp(np.arange(WIDTH), [0, 330, 700, 1060, 1600], [1000, 896, 716, 636, 556])
    press.paint(press.below(bank), t=.14 + .18 * sstep(600, 900, press.y), n=.02 + .08 * sstep(700, 900, press.y), v=.04)
    press.over(press.below(bank) * np.exp(-((press.y - bank[None, :] - 6) / 9) ** 2) * .8, n=.5, t=.5)
    press.over(press.below(bank) * sstep(.52, .62, fbm(73, press.w, press.h, 50, 4, 5)) * .4, t=.5, n=.14)
    def edge(o: float) -> list[Point]:
        return [(1500 + o * 12, 590), (1330 + o * 22, 630), (1130 + o * 46, 690), (960 + o * 86, 780), (800 + o * 150, 900)]
    path = press.mask(("poly", edge(-1) + edge(1)[::-1]))
    press.paint(path, n=.26, t=.42, v=.10)
    press.over(path * sstep(.5, .6, fbm(75, press.w, press.h, 18, 3, 3)) * .5, n=.05)
    # lamps along it
    for lx, ly, h in ((1462, 590, 70), (1306, 612, 104), (1090, 668, 160), (838, 790, 290)):
        press.paint(press.mask(("rect", lx - h * .016, ly - h, lx + h * .016, ly), ("line", [(lx, ly - h), (lx + h * .16, ly - h * 1.03)], max(2, h * .03))), n=.95)
        press.light(press.glow(lx + h * .18, ly - h, h * .7, 2.0) * .8, "n", "t")
        press.over(press.glow(lx + h * .18, ly - h, h * .75, 1.3) * .7, s=.8, v=.12)
        press.light(press.mask(("ell", lx - h * .3, ly - h * .06, lx + h * 1.0, ly + h * .2), blur=h * .06) * .35, "n", "t")
        press.over(press.mask(("ell", lx - h * .3, ly - h * .06, lx + h * 1.0, ly + h * .2), blur=h * .06) * .5, s=.5)
        press.paint(press.mask(("ell", lx + h * .12, ly - h * 1.05, lx + h * .26, ly - h * .97)), s=.15)
    # footbridge
    press.paint(press.mask(("line", [(x, 470 - 74 * math.sin(math.pi * (x - 120) / 700)) for x in range(120, 821, 20)], 9), ("line", [(x, 444 - 74 * math.sin(math.pi * (x - 120) / 700)) for x in range(120, 821, 20)], 3),
                   *[("line", [(x, 470 - 74 * math.sin(math.pi * (x - 120) / 700)), (x, 444 - 74 * math.sin(math.pi * (x - 120) / 700))], 2) for x in range(120, 821, 20)],
                   ("rect", 268, 430, 280, 500), ("rect", 660, 430, 672, 496)), n=.95, v=.3)
    # bare trees on the right
    def tree(x: float, b: float, h: float, seed: int) -> None:
        rr = np.random.default_rng(seed)
        segs = []
        def grow(x0: float, y0: float, a: float, ln: float, w: float) -> None:
            x1, y1 = x0 + ln * math.cos(a), y0 - ln * math.sin(a)
            segs.append(("line", [(x0, y0), (x1, y1)], max(1, w)))
            if ln > h * .045:
                for d in (-1, 1):
                    grow(x1, y1, a + d * rr.uniform(.22, .58), ln * rr.uniform(.66, .82), w * .66)
        grow(x, b, math.pi / 2 + rr.uniform(-.06, .06), h * .27, h * .035)
        press.paint(press.mask(*segs), n=.97, v=.2)
    for x, b, h, sd in ((1575, 640, 330, 1), (1420, 740, 560, 2), (1190, 860, 860, 4)):
        tree(x, b, h, sd)
    # walker and dog
    x, yf, t = 1118, 742, 138
    press.over(press.mask(("poly", [(x - 14, yf), (x + 14, yf), (x + 104, yf + 26), (x + 70, yf + 32)]), blur=3) * .5, n=.6)
    press.paint(press.mask(*figure(x, yf, t, 1.3)), n=1)
    press.paint(press.mask(("poly", [(x - 16, yf - .83 * t), (x + 16, yf - .83 * t), (x + 36, yf - .70 * t), (x + 30, yf - .66 * t), (x + 10, yf - .77 * t)])), v=1, n=.1)
    dx, dy = x - 74, yf + 10
    press.paint(press.mask(("ell", dx - 26, dy - 40, dx + 26, dy - 18), ("poly", [(dx - 20, dy - 36), (dx - 40, dy - 56), (dx - 54, dy - 46), (dx - 50, dy - 40), (dx - 26, dy - 26)]), ("line", [(dx + 22, dy - 34), (dx + 42, dy - 54)], 5),
                   *[("rect", dx + k, dy - 26, dx + k + 5, dy) for k in (-22, -14, 12, 20)]), n=1)
    press.over(press.mask(("line", [(dx - 34, dy - 42), (x - 14, yf - .52 * t)], 2)), v=.9, n=.4)

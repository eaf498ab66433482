"""On rails: a platform, a yard, a viaduct."""

# ruff: noqa: PLR0915 -- one picture is one list of strokes, from the back to the front
# Coordinates are read along the line, so the formatter stays out.
# fmt: off

import math

import numpy as np

from scripts.draw_pictures.forms import Cam, figure, trees
from scripts.draw_pictures.press import Print
from scripts.draw_pictures.textures import WIDTH, Ink, Point, fbm, ridge, sstep


def station(press: Print) -> None:
    """A platform at dusk: a train, a carpet, a guard of honour."""
    c = Cam(960, 505, 820, 1.75)
    y = press.y / press.h
    press.add(n=.78 * (1 - sstep(.0, .60, y)), v=.85 * sstep(.08, .5, y) * (1 - .55 * sstep(.45, .6, y)),
          s=.95 * sstep(.2, .56, y))
    cl = sstep(.5, .78, fbm(3, press.w, press.h, 120, 4, 5))
    press.over(cl * sstep(.5, .12, y) * .55, n=.85)
    press.light(press.glow(960, 500, 420, 2.2, 1.25), "n", "v")
    press.light(press.mask(("dot", 985, 478, 46)), "n", "v", "s")
    # platform
    g = (press.y > 505)
    z = 820 * 1.75 / np.clip(press.y - 505, 1, None)
    press.paint(g.astype(float), n=np.clip(.30 + .42 * sstep(60, 400, press.y - 505) + .05 * np.floor(z * 1.0 % 2), 0, 1),
            v=.42 + .2 * np.exp(-((press.x - 980) / 240) ** 2), s=.75)
    press.light(g * np.exp(-((press.x - 985) / (50 + np.clip(press.y - 505, 0, None) * .5)) ** 2) * np.exp(-np.clip(press.y - 505, 0, None) / 330) * .8, "n", "v")
    # far town and hills
    press.paint(press.below(ridge(9, 506, 46, .5)) * (press.y < 506), n=.62, v=.45, s=.5)
    # carpet from the carriage door
    press.paint(press.mask(c.quad((-2.1, 0, 8.2), (2.0, 0, 8.2), (2.0, 0, 9.9), (-2.1, 0, 9.9)),
                   c.quad((.35, 0, 2.6), (2.0, 0, 2.6), (2.0, 0, 9.9), (.35, 0, 9.9))), v=1, s=.35,
            n=.05 + .4 * sstep(620, 900, press.y))
    # train
    body = press.mask(c.quad((-2.3, -.3, 1.6), (-2.3, 3.75, 1.6), (-2.3, 3.75, 160), (-2.3, -.3, 160)))
    press.paint(body, n=.93 - .38 * sstep(420, 940, press.x), t=.5)
    roof = press.mask(c.quad((-2.3, 3.72, 1.6), (-3.2, 4.2, 1.6), (-3.2, 4.2, 160), (-2.3, 3.72, 160)))
    press.paint(roof, n=.98)
    stripe = [c.quad((-2.29, 1.12, 1.6), (-2.29, 1.22, 1.6), (-2.29, 1.22, 160), (-2.29, 1.12, 160))]
    press.paint(press.mask(*stripe), s=.9, n=.25)
    win, edge, doors = [], [], []
    for k in range(60):
        z0 = 3.0 + k * 1.9
        if k % 9 == 3:
            doors.append(c.quad((-2.28, .05, z0), (-2.28, 3.0, z0), (-2.28, 3.0, z0 + 1.3), (-2.28, .05, z0 + 1.3)))
            continue
        if k % 9 == 8:
            edge.append(c.quad((-2.28, -.3, z0 + .3), (-2.28, 3.75, z0 + .3), (-2.28, 3.75, z0 + .75), (-2.28, -.3, z0 + .75)))
            continue
        win.append(c.quad((-2.28, 1.65, z0), (-2.28, 2.75, z0), (-2.28, 2.75, z0 + 1.25), (-2.28, 1.65, z0 + 1.25)))
    press.paint(press.mask(*win), s=.95, v=.22, n=.1 + .3 * sstep(600, 0, press.x))
    frames = [c.quad((-2.27, 1.6, z0 + .6), (-2.27, 2.8, z0 + .6), (-2.27, 2.8, z0 + .66), (-2.27, 1.6, z0 + .66)) for z0 in [3.0 + k * 1.9 for k in range(8)]]
    frames += [c.quad((-2.27, 2.38, 2), (-2.27, 2.42, 2), (-2.27, 2.42, 160), (-2.27, 2.38, 160))]
    press.paint(press.mask(*frames), n=.9, t=.4)
    wx, wy = c(-2.27, 1.65, 3.32)
    press.paint(press.mask(("ell", wx - 34, wy - 150, wx + 34, wy - 66), ("poly", [(wx - 76, wy + 14), (wx - 66, wy - 46), (wx - 22, wy - 66), (wx + 22, wy - 66), (wx + 70, wy - 46), (wx + 84, wy - 2)])), n=.93, t=.3)
    press.paint(press.mask(*edge), n=1)
    press.paint(press.mask(*doors), n=.35, s=1, v=.3)
    # canopy
    press.paint(press.mask(c.quad((.2, 4.5, 2), (8, 5.3, 2), (8, 5.3, 90), (.2, 4.5, 90))), n=.95, v=.35)
    press.paint(press.mask(c.quad((.2, 4.5, 2), (.2, 4.12, 2), (.2, 4.12, 90), (.2, 4.5, 90))), n=.72, v=.6, s=.4)
    for k in range(14, -1, -1):
        z0 = 5 + k * 5.2
        press.paint(press.mask(c.quad((4.35, 0, z0), (4.35, 4.9, z0), (4.62, 4.9, z0), (4.62, 0, z0)),
                       c.quad((4.35, 4.9, z0), (3.2, 4.75, z0), (3.2, 4.62, z0), (4.35, 4.1, z0))), n=.95, v=.3)
        lx, ly = c(2.4, 4.25, z0)
        r = 820 * .16 / z0
        press.light(press.glow(lx, ly, r * 9, 2.4) * .8, "n", "v")
        press.paint(press.mask(("ell", lx - r * 1.6, ly - r, lx + r * 1.6, ly + r)), s=.25)
    # honour guard, shadows towards us
    for k in range(15, -1, -1):
        z0 = 6.3 + k * 1.15
        x, yf = c(2.75, 0, z0)
        t = 820 * 1.86 / z0
        sx = x + (x - 985) * .55
        press.over(press.mask(("poly", [(x - t * .1, yf), (x + t * .1, yf), (sx + t * .2, yf + t * .62), (sx - t * .12, yf + t * .62)]), blur=2) * .8, n=.85)
        press.paint(press.mask(*figure(x, yf, t, .98, True)), n=.99, t=.2)
    x, yf = c(-.3, 0, 8.9)
    t = 820 * 1.74 / 8.9
    press.over(press.mask(("poly", [(x - 16, yf), (x + 16, yf), (x - 20, yf + 110), (x - 80, yf + 110)]), blur=3) * .8, n=.8)
    press.paint(press.mask(*figure(x, yf, t, 1.35)), n=1)
    # wires
    press.over(press.mask(*[("line", [c(a, 6.4, 2.2), c(a, 6.2, 80)], 2) for a in (-1.5, -.6)]), n=.8)


def yard(press: Print) -> None:
    """A rail yard before dawn: a fan of tracks."""
    y = press.y / press.h
    hz = 300
    press.add(n=.90 * sstep(.36, -.05, y) + .12, v=.65 * sstep(.12, .34, y), s=.7 * sstep(.16, .34, y))
    press.light(press.glow(420, 300, 420, 1.8, 1.8) * .6, "n")
    press.paint(press.below(ridge(8, hz + 6, 34, .6)), n=.86, v=.4)
    g = (press.y > hz).astype(float)
    press.paint(g, n=.86 + .08 * sstep(300, 900, press.y), v=.45 * np.exp(-(press.y - hz) / 120), t=.35)
    press.light(g * sstep(.56, .7, fbm(5, press.w, press.h, 10, 3, 2)) * sstep(420, 900, press.y) * .16, "n")
    # tracks: a bundle that fans towards us
    d = np.linspace(.012, 1, 90)
    def track(k: float) -> list[Point]:
        return [(420 + 30 * (k - 6) * t ** .7 * (.3 + .7 * t) * 4.6 + 150 * np.sin(t * 2.4) * (1 - t) * .4 + 520 * t ** 1.5, hz + 610 * t ** 1.55) for t in d]
    for k in range(-3, 15):
        pts = track(k)
        # ties
        ties = []
        for (xa, ya), t in list(zip(pts, d, strict=True))[26::2]:
            w = 44 * t ** 1.25
            ties.append(("line", [(xa - w, ya + 2), (xa + w, ya - 1)], max(1, 7 * t ** 1.6)))
        press.over(press.mask(*ties) * .6, n=.99, v=.1)
        for s in (-1, 1):
            rail = [("poly", [(xa + s * 27 * t ** 1.25 - .8 - 2.6 * t ** 1.4, ya) for (xa, ya), t in zip(pts, d, strict=True)] + [(xa + s * 27 * t ** 1.25 + .8 + 2.0 * t ** 1.4, ya) for (xa, ya), t in list(zip(pts, d, strict=True))[::-1]])]
            m = press.mask(*rail)
            glint = np.exp(-((press.x - 560 - (press.y - hz) * .9) / 330) ** 2)
            press.paint(m, n=.62 - .58 * glint, s=.35 + .5 * glint, v=.28 * sstep(700, 320, press.y))
    # standing wagons on two tracks
    def wagons(k: float, t0: float, t1: float, n: int, hgt: float, tone: float, col: Ink) -> None:
        def q(t: float) -> Point:
            return (float(np.interp(t, d, [p[0] for p in track(k)])), float(np.interp(t, d, [p[1] for p in track(k)])))
        for i in range(n):
            ta, tb = t0 + (t1 - t0) * i / n, t0 + (t1 - t0) * (i + .9) / n
            (xa, ya), (xb, yb) = q(ta), q(tb)
            wa, wb, ha, hb = 34 * ta ** 1.25, 34 * tb ** 1.25, hgt * ta ** 1.25, hgt * tb ** 1.25
            press.paint(press.mask(("poly", [(xa - wa, ya - 6 * ta), (xa - wa, ya - ha), (xb - wb, yb - hb), (xb - wb, yb - 6 * tb)])), n=tone, **col)
            press.paint(press.mask(("poly", [(xa - wa, ya - ha), (xa + wa, ya - ha), (xb + wb, yb - hb), (xb - wb, yb - hb)])), n=tone - .3, **col)
            press.paint(press.mask(("poly", [(xb - wb, yb), (xb + wb, yb), (xb + wb, yb - hb), (xb - wb, yb - hb)])), n=min(1, tone + .06), **col)
    wagons(11, .14, .60, 7, 150, .86, dict(v=.75))
    wagons(3, .12, .40, 5, 150, .90, dict(t=.6))
    # light masts
    for x, b, t in ((250, 372, 190), (760, 352, 150), (1180, 420, 330), (90, 470, 420)):
        press.over(press.mask(("poly", [(x - 2 - t * .008, b), (x - 2, b - t), (x + 2, b - t), (x + 2 + t * .008, b)]), ("rect", x - t * .07, b - t - 4, x + t * .07, b - t + 4)), n=.98)
        for o in (-1, 0, 1):
            press.light(press.glow(x + o * t * .055, b - t, t * .32, 2.2) * .85, "n", "t")
            press.paint(press.mask(("dot", x + o * t * .055, b - t + 2, 2 + t * .014)), s=.25)
    # signals and a walker with a lamp
    for x, b, ink in ((612, 560, "v"), (1010, 640, "s")):
        press.paint(press.mask(("rect", x - 3, b - 90, x + 3, b), ("rect", x - 12, b - 122, x + 12, b - 84)), n=1)
        press.light(press.glow(x, b - 104, 46, 1.8) * .8, "n", "t")
        press.over(press.glow(x, b - 104, 50, 1.2), **{ink: .9})
        press.paint(press.mask(("dot", x, b - 104, 6)), s=.1)
    x, yf, t = 300, 800, 180
    press.paint(press.mask(*figure(x, yf, t, 1.15), ("line", [(x + 22, yf - .7 * t), (x + 40, yf - .42 * t)], 12)), n=1)
    press.light(press.glow(x + 44, yf - .36 * t, 150, 2.0) * .75, "n", "t")
    press.over(press.glow(x + 44, yf - .36 * t, 150, 1.4) * .8, s=.8, v=.3)
    press.paint(press.mask(*figure(x, yf, t, 1.15), ("line", [(x + 22, yf - .7 * t), (x + 40, yf - .42 * t)], 12)), n=1)
    press.paint(press.mask(("rect", x + 36, yf - .44 * t, x + 52, yf - .32 * t)), s=.25)


def viaduct(press: Print) -> None:
    """A sleeper crossing an Alpine viaduct at daybreak."""
    y = press.y / press.h
    press.add(t=.7 * sstep(.55, 0, y), n=.48 * sstep(.5, 0, y), v=.6 * sstep(.12, .55, y), s=.75 * sstep(.16, .5, y))
    press.light(press.glow(420, 330, 460, 1.8, 1.3) * .55, "n", "v")
    for seed, base, h, tone, snow in ((71, 430, 330, .28, 1), (72, 520, 300, .50, .7)):
        r = ridge(seed, base, h, .5)
        m = press.below(r)
        f = fbm(seed, press.w, press.h, 60, 5)
        dd = press.y - r[None, :]
        press.paint(m, n=tone, t=.5, v=.26)
        sn = m * sstep(-.01, .05, np.roll(f, 10, 1) - f) * sstep(150, 10, dd + 70 * (f - .5)) * snow
        press.light(sn * .85, "n", "t")
        press.over(sn * .5, v=.38, s=.42)
    press.light(np.exp(-((press.y - 600) / 80) ** 2) * .55, "n", "t")
    trees(press, lambda x: 640 + 40 * math.sin(x / 210), 3, 300, 40, 90, .74, t=.4, v=.2)
    press.paint(press.below(640 + 40 * np.sin(np.arange(WIDTH) / 210)), n=.72, t=.45, v=.2)
    mist = sstep(.45, .7, fbm(33, press.w, press.h, 90, 4, 5)) * np.exp(-((press.y - 660) / 60) ** 2)
    press.light(mist * .8, "n", "t")
    # the viaduct curves towards us
    def deck(u: float) -> tuple[float, float, float]:
        return (-60 + 1720 * u, 470 - 70 * math.sin(u * 2.2) + 60 * u * u, 1 + 1.1 * u)
    us = np.linspace(0, 1, 140)
    top = [deck(u) for u in us]
    n = 11
    for k in range(n):
        u0, u1 = k / n, (k + 1) / n
        (xa, ya, sa), (xb, yb, _) = deck(u0), deck(u1)
        foot = 660 + 40 * math.sin(xa / 210) + 80 * u0
        pw = 13 * sa
        press.paint(press.mask(("poly", [(xa - pw, ya), (xa + pw, ya), (xa + pw * 1.5, foot + 30), (xa - pw * 1.5, foot + 30)])), n=.72, v=.55, s=.4)
        press.over(press.mask(("poly", [(xa + pw * .1, ya), (xa + pw, ya), (xa + pw * 1.5, foot + 30), (xa + pw * .2, foot + 30)])), n=.94)
        cx, half = (xa + xb) / 2, (xb - xa) / 2 - pw * .9
        spring = (ya + yb) / 2 + 26 + half
        arc = [(cx + half * math.cos(a), spring - half * math.sin(a)) for a in np.linspace(0, math.pi, 24)]
        press.paint(press.mask(("poly", [(xa + pw * .9, ya), (xb - pw * .9, yb), *arc])), n=.86, v=.5, s=.3)
        press.over(press.mask(("line", arc, 5 * sa)), n=.62, v=.6, s=.5)
    press.paint(press.mask(("poly", [(x, yy + 2) for x, yy, _ in top] + [(x, yy + 20 * s) for x, yy, s in top[::-1]])), n=.90, v=.45)
    press.paint(press.mask(("line", [(x, yy + 2) for x, yy, _ in top], 5)), n=.5, v=.6, s=.6)
    # the train
    for k in range(9):
        u0, u1 = .10 + k * .085, .10 + k * .085 + .081
        pts = [deck(u) for u in np.linspace(u0, u1, 8)]
        hgt = 34
        press.paint(press.mask(("poly", [(x, yy - 4) for x, yy, _ in pts] + [(x, yy - hgt * s) for x, yy, s in pts[::-1]])), n=.95, t=.5)
        press.over(press.mask(("poly", [(x, yy - (hgt - 4) * s) for x, yy, s in pts] + [(x, yy - hgt * s) for x, yy, s in pts[::-1]])), n=.6)
        press.paint(press.mask(("poly", [(x, yy - 9 * s) for x, yy, s in pts] + [(x, yy - 11.5 * s) for x, yy, s in pts[::-1]])), v=1, n=.2)
        for j in range(7):
            if (j * 3 + k * 5) % 4 == 0 and k < 8:
                continue
            x, yy, s = deck(u0 + .007 + j * .0102)
            x2 = deck(u0 + .0135 + j * .0102)[0]
            if k < 8:
                press.paint(press.mask(("rect", x, yy - 26 * s, x2, yy - 15 * s)), s=.95, v=.14)
    x, yy, s = deck(.10 + 9 * .085)
    press.light(press.glow(x, yy - 14 * s, 90, 2.2) * .9, "n", "t", "v")
    press.paint(press.mask(("dot", x - 4, yy - 13 * s, 7)), s=.1)
    # near slope with a walker
    sl = np.interp(np.arange(WIDTH), [0, 380, 800, 1600], [760, 800, 860, 900])
    press.paint(press.below(sl), n=.95, t=.3)
    trees(press, lambda x: 790 + x * .05, 9, 26, 130, 300, .97, -30, 330, t=.3)
    trees(press, lambda _: 900, 10, 22, 110, 240, .97, 1180, 1640, t=.3)
    press.paint(press.mask(*figure(560, 836, 96, 1.15), ("line", [(580, 836 - 60), (588, 840)], 4)), n=1)
    press.paint(press.mask(("poly", [(548, 776), (534, 776), (532, 808), (550, 806)])), v=1, n=.06)

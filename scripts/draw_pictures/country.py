"""Under a wide sky: fields, badlands, forests."""

# mypy: allow-redefinition
# ruff: noqa: PLR0915 -- one picture is one list of strokes, from the back to the front
# Coordinates are read along the line, so the formatter stays out.
# fmt: off

import math

import numpy as np

from scripts.draw_pictures.forms import Cam, figure, trees
from scripts.draw_pictures.press import Print, Shape
from scripts.draw_pictures.textures import WIDTH, Ink, fbm, noise, ridge, spline, sstep


def wheat(press: Print) -> None:
    """Grain elevators over a ripe field."""
    y = press.y / press.h
    hz = 500
    press.add(t=.95 * sstep(.55, .0, y), n=.30 * sstep(.3, 0, y), s=.45 * sstep(.3, .56, y), v=.18 * sstep(.42, .57, y))
    f = fbm(23, press.w, press.h, 150, 6, 2.6)
    dens = .50 + .10 * (y * 1.6)
    cl = sstep(dens, dens + .12, f) * sstep(.57, .40, y)
    sh = sstep(0, .12, np.roll(f, -26, 0) - f + .01)
    press.light(cl * .95, "t", "n")
    press.over(cl * sh * .55, n=.38, v=.16, t=.3)
    # field
    fld = (press.y > hz).astype(float)
    u = (press.x - 620) / np.clip(press.y - hz, 1, None)
    rows = .5 + .5 * np.sin(u * 20)
    press.paint(fld, s=1, v=.20 + .30 * sstep(500, 900, press.y) * rows, n=.04 + .26 * sstep(540, 900, press.y) * (1 - rows) ** 1.5)
    st = fbm(7, press.w, press.h, 14, 3, .3)
    press.over(fld * sstep(640, 900, press.y) * sstep(.55, .75, st) * .8, n=.5, v=.5)
    press.light(fld * sstep(620, 860, press.y) * sstep(.60, .78, fbm(8, press.w, press.h, 14, 3, .3)) * .55, "n", "v")
    shadow = sstep(.5, .6, fbm(99, press.w, press.h, 100, 3, 9)) * fld * sstep(880, 560, press.y)
    press.over(shadow * .6, n=.42, t=.3)
    press.paint(press.mask(("rect", 0, hz - 4, WIDTH, hz + 3)), n=.62, t=.4)
    press.paint(press.below(ridge(5, hz + 2, 13, .75)) * (press.y < hz + 3), n=.7, t=.5)
    # elevators and annex
    def elev(x: float, w: float, h: float, tone: float) -> None:
        body = [("rect", x, hz - h * .72, x + w, hz + 4)]
        roof = [("poly", [(x - 3, hz - h * .72), (x + w * .28, hz - h * .86), (x + w * .72, hz - h * .86), (x + w + 3, hz - h * .72)]),
                ("rect", x + w * .28, hz - h * .98, x + w * .72, hz - h * .85), ("poly", [(x + w * .24, hz - h * .97), (x + w * .5, hz - h * 1.06), (x + w * .76, hz - h * .97)])]
        press.paint(press.mask(*body), v=.95, s=.4, n=tone)
        press.paint(press.mask(*roof), n=.72, v=.5)
        press.over(press.mask(("rect", x + w * .6, hz - h * .72, x + w, hz + 4)), n=min(1, tone + .42))
        press.over(press.mask(*[("rect", x, hz - h * .72 + k * h * .09, x + w, hz - h * .72 + k * h * .09 + 1) for k in range(9)]), n=.5)
    elev(1120, 120, 300, .10)
    elev(1290, 100, 250, .16)
    press.paint(press.mask(("rect", 1236, hz - 120, 1292, hz + 4)), n=.45, t=.2)
    for k in range(4):
        x = 1000 + k * 30
        press.paint(press.mask(("rect", x, hz - 84, x + 26, hz + 4), ("ell", x, hz - 96, x + 26, hz - 72)), n=.12 + .05 * k, t=.2)
        press.over(press.mask(("rect", x + 17, hz - 84, x + 26, hz + 4)), n=.5)
    press.over(press.mask(("poly", [(1120, hz + 3), (1390, hz + 3), (1600, hz + 46), (1330, hz + 46)])) * .8, n=.6)
    # fence posts to scale
    for k in range(12):
        x, hh = 340 - 170 * k * (1 + k * .12) * .42, 22 + k * 13
        yb = hz + 14 + k * k * 2.2
        press.paint(press.mask(("rect", x, yb - hh, x + 2 + k * .7, yb)), n=.9)


def canola(press: Print) -> None:
    """A combine and a truck in a canola field."""
    y = press.y / press.h
    hz = 470
    press.add(t=.9 * sstep(.5, 0, y), n=.34 * sstep(.34, 0, y), s=.5 * sstep(.25, .52, y), v=.12 * sstep(.4, .53, y))
    f = fbm(51, press.w, press.h, 170, 6, 3.2)
    cl = sstep(.52 + .1 * y, .64 + .1 * y, f) * sstep(.53, .36, y)
    press.light(cl * .95, "t", "n")
    press.over(cl * sstep(0, .12, np.roll(f, -22, 0) - f + .01) * .5, n=.34, v=.14, t=.3)
    fld = (press.y > hz).astype(float)
    u = (press.x - 1180) / np.clip(press.y - hz, 1, None)
    rows = .5 + .5 * np.sin(u * 9)
    press.paint(fld, s=1, v=.06 + .12 * sstep(560, 900, press.y) * rows, n=.02 + .10 * sstep(560, 900, press.y) * (1 - rows))
    bloom = fbm(52, press.w, press.h, 11, 3, .5)
    press.light(fld * sstep(.56, .72, bloom) * sstep(560, 820, press.y) * .75, "v", "n")
    press.over(fld * sstep(.52, .4, bloom) * sstep(600, 900, press.y) * .5, n=.42, t=.5)
    # the cut part: stubble, in a wedge that runs back to the machine
    cut = press.mask(("poly", [(1180, hz), (1240, hz), (1010, 640), (600, 900), (-60, 900), (-60, 720)]))
    press.paint(cut, s=.85, v=.42 + .18 * rows, n=.08 + .22 * sstep(600, 900, press.y) * rows)
    press.paint(press.below(ridge(6, hz + 1, 11, .7)) * (press.y < hz + 2), n=.66, t=.5)
    press.paint(press.mask(("rect", 0, hz - 3, WIDTH, hz + 2)), n=.55, t=.4)
    # dust
    d = fbm(14, press.w, press.h, 80, 5, 1.7)
    press.light(sstep(.42, .7, d + .55 * press.glow(1150, 520, 330, 1.2, 1.5) - .3) * sstep(690, 560, press.y) * sstep(380, 480, press.y) * .8, "n", "t", "v")
    # combine, going left
    x, b = 820, 680
    press.over(press.mask(("ell", x - 190, b - 14, x + 330, b + 34), blur=8) * .75, n=.75)
    press.paint(press.mask(("poly", [(x - 40, b - 150), (x + 20, b - 196), (x + 250, b - 196), (x + 286, b - 150), (x + 290, b - 62), (x - 40, b - 62)])), v=1, s=.3, n=.06)
    press.over(press.mask(("poly", [(x - 40, b - 92), (x + 290, b - 100), (x + 290, b - 62), (x - 40, b - 62)])), n=.5)
    press.paint(press.mask(("poly", [(x + 40, b - 196), (x + 20, b - 226), (x + 240, b - 226), (x + 222, b - 196)])), n=.74, v=.6)
    press.paint(press.mask(("poly", [(x - 78, b - 172), (x - 62, b - 216), (x + 14, b - 216), (x + 14, b - 96), (x - 78, b - 96)])), n=.92, t=.4)
    press.paint(press.mask(("poly", [(x - 68, b - 168), (x - 54, b - 206), (x - 12, b - 206), (x - 12, b - 130), (x - 68, b - 130)])), t=.4, s=.45)
    press.paint(press.mask(("dot", x - 34, b - 168, 11), ("poly", [(x - 52, b - 130), (x - 44, b - 158), (x - 22, b - 158), (x - 14, b - 130)])), n=1)
    press.paint(press.mask(("line", [(x + 190, b - 196), (x + 330, b - 262), (x + 372, b - 250)], 13)), n=.6, v=.7)
    for wx, r in ((x + 16, 62), (x + 232, 42)):
        press.paint(press.mask(("dot", wx, b - r + 8, r)), n=1)
        press.paint(press.mask(("dot", wx, b - r + 8, r * .46)), s=.9, v=.15, n=.08)
        press.over(press.mask(("dot", wx, b - r + 8, r * .16)), n=.9)
    # header and reel
    press.paint(press.mask(("poly", [(x - 196, b - 40), (x - 78, b - 66), (x - 40, b - 66), (x - 60, b - 4), (x - 214, b + 2)])), n=.94, v=.3)
    cx, cy = x - 176, b - 54
    press.paint(press.mask(*[("line", [(cx, cy), (cx + 44 * math.cos(a), cy + 44 * math.sin(a))], 5) for a in np.arange(0, 6.2, math.pi / 3)],
                   ("line", [(cx + 44 * math.cos(a), cy + 44 * math.sin(a)) for a in np.linspace(0, 6.3, 13)], 6)), v=.9, n=.3)
    # grain truck under the spout
    x, b = 1210, 664
    press.over(press.mask(("ell", x - 60, b - 8, x + 260, b + 22), blur=6) * .7, n=.7)
    press.paint(press.mask(("poly", [(x - 40, b - 108), (x + 150, b - 108), (x + 142, b - 34), (x - 32, b - 34)])), t=.9, n=.34)
    press.paint(press.mask(("poly", [(x - 34, b - 110), (x + 20, b - 134), (x + 90, b - 128), (x + 144, b - 110)])), s=1, v=.12)
    press.paint(press.mask(("poly", [(x + 154, b - 34), (x + 154, b - 118), (x + 204, b - 118), (x + 222, b - 78), (x + 252, b - 70), (x + 252, b - 34)])), n=.9, t=.35)
    press.paint(press.mask(("poly", [(x + 166, b - 82), (x + 166, b - 108), (x + 198, b - 108), (x + 210, b - 82)])), s=.4, t=.3)
    for wx in (x, x + 44, x + 214):
        press.paint(press.mask(("dot", wx, b - 20, 25)), n=1)
        press.paint(press.mask(("dot", wx, b - 20, 9)), s=.5, n=.2)
    # falling seed
    press.paint(press.mask(("poly", [(1186, 432), (1196, 432), (1226, 540), (1200, 540)])), s=1, v=.2)
    # someone standing in the crop
    press.over(press.mask(("poly", [(296, 736), (322, 740), (200, 770), (150, 766)]), blur=3) * .6, n=.7)
    press.paint(press.mask(*figure(310, 740, 150, 1.0, True)), n=.98)


def geese(press: Print) -> None:
    """Geese over a slough at dawn."""
    y = press.y / press.h
    hz = 600
    press.add(t=.62 * sstep(.62, .05, y), n=.30 * sstep(.4, 0, y), s=.85 * sstep(.2, .66, y), v=.62 * sstep(.36, .67, y))
    press.light(press.glow(980, 590, 560, 1.7, 1.6) * .6, "v", "n", "t")
    press.light(press.mask(("dot", 980, 560, 46)), "v", "n", "t", "s")
    press.over(sstep(.5, .7, fbm(6, press.w, press.h, 70, 4, 7)) * sstep(.6, .2, y) * .35, n=.4, t=.5)
    press.paint(press.below(ridge(44, hz, 22, .66)) * (press.y < hz + 5), n=.72, v=.4)
    # slough
    press.paint((press.y > hz).astype(float), s=.80 * sstep(840, hz, press.y), v=.55 * sstep(800, hz, press.y), t=.5 * sstep(660, 860, press.y), n=.10 + .42 * sstep(640, 900, press.y))
    press.light((press.y > hz) * sstep(.48, .62, fbm(15, press.w, press.h, 8, 2, 14)) * np.exp(-((press.x - 980) / (50 + np.clip(press.y - hz, 0, None) * .3)) ** 2) * .95, "n", "v", "t")
    press.over((press.y > hz) * sstep(.54, .66, fbm(16, press.w, press.h, 9, 2, 16)) * .4, n=.5)
    def goose(x: float, yy: float, s: float, up: bool) -> list[Shape]:
        h = s * (.42 if up else -.30)
        return [("poly", [(x + s * .62, yy - s * .05), (x + s * .2, yy + s * .09), (x - s * .42, yy + s * .04), (x - s * .2, yy - s * .07), (x + s * .25, yy - s * .08)]),
                ("line", [(x + s * .5, yy - s * .03), (x + s * .86, yy - s * .11)], max(1.4, s * .07)), ("dot", x + s * .88, yy - s * .12, max(1.2, s * .065)),
                ("poly", [(x + s * .22, yy), (x - s * .02, yy - h * .7), (x - s * .30, yy - h * 1.5), (x - s * .14, yy - h * .55), (x - s * .14, yy)])]
    r = np.random.default_rng(9)
    for ax, ay, n, s, sl in ((1330, 215, 17, 46, .36), (700, 360, 15, 32, .30), (1440, 420, 9, 24, .33), (430, 130, 9, 24, .34), (1020, 420, 9, 17, .3), (620, 440, 7, 14, .3)):
        fl = []
        for k in range(n):
            o = (k + 1) // 2
            side = 1 if k % 2 else -1
            fl += goose(ax - o * s * 1.42 + r.normal(0, s * .12), ay + side * o * s * sl * 1.25 + r.normal(0, s * .1), s, r.random() < .5)
        press.paint(press.mask(*fl), n=.96 if s > 20 else .8, v=.2)
    # geese down on the water
    down = []
    for _ in range(60):
        gx, gz = r.uniform(200, 1560), r.uniform(0, 1) ** 1.5
        gy = hz + 14 + gz * 150
        s = 7 + gz * 30
        down += [("ell", gx - s, gy - s * .34, gx + s, gy + s * .28), ("line", [(gx + s * .7, gy - s * .1), (gx + s * .86, gy - s * .9)], max(1.5, s * .2)), ("dot", gx + s * .95, gy - s * .92, s * .18)]
    press.paint(press.mask(*down), n=.95, v=.3)
    # stubble shore, a farmer and his truck
    sh = np.interp(np.arange(WIDTH), [0, 500, 900, 1600], [700, 770, 840, 872])
    press.paint(press.below(sh), n=.93, v=.5, s=.4)
    st = [("line", [(x, sh[int(x)] + 4), (x + r.normal(0, 3), sh[int(x)] - r.uniform(8, 30))], 2) for x in r.uniform(0, 1599, 420)]
    press.paint(press.mask(*st), n=.95, v=.5)
    x, b = 120, 722
    press.paint(press.mask(("poly", [(x - 100, b - 16), (x - 100, b - 62), (x + 10, b - 62), (x + 10, b - 104), (x + 76, b - 104), (x + 96, b - 62), (x + 148, b - 56), (x + 150, b - 14)]), ("dot", x - 60, b - 12, 22), ("dot", x + 108, b - 12, 22)), n=1)
    press.paint(press.mask(("poly", [(x + 22, b - 64), (x + 22, b - 94), (x + 70, b - 94), (x + 84, b - 64)])), s=.8, v=.3)
    x, yf, t = 392, 768, 156
    press.paint(press.mask(*figure(x, yf, t, 1.15, True), ("line", [(x + 20, yf - .74 * t), (x + 34, yf - .98 * t), (x + 12, yf - .99 * t)], 11)), n=1)
    press.paint(press.mask(("rect", x - 14, yf - .84 * t, x + 14, yf - .79 * t)), v=1, n=.1)


def dig(press: Print) -> None:
    """A skeleton coming out of the badlands."""
    y = press.y / press.h
    press.add(t=.75 * sstep(.42, 0, y), n=.22 * sstep(.3, 0, y), s=.75 * sstep(.12, .44, y), v=.30 * sstep(.2, .46, y))
    press.light(press.mask(("dot", 330, 300, 58)), "n", "v", "t", "s")
    press.light(press.glow(330, 300, 330, 2) * .5, "v", "t", "n")
    def butte(seed: int, base: float, h: float, tone: float, amp: float, per: float, ph: float) -> None:
        """Layered badland: strata follow the height, not the slope."""
        line = ridge(seed, base, h, .47)
        m = press.below(line)
        wob = 9 * (noise(seed + 3, press.w, press.h, 140) - .5)
        band = .5 + .5 * np.sin((press.y + wob) / per + ph)
        dark = (band > .62).astype(float)
        red = (band < .22).astype(float)
        gully = sstep(.5, .66, noise(seed + 9, press.w, press.h, 22, .35))
        press.paint(m, s=.72, v=.30 + .55 * red + .12 * dark, n=tone + .18 * dark + .20 * gully * amp)
    butte(14, 452, 150, .24, .6, 13, 0)
    press.light(np.exp(-((press.y - 440) / 40) ** 2) * .5, "n", "v")
    butte(29, 520, 190, .30, 1, 17, 1.2)
    # near floor
    fl = np.interp(np.arange(WIDTH), [0, 400, 900, 1600], [520, 556, 548, 500])
    m = press.below(fl)
    press.paint(m, s=.82, v=.26 + .2 * sstep(560, 900, press.y), n=.06 + .16 * sstep(600, 900, press.y))
    press.over(m * sstep(.54, .68, fbm(64, press.w, press.h, 26, 4, 4)) * .4, n=.4, v=.5)
    # the quarry: a cut terrace
    q = ("poly", spline([(250, 660), (520, 606), (980, 596), (1320, 640), (1420, 740), (1180, 828), (640, 846), (300, 780)], 10))
    press.paint(press.mask(("poly", [(x, y_ - 16) for x, y_ in q[1]])), n=.52, v=.62, s=.6)
    press.paint(press.mask(q), s=.55, v=.16, n=.02)
    press.over(press.mask(q) * sstep(.5, .62, fbm(66, press.w, press.h, 20, 3, 2)) * .4, n=.18, v=.3)
    # skeleton: a curl of spine, ribs and a skull
    sp = spline([(430, 742), (560, 690), (700, 676), (840, 690), (960, 704), (1070, 690), (1150, 660), (1200, 664)], 10)[:-10]
    bone = dict(n=.80, v=.35)
    seg = []
    for i in range(0, len(sp) - 2, 2):
        k = i / len(sp)
        w = 5 + 17 * math.sin(math.pi * min(1, .12 + k)) ** 1.1
        seg.append(("ell", sp[i][0] - w * .55, sp[i][1] - w * .72, sp[i][0] + w * .55, sp[i][1] + w * .5))
    ribs = []
    for i in range(26, min(48, len(sp) - 2), 2):
        x0, y0 = sp[i]
        h = 96 * math.sin(math.pi * (i - 22) / 30)
        ribs.append(("line", [(x0, y0), (x0 - 18, y0 + h * .45), (x0 - 12, y0 + h * .8), (x0 + 6, y0 + h)], 6))
    limbs = [("line", [(742, 694), (716, 760), (770, 800), (752, 822)], 12), ("line", [(1000, 712), (1010, 766), (980, 800), (1000, 818)], 9), ("ell", 722, 668, 790, 704)]
    ex, ey = sp[-1]
    skull = [("poly", spline([(ex - 10, ey - 14), (ex + 26, ey - 34), (ex + 78, ey - 16), (ex + 128, ey + 12), (ex + 136, ey + 26), (ex + 96, ey + 30), (ex + 44, ey + 24), (ex + 6, ey + 16)], 8))]
    press.over(press.mask(*[("ell", a[1] - 2, a[2] + 12, a[3] + 10, a[4] + 16) for a in seg], blur=4) * .5, n=.5)
    press.paint(press.mask(*seg, *ribs, *limbs, *skull), **bone)
    press.paint(press.mask(("dot", ex + 40, ey - 10, 8), ("ell", ex + 74, ey - 4, ex + 92, ey + 6)), s=.5, n=.04)
    # string grid and pegs
    press.over(press.mask(*[("line", [(x, 612), (x - 90, 850)], 1.4) for x in range(420, 1400, 160)], *[("line", [(300, yy), (1400, yy)], 1.4) for yy in (660, 740, 820)]) * press.mask(q), n=.5)
    # diggers kneeling, one standing with a board
    def kneel(x: float, b: float, t: float, k: int, ink: Ink) -> None:
        press.over(press.mask(("ell", x - .2 * t, b - .03 * t, x + 1.1 * t, b + .10 * t), blur=4) * .5, n=.6)
        press.paint(press.mask(("poly", [(x - .34 * k * t, b), (x + .20 * k * t, b), (x + .24 * k * t, b - .18 * t), (x - .06 * k * t, b - .26 * t), (x - .36 * k * t, b - .10 * t)])), n=.97)
        press.paint(press.mask(("poly", [(x - .20 * k * t, b - .18 * t), (x + .10 * k * t, b - .20 * t), (x + .36 * k * t, b - .58 * t), (x + .20 * k * t, b - .68 * t), (x - .06 * k * t, b - .56 * t)]), ("line", [(x + .26 * k * t, b - .56 * t), (x + .44 * k * t, b - .30 * t), (x + .56 * k * t, b - .06 * t)], .09 * t)), **ink)
        press.paint(press.mask(("dot", x + .38 * k * t, b - .70 * t, .11 * t)), n=1)
        press.paint(press.mask(("ell", x + .38 * k * t - .22 * t, b - .78 * t, x + .38 * k * t + .22 * t, b - .70 * t), ("ell", x + .38 * k * t - .12 * t, b - .86 * t, x + .38 * k * t + .12 * t, b - .70 * t)), s=.9, v=.1, n=.12)
    kneel(560, 664, 118, 1, dict(t=1, n=.3))
    kneel(1050, 826, 150, -1, dict(v=1, s=.2, n=.06))
    kneel(640, 868, 168, 1, dict(n=.92, t=.4))
    x, yf, t = 1010, 640, 150
    press.over(press.mask(("poly", [(x - 12, yf), (x + 12, yf), (x + 210, yf + 20), (x + 180, yf + 30)]), blur=3) * .5, n=.6)
    press.paint(press.mask(*figure(x, yf, t, 1.0, True)), n=.99)
    press.paint(press.mask(("poly", [(x + 12, yf - .62 * t), (x + 50, yf - .66 * t), (x + 52, yf - .46 * t), (x + 14, yf - .44 * t)])), n=.06)
    # plaster buckets and a jacketed block
    press.paint(press.mask(("poly", spline([(1130, 806), (1150, 768), (1210, 756), (1270, 772), (1286, 806), (1210, 818)], 8))), n=.05)
    press.over(press.mask(("poly", spline([(1210, 780), (1270, 772), (1286, 806), (1210, 818)], 8))), n=.35)
    for bx in (1306, 330):
        press.paint(press.mask(("poly", [(bx - 20, 790), (bx + 20, 790), (bx + 15, 832), (bx - 15, 832)])), v=.95, n=.2)


def wildfire(press: Print) -> None:
    """Cars leaving along a forest road under smoke."""
    y = press.y / press.h
    f = fbm(88, press.w, press.h, 150, 6, 1.5)
    press.add(v=.95 * sstep(-.1, .3, y) * .9 + .08, s=.95 * sstep(-.05, .4, y), n=.72 * sstep(.46, 0, y))
    press.over(sstep(.45, .72, f + .10 * np.sin(press.x / 300)) * sstep(.52, .2, y) * .8, n=.86, v=.55)
    press.light(press.glow(560, 424, 520, 1.7, 1.5) * .55, "n", "v")
    press.light(press.mask(("dot", 1130, 176, 40)) * .9, "n")
    press.light(press.glow(1130, 176, 150, 2) * .35, "n")
    for seed, base, h, tone, kk in ((61, 424, 150, .46, .95), (62, 440, 96, .66, .8)):
        press.paint(press.below(ridge(seed, base, h, .5)) * (press.y < 480), n=tone, v=kk, s=.6)
    # the burning ridge
    fl = ridge(62, 440, 96, .5)
    fire = np.exp(-((press.y - fl[None, :] + 5) / 10) ** 2) * sstep(.42, .58, noise(5, press.w, press.h, 60)) * sstep(980, 780, press.x) * sstep(120, 300, press.x)
    press.light(np.clip(fire * 1.2, 0, 1), "n", "v")
    press.over(np.clip(fire * 1.2, 0, 1), s=.8)
    trees(press, lambda x: 470 + 10 * math.sin(x / 90), 7, 420, 40, 92, .82, v=.7, s=.3)
    press.paint((press.y > 466).astype(float), n=.88, v=.6, s=.3)
    # road to us
    c = Cam(900, 440, 900, 2.4)
    press.paint(press.mask(("poly", [(884, 466), (926, 466), (1500, 900), (190, 900)])), n=.66 + .16 * sstep(470, 900, press.y), v=.62, s=.55)
    press.light(press.mask(("poly", [(884, 466), (926, 466), (1180, 900), (420, 900)]), blur=10) * sstep(760, 466, press.y) * .35, "n")
    dash = [c.quad((-.10, 0, z), (.10, 0, z), (.10, 0, z + 1.8), (-.10, 0, z + 1.8)) for z in np.arange(4.4, 80, 4.4)]
    press.paint(press.mask(*dash), s=1, n=.15)
    # cars coming, both lanes toward us; no one goes the other way
    for lane, zs in ((-1.9, np.arange(11.5, 80, 7.0)), (1.9, np.arange(9.0, 80, 9.0))):
        for z in zs[::-1]:
            q = 900 / z
            x, yb = c(lane, 0, z)
            press.paint(press.mask(("poly", [(x - .9 * q, yb), (x - .95 * q, yb - .7 * q), (x - .66 * q, yb - 1.42 * q), (x + .66 * q, yb - 1.42 * q), (x + .95 * q, yb - .7 * q), (x + .9 * q, yb)])), n=1, v=.3)
            press.paint(press.mask(("poly", [(x - .78 * q, yb - .74 * q), (x - .58 * q, yb - 1.32 * q), (x + .58 * q, yb - 1.32 * q), (x + .78 * q, yb - .74 * q)])), n=.55, v=.75, s=.7)
            for s in (-1, 1):
                press.light(press.glow(x + s * .66 * q, yb - .52 * q, max(9, .62 * q), 2.0, 1.3) * .95, "n", "v")
                press.paint(press.mask(("dot", x + s * .66 * q, yb - .52 * q, max(1.5, .13 * q))), s=.18)
            press.light(press.mask(("poly", [(x - .8 * q, yb), (x + .8 * q, yb), (x + 1.3 * q, yb + 1.3 * q), (x - 1.3 * q, yb + 1.3 * q)]), blur=max(2, .12 * q)) * .35, "n")
            if z < 12:
                press.paint(press.mask(("rect", x - .62 * q, yb - 1.66 * q, x + .30 * q, yb - 1.42 * q), ("rect", x - .50 * q, yb - 1.84 * q, x + .10 * q, yb - 1.66 * q)), n=.9, t=.5)
    # near forest both sides
    trees(press, lambda x: 560 + 300 * max(0, (640 - x) / 640), 11, 46, 260, 470, .97, -40, 470, v=.4)
    trees(press, lambda x: 560 + 300 * max(0, (x - 1080) / 520), 12, 40, 260, 480, .97, 1240, 1650, v=.4)
    r = press.rng
    press.light(press.mask(*[("dot", a, b, 1 + 1.8 * k) for a, b, k in zip(r.random(120) * WIDTH, r.random(120) * 640, r.random(120), strict=True)]) * .8, "n", "v")


def airstrip(press: Print) -> None:
    """A ski plane on a northern strip, and a nurse with her bag."""
    y = press.y / press.h
    hz = 520
    press.add(t=.55 * sstep(.45, 0, y), n=.50 * sstep(.42, 0, y), v=.62 * sstep(.18, .56, y), s=.8 * sstep(.2, .52, y))
    press.light(press.glow(1190, 505, 460, 1.8, 1.6) * .7, "n", "v")
    press.light(press.mask(("dot", 1190, 492, 40)), "n", "v", "s")
    press.over(sstep(.5, .7, fbm(9, press.w, press.h, 60, 4, 7)) * sstep(.5, .1, y) * .4, n=.5, v=.3)
    press.paint(press.below(ridge(31, 524, 60, .55)) * (press.y < hz + 4), n=.62, v=.4, t=.2)
    trees(press, lambda _: hz + 6, 5, 260, 26, 66, .86, v=.3)
    g = (press.y > hz).astype(float)
    press.paint(g, t=.16 + .28 * sstep(hz, 900, press.y), n=.02 + .10 * sstep(700, 900, press.y), v=.16 * sstep(720, hz, press.y), s=.14 * sstep(760, hz, press.y))
    drift = fbm(71, press.w, press.h, 40, 4, 6)
    press.over(g * sstep(.5, .6, drift) * .55, t=.5, n=.16)
    press.light(g * sstep(.6, .7, fbm(72, press.w, press.h, 26, 3, 8)) * .6, "t", "n")
    press.light(g * np.exp(-((press.x - 1190) / (60 + np.clip(press.y - hz, 0, None) * .6)) ** 2) * sstep(800, hz, press.y) * .5, "t", "n")
    # ski tracks down the strip
    for k in (-26, 26):
        press.over(press.mask(("poly", [(700 + k * .2, hz + 4), (702 + k * .2, hz + 4), (610 + k * 2.1, 900), (590 + k * 2.1, 900)])) * .75, n=.42, t=.5)
    for i in range(7):
        zz = 1 / (.14 + i * .17)
        for s in (-1, 1):
            x, yy = 690 + s * 640 / zz * .6 - 60 / zz, hz + 300 / zz * .86
            press.paint(press.mask(("rect", x - 3 / zz, yy - 34 / zz, x + 3 / zz, yy), ("rect", x - 9 / zz, yy - 52 / zz, x + 9 / zz, yy - 30 / zz)), v=1, n=.12)
    # the plane, high wing, nose to the left, on skis
    x, b = 900, 738
    press.over(press.mask(("poly", [(x - 250, b + 4), (x + 240, b + 2), (x + 120, b + 52), (x - 420, b + 60)]), blur=7) * .6, n=.55, t=.6)
    press.paint(press.mask(("poly", spline([(x - 262, b - 116), (x - 240, b - 150), (x - 170, b - 164), (x - 132, b - 206), (x + 10, b - 210), (x + 130, b - 168), (x + 330, b - 150), (x + 336, b - 128), (x + 120, b - 92), (x - 60, b - 72), (x - 220, b - 82)], 8))), v=1, s=.2, n=.04)
    body = press.mask(("poly", [(x - 300, b - 112), (x + 340, b - 138), (x + 340, b - 60), (x - 300, b - 60)]))
    press.over(body * (press.plates["v"] > .95), n=.55)
    press.paint(press.mask(("poly", [(x + 250, b - 148), (x + 308, b - 262), (x + 356, b - 262), (x + 338, b - 140)])), v=1, s=.2, n=.16)
    press.paint(press.mask(("poly", [(x + 236, b - 150), (x + 372, b - 162), (x + 380, b - 150), (x + 300, b - 138)])), n=.9, v=.5)
    press.paint(press.mask(("poly", [(x - 216, b - 224), (x + 96, b - 232), (x + 104, b - 214), (x - 208, b - 200)])), n=.95, v=.3)
    press.paint(press.mask(("line", [(x - 70, b - 208), (x - 30, b - 90)], 6), ("line", [(x - 20, b - 210), (x - 26, b - 90)], 4)), n=.9)
    press.paint(press.mask(("poly", [(x - 164, b - 160), (x - 128, b - 198), (x - 92, b - 198), (x - 92, b - 152)]), ("rect", x - 80, b - 196, x - 34, b - 150), ("rect", x - 18, b - 194, x + 24, b - 150), ("poly", [(x + 38, b - 192), (x + 72, b - 178), (x + 72, b - 148), (x + 38, b - 148)])), t=.35, s=.5, n=.08)
    press.paint(press.mask(("dot", x - 112, b - 170, 12), ("poly", [(x - 132, b - 150), (x - 124, b - 162), (x - 100, b - 162), (x - 94, b - 150)])), n=.95)
    press.over(press.mask(("poly", [(x - 240, b - 124), (x + 300, b - 146), (x + 300, b - 138), (x - 240, b - 112)])), n=.0, v=0, s=.1)
    press.paint(press.mask(("poly", [(x - 264, b - 118), (x - 282, b - 112), (x - 264, b - 104)])), n=.95)
    press.over(press.mask(("ell", x - 276, b - 206, x - 262, b - 18), blur=2) * .38, n=.75)
    legs = [("line", [(x - 120, b - 80), (x - 150, b - 14)], 9), ("line", [(x - 60, b - 76), (x - 130, b - 16)], 6), ("line", [(x + 286, b - 134), (x + 296, b - 76)], 6)]
    skis = [("poly", [(x - 262, b - 20), (x - 236, b - 8), (x - 70, b - 6), (x - 64, b + 2), (x - 236, b + 3), (x - 268, b - 14)]), ("poly", [(x + 252, b - 82), (x + 330, b - 76), (x + 330, b - 70), (x + 252, b - 74)])]
    press.paint(press.mask(*legs, *skis), n=.98)
    # nurse with the bag, and her shadow
    fx, fy, t = 470, 800, 190
    press.over(press.mask(("poly", [(fx - 20, fy), (fx + 20, fy), (fx - 170, fy + 62), (fx - 240, fy + 54)]), blur=4) * .65, n=.6, t=.6)
    press.paint(press.mask(*figure(fx, fy, t, 1.35), ("line", [(fx + 26, fy - .7 * t), (fx + 40, fy - .40 * t)], 15)), n=1)
    press.paint(press.mask(("rect", fx + 20, fy - .42 * t, fx + 76, fy - .22 * t)), v=1, n=.06)
    press.light(press.mask(("rect", fx + 44, fy - .38 * t, fx + 52, fy - .26 * t), ("rect", fx + 36, fy - .34 * t, fx + 60, fy - .30 * t)), "v", "n")
    press.paint(press.mask(("ell", fx - 17, fy - 1.02 * t, fx + 15, fy - .93 * t)), v=.95, n=.2)
    # windsock
    press.paint(press.mask(("rect", 176, 372, 181, 610)), n=.95)
    press.paint(press.mask(("poly", [(181, 374), (300, 400), (302, 424), (181, 420)])), v=1, n=.04)
    press.light(press.mask(("poly", [(214, 381), (244, 388), (245, 421), (215, 420)])) * .9, "v", "n")

"""Indoors: corridors, halls, rinks."""

# mypy: allow-redefinition
# ruff: noqa: C901, PLR0915 -- one picture is one list of strokes, from the back to the front
# Coordinates are read along the line, so the formatter stays out.
# fmt: off

import math

import numpy as np

from scripts.draw_pictures.forms import Cam, figure
from scripts.draw_pictures.press import Print, Shape
from scripts.draw_pictures.textures import WIDTH, Point3, fbm, ridge, spline, sstep


def corridor(press: Print) -> None:
    """A hospital corridor at night."""
    c = Cam(800, 410, 900, 1.6)
    press.add(n=.2, t=.55)
    zf = 34
    press.paint(press.mask(c.quad((-2.2, 0, 2), (2.2, 0, 2), (2.2, 0, zf), (-2.2, 0, zf))), n=.52 - .34 * np.exp(-((press.x - 800) / 260) ** 2), t=.7)
    press.paint(press.mask(c.quad((-2.2, 2.9, 2), (2.2, 2.9, 2), (2.2, 2.9, zf), (-2.2, 2.9, zf))), n=.5, t=.6)
    press.paint(press.mask(c.quad((-2.2, 0, 1.5), (-2.2, 2.9, 1.5), (-2.2, 2.9, zf), (-2.2, 0, zf))), n=.62 * sstep(800, 0, press.x) + .06, t=.5)
    press.paint(press.mask(c.quad((2.2, 0, 1.5), (2.2, 2.9, 1.5), (2.2, 2.9, zf), (2.2, 0, zf))), n=.16 + .30 * sstep(800, 1600, press.x), t=.42)
    for s in (-1, 1):
        press.paint(press.mask(c.quad((s * 2.19, .9, 1.5), (s * 2.19, 1.02, 1.5), (s * 2.19, 1.02, zf), (s * 2.19, .9, zf))), n=.85, t=.3)
        press.over(press.mask(c.quad((s * 2.19, 0, 1.5), (s * 2.19, .16, 1.5), (s * 2.19, .16, zf), (s * 2.19, 0, zf))), n=.85)
    for k in range(9, -1, -1):
        z0 = 3.4 + k * 3.3
        press.paint(press.mask(c.quad((-.55, 2.89, z0), (.55, 2.89, z0), (.55, 2.89, z0 + 1.7), (-.55, 2.89, z0 + 1.7))), n=0)
        press.light(press.mask(c.quad((-.5, 0, z0 + .3), (.5, 0, z0 + .3), (.5, 0, z0 + 1.4), (-.5, 0, z0 + 1.4)), blur=4) * .75, "n", "t")
        for s in (-1, 1):
            zd = z0 + (1.4 if s > 0 else .2)
            press.paint(press.mask(c.quad((s * 2.18, 0, zd), (s * 2.18, 2.2, zd), (s * 2.18, 2.2, zd + 1.15), (s * 2.18, 0, zd + 1.15))), n=.72 if s < 0 else .48, t=.6)
            if k % 3 == (1 if s < 0 else 0):
                press.paint(press.mask(c.quad((s * 2.17, .05, zd + .1), (s * 2.17, 2.12, zd + .1), (s * 2.17, 2.12, zd + 1.05), (s * 2.17, .05, zd + 1.05))), s=.85, v=.12)
                press.light(press.mask(c.quad((s * 2.1, 0, zd), (s * .6, 0, zd - .6), (s * .6, 0, zd + .9), (s * 2.1, 0, zd + 1.1)), blur=6) * .5, "n", "t")
                press.over(press.mask(c.quad((s * 2.1, 0, zd), (s * .6, 0, zd - .6), (s * .6, 0, zd + .9), (s * 2.1, 0, zd + 1.1)), blur=6) * .7, s=.7)
            else:
                press.paint(press.mask(c.quad((s * 2.17, 1.25, zd + .35), (s * 2.17, 1.9, zd + .35), (s * 2.17, 1.9, zd + .8), (s * 2.17, 1.25, zd + .8))), t=.25)
    press.paint(press.mask(c.quad((-2.2, 0, zf), (2.2, 0, zf), (2.2, 2.9, zf), (-2.2, 2.9, zf))), n=.35, t=.5)
    press.paint(press.mask(c.quad((-1.1, 0, zf), (1.1, 0, zf), (1.1, 2.3, zf), (-1.1, 2.3, zf))), n=0)
    press.light(press.glow(800, 408, 210, 2.4) * .95)
    # sign
    x, y = c(-1.15, 2.62, 8)
    press.paint(press.mask(("rect", x - 66, y - 24, x + 66, y + 24)), v=1, n=.12)
    press.paint(press.mask(("rect", x - 5, y - 15, x + 5, y + 15), ("rect", x - 15, y - 5, x + 15, y + 5)), n=0)
    # bed against the left wall
    def bed(*q: Point3) -> Shape:
        return c.quad(*q)
    press.over(press.mask(bed((-2.1, 0, 4.4), (-.9, 0, 4.4), (-.9, 0, 7), (-2.1, 0, 7)), blur=8) * .75, n=.85)
    press.paint(press.mask(bed((-2.0, .62, 4.5), (-1.05, .62, 4.5), (-1.05, .62, 6.7), (-2.0, .62, 6.7))), n=.05, t=.18)
    press.paint(press.mask(bed((-1.05, .62, 4.5), (-1.05, .44, 4.5), (-1.05, .44, 6.7), (-1.05, .62, 6.7)), bed((-2.0, .62, 4.5), (-1.05, .62, 4.5), (-1.05, .42, 4.5), (-2.0, .42, 4.5))), n=.55, t=.5)
    press.paint(press.mask(("line", [c(-1.05, .85, 4.5), c(-1.05, .85, 6.7)], 4), *[("line", [c(-1.05, .85, z), c(-1.05, .1, z)], 4) for z in (4.5, 5.6, 6.7)],
                   ("line", [c(-2.0, .5, 4.5), c(-2.0, .06, 4.5)], 4), *[("dot", *c(a, .07, b), 900 * .07 / b) for a, b in ((-2, 4.5), (-1.05, 4.5), (-1.05, 6.7))]), n=.9)
    # a nurse walking towards the light
    x, yf = c(.55, 0, 12.5)
    t = 900 * 1.7 / 12.5
    press.over(press.mask(("poly", [(x - 12, yf), (x + 12, yf), (x + 20, yf + 96), (x - 10, yf + 96)]), blur=3) * .7, n=.8)
    press.paint(press.mask(*figure(x, yf, t, .95)), n=.97)


def rink(press: Print) -> None:
    """A hockey game seen from high in the stands."""
    c = Cam(700, -120, 1150, 15)
    press.add(n=.97, t=.25)
    def ell(cx: float, cz: float, r: float, w: float) -> Shape:
        return ("line", [c(cx + r * math.cos(a), 0, cz + r * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 90)], w)
    d = press.rng
    dots = [("dot", d.random() * WIDTH, d.random() ** .8 * 205, 2.2 + 2.6 * d.random()) for _ in range(900)]
    press.light(press.mask(*dots[:420]) * .38, "n")
    press.over(press.mask(*dots[420:560]), v=.9, n=.45)
    ice = press.mask(c.quad((-17, 0, 17), (24, 0, 17), (24, 0, 46), (-17, 0, 46)))
    ice = np.maximum(ice, (press.y > 300).astype(float) * (press.y > 10))
    iceband = (press.y > 262).astype(float)
    press.paint(iceband, t=.26 + .22 * fbm(4, press.w, press.h, 220, 3, 2) * sstep(900, 300, press.y), n=.02 + .24 * sstep(500, 1500, np.hypot(press.x - 620, (press.y - 560) * 1.7)))
    # skate marks
    mk = []
    for _ in range(170):
        x0, z0, r, a = d.uniform(-16, 20), d.uniform(15, 44), d.uniform(2, 9), d.uniform(0, 6.3)
        mk.append(("line", [c(x0 + r * math.cos(a + t), 0, max(9, z0 + r * math.sin(a + t))) for t in np.linspace(0, d.uniform(.25, .9), 10)], 1.1))
    press.light(press.mask(*mk) * .7, "t", "n")
    def line(x: float, w: float) -> Shape:
        return c.quad((x - w, 0, 13), (x + w, 0, 13), (x + w, 0, 47), (x - w, 0, 47))
    press.paint(press.mask(line(0, .30)) * iceband, v=.95, n=.04)
    press.light(press.mask(*[c.quad((-.12, 0, z0), (.12, 0, z0), (.12, 0, z0 + .8), (-.12, 0, z0 + .8)) for z0 in np.arange(13, 47, 1.6)]) * iceband, "v", "n")
    for x in (-9.5, 9.5):
        press.paint(press.mask(line(x, .30)) * iceband, t=1, n=.42)
    press.paint(press.mask(ell(0, 27, 4.5, 5)), t=.9, n=.4)
    press.paint(press.mask(("dot", *c(0, 0, 27), 7)), v=1)
    for x, z0 in ((17, 20), (17, 36), (-17, 36), (-17, 20)):
        press.paint(press.mask(ell(x, z0, 4.5, 4)), v=.9)
    # boards
    press.paint(press.mask(("rect", 0, 222, WIDTH, 268)), n=.10, t=.12)
    press.paint(press.mask(("rect", 0, 258, WIDTH, 268)), s=.95, n=.06)
    press.over(press.mask(*[("rect", x, 222, x + 3, 268) for x in range(40, 1600, 190)]), n=.7)
    for k, x in enumerate(range(70, 1600, 190)):
        press.over(press.mask(("rect", x, 234, x + [96, 60, 110, 74][k % 4], 247)), **{["v", "n", "t", "n"][k % 4]: .85})
    press.over(press.mask(("rect", 0, 150, WIDTH, 222)) * .5, t=.5, n=.72)
    press.light(press.mask(("rect", 0, 149, WIDTH, 152)) * .5, "n")
    # players, each with two shadows
    def player(x: float, z0: float, team: int, a: float) -> None:
        px, py = c(x, 0, z0)
        t = 1150 * 1.9 / z0 * .80
        dx = math.cos(a)
        for sx, sy, k in ((-1.25, .34, .5), (1.05, .42, .32)):
            press.over(press.mask(("poly", [(px - .12 * t, py), (px + .16 * t, py), (px + sx * t + .12 * t, py + sy * t), (px + sx * t - .16 * t, py + sy * t)]), blur=2.5) * k, n=.75)
        torso = [("poly", [(px + .30 * dx * t - .17 * t, py - .80 * t), (px + .30 * dx * t + .17 * t, py - .78 * t), (px + .16 * t + .08 * dx * t, py - .38 * t), (px - .17 * t + .08 * dx * t, py - .38 * t)]),
                 ("poly", [(px + .3 * dx * t + .1 * t, py - .76 * t), (px + .3 * dx * t + .36 * dx * t, py - .46 * t), (px + .3 * dx * t + .26 * dx * t, py - .42 * t), (px + .3 * dx * t - .06 * t, py - .66 * t)])]
        legs = [("poly", [(px - .17 * t + .08 * dx * t, py - .42 * t), (px + .02 * t, py - .42 * t), (px - .18 * t, py - .18 * t), (px - .36 * dx * t, py + .02 * t), (px - .36 * dx * t - .10 * t, py), (px - .3 * t, py - .2 * t)]),
                ("poly", [(px, py - .42 * t), (px + .17 * t + .08 * dx * t, py - .42 * t), (px + .24 * t, py - .16 * t), (px + .22 * dx * t + .14 * t, py + .04 * t), (px + .22 * dx * t, py + .04 * t), (px + .06 * t, py - .16 * t)])]
        head = [("dot", px + .36 * dx * t, py - .90 * t, .115 * t)]
        stick = [("line", [(px + .5 * dx * t, py - .5 * t), (px + .95 * dx * t, py + .10 * t), (px + 1.12 * dx * t, py + .11 * t)], max(2, .03 * t))]
        press.paint(press.mask(*legs), n=.95)
        press.paint(press.mask(*stick), n=.9)
        press.paint(press.mask(*torso), **({"v": 1, "s": .3, "n": .05} if team else {"n": .9, "t": .6}))
        press.paint(press.mask(*head), **({"v": 1, "n": .25} if team else {"n": 1}))
    for x, z0, tm, a in ((-8, 40, 0, 0), (12, 38, 1, 3.1), (4.5, 31, 0, 3.0), (-4, 24, 1, .1), (-1.2, 23.6, 0, 3.0), (7.5, 22, 1, 3.3), (15, 27, 0, 3.1), (-11, 27, 1, 0)):
        player(x, z0, tm, a)
    press.paint(press.mask(("ell", c(-2.6, 0, 22.4)[0] - 7, c(-2.6, 0, 22.4)[1] - 3, c(-2.6, 0, 22.4)[0] + 7, c(-2.6, 0, 22.4)[1] + 4)), n=1)


def curling(press: Print) -> None:
    """Two sweepers, a stone and the house beyond."""
    c = Cam(800, 250, 1000, 1.3)
    press.add(n=.96, t=.3)
    d = press.rng
    press.light(press.mask(*[("dot", d.random() * WIDTH, d.random() * 150, 2 + 3 * d.random()) for _ in range(260)]) * .34, "n")
    press.over(press.mask(*[("dot", d.random() * WIDTH, d.random() * 150, 3) for _ in range(60)]), v=.9, n=.4)
    press.paint(press.mask(("rect", 0, 176, WIDTH, 262)), t=.55, n=.62)
    press.paint(press.mask(("rect", 0, 176, WIDTH, 184)), s=.9, n=.1)
    r = np.random.default_rng(3)
    x = 20
    while x < WIDTH:
        wd = r.uniform(70, 170)
        press.over(press.mask(("rect", x, 202, x + wd, 240)), **{str(r.choice(["v", "n", "t", "s"])): .8})
        x += wd + r.uniform(20, 60)
    ice = (press.y > 262).astype(float)
    press.paint(ice, t=.30 - .14 * sstep(262, 900, press.y) + .16 * fbm(4, press.w, press.h, 200, 3, 3), n=.03 + .20 * sstep(420, 1100, np.abs(press.x - 760)))
    # lamps mirrored in the ice
    for lx in (240, 560, 860, 1160, 1430):
        press.light(ice * np.exp(-((press.x - lx) / 46) ** 2) * sstep(262, 300, press.y) * sstep(760, 300, press.y) * .75, "t", "n")
    # pebble
    press.light(ice * sstep(.60, .74, fbm(77, press.w, press.h, 5, 2, 2.4)) * sstep(420, 900, press.y) * .7, "t", "n")
    def ring(cx: float, cz: float, rad: float) -> Shape:
        return ("poly", [c(cx + rad * math.cos(a), 0, cz + rad * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 120)])
    for cx, tone in ((-9.4, .3), (9.4, .3), (0, 0)):
        z0 = 12.4
        press.paint(press.mask(ring(cx, z0, 3.66)), t=1, n=.22 + tone)
        press.paint(press.mask(ring(cx, z0, 2.44)), t=.18, n=.02 + tone * .3)
        press.paint(press.mask(ring(cx, z0, 1.22)), v=1, n=.04 + tone)
        press.paint(press.mask(ring(cx, z0, .36)), t=.1)
        press.over(press.mask(c.quad((cx - .03, 0, 1.4), (cx + .03, 0, 1.4), (cx + .03, 0, 19), (cx - .03, 0, 19)),
                      c.quad((cx - 4.3, 0, z0 - .04), (cx + 4.3, 0, z0 - .04), (cx + 4.3, 0, z0 + .05), (cx - 4.3, 0, z0 + .05))), n=.6)
    for s in (-4.6, 4.6):
        press.paint(press.mask(c.quad((s - .14, 0, 1.2), (s + .14, 0, 1.2), (s + .14, 0, 22), (s - .14, 0, 22))), n=.75, t=.4)
    press.paint(press.mask(c.quad((-4.4, 0, 5.0), (4.4, 0, 5.0), (4.4, 0, 5.12), (-4.4, 0, 5.12))), v=.95)
    def stone(x: float, z: float, ink: str) -> None:
        sx, sy = c(x, 0, z)
        q = 1000 / z
        press.over(press.mask(("ell", sx - .36 * q, sy - .02 * q, sx + .40 * q, sy + .12 * q), blur=max(1, .03 * q)) * .7, n=.8)
        press.light(press.mask(("ell", sx - .2 * q, sy + .08 * q, sx + .2 * q, sy + .34 * q), blur=max(1, .04 * q)) * .25, "t")
        press.paint(press.mask(("ell", sx - .30 * q, sy - .17 * q, sx + .30 * q, sy + .09 * q), ("rect", sx - .30 * q, sy - .15 * q, sx + .30 * q, sy - .05 * q), ("ell", sx - .30 * q, sy - .29 * q, sx + .30 * q, sy - .03 * q)), n=.80, t=.35)
        press.over(press.mask(("rect", sx - .30 * q, sy - .13 * q, sx + .30 * q, sy - .09 * q)), n=.42)
        press.paint(press.mask(("ell", sx - .28 * q, sy - .285 * q, sx + .28 * q, sy - .06 * q)), n=.34, t=.35)
        press.paint(press.mask(("ell", sx - .17 * q, sy - .25 * q, sx + .17 * q, sy - .11 * q)), **{ink: 1, "n": .08})
        press.paint(press.mask(("line", [(sx, sy - .18 * q), (sx, sy - .36 * q), (sx - .05 * q, sy - .40 * q), (sx - .24 * q, sy - .40 * q)], max(2, .06 * q))), **{ink: 1, "n": .3})
    for x, z, ink in ((1.6, 13.6, "s"), (-.9, 11.2, "v"), (-2.0, 13.2, "s"), (.5, 12.0, "s"), (2.6, 10.6, "v")):
        stone(x, z, ink)
    # the skip, with a broom for a target
    x, yf = c(-.6, 0, 15.2)
    t = 1000 * 1.75 / 15.2
    press.over(press.mask(("poly", [(x - 14, yf), (x + 14, yf), (x + 60, yf + 36), (x + 26, yf + 40)]), blur=2) * .5, n=.7)
    press.paint(press.mask(*figure(x, yf, t, .95), ("line", [(x + 14, yf - .7 * t), (x + 46, yf)], 4), ("rect", x + 36, yf - 5, x + 60, yf + 3)), n=1)
    # two sweepers bent over their brooms, and the stone
    def sweeper(x: float, z: float, side: int) -> None:
        sx, sy = c(x, 0, z)
        t = 1000 * 1.72 / z
        k = side
        press.over(press.mask(("ell", sx - .42 * t, sy - .05 * t, sx + .46 * t, sy + .10 * t), blur=6) * .5, n=.7)
        press.paint(press.mask(("poly", [(sx - .10 * t, sy), (sx - .02 * t, sy), (sx + .07 * t, sy - .27 * t), (sx + .02 * t, sy - .50 * t), (sx - .13 * t, sy - .50 * t), (sx - .12 * t, sy - .26 * t)]),
                       ("poly", [(sx + k * .22 * t, sy + .02 * t), (sx + k * .13 * t, sy + .02 * t), (sx + k * .03 * t, sy - .28 * t), (sx - .06 * t, sy - .48 * t), (sx + .08 * t, sy - .50 * t), (sx + k * .16 * t, sy - .26 * t)])), n=.98)
        press.paint(press.mask(("line", [(sx - k * .34 * t, sy - .72 * t), (sx - k * .52 * t, sy + .05 * t)], max(3, .022 * t)), ("rect", sx - k * .52 * t - .10 * t, sy + .02 * t, sx - k * .52 * t + .10 * t, sy + .07 * t)), n=.85, s=.4)
        press.paint(press.mask(("poly", [(sx + .06 * t, sy - .46 * t), (sx - .14 * t, sy - .46 * t), (sx - k * .20 * t - .10 * t, sy - .70 * t), (sx - k * .24 * t, sy - .82 * t), (sx - k * .10 * t + .06 * t, sy - .80 * t), (sx + .10 * t, sy - .60 * t)]),
                       ("line", [(sx - k * .20 * t, sy - .74 * t), (sx - k * .37 * t, sy - .56 * t), (sx - k * .38 * t, sy - .50 * t)], .07 * t), ("line", [(sx - k * .10 * t, sy - .70 * t), (sx - k * .26 * t, sy - .46 * t), (sx - k * .43 * t, sy - .34 * t)], .07 * t)), v=1, s=.3, n=.06)
        press.paint(press.mask(("dot", sx - k * .27 * t, sy - .855 * t, .072 * t), ("line", [(sx - k * .14 * t, sy - .78 * t), (sx - k * .25 * t, sy - .84 * t)], .06 * t)), n=1)
    sweeper(-1.35, 4.6, -1)
    sweeper(1.55, 5.1, 1)
    stone(.1, 3.35, "v")


def library(press: Print) -> None:
    """A reading room with lamps and one reader."""
    c = Cam(800, 560, 760, 1.5)
    press.add(n=.86, v=.3)
    zf, w, hgt = 26, 8.2, 11.5
    press.paint(press.mask(c.quad((-w, 0, 2), (w, 0, 2), (w, 0, zf), (-w, 0, zf))), n=.92 - .16 * np.exp(-((press.x - 800) / 330) ** 2), v=.62, s=.6)
    press.paint(press.mask(c.quad((-w, hgt, 2), (w, hgt, 2), (w, hgt, zf), (-w, hgt, zf))), n=.98, v=.3)
    press.paint(press.mask(c.quad((-w, 0, zf), (w, 0, zf), (w, hgt, zf), (-w, hgt, zf))), n=.94, v=.6, s=.4)
    def arch(cx: float, half: float, y0: float, y1: float, z: float) -> Shape:
        top = [(cx + half * math.cos(a), y1 + half * math.sin(a), z) for a in np.linspace(0, math.pi, 18)]
        return ("poly", [c(cx + half, y0, z)] + [c(*p) for p in top] + [c(cx - half, y0, z)])
    # end windows: snow light
    glow = press.glow(800, 380, 620, 1.4, 1.2)
    press.light(glow * .16, "n")
    win = [arch(cx, 1.75, 2.4, 6.9, zf) for cx in (-4.6, 0, 4.6)]
    m = press.mask(*win)
    press.paint(m, t=.62 * sstep(460, 250, press.y), s=.55 * sstep(250, 480, press.y), v=.18 * sstep(330, 490, press.y))
    press.over(m * press.below(ridge(19, 470, 40, .6)), n=.55, t=.5)
    bars = [("rect", c(cx - .06, 0, zf)[0], c(0, 8.7, zf)[1], c(cx + .06, 0, zf)[0], c(0, 2.4, zf)[1]) for k in (-4.6, 0, 4.6) for cx in (k - .85, k, k + .85)]
    bars += [("rect", c(-6.4, 0, zf)[0], c(0, yy, zf)[1], c(6.4, 0, zf)[0], c(0, yy - .1, zf)[1]) for yy in (4.0, 5.5, 7.0)]
    press.over(press.mask(*bars) * m, n=.88)
    # side walls: bays of shelves under arches, a gallery rail between
    for s in (-1, 1):
        press.paint(press.mask(c.quad((s * w, 0, 1.5), (s * w, hgt, 1.5), (s * w, hgt, zf), (s * w, 0, zf))), n=.95, v=.6, s=.3)
        for k in range(7, -1, -1):
            z0 = 4.2 + k * 2.8
            for y0, y1 in ((.3, 4.2), (5.2, 9.2)):
                press.paint(press.mask(c.quad((s * (w - .02), y0, z0), (s * (w - .02), y1, z0), (s * (w - .02), y1, z0 + 2.2), (s * (w - .02), y0, z0 + 2.2))), n=.97, v=.3)
                spines: dict[str, list[Shape]] = {"v": [], "s": [], "t": []}
                r = np.random.default_rng(90 + k + (0 if s > 0 else 20) + int(y0))
                for row in range(5):
                    yb = y0 + .12 + row * (y1 - y0) / 5
                    zz = z0 + .08
                    while zz < z0 + 2.05:
                        wd, hh = r.uniform(.10, .26), r.uniform(.45, .66)
                        if r.random() < .86:
                            spines[str(r.choice(["v", "s", "t"]))].append(c.quad((s * (w - .04), yb, zz), (s * (w - .04), yb + hh, zz), (s * (w - .04), yb + hh, zz + wd * .8), (s * (w - .04), yb, zz + wd * .8)))
                        zz += wd
                for ink, sh in spines.items():
                    press.paint(press.mask(*sh), **{ink: .9, "n": .28 + .05 * k + (.14 if y0 > 1 else 0)})
        press.paint(press.mask(c.quad((s * (w - 1.1), 4.55, 1.5), (s * (w - 1.1), 4.85, 1.5), (s * (w - 1.1), 4.85, zf), (s * (w - 1.1), 4.55, zf))), n=.9, s=.5, v=.4)
        press.paint(press.mask(c.quad((s * (w - 1.1), 4.85, 1.5), (s * w, 4.85, 1.5), (s * w, 4.85, zf), (s * (w - 1.1), 4.85, zf))), n=.98)
        press.over(press.mask(*[("line", [c(s * (w - 1.1), 4.85, z), c(s * (w - 1.1), 5.75, z)], max(1, 24 / z)) for z in np.arange(3, zf, .55)],
                      ("line", [c(s * (w - 1.1), 5.75, 2), c(s * (w - 1.1), 5.75, zf)], 3)), n=1)
    # window light on the floor
    press.light(press.mask(c.quad((-1.6, 0, zf), (1.6, 0, zf), (2.6, 0, 5), (-2.6, 0, 5)), blur=12) * .5, "n", "t")
    # tables with lamps, far to near
    for k in range(6, -1, -1):
        z0 = 5.4 + k * 2.7
        for s in (-1, 1):
            x0, x1 = s * 1.5, s * 6.2
            press.over(press.mask(c.quad((x0, 0, z0), (x1, 0, z0), (x1, 0, z0 + 1.5), (x0, 0, z0 + 1.5)), blur=5) * .6, n=.95)
            press.paint(press.mask(c.quad((x0, .9, z0), (x1, .9, z0), (x1, .9, z0 + 1.4), (x0, .9, z0 + 1.4))), n=.36, v=.62, s=.75)
            press.paint(press.mask(c.quad((x0, .9, z0), (x1, .9, z0), (x1, .74, z0), (x0, .74, z0))), n=.88, v=.6)
            press.paint(press.mask(*[c.quad((a - .07, .74, z0), (a + .07, .74, z0), (a + .07, 0, z0), (a - .07, 0, z0)) for a in (x0 + s * .25, x1 - s * .25)]), n=.95, v=.4)
            for a in (s * 2.6, s * 4.6):
                lx, ly = c(a, 1.52, z0 + .7)
                q = 760 / z0
                press.light(press.glow(lx, ly + .42 * q, q * .95, 1.7, 1.5) * .75, "n")
                press.over(press.glow(lx, ly + .5 * q, q * .9, 1.4, 1.5) * .8, s=.9)
                press.paint(press.mask(("rect", lx - .03 * q, ly, lx + .03 * q, ly + .62 * q), ("ell", lx - .14 * q, ly + .57 * q, lx + .14 * q, ly + .66 * q)), n=.9, s=.5)
                press.paint(press.mask(("poly", [(lx - .20 * q, ly - .12 * q), (lx + .20 * q, ly - .12 * q), (lx + .36 * q, ly + .07 * q), (lx - .36 * q, ly + .07 * q)])), t=1, n=.26)
                press.paint(press.mask(("rect", lx - .33 * q, ly + .055 * q, lx + .33 * q, ly + .09 * q)), s=.3)
            if s == 1 and k == 0:
                hx, hy = c(3.6, 1.62, z0 + 1.7)
                q = 760 / (z0 + 1.7)
                press.paint(press.mask(("ell", hx - .17 * q, hy - .22 * q, hx + .17 * q, hy + .2 * q), ("poly", [(hx - .09 * q, hy + .1 * q), (hx + .09 * q, hy + .1 * q), (hx + .46 * q, hy + .36 * q), (hx + .54 * q, hy + .78 * q), (hx - .54 * q, hy + .78 * q), (hx - .46 * q, hy + .36 * q)])), n=1, v=.2)
                press.paint(press.mask(("poly", [(hx - .34 * q, hy + .80 * q), (hx, hy + .86 * q), (hx + .34 * q, hy + .80 * q), (hx + .30 * q, hy + .66 * q), (hx, hy + .72 * q), (hx - .30 * q, hy + .66 * q)])), s=.08)


def stage(press: Print) -> None:
    """A band, its lights and its crowd."""
    press.add(n=.985, v=.2)
    beams = [(260, "v", 620), (470, "t", 700), (690, "v", 740), (910, "v", 860), (1130, "t", 900), (1340, "v", 980)]
    for x, k, tx in beams:
        d = 760
        sp = 190
        m = press.mask(("poly", [(x - 7, 66), (x + 7, 66), (tx + sp, d), (tx - sp, d)]), blur=9)
        fall = sstep(900, 40, press.y) ** .8
        press.light(m * fall * .62, "n")
        press.over(m * .8, **{k: .9 if k == "v" else .8, ("t" if k == "v" else "v"): .05})
    hz = fbm(40, press.w, press.h, 160, 4, 2)
    press.over(sstep(.45, .75, hz) * sstep(700, 300, press.y) * .25, n=.95)
    press.light(press.glow(800, 560, 400, 1.8, 1.3) * .88, "n")
    press.over(press.glow(800, 560, 430, .8, 1.5) * .9, s=.75)
    press.light(press.glow(800, 520, 210, 1.6, 1.1) * .8, "v", "t")
    # rig
    rig = [("rect", 140, 44, 1460, 50), ("rect", 140, 74, 1460, 80)] + [("line", [(x, 50), (x + 30, 76), (x + 60, 50)], 3) for x in range(140, 1460, 60)]
    press.paint(press.mask(*rig, *[("poly", [(x - 15, 74), (x + 15, 74), (x + 11, 104), (x - 11, 104)]) for x, _, _ in beams]), n=1)
    press.paint(press.mask(*[("ell", x - 11, 99, x + 11, 110) for x, _, _ in beams]), s=.2)
    # deck, monitors, band
    press.paint(press.mask(("rect", 0, 640, WIDTH, 668)), n=1)
    press.paint(press.mask(("rect", 210, 640, 1390, 644)), s=.6, v=.4)
    press.paint(press.mask(("rect", 1150, 470, 1290, 642), ("rect", 300, 470, 440, 642), ("rect", 1130, 250, 1150, 642), ("rect", 450, 250, 470, 642)), n=.97)
    for bx in (300, 1150):
        press.light(press.mask(*[("dot", bx + 36 + 68 * i, 512 + 84 * j, 28) for i in range(2) for j in range(2)]) * .16, "n")
    # singer with microphone stand, one arm up
    x, f, t = 800, 642, 236
    press.paint(press.mask(*figure(x, f, t, .92), ("line", [(x + 24, f - .78 * t), (x + 64, f - .98 * t), (x + 78, f - 1.2 * t)], 12), ("dot", x + 80, f - 1.23 * t, 8), ("line", [(x - 20, f - .76 * t), (x - 54, f - .62 * t), (x - 22, f - .70 * t)], 12),
                   ("line", [(x - 26, f), (x - 22, f - .86 * t)], 4), ("line", [(x - 50, f), (x, f)], 5), ("line", [(x - 24, f - .86 * t), (x - 6, f - .89 * t)], 6)), n=1)
    for x, t, in ((590, 190), (1010, 196)):
        press.paint(press.mask(*figure(x, 642, t, .95), ("poly", [(x - 30, 642 - .52 * t), (x + 34, 642 - .60 * t), (x + 40, 642 - .46 * t), (x - 24, 642 - .38 * t)]), ("line", [(x + 34, 642 - .54 * t), (x + 110, 642 - .76 * t)], 6)), n=.99)
    # crowd: two depths of heads, raised hands, rim light
    press.paint((press.y > 668).astype(float), n=.93, v=.6)
    d = press.rng
    for row, (yb, r0, tone) in enumerate(((690, 17, .90), (740, 27, .95), (818, 44, 1))):
        heads, rims, hands = [], [], []
        x = -20 + 13 * row
        while x < WIDTH + 40:
            r = r0 * (.85 + .3 * d.random())
            yy = yb + d.normal(0, r0 * .22)
            heads += [("ell", x - r * .78, yy - r, x + r * .78, yy + r), ("ell", x - r * 1.75, yy + r * .95, x + r * 1.75, yy + r * 5)]
            rims += [("ell", x - r * .78, yy - r - 2.5, x + r * .78, yy + r - 2.5)]
            if d.random() < .34:
                hx = x + r * d.choice([-1.5, 1.5])
                hands += [("line", [(hx + d.normal(0, 6), yy + r * 2), (hx, yy - r * 2.2)], r * .38), ("dot", hx, yy - r * 2.3, r * .3)]
            x += r0 * (2.3 + 1.5 * d.random())
        rim = press.mask(*rims) * np.exp(-((press.x - 800) / 420) ** 2)
        press.paint(rim, s=.7, v=.5, n=.15)
        press.paint(press.mask(*heads, *hands), n=tone, v=.5 - .1 * row)


def pit(press: Print) -> None:
    """An orchestra pit, its conductor, and a singer above."""
    press.add(n=.985, v=.25)
    # the stage, nearly dark: a stair and one figure in the spill
    press.paint(press.mask(("poly", [(250, 120), (1350, 120), (1480, 330), (120, 330)])), n=.90, v=.45, s=.2)
    press.light(press.glow(860, 190, 380, 1.6, 1.2) * press.mask(("poly", [(250, 120), (1350, 120), (1480, 330), (120, 330)])) * .55, "n")
    for k in range(7):
        press.paint(press.mask(("rect", 380 + k * 26, 110 - k * 17, 760 - k * 8, 128 - k * 17)), n=.72 - .03 * k, v=.6, s=.3)
        press.over(press.mask(("rect", 380 + k * 26, 122 - k * 17, 760 - k * 8, 128 - k * 17)), n=.96)
    m = press.mask(("poly", [(980, 0), (1060, 0), (1010, 320), (720, 320)]), blur=10)
    press.light(m * .55, "n")
    press.over(m * .7, s=.55, v=.2)
    press.paint(press.mask(("ell", 760, 268, 960, 312)), s=.75, v=.25, n=.05)
    x, yf, t = 866, 296, 150
    press.over(press.mask(("poly", [(x - 14, yf), (x + 14, yf), (x - 110, yf + 26), (x - 150, yf + 22)]), blur=3) * .8, n=.9)
    press.paint(press.mask(("poly", [(x - 16, yf - .80 * t), (x + 16, yf - .80 * t), (x + 18, yf - .5 * t), (x + 52, yf), (x - 52, yf), (x - 18, yf - .5 * t)]), ("line", [(x + 12, yf - .76 * t), (x + 46, yf - .92 * t), (x + 58, yf - 1.1 * t)], 10)), v=1, n=.16)
    press.paint(press.mask(("ell", x - 11, yf - t, x + 11, yf - .84 * t), ("dot", x - 9, yf - .96 * t, 8)), n=1)
    # curtains
    for s in (-1, 1):
        edge = [(800 + s * 800, 0), (800 + s * 620, 0), (800 + s * 655, 340), (800 + s * 800, 360)]
        mm = press.mask(("poly", edge))
        fold = .5 + .5 * np.sin((press.x + .08 * press.y) / 13)
        press.paint(mm, v=1, s=.12, n=.30 + .62 * fold)
    # apron edge, then the pit: a bowl of light
    press.paint(press.mask(("poly", [(60, 330), (1540, 330), (1580, 372), (20, 372)])), n=.94, v=.5, s=.3)
    press.paint(press.mask(("rect", 20, 368, 1580, 374)), s=.8, v=.4, n=.1)
    bowl = ("poly", [(40, 374), (1560, 374)] + [(800 + 780 * math.cos(a), 400 + 330 * math.sin(a)) for a in np.linspace(0, math.pi, 60)])
    press.paint(press.mask(bowl), n=.82 - .30 * press.glow(800, 500, 760, 1.0, 1.5), v=.62, s=.6)
    # desks with lamps in arcs around the rostrum, players behind each
    d = np.random.default_rng(17)
    seats = []
    for rad, n, tt in ((600, 17, 66), (455, 13, 78), (315, 9, 92)):
        for a in np.linspace(math.pi * 1.04, math.pi * 1.96, n):
            seats.append((800 + rad * 1.18 * math.cos(a), 690 + rad * .50 * math.sin(a), tt))
    for px, py, tt in sorted(seats, key=lambda q: q[1]):
        lx, ly = px + (800 - px) * .10, py + (690 - py) * .16 + 8
        press.light(press.glow(lx, ly, tt * 1.15, 1.7) * .72, "n")
        press.over(press.glow(lx, ly, tt * 1.1, 1.4) * .7, s=.9, v=.28)
        u = 1 if px < 800 else -1
        press.paint(press.mask(("ell", px - .24 * tt, py - .98 * tt, px + .24 * tt, py - .52 * tt), ("poly", [(px - .46 * tt, py + .1 * tt), (px - .40 * tt, py - .36 * tt), (px - .14 * tt, py - .56 * tt), (px + .14 * tt, py - .56 * tt), (px + .40 * tt, py - .36 * tt), (px + .46 * tt, py + .1 * tt)])), n=.98, v=.2)
        press.over(press.mask(("line", [(px + u * .26 * tt, py - .84 * tt), (px + u * .26 * tt, py - .66 * tt)], 3)), n=.3, v=.6, s=.5)
        kind = d.random()
        if kind < .45:
            press.paint(press.mask(("poly", spline([(px + u * .10 * tt, py - .46 * tt), (px + u * .44 * tt, py - .60 * tt), (px + u * .52 * tt, py - .44 * tt), (px + u * .18 * tt, py - .30 * tt)], 6))), v=.95, s=.5, n=.2)
            press.paint(press.mask(("line", [(px + u * .05 * tt, py - .20 * tt), (px + u * .62 * tt, py - .78 * tt)], 2.4)), s=.5, n=.05)
        elif kind < .7:
            press.paint(press.mask(("poly", spline([(px - .16 * tt, py - .1 * tt), (px, py - .5 * tt), (px + .16 * tt, py - .1 * tt), (px + .2 * tt, py + .2 * tt), (px - .2 * tt, py + .2 * tt)], 6)), ("line", [(px, py - .4 * tt), (px + u * .08 * tt, py - .95 * tt)], 4)), v=.9, s=.45, n=.32)
        else:
            press.paint(press.mask(("line", [(px + u * .16 * tt, py - .62 * tt), (px + u * .46 * tt, py - .16 * tt)], 4.5), ("dot", px + u * .47 * tt, py - .14 * tt, 6)), s=.95, n=.06)
        press.paint(press.mask(("poly", [(lx - .28 * tt, ly - .10 * tt), (lx + .28 * tt, ly - .10 * tt), (lx + .31 * tt, ly + .16 * tt), (lx - .31 * tt, ly + .16 * tt)])), n=.04)
        press.over(press.mask(*[("rect", lx - .22 * tt, ly - .05 * tt + k * .05 * tt, lx + .22 * tt, ly - .04 * tt + k * .05 * tt) for k in range(4)]), n=.5)
    # conductor on the rostrum, back to us, both arms up
    x, b, t = 800, 812, 330
    press.paint(press.mask(("poly", [(x - 110, b - 40), (x + 110, b - 40), (x + 140, b + 20), (x - 140, b + 20)])), n=.97, v=.5)
    press.light(press.glow(x, b - 250, 210, 1.6) * .45, "n")
    press.paint(press.mask(*figure(x, b - 16, t, .95), ("line", [(x - 38, b - .80 * t), (x - 92, b - .74 * t), (x - 128, b - 1.02 * t)], 26), ("line", [(x + 38, b - .80 * t), (x + 96, b - .82 * t), (x + 116, b - 1.10 * t)], 26), ("dot", x - 130, b - 1.05 * t, 13), ("dot", x + 117, b - 1.13 * t, 13)), n=1)
    press.paint(press.mask(("line", [(x + 118, b - 1.14 * t), (x + 168, b - 1.38 * t)], 4)), n=.02)
    # rail, and the first row of the house
    press.paint((press.y > 846 - 18 * ((press.x - 800) / 800) ** 2).astype(float), n=.99, v=.3)
    press.over(press.mask(("line", [(xx, 846 - 18 * ((xx - 800) / 800) ** 2) for xx in range(-10, 1620, 20)], 5)), s=.8, v=.5, n=.2)
    press.paint(press.mask(*[("ell", xx - 34, 850 + d.normal(0, 5), xx + 34, 926) for xx in range(30, 1600, 104)]), n=1)

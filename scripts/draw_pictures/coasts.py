"""By the water, and at the table: harbours, bridges, a summit."""

# mypy: allow-redefinition
# ruff: noqa: C901, PLR0915 -- one picture is one list of strokes, from the back to the front
# Coordinates are read along the line, so the formatter stays out.
# fmt: off

import numpy as np

from scripts.draw_pictures.press import Print, Shape
from scripts.draw_pictures.textures import WIDTH, Ink, Point, fbm, noise, ridge, spline, sstep


def summit(press: Print) -> None:
    """Two delegations at a table before a window on a bridge."""
    press.add(n=.80 + .12 * np.abs(press.x - 800) / 800, v=.30, t=.25)
    # panelling
    for x in range(0, 1601, 160):
        press.over(press.mask(("rect", x - 3, 0, x + 3, 640)), n=.97)
    win = press.mask(("rect", 420, 70, 1180, 560))
    y = (press.y - 70) / 490
    press.paint(win, s=.75 * sstep(.1, .75, y), v=.42 * sstep(.25, .75, y), t=.65 * sstep(.6, 0, y), n=.12 * sstep(.35, 0, y))
    sun = press.mask(("dot", 905, 372, 44))
    press.light(sun * win, "v", "t", "n", "s")
    sea = win * (press.y > 430)
    press.paint(sea, t=.75, s=.35, n=.16 + .3 * sstep(430, 560, press.y))
    rip = sstep(.52, .7, fbm(5, press.w, press.h, 9, 2, 9)) * np.exp(-((press.x - 905) / 110) ** 2)
    press.light(sea * rip, "t", "n")
    hill = ridge(22, 432, 60, .48)
    press.paint(win * press.below(hill) * (press.y < 431), n=.42, t=.5, v=.15)
    # cable-stayed bridge in the window
    br: list[Shape] = [("rect", 420, 396, 1180, 403)]
    for px in (600, 1010):
        br += [("poly", [(px - 9, 432), (px - 4, 190), (px + 4, 190), (px + 9, 432)])]
        for k in range(1, 12):
            br += [("line", [(px, 196 + k * 7), (px - k * 17, 398)], 1.4), ("line", [(px, 196 + k * 7), (px + k * 17, 398)], 1.4)]
    press.over(press.mask(*br) * win, n=.78)
    mul = [("rect", x - 7, 60, x + 7, 566) for x in (420, 673, 927, 1180)] + [("rect", 410, 60, 1190, 76), ("rect", 410, 556, 1190, 570)]
    press.paint(press.mask(*mul), n=.98)
    # light on the floor
    press.paint((press.y > 640).astype(float), n=.88, v=.35)
    press.light(press.mask(("poly", [(430, 640), (1170, 640), (1420, 900), (180, 900)]), blur=14) * .5, "n")
    # flags: hung cloth with folds
    def flag(x: float, top: float, wdt: float, kind: str) -> None:
        press.paint(press.mask(("rect", x - 4, top - 40, x + 4, 640), ("dot", x, top - 46, 10)), s=.8, n=.35)
        u = (press.x - x) / wdt
        flare = 1 + .22 * (press.y - top) / 400
        m = press.mask(("poly", [(x - wdt * .12, top), (x + wdt * .5, top + 18), (x + wdt * .78, top + 390), (x + wdt * .42, top + 430),
                             (x + wdt * .05, top + 400), (x - wdt * .42, top + 425), (x - wdt * .5, top + 370)]))
        fold = .5 + .5 * np.sin(u / flare * 11 + press.y / 140)
        band = (press.y - top + 60 * u) / 410
        if kind == "v":
            press.paint(m, v=np.where((band > .30) & (band < .72), .98, 0), t=np.where(band <= .22, .95, np.where(band >= .8, .95, 0)),
                    n=.10 + .62 * fold ** 2, s=.1)
        else:
            press.paint(m, v=np.where(band > .66, .98, 0), t=np.where((band > .33) & (band <= .66), 1, 0), n=.10 + .62 * fold ** 2)
    for i, (x, kind) in enumerate(((70, "v"), (178, "r"), (286, "v"), (1316, "r"), (1424, "v"), (1532, "r"))):
        flag(x, 120 + 8 * (i % 2), 96, kind)
    # the table and the two delegations
    def bust(x: float, base: float, t: float) -> list[Shape]:
        return [("ell", x - .15 * t, base - t, x + .15 * t, base - .60 * t),
                ("poly", [(x - .07 * t, base - .68 * t), (x + .07 * t, base - .68 * t), (x + .10 * t, base - .56 * t), (x + .34 * t, base - .47 * t),
                          (x + .42 * t, base - .2 * t), (x + .44 * t, base), (x - .44 * t, base), (x - .42 * t, base - .2 * t), (x - .34 * t, base - .47 * t), (x - .10 * t, base - .56 * t)])]
    for x, t, d in ((300, 190, .93), (470, 200, .96), (1130, 200, .96), (1300, 190, .93)):
        press.paint(press.mask(*bust(x, 690, t)), n=d, t=.3)
    press.paint(press.mask(*bust(640, 700, 262)), n=1)
    press.paint(press.mask(*bust(960, 700, 250)), n=1)
    for x in (640, 960):
        press.light(press.mask(("poly", [(x - 11, 572), (x + 11, 572), (x, 668)])) * .9, "n")
        press.over(press.mask(("poly", [(x - 5, 576), (x + 5, 576), (x + 3, 668), (x - 3, 668)])), v=1)
    top = press.mask(("poly", [(120, 690), (1480, 690), (1600, 790), (0, 790)]))
    press.paint(top, n=.62 - .42 * np.exp(-((press.x - 800) / 330) ** 2), v=.35, s=.55)
    for x, t in ((640, 60), (960, 60), (470, 30), (1130, 30), (300, 30), (1300, 30)):
        press.over(press.mask(("poly", [(x - t, 692), (x + t, 692), (x + t * .8, 770), (x - t * .8, 770)]), blur=6) * .7, n=.9)
    press.paint(press.mask(("rect", 0, 790, 1600, 900)), n=.96, v=.4)
    press.paint(press.mask(("rect", 0, 788, 1600, 793)), s=.6, n=.2)
    br = []
    for x in (560, 720, 880, 1040, 390, 1210):
        br += [("line", [(x, 742), (x - 12, 690), (x - 4, 668)], 3), ("ell", x - 10, 656, x + 2, 674)]
    press.over(press.mask(*br), n=1)
    for x in (700, 900):
        press.paint(press.mask(("poly", [(x - 9, 705), (x + 9, 705), (x + 7, 752), (x - 7, 752)])), t=.25, n=.1)
    # flowers
    for k in range(46):
        a = press.rng.normal(0, 48), press.rng.normal(0, 11)
        press.paint(press.mask(("dot", 800 + a[0], 716 + a[1], 5 + 4 * press.rng.random())), **({"v": .9, "n": .1} if k % 3 else {"s": .5}))


def harbour(press: Print) -> None:
    """A container ship under cranes."""
    y = press.y / press.h
    press.add(t=.6 * sstep(.6, .05, y), n=.16 * sstep(.4, 0, y), s=.35 * sstep(.15, .6, y), v=.25 * sstep(.3, .6, y))
    for seed, b, hgt, tone in ((51, 560, 210, .16), (52, 572, 120, .28)):
        r = ridge(seed, b, hgt, .47)
        press.paint(press.below(r) * (press.y < 580), n=tone, t=.55, v=.12 * sstep(400, 580, press.y))
    press.light(np.exp(-((press.y - 566) / 46) ** 2) * .65, "n", "t")
    # water
    press.paint((press.y > 586).astype(float), t=.52, n=.10 + .32 * sstep(586, 900, press.y), s=.25, v=.08)
    # cranes
    def crane(x: float, s: float, tone: float) -> None:
        def frame(*p: Point) -> list[Point]:
            return [(x + a * s, 590 - b * s) for a, b in p]
        sh = [("line", frame((0, 0), (0, 190)), 9 * s), ("line", frame((70, 0), (70, 190)), 9 * s), ("line", frame((0, 60), (70, 60)), 7 * s), ("line", frame((0, 190), (70, 190)), 10 * s),
              ("line", frame((0, 60), (70, 190)), 4 * s), ("line", frame((-250, 196), (170, 196)), 11 * s), ("line", frame((70, 196), (40, 300)), 7 * s), ("line", frame((0, 196), (40, 300)), 7 * s),
              ("line", frame((40, 300), (-130, 200)), 3 * s), ("line", frame((40, 300), (-240, 200)), 3 * s), ("line", frame((40, 300), (165, 200)), 3 * s), ("poly", frame((95, 200), (165, 200), (165, 232), (95, 232)))]
        cab = ("poly", frame((-120, 190), (-90, 190), (-90, 168), (-120, 168)))
        rope = [("line", frame((-112, 170), (-112, 92)), 2), ("line", frame((-98, 170), (-98, 92)), 2)]
        press.paint(press.mask(*sh, cab, *rope), v=.95, s=.2, n=tone)
        press.paint(press.mask(("poly", frame((-135, 92), (-75, 92), (-75, 70), (-135, 70)))), t=.9, n=.3)
    crane(1180, 1.0, .30)
    crane(1450, 1.18, .16)
    crane(930, .86, .42)
    # ship
    hull = [("poly", [(210, 560), (1180, 560), (1150, 640), (270, 640), (236, 610)])]
    rows = [4, 5, 5, 6, 6, 5, 6, 6, 5, 6, 5, 4, 5]
    r = np.random.default_rng(3)
    cols = [dict(v=.95, s=.2, n=.06), dict(t=.95, n=.35), dict(n=.78, t=.3), dict(s=.9, v=.15, n=.05), dict(v=.8, n=.45), dict(t=.5, n=.06), dict(n=.30, t=.3)]
    for i, n in enumerate(rows):
        for j in range(n):
            x0, y0 = 392 + i * 54, 558 - j * 25
            press.paint(press.mask(("rect", x0, y0 - 23, x0 + 52, y0)), **cols[int(r.integers(len(cols)))])
            press.over(press.mask(("rect", x0, y0 - 3, x0 + 52, y0), ("rect", x0 + 49, y0 - 23, x0 + 52, y0)) * .55, n=.85)
    press.paint(press.mask(("rect", 268, 400, 368, 560), ("rect", 248, 386, 388, 410), ("rect", 300, 340, 340, 390), ("rect", 317, 290, 321, 344)), n=.05, t=.12)
    press.over(press.mask(*[("rect", 276, 426 + k * 26, 360, 436 + k * 26) for k in range(5)], ("rect", 252, 390, 384, 400)), n=.8, t=.4)
    press.over(press.mask(("rect", 340, 410, 368, 560)) * .6, n=.5)
    press.paint(press.mask(("rect", 302, 342, 338, 372)), v=1)
    press.paint(press.mask(*hull), n=.92, t=.3)
    press.paint(press.mask(("poly", [(243, 616), (1160, 616), (1150, 640), (270, 640)])), v=.9, n=.25)
    # reflection
    src = {k: v.copy() for k, v in press.plates.items()}
    wob = (6 * np.sin(press.y / 5.0) + 14 * (fbm(9, press.w, press.h, 14, 2, 8) - .5)).astype(int)
    yy = np.clip(1276 - press.y * 1.0, 0, 639).astype(int)
    xx = np.clip(press.x.astype(int) + wob, 0, WIDTH - 1)
    m = (press.y > 638) * sstep(930, 640, press.y) * (.30 + .5 * sstep(.35, .6, fbm(19, press.w, press.h, 8, 2, 14)))
    for k in press.plates:
        press.plates[k] = press.plates[k] * (1 - m) + src[k][yy, xx] * m
    press.light((press.y > 600) * sstep(.62, .74, fbm(29, press.w, press.h, 6, 2, 18)) * .4, "n", "t")
    # near quay, bollard, two gulls at rest
    press.paint(press.mask(("poly", [(0, 838), (640, 862), (640, 900), (0, 900)])), n=.95)
    press.paint(press.mask(("rect", 316, 806, 352, 852), ("ell", 306, 794, 362, 818)), n=.98)


def fishing(press: Print) -> None:
    """Seiners in a small harbour at sunrise."""
    y = press.y / press.h
    hz = 420
    press.add(v=.55 * sstep(.05, .45, y), s=.85 * sstep(0, .42, y), t=.70 * sstep(.36, 0, y), n=.18 * sstep(.3, 0, y))
    press.light(press.glow(1080, 404, 520, 1.7, 1.4) * .6, "v", "n", "t")
    press.light(press.mask(("dot", 1080, 392, 50)), "n", "v", "t", "s")
    for seed, base, h, tone in ((52, 412, 170, .20), (53, 422, 90, .42)):
        press.paint(press.below(ridge(seed, base, h, .5)) * (press.y < hz + 6), n=tone, t=.6, v=.2)
    press.paint((press.y > hz).astype(float), t=.52 + .2 * sstep(hz, 900, press.y), s=.55 * sstep(760, hz, press.y), v=.34 * sstep(700, hz, press.y), n=.06 + .34 * sstep(520, 900, press.y))
    rip = sstep(.5, .62, fbm(15, press.w, press.h, 9, 2, 12))
    press.light((press.y > hz) * rip * np.exp(-((press.x - 1080) / (60 + np.clip(press.y - hz, 0, None) * .25)) ** 2) * .9, "n", "t", "v")
    press.over((press.y > hz) * sstep(.52, .66, fbm(16, press.w, press.h, 10, 2, 14)) * sstep(470, 640, press.y) * .5, n=.62)
    # breakwater with its light
    press.paint(press.below(np.where(np.arange(WIDTH) > 1210, 424 - 9 * noise(7, WIDTH, 1, 30)[0], 2000)) * (press.y < 446), n=.9, v=.3)
    press.paint(press.mask(("poly", [(1236, 424), (1241, 340), (1259, 340), (1264, 424)]), ("rect", 1236, 330, 1264, 341), ("poly", [(1240, 330), (1250, 312), (1260, 330)])), n=.92, v=.3)
    press.paint(press.mask(("poly", [(1238.2, 388), (1239.8, 362), (1260.2, 362), (1261.8, 388)])), v=1, n=.04)
    def boat(x: float, b: float, ln: float, ink: Ink, k: int = 1, cabin: float = .3) -> None:
        """A seiner in profile; k is the side the bow is on."""
        def at(u: float) -> float:
            return x + k * u * ln
        press.over(press.mask(("poly", [(at(-.5), b), (at(.5), b), (at(.44), b + .26 * ln), (at(-.44), b + .26 * ln)]), blur=5) * rip * .85, n=.86)
        press.over(press.mask(("ell", x - .5 * ln, b - .02 * ln, x + .5 * ln, b + .05 * ln), blur=4) * .8, n=.9)
        press.paint(press.mask(("poly", [(at(-.5), b - .13 * ln), (at(.1), b - .12 * ln), (at(.36), b - .17 * ln), (at(.56), b - .25 * ln), (at(.46), b + .01 * ln), (at(-.46), b + .01 * ln)])), **ink)
        press.over(press.mask(("poly", [(at(-.49), b - .03 * ln), (at(.475), b - .03 * ln), (at(.46), b + .012 * ln), (at(-.46), b + .012 * ln)])), n=.85)
        press.paint(press.mask(("poly", [(at(-.5), b - .145 * ln), (at(.1), b - .135 * ln), (at(.36), b - .185 * ln), (at(.56), b - .265 * ln), (at(.555), b - .245 * ln), (at(.36), b - .165 * ln), (at(.1), b - .115 * ln), (at(-.5), b - .125 * ln)])), n=.08)
        press.paint(press.mask(("poly", [(at(cabin - .22), b - .13 * ln), (at(cabin - .22), b - .36 * ln), (at(cabin + .03), b - .36 * ln), (at(cabin + .07), b - .17 * ln)])), n=.10, t=.12)
        press.over(press.mask(("rect", min(at(cabin - .22), at(cabin - .14)), b - .36 * ln, max(at(cabin - .22), at(cabin - .14)), b - .13 * ln)), n=.42)
        press.paint(press.mask(("poly", [(at(cabin - .25), b - .36 * ln), (at(cabin + .06), b - .36 * ln), (at(cabin + .05), b - .385 * ln), (at(cabin - .25), b - .385 * ln)])), n=.95)
        press.paint(press.mask(*[("rect", min(at(cabin + u), at(cabin + u + .05)), b - .325 * ln, max(at(cabin + u), at(cabin + u + .05)), b - .255 * ln) for u in (-.11, -.04)]), n=.85, t=.3)
        m = at(cabin - .3)
        press.paint(press.mask(("line", [(m, b - .12 * ln), (m, b - .86 * ln)], max(2, .014 * ln)), ("line", [(m, b - .22 * ln), (at(-.46), b - .60 * ln)], max(2, .011 * ln)),
                       ("line", [(m, b - .84 * ln), (at(-.46), b - .60 * ln)], 1.6), ("line", [(m, b - .84 * ln), (at(.53), b - .25 * ln)], 1.4), ("line", [(at(-.46), b - .6 * ln), (at(-.47), b - .14 * ln)], 1.4)), n=.95)
        press.paint(press.mask(("ell", at(-.34) - .09 * ln, b - .25 * ln, at(-.34) + .09 * ln, b - .07 * ln)), n=.78, v=.5)
        press.paint(press.mask(("ell", at(-.34) - .04 * ln, b - .20 * ln, at(-.34) + .04 * ln, b - .12 * ln)), s=.9, n=.2)
    boat(760, 492, 190, dict(t=1, n=.3), -1)
    boat(560, 512, 240, dict(v=.95, n=.1), 1)
    boat(930, 560, 330, dict(n=.9, t=.5), 1)
    boat(470, 640, 470, dict(v=1, s=.25, n=.05), 1)
    boat(1010, 690, 520, dict(t=1, n=.34), -1)
    # quay, bollards and a man mending a net
    press.paint(press.mask(("poly", [(0, 800), (1600, 770), (1600, 900), (0, 900)])), n=.94, v=.4, s=.2)
    press.paint(press.mask(("poly", [(0, 800), (1600, 770), (1600, 777), (0, 808)])), n=.5, v=.5, s=.6)
    for bx in (180, 760, 1500):
        by = 802 - bx * .018
        press.paint(press.mask(("rect", bx - 11, by - 34, bx + 11, by + 6), ("ell", bx - 22, by - 42, bx + 22, by - 26)), n=1)
    press.over(press.mask(("line", [(180, 764), (230, 730), (272, 600)], 3), ("line", [(760, 752), (740, 700), (716, 610)], 3)), n=.9)
    x, b = 1290, 800
    net = ("poly", spline([(x - 210, b - 2), (x - 150, b - 50), (x - 70, b - 40), (x - 20, b - 70), (x + 30, b - 8), (x - 90, b + 16)], 8))
    press.paint(press.mask(net), t=1, n=.42)
    press.over(press.mask(*[("line", [(x - 220 + k * 16, b + 20), (x - 160 + k * 16, b - 80)], 1.3) for k in range(18)], *[("line", [(x - 160 + k * 16, b + 20), (x - 220 + k * 16, b - 80)], 1.3) for k in range(18)]) * press.mask(net), n=.9)
    press.paint(press.mask(("rect", x + 8, b - 44, x + 72, b + 4)), n=.98)
    press.paint(press.mask(("poly", [(x + 2, b - 40), (x + 66, b - 40), (x + 60, b - 118), (x + 40, b - 134), (x + 10, b - 124)]), ("line", [(x + 24, b - 108), (x - 14, b - 66), (x - 44, b - 58)], 17)), v=1, s=.2, n=.08)
    press.paint(press.mask(("poly", [(x - 6, b - 44), (x + 60, b - 44), (x + 56, b - 20), (x - 40, b - 18), (x - 44, b + 4), (x - 66, b + 4), (x - 62, b - 40)])), n=.98)
    press.paint(press.mask(("dot", x + 26, b - 152, 22), ("rect", x + 2, b - 170, x + 48, b - 158)), n=1)
    # gulls
    r = press.rng
    for _ in range(13):
        gx, gy, s = r.uniform(120, 1000), r.uniform(70, 330), r.uniform(9, 24)
        press.paint(press.mask(("line", [(gx - s, gy - s * .28), (gx - s * .4, gy - s * .4), (gx, gy), (gx + s * .4, gy - s * .42), (gx + s, gy - s * .22)], max(2, s * .14))), n=.85 if gy > 200 else .05)


def bridge(press: Print) -> None:
    """A suspension bridge over an inlet, with a ferry."""
    y = press.y / press.h
    press.add(t=.8 * sstep(.62, 0, y), n=.34 * sstep(.5, 0, y), v=.34 * sstep(.25, .6, y), s=.5 * sstep(.2, .6, y))
    for seed, b, hgt, tone in ((141, 500, 300, .22), (88, 545, 190, .36), (39, 580, 96, .56)):
        r = ridge(seed, b, hgt, .5)
        f = fbm(seed + 5, press.w, press.h, 50, 5)
        m = press.below(r) * (press.y < 640)
        press.paint(m, n=tone, t=.6)
        if tone < .5:
            press.light(m * sstep(0, .05, np.roll(f, 8, 1) - f) * sstep(110, 0, press.y - r[None, :] + 50 * (f - .5)) * .8, "n", "t")
        press.light(np.exp(-((press.y - b - 12) / 36) ** 2) * .5, "n", "t")
    press.paint((press.y > 620).astype(float), t=.6, s=.25, n=.12 + .5 * sstep(620, 900, press.y))
    press.light((press.y > 624) * sstep(.55, .7, fbm(21, press.w, press.h, 7, 2, 18)) * (.35 + .5 * np.exp(-((press.x - 860) / 200) ** 2)), "n", "t")
    mist = sstep(.45, .7, fbm(66, press.w, press.h, 80, 4, 6)) * np.exp(-((press.y - 610) / 42) ** 2)
    press.light(mist * .85)
    # bridge in slight perspective: deck rises to the left tower
    def deck(x: float) -> float:
        return 560 - 60 * (1 - ((x - 900) / 1100) ** 2) - (x - 800) * .035
    xs = np.linspace(-20, WIDTH + 20, 80)
    tw = [(470, 1.12), (1240, .92)]
    press.over(press.mask(("poly", [(x, deck(x)) for x in xs] + [(x, deck(x) + 13) for x in xs[::-1]])), n=.95)
    press.over(press.mask(*[("line", [(a, deck(a) + 13), (a + 13, deck(a + 13) + 26), (a + 26, deck(a + 26) + 13)], 2) for a in range(-20, 1610, 26)], ("line", [(x, deck(x) + 27) for x in xs], 3)), n=.9)
    cab, hang = [], []
    def sag(x0: float, y0: float, x1: float, y1: float, low: float) -> list[Point]:
        return [(x0 + (x1 - x0) * u, y0 * (1 - u) + y1 * u + low * 4 * u * (1 - u)) for u in np.linspace(0, 1, 46)]
    for off in (0, 16):
        (xa, sa), (xb, sb) = tw
        ta, tb = deck(xa) - 300 * sa, deck(xb) - 300 * sb
        for pts in (sag(xa + off, ta, xb + off, tb, 236), sag(-90, deck(-90) - 10, xa + off, ta, 60), sag(xb + off, tb, 1720, deck(1720) - 10, 60)):
            cab.append(("line", pts, 5 if not off else 3.5))
            if not off:
                hang += [("line", [p, (p[0], deck(p[0]))], 1.5) for p in pts[1:-1]]
    press.over(press.mask(*hang), n=.72)
    press.over(press.mask(*cab), n=.95)
    for x, s in tw:
        t, b = deck(x) - 300 * s, 690
        press.paint(press.mask(("poly", [(x - 16, b), (x - 5, t), (x + 5, t), (x + 2, b)]), ("poly", [(x + 22, b), (x + 13, t), (x + 22, t), (x + 40, b)]), ("rect", x - 8, t, x + 25, t + 14),
                       *[("rect", x - 10, t + k * 74 * s, x + 28, t + k * 74 * s + 8) for k in range(1, 6)], *[("line", [(x - 6, t + k * 74 * s), (x + 24, t + (k + 1) * 74 * s)], 3) for k in range(4)], *[("line", [(x + 24, t + k * 74 * s), (x - 6, t + (k + 1) * 74 * s)], 3) for k in range(4)]), n=.97, t=.4)
        press.paint(press.mask(("rect", x - 34, b - 8, x + 56, b + 16)), n=.9)
        press.paint(press.mask(("dot", x + 9, t - 8, 5)), v=1)
    lamps = [("dot", x, deck(x) - 12, 3.2) for x in range(10, 1600, 52)]
    press.paint(press.mask(*lamps), s=.55)
    # a ferry and the near trees
    press.paint(press.mask(("poly", [(780, 716), (1010, 716), (990, 744), (800, 744)]), ("rect", 815, 690, 985, 718), ("rect", 840, 670, 950, 692), ("rect", 880, 650, 900, 672)), n=.06, t=.1)
    press.over(press.mask(*[("rect", 824 + k * 20, 698, 836 + k * 20, 706) for k in range(8)], ("poly", [(790, 730), (1001, 730), (990, 744), (800, 744)])), n=.85)
    press.over(press.mask(("rect", 880, 650, 900, 660)), v=1)
    press.paint(press.below(ridge(301, 880, 90, .74)) * sstep(760, 560, press.x + 0 * press.y), n=.97, t=.4)
    press.paint(press.below(ridge(303, 900, 130, .72)) * sstep(1180, 1330, press.x + 0 * press.y), n=.97, t=.4)

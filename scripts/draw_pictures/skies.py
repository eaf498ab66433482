"""Looking up: launches, domes, an eclipse."""

# Coordinates are read along the line, so the formatter stays out.
# fmt: off

import math

import numpy as np

from scripts.draw_pictures.forms import figure
from scripts.draw_pictures.press import Print, Shape
from scripts.draw_pictures.textures import WIDTH, fbm, noise, ridge, sstep


def rocket(press: Print) -> None:
    """A rocket on its pad at dusk."""
    y = press.y / press.h
    press.add(n=.93 * sstep(.86, .05, y), v=.8 * sstep(.35, .82, y) * (1 - .4 * sstep(.75, .85, y)), s=.9 * sstep(.52, .84, y), t=.35 * sstep(.6, 0, y))
    st = [("dot", press.rng.random() * WIDTH, press.rng.random() ** 1.4 * 480, .7 + 1.0 * press.rng.random() ** 3) for _ in range(170)]
    press.light(press.mask(*st) * .8)
    bx, by = 700, 752
    for x, tx, sp in ((180, 660, 70), (330, 690, 60), (1240, 720, 64), (1420, 740, 74)):
        m = press.mask(("poly", [(x - 5, by), (x + 5, by), (tx + sp, 0), (tx - sp - 30, 0)]), blur=5)
        press.light(m * sstep(-40, 740, press.y) * .34, "n")
    press.light(press.glow(bx, 690, 520, 2.0, 1.5) * .55, "n")
    # lattice tower
    def lattice(x: float, w: float, top: float, base: float, step: float, wd: float, taper: float = 0) -> list[Shape]:
        s = [("line", [(x + taper, top), (x, base)], wd), ("line", [(x + w - taper, top), (x + w, base)], wd)]
        ys = np.arange(top, base, step)
        for yy in ys:
            f = (yy - top) / (base - top)
            g = (yy + step - top) / (base - top)
            l0, r0, l1, r1 = x + taper * (1 - f), x + w - taper * (1 - f), x + taper * (1 - g), x + w - taper * (1 - g)
            s += [("line", [(l0, yy), (r0, yy)], wd * .7), ("line", [(l0, yy), (r1, yy + step)], wd * .55), ("line", [(r0, yy), (l1, yy + step)], wd * .55)]
        return s
    press.over(press.mask(*lattice(826, 96, 120, by, 48, 6)), n=.96, v=.4)
    press.over(press.mask(("rect", 820, 108, 930, 122), ("rect", 868, 40, 874, 110), *[("rect", 742, yy, 830, yy + 13) for yy in (226, 372, 520)], *[("line", [(742, yy + 13), (830, yy + 46)], 3) for yy in (226, 372, 520)]), n=.96, v=.4)
    for x in (360, 1130):
        press.over(press.mask(*lattice(x, 46, 210, by, 40, 3, 17), ("rect", x + 21, 110, x + 25, 214)), n=.9, v=.4)
        press.paint(press.mask(("dot", x + 23, 108, 5)), v=1)
        press.light(press.glow(x + 23, 108, 40, 2) * .6, "n")
    # rocket
    def cyl(x0: float, x1: float, y0: float, y1: float, lo: float = .02, hi: float = .85) -> None:
        m = press.mask(("rect", x0, y0, x1, y1))
        u = np.clip((press.x - x0) / (x1 - x0), 0, 1)
        press.paint(m, n=lo + hi * sstep(.35, 1, u) ** 1.3 + .18 * sstep(.12, 0, u), v=.10 + .25 * sstep(500, 740, press.y), s=.12 + .3 * sstep(400, 740, press.y))
    nose = press.mask(("poly", [(668 + 32 * (1 - math.sin(t)), 224 - 110 * math.cos(t) * 1) for t in np.linspace(math.pi / 2, 0, 14)] + [(732 - 32 * (1 - math.sin(t)), 224 - 110 * math.cos(t)) for t in np.linspace(0, math.pi / 2, 14)]))
    cyl(668, 732, 222, 730)
    u = np.clip((press.x - 668) / 64, 0, 1)
    press.paint(nose, n=.02 + .85 * sstep(.35, 1, u) ** 1.3, s=.1)
    for x0, x1 in ((632, 666), (734, 768)):
        cyl(x0, x1, 420, 726)
        cx = (x0 + x1) / 2
        uu = np.clip((press.x - x0) / (x1 - x0), 0, 1)
        press.paint(press.mask(("poly", [(x0, 421), (cx, 362), (x1, 421)])), n=.02 + .8 * sstep(.35, 1, uu), v=.1, s=.1)
        press.over(press.mask(("poly", [(x0 + 5, 726), (x1 - 5, 726), (x1 + 2, 748), (x0 - 2, 748)])), n=.95)
    for yy in (300, 306, 470, 610):
        press.over(press.mask(("rect", 668, yy, 732, yy + 3)), n=.75)
    press.over(press.mask(("rect", 668, 330, 732, 352)), v=.95)
    press.over(press.mask(("poly", [(676, 730), (724, 730), (736, 752), (664, 752)])), n=.97)
    # pad, vapour, water
    press.paint(press.mask(("poly", [(440, 752), (1010, 752), (1080, 800), (380, 800)])), n=.95, v=.4)
    press.paint((press.y > 790).astype(float), n=.55 + .35 * sstep(790, 900, press.y), v=.6, s=.6)
    rf = np.exp(-((press.x - 700) / 26) ** 2) * sstep(.40, .62, fbm(3, press.w, press.h, 7, 2, 8))
    press.light((press.y > 800) * np.clip(rf * .9 + .6 * np.exp(-((press.x - 640) / 260) ** 2) * sstep(.6, .72, fbm(9, press.w, press.h, 6, 2, 12)), 0, 1), "n", "v")
    press.paint(press.below(ridge(64, 795, 20, .7)) * (press.y < 800) * (1 - press.mask(("rect", 400, 700, 1060, 800))), n=.9, v=.4)
    f = fbm(12, press.w, press.h, 90, 5, 1.5)
    vap = sstep(.50, .66, f + .42 * press.glow(690, 748, 330, 1.1, 1.7) - .22) * sstep(640, 735, press.y) * sstep(806, 782, press.y)
    press.light(vap * .92, "n", "t")
    press.over(vap * .6, v=.28, s=.35)


def observatory(press: Print) -> None:
    """A dome on a hill under the northern lights."""
    y = press.y / press.h
    press.add(n=.95 - .30 * sstep(.2, .74, y), t=.55)
    r = press.rng
    press.light(press.mask(*[("dot", r.random() * WIDTH, r.random() * 640, .6 + 1.5 * r.random() ** 4) for _ in range(420)]) * .9)
    # aurora: vertical curtains under a wandering edge
    for seed, base, amp, k in ((1, 470, 90, 1.0), (4, 360, 120, .65)):
        edge = base + amp * (2 * noise(seed + 60, WIDTH, 1 + 1, 330)[0] - 1) + 26 * np.sin(np.arange(WIDTH) / 90 + seed)
        ray = fbm(seed + 9, WIDTH, 4, 26, 4)[1][None, :]
        d = edge[None, :] - press.y
        a = np.where(d > 0, np.exp(-d / (90 + 240 * ray)), np.exp(d / 14)) * (.25 + .95 * sstep(.3, .75, ray)) * k
        press.light(np.clip(a, 0, 1) * .9, "n")
        press.over(np.clip(a * 1.2, 0, 1), t=.72 - .45 * np.clip(a, 0, 1), s=.38)
        press.over(np.clip(np.exp(-((d - 10) / 16) ** 2) * a * .6, 0, 1), v=.35)
        press.over(np.clip(sstep(120, 420, d) * a * 1.6, 0, 1), v=.55)
    # hills
    press.paint(press.below(ridge(13, 640, 70, .48)), n=.86, t=.6)
    hill = 720 - 120 * np.exp(-((np.arange(WIDTH) - 1060) / 420) ** 2) + 10 * np.sin(np.arange(WIDTH) / 90)
    press.paint(press.below(hill), n=.55, t=.45)
    sn = sstep(.48, .62, fbm(70, press.w, press.h, 60, 4, 3)) * press.below(hill + 4)
    press.light(sn * .6 * sstep(900, 620, press.y), "n")
    press.over(press.below(hill + 40) * sstep(680, 900, press.y), n=.9)
    # dome
    cx, cy, R = 1060, 560, 118
    press.paint(press.mask(("rect", cx - R, cy, cx + R, cy + 62)), n=.78, t=.4)
    dome = press.mask(("ell", cx - R - 6, cy - R, cx + R + 6, cy + R)) * (press.y < cy + 1)
    press.paint(dome, n=.22 + .66 * sstep(cx - 70, cx + 96, press.x), t=.45)
    slit = press.mask(("poly", [(cx - 44, cy - 4), (cx - 30, cy - R - 4), (cx + 2, cy - R - 4), (cx - 2, cy - 4)])) * dome
    press.paint(slit, n=.98)
    press.paint(press.mask(("poly", [(cx - 34, cy - 34), (cx - 62, cy - 150), (cx - 40, cy - 156), (cx - 12, cy - 40)])), n=.88)
    press.light(press.mask(("line", [(cx - 60, cy - 150), (cx - 33, cy - 36)], 2)) * .7, "n")
    press.over(press.mask(("rect", cx - R - 8, cy - 4, cx + R + 8, cy + 6)), n=.95)
    press.paint(press.mask(("rect", cx + 40, cy + 22, cx + 62, cy + 62)), s=.9, v=.5)
    press.light(press.glow(cx + 51, cy + 60, 110, 1.8, 1.6) * .6 * press.below(hill), "n")
    press.over(press.glow(cx + 51, cy + 60, 110, 1.4, 1.6) * press.below(hill) * .8, s=.7, v=.3)
    # pines, left
    for x, b, t in ((90, 880, 330), (190, 890, 250), (270, 880, 180), (20, 900, 420), (360, 870, 120), (1490, 880, 200), (1560, 900, 300)):
        s = []
        for k in range(9):
            yy = b - t + k * t / 9.5
            w = (k + .6) * t * .026
            s.append(("poly", [(x, yy - t * .07), (x + w, yy + t * .11), (x - w, yy + t * .11)]))
        press.paint(press.mask(*s, ("rect", x - 3, b - t * .2, x + 3, b + 20)), n=.985, t=.4)


def eclipse(press: Print) -> None:
    """A crescent sun, people looking up, and crescents under an elm."""
    y = press.y / press.h
    hz = 640
    press.add(n=.82 - .46 * sstep(.1, .72, y), t=.75 - .3 * sstep(.3, .7, y), s=.5 * sstep(.42, .72, y), v=.42 * sstep(.5, .72, y))
    press.light(press.glow(800, 240, 520, 1.7) * .5, "n", "t")
    press.over(press.glow(800, 240, 470, 1.2) * .6, s=.55)
    for rad in (330, 250, 180):
        press.light(press.mask(("dot", 800, 240, rad), blur=2) * .10, "n")
    sun = press.mask(("dot", 800, 240, 104)) * (1 - press.mask(("dot", 838, 212, 103)))
    press.light(sun)
    press.over(sun, s=.22)
    press.light(press.mask(*[("dot", a, b, 1.6) for a, b in ((240, 120), (1330, 90), (1180, 330), (420, 300))]) * .8)
    press.paint(press.below(ridge(81, hz, 26, .6)), n=.78, t=.4, v=.2)
    press.paint((press.y > hz).astype(float), n=.86, t=.35, s=.3, v=.2)
    hill = hz + 110 - 34 * np.exp(-((np.arange(WIDTH) - 560) / 380) ** 2)
    press.paint(press.below(hill), n=.95, t=.3)
    # a lone elm, and crescents beneath it
    d = np.random.default_rng(12)
    press.paint(press.mask(("poly", [(1296, 760), (1310, 560), (1336, 560), (1352, 760)]), ("line", [(1322, 600), (1250, 500)], 14), ("line", [(1322, 590), (1400, 490)], 14)), n=.98)
    leaf = [("dot", 1324 + d.normal(0, 96), 440 + d.normal(0, 62), d.uniform(22, 48)) for _ in range(70)]
    press.paint(press.mask(*leaf), n=.97, t=.3)
    for _ in range(64):
        cx, cy = 1300 + d.normal(0, 130), d.uniform(770, 880)
        q = 7 + (cy - 760) * .09
        m = press.mask(("ell", cx - q * 1.5, cy - q * .6, cx + q * 1.5, cy + q * .6))
        m2 = press.mask(("ell", cx - q * .9, cy - q * .8, cx + q * 2.1, cy + q * .4))
        press.light(m * (1 - m2) * .9, "n", "t")
        press.over(m * (1 - m2), s=.5)
    # people on the rise, looking up
    ppl = [(210, 120), (262, 84), (350, 132), (420, 128), (470, 76), (560, 138), (640, 126), (690, 134), (806, 92), (850, 130)]
    for x, t in ppl:
        f = hill[x] + 6
        press.light(press.mask(*[(s[0], *[(v - 2.4 if i in (1, 3) else v) for i, v in enumerate(s[1:])]) if s[0] == "ell" else s for s in figure(x, f, t, 1.05)]) * .35, "n")
        press.paint(press.mask(*figure(x, f, t, 1.05), ("line", [(x + .11 * t, f - .74 * t), (x + .17 * t, f - .86 * t), (x + .05 * t, f - .93 * t)], .06 * t)), n=1)
        press.paint(press.mask(("rect", x - .05 * t, f - .955 * t, x + .065 * t, f - .915 * t)), v=1, s=.4)

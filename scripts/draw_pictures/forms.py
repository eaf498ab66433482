"""Things that stand in many pictures: a camera, a person, a stand of spruce."""

from collections.abc import Callable

import numpy as np

from scripts.draw_pictures.press import Print, Shape
from scripts.draw_pictures.textures import WIDTH, Point, Point3, Tone


class Cam:
    """A one-point perspective: metres across, up and away become pixels."""

    def __init__(self, cx: float, cy: float, f: float, h: float) -> None:
        self.cx, self.cy, self.f, self.h = cx, cy, f, h

    def __call__(self, x: float, y: float, z: float) -> Point:
        """Say where on the sheet a point in the room falls."""
        return (self.cx + self.f * x / z, self.cy - self.f * (y - self.h) / z)

    def quad(self, *points: Point3) -> Shape:
        """Make the shape between points in the room."""
        return ("poly", [self(*point) for point in points])


# fmt: off
def figure(x: float, foot: float, tall: float, coat: float = 1.0, hat: bool = False, lean: float = 0.0) -> list[Shape]:
    """Make a standing person, seen small: head, shoulders, coat, legs."""
    t = tall
    w = .13 * t * coat
    hx = x + lean * t
    s: list[Shape] = [("ell", hx - .062 * t, foot - t, hx + .062 * t, foot - .855 * t),
         ("poly", [(hx - .03 * t, foot - .88 * t), (hx + .03 * t, foot - .88 * t), (x + w, foot - .80 * t),
                   (x + w * 1.05, foot - .45 * t), (x + w * .82, foot - .36 * t), (x + w * .7, foot),
                   (x + w * .12, foot), (x, foot - .34 * t), (x - w * .12, foot), (x - w * .7, foot),
                   (x - w * .82, foot - .36 * t), (x - w * 1.05, foot - .45 * t), (x - w, foot - .80 * t)])]
    if hat:
        s.append(("ell", hx - .095 * t, foot - 1.015 * t, hx + .095 * t, foot - .95 * t))
    return s


def trees(
    press: Print, base: Callable[[float], float], seed: int, n: int, low: float, high: float, tone: float,
    x0: float = 0, x1: float = WIDTH, **ink: Tone,
) -> None:
    """Print a stand of spruce: narrow triangles in four tiers, rooted at `base`."""
    r = np.random.default_rng(seed)
    s: list[Shape] = []
    for _ in range(n):
        x, h = r.uniform(x0, x1), r.uniform(low, high)
        b = base(x)
        w = h * r.uniform(.13, .19)
        for k in range(4):
            s.append(("poly", [(x - w * (1 - k * .2), b - h * k * .24), (x, b - h * (.40 + k * .2)), (x + w * (1 - k * .2), b - h * k * .24)]))
        s.append(("rect", x - h * .012, b - h * .1, x + h * .012, b + 4))
    press.paint(press.mask(*s), n=tone, **ink)

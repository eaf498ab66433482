"""Tone without shapes: noise, ridges, soft steps, smooth curves. Everything is made from a seed."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

WIDTH, HEIGHT = 1600, 900

Plate = NDArray[np.float64]
Tone = Any  # a number, or a plate of numbers
Ink = Mapping[str, Tone]
Point = tuple[float, float]
Point3 = tuple[float, float, float]
Points = Sequence[Point]


def noise(seed: int, w: int, h: int, cell: float, stretch: float = 1.0) -> Plate:
    """Make smooth value noise between 0 and 1; `cell` is the size of its grains, `stretch` their width to height."""
    r = np.random.default_rng(seed)
    grid_w, grid_h = max(2, int(w / (cell * stretch)) + 2), max(2, int(h / cell) + 2)
    im = Image.fromarray((r.random((grid_h, grid_w)) * 255).astype(np.uint8))
    return np.asarray(im.resize((w, h), Image.Resampling.BICUBIC), float) / 255


def fbm(seed: int, w: int, h: int, cell: float, octaves: int = 5, stretch: float = 1.0) -> Plate:
    """Add up octaves of noise, each finer and fainter: clouds, snow, stubble."""
    out = np.zeros((h, w))
    amplitude, total = 1.0, 0.0
    for i in range(octaves):
        out = out + amplitude * noise(seed * 31 + i, w, h, max(2, cell / 2**i), stretch)
        total += amplitude
        amplitude *= 0.55
    return out / total


def ridge(seed: int, base: float, height: float, rough: float = 0.52, w: int = WIDTH) -> Plate:
    """Draw a mountain or tree line by halving: y for every x."""
    r = np.random.default_rng(seed)
    pts = np.array([r.random(), r.random(), r.random(), r.random(), r.random()])
    s = 0.5
    while len(pts) < w:
        mid = (pts[:-1] + pts[1:]) / 2 + (r.random(len(pts) - 1) - 0.5) * s
        new = np.empty(len(pts) * 2 - 1)
        new[0::2], new[1::2] = pts, mid
        pts, s = new, s * rough
    y = np.interp(np.linspace(0, 1, w), np.linspace(0, 1, len(pts)), pts)
    y = (y - y.min()) / (y.max() - y.min())
    line: Plate = base - height * y
    return line


def sstep(a: float, b: float, x: Tone) -> Tone:
    """Rise smoothly from 0 at `a` to 1 at `b`; `a` may be the larger."""
    t = np.clip((x - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


def spline(points: Points, n: int = 14) -> list[Point]:
    """Draw a closed Catmull-Rom curve through the points, `n` steps to a side."""
    p = np.array(points, float)
    out = []
    m = len(p)
    for i in range(m):
        a, b, c, d = p[(i - 1) % m], p[i], p[(i + 1) % m], p[(i + 2) % m]
        for t in np.linspace(0, 1, n, endpoint=False):
            bend = 2 * a - 5 * b + 4 * c - d
            out.append(0.5 * ((2 * b) + (c - a) * t + bend * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return [(float(x), float(y)) for x, y in out]

"""The press: four ink plates laid on one paper and multiplied, as a stencil duplicator does.

Night does the drawing; at most two colours do the light. Tone in the gradients
is broken up by one fixed mezzotint grain; flat areas stay flat.
"""

import io
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from scripts.draw_pictures.textures import HEIGHT, WIDTH, Plate, Tone

PAPER = np.array([236, 232, 222]) / 255
INKS = {
    "n": np.array([24, 40, 58]) / 255,  # night
    "v": np.array([222, 78, 46]) / 255,  # vermilion
    "s": np.array([242, 188, 92]) / 255,  # straw
    "t": np.array([92, 150, 160]) / 255,  # teal
}
OFF_REGISTER = {"n": (0, 0), "v": (2, 1), "s": (-1, 2), "t": (1, -2)}
LIMIT = 118_000  # leaves 2 kB of 120 for what embedding.py writes into the file
SUPERSAMPLING = 2

# One of: poly with points; rect and ell with x0, y0, x1, y1; line with points and width; dot with x, y and radius.
Shape = tuple[Any, ...]


class Print:
    """One picture in the making: a plate for each ink, all of one size, 0 for paper and 1 for solid."""

    def __init__(self, seed: int, w: int = WIDTH, h: int = HEIGHT) -> None:
        self.w, self.h = w, h
        self.plates: dict[str, Plate] = {ink: np.zeros((h, w)) for ink in INKS}
        rows, columns = np.mgrid[0:h, 0:w]
        self.y, self.x = rows.astype(float), columns.astype(float)
        self.rng = np.random.default_rng(seed)

    def mask(self, *shapes: Shape, blur: float = 0) -> Plate:
        """Cut a stencil: 1 inside any of the shapes, smooth at their edges."""
        im = Image.new("L", (self.w * SUPERSAMPLING, self.h * SUPERSAMPLING))
        draw = ImageDraw.Draw(im)
        for shape in shapes:
            _draw_shape(draw, shape)
        im = im.resize((self.w, self.h), Image.Resampling.BOX)
        if blur:
            im = im.filter(ImageFilter.GaussianBlur(float(blur)))
        return np.asarray(im, float) / 255

    def below(self, line: Plate, soft: float = 1.0) -> Plate:
        """Cut a stencil of everything under a line given as y for every x."""
        stencil: Plate = np.clip((self.y - line[None, :]) / soft + 0.5, 0, 1)
        return stencil

    def glow(self, x: float, y: float, r: float, power: float = 2.0, sx: float = 1.0) -> Plate:
        """Cut a round stencil that fades from its middle; `sx` widens it."""
        d = np.hypot((self.x - x) / sx, self.y - y) / r
        stencil: Plate = np.clip(1 - d, 0, 1) ** power
        return stencil

    def paint(self, m: Tone, **tones: Tone) -> None:
        """Knock out under `m`, then print the tones given."""
        for ink in self.plates:
            self.plates[ink] = self.plates[ink] * (1 - m) + tones.get(ink, 0) * m

    def over(self, m: Tone, **tones: Tone) -> None:
        """Overprint: only the plates named change."""
        for ink, tone in tones.items():
            self.plates[ink] = self.plates[ink] * (1 - m) + tone * m

    def add(self, **tones: Tone) -> None:
        """Lay tones over the whole sheet."""
        for ink, tone in tones.items():
            self.plates[ink] = np.clip(self.plates[ink] + tone, 0, 1)

    def light(self, m: Tone, *inks: str) -> None:
        """Let light eat the inks named, or all of them."""
        for ink in inks or self.plates:
            self.plates[ink] = self.plates[ink] * (1 - m)

    def pull(self, grain: float) -> bytes:
        """Print the plates as a JPEG of at most LIMIT bytes, the best quality that fits."""
        im = Image.fromarray((np.clip(self._colours(grain), 0, 1) * 255).round().astype(np.uint8))
        for quality in range(82, 24, -3):
            out = io.BytesIO()
            im.save(out, "JPEG", quality=quality, optimize=True, progressive=True, subsampling=2)
            if out.tell() <= LIMIT:
                break
        return out.getvalue()

    def _colours(self, grain: float) -> Plate:
        rgb = np.ones((self.h, self.w, 3)) * PAPER
        for i, (name, ink) in enumerate(INKS.items()):
            dx, dy = OFF_REGISTER[name]
            a = np.pad(np.clip(self.plates[name], 0, 1), 3, mode="edge")
            a = a[3 - dy : 3 - dy + self.h, 3 - dx : 3 - dx + self.w]
            stipple = 1 / (1 + np.exp(-(a - self._mezzotint(700 + i)) * 9))
            middle = np.clip(4 * a * (1 - a), 0, 1)
            a = np.clip(a + grain * middle * (stipple - a), 0, 1)
            rgb *= 1 - a[..., None] * (1 - ink)
        return rgb

    def _mezzotint(self, seed: int) -> Plate:
        dots = Image.fromarray((np.random.default_rng(seed).random((self.h, self.w)) * 255).astype(np.uint8))
        g = np.asarray(dots.filter(ImageFilter.GaussianBlur(1.75)), float) / 255
        grain: Plate = np.clip(0.5 + (g - g.mean()) / (g.std() * 3.6), 0, 1)
        return grain


def _draw_shape(draw: ImageDraw.ImageDraw, shape: Shape) -> None:
    s = SUPERSAMPLING
    match shape:
        case ("poly", points):
            draw.polygon([(float(x) * s, float(y) * s) for x, y in points], fill=255)
        case ("rect", *box):
            draw.rectangle([v * s for v in box], fill=255)
        case ("ell", *box):
            draw.ellipse([v * s for v in box], fill=255)
        case ("dot", x, y, r):
            draw.ellipse([(x - r) * s, (y - r) * s, (x + r) * s, (y + r) * s], fill=255)
        case ("line", points, width):
            path = [(float(x) * s, float(y) * s) for x, y in points]
            draw.line(path, fill=255, width=max(1, round(width * s)), joint="curve")
        case _:
            raise ValueError(f"no such shape: {shape[0]}")

"""Portraits: a head in profile before a disc, lit from in front, with no features drawn.

Three tones are made by moving the head's own outline; what tells people apart
is the outline, the hair and what they wear.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from scripts.draw_pictures import hair
from scripts.draw_pictures.hair import Hair
from scripts.draw_pictures.press import Print
from scripts.draw_pictures.textures import Ink, Plate, Points, Tone, spline, sstep


@dataclass(frozen=True, slots=True)
class Sitter:
    """What tells one portrait from another. The disc is x, y, radius and ink."""

    ground: Mapping[str, float]
    disc: tuple[float, float, float, Ink]
    hair: Callable[[Print, Callable[[Points], Plate]], Hair]
    nose: float = 0
    chin: float = 0
    glasses: bool = False
    beard: bool = False
    wear: str = ""
    flip: bool = False
    scale: float = 1.0


# fmt: off
SITTERS: Mapping[str, Sitter] = {
    "helen-marchetti": Sitter({"s": .85, "v": .10}, (300, 330, 250, {"v": .85, "s": .35}), hair.bob, glasses=True, wear="coat"),
    "tomas-reyes": Sitter({"t": .62, "n": .04}, (520, 300, 230, {"s": .25, "t": .12}), hair.short_hair, nose=8, beard=True, wear="roll", flip=True, scale=1.04),
    "dana-whitfield": Sitter({"v": .86, "s": .3}, (560, 420, 290, {"v": .42, "s": .55}), hair.bun, nose=-6, wear="roll"),
    "peter-lindqvist": Sitter({"t": .24, "s": .22}, (250, 260, 210, {"t": .72, "n": .06}), hair.bald, nose=12, chin=6, glasses=True, wear="coat", flip=True, scale=1.06),
    "ama-boateng": Sitter({"t": .85, "n": .22}, (330, 360, 270, {"s": .9, "v": .15}), hair.curls, nose=-2, wear="coat", scale=.96),
    "ilya-brandt": Sitter({"s": .3, "v": .06}, (330, 300, 240, {"t": .55}), hair.toque, nose=4, wear="scarf", flip=True),
    "priya-sandhu": Sitter({"s": .22, "v": .06}, (300, 380, 260, {"s": .95, "v": .12}), hair.long_hair, nose=-2, wear="roll"),
    "marcus-oyelaran": Sitter({"v": .82, "s": .35}, (540, 330, 250, {"s": .7, "v": .2}), hair.crop, nose=4, chin=4, glasses=True, wear="coat", flip=True, scale=1.03),
    "noor-haddad": Sitter({"t": .30, "s": .10}, (300, 330, 250, {"v": .88, "s": .3}), hair.scarf_head),
    "lorna-cardinal": Sitter({"s": .92, "v": .22}, (540, 390, 280, {"s": .35}), hair.braid, nose=6, wear="coat", flip=True),
    "mei-chow": Sitter({"t": .72, "n": .10}, (310, 300, 230, {"s": .9, "v": .1}), hair.knot, nose=-8, glasses=True, wear="roll", scale=.98),
    "jacques-theriault": Sitter({"t": .58, "n": .06}, (540, 400, 280, {"v": .92, "s": .2}), hair.quiff, nose=12, beard=True, wear="scarf", flip=True, scale=1.02),
}


def draw_portrait(press: Print, sitter: Sitter) -> None:
    """Print a head and shoulders."""
    _Cameo(press, sitter).draw()
    if sitter.flip:
        for ink, plate in press.plates.items():
            press.plates[ink] = plate[:, ::-1]


@dataclass(slots=True)
class _Cameo:
    """One portrait in the making; the outlines are drawn once and used by every tone."""

    press: Print
    sitter: Sitter
    _head: Plate = field(init=False)

    def draw(self) -> None:
        press, sitter = self.press, self.sitter
        press.add(**sitter.ground)
        x, y, r, ink = sitter.disc
        press.paint(press.mask(("dot", x, y, r)), **ink)
        nose, chin = sitter.nose, sitter.chin
        self._head = self._cut([
            (352, 172), (312, 222), (292, 278), (287, 312), (293, 336), (278, 366), (256 - nose, 402), (248 - nose, 420), (262, 436), (284, 442),
            (280, 456), (268, 470), (274, 483), (270, 497), (286, 512), (281, 534), (276 - chin, 558), (290 - chin, 586), (330, 600), (384, 612),
            (404, 650), (398, 720), (520, 760), (566, 700), (556, 610), (568, 540), (604, 460), (622, 370), (612, 280), (570, 204), (500, 158), (420, 150),
        ])
        worn = sitter.hair(press, self._cut)
        self._draw_face()
        if sitter.beard:
            self._draw_beard()
        press.paint(worn.front, n=.97)
        if worn.sheen is not None:
            press.over(worn.sheen * worn.front, n=.60, v=.2)
        if sitter.glasses:
            self._draw_glasses()
        self._draw_clothes()

    def _place(self, points: Points) -> list[tuple[float, float]]:
        scale = self.sitter.scale
        return [(400 + (x - 420) * scale, 470 + (y - 470) * scale) for x, y in points]

    def _cut(self, points: Points) -> Plate:
        return self.press.mask(("poly", spline(self._place(points))))

    def _moved(self, plate: Tone, dx: float, dy: float = 0) -> Plate:
        scale = self.sitter.scale
        return np.roll(plate, (int(dy * scale), int(dx * scale)), (0, 1))

    def _draw_face(self) -> None:
        press, head = self.press, self._head
        # The head, less the head moved back, is the light.
        lit = head * (1 - self._moved(head, 62, 20))
        middle = head * (1 - self._moved(head, 118, 30))
        press.paint(head, n=.80, v=.62, s=.2)
        press.over(middle, n=.22, v=.66, s=.35)
        press.over(lit, n=.0, v=.14, s=.24)
        neck = head * (press.y > 470 + (596 - 470) * self.sitter.scale)
        press.over(neck * (1 - self._moved(head, 30)), n=.12, v=.6, s=.3)
        press.over(neck * self._moved(head, 30), n=.84, v=.6)
        ear = self._cut([(470, 372), (500, 360), (516, 388), (504, 430), (484, 450), (470, 420)])
        press.over(ear, n=.3, v=.66, s=.3)
        press.over(self._cut([(482, 384), (498, 378), (502, 400), (490, 424), (482, 410)]), n=.8, v=.6)

    def _draw_beard(self) -> None:
        chin = self.sitter.chin
        beard = self._cut([
            (300, 512), (274 - chin, 540), (262 - chin, 584), (300, 640), (380, 640), (440, 590),
            (486, 500), (490, 430), (470, 420), (452, 470), (400, 510), (340, 500),
        ])
        self.press.paint(beard, n=.95)
        self.press.over(beard * (1 - self._moved(beard, 16, 2)) * self._moved(self._head, -14), n=.45, v=.55)

    def _draw_glasses(self) -> None:
        scale = self.sitter.scale
        rim = spline(self._place([(262, 330), (284, 322), (318, 330), (324, 356), (300, 376), (272, 366)]), 10)
        arm = self._place([(322, 340), (400, 350), (474, 362)])
        self.press.over(self.press.mask(("line", rim + rim[:2], 8 * scale), ("line", arm, 9 * scale)), n=1)

    def _draw_clothes(self) -> None:
        press, cut, moved = self.press, self._cut, self._moved
        body = cut([(404, 668), (330, 726), (236, 764), (170, 830), (150, 900), (800, 900), (770, 800), (716, 740), (630, 706), (566, 650)])
        press.paint(body, n=.94, t=.25)
        press.over(body * (1 - moved(body, 54, 30)), n=.48, t=.5)
        if self.sitter.wear == "coat":
            press.paint(cut([(408, 652), (392, 700), (404, 800), (352, 764), (340, 716), (378, 676)]), n=.05)
            press.paint(cut([(408, 652), (480, 690), (566, 640), (590, 690), (500, 740), (420, 720)]), n=.10 + .5 * sstep(420, 540, press.x))
        elif self.sitter.wear == "scarf":
            scarf = cut([(380, 628), (440, 668), (570, 622), (604, 690), (540, 744), (430, 756), (366, 720), (356, 664)])
            press.paint(scarf, v=.95, s=.1, n=.06)
            press.over(scarf * moved(scarf, 90, 16), n=.55)
            folds = [("line", self._place([(372 + k * 2, 652 + k * 22), (450, 690 + k * 20), (590, 650 + k * 22)]), 3) for k in range(4)]
            press.over(press.mask(*folds) * scarf, n=.6)
        elif self.sitter.wear == "roll":
            collar = cut([(392, 634), (460, 660), (568, 618), (584, 664), (570, 708), (470, 738), (398, 716), (384, 672)])
            press.paint(collar, s=.9, v=.12, n=.04)
            press.over(collar * moved(collar, 80, 10), n=.5, v=.3)
            ribs = [("line", self._place([(404 + k * 20, 646), (408 + k * 20, 724)]), 2) for k in range(9)]
            press.over(press.mask(*ribs) * collar, n=.45)

"""Which letters the face of drawn cards has, and what stands for those that it has not. Pure."""

import re
import unicodedata

# What the face has, composed; `scripts/cut_face` says where it is from. A test compares.
_FACE = (
    "\u0020-\u007e\u00a1-\u00ac\u00ae-\u0148\u014a-\u017f\u018f\u0192\u01a0\u01a1\u01af\u01b0\u01c4-\u01dc\u01e6\u01e7"
    "\u01ea\u01eb\u01fa-\u021b\u022a-\u022d\u0230-\u0233\u0237\u0259\u02b9-\u02bc\u02be\u02bf\u02c6-\u02cc\u02da\u02dc"
    "\u02dd\u0375\u037a\u0384-\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03cf\u03d7\u0400-\u045f\u0462\u0463\u046a"
    "\u046b\u0472-\u0475\u048a-\u0513\u051a-\u051d\u0524-\u0529\u052e\u052f\u1e08\u1e09\u1e0c-\u1e0f\u1e14-\u1e17\u1e1c"
    "\u1e1d\u1e20\u1e21\u1e24\u1e25\u1e2a\u1e2b\u1e2e\u1e2f\u1e36\u1e37\u1e3a\u1e3b\u1e42-\u1e49\u1e4c-\u1e53\u1e5a"
    "\u1e5b\u1e5e-\u1e69\u1e6c-\u1e6f\u1e78-\u1e7b\u1e80-\u1e85\u1e8e\u1e8f\u1e92\u1e93\u1e97\u1e9e\u1ea0-\u1ef9\u1f00-"
    "\u1f15\u1f18-\u1f1d\u1f20-\u1f45\u1f48-\u1f4d\u1f50-\u1f57\u1f59\u1f5b\u1f5d\u1f5f-\u1f70\u1f72\u1f74\u1f76\u1f78"
    "\u1f7a\u1f7c\u1f80-\u1fb4\u1fb6-\u1fba\u1fbc\u1fbd\u1fbf-\u1fc4\u1fc6-\u1fc8\u1fca\u1fcc-\u1fd2\u1fd6-\u1fda\u1fdd-"
    "\u1fe2\u1fe4-\u1fea\u1fec\u1fed\u1ff2-\u1ff4\u1ff6-\u1ff8\u1ffa\u1ffc\u1ffe\u2013\u2014\u2018-\u201a\u201c-\u201e"
    "\u2020\u2022\u2026\u2032\u2033\u2039\u203a\u2044\u20a1\u20a3\u20a4\u20a6\u20a7\u20a9-\u20ae\u20b1\u20b2\u20b4"
    "\u20b5\u20b8-\u20ba\u20bc\u20bd\u20bf\u2113\u2116\u2122\u2191\u2193\u2212\u2215\ua78b\ua78c"
)
# Blanks that hold and soft hyphens are no glyphs: they say where a line may end.
_COVERED = re.compile(f"[{_FACE}\xa0\xad]*")
_BLANKS = re.compile(r"[^\S\xa0]+")
_UNSEEN: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")),
    **dict.fromkeys(map(ord, "\u2007\u202f"), "\xa0"),
    0x2011: "-",
}
# Not flags and not numbers in circles, which are words of a sentence wherever they stand.
_PICTOGRAPHS = "[\u2600-\u2775\u2794-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff \xa0]+"
_BEFORE, _AFTER = re.compile(f"^{_PICTOGRAPHS}"), re.compile(f"{_PICTOGRAPHS}$")

_FORMS = {"\u2010": "-", "\u02bb": "‘"}  # beside those of Unicode, which has none for these
_RAISED = ("<super>", "<sub>", "<fraction>", "<circle>")


def drawable(text: str) -> str:
    """Give a text as the face can draw it; empty when it has no glyphs for some of it, because boxes tell nobody anything.

    Pictographs before and after the words are left out; among them they may be one of them.
    """
    plain = _formed(text)
    return plain if _COVERED.fullmatch(plain) else ""


def lacking(text: str) -> str:
    """Give the letters of a text for which the face has nothing, each once."""
    return "".join(dict.fromkeys(letter for letter in _formed(text) if not _COVERED.fullmatch(letter)))


def first_lacking(text: str) -> int | None:
    """Give the place of the first letter for which the face has nothing; None where it stands composed otherwise."""
    letters = lacking(text)
    pictographs = _BEFORE.match(text)
    for at in range(pictographs.end() if pictographs else 0, len(text)):
        if text[at] in letters and not _COVERED.fullmatch(_form(text[at], text[at - 1 : at])):
            return at
    return None


def is_foreign(text: str) -> bool:
    """Answer whether most letters of a text are of a script that the face has not."""
    letters = [letter for letter in text if letter.isalpha()]
    return 2 * sum(not _COVERED.fullmatch(letter) for letter in letters) > len(letters)


def _formed(text: str) -> str:
    plain = _BLANKS.sub(" ", unicodedata.normalize("NFC", text).translate(_UNSEEN))
    plain = _AFTER.sub("", _BEFORE.sub("", plain))
    if _COVERED.fullmatch(plain):
        return plain
    return "".join(_form(letter, before) for letter, before in zip(plain, f" {plain}", strict=False))


def _form(letter: str, before: str) -> str:
    """Give what stands for a letter that has no glyph: ₂ is 2, but not in 10₂, which would be another number."""
    if _COVERED.fullmatch(letter) or (before.isdecimal() and unicodedata.decomposition(letter).startswith(_RAISED)):
        return letter
    return _FORMS.get(letter) or unicodedata.normalize("NFKC", letter)

"""Marks in runs of HTML: what stands where a value is known only when the page is made.

`\\x00a3\\x00` … `\\x00/a3\\x00` around the text of link 3, `\\x00i2\\x00` for the
attributes `src`, `width` and `height` of the inline picture 2, `\\x00u3\\x00` for
the `src` of the recording that link 3 names, and `\\x00p2\\x00` for the `poster`
that picture 2 is. Another stands around an author's own HTML that a newsroom
trusts, for whoever does not: `\\x00r0\\x00` … `\\x00/r0\\x00` around a tag,
`\\x00r1\\x00` … `\\x00/r1\\x00` around a block. NUL never stands in text that
CommonMark has read.
"""

import re

# Whether it closes, its letter, and its number.
MARK = re.compile("\x00(/?)([airup])([0-9]+)\x00")


def mark(letter: str, number: int | str) -> str:
    """Write a mark, or one that opens."""
    return f"\x00{letter}{number}\x00"


def end_mark(letter: str, number: int | str) -> str:
    """Write a mark that closes."""
    return f"\x00/{letter}{number}\x00"


def has_marks(html: str) -> bool:
    """Answer whether a run has marks: one character is looked for in a tenth of the time of a pattern."""
    return "\x00" in html


def without_marks(html: str) -> str:
    """Take the marks out of a run; what stands between them stays."""
    return MARK.sub("", html)

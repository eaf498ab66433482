"""What becomes of raw HTML in a story; a word that settings and markup share."""

from typing import Literal

HtmlPolicy = Literal["escape", "sanitise", "trust"]

"""The word that pages put before an author's name, found where the name begins with it already."""

import re

# As templates/words have it, and German. `Von Trapp` is a whole name, `Von Maria Trapp` is not.
_WORDS = {
    "en": re.compile(r"(?i:by):?\s+(.+)"),
    "fr": re.compile(r"(?i:par)(?:\s*:)?\s+(.+)"),
    "de": re.compile(r"(?i:von):?\s+([^\W\da-z]\S*\s.+)"),
}


def bare_name(name: str, language: str) -> str:
    """Give what stands behind the word that begins a name in a newsroom of a language; empty where none does."""
    found = _WORDS.get(language.lower().partition("-")[0], _WORDS["en"]).fullmatch(name.strip())
    return found[1] if found else ""

"""The names in closing lines: who contributed to a story, as its credits say in words."""

import re
from collections.abc import Sequence

from broadsheet.rendering.site_words import Words

# What may stand after a comma within the name of a company.
_COMPANY_FORM = r"(?:Inc|Ltd|Limited|LLC|L\.L\.C|LLP|L\.P|LP|Corp|Co|plc|GmbH|AG|S\.A)"
_COMPANY = re.compile(rf"[\s,]{_COMPANY_FORM}\.?$")
# A point after one of these is its own, and after a comma that of any form.
_ABBREVIATED = re.compile(rf"(?:\s(?:Inc|Ltd|L\.L\.C|L\.P|Corp|Co|S\.A)|,\s*{_COMPANY_FORM})\.$")
_ELISIONS = ("'", "’")
# What `de` becomes with `le` and `les`.
_CONTRACTIONS = ("u ", "es ")


def contributors(words: Words, lines: Sequence[str]) -> list[str]:
    """Take the names out of closing lines such as `With files from The Canadian Press`."""
    before, mark, after = words.find("with_files_from", "").partition("{names}")
    elisions = _ELISIONS if before.endswith("e ") else ()
    contractions = _CONTRACTIONS if f" {before}".endswith(" de ") else ()
    openings = (before, *(f"{before[:-2]}{end}" for end in (*elisions, *contractions)))
    # `from`, `de`, `d’` or `du`, which some write before each of the names.
    links = tuple(opening[before.rstrip().rfind(" ") + 1 :] for opening in openings)
    # An article is no part of a name, unless it is written as one: L’Express.
    articles = (*(f"l{elision}" for elision in elisions), *(("la ",) if contractions else ()))
    names: list[str] = []
    for line in lines:
        text = " ".join(line.split())
        if not _ABBREVIATED.search(text):
            text = text.rstrip(".")
        opening = next((opening for opening in openings if text.casefold().startswith(opening.casefold())), None)
        if mark and opening is not None and text.endswith(after):
            listed = _names(words, text[len(opening) : len(text) - len(after)])
            named = (_without(links, articles, f"{part.strip()} ").strip() for part in listed)
            names += [name for name in named if name]
    return names


def _names(words: Words, text: str) -> list[str]:
    """Split a list where a comma, *and*, `&`, or a comma and one of these stands; not within the name of a company."""
    comma, last = (
        re.escape(words.find(name, given).strip()) for name, given in (("list_comma", ","), ("list_and", "and"))
    )
    end = rf"\.?(?=\s*(?:{comma}|&|$)|\s+{last}\s)"
    within = rf"(?!\s*{_COMPANY_FORM}{end})"
    listed = re.split(rf"\s*{comma}{within}\s*(?:(?:{last}|&)\s+)?|\s+{last}\s+", text)
    # `&` ends a list of commas that has no other word for it: Reuters, AFP & Wire Ltd.
    may_end = len(listed) > 1 and not re.search(rf"(?:\s|{comma}){last}\s", text)
    *others, end = listed
    return [*(name for part in others for name in _parted(part)), *_parted(end, is_end=may_end)]


def _parted(text: str, is_end: bool = False) -> list[str]:
    """Split names at `&`, which belongs to the name where that is a company's: Smith & Wesson Co."""
    names = re.split(r"\s+&\s+(?!(?:Company|Companies|Co)\b\.?\s*(?:&|$))", text)
    if len(names) > 1 + is_end and _COMPANY.search(names[-1]):
        names[-2:] = [f"{names[-2]} & {names[-1]}"]
    return names


def _without(links: Sequence[str], articles: Sequence[str], name: str) -> str:
    for openings in (links, articles):
        name = name.removeprefix(next((opening for opening in openings if name.startswith(opening)), ""))
    return name

"""Tell from an alias that a story once had another slug, by which feeds know it."""

import re
from functools import lru_cache
from zoneinfo import ZoneInfo

from broadsheet.clock import from_seconds
from broadsheet.content.parse_options import ParseOptions
from broadsheet.slugs import slugify

# What a newsroom may have had before it changed its pattern; a date in these is the story's own, or they are another's.
_USUAL = (
    "/{section}/{slug}/",
    "/{year}/{month}/{slug}/",
    "/{year}/{month}/{day}/{slug}/",
    "/{section}/{year}/{month}/{slug}/",
    "/{section}/{year}/{month}/{day}/{slug}/",
)


def former_slug(aliases: tuple[str, ...], slug: str, published: int, options: ParseOptions) -> str:
    """Give the first other slug that an alias, an address of the newsroom's patterns, holds; empty when none does."""
    day = from_seconds(published, ZoneInfo(options.timezone))
    own_date = f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"
    patterns = [
        _form(options.permalink, options.sections),
        *(_form(usual, options.sections, own_date) for usual in _USUAL),
    ]
    for alias in aliases:
        address = f"{alias.removesuffix('index.html').rstrip('/')}/"
        found = next((match["slug"] for form in patterns if (match := form.fullmatch(address))), "")
        if found and found != slug and found not in options.sections and _may_be_slug(found):
            return found
    return ""


@lru_cache(maxsize=256)
def _form(
    pattern: str, sections: tuple[str, ...], date: tuple[str, str, str] = (r"\d{4}", r"\d{2}", r"\d{2}")
) -> re.Pattern[str]:
    """Give the form of the addresses that a pattern makes."""
    forms = dict(zip(("year", "month", "day"), date, strict=True))
    forms["section"] = f"(?:{'|'.join(map(re.escape, sections))})"
    parts = re.split(r"\{(\w+)\}", pattern)
    written = [re.escape(part) if index % 2 == 0 else forms.get(part, "(?P=slug)") for index, part in enumerate(parts)]
    written[1 + 2 * parts[1::2].index("slug")] = "(?P<slug>[^/]+)"
    return re.compile("".join(written), re.ASCII)


def _may_be_slug(name: str) -> bool:
    """Answer whether the last part of an address may be made of a headline, and not of a number or a list's page."""
    return name == slugify(name) and name not in ("feed", "page", "index") and not name.replace("-", "").isdigit()

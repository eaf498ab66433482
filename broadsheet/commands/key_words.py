"""What pages read and why they were written, in plain words: the build log as an editor would tell it."""

from collections.abc import Callable
from typing import NamedTuple

from broadsheet.content import keys
from broadsheet.engine.reasons import Reason
from broadsheet.rendering.renderer import STYLESHEET


class Words(NamedTuple):
    """A key in words: its group, its name in the group's list, and what a sentence calls it."""

    group: str
    name: str
    phrase: str


def list_words(name: str) -> str:
    """Name a list of stories."""
    kind, _, rest = name.partition("/")
    return _LISTS[kind].format(rest) if kind in _LISTS else name


_LISTS = {
    "latest": "all stories",
    "section": "the section {}",
    "topic": "the topic {}",
    "region": "the region {}",
    "author": "the stories of {}",
    "day": "the stories of {}",
    "month": "the stories of {}",
    "watch": "the stories to watch",
    "essay": "the photo essays",
}

_TERMS = {"topic": "topics", "region": "regions", "author": "authors", "section": "sections"}


def key_words(key: str) -> Words:
    """Put a key into words; one that is not known here stands for itself."""
    if key in _SINGLE:
        return _SINGLE[key]
    kind, _, rest = key.partition(":")
    if kind in _NAMED:
        group, phrase = _NAMED[kind]
        return Words(group, rest, phrase.format(rest))
    if kind in _LISTED:
        named = _LISTED[kind](rest)
        return Words("lists", named, named)
    if kind == "card-at":
        return key_words(rest)
    return Words("other", key, key)


def reason_words(reason: Reason) -> str:
    """Say why an output was written, so that it can follow `because`."""
    match reason.kind:
        case "changed":
            return f"{key_words(reason.detail).phrase} changed"
        case "recipe":
            recipe, _, argument = reason.detail.partition(" ")
            return f"it is now {recipe_words(recipe, argument)}"
    return str(reason)


_SINGLE: dict[str, Words] = {
    keys.NOTICES: Words("the desk's files", "notices", "the notices in force"),
    keys.BREAKING: Words("the desk's files", "breaking news", "the breaking news"),
    keys.WEATHER: Words("the desk's files", "weather", "the weather"),
    keys.STANDING_PAGES: Words("lists", "the standing pages", "the list of standing pages"),
    keys.MONTHS: Words("lists", "the months with stories", "the list of months with stories"),
    keys.SITEMAPS: Words("lists", "the sitemaps", "which sitemaps there are"),
    keys.NEWS_FILES: Words("lists", "the files of the news sitemap", "how many files the news sitemap has"),
    "search-index": Words("other", "the search index", "the search index"),
    keys.REDIRECTS: Words("links", "redirects", "the addresses that redirect"),
    keys.STYLESHEET: Words("files of the theme", "the style sheets", "the style sheets"),
}

_NAMED: dict[str, tuple[str, str]] = {
    "story": ("stories", "the story {}"),
    "card": ("stories", "the card of the story {}"),
    "link": ("links", "the address or card of {}"),
    "slug": ("links", "the address or card of the story `{}`"),
    "profile": ("authors", "the profile of {}"),
    "author": ("authors", "the profile of {}"),
    "page": ("standing pages", "the standing page {}"),
    "picture": ("pictures", "the picture {}"),
    "file": ("files", "the file {}"),
    "path": ("links", "the address {}"),
    "pins": ("the desk's files", "the pins of the front {}"),
    "setting": ("settings", "the setting `{}`"),
    "template": ("templates", "the template {}"),
    "words": ("words", "the words of the language {}"),
    keys.DATE_NAMES: ("words", "the dates of the language {}"),
    "asset": ("files of the theme", "the theme's file {}"),
}


def _newest(rest: str) -> str:
    name, _, count = rest.rpartition(":")
    return f"the newest {int(count)} of {list_words(name)}"


def _page(pattern: str) -> Callable[[str], str]:
    def words(rest: str) -> str:
        name, _, number = rest.rpartition(":")
        return pattern.format(int(number), list_words(name))

    return words


_LISTED: dict[str, Callable[[str], str]] = {
    "newest": _newest,
    "front": lambda rest: f"the front of {list_words(rest)}",
    "numbered": _page("page {} of {}"),
    "has-newer": _page("whether page {} of {} leads to the one after it"),
    "news": lambda number: f"the stories of the last 48 hours, part {number}",
    "members": lambda rest: f"all of {list_words(rest)}",
    "terms": lambda rest: f"the {_TERMS.get(rest, rest)} that have stories",
    "days": lambda rest: f"the days of {rest} with stories",
    "neighbours": lambda rest: f"the days with stories next to {rest}",
}


def recipe_words(recipe: str, argument: str) -> str:
    """Say what an output is, by its recipe; one that is not known here stands for itself."""
    if recipe in _FIXED:
        return _FIXED[recipe]
    made = _MADE.get(recipe)
    return f"{recipe} {argument}".strip() if made is None else made(argument)


_FIXED = {
    "home": "the front page",
    "article": "the page of a story",
    "lite-article": "the lite page of a story",
    "lite-front": "the front of the lite edition",
    "page": "a standing page",
    "topics": "the index of topics",
    "authors": "the index of authors",
    "regions": "the index of regions",
    "archive": "the front of the archive",
    "not-found": "the page for addresses that lead nowhere",
    "sitemap-index": "the index of sitemaps",
    "robots": "the rules for robots",
    "ads": "the list of who may sell the site's advertising",
    "security": "the contact for reports of security holes",
    "humans": "the list of who makes the site",
    "llms": "a guide to the site for language models",
    "host-headers": "the headers for a host to send",
    "host-redirects": "the redirects for a host to send",
    "ninjs": "a story for other newsrooms' systems",
    "live": "the weather, notices and breaking news that pages load",
    "copy": "a file that is published as it is",
    "drawing": "a drawing, with scripts removed",
    "rendition": "a picture in one of its sizes",
    "crop": "a picture cropped around its focus",
    "social-card": "a drawn card for what has no picture",
    "search": "the search page",
    "search-file": "a piece of the search index",
    "search-volumes": "the list of the search index's volumes",
    STYLESHEET: "the style sheets of the theme, joined",
}


def _numbered(argument: str) -> str:
    name, _, number = argument.partition(" ")
    return f"page {number} of {list_words(name)}"


_MADE: dict[str, Callable[[str], str]] = {
    "list": lambda name: f"the front of {list_words(name)}",
    "lite-section": lambda slug: f"the lite front of {list_words(f'section/{slug}')}",
    "numbered": _numbered,
    "month": lambda month: f"the archive of {month}",
    "day": lambda day: f"the archive of {day}",
    "redirect": lambda pair: f"a redirect to {pair.rpartition(' ')[2]}",
    "feed": lambda name: f"the feed of {list_words(name)}",
    "feed-atom": lambda name: f"the Atom feed of {list_words(name)}",
    "feed-json": lambda name: f"the JSON Feed of {list_words(name)}",
    "news-sitemap": lambda number: f"part {number} of the news sitemap",
    "sitemap-month": lambda part: f"the sitemap of {part.replace(' ', ', part ')}",
    "sitemap-pages": lambda number: "the sitemap of all but stories" + (f", part {number}" if number != "1" else ""),
}

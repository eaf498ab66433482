"""The addresses that stories had on the old site, so that links and bookmarks go on working."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import unquote, urlsplit

from broadsheet.importers.addresses import path_key
from broadsheet.importers.dates import date_in_name
from broadsheet.importers.layout import Dialect
from broadsheet.slugs import collision_key

Style = Literal["dated", "path"]


@dataclass(frozen=True, slots=True)
class OldPlace:
    """What an old address is made of: the source's path, its day, its slug, and an address of its own if it had one."""

    path: str
    day: str
    slug: str
    permalink: str = ""

    def dated(self) -> str:
        """Give `/2014/03/12/slug/`, or an empty text without a date."""
        return f"/{self.day.replace('-', '/')}/{self.slug}/" if self.day else ""

    def by_path(self) -> str:
        """Give the address that mirrors the source's folders."""
        parts = list(PurePosixPath(self.path).parts[:-1])
        while parts and parts[0] in ("content", "src", "_posts"):
            parts.pop(0)
        if parts and PurePosixPath(self.path).stem == "index":
            parts.pop()
        return "/" + "/".join([*parts, self.slug]) + "/"

    def address(self, style: Style) -> str:
        """Give the address it had in a style; its own permalink goes first."""
        return self.permalink or (self.dated() if style == "dated" else self.by_path()) or self.by_path()


def names_of(path: str) -> Iterable[str]:
    """Give the ways in which a `ref` may name a source: its path, its file, its file without the date."""
    pure = PurePosixPath(path)
    yield path
    yield path.removeprefix("content/")
    stem = pure.parent.name if pure.stem in ("index", "_index") else pure.stem
    yield stem
    yield date_in_name(stem)[1]


def find_style(places: Sequence[OldPlace], bodies: Iterable[str], dialect: Dialect) -> Style:
    """Find whether stories stood under their date or under their folder, by the links they hold to each other."""
    dated = {path_key(place.dated()) for place in places if place.day}
    by_path = {path_key(place.by_path()) for place in places}
    votes = {"dated": 0, "path": 0}
    for body in bodies:
        for found in re.findall(r"/[\w/.%’-]{6,}", body):
            key = path_key(found.split("//", 1)[-1].partition("/")[2] if found.startswith("//") else found)
            votes["dated"] += key in dated
            votes["path"] += key in by_path
    if votes["dated"] != votes["path"]:
        return "dated" if votes["dated"] > votes["path"] else "path"
    return "dated" if dialect == "jekyll" else "path"


def sound_alias(text: str) -> str | None:
    """Give an old address as our `aliases` want it, or None when it cannot be one."""
    path = unquote(urlsplit(text.strip()).path) if "://" in text else unquote(text.strip())
    path = "/" + path.lstrip("/")
    if len(path) < 2 or re.search(r"[^\S ]|[?#\\%<>\":]| /|/ | $", path) or "//" in path:
        return None
    return None if any(part in (".", "..") for part in path.split("/")) else path


def unique_aliases(wanted: Sequence[Sequence[str]], permalinks: Sequence[str]) -> list[list[str]]:
    """Keep of each story's aliases those that no other story and no page claims."""
    claims: dict[str, int] = {}
    for aliases in wanted:
        for key in {_claim(alias) for alias in aliases}:
            claims[key] = claims.get(key, 0) + 1
    taken = {_claim(permalink) for permalink in permalinks}
    kept: list[list[str]] = []
    for aliases in wanted:
        by_key: dict[str, str] = {}
        for alias in aliases:
            key = _claim(alias)
            if claims[key] == 1 and key not in taken:
                by_key.setdefault(key, alias)
        kept.append(list(by_key.values()))
    return kept


def _claim(path: str) -> str:
    return collision_key(path.strip("/"))

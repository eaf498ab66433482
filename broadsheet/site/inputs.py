"""The values of a build that come from settings, theme and desk files rather than from stories."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePath
from zoneinfo import ZoneInfo

import msgspec

from broadsheet.content import keys
from broadsheet.content.desk_files import is_in_force, parse_breaking, parse_front, parse_weather
from broadsheet.content.records import BreakingNews, NoticeRecord
from broadsheet.diagnostics import Diagnostic, Place
from broadsheet.documents.encoding import decode_text
from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.sources import read_source
from broadsheet.newsroom.crawlers import FILE as CRAWLERS, parse_crawlers
from broadsheet.newsroom.settings import SETTINGS_FILE, Fonts, Settings
from broadsheet.rendering.site_words import parse_words
from broadsheet.rendering.stylesheet import StylesheetError, join_stylesheet

_encode = msgspec.msgpack.encode

# The preview reads a theme again and again, in which these seldom change. What they give is only read.
_known_words = lru_cache(maxsize=16)(parse_words)
_known_crawlers = lru_cache(maxsize=2)(parse_crawlers)

TEXT_ENDS = (".html", ".xml", ".txt", ".json", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: the newsroom's own templates over the packaged ones, file by file."""

    templates: dict[str, str]
    assets: dict[str, bytes]
    words: dict[str, dict[str, str]]
    diagnostics: list[Diagnostic] = field(default_factory=list)


def load_theme(files: Mapping[str, str]) -> Theme:
    """Read a theme; `files` maps each file's name in the theme to where it lies."""
    theme = Theme({}, {}, {})
    for name, path in sorted(files.items()):
        raw = read_source(path)
        if name.startswith("assets/"):
            theme.assets[name.removeprefix("assets/")] = raw
        elif name.endswith(TEXT_ENDS):
            text, faults = decode_text(raw, f"templates/{name}")
            theme.diagnostics.extend(faults)
            if name.startswith("words/") and name.endswith(".yaml"):
                theme.words[PurePath(name).stem], faults = _known_words(text or "", f"templates/{name}")
                theme.diagnostics.extend(faults)
            else:
                theme.templates[name] = text or ""
                if name == CRAWLERS:
                    theme.diagnostics.extend(_known_crawlers(text or "", f"templates/{name}")[1])
    return theme


@dataclass(slots=True)
class Inputs:
    """Shared values by key, the theme's published files by path, and what was found wrong."""

    shared: dict[str, bytes | None] = field(default_factory=dict)
    assets: dict[str, tuple[str, str]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    scan_faults: list[Diagnostic] = field(default_factory=list)
    instants: list[int] = field(default_factory=list)
    breaking: BreakingNews | None = None  # what is in force, as it is written


def add_settings(inputs: Inputs, settings: Settings, date_names: Callable[[str], bytes]) -> None:
    """Give each setting a key of its own, and the names of dates in the newsroom's language."""
    for item in msgspec.structs.fields(Settings):
        inputs.shared[keys.setting(item.name)] = _encode(getattr(settings, item.name))
    inputs.shared[keys.date_names(settings.language)] = date_names(settings.language)


def add_theme(inputs: Inputs, theme: Theme, settings: Settings, locations: Mapping[str, str]) -> None:
    """Give templates, words and published files their keys; join the CSS."""
    inputs.diagnostics.extend(theme.diagnostics)
    for name, text in theme.templates.items():
        inputs.shared[keys.template(name)] = text.encode()
    for language in {*theme.words, "en", settings.language.split("-")[0].lower()}:
        words = theme.words.get(language)
        inputs.shared[keys.words(language)] = None if words is None else _encode(words)
    for name, raw in theme.assets.items():
        if not name.startswith("css/"):
            _publish(inputs, name, raw, locations[f"assets/{name}"])
    absent = [name for name in settings.fonts.files if name not in theme.assets]
    for name in absent:
        message, help_text = f"there is no font `templates/assets/{name}`", "give its path in templates/assets"
        inputs.diagnostics.append(Diagnostic("font", message, Place(SETTINGS_FILE), help=help_text))
    css = {name: raw.decode("utf-8", "replace") for name, raw in theme.assets.items() if name.startswith("css/")}
    try:
        joined = join_stylesheet(
            css,
            settings.sections,
            Fonts() if absent else settings.fonts,
            lambda name: _css_address(inputs, settings, name),
        ).encode()
    except StylesheetError as error:
        inputs.diagnostics.append(Diagnostic("stylesheet", str(error), Place("templates/assets/css/index.css")))
        return
    inputs.shared[keys.STYLESHEET] = joined
    _publish(inputs, "site.css", joined, "")


def _css_address(inputs: Inputs, settings: Settings, name: str) -> str | None:
    published = inputs.shared.get(keys.asset(name))
    return None if published is None else settings.base_path + published.decode()


def _publish(inputs: Inputs, name: str, raw: bytes, location: str) -> None:
    stem, dot, end = name.rpartition(".")
    path = f"assets/{stem}.{fingerprint(raw).hex()[:10]}{dot}{end}"
    inputs.shared[keys.asset(name)] = f"/{path}".encode()
    inputs.assets[path] = (name, location)


def add_desk_files(inputs: Inputs, settings: Settings, files: Mapping[str, bytes], now: int) -> None:
    """Read pins, weather and breaking news, and keep the notices in force at `now`.

    `files` are the texts of `content/fronts` and `content/live` by their path
    in the content folder.
    """
    zone = ZoneInfo(settings.timezone)
    pins = files.get("fronts/home.yaml")
    if pins is not None:
        front, faults = parse_front("content/fronts/home.yaml", pins, zone)
        inputs.shared[keys.pins("home")] = _encode(front)
        inputs.diagnostics.extend(faults)
    inputs.shared.setdefault(keys.pins("home"), None)
    weather, faults = parse_weather("content/live/weather.yaml", files.get("live/weather.yaml", b""), zone)
    inputs.shared[keys.WEATHER] = _encode(weather)
    inputs.diagnostics.extend(faults)
    _add_breaking(inputs, files.get("live/breaking.yaml", b""), zone, now)
    notices = [
        NoticeRecord(notice.text, notice.label, notice.end)
        for notice in settings.notices
        if is_in_force(notice.start, notice.end, now)
    ]
    inputs.shared[keys.NOTICES] = _encode(notices)
    inputs.instants += [at for notice in settings.notices for at in (notice.start, notice.end) if at is not None]


def _add_breaking(inputs: Inputs, raw: bytes, zone: ZoneInfo, now: int) -> None:
    news, faults = parse_breaking("content/live/breaking.yaml", raw, zone)
    inputs.diagnostics.extend(faults)
    in_force = news is not None and is_in_force(news.start, news.end, now)
    inputs.breaking = news if in_force else None
    inputs.shared[keys.BREAKING] = _encode(news) if in_force else None
    if news is not None:
        inputs.instants += [at for at in (news.start, news.end) if at is not None]

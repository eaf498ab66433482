"""Dates for readers, in the newsroom's language and zone.

The names and patterns are CLDR's, taken from Babel once for a build
(`load_date_names`) and passed on as plain values: formatting through Babel
itself costs thirty times as much, and workers need not import it.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

import msgspec

from broadsheet.clock import from_seconds
from broadsheet.rendering.views import Timestamp


class DateNames(msgspec.Struct, frozen=True):
    """A language's names and patterns, in the notation of Unicode TR 35, and the region that is meant by it."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]  # Monday first
    morning: str
    afternoon: str
    date_pattern: str
    month_pattern: str
    time_pattern: str
    standalone_months: tuple[str, ...] = ()
    region: str = ""  # two letters, or empty


def load_date_names(language: str, date_pattern: str = "", time_pattern: str = "") -> DateNames:
    """Take a language's names and patterns from CLDR; patterns of the newsroom's own go before."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - slow, and needed once in a build
    from babel.core import get_global  # noqa: PLC0415 - as above

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    months = locale.months["format"]
    periods = locale.day_periods["format"]["abbreviated"]
    return DateNames(
        months=tuple(months["wide"][n] for n in range(1, 13)),
        short_months=tuple(months["abbreviated"][n] for n in range(1, 13)),
        weekdays=tuple(locale.days["format"]["wide"][n] for n in range(7)),
        morning=periods["am"],
        afternoon=periods["pm"],
        date_pattern=date_pattern or locale.date_formats["long"].pattern,
        month_pattern=locale.datetime_skeletons["yMMMM"].pattern,
        time_pattern=time_pattern or locale.time_formats["short"].pattern.replace("\u202f", "\u00a0"),
        standalone_months=tuple(locale.months["stand-alone"]["wide"][n] for n in range(1, 13)),
        region=_region(language, get_global("likely_subtags")),
    )


def _region(language: str, likely: Mapping[str, str]) -> str:
    """Give the region that a tag names, or else the one where most write the language so; `zh_Hant` is `zh_Hant_TW`."""
    name, *parts = language.split("-")
    region = next((part for part in parts if len(part) < len("Hant")), "")
    if not region:
        scripts = [f"{name.lower()}_{part.title()}" for part in parts]
        region = next((likely[tag] for tag in (*scripts, name.lower()) if tag in likely), "").rpartition("_")[2]
    # `419` is Latin America, for which networks have names of their own.
    return region.upper() if region.isalpha() else ""


Write: TypeAlias = Callable[[datetime], str]

_NUMBERS: Mapping[str, Callable[[datetime], int]] = {
    "d": lambda local: local.day,
    "H": lambda local: local.hour,
    "h": lambda local: local.hour % 12 or 12,
    "m": lambda local: local.minute,
    "s": lambda local: local.second,
}
_FIELD = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*")


def _fields_of(pattern: str) -> tuple[str | tuple[str, int], ...]:
    """Take a pattern apart: texts as they stand, fields as their letter and its number."""
    fields: list[str | tuple[str, int]] = []
    end = 0
    for match in _FIELD.finditer(pattern):
        fields.append(pattern[end : match.start()])
        quoted = (match[1] or "'").replace("''", "'")
        fields.append(quoted if match[2] is None else (match[2], len(match[0])))
        end = match.end()
    return (*fields, pattern[end:])


class Dates:
    """Format instants for one newsroom: seconds since 1970 in, views out."""

    def __init__(self, names: DateNames, zone: ZoneInfo) -> None:
        self.region = names.region
        self._names = names
        self._zone = zone
        self.timestamp = lru_cache(maxsize=4096)(self._timestamp)
        self.date_text = lru_cache(maxsize=1024)(self._date_text)
        self._writers = lru_cache(maxsize=16)(self._find_writers)

    def _timestamp(self, seconds: int) -> Timestamp:
        local = from_seconds(seconds, self._zone)
        day, time = self.date_text(local.date()), self._fill(self._names.time_pattern, local)
        iso, weekday = iso_text(local), self._names.weekdays[local.weekday()]
        return Timestamp(iso, iso[:10], day, time, f"{day}, {time}", weekday)

    def _date_text(self, day: date) -> str:
        """Write a day: April 24, 2019."""
        return self._fill(self._names.date_pattern, datetime(day.year, day.month, day.day, tzinfo=UTC))

    def weekday(self, day: date) -> str:
        """Name the day of the week."""
        return self._names.weekdays[day.weekday()]

    def month_text(self, month: str) -> str:
        """Write a month given as `2019-04`: April 2019."""
        year, number = month.split("-")
        return self._fill(self._names.month_pattern, datetime(int(year), int(number), 1, tzinfo=UTC))

    def month_name(self, month: str) -> str:
        """Name a month given as `2019-04`: April."""
        return (self._names.standalone_months or self._names.months)[int(month[5:7]) - 1]

    def _fill(self, pattern: str, local: datetime) -> str:
        return "".join([write(local) for write in self._writers(pattern)])

    def _find_writers(self, pattern: str) -> list[Write]:
        return [_text(field) if isinstance(field, str) else self._writer(*field) for field in _fields_of(pattern)]

    def _writer(self, letter: str, length: int) -> Write:
        """Give what writes one field of a pattern, which has no more to choose when it does."""
        names = self._names
        if letter in "yu":
            return (lambda local: f"{local.year % 100:02}") if length == 2 else (lambda local: str(local.year))
        if letter in "ML":
            return self._month_writer(letter, length)
        if letter in "Ec":
            return lambda local: names.weekdays[local.weekday()]
        if letter == "a":
            return lambda local: names.morning if local.hour < 12 else names.afternoon
        number = _NUMBERS.get(letter)
        return _text("") if number is None else lambda local: f"{number(local):0{length}}"

    def _month_writer(self, letter: str, length: int) -> Write:
        names = self._names.short_months if length == 3 else self._names.months
        if length >= 4 and letter == "L" and self._names.standalone_months:
            names = self._names.standalone_months
        return (lambda local: names[local.month - 1]) if length >= 3 else (lambda local: f"{local.month:0{length}}")


def _text(text: str) -> Write:
    return lambda _: text


def iso_text(local: datetime) -> str:
    """Write an instant for machines, to the second, with its offset to the minute."""
    text = local.isoformat(timespec="seconds")
    if len(text) == len("2019-04-24T06:12:00-06:00"):
        return text
    offset = local.utcoffset()  # of the days before standard time, with seconds
    minutes = 0 if offset is None else round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{local:%Y-%m-%dT%H:%M:%S}".rjust(19, "0") + f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rfc822(seconds: int, zone: ZoneInfo) -> str:
    """Write an instant as RSS wants it (RFC 822 with a four-digit year), whatever the locale."""
    local = from_seconds(seconds, zone)
    name, month = _DAYS[local.weekday()], _MONTHS[local.month - 1]
    return f"{name}, {local.day:02} {month} {local.year:04} {local:%H:%M:%S} {local:%z}"[:31]

"""Instants: read from text in a newsroom's time zone, never guessed.

All instants carry an offset. The current time is read once, at the command
line, and passed down; nothing here looks at a clock.
"""

import re
from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_FORM = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
    r"(?:[T ] ?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?"
    r" ?(?P<zone>[Zz]|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII,
)

DATE_HELP = "write it as `2026-11-23`, `2026-11-23 10:00` or `2026-11-23T10:00+01:00`"


class DateError(ValueError):
    """A text that is no instant; `help` says how to write one."""

    def __init__(self, message: str, help_text: str = DATE_HELP) -> None:
        super().__init__(message)
        self.help = help_text


def parse_instant(text: str, zone: ZoneInfo) -> datetime:
    """Read an instant, to the second; without an offset it is local to `zone`.

    Raises DateError when the text has another form, names no day of the
    calendar, or names a local time that the clocks skipped or showed twice.
    """
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise DateError(f"invalid date `{text}`")
    part = match.groupdict()
    try:
        local = datetime(
            int(part["year"]),
            int(part["month"]),
            int(part["day"]),
            int(part["hour"] or 0),
            int(part["minute"] or 0),
            int(part["second"] or 0),
        )
    except ValueError as error:
        raise DateError(f"invalid date `{text}`: {error}") from None
    try:
        instant = _with_offset(local, part["zone"]) if part["zone"] else _in_zone(local, zone, text)
        if local.year in (MINYEAR, MAXYEAR):
            for shown_in in (UTC, zone):
                instant.astimezone(shown_in)
    except OverflowError:
        raise DateError(f"invalid date `{text}`: out of range") from None
    return instant


def _with_offset(local: datetime, zone: str) -> datetime:
    if zone in "Zz":
        return local.replace(tzinfo=UTC)
    digits = zone[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 14 or minutes > 59:
        raise DateError(f"invalid zone `{zone}`: offsets go from -12:00 to +14:00")
    offset = timedelta(hours=hours, minutes=minutes)
    from_utc = -offset if zone[0] == "-" else offset
    return (local - from_utc).replace(tzinfo=UTC)


def _in_zone(local: datetime, zone: ZoneInfo, text: str) -> datetime:
    early, late = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if early.utcoffset() == late.utcoffset():
        return early
    readings = f"`{text} {_offset(early)}` or `{text} {_offset(late)}`"
    exists = early.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local
    problem = "happened twice" if exists else "was skipped"
    raise DateError(
        f"ambiguous date `{text}`: that time {problem} when the clocks of {zone.key} changed", f"say which: {readings}"
    )


def _offset(instant: datetime) -> str:
    return instant.strftime("%z")[:3] + ":" + instant.strftime("%z")[3:]


def to_seconds(instant: datetime) -> int:
    """Give an instant as whole seconds since 1970-01-01T00:00Z."""
    return int((instant - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())


def from_seconds(seconds: int, zone: ZoneInfo) -> datetime:
    """Give the local time in `zone` of seconds since 1970-01-01T00:00Z."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).astimezone(zone)

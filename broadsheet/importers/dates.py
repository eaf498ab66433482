"""Read dates in the forms that other generators let stand, and write them in ours."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from broadsheet.clock import DateError, parse_instant

_NUMBERS = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
    r"(?:[T ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?)?"
)
_WORDY = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%m/%d/%Y", "%B %d, %Y %I:%M %p")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in our form, with the instant it names and what had to be guessed."""

    text: str
    instant: datetime
    guess: str = ""


def read_date(text: str, zone: ZoneInfo) -> WrittenDate | None:
    """Read a date in any usual form; None when it names no instant."""
    text = " ".join(text.split()).strip("'\"")
    ours = _from_numbers(text) or _from_words(text)
    if ours is None:
        return None
    try:
        return WrittenDate(ours, parse_instant(ours, zone))
    except DateError:
        return _earlier_reading(ours, zone)


def date_in_name(name: str) -> tuple[str, str]:
    """Split `2014-03-12-slug` into its date and the rest; the date is empty when there is none."""
    match = re.fullmatch(r"(\d{4}-\d{1,2}-\d{1,2})-(.+)", name)
    return (match[1], match[2]) if match else ("", name)


def _from_numbers(text: str) -> str | None:
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return None
    part = match.groupdict()
    day = f"{part['year']}-{int(part['month']):02}-{int(part['day']):02}"
    if part["hour"] is None:
        return day
    hour = int(part["hour"])
    if part["half"]:
        hour = hour % 12 + (12 if part["half"][0] in "pP" else 0)
    clock = f"{hour:02}:{part['minute']}" + (f":{part['second']}" if part["second"] not in (None, "00") else "")
    return f"{day} {clock}" + _zone(part["zone"])


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    if zone in ("Z", "UTC", "GMT"):
        return "Z"
    digits = zone[1:].replace(":", "")
    hours, minutes = (digits, "00") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    return f" {zone[0]}{int(hours):02}:{minutes}"


def _from_words(text: str) -> str | None:
    for form in _WORDY:
        try:
            moment = datetime.strptime(text, form)  # noqa: DTZ007  # the zone is the newsroom's, given later
        except ValueError:
            continue
        return f"{moment:%Y-%m-%d %H:%M}" if "%I" in form else f"{moment:%Y-%m-%d}"
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return f"{moment:%Y-%m-%d %H:%M:%S}" + (f" {moment:%z}" if moment.tzinfo else "")


def _earlier_reading(ours: str, zone: ZoneInfo) -> WrittenDate | None:
    """Give a time that the clocks skipped or showed twice its first reading, with the offset written out."""
    try:
        local = datetime.fromisoformat(ours).replace(tzinfo=zone)
    except ValueError:
        return None
    if local.tzinfo is None:
        return None
    written = f"{ours} {local:%z}"
    try:
        return WrittenDate(
            written, parse_instant(written, zone), "the clocks changed then; the first reading was taken"
        )
    except DateError:
        return None

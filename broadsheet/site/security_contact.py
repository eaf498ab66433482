"""Warn of a `security.txt` that researchers should not go by: after its end, and while that is more than a year away."""

from collections.abc import Iterator

from broadsheet.diagnostics import Diagnostic, Place
from broadsheet.newsroom.settings import SETTINGS_FILE, Settings
from broadsheet.site.sources import SourceLines

_YEAR = 366 * 86_400  # seconds


def contact_instants(settings: Settings) -> tuple[int, ...]:
    """Give the instants from which on something else is said of the contact for security."""
    contact = settings.security
    return () if contact is None else (contact.expires - _YEAR, contact.expires)


def contact_faults(settings: Settings, now: int, lines: SourceLines) -> Iterator[Diagnostic]:
    """Yield a warning where `security.txt` is over, or holds for more than a year (RFC 9116, 2.5.5)."""
    contact = settings.security
    if contact is None or contact.expires - _YEAR <= now < contact.expires:
        return
    is_over = now >= contact.expires
    message = "`security.txt` has expired" if is_over else "`security.txt` expires more than a year from now"
    found = lines.find_key(SETTINGS_FILE, "expires")
    place, text = (found.place, found.text) if found else (Place(SETTINGS_FILE), "")
    help_text = "check that the addresses still work, and write a date within a year"
    yield Diagnostic("security-contact", message, place, text, help_text, "warning")

"""The newsroom's time zone, for reading and showing times at the command line."""

from pathlib import Path
from zoneinfo import ZoneInfo

from broadsheet.site.build import NotANewsroom, load_settings
from broadsheet.site.layout import layout_of


def newsroom_zone(root: Path) -> ZoneInfo:
    """Give the zone of a newsroom; UTC when its settings cannot be read."""
    try:
        settings, _ = load_settings(layout_of(root))
    except NotANewsroom:
        settings = None
    return ZoneInfo(settings.timezone) if settings is not None else ZoneInfo("UTC")

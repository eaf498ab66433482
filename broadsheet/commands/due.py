"""`broadsheet due`: the next instant at which a build would differ."""

import time
from pathlib import Path
from zoneinfo import ZoneInfo

from broadsheet.clock import from_seconds
from broadsheet.commands.output import Screen
from broadsheet.commands.running import WRONG_USAGE
from broadsheet.engine.failures import DiskFailure
from broadsheet.engine.lock import Busy
from broadsheet.publishing.desk import Desk
from broadsheet.site.build import NotANewsroom, load_settings
from broadsheet.site.layout import layout_of


def run_due(root: Path, only_passed: bool) -> int:
    """Print when a build would next differ: an instant, `now` or `never`; give the exit status.

    With `only_passed` the status is 0 when that instant has come, and 1 when not.
    """
    screen = Screen()
    layout = layout_of(root)
    try:
        settings, faults = load_settings(layout)
        if settings is None:
            screen.diagnostics(faults)
            return 2 if only_passed else 1
        finished = Desk(layout, settings, int(time.time()), "", {}).finished()
    except NotANewsroom as error:
        screen.no_newsroom(str(error))
        return WRONG_USAGE
    except (Busy, DiskFailure) as error:
        screen.error(str(error), "try again")
        return 2 if only_passed else 1
    if finished.standing != "complete":
        screen.say("now")
        return 0
    zone = ZoneInfo(settings.timezone)
    upcoming = finished.next_change
    screen.say("never" if upcoming is None else from_seconds(upcoming, zone).isoformat())
    return 1 if only_passed else 0

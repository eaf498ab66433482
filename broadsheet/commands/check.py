"""`broadsheet check`: find what is wrong without touching the site."""

from pathlib import Path

from broadsheet.commands.build import read_now
from broadsheet.commands.output import Screen
from broadsheet.engine.failures import DiskFailure
from broadsheet.engine.lock import Busy
from broadsheet.engine.workers import WorkerDied
from broadsheet.site.build import BuildOptions, NotANewsroom, build
from broadsheet.site.making import InternalError
from broadsheet.site.settings_zone import newsroom_zone


def run_check(root: Path, now: str | None, jobs: int) -> int:
    """Check a newsroom, its hidden stories too; give the exit status."""
    screen = Screen()
    try:
        result = build(BuildOptions(root, read_now(now, newsroom_zone(root)), jobs=jobs, only_check=True))
    except NotANewsroom as error:
        screen.error(str(error), "run it in a newsroom's folder, or name one with -C")
        return 2
    except (Busy, WorkerDied) as error:
        screen.error(str(error))
        return 1
    except DiskFailure as error:
        screen.error(str(error), error.help)
        return 1
    except InternalError as error:
        screen.crash(str(error))
        return 3
    screen.diagnostics(result.diagnostics)
    errors = sum(fault.is_error for fault in result.diagnostics)
    warnings = len(result.diagnostics) - errors
    screen.say(
        f"{result.stories} public stories and {result.hidden} hidden ones checked: {errors} errors, {warnings} warnings"
    )
    return 1 if errors else 0

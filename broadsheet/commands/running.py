"""Read the settings and run a build for a command, and say in plain words what kept it from its work."""

from broadsheet.commands.output import Screen
from broadsheet.engine.failures import DiskFailure
from broadsheet.engine.lock import Busy
from broadsheet.engine.workers import InternalError, WorkerDied
from broadsheet.newsroom.settings import Settings
from broadsheet.site.build import BuildOptions, BuildResult, NotANewsroom, build, load_settings
from broadsheet.site.layout import Layout

WRONG_USAGE = 2
OUR_FAULT = 3


def read_settings(screen: Screen, layout: Layout) -> Settings | int:
    """Read the settings of a newsroom, or say what is wrong with them and give the exit status."""
    try:
        settings, faults = load_settings(layout)
    except NotANewsroom as error:
        screen.no_newsroom(str(error))
        return WRONG_USAGE
    if settings is None:
        screen.diagnostics(faults)
        return 1
    return settings


def run(screen: Screen, options: BuildOptions) -> BuildResult | int:
    """Build or check; give the result, or the exit status when there is none."""
    try:
        return build(options)
    except NotANewsroom as error:
        screen.no_newsroom(str(error))
        return WRONG_USAGE
    except (Busy, WorkerDied) as error:
        screen.error(str(error), "the site was not changed; build again")
    except DiskFailure as error:
        screen.error(str(error), error.help)
    except InternalError as error:
        screen.crash(str(error))
        return OUR_FAULT
    return 1

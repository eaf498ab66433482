"""`broadsheet check`: find what is wrong without touching the site."""

from pathlib import Path

from broadsheet.commands.build import read_now
from broadsheet.commands.output import Screen
from broadsheet.commands.running import run
from broadsheet.site.build import BuildOptions
from broadsheet.site.settings_zone import newsroom_zone


def run_check(root: Path, now: str | None, jobs: int) -> int:
    """Check a newsroom, its hidden stories too; give the exit status."""
    screen = Screen()
    result = run(screen, BuildOptions(root, read_now(now, newsroom_zone(root)), jobs=jobs, only_check=True))
    if isinstance(result, int):
        return result
    screen.diagnostics(result.diagnostics)
    errors = sum(fault.is_error for fault in result.diagnostics)
    warnings = len(result.diagnostics) - errors
    screen.say(
        f"{result.stories} public stories and {result.hidden} hidden ones checked: {errors} errors, {warnings} warnings"
    )
    return 1 if errors else 0

"""`broadsheet preview bundle`: a marked copy for people who must see stories before they are public."""

import time
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from broadsheet.clock import DateError, parse_instant, to_seconds
from broadsheet.commands.output import Screen, counted
from broadsheet.commands.running import WRONG_USAGE
from broadsheet.engine.failures import DiskFailure, disk_failure
from broadsheet.preview.bundle import BundleFailed, write_bundle
from broadsheet.site.build import NotANewsroom
from broadsheet.site.layout import layout_of, unfit_site
from broadsheet.site.settings_zone import newsroom_zone


def run_bundle(root: Path, out: Path, at: str | None) -> int:
    """Write a bundle and say where it is; give the exit status."""
    screen = Screen()
    instant = None if at is None else _read_at(at, newsroom_zone(root))
    site = layout_of(root).site
    if problem := unfit_site(root, out) or ("it is the site" if out.resolve().is_relative_to(site) else ""):
        raise click.UsageError(f"--out {out}: {problem}; name a folder of its own")
    try:
        with screen.progress() as progress:
            folder, errors = write_bundle(root, out, int(time.time()), instant, progress)
    except NotANewsroom as error:
        screen.no_newsroom(str(error))
        return WRONG_USAGE
    except BundleFailed as error:
        screen.error(str(error), "`check` shows what is wrong")
    except (DiskFailure, OSError) as error:
        failure = error if isinstance(error, DiskFailure) else disk_failure(error)
        screen.error(str(failure), "fix the cause and bundle again")
    else:
        screen.say(f"The bundle is in {folder}")
        screen.say(f"Copy that folder to a web server; its pages are at …/{folder.name}/")
        if errors:
            screen.warn(f"its sources have {counted(errors, 'error')}: `check` shows what is wrong")
        screen.warn("everybody who knows the address can see stories that are not public")
        return 0
    return 1


def _read_at(text: str, zone: ZoneInfo) -> int:
    try:
        return to_seconds(parse_instant(text, zone))
    except DateError as error:
        raise click.UsageError(f"--at: {error}; {error.help}") from None

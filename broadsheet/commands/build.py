"""`broadsheet build`: make the site."""

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from broadsheet.clock import DateError, from_seconds, parse_instant, to_seconds
from broadsheet.commands.key_words import reason_words
from broadsheet.commands.output import Screen, counted
from broadsheet.commands.running import run
from broadsheet.site.build import BuildOptions, BuildResult
from broadsheet.site.layout import unfit_site
from broadsheet.site.settings_zone import newsroom_zone


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What the command line asks for. At the front door of a checkout the demo is built, to be looked at."""

    root: Path
    now: str | None = None
    out: Path | None = None
    jobs: int = 0
    report: Path | None = None
    explains: bool = False
    is_front_door: bool = False


def run_build(request: BuildRequest) -> int:
    """Build a site and say what was done; give the exit status."""
    screen = Screen()
    root, out, report = request.root, request.out, request.report
    zone = newsroom_zone(root)
    instant = read_now(request.now, zone)
    if out is not None and (problem := unfit_site(root, out)):
        raise click.UsageError(f"--out {out}: {problem}; name a folder of its own")
    if report is not None and not report.resolve().parent.is_dir():
        raise click.UsageError(f"--report {report}: there is no folder {report.resolve().parent}")
    with screen.progress() as progress:
        result = run(screen, BuildOptions(root, instant, out, request.jobs, progress=progress))
    if isinstance(result, int):
        return result
    screen.diagnostics(result.diagnostics)
    if request.explains:
        screen.lines(f"{path}: {reason_words(result.reasons[path])}" for path in sorted(result.written))
    _summary(screen, result, zone, request.is_front_door)
    if report is not None:
        report.write_text(json.dumps(report_values(result, zone), indent=2) + "\n", encoding="utf-8")
    return 0 if result.is_ok or result.written or result.unchanged else 1


def read_now(now: str | None, zone: ZoneInfo) -> int:
    """Read the instant of a build; without one, the present. Raises click.UsageError."""
    if now is None:
        return int(time.time())
    try:
        return to_seconds(parse_instant(now, zone))
    except DateError as error:
        raise click.UsageError(f"--now: {error}; {error.help}") from None


def _summary(screen: Screen, result: BuildResult, zone: ZoneInfo, is_front_door: bool) -> None:
    if result.note:
        screen.warn(result.note)
    if result.hidden_faults:
        screen.warn(
            f"hidden stories and profiles have {counted(result.hidden_faults, 'error')}"
            " and will not publish until they are fixed;"
            " `check` shows them"
        )
    errors = sum(fault.is_error for fault in result.diagnostics)
    if not result.is_ok:
        screen.say(counted(errors, "error"))
    if not (result.written or result.unchanged):
        screen.say("The site was not changed.")
        return
    left_out = f", {result.left_out} left out for errors" if result.left_out else ""
    screen.say(
        f"{counted(result.stories, 'story', 'stories')}, {result.hidden} hidden{left_out}:"
        f" {len(result.written)} pages and files written,"
        f" {result.unchanged} unchanged, {len(result.deleted)} deleted, in {result.seconds:.1f} s"
    )
    if result.next_change is not None:
        screen.say(f"The site next changes at {from_seconds(result.next_change, zone):%Y-%m-%d %H:%M:%S %z}.")
    screen.say(f"The site is in {result.site}")
    if is_front_door:
        screen.say(f"To look at it: python3 -m http.server --directory {result.site} --bind 127.0.0.1 8000")


def report_values(result: BuildResult, zone: ZoneInfo) -> dict[str, object]:
    """Give a build's result for machines."""
    next_change = None if result.next_change is None else from_seconds(result.next_change, zone).isoformat()
    return {
        "stories": result.stories,
        "hidden": result.hidden,
        "left_out": result.left_out,
        "written": list(result.written),
        "unchanged": result.unchanged,
        "deleted": list(result.deleted),
        "next_change": next_change,
        "seconds": round(result.seconds, 3),
        "errors": sum(fault.is_error for fault in result.diagnostics),
        "warnings": sum(not fault.is_error for fault in result.diagnostics),
        "diagnostics": [
            {
                "kind": fault.kind,
                "severity": fault.severity,
                "message": fault.message,
                "path": fault.place.path,
                "line": fault.place.line,
                "column": fault.place.column,
                "help": fault.help,
            }
            for fault in result.diagnostics
        ],
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
    }

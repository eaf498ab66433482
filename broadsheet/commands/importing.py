"""`broadsheet import`: take over the stories of another generator."""

from pathlib import Path
from typing import Literal

from broadsheet.commands.output import Screen
from broadsheet.importers.html_markdown import MissingParser
from broadsheet.importers.report import render_summary, write_report
from broadsheet.importers.site import import_site
from broadsheet.site.settings_zone import newsroom_zone

Dialect = Literal["jekyll", "hugo", "eleventy"]


def run_import(root: Path, source: Path, dialect: Dialect, into: Path, section: str, old_address: str) -> int:
    """Import stories and write the report beside them; give the exit status."""
    screen = Screen()
    try:
        with screen.progress() as progress:
            report = import_site(
                source,
                dialect,
                into,
                section=section,
                default_zone=newsroom_zone(root),
                old_address=old_address,
                progress=lambda done, total: progress("importing", done, total),
            )
    except MissingParser as error:
        screen.error(str(error), "in the folder of Broadsheet's source: pip install '.[import]'")
        return 1
    path = into.parent / "import-report.md"
    write_report(report, path)
    screen.say(render_summary(report))
    screen.say(f"What needs attention is in {path}")
    return 0

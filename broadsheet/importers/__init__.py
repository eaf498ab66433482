"""Bring the stories of another site into a newsroom, and report all that could not be brought whole.

Reads sources of Jekyll, Hugo and Eleventy; writes Markdown, profiles and
pictures that the newsroom's own readers accept. Knows no templates of the old
site and runs none of its code.
"""

from broadsheet.importers.html_markdown import MissingParser
from broadsheet.importers.report import ImportReport, Note, StoryEntry, render_report, render_summary, write_report
from broadsheet.importers.site import import_site

__all__ = [
    "ImportReport",
    "MissingParser",
    "Note",
    "StoryEntry",
    "import_site",
    "render_report",
    "render_summary",
    "write_report",
]

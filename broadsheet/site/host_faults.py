"""Warn where the host that `host_files` names does not read all of what it is told."""

from collections.abc import Iterator

import msgspec

from broadsheet.content import keys
from broadsheet.diagnostics import Diagnostic, Excerpt, Place
from broadsheet.newsroom.settings import SETTINGS_FILE, Settings
from broadsheet.rendering.host_files import MAX_REDIRECTS, host_redirects
from broadsheet.site.answers import Answers
from broadsheet.site.sources import SourceLines


def host_faults(settings: Settings, answers: Answers, lines: SourceLines) -> Iterator[Diagnostic]:
    """Yield a warning where the host finds no file at its root, and where there are more redirects than it takes."""
    if settings.host_files == "none":
        return
    found = lines.find_key(SETTINGS_FILE, "host_files") or Excerpt(Place(SETTINGS_FILE))
    if settings.base_path:
        message = f"`host_files` work only at the root of a host, and the site is at `{settings.base_path}/`"
        help_text = "give the site its own host, or remove `host_files`"
        yield Diagnostic("host-root", message, found.place, found.text, help_text, "warning")
    most = MAX_REDIRECTS.get(settings.host_files)
    if most is not None and (count := _count_redirects(answers)) > most:
        message = (
            f"{settings.host_files.title()} takes {most:,} redirects, and the site has {count:,}; "
            f"{count - most:,} will redirect only through a page"
        )
        help_text = "remove `aliases` that nobody uses any more"
        yield Diagnostic("redirect-limit", message, found.place, found.text, help_text, "warning")


def _count_redirects(answers: Answers) -> int:
    pairs = msgspec.msgpack.decode(answers.get(keys.REDIRECTS) or b"\x90", type=list[str])
    return sum(1 for _ in host_redirects(pairs))

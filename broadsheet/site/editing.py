"""Decide what an edition of the site holds: the public stories, checked, and the targets they need."""

from dataclasses import dataclass, field
from pathlib import Path

from broadsheet.content.gate import FOREVER
from broadsheet.content.library import Library
from broadsheet.diagnostics import Diagnostic
from broadsheet.newsroom.settings import Settings
from broadsheet.site.answers import Answers
from broadsheet.site.catalogue import Catalogue, catalogue
from broadsheet.site.checks import ReferenceCheck, collision_faults, document_faults, settings_faults
from broadsheet.site.inputs import Inputs, Theme, add_desk_files, add_settings, add_theme, load_theme
from broadsheet.site.layout import TEMPLATES, THEME, Layout
from broadsheet.site.scanning import Scanned
from broadsheet.site.sources import SourceLines
from broadsheet.site.targets import Target, iter_targets


@dataclass(slots=True)
class Edition:
    """All that a build at one instant will show, and what was found wrong on the way."""

    inputs: Inputs
    theme: Theme
    answers: Answers
    targets: list[Target] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    stories: int = 0
    hidden: int = 0
    hidden_diagnostics: list[Diagnostic] = field(default_factory=list)
    next_change: int | None = None
    skipped: bool = False

    @property
    def has_errors(self) -> bool:
        """Answer whether the newsroom wants the build to stop here."""
        return not self.skipped and any(fault.is_error for fault in self.diagnostics)


def checked_edition(layout: Layout, settings: Settings, library: Library, scanned: Scanned, now: int) -> Edition:
    """Fill the library for an instant, check it, and list the targets.

    With `errors: skip` a story with an error is left out and the rest goes on.
    """
    inputs, theme = _inputs(layout, settings, library, scanned, now)
    answers = Answers(library, inputs.shared, settings)
    edition = Edition(inputs, theme, answers)
    edition.diagnostics += [*scanned.diagnostics, *inputs.diagnostics]
    site_faults = any(fault.is_error for fault in edition.diagnostics)
    story_faults = _parse_faults(edition, library, now)
    lines = SourceLines(layout.root)
    left_out: frozenset[str] = frozenset()
    while True:
        found = catalogue(library, settings, now, left_out)
        targets = list(iter_targets(library, found, inputs, settings))
        faults = _edition_faults(settings, library, answers, targets, lines, found)
        broken = {_owner(fault) for fault in faults if fault.is_error}
        if settings.errors != "skip" or not broken or broken <= left_out or "" in broken:
            break
        story_faults += faults
        left_out |= broken
    edition.diagnostics += story_faults + faults
    edition.targets = targets
    edition.stories = library.count("latest")
    edition.hidden = library.count_stories() - edition.stories
    edition.next_change = _next_change(library, inputs, now)
    edition.skipped = settings.errors == "skip" and not site_faults and "" not in broken
    return edition


def _edition_faults(
    settings: Settings, library: Library, answers: Answers, targets: list[Target], lines: SourceLines, found: Catalogue
) -> list[Diagnostic]:
    outputs = frozenset(target.path for target in targets)
    check = ReferenceCheck(library, answers, outputs, lines)
    return [*collision_faults(targets), *check.faults(found), *settings_faults(settings, answers)]


def _owner(fault: Diagnostic) -> str:
    """Give the content source that a fault is laid to; empty for a fault of the site itself."""
    path = fault.place.path
    return path.removeprefix("content/") if path.startswith("content/") and path.endswith(".md") else ""


def _parse_faults(edition: Edition, library: Library, now: int) -> list[Diagnostic]:
    """Gather what parsing found; of hidden stories only the number, because a build's messages may be public."""
    shown: list[Diagnostic] = []
    for document in library.iter_faulty():
        faults = document_faults(document)
        is_hidden = document.kind == "story" and not (document.starts or 0) <= now < (document.ends or FOREVER)
        if is_hidden:
            edition.hidden_diagnostics += faults
        elif document.kind in ("story", "author", "page"):
            shown += faults
    return shown


def _next_change(library: Library, inputs: Inputs, now: int) -> int | None:
    instants = [at for at in inputs.instants if at > now]
    from_stories = library.next_change(now)
    return min([*instants, from_stories] if from_stories is not None else instants, default=None)


def _inputs(layout: Layout, settings: Settings, library: Library, scanned: Scanned, now: int) -> tuple[Inputs, Theme]:
    locations = _theme_files(layout, scanned)
    theme = load_theme(locations)
    inputs = Inputs()
    add_settings(inputs, settings)
    add_theme(inputs, theme, settings, locations)
    desk = {doc.path: doc.record or b"" for kind in ("front", "live") for doc in library.iter_documents(kind)}
    add_desk_files(inputs, settings, desk, now)
    return inputs, theme


def _theme_files(layout: Layout, scanned: Scanned) -> dict[str, Path]:
    """Find where each file of the theme lies: the newsroom's own folder goes before the packaged theme."""
    files: dict[str, Path] = {}
    for path in scanned.stats:
        if path.startswith(THEME):
            files.setdefault(path.removeprefix(THEME), layout.theme / path.removeprefix(THEME))
    for path in scanned.stats:
        if path.startswith(f"{TEMPLATES}/"):
            files[path.partition("/")[2]] = layout.root / path
    return files

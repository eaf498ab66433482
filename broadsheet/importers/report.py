"""What an import did, story by story, and that as a Markdown page for the editors."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Status = Literal["imported", "needs attention"]


@dataclass(frozen=True, slots=True)
class Note:
    """Something an editor should know of: the line of the source (0 when it is the whole file) and its text."""

    line: int
    message: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One source: where it came from, where it went, what was left of its front matter, what needs a look."""

    source: str
    destination: str
    notes: tuple[Note, ...] = ()
    dropped_keys: tuple[str, ...] = ()

    @property
    def status(self) -> Status:
        """Say whether the story came over whole."""
        return "needs attention" if self.notes else "imported"


@dataclass(frozen=True, slots=True)
class AuthorEntry:
    """A profile that was written; `invented` when its name was made from a slug."""

    slug: str
    name: str
    invented: bool


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Everything an import wrote, and every source it left out with the reason."""

    dialect: str
    stories: tuple[StoryEntry, ...]
    authors: tuple[AuthorEntry, ...] = ()
    pictures: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    sections: tuple[str, ...] = ()

    def count(self, status: Status) -> int:
        """Count the stories of one status."""
        return sum(story.status == status for story in self.stories)


def write_report(report: ImportReport, path: Path) -> None:
    """Write the report as Markdown."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_report(report), encoding="utf-8", newline="\n")


def render_summary(report: ImportReport) -> str:
    """Say in one line what came over."""
    stories, waiting = len(report.stories), report.count("needs attention")
    attention = f"{waiting:,} of them need attention" if waiting != 1 else "1 of them needs attention"
    return (
        f"{stories:,} {'story' if stories == 1 else 'stories'} imported, {attention}; "
        f"{len(report.authors):,} author profiles, {len(report.pictures):,} pictures and files"
    )


def render_report(report: ImportReport) -> str:
    """Give the report as Markdown: the counts, the settings to make, then every story with something to mend."""
    blocks = [
        "# Import report",
        _counts(report),
        *_settings(report),
        *_dropped(report),
        *_invented_authors(report),
        *_left_out(report),
        *_stories(report),
    ]
    return "\n\n".join(blocks) + "\n"


def _counts(report: ImportReport) -> str:
    rows = (
        ("stories", len(report.stories)),
        ("imported whole", report.count("imported")),
        ("need attention", report.count("needs attention")),
        ("author profiles", len(report.authors)),
        ("pictures and files", len(report.pictures)),
        ("files left out", len(report.left_out)),
    )
    return "\n".join(["| what | how many |", "|---|--:|", *(f"| {what} | {number:,} |" for what, number in rows)])


def _settings(report: ImportReport) -> Iterable[str]:
    if not report.sections:
        return
    yield "## Settings\n\n`newsroom.yaml` needs these sections; the names are guesses:"
    lines = ["sections:"]
    for section in report.sections:
        lines += [f"  - slug: {section}", f"    name: {section.replace('-', ' ').capitalize()}"]
    yield "```yaml\n" + "\n".join(lines) + "\n```"


def _dropped(report: ImportReport) -> Iterable[str]:
    stories_by_key: dict[str, list[str]] = {}
    for story in report.stories:
        for key in story.dropped_keys:
            stories_by_key.setdefault(key, []).append(story.source)
    if not stories_by_key:
        return
    yield "## Front matter without a counterpart\n\nThese keys were left behind."
    ranked = sorted(stories_by_key.items(), key=lambda item: (-len(item[1]), item[0]))
    yield "\n".join(["| key | stories |", "|---|--:|", *(f"| `{key}` | {len(found):,} |" for key, found in ranked)])


def _invented_authors(report: ImportReport) -> Iterable[str]:
    invented = [author for author in report.authors if author.invented]
    if not invented:
        return
    yield "## Authors without a profile\n\nEach was given one, with a name made from the slug. Check the names."
    yield "\n".join(f"- `authors/{author.slug}.md`: {author.name}" for author in invented)


def _left_out(report: ImportReport) -> Iterable[str]:
    if report.left_out:
        yield "## Files left out"
        yield "\n".join(f"- `{path}`: {reason}" for path, reason in report.left_out)


def _stories(report: ImportReport) -> Iterable[str]:
    yield "## Stories that need attention"
    for story in report.stories:
        if story.notes:
            yield _story(story)
    dropped = [story for story in report.stories if story.dropped_keys and not story.notes]
    if dropped:
        yield "## Other stories with keys left behind"
        yield "\n".join(f"- `{story.source}`: {_keys(story)}" for story in dropped)


def _story(story: StoryEntry) -> str:
    lines = [f"### {story.destination}", "", f"From `{story.source}`."]
    if story.dropped_keys:
        lines[-1] += f" Keys left behind: {_keys(story)}."
    lines.append("")
    for note in story.notes:
        place = f"{story.source}:{note.line}" if note.line else story.source
        lines.append(f"- `{place}` {note.message}" + (f": {_code(note.excerpt)}" if note.excerpt else ""))
    return "\n".join(lines)


def _keys(story: StoryEntry) -> str:
    return ", ".join(f"`{key}`" for key in story.dropped_keys)


def _code(text: str) -> str:
    text = " ".join(text.split())
    return f"``` {text} ```" if "`" in text else f"`{text}`"

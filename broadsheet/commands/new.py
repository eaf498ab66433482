"""`broadsheet new`: a fresh newsroom, or a story with its front matter ready to fill in."""

import time
from pathlib import Path
from zoneinfo import ZoneInfo

from broadsheet.clock import from_seconds
from broadsheet.commands.output import Screen
from broadsheet.commands.running import WRONG_USAGE, read_settings
from broadsheet.commands.scaffold import newsroom_files, story_file
from broadsheet.commands.workflows import PINS, names_broadsheet, workflow_path, workflow_text
from broadsheet.diagnostics import nearest
from broadsheet.newsroom.extras import needed_extras
from broadsheet.site.layout import layout_of
from broadsheet.slugs import slugify


def run_new_site(folder: Path) -> int:
    """Make a newsroom that builds at once; give the exit status. A folder that holds files is left alone."""
    screen = Screen()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        screen.error(f"{folder} is not empty", "name a new folder")
        return WRONG_USAGE
    name = " ".join(part.capitalize() for part in slugify(folder.resolve().name).split("-")) or "Our Paper"
    # With its zone: it is public at once, whatever `timezone` is set to before the first build.
    published = from_seconds(int(time.time()), ZoneInfo("UTC")).strftime("%Y-%m-%d %H:%MZ")
    try:
        for path, text in newsroom_files(name, published).items():
            full = folder / path
            full.parent.mkdir(parents=True, exist_ok=True)
            full.write_text(text, encoding="utf-8")
    except OSError as error:
        screen.error(f"{error.filename}: {error.strerror}", "name a folder that can be written")
        return 1
    screen.say(f"The newsroom is in {folder}. Build it: broadsheet build -C {folder}")
    return 0


def run_new_story(root: Path, headline: str, section: str) -> int:
    """Write a story's file; give the exit status. A file that is there is never written over."""
    screen = Screen()
    settings = read_settings(screen, layout_of(root))
    if isinstance(settings, int):
        return settings
    slugs = [item.slug for item in settings.sections]
    if section not in slugs:
        near = nearest(section, slugs)
        listed = ", ".join(f"`{slug}`" for slug in slugs)
        screen.error(f"unknown section `{section}`", f"did you mean `{near}`?" if near else f"sections: {listed}")
        return WRONG_USAGE
    text, slug = " ".join(headline.split()), slugify(headline)
    if not slug:
        screen.error("the headline cannot be made into an address", "use letters or digits")
        return WRONG_USAGE
    path = Path("content", section, f"{slug}.md")
    full = root / path
    if full.exists():
        screen.error(f"{path} is there already", "choose another headline, or edit that story")
        return 1
    published = from_seconds(int(time.time()), ZoneInfo(settings.timezone)).strftime("%Y-%m-%d %H:%M")
    full.parent.mkdir(parents=True, exist_ok=True)
    full.write_text(story_file(text, published), encoding="utf-8")
    screen.say(str(path))
    return 0


def run_new_ci(root: Path, host: str) -> int:
    """Write the file by which a host of repositories builds and publishes; one that is there is left alone."""
    screen = Screen()
    settings = read_settings(screen, layout_of(root))
    if isinstance(settings, int):
        return settings
    path = workflow_path(host)
    full = root / path
    if full.exists():
        screen.error(f"{path} is there already", "move it away, or edit it")
        return 1
    extras, pins = needed_extras(settings), root / PINS
    is_pinned = pins.is_file() and names_broadsheet(pins.read_text("utf-8", errors="replace"))
    full.parent.mkdir(parents=True, exist_ok=True)
    full.write_text(workflow_text(host, extras, is_pinned), encoding="utf-8")
    screen.say(path)
    if is_pinned and extras:
        screen.note(f"It installs by {PINS}, where Broadsheet needs {' and '.join(f'`{name}`' for name in extras)}.")
    return 0

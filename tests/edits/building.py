"""What happens to the site and to the build's own state, and to builds that are under way."""

import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

from broadsheet.engine.database import DatabaseUnusable, open_database, transaction
from broadsheet.engine.log import BuildLog
from broadsheet.site.stores import SCHEMA
from scripts.campaigns.kills import killed_at
from tests.edits import content
from tests.edits.newsroom import STORIES, Newsroom
from tests.newsrooms import source

BROKEN_STORIES: tuple[str | bytes, ...] = (
    "---\nheadline: [\n---\n",
    "no front matter",
    "---\nheadline: Rates\n",
    source(dek="no such key"),
    source(dek="no such key", body="See [one](/world/ports.md), [two](/politics/vote.md) and [three](/no/where.md)."),
    source(published="yesterday"),
    source(authors="nobody"),
    source(image="none.jpg"),
    source(body="[nowhere](/no/where.md)"),
    b"---\nheadline: caf\xe9\n---\n",
)
BROKEN_DESK_FILES: tuple[str | bytes, ...] = ("text: [\n", "none: 1\n", "- a\n", b"\xff")
BROKEN_TEMPLATES = ("{% if %}", "{{ none.at_all }}", '{% include "none.html" %}', "{{ 1 / 0 }}")


def let_another_version_have_built(newsroom: Newsroom) -> None:
    """Leave a log as a build of another version of Broadsheet leaves it."""
    names = newsroom.choose((("code", "parse", "structure"), ("code",), ("parse",), ("structure",)))
    if _log(newsroom).exists():
        with (
            suppress(DatabaseUnusable),
            open_database(_log(newsroom), SCHEMA) as database,
            transaction(database.db),
        ):
            for name in names:
                BuildLog(database.db).write_meta(name, b"another")


def delete_outputs(newsroom: Newsroom) -> None:
    """Delete an output, or the folder that it is in."""
    if outputs := _outputs(newsroom):
        path = newsroom.choose(outputs)
        _take_away(newsroom, newsroom.choose((path, path.parent)))


def delete_the_site(newsroom: Newsroom) -> None:
    if newsroom.out.exists():
        _take_away(newsroom, newsroom.out)


def edit_an_output(newsroom: Newsroom) -> None:
    if outputs := _outputs(newsroom):
        path = newsroom.choose(outputs)
        path.write_bytes(newsroom.choose((b"spoilt", b"", path.read_bytes() + b"\n")))


def mix_up_outputs(newsroom: Newsroom) -> None:
    """Let two outputs change places, each whole and with the mark of the build."""
    if outputs := _outputs(newsroom):
        one, other = newsroom.choose(outputs), newsroom.choose(outputs)
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second)
        other.write_bytes(first)


def put_a_foreign_file_into_the_site(newsroom: Newsroom) -> None:
    newsroom.put_foreign(
        newsroom.choose(("CNAME", "world/notes.txt", "old/keep/me.html", ".well-known/x", "media/x.svg"))
    )


def put_a_foreign_file_in_the_way(newsroom: Newsroom) -> None:
    newsroom.put_foreign(newsroom.choose(("world/renamed/index.html", "topics/harbours/index.html", "old/index.html")))


def take_foreign_files_away(newsroom: Newsroom) -> None:
    newsroom.take_foreign_away()


def lose_the_log(newsroom: Newsroom) -> None:
    shutil.rmtree(newsroom.root / ".broadsheet", ignore_errors=True)


def cut_the_log(newsroom: Newsroom) -> None:
    if _log(newsroom).exists():
        os.truncate(_log(newsroom), newsroom.choose((0, 100, 4096, 40_000)))


def flip_a_byte_of_the_log(newsroom: Newsroom) -> None:
    if _log(newsroom).exists():
        raw = bytearray(_log(newsroom).read_bytes())
        raw[newsroom.choose((18, 70, 4096 + 2000, len(raw) - 5)) % len(raw)] ^= 1
        _log(newsroom).write_bytes(raw)


def make_the_log_read_only(newsroom: Newsroom) -> None:
    """Take the right to write from the log; who may do all things builds on, and others begin a new log."""
    if _log(newsroom).exists():
        _log(newsroom).chmod(0o444)


def restore_an_older_log(newsroom: Newsroom) -> None:
    """Put a good log of an earlier build back, while the site is that of a later one."""
    state, copy = newsroom.root / ".broadsheet", newsroom.folder / "older"
    if state.exists():
        shutil.copytree(state, copy)
        newsroom.choose((content.write_a_story, content.delete_a_story, content.add_a_topic))(newsroom)
        newsroom.build(newsroom.now)
        shutil.rmtree(state)
        copy.rename(state)


def copy_the_newsroom(newsroom: Newsroom) -> None:
    """Go on in a copy of everything, as after a move to another disk."""
    copy = newsroom.folder / "copy"
    shutil.copytree(newsroom.root, copy, symlinks=True)
    shutil.rmtree(newsroom.root)
    copy.rename(newsroom.root)


def spoil_the_kept_pictures(newsroom: Newsroom) -> None:
    """Damage, empty or delete a picture that is kept for later builds, or all of them."""
    kept = sorted(path for path in (newsroom.root / ".broadsheet" / "renditions").rglob("*") if path.is_file())
    spoilt = newsroom.choose((None, b"", b"spoilt"))
    for path in newsroom.choose((kept, kept[:1])):
        if spoilt is None:
            path.unlink()
        else:
            path.write_bytes(spoilt)


def break_a_story(newsroom: Newsroom) -> None:
    newsroom.write(newsroom.a_story(), newsroom.choose(BROKEN_STORIES))


def break_a_template(newsroom: Newsroom) -> None:
    fault = newsroom.choose(BROKEN_TEMPLATES)
    name = newsroom.choose(("pages/topic.html", "pages/article.html", "partials/site_footer.html", "feeds/rss.xml"))
    start = "{% block content %}" if name.startswith("pages") else ""
    newsroom.override(name, lambda text: text.replace(start, start + fault, 1) if start else text + fault)


def break_a_desk_file(newsroom: Newsroom) -> None:
    path = newsroom.choose(("content/live/weather.yaml", "content/live/breaking.yaml", "content/fronts/home.yaml"))
    newsroom.write(path, newsroom.choose(BROKEN_DESK_FILES))


def break_the_settings(newsroom: Newsroom) -> None:
    newsroom.settings[newsroom.choose(("timezone", "page_size", "nmae", "permalink"))] = "none"
    newsroom.write_settings()


def mend_what_is_broken(newsroom: Newsroom) -> None:
    for _ in range(3):
        newsroom.mend(newsroom.build(newsroom.now).diagnostics)


def edit_under_a_build(newsroom: Newsroom) -> None:
    """Let an editor work on while a build reads or writes."""
    changes = (content.change_a_body, content.delete_a_story, content.replace_a_picture, content.delete_a_picture)
    change: Callable[[Newsroom], None] = newsroom.choose(changes)
    newsroom.build_disturbed(partial(change, newsroom), newsroom.choose(("reading", "writing")))


def build_twice_at_once(newsroom: Newsroom) -> None:
    newsroom.story(newsroom.choose(STORIES), "Twice")
    with ThreadPoolExecutor(2) as builders:
        for build in [builders.submit(newsroom.build, newsroom.now) for _ in range(2)]:
            build.result()


def kill_a_build(newsroom: Newsroom) -> None:
    """Kill a build at a call that changes something, edit on, and let the next build complete it."""
    newsroom.choose((content.write_a_story, content.delete_a_story, content.change_a_headline))(newsroom)
    killed_at(newsroom.root, newsroom.now, newsroom.choose(("replace", "unlink", "fsync")), newsroom.choose((1, 2, 5)))
    newsroom.choose((content.write_a_story, content.delete_a_story, content.draft_or_not))(newsroom)
    newsroom.build(newsroom.now)


def _log(newsroom: Newsroom) -> Path:
    return newsroom.root / ".broadsheet" / "build.db"


def _outputs(newsroom: Newsroom) -> list[Path]:
    """List the files of the site that a build wrote."""
    return [newsroom.out / path for path in sorted(set(newsroom.tree()) - newsroom.foreign.keys())]


def _take_away(newsroom: Newsroom, path: Path) -> None:
    """Delete a file or folder of the site, and with it the files of others that are in it."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    for name in list(newsroom.foreign):
        if not (newsroom.out / name).exists():
            del newsroom.foreign[name]

"""What file systems, editors and other programs do to files without an editor having meant it."""

import os
import re
import shutil

from tests.edits.newsroom import Newsroom
from tests.newsrooms import source


def set_the_time_of_a_file_back(newsroom: Newsroom) -> None:
    os.utime(newsroom.root / newsroom.a_story(), (1, 1))


def restore_an_older_version(newsroom: Newsroom) -> None:
    """Put another text under the same name with a time in the past, as a restored backup does."""
    path = newsroom.root / newsroom.a_story()
    draft = path.with_name(".restored")
    draft.write_text(source(newsroom.choose(("Before", "Long before"))), "utf-8")
    os.utime(draft, (1_000_000_000, 1_000_000_000))
    draft.replace(path)


def edit_a_letter_unseen(newsroom: Newsroom) -> None:
    """Change a text in the same second, keep its size, and put its time back."""
    path = newsroom.root / newsroom.a_story()
    before, raw = path.stat(), path.read_bytes()
    path.write_bytes(re.sub(rb"(?<=headline: )\w", lambda match: match[0].swapcase(), raw))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def touch_files(newsroom: Newsroom) -> None:
    """Give all files the time of now, and one a new inode."""
    for path in sorted(newsroom.root.glob("[!.]*/**/*")):
        if path.is_file() and newsroom.out not in path.parents:
            path.touch()
    path = newsroom.root / newsroom.a_story()
    copy = path.with_name(".copy")
    shutil.copyfile(path, copy)
    copy.replace(path)


def touch_outputs(newsroom: Newsroom) -> None:
    for path in sorted(newsroom.out.rglob("*")):
        if path.is_file() and not path.is_symlink():
            path.touch()


def change_the_letter_case_of_a_name(newsroom: Newsroom) -> None:
    path = newsroom.a_story()
    folder, _, name = path.rpartition("/")
    newsroom.move_story(path, f"{folder}/{name[0].swapcase()}{name[1:]}")


def turn_a_file_into_a_folder(newsroom: Newsroom) -> None:
    """Let a folder stand where a source stood, or a file where a folder stood."""
    path = newsroom.choose((newsroom.a_story(), "content/world/table.csv", "templates/partials/row.html"))
    full = newsroom.root / path
    if full.is_dir():
        newsroom.remove(path)
        newsroom.write(path, source("A file again") if path.endswith(".md") else "a,b\n")
    else:
        newsroom.remove(path)
        newsroom.write(f"{path}/inner.md" if path.startswith("content") else f"{path}/inner.html", source("Inner"))


def turn_a_page_into_a_folder(newsroom: Newsroom) -> None:
    """Let pages want to be folders where pages stood, and back."""
    aliases = ("[/old]", "[/old/a/, /old/b.html]", "[/old/a.html, /old/b.html/]", "[/older.html]", "")
    newsroom.set_key(newsroom.a_story(), "aliases", newsroom.choose(aliases))


def put_a_folder_in_the_place_of_a_page(newsroom: Newsroom) -> None:
    pages = sorted(path for path in newsroom.tree() if path.endswith(".html") and path not in newsroom.foreign)
    if pages:
        page = newsroom.out / newsroom.choose(pages)
        page.unlink()
        page.mkdir()


def link_a_story(newsroom: Newsroom) -> None:
    """Make a symlink, or lead it elsewhere: to a story, to nothing, to itself, or out of the newsroom."""
    story = newsroom.root / newsroom.a_story()
    targets = (
        str(story),
        os.path.relpath(story, newsroom.root / "content/world"),
        "nowhere.md",
        "linked.md",
        "/etc/hosts",
    )
    _link(newsroom, f"content/{newsroom.choose(('world', 'politics'))}/linked.md", newsroom.choose(targets))


def link_a_folder(newsroom: Newsroom) -> None:
    _link(newsroom, "content/world/linked", newsroom.choose(("../politics", "..", ".", "/etc", "../../content/world")))


def _link(newsroom: Newsroom, path: str, target: str) -> None:
    newsroom.remove(path)
    (newsroom.root / path).parent.mkdir(parents=True, exist_ok=True)
    (newsroom.root / path).symlink_to(target)


def delete_links(newsroom: Newsroom) -> None:
    """Delete all links, or make one where there is none."""
    links = [path for path in sorted((newsroom.root / "content").rglob("*")) if path.is_symlink()]
    for path in links:
        path.unlink()
    if not links:
        link_a_story(newsroom)


def switch_the_branch(newsroom: Newsroom) -> None:
    """Let more than a hundred files come, or go, and others change, all at once."""
    folder = "content/world/branch"
    if (newsroom.root / folder).exists():
        newsroom.remove(folder)
        newsroom.write_settings()
        return
    for number in range(110):
        is_public = number % 20 == 0
        keys = {"topics": "[Branch]", "authors": "dana", "status": "ready" if is_public else "draft"}
        newsroom.write(f"{folder}/{number:03}.md", source(f"Part {number}", **keys))
    for path in newsroom.stories():
        newsroom.set_key(path, "kicker", "Branch")

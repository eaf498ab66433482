"""Builds of the same files at the same instant agree, whatever was built before: cases in which they once did not."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from broadsheet.engine.seal import seal
from tests.newsrooms import NOW, ROOT, Site, faults


def test_a_second_build_says_all_that_the_first_one_said(site: Site) -> None:
    site.configure(errors="skip")
    site.story("world/later", embargo="2026-12-01")
    site.story("world/rates", "Rates rise", "See [later](later.md).", status="darft")
    first = faults(site.build())
    assert "darft" in first
    assert "is not public" in first
    assert faults(site.build()) == first


def put_on_articles(site: Site, markup: str) -> None:
    """Have each article open with some markup."""
    article = (ROOT / "templates/pages/article.html").read_text("utf-8")
    start = "{% block content %}"
    assert start in article
    site.write("templates/pages/article.html", article.replace(start, start + markup))


def two_stories(site: Site) -> None:
    """Write two stories, of which the older one is the first by its path."""
    site.story("world/a", published="2026-11-10 10:00")
    site.story("world/b", published="2026-11-11 10:00")


def test_what_a_macro_file_includes_by_a_name_it_works_out_is_read_by_all_pages(site: Site) -> None:
    site.write(
        "templates/macros/own.html",
        "{% set name = 'partials/o' ~ 'wn.html' %}{% set text %}{% include name %}{% endset %}"
        "{% macro show() %}{{ text }}{% endmacro %}",
    )
    site.write(
        "templates/macros/outer.html",
        "{% import 'macros/own.html' as own %}{% macro show() %}{{ own.show() }}{% endmacro %}",
    )
    site.write("templates/partials/own.html", "one")
    put_on_articles(site, "{% import 'macros/outer.html' as own %}{{ own.show() }}")
    two_stories(site)
    assert site.build().is_ok
    site.write("templates/partials/own.html", "two")
    assert site.build().is_ok
    assert site.tree() == site.clean_tree()


def test_a_cycle_of_a_macro_file_starts_anew_on_each_page(site: Site) -> None:
    site.write(
        "templates/macros/own.html",
        "{% set stripe = cycler('odd', 'even', 'third') %}{% macro show() %}{{ stripe.next() }}{% endmacro %}",
    )
    put_on_articles(site, "{% import 'macros/own.html' as own %}{{ own.show() }}{{ own.show() }}")
    two_stories(site)
    assert site.build().is_ok
    assert site.tree() == site.clean_tree()
    assert "oddeven" in site.read("world/a/index.html")
    assert "oddeven" in site.read("world/b/index.html")


def test_parts_of_equal_arguments_that_look_different_are_different_parts(site: Site) -> None:
    site.write("templates/partials/own.html", "[{{ what }}]")
    one = "{{ same('partials/own.html', what=1) }}{{ same('partials/own.html', what='<i>') }}"
    other = "{{ same('partials/own.html', what=true) }}{{ same('partials/own.html', what='<i>'|safe) }}"
    put_on_articles(site, one + other)
    two_stories(site)
    assert site.build().is_ok
    assert "[1][&lt;i&gt;][True][<i>]" in site.read("world/a/index.html")


def test_what_a_process_made_before_an_upgrade_is_not_taken_for_what_the_upgrade_makes(site: Site) -> None:
    package = site.root.parent / "installed"
    shutil.copytree(ROOT / "broadsheet", package / "broadsheet", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", package / "templates")
    build = (
        "from pathlib import Path; from broadsheet.site.build import BuildOptions, build; "
        f"newsroom = Path({str(site.root)!r}); build(BuildOptions(newsroom, {NOW}, jobs=1)); "
    )
    upgrade = (
        f"mark = Path({str(package)!r}, 'broadsheet/rendering/mark.py'); "
        "mark.write_text(mark.read_text() + 'old = with_mark\\ndef with_mark(*all):\\n    return old(*all) + \"<!-- new -->\"\\n'); "
        "story = newsroom / 'content/world/a.md'; story.write_text(story.read_text() + 'More.'); "
    )
    two_stories(site)
    for steps in (build + upgrade + f"build(BuildOptions(newsroom, {NOW}, jobs=1))", build):
        subprocess.run([sys.executable, "-c", steps], cwd=package, check=True)
    assert "<!-- new -->" in site.read("world/a/index.html")
    assert "<!-- new -->" in site.read("world/b/index.html")


def test_a_template_that_changes_what_it_is_given_does_so_once_for_each_page(site: Site) -> None:
    for name in "abcd":
        site.story(f"world/{name}", topics="[Taxes, Rivers]")
    theme = (ROOT / "templates/pages/article.html").read_text("utf-8")
    careless = "{% set first = article.topics.pop(0) %}<b>{{ first.label }}</b>{{ article.nope|default('') }}"
    site.write("templates/pages/article.html", theme.replace("{% block content %}", f"{{% block content %}}{careless}"))
    assert site.build().is_ok
    for name in "abcd":
        assert "<b>Taxes</b>" in site.read(f"world/{name}/index.html")
        site.edit(f"content/world/{name}.md", "close", "narrow")
    assert site.build().is_ok
    assert site.tree() == site.clean_tree()


def test_templates_that_workers_compiled_are_kept_for_the_next_build(site: Site) -> None:
    for number in range(150):
        site.story(f"world/story-{number}")
    assert site.build(jobs=2).is_ok
    with closing(sqlite3.connect(log_of(site))) as db:
        (kept,) = db.execute("SELECT value FROM meta WHERE name = 'templates'").fetchone()
    for name in (b"pages/article.html", b"macros/byline.html", b"base.html"):
        assert name in kept
    site.edit("content/world/story-1.md", "close", "narrow")
    assert site.build().is_ok
    assert site.tree() == site.clean_tree()


def log_of(site: Site) -> Path:
    """Find the build log."""
    (log,) = (path for path in Path(site.root).rglob("*") if path.is_file() and path.read_bytes()[:6] == b"SQLite")
    return log


def test_compiled_templates_that_were_spoilt_are_compiled_anew(site: Site) -> None:
    two_stories(site)
    assert site.build().is_ok
    log = log_of(site)
    with closing(sqlite3.connect(log)) as db:
        (kept,) = db.execute("SELECT value FROM meta WHERE name = 'templates'").fetchone()
        db.execute("UPDATE meta SET value = ? WHERE name = 'templates'", (kept[: len(kept) // 2],))
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    seal(log)
    site.edit("content/world/a.md", "close", "narrow")
    assert site.build().is_ok
    assert site.tree() == site.clean_tree()

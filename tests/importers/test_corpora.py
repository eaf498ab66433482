"""A sample of two real archives comes over with every word, and as sources our reader accepts."""

import html
import re
from collections import Counter
from pathlib import Path

import pytest

from broadsheet.content.parse import parse_source
from broadsheet.content.parse_options import ParseOptions
from broadsheet.importers import ImportReport, StoryEntry
from broadsheet.importers.layout import Dialect
from tests.importers.sites import OldSite

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
OPTIONS = ParseOptions("America/Edmonton", "en-CA", ("news",), (), "/{section}/{slug}/", "escape")

# What only places a text or names a file is no text: targets of links, tags of
# templates, attributes. This is far simpler than the conversion, on purpose.
NOT_TEXT = (
    r"(?s)<(script|style)\b.*?</\1>",
    r"(?s)<!--.*?-->",
    r'\]\((?:[^()"]|\([^()]*\)|"[^"]*")*\)',
    r"(?s)\{%.*?%\}|\{\{.*?\}\}",
    r"</?[a-zA-Z][^<>]*>",
    r"\{[:#.][^}]*\}",
    r"(?m)^\s*\[[^\]]+\]:.*$",
    r"\[(?:youtube|soundcloud|audio|video)[^\]]*\]",
)
SHOWN_ARGUMENTS = re.compile(r'(?:alt|caption|title|text|cite|label|kicker|intro|button-text)="([^"]*)"')


@pytest.mark.parametrize(
    ("corpus", "dialect"), [("digitalgov/content/news", "hugo"), ("18f/content/posts", "eleventy")]
)
def test_no_word_of_a_real_story_is_lost(old_site: OldSite, corpus: str, dialect: Dialect):
    report = take_over_sample(old_site, corpus, dialect)
    assert len(report.stories) >= 30
    assert {story.source: lost for story in report.stories if (lost := lost_words(old_site, story))} == {}


@pytest.mark.parametrize(
    ("corpus", "dialect"), [("digitalgov/content/news", "hugo"), ("18f/content/posts", "eleventy")]
)
def test_real_stories_are_accepted_by_our_reader(old_site: OldSite, corpus: str, dialect: Dialect):
    report = take_over_sample(old_site, corpus, dialect)
    faults = [
        fault
        for story in report.stories
        for fault in parse_source(
            "story", f"content/{story.destination}", old_site.story(story.destination).encode(), OPTIONS
        ).diagnostics
        if fault.is_error
    ]
    assert faults == []


def take_over_sample(old_site: OldSite, corpus: str, dialect: Dialect) -> ImportReport:
    """Import some thirty stories, spread over the years."""
    if not (CORPORA / corpus).is_dir():
        pytest.skip("the two archives are not beside the checkout")
    files = sorted((CORPORA / corpus).rglob("*.md"))
    for file in files[:: len(files) // 30]:
        old_site.write(f"content/{Path(corpus).name}/{file.name}", file.read_bytes())
    return old_site.take_over(dialect)


def lost_words(old_site: OldSite, story: StoryEntry) -> list[str]:
    """Give the words that stand more often in the source than in the story and its notes."""
    source = (old_site.source / story.source).read_text("utf-8-sig")
    body = re.sub(r"(?s)\A\s*---\s*\n.*?\n---[ \t]*(?:\n|\Z)", "", source)
    notes = " ".join(f"{note.message} {note.excerpt}" for note in story.notes)
    kept = Counter(words(f"{old_site.story(story.destination)} {notes}"))
    return sorted((Counter(words(visible(body))) - kept).keys())


def visible(body: str) -> str:
    body = re.sub(r"(?s)\{\{[<%].*?[>%]\}\}", lambda tag: " ".join(["", *SHOWN_ARGUMENTS.findall(tag[0]), ""]), body)
    for pattern in NOT_TEXT:
        body = re.sub(pattern, "] " if pattern.startswith(r"\]") else " ", body)
    return body


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", html.unescape(html.unescape(text)).replace("\\", "").casefold())

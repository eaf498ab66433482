"""`docs/errors.md` against the program: what it shows of each kind is what a build says.

With UPDATE_DOCS=1 the messages in the page are written anew; read the diff.
"""

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from broadsheet.cli import cli
from tests.docs.error_cases import CASES, SOUND, UNSHOWN, Link
from tests.docs.reported_kinds import reported_kinds
from tests.samples import sampled

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "errors.md"
SHOWN = re.compile(r"(?s)^### `([a-z-]+)`\n(.*?)(?=^##|\Z)", re.MULTILINE)
BLOCK = re.compile(r"(?s)(?<=^```text\n).*?(?=^```$)", re.MULTILINE)


def build(newsroom: Path) -> str:
    """Build a newsroom; give what it says on standard error."""
    return CliRunner().invoke(cli, ["build", "-C", str(newsroom), "--jobs", "1", "--now", "2026-11-23 12:00"]).stderr


def write(newsroom: Path, files: dict[str, str | bytes | Link]) -> None:
    """Put a newsroom's files in place."""
    for name, content in files.items():
        path = newsroom / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Link):
            path.symlink_to(content.target)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)


def said_of(kind: str, newsroom: Path) -> str:
    """Give what a build says of the first fault of a kind."""
    write(newsroom, {**SOUND, **CASES[kind]})
    faults = build(newsroom).split("\n\n")
    return next((fault for fault in faults if re.match(rf"(error|warning)\[{kind}\]", fault)), "") + "\n"


def sections() -> dict[str, str]:
    """Give the text under the heading of each kind."""
    return {match[1]: match[2] for match in SHOWN.finditer(PAGE.read_text("utf-8"))}


def test_every_kind_has_a_heading_and_a_newsroom_that_shows_it() -> None:
    kinds, unclear = reported_kinds(ROOT / "broadsheet")
    assert unclear == []
    assert sorted(sections()) == sorted(kinds)
    assert sorted({**CASES, **UNSHOWN}) == sorted(kinds)
    assert [kind for kind, text in sections().items() if f"[{kind}]: " not in "".join(BLOCK.findall(text))] == []


def test_a_sound_newsroom_has_no_fault(tmp_path) -> None:
    write(tmp_path, dict(SOUND))
    assert build(tmp_path) == ""


SAMPLE = sorted(CASES)[:: 1 if os.environ.get("UPDATE_DOCS") else 5]


@pytest.mark.parametrize("kind", sampled(sorted(CASES), SAMPLE))
def test_a_kind_is_shown_as_the_program_says_it(kind, tmp_path) -> None:
    said = said_of(kind, tmp_path)
    if os.environ.get("UPDATE_DOCS"):
        section = sections()[kind]
        PAGE.write_text(PAGE.read_text("utf-8").replace(section, BLOCK.sub(lambda _: said, section, count=1)), "utf-8")
    assert BLOCK.findall(sections()[kind])[:1] == [said]

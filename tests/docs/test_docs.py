"""The docs against the code: every key, kind of error and command is described, and nothing else is."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from broadsheet.cli import cli
from broadsheet.content.desk_files import BREAKING_FORMS, FRONT_FORMS, WEATHER_FORMS
from broadsheet.content.front_matter import AUTHOR_FORMS, PAGE_FORMS, STORY_FORMS
from broadsheet.newsroom.load import NEWSROOM_FORMS, parse_settings
from broadsheet.rendering import views

ROOT = Path(__file__).parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read(name: str) -> str:
    """Give the text of a document."""
    return (ROOT / name).read_text("utf-8")


def section(text: str, title: str) -> str:
    """Give what stands under a heading, up to the next heading of its level or above."""
    blanked = FENCE.sub(lambda fence: re.sub(r"[^\n]", " ", fence[0]), text)
    headings = list(HEADING.finditer(blanked))
    start = next(found for found in headings if found[2] == title)
    after = (found.start() for found in headings if found.start() > start.start() and len(found[1]) <= len(start[1]))
    return text[start.end() : next(after, len(text))]


def table_keys(text: str) -> list[str]:
    """Give the code words of the first column of the first table."""
    rows = re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE)[0].splitlines()[2:]
    return [word for row in rows for word in re.findall(r"`([^`]+)`", row.split("|")[1])]


def anchors(text: str) -> set[str]:
    """Give the addresses of a document's headings."""
    titles = [match[2] for match in HEADING.finditer(FENCE.sub("", text))]
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize(
    ("title", "forms"), [("Keys", STORY_FORMS), ("Author profiles", AUTHOR_FORMS), ("Standing pages", PAGE_FORMS)]
)
def test_front_matter_has_the_keys_its_page_lists(title, forms) -> None:
    assert sorted(table_keys(section(read("docs/front-matter.md"), title))) == sorted(forms)


@pytest.mark.parametrize(
    ("title", "forms"), [("Pins", FRONT_FORMS), ("Breaking news", BREAKING_FORMS), ("Weather", WEATHER_FORMS)]
)
def test_the_files_of_the_front_page_have_the_keys_its_page_lists(title, forms) -> None:
    assert table_keys(section(read("docs/front-page.md"), title)) == list(forms)


def test_newsroom_yaml_has_the_keys_its_page_lists() -> None:
    assert sorted(table_keys(section(read("docs/configuration.md"), "Keys"))) == sorted(NEWSROOM_FORMS)


def test_the_example_of_newsroom_yaml_is_sound_and_shows_every_key() -> None:
    example = next(code for language, code in FENCE.findall(read("docs/configuration.md")) if language == "yaml")
    _, diagnostics = parse_settings(example)
    assert diagnostics == []
    assert sorted(re.findall(r"^(\w+):", example, flags=re.MULTILINE)) == sorted(NEWSROOM_FORMS)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_of_the_docs_lead_somewhere(path) -> None:
    text = FENCE.sub("", path.read_text("utf-8"))
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
        file, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        aimed = (path.parent / file).resolve() if file else path
        if not aimed.exists() or (anchor and anchor not in anchors(aimed.read_text("utf-8"))):
            broken.append(target)
    assert broken == []


def test_every_page_of_the_theme_is_described() -> None:
    described = table_keys(section(read("docs/templates.md"), "What each kind of page sees"))
    assert sorted(described) == sorted(path.stem for path in (ROOT / "templates" / "pages").glob("*.html"))


def test_the_views_that_pages_are_said_to_see_exist() -> None:
    rows = section(read("docs/templates.md"), "What each kind of page sees").splitlines()
    named = {name for row in rows if row.startswith("|") for name in re.findall(r"`([A-Z]\w+)`", row)}
    assert named
    assert sorted(name for name in named if not hasattr(views, name)) == []


def test_the_blocks_of_the_base_template_are_described() -> None:
    described = re.findall(r"`(\w+)`", section(read("docs/templates.md"), "Blocks of `base.html`").split(". ")[0])
    assert sorted(described) == sorted(re.findall(r"{% block (\w+)", read("templates/base.html")))


def commands(group: click.Group, name: str = "broadsheet") -> Iterator[tuple[str, click.Command]]:
    """Give every command of the command line by its full name."""
    for word, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {word}")
        else:
            yield f"{name} {word}", command


def test_every_command_is_described_and_every_description_has_a_command() -> None:
    titles = [title for level, title in HEADING.findall(FENCE.sub("", read("docs/commands.md"))) if level == "##"]
    described = [title.strip("`") for title in titles if title.startswith("`")]
    assert sorted(described) == sorted(name for name, _ in commands(cli))


@pytest.mark.parametrize(("name", "command"), list(commands(cli)), ids=lambda value: str(value).replace(" ", "-"))
def test_a_command_has_the_options_and_arguments_its_page_lists(name, command) -> None:
    text = section(read("docs/commands.md"), f"`{name}`")
    options = [parameter.opts[0] for parameter in command.params if isinstance(parameter, click.Option)]
    arguments = [parameter.human_readable_name for parameter in command.params if isinstance(parameter, click.Argument)]
    assert (table_keys(text) if "\n|" in text else []) == options
    assert re.findall(rf"`{name} ([A-Z]+)", text) == arguments


def test_commands_named_anywhere_in_the_docs_exist() -> None:
    known = {name.removeprefix("broadsheet ").split()[0] for name, _ in commands(cli)} | {"COMMAND"}
    named = {word for path in DOCS for word in re.findall(r"\bbroadsheet ([a-zA-Z]+)\b", " ".join(code_of(path)))}
    assert named - known == set()


def code_of(path: Path) -> list[str]:
    """Give the code of a document: its fenced shell blocks and its code spans."""
    text = path.read_text("utf-8")
    return [code for language, code in FENCE.findall(text) if language == "sh"] + re.findall(
        r"`([^`\n]+)`", FENCE.sub("", text)
    )

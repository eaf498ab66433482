"""The shape of the package, read from its source: who imports whom, what may print, how long things are."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "broadsheet"

# From the ground up. A package imports from the lines above its own, and within itself.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"__init__"}),
    frozenset({"clock", "diagnostics", "markup_policy", "slugs", "urls"}),
    frozenset({"documents"}),
    frozenset({"engine"}),
    frozenset({"photos", "search"}),
    frozenset({"markup", "newsroom"}),
    frozenset({"content"}),
    frozenset({"rendering"}),
    frozenset({"site"}),
    frozenset({"preview", "publishing", "importers"}),
    frozenset({"commands"}),
    frozenset({"cli"}),
    frozenset({"__main__"}),
)

# Optional, absent on some systems, or too slow to import for a command that has no use for it.
MAY_WAIT = {
    "babel": "80 ms; asked for the names of months once in a build",
    "broadsheet.commands": "a command pays for its own imports alone",
    "broadsheet.photos": "some of it needs Pillow",
    "broadsheet.publishing.bucket": "needs obstore, which is optional",
    "broadsheet.site.checks": "a build with nothing to do checks again only what had errors",
    "broadsheet.site.parsing": "Markdown: 60 ms; a build with nothing to do parses nothing",
    "broadsheet.site.renewal": "Jinja: 100 ms; a build with nothing to do makes nothing",
    "importlib.metadata": "40 ms; asked when Broadsheet or a library was touched",
    "brotli": "optional",
    "fcntl": "not on Windows",
    "rich": "30 ms; only a terminal shows progress",
    "selectolax": "optional",
}

SPEAKS_SQL = frozenset(
    {
        "broadsheet.content.documents",
        "broadsheet.content.library",
        "broadsheet.content.places",
        "broadsheet.content.reference_index",
        "broadsheet.engine.database",
        "broadsheet.engine.log",
        "broadsheet.engine.snapshot",
        "broadsheet.engine.target_log",
        "broadsheet.site.stores",  # hands the one connection to the stores
    }
)

MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 60


@dataclass(frozen=True)
class Module:
    """A module of the package: its dotted name, its text and its tree."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def layer_name(self) -> str:
        """The part of the name that the layers speak of."""
        return self.name.split(".")[1] if "." in self.name else "__init__"

    def imports(self) -> Iterator[tuple[str, ast.stmt]]:
        """Every module this one imports, with the statement; a name of the package counts as a module if it is one."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                source = node.module or ""
                for alias in node.names:
                    full = f"{source}.{alias.name}"
                    yield (full if full in names() else source), node

    def place(self, node: ast.stmt | ast.expr) -> str:
        """Where a node stands, as an editor can open it."""
        return f"{self.path.relative_to(PACKAGE.parent).as_posix()}:{node.lineno}"


@cache
def names() -> dict[str, Path]:
    """Every module of the package by dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package, parsed."""
    return tuple(Module(name, path, text := path.read_text("utf-8"), ast.parse(text)) for name, path in names().items())


def level(layer_name: str) -> int:
    """The layer's number, from the ground."""
    return next(number for number, layer in enumerate(LAYERS) if layer_name in layer)


def inner_imports(module: Module) -> Iterator[tuple[str, ast.stmt]]:
    """What a module imports of this package."""
    return ((name, node) for name, node in module.imports() if name.split(".")[0] == "broadsheet")


def late_imports() -> Iterator[tuple[Module, str, ast.stmt]]:
    """Every import that does not stand at the top of its module."""
    for module in modules():
        on_top = {id(node) for node in module.tree.body}
        yield from ((module, name, node) for name, node in module.imports() if id(node) not in on_top)


def waiting(name: str) -> str | None:
    """Give what of MAY_WAIT lets a module be imported late: itself, or a package that it is in."""
    return next((known for known in MAY_WAIT if name == known or name.startswith(f"{known}.")), None)


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module."""
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_every_package_has_a_layer_and_every_layer_its_packages() -> None:
    assert {module.layer_name for module in modules()} == frozenset().union(*LAYERS)


def test_the_map_of_the_code_puts_each_package_into_its_layer() -> None:
    rows = re.findall(r"^\| (\d+) \| (.+?) \|", (PACKAGE.parent / "ARCHITECTURE.md").read_text("utf-8"), re.MULTILINE)
    shown = {(int(number), name) for number, names in rows for name in re.findall(r"`(\w+)(?:\.py|/)`", names)}
    assert shown == {(number, name) for number, layer in enumerate(LAYERS) for name in layer}


def test_imports_go_downwards_or_stay_within_the_package() -> None:
    wrong = [
        f"{module.place(node)}: {module.layer_name} imports {name}"
        for module in modules()
        for name, node in inner_imports(module)
        if (target := name.split(".")[1] if "." in name else "__init__") != module.layer_name
        and level(target) >= level(module.layer_name)
    ]
    assert wrong == []


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {module.name: {name for name, _ in inner_imports(module)} - {module.name} for module in modules()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_imports_stand_on_top_unless_what_they_bring_may_wait() -> None:
    assert [f"{module.place(node)}: {name}" for module, name, node in late_imports() if waiting(name) is None] == []


def test_whatever_may_wait_is_imported_late_somewhere() -> None:
    assert {waiting(name) for _, name, _ in late_imports()} == MAY_WAIT.keys()


def test_no_import_is_hidden_from_the_running_program() -> None:
    wrong = [
        module.place(node)
        for module in modules()
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Name) and node.id == "TYPE_CHECKING")
        or (isinstance(node, ast.Attribute) and node.attr == "TYPE_CHECKING")
    ]
    assert wrong == []


def test_the_stores_and_nobody_else_speak_sql() -> None:
    speakers = {module.name for module in modules() if "sqlite3" in {name for name, _ in module.imports()}}
    assert speakers == SPEAKS_SQL


def test_nothing_prints_past_the_screen() -> None:
    wrong = [
        module.place(node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert wrong == []


def test_every_module_says_what_it_is_for() -> None:
    assert [module.name for module in modules() if not ast.get_docstring(module.tree)] == []


def test_no_module_is_too_long_to_read() -> None:
    lengths = {module.name: len(module.text.splitlines()) for module in modules()}
    assert {name: length for name, length in lengths.items() if length > MAX_MODULE_LINES} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    wrong = [
        f"{module.place(function)}: {function.name} has {length} lines"
        for module in modules()
        for function in functions(module)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > MAX_FUNCTION_LINES
    ]
    assert wrong == []

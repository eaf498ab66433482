"""Collect the kinds of diagnostic that the package can report, from its source.

A reporter is a function or class with the parameters `kind` and `message`. What
a call gives it as `kind` must be written out, so that docs can be held to it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

Reporter = tuple[str, int]  # its name, and which of its arguments is the kind


def reported_kinds(package: Path) -> tuple[set[str], list[str]]:
    """Give the kinds, and the places of calls whose kind cannot be told."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(package.rglob("*.py"))}
    own = {path: _reporters(tree) for path, tree in trees.items()}
    public = [found for reporters in own.values() for found in reporters if not found[0].startswith("_")]
    kinds: set[str] = set()
    unclear = [
        f"{path.relative_to(package.parent).as_posix()}:{value.lineno}"
        for path, tree in trees.items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for value in _kind_arguments(call, {*public, *own[path]})
        if not _collect(value, kinds)
    ]
    return kinds, unclear


def _reporters(tree: ast.Module) -> list[Reporter]:
    return list(_iter_reporters(tree))


def _iter_reporters(tree: ast.Module) -> Iterator[Reporter]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            fields = [f.target.id for f in node.body if isinstance(f, ast.AnnAssign) and isinstance(f.target, ast.Name)]
            yield from _position(node.name, fields)
            for method in node.body:
                if isinstance(method, ast.FunctionDef):
                    name = node.name if method.name == "__init__" else method.name
                    yield from _position(name, [argument.arg for argument in method.args.args[1:]])
        elif isinstance(node, ast.FunctionDef):
            yield from _position(node.name, [argument.arg for argument in node.args.args])


def _position(name: str, parameters: list[str]) -> Iterator[Reporter]:
    if "kind" in parameters and "message" in parameters and not (parameters and parameters[0] in ("self", "cls")):
        yield name, parameters.index("kind")


def _kind_arguments(call: ast.Call, reporters: set[Reporter]) -> Iterator[ast.expr]:
    function = call.func
    name = (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )
    for position in sorted(position for reporter, position in reporters if reporter == name):
        named = [keyword.value for keyword in call.keywords if keyword.arg == "kind"]
        yield from named or call.args[position : position + 1]


def _collect(value: ast.expr, kinds: set[str]) -> bool:
    """Take the kinds that an argument can be; False when it is computed."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        kinds.add(value.value)
        return True
    if isinstance(value, ast.IfExp):
        return _collect(value.body, kinds) and _collect(value.orelse, kinds)
    # A reporter that hands on what it was given.
    return (isinstance(value, ast.Name) and value.id == "kind") or (
        isinstance(value, ast.Attribute) and value.attr == "kind"
    )

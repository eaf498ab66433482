"""Collect the kinds of diagnostic that the package can report, from its source.

A reporter is a function or class with the parameters `kind` and `message`. What
a call gives it as `kind` must be written out, or be a parameter whose type is a
`Literal` of the same module, so that docs can be held to it.
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
    literals = {path: _literals(tree) for path, tree in trees.items()}
    kinds: set[str] = set()
    reporters = {path: _positions([*public, *found]) for path, found in own.items()}
    unclear = [
        f"{path.relative_to(package.parent).as_posix()}:{value.lineno}"
        for path, tree in trees.items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for value in _kind_arguments(call, reporters[path])
        if not _collect(value, literals[path], kinds)
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


def _positions(reporters: list[Reporter]) -> dict[str, list[int]]:
    """Give for each name at which places reporters of that name have their kind."""
    found: dict[str, set[int]] = {}
    for name, position in reporters:
        found.setdefault(name, set()).add(position)
    return {name: sorted(positions) for name, positions in found.items()}


def _kind_arguments(call: ast.Call, reporters: dict[str, list[int]]) -> Iterator[ast.expr]:
    function = call.func
    name = (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )
    for position in reporters.get(name, ()):
        named = [keyword.value for keyword in call.keywords if keyword.arg == "kind"]
        yield from named or call.args[position : position + 1]


def _literals(tree: ast.Module) -> dict[str, list[str]]:
    """Give what each parameter of a module can be, where its type is a `Literal` that the module names."""
    aliases = {
        target.id: [item.value for item in ast.walk(node.value) if isinstance(item, ast.Constant)]
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("Literal[")
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    if not aliases:
        return {}
    return {
        argument.arg: [str(value) for value in aliases[annotation.id]]
        for argument in ast.walk(tree)
        if isinstance(argument, ast.arg)
        and isinstance(annotation := argument.annotation, ast.Name)
        and annotation.id in aliases
    }


def _collect(value: ast.expr, literals: dict[str, list[str]], kinds: set[str]) -> bool:
    """Take the kinds that an argument can be; False when it is computed."""
    match value:
        case ast.Constant(value=str(kind)):
            kinds.add(kind)
        case ast.IfExp(body=body, orelse=other):
            return _collect(body, literals, kinds) and _collect(other, literals, kinds)
        case ast.Name(id="kind") | ast.Attribute(attr="kind"):
            pass  # A reporter that hands on what it was given.
        case ast.Name(id=name) if name in literals:
            kinds.update(literals[name])
        case _:
            return False
    return True

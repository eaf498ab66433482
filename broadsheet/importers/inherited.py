"""The fields that a story has from files beside it: cascades, directory data, defaults of the site.

No code of the old site is run. A data file that is a program, or that cannot be read, is searched for the two lines
that hide stories.
"""

import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from broadsheet.importers.hiding import Inherited, is_yes
from broadsheet.importers.layout import Dialect, is_inside
from broadsheet.importers.source_matter import Value, read_source, read_table

_DATA_SUFFIXES = (".json", ".11tydata.json", ".11tydata.js", ".11tydata.cjs", ".11tydata.mjs", ".11tydata.ts")
_HIDING_LINES = (
    (r"\bdraft[\"']?\s*:\s*true\b", "draft", "true"),
    (r"\bpermalink[\"']?\s*:\s*false\b", "permalink", "false"),
)
_SETTINGS = ("_config.yml", "_config.yaml")
_LIST_PAGES = ("_index.md", "_index.html", "_index.markdown")
_BUNDLE_PAGES = ("index.md", "index.html", "index.markdown")

Table = dict[str, Value]


class SiteFields:
    """What the files of one site say of the stories beside them and below."""

    def __init__(self, site: Path, dialect: Dialect) -> None:
        self._site = site
        self._dialect = dialect
        self._tables: dict[Path, Table] = {}
        self._collections = dict(self._jekyll_collections()) if dialect == "jekyll" else {}
        self._defaults = list(self._jekyll_defaults()) if dialect == "jekyll" else []

    @property
    def shown_folders(self) -> frozenset[str]:
        """The folders of Jekyll's collections of which it made pages."""
        return frozenset(folder for folder, has_pages in self._collections.items() if has_pages)

    def inherited(self, path: str) -> Inherited:
        """Give the fields that a story inherits; a nearer file goes before one farther up."""
        found: dict[str, tuple[Value, str]] = {}
        for scope, table in self._defaults:
            if not scope or path == scope or path.startswith(f"{scope}/") or fnmatch(path, scope):
                found |= _said(table, "_config.yml")
        for folder in [*reversed(PurePosixPath(path).parents)]:
            if self._dialect == "hugo":
                found |= self._cascade(folder, path)
            elif self._dialect == "eleventy":
                for suffix in _DATA_SUFFIXES:
                    found |= self._data(folder / f"{folder.name}{suffix}")
        if self._dialect == "eleventy":
            for suffix in _DATA_SUFFIXES:
                found |= self._data(PurePosixPath(path).with_suffix(suffix))
        if self._dialect == "hugo" and (owner := self._bundle(PurePosixPath(path))):
            found["headless"] = ("true", owner)
        return found

    def _cascade(self, folder: PurePosixPath, path: str) -> Inherited:
        found: dict[str, tuple[Value, str]] = {}
        for name in _LIST_PAGES:
            fields = self._load(self._site / folder / name, _read_fields)
            where = (folder / name).as_posix()
            cascade = fields.get("cascade", [])
            # A list page that is a draft takes the stories below it along.
            tables = [{"draft": fields["draft"]}] if "draft" in fields else []
            tables += [
                table for table in (cascade if isinstance(cascade, list) else [cascade]) if isinstance(table, dict)
            ]
            for table in tables:
                if _is_meant(table, path):
                    found |= _said(table, where)
        return found

    def _data(self, path: PurePosixPath) -> Inherited:
        return _said(self._load(self._site / path, _read_data), path.as_posix())

    def _bundle(self, path: PurePosixPath) -> str:
        """Give the page whose bundle a file is in: there it was a part of that page, and no page itself."""
        for folder in path.parents:
            for name in _BUNDLE_PAGES:
                inside = folder.parts[1:] and folder.parts[0] == "content"
                if inside and (self._site / folder / name).is_file() and path != folder / name:
                    return (folder / name).as_posix()
        return ""

    def _jekyll_collections(self) -> Iterator[tuple[str, bool]]:
        for name in _SETTINGS:
            settings = self._load(self._site / name, _read_settings)
            collections, folder = settings.get("collections", {}), settings.get("collections_dir", "")
            for label, options in collections.items() if isinstance(collections, dict) else ():
                has_pages = isinstance(options, dict) and is_yes(options.get("output", ""))
                yield (PurePosixPath(str(folder).strip("/")) / f"_{label}").as_posix(), has_pages

    def _jekyll_defaults(self) -> Iterator[tuple[str, Table]]:
        for name in _SETTINGS:
            defaults = self._load(self._site / name, _read_settings).get("defaults", [])
            for item in defaults if isinstance(defaults, list) else ():
                scope, values = (item.get("scope", {}), item.get("values", {})) if isinstance(item, dict) else ({}, {})
                path = scope.get("path", "") if isinstance(scope, dict) else ""
                kind = scope.get("type", "posts") if isinstance(scope, dict) else "posts"
                if not isinstance(values, dict) or not isinstance(path, str):
                    continue
                if kind in ("posts", "drafts", ""):
                    yield path.strip("/"), values
                for folder in self._collections:
                    if PurePosixPath(folder).name == f"_{kind}":
                        yield path.strip("/") or folder, values

    def _load(self, file: Path, read: Callable[[Path], Table]) -> Table:
        if file not in self._tables:
            self._tables[file] = read(file) if is_inside(file, self._site) else {}
        return self._tables[file]


def _is_meant(table: Table, path: str) -> bool:
    """Answer whether a cascade may be meant for a page: by the pattern of its target, where one is given."""
    target = table.get("_target", table.get("target", {}))
    if not isinstance(target, dict):
        return True
    pattern = target.get("path", "")
    address = "/" + PurePosixPath(path).with_suffix("").as_posix().removeprefix("content/")
    meant = not isinstance(pattern, str) or not pattern or "{" in pattern
    return target.get("kind", "page") == "page" and (meant or fnmatch(address, str(pattern)))


def _said(table: Table, where: str) -> Inherited:
    return {key.lower(): (value, where) for key, value in table.items()}


def _read_fields(file: Path) -> Table:
    return {key.lower(): field.value for key, field in read_source(file.read_bytes()).fields.items()}


def _read_settings(file: Path) -> Table:
    source = read_source(b"---\n" + file.read_bytes().removeprefix(b"---\n") + b"\n---\n")
    return {key: field.value for key, field in source.fields.items()}


def _read_data(file: Path) -> Table:
    text = file.read_text("utf-8", "replace")
    table = read_table(text) if file.suffix == ".json" else None
    if table is not None:
        return table
    return {key: value for pattern, key, value in _HIDING_LINES if re.search(pattern, text)}

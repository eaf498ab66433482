"""Read single lines of sources again, to show them under a diagnostic."""

import re
from functools import lru_cache
from pathlib import Path

from broadsheet.diagnostics import Excerpt, Place


class SourceLines:
    """The lines of the newsroom's sources, by path."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lines = lru_cache(maxsize=64)(self._load)

    def _load(self, path: str) -> tuple[str, ...]:
        try:
            return tuple((self._root / path).read_text("utf-8-sig", "replace").splitlines())
        except OSError:
            return ()

    def line(self, path: str, number: int) -> str:
        """Give one line, counted from 1; empty where there is none."""
        lines = self._lines(path)
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def find_value(self, path: str, text: str) -> Excerpt | None:
        """Find the first line of YAML on which a text is a whole value, and not a part of a longer one."""
        form = re.compile(rf"""(?:[:-]\s+|[,\[{{]\s*|["'])({re.escape(text)})(?=\s*(?:["',\]}}]|\s#|$))""")
        for number, line in enumerate(self._lines(path), 1):
            if found := form.search(line):
                return Excerpt(Place(path, number, found.start(1) + 1, len(text)), line)
        return None

    def find_key(self, path: str, key: str) -> Excerpt | None:
        """Find the first line of YAML on which a key stands."""
        form = re.compile(rf"""(?:^|[{{,])\s*["']?({re.escape(key)})["']?\s*:""")
        for number, line in enumerate(self._lines(path), 1):
            if (found := form.search(line)) and not line.lstrip().startswith("#"):
                return Excerpt(Place(path, number, found.start(1) + 1, len(key)), line)
        return None

    def find(self, path: str, text: str) -> Excerpt | None:
        """Find the first line that holds a text."""
        for number, line in enumerate(self._lines(path), 1):
            column = line.find(text)
            if column >= 0:
                return Excerpt(Place(path, number, column + 1, len(text)), line)
        return None

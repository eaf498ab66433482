"""Read the fields of one source, and remember which were read."""

from dataclasses import dataclass, field

from broadsheet.importers.report import Note
from broadsheet.importers.source_matter import Field, Source, Value


@dataclass(slots=True)
class FieldReader:
    """The fields of one source; remembers which were read, so that the rest can be reported."""

    source: Source
    notes: list[Note]
    _read: set[str] = field(default_factory=set)

    def find(self, *keys: str) -> Field | None:
        """Find the first key that has a value, in capitals or not; all of them count as read."""
        found = None
        for key in keys:
            for name in self._names(key):
                self._read.add(name)
                found = found or self.source.fields[name]
        return found

    def text(self, *keys: str) -> str:
        """Give the first text under one of the keys, or an empty one."""
        for key in keys:
            found = self.find(key)
            if found is not None and isinstance(found.value, str) and found.value.strip():
                return found.value.strip()
        return ""

    def texts(self, *keys: str) -> list[str]:
        """Give all texts under the keys, whether they stand in lists or alone."""
        texts: list[str] = []
        for key in keys:
            found = self.find(key)
            if found is not None:
                texts += flat_texts(found.value)
        return texts

    def line(self, *keys: str) -> int:
        """Give the line of the first of the keys that is there."""
        return next((self.source.fields[name].line for key in keys for name in self._names(key)), 0)

    def note(self, message: str, key: str, excerpt: str = "") -> None:
        """Note something on the line of a key."""
        self.notes.append(Note(self.line(key), message, excerpt))

    def unread(self) -> tuple[str, ...]:
        """Give the keys with a value that nothing has asked for."""
        return tuple(key for key in self.source.fields if key not in self._read and self.source.fields[key].value)

    def _names(self, key: str) -> list[str]:
        """Give the keys of the source that say `key`, the one that is written so before the others."""
        fold = key.lower()
        return sorted((name for name in self.source.fields if name.lower() == fold), key=lambda name: name != key)


def flat_texts(value: Value) -> list[str]:
    """Give the texts of a value, whether it is one, a list of them, or a mapping with a name."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, list):
        return [text for item in value for text in flat_texts(item)]
    name = value.get("name") or value.get("slug") or value.get("title")
    return flat_texts(name) if name else []

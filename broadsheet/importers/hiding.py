"""Tell what hid a story at the old site, or may have hidden it: by its fields and by its place.

It errs towards hiding: a story that is a draft by mistake is told in the report, and one that is public by mistake
is told by its readers.
"""

import re
from collections.abc import Container, Iterator, Mapping
from pathlib import PurePosixPath

from broadsheet.importers.field_reader import FieldReader
from broadsheet.importers.report import Note
from broadsheet.importers.source_matter import Value

# What a field says, in lower case, with the file that says it.
Inherited = Mapping[str, tuple[Value, str]]

_NO = frozenset({"", "false", "no", "off", "n", "f", "0", "null", "~", "none"})
_YES = frozenset({"true", "yes", "on", "y", "t", "1"})
_SHOWN = _YES | {"always", "local", "link"}
_PUBLIC_STATUS = _YES | {"publish", "published", "public", "live", "open", "ready", "final", "approved", "released"}
_PUBLIC_STATUS |= {"active", "done", "complete", "completed", "posted"}
# Keys that hide unless they say no, that hide when they say no, and that hide unless they say something public.
_HIDE = (
    *("draft", "drafts", "headless", "private", "hidden", "unlisted", "unpublished", "protected"),
    *("eleventyexcludefromcollections", "password", "post_password", "password_protected"),
)
_SHOW = ("published", "publish", "public", "permalink", "listed")
_STATUS = ("status", "post_status", "visibility", "published_status", "publish_status")
_BUILD = ("build", "_build")
_READ = frozenset({*_HIDE, *_STATUS, *_BUILD, *_SHOW} - {"permalink"})
_DRAFT_FOLDERS = frozenset({"_drafts", "drafts"})
_KEPT_UNDERSCORES = frozenset({"_posts", "_index"})


def hidden_by_fields(reader: FieldReader, inherited: Inherited) -> list[Note]:
    """Give a note for each field that hid the story; its own go before those that it inherits."""
    own = {name.lower() for name in reader.source.fields}
    said = [(name, field.value, "", field.line) for name, field in reader.source.fields.items()]
    said += [(key, value, where, 0) for key, (value, where) in inherited.items() if key not in own]
    notes = []
    for name, value, where, line in said:
        found = _hides(name.lower(), value)
        if found:
            notes.append(Note(line, _message(f"`{name}`" + (f" in `{where}`" if where else "")), f"{name}: {found}"))
        if found or name.lower() in _READ:
            reader.find(name)
    return notes


def hidden_by_place(path: str, shown: Container[str] = ()) -> list[Note]:
    """Give a note when the place of a file hid its story; paths are counted from the site's folder.

    `shown` are the folders that were public though their names begin with `_`.
    """
    own = PurePosixPath(path)
    for place in (*reversed(own.parents), own):
        is_kept_back = place.name.startswith("_") and place.stem not in _KEPT_UNDERSCORES
        if place.name.lower() in _DRAFT_FOLDERS or (is_kept_back and str(place) not in shown):
            return [Note(0, _message(f"its place, `{place.name}`"))]
    return []


def is_yes(value: Value) -> bool:
    """Answer whether a field says yes, as YAML 1.1 has it."""
    return _word(value) in _YES


def hidden_by_date(key: str, text: str, line: int) -> Note:
    """Give the note for a date that cannot be read and may have hidden the story."""
    return Note(
        line, f"the date in `{key}` could not be read and was left out; the story was imported as a draft", text
    )


def _message(what: str) -> str:
    return f"{what} hid the story at the old site, or may have; it was imported as a draft"


def _hides(key: str, value: Value) -> str:
    """Give what in a value hides a story, as text; empty when nothing does."""
    if key in _BUILD:
        return "; ".join(_hiding_build(value))
    word = _word(value)
    if word is None:
        return "…" if key in _HIDE and value else ""
    if key in _HIDE:
        return "" if word in _NO else word
    if key in _SHOW:
        return (word or "(empty)") if word in _NO and not (key == "permalink" and not word) else ""
    return word if key in _STATUS and word not in {*_PUBLIC_STATUS, ""} else ""


def _hiding_build(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        if re.search(r"never|false", value):
            yield value
    elif isinstance(value, dict):
        for name, option in value.items():
            word = _word(option)
            if name.lower() in ("render", "list") and word is not None and not _is_shown(name.lower(), word):
                yield f"{name}: {word}"


def _is_shown(name: str, word: str) -> bool:
    return word in _SHOWN and not (name == "render" and word == "link")


def _word(value: Value) -> str | None:
    """Give a plain value as YAML 1.1 means it, without the remark that a line taken as it stands may end with."""
    return re.sub(r"(^|\s)#.*", "", value, flags=re.S).strip().strip("'\"").lower() if isinstance(value, str) else None

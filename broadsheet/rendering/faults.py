"""Say what is wrong with a template in the words that its author needs."""

import re
import traceback
from collections.abc import Mapping

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from broadsheet.diagnostics import Diagnostic, Place

_FOLDER = "templates/"
_OF_TEMPLATES = (UndefinedError, TemplateError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError)


def page_fault(error: Exception, page: str, templates: Mapping[str, str]) -> Diagnostic | None:
    """Turn what a template raised into a diagnostic; None when the fault is not a template's."""
    if isinstance(error, TemplateSyntaxError):
        name = f"{_FOLDER}{error.name}" if error.name else (error.filename or _FOLDER)
        return _diagnostic("template-syntax", error.message or "invalid syntax", name, error.lineno, "", templates)
    frame = _template_frame(error)
    if frame is None:
        return None
    path, line = frame
    help_text = f"while making {page}"
    if isinstance(error, TemplateNotFound):
        message = f"the template `{error.name}` is not there"
        return _diagnostic("template-error", message, path, line, help_text, templates)
    if isinstance(error, RecursionError):
        message = "the templates include or call each other without end"
        return _diagnostic("template-error", message, path, line, help_text, templates)
    if isinstance(error, _OF_TEMPLATES):
        message = str(error.args[0]) if error.args else type(error).__name__
        return _diagnostic("template-error", message, path, line, help_text, templates)
    return None


def _template_frame(error: Exception) -> tuple[str, int] | None:
    """Find the innermost template line that was running, if only template code ran below it."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if frame.filename.startswith(_FOLDER):
            return frame.filename, frame.lineno or 1
    return None


def _diagnostic(
    kind: str, message: str, path: str, line: int, help_text: str, templates: Mapping[str, str]
) -> Diagnostic:
    lines = templates.get(path.removeprefix(_FOLDER), "").split("\n")
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    indent = len(text) - len(text.lstrip())
    quoted = re.search(r"'(\w+)' is undefined|no attribute '(\w+)'", message)
    name = (quoted[1] or quoted[2]) if quoted else ""
    start = text.find(name) if name else -1
    column = (start if start >= 0 else indent) + 1
    length = len(name) if start >= 0 else max(1, len(text.strip()))
    return Diagnostic(kind, _in_our_words(message), Place(path, line, column, length), text, help_text)


def _in_our_words(message: str) -> str:
    """Name no class of ours, put code in backticks, end without a full stop."""
    message = re.sub(r"'(?:[\w.]+\.)?(\w+) object' has no attribute '(\w+)'", r"`\1` has no field `\2`", message)
    message = re.sub(r"(?<!\w)'([^']+)'(?!\w)", r"`\1`", message).rstrip(".")
    return message[0].lower() + message[1:]

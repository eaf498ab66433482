"""Open a source in the desk's editor, as the button beside an error asks."""

import os
import shlex
import subprocess
from pathlib import Path

import click


class Editor:
    """The editor of the person who started the preview.

    `command` holds `{file}` and, where the editor knows lines, `{line}`; empty
    for the program that the system opens such files with.
    """

    def __init__(self, root: Path, command: str) -> None:
        self._root = root
        self._command = command

    def open(self, path: str, line: int) -> None:
        """Open a source at a line. Raises OSError."""
        file = str(self._root / path)
        if not self._command:
            click.launch(file)
            return
        words = [word.replace("{file}", file).replace("{line}", str(line)) for word in shlex.split(self._command)]
        if "{file}" not in self._command:
            words.append(file)
        subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def editor_command() -> str:
    """Give the command for an editor with a window of its own, as the environment names it."""
    return os.environ.get("BROADSHEET_EDITOR", "")

"""What commands print: plain lines, colours and a progress bar on a terminal only."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import click

from broadsheet.diagnostics import Diagnostic, render_diagnostic

Progress = Callable[[str, int, int], None]


def counted(count: int, one: str, many: str = "") -> str:
    """Write a number with what it counts: `1 error`, `2 errors`, `2 stories`."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


class Screen:
    """Standard output for results, standard error for what is wrong and for progress."""

    def say(self, text: str) -> None:
        """Print a line of the result."""
        click.echo(text)

    def lines(self, texts: Iterable[str]) -> None:
        """Print lines of the result."""
        for text in texts:
            click.echo(text)

    def note(self, text: str) -> None:
        """Print how far a long step has come, where no bar shows it."""
        if not sys.stderr.isatty():
            click.echo(text, err=True)

    def warn(self, text: str) -> None:
        """Print a warning that no source can be blamed for."""
        click.secho(f"warning: {text}", fg="yellow", err=True)

    def error(self, text: str, help_text: str = "") -> None:
        """Print what kept a command from its work, and what to do."""
        click.secho(f"error: {text}", fg="red", err=True)
        if help_text:
            click.echo(f" = help: {help_text}", err=True)

    def no_newsroom(self, text: str) -> None:
        """Print that a folder is no newsroom."""
        self.error(text, "run it in a newsroom's folder, or name one with -C")

    def crash(self, trace: str) -> None:
        """Print the traceback of a fault that is ours."""
        click.echo(trace, err=True)
        self.error("this is a fault of Broadsheet, not of your files", "please report it with the lines above")

    def diagnostics(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Print diagnostics, each followed by an empty line."""
        for diagnostic in diagnostics:
            head, _, rest = render_diagnostic(diagnostic).partition("\n")
            click.secho(head, fg="red" if diagnostic.is_error else "yellow", bold=True, err=True)
            click.echo(f"{rest}\n", err=True)

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """Show how far a long step has come, on a terminal; elsewhere show nothing."""
        if not sys.stderr.isatty():
            yield lambda step, done, total: None
            return
        from rich.console import Console  # noqa: PLC0415 - slow, and of use on a terminal only
        from rich.progress import Progress as Bar  # noqa: PLC0415

        with Bar(console=Console(stderr=True), transient=True) as bar:
            tasks: dict[str, object] = {}

            def show(step: str, done: int, total: int) -> None:
                if step not in tasks:
                    tasks[step] = bar.add_task(step.capitalize(), total=total)
                bar.update(tasks[step], completed=done, total=total)  # type: ignore[arg-type]

            yield show

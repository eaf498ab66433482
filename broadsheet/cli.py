"""The command line: arguments only. What a command does is in `commands`."""

import sys
from pathlib import Path

import click

from broadsheet import __version__

ROOT = click.option(
    "-C", "root", default=".", type=click.Path(path_type=Path, file_okay=False), help="The newsroom (default: here)."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="broadsheet")
def cli() -> None:
    """Build a news site from stories in Markdown."""


@cli.command()
@ROOT
@click.option("--now", metavar="DATE", help="Build the site as of this instant (default: the present).")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="The folder to write (default: site).")
@click.option("--jobs", type=click.IntRange(0), default=0, help="Worker processes (default: one for each core).")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Write what was done as JSON.")
@click.option("--explain", is_flag=True, help="Say of each output why it was written.")
@click.pass_context
def build(
    context: click.Context, root: Path, now: str | None, out: Path | None, jobs: int, report: Path | None, explain: bool
) -> None:
    """Build the site."""
    from broadsheet.commands.build import run_build  # noqa: PLC0415 - each command imports what it needs

    is_front_door = bool((context.obj or {}).get("front_door"))
    sys.exit(run_build(root, now, out, jobs, report, explain, is_front_door))


@cli.command()
@ROOT
@click.option("--now", metavar="DATE", help="Ask as of this instant (default: the present).")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="The folder of the site (default: site).")
@click.option("--all", "show_all", is_flag=True, help="Cut no list short.")
@click.argument("path")
def explain(root: Path, path: str, now: str | None, out: Path | None, show_all: bool) -> None:
    """Say why an output was written, and whether a build would write it now."""
    from broadsheet.commands.explain import run_explain  # noqa: PLC0415

    sys.exit(run_explain(root, path, now, out, show_all))


@cli.command()
@ROOT
@click.option("--now", metavar="DATE", help="Check the site as of this instant (default: the present).")
@click.option("--jobs", type=click.IntRange(0), default=0, help="Worker processes (default: one for each core).")
def check(root: Path, now: str | None, jobs: int) -> None:
    """Find what is wrong, in hidden stories too, and leave the site alone."""
    from broadsheet.commands.check import run_check  # noqa: PLC0415

    sys.exit(run_check(root, now, jobs))


@cli.group()
def new() -> None:
    """Make a newsroom or a story."""


@new.command("site")
@ROOT
@click.argument("folder", type=click.Path(path_type=Path))
def new_site(root: Path, folder: Path) -> None:
    """Make a newsroom in FOLDER that builds at once."""
    from broadsheet.commands.new import run_new_site  # noqa: PLC0415

    sys.exit(run_new_site(root / folder))


@new.command("story")
@ROOT
@click.argument("headline")
@click.option("--section", required=True, metavar="SLUG", help="The section that the story is in.")
def new_story(root: Path, headline: str, section: str) -> None:
    """Write a story's file with the front matter ready to fill in."""
    from broadsheet.commands.new import run_new_story  # noqa: PLC0415

    sys.exit(run_new_story(root, headline, section))


@cli.command("import")
@ROOT
@click.argument("source", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--from",
    "dialect",
    type=click.Choice(["jekyll", "hugo", "eleventy"]),
    required=True,
    help="What made the old site.",
)
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), help="The content folder (default: content).")
@click.option("--section", default="", metavar="SLUG", help="The section for stories that have none.")
@click.option("--old-address", default="", metavar="URL", help="Where the old site is, for links that stay behind.")
def import_command(root: Path, source: Path, dialect: str, into: Path | None, section: str, old_address: str) -> None:
    """Take over the stories in SOURCE from another generator."""
    from broadsheet.commands.importing import run_import  # noqa: PLC0415

    sys.exit(run_import(root, source, dialect, into or root / "content", section, old_address))  # type: ignore[arg-type]


def main(default_command: str = "", program: str = "broadsheet") -> None:
    """Run the command line; with a default command, arguments may start with its options."""
    arguments = sys.argv[1:]
    front_door = bool(default_command)
    first = arguments[0] if arguments else ""
    if default_command and first not in cli.commands and first not in ("-h", "--help", "--version"):
        arguments = [default_command, *arguments]
    cli.main(args=arguments, prog_name=program, obj={"front_door": front_door})

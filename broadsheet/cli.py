"""The command line: arguments only. What a command does is in `commands`."""

import gc
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
@click.option("--now", metavar="DATE", help="Build the site as of this instant (default: the current time).")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="The folder to write (default: site).")
@click.option("--jobs", type=click.IntRange(0), default=0, help="Worker processes (default: one for each core).")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Write what was done as JSON.")
@click.option("--explain", is_flag=True, help="Say why each file was written.")
@click.pass_context
def build(
    context: click.Context, root: Path, now: str | None, out: Path | None, jobs: int, report: Path | None, explain: bool
) -> None:
    """Build the site."""
    from broadsheet.commands.build import BuildRequest, run_build  # noqa: PLC0415 - each command imports what it needs

    is_front_door = bool((context.obj or {}).get("front_door"))
    sys.exit(run_build(BuildRequest(root, now, out, jobs, report, explain, is_front_door)))


@cli.command()
@ROOT
@click.option("--now", metavar="DATE", help="Ask as of this instant (default: the current time).")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="The folder of the site (default: site).")
@click.option("--all", "show_all", is_flag=True, help="Show every list in full.")
@click.argument("path")
def explain(root: Path, path: str, now: str | None, out: Path | None, show_all: bool) -> None:
    """Say why an output was written, and whether a build would write it now."""
    from broadsheet.commands.explain import run_explain  # noqa: PLC0415

    sys.exit(run_explain(root, path, now, out, show_all))


@cli.command()
@ROOT
@click.option("--now", metavar="DATE", help="Check the site as of this instant (default: the current time).")
@click.option("--jobs", type=click.IntRange(0), default=0, help="Worker processes (default: one for each core).")
def check(root: Path, now: str | None, jobs: int) -> None:
    """Find what is wrong, in hidden stories too, and leave the site alone."""
    from broadsheet.commands.check import run_check  # noqa: PLC0415

    sys.exit(run_check(root, now, jobs))


@cli.command()
@ROOT
@click.argument("target", default="")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option("--rollback", is_flag=True, help="Return to the previous publication.")
@click.option("--history", is_flag=True, help="List the publications that the target remembers.")
@click.option("--watch-clock", is_flag=True, help="Build and publish whenever a time comes that changes the site.")
@click.option("--deletions", type=click.IntRange(0), metavar="N", help="Allow exactly N deletions.")
@click.option(
    "--overwrite",
    type=click.IntRange(0),
    metavar="N",
    help="Allow exactly N files that Broadsheet did not publish to be replaced.",
)
@click.option("--former-address", default="", metavar="URL", help="The newsroom's address when it last published.")
@click.option("--without-search", is_flag=True, help="Publish without the search that this machine cannot make.")
@click.option("--take-over", is_flag=True, help="Break the lock of a publisher that has died.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Write what was done as JSON.")
def publish(
    root: Path,
    target: str,
    dry_run: bool,
    rollback: bool,
    history: bool,
    watch_clock: bool,
    deletions: int | None,
    overwrite: int | None,
    former_address: str,
    without_search: bool,
    take_over: bool,
    report: Path | None,
) -> None:
    """Bring TARGET to the last build."""
    if history + watch_clock + (dry_run or rollback) > 1:
        raise click.UsageError("use --history and --watch-clock on their own")
    from broadsheet.commands.publish import PublishOptions, run_publish  # noqa: PLC0415

    options = PublishOptions(
        root,
        target,
        is_dry=dry_run,
        is_rollback=rollback,
        is_history=history,
        watches_clock=watch_clock,
        deletions=deletions,
        overwrite=overwrite,
        former_address=former_address,
        without_search=without_search,
        takes_over=take_over,
        report=report,
    )
    sys.exit(run_publish(options))


@cli.command()
@ROOT
@click.option("--passed", is_flag=True, help="Only answer whether it has passed: status 0 if so, 1 if not.")
def due(root: Path, passed: bool) -> None:
    """Print the next instant at which a build would differ."""
    from broadsheet.commands.due import run_due  # noqa: PLC0415

    sys.exit(run_due(root, passed))


@cli.command()
@ROOT
@click.option("--port", type=click.IntRange(0, 65535), help="The port (default: 8000, or the next one that is free).")
@click.option("--host", default="", metavar="ADDRESS", help="Let others on the network see it, with a token.")
@click.option("--open", "opens_browser", is_flag=True, help="Open the preview in the browser.")
def serve(root: Path, port: int | None, host: str, opens_browser: bool) -> None:
    """See stories while they are written, with those that are not public."""
    from broadsheet.commands.serve import run_serve  # noqa: PLC0415

    sys.exit(run_serve(root, port, host, opens_browser))


@cli.group()
def preview() -> None:
    """Let others see stories before they are public."""


@preview.command("bundle")
@ROOT
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to write it into."
)
@click.option(
    "--at", metavar="DATE", help="Show what readers see at this instant (default: everything that the desk has)."
)
def preview_bundle(root: Path, out: Path, at: str | None) -> None:
    """Write a marked copy of the site, drafts included, under a path that nobody can guess."""
    from broadsheet.commands.preview import run_bundle  # noqa: PLC0415

    sys.exit(run_bundle(root, out, at))


@cli.group()
def new() -> None:
    """Make a newsroom, a story, or the files of a CI."""


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


@new.command("ci")
@ROOT
@click.argument("host", type=click.Choice(["github", "gitlab"]))
def new_ci(root: Path, host: str) -> None:
    """Write the file by which HOST builds and publishes at every push, and on time."""
    from broadsheet.commands.new import run_new_ci  # noqa: PLC0415

    sys.exit(run_new_ci(root, host))


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
    try:
        cli.main(args=arguments, prog_name=program, obj={"front_door": front_door})
    finally:
        gc.freeze()  # or Python searches all that a build made for garbage once more before it ends

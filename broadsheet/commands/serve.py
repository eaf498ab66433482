"""`broadsheet serve`: see stories while they are written."""

import signal
import sys
from pathlib import Path
from types import FrameType

import click

from broadsheet.commands.output import Screen
from broadsheet.commands.running import WRONG_USAGE
from broadsheet.engine.failures import DiskFailure
from broadsheet.engine.lock import Busy
from broadsheet.preview.editors import editor_command
from broadsheet.preview.newsdesk import DESK_PATH
from broadsheet.preview.server import PortTaken, ServeOptions, Serving, serve
from broadsheet.preview.watching import INSTEAD
from broadsheet.site.build import NotANewsroom

PORT = 8000


def run_serve(root: Path, port: int | None, host: str, opens_browser: bool) -> int:
    """Serve the preview until it is told to stop; give the exit status."""
    screen = Screen()
    signal.signal(signal.SIGTERM, _end)
    options = ServeOptions(root, host, PORT if port is None else port, port is not None, editor_command())

    def announce(serving: Serving) -> None:
        _announce(screen, serving, root)
        if opens_browser:
            click.launch(serving.url)

    try:
        with screen.progress() as progress:
            serve(options, announce, screen.warn, lambda done, total: progress("reading", done, total))
    except KeyboardInterrupt:  # before the server took over the keyboard
        return 0
    except NotANewsroom as error:
        screen.no_newsroom(str(error))
        return WRONG_USAGE
    except Busy:
        screen.error("a preview of this newsroom is running already", "look at it, or stop it first")
    except PortTaken as error:
        screen.error(str(error), "name another with --port")
    except DiskFailure as error:
        screen.error(str(error), error.help)
    else:
        return 0
    return 1


def _end(number: int, frame: FrameType | None) -> None:
    sys.exit(0)


def _announce(screen: Screen, serving: Serving, root: Path) -> None:
    base, _, query = serving.url.partition("?")
    token = f"?{query}" if query else ""
    screen.say(f"The preview is at {serving.url}")
    screen.say(f"The desk's view is at {base.rstrip('/')}{DESK_PATH}{token}")
    if serving.is_open_to_others:
        screen.warn(
            "everybody who has this address can read every story of this newsroom, drafts and embargoed ones too,"
            " and it travels the network without encryption"
        )
    if serving.problem:
        screen.warn(f"{serving.problem}; {INSTEAD}")
    screen.say(f"It watches content, templates and newsroom.yaml in {root.resolve()}. Ctrl-C stops it.")
    sys.stdout.flush()

"""The command line in this process, and an endpoint that it tells of what was published."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from click.testing import CliRunner

from broadsheet.cli import cli


@dataclass(frozen=True)
class Said:
    """What a command printed, and its status."""

    returncode: int
    stdout: str
    stderr: str


Command = Callable[..., Said]


def command(*arguments: str | Path, environment: dict[str, str] | None = None) -> Said:
    """Run a command: `command("publish", "-C", folder)`."""
    done = CliRunner().invoke(cli, [str(argument) for argument in arguments], env=environment)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Said(done.exit_code, done.stdout, done.stderr)


class _Hub(BaseHTTPRequestHandler):
    """Remembers what it is asked."""

    asked: ClassVar[list[tuple[str, str, str, str]]] = []
    status: ClassVar[int] = 200

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        token = self.headers.get("Authorization") or self.headers.get("Fastly-Key") or ""
        self.asked.append((self.command, self.path, body, token))
        self.send_response(self.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def hub(status: int = 200) -> Iterator[tuple[str, list[tuple[str, str, str, str]]]]:
    asked: list[tuple[str, str, str, str]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Hub", (_Hub,), {"asked": asked, "status": status}))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()

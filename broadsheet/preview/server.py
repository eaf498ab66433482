"""Run the preview: open the newsroom, watch its sources, serve its pages, until somebody says stop."""

import asyncio
import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from uvicorn import Config, Server

from broadsheet.preview.app import Preview, private_path
from broadsheet.preview.connections import IDLE_SECONDS, PatientProtocol
from broadsheet.preview.editors import Editor
from broadsheet.preview.guarding import MAX_HEADER_BYTES, Guard, local_hosts
from broadsheet.preview.newsdesk import Newsdesk
from broadsheet.preview.watching import Watcher

LOCAL = "127.0.0.1"
TRIES = 10


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What is served and to whom. An empty `host` is this machine alone; `port` of 0 is any that is free."""

    root: Path
    host: str = ""
    port: int = 8000
    must_have_port: bool = False
    editor: str = ""


@dataclass(frozen=True, slots=True)
class Serving:
    """What the person who started it must know: the address, and whether watching failed and why.

    `stop` ends it, from any thread.
    """

    url: str
    is_open_to_others: bool
    problem: str
    stop: Callable[[], None]


class PortTaken(Exception):
    """Another program listens at the port."""


def serve(
    options: ServeOptions,
    announce: Callable[[Serving], None],
    report: Callable[[str], None],
    progress: Callable[[int, int], None],
) -> None:
    """Serve until the process is told to end. Raises PortTaken, Busy, DiskFailure, NotANewsroom."""
    sockets = _listen(options)
    port = sockets[0].getsockname()[1]
    token = secrets.token_urlsafe(24) if options.host else ""
    private = private_path()
    served: list[_Server] = []

    def wake() -> None:
        for server in served:
            server.wake()

    newsdesk = Newsdesk(options.root, private, wake, report)
    newsdesk.open(progress)
    try:
        layout = newsdesk.layout
        watcher = Watcher(layout.root, layout.theme, newsdesk.refresh, report)
        watcher.start()
        try:
            guard = Guard(_hosts(options.host, port), token)
            editor = None if options.host else Editor(layout.root, options.editor)
            preview = Preview(newsdesk, guard, private, editor, report)
            server = _Server(preview, newsdesk)
            served.append(server)
            url = _url(options.host, port, token)
            server.on_start = lambda: announce(Serving(url, bool(options.host), watcher.problem, server.stop))
            server.run(sockets)
        finally:
            watcher.stop()
    finally:
        newsdesk.close()
        for each in sockets:
            each.close()


class _Server(Server):
    """The web server, which also looks at the clock: a page may be another because its time has come."""

    def __init__(self, preview: Preview, newsdesk: Newsdesk) -> None:
        super().__init__(
            Config(
                preview.app,
                http=PatientProtocol,
                ws="none",
                lifespan="off",
                loop="asyncio",
                log_config=None,
                log_level="critical",
                access_log=False,
                server_header=False,
                h11_max_incomplete_event_size=MAX_HEADER_BYTES,
                timeout_keep_alive=IDLE_SECONDS,
                timeout_graceful_shutdown=1,
            )
        )
        self._streams = preview.streams
        self._newsdesk = newsdesk
        self.on_start: Callable[[], None] = lambda: None

    def wake(self) -> None:
        """Have the open pages compared; called from any thread."""
        if self.started:
            self._loop.call_soon_threadsafe(self._streams.wake)

    def stop(self) -> None:
        """End soon; called from any thread."""
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and only then say so: whoever was told may ask, and may say stop."""
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        self.on_start()

    async def on_tick(self, counter: int) -> bool:
        """Look at the clock once a second."""
        due = self._newsdesk.due
        if counter % 10 == 0 and due is not None and time.time() >= due:
            self._newsdesk.refresh(())
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End: the open pages are let go first, for they would never end by themselves."""
        self._streams.close()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop at the first sign, at once at the second."""
        self.force_exit = self.should_exit
        self.should_exit = True


def _listen(options: ServeOptions) -> list[socket.socket]:
    """Take the port, the next one that is free unless it must be this one; both ways to say this machine."""
    tries = 1 if options.must_have_port or options.port == 0 else TRIES
    for number in range(tries):
        port = options.port + number if options.port else 0
        try:
            first = _bind(options.host or LOCAL, port)
        except OSError as error:
            if number + 1 == tries:
                raise PortTaken(f"port {port} cannot be used: {error.strerror}") from error
            continue
        if options.host or not socket.has_ipv6:
            return [first]
        try:
            return [first, _bind("::1", first.getsockname()[1])]
        except OSError:
            return [first]
    raise PortTaken("no port is free")


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio sends small answers at once; without it each waits 40 ms for the other side.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.bind((host, port))
        bound.listen(256)
    except OSError:
        bound.close()
        raise
    return bound


def _hosts(host: str, port: int) -> frozenset[str]:
    """Give the names that the preview answers to: those of this machine, and with `--host` the ones others know it by."""
    names = set(local_hosts(port))
    if host in ("0.0.0.0", "::"):  # noqa: S104 - asked for by `--host`, and told what it means
        own = socket.gethostname()
        found = {own, f"{own}.local", *(str(entry[4][0]) for entry in socket.getaddrinfo(own, None))}
        names |= {_with_port(name.partition("%")[0], port) for name in found}
    elif host:
        names.add(_with_port(host, port))
    return frozenset(name.lower() for name in names)


def _with_port(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _url(host: str, port: int, token: str) -> str:
    shown = socket.gethostname() if host in ("0.0.0.0", "::") else host or LOCAL  # noqa: S104
    return f"http://{_with_port(shown, port)}/" + (f"?token={token}" if token else "")

"""The preview as a process, and requests to it down to the single byte."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from urllib.parse import urlsplit

from broadsheet.preview.server import ServeOptions, Serving, serve
from tests.newsrooms import ROOT


@dataclass(frozen=True)
class Answer:
    """A reply, whole."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")


class Preview:
    """A running preview."""

    def __init__(self, url: str, root: Path) -> None:
        self.root = root
        self.url = url
        self.host = urlsplit(url).hostname or ""
        self.port = urlsplit(url).port or 0

    @property
    def authority(self) -> str:
        """Host and port, as a browser sends them."""
        return f"{self.host}:{self.port}"

    def get(self, path: str = "/", method: str = "GET", body: str | None = None, **headers: str) -> Answer:
        """Ask as a well-behaved program does; `sec_fetch_site` stands for the header of that name."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, {"host": self.authority, **named})
            reply = connection.getresponse()
            return Answer(reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read())

    def send(self, raw: bytes, wait: float = 12) -> bytes:
        """Send bytes and give all that comes back until the connection is closed or a whole answer was read."""
        with closing(socket.create_connection(("127.0.0.1", self.port), timeout=wait)) as connection:
            connection.sendall(raw)
            return read_reply(connection)

    def ask(self, target: bytes, host: str = "") -> Answer:
        """Send a request target as it is."""
        head = b"GET " + target + b" HTTP/1.1\r\nHost: " + (host or self.authority).encode() + b"\r\n"
        raw = self.send(head + b"Connection: close\r\n\r\n")
        return parse(raw)

    @property
    def private(self) -> str:
        """The path below which the preview answers its own script, as a page gives it away."""
        found = re.search(r'src="(/_preview/[\w-]+)/client\.js"', self.get("/").text)
        assert found
        return found[1]

    def wait_for(self, path: str, text: str, seconds: float = 15) -> Answer:
        """Ask for a page until it holds a text."""
        until = time.monotonic() + seconds
        while True:
            answer = self.get(path)
            if text in answer.text:
                return answer
            assert time.monotonic() < until, f"{path} does not come to hold {text!r}"
            time.sleep(0.01)


def read_reply(connection: socket.socket) -> bytes:
    """Read until the other side has no more to say."""
    parts: list[bytes] = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except (TimeoutError, ConnectionError):
        pass
    return b"".join(parts)


def parse(raw: bytes) -> Answer:
    """Read a reply; one that is no HTTP has status 0."""
    head, _, body = raw.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    words = lines[0].split(" ")
    status = int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
    headers = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
    return Answer(status, {name.lower(): value for name, value in headers.items()}, body)


class PreviewProcess(Preview):
    """A preview that runs as a process of its own, and what it said."""

    def __init__(self, process: "subprocess.Popen[str]", root: Path, said: str) -> None:
        found = re.search(r"The preview is at (http://\S+)", said)
        assert found, said
        super().__init__(found[1], root)
        self.said = said
        self.process = process


@contextmanager
def preview_here(root: Path, host: str = "", editor: str = "") -> Iterator[Preview]:
    """Run the preview of a newsroom in a thread of this process, which is there at once."""
    started: SimpleQueue[Serving | BaseException] = SimpleQueue()
    reports: list[str] = []

    def run() -> None:
        try:
            serve(ServeOptions(root, host, 0, editor=editor), started.put, reports.append, lambda done, total: None)
        except BaseException as error:  # noqa: BLE001 - it is raised by whoever waits
            started.put(error)

    thread = Thread(target=run, name="preview")
    thread.start()
    serving = started.get(timeout=30)
    if isinstance(serving, BaseException):
        raise serving
    try:
        yield Preview(serving.url, root)
    finally:
        serving.stop()
        thread.join(15)
    assert [text for text in reports if "Traceback" in text] == []


@contextmanager
def preview_of(
    root: Path, *arguments: str, environment: dict[str, str] | None = None, before: tuple[str, ...] = ()
) -> Iterator[PreviewProcess]:
    """Start the preview of a newsroom as a process, on a free port; stop it as Ctrl-C does."""
    command = [*before, sys.executable, "-m", "broadsheet", "serve", "-C", str(root), "--port", "0", *arguments]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    try:
        yield PreviewProcess(process, root, _announced(process))
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _announced(process: "subprocess.Popen[str]") -> str:
    """Give what a preview says until it is ready."""
    said: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if "Ctrl-C stops it." in line:
            return "".join(said)
    raise AssertionError("the preview did not start:\n" + "".join(said))

"""Proxies that spoil a connection: one that speaks HTTP and counts requests, one that cuts after some bytes."""

import http.client
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal
from urllib.parse import unquote, urlsplit

Fault = Literal["500", "503", "403", "timeout", "reset", "half"]
FAULTS: tuple[Fault, ...] = ("500", "503", "403", "timeout", "reset", "half")


@dataclass(frozen=True)
class Seen:
    """A request that the proxy was sent: its number, what it asked, and whether it was spoilt."""

    number: int
    method: str
    path: str
    body: bytes
    size: int
    is_spoilt: bool


@dataclass
class FaultProxy:
    """Hands requests on to a server. From the N-th on, all that ask the same as it did are spoilt; or the N-th alone."""

    upstream: str
    spoilt_from: int = 0
    fault: Fault = "500"
    only_once: bool = False
    silence: float = 3.0
    keeps_bodies: bool = True
    seen: list[Seen] = field(default_factory=list)
    address: str = ""
    refused: str = ""
    _spoilt: tuple[str, str, bytes] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, method: str, path: str, body: bytes) -> bool:
        """Remember a request; answer whether to spoil it."""
        with self._lock:
            number = len(self.seen) + 1
            # Objects are deleted by requests that differ in what is posted alone.
            asked = (method, path, body if method == "POST" else b"")
            if number == self.spoilt_from:
                self._spoilt = asked
            same = self._spoilt == asked
            is_refused = bool(self.refused) and method == "PUT" and path.endswith(self.refused)
            is_spoilt = is_refused or number == self.spoilt_from or (same and not self.only_once)
            kept = body if self.keeps_bodies else b""
            self.seen.append(Seen(number, method, path, kept, len(body), is_spoilt))
            return is_spoilt

    def reset(self, spoilt_from: int = 0, fault: Fault = "500", only_once: bool = False, refused: str = "") -> None:
        """Begin to count anew; `refused` is the end of a path that nothing can be put to."""
        with self._lock:
            self.refused = refused
            self.seen.clear()
            self.spoilt_from, self.fault, self.only_once, self._spoilt = spoilt_from, fault, only_once, None

    def deletions(self) -> list[str]:
        """Give the site's files whose deletion was asked for after the first request that was spoilt."""
        first = next((item.number for item in self.seen if item.is_spoilt), None)
        if first is None:
            return []
        late = [item for item in self.seen if item.number > first and not item.is_spoilt]
        return [key for item in late for key in deleted_by(item) if "/.broadsheet/" not in key]

    @contextmanager
    def run(self) -> Iterator["FaultProxy"]:
        """Serve until the block ends."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"proxy": self}))
        server.daemon_threads = True
        self.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def deleted_by(item: Seen) -> list[str]:
    """Give the keys that a request deletes: one by its own method, or many named in what is posted."""
    if item.method == "DELETE":
        return [item.path]
    if item.method == "POST" and "?delete" in item.path:
        return re.findall(r"<Key>([^<]+)</Key>", item.body.decode(errors="replace"))
    return []


class _Handler(BaseHTTPRequestHandler):
    """One connection through the proxy; `proxy` is set in a class made for each."""

    proxy: FaultProxy
    protocol_version = "HTTP/1.1"

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.proxy.note(self.command, unquote(self.path), body):
            self.spoil(body)
        else:
            self.forward(body)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = handle_any  # noqa: N815 - the library's names

    def forward(self, body: bytes, cut: bool = False) -> None:
        parts = urlsplit(self.proxy.upstream)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        try:
            connection.request(self.command, self.path, body, dict(self.headers.items()))
            answer = connection.getresponse()
            content = answer.read()
        except OSError:
            self.break_off()
            return
        finally:
            connection.close()
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in ("transfer-encoding", "connection", "content-length"):
                self.send_header(name, value)
        length = answer.getheader("Content-Length") if self.command == "HEAD" else str(len(content))
        self.send_header("Content-Length", length or "0")
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(content[: len(content) // 2] if cut else content)
        if cut:
            self.break_off()

    def spoil(self, body: bytes) -> None:
        if self.proxy.fault == "timeout":
            time.sleep(self.proxy.silence)
            self.break_off()
        elif self.proxy.fault == "reset":
            self.break_off()
        elif self.proxy.fault == "half":
            self.spoil_half(body)
        else:
            text = f"<Error><Code>Broken</Code><Message>key {self.headers.get('Authorization')}</Message></Error>"
            self.send_response_only(int(self.proxy.fault))
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(text.encode())

    def spoil_half(self, body: bytes) -> None:
        """Hand on half of what is sent, or of what is answered."""
        if self.command != "PUT" or not body:
            self.forward(body, cut=True)
            return
        parts = urlsplit(self.proxy.upstream)
        with suppress(OSError), socket.create_connection((parts.hostname or "", parts.port or 80), 10) as raw:
            head = f"{self.requestline}\r\n{self.headers}".replace("\r\n", "\n").replace("\n", "\r\n")
            raw.sendall(head.encode("latin-1") + body[: len(body) // 2])
            raw.shutdown(socket.SHUT_WR)
            raw.settimeout(0.5)
            raw.recv(100)
        self.break_off()

    def break_off(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        pass


class CuttingProxy:
    """Hands bytes on in both directions, and breaks every connection off once so many have passed to the server."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.passed = 0
        self.cut_after: int | None = None
        self._is_open = True

    @contextmanager
    def run(self) -> Iterator["CuttingProxy"]:
        """Serve until the block ends."""
        threading.Thread(target=self._accept, daemon=True).start()
        try:
            yield self
        finally:
            self._is_open = False
            self._listener.close()

    def reset(self, cut_after: int | None) -> None:
        """Begin to count anew."""
        self.passed, self.cut_after = 0, cut_after

    def _accept(self) -> None:
        while self._is_open:
            try:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                continue
            threading.Thread(target=self._pump, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._pump, args=(far, near, False), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, is_counted: bool) -> None:
        with suppress(OSError):
            while chunk := source.recv(4096):
                if is_counted:
                    self.passed += len(chunk)
                if self.cut_after is not None and self.passed > self.cut_after:
                    break
                sink.sendall(chunk)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

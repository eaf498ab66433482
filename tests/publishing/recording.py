"""Record what a publication sends: at the wire of a bucket, at the door of ssh, and for the rest all that is there then."""

import os
import shutil
import socket
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.publishing.hosts import BucketHost, FolderHost, GitHost, Host, RemoteHost, git

Recorded = Callable[[], bytes]

# Words and input of each ssh are written down; what rsync and sftp send through it is not packed.
_SSH = """#!{python}
import os, select, subprocess, sys, threading
record = open("{record}", "ab", 0)
record.write("\\0".join(sys.argv[1:]).encode())
child = subprocess.Popen(["{real}", *sys.argv[1:]], stdin=subprocess.PIPE)
def pump():
    try:
        # Its input may be its output's other half, which ssh sets not to wait.
        while select.select([0], [], []) and (chunk := os.read(0, 65536)):
            record.write(chunk)
            child.stdin.write(chunk)
            child.stdin.flush()
        child.stdin.close()
    except OSError:
        pass
threading.Thread(target=pump, daemon=True).start()
status = child.wait()
os._exit(status if status >= 0 else 255)
"""
_PROGRAMS = {
    "ssh": _SSH,
    "sftp": '#!/bin/sh\nexec {real} -S {folder}/ssh "$@"\n',
    "rsync": '#!/bin/sh\nfor word do shift; [ "$word" = --compress ] || set -- "$@" "$word"; done\nexec {real} "$@"\n',
}


@contextmanager
def recording(host: Host, folder: Path) -> Iterator[Recorded]:
    """Record what is sent to a target; what it gives is all of it since it was asked last."""
    if isinstance(host, BucketHost):
        with _wire(host) as recorded:
            yield recorded
    elif isinstance(host, RemoteHost):
        with _door(folder) as recorded:
            yield recorded
    elif isinstance(host, GitHost):
        # What was pushed stays in the repository, whether or not a branch leads to it.
        yield lambda: git("-C", str(host.root), "cat-file", "--batch-all-objects", "--batch").stdout
    elif isinstance(host, FolderHost):
        yield lambda: b"".join(_contents(host.root))


def _contents(root: Path) -> Iterator[bytes]:
    """Yield the names and the bytes below a folder; parts of our own list of files are packed."""
    for path in root.rglob("*"):
        yield str(path.relative_to(root)).encode()
        if path.is_file():
            raw = path.read_bytes()
            yield raw
            with suppress(zlib.error):
                yield zlib.decompress(raw[raw.find(b"\x78\x9c") :])


@contextmanager
def _wire(host: BucketHost) -> Iterator[Recorded]:
    """Stand between the publisher and the server of a bucket."""
    address, parts, lock = urlsplit(host.setting["endpoint"]), [], threading.Lock()
    listener = socket.create_server(("127.0.0.1", 0))

    def note(chunk: bytes) -> None:
        with lock:
            parts.append(chunk)

    def take() -> bytes:
        with lock:
            found = b"".join(parts)
            parts.clear()
        return found

    def accept() -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection((address.hostname or "", address.port or 80))
                for source, sink, hear in ((near, far, note), (far, near, None)):
                    threading.Thread(target=_pump, args=(source, sink, hear), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    host.setting["endpoint"] = f"http://127.0.0.1:{listener.getsockname()[1]}{address.path}"
    try:
        yield take
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _pump(source: socket.socket, sink: socket.socket, hear: Callable[[bytes], None] | None) -> None:
    with suppress(OSError):
        while chunk := source.recv(65_536):
            if hear is not None:
                hear(chunk)
            sink.sendall(chunk)
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@contextmanager
def _door(folder: Path) -> Iterator[Recorded]:
    """Put programs of our own before ssh, sftp and rsync, which write down what goes through."""
    folder.mkdir()
    record = folder / "record"
    record.touch()
    for name, script in _PROGRAMS.items():
        program = folder / name
        text = script.format(record=record, folder=folder, real=shutil.which(name), python=sys.executable)
        program.write_text(text, "utf-8")
        program.chmod(0o755)

    def take() -> bytes:
        found = record.read_bytes()
        record.write_bytes(b"")
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        yield take

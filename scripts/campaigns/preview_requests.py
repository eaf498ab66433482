"""Ask a running preview for what it must not give, at length, and see that it goes on answering.

python -m scripts.campaigns.preview_requests --rounds 100000 [--seed 1] [--folder /dev/shm]

The whole corpus of traversals from three places; random bytes as requests,
`--rounds` of them; 500 connections that ask slowly, 200 streams that nobody
reads, 10,000 connections opened and closed. A good request must be answered
throughout.
"""

import random
import socket
import sys
import time
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.campaigns.arguments import read_arguments
from scripts.campaigns.desk import Tally
from tests.newsrooms import Site
from tests.preview.attacks import CANARY, traversals
from tests.preview.conftest import write_stories
from tests.preview.running import PreviewProcess, parse, preview_of
from tests.preview.test_requests import ABUSE, pipelined, plant


def ways_out(preview: PreviewProcess) -> Tally:
    """Try every spelling of every way out."""
    tally = Tally("traversals")
    for start in ("/", "/world/", "/assets/"):
        for way, answer in pipelined(preview, list(traversals(start))):
            is_refused = 400 <= answer.status < 500 and CANARY.encode() not in answer.body
            is_silent = b"Traceback" not in answer.body and str(preview.root.parent).encode() not in answer.body
            tally.check(way, [] if is_refused and is_silent else [f"{answer.status}"])
    return tally


def noise(preview: PreviewProcess, rounds: int, seed: int) -> Tally:
    """Send requests with random bytes changed, put in and left out."""
    tally, draw = Tally("random bytes"), random.Random(seed)  # noqa: S311 - the same seed does the same
    samples = [raw.replace(b"AUTHORITY", preview.authority.encode()) for raw in ABUSE.values() if len(raw) < 2_000]
    while tally.tried < rounds:
        raw = bytearray(draw.choice(samples))
        for _ in range(draw.randrange(1, 8)):
            place = draw.randrange(len(raw) or 1)
            raw[place : place + draw.randrange(3)] = draw.randbytes(draw.randrange(3))
        with closing(socket.create_connection(("127.0.0.1", preview.port), timeout=12)) as connection:
            connection.sendall(bytes(raw))
            connection.shutdown(socket.SHUT_WR)
            found = b""
            try:
                while part := connection.recv(65536):
                    found += part
                    if len(found) > 200_000 or b"text/event-stream" in found:
                        break
            except (TimeoutError, ConnectionError):
                pass
        problems = [] if CANARY.encode() not in found and b"Traceback" not in found else [repr(bytes(raw))]
        tally.check(f"seed {seed}, request {tally.tried}", problems)
        if tally.tried % 1_000 == 0 and preview.get("/").status != 200:
            tally.check("a good request", ["it was not answered"])
    return tally


def crowd(preview: PreviewProcess) -> Tally:
    """Hold and drop connections of every kind, and time a good request among them."""
    tally, before = Tally("a good request among many bad ones"), _memory(preview)
    with ExitStack() as held:

        def hold(raw: bytes) -> None:
            connection = held.enter_context(closing(socket.create_connection(("127.0.0.1", preview.port), timeout=12)))
            connection.sendall(raw)

        for number in range(500):
            hold([b"", b"GET / HT", b"GET / HTTP/1.1\r\nX: ", b"GET / HTTP/1.1\r\n"][number % 4])
        for _ in range(200):
            hold(f"GET {preview.private}/events?page=/ HTTP/1.1\r\nHost: {preview.authority}\r\n\r\n".encode())
        _check_times(tally, "while connections are held", [_time(preview) for _ in range(200)])
    times = []
    for number in range(10_000):
        with closing(socket.create_connection(("127.0.0.1", preview.port), timeout=12)):
            if number % 50 == 0:
                times.append(_time(preview))
    _check_times(tally, "while connections come and go", times)
    grown = _memory(preview) - before
    tally.check("memory", [] if grown < 30 else [f"grew by {grown} MB"])
    return tally


def _time(preview: PreviewProcess) -> float:
    """Give the seconds of a good request; a bad answer counts as for ever."""
    started = time.monotonic()
    status = preview.get("/world/").status
    return time.monotonic() - started if status == 200 else float("inf")


def _check_times(tally: Tally, when: str, times: list[float]) -> None:
    """Hold the 95th percentile, because the machine may have other work."""
    found = sorted(times)[len(times) * 95 // 100]
    print(f"{when}: median {sorted(times)[len(times) // 2]:.3f} s, 95th percentile {found:.3f} s", flush=True)
    tally.check(when, [] if found < 0.2 else [f"{found:.2f} s"])


def _memory(preview: PreviewProcess) -> int:
    lines = Path(f"/proc/{preview.process.pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) // 1024


if __name__ == "__main__":
    arguments = read_arguments(__doc__ or "", rounds=100_000)
    with TemporaryDirectory(dir=arguments.folder) as temporary:
        site = Site(Path(temporary) / "newsroom")
        write_stories(site)
        plant(site)
        with preview_of(site.root) as running:
            assert parse(running.send(b"GET / HTTP/1.0\r\n\r\n")).status == 403
            tallies = [ways_out(running), crowd(running), noise(running, arguments.rounds, arguments.seed)]
            assert running.get("/").status == 200
    sys.exit(max(tally.report() for tally in tallies))

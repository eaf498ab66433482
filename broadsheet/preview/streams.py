"""The open pages: each holds a stream of events and is told when it is another than the one it shows.

What is sent is a number. It names no page and no story, so that a stranger who
could listen would learn only that something changed.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

MAX_STREAMS = 100
BEAT_SECONDS = 20.0

Tag = Callable[[str, int | None], Awaitable[str]]


@dataclass(eq=False, slots=True)
class _Stream:
    """One open page: where it is, the tag of what it shows, and whether it should look again."""

    path: str
    at: int | None
    tag: str
    woken: asyncio.Event = field(default_factory=asyncio.Event)


class Streams:
    """The open pages of one preview. `tag_of` gives the tag of a page as it is now."""

    def __init__(self, tag_of: Tag) -> None:
        self._tag_of = tag_of
        self._open: set[_Stream] = set()
        self._number = 0
        self._closed = asyncio.Event()

    @property
    def is_full(self) -> bool:
        """Answer whether no more pages can be told of changes."""
        return len(self._open) >= MAX_STREAMS

    def wake(self) -> None:
        """Have every open page compared with what it shows."""
        for stream in self._open:
            stream.woken.set()

    def close(self) -> None:
        """End all streams."""
        self._closed.set()
        self.wake()

    async def follow(self, path: str, at: int | None, tag: str) -> AsyncIterator[bytes]:
        """Yield events for a page that shows the bytes of `tag`."""
        stream = _Stream(path, at, tag)
        stream.woken.set()
        self._open.add(stream)
        try:
            yield b"retry: 500\n\n"
            while not self._closed.is_set():
                try:
                    await asyncio.wait_for(stream.woken.wait(), BEAT_SECONDS)
                except TimeoutError:
                    yield b":\n\n"  # finds out whether anybody listens still
                    continue
                stream.woken.clear()
                if not self._closed.is_set() and await self._has_changed(stream):
                    self._number += 1
                    yield f"data: {self._number}\n\n".encode()
        finally:
            self._open.discard(stream)

    async def _has_changed(self, stream: _Stream) -> bool:
        tag = await self._tag_of(stream.path, stream.at)
        if tag == stream.tag:
            return False
        stream.tag = tag
        return True

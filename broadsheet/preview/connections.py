"""Connections with patience that ends: one that is slow to ask, or to take its answer, is closed.

Without this a program that opens connections and says nothing keeps the
preview from the person it is for.
"""

import asyncio
import time

from uvicorn.protocols.http.h11_impl import H11Protocol

ASKING_SECONDS = 5.0
TAKING_SECONDS = 10.0
IDLE_SECONDS = 10
MAX_CONNECTIONS = 256


class PatientProtocol(H11Protocol):
    """A connection that must ask within its time, and that gives way to newer ones when there are too many."""

    _since = 0.0
    _asking: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._since = time.monotonic()
        self._wait_for_request()
        if len(self.connections) > MAX_CONNECTIONS:
            waiting = [one for one in self.connections if isinstance(one, PatientProtocol) and not one.is_answering]
            if waiting:
                min(waiting, key=lambda one: one._since).give_up()  # noqa: SLF001 - of this class

    @property
    def is_answering(self) -> bool:
        """Answer whether a whole request is being answered."""
        return bool(self.cycle) and not self.cycle.response_complete and not self.cycle.more_body

    def _wait_for_request(self) -> None:
        if self._asking is None:
            self._asking = self.loop.call_later(ASKING_SECONDS, self._end_waiting)

    def _end_waiting(self) -> None:
        self._asking = None
        if not self.is_answering:
            self.give_up()

    def give_up(self) -> None:
        """Close the connection at once."""
        self.transport.abort()

    def data_received(self, data: bytes) -> None:
        """Take in what came; bytes that come one by one do not buy more time."""
        super().data_received(data)
        if not self.is_answering:
            self._wait_for_request()
        elif self._asking is not None:
            self._asking.cancel()
            self._asking = None

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        self._since = time.monotonic()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Wait for somebody who does not take the answer, and not for long."""
        super().pause_writing()
        self._taking = self.loop.call_later(TAKING_SECONDS, self.give_up)

    def resume_writing(self) -> None:
        """Go on: the answer is being taken."""
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the time limits."""
        for timer in (self._asking, self._taking):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

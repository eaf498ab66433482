"""The gate: what is public at an instant. The only place that weighs drafts, embargoes and expiry.

What the gate hides reaches no template, no list, no count and no file name.
"""

from typing import Literal

import msgspec

from broadsheet.content.story import Timing

FOREVER = 2**62

# Who asks. The desk is shown everything, by the preview alone; a build asks for its readers.
Audience = Literal["readers", "desk"]

HidingKind = Literal["draft", "undated", "scheduled", "embargoed", "expired", "never"]


class Hiding(msgspec.Struct, frozen=True):
    """Why readers do not see a story, and the instant that decides it, where there is one."""

    kind: HidingKind
    at: int | None = None


def public_span(timing: Timing) -> tuple[int, int] | None:
    """Give the seconds from which and until which a story is public, or None when it never is.

    The end is exclusive. A draft, or a story with no time of publication, has no span.
    """
    if timing.status != "ready" or timing.published is None:
        return None
    start = timing.published if timing.embargo is None else max(timing.published, timing.embargo)
    end = FOREVER if timing.expires is None else timing.expires
    return (start, end) if start < end else None


def is_within(starts: int, ends: int, now: int) -> bool:
    """Answer whether `now` lies in a span: readers may see what it belongs to."""
    return starts <= now < ends


def due_bounds(now: int, audience: Audience) -> tuple[int, int]:
    """Give the latest start and the end to be passed of the spans that an audience is let into at `now`."""
    return (now, now) if audience == "readers" else (FOREVER, -1)


def span_for(starts: int, ends: int, audience: Audience) -> tuple[int, int]:
    """Give the span in which an audience is shown what readers see between `starts` and `ends`."""
    return (starts, ends) if audience == "readers" else (0, FOREVER)


def why_hidden(timing: Timing, now: int) -> Hiding | None:
    """Say why readers do not see a story at `now`, or None when they do."""
    span = public_span(timing)
    if span is not None and is_within(*span, now):
        return None
    if timing.status != "ready":
        return Hiding("draft", timing.published)
    if timing.published is None:
        return Hiding("undated")
    if span is None:
        return Hiding("never", timing.expires)
    starts, ends = span
    if now >= ends:
        return Hiding("expired", ends)
    return Hiding("embargoed" if starts == timing.embargo else "scheduled", starts)

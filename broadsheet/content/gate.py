"""The gate: what is public at an instant. The only place that weighs drafts, embargoes and expiry.

What the gate hides reaches no template, no list, no count and no file name.
"""

from broadsheet.content.story import Timing

FOREVER = 2**62


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

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


def is_public(timing: Timing, now: int) -> bool:
    """Answer whether readers may see a story at `now`, in seconds since 1970."""
    span = public_span(timing)
    return span is not None and span[0] <= now < span[1]


def hidden_reason(timing: Timing, now: int) -> str | None:
    """Say why a story is hidden at `now`: draft, embargoed, scheduled or expired; None when it is public."""
    if is_public(timing, now):
        return None
    if timing.status == "draft" or timing.published is None:
        return "draft"
    if timing.expires is not None and timing.expires <= now:
        return "expired"
    if timing.embargo is not None and timing.embargo > now:
        return "embargoed"
    return "scheduled" if timing.published > now else "expired"

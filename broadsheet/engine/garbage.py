"""The search for garbage that holds itself: seldom while a build makes thousands of values that stay or go at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New values before each search, searches of the young before one of the older, and of those before one of all.
SELDOM = (50_000, 50, 1000)


def search_seldom() -> None:
    """Search seldom from here on, and not among what is there already."""
    gc.freeze()
    gc.set_threshold(*SELDOM)


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Search seldom for as long as this lasts: about a fifteenth of a large build's time."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)

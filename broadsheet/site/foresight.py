"""Tell the desk what will stop the site at an instant to come, by making the editions of these instants.

Not for builds, whose messages may be public. What is made is thrown away with
the transaction of a check.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from broadsheet.clock import from_seconds
from broadsheet.diagnostics import Diagnostic, Place
from broadsheet.site.edition import make_edition
from broadsheet.site.layout import Layout
from broadsheet.site.reading import read_inputs
from broadsheet.site.scanning import Scanned
from broadsheet.site.sources import SourceLines
from broadsheet.site.stores import Stores

# A newsroom plans days ahead, not years: further instants are nearer when it is checked again.
MOST_INSTANTS = 50


def coming_errors(layout: Layout, stores: Stores, scanned: Scanned) -> Iterator[Diagnostic]:
    """Yield the errors that there will be once stories appear and go, each with the first instant at which it is one.

    Leaves the stores as they are at the last of these instants.
    """
    lines = SourceLines(layout.root)
    for at in islice(_instants(stores), MOST_INSTANTS):
        then = Stores(stores.db, stores.settings, at)
        inputs, theme = read_inputs(layout, then, scanned)
        when = f"{from_seconds(at, stores.zone):%Y-%m-%d %H:%M:%S %z}"
        for fault in make_edition(then, inputs, theme, lines).diagnostics:
            if fault.is_error:
                yield msgspec.structs.replace(fault, message=f"from {when} on, {fault.message}")


def _instants(stores: Stores) -> Iterator[int]:
    at = stores.documents.next_change(stores.now)
    while at is not None:
        yield at
        at = stores.documents.next_change(at)


def with_coming(known: Iterable[Diagnostic], coming: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Add errors to come to what is known; they go before warnings of the same, and not beside errors of now."""
    known = list(known)
    told = {_subject(fault) for fault in known if fault.is_error}
    new: dict[tuple[str, Place], Diagnostic] = {}
    for fault in coming:
        if _subject(fault) not in told:
            new.setdefault(_subject(fault), fault)
    return [*(fault for fault in known if fault.is_error or _subject(fault) not in new), *new.values()]


def _subject(fault: Diagnostic) -> tuple[str, Place]:
    return fault.kind, fault.place

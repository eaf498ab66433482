"""Tell the desk which addresses of hidden stories will be wanted twice. Not for builds, whose messages may be public."""

from collections.abc import Iterator

import msgspec

from broadsheet.content.documents import Document, decode_claims
from broadsheet.content.gate import FOREVER
from broadsheet.diagnostics import Diagnostic
from broadsheet.engine.targets import Target
from broadsheet.site.checks import collision
from broadsheet.site.stores import Stores
from broadsheet.site.targets import document_targets

_TWINS = ("lite-article", "ninjs")


def hidden_collisions(stores: Stores) -> Iterator[Diagnostic]:
    """Yield a warning for each address of a hidden story that another one, or a public page, wants at the same time."""
    claimed: dict[str, list[tuple[Target, Document]]] = {}
    for path in stores.documents.hidden(stores.now):
        document = stores.documents.find(path)
        if document is None or (stores.now >= document.ends and document.starts < document.ends):
            continue  # it is over
        claims = decode_claims(document)
        if not claims.permalink:
            continue
        for target in document_targets(path, "story", claims, stores.settings):
            if target.recipe in _TWINS:
                continue
            earlier = claimed.setdefault(target.path.casefold(), [])
            others = [other for other, rival in earlier if _meet(document, rival)]
            others += [other for other in stores.targets.rivals(target) if _meets_owner(stores, document, other)]
            earlier.append((target, document))
            for other in others[:1]:
                fault = collision(target, other)
                message = f"once it is public, {fault.message}"
                yield msgspec.structs.replace(fault, message=message, severity="warning")


def _meets_owner(stores: Stores, document: Document, target: Target) -> bool:
    owner = stores.documents.find(target.owner.removeprefix("content/")) if target.owner else None
    return owner is None or _meet(document, owner)


def _meet(one: Document, other: Document) -> bool:
    """Answer whether two documents may be public at the same time; a draft may come at any."""
    (starts, ends), (other_starts, other_ends) = _span(one), _span(other)
    return starts < other_ends and other_starts < ends


def _span(document: Document) -> tuple[int, int]:
    return (0, FOREVER) if document.starts == document.ends == FOREVER else (document.starts, document.ends)

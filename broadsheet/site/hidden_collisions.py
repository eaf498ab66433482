"""Tell the desk which addresses of hidden stories will be wanted twice. Not for builds, whose messages may be public.

Of those that come out by themselves `foresight` tells more; this knows of drafts, which have no instant.
"""

from collections.abc import Iterator

import msgspec

from broadsheet.content.documents import Document, decode_claims
from broadsheet.diagnostics import Diagnostic
from broadsheet.engine.targets import Target
from broadsheet.site.checks import collision
from broadsheet.site.sources import SourceLines
from broadsheet.site.stores import Stores
from broadsheet.site.targets import document_targets

_TWINS = ("lite-article", "ninjs")


def hidden_collisions(stores: Stores, lines: SourceLines) -> Iterator[Diagnostic]:
    """Yield a warning for each address of a hidden story that another one, or a public page, wants at the same time."""
    claimed: dict[str, list[tuple[Target, Document]]] = {}
    for path in stores.documents.hidden(stores.now):
        document = stores.documents.find(path)
        if document is None or document.is_over(stores.now):
            continue
        claims = decode_claims(document)
        if not claims.permalink:
            continue
        for target in document_targets(path, "story", claims, stores.settings):
            if target.recipe in _TWINS:
                continue
            earlier = claimed.setdefault(target.path.casefold(), [])
            others = [other for other, rival in earlier if document.may_meet(rival)]
            others += [other for other in stores.targets.rivals(target) if _meets_owner(stores, document, other)]
            earlier.append((target, document))
            for other in others[:1]:
                fault = collision(target, other, lines)
                message = f"once it is public, {fault.message}"
                yield msgspec.structs.replace(fault, message=message, severity="warning")


def _meets_owner(stores: Stores, document: Document, target: Target) -> bool:
    owner = stores.documents.find(target.owner.removeprefix("content/")) if target.owner else None
    return owner is None or document.may_meet(owner)

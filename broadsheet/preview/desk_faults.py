"""All that is wrong, as the desk should know it: more than the sources show while what readers do not see is shown.

Pages that could not be made are tried again, and links that lead to hidden
stories are found, which hold in the preview and not in the site.
"""

from collections.abc import Iterator

from broadsheet.content import keys
from broadsheet.content.documents import Document, decode_digest, decode_references
from broadsheet.content.references import FoundReference, resolve_link
from broadsheet.diagnostics import Diagnostic, Place
from broadsheet.preview.live_site import LiveSite
from broadsheet.site.shared_links import settings_fault
from broadsheet.site.sources import SourceLines
from broadsheet.site.stores import Stores


def desk_faults(site: LiveSite) -> list[Diagnostic]:
    """Give what is wrong with the sources, what keeps pages from being made, and which links lead to hidden stories."""
    found = {(fault.place, fault.message): fault for fault in (*site.faults, *site.failures())}
    lines = SourceLines(site.layout.root)
    return [*found.values(), *(hidden_links(site.stores, lines) if site.is_ready else ())]


def hidden_links(stores: Stores, lines: SourceLines) -> Iterator[Diagnostic]:
    """Yield what a build will say of the links of what readers see to stories that they do not see."""
    shared = sorted({url for url in stores.settings.iter_links() if url.startswith("/")})
    for path in stores.documents.hidden(stores.now):
        document = stores.documents.find(path)
        if document is None:
            continue
        names = _names(stores, document)
        for url in shared:
            if not names.isdisjoint(resolve_link(url, "").candidates):
                yield settings_fault(url, lines)
        referrers = {referrer for name in names for referrer in stores.references.paths(name)}
        for referrer in sorted(referrers):
            if not stores.documents.is_hidden(referrer, stores.now):
                yield from _faults(stores, referrer, names, lines)


def _names(stores: Stores, document: Document) -> frozenset[str]:
    """Give what a story may be called by in a link."""
    digest = decode_digest(document)
    addresses = {end for address in (digest.permalink, *digest.aliases) for end in (address, address.rstrip("/"))}
    names = {keys.link(document.path), *(keys.path(address) for address in addresses)}
    if stores.documents.paths_of_slug(document.slug) == [document.path]:
        names.add(keys.slug(document.slug))
    return frozenset(names)


def _faults(stores: Stores, referrer: str, names: frozenset[str], lines: SourceLines) -> Iterator[Diagnostic]:
    document = stores.documents.find(referrer)
    if document is None:
        return
    for reference in decode_references(document):
        if not names.isdisjoint(reference.candidates):
            yield _fault(referrer, reference, lines)


def _fault(referrer: str, reference: FoundReference, lines: SourceLines) -> Diagnostic:
    place = Place(f"content/{referrer}", reference.line, reference.column, reference.length)
    text = lines.line(place.path, place.line)
    message = f"`{reference.written}` is not public; the link is shown as plain text"
    return Diagnostic("hidden-link", message, place, text, "", "warning")

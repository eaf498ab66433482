"""What decides whether a build has anything to do, before anything is parsed or rendered.

A build of a newsroom that did not change imports this and neither Markdown nor Jinja.
"""

import msgspec

from broadsheet.content.identity import authority_of
from broadsheet.content.news_window import leaves_between
from broadsheet.content.parse_options import ParseOptions
from broadsheet.engine.fingerprints import fingerprint
from broadsheet.newsroom.settings import Settings
from broadsheet.site.security_contact import contact_instants
from broadsheet.site.stores import Stores

# The faults of these are told whoever refers to them; those of pictures and files with the references to them.
TOLD_KINDS = ("story", "author", "page", "front", "live")


def parse_options(settings: Settings, places_undated: bool = False) -> ParseOptions:
    """Give the settings that parsing depends on; the preview places drafts that have no date."""
    return ParseOptions(
        timezone=settings.timezone,
        language=settings.language,
        sections=tuple(section.slug for section in settings.sections),
        regions=tuple(region.slug for region in settings.regions),
        permalink=settings.permalink,
        html=settings.html,
        address=settings.address,
        authority=authority_of(settings.feed_authority, settings.address),
        pictures=settings.pictures,
        draws_headlines=settings.social_cards == "stories",
        places_undated=places_undated,
    )


def parse_stamp(stores: Stores, options: ParseOptions) -> bytes:
    """Fingerprint what parsing depends on besides the sources; when it changes, everything is parsed anew."""
    return fingerprint(msgspec.msgpack.encode(options) + stores.code_version)


def structure_stamp(stores: Stores) -> bytes:
    """Fingerprint what shapes the library as a whole; when it changes, the library is filled anew."""
    settings = stores.settings
    shape = [
        parse_options(settings),
        settings.page_size,
        (
            settings.logos,
            sorted(url for url in settings.iter_links() if url.startswith("/") and ("." in url or "%" in url)),
        ),
        settings.lite,
        settings.lacks_search,
        (settings.language, settings.date_format, settings.address) if settings.search else (),
        settings.feed_formats,
        settings.machine_files,
        settings.errors,
        (settings.social_cards, settings.name, [section.hue for section in settings.sections]),
        stores.code_version,
        [(section.slug, section.name) for section in settings.sections],
    ]
    return fingerprint(msgspec.msgpack.encode(shape))


def is_due(stores: Stores) -> bool:
    """Answer whether something is left over from a run that failed, or an instant was passed that changes the site."""
    log, now = stores.log, stores.now
    if (
        log.meta("inputs") != b"seen"
        or log.meta("strays") == b"expected"
        or log.meta("structure") != structure_stamp(stores)
        or stores.documents.pending()
    ):
        return True
    before = int(log.meta("now") or b"0")
    low, high = sorted((before, now))
    instants = msgspec.msgpack.decode(log.meta("instants") or b"\x90", type=list[int])
    if any(low < at <= high for at in instants) or stores.documents.crossing(before, now):
        return True
    if any(low < at <= high for at in contact_instants(stores.settings)):
        return True
    return stores.library.is_change_within(low, high) or leaves_between(stores.library, before, now)

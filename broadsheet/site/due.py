"""When a build would next differ from the last one, if nobody edits anything."""

import msgspec

from broadsheet.content.news_window import next_leaving
from broadsheet.site.stores import Stores


def next_change(stores: Stores) -> int | None:
    """Find the next instant at which a story appears, goes or is no longer news, or a notice begins or ends."""
    instants = msgspec.msgpack.decode(stores.log.meta("instants") or b"\x90", type=list[int])
    upcoming = (*instants, stores.documents.next_change(stores.now), next_leaving(stores.library, stores.now))
    return min((at for at in upcoming if at is not None and at > stores.now), default=None)

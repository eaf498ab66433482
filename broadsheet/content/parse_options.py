"""What parsing depends on besides the sources."""

import msgspec

from broadsheet.markup_policy import HtmlPolicy
from broadsheet.photos.renditions import Recipe


class ParseOptions(msgspec.Struct, frozen=True):
    """The settings that parsing depends on; when one changes, everything is parsed anew.

    A newsroom `draws_headlines` where stories have cards of their own.
    The preview `places_undated` drafts as if of 1970, because it needs an address for each.
    """

    timezone: str
    language: str
    sections: tuple[str, ...]
    regions: tuple[str, ...]
    permalink: str
    html: HtmlPolicy
    address: str = ""
    authority: str = ""
    pictures: Recipe = Recipe()
    draws_headlines: bool = False
    places_undated: bool = False

"""Cards as templates see them, made from the library's records."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from broadsheet.content.profiles import profile_permalink
from broadsheet.content.records import CardByline, CardRecord, CardRelated
from broadsheet.content.story import OPINION_LABELS
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.rendering.picture_views import card_picture_view, picture_view
from broadsheet.rendering.running import escape_text, marked
from broadsheet.rendering.site_words import paid_word
from broadsheet.rendering.views import Card, Person, RelatedItem


@lru_cache(maxsize=512)
def decode_card(raw: bytes) -> CardRecord:
    """Read an encoded card; one stands on many pages, so the last few hundred are kept."""
    return msgspec.msgpack.decode(raw, type=CardRecord)


def card_view(maker: PageMaker, card: CardRecord, with_related: bool = False) -> Card:
    """Make the view of a card; its related links only where they are shown, because each is one more dependency."""
    if not with_related:
        return _card_view(maker, card, [])
    return _card_view(maker, card, [related_view(maker, item) for item in card.related])


def encoded_card_view(maker: PageMaker, raw: bytes) -> Card:
    """Make the view of an encoded card without its related links: once for all the pages that the card stands on."""
    return maker.once(("card", raw), lambda own: _card_view(own, decode_card(raw), []))


def _card_view(maker: PageMaker, card: CardRecord, related: list[RelatedItem]) -> Card:
    return Card(
        headline=card.headline,
        permalink=maker.url(card.permalink),
        section=maker.section(card.section),
        published=maker.dates().timestamp(card.published),
        deck=card.deck,
        kicker=card.kicker,
        label=label_beside(maker, card.label, card.kicker),
        byline=tuple(person_view(maker, byline) for byline in card.byline),
        dateline=card.dateline,
        picture=card_picture_view(maker, card.picture),
        related=tuple(item for item in related if item.url),
        is_opinion=is_opinion(card.label, card.section),
        is_sponsored=card.label == "sponsored",
        language=card.language if card.language != maker.language else "",
    )


def is_opinion(label: str | None, section: str) -> bool:
    """Answer whether a story is its author's view."""
    return label in OPINION_LABELS or (label is None and section == "opinion")


def label_beside(maker: PageMaker, label: str | None, kicker: str) -> str:
    """Name a kind of piece beside a kicker; not twice when the kicker says the same."""
    text = label_text(maker, label)
    return "" if text.casefold() == kicker.casefold() else text


def label_text(maker: PageMaker, label: str | None) -> str:
    """Name a kind of piece in the newsroom's language."""
    if label is None:
        return ""
    if label == "sponsored":
        return paid_word(maker.words())
    plain = label.replace("-", " ")
    return maker.words().find(f"label_{label.replace('-', '_')}", plain[0].upper() + plain[1:])


def person_view(maker: PageMaker, byline: CardByline, bio: str = "", elsewhere: Sequence[str] = ()) -> Person:
    """Make the view of one name of a byline."""
    return Person(
        name=byline.name,
        role=byline.role,
        permalink=maker.url(profile_permalink(byline.slug)) if byline.slug else "",
        portrait=picture_view(maker, byline.portrait, focus=byline.portrait_focus) if byline.portrait else None,
        bio=bio,
        elsewhere=elsewhere,
    )


def related_view(maker: PageMaker, item: CardRelated) -> RelatedItem:
    """Make the view of a related link; its address is empty when it leads to a story that is not public."""
    url = item.url
    if url.startswith(("link:", "slug:", "file:", "picture:", "path:")):
        key, mark, fragment = url.partition("#")
        found = maker.address(key)
        url = found + mark + fragment if found else ""
    url = maker.link_url(url)
    label = related_label(maker, item.kind)
    return RelatedItem(item.kind, label, marked(escape_text(item.text)), url, item.duration, item.source)


def related_label(maker: PageMaker, kind: str) -> str:
    """Give the word that opens a related link: WATCH."""
    return maker.words().find(kind, kind).upper()

"""The drawn cards of a newsroom: for a story without a picture, and for each section."""

import msgspec

from broadsheet.newsroom.settings import Section, section_hues
from broadsheet.photos.cards import DrawnCard, card_file

Sections = tuple[Section, ...]


def story_card(sections: Sections, name: str, slug: str, headline: str, paid: str = "") -> DrawnCard:
    """Say what stands on the card of a story; `slug` is its section's, `name` the newsroom's.

    `paid` is the word for a story that was paid for, in place of the section's name.
    """
    card = _card(sections, name, slug, headline)
    return msgspec.structs.replace(card, label=paid) if paid else card


def section_card(sections: Sections, name: str, slug: str) -> DrawnCard:
    """Say what stands on the card of a section."""
    return _card(sections, name, slug, "")


def card_url(card: DrawnCard, slug: str, permalink: str = "") -> str:
    """Give the address of a card; a story's has its permalink in its name, so that no two stories share one."""
    return f"/{card_file(card, slug, permalink)}"


def _card(sections: Sections, name: str, slug: str, text: str) -> DrawnCard:
    label = next((section.name for section in sections if section.slug == slug), slug)
    return DrawnCard(text, label, name, section_hues(sections).get(slug, 0))

"""The drawn cards of a newsroom: for a story without a picture, and for each section."""

import msgspec

from broadsheet.newsroom.settings import Section, section_hues
from broadsheet.photos.card_letters import drawable
from broadsheet.photos.cards import DrawnCard, card_file

Sections = tuple[Section, ...]


def story_card(sections: Sections, name: str, slug: str, headline: str, paid: str = "") -> DrawnCard | None:
    """Say what stands on the card of a story, if it is to have one of its own; `slug` is its section's.

    `paid` is the word for a story that was paid for, in place of the section's name: a card that cannot say it is
    none. Neither is one without its headline, but for that word.
    """
    card = _card(sections, name, slug, headline)
    if paid:
        text = headline if drawable(headline) else ""
        return msgspec.structs.replace(card, text=text, label=paid) if drawable(paid) else None
    return card if drawable(headline) else None


def section_card(sections: Sections, name: str, slug: str) -> DrawnCard | None:
    """Say what stands on the card of a section; there is none where neither its name nor the newsroom's can be drawn."""
    card = _card(sections, name, slug, "")
    return card if drawable(card.label) or drawable(name) else None


def card_url(card: DrawnCard, slug: str, permalink: str = "") -> str:
    """Give the address of a card; a story's has its permalink in its name, so that no two stories share one."""
    return f"/{card_file(card, slug, permalink)}"


def _card(sections: Sections, name: str, slug: str, text: str) -> DrawnCard:
    label = next((section.name for section in sections if section.slug == slug), slug)
    return DrawnCard(text, label, name, section_hues(sections).get(slug, 0))

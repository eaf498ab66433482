"""Which drawn cards the site holds: one for each section, or for each story that has no picture to share."""

from collections.abc import Iterator
from functools import partial

import msgspec
import PIL

from broadsheet.content.cards import text_picture
from broadsheet.content.documents import Digest
from broadsheet.content.story import Summary
from broadsheet.engine.targets import Target
from broadsheet.newsroom.settings import Settings
from broadsheet.newsroom.social_cards import card_url, section_card, story_card
from broadsheet.photos.cards import DrawnCard, card_key
from broadsheet.rendering.reads import Reads
from broadsheet.rendering.settled import read_words
from broadsheet.rendering.site_words import paid_word
from broadsheet.rendering.social_tags import fills_large_card
from broadsheet.site.entries import find_picture
from broadsheet.site.inputs import Inputs
from broadsheet.site.stores import Stores

RECIPE = "social-card"


def section_cards(settings: Settings) -> Iterator[Target]:
    """Yield the cards of sections, which stand for their stories without a picture and for their fronts."""
    if settings.social_cards != "no":
        for section in settings.sections:
            card = section_card(settings.sections, settings.name, section.slug)
            if card is not None:
                yield _target(card, card_url(card, section.slug), "")


def word_on_cards(settings: Settings, inputs: Inputs) -> str:
    """Give the word that stands on the cards of sponsored stories; empty where stories have none of their own."""
    return paid_word(read_words("", Reads({}, inputs.shared))) if settings.social_cards == "stories" else ""


def story_cards(stores: Stores, path: str, digest: Digest, word: str) -> Iterator[Target]:
    """Yield the card of a public story, if it is to have one of its own; `word` is that on cards of sponsored ones."""
    settings, summary = stores.settings, digest.summary
    if settings.social_cards == "stories" and summary is not None and not _has_picture(stores, summary):
        paid = word if summary.label == "sponsored" else ""
        card = story_card(settings.sections, settings.name, summary.section, summary.headline, paid)
        if card is not None:
            yield _target(card, card_url(card, summary.section, digest.permalink), f"content/{path}")


def _has_picture(stores: Stores, summary: Summary) -> bool:
    """Answer whether a story has a picture above its text, or one of it stands for the story and fills a card."""
    if summary.image is not None:
        return True
    found = text_picture(summary, partial(find_picture, stores.documents))
    return found is not None and fills_large_card(found.picture)


def _target(card: DrawnCard, url: str, owner: str) -> Target:
    key = card_key(card, PIL.__version__)
    return Target(url.removeprefix("/"), RECIPE, f"{key} {msgspec.json.encode(card).decode()}", owner)

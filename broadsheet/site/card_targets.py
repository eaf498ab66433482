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
from broadsheet.photos.cards import Card, card_key
from broadsheet.rendering.social_tags import fills_large_card
from broadsheet.site.entries import find_picture
from broadsheet.site.stores import Stores

RECIPE = "social-card"


def section_cards(settings: Settings) -> Iterator[Target]:
    """Yield the cards of sections, which stand for their stories without a picture and for their fronts."""
    if settings.social_cards != "no":
        for section in settings.sections:
            card = section_card(settings.sections, settings.name, section.slug)
            yield _target(card, card_url(card, section.slug), "")


def story_cards(stores: Stores, path: str, digest: Digest) -> Iterator[Target]:
    """Yield the card of a public story, if it is to have one of its own."""
    settings, summary = stores.settings, digest.summary
    if settings.social_cards == "stories" and summary is not None and not _has_picture(stores, summary):
        card = story_card(settings.sections, settings.name, summary.section, summary.headline)
        yield _target(card, card_url(card, summary.section, digest.permalink), f"content/{path}")


def _has_picture(stores: Stores, summary: Summary) -> bool:
    """Answer whether a story has a picture above its text, or one of it stands for the story and fills a card."""
    if summary.image is not None:
        return True
    found = text_picture(summary, partial(find_picture, stores.documents))
    return found is not None and fills_large_card(found.picture)


def _target(card: Card, url: str, owner: str) -> Target:
    key = card_key(card, PIL.__version__)
    return Target(url.removeprefix("/"), RECIPE, f"{key} {msgspec.json.encode(card).decode()}", owner)

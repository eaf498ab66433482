"""Fill the library from nothing: the reference that the incremental way must agree with."""

from collections.abc import Iterator

from broadsheet.content.documents import decode_claims, decode_digest
from broadsheet.content.library import FILL_BATCH
from broadsheet.content.news_window import count_news_files
from broadsheet.engine.targets import Target
from broadsheet.engine.workers import batches
from broadsheet.site.card_targets import section_cards, story_cards, word_on_cards
from broadsheet.site.filling import Filler
from broadsheet.site.inputs import Inputs
from broadsheet.site.media_files import SEARCH_RECIPES
from broadsheet.site.media_targets import media_targets
from broadsheet.site.sitemap_files import count_pages
from broadsheet.site.stores import Stores
from broadsheet.site.targets import (
    asset_targets,
    document_targets,
    fixed_targets,
    list_targets,
    news_targets,
    page_sitemaps,
)

_SEARCH_LIST = "search/volumes.json"


def refill(stores: Stores, left_out: frozenset[str]) -> None:
    """Fill the library and the reference index with what is public, but for the documents in `left_out`."""
    filler = Filler(stores)
    public = (document for document in stores.documents.iter_public(stores.now) if document.path not in left_out)
    for documents in batches(public, FILL_BATCH):
        filler.add(documents)
    filler.finish(left_out)


def all_targets(stores: Stores, inputs: Inputs, left_out: frozenset[str]) -> Iterator[Target]:
    """Yield every target of the site."""
    yield from fixed_targets(stores.settings)
    yield from section_cards(stores.settings)
    library = stores.library
    for name, count, _ in library.iter_lists():
        yield from list_targets(name, count, library.made_pages(name), stores.settings.feed_formats)
    yield from news_targets(count_news_files(library, stores.now))
    yield from page_sitemaps(count_pages(stores, left_out))
    yield from asset_targets(sorted(inputs.assets.items()))
    word = word_on_cards(stores.settings, inputs)
    for document in stores.documents.iter_public(stores.now):
        if document.path not in left_out:
            yield from document_targets(document.path, "story", decode_claims(document), stores.settings)
            if stores.settings.social_cards == "stories":
                yield from story_cards(stores, document.path, decode_digest(document), word)
    for document in stores.documents.iter_kind("page"):
        if document.is_sound and document.path not in left_out:
            yield from document_targets(document.path, "page", decode_claims(document), stores.settings)
    yield from media_targets(stores)
    # What becomes of the search index is decided when everything else is.
    index = [target for target in stores.targets.below("search/") if target.recipe in SEARCH_RECIPES]
    yield from index
    if stores.settings.search and all(target.path != _SEARCH_LIST for target in index):
        # Before there is an index, and where an alias took the place of its list, the list claims it.
        yield Target(_SEARCH_LIST, "search-volumes")

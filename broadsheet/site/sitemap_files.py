"""Count what sitemaps name, and so which files of them there are."""

from collections.abc import Collection
from typing import Protocol

from broadsheet.content.documents import Documents
from broadsheet.content.library import Library
from broadsheet.content.sitemap_files import LISTED, file_names
from broadsheet.newsroom.settings import Settings


class SitemapStores(Protocol):
    """The stores that say what there is."""

    @property
    def documents(self) -> Documents:
        """Parsed sources."""
        ...

    @property
    def library(self) -> Library:
        """The public stories."""
        ...

    @property
    def settings(self) -> Settings:
        """The newsroom's settings."""
        ...


def count_pages(stores: SitemapStores, left_out: Collection[str] = ()) -> int:
    """Count the pages that are no stories: the front, sections, standing pages, and the fronts of lists with stories."""
    pages = stores.documents.iter_kind("page")
    standing = sum(document.is_sound and document.path not in left_out for document in pages)
    lists = sum(stores.library.count_lists(f"{kind}/") for kind in LISTED)
    return 1 + len(stores.settings.sections) + standing + lists


def sitemap_names(stores: SitemapStores, left_out: Collection[str] = ()) -> list[str]:
    """Name the sitemaps of pages and of months; the pages of sources that are `left_out` are not counted."""
    months = stores.library.iter_lists("month/")
    of_months = [file for name, count, _ in months for file in file_names(name.removeprefix("month/"), count)]
    return [*file_names("pages", count_pages(stores, left_out)), *of_months]

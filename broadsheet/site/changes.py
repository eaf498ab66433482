"""Bring the library up to date with what changed, and say what that may touch.

Costs what changed, not what there is: each step goes from a changed source, or
a story whose time has come, to the lists it stands in and the keys they answer.
"""

from collections.abc import Iterable

from broadsheet.content import keys
from broadsheet.content.documents import Digest, Pending, decode_digest, decode_references
from broadsheet.content.library import Entry
from broadsheet.content.profiles import FOLDER as PROFILES, profile_path, profile_slug
from broadsheet.engine.targets import Target
from broadsheet.site.card_targets import RECIPE as CARD_RECIPE, story_cards
from broadsheet.site.effects import Effects
from broadsheet.site.entries import EntryMaker, keys_of_references
from broadsheet.site.list_changes import ListChanges
from broadsheet.site.media_files import MEDIA_RECIPES
from broadsheet.site.media_targets import media_at, media_in_log
from broadsheet.site.stores import Stores
from broadsheet.site.targets import document_targets


def apply_changes(stores: Stores, pending: list[Pending], crossing: Iterable[str], word: str) -> Effects:
    """Bring library, references and lists up to date; give what that may touch.

    `word` stands on the cards of sponsored stories.
    """
    return _Changes(stores, word).apply(pending, crossing)


class _Changes:
    """One pass from changed documents to effects."""

    def __init__(self, stores: Stores, word: str) -> None:
        self._stores = stores
        self._word = word
        self._effects = Effects()
        self._lists = ListChanges(stores)
        self._maker = EntryMaker(stores)
        self._media: set[str] = set()
        self._addresses: set[str] = set()

    def apply(self, pending: list[Pending], crossing: Iterable[str]) -> Effects:
        changed = {item.path: item for item in pending}
        stories = set(crossing)
        for item in pending:
            kinds = {item.kind, self._kind_now(item.path)} - {""}
            if "story" in kinds:
                stories.add(item.path)
            if "page" in kinds:
                self._page(item)
            if "author" in kinds:
                stories |= self._author(item.path)
            if kinds & {"picture", "file"}:
                stories |= self._file(item, "picture" if "picture" in kinds else "file")
        for path in sorted(stories):
            self._story(path, changed.get(path))
        self._lists.settle(self._effects)
        for slug in self._lists.authors_to_index:
            self._index_author(slug)
        self._settle_media()
        return self._effects

    def _kind_now(self, path: str) -> str:
        document = self._stores.documents.find(path)
        return "" if document is None else document.kind

    def _story(self, path: str, change: Pending | None) -> None:
        stores = self._stores
        document = stores.documents.find(path)
        is_public = document is not None and document.kind == "story" and document.is_public(stores.now)
        digest = decode_digest(document) if document is not None and is_public else Digest()
        old = stores.library.find_entry(path)
        new = self._maker.entry(document, digest) if document is not None and is_public else None
        slugs = {change.slug if change else "", document.slug if document else ""} - {""}
        self._effects.keys |= {keys.story(path), keys.card(path), keys.link(path), keys.card_at(keys.link(path))}
        for slug in slugs:
            self._effects.keys |= {keys.slug(slug), keys.card_at(keys.slug(slug))}
        if old is None and new is None:
            return
        self._lists.note(old, new)
        self._place(path, old, new, digest)

    def _place(self, path: str, old: Entry | None, new: Entry | None, digest: Digest) -> None:
        """Put a story's entry, references and targets as they are now."""
        stores = self._stores
        named = keys_of_references(digest.references)
        self._note_media(path, named)
        if new is None:
            stores.library.remove(path)
            stores.references.remove(path)
        else:
            if new != old:
                stores.library.put(new)
            stores.references.replace(path, named)
            self._effects.recheck.add(path)
        targets: list[Target] = []
        if new is not None:
            targets += document_targets(path, "story", digest, stores.settings)
            targets += story_cards(stores, path, digest, self._word)
        self._effects.swap(_owned(stores, path), targets)

    def _page(self, change: Pending) -> None:
        stores, path = self._stores, change.path
        document = stores.documents.find(path)
        is_there = document is not None and document.kind == "page" and document.is_sound
        digest = decode_digest(document) if document is not None and is_there else Digest()
        self._effects.keys |= {keys.page(path), keys.link(path), keys.STANDING_PAGES}
        named = keys_of_references(digest.references)
        self._note_media(path, named)
        stores.references.replace(path, named)
        if is_there:
            self._effects.recheck.add(path)
        else:
            stores.references.remove(path)
        targets = document_targets(path, "page", digest, stores.settings) if is_there else ()
        self._effects.swap(_owned(stores, path), targets)

    def _author(self, path: str) -> set[str]:
        """Note a changed profile; give the stories whose cards name it."""
        slug = profile_slug(path)
        self._effects.keys |= {keys.profile(slug), keys.author(slug), keys.link(path)}
        self._lists.authors_to_index.add(slug)
        self._lists.relabel.add(f"author/{slug}")
        return set(self._stores.references.paths(keys.profile(slug)))

    def _index_author(self, slug: str) -> None:
        """Keep what a profile refers to while the author has public stories, and only then."""
        stores, path = self._stores, profile_path(slug)
        document = stores.documents.find(path)
        is_shown = document is not None and document.is_sound and stores.library.count(f"author/{slug}") > 0
        named = keys_of_references(decode_references(document)) if document is not None and is_shown else []
        self._note_media(path, named)
        self._effects.keys.add(keys.link(path))
        if is_shown:
            stores.references.replace(path, named)
            self._effects.recheck.add(path)
        else:
            stores.references.remove(path)

    def _file(self, change: Pending, kind: str) -> set[str]:
        """Note a changed picture or file; give the stories whose cards may show or name it."""
        key = keys.picture(change.path) if kind == "picture" else keys.attachment(change.path)
        self._effects.keys.add(key)
        self._media.add(key)
        self._addresses.add(change.address)
        readers = set(self._stores.references.paths(key))
        for path in [path for path in readers if path.startswith(PROFILES)]:
            slug = profile_slug(path)
            readers |= set(self._stores.references.paths(keys.profile(slug)))
        return {path for path in readers if self._kind_now(path) == "story"}

    def _note_media(self, path: str, named: list[str]) -> None:
        """Note the pictures and files that a document named or names."""
        both = {*self._stores.references.keys_of(path), *named}
        self._media |= {key for key in both if key.startswith(("picture:", "file:"))}

    def _settle_media(self) -> None:
        """Say for each address that may have changed whether it is wanted, and from which file."""
        stores = self._stores
        for key in self._media:
            document = stores.documents.find(key.partition(":")[2])
            if document is not None:
                self._addresses.add(document.address)
        for address in sorted(self._addresses - {""}):
            self._effects.swap(media_in_log(stores, address), media_at(stores, address))


def _owned(stores: Stores, path: str) -> list[Target]:
    owned = stores.targets.owned_by(f"content/{path}")
    return [target for target in owned if target.recipe not in MEDIA_RECIPES or target.recipe == CARD_RECIPE]

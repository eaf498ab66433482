"""Answer what pages ask: from the library's queries, or from the values that all pages share."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Protocol

import msgspec

from broadsheet.content import keys
from broadsheet.content.documents import Document, decode_claims, decode_digest
from broadsheet.content.news_window import count_news_files, recent_news
from broadsheet.content.profiles import profile_path, profile_permalink, profile_slug
from broadsheet.content.records import ListPage, PageAddress
from broadsheet.content.sitemap_files import part
from broadsheet.content.story import Author
from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.target_log import TargetLog
from broadsheet.site.sitemap_files import SitemapStores, sitemap_names
from broadsheet.site.targets import output_path, outputs_of

_encode = msgspec.msgpack.encode

SHARED_KINDS = frozenset({"setting", "template", "words", "asset", keys.DATE_NAMES})

_LINKED = ("link:", "card-at:link:")


class AnswerStores(SitemapStores, Protocol):
    """The stores that answers are looked up in."""

    @property
    def targets(self) -> TargetLog:
        """The site's outputs."""
        ...

    @property
    def now(self) -> int:
        """The instant of the build, in seconds since 1970."""
        ...

    def date_names(self, language: str) -> bytes:
        """The words of dates in a language."""
        ...


class Answers:
    """The one place where a key becomes a value. Made anew once the library has changed."""

    def __init__(
        self, stores: AnswerStores, shared: Mapping[str, bytes | None], left_out: frozenset[str] = frozenset()
    ) -> None:
        self._left_out = left_out
        self._documents = stores.documents
        self._library = library = stores.library
        self._targets = stores.targets
        self._shared = shared
        self._profile = lru_cache(maxsize=2048)(self._find_profile)
        self._recent_news = lru_cache(maxsize=1)(lambda: recent_news(library, stores.now))
        self._picture = lru_cache(maxsize=2048)(lambda path: self._documents.find_record("picture", path))
        self._by_kind: dict[str, Callable[[str], bytes | None]] = {
            "story": self._story,
            "card": library.find_card,
            "card-at": self._card_at,
            "link": self._link,
            "slug": self._slug,
            "profile": self._profile,
            "author": self._author,
            "page": lambda path: self._documents.find_record("page", path),
            "picture": self._picture,
            "file": lambda path: self._documents.find_record("file", path),
            "path": self._path,
            "newest": self._newest,
            "front": library.front,
            "numbered": self._numbered,
            "has-newer": self._has_newer,
            "members": library.members,
            "terms": library.terms,
            "days": library.days,
            "neighbours": library.neighbours,
            "months": lambda _: library.months(),
            "standing-pages": lambda _: self._standing_pages(),
            "news": self._news,
            "news-files": lambda _: _encode(count_news_files(library, stores.now)),
            "sitemaps": lambda _: _encode(sitemap_names(stores, left_out)),
            "redirects": lambda _: _encode(stores.targets.arguments_of("redirect")),
            keys.DATE_NAMES: stores.date_names,
        }

    def get(self, key: str) -> bytes | None:
        """Give the value of a key, or None where there is none."""
        if key in self._shared:
            return self._shared[key]
        kind, _, rest = key.partition(":")
        found = self._by_kind.get(kind)
        return None if found is None else found(rest)

    def get_all(self, keys: Iterable[str]) -> dict[str, bytes | None]:
        """Give the values of many keys; stories and where they are, the most by far, come in two queries for all."""
        wanted = list(dict.fromkeys(keys))
        stories = [key.removeprefix("story:") for key in wanted if key.startswith("story:")]
        linked = [key.removeprefix("card-at:").removeprefix("link:") for key in wanted if key.startswith(_LINKED)]
        places = self._library.find_places(list(dict.fromkeys(linked)))
        records = self._documents.find_records("story", self._library.find_public(stories))
        found: dict[str, bytes | None] = {}
        for key in wanted:
            if key.startswith("story:"):
                found[key] = records.get(key.removeprefix("story:"))
                continue
            place = None
            if key.startswith(_LINKED):
                place = places.get(key.removeprefix("card-at:").removeprefix("link:"))
            if place is None:
                found[key] = self.get(key)
            else:
                found[key] = place[1] if key.startswith("card-at:") else place[0].encode()
        return found

    def fingerprint(self, key: str) -> bytes:
        """Give the fingerprint of a key's value."""
        return fingerprint(self.get(key))

    def _story(self, path: str) -> bytes | None:
        if self._library.find_permalink(path) is None:
            return None
        return self._documents.find_record("story", path)

    def _link(self, path: str) -> bytes | None:
        """Give a permalink; empty for what is there but not public, None for what is not there."""
        permalink = self._library.find_permalink(path)
        if permalink is not None:
            return permalink.encode()
        document = self._documents.find(path)
        if document is None:
            return None
        if document.kind == "story":
            return b""
        if document.kind == "page":
            return self._page_address(document).encode()
        if document.kind == "author":
            slug = profile_slug(path)
            return profile_permalink(slug).encode() if self._library.count(f"author/{slug}") else b""
        return None

    def _path(self, permalink: str) -> bytes:
        """Say whether there is an output at a permalink."""
        return b"1" if any(self._targets.find(path) for path in outputs_of(permalink)) else b""

    def _slug(self, slug: str) -> bytes | None:
        """Give the permalink of the public story with a slug; None when there are several."""
        paths = self._documents.paths_of_slug(slug)
        permalinks = [permalink for path in paths if (permalink := self._library.find_permalink(path))]
        if len(permalinks) > 1:
            return None
        if permalinks:
            return permalinks[0].encode()
        return b"" if paths else None

    def _card_at(self, link_key: str) -> bytes | None:
        kind, _, name = link_key.partition(":")
        paths = [name] if kind == "link" else self._documents.paths_of_slug(name)
        cards = [card for path in paths if (card := self._library.find_card(path))]
        return cards[0] if len(cards) == 1 else None

    def _author(self, slug: str) -> bytes | None:
        path = profile_path(slug)
        return None if path in self._left_out else self._documents.find_record("author", path)

    def _find_profile(self, slug: str) -> bytes | None:
        record = self._author(slug)
        return None if record is None else _encode(msgspec.msgpack.decode(record, type=Author).profile)

    def _newest(self, rest: str) -> bytes:
        name, _, count = rest.rpartition(":")
        return self._library.newest(name, int(count))

    def _numbered(self, rest: str) -> bytes | None:
        name, _, number = rest.rpartition(":")
        return self._library.numbered(name, int(number))

    def _has_newer(self, rest: str) -> bytes | None:
        name, _, number = rest.rpartition(":")
        return b"1" if int(number) < self._library.full_pages(name) else None

    def _news(self, number: str) -> bytes:
        return _encode(ListPage(tuple(part(self._recent_news(), int(number)))))

    def _standing_pages(self) -> bytes:
        return _encode(
            [
                PageAddress(permalink, decode_digest(document).latest or None)
                for document in self._documents.iter_kind("page")
                if (permalink := self._page_address(document))
            ]
        )

    def _page_address(self, document: Document) -> str:
        """Give a standing page's permalink; empty for one that is left out for its errors, or for what it names."""
        permalink = decode_claims(document).permalink if document.is_sound else ""
        target = self._targets.find(output_path(permalink)) if permalink else None
        return permalink if target is not None and target.owner == f"content/{document.path}" else ""

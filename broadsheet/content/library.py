"""The library: the public stories, in SQLite, behind named queries with limits.

It holds nothing that the gate hides. Every query that a page can ask has a key
(see `keys`) and answers with bytes; no step needs all stories in memory.
"""

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from broadsheet.content.records import ListPage, Term

SCHEMA = """
CREATE TABLE document (
    path TEXT PRIMARY KEY, kind TEXT NOT NULL, record BLOB, diagnostics BLOB NOT NULL,
    starts INTEGER, ends INTEGER, slug TEXT
) WITHOUT ROWID;
CREATE INDEX document_by_slug ON document (slug);
CREATE INDEX document_by_start ON document (starts);
CREATE INDEX document_by_end ON document (ends);
CREATE TABLE entry (path TEXT PRIMARY KEY, permalink TEXT NOT NULL, card BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE member (
    list TEXT NOT NULL, published INTEGER NOT NULL, path TEXT NOT NULL, PRIMARY KEY (list, published, path)
) WITHOUT ROWID;
CREATE TABLE list (name TEXT PRIMARY KEY, count INTEGER NOT NULL, label TEXT NOT NULL) WITHOUT ROWID;
"""

_encode = msgspec.msgpack.encode

NO_FAULTS = _encode(())


class Document(msgspec.Struct, frozen=True):
    """A parsed source: its record encoded (none when it has errors), and the seconds it is public between."""

    path: str
    kind: str
    record: bytes | None
    diagnostics: bytes
    starts: int | None = None
    ends: int | None = None
    slug: str = ""


class Library:
    """The documents of a newsroom, and the lists of those that are public."""

    def __init__(self, db: sqlite3.Connection, page_size: int = 20) -> None:
        self._db = db
        self.page_size = page_size

    def write_documents(self, documents: Iterable[Document]) -> None:
        """Keep parsed sources."""
        self._db.executemany(
            "INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((d.path, d.kind, d.record, d.diagnostics, d.starts, d.ends, d.slug) for d in documents),
        )

    def delete_documents(self, paths: Iterable[str]) -> None:
        """Forget sources that are gone."""
        self._db.executemany("DELETE FROM document WHERE path = ?", ((path,) for path in paths))

    def clear_documents(self) -> None:
        """Forget all parsed sources."""
        self._db.execute("DELETE FROM document")

    def find_document(self, path: str) -> Document | None:
        """Find a parsed source by its path in the content folder."""
        row = self._db.execute("SELECT * FROM document WHERE path = ?", (path,)).fetchone()
        return Document(*row) if row else None

    def iter_documents(self, kind: str) -> Iterator[Document]:
        """Yield the parsed sources of one kind, by path."""
        for row in self._db.execute("SELECT * FROM document WHERE kind = ? ORDER BY path", (kind,)):
            yield Document(*row)

    def iter_public(self, now: int) -> Iterator[Document]:
        """Yield the stories without error whose span holds `now`, by path."""
        query = (
            "SELECT * FROM document WHERE kind = 'story' AND record IS NOT NULL"
            " AND starts <= ? AND ends > ? ORDER BY path"
        )
        for row in self._db.execute(query, (now, now)):
            yield Document(*row)

    def iter_faulty(self) -> Iterator[Document]:
        """Yield the documents in which parsing found something, by path."""
        for row in self._db.execute("SELECT * FROM document WHERE diagnostics != ? ORDER BY path", (NO_FAULTS,)):
            yield Document(*row)

    def count_stories(self) -> int:
        """Count the stories, public or not."""
        row = self._db.execute("SELECT count(*) FROM document WHERE kind = 'story'").fetchone()
        return int(row[0])

    def next_change(self, now: int) -> int | None:
        """Find the next instant at which a story appears or goes."""
        query = (
            "SELECT min(at) FROM (SELECT min(starts) AS at FROM document WHERE starts > ?1 AND starts < ?2"
            " UNION ALL SELECT min(ends) FROM document WHERE ends > ?1 AND ends < ?2)"
        )
        return self._db.execute(query, (now, 2**62)).fetchone()[0]  # type: ignore[no-any-return]

    def paths_of_slug(self, slug: str) -> list[str]:
        """Find the stories, public or not, that have a slug."""
        return [row[0] for row in self._db.execute("SELECT path FROM document WHERE slug = ? ORDER BY path", (slug,))]

    def replace_entries(self, entries: Iterable[tuple[str, str, bytes, int, tuple[str, ...]]]) -> None:
        """Fill the lists anew: path, permalink, encoded card, time of publication, lists."""
        for table in ("entry", "member", "list"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - one of the three names above
        members: list[tuple[str, int, str]] = []
        for path, permalink, card, published, lists in entries:
            self._db.execute("INSERT INTO entry VALUES (?, ?, ?)", (path, permalink, card))
            members.extend((name, published, path) for name in lists)
        members.sort()
        self._db.executemany("INSERT INTO member VALUES (?, ?, ?)", members)
        self._db.execute("INSERT INTO list SELECT list, count(*), '' FROM member GROUP BY list")

    def write_label(self, list_name: str, label: str) -> None:
        """Keep the name that readers see of a list."""
        self._db.execute("UPDATE list SET label = ? WHERE name = ?", (label, list_name))

    def find_permalink(self, path: str) -> str | None:
        """Find where a public story is."""
        row = self._db.execute("SELECT permalink FROM entry WHERE path = ?", (path,)).fetchone()
        return row[0] if row else None

    def find_card(self, path: str) -> bytes | None:
        """Find the encoded card of a public story."""
        row = self._db.execute("SELECT card FROM entry WHERE path = ?", (path,)).fetchone()
        return row[0] if row else None

    def iter_lists(self, prefix: str = "") -> Iterator[tuple[str, int, str]]:
        """Yield name, number of stories and label of the lists whose names start with `prefix`."""
        yield from self._db.execute(
            "SELECT name, count, label FROM list WHERE name >= ? AND name < ? ORDER BY name",
            (prefix, prefix + "\U0010ffff"),
        )

    def count(self, list_name: str) -> int:
        """Count the stories of a list."""
        row = self._db.execute("SELECT count FROM list WHERE name = ?", (list_name,)).fetchone()
        return row[0] if row else 0

    def full_pages(self, list_name: str) -> int:
        """Count the numbered pages of a list; the newest stories, at least a page of them, stay on its front."""
        return max(0, self.count(list_name) // self.page_size - 1)

    def newest(self, list_name: str, count: int) -> bytes:
        """Give the newest cards of a list."""
        return _encode(ListPage(tuple(self._newest(list_name, count))))

    def front(self, list_name: str) -> bytes:
        """Give the cards that are on no numbered page, and how many of those pages there are."""
        pages = self.full_pages(list_name)
        on_front = self.count(list_name) - pages * self.page_size
        return _encode(ListPage(tuple(self._newest(list_name, on_front)), pages))

    def numbered(self, list_name: str, number: int) -> bytes | None:
        """Give the cards of a numbered page, newest first."""
        if not 1 <= number <= self.full_pages(list_name):
            return None
        query = (
            "SELECT card FROM (SELECT path FROM member WHERE list = ? ORDER BY published, path LIMIT ? OFFSET ?)"
            " JOIN entry USING (path)"
        )
        rows = self._db.execute(query, (list_name, self.page_size, (number - 1) * self.page_size)).fetchall()
        return _encode(ListPage(tuple(row[0] for row in reversed(rows))))

    def members(self, list_name: str) -> bytes:
        """Give all cards of a list that is short by nature."""
        return _encode(ListPage(tuple(self._newest(list_name, -1))))

    def terms(self, kind: str) -> bytes:
        """Give the lists of one kind that have stories."""
        start = len(kind) + 1
        return _encode([Term(name[start:], label) for name, _, label in self.iter_lists(f"{kind}/")])

    def days(self, month: str) -> bytes:
        """Give the days of a month that have stories, with their numbers of stories."""
        return _encode([(name.removeprefix("day/"), count) for name, count, _ in self.iter_lists(f"day/{month}-")])

    def months(self) -> bytes:
        """Give the months that have stories."""
        return _encode([name.removeprefix("month/") for name, _, _ in self.iter_lists("month/")])

    def neighbours(self, day: str) -> bytes:
        """Give the days with stories before and after one; empty texts at the ends."""
        before = self._db.execute(
            "SELECT max(name) FROM list WHERE name < ? AND name >= 'day/'", (f"day/{day}",)
        ).fetchone()[0]
        after = self._db.execute(
            "SELECT min(name) FROM list WHERE name > ? AND name < 'day0'", (f"day/{day}",)
        ).fetchone()[0]
        return _encode([(name or "").removeprefix("day/") for name in (before, after)])

    def _newest(self, list_name: str, count: int) -> list[bytes]:
        query = (
            "SELECT card FROM (SELECT published, path FROM member WHERE list = ? ORDER BY published DESC, path DESC"
            " LIMIT ?) JOIN entry USING (path)"
        )
        return [row[0] for row in self._db.execute(query, (list_name, count))]

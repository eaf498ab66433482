"""The library: the public stories and their lists, in SQLite, behind named queries with limits.

It holds nothing that the gate hides. Every query that a page can ask has a key
(see `keys`) and answers with bytes; no step needs all stories in memory. A list
is cut into numbered pages from its oldest story, and where each page starts is
kept, so that a deep page costs what a shallow one does.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from broadsheet.content.numbering import full_pages, made_pages
from broadsheet.content.places import Place, Places
from broadsheet.content.records import ListPage, Term

SCHEMA = """
CREATE TABLE entry (
    path TEXT PRIMARY KEY, permalink TEXT NOT NULL, published INTEGER NOT NULL, lists TEXT NOT NULL, card BLOB NOT NULL,
    identity TEXT NOT NULL, latest INTEGER NOT NULL
);
CREATE INDEX entry_by_identity ON entry (identity);
CREATE TABLE shared_identity (identity TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE INDEX entry_by_latest ON entry (latest) WHERE latest > 0;
CREATE TABLE list (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, count INTEGER NOT NULL, label TEXT NOT NULL
);
CREATE TABLE member (
    list INTEGER NOT NULL, published INTEGER NOT NULL, path TEXT NOT NULL, PRIMARY KEY (list, published, path)
) WITHOUT ROWID;
CREATE TABLE page_start (
    list INTEGER NOT NULL, number INTEGER NOT NULL, published INTEGER NOT NULL, path TEXT NOT NULL,
    PRIMARY KEY (list, number)
) WITHOUT ROWID;
"""

FILL_BATCH = 256

_encode = msgspec.msgpack.encode

Position = tuple[int, str]


class Entry(msgspec.Struct, frozen=True):
    """A public story as the library holds it: its card encoded, and the names of the lists it stands in.

    `identity` is what only stories with one identifier have in common, and
    `latest` the last instant at which it says it was changed.
    """

    path: str
    permalink: str
    published: int
    lists: tuple[str, ...]
    card: bytes
    identity: str = ""
    latest: int = 0


class Library:
    """The public stories and the lists they stand in. A list with no story is not there."""

    def __init__(self, db: sqlite3.Connection, page_size: int = 20) -> None:
        self._db = db
        self.page_size = page_size
        self._places = Places(db)
        self._arriving: dict[str, int] = {}  # numbers of the lists while the library is filled

    def find_entry(self, path: str) -> Entry | None:
        """Find a public story."""
        row = self._db.execute("SELECT * FROM entry WHERE path = ?", (path,)).fetchone()
        return Entry(row[0], row[1], row[2], tuple(row[3].split("\n")), *row[4:]) if row else None

    def find_permalink(self, path: str) -> str | None:
        """Find where a public story is."""
        row = self._db.execute("SELECT permalink FROM entry WHERE path = ?", (path,)).fetchone()
        return row[0] if row else None

    def find_public(self, paths: Iterable[str]) -> list[str]:
        """Give those of some paths that are public stories."""
        query = "SELECT path FROM entry WHERE path IN (SELECT value FROM json_each(?))"
        return [row[0] for row in self._db.execute(query, (json.dumps(list(paths)),))]

    def find_places(self, paths: Sequence[str]) -> dict[str, Place]:
        """Find where public stories are, and their encoded cards, by their paths."""
        return self._places.find_all(paths)

    def find_card(self, path: str) -> bytes | None:
        """Find the encoded card of a public story."""
        place = self._places.find(path)
        return None if place is None else place[1]

    def forget_places(self) -> None:
        """Note that what was read of the library may have been undone."""
        self._places.clear()

    def sharing_identity(self) -> list[list[str]]:
        """Give the stories that programs cannot tell apart, those with one identifier together."""
        query = (
            "SELECT json_group_array(path) FROM shared_identity JOIN entry USING (identity)"
            " GROUP BY identity ORDER BY min(path)"
        )
        return [sorted(json.loads(paths)) for (paths,) in self._db.execute(query)]

    def changed_after(self, now: int) -> list[str]:
        """Give the stories that say they were changed after an instant."""
        query = "SELECT path FROM entry WHERE latest > 0 AND latest > ? ORDER BY path"
        return [path for (path,) in self._db.execute(query, (now,))]

    def is_change_within(self, low: int, high: int) -> bool:
        """Answer whether a story says that its last change was after one instant and not after another."""
        query = "SELECT 1 FROM entry WHERE latest > 0 AND latest > ? AND latest <= ? LIMIT 1"
        return self._db.execute(query, (low, high)).fetchone() is not None

    def paths_below(self, folder: str) -> list[str]:
        """Give the public stories that lie directly in a folder."""
        query = "SELECT path FROM entry WHERE path >= ? AND path < ? ORDER BY path"
        rows = self._db.execute(query, (folder, folder + "\U0010ffff"))
        return [path for (path,) in rows if "/" not in path[len(folder) :]]

    def paths_named(self, name: str) -> list[str]:
        """Give the public stories whose file has a name, in whatever folder."""
        escaped = re.sub(r"([%_\\])", r"\\\1", name)
        query = "SELECT path FROM entry WHERE path LIKE ? ESCAPE '\\' ORDER BY path"
        return [path for (path,) in self._db.execute(query, (f"%/{escaped}",))]

    def begin_fill(self) -> None:
        """Begin to fill the library anew; until `end_fill` it answers nothing."""
        self._places.clear()
        for table in ("entry", "member", "list", "page_start", "shared_identity"):
            self._db.execute(f"DELETE FROM {table}")
        self._db.execute("DROP TABLE IF EXISTS temp.arriving")
        self._db.execute("CREATE TEMP TABLE arriving (list INTEGER, published INTEGER, path TEXT)")
        self._arriving.clear()

    def fill(self, entries: Sequence[Entry]) -> None:
        """Take in public stories."""
        ids = self._arriving
        self._write_entries(entries)
        rows = [
            (ids.setdefault(name, len(ids) + 1), entry.published, entry.path)
            for entry in entries
            for name in entry.lists
        ]
        self._db.executemany("INSERT INTO arriving VALUES (?, ?, ?)", rows)

    def end_fill(self) -> None:
        """Make the lists of what came. Members are sorted by SQLite, so that memory does not grow with the archive."""
        lists = ((number, name) for name, number in self._arriving.items())
        self._db.executemany("INSERT INTO list VALUES (?, ?, 0, '')", lists)
        self._db.execute("INSERT INTO shared_identity SELECT identity FROM entry GROUP BY identity HAVING count(*) > 1")
        self._db.execute("INSERT INTO member SELECT list, published, path FROM arriving ORDER BY 1, 2, 3")
        self._db.execute("DROP TABLE arriving")
        self._db.execute(
            "UPDATE list SET count = counted.n FROM (SELECT list, count(*) AS n FROM member GROUP BY list) AS counted"
            " WHERE counted.list = list.id"
        )
        self._db.execute(
            "INSERT INTO page_start SELECT list, (place - 1) / ?1 + 1, published, path FROM ("
            " SELECT list, published, path, row_number() OVER (PARTITION BY list ORDER BY published, path) AS place"
            " FROM member WHERE list IN (SELECT id FROM list WHERE name NOT LIKE 'day/%' AND name NOT LIKE 'month/%'))"
            " WHERE (place - 1) % ?1 = 0",
            (self.page_size,),
        )

    def put(self, entry: Entry) -> None:
        """Add a public story, or replace what is held of it. Its lists' pages are cut by `cut_pages`."""
        self.remove(entry.path)
        self._write_entries([entry])
        self._note_identity(entry.identity)
        for name in entry.lists:
            self._db.execute(
                "INSERT INTO list (name, count, label) VALUES (?, 1, '')"
                " ON CONFLICT (name) DO UPDATE SET count = count + 1",
                (name,),
            )
            self._db.execute(
                "INSERT INTO member SELECT id, ?, ? FROM list WHERE name = ?", (entry.published, entry.path, name)
            )

    def remove(self, path: str) -> None:
        """Take a story out. A list that it leaves empty is dropped by `cut_pages`."""
        entry = self.find_entry(path)
        if entry is None:
            return
        self._places.forget(path)
        self._db.execute("DELETE FROM entry WHERE path = ?", (path,))
        self._note_identity(entry.identity)
        for name in entry.lists:
            self._db.execute("UPDATE list SET count = count - 1 WHERE name = ?", (name,))
            self._db.execute(
                "DELETE FROM member WHERE list = (SELECT id FROM list WHERE name = ?) AND published = ? AND path = ?",
                (name, entry.published, entry.path),
            )

    def _note_identity(self, identity: str) -> None:
        """Keep whether more stories than one have an identity, so that nobody has to look through all of them."""
        self._db.execute("DELETE FROM shared_identity WHERE identity = ?", (identity,))
        self._db.execute(
            "INSERT INTO shared_identity SELECT identity FROM entry WHERE identity = ?"
            " GROUP BY identity HAVING count(*) > 1",
            (identity,),
        )

    def _write_entries(self, entries: Iterable[Entry]) -> None:
        self._db.executemany(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    item.path,
                    item.permalink,
                    item.published,
                    "\n".join(item.lists),
                    item.card,
                    item.identity,
                    item.latest,
                )
                for item in entries
            ),
        )

    def cut_pages(self, name: str, lowest: Position) -> int:
        """Cut a list's pages anew from the page that holds `lowest` on; give the number of that page.

        A list without stories is dropped.
        """
        row = self._db.execute("SELECT id, count FROM list WHERE name = ?", (name,)).fetchone()
        if row is None:
            return 1
        list_id, count = row
        if count <= 0:
            self._db.execute("DELETE FROM page_start WHERE list = ?", (list_id,))
            self._db.execute("DELETE FROM list WHERE id = ?", (list_id,))
            return 1
        first = self.page_of(name, lowest)
        start = self._page_start(list_id, first)
        self._db.execute("DELETE FROM page_start WHERE list = ? AND number >= ?", (list_id, first))
        rows = self._db.execute(
            "SELECT published, path FROM member WHERE list = ? AND (published, path) >= (?, ?)"
            " ORDER BY published, path",
            (list_id, *start),
        )
        starts = (
            (list_id, first + place // self.page_size, published, path)
            for place, (published, path) in enumerate(rows)
            if place % self.page_size == 0
        )
        self._db.executemany("INSERT INTO page_start VALUES (?, ?, ?, ?)", list(starts))
        return first

    def page_of(self, name: str, position: Position) -> int:
        """Give the number of the page that holds a position, or would; the front's stretch counts on as pages."""
        row = self._db.execute(
            "SELECT number FROM page_start WHERE list = (SELECT id FROM list WHERE name = ?)"
            " AND (published, path) <= (?, ?) ORDER BY number DESC LIMIT 1",
            (name, *position),
        ).fetchone()
        return row[0] if row else 1

    def _page_start(self, list_id: int, number: int) -> Position:
        """Give where a page starts; the first one has no bound, because an older story may have come."""
        row = self._db.execute(
            "SELECT published, path FROM page_start WHERE list = ? AND number = ? AND number > 1", (list_id, number)
        ).fetchone()
        return (row[0], row[1]) if row else (-(2**62), "")

    def write_label(self, list_name: str, label: str) -> None:
        """Keep the name that readers see of a list."""
        self._db.execute("UPDATE list SET label = ? WHERE name = ?", (label, list_name))

    def label(self, list_name: str) -> str | None:
        """Find the name that readers see of a list; None when it has no story."""
        row = self._db.execute("SELECT label FROM list WHERE name = ?", (list_name,)).fetchone()
        return row[0] if row else None

    def iter_lists(self, prefix: str = "") -> Iterator[tuple[str, int, str]]:
        """Yield name, number of stories and label of the lists whose names start with `prefix`."""
        yield from self._db.execute(
            "SELECT name, count, label FROM list WHERE name >= ? AND name < ? ORDER BY name",
            (prefix, prefix + "\U0010ffff"),
        ).fetchall()

    def count_lists(self, prefix: str) -> int:
        """Count the lists whose names start with `prefix`."""
        query = "SELECT count(*) FROM list WHERE name >= ? AND name < ?"
        return int(self._db.execute(query, (prefix, prefix + "\U0010ffff")).fetchone()[0])

    def count(self, list_name: str) -> int:
        """Count the stories of a list."""
        row = self._db.execute("SELECT count FROM list WHERE name = ?", (list_name,)).fetchone()
        return row[0] if row else 0

    def full_pages(self, list_name: str) -> int:
        """Count the numbered pages of a list; the newest stories, at least a page of them, stay on its front."""
        return full_pages(self.count(list_name), self.page_size)

    def made_pages(self, list_name: str) -> int:
        """Count the numbered pages of a list, with one to which nothing leads yet."""
        return made_pages(self.count(list_name), self.page_size)

    def iter_times(self) -> Iterator[tuple[str, int]]:
        """Yield when each story was published, by its path, and the oldest of each page of a list, by `NAME NUMBER`.

        Days and months are given by their names alone.
        """
        yield from self._db.execute("SELECT path, published FROM entry")
        yield from self._db.execute(
            "SELECT name || ' ' || number, published FROM page_start JOIN list ON list.id = page_start.list"
        )
        yield from self._db.execute(
            "SELECT name, min(published) FROM list JOIN member ON member.list = list.id"
            " WHERE name LIKE 'day/%' OR name LIKE 'month/%' GROUP BY list"
        )

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
        if not 1 <= number <= self.made_pages(list_name):
            return None
        query = (
            "SELECT member.path FROM list JOIN page_start ON page_start.list = list.id"
            " JOIN member ON member.list = list.id"
            " AND (member.published, member.path) >= (page_start.published, page_start.path)"
            " WHERE name = ? AND number = ? ORDER BY member.published, member.path LIMIT ?"
        )
        paths = [path for (path,) in self._db.execute(query, (list_name, number, self.page_size))]
        return _encode(ListPage(tuple(self._cards(paths[::-1]))))

    def members(self, list_name: str) -> bytes:
        """Give all cards of a list that is short by nature."""
        return _encode(ListPage(tuple(self._newest(list_name, -1))))

    def published_within(self, list_name: str, after: int, until: int | None = None) -> Iterator[bytes]:
        """Yield the cards of a list's stories that were published after an instant, up to another, the oldest first."""
        query = (
            "SELECT card FROM member JOIN entry ON entry.path = member.path"
            " WHERE list = (SELECT id FROM list WHERE name = ?) AND member.published > ? AND member.published <= ?"
            " ORDER BY member.published, member.path"
        )
        rows = self._db.execute(query, (list_name, after, 2**62 if until is None else until))
        return (card for (card,) in rows)

    def terms(self, kind: str) -> bytes:
        """Give the lists of one kind that have stories."""
        start = len(kind) + 1
        return _encode([Term(name[start:], label) for name, _, label in self.iter_lists(f"{kind}/")])

    def days(self, month: str) -> bytes:
        """Give the days of a month that have stories."""
        return _encode([name.removeprefix("day/") for name, _, _ in self.iter_lists(f"day/{month}-")])

    def months(self) -> bytes:
        """Give the months that have stories."""
        return _encode([name.removeprefix("month/") for name, _, _ in self.iter_lists("month/")])

    def next_days(self, day: str) -> tuple[str, str]:
        """Find the days with stories before and after one; empty texts at the ends."""
        before = self._db.execute(
            "SELECT max(name) FROM list WHERE name < ? AND name >= 'day/'", (f"day/{day}",)
        ).fetchone()[0]
        after = self._db.execute(
            "SELECT min(name) FROM list WHERE name > ? AND name < 'day0'", (f"day/{day}",)
        ).fetchone()[0]
        return (before or "").removeprefix("day/"), (after or "").removeprefix("day/")

    def neighbours(self, day: str) -> bytes:
        """Give the days with stories before and after one."""
        return _encode(self.next_days(day))

    def _newest(self, list_name: str, count: int) -> list[bytes]:
        query = (
            "SELECT path FROM member WHERE list = (SELECT id FROM list WHERE name = ?)"
            " ORDER BY published DESC, path DESC LIMIT ?"
        )
        return self._cards([path for (path,) in self._db.execute(query, (list_name, count))])

    def _cards(self, paths: Sequence[str]) -> list[bytes]:
        places = self._places.find_all(paths)
        return [places[path][1] for path in paths]

"""Plant one leak after another, and see which test notices it.

python -m scripts.campaigns.seeded_leaks [WORD …]

Each is a way in which a hidden story could show, or in which it did in other
generators of sites. With words, only the leaks that have one in their name are planted.
"""

import sys
from functools import partial

from scripts.campaigns.seeded_bugs import Bug, find_test, is_clean, try_bugs

TESTS = tuple(f"leaks/test_{name}" for name in ("leaks", "messages", "instants", "same_names", "thresholds"))

BUGS = (
    Bug(
        "an embargo is not looked at",
        "content/gate.py",
        "start = timing.published if timing.embargo is None else max(timing.published, timing.embargo)",
        "start = timing.published",
    ),
    Bug(
        "a story shows a second early",
        "content/gate.py",
        'return (now, now) if audience == "readers"',
        'return (now + 1, now) if audience == "readers"',
    ),
    Bug(
        "an expired story shows a second longer",
        "content/gate.py",
        "return starts <= now < ends",
        "return starts <= now <= ends",
    ),
    Bug(
        "the clock passes an expiry unnoticed",
        "content/documents.py",
        "\" UNION SELECT path FROM document WHERE kind = 'story' AND ends > ?1 AND ends <= ?2\"",
        '""',
    ),
    Bug(
        "hidden stories have pages",
        "site/refill.py",
        "    for document in stores.documents.iter_public(stores.now):\n",
        '    for document in stores.documents.iter_kind("story"):\n',
    ),
    Bug(
        "a link tells where a hidden story will be",
        "site/answers.py",
        'if document.kind == "story":\n            return b""',
        'if document.kind == "story":\n            return decode_digest(document).permalink.encode()',
    ),
    Bug(
        "menus lead to hidden stories",
        "site/shared_links.py",
        "MenuLink(link.label, places[link.url]) for link in links if places[link.url]",
        "MenuLink(link.label, places[link.url] or link.url) for link in links",
    ),
    Bug(
        "breaking news leads to a hidden story",
        "site/shared_links.py",
        "_encode(msgspec.structs.replace(news, url=place))",
        "_encode(news)",
    ),
    Bug(
        "a link by address leads to a hidden story",
        "rendering/page_maker.py",
        'return path if value else ""',
        "return path",
    ),
    Bug(
        "a build tells which address a hidden story will want",
        "site/renewal.py",
        "        self._outcome.diagnostics += edition.diagnostics\n",
        "        self._outcome.diagnostics += [*edition.diagnostics, *hidden_collisions(self._stores)]\n",
    ),
    Bug(
        "pictures of hidden stories are published",
        "site/filling.py",
        "        stores.library.end_fill()\n",
        "        stores.library.end_fill()\n"
        '        for document in stores.documents.iter_kind("picture"):\n'
        '            stores.references.add("", [f"picture:{document.path}"])\n',
    ),
    Bug(
        "films of hidden stories are published",
        "site/filling.py",
        "        stores.library.end_fill()\n",
        "        stores.library.end_fill()\n"
        '        for document in stores.documents.iter_kind("file"):\n'
        '            if document.path.endswith((".mp4", ".vtt")):\n'
        '                stores.references.add("", [f"file:{document.path}"])\n',
    ),
    Bug(
        "sitemaps count hidden stories",
        "site/sitemap_files.py",
        'file_names(name.removeprefix("month/"), count)]',
        'file_names(name.removeprefix("month/"), count - stores.library.count("latest")'
        ' + sum(1 for _ in stores.documents.iter_kind("story")))]',
    ),
    Bug(
        "pictures stay when their story is hidden again",
        "site/media_targets.py",
        "return key in named or stores.references.is_used(key)",
        "return True",
    ),
    Bug(
        "a hidden story's picture comes out where a public story shows another of its name",
        "content/references.py",
        'return FoundReference("picture", written, (keys.picture(_join(source, target)),))',
        'return FoundReference("picture", written, tuple(dict.fromkeys(keys.picture(path) for path in'
        ' (_join(source, f"./{posixpath.basename(target)}"), _join(source, target)))))',
    ),
    Bug(
        "a common picture of a hidden story comes before the one beside a public story",
        "content/references.py",
        'return FoundReference("picture", written, (keys.picture(_join(source, target)),))',
        'return FoundReference("picture", written, (keys.picture(f"{PICTURE_FOLDER}/{target}"),'
        " keys.picture(_join(source, target))))",
    ),
    Bug(
        "a list keeps a story that is hidden again",
        "content/library.py",
        '        for name in entry.lists:\n            self._db.execute("UPDATE list SET count = count - 1',
        '        for name in entry.lists[1:]:\n            self._db.execute("UPDATE list SET count = count - 1',
    ),
    Bug(
        "the search index keeps a story that is hidden again",
        "site/search_volumes.py",
        "return {name for name, of_volume in plan.items() if months & set(of_volume)}",
        "return set()",
    ),
    Bug(
        "drawn cards stay when their story is hidden again",
        "site/changes.py",
        "return [target for target in owned if target.recipe not in MEDIA_RECIPES or target.recipe == CARD_RECIPE]",
        "return [target for target in owned if target.recipe not in MEDIA_RECIPES]",
    ),
    Bug(
        "redirects tell of the aliases of hidden stories",
        "site/answers.py",
        '_encode(stores.targets.arguments_of("redirect"))',
        '_encode(sorted({*stores.targets.arguments_of("redirect"), *(f"{alias} /" for document in'
        ' stores.documents.iter_kind("story") for alias in decode_digest(document).aliases)}))',
    ),
    Bug(
        "the news sitemap is as it was when nothing else has changed",
        "site/edition.py",
        'timely = [keys.NEWS_FILES, keys.SITEMAPS, keys.REDIRECTS, *stores.targets.known_keys("news:")]',
        "timely = [keys.NEWS_FILES, keys.SITEMAPS, keys.REDIRECTS]",
    ),
    Bug(
        "notices show before their time",
        "site/inputs.py",
        "if is_in_force(notice.start, notice.end, now)",
        "if is_in_force(None, notice.end, now)",
    ),
    Bug(
        "faults of hidden stories are told",
        "site/edition.py",
        "                edition.hidden_diagnostics += faults\n",
        "                edition.diagnostics += faults\n",
    ),
    Bug(
        "faults of hidden stories are told when nothing has changed",
        "site/run.py",
        "                self._outcome.hidden_faults += sum(fault.is_error for fault in faults)\n",
        "                self._outcome.diagnostics += faults\n",
    ),
    Bug(
        "a draft that cannot be read is told of",
        "content/parse.py",
        "return _unreadable(source, document, options, timing)",
        "return _unreadable(source, document, options)",
    ),
    Bug(
        "hints name what hidden stories bring",
        "site/discretion.py",
        "is_hidden = self._hidden_keys is None or key in self._hidden_keys",
        "is_hidden = False",
    ),
    Bug(
        "a slug in doubt names hidden stories",
        "site/checks.py",
        "return [path for path in paths if self._stores.library.find_permalink(path) is not None]",
        "return paths",
    ),
    Bug(
        "pictures stay at the target when a story is taken back",
        "publishing/plan.py",
        'kept = (_STYLES,) if _takes_back(old, new) else ("",)',
        'kept = ("",)',
    ),
    Bug(
        "pictures stay at the target when a redirect takes their story's address",
        "publishing/plan.py",
        "new is None or new.group != PAGE or 0 != old.subject != new.subject",
        "new is None or new.group != PAGE",
    ),
    Bug(
        "caches are not told of what was deleted",
        "publishing/plan.py",
        "paths.union(self.deleted, self.returned)",
        "paths.union(self.returned)",
    ),
    Bug(
        "hubs are told of feeds that are gone",
        "publishing/desk.py",
        "if url in there and url.rpartition",
        "if url.rpartition",
    ),
    Bug(
        "the list at a target names what was taken back",
        "publishing/ledger.py",
        "if is_whole or not old",
        "if not old",
    ),
    Bug(
        "copies of what was taken back stay at the target",
        "publishing/publication.py",
        "return set() if ledger.touched else older - wanted",
        "return set()",
    ),
)

if __name__ == "__main__":
    find = partial(find_test, names=TESTS)
    sys.exit(try_bugs(BUGS, sys.argv[1:], find) if is_clean(find) else 1)

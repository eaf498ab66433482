"""Plant one mistake after another in the preview's server, and see which test notices it.

python -m scripts.campaigns.server_bugs [WORD …]

Each is a mistake that a preview server could be made with, and that others were.
With words, only the mistakes that have one in their name are planted.
"""

import sys
from functools import partial

from scripts.campaigns.seeded_bugs import Bug, find_test, is_clean, try_bugs

TESTS = ("preview/test_requests", "preview/test_pages", "preview/test_watching", "preview/test_bundle")

BUGS = (
    Bug(
        "what is no page is looked for in the newsroom's folder",
        "preview/newsdesk.py",
        "        if target is None:\n            return redirect(",
        "        if target is None and (self._layout.root / name).is_file():\n"
        "            return reply_of(name, (self._layout.root / name).read_bytes())\n"
        "        if target is None:\n            return redirect(",
    ),
    Bug(
        "every name that leads to this machine is answered",
        "preview/guarding.py",
        'if found.get("host", "").lower() not in self.hosts:',
        'if not found.get("host"):',
    ),
    Bug(
        "a page without an origin of its own may ask",
        "preview/guarding.py",
        'if "origin" in found and found["origin"] != f"http://{found[\'host\'].lower()}":',
        'if found.get("origin", "null") not in ("null", f"http://{found[\'host\'].lower()}"):',
    ),
    Bug(
        "other sites may load pages as scripts",
        "preview/guarding.py",
        "        if not _is_own_fetch(found):\n",
        "        if _is_own_fetch(found) is None:\n",
    ),
    Bug(
        "other sites may read answers",
        "preview/app.py",
        '    "cache-control": "no-store",\n',
        '    "cache-control": "no-store",\n    "access-control-allow-origin": "*",\n',
    ),
    Bug(
        "other sites may show answers",
        "preview/app.py",
        '"cross-origin-resource-policy": "same-origin"',
        '"cross-origin-resource-policy": "cross-origin"',
    ),
    Bug(
        "the stream of events is where everybody can guess it",
        "preview/app.py",
        'return f"/_preview/{secrets.token_urlsafe(18)}"',
        'return "/_preview/live"',
    ),
    Bug(
        "events tell which page changed",
        "preview/streams.py",
        'yield f"data: {self._number}\\n\\n".encode()',
        'yield f"data: {stream.path}\\n\\n".encode()',
    ),
    Bug(
        "a link in the newsroom is followed out of it",
        "engine/sources.py",
        "    elif target != real_root and not target.startswith(real_root + os.sep):\n",
        "    elif target == os.sep:\n",
    ),
    Bug(
        "a request may take as long as it likes",
        "preview/connections.py",
        "ASKING_SECONDS = 5.0",
        "ASKING_SECONDS = 5000.0",
    ),
    Bug(
        "headers may be as many as they like",
        "preview/guarding.py",
        "MAX_HEADERS = 100\n",
        "MAX_HEADERS = 100_000\n",
    ),
    Bug(
        "an address may be as long as it likes",
        "preview/addresses.py",
        "MAX_TARGET = 8_000",
        "MAX_TARGET = 8_000_000",
    ),
    Bug(
        "an error's words are written into the page as they are",
        "preview/notices.py",
        ".format(render_diagnostic(fault), form if opens",
        ".format(Markup(render_diagnostic(fault)), form if opens",
    ),
    Bug(
        "the editor opens whatever it is asked for",
        "preview/app.py",
        "if not await _wait(self._newsdesk.is_source(path)):",
        "if not path:",
    ),
    Bug(
        "the token is not asked for",
        "preview/guarding.py",
        "        if not self.token:\n",
        "        if self.hosts:\n",
    ),
    Bug(
        "at another time the desk's stories are shown",
        "preview/newsdesk.py",
        'site = LiveSite(layout, "readers")',
        'site = LiveSite(layout, "desk")',
    ),
    Bug(
        "a hidden story has no banner",
        "preview/live_site.py",
        "        return None if timing is None else why_hidden(timing, self._stores.now)\n",
        "        return None\n",
    ),
    Bug(
        "pages do not say that they are a preview's",
        "preview/marking.py",
        'f"{MARK_META}{NOINDEX}"',
        'f"{NOINDEX}"',
    ),
    Bug(
        "events that got lost are lost for half a minute",
        "preview/watching.py",
        "        if any(path is None for path in paths) or len(paths) > MANY:\n",
        "        if len(paths) > MANY:\n",
    ),
)

if __name__ == "__main__":
    # The long tests too: what takes time is found out with time.
    find = partial(find_test, names=TESTS)
    sys.exit(try_bugs(BUGS, sys.argv[1:], find) if is_clean(find) else 1)

"""The mark that every text of a site ends with.

By it a build knows its own outputs when its log is lost, whatever templates a
newsroom brings. It stands for the newsroom's address and the output's path, so
that a copy of a page, or the page of another newsroom, is not taken for ours.
"""

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.newsroom.feeds import FORMATS
from broadsheet.newsroom.machine_files import MACHINE_FILES, NINJS_FILE

_HOST_FILES = (MACHINE_FILES["host-headers"], MACHINE_FILES["host-redirects"])


def mark_of(address: str, path: str) -> str:
    """Give the mark of an output of a newsroom."""
    return f"Made with Broadsheet {fingerprint(f'{address} {path}'.encode()).hex()[:12]}"


def with_mark(text: str, path: str, address: str) -> str:
    """Put the mark at the end of a text, in the form that its kind of file allows."""
    mark, text = mark_of(address, path), text.rstrip()
    name = path.rpartition("/")[2]
    if (name.endswith(".txt") and name != MACHINE_FILES["llms"]) or name in _HOST_FILES:
        return f"{text}\n\n# {mark}\n"
    if name.endswith(".json"):
        return f'{text.removesuffix("}").rstrip()},\n "{_json_key(name)}": "{mark}"\n}}\n'
    return f"{text}\n<!-- {mark} -->\n"


def _json_key(name: str) -> str:
    """Name the key that a kind of file has room for: JSON Feed wants those of others to start with `_`, ninjs none."""
    if name == NINJS_FILE:
        return "edNote"
    return "_generator" if name == FORMATS["json"].file else "generator"


def is_marked(raw: bytes, path: str, address: str) -> bool:
    """Answer whether bytes end with the mark of this output of this newsroom."""
    return mark_of(address, path).encode() in raw[-100:]

"""The mark that every text of a site ends with.

By it a build knows its own outputs when its log is lost, whatever templates a
newsroom brings. It stands for the newsroom's address and the output's path, so
that a copy of a page, or the page of another newsroom, is not taken for ours.
"""

from broadsheet.engine.fingerprints import fingerprint


def mark_of(address: str, path: str) -> str:
    """Give the mark of an output of a newsroom."""
    return f"Made with Broadsheet {fingerprint(f'{address} {path}'.encode()).hex()[:12]}"


def with_mark(text: str, path: str, address: str) -> str:
    """Put the mark at the end of a text, in the form that its kind of file allows."""
    mark, text = mark_of(address, path), text.rstrip()
    if path.endswith(".txt"):
        return f"{text}\n\n# {mark}\n"
    if path.endswith(".json"):
        return f'{text.removesuffix("}").rstrip()},\n "generator": "{mark}"\n}}\n'
    return f"{text}\n<!-- {mark} -->\n"


def is_marked(raw: bytes, path: str, address: str) -> bool:
    """Answer whether bytes end with the mark of this output of this newsroom."""
    return mark_of(address, path).encode() in raw[-100:]

"""How an index cuts words: its own program is asked, so that nobody else's rules are needed.

Pagefind keeps of each word its stem, `hospit` for `hospitals`, and says where in
a document it stands. Of a document that is nothing but words, each stem's
places are the places of its words.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from broadsheet.search.cbor import parse_item
from broadsheet.search.program import Searchable, read_pieces
from broadsheet.search.signed import unpack


def find_stems(program: Path, words: Sequence[str], language: str) -> dict[str, str]:
    """Give the stems of words, each of letters and digits alone. Raises IndexingFailed."""
    if not words:
        return {}
    html = f"<!doctype html><html><body data-pagefind-body><p>{' '.join(words)}</p></body></html>"
    return {words[place]: stem for stem, place in _places(read_pieces(program, [Searchable("/", html)], language))}


def _places(files: Mapping[str, bytes]) -> Iterator[tuple[str, int]]:
    """Give the stems of one document with their places."""
    for path, raw in files.items():
        if not path.startswith("index/"):
            continue
        (entries, *_), _ = parse_item(unpack(raw))
        for stem, pages, accented in entries:
            for found in (*pages, *(page for _, some in accented for page in some)):
                yield from ((stem, place) for place in _spread(found[1]))


def _spread(places: list[int]) -> Iterator[int]:
    """Give places that are written as steps; what is negative is a weight."""
    at = 0
    for step in places:
        if step >= 0:
            at += step
            yield at

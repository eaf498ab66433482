"""The words of a volume with their stems: by them the search page finds a story by the beginning of any of its words.

The index knows `hospit` alone, of which neither `hospita` nor `hospitals` is a
beginning. The page looks up which words begin as a reader's, and asks for them.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from broadsheet.search.program import Searchable
from broadsheet.search.stems import find_stems

# Tags that part no word.
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_ACCENT = re.compile("[\u0300-\u036f]")
_NO_LETTER = re.compile(r"[\W_]+")
# Where Pagefind parts what stands between blanks.
_PARTING = re.compile("[!-/:-@\\[-`{-~\u00ad]+")
# Longer ones are addresses and the like, and nobody begins to write a word with so many letters.
_LONGEST = 40


def word_files(program: Path, documents: Iterable[Searchable], language: str, count: int) -> dict[str, bytes]:
    """Give the lists of words of documents, in `count` files; each line is a stem and its words. Raises IndexingFailed.

    `=fly` among the words is a beginning that itself has the stem, with which it does not begin. A word stands in the
    file that its first two letters, added up, give (`search-words.js`).
    """
    stems = find_stems(program, sorted(_words(documents)), language)
    turned = _turned(program, stems, language)
    files: list[dict[str, list[str]]] = [{} for _ in range(count)]
    for word, stem in sorted((*stems.items(), *((f"={word}", stem) for word, stem in turned.items()))):
        letters = plain(word.removeprefix("="))
        files[(ord(letters[0]) + ord(letters[1])) % count].setdefault(stem, []).append(word)
    lines = ([" ".join((stem, *of)) for stem, of in sorted(some.items())] for some in files)
    return {f"words/{number}.json": msgspec.json.encode(list(some)) for number, some in enumerate(lines)}


def plain(word: str) -> str:
    """Give a word in small letters without accents."""
    return _ACCENT.sub("", unicodedata.normalize("NFD", word))


def _turned(program: Path, stems: Mapping[str, str], language: str) -> dict[str, str]:
    """Give the stems of beginnings that do not begin with their stem, as `fly` with `fli`, where a stem begins so."""
    beginnings = {letters[:length] for letters in map(plain, stems) for length in _lengths(letters)}
    begun = {stem[:length] for stem in stems.values() for length in _lengths(stem)}
    known = {plain(word): stem for word, stem in stems.items()}
    found = find_stems(program, sorted(beginnings & begun), language)
    return {word: stem for word, stem in found.items() if not word.startswith(stem) and known.get(word) != stem}


def _lengths(letters: str) -> range:
    return range(2, min(len(letters), _LONGEST) + 1)


def _words(documents: Iterable[Searchable]) -> set[str]:
    """Give the words of HTML that have two letters or more, without apostrophes as in the index."""
    pieces = set[str]()  # most stand in many documents, and are looked at once
    for document in documents:
        pieces.update(_TAG.sub(" ", _INLINE.sub("", document.html)).split())
    words = set[str]()
    for piece in set(html.unescape(" ".join(pieces)).split()):
        words.update(_as_found(piece))
    return {word for word in words if len(plain(word)) > 1}


def _as_found(piece: str) -> Iterator[str]:
    """Give the words as which Pagefind indexes what stands between blanks: `rendez-vous` as `rendezvous`, and its parts."""
    joined = _NO_LETTER.sub("", piece)
    parts = [part for part in _PARTING.split(piece) if part]
    if "_" not in piece and (len(parts) < 2 or len(joined) <= _LONGEST):  # which Pagefind takes for a letter
        yield joined.lower()
    for part in parts:
        # `YouTube-H2O` is found by `you` and `tube` instead.
        if part.isdecimal() or (part.isalpha() and (part.isupper() or part[1:] == part[1:].lower())):
            yield part.lower()

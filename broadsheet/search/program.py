"""Run Pagefind: documents in, the files of an index out. See https://pagefind.app.

The program comes with the extra `search` as a wheel that holds nothing else. It
is spoken to through its pipes; no network is involved.
"""

import base64
import contextlib
import json
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

import msgspec

from broadsheet.search.repeatable import repeatable
from broadsheet.search.signed import unpack

# What comes along for those who build no page of their own, and a worker, whose failures the search page would not see.
_UNUSED = (
    "fragment/",
    "pagefind-worker",
    "pagefind-ui",
    "pagefind-modular-ui",
    "pagefind-component-ui",
    "pagefind-highlight",
)


class Searchable(NamedTuple):
    """A document to be found: its address, and HTML with the attributes that Pagefind knows."""

    url: str
    html: str


class Index(msgspec.Struct, frozen=True):
    """An index: its files by name, and for each address what results call it."""

    files: dict[str, bytes]
    names: dict[str, str]


class IndexingFailed(Exception):
    """Pagefind did not make an index."""


def make_index(program: Path, documents: Sequence[Searchable], language: str) -> Index:
    """Index documents in one language's words; the same documents give the same files. Raises IndexingFailed."""
    made = read_pieces(program, documents, language)
    names = {}
    for path, raw in made.items():
        if path.startswith("fragment/"):
            found = msgspec.json.decode(unpack(raw), type=_Fragment)
            names[found.url] = path.removeprefix("fragment/").partition(".")[0]
    if len(names) != len(documents):
        raise IndexingFailed(f"Pagefind indexed {len(names)} of {len(documents)} documents")
    languages = {entry["wasm"] for entry in json.loads(made["pagefind-entry.json"])["languages"].values()}
    unused = (*_UNUSED, *(() if None in languages else ("wasm.unknown.",)))
    return Index(repeatable({path: raw for path, raw in made.items() if not path.startswith(unused)}), names)


def read_pieces(program: Path, documents: Sequence[Searchable], language: str) -> dict[str, bytes]:
    """Give all files that Pagefind makes of documents, as it makes them. Raises IndexingFailed."""
    try:
        return _run(program, _messages(documents, language))
    except OSError as error:
        raise IndexingFailed(str(error)) from error


class _Fragment(msgspec.Struct, frozen=True):
    url: str


class _File(msgspec.Struct, frozen=True):
    path: str
    content: bytes  # in Base64, which msgspec takes away


class _Payload(msgspec.Struct, frozen=True):
    type: str
    message: str = ""
    files: tuple[_File, ...] = ()


class _Answer(msgspec.Struct, frozen=True):
    payload: _Payload


def _messages(documents: Iterable[Searchable], language: str) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {"force_language": language}}
    for document in documents:
        yield {"type": "AddFile", "index_id": 0, "url": document.url, "file_contents": document.html}
    # Files that it is asked to write may be empty yet when it says that they are written (seen with 1.5.2).
    yield {"type": "GetFiles", "index_id": 0}


def _run(program: Path, messages: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    """Say everything, while what is answered is read: neither pipe may fill up."""
    with subprocess.Popen(
        [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        speaker = threading.Thread(target=_say, args=(process.stdin, messages), daemon=True)
        speaker.start()
        try:
            return _listen(process.stdout)
        finally:
            process.kill()
            speaker.join()


def _say(pipe: IO[bytes] | None, messages: Iterable[Mapping[str, Any]]) -> None:
    assert pipe is not None
    with contextlib.suppress(BrokenPipeError):
        for number, message in enumerate(messages, 1):
            said = json.dumps({"message_id": number, "payload": message})
            pipe.write(base64.b64encode(said.encode()) + b",")
        pipe.flush()


def _listen(pipe: IO[bytes] | None) -> dict[str, bytes]:
    """Read answers until the files are there. Raises IndexingFailed."""
    assert pipe is not None
    pieces: list[bytes] = []
    while piece := pipe.read1(1 << 20):  # type: ignore[attr-defined]
        *ends, rest = piece.split(b",")
        for end in ends:
            answer = msgspec.json.decode(base64.b64decode(b"".join([*pieces, end])), type=_Answer).payload
            pieces.clear()
            if answer.type == "Error":
                raise IndexingFailed(answer.message)
            if answer.type == "GetFiles":
                return {file.path: file.content for file in answer.files}
        pieces.append(rest)
    raise IndexingFailed("Pagefind ended before the index was made")

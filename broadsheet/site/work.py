"""What workers do: parse batches of sources, render batches of targets. Plain values in and out.

A worker opens no database and raises nothing across the process boundary.
"""

import os
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from io import FileIO
from pathlib import Path

import msgspec
from jinja2 import TemplateError

from broadsheet.content.canonical import original_on
from broadsheet.content.documents import Digest, Document, encode_faults
from broadsheet.content.gate import FOREVER, public_span
from broadsheet.content.parse import Parsed, parse_source
from broadsheet.content.parse_options import ParseOptions
from broadsheet.content.pictures import media_address, read_picture
from broadsheet.content.profiles import profile_permalink
from broadsheet.content.records import FileRecord
from broadsheet.content.references import FILE_ENDS, iter_references
from broadsheet.content.story import Author, StandingPage, Story
from broadsheet.diagnostics import Diagnostic, Place
from broadsheet.engine.fingerprints import fingerprint
from broadsheet.engine.outputs import stage
from broadsheet.engine.sources import UNREADABLE
from broadsheet.engine.turns import Turn
from broadsheet.photos.limits import Unfit, read_file
from broadsheet.rendering.compiled import Compiled
from broadsheet.rendering.environment import Theme
from broadsheet.rendering.faults import page_fault
from broadsheet.rendering.reads import Answer, MissingReads, Reads
from broadsheet.rendering.renderer import Renderer
from broadsheet.site.layout import SourceKind, content_path
from broadsheet.site.media_files import MEDIA_RECIPES, MediaSetup, SourceChanged, make_media

_encode = msgspec.msgpack.encode

# Windows and macOS have no such call.
_FETCH = getattr(os, "posix_fadvise", None)
_WILL_NEED = getattr(os, "POSIX_FADV_WILLNEED", 0)


class ParseJob(msgspec.Struct, frozen=True):
    """A source to read and parse; nothing is parsed when its hash is still `known`."""

    path: str
    kind: SourceKind
    known: bytes = b""


class ParsedSource(msgspec.Struct, frozen=True):
    """A source as a worker found it: its hash, and its document unless the hash was known. `hash` is empty when it is gone."""

    path: str
    hash: bytes
    document: Document | None = None


@dataclass(frozen=True)
class ParseSetup:
    """What all parsing of a build shares; `turns` is the file whose lock big pictures wait for."""

    root: str
    options: ParseOptions
    turns: str = ""


def parse_batch(setup: ParseSetup, batch: Sequence[ParseJob]) -> list[ParsedSource]:
    """Read and parse sources."""
    opened = {job.path: file for job in batch if job.kind != "picture" and (file := _open_ahead(setup, job))}
    try:
        return [_parse(setup, job, opened.pop(job.path, None)) for job in batch]
    finally:
        for file in opened.values():
            file.close()


def _open_ahead(setup: ParseSetup, job: ParseJob) -> FileIO | None:
    """Open a source and have the system fetch it from the disk while others are parsed; None where that fails."""
    if _FETCH is None:
        return None
    try:
        file = open(f"{setup.root}/{job.path}", "rb", buffering=0)  # noqa: PTH123, SIM115 - `_read` closes it
    except OSError:  # which is told when it is read
        return None
    with suppress(OSError):
        _FETCH(file.fileno(), 0, 0, _WILL_NEED)
    return file


def _parse(setup: ParseSetup, job: ParseJob, file: FileIO | None) -> ParsedSource:
    is_picture = job.kind == "picture"
    with Turn(setup.turns if is_picture else "") as turn:
        try:
            raw = (
                read_file(Path(setup.root, job.path), turn) if is_picture else _read(file or f"{setup.root}/{job.path}")
            )
        except FileNotFoundError:
            return ParsedSource(job.path, b"")
        except Unfit as unfit:
            return _unread(job, Diagnostic("picture", str(unfit), Place(job.path), help=unfit.help))
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
            return _unread(job, Diagnostic("unreadable", message, Place(job.path)))
        digest = fingerprint(raw)
        if digest == job.known:
            return ParsedSource(job.path, digest)
        return ParsedSource(job.path, digest, parse_document(job.path, job.kind, raw, digest, setup.options, turn))


def _read(source: FileIO | str) -> bytes:
    # As `Path.read_bytes`, at two thirds of its cost for the small files that stories are.
    with open(source, "rb", buffering=0) if isinstance(source, str) else source as file:  # noqa: PTH123
        return file.readall()


def _unread(job: ParseJob, fault: Diagnostic) -> ParsedSource:
    document = Document(content_path(job.path), job.kind, faults=encode_faults([fault]), is_sound=False)
    return ParsedSource(job.path, UNREADABLE, document)


def parse_document(
    path: str, kind: SourceKind, raw: bytes, digest: bytes, options: ParseOptions, turn: Turn
) -> Document:
    """Parse a source of any kind of content into a document of the library."""
    if kind in ("story", "author", "page"):
        parsed = parse_source(kind, path, raw, options)
        return _parsed_document(path, kind, parsed, options.address)
    if kind == "picture":
        picture, faults = read_picture(path, raw, digest, options.pictures, turn)
        record, address = (None, "") if picture is None else (_encode(picture), picture.base or picture.url)
        return Document(content_path(path), kind, record, None, encode_faults(faults), address=address)
    if kind == "file" and Path(path).suffix.lower() not in FILE_ENDS:
        return Document(content_path(path), kind)
    if kind == "file":
        address = media_address(path, digest, Path(path).suffix.lower())
        return Document(content_path(path), kind, _encode(FileRecord(address, len(raw))), address=address)
    return Document(content_path(path), kind, raw)


def _parsed_document(path: str, kind: SourceKind, parsed: Parsed, site: str) -> Document:
    """Keep what a Markdown source gave. One that has errors and may be due is held to be due, so that it is noticed."""
    starts, ends = 0, FOREVER
    if kind == "story" and parsed.timing is not None:
        starts, ends = public_span(parsed.timing) or (FOREVER, FOREVER)
    faults = encode_faults(parsed.diagnostics)
    digested = None if parsed.record is None else _encode(_digest(parsed.record, site))
    story = parsed.record.summary if isinstance(parsed.record, Story) else None
    slug = story.slug if story is not None else ""
    encoded = _encode(parsed.record) if parsed.is_sound else None
    place = content_path(path)
    return Document(place, kind, encoded, digested, faults, slug, "", starts, ends, parsed.is_sound)


def _digest(record: Story | Author | StandingPage, site: str) -> Digest:
    references = tuple(iter_references(record))
    if isinstance(record, Story):
        original = original_on(site, record.summary.canonical)
        references = (original, *references) if original else references
        latest = max((record.summary.updated or 0, *(note.at for note in record.corrections)))
        return Digest(record.summary.permalink, record.aliases, references, record.summary, latest)
    if isinstance(record, StandingPage):
        return Digest(record.permalink, record.aliases, references, latest=record.updated or 0)
    return Digest(profile_permalink(record.profile.slug), (), references)


class RenderJob(msgspec.Struct, frozen=True):
    """An output to make: its recipe and argument, and the values it is known to need.

    Nothing is staged when the bytes have the hash `known`.
    """

    path: str
    recipe: str
    argument: str
    given: dict[str, bytes | None]
    known: bytes = b""


class Rendered(msgspec.Struct, frozen=True):
    """What became of an output: its hash and what it read, or keys that were missing, or what went wrong.

    `shared` are the keys it read that all pages share, `own` the others with
    the fingerprints of their values.
    """

    path: str
    hash: bytes = b""
    is_staged: bool = False
    shared: frozenset[str] = frozenset()
    own: dict[str, bytes] = msgspec.field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()
    crash: str = ""


@dataclass(frozen=True)
class RenderSetup:
    """What all rendering of a build shares. Two setups are equal when their digests are."""

    digest: bytes
    root: str = field(compare=False)
    staging: str = field(compare=False)
    shared: dict[str, bytes | None] = field(compare=False)
    templates: dict[str, str] = field(compare=False)
    media: MediaSetup = field(compare=False)


_COMPILED = Compiled()


def compiled_templates() -> Compiled:
    """Give what this process has compiled; a build that makes a few pages keeps it for the next one."""
    return _COMPILED


def compile_templates(templates: dict[str, str], names: Sequence[str]) -> bytes:
    """Compile templates of a theme ahead of its first page, and give what came of it for other processes.

    What is wrong with a template is told when a page uses it.
    """
    theme = Theme(templates, _COMPILED)
    for name in names:
        with suppress(TemplateError):
            theme.compile_ahead(name)
    return _COMPILED.dump()


def take_compiled(templates: dict[str, str], dumped: bytes) -> None:
    """Take over templates that other processes have compiled."""
    _COMPILED.load(dumped, templates)


@lru_cache(maxsize=2)
def _renderer(setup: RenderSetup) -> Renderer:
    """Keep the templates of a build between batches, and what was compiled of the same texts between builds."""
    _COMPILED.keep(setup.templates)
    return Renderer(setup.templates, setup.shared, _COMPILED)


def render_batch(setup: RenderSetup, batch: Sequence[RenderJob], answer: Answer | None = None) -> list[Rendered]:
    """Make outputs and stage those whose bytes are new."""
    renderer = _renderer(setup)
    rendered = [_render(renderer, setup, job, answer) for job in batch]
    sets = {item.shared: item.shared for item in rendered}  # pages of a kind read the same: one set is sent for all
    return [msgspec.structs.replace(item, shared=sets[item.shared]) for item in rendered]


def _render(renderer: Renderer, setup: RenderSetup, job: RenderJob, answer: Answer | None) -> Rendered:
    try:
        if job.recipe in MEDIA_RECIPES:
            made, reads = make_media(setup.media, job.path, job.recipe, job.argument), Reads({}, {})
        else:
            made, reads = renderer.render(job.path, job.recipe, job.argument, job.given, answer)
    except MissingReads as missing:
        return Rendered(job.path, missing=missing.keys)
    except SourceChanged as changed:
        return Rendered(job.path, diagnostics=(Diagnostic("unreadable", str(changed), Place(changed.path)),))
    except Exception as error:  # noqa: BLE001 - whatever a template raises is told with its place, or handed on as a crash
        fault = page_fault(error, job.path, setup.templates)
        if fault is not None:
            return Rendered(job.path, diagnostics=(fault,))
        return Rendered(job.path, crash=traceback.format_exc())
    digest = fingerprint(made)
    own = {key: fingerprint(value) for key, value in reads.values.items()}
    shared = reads.shared_asked()
    if digest == job.known:
        return Rendered(job.path, digest, False, shared, own)
    try:
        stage(setup.staging, job.path, made)
    except OSError as error:
        fault = Diagnostic("disk", f"the page cannot be written: {error.strerror}", Place(job.path))
        return Rendered(job.path, diagnostics=(fault,))
    return Rendered(job.path, digest, True, shared, own)

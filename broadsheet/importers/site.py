"""Import a whole site: find its stories, give each its place, convert them, say what became of each."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from broadsheet.importers.addresses import AddressBook, path_key
from broadsheet.importers.authors import Authors, load_authors, write_authors
from broadsheet.importers.body import Surroundings, convert_body
from broadsheet.importers.dates import WrittenDate, date_in_name, read_date
from broadsheet.importers.field_reader import FieldReader
from broadsheet.importers.files import FileShelf
from broadsheet.importers.inherited import SiteFields
from broadsheet.importers.layout import Dialect, FoundSource, find_sources
from broadsheet.importers.lead_picture import without_repeated_lead
from broadsheet.importers.names import person_name, plain_text
from broadsheet.importers.old_addresses import OldPlace, find_style, names_of, sound_alias, unique_aliases
from broadsheet.importers.report import ImportReport, Note, StoryEntry
from broadsheet.importers.source_matter import Source, read_source
from broadsheet.importers.story_fields import (
    StoryContext,
    best_topic_names,
    story_fields,
    topic_forms,
)
from broadsheet.importers.yaml_text import Value, yaml_text
from broadsheet.slugs import collision_key, is_slug, slugify

Progress = Callable[[int, int], None]

_DEFAULT_SECTION = "news"


@dataclass(frozen=True, slots=True)
class _Placed:
    """A source with the place its story gets; `destination` counts from the content folder."""

    found: FoundSource
    source: Source
    old: OldPlace
    section: str
    slug: str
    published: WrittenDate | None
    destination: str
    notes: list[Note]


def import_site(
    source: Path,
    dialect: Dialect,
    into: Path,
    *,
    section: str = "",
    default_zone: ZoneInfo,
    old_address: str = "",
    progress: Progress | None = None,
) -> ImportReport:
    """Write the stories of a site into a content folder and report on each.

    `section` is the folder for stories whose source names none. With
    `old_address`, links to pages that were not imported lead to the old site.
    A file that is there already is never overwritten.
    """
    source = source.resolve()
    placed, left_out = _place_all(source, dialect, section or _DEFAULT_SECTION, default_zone)
    style = find_style([story.old for story in placed], (story.source.body for story in placed), dialect)
    book = AddressBook.empty(old_address)
    aliases = _register(placed, style, book)
    authors = load_authors(source)
    topics = best_topic_names([form for story in placed for form in topic_forms(story.source)])
    shelf = FileShelf(source, into)
    writer = _Writer(
        dialect, into, default_zone, book, authors, authors.names(), topics, shelf, SiteFields(source, dialect)
    )
    entries = []
    for number, (story, old) in enumerate(zip(placed, aliases, strict=True), start=1):
        entries.append(writer.written(story, old))
        if progress is not None:
            progress(number, len(placed))
    return ImportReport(
        dialect,
        tuple(entries),
        tuple(write_authors(authors, into)),
        shelf.copied(),
        tuple(left_out),
        tuple(sorted({story.section for story in placed})),
    )


def _place_all(
    site: Path, dialect: Dialect, default_section: str, zone: ZoneInfo
) -> tuple[list[_Placed], list[tuple[str, str]]]:
    placed: list[_Placed] = []
    left_out: list[tuple[str, str]] = []
    taken: set[str] = set()
    for found in find_sources(site, dialect):
        source = read_source(found.file.read_bytes())
        stem = PurePosixPath(found.path).stem
        if stem == "_index" or not (source.has_front_matter or date_in_name(stem)[0]):
            left_out.append((found.path, "a list page" if stem == "_index" else "no front matter"))
            continue
        placed.append(_place(found, source, default_section, zone, taken))
    return placed, left_out


def _place(found: FoundSource, source: Source, default_section: str, zone: ZoneInfo, taken: set[str]) -> _Placed:
    notes = list(source.notes)
    reader = FieldReader(source, notes)
    path = PurePosixPath(found.path)
    named_day, stem = date_in_name(path.parent.name if path.stem == "index" else path.stem)
    published = _published(reader, named_day, zone)
    typed_slug = reader.text("slug") or stem
    section = slugify(found.section) or default_section
    slug = _free_slug(typed_slug, section, taken, notes)
    day = published.text[:10] if published is not None else named_day
    year = [day[:4]] if day else []
    permalink = reader.text("permalink", "url")
    permalink = permalink if permalink.lower() not in ("false", "no", "off") else ""
    old = OldPlace(
        found.path, named_day or day, typed_slug, permalink if "{{" not in permalink and ":" not in permalink else ""
    )
    destination = "/".join([section, *year, f"{slug}.md"])
    return _Placed(found, source, old, section, slug, published, destination, notes)


def _published(reader: FieldReader, named_day: str, zone: ZoneInfo) -> WrittenDate | None:
    typed = reader.text("date", "publishdate", "pubdate")
    # `published` is a date with some, and a word for what is public with others.
    for text in (typed, named_day, reader.text("published")):
        date = read_date(text, zone) if text else None
        if date is not None:
            if typed and text != typed:
                taken = "the file's name" if text == named_day else "`published`"
                reader.note(f"the date could not be read; the one in {taken} was taken", "date", typed)
            if date.guess:
                reader.note(date.guess, "date", text)
            return date
    reader.note("no date could be read; the story was imported as a draft", "date", typed)
    return None


def _free_slug(typed: str, section: str, taken: set[str], notes: list[Note]) -> str:
    wanted = typed.lower() if is_slug(typed.lower()) else slugify(typed) or "story"
    slug, number = wanted, 1
    while collision_key(f"{section}/{slug}") in taken:
        number += 1
        slug = f"{wanted}-{number}"
    if slug != wanted:
        notes.append(Note(0, f"another story of the section is called `{wanted}`; this one became `{slug}`"))
    taken.add(collision_key(f"{section}/{slug}"))
    return slug


def _register(placed: list[_Placed], style: str, book: AddressBook) -> list[list[str]]:
    """Enter every old address in the book, and give each story the aliases that are its alone."""
    wanted = []
    for story in placed:
        reader = FieldReader(story.source, story.notes)
        current = story.old.address("dated" if style == "dated" else "path")
        typed = reader.texts("aliases", "alias", "redirect_from")
        for address in (
            current,
            story.old.dated(),
            story.old.by_path(),
            *typed,
            *names_of(story.found.path),
            story.old.slug,
        ):
            book.add(address, story.destination)
        sound = [alias for address in (current, *typed) if (alias := sound_alias(address))]
        for address in typed:
            if sound_alias(address) is None:
                story.notes.append(Note(reader.line("aliases", "redirect_from"), "the alias is no path", address))
        wanted.append(sound)
    kept = unique_aliases(wanted, [f"/{story.section}/{story.slug}/" for story in placed])
    for story, before, after in zip(placed, wanted, kept, strict=True):
        own = f"/{story.section}/{story.slug}"
        for alias in before:
            if alias not in after and alias.rstrip("/") != own:
                story.notes.append(
                    Note(0, "the old address is another story's too, and was not kept as an alias", alias)
                )
    return kept


@dataclass(frozen=True, slots=True)
class _Writer:
    dialect: Dialect
    into: Path
    zone: ZoneInfo
    book: AddressBook
    authors: Authors
    author_names: dict[str, str]
    topic_names: dict[str, str]
    shelf: FileShelf
    site_fields: SiteFields

    def written(self, story: _Placed, aliases: list[str]) -> StoryEntry:
        """Convert one story and write it."""
        reader = FieldReader(story.source, story.notes)
        reader.find("title", "slug", "date", "aliases", "alias", "redirect_from", "permalink", "url")
        file = story.found.file
        folder = story.destination.rpartition("/")[0]
        around = Surroundings(
            self.dialect,
            self.book,
            self.author_names,
            {key: field.value for key, field in story.source.fields.items() if isinstance(field.value, str)},
            lambda address: self.shelf.picture(address, file),
            lambda address: self.shelf.download(address, file, folder),
            story.destination,
        )
        body = convert_body(story.source.body, story.source.body_line, around, story.notes)
        if not body:
            story.notes.append(Note(story.source.body_line, "the story has no text"))
        context = StoryContext(
            self.zone,
            self.authors,
            self.topic_names,
            around.find_picture,
            story.found.path,
            self.site_fields.inherited(story.found.path),
            self.site_fields.shown_folders,
        )
        headline = _headline(reader, body, story.old.slug)
        fields = story_fields(reader, story.published, headline, _opening(body), context)
        fields, body = without_repeated_lead(fields, body)
        if self._is_own(str(fields.get("canonical", "")), (f"/{story.section}/{story.slug}/", *aliases)):
            del fields["canonical"]
        if slugify(story.slug) != story.slug:
            fields["slug"] = story.slug
        if aliases:
            fields["aliases"] = aliases
        self._write(story, fields, body)
        return StoryEntry(story.found.path, story.destination, _sorted(story.notes), reader.unread())

    def _is_own(self, canonical: str, paths: Iterable[str]) -> bool:
        """Answer whether an address on the old site is one that leads to the story itself."""
        path = self.book.inner_path(canonical)
        return path is not None and path_key(path) in map(path_key, paths)

    def _write(self, story: _Placed, fields: dict[str, Value], body: str) -> None:
        text = f"---\n{yaml_text(fields)}---\n" + (f"\n{body}" if body else "")
        path = self.into / story.destination
        if path.exists() and path.read_bytes() != text.encode():
            story.notes.append(Note(0, "a file of this name is there already; the story was not written"))
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _headline(reader: FieldReader, body: str, slug: str) -> str:
    title = plain_text(reader.text("title", "headline"))
    if title:
        return title
    heading = re.match(r"#{2,6} (.+)", body)
    made = plain_text(heading[1]) if heading else person_name(slug)[:1] + person_name(slug)[1:].lower()
    reader.note("the story has no title; one was made from its first heading or its slug", "title", made)
    return made


def _opening(body: str) -> str:
    paragraphs = [part for part in body.split("\n\n") if not re.match(r"[#!>|]|\[?Picture|:::|\*?Picture", part)]
    return plain_text(" ".join(paragraphs[:2]))


def _sorted(notes: list[Note]) -> tuple[Note, ...]:
    return tuple(sorted(dict.fromkeys(notes), key=lambda note: note.line))

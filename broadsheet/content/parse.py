"""Parse the Markdown sources of content: stories, author profiles, standing pages.

Pure and picklable, so that batches of sources can be parsed in any process. A
record is given only when its source has no error; what it refers to is checked
later, when everything is known.
"""

from collections.abc import Container
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from broadsheet.clock import from_seconds
from broadsheet.content.canonical import elsewhere
from broadsheet.content.figures import figure_files, first_figure, inline_pictures, recording_files
from broadsheet.content.front_matter import (
    AUTHOR_FORMS,
    PAGE_FORMS,
    read_front_matter,
    story_forms,
    topic_slug,
    unknown_section,
)
from broadsheet.content.identity import story_uri
from broadsheet.content.parse_options import ParseOptions
from broadsheet.content.renaming import former_slug
from broadsheet.content.rescued_timing import DECIDING, timing_of_sides
from broadsheet.content.source_text import SourceText, front_matter_sides, readable_sides, split_source
from broadsheet.content.story import Author, Byline, Correction, Profile, StandingPage, Story, Summary, Timing
from broadsheet.diagnostics import Diagnostic, Place
from broadsheet.documents.fields import YamlDocument
from broadsheet.documents.nodes import Scalar
from broadsheet.markup.body import Body, BodyOptions
from broadsheet.markup.render import render_body
from broadsheet.photos.card_letters import first_lacking, is_foreign, lacking
from broadsheet.slugs import slugify

Kind = Literal["story", "author", "page"]


class Parsed(msgspec.Struct, frozen=True):
    """What a source gave. It is sound when no diagnostic is an error; only then may its record be published.

    The record of one that is not sound is kept where it could be made, so that
    what it refers to is checked in the same run. `timing` is None when a story
    cannot be told to be hidden.
    """

    record: Story | Author | StandingPage | None
    diagnostics: tuple[Diagnostic, ...] = ()
    timing: Timing | None = None

    @property
    def is_sound(self) -> bool:
        """Answer whether the source has no error."""
        return self.record is not None and not any(fault.is_error for fault in self.diagnostics)


def parse_source(kind: Kind, path: str, raw: bytes, options: ParseOptions) -> Parsed:
    """Parse one source; `path` is relative to the newsroom and starts with `content/`."""
    source, faults = split_source(raw, path)
    if source is None:
        timing = timing_of_sides(readable_sides(raw), path, options) if kind == "story" else None
        return Parsed(None, tuple(faults), timing)
    document = YamlDocument(path, source.lines, ZoneInfo(options.timezone), faults)
    if kind == "story":
        return _story(source, document, options)
    return _author(source, document, options) if kind == "author" else _page(source, document, options)


def _render(
    source: SourceText, document: YamlDocument, options: ParseOptions, language: str, dateline: str = ""
) -> Body:
    wanted = BodyOptions(language or options.language, options.html, dateline)
    body, faults = render_body(source.body, wanted, document.path, source.body_offset)
    document.diagnostics.extend(faults)
    return body


def _finish(record: Any, document: YamlDocument, timing: Timing | None = None) -> Parsed:
    return Parsed(record, tuple(document.diagnostics), timing)


def _unreadable(
    source: SourceText, document: YamlDocument, options: ParseOptions, timing: Timing | None = None
) -> Parsed:
    """Give no record; the body's faults are shown with those of the front matter, and no key is called missing."""
    _render(source, document, options, "")
    return _finish(None, document, timing)


def _fault(document: YamlDocument, kind: str, message: str, help_text: str, key: Scalar | None = None) -> None:
    if key is not None:
        document.report(kind, message, key, help_text)
        return
    place = Place(document.path, 1, 1, 3)
    document.diagnostics.append(Diagnostic(kind, message, place, document.lines[0], help_text))


def _story(source: SourceText, document: YamlDocument, options: ParseOptions) -> Parsed:
    forms = story_forms(options.sections, options.regions, options.language, options.address)
    values, keys = read_front_matter(source.front_matter, source.front_matter_offset, forms, document)
    if not keys and document.diagnostics:
        timing = timing_of_sides(front_matter_sides(source), document.path, options)
        return _unreadable(source, document, options, timing)
    timing = _timing(values, keys)
    section = _section(values, keys, document, options)
    slug = _slug(values, document)
    _check_story(values, keys, document)
    body = _render(source, document, options, values.get("lang", ""), values.get("dateline", ""))
    place = _Place(document.path.removeprefix("content/"), section, slug, _first_public(values))
    summary = _summary(values, body, place, options)
    story = Story(
        summary=summary,
        timing=timing or Timing("draft"),
        body=body,
        subdeck=values.get("subdeck", ""),
        credits=values.get("credits", ()),
        corrections=values.get("corrections", ()),
        aliases=values.get("aliases", ()),
    )
    if options.draws_headlines and not (summary.image or summary.figure or summary.inline) and "headline" in values:
        _check_card(summary.headline, keys["headline"], document)
    if story.aliases and place.published is not None and not summary.id:
        _check_alias(summary, story.aliases, keys["aliases"], document, options)
    return _finish(story, document, timing)


class _Place(NamedTuple):
    """Where a story is, and since when: `published` is None for one without a time."""

    path: str
    section: str
    slug: str
    published: int | None


def _summary(values: dict[str, Any], body: Body, place: _Place, options: ParseOptions) -> Summary:
    published = place.published or 0
    permalink = permalink_of(options, place.section, place.slug, place.published)
    return Summary(
        path=place.path,
        permalink=permalink,
        slug=place.slug,
        headline=values.get("headline", ""),
        section=place.section,
        published=published,
        updated=_last_changed(values, published),
        deck=values.get("deck", ""),
        summary=values.get("summary", "") or values.get("deck", "") or shorten(body.lede),
        kicker=values.get("kicker", ""),
        label=values.get("label"),
        authors=_authors(values),
        dateline=values.get("dateline", ""),
        topics=_unique_topics(values.get("topics", ())),
        regions=tuple(dict.fromkeys(values.get("regions", ()))),
        priority=values.get("priority", 3),
        image=values.get("image"),
        figure=None if "image" in values else first_figure(body),
        pictures=figure_files(body),
        inline=inline_pictures(body),
        recordings=recording_files(body),
        related=values.get("related", ()),
        language=values.get("lang", ""),
        canonical=elsewhere(values.get("canonical", ""), options.address, (permalink, *values.get("aliases", ()))),
        noindex=values.get("noindex", False),
        id=values.get("id", ""),
        sponsor=values.get("sponsor", ""),
    )


def _authors(values: dict[str, Any]) -> tuple[Byline, ...]:
    """Give the authors; one who has the sponsor's name is that organization."""
    authors: tuple[Byline, ...] = values.get("authors", ())
    sponsor = values.get("sponsor", "").casefold()
    return tuple(
        msgspec.structs.replace(author, is_organization=True)
        if sponsor and author.name.casefold() == sponsor
        else author
        for author in authors
    )


def _check_alias(
    summary: Summary, aliases: tuple[str, ...], key: Scalar, document: YamlDocument, options: ParseOptions
) -> None:
    """Ask for an identifier where a story seems to have had another slug: feeds know it by that."""
    slug = former_slug(aliases, summary.slug, summary.published, options)
    if slug:
        old, new = (story_uri(options.authority, summary.published, name) for name in (slug, summary.slug))
        message = f"if the story came out under the slug `{slug}`, feeds show it again as a new one"
        document.report("renamed", message, key, f"if it did, write `id: {old}`; if not, `id: {new}`", "warning")


def _check_card(headline: str, key: Scalar, document: YamlDocument) -> None:
    """Warn of a few letters that keep a headline off its card; one in another script is not expected on any."""
    letters = lacking(headline)
    if not letters or is_foreign(headline):
        return
    line = document.line(key)
    at = first_lacking(headline)
    # The same letter may be drawn before: ₂ in H₂O is, and in 10₂ is not.
    column = -1 if at is None else _nth_place(headline[at], headline[:at].count(headline[at]), line, key.column)
    place = Place(document.path, key.line, column + 1, 1) if column >= 0 else document.place(key)
    message = f"no card can be drawn with this headline: there are no letters for `{letters}`"
    help_text = "write the headline without, or give the story a picture: `image: …`"
    document.diagnostics.append(Diagnostic("undrawable", message, place, line, help_text, "warning"))


def _nth_place(letter: str, before: int, line: str, start: int) -> int:
    """Give the place of a letter in a line, before which it stands so many times; -1 where it does not."""
    places = [at for at in range(start, len(line)) if line[at] == letter]
    return places[before] if before < len(places) else -1


def _first_public(values: dict[str, Any]) -> int | None:
    """Tell the time of publication that readers and programs are told: not one at which an embargo still held."""
    published, embargo = values.get("published"), values.get("embargo")
    return published if published is None or embargo is None else max(published, embargo)


def _last_changed(values: dict[str, Any], published: int) -> int | None:
    """Tell when a story was last changed since it came out; a correction is a change."""
    corrections: tuple[Correction, ...] = values.get("corrections", ())
    changes = [values.get("updated") or 0, *(correction.at for correction in corrections)]
    last = max(changes)
    return last if last > published else None


def _timing(values: dict[str, Any], keys: Container[str]) -> Timing | None:
    """Tell when a story is public; None when what could be read does not hide it at any time and something could not.

    What can be read hides the story, whatever is wrong with the rest: a draft for good, a time to come until then, an
    expiry from then on.
    """
    status, published, embargo = values.get("status", "ready"), values.get("published"), values.get("embargo")
    expires = values.get("expires")
    is_unclear = published is None or any(name in keys and name not in values for name in DECIDING)
    if not is_unclear or status == "draft":
        return Timing(status, published, embargo, expires)
    if published is embargo is expires is None:
        return None
    return Timing("ready", max(published or 0, embargo or 0), None, expires)


def _section(values: dict[str, Any], keys: dict[str, Scalar], document: YamlDocument, options: ParseOptions) -> str:
    folders = document.path.split("/")[1:-1]
    section = str(values.get("section") or (folders[0] if folders else ""))
    if "section" in keys and "section" not in values:
        return ""
    if not section:
        _fault(document, "unknown-section", "the story is in no section", "move it into a section's folder")
    elif section not in options.sections:
        _fault(document, "unknown-section", *unknown_section(section, options.sections))
    return section


def _slug(values: dict[str, Any], document: YamlDocument) -> str:
    slug = str(values.get("slug") or slugify(_stem(document.path)))
    if not slug:
        _fault(document, "invalid-slug", "the file's name cannot be made into an address", "add `slug: …`")
    return slug


def _stem(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def _check_story(values: dict[str, Any], keys: dict[str, Scalar], document: YamlDocument) -> None:
    if "headline" not in keys:
        _fault(document, "missing-key", "the key `headline` is missing", "add `headline: …`")
    if (
        "published" not in keys
        and values.get("status", "ready") == "ready"
        and ("status" not in keys or "status" in values)
    ):
        _fault(document, "missing-key", "the key `published` is missing", "add `published: …`, or `status: draft`")
    if "sponsor" in values and values.get("label") != "sponsored" and ("label" not in keys or "label" in values):
        help_text = "add `label: sponsored`, or remove this line"
        _fault(document, "sponsor", "a story with a `sponsor` must be labelled `sponsored`", help_text, keys["sponsor"])
    published, updated, expires = values.get("published"), values.get("updated"), values.get("expires")
    if published is not None and updated is not None and updated < published:
        _fault(document, "date-order", "`updated` is before `published`", "correct one of them", keys["updated"])
    if published is not None and expires is not None and expires <= max(published, values.get("embargo") or 0):
        document.report("date-order", "the story expires before it is public", keys["expires"], severity="warning")


def _unique_topics(topics: tuple[str, ...]) -> tuple[str, ...]:
    return tuple({topic_slug(topic): topic for topic in reversed(topics)}.values())[::-1]


def permalink_of(options: ParseOptions, section: str, slug: str, published: int | None) -> str:
    """Give a story's permalink by the newsroom's pattern; empty while its date is not known."""
    if not slug or not section:
        return ""
    is_dated = any(part in options.permalink for part in ("{year}", "{month}", "{day}"))
    if published is None and is_dated and not options.places_undated:
        return ""
    if not is_dated:
        return options.permalink.format(section=section, slug=slug)
    day = (
        from_seconds(published, ZoneInfo(options.timezone))
        if published is not None
        else datetime(1970, 1, 1, tzinfo=UTC)
    )
    return options.permalink.format(
        section=section, slug=slug, year=f"{day.year:04}", month=f"{day.month:02}", day=f"{day.day:02}"
    )


def shorten(text: str, limit: int = 240) -> str:
    """Cut a text at a word, with an ellipsis when something was left out."""
    if len(text) <= limit:
        return text
    cut = text[:limit]
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip(" ,;:–—-") + "…"


def _author(source: SourceText, document: YamlDocument, options: ParseOptions) -> Parsed:
    values, keys = read_front_matter(source.front_matter, source.front_matter_offset, AUTHOR_FORMS, document)
    if not keys and document.diagnostics:
        return _unreadable(source, document, options)
    if "name" not in keys:
        _fault(document, "missing-key", "the key `name` is missing", "add `name: …`")
    slug = _stem(document.path)
    if slugify(slug) != slug:
        message = f"a profile's file name must be a slug, not `{slug}`"
        _fault(document, "invalid-slug", message, f"name the file `{slugify(slug)}.md`")
    body = _render(source, document, options, "")
    profile = Profile(
        slug=slug,
        name=values.get("name", ""),
        role=values.get("role", ""),
        bio=values.get("bio", ""),
        image=values.get("image"),
        email=values.get("email", ""),
        links=values.get("links", ()),
        is_organization=values.get("organization", False),
    )
    return _finish(Author(document.path.removeprefix("content/"), profile, body), document)


def _page(source: SourceText, document: YamlDocument, options: ParseOptions) -> Parsed:
    values, keys = read_front_matter(source.front_matter, source.front_matter_offset, PAGE_FORMS, document)
    if not keys and document.diagnostics:
        return _unreadable(source, document, options)
    if "headline" not in keys:
        _fault(document, "missing-key", "the key `headline` is missing", "add `headline: …`")
    slug = _slug(values, document)
    page = StandingPage(
        path=document.path.removeprefix("content/"),
        permalink=f"/{slug}/",
        headline=values.get("headline", ""),
        body=_render(source, document, options, values.get("lang", "")),
        deck=values.get("deck", ""),
        updated=values.get("updated"),
        aliases=values.get("aliases", ()),
        language=values.get("lang", ""),
    )
    return _finish(page, document)

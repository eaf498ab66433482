"""What a story, profile or page refers to: other stories, pictures, files, authors.

One place turns what was written into the keys it can stand for, so that the
check of links and the page that shows them cannot disagree.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote

import msgspec

from broadsheet.content import keys
from broadsheet.content.profiles import profile_path, profile_permalink
from broadsheet.content.story import Author, LeadPicture, Profile, StandingPage, Story
from broadsheet.content.written_names import slug_meant
from broadsheet.markup.body import Body
from broadsheet.newsroom.feeds import FEED_FILES
from broadsheet.newsroom.machine_files import LIVE_FILE, MACHINE_FILES, NINJS_FILE, ROBOTS_FILE

ReferenceKind = Literal["story", "path", "picture", "file", "author", "namesake", "original"]

PICTURE_FOLDER = "pictures"
PICTURE_ENDS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg")

# What a newsroom hands to readers as a file. Pages and scripts are not among them: linked to, they would run as the
# newsroom's own; keys and archives of unknown content are more likely a mistake.
FILE_ENDS = frozenset(
    ".pdf .csv .tsv .txt .json .geojson .kml .gpx .xlsx .xls .ods .docx .doc .odt .rtf .pptx .ppt .odp .epub .ics .zip"
    " .mp3 .m4a .ogg .oga .opus .wav .flac .mp4 .m4v .webm .vtt .srt".split()
)

_FILES = (*PICTURE_ENDS, *FILE_ENDS)


def _any_of(names: Iterable[str]) -> str:
    """Write the pattern of those names that end as files of the content may."""
    return "|".join(re.escape(name) for name in names if name.endswith(_FILES))


# What the site makes under the ends of files. All other names with such an end stand for files of the content, and
# never for an address: else a file that is put there for a hidden story would take the address's place.
_OWN_FILES = re.compile(
    f"/({_any_of((ROBOTS_FILE, LIVE_FILE, *MACHINE_FILES.values()))})|/.+/{re.escape(NINJS_FILE)}"
    f"|(/[^/]+|/(topics|authors|regions)/[^/]+)?/({_any_of(FEED_FILES)})"
)
_OUTSIDE = re.compile(r"(?i)(https?:|mailto:|tel:|#|//)")


class FoundReference(msgspec.Struct, frozen=True):
    """A reference with its place: the keys it can stand for, in order; `fragment` keeps its `#`.

    For the picture above a story, `focus` is what its crops keep in view, and
    `lacks` names what its front matter leaves to the file to say.
    """

    kind: ReferenceKind
    written: str
    candidates: tuple[str, ...]
    fragment: str = ""
    line: int = 0
    column: int = 0
    length: int = 1
    focus: tuple[int, int] | None = None
    lacks: tuple[Literal["alt", "credit"], ...] = ()


def is_outside(target: str) -> bool:
    """Answer whether a target leads off the site, or to a place on the same page."""
    return not target.startswith(".") and bool(_OUTSIDE.match(target))


@lru_cache(maxsize=64)
def resolve_link(written: str, source: str) -> FoundReference:
    """Say what a link of a source may lead to; `source` is relative to the content folder."""
    target, hash_mark, fragment = written.partition("#")
    target, query_mark, query = target.partition("?")
    target = unquote(target)
    anchor = query_mark + query + hash_mark + fragment
    if target.lower().endswith(".md"):
        return FoundReference("story", written, (keys.link(_join(source, target)),), anchor)
    if target.startswith("/"):
        if _OWN_FILES.fullmatch(target):
            return FoundReference("path", written, (keys.path(target),), anchor)
        if target.lower().endswith(_FILES):
            return FoundReference("file", written, (_file_key(_join(source, target)),), anchor)
        if re.search(r"\.\w{1,5}$", target):
            return FoundReference("file", written, (_file_key(_join(source, target)), keys.path(target)), anchor)
        return FoundReference("path", written, (keys.path(target),), anchor)
    if "/" not in target and "." not in target:
        return FoundReference("story", written, (keys.slug(target),), anchor)
    return FoundReference("file", written, (_file_key(_join(source, target)),), anchor)


def _file_key(path: str) -> str:
    """Name the file that a link leads to; a picture may be linked to as it is shown."""
    return keys.picture(path) if path.lower().endswith(PICTURE_ENDS) else keys.attachment(path)


@lru_cache(maxsize=64)
def resolve_picture(written: str, source: str) -> FoundReference:
    """Say which file a picture of a source is.

    It is one, whatever other files there are: a picture that is put somewhere for a
    hidden story takes the place of no picture that readers see.
    """
    target = unquote(written.split("#")[0].split("?")[0])
    return FoundReference("picture", written, (keys.picture(_join(source, target)),))


def portrait_reference(profile: Profile) -> FoundReference:
    """Say which file an author's portrait is."""
    return resolve_picture(profile.image.file if profile.image else "", profile_path(profile.slug))


def _join(source: str, target: str) -> str:
    if target.startswith("/"):
        joined = posixpath.normpath(target.lstrip("/"))
        return joined.removeprefix("content/")
    return posixpath.normpath(source[: source.rfind("/") + 1] + target)


def iter_references(record: Story | Author | StandingPage) -> Iterator[FoundReference]:
    """Yield all that a record refers to, in the order of its source."""
    if isinstance(record, Story):
        yield from _story_references(record)
        yield from _body_references(record.body, record.summary.path)
    elif isinstance(record, Author):
        if record.profile.image is not None:
            yield _front_matter_picture(record.profile.image, record.path)
        yield from _body_references(record.body, record.path)
    else:
        yield from _body_references(record.body, record.path)


def reference_keys(record: Story | Author | StandingPage) -> list[str]:
    """Give the keys of all that a record refers to, so that a page can ask for them together."""
    found = iter_references(record)
    return [key for reference in found for key in reference.candidates if not key.startswith("path:")]


def _story_references(story: Story) -> Iterator[FoundReference]:
    summary = story.summary
    for byline in summary.authors:
        if byline.profile:
            yield FoundReference("author", byline.profile, (keys.profile(byline.profile),))
        elif slug := slug_meant(byline.name):
            # The author's page, which is there while readers see a story of the author: only then may it be told of.
            yield FoundReference("namesake", byline.name, (keys.path(profile_permalink(slug)),))
    if summary.image is not None:
        yield _lead_picture(summary.image, summary.path)
    for item in summary.related:
        if not is_outside(item.url):
            found = resolve_link(item.url, summary.path)
            yield msgspec.structs.replace(found, line=item.line, column=item.column, length=len(item.url))


def _lead_picture(image: LeadPicture, source: str) -> FoundReference:
    """Refer to the picture above a story, which is cropped for those who show it elsewhere."""
    given: dict[Literal["alt", "credit"], bool] = {"alt": image.alt is not None, "credit": bool(image.credit)}
    lacks = tuple(name for name, is_given in given.items() if not is_given)
    return msgspec.structs.replace(_front_matter_picture(image, source), focus=image.focus, lacks=lacks)


def _front_matter_picture(image: LeadPicture, source: str) -> FoundReference:
    found = resolve_picture(image.file, source)
    return msgspec.structs.replace(found, line=image.line, column=image.column, length=len(image.file))


def _body_references(body: Body, source: str) -> Iterator[FoundReference]:
    for link in body.links:
        if is_outside(link.target):
            continue
        found = resolve_link(link.target, source)
        yield msgspec.structs.replace(found, line=link.line, column=link.column, length=link.length)
    for picture in body.pictures:
        found = resolve_picture(picture.target, source)
        yield msgspec.structs.replace(found, line=picture.line, column=picture.column, length=picture.length)

"""Check what can only be checked when everything is known: references, and who claims which address."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import msgspec

from broadsheet.content import keys
from broadsheet.content.documents import Document, decode_claims, decode_references, document_faults
from broadsheet.content.profiles import profile_path, profile_slug
from broadsheet.content.records import PictureRecord, published_address
from broadsheet.content.references import FoundReference, is_outside, resolve_link
from broadsheet.content.written_names import slug_meant
from broadsheet.diagnostics import Diagnostic, Excerpt, Place, nearest
from broadsheet.engine.targets import Target
from broadsheet.newsroom.extras import install_extra
from broadsheet.newsroom.feeds import FEED_FILES
from broadsheet.newsroom.machine_files import NINJS_FILE
from broadsheet.newsroom.settings import SETTINGS_FILE, Settings
from broadsheet.site.answers import Answers
from broadsheet.site.discretion import Discretion
from broadsheet.site.near_addresses import NearAddresses, one_of, web_address_help
from broadsheet.site.near_files import NearFiles
from broadsheet.site.sources import SourceLines
from broadsheet.site.stores import Stores

Problem = Literal[
    "ambiguous-link",
    "broken-link",
    "faulty-author",
    "hidden-link",
    "lost-original",
    "missing-file",
    "missing-picture",
    "namesake",
    "refused-file",
    "remote-picture",
    "search-missing",
    "unknown-author",
    "unusable-picture",
]

# Pages that are there as long as a public story is: of a topic or author, a day or month, and numbered pages.
_OF_STORIES = re.compile(r"/(topics|authors)/[^/]+/|/archive/\d{4}/\d{2}/|.*/page/\d+/$")

# What a page, its version for programs and the feeds of a list are called where an address does not end in a slash.
_FILE_OF_PAGE = re.compile(f"/({'|'.join(map(re.escape, ('index.html', NINJS_FILE, *FEED_FILES)))})$")

# That a name stands for nothing, perhaps because it is misspelt.
_OF_NOTHING: tuple[Problem, ...] = ("broken-link", "missing-file", "missing-picture", "unknown-author")

# What stands beside a page, and so collides where the pages do.
_TWINS = ("lite-", "ninjs")

INSTALL_SEARCH = install_extra("search")


class ReferenceCheck:
    """Find the references that lead nowhere. Each key is looked up once."""

    def __init__(
        self, stores: Stores, answers: Answers, lines: SourceLines, left_out: frozenset[str] = frozenset()
    ) -> None:
        self._stores = stores
        self._left_out = left_out
        self._answers = answers
        self._lines = lines
        self._reached: dict[tuple[str, ...], Problem | None] = {}  # by kind and candidates
        self._pictures: dict[tuple[str, ...], PictureRecord | None] = {}
        self._discretion = Discretion(stores, lambda reference: self._problem(reference) in _OF_NOTHING)
        self._near_addresses = NearAddresses(stores)
        self._near_files = NearFiles(stores.documents, self._discretion.may_name)

    def check(self, path: str, references: Iterable[FoundReference]) -> list[Diagnostic]:
        """Give a diagnostic for each reference of a public document that does not hold."""
        found: list[Diagnostic] = []
        for reference in references:
            problem = self._problem(reference)
            if problem is not None:
                found.append(self._fault(path, reference, problem))
            elif reference.kind == "picture":
                found += self._picture_faults(path, reference)
        return found

    def _picture_faults(self, path: str, reference: FoundReference) -> Iterator[Diagnostic]:
        """Warn of a picture that is not shown as it is, and of one above a story that names nobody or says nothing."""
        record = self._picture(reference)
        if record is None:
            return
        lacks_alt = "alt" in reference.lacks and not record.details.alt
        lacks_credit = "credit" in reference.lacks and not record.details.credit_line
        if not (record.remark or lacks_alt or lacks_credit):
            return
        place, text = self._place(path, reference)
        if record.remark:
            yield Diagnostic("picture", f"`{reference.written}`: {record.remark}", place, text, severity="warning")
        if lacks_alt:
            message = f"neither `alt` nor the file says what `{reference.written}` shows"
            help_text = 'add `alt: …` under `image:`, or `alt: ""` if it is decoration'
            yield Diagnostic("picture-alt", message, place, text, help_text, "warning")
        if lacks_credit:
            message = f"neither `credit` nor the file says whose picture `{reference.written}` is"
            yield Diagnostic("picture-credit", message, place, text, "add `credit: …` under `image:`", "warning")

    def _picture(self, reference: FoundReference) -> PictureRecord | None:
        if reference.candidates not in self._pictures:
            found = (self._answers.get(key) for key in reference.candidates)
            raw = next((value for value in found if value is not None), None)
            record = None if raw is None else msgspec.msgpack.decode(raw, type=PictureRecord)
            self._pictures[reference.candidates] = record
        return self._pictures[reference.candidates]

    def _problem(self, reference: FoundReference) -> Problem | None:
        looked_up = (reference.kind, *reference.candidates)
        if looked_up not in self._reached:
            self._reached[looked_up] = self._look_up(reference)
        return self._reached[looked_up]

    def _look_up(self, reference: FoundReference) -> Problem | None:
        if reference.kind == "picture" and is_outside(reference.written):
            return "remote-picture"
        if reference.kind == "namesake":
            return "namesake" if self._answers.get(reference.candidates[0]) else None
        for key in reference.candidates:
            if key.startswith("path:"):
                if self._answers.get(key):
                    return None
                if reference.kind != "original" and self._is_of_search(key.removeprefix("path:")):
                    return "search-missing"
                if self._may_be_hidden(key.removeprefix("path:")):
                    return "hidden-link"
            elif (value := self._answers.get(key)) is not None:
                return None if value or reference.kind != "story" else "hidden-link"
        if reference.kind == "story" and len(self._paths_of(reference)) > 1:
            return "ambiguous-link"
        return self._absent(reference)

    def _absent(self, reference: FoundReference) -> Problem:
        if reference.kind == "picture":
            return "missing-picture" if self._file(reference) is None else "unusable-picture"
        if reference.kind == "original":
            return "lost-original"
        if reference.kind == "author":
            profile = self._stores.documents.find(profile_path(reference.written))
            return "unknown-author" if profile is None else "faulty-author"
        if reference.kind == "file":
            return "missing-file" if self._file(reference) is None else "refused-file"
        return "broken-link"

    def _file(self, reference: FoundReference) -> Document | None:
        """Give the picture or file that is named, whatever is wrong with it."""
        kind, _, path = reference.candidates[0].partition(":")
        document = self._stores.documents.find(path)
        return document if document is not None and document.kind == kind else None

    def _paths_of(self, reference: FoundReference) -> list[str]:
        """Give the public stories that a slug may stand for."""
        kind, _, slug = reference.candidates[0].partition(":")
        paths = self._stores.documents.paths_of_slug(slug) if kind == "slug" else []
        return [path for path in paths if self._stores.library.find_permalink(path) is not None]

    def problem_of(self, written: str) -> Problem | None:
        """Give what is wrong with a link that stands outside of content, an address of this site."""
        return self._problem(resolve_link(written, ""))

    def address_of(self, written: str) -> str:
        """Give the address on this site that a link outside of content leads to; empty when it leads to nothing public."""
        found = resolve_link(written, "")
        for key in found.candidates:
            value = self._answers.get(key)
            if not value:
                continue
            if key.startswith("path:"):
                return written
            address = published_address(key, value)
            if found.kind == "file" and not self._answers.get(keys.path(address)):
                continue  # nothing public names it, and so it is not published
            return address + found.fragment
        return ""

    def help_for(self, written: str) -> str:
        """Give the help for a link that stands outside of content and leads nowhere."""
        return self._near_addresses.help_for(resolve_link(written, ""))

    def _is_of_search(self, permalink: str) -> bool:
        """Answer whether an address is that of the search page, which the site would have with Pagefind."""
        place = _FILE_OF_PAGE.sub("", posixpath.normpath(permalink))
        return self._stores.settings.lacks_search and place == "/search"

    def _may_be_hidden(self, permalink: str) -> bool:
        """Answer whether an address without a page is a hidden story's, or of a list that comes and goes with stories."""
        plain = posixpath.normpath(permalink)
        plain = plain.removeprefix("/lite") if f"{plain}/".startswith("/lite/") else plain
        place = f"{_FILE_OF_PAGE.sub('', plain).rstrip('/')}/"
        return bool(_OF_STORIES.match(place)) or place in self._hidden_addresses

    @cached_property
    def _hidden_addresses(self) -> frozenset[str]:
        """Where hidden stories, or sources with errors, will be or were. Asked for only where a link leads nowhere."""
        documents = self._stores.documents
        found = [documents.find(path) for path in (*documents.hidden(self._stores.now), *self._left_out)]
        found += [document for document, _ in documents.iter_faulty() if not document.is_sound]
        claims = [decode_claims(document) for document in found if document is not None]
        addresses = (address for item in claims for address in (item.permalink, *item.aliases))
        return frozenset(f"{address.rstrip('/')}/" for address in addresses if address)

    def _fault(self, path: str, reference: FoundReference, problem: Problem) -> Diagnostic:
        words = _namesake_words(reference.written) if problem == "namesake" else self._words(path, reference, problem)
        message, help_text, is_warning = words
        place, text = self._place(path, reference)
        return Diagnostic(problem, message, place, text, help_text, "warning" if is_warning else "error")

    def ambiguity_to_come(self, path: str, reference: FoundReference, rivals: tuple[Document, Document]) -> Diagnostic:
        """Warn of a link by a slug that two stories will have at once; the first of them is hidden."""
        hidden, other = rivals
        place, text = self._place(path, reference)
        message = f"once `/{hidden.path}` is public, more than one story has the slug `{_named(reference)}`"
        help_text = one_of(sorted((hidden.path, other.path)), reference.fragment)
        return Diagnostic("ambiguous-link", message, place, text, help_text, "warning")

    def _place(self, path: str, reference: FoundReference) -> tuple[Place, str]:
        place = Place(f"content/{path}", reference.line, reference.column, reference.length)
        if not place.line and (at := self._lines.find(place.path, reference.written)):
            return at.place, at.text
        line = self._lines.line(place.path, place.line)
        if line[place.column - 1 : place.column] in ('"', "'") and line.startswith(reference.written, place.column):
            place = msgspec.structs.replace(
                place, column=place.column + 1
            )  # YAML gives the place of the quotation mark
        return place, line

    def _words(self, path: str, reference: FoundReference, problem: Problem) -> tuple[str, str, bool]:
        written = reference.written
        match problem:
            case "hidden-link":
                outcome = "`canonical` is kept" if reference.kind == "original" else "the link is shown as plain text"
                return f"`{written}` is not public; {outcome}", "", True
            case "search-missing":
                message = f"`{written}` does not exist: Pagefind is not installed; the link is shown as plain text"
                return message, INSTALL_SEARCH, True
            case "lost-original":
                message = f"`canonical` points to `{written}`, but this site has no such page"
                return message, "remove `canonical` if this story is the original", True
            case "ambiguous-link":
                help_text = one_of(self._paths_of(reference), reference.fragment)
                return f"more than one story has the slug `{_named(reference)}`", help_text, False
            case "remote-picture":
                return f"the picture `{written}` is on another site", "save it beside the story", False
            case "unusable-picture":
                return f"the picture `{written}` cannot be used{self._picture_reason(reference)}", "", False
            case "faulty-author":
                help_text = f"correct content/{profile_path(written)}"
                return f"the profile of the author `{written}` has an error", help_text, False
            case "unknown-author":
                known = [
                    profile_slug(doc.path).rpartition("/")[2] for doc in self._stores.documents.iter_kind("author")
                ]
                near = nearest(written, [slug for slug in known if self._discretion.may_name(keys.profile(slug))])
                help_text = f"did you mean `{near}`?" if near else f"add content/{profile_path(written)}"
                return f"there is no profile for the author `{written}`", help_text, False
            case "refused-file":
                end = written[written.rfind(".") :]
                return f"files that end in `{end}` are not published", "publish it as PDF, CSV or ZIP", False
            case "missing-file" if self._answers.get(keys.path(f"/{_named(reference)}")):
                message = f"there is no file `{written}`; it is an address of this site"
                return message, "link to the story at that address", False
            case "missing-picture" | "missing-file":
                help_text = web_address_help(written) if problem == "missing-file" else ""
                return f"there is no file `{written}`", help_text or self._near_files.help_for(path, reference), False
        return f"the link leads nowhere: `{written}`", self._near_addresses.help_for(reference), False

    def _picture_reason(self, reference: FoundReference) -> str:
        document = self._file(reference)
        return "".join(f": {fault.message}" for fault in document_faults(document)[:1]) if document is not None else ""

    def is_told(self, document: Document) -> bool:
        """Answer whether a build tells of a source: not of a hidden story, nor of a profile that readers see nowhere."""
        return self._discretion.is_told(document)

    def is_left_out(self, document: Document) -> bool:
        """Answer whether a build leaves out a document for what is wrong with it, and says so."""
        return document.path in self._left_out

    def is_shown(self, document: Document) -> bool:
        """Answer whether the site shows a document; what those refer to that it does not show is not in the index."""
        if not document.is_sound or self.is_left_out(document):
            return False
        if document.kind == "author":
            return self._stores.library.count(f"author/{profile_slug(document.path)}") > 0
        return document.kind != "story" or self._stores.library.find_permalink(document.path) is not None


def _namesake_words(written: str) -> tuple[str, str, bool]:
    message = f"the author `{written}` is taken for a name without a profile"
    return message, f"did you mean the profile `{slug_meant(written)}`?", True


def _named(reference: FoundReference) -> str:
    return reference.candidates[0].partition(":")[2]


def unsound_faults(stores: Stores, check: ReferenceCheck) -> list[Diagnostic]:
    """Check what sources with other errors refer to, so that an editor sees all of it in one run.

    They are not shown and so not in the index: what is wrong with them is found anew each time.
    """
    return [
        fault
        for document, _ in stores.documents.iter_faulty()
        if not document.is_sound and check.is_told(document)
        for fault in check.check(document.path, decode_references(document))
    ]


def standing_check(stores: Stores, root: Path) -> ReferenceCheck:
    """Give the check of a build that has nothing else to do."""
    return ReferenceCheck(stores, Answers(stores, {}), SourceLines(root))


def collisions(pairs: Iterable[tuple[Target, Target]], lines: SourceLines) -> list[Diagnostic]:
    """Give a diagnostic for each two targets that want one address; of lite pages and ninjs files the full pages tell it."""
    return [
        collision(target, other, lines)
        for target, other in pairs
        if not any(target.recipe.startswith(twin) and other.recipe.startswith(twin) for twin in _TWINS)
    ]


def collision(target: Target, other: Target, lines: SourceLines) -> Diagnostic:
    """Say that two targets want one address, or one a folder where the other is a file."""
    other, target = sorted((target, other), key=lambda item: (item.owner, item.path))
    permalink = "/" + target.path.removesuffix("index.html")
    at, rival = _claim(target, lines), _claim(other, lines)
    if at is None:
        is_document = target.owner.endswith(".md")
        at = Excerpt(Place(target.owner, 1, 1, 3), "---") if is_document else Excerpt(Place(target.owner))
    with_what = other.owner or "a page of the site itself"
    rival = rival or Excerpt(Place(other.owner))
    others = (msgspec.structs.replace(rival, note="the other one"),) if other.owner else ()
    return Diagnostic(
        "duplicate-permalink",
        f"the address `{permalink}` is also used by {with_what}",
        at.place,
        at.text,
        "change the `slug` or the `aliases` of one of them",
        others=others,
    )


def _claim(target: Target, lines: SourceLines) -> Excerpt | None:
    """Find the line on which a document asks for an address that is not made of its file's name."""
    if target.recipe != "redirect":
        return lines.find_key(target.owner, "slug") if target.owner.endswith(".md") else None
    alias = target.argument.rpartition(" ")[0]
    ways = (alias, alias.rstrip("/"), quote(alias), quote(alias).rstrip("/"))
    return next((found for way in ways if (found := lines.find_value(target.owner, way))), None)


def settings_faults(settings: Settings, answers: Answers, lines: SourceLines) -> Iterator[Diagnostic]:
    """Yield what is wrong with the settings once the content is known."""
    for key, logo in (("logo", settings.logo), ("logo_dark", settings.logo_dark)):
        if logo and answers.get(keys.picture(logo)) is None:
            at = lines.find_key(SETTINGS_FILE, key) or Excerpt(Place(SETTINGS_FILE))
            column = at.text.find(logo, at.place.column)
            place = Place(SETTINGS_FILE, at.place.line, column + 1, len(logo)) if column >= 0 else at.place
            message = f"there is no picture `content/{logo}` for the logo"
            yield Diagnostic("missing-picture", message, place, at.text, "give its path in the content folder")

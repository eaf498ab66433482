"""Check what can only be checked when everything is known: references, and who claims which address."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from broadsheet.content import keys
from broadsheet.content.library import Document, Library
from broadsheet.content.references import FoundReference, is_outside
from broadsheet.diagnostics import Diagnostic, Excerpt, Place, nearest
from broadsheet.newsroom.settings import Settings
from broadsheet.site.answers import Answers
from broadsheet.site.catalogue import Catalogue
from broadsheet.site.sources import SourceLines
from broadsheet.site.targets import Target, output_path
from broadsheet.slugs import collision_key

Problem = Literal[
    "ambiguous-link",
    "broken-link",
    "hidden-link",
    "missing-file",
    "missing-picture",
    "remote-picture",
    "unknown-author",
    "unusable-picture",
]


def document_faults(document: Document) -> tuple[Diagnostic, ...]:
    """Give what was found wrong with a source when it was parsed."""
    return msgspec.msgpack.decode(document.diagnostics, type=tuple[Diagnostic, ...])


class ReferenceCheck:
    """Find the references that lead nowhere. Each key is looked up once."""

    def __init__(self, library: Library, answers: Answers, outputs: frozenset[str], lines: SourceLines) -> None:
        self._library = library
        self._answers = answers
        self._outputs = outputs
        self._lines = lines
        self._public: list[str] = []
        self._reached: dict[tuple[str, ...], Problem | None] = {}

    def faults(self, found: Catalogue) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each reference of a public document that does not hold."""
        self._public = [item.path for item in found.published]
        for references in found.references.values():
            for path, reference in references:
                problem = self._problem(reference)
                if problem is not None:
                    yield self._fault(path, reference, problem)

    def _problem(self, reference: FoundReference) -> Problem | None:
        if reference.candidates not in self._reached:
            self._reached[reference.candidates] = self._look_up(reference)
        return self._reached[reference.candidates]

    def _look_up(self, reference: FoundReference) -> Problem | None:
        if reference.kind == "picture" and is_outside(reference.written):
            return "remote-picture"
        for key in reference.candidates:
            if key.startswith("path:"):
                if self._is_output(key.removeprefix("path:")):
                    return None
            elif (value := self._answers.get(key)) is not None:
                return None if value or reference.kind != "story" else "hidden-link"
        if reference.kind == "story" and len(self._paths_of(reference)) > 1:
            return "ambiguous-link"
        return self._absent(reference)

    def _absent(self, reference: FoundReference) -> Problem:
        if reference.kind == "picture":
            paths = [key.removeprefix("picture:") for key in reference.candidates]
            return "unusable-picture" if any(self._library.find_document(path) for path in paths) else "missing-picture"
        if reference.kind == "author":
            return "unknown-author"
        return "missing-file" if reference.kind == "file" else "broken-link"

    def _paths_of(self, reference: FoundReference) -> list[str]:
        key = reference.candidates[0]
        return self._library.paths_of_slug(key.removeprefix("slug:")) if key.startswith("slug:") else []

    def _is_output(self, permalink: str) -> bool:
        path = permalink.split("?")[0]
        return output_path(path) in self._outputs or output_path(f"{path.rstrip('/')}/") in self._outputs

    def _fault(self, path: str, reference: FoundReference, problem: Problem) -> Diagnostic:
        message, help_text, severity = self._words(path, reference, problem)
        place = Place(f"content/{path}", reference.line, reference.column, reference.length)
        text = self._lines.line(place.path, place.line)
        if not place.line:
            at = self._lines.find(place.path, reference.written)
            place, text = (at.place, at.text) if at else (place, text)
        return Diagnostic(problem, message, place, text, help_text, "warning" if severity else "error")

    def _words(self, path: str, reference: FoundReference, problem: Problem) -> tuple[str, str, bool]:
        written = reference.written
        match problem:
            case "hidden-link":
                return f"the story `{written}` is not public yet; the link is set as plain text", "", True
            case "ambiguous-link":
                paths = ", ".join(f"`/{item}`" for item in self._paths_of(reference))
                return f"more than one story has the slug `{written}`", f"write one of {paths}", False
            case "remote-picture":
                return f"the picture `{written}` is on another site", "save it beside the story", False
            case "unusable-picture":
                return f"the picture `{written}` cannot be used{self._picture_reason(reference)}", "", False
            case "unknown-author":
                known = [doc.path.split("/")[-1][:-3] for doc in self._library.iter_documents("author")]
                near = nearest(written, known)
                help_text = f"did you mean `{near}`?" if near else f"add content/authors/{written}.md"
                return f"there is no profile of the author `{written}`", help_text, False
            case "missing-picture" | "missing-file":
                near = nearest(written.split("/")[-1], self._neighbours(path, reference.kind))
                help_text = f"did you mean `{near}`?" if near else "check the name, and that the file is there"
                return f"there is no file `{written}`", help_text, False
        near = self._near_address(reference)
        return f"the link leads nowhere: `{written}`", f"did you mean `{near}`?" if near else "check the address", False

    def _near_address(self, reference: FoundReference) -> str:
        """Find what stands beside the missing target under a similar name; among stories, the public ones."""
        kind, _, target = reference.candidates[0].partition(":")
        folder, _, name = target.rstrip("/").rpartition("/")
        if kind == "link":
            beside = [path.rpartition("/") for path in self._public]
            near = nearest(name.removesuffix(".md"), [file[:-3] for parent, _, file in beside if parent == folder])
            return f"/{folder}/{near}.md" if near else ""
        if kind == "path":
            pages = [f"/{path}".removesuffix("/index.html").rpartition("/") for path in self._outputs]
            near = nearest(name, [page for parent, _, page in pages if parent == folder and page])
            return f"{folder}/{near}/" if near and f"{folder}/{near}/index.html"[1:] in self._outputs else ""
        return ""

    def _picture_reason(self, reference: FoundReference) -> str:
        for key in reference.candidates:
            document = self._library.find_document(key.removeprefix("picture:"))
            if document is not None:
                return "".join(f": {fault.message}" for fault in document_faults(document)[:1])
        return ""

    def _neighbours(self, path: str, kind: str) -> list[str]:
        folder = path.rsplit("/", 1)[0]
        documents = self._library.iter_documents(kind)
        return [doc.path.rsplit("/", 1)[-1] for doc in documents if doc.path.rsplit("/", 1)[0] == folder]


def collision_faults(targets: Iterable[Target]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each two targets that want one address, or one a folder where the other is a file."""
    claims: dict[str, list[Target]] = defaultdict(list)
    folders: dict[str, Target] = {}
    for target in targets:
        claims[collision_key(target.path)].append(target)
        parts = collision_key(target.path).split("/")
        for depth in range(1, len(parts)):
            folders.setdefault("/".join(parts[:depth]), target)
    for key, claimed in sorted(claims.items()):
        for other in claimed[1:]:
            if (other.owner, other.path) != (claimed[0].owner, claimed[0].path) or other.recipe != "redirect":
                yield _collision(other, claimed[0])
        if key in folders:
            yield _collision(claimed[0], folders[key])


def _collision(target: Target, other: Target) -> Diagnostic:
    if not target.owner:
        target, other = other, target
    permalink = "/" + target.path.removesuffix("index.html")
    place = Place(target.owner or target.path, 1, 1, 3) if target.owner.endswith(".md") else Place(target.owner)
    with_what = other.owner or "a page of the site itself"
    others = (Excerpt(Place(other.owner), note="the other one"),) if other.owner else ()
    return Diagnostic(
        "duplicate-permalink",
        f"the address `{permalink}` is also wanted by {with_what}",
        place,
        "---" if place.line else "",
        "change the `slug` or the `aliases` of one of them",
        others=others,
    )


def settings_faults(settings: Settings, answers: Answers) -> Iterator[Diagnostic]:
    """Yield what is wrong with the settings once the content is known."""
    if settings.logo and answers.get(keys.picture(settings.logo)) is None:
        message = f"there is no picture `content/{settings.logo}` for the logo"
        yield Diagnostic("missing-picture", message, Place("newsroom.yaml"), help="give its path in the content folder")

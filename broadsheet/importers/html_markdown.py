"""Write one HTML element as Markdown.

Text inside the element is taken to be Markdown already, as the generators
that mixed both did. The only module that needs an HTML parser.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from broadsheet.importers.html_tables import Cell, pipe_table
from broadsheet.importers.html_tags import TAG
from broadsheet.importers.inline_links import iter_links, link, picture
from broadsheet.importers.protect import Vault
from broadsheet.importers.tags import address_line

_BLOCK_TAGS = frozenset(
    "div section article aside center p main header footer nav details summary form fieldset address table figure ul "
    "ol dl blockquote pre iframe audio video object h1 h2 h3 h4 h5 h6 hr li dt dd tr caption figcaption".split()
)
_EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~"}
_HIDDEN = {"script": "a script", "style": "a style sheet", "template": "a template", "select": "a form field"}
_POSTS = re.compile(r"https?://(?:www\.)?(?:(?:twitter|x)\.com/\w+/status(?:es)?/\d+|instagram\.com/p/[\w-]+)")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


class MissingParser(RuntimeError):
    """The HTML parser is not installed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An element as Markdown, whether it must stand as a block, and what could not be said in Markdown."""

    markdown: str
    is_block: bool
    notes: tuple[tuple[str, str], ...] = ()


def _parser() -> Callable[[str], Any]:
    try:
        from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - an optional dependency
    except ImportError as error:
        raise MissingParser("the stories hold HTML, and what reads it is not installed") from error
    return LexborHTMLParser


class FragmentReader:
    """Reads the elements of one story; code it finds goes to the story's vault."""

    __slots__ = ("_notes", "_parse", "_vault")

    def __init__(self, vault: Vault) -> None:
        self._parse = _parser()
        self._vault = vault
        self._notes: list[tuple[str, str]] = []

    def read(self, fragment: str) -> Piece:
        """Write a fragment with one outermost element as Markdown."""
        self._notes = []
        body = self._parse(f"<!doctype html><body>{fragment}").body
        try:
            blocks = self._blocks(body)
            is_block = any(_is_block(child) for child in _children(body))
            markdown = "\n\n".join(blocks) if is_block else self._inlines(body)
        except RecursionError:
            text = " ".join(TAG.sub(" ", fragment).split())
            return Piece(text, True, (("the elements nest too deeply; their text was kept", text[:160]),))
        return Piece(markdown, is_block, tuple(self._notes))

    def _note(self, message: str, node: Any) -> None:
        self._notes.append((message, _shortened(node.html or "")))

    def _blocks(self, node: Any) -> list[str]:
        """Give the children of a node as blocks of Markdown; runs of text are paragraphs."""
        blocks: list[str] = []
        run: list[str] = []

        def close() -> None:
            text = re.sub(r"\\\n\n(?!\n)", r"\\\n", "".join(run)).strip()
            run.clear()
            blocks.extend(part for text in _BLANK_LINES.split(text) if (part := _without_outer_breaks(text)))

        for child in _children(node):
            if not _is_block(child):
                run.append(self._inline(child))
                continue
            close()
            blocks.extend(self._block(child))
        close()
        return blocks

    def _block(self, node: Any) -> list[str]:
        tag = node.tag
        if re.fullmatch(r"h[1-6]", tag):
            text = " ".join(self._inlines(node).split())
            return [f"{'#' * int(tag[1])} {text}"] if text else []
        if tag == "hr":
            return ["* * *"]
        if tag == "pre":
            return [self._vault.put(f"```\n{self._vault.restored(node.text()).strip(chr(10))}\n```")]
        if tag in ("ul", "ol"):
            return self._list(node)
        if tag == "blockquote":
            return self._quotation(node)
        if tag == "dl":
            return self._definitions(node)
        if tag == "figure":
            return self._figure(node)
        if tag == "table":
            return self._table(node)
        if tag in ("iframe", "audio", "video", "object"):
            return self._frame(node)
        return self._blocks(node)

    def _inlines(self, node: Any) -> str:
        return re.sub(r"\\\n\n(?!\n)", r"\\\n", "".join(self._inline(child) for child in _children(node)))

    def _inline(self, node: Any) -> str:
        tag = node.tag
        if tag.startswith("-"):
            return _text(node.text_content or "") if tag == "-text" else ""
        if tag in _LEAVES:
            return _LEAVES[tag](node)
        if tag == "svg":
            return self._drawing(node)
        if tag in _HIDDEN:
            return self._removed(node)
        if _is_block(node):
            return " ".join(self._block(node))
        inner = self._inlines(node)
        if tag in _EMPHASIS:
            return _emphasised(inner, _EMPHASIS[tag])
        if tag in ("code", "tt", "kbd", "samp", "var"):
            return self._code(node, inner)
        if tag == "a":
            return self._anchor(node, inner)
        if tag in ("sup", "sub"):
            return _script(inner, tag)
        return inner

    def _anchor(self, node: Any, inner: str) -> str:
        href = (node.attributes.get("href") or "").strip()
        if not href or not inner.strip() or "](" in re.sub(r"!\[[^\]]*\]\([^)]*\)", "", inner):
            return inner
        lead, text, trail = _apart(" ".join(inner.replace("\\\n", " ").split("\n")))
        return f"{lead}{link(text, href, node.attributes.get('title') or '')}{trail}"

    def _code(self, node: Any, inner: str) -> str:
        text = self._vault.restored(node.text())
        if not text.strip():
            return inner
        # A code span cannot hold a link or a hard break; those elements keep their own form.
        if "](" in inner or "\n\n" in text:
            return inner
        text = " ".join(text.split())
        fence = "``" if "`" in text else "`"
        pad = " " if "`" in text else ""
        return self._vault.put(f"{fence}{pad}{text}{pad}{fence}")

    def _removed(self, node: Any) -> str:
        self._note(f"{_HIDDEN[node.tag]} was removed", node)
        return ""

    def _drawing(self, node: Any) -> str:
        self._note("a drawing in SVG was removed; its text was kept", node)
        return (node.attributes.get("aria-label") or "") + " ".join(node.text().split())

    def _list(self, node: Any) -> list[str]:
        lines: list[str] = []
        number = int(node.attributes.get("start") or 1) if (node.attributes.get("start") or "1").isdigit() else 1
        loose = False
        for child in _children(node):
            if child.tag == "-text" and not (child.text_content or "").strip():
                continue
            blocks = (
                self._blocks(child)
                if child.tag == "li"
                else (self._block(child) if _is_block(child) else [self._inline(child)])
            )
            marker = "- " if node.tag == "ul" else f"{number}. "
            number += 1
            loose = loose or len([block for block in blocks if not re.match(r"[-\d]", block)]) > 1
            joint = "\n\n" if loose else "\n"
            lines.append(_hung(joint.join(blocks), marker))
        return [("\n\n" if loose else "\n").join(lines)] if lines else []

    def _quotation(self, node: Any) -> list[str]:
        blocks = self._blocks(node)
        quoted = ["\n".join(f"> {line}".rstrip() for line in "\n\n".join(blocks).split("\n"))] if blocks else []
        classes = node.attributes.get("class") or ""
        if "twitter" not in classes and "instagram" not in classes:
            return quoted
        addresses = [a.attributes.get("href") or "" for a in node.css("a")]
        posts = [
            found[0]
            for address in [node.attributes.get("data-instgrm-permalink") or "", *addresses]
            if (found := _POSTS.match(address))
        ]
        return [*quoted, *posts[-1:]]

    def _definitions(self, node: Any) -> list[str]:
        blocks: list[str] = []
        for child in _children(node):
            inner = self._blocks(child) if child.tag in ("dt", "dd", "div") else []
            if child.tag == "dt":
                inner = [_emphasised(" ".join(inner), "**")]
            blocks += inner or (
                [self._inline(child).strip()] if child.tag == "-text" and (child.text_content or "").strip() else []
            )
        return blocks

    def _figure(self, node: Any) -> list[str]:
        captions = [child for child in _children(node) if child.tag == "figcaption"]
        caption = " ".join(" ".join(self._blocks(child)) for child in captions)
        for child in captions:
            child.decompose()
        blocks = self._blocks(node)
        content = "\n\n".join(blocks)
        pictures = list(iter_links(content, pictures=True))
        if len(pictures) == 1 and caption:
            found = pictures[0]
            written = picture(
                found.text, found.target, " ".join(part for part in (found.title, _flat(caption)) if part)
            )
            return (content[: found.start] + written + content[found.end :]).split("\n\n")
        return [*blocks, _flat(caption)] if caption else blocks

    def _table(self, node: Any) -> list[str]:
        captions = [" ".join(self._blocks(child)) for child in node.css("caption")]
        rows: list[list[Cell]] = []
        for row in node.css("tr"):
            cells = [child for child in _children(row) if child.tag in ("td", "th")]
            if any("colspan" in cell.attributes or "rowspan" in cell.attributes for cell in cells):
                self._note("cells of the table span several rows or columns; they were set once", row)
            rows.append([Cell(_cell_text(self._blocks(cell)), cell.tag == "th", _span(cell)) for cell in cells])
        return [*(caption for caption in captions if caption), *pipe_table([row for row in rows if row])]

    def _frame(self, node: Any) -> list[str]:
        source = next((item.attributes.get("src") for item in node.css("source") if item.attributes.get("src")), "")
        url = node.attributes.get("src") or node.attributes.get("data") or source or ""
        url = f"https:{url}" if url.startswith("//") else url
        inner = self._blocks(node)
        title = " ".join((node.attributes.get("title") or "").split())
        if not re.match(r"https?://", url):
            self._note("the frame has no address that could be linked", node)
            return [*([title] if title else []), *inner]
        address = _public_address(url)
        return [address_line(address, title), *(text for text in inner if url not in text)]


def _children(node: Any) -> Iterator[Any]:
    yield from node.iter(include_text=True)


def _is_block(node: Any) -> bool:
    if node.tag in _BLOCK_TAGS:
        return True
    return (
        not node.tag.startswith("-")
        and node.tag not in ("svg", "code")
        and any(_is_block(child) for child in _children(node))
    )


def _text(text: str) -> str:
    """Give the text of a node as Markdown: indentation gone, angle brackets escaped again."""
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", text)
    return re.sub(r"[ \t]+", " ", text).replace("<", "\\<")


def _without_outer_breaks(paragraph: str) -> str:
    return re.sub(r"\A(?:\\?\s+)+|(?:\s*\\\n|\s+|(?<!\\)\\\Z)+\Z", "", paragraph)


def _apart(text: str) -> tuple[str, str, str]:
    stripped = text.strip()
    start = text.find(stripped) if stripped else 0
    return text[:start], stripped, text[start + len(stripped) :]


def _emphasised(text: str, mark: str) -> str:
    return "\n\n".join(_emphasised_paragraph(part, mark) for part in text.split("\n\n"))


def _emphasised_paragraph(text: str, mark: str) -> str:
    lead, inner, trail = _apart(text)
    while inner.startswith("\\\n"):
        lead, inner = lead + "\\\n", inner[2:].lstrip()
    while inner.endswith("\\"):
        trail, inner = "\\" + trail, inner[:-1].rstrip()
    if not re.search(r"[^\W_]", inner) or (inner.startswith(mark) and inner.endswith(mark)) or inner.startswith("!["):
        return text
    return f"{lead}{mark}{inner}{mark}{trail}"


_SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def _script(inner: str, tag: str) -> str:
    """Raise or lower figures by their own characters; other text stands on the line."""
    if re.fullmatch(r"[0-9+\-=()]+", inner):
        return inner.translate(_SUPERSCRIPTS if tag == "sup" else _SUBSCRIPTS)
    return inner


def _picture(node: Any) -> str:
    source = (node.attributes.get("src") or node.attributes.get("data-src") or "").strip()
    alt = node.attributes.get("alt") or ""
    return picture(html.unescape(alt), source) if source else alt


def _hung(text: str, marker: str) -> str:
    return marker + text.replace("\n", "\n" + " " * len(marker))


def _flat(text: str) -> str:
    return " ".join(text.replace("\\\n", " ").split())


def _cell_text(blocks: list[str]) -> str:
    items = [re.sub(r"^(?:[-*+]|\d+\.) ", "", line.strip()) for block in blocks for line in block.split("\n")]
    return " ".join(item.rstrip("\\").strip() for item in items if item.strip())


def _span(cell: Any) -> int:
    value = cell.attributes.get("colspan") or "1"
    return min(int(value), 20) if value.isdigit() and int(value) else 1


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 160 else text[:159] + "…"


def _public_address(url: str) -> str:
    """Give the page that a player's address belongs to, where the two are known."""
    found = re.match(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+)", url)
    if found is not None and found[1] != "videoseries":
        return f"https://www.youtube.com/watch?v={found[1]}"
    found = re.match(r"https?://player\.vimeo\.com/video/(\d+)", url)
    return f"https://vimeo.com/{found[1]}" if found is not None else url


_LEAVES: dict[str, Callable[[Any], str]] = {
    "br": lambda node: "\\\n",
    "img": _picture,
    **dict.fromkeys(("input", "meta", "link", "source", "param", "wbr"), lambda node: ""),
}

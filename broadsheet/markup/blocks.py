"""Block rules of our own: `:::` blocks, and a floor under deep nesting.

A rule leaves what it finds wrong in the environment, since a parser holds no
state.
"""

import re
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

from broadsheet.diagnostics import Severity, nearest

MAX_DEPTH = 100
BLOCK_NAMES = ("pull", "photos", "video", "audio")

_OPENING = re.compile(r":{3,}[ \t]*([^\s:]*)[^\n]*")
_CLOSING = re.compile(r"[ ]{0,3}:{3,}[ \t]*")
_ATTRIBUTION = re.compile(r"[ ]{0,3}(?:[\u2010-\u2015\u2e3a]|-{1,3})[ \t]*(?=[^\s-])")


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found wrong; `line` counts from 0 in the body."""

    kind: str
    message: str
    line: int
    help: str = ""
    severity: Severity = "error"


def use_blocks(parser: MarkdownIt) -> None:
    """Give a parser the block rules of story bodies."""
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("table", "depth", _depth)
    parser.block.ruler.before("fence", "colons", _colons, interrupts)
    parser.core.ruler.before("footnote_tail", "footnote_faults", _footnote_faults)


def faults_of(env: MutableMapping[str, Any]) -> list[Fault]:
    """Give the list that rules report to."""
    faults: list[Fault] = env.setdefault("faults", [])
    return faults


def _depth(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Set what is nested too deeply as one paragraph, where markdown-it would drop it."""
    if state.level < MAX_DEPTH or silent:
        return False
    help_text = "remove some of the `>` marks or indentation"
    message = f"nested more deeply than {MAX_DEPTH} levels; the rest is shown as plain text"
    faults_of(state.env).append(Fault("nesting", message, start, help_text, "warning"))
    _push_inline(state, state.getLines(start, end, state.blkIndent, keepLastLF=False), start, end)
    state.line = end
    return True


def _push_inline(state: StateBlock, content: str, start: int, end: int) -> None:
    state.push("paragraph_open", "p", 1).map = [start, end]
    inline = state.push("inline", "", 0)
    inline.content = content.strip()
    inline.map = [start, end]
    inline.children = []
    state.push("paragraph_close", "p", -1)


def _colons(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(":::", position) or state.is_code_block(start):
        return False
    if silent:
        return True
    opening = _OPENING.match(state.src, position)
    name = opening[1] if opening else ""
    close, inner_end = _ends(state, start + 1, end) if name else (start, start)
    fault = _fault(state, name, start, close)
    if fault is not None:
        faults_of(state.env).append(fault)
    if not name:
        state.line = start + 1
        return True
    if name == "pull" and not state.level:
        _push_pull(state, start, inner_end)
    elif name in BLOCK_NAMES and not state.level:
        state.push(f"{name}_open", "", 1).map = [start, inner_end]
        _tokenize(state, start + 1, inner_end, name)
        state.push(f"{name}_close", "", -1)
    else:
        _tokenize(state, start + 1, inner_end)
    state.line = inner_end if close is None else close + 1
    return True


def _fault(state: StateBlock, name: str, start: int, close: int | None) -> Fault | None:
    if not name:
        return Fault("unknown-block", "this `:::` closes no block", start, "open one above it: `::: pull`")
    if name not in BLOCK_NAMES:
        near = nearest(name, BLOCK_NAMES)
        known = ", ".join(f"`::: {known}`" for known in BLOCK_NAMES)
        help_text = f"did you mean `::: {near}`?" if near else f"known: {known}"
        return Fault("unknown-block", f"unknown block `{name}`", start, help_text)
    if outer := state.env.get("block"):
        message = f"a `::: {name}` block inside a `::: {outer}` block"
        return Fault("misplaced-block", message, start, f"close the `::: {outer}` block above it")
    if state.level:
        message = f"a `::: {name}` block inside a list or a quotation"
        return Fault("misplaced-block", message, start, "start it at the beginning of the line")
    if close is None:
        help_text = "end it with a line of three colons: `:::`"
        return Fault("unclosed-block", f"the block `::: {name}` is not closed", start, help_text)
    return None


def _ends(state: StateBlock, start: int, end: int) -> tuple[int | None, int]:
    """Give the line that closes a block, if one does, and the line before which its content ends.

    Where none does, the next block is none of its content: one closing line was forgotten, and one is missed.
    """
    inner, first = 0, end
    for line in range(start, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            break
        text = state.src[state.bMarks[line] : state.eMarks[line]]
        opening = _OPENING.fullmatch(text.lstrip(" "))
        if _CLOSING.fullmatch(text):
            if not inner:
                return line, line
            inner -= 1
        elif opening and opening[1] in BLOCK_NAMES:
            inner += 1
            first = min(first, line)
    return None, first


def _push_pull(state: StateBlock, start: int, end: int) -> None:
    state.push("pull_open", "", 1).map = [start, end]
    last = end - 1
    while last > start and state.isEmpty(last):
        last -= 1
    text = state.src[state.bMarks[last] : state.eMarks[last]]
    dash = _ATTRIBUTION.match(text) if last > start else None
    _tokenize(state, start + 1, last if dash else end, "pull")
    if dash:
        inline = state.push("inline", "", 0)
        inline.content = text[dash.end() :].strip()
        inline.map = [last, last + 1]
        inline.children = []
        inline.info = "attribution"
    state.push("pull_close", "", -1)


def _tokenize(state: StateBlock, start: int, end: int, name: str = "") -> None:
    """Read the lines of a block; a lazy paragraph must not run past its end."""
    line_max, outer = state.lineMax, state.env.get("block", "")
    state.lineMax, state.env["block"] = end, name or outer
    state.md.block.tokenize(state, start, end)
    state.lineMax, state.env["block"] = line_max, outer


def _footnote_faults(state: StateCore) -> None:
    """Name the footnotes that are defined twice or never referred to, before the plugin drops them."""
    if "footnotes" not in state.env:
        return
    referred = state.env["footnotes"]["refs"]
    seen: set[str] = set()
    for token in state.tokens:
        if token.type != "footnote_reference_open":
            continue
        label = token.meta["label"]
        line = token.map[0] if token.map else 0
        if label in seen:
            message = f"the footnote `[^{label}]` is defined twice; the last one is shown"
            faults_of(state.env).append(Fault("footnote", message, line, "give it another name", "warning"))
        elif referred.get(f":{label}", -1) < 0:
            message = f"nothing refers to the footnote `[^{label}]`, so it is not shown"
            faults_of(state.env).append(Fault("footnote", message, line, "put its mark in the text", "warning"))
        seen.add(label)

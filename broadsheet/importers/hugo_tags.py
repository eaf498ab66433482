"""Hugo shortcodes: the built-in ones, and those that news sites commonly add."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from broadsheet.importers.addresses import LOST, REF, marked
from broadsheet.importers.inline_links import link
from broadsheet.importers.protect import Vault
from broadsheet.importers.report import Note
from broadsheet.importers.tags import arguments, block, card, old_picture, pull_quote, watch_address
from broadsheet.importers.traced import Edit, TracedText

_TAG = re.compile(
    r"\{\{(?P<open>[<%])\s*(?P<close>/?)\s*(?P<name>[\w/.-]+)"
    r"(?P<rest>(?:\"(?:\\.|[^\"\\]){0,1000}\"|`[^`]{0,1000}`|(?![>%]\}\}).){0,1000}?)\s*/?\s*[>%]\}\}",
    re.S,
)
_COMMENTED = re.compile(r"\{\{([<%])\s*/\*(.*?)\*/\s*([>%])\}\}", re.S)
_CODE = re.compile(r"\{\{[<%]\s*highlight\s+(\w+)[^\n]*?[>%]\}\}\n?(.*?)\{\{[<%]\s*/\s*highlight\s*[>%]\}\}", re.S)


@dataclass(frozen=True, slots=True)
class _Tag:
    by_place: list[str]
    by_name: dict[str, str]

    def get(self, *names: str) -> str:
        """Give the first argument that is there, by one of its names or as the first by place."""
        for name in names:
            if self.by_name.get(name):
                return self.by_name[name]
        return self.by_place[0] if self.by_place else ""

    def named(self, name: str) -> str:
        return self.by_name.get(name, "")


def convert_hugo(source: TracedText, vault: Vault, notes: list[Note]) -> TracedText:
    """Turn shortcodes into Markdown; the text of unknown ones is kept, with a note."""
    source = source.edited(
        [
            Edit(m.start(), m.end(), block(vault.put(f"```{m[1]}\n{m[2].strip(chr(10))}\n```")))
            for m in _CODE.finditer(source.text)
        ]
    )
    source = source.edited(
        [Edit(m.start(), m.end(), vault.put(f"{{{{{m[1]}{m[2]}{m[3]}}}}}")) for m in _COMMENTED.finditer(source.text)]
    )
    edits = []
    for match in _TAG.finditer(source.text):
        edits.append(Edit(match.start(), match.end(), _converted(match, source.line_at(match.start()), notes)))
    return source.edited(edits)


def _converted(match: re.Match[str], line: int, notes: list[Note]) -> str:
    name = match["name"]
    if match["close"]:
        return _CLOSING.get(name, "")
    tag = _Tag(*arguments(match["rest"]))
    if name in _TAGS:
        return _TAGS[name](tag)
    notes.append(Note(line, f"the shortcode `{name}` has no counterpart; its text was kept", match[0]))
    return _visible_text(tag)


def _visible_text(tag: _Tag) -> str:
    """Keep the arguments that a reader would have seen."""
    shown = [tag.named(name) for name in ("kicker", "intro", "title", "text", "label", "caption", "cite", "alt")]
    paragraphs = [text for text in shown if text.strip()]
    url = tag.named("href") or tag.named("url") or tag.named("button-url") or tag.named("src") or tag.named("link")
    if url:
        target = url if re.match(r"https?://|/", url) else marked(REF, url)
        words = tag.named("button-text") or (paragraphs.pop() if paragraphs else "")
        paragraphs.append(link(words, target) if words and "](" not in words else words)
    elif tag.named("button-text"):
        paragraphs.append(tag.named("button-text"))
    return block("\n\n".join(paragraphs))


def _image(tag: _Tag) -> str:
    caption = tag.named("caption") or tag.named("title")
    credit = tag.named("attr") or tag.named("credit")
    written = f"{caption} ({credit})".strip() if credit else caption
    return _around_link(old_picture(tag.get("src"), html.unescape(tag.named("alt")), html.unescape(written)), tag)


def _around_link(markdown: str, tag: _Tag) -> str:
    return f"[{markdown}]({tag.named('link')})" if re.match(r"https?://", tag.named("link")) else markdown


def _reference(tag: _Tag) -> str:
    return marked(REF, tag.get("path"))


def _dead_link(tag: _Tag) -> str:
    return marked(LOST, tag.get("path"))


def _file(tag: _Tag) -> str:
    address = tag.get("file", "src")
    label = tag.named("label") or tag.named("text")
    return link(label, marked(REF, address)) if label else marked(REF, address)


def _button(tag: _Tag) -> str:
    url = tag.named("href") or tag.named("url")
    return block(link(tag.named("text") or tag.named("label") or url, url))


def _tweet(tag: _Tag) -> str:
    user = tag.named("user") or "i"
    number = tag.named("id") or (tag.by_place[-1] if tag.by_place else "")
    return card(number if "://" in number else f"https://x.com/{user}/status/{number}")


def _titled(tag: _Tag) -> str:
    title = tag.named("title") or tag.named("heading")
    return block(f"**{title.strip()}**" if title.strip() else "") or "\n\n"


def _kicker_titled(tag: _Tag) -> str:
    return block(
        "\n\n".join(f"**{text.strip()}**" for text in (tag.named("kicker"), tag.named("title")) if text.strip())
    )


def _policy(tag: _Tag) -> str:
    title = tag.named("title").strip()
    url = tag.named("src")
    parts = [tag.named("kicker").strip(), link(title, url) if title and url else title]
    return block("\n\n".join(part for part in parts if part))


def _prompt(tag: _Tag) -> str:
    url, words = tag.named("button-url"), tag.named("button-text")
    parts = [tag.named("intro").strip(), link(words, url) if words and url else words]
    return block("\n\n".join(part for part in parts if part))


def _card_of(host: str) -> Callable[[_Tag], str]:
    return lambda tag: card(watch_address(host, tag.get("id")), tag.named("title"))


def _frame(tag: _Tag) -> str:
    return card(html.unescape(tag.get("src", "url", "href")), tag.named("title"))


_TAGS: dict[str, Callable[[_Tag], str]] = {
    **dict.fromkeys(("figure", "img", "image", "img-right", "legacy-img", "legacy-img-right", "img-flexible"), _image),
    **dict.fromkeys(("ref", "relref", "link"), _reference),
    **dict.fromkeys(("legacy-file", "asset-static", "asset"), _file),
    **dict.fromkeys(("tweet", "twitter", "x", "x_simple"), _tweet),
    **dict.fromkeys(("note", "box", "ring", "callout", "alert"), _titled),
    **dict.fromkeys(("fb-video", "cspan-iframe", "iframe", "slideshare"), _frame),
    "tmp": _dead_link,
    "accordion": _kicker_titled,
    "button": _button,
    "card-policy": _policy,
    "card-prompt": _prompt,
    "quote-block": lambda tag: pull_quote(tag.named("text"), tag.named("cite")),
    "highlight": lambda tag: "",
    "youtube": _card_of("youtube"),
    "vimeo": _card_of("vimeo"),
    "instagram": _card_of("instagram"),
}

_CLOSING = dict.fromkeys(("note", "box", "ring", "callout", "alert", "accordion", "card-policy", "card-prompt"), "\n\n")

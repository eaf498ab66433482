"""A story's text as HTML for other programs: plain elements, absolute addresses, nothing that runs."""

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from broadsheet.content.records import MEDIA_FOLDER
from broadsheet.content.references import reference_keys
from broadsheet.content.story import Story
from broadsheet.newsroom.settings import direction_of
from broadsheet.rendering.body_parts import body_parts
from broadsheet.rendering.own_html import without_own_html
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.rendering.pictures import Picture
from broadsheet.rendering.site_words import Words
from broadsheet.rendering.text_only import text_only
from broadsheet.rendering.views import BodyPart

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ATTRIBUTE = re.compile(r"""\s([^\s"'<>=/]+)=("[^"]*"|'[^']*')""")
_ADDRESSES = frozenset(("href", "src", "poster", "cite"))


def story_html(maker: PageMaker, story: Story, above: str = "") -> str:
    """Give a story's body, its corrections and its closing lines; before them what stands above, and that it was paid for."""
    maker.reads.want(reference_keys(story))
    is_cleaned = maker.setting("html") == "sanitise"
    parts = body_parts(maker, story.body, story.summary.path, without_own_html, _whole_file)
    pieces = [_part(maker, part, is_cleaned) for part in parts]
    dates, words = maker.dates(story.summary.language), maker.words(story.summary.language)
    if story.summary.label == "sponsored":
        pieces.insert(0, Markup("<p><em>{}</em></p>").format(_sponsored_note(words, story.summary.sponsor)))
    word = words.find("correction", "Correction")
    for note in story.corrections:
        at = dates.timestamp(note.at)
        pieces.append(Markup("<p><strong>{}</strong> ({}): {}</p>").format(word, at.date, note.text))
    pieces += [Markup("<p><em>{}</em></p>").format(line) for line in story.credits]
    html = "\n".join(piece for piece in (above, *pieces) if piece)
    language = story.summary.language or maker.language
    # Readers' programs set a text as they find it, whatever the feed says of its language.
    if html and direction_of(language) == "rtl":
        html = f'<div dir="rtl" lang="{escape(language)}">\n{html}\n</div>'
    return _for_elsewhere(html, maker.origin, maker.uri(story.summary.permalink))


def _whole_file(picture: Picture) -> str:
    """Give the file that has the size that is told of a picture, because other programs may not scale it."""
    return picture.url


def _sponsored_note(words: Words, sponsor: str) -> str:
    """Say that a story was paid for, and by whom where that is known, as its page does."""
    if sponsor:
        # As templates do it, but for a word that names nothing else: there is no place to report one at.
        return words.find("sponsored_by", "Paid for by {sponsor}.").replace("{sponsor}", sponsor)
    return words.find("sponsored_note", "Sponsored")


def _for_elsewhere(html: str, origin: str, address: str) -> str:
    """Make addresses absolute in tags, and take ids out, which stories in one feed would share.

    What leads to an id leads to it on the story's page, at `address`.
    """

    def change(attribute: re.Match[str]) -> str:
        name, quoted = attribute[1], attribute[2]
        if name == "id":
            return ""
        if name in _ADDRESSES and quoted[1] == "/" and quoted[2] != "/":
            return f" {name}={quoted[0]}{origin}{quoted[1:]}"
        if name == "href" and quoted[1] == "#":
            return f" {name}={quoted[0]}{address}{quoted[1:]}"
        return attribute[0]

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(change, tag[0]) if "=" in tag[0] else tag[0], html)


def _part(maker: PageMaker, part: BodyPart, is_cleaned: bool) -> str:
    match part.kind:
        case "html":
            return _text(maker, part.html, is_cleaned)
        case "figure":
            return _figure(part)
        case "gallery":
            return "\n".join(_figure(figure) for figure in part.figures)
        case "pull":
            return _pull_quote(_text(maker, part.html, is_cleaned), _text(maker, part.attribution, is_cleaned))
        case "related" if part.item is not None:
            return _link(part.item.url, Markup("{}: {}").format(part.item.label, part.item.title), part.item.notes)
        case "embed":
            return _link(part.url, escape(part.title or part.provider))
        case "recording" if part.recording is not None:
            return _link(part.recording.url, part.recording.title)
    return ""


def _text(maker: PageMaker, html: Markup, is_cleaned: bool) -> Markup:
    # What was cleaned holds published pictures alone, and those whose file is not there.
    return Markup(text_only(html, maker.url(MEDIA_FOLDER))) if is_cleaned else html


def _pull_quote(text: Markup, attribution: Markup) -> Markup:
    quoted = Markup("<blockquote>{}</blockquote>").format(text)
    if not attribution:
        return quoted
    return Markup("<figure>{}<figcaption>— {}</figcaption></figure>").format(quoted, attribution)


def _link(url: str, text: Markup, notes: Sequence[str] = ()) -> Markup:
    linked = Markup('<a href="{}">{}</a>').format(url, text) if url else text
    said = f" ({', '.join(notes)})" if notes else ""
    return Markup("<p>{}{}</p>").format(linked, said)


def _figure(part: BodyPart) -> Markup:
    return figure_html(part.picture, part.caption, part.credit) if part.picture is not None else Markup("")


def figure_html(picture: Picture, caption: str, credit: str) -> Markup:
    """Give a picture with its caption and credit."""
    image = Markup('<img src="{}" alt="{}" width="{}" height="{}">').format(
        picture.url, picture.alt, picture.width, picture.height
    )
    words: Sequence[str] = [text for text in (caption, credit and Markup("<small>{}</small>").format(credit)) if text]
    said = Markup("<figcaption>{}</figcaption>").format(Markup(" ").join(words)) if words else ""
    return Markup("<figure>{}{}</figure>").format(image, said)

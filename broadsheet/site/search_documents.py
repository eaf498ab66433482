"""What a search finds of a story: the text that is indexed, and the lines that a result shows."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

from broadsheet.content.records import CardRecord
from broadsheet.content.story import Story
from broadsheet.markup.body import Body, Embed, Figure, Gallery, Html, Part, PullQuote, Recording, RelatedLink
from broadsheet.markup.marks import without_marks
from broadsheet.newsroom.settings import Settings, direction_of
from broadsheet.rendering.dates import Dates
from broadsheet.search.program import Searchable

_LETTER = r"[^\W\d_]"
_ELISION = re.compile(
    rf"(?<!{_LETTER})({_LETTER}|un|{_LETTER}{{0,6}}(?:qu|ll))(?:['’]|&#(?:x27|39);)(?=(?:<[^<>]*>)*({_LETTER}{{2,}}))",
    re.IGNORECASE,
)
# Han, Kana and Thai; what stands above and below letters of Thai stays with them.
_SCRIPTS = (
    "\u3005\u3041-\u3096\u309d-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46"
)
# Letters, digits and marks that stand for others; accents are Pagefind's work.
_ALIKE = str.maketrans(
    dict(zip("łøđħŧıðþßæœŋ", ("l", "o", "d", "h", "t", "i", "d", "th", "ss", "ae", "oe", "n"), strict=True))
    | dict(zip("ŁØĐĦŦÐÞẞÆŒŊ", ("L", "O", "D", "H", "T", "D", "Th", "SS", "AE", "OE", "N"), strict=True))
    # Pagefind parts words at ASCII's punctuation alone.
    | {"\u2010": "-", "\u2011": "-"}
    | dict.fromkeys("\u2013\u2014\u2015\u2026\u2022“”„«»‹›", " ")
    | dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789", strict=True))
)
# U.S., and US that may stand for it.
_INITIALS = re.compile(rf"(?<![\w.])({_LETTER}(?:\.{_LETTER})+)\.?(?!\w|\.\w)")
_CAPITALS = re.compile(r"(?<![\w.&])[^\W\d_a-z]{2,4}(?!\w)")
_UNSPACED = re.compile(rf"([{_SCRIPTS}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])(?=(?:<[^<>]*>)*[{_SCRIPTS}])")


class ResultLines(NamedTuple):
    """What a result shows, in the order that `search-index.js` reads.

    The search page has the word for `label`. `language` and `direction` are
    given where the language is not the newsroom's.
    """

    address: str
    headline: str
    section: str
    date: str
    iso: str
    text: str
    label: str
    language: str
    direction: str


def searchable(card: CardRecord, story: Story, base_path: str, month: str) -> Searchable:
    """Give a public story as Pagefind reads it; `month` is `2026-11`.

    Each filter has one value, `y`: Pagefind writes several in an order that
    differs from run to run.
    """
    filters = (f"section-{card.section}", f"year-{month[:4]}", f"month-{month[5:7]}")
    marks = "".join(f'<i data-pagefind-filter="{name}:y"></i>' for name in filters)
    sort = f'<i data-pagefind-sort="date:{card.published:012} {escape(card.permalink)}"></i>'
    text = parted("\n".join((f"<h1>{escape(card.headline)}</h1>", *_texts(card, story))))
    html = f"<!doctype html><html><body data-pagefind-body>{marks}{sort}\n{text}</body></html>"
    return Searchable(base_path + card.permalink, html)


def parted(html: str) -> str:
    """Cut what Pagefind takes for one word: without `l’`, and between the letters of scripts without blanks.

    Names that many write as one word, O’Neill, can be found as that too, initials by
    a word that is no other: `U.S.` is not `us`. Nobody is shown this text. What
    readers type is cut in the same way (`search-words.js`).
    """
    text = html.translate(_ALIKE)
    found = _ELISION.finditer(text)
    joined = dict.fromkeys(f"{item[1]}{item[2]}" for item in found if item[1][0].isupper() and item[2][0].isupper())
    initials = dict.fromkeys(map(_as_initials, sorted(_iter_initials(text))))
    text = _UNSPACED.sub(r"\1 ", _ELISION.sub("", text))
    more = " ".join((*joined, *initials))
    return f"{text}\n<p>{more}</p>" if more else text


def _iter_initials(text: str) -> Iterator[str]:
    yield from (found[1].replace(".", "") for found in _INITIALS.finditer(text))
    yield from (found[0] for found in _CAPITALS.finditer(text) if found[0].isupper())


def _as_initials(letters: str) -> str:
    """Write initials as a word that is no other: with a letter between and behind them that Pagefind takes from none."""
    return "".join(f"{letter}\u0292" for letter in letters.lower())


def _texts(card: CardRecord, story: Story) -> Iterator[str]:
    for text in (card.kicker, card.deck, story.subdeck, card.dateline, *card.topics, *story.credits):
        if text:
            yield f"<p>{escape(text)}</p>"
    names = ", ".join(byline.name for byline in card.byline)
    yield f"<p>{escape(names)}</p>" if names else ""
    yield from _body(story.body)
    for correction in story.corrections:
        yield f"<p>{escape(correction.text)}</p>"


def _body(body: Body) -> Iterator[str]:
    for part in body.parts:
        for html in _part(part):
            if html:
                yield without_marks(html)


def _part(part: Part) -> tuple[str, ...]:
    match part:
        case Html():
            return (part.html,)
        case Figure():
            return (f"<p>{part.caption} {part.credit}</p>",)
        case Gallery():
            return tuple(text for figure in part.figures for text in _part(figure))
        case PullQuote():
            return (f"<p>{part.text} {part.attribution}</p>",)
        case Embed():
            return (f"<p>{escape(part.title)}</p>",)
        case RelatedLink() | Recording():
            return (f"<p>{part.title}</p>",)


def result_lines(card: CardRecord, settings: Settings, sections: Mapping[str, str], dates: Dates) -> ResultLines:
    """Give what a result shows."""
    published = dates.timestamp(card.published)
    language = card.language if card.language != settings.language else ""
    return ResultLines(
        address=settings.base_path + card.permalink,
        headline=card.headline,
        section=sections.get(card.section, card.section),
        date=published.date,
        iso=published.iso,
        text=card.summary or card.deck,
        label=card.label or "",
        language=language,
        direction=direction_of(language) if language else "",
    )

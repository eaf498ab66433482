"""The lite edition: front, sections and stories as text alone, each a single small request.

Reads no picture, so that a new picture makes no page of it again.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup, escape

from broadsheet.content import keys
from broadsheet.content.profiles import FOLDER as PROFILES
from broadsheet.content.records import CardRecord
from broadsheet.content.references import FoundReference, is_outside, resolve_link
from broadsheet.content.story import Byline, Profile, Related, Story
from broadsheet.markup.body import Body, Embed, Figure, Gallery, Html, Part, PullQuote, Recording, RelatedLink
from broadsheet.markup.marks import MARK, has_marks
from broadsheet.newsroom.settings import direction_of
from broadsheet.rendering.cards import decode_card, is_opinion, label_beside, related_label
from broadsheet.rendering.linked_data import is_ours
from broadsheet.rendering.lite_addresses import lite_permalink
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.rendering.text_only import text_only
from broadsheet.rendering.views import BodyPart, CorrectionNote, Link, LiteDay, LiteList, LiteStory, RelatedItem
from broadsheet.rendering.whole_page import render_page

LISTED = 40

_NOT_STORIES = ("pages/", PROFILES)


def render_lite_front(maker: PageMaker, _argument: str) -> str:
    """Render the lite front: the newest stories of all sections."""
    return _render_list(maker, "latest", maker.setting("name"), "/", with_section=True)


def render_lite_section(maker: PageMaker, slug: str) -> str:
    """Render the lite front of a section."""
    return _render_list(maker, f"section/{slug}", maker.section(slug).name, f"/{slug}/")


def _render_list(maker: PageMaker, name: str, title: str, permalink: str, with_section: bool = False) -> str:
    cards = [decode_card(raw) for raw in maker.list_page(keys.newest(name, LISTED)).cards]
    page = maker.page(
        "lite_list",
        title,
        lite_permalink(permalink),
        canonical=maker.absolute(permalink),
        robots="",
        is_home=with_section,
    )
    sections = [
        Link(section.name, maker.url(lite_permalink(f"/{section.slug}/")), f"/{section.slug}/" == permalink)
        for section in maker.sections
    ]
    listing = LiteList(title, maker.url(permalink), sections, _days(maker, cards, with_section))
    return render_page(maker, page, {"lite": listing})


def _days(maker: PageMaker, cards: Sequence[CardRecord], with_section: bool) -> list[LiteDay]:
    dates = maker.dates()
    stories = [
        (
            Link(card.headline, maker.url(lite_permalink(card.permalink))),
            dates.timestamp(card.published),
            maker.section(card.section).name if with_section else "",
            card.language if card.language != maker.language else "",
        )
        for card in cards
    ]
    return [LiteDay(date, list(of_day)) for date, of_day in groupby(stories, key=lambda story: story[1].date)]


def render_lite_article(maker: PageMaker, path: str) -> str:
    """Render the lite page of a public story."""
    story: Story = maker.read(keys.story(path), Story)
    summary = story.summary
    language = summary.language or maker.language
    page = maker.page(
        "lite_article",
        summary.headline,
        lite_permalink(summary.permalink),
        canonical=summary.canonical or maker.absolute(summary.permalink),
        description=summary.summary,
        robots=_robots(maker, story),
        section=summary.section,
        language=language,
        direction=direction_of(language),
    )
    return render_page(maker, page, {"lite": _story(maker, story)})


def _robots(maker: PageMaker, story: Story) -> str:
    """Say what search engines are told of a page without pictures; empty where there is nothing to say."""
    if story.summary.noindex:
        return "noindex"
    expires = story.timing.expires
    return "" if expires is None else f"unavailable_after: {maker.iso(expires)}"


def _story(maker: PageMaker, story: Story) -> LiteStory:
    summary, dates = story.summary, maker.dates(story.summary.language)
    section, lead = maker.section(summary.section), summary.image
    names = [_name(maker, byline) for byline in summary.authors]
    reader = _Reader(maker, story.body, summary.path)
    return LiteStory(
        headline=summary.headline,
        section=Link(section.name, maker.url(lite_permalink(f"/{section.slug}/"))),
        full=maker.url(summary.permalink),
        published=dates.timestamp(summary.published),
        updated=None if summary.updated is None else dates.timestamp(summary.updated),
        kicker=summary.kicker,
        label=label_beside(maker, summary.label, summary.kicker),
        deck=summary.deck,
        subdeck=story.subdeck,
        byline=names or ([maker.setting("name")] if is_ours(maker, summary) else []),
        caption=" ".join(filter(None, (lead.caption, lead.credit and f"({lead.credit})"))) if lead else "",
        parts=[found for part in story.body.parts if (found := reader.part(part))],
        related=[item for item in map(reader.related, summary.related) if item],
        credits=story.credits,
        corrections=[CorrectionNote(dates.timestamp(note.at), note.text) for note in story.corrections],
        is_opinion=is_opinion(summary.label, summary.section),
        is_sponsored=summary.label == "sponsored",
        sponsor=summary.sponsor,
    )


def _name(maker: PageMaker, byline: Byline) -> str:
    profile: Profile | None = maker.read(keys.profile(byline.profile), Profile) if byline.profile else None
    return profile.name if profile else byline.name or byline.profile


class _Reader:
    """The parts of one body as text, with links that stay within the lite edition where they lead to stories."""

    def __init__(self, maker: PageMaker, body: Body, source: str) -> None:
        self._maker = maker
        self._source = source
        self._addresses = [self._address(link.target) for link in body.links]

    def _address(self, target: str) -> str:
        return target if is_outside(target) else self._find(resolve_link(target, self._source))

    def _find(self, found: FoundReference) -> str:
        for key in found.candidates:
            permalink = self._maker.address(key)
            if permalink:
                kind, _, name = key.partition(":")
                is_story = kind == "slug" or (kind == "link" and not name.startswith(_NOT_STORIES))
                return self._maker.url(lite_permalink(permalink) if is_story else permalink) + found.fragment
        return ""

    def related(self, link: Related) -> RelatedItem | None:
        """Give a link beside a story; None when it leads to a story that is not public."""
        address = self._address(link.url)
        label = related_label(self._maker, link.kind)
        return (
            RelatedItem(link.kind, label, escape(link.text), address, link.duration, link.source) if address else None
        )

    def part(self, part: Part) -> BodyPart | None:
        """Give a part as text; None where there is none."""
        match part:
            case Html():
                return BodyPart("html", html=self._text(part.html))
            case Figure() if part.caption or part.credit:
                return BodyPart("figure", caption=self._text(part.caption), credit=self._text(part.credit))
            case RelatedLink():
                label = related_label(self._maker, part.kind)
                address, title = self._addresses[part.link], self._text(part.title)
                item = RelatedItem(part.kind, label, title, address, part.duration, part.source)
                return BodyPart("related", item=item)
            case PullQuote():
                return BodyPart("pull", html=self._text(part.text), attribution=self._text(part.attribution))
            case Embed():
                return BodyPart("embed", provider=part.provider, url=part.url, title=part.title)
            case Gallery():
                return BodyPart("html", html=self._captions(part))
            case Recording():
                return BodyPart("html", html=self._links(part))
        return None

    def _captions(self, gallery: Gallery) -> Markup:
        items = [self._text(f"{figure.caption} {figure.credit}".strip()) for figure in gallery.figures]
        listed = Markup("").join(Markup("<li>{}</li>").format(item) for item in items if item)
        return Markup("<ul>{}</ul>").format(listed) if listed else Markup("")

    def _links(self, recording: Recording) -> Markup:
        """Lead to a recording, and to what is said in it."""
        named = [(recording.link, recording.title)]
        if recording.transcript is not None:
            named.append((recording.transcript, recording.transcript_title))
        links = (
            Markup('<a href="{}">{}</a>').format(self._addresses[index], self._text(title))
            for index, title in named
            if self._addresses[index]
        )
        return Markup("<p>{}</p>").format(Markup(" · ").join(links))

    def _text(self, html: str) -> Markup:
        """Put addresses where the renderer left marks; the HTML is our own renderer's."""
        return Markup(text_only(MARK.sub(self._fill, html) if has_marks(html) else html))

    def _fill(self, mark: re.Match[str]) -> str:
        address = self._addresses[int(mark[3])] if mark[2] == "a" else ""
        if not address:
            return ""
        return "</a>" if mark[1] else f'<a href="{escape(address)}">'

"""The front page: the newsroom's weighing of stories, made from priority and time."""

from collections.abc import Sequence

from broadsheet.content import keys
from broadsheet.content.records import BreakingNews, CardRecord, NoticeRecord, Pins
from broadsheet.content.references import reference_keys
from broadsheet.content.story import Story
from broadsheet.newsroom.settings import Region, Section
from broadsheet.rendering.body_parts import body_parts
from broadsheet.rendering.cards import card_view, decode_card, is_opinion
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.rendering.pictures import Picture
from broadsheet.rendering.structured_pages import front_data
from broadsheet.rendering.views import (
    Band,
    Breaking,
    Card,
    Desk,
    Home,
    Link,
    Notice,
    RegionDesk,
    RelatedItem,
    SectionLink,
)
from broadsheet.rendering.whole_page import render_page

CONSIDERED = 40
PER_SECTION = 12
RAIL = 13
FRAMES = 3
OPINION = "opinion"
STEP = 6
DESK_LEADS_FROM = 6


def render_home(maker: PageMaker, _argument: str) -> str:
    """Render the front page."""
    home = _Front(maker).view()
    page = maker.page(
        "home",
        maker.setting("name"),
        "/",
        description=maker.setting("description"),
        image=home.lead.picture.social if home.lead and home.lead.picture else None,
        is_home=True,
        data=front_data(maker),
    )
    return render_page(maker, page, {"home": home})


class _Front:
    """Place stories, each once above the rail and once below; what stands above is not repeated in its desk."""

    def __init__(self, maker: PageMaker) -> None:
        self._maker = maker
        names = ["latest", "watch", "essay", *(f"section/{section.slug}" for section in maker.sections)]
        names += [f"region/{region.slug}" for region in maker.setting("regions")]
        maker.reads.want([self._newest_key(name) for name in names] + [keys.NOTICES, keys.BREAKING, keys.pins("home")])
        self._placed: set[str] = set()

    @staticmethod
    def _newest_key(name: str) -> str:
        return keys.newest(name, CONSIDERED if name == "latest" else PER_SECTION)

    def _newest(self, name: str) -> list[CardRecord]:
        return [decode_card(raw) for raw in self._maker.list_page(self._newest_key(name)).cards]

    def _take(self, cards: Sequence[CardRecord], count: int, with_related: bool = False) -> list[Card]:
        free = [card for card in cards if card.path not in self._placed][:count]
        self._placed.update(card.path for card in free)
        return [card_view(self._maker, card, with_related) for card in free]

    def _take_one(self, cards: Sequence[CardRecord], with_related: bool = False) -> Card | None:
        taken = self._take(cards, 1, with_related)
        return taken[0] if taken else None

    def view(self) -> Home:
        latest = self._newest("latest")
        weighed = self._weighed(latest)
        pictured = [card for card in weighed if card.picture is not None]
        lead = self._take_one(weighed, with_related=True)
        major = self._take_one(pictured) or self._take_one(weighed)
        mid = self._take_one(pictured) or self._take_one(weighed)
        briefs = self._take(weighed, 3)
        above = set(self._placed)
        essay, essay_pictures = self._essay()
        watch = self._watch()
        sections = [section for section in self._maker.sections if section.slug != OPINION]
        opinion = self._opinion()
        return Home(
            lead=lead,
            major=major,
            mid=mid,
            briefs=briefs,
            rail=[card_view(self._maker, card) for card in latest if card.path not in above][:RAIL],
            bands=[band for section in sections[:1] if (band := self._band(section))],
            desks=self._desks(sections[1:]),
            opinion=opinion,
            opinion_section=self._opinion_section(),
            watch=watch,
            essay=essay,
            essay_pictures=essay_pictures,
            regions=self._regions(),
            notices=self._notices(),
            breaking=self._breaking(),
        )

    def _weighed(self, latest: list[CardRecord]) -> list[CardRecord]:
        """Order stories for the top: pinned ones first, then by newness and priority together.

        A step of priority is worth as much as being newer by `STEP` stories, so
        that importance leads for a while and gives way in the end, by itself
        and without a clock.
        """
        pins: Pins = self._maker.read(keys.pins("home"), Pins) or Pins()
        paths = [path for path in (pins.lead, *pins.second) if path]
        self._maker.reads.want([keys.card(path) for path in paths])
        pinned = [card for path in paths if (card := self._maker.read(keys.card(path), CardRecord))]
        news = [card for card in latest if not is_opinion(card.label, card.section) or card.priority == 1]
        weights = {card.path: place + STEP * card.priority for place, card in enumerate(latest)}
        ordered = pinned + sorted(news, key=lambda card: weights[card.path])
        return list({card.path: card for card in ordered}.values())

    def _band(self, section: Section) -> Band | None:
        cards = self._newest(f"section/{section.slug}")
        lead = self._take_one([card for card in cards if card.picture]) or self._take_one(cards)
        if lead is None:
            return None
        thumbs = self._take([card for card in cards if card.picture], 2)
        links = [Link(link.label, self._maker.link_url(link.url)) for link in section.links]
        return Band(self._maker.section(section.slug), links, lead, thumbs, self._take(cards, 2))

    def _desks(self, sections: Sequence[Section]) -> list[Desk]:
        """Give each section that has stories a desk, led by the weightiest of its newest.

        The first desk has six columns and the next two have three; then come rows of four.
        """
        desks: list[Desk] = []
        for section in sections:
            cards = self._newest(f"section/{section.slug}")
            free = [card for card in cards if card.path not in self._placed][:DESK_LEADS_FROM]
            lead = self._take_one(sorted(free, key=lambda card: card.priority))
            if lead is None:
                continue
            place = len(desks)
            is_turn = place == 0 or (place >= 3 and (place - 3) % 4 == 0)
            briefs = self._take(cards, 2 if lead.picture else 3)
            desks.append(Desk(self._maker.section(section.slug), lead, briefs, 6 if place == 0 else 3, is_turn))
        return desks

    def _opinion_section(self) -> SectionLink | None:
        slugs = [section.slug for section in self._maker.sections]
        return self._maker.section(OPINION) if OPINION in slugs else None

    def _opinion(self) -> list[Card]:
        return self._take(self._newest(f"section/{OPINION}"), 4) if self._opinion_section() else []

    def _watch(self) -> list[tuple[Card, RelatedItem]]:
        found: list[tuple[Card, RelatedItem]] = []
        for record in self._newest("watch"):
            card = card_view(self._maker, record, with_related=True)
            clip = next((item for item in card.related if item.kind == "watch"), None)
            if clip is not None and card.picture is not None and len(found) < 3:
                found.append((card, clip))
        return found

    def _essay(self) -> tuple[Card | None, list[Picture]]:
        free = [card for card in self._newest("essay") if card.path not in self._placed and card.picture][:1]
        pictures = [picture for card in free for picture in self._essay_frames(card.path)]
        return self._take_one(free), pictures

    def _essay_frames(self, path: str) -> list[Picture]:
        """Give the first pictures of a photo essay's body."""
        story: Story | None = self._maker.read(keys.story(path), Story)
        if story is None:
            return []
        self._maker.reads.want(reference_keys(story))
        parts = body_parts(self._maker, story.body, path)
        figures = [one for part in parts for one in (part.figures or [part]) if one.kind == "figure"]
        return [figure.picture for figure in figures if figure.picture][:FRAMES]

    def _regions(self) -> list[RegionDesk]:
        regions: tuple[Region, ...] = self._maker.setting("regions")
        desks = []
        for region in regions:
            cards = [card_view(self._maker, card) for card in self._newest(f"region/{region.slug}")]
            if cards:
                picture = next((card.picture for card in cards if card.picture), None)
                permalink = self._maker.url(region.permalink)
                desks.append(RegionDesk(region.slug, region.name, permalink, picture, cards[:3]))
        return desks

    def _notices(self) -> list[Notice]:
        notices: list[NoticeRecord] = self._maker.read(keys.NOTICES, list[NoticeRecord]) or []
        return [Notice(notice.text, notice.label) for notice in notices]

    def _breaking(self) -> Breaking | None:
        news: BreakingNews | None = self._maker.read(keys.BREAKING, BreakingNews)
        if news is None:
            return None
        url = self._maker.link_url(news.url)
        return Breaking(news.text, url, None if news.at is None else self._maker.dates().timestamp(news.at))

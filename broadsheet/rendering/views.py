"""What templates see. Every decision is taken before: a template places and wraps.

Texts are plain and are escaped by the template; `Markup` is HTML of our own
renderer. Addresses are paths on the site unless they are called absolute.
"""

from collections.abc import Sequence

import msgspec
from markupsafe import Markup

from broadsheet.rendering.pictures import Picture, PictureCrop
from broadsheet.rendering.recordings import Recording

# Large pictures are what Google's Discover asks for; texts and films as long as a search engine likes.
ROBOTS = "max-image-preview:large, max-snippet:-1, max-video-preview:-1"


class Link(msgspec.Struct, frozen=True):
    """A label and where it leads; `is_current` for the page being shown."""

    label: str
    url: str
    is_current: bool = False


class Timestamp(msgspec.Struct, frozen=True):
    """An instant for machines (`iso`, with offset) and, in the newsroom's zone and language, for readers."""

    iso: str
    day: str  # 2019-04-24, where the newsroom is
    date: str  # April 24, 2019
    time: str  # 6:12 a.m.
    text: str  # April 24, 2019, 6:12 a.m.
    weekday: str  # Wednesday


class SectionLink(msgspec.Struct, frozen=True):
    """A section as other pages show it. Its class name is `in-<slug>`."""

    slug: str
    name: str
    permalink: str


class RegionLink(msgspec.Struct, frozen=True):
    """A region as other pages show it."""

    slug: str
    name: str
    permalink: str


class Person(msgspec.Struct, frozen=True):
    """One name of a byline; `permalink` is empty without a profile."""

    name: str
    role: str = ""
    permalink: str = ""
    portrait: Picture | None = None
    bio: str = ""
    elsewhere: Sequence[str] = ()  # addresses of profiles on other sites
    is_organization: bool = False  # known on pages of stories and profiles


class RelatedItem(msgspec.Struct, frozen=True):
    """A link beside or in a story: `kind` is watch, read, listen or photos. Its text stays where `url` is empty."""

    kind: str
    label: str  # WATCH, in the site's language
    title: Markup
    url: str
    duration: str = ""
    source: str = ""
    picture: Picture | None = None

    @property
    def notes(self) -> list[str]:
        """Whose it is and how long, where that is known."""
        return [note for note in (self.source, self.duration) if note]


class Card(msgspec.Struct, frozen=True, eq=False):
    """An article in a list. `kicker` may be empty; `label` is the kind of piece in words, or empty.

    Views of cards are made once and compared by identity: thousands of times
    a page asks for the part that shows one.
    """

    headline: str
    permalink: str
    section: SectionLink
    published: Timestamp
    deck: str = ""
    kicker: str = ""
    label: str = ""
    byline: Sequence[Person] = ()
    dateline: str = ""
    picture: Picture | None = None
    related: Sequence[RelatedItem] = ()
    is_opinion: bool = False
    is_sponsored: bool = False
    language: str = ""  # set when it differs from the page's


class BodyPart(msgspec.Struct, frozen=True):
    """One part of a story's body: `kind` names the shortcode template that draws it.

    html: `html`, `pictures` (within it). figure: `picture`, `caption`, `credit` (Markup), `is_wide`.
    related: `item`. pull: `html`, `attribution` (Markup). embed: `provider`,
    `url`, `frame`, `title`, `ratio`. gallery: `figures`. recording: `recording`.
    """

    kind: str
    html: Markup = Markup()
    picture: Picture | None = None
    caption: Markup = Markup()
    credit: Markup = Markup()
    attribution: Markup = Markup()
    is_wide: bool = False
    item: RelatedItem | None = None
    provider: str = ""
    url: str = ""
    frame: str = ""
    title: str = ""
    ratio: str = "16/9"
    figures: "Sequence[BodyPart]" = ()
    recording: Recording | None = None
    pictures: Sequence[Picture] = ()


class CorrectionNote(msgspec.Struct, frozen=True):
    """A correction: when, and what was wrong."""

    at: Timestamp
    text: str


class Article(msgspec.Struct, frozen=True):
    """A story on its own page."""

    headline: str
    section: SectionLink
    published: Timestamp
    parts: Sequence[BodyPart]
    updated: Timestamp | None = None
    deck: str = ""
    subdeck: str = ""
    kicker: str = ""
    label: str = ""
    byline: Sequence[Person] = ()
    signature: str = ""  # the newsroom's name, where it signs for want of a byline
    dateline: str = ""
    lead: Picture | None = None
    related: Sequence[RelatedItem] = ()
    credits: Sequence[str] = ()
    corrections: Sequence[CorrectionNote] = ()
    topics: Sequence[Link] = ()
    regions: Sequence[Link] = ()
    is_opinion: bool = False
    is_sponsored: bool = False
    sponsor: str = ""  # who paid for it, or empty
    lite: str = ""  # the address of its lite version, or empty

    @property
    def face(self) -> Picture | None:
        """The picture that stands for the story elsewhere: its lead, or its columnist."""
        if self.lead is not None or not self.is_opinion:
            return self.lead
        return self.byline[0].portrait if self.byline else None

    @property
    def reporters(self) -> list[Person]:
        """Those of the byline of whom something can be said."""
        return [person for person in self.byline if person.bio]


class Desk(msgspec.Struct, frozen=True):
    """A section on the front: its cards by weight. `width` is 3 or 6 of twelve columns; `is_turn` starts a row."""

    section: SectionLink
    lead: Card
    briefs: Sequence[Card] = ()
    width: int = 3
    is_turn: bool = False


class Band(msgspec.Struct, frozen=True):
    """A section set wide on the front: one major story, thumbs beside it, briefs under those."""

    section: SectionLink
    links: Sequence[Link]
    lead: Card
    thumbs: Sequence[Card] = ()
    briefs: Sequence[Card] = ()


class RegionDesk(msgspec.Struct, frozen=True):
    """A region on the front: `slug` finds its weather in the live file."""

    slug: str
    name: str
    permalink: str
    picture: Picture | None
    briefs: Sequence[Card]


class Notice(msgspec.Struct, frozen=True):
    """A line the newsroom puts above the masthead while it is in force."""

    text: str
    label: str = ""


class Breaking(msgspec.Struct, frozen=True):
    """The breaking bar: a sentence, its time, and where it leads; nowhere while that is not public."""

    text: str
    url: str
    at: Timestamp | None = None


class Home(msgspec.Struct, frozen=True):
    """The front page. Anything may be absent but the list of bands; nothing is shown twice above the rail."""

    lead: Card | None = None
    major: Card | None = None
    mid: Card | None = None
    briefs: Sequence[Card] = ()
    rail: Sequence[Card] = ()
    bands: Sequence[Band] = ()
    desks: Sequence[Desk] = ()
    opinion: Sequence[Card] = ()
    opinion_section: SectionLink | None = None
    watch: Sequence[tuple[Card, RelatedItem]] = ()
    essay: Card | None = None
    essay_pictures: Sequence[Picture] = ()
    regions: Sequence[RegionDesk] = ()
    notices: Sequence[Notice] = ()
    breaking: Breaking | None = None
    latest: Link | None = None  # all stories, by the clock


class Day(msgspec.Struct, frozen=True):
    """The stories of one local day, newest first, in a listing."""

    name: str  # Saturday
    date: str  # November 23, 2024
    iso: str  # 2024-11-23
    permalink: str
    cards: Sequence[Card]


class Pagination(msgspec.Struct, frozen=True):
    """Where a listing goes on. Pages are numbered from the oldest; the newest stories are on the front.

    `older` and `newer` are None at the ends. `numbers` holds the pages to
    offer, newest first; None stands for a gap. `number` is None on the front.
    """

    front: Link
    number: int | None
    older: Link | None
    newer: Link | None
    numbers: Sequence[Link | None]


class Listing(msgspec.Struct, frozen=True):
    """A front or numbered page of a list of stories: section, topic, region, author or everything.

    `lead` and `secondary` are set on section fronts only; the rest is in `days`.
    """

    kind: str  # section, topic, region, author, latest
    name: str
    pagination: Pagination
    days: Sequence[Day] = ()
    deck: str = ""
    links: Sequence[Link] = ()
    section: SectionLink | None = None
    person: Person | None = None
    biography: Sequence[BodyPart] = ()
    profiles: Sequence[Link] = ()
    email: str = ""
    lead: Card | None = None
    secondary: Sequence[Card] = ()


class Index(msgspec.Struct, frozen=True):
    """A page of links: all topics, all authors, all regions, the archive's months or the days of a month."""

    kind: str  # topics, authors, regions, archive, month
    name: str
    groups: Sequence[tuple[str, Sequence[Link]]]
    people: Sequence[Person] = ()
    up: Link | None = None


class DayArchive(msgspec.Struct, frozen=True):
    """All stories of one day; `older` and `newer` are the neighbouring days that have stories."""

    day: Day
    month: Link
    older: Link | None = None
    newer: Link | None = None


class SearchForm(msgspec.Struct, frozen=True):
    """The search page: the address of the index, and what a search can be narrowed to; months with their numbers.

    `labels` are the words for the kinds of piece that results name, as JSON.
    """

    index: str
    sections: Sequence[SectionLink]
    months: Sequence[tuple[str, str]]
    labels: str


class StandingPage(msgspec.Struct, frozen=True):
    """About, contact, corrections policy."""

    headline: str
    parts: Sequence[BodyPart]
    deck: str = ""
    updated: Timestamp | None = None


class LiteDay(msgspec.Struct, frozen=True):
    """A day of the lite edition: for each story its link, instant, section (or empty) and language (or empty)."""

    date: str
    stories: Sequence[tuple[Link, Timestamp, str, str]]


class LiteList(msgspec.Struct, frozen=True):
    """The lite front of the newsroom or of a section; `full` is the address of the page with pictures."""

    name: str
    full: str
    sections: Sequence[Link]
    days: Sequence[LiteDay]


class LiteStory(msgspec.Struct, frozen=True):
    """A story as text: `caption` is what stands under its lead picture. Parts have no pictures."""

    headline: str
    section: Link
    full: str
    published: Timestamp
    updated: Timestamp | None
    kicker: str
    label: str
    deck: str
    subdeck: str
    byline: Sequence[str]
    caption: str
    parts: Sequence[BodyPart]
    related: Sequence[RelatedItem]
    credits: Sequence[str]
    corrections: Sequence[CorrectionNote]
    is_opinion: bool
    is_sponsored: bool
    sponsor: str


class FeedLink(msgspec.Struct, frozen=True):
    """A feed that a page offers: its title, path and media type."""

    title: str
    url: str
    media_type: str = "application/rss+xml"


class Page(msgspec.Struct, frozen=True):
    """The document around every kind of content; `kind` is the template's name."""

    kind: str
    title: str  # the document's title, without the newsroom's name
    permalink: str
    canonical: str  # absolute
    description: str = ""
    section: str = ""  # the slug of the current section, or empty
    language: str = "en"
    direction: str = "ltr"
    feeds: Sequence[FeedLink] = ()
    robots: str = ROBOTS
    image: Picture | PictureCrop | None = None
    is_home: bool = False
    is_section_front: bool = False
    properties: Sequence[tuple[str, str]] = ()  # further properties of Open Graph: name and content
    data: Markup = Markup()  # the text of its structured data

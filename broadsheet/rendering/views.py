"""What templates see. Every decision is taken before: a template places and wraps.

Texts are plain and are escaped by the template; `Markup` is HTML of our own
renderer. Addresses are paths on the site unless they are called absolute.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from broadsheet.rendering.pictures import Picture, PictureCrop


@dataclass(frozen=True, slots=True)
class Link:
    """A label and where it leads; `is_current` for the page being shown."""

    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Timestamp:
    """An instant for machines (`iso`, with offset) and, in the newsroom's zone and language, for readers."""

    iso: str
    day: str  # 2019-04-24, where the newsroom is
    date: str  # April 24, 2019
    time: str  # 6:12 a.m.
    text: str  # April 24, 2019, 6:12 a.m.
    weekday: str  # Wednesday


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section as other pages show it. Its class name is `in-<slug>`."""

    slug: str
    name: str
    permalink: str


@dataclass(frozen=True, slots=True)
class RegionLink:
    """A region as other pages show it."""

    slug: str
    name: str
    permalink: str


@dataclass(frozen=True, slots=True)
class Person:
    """One name of a byline; `permalink` is empty without a profile."""

    name: str
    role: str = ""
    permalink: str = ""
    portrait: Picture | None = None
    bio: str = ""


@dataclass(frozen=True, slots=True)
class RelatedItem:
    """A link beside or in a story: `kind` is watch, read, listen or photos. `is_hidden` leaves its text unlinked."""

    kind: str
    label: str  # WATCH, in the site's language
    title: Markup
    url: str
    duration: str = ""
    source: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Card:
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


@dataclass(frozen=True, slots=True)
class BodyPart:
    """One part of a story's body: `kind` names the shortcode template that draws it.

    html: `html`. figure: `picture`, `caption`, `credit` (Markup), `is_wide`.
    related: `item`. pull: `html`, `attribution` (Markup). embed: `provider`,
    `url`, `frame`, `title`, `ratio`.
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


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """A correction: when, and what was wrong."""

    at: Timestamp
    text: str


@dataclass(frozen=True, slots=True)
class Article:
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
    dateline: str = ""
    lead: Picture | None = None
    related: Sequence[RelatedItem] = ()
    credits: Sequence[str] = ()
    corrections: Sequence[CorrectionNote] = ()
    topics: Sequence[Link] = ()
    regions: Sequence[Link] = ()
    is_opinion: bool = False
    is_sponsored: bool = False
    lite: str = ""  # the address of its lite version, or empty


@dataclass(frozen=True, slots=True)
class Desk:
    """A section on the front: its cards by weight. `width` is 3 or 6 of twelve columns; `is_turn` starts a row."""

    section: SectionLink
    lead: Card
    briefs: Sequence[Card] = ()
    width: int = 3
    is_turn: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A section set wide on the front: one major story, thumbs beside it, briefs under those."""

    section: SectionLink
    links: Sequence[Link]
    lead: Card
    thumbs: Sequence[Card] = ()
    briefs: Sequence[Card] = ()


@dataclass(frozen=True, slots=True)
class RegionDesk:
    """A region on the front: `slug` finds its weather in the live file."""

    slug: str
    name: str
    permalink: str
    picture: Picture | None
    briefs: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Notice:
    """A line the newsroom puts above the masthead while it is in force."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Breaking:
    """The breaking bar: a linked sentence and its time."""

    text: str
    url: str
    at: Timestamp | None = None


@dataclass(frozen=True, slots=True)
class Home:
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


@dataclass(frozen=True, slots=True)
class Day:
    """The stories of one local day, newest first, in a listing."""

    name: str  # Saturday
    date: str  # November 23, 2024
    iso: str  # 2024-11-23
    permalink: str
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where a listing goes on. Pages are numbered from the oldest; the newest stories are on the front.

    `older` and `newer` are None at the ends. `numbers` holds the pages to
    offer, newest first; None stands for a gap. `number` is None on the front.
    """

    front: Link
    number: int | None
    older: Link | None
    newer: Link | None
    numbers: Sequence[Link | None]


@dataclass(frozen=True, slots=True)
class Listing:
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


@dataclass(frozen=True, slots=True)
class Index:
    """A page of links: all topics, all authors, all regions, the archive's months or the days of a month."""

    kind: str  # topics, authors, regions, archive, month
    name: str
    groups: Sequence[tuple[str, Sequence[Link]]]
    people: Sequence[Person] = ()
    up: Link | None = None


@dataclass(frozen=True, slots=True)
class DayArchive:
    """All stories of one day; `older` and `newer` are the neighbouring days that have stories."""

    day: Day
    month: Link
    older: Link | None = None
    newer: Link | None = None


@dataclass(frozen=True, slots=True)
class StandingPage:
    """About, contact, corrections policy."""

    headline: str
    parts: Sequence[BodyPart]
    deck: str = ""
    updated: Timestamp | None = None


@dataclass(frozen=True, slots=True)
class LiteDay:
    """A day of the lite edition: for each story its link, instant, section (or empty) and language (or empty)."""

    date: str
    stories: Sequence[tuple[Link, Timestamp, str, str]]


@dataclass(frozen=True, slots=True)
class LiteList:
    """The lite front of the newsroom or of a section; `full` is the address of the page with pictures."""

    name: str
    full: str
    sections: Sequence[Link]
    days: Sequence[LiteDay]


@dataclass(frozen=True, slots=True)
class LiteStory:
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


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page offers: its title, path and media type."""

    title: str
    url: str
    media_type: str = "application/rss+xml"


@dataclass(frozen=True, slots=True)
class Page:
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
    robots: str = ""
    image: Picture | PictureCrop | None = None
    is_home: bool = False
    is_section_front: bool = False

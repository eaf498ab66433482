"""A story as its source gives it, and the summary of it that lists may show."""

from typing import Literal

import msgspec

from broadsheet.markup.body import Body, RelatedKind
from broadsheet.photos.renditions import CENTRE

Status = Literal["draft", "ready"]
Label = Literal[
    "analysis",
    "opinion",
    "editorial",
    "explainer",
    "review",
    "interview",
    "profile",
    "obituary",
    "fact-check",
    "photo-essay",
    "sponsored",
]
LABELS: tuple[Label, ...] = Label.__args__  # type: ignore[attr-defined]
OPINION_LABELS = frozenset({"opinion", "editorial"})


class Byline(msgspec.Struct, frozen=True):
    """One author as a story names them: a profile's slug or a plain name, with a role or none.

    Of a profile's author the profile says whether it is an organization.
    """

    profile: str = ""
    name: str = ""
    role: str = ""
    is_organization: bool = False


class LeadPicture(msgspec.Struct, frozen=True):
    """The picture above a story: `file` as it was written, in the story's folder or from the content folder.

    `focus` is what crops keep in view, in percent from the left and the top.
    """

    file: str
    caption: str = ""
    credit: str = ""
    alt: str | None = None
    focus: tuple[int, int] = CENTRE
    line: int = 0
    column: int = 0


class Related(msgspec.Struct, frozen=True):
    """A link offered beside the story: a web address, or another story as it was written."""

    kind: RelatedKind
    text: str
    url: str
    duration: str = ""
    source: str = ""
    line: int = 0
    column: int = 0


class Correction(msgspec.Struct, frozen=True):
    """What was wrong, and when it was put right (seconds since 1970), with the place of that date in its source."""

    at: int
    text: str
    line: int = 0
    column: int = 0


class Timing(msgspec.Struct, frozen=True):
    """All that the gate looks at. Times are seconds since 1970-01-01T00:00Z."""

    status: Status = "ready"
    published: int | None = None
    embargo: int | None = None
    expires: int | None = None


class Summary(msgspec.Struct, frozen=True):
    """What lists, feeds and fronts may show of a story; an edit that leaves it equal touches no list.

    `figure` is the first picture of the body that stands alone, of a story that has no
    `image`; `pictures` and `recordings` are the files of all that do, and of its films
    and sound, as they were written; `inline` are the pictures within its text.
    """

    path: str
    permalink: str
    slug: str
    headline: str
    section: str
    published: int
    updated: int | None = None
    deck: str = ""
    summary: str = ""
    kicker: str = ""
    label: Label | None = None
    authors: tuple[Byline, ...] = ()
    dateline: str = ""
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    priority: int = 3
    image: LeadPicture | None = None
    figure: LeadPicture | None = None
    pictures: tuple[str, ...] = ()
    inline: tuple[LeadPicture, ...] = ()
    recordings: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    language: str = ""
    canonical: str = ""
    noindex: bool = False
    id: str = ""
    sponsor: str = ""


class Story(msgspec.Struct, frozen=True):
    """A story whose front matter is sound."""

    summary: Summary
    timing: Timing
    body: Body
    subdeck: str = ""
    credits: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    aliases: tuple[str, ...] = ()


class Profile(msgspec.Struct, frozen=True):
    """What bylines and article pages may show of an author."""

    slug: str
    name: str
    role: str = ""
    bio: str = ""
    image: LeadPicture | None = None
    email: str = ""
    links: tuple[str, ...] = ()
    is_organization: bool = False


class Author(msgspec.Struct, frozen=True):
    """An author's profile with the biography."""

    path: str
    profile: Profile
    body: Body


class StandingPage(msgspec.Struct, frozen=True):
    """A page that is not a story: about, contact, corrections policy."""

    path: str
    permalink: str
    headline: str
    body: Body
    deck: str = ""
    updated: int | None = None
    aliases: tuple[str, ...] = ()
    language: str = ""

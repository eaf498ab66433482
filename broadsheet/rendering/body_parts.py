"""A story's body as templates see it: marks replaced, pictures and links resolved."""

import re
from collections.abc import Callable
from html import unescape

import msgspec
from markupsafe import Markup

from broadsheet.content.figures import pictures_within
from broadsheet.content.records import PictureRecord
from broadsheet.content.references import FoundReference, is_outside, resolve_link, resolve_picture
from broadsheet.markup.body import Body, Embed, Figure, Gallery, Html, Part, PullQuote, Recording, RelatedLink
from broadsheet.markup.marks import MARK, has_marks
from broadsheet.photos.metadata import PictureDetails
from broadsheet.rendering import recordings
from broadsheet.rendering.cards import related_label
from broadsheet.rendering.page_maker import PageMaker
from broadsheet.rendering.picture_views import picture_view
from broadsheet.rendering.pictures import Picture
from broadsheet.rendering.recordings import CaptionTrack
from broadsheet.rendering.running import escape_text, marked
from broadsheet.rendering.views import BodyPart, RelatedItem

FindAddress = Callable[[FoundReference], str]


def find_address(maker: PageMaker, found: FoundReference) -> str:
    """Give the address that a reference leads to, with its fragment; empty when it leads to nothing public."""
    for key in found.candidates:
        permalink = maker.address(key)
        if permalink:
            return maker.url(permalink) + found.fragment
    return ""


def find_picture(maker: PageMaker, found: FoundReference) -> PictureRecord | None:
    """Find the picture that a reference stands for."""
    for key in found.candidates:
        record: PictureRecord | None = maker.read_small(key, PictureRecord)
        if record is not None:
            return record
    return None


def _middle_file(picture: Picture) -> str:
    """Give the file of a picture within a text for browsers, which scale it to the text."""
    return picture.files[-1].middle if picture.files else picture.url


def body_parts(
    maker: PageMaker,
    body: Body,
    source: str,
    prepare: Callable[[str], str] = str,
    file: Callable[[Picture], str] = _middle_file,
) -> list[BodyPart]:
    """Make the views of a body's parts, in order; `source` is its path in the content folder.

    `prepare` changes HTML while the marks are in it that say whose it is; `file`
    chooses that of a picture within the text.
    """
    resolver = _Resolver(maker, body, source, prepare, file)
    return [resolver.part(part) for part in body.parts]


class _Resolver:
    """Resolve the links and pictures of one body, each once."""

    def __init__(
        self, maker: PageMaker, body: Body, source: str, prepare: Callable[[str], str], file: Callable[[Picture], str]
    ) -> None:
        self._maker = maker
        self._prepare = prepare
        self._file = file
        self._addresses = [
            link.target if is_outside(link.target) else find_address(maker, resolve_link(link.target, source))
            for link in body.links
        ]
        self._pictures = [find_picture(maker, resolve_picture(item.target, source)) for item in body.pictures]

    def part(self, part: Part) -> BodyPart:
        match part:
            case Html():
                pictures = [found for item in pictures_within(part.html) if (found := self._within(*item))]
                return BodyPart("html", html=self._markup(part.html), pictures=pictures)
            case Figure():
                return self._figure(part)
            case RelatedLink():
                return BodyPart("related", item=self._related(part))
            case PullQuote():
                return BodyPart("pull", html=self._markup(part.text), attribution=self._markup(part.attribution))
            case Embed():
                return BodyPart(
                    "embed", provider=part.provider, url=part.url, frame=part.frame, title=part.title, ratio=part.ratio
                )

            case Gallery():
                return BodyPart("gallery", figures=[self._figure(figure) for figure in part.figures])
            case Recording():
                return BodyPart("recording", recording=self._recording(part))

    def _recording(self, part: Recording) -> recordings.Recording:
        url = self._addresses[part.link]
        return recordings.Recording(
            part.kind,
            url,
            recordings.MEDIA_TYPES.get(url.rpartition(".")[2], ""),
            self._markup(part.title),
            None if part.poster is None else self._picture(part.poster, part.alt),
            [CaptionTrack(self._addresses[track.link], track.label, track.language) for track in part.tracks],
            "" if part.transcript is None else self._addresses[part.transcript],
            self._markup(part.transcript_title),
        )

    def _figure(self, figure: Figure) -> BodyPart:
        """Make a figure; what is not written of it, its file may say."""
        record = self._pictures[figure.picture]
        own = record.details if record is not None else PictureDetails()
        return BodyPart(
            "figure",
            picture=self._picture(figure.picture, figure.alt or own.alt),
            caption=self._markup(figure.caption) or marked(escape_text(own.caption)),
            credit=self._markup(figure.credit) or marked(escape_text(own.credit_line)),
            is_wide=figure.wide,
        )

    def _within(self, index: int, alt: str) -> Picture | None:
        """Make a picture within the text with what its file says of it."""
        view = self._picture(index, unescape(alt))
        if view is None:
            return None
        return msgspec.structs.replace(view, caption=view.details.caption, credit=view.details.credit_line)

    def _related(self, part: RelatedLink) -> RelatedItem:
        picture = None if part.picture is None else self._picture(part.picture, part.alt)
        label = related_label(self._maker, part.kind)
        return RelatedItem(
            part.kind,
            label,
            self._markup(part.title),
            self._address(part),
            part.duration,
            part.source,
            picture,
        )

    def _address(self, part: RelatedLink) -> str:
        return self._addresses[part.link]

    def _picture(self, index: int, alt: str) -> Picture | None:
        record = self._pictures[index]
        return None if record is None else picture_view(self._maker, record, alt)

    def _markup(self, html: str) -> Markup:
        """Put addresses and sizes where the renderer left marks; the HTML is our own renderer's."""
        return marked(MARK.sub(self._fill, self._prepare(html)) if has_marks(html) else html)

    def _fill(self, mark: re.Match[str]) -> str:
        index = int(mark[3])
        if mark[2] == "r":
            return ""
        if mark[2] in "ip":
            return self._picture_attributes(index, is_poster=mark[2] == "p")
        if not self._addresses[index]:
            return ""
        if mark[2] == "u":
            return f'src="{escape_text(self._addresses[index])}"'
        return "</a>" if mark[1] else f'<a href="{escape_text(self._addresses[index])}">'

    def _picture_attributes(self, index: int, is_poster: bool) -> str:
        record = self._pictures[index]
        if record is None:
            return "" if is_poster else 'src="data:,"'
        url = escape_text(self._file(picture_view(self._maker, record)))
        return f'poster="{url}"' if is_poster else f'src="{url}" width="{record.width}" height="{record.height}"'

"""Films and sound as templates see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from broadsheet.rendering.pictures import Picture

MEDIA_TYPES = {
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
    "flac": "audio/flac",
}


@dataclass(frozen=True, slots=True)
class CaptionTrack:
    """Captions of a film: where they are, what they are called, and their language, or empty for the page's."""

    url: str
    label: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Recording:
    """A film or sound of the newsroom's own; `kind` is video or audio. `transcript` is an address, or empty."""

    kind: str
    url: str
    media_type: str
    title: Markup
    poster: Picture | None = None
    tracks: Sequence[CaptionTrack] = ()
    transcript: str = ""
    transcript_title: Markup = Markup()

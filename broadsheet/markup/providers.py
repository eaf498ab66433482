"""The sites whose videos and posts become cards, and their players.

Data alone: a row is tried on the address without its scheme and `www.`. A
frame is loaded only after a click and from the address that sets the fewest
cookies; it is empty where a site has no player but its own script.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from broadsheet.markup.body import Embed


@dataclass(frozen=True, slots=True)
class Provider:
    """One form of address of a site. `url` and `frame` are filled with the pattern's groups; `frame` may play a film."""

    name: str
    pattern: re.Pattern[str]
    url: str
    frame: str = ""
    ratio: str = "16/9"
    is_film: bool = False


def _row(name: str, pattern: str, url: str, frame: str = "", ratio: str = "16/9") -> Provider:
    return Provider(name, re.compile(pattern), url, frame, ratio)


def _film(name: str, pattern: str, url: str, frame: str, ratio: str = "16/9") -> Provider:
    return Provider(name, re.compile(pattern), url, frame, ratio, is_film=True)


_YOUTUBE = (
    r"(?:(?:m\.|music\.)?youtube(?:-nocookie)?\.com/(?:watch/?\?(?:[^#]*&)?v=|shorts/|live/|embed/|v/)|youtu\.be/)"
    r"(?P<id>[\w-]{11})(?![\w-])"
)
_YOUTUBE_FRAME = r"https://www.youtube-nocookie.com/embed/\g<id>?autoplay=1"
_VIMEO = r"(?:player\.)?vimeo\.com/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(?P<id>\d{5,})(?!\d)"
_X = r"(?:mobile\.)?(?:twitter|x)\.com/(?P<who>\w{1,20})/status(?:es)?/(?P<id>\d+)(?!\d)"
_FACEBOOK_VIDEO = (
    r"(?:m\.|web\.)?facebook\.com/(?P<path>(?:[\w.%-]+/videos/(?:[\w.%-]+/)?\d+|reel/\d+|watch/?\?v=\d+))(?!\d)"
)
_FACEBOOK_POST = (
    r"(?:m\.|web\.)?facebook\.com/(?P<path>[\w.%-]+/(?:posts|photos)/[\w./%-]+"
    r"|(?:permalink|story|photo)\.php\?[\w=&%-]+)"
)
_SPOTIFY = r"open\.spotify\.com/(?:intl-\w+/)?(?:embed/)?(?P<what>{})/(?P<id>\w+)"
_SPOTIFY_URL, _SPOTIFY_FRAME = (rf"https://open.spotify.com/{part}\g<what>/\g<id>" for part in ("", "embed/"))

# `{url}` in a frame stands for the card's address, percent-encoded.
PROVIDERS = (
    _film(
        "YouTube",
        r"(?=[^?#]*[?#](?:.*[&#])?(?:t|start)=(?P<start>\d+)s?(?!\w))" + _YOUTUBE,
        r"https://www.youtube.com/watch?v=\g<id>&t=\g<start>s",
        _YOUTUBE_FRAME + r"&start=\g<start>",
    ),
    _film("YouTube", _YOUTUBE, r"https://www.youtube.com/watch?v=\g<id>", _YOUTUBE_FRAME),
    _film(
        "Vimeo",
        r"vimeo\.com/(?P<id>\d{5,})/(?P<key>[0-9a-f]{8,})",
        r"https://vimeo.com/\g<id>/\g<key>",
        r"https://player.vimeo.com/video/\g<id>?h=\g<key>&dnt=1&autoplay=1",
    ),
    _film(
        "Vimeo",
        _VIMEO + r"/?\?(?:[^#]*&)?h=(?P<key>[0-9a-f]{8,})(?!\w)",
        r"https://vimeo.com/\g<id>/\g<key>",
        r"https://player.vimeo.com/video/\g<id>?h=\g<key>&dnt=1&autoplay=1",
    ),
    _film(
        "Vimeo",
        _VIMEO,
        r"https://vimeo.com/\g<id>",
        r"https://player.vimeo.com/video/\g<id>?dnt=1&autoplay=1",
    ),
    _film(
        "Dailymotion",
        r"(?:dailymotion\.com/(?:embed/)?video|dai\.ly)/(?P<id>[A-Za-z0-9]+)",
        r"https://www.dailymotion.com/video/\g<id>",
        r"https://geo.dailymotion.com/player.html?video=\g<id>",
    ),
    _row("X", _X, r"https://x.com/\g<who>/status/\g<id>", ratio="4/5"),
    _row(
        "Bluesky",
        r"bsky\.app/profile/(?P<who>did:[a-z]+:[\w.:%-]+)/post/(?P<id>\w+)",
        r"https://bsky.app/profile/\g<who>/post/\g<id>",
        r"https://embed.bsky.app/embed/\g<who>/app.bsky.feed.post/\g<id>",
        "4/5",
    ),
    _row(
        "Bluesky",
        r"bsky\.app/profile/(?P<who>[\w.-]+)/post/(?P<id>\w+)",
        r"https://bsky.app/profile/\g<who>/post/\g<id>",
        ratio="4/5",
    ),
    _film(
        "Facebook",
        _FACEBOOK_VIDEO,
        r"https://www.facebook.com/\g<path>",
        "https://www.facebook.com/plugins/video.php?href={url}",
    ),
    _row("Facebook", r"fb\.watch/(?P<id>[\w-]+)", r"https://fb.watch/\g<id>/"),
    _row(
        "Facebook",
        _FACEBOOK_POST,
        r"https://www.facebook.com/\g<path>",
        "https://www.facebook.com/plugins/post.php?href={url}",
        "4/5",
    ),
    _row(
        "Instagram",
        r"instagram\.com/(?:[\w.]+/)?(?P<what>p|reel|tv)/(?P<id>[\w-]+)",
        r"https://www.instagram.com/\g<what>/\g<id>/",
        r"https://www.instagram.com/\g<what>/\g<id>/embed/",
        "4/5",
    ),
    _film(
        "TikTok",
        r"(?:m\.)?tiktok\.com/@(?P<who>[\w.-]+)/video/(?P<id>\d+)(?!\d)",
        r"https://www.tiktok.com/@\g<who>/video/\g<id>",
        r"https://www.tiktok.com/player/v1/\g<id>?autoplay=1",
        "9/16",
    ),
    _row("TikTok", r"(?P<host>vm|vt)\.tiktok\.com/(?P<id>\w+)", r"https://\g<host>.tiktok.com/\g<id>/", ratio="9/16"),
    _row(
        "SoundCloud",
        r"(?:m\.)?soundcloud\.com/(?P<path>(?!pages/|search|discover|you/)[\w-]+/(?:sets/)?[\w-]+)",
        r"https://soundcloud.com/\g<path>",
        "https://w.soundcloud.com/player/?url={url}",
        "5/2",
    ),
    _row("Spotify", _SPOTIFY.format("track|episode|show"), _SPOTIFY_URL, _SPOTIFY_FRAME, "5/2"),
    _row("Spotify", _SPOTIFY.format("album|playlist|artist"), _SPOTIFY_URL, _SPOTIFY_FRAME, "1/1"),
    # Any host may run Mastodon, so this row comes last.
    _row(
        "Mastodon",
        r"(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)/@(?P<who>\w+(?:@[\w.-]+)?)/(?P<id>\d{6,})(?!\d)",
        r"https://\g<host>/@\g<who>/\g<id>",
        r"https://\g<host>/@\g<who>/\g<id>/embed",
        "4/5",
    ),
)

_ADDRESS = re.compile(r"https?://(?:www\.)?([^\s<>]+)", re.IGNORECASE)
_HOST = re.compile(r"[^/?#]*")
_ON_YOUTUBE = re.compile(_YOUTUBE)
# Where a film begins: `1h2m3s`, `90s`, `90`.
_BEGINNING = re.compile(r"(?<=[?&#])(t|start)=(?=\d)(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?(?!\w)")
_STARTING = re.compile(r"\?autoplay=1$|&autoplay=1|(?<=\?)autoplay=1&")
_TAIL = re.compile(r"(?:[/?#&].*)?")


def find_embed(address: str, title: str = "") -> Embed | None:
    """Find the card for the address of a video or post of a known site."""
    found = _find(address)
    if found is None:
        return None
    provider, url, frame = found
    return Embed(provider.name, url, frame, title, provider.ratio)


def find_player(address: str) -> str:
    """Find the address of the player of a film on a known site, which starts nothing by itself; empty without one."""
    found = _find(address)
    return _STARTING.sub("", found[2]) if found is not None and found[0].is_film else ""


def _find(address: str) -> tuple[Provider, str, str] | None:
    """Find whose an address is, and what it is there with its frame."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    rest = _HOST.sub(lambda host: host[0].lower(), match[1], count=1)
    if _ON_YOUTUBE.match(rest):
        rest = _BEGINNING.sub(_in_seconds, rest)
    for provider in PROVIDERS:
        found = provider.pattern.match(rest)
        if found is not None and _TAIL.fullmatch(rest, found.end()):
            url = found.expand(provider.url)
            return provider, url, found.expand(provider.frame).replace("{url}", quote(url, safe=""))
    return None


def _in_seconds(beginning: re.Match[str]) -> str:
    hours, minutes, seconds = (int(number or 0) for number in beginning.groups()[1:])
    return f"{beginning[1]}={hours * 3600 + minutes * 60 + seconds}"

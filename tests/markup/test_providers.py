"""Addresses of videos and posts, in the forms that people paste."""

import pytest

from broadsheet.markup.providers import PROVIDERS, find_embed

YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"

FOUND = [
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "YouTube", YOUTUBE),
    ("http://youtube.com/watch?feature=shared&v=dQw4w9WgXcQ&list=x", "YouTube", YOUTUBE),
    ("https://m.youtube.com/watch?v=dQw4w9WgXcQ#top", "YouTube", YOUTUBE),
    ("https://youtu.be/dQw4w9WgXcQ?si=abc", "YouTube", YOUTUBE),
    ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "YouTube", YOUTUBE),
    ("https://www.youtube.com/live/dQw4w9WgXcQ?t=90s", "YouTube", f"{YOUTUBE}&t=90s"),
    ("https://youtu.be/dQw4w9WgXcQ?si=abc&t=1m30s", "YouTube", f"{YOUTUBE}&t=90s"),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1h2m3s", "YouTube", f"{YOUTUBE}&t=3723s"),
    ("https://www.youtube.com/watch?t=2m&v=dQw4w9WgXcQ", "YouTube", f"{YOUTUBE}&t=120s"),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ#t=1h", "YouTube", f"{YOUTUBE}&t=3600s"),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&start=75", "YouTube", f"{YOUTUBE}&t=75s"),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=soon", "YouTube", YOUTUBE),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=", "YouTube", YOUTUBE),
    ("https://WWW.YouTube.com/embed/dQw4w9WgXcQ", "YouTube", YOUTUBE),
    ("https://vimeo.com/123456789", "Vimeo", "https://vimeo.com/123456789"),
    ("https://vimeo.com/123456789/0a1b2c3d4e", "Vimeo", "https://vimeo.com/123456789/0a1b2c3d4e"),
    ("https://player.vimeo.com/video/123456789", "Vimeo", "https://vimeo.com/123456789"),
    ("https://player.vimeo.com/video/76979871?h=8272103f6e", "Vimeo", "https://vimeo.com/76979871/8272103f6e"),
    ("https://vimeo.com/76979871?share=copy&h=8272103f6e#t=9", "Vimeo", "https://vimeo.com/76979871/8272103f6e"),
    ("https://vimeo.com/76979871/?h=no-key", "Vimeo", "https://vimeo.com/76979871"),
    ("https://vimeo.com/channels/staffpicks/123456789", "Vimeo", "https://vimeo.com/123456789"),
    ("https://www.dailymotion.com/video/x8abcd", "Dailymotion", "https://www.dailymotion.com/video/x8abcd"),
    ("https://dai.ly/x8abcd", "Dailymotion", "https://www.dailymotion.com/video/x8abcd"),
    ("https://twitter.com/desk/status/1234567890?s=20", "X", "https://x.com/desk/status/1234567890"),
    ("https://x.com/desk/status/1234567890/photo/1", "X", "https://x.com/desk/status/1234567890"),
    ("https://bsky.app/profile/desk.example/post/3kabc", "Bluesky", "https://bsky.app/profile/desk.example/post/3kabc"),
    ("https://mastodon.social/@desk/109876543210", "Mastodon", "https://mastodon.social/@desk/109876543210"),
    ("https://social.example/@desk@other.example/109876543210", "Mastodon", None),
    ("https://www.facebook.com/desk/videos/1234567890/", "Facebook", "https://www.facebook.com/desk/videos/1234567890"),
    ("https://www.facebook.com/desk/posts/pfbid0abc", "Facebook", "https://www.facebook.com/desk/posts/pfbid0abc"),
    ("https://fb.watch/abc123/", "Facebook", "https://fb.watch/abc123/"),
    ("https://www.instagram.com/p/CabcDEF_12/?igsh=x", "Instagram", "https://www.instagram.com/p/CabcDEF_12/"),
    ("https://www.tiktok.com/@desk/video/7123456789012345678", "TikTok", None),
    ("https://vm.tiktok.com/ZMabc/", "TikTok", "https://vm.tiktok.com/ZMabc/"),
    ("https://soundcloud.com/desk/sets/season-one", "SoundCloud", "https://soundcloud.com/desk/sets/season-one"),
    ("https://open.spotify.com/intl-de/episode/4rOoJ6Egrf8K2IrywzwOMk?si=x", "Spotify", None),
]

NOT_FOUND = [
    "https://www.youtube.com/@desk",
    "https://www.youtube.com/watch?v=short",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQtoolong",
    "https://notyoutube.com/watch?v=dQw4w9WgXcQ",
    "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
    "https://evil.example/https://youtu.be/dQw4w9WgXcQ",
    "https://user@youtu.be/dQw4w9WgXcQ",
    "https://vimeo.com/about",
    "https://x.com/desk",
    "https://medium.com/@desk/a-story-123456",
    "https://bsky.app/profile/desk.example",
    "https://www.instagram.com/desk/",
    "https://soundcloud.com/desk",
    "https://open.spotify.com/user/desk",
    "ftp://youtu.be/dQw4w9WgXcQ",
    "javascript://youtu.be/dQw4w9WgXcQ",
    "youtu.be/dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ and more",
]


@pytest.mark.parametrize(("address", "provider", "url"), FOUND)
def test_the_address_of_a_video_or_post_is_a_card(address: str, provider: str, url: str | None) -> None:
    embed = find_embed(address)

    assert embed is not None
    assert embed.provider == provider
    assert url is None or embed.url == url


@pytest.mark.parametrize("address", [address for address, _, _ in FOUND])
def test_a_card_leads_back_to_itself(address: str) -> None:
    embed = find_embed(address)

    assert embed is not None
    assert find_embed(embed.url) == embed


@pytest.mark.parametrize("address", NOT_FOUND)
def test_any_other_address_is_none(address: str) -> None:
    assert find_embed(address) is None


def test_every_provider_is_tried_here() -> None:
    assert {name for _, name, _ in FOUND} == {provider.name for provider in PROVIDERS}


def test_the_player_of_a_film_that_is_not_listed_has_its_key() -> None:
    for address in ("https://player.vimeo.com/video/76979871?h=8272103f6e", "https://vimeo.com/76979871/8272103f6e"):
        embed = find_embed(address)
        assert embed is not None
        assert embed.frame == "https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1&autoplay=1"


def test_a_player_begins_where_the_address_says() -> None:
    embed = find_embed("https://youtu.be/dQw4w9WgXcQ?t=1m30s")
    assert embed is not None
    assert embed.frame.endswith("/dQw4w9WgXcQ?autoplay=1&start=90")


def test_players_set_the_fewest_cookies() -> None:
    frames = [embed.frame for address, _, _ in FOUND if (embed := find_embed(address))]

    assert all(frame.startswith("https://") for frame in frames if frame)
    assert not any("www.youtube.com" in frame for frame in frames)
    assert all("dnt=1" in frame for frame in frames if "vimeo" in frame)

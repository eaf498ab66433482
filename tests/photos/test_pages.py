"""What pages make of pictures, galleries and recordings."""

import re

from tests.newsrooms import Site, faults, links, texts
from tests.photos.secrets import ALT, CAPTION, CREATOR, CREDIT, Hoard, hoarding


def photo(seed: int = 0, size: tuple[int, int] = (800, 600)) -> bytes:
    return hoarding("jpg", Hoard(), seed, size)


def test_films_and_sound_in_html_play_with_their_files(site: Site) -> None:
    site.configure(html="sanitise", lite="yes", feeds="{text: full}")
    for name in ("film.mp4", "brief.mp3", "hall.svg"):
        site.write(f"content/world/{name}", '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="36"/>')
    body = '<video src="film.mp4" poster="hall.svg"></video> <audio><source src="brief.mp3"></audio>'
    site.story("world/arrival", body=f"<div>{body}</div>")
    result = site.build()
    assert result.is_ok, faults(result)
    page = site.page("world/arrival/index.html")
    addresses = [page.css(".prose video")[0].attributes[name] for name in ("src", "poster")]
    addresses.append(page.css(".prose audio source")[0].attributes["src"])
    assert [str(address).rpartition(".")[2] for address in addresses] == ["mp4", "svg", "mp3"]
    assert all((site.out / str(address).lstrip("/")).is_file() for address in addresses)
    for other in ("lite/world/arrival/index.html", "feed.xml"):
        assert "\0" not in site.read(other)
        assert "<video" not in site.read(other)


def test_a_browser_is_offered_the_best_format_first_and_told_every_size(site: Site) -> None:
    site.write("content/pictures/yard.jpg", photo())
    site.story("world/yard", image="/pictures/yard.jpg")
    assert site.build().is_ok
    (picture,) = site.page("world/yard/index.html").css(".figure--lead picture")
    assert [source.attributes["type"] for source in picture.css("source")] == ["image/avif", "image/webp"]
    widths = [re.findall(r"-(\d+)\.avif \1w", source.attributes["srcset"] or "") for source in picture.css("source")]
    assert widths[0] == ["320", "480", "720"]
    (image,) = picture.css("img")
    assert (image.attributes["width"], image.attributes["height"]) == ("720", "540")
    assert (image.attributes["fetchpriority"], image.attributes.get("loading")) == ("high", None)


def test_every_file_that_a_page_offers_is_there(demo: Site) -> None:
    missing = set()
    for path, raw in demo.tree().items():
        if path.endswith(".html"):
            offered = re.findall(r'srcset="([^"]*)"', raw.decode())
            files = [part.split()[0] for group in offered for part in group.split(",") if part.strip()]
            missing |= {file for file in files if not (demo.out / file.lstrip("/")).is_file()}
    assert missing == set()


def test_no_page_needs_a_style_of_its_own(demo: Site) -> None:
    assert [path for path, raw in demo.tree().items() if path.endswith(".html") and b" style=" in raw] == []


def test_pictures_below_the_first_load_late_and_hold_their_place(demo: Site) -> None:
    images = demo.page("index.html").css("img")
    first, *others = [image for image in images if "/media/" in (image.attributes["src"] or "")]
    assert "loading" not in first.attributes
    assert all(image.attributes.get("loading") == "lazy" for image in others)
    assert all(re.search(r"\btint-[a-jn][0-3]\b", image.attributes.get("class") or "") for image in [first, *others])


def test_every_colour_and_focus_has_its_rule(demo: Site) -> None:
    (sheet,) = [raw.decode() for path, raw in demo.tree().items() if re.search(r"site\.[0-9a-f]+\.css$", path)]
    pages = b"".join(raw for path, raw in demo.tree().items() if path.endswith(".html")).decode()
    used = set(re.findall(r"\b(?:tint-[a-jn]\d|focus-[xy]\d+)\b", pages))
    assert used
    assert [name for name in used if f".{name}" not in sheet] == []


def test_a_focus_keeps_its_part_of_the_picture_in_view(site: Site) -> None:
    site.write("content/pictures/yard.jpg", photo())
    site.story("world/yard", image="{file: /pictures/yard.jpg, focus: 20% 80%}")
    assert site.build().is_ok
    (image,) = site.page("index.html").css(".lead img")
    assert {"focus-x2", "focus-y8"} <= set((image.attributes["class"] or "").split())


def test_social_networks_get_a_wide_crop(site: Site) -> None:
    site.write("content/pictures/yard.jpg", photo())
    site.story("world/yard", image="{file: /pictures/yard.jpg, focus: 20% 80%}")
    site.build()
    page = site.page("world/yard/index.html")
    facts = {meta.attributes.get("property"): meta.attributes["content"] or "" for meta in page.css("meta[content]")}
    assert re.search(r"/media/yard-[0-9a-f]{14}-16x9-at-20-80-800\.jpg$", facts["og:image"])
    assert (facts["og:image:width"], facts["og:image:height"]) == ("800", "450")
    assert (site.out / facts["og:image"].split("example/")[1]).is_file()


def test_a_figure_without_words_takes_those_of_its_file(site: Site) -> None:
    site.write("content/world/yard.jpg", photo())
    site.story("world/yard", body='![](yard.jpg)\n\n![A yard](yard.jpg "Our own words. (The desk)")')
    site.build()
    page = site.page("world/yard/index.html")
    assert texts(page, ".figure__caption") == [CAPTION, "Our own words."]
    assert texts(page, ".figure__credit") == [f"{CREATOR} / {CREDIT}", "The desk"]
    assert [image.attributes["alt"] for image in page.css(".figure img")] == [ALT, "A yard"]


def test_front_matter_goes_before_the_file(site: Site) -> None:
    site.write("content/world/yard.jpg", photo())
    site.story("world/yard", image='{file: yard.jpg, caption: Ours, credit: The desk, alt: ""}')
    assert site.build().diagnostics == ()
    page = site.page("world/yard/index.html")
    assert (texts(page, ".figure__caption"), texts(page, ".figure__credit")) == (["Ours"], ["The desk"])
    assert page.css(".figure--lead img")[0].attributes["alt"] == ""


def test_a_picture_above_a_story_that_names_nobody_is_a_warning(site: Site) -> None:
    site.write("content/world/yard.jpg", hoarding("jpg", Hoard(xmp=False, iptc=False, exif=False), 0, (800, 600)))
    site.story("world/yard", image="yard.jpg")
    result = site.build()
    assert result.is_ok
    assert [(fault.kind, fault.place.line, fault.text) for fault in result.diagnostics] == [
        ("picture-alt", 4, "image: yard.jpg"),
        ("picture-credit", 4, "image: yard.jpg"),
    ]


def test_a_moving_picture_moves_in_the_story_for_those_who_want_it(site: Site) -> None:
    site.write("content/world/wave.gif", hoarding("gif", Hoard(), 0, (480, 320)))
    site.story("world/wave", image="wave.gif")
    assert site.build().is_ok
    (source,) = site.page("world/wave/index.html").css(".figure--lead source[media]")
    assert source.attributes["media"] == "(prefers-reduced-motion: no-preference)"
    moving = (site.out / (source.attributes["srcset"] or "").split()[0].lstrip("/")).read_bytes()
    assert moving.count(b"\x21\xf9\x04") == 3
    assert site.page("index.html").css("source[media]") == []


GALLERY = """\
::: photos
![A bridge](yard.jpg "At dawn. (Noor Haddad)")
![The yard](yard.jpg "Later.")
:::
"""
FILM = """\
::: video
[The arrival](arrival.mp4)
![The platform](yard.jpg)
[English](arrival.en.vtt)
[Read what is said](words)
:::

::: audio
[The briefing](briefing.mp3)
:::
"""


def test_a_gallery_shows_each_picture_with_its_words(site: Site) -> None:
    site.write("content/world/yard.jpg", photo())
    site.story("world/yard", body=GALLERY)
    result = site.build()
    assert result.diagnostics == (), faults(result)
    page = site.page("world/yard/index.html")
    assert texts(page, ".gallery .figure__caption") == ["At dawn.", "Later."]
    assert len(page.css(".gallery picture")) == 2
    assert texts(site.page("lite/world/yard/index.html"), "li")[-2:] == ["At dawn. Noor Haddad", "Later."]


def test_a_film_loads_nothing_until_it_is_played_and_can_be_read(site: Site) -> None:
    for name in ("arrival.mp4", "arrival.en.vtt", "briefing.mp3"):
        site.write(f"content/world/{name}", f"bytes of {name}")
    site.write("content/world/yard.jpg", photo())
    site.story("world/words", "What is said", slug="words")
    site.story("world/arrival", body=FILM)
    result = site.build()
    assert result.diagnostics == (), faults(result)
    page = site.page("world/arrival/index.html")
    (film,), (sound,) = page.css("video"), page.css("audio")
    assert (film.attributes["preload"], sound.attributes["preload"]) == ("none", "none")
    assert re.match(r"/media/yard-.*\.jpg$", film.attributes["poster"] or "")
    (track,) = film.css("track")
    assert (track.attributes["kind"], track.attributes["srclang"]) == ("captions", "en")
    for url in (film.css("source")[0].attributes["src"], track.attributes["src"], sound.attributes["src"]):
        assert (site.out / (url or "").lstrip("/")).is_file()
    assert links(page, ".recording__transcript") == ["/world/words/"]

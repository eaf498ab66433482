"""The plan: what is added, changed and deleted, and in which order. Two lists of files in, a plan out."""

import gzip

import brotli
import pytest

from broadsheet.publishing.headers import content_type_of, headers_of, packed
from broadsheet.publishing.manifest import (
    Damaged,
    Entry,
    Part,
    apply_parts,
    decode_part,
    encode_part,
    is_own_path,
    part_between,
)
from broadsheet.publishing.order import ASSET, FRONT, LIST, MACHINE, PAGE, group_of
from broadsheet.publishing.plan import make_plan

STYLE, NEW_STYLE = "assets/site.0123456789.css", "assets/site.9876543210.css"


def entry(content: str, group: int = PAGE, is_retired: bool = False) -> Entry:
    return Entry(content.encode().ljust(16, b"."), len(content), group, is_retired)


OLD = {
    "index.html": entry("home", FRONT),
    "world/a/index.html": entry("a"),
    "world/b/index.html": entry("b"),
    "world/index.html": entry("world", FRONT),
    "feed.xml": entry("feed", MACHINE),
    STYLE: entry("style", ASSET),
}


def test_equal_files_make_an_empty_plan() -> None:
    assert make_plan(OLD, dict(OLD)).is_empty


def test_files_are_sent_in_an_order_in_which_nothing_is_shown_before_what_it_needs() -> None:
    built = {
        **{path: item._replace(hash=b"changed.........") for path, item in OLD.items() if path != STYLE},
        "topics/new/index.html": entry("topic", LIST),
        "world/c/index.html": entry("c"),
        "archive/index.html": entry("archive", LIST),
        NEW_STYLE: entry("new style", ASSET),
    }
    steps = list(make_plan({**OLD, "archive/index.html": entry("old", LIST)}, built).steps())
    assert steps == [
        ("pictures and files", [NEW_STYLE]),
        ("new pages", ["world/c/index.html"]),
        ("new lists", ["topics/new/index.html"]),
        ("changed pages", ["world/a/index.html", "world/b/index.html"]),
        ("changed lists", ["archive/index.html"]),
        ("fronts", ["world/index.html", "index.html"]),
        ("feeds and sitemaps", ["feed.xml"]),
    ]


def test_an_asset_that_is_no_longer_built_stays_for_one_publication() -> None:
    built = {**{path: item for path, item in OLD.items() if path != STYLE}, NEW_STYLE: entry("new style", ASSET)}
    first = make_plan(OLD, built)
    assert (first.deleted, first.new[STYLE].is_retired) == ((), True)
    assert make_plan(first.new, built).is_empty
    edited = {**built, "world/a/index.html": entry("later")}
    assert make_plan(first.new, edited).deleted == (STYLE,)


def test_an_asset_that_is_built_again_is_no_longer_about_to_go() -> None:
    built = {path: item for path, item in OLD.items() if path != STYLE}
    first = make_plan(OLD, built)
    again = make_plan(first.new, {**OLD, "world/a/index.html": entry("later")})
    assert not again.new[STYLE].is_retired
    assert again.changed == ("world/a/index.html",)


def test_what_a_cut_off_publication_added_is_deleted_when_it_is_not_wanted() -> None:
    plan = make_plan(OLD, OLD, known={"world/secret/index.html": entry("x"), "world/a/index.html": entry("y")})
    assert plan.deleted == ("world/secret/index.html",)
    assert plan.uncertain == {"world/a/index.html"}


def test_a_file_gives_way_to_a_folder_of_its_name_first() -> None:
    old = {**OLD, "about": entry("about"), "notes/one": entry("one")}
    built = {**OLD, "about/index.html": entry("about"), "notes": entry("notes")}
    assert make_plan(old, built).displaced() == ["about", "notes/one"]


def test_the_addresses_to_purge_are_those_whose_answers_change() -> None:
    built = {
        **{path: item for path, item in OLD.items() if path not in (STYLE, "world/b/index.html")},
        "world/a/index.html": entry("later"),
        "world/münchen 1/index.html": entry("new"),
        NEW_STYLE: entry("new style", ASSET),
    }
    assert make_plan(OLD, built).urls("https://courier.example/news") == [
        "https://courier.example/news/world/a/",
        "https://courier.example/news/world/b/",
        "https://courier.example/news/world/m%C3%BCnchen%201/",
    ]


@pytest.mark.parametrize(
    ("path", "recipe", "group"),
    [
        ("index.html", "home", FRONT),
        ("world/rates/index.html", "article", PAGE),
        ("old/index.html", "redirect", PAGE),
        ("topics/index.html", "topics", LIST),
        ("feed.xml", "feed", MACHINE),
        ("live.json", "live", MACHINE),
        ("media/map.0123456789.svg", "copy", ASSET),
        ("media/numbers.0123456789.txt", "copy", ASSET),
        ("search/index.json", "something new", MACHINE),
    ],
)
def test_an_output_is_in_the_group_of_its_recipe(path, recipe, group) -> None:
    assert group_of(path, recipe) == group


def test_parts_one_after_another_make_the_files() -> None:
    later = {**OLD, "world/c/index.html": entry("c")}
    del later["world/a/index.html"]
    parts = [part_between({}, OLD), part_between(OLD, later)]
    assert apply_parts(decode_part(encode_part(part)) for part in parts) == later
    assert list(parts[1].files) == ["world/c/index.html"]


def test_equal_parts_have_equal_bytes() -> None:
    turned = dict(reversed(OLD.items()))
    assert encode_part(part_between({}, OLD)) == encode_part(part_between({}, turned))


def test_a_part_with_any_byte_changed_is_not_believed() -> None:
    raw = encode_part(part_between({}, OLD))
    for at in range(0, len(raw), 7):
        with pytest.raises(Damaged):
            decode_part(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
    for length in range(0, len(raw), 13):
        with pytest.raises(Damaged):
            decode_part(raw[:length])


@pytest.mark.parametrize("path", [".broadsheet/head", ".git/config", "a/.git/config"])
def test_notes_and_repositories_are_never_ours(path) -> None:
    assert not is_own_path(path)


@pytest.mark.parametrize(
    "path",
    ["", "/etc/passwd", "../up", "a/../../up", "a//b", "./a", "a/.", "a/", "a\\b", "a\0b", "a\nb"],
)
def test_a_path_that_leads_elsewhere_is_never_ours(path) -> None:
    assert not is_own_path(path)
    with pytest.raises(Damaged):
        decode_part(encode_part(Part({path: entry("x")})))
    with pytest.raises(Damaged):
        decode_part(encode_part(Part(gone=(path,))))


ENDS = {
    "text/html; charset=utf-8": "html htm HTML",
    "text/css; charset=utf-8": "css",
    "text/javascript; charset=utf-8": "js mjs",
    "application/json": "json map",
    "application/xml": "xml",
    "text/plain; charset=utf-8": "txt",
    "text/csv; charset=utf-8": "csv",
    "text/calendar; charset=utf-8": "ics",
    "application/manifest+json": "webmanifest",
    "image/jpeg": "jpg jpeg JPG",
    "image/png": "png",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/gif": "gif",
    "image/svg+xml": "svg",
    "image/vnd.microsoft.icon": "ico",
    "font/woff2": "woff2",
    "font/woff": "woff",
    "font/ttf": "ttf",
    "font/otf": "otf",
    "application/pdf": "pdf",
    "application/zip": "zip",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg oga",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "application/wasm": "wasm",
    "application/epub+zip": "epub",
    "application/octet-stream": "bin gz pf_meta",
}


@pytest.mark.parametrize(("kind", "end"), [(kind, end) for kind, ends in ENDS.items() for end in ends.split()])
def test_a_file_is_sent_with_the_type_of_its_name(kind, end) -> None:
    assert content_type_of(f"media/name.{end}") == kind


def test_only_files_named_after_their_content_may_be_kept_for_a_year() -> None:
    sizes = ["media/port-0123456789abcd-640.jpg", "media/port-0123456789abcd-wide40x20-640.jpg"]
    others = ["media/map.svg", "social/world-0123456789abcd-1200.png", "world/port-0123456789abcd-640.jpg"]
    paths = (*OLD, *sizes, *others)
    kept = [path for path in paths if "immutable" in headers_of(path, "none", 60).cache_control]
    assert kept == [STYLE, *sizes]
    assert headers_of("index.html", "none", 60).cache_control == "public, max-age=60"


def test_packed_bytes_are_the_same_every_time_and_unpack_to_what_they_were() -> None:
    raw = b"<p>Rates rise</p>" * 100
    assert gzip.decompress(packed(raw, "gzip")) == raw
    assert brotli.decompress(packed(raw, "br")) == raw
    assert packed(raw, "gzip") == packed(raw, "gzip")
    assert headers_of("media/x.0123456789.jpg", "gzip", 60).encoding == ""

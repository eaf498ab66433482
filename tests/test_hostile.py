"""Spoiled and hostile sources: each is an error with its place, or hidden; none is published, none takes long."""

import time
from pathlib import Path

import pytest

from broadsheet.diagnostics import Diagnostic
from broadsheet.documents.yaml import parse_yaml
from broadsheet.site.build import BuildResult
from tests.newsrooms import Site, faults, tree

CANARY = "Wombat"
HEADLINE, PUBLISHED = f"headline: {CANARY}", "published: 2026-11-20 10:00"
HIDDEN = "hidden"


def front(*lines: str) -> str:
    """Make a story of front matter lines."""
    return "\n".join(["---", *lines, "---", "", f"{CANARY} body.", ""])


def sound(*lines: str) -> str:
    """Make a story that is sound but for what is added."""
    return front(HEADLINE, PUBLISHED, *lines)


BAD_DATES = (
    """
2026-1-5 | 2026-02-30 | 2026-13-01 | 2026-00-10 | 23/11/2026 | 2026/11/23 | 20261123 | 2026-11 | 2026 | 10:30 | tomorrow
| today | now | yes | 1700000000 | 1e9 | 0000-01-01 | 10000-01-01 | -2026-11-23 | 2026-W47-1 | 2026-11-23T
| 2026-11-23T25:00 | 2026-11-23T10:60 | 2026-11-23T10:00:61 | 2026-11-23T10:00+25:00 | 2026-11-23T10:00+01:75
| 2026-11-23T10:00MST | 2026–11–23 | ２０２６-11-23 | [2026-11-20] | {at: 2026-11-20} | 2026-11-23T10
| 2026-11-23T10:00:00.0000000001 | 9999-12-31T23:59-14:00 | Nov 20 2026 | 2026-11-20 10:00 PM | 2026-11-20 at 10
| 20 November 2026 | 2026-11-20 10:00 Europe/Oslo | 9999-12-31T23:59Z
""".strip()
    .replace("\n", " ")
    .split(" | ")
)

SPOILED: dict[str, tuple[str | bytes, str]] = {
    "a typo in the key": (sound("drfat: true"), "unknown-key"),
    "another system's key": (sound("draft: true"), "unknown-key"),
    "a key in capitals": (sound("Status: draft"), "unknown-key"),
    "a key with a blank": (sound("em bargo: 2026-12-01"), "unknown-key"),
    "a blank before a colon": (sound("embargo : 2026-12-01"), HIDDEN),
    "a key in full-width letters": (sound("ｓtatus: draft"), "unknown-key"),
    "a key with a hidden letter": (sound("sta\u200btus: draft"), "unknown-key"),
    "a typo in the value": (sound("status: darft"), "unknown-value"),
    "a value in capitals": (sound("status: Draft"), "unknown-value"),
    "a boolean for a status": (sound("status: true"), "unknown-value"),
    "a list for a status": (sound("status: [draft]"), "unknown-value"),
    "a mapping for a status": (sound("status: {draft: true}"), "unknown-value"),
    "an empty status": (sound("status:"), "empty-text"),
    "an empty status in quotes": (sound('status: ""'), "unknown-value"),
    "no status but a tilde": (sound("status: ~"), "empty-text"),
    "an empty embargo": (sound("embargo:"), "empty-text"),
    "an embargo of null": (sound("embargo: null"), "empty-text"),
    "an empty embargo in quotes": (sound('embargo: ""'), "invalid-date"),
    "an empty expiry": (sound("expires:"), "empty-text"),
    "an empty date of publication": (front(HEADLINE, "published:"), "empty-text"),
    "no date of publication": (front(HEADLINE), "missing-key"),
    "an indented date of publication": (front(HEADLINE, " published: 2026-11-20"), "yaml-syntax"),
    "no headline": (front(PUBLISHED, f"deck: {CANARY}"), "missing-key"),
    "an empty headline": (front("headline:", PUBLISHED, f"deck: {CANARY}"), "empty-text"),
    "a headline of blanks": (front('headline: "  "', PUBLISHED, f"deck: {CANARY}"), "empty-text"),
    "a list for a headline": (front(f"headline: [{CANARY}]", PUBLISHED), "wrong-type"),
    "a mapping for a headline": (front("headline:", f"  text: {CANARY}", PUBLISHED), "wrong-type"),
    "two names for the headline": (sound(f"title: {CANARY}"), "duplicate-key"),
    "a key that stands twice": (sound("status: draft", "status: ready"), "duplicate-key"),
    "a key that stands twice in quotes": (sound("status: draft", '"status": ready'), "duplicate-key"),
    "a colon in a headline": (front(f"headline: {CANARY}: the sequel", PUBLISHED), "yaml-syntax"),
    "a bracket in a headline": (front(f"headline: [{CANARY}] it is", PUBLISHED), "yaml-syntax"),
    "an at sign in front": (front(f"headline: @{CANARY}", PUBLISHED), "yaml-syntax"),
    "a quote that is not closed": (front(f'headline: "{CANARY}', PUBLISHED), "yaml-syntax"),
    "an indentation that is off": (front(HEADLINE, "  deck: x", PUBLISHED), "yaml-syntax"),
    "everything indented but the first": (front(HEADLINE, " status: draft", " published: 2026-11-20"), "yaml-syntax"),
    "a tab for indentation": (sound("image:", "\tfile: a.jpg"), "yaml-syntax"),
    "a list in front matter's place": (front("- " + HEADLINE, "- " + PUBLISHED), "front-matter"),
    "a text in front matter's place": (front(CANARY), "front-matter"),
    "no front matter": (f"# {CANARY}\n\nBody.\n", "front-matter"),
    "an empty file": ("", "front-matter"),
    "an empty front matter": (f"---\n---\n\n{CANARY}\n", "missing-key"),
    "no first fence": (f"{HEADLINE}\n{PUBLISHED}\nstatus: draft\n---\n\n{CANARY}\n", HIDDEN),
    "no second fence": (f"---\n{HEADLINE}\n{PUBLISHED}\n\n{CANARY}\n", "front-matter"),
    "a short fence": (f"--\n{HEADLINE}\n{PUBLISHED}\n--\n\n{CANARY}\n", "front-matter"),
    "a long fence": (f"----\n{HEADLINE}\n{PUBLISHED}\n----\n\n{CANARY}\n", "front-matter"),
    "a fence of plus signs": (f"+++\ntitle = '{CANARY}'\n+++\n\n{CANARY}\n", "front-matter"),
    "a line above the fence": ("\n" + sound(), "front-matter"),
    "a fence too early": (f"---\n{HEADLINE}\n---\n{PUBLISHED}\nstatus: draft\n---\n", "missing-key"),
    "a byte order mark before a typo": ("\ufeff" + sound("drfat: true"), "unknown-key"),
    "Windows line ends around a typo": (sound("drfat: true").replace("\n", "\r\n"), "unknown-key"),
    "old Mac line ends around a typo": (sound("drfat: true").replace("\n", "\r"), "unknown-key"),
    "bytes of Latin-1": (sound("deck: Café").encode("latin-1"), "encoding"),
    "UTF-16": (sound().encode("utf-16"), "encoding"),
    "a NUL in the front matter": (sound("deck: a\0b"), "yaml-syntax"),
    "a bell in the front matter": (sound("deck: a\ab"), "yaml-syntax"),
    "half a surrogate pair": (sound('deck: "\\ud800"'), "yaml-syntax"),
    "a surrogate in the bytes": (sound().encode() + b"\xed\xa0\x80", "encoding"),
    "a priority that is no number": (sound("priority: high"), "wrong-type"),
    "a huge priority": (sound("priority: " + "9" * 5000), "wrong-type"),
    "a priority in hexadecimal": (sound("priority: 0x1"), "wrong-type"),
    "a priority in Arabic digits": (sound("priority: ٣"), "wrong-type"),
    "a nested list of topics": (sound("topics: [[a]]"), "wrong-type"),
    "a topic of signs alone": (sound('topics: ["!!!"]'), "topic"),
    "an author of nothing": (sound("authors: [{role: x}]"), "author"),
    "an author in two ways": (sound("authors: [{author: dana, name: Dana}]"), "author"),
    "an unknown author": (sound("authors: nobody-here"), "unknown-author"),
    "a slug that leads away": (sound("slug: ../../etc"), "invalid-slug"),
    "a slug of dots": (sound('slug: ".."'), "invalid-slug"),
    "a slug with a slash": (sound("slug: a/b"), "invalid-slug"),
    "a slug of a device": (sound("slug: con"), "invalid-slug"),
    "a slug of an emoji": (sound("slug: 🐨"), "invalid-slug"),
    "a slug that turns the text": (sound('slug: "a\u202eb"'), "invalid-slug"),
    "a slug in capitals": (sound("slug: Rates"), "invalid-slug"),
    "a slug that is too long": (sound("slug: " + "a" * 300), "invalid-slug"),
    "a slug that is escaped": (sound('slug: "%2e%2e"'), "invalid-slug"),
    "a slug with a backslash": (sound("slug: a\\b"), "invalid-slug"),
    "a slug that ends in a dot": (sound("slug: rates."), "invalid-slug"),
    "an alias that leads away": (sound("aliases: [/../../etc/passwd]"), "invalid-path"),
    "an alias on another host": (sound("aliases: [//evil.example/x]"), "invalid-path"),
    "an alias without a slash": (sound("aliases: [old/rates]"), "invalid-path"),
    "an alias that is escaped": (sound('aliases: ["/%2e%2e/x"]'), "invalid-path"),
    "an alias with a backslash": (sound("aliases: ['/a\\..\\b']"), "invalid-path"),
    "an alias with a query": (sound("aliases: [/a?b=c]"), "invalid-path"),
    "an alias of a hidden file": (sound("aliases: [/.htaccess]"), "invalid-path"),
    "an alias in a hidden folder": (sound("aliases: [/.broadsheet/x/]"), "invalid-path"),
    "an alias that no file system holds": (sound(f"aliases: [/{'a' * 300}/]"), "invalid-path"),
    "an alias that is too deep": (sound(f"aliases: [/{'a/' * 600}]"), "invalid-path"),
    "an alias of the root": (sound("aliases: [/]"), "invalid-path"),
    "a section that leads away": (sound("section: ../x"), "invalid-slug"),
    "an unknown section": (sound("section: wrld"), "unknown-section"),
    "an unknown region": (sound("regions: [atlantis]"), "unknown-region"),
    "an address that is a script": (sound("canonical: javascript:alert(1)"), "invalid-address"),
    "a related link that is a script": (sound("related: [{read: x, url: 'javascript:x'}]"), "link-scheme"),
    "a picture that leads away": (sound("image: ../../../../etc/passwd.jpg"), "missing-picture"),
    "a picture from the root": (sound("image: /etc/hostname.png"), "missing-picture"),
    "an update before publication": (sound("updated: 2026-11-19"), "date-order"),
    "an expiry before publication": (sound("expires: 2026-11-19"), HIDDEN),
    "a draft with a typo": (sound("status: draft", "drfat: true"), HIDDEN),
    "an embargo in years": (sound("embargo: 9999-12-31"), HIDDEN),
}
SPOILED |= {f"published: {date}": (front(HEADLINE, f"published: {date}"), "invalid-date") for date in BAD_DATES}
SPOILED |= {f"embargo: {date}": (sound(f"embargo: {date}"), "invalid-date") for date in BAD_DATES[:14]}


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuildResult, dict[str, bytes]]:
    """A newsroom of one good story and all spoiled ones, built with what can be built."""
    site = Site(tmp_path_factory.mktemp("spoiled") / "newsroom")
    site.configure(errors="skip", timezone="Europe/Oslo")
    site.story("politics/good", "The good story")
    for number, (source, _) in enumerate(SPOILED.values()):
        raw = source.encode() if isinstance(source, str) else source
        site.write(f"content/world/s{number}.md", raw.replace(CANARY.encode(), f"{CANARY}{number}x".encode()))
    return site.build(), site.tree()


def test_only_the_good_story_is_published(spoiled: tuple[BuildResult, dict[str, bytes]]) -> None:
    result, built = spoiled
    assert (result.stories, result.hidden + result.left_out) == (1, len(SPOILED))
    assert "politics/good/index.html" in built
    assert [path for path in built if is_spoiled(path)] == []
    assert [path for path, raw in built.items() if CANARY.encode() in raw] == []


def is_spoiled(path: str) -> bool:
    """Answer whether a path is that of a spoiled story."""
    return path.startswith("world/") and path not in ("world/index.html", "world/feed.xml")


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_source_is_an_error_with_its_place_or_hidden(
    spoiled: tuple[BuildResult, dict[str, bytes]], name: str
) -> None:
    _, expected = SPOILED[name]
    path = f"content/world/s{list(SPOILED).index(name)}.md"
    found = [fault for fault in spoiled[0].diagnostics if fault.place.path == path]
    if expected == HIDDEN:
        assert found == []
        return
    assert expected in [fault.kind for fault in found if fault.is_error]
    assert all(fault.place.line >= 1 and fault.place.column >= 1 for fault in found)
    assert all(fault.message and "\n" not in fault.message for fault in found)


def nested(opening: str, depth: int, closing: str = "") -> str:
    """Nest a text in itself."""
    return opening * depth + "x" + closing * depth


DEPTHS = (51, 500, 5_000, 25_000, 1_000_000)
BOMB = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
MERGES = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
PYTHON_TAGS = (
    "!!python/object/apply:os.system ['true']",
    "!!python/object/new:os.system ['true']",
    "!!python/name:os.system ''",
    "!!python/module:os ''",
    "!!python/tuple [1]",
    "!!python/str x",
    "!!python/bytes eA==",
    "!!binary eA==",
    "!!set {a}",
    "!!omap [a: 1]",
    "!!timestamp 2026-11-23",
    "!!int 3",
    "!!str 3",
    "!!null ''",
    "!local x",
    "!<tag:yaml.org,2002:python/none> x",
)

HOSTILE: dict[str, str] = {
    "an alias bomb": BOMB,
    "a merge key bomb": MERGES,
    "a merge key": "<<: {a: b}",
    "an alias": "a: *b",
    "an anchor": "a: &b c",
    "an alias to itself": "a: &a [*a]",
    "an alias to itself as key": "&a ? *a\n: b",
    "a list as key": "? [a]\n: b",
    "a mapping as key": "{a: b}: c",
    "a sequence of keys": "? - a\n  - b\n: c",
    "a key that stands twice, far away": "a: b\n" + "".join(f"k{n}: v\n" for n in range(900)) + "a: c\n",
    "two documents": "a: b\n--- \nc: d",
    "two documents with an end": "a: b\n...\n---\nc: d",
    "a directive": "%YAML 1.1\n---\na: b\n---\nc: d",
    "an unknown version": "%YAML 9.9\n--- a",
    "a tag directive": "%TAG ! tag:x,2000:\n--- !y a",
    "a directive without document": "%YAML 1.1\n",
    "a key of a megabyte": "k" * 1_000_000 + ": v",
    "a value of a megabyte": "a: " + "v" * 1_000_000,
    "a million keys": "".join(f"k{n}: v\n" for n in range(200_000)),
    "many small values": "[" + "a," * 20_000 + "a]",
    "a block of blanks": "a: |\n" + " " * 70_000,
    "a block that is indented less": "a: |9\n  b",
    "a block with a bad mark": "a: |x\n  b",
    "a folded text of a megabyte": "a: >\n" + "  word\n" * 150_000,
    "an unclosed list": "a: [b, c",
    "an unclosed mapping": "a: {b: c",
    "an unclosed quote": 'a: "b\nc: d\n' * 3,
    "unclosed quotes without end": "'" * 60_001,
    "a bad escape": 'a: "\\q"',
    "an escape of half a pair": 'a: "\\ud800"',
    "an escape beyond Unicode": 'a: "\\U00110000"',
    "a NUL": "a: b\0c",
    "an escape code for the screen": "a: \x1b[2J",
    "a lone colon": ": : :",
    "a question mark without end": "? " * 20_000,
    "a tab in front": "\ta: b",
    "a tab for a list": "a:\n\t- b",
    "commas without values": "[,,,,]",
    "a reserved sign": "a: `b`",
    "brackets crossed": "[{]}",
    "colons without end": "a: " * 20_000,
}
HOSTILE |= {f"{depth} lists": nested("[", depth, "]") for depth in DEPTHS}
HOSTILE |= {f"{depth} lists, not closed": nested("[", depth) for depth in DEPTHS}
HOSTILE |= {f"{depth} items": nested("- ", depth) for depth in DEPTHS}
HOSTILE |= {f"{depth} mappings": nested("{a: ", depth, "}") for depth in DEPTHS}
HOSTILE |= {f"{depth} keys": nested("? ", depth) for depth in DEPTHS}
HOSTILE |= {f"the tag {tag.split(' ')[0]}": f"a: {tag}" for tag in PYTHON_TAGS}


def timed_parse(text: str) -> tuple[float, list[Diagnostic]]:
    """Parse three times; give the shortest time and what was found."""
    times, found = [], list[Diagnostic]()
    for _ in range(3):
        started = time.perf_counter()
        node, found = parse_yaml(text, "content/world/rates.md", 1)
        times.append(time.perf_counter() - started)
        assert node is None
    return min(times), found


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_yaml_is_refused_with_its_place_and_at_once(name: str) -> None:
    took, found = timed_parse(HOSTILE[name])
    assert took < 0.2
    (fault,) = found
    assert fault.is_error
    assert str(fault.place).startswith("content/world/rates.md:")
    assert fault.place.line >= 2


def test_fifty_levels_are_read() -> None:
    node, found = parse_yaml(nested("[", 49, "]"), "content/world/rates.md")
    assert node is not None
    assert found == []


def test_hostile_front_matter_never_publishes_a_story(tmp_path: Path) -> None:
    site = Site(tmp_path / "newsroom")
    site.configure(errors="skip")
    for number, text in enumerate(HOSTILE.values()):
        site.write(f"content/world/h{number}.md", f"---\n{HEADLINE}\n{PUBLISHED}\n{text}\n---\n\n{CANARY}\n")
    result = site.build()
    assert result.stories == 0
    assert [path for path, raw in tree(site.out).items() if CANARY.encode() in raw] == []
    assert {fault.place.path for fault in result.diagnostics} == {f"content/world/h{n}.md" for n in range(len(HOSTILE))}


@pytest.mark.parametrize("name", ["newsroom.yaml", "content/fronts/home.yaml", "content/live/breaking.yaml"])
@pytest.mark.parametrize(
    "text", [BOMB, nested("[", 5_000), "a: !!python/name:os.system x", "\0", "a: [", "- a", b"a: \xff"]
)
def test_hostile_settings_and_desk_files_are_errors(site: Site, name: str, text: str | bytes) -> None:
    site.story("world/rates")
    site.write(name, text)
    result = site.build()
    assert not result.is_ok
    assert {fault.place.path for fault in result.diagnostics} == {name}
    assert all(fault.place.line for fault in result.diagnostics)
    assert site.tree() == {}


@pytest.mark.parametrize("letter", ["a", "é", "報", "𠮷", "a\u0301"])
def test_names_of_any_length_and_script_give_names_that_files_can_have(site: Site, letter: str) -> None:
    site.story("world/rates", topics=f"[{letter * 400}, {letter} x {letter * 400}]")
    site.story(f"world/{letter * 30}")
    result = site.build()
    assert result.is_ok, faults(result)
    assert len([path for path in site.tree() if path.startswith("topics/")]) == 3


@pytest.mark.parametrize("published", ["0001-01-01T00:00Z", "0001-01-01", "9999-12-31T23:59:59-14:00"])
@pytest.mark.parametrize("timezone", ["America/Edmonton", "Pacific/Kiritimati"])
def test_a_date_at_the_end_of_the_calendar_is_read_or_refused(site: Site, published: str, timezone: str) -> None:
    site.configure(timezone=timezone)
    site.story("world/rates", published=published)
    result = site.build()
    assert result.is_ok or {fault.kind for fault in result.diagnostics} == {"invalid-date"}

"""Any sequence of edits: the site is what a build from nothing makes of the same files at the same instant."""

import os
import shutil
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from broadsheet.site.build import BuildOptions, build
from tests.newsrooms import ROOT, Site, faults, seconds, source, tree

NAMES = ("world/rates", "world/ports", "world/café", "politics/vote", "politics/rates", "politics/deep/hearing")
DATES = (
    "2026-11-20 10:00",
    "2026-11-20 10:00",
    "2026-11-21 08:30",
    "2026-10-02",
    "2025-12-31 23:59",
    "2026-11-23 12:30",
)
INSTANTS = tuple(map(seconds, ("2026-11-23 12:00", "2026-11-23 12:30", "2026-11-24 00:00", "2026-11-21 08:30")))
TOPICS = ("[Rates]", "[Rates, Votes]", "[rates]", "[Ράδιο, Votes]", "")
BODIES = (
    "The vote was close.",
    "The vote was close.\n\nThe hall was full.",
    "See [rates](/world/rates.md).",
    "See [it](hearing) and [this](/about/).",
    "![A map](map.svg)",
    "A [table](table.csv).",
    "READ | [Ports](/world/ports.md)",
)
TEMPLATES = ("pages/topic.html", "partials/site_footer.html", "macros/card.html", "feeds/rss.xml", "pages/article.html")
MAP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 3"></svg>'

front_matter = st.fixed_dictionaries(
    {"published": st.sampled_from(DATES)},
    optional={
        "topics": st.sampled_from(TOPICS),
        "authors": st.sampled_from(("dana", "[dana, Ilya Brandt]", "Ilya Brandt")),
        "regions": st.just("[calgary]"),
        "image": st.just("map.svg"),
        "aliases": st.sampled_from(("[/old/]", "[/old/a/, /older.html]", "[/topics/rates/]")),
        "embargo": st.sampled_from(("2026-11-23 12:30", "2026-11-20")),
        "expires": st.sampled_from(("2026-11-23 12:30", "2026-11-24")),
        "status": st.sampled_from(("draft", "ready", "darft")),
        "priority": st.sampled_from(("1", "5")),
        "slug": st.sampled_from(("rates", "index", "other")),
        "label": st.sampled_from(("opinion", "photo-essay")),
        "related": st.just("[{watch: The clip, url: https://video.example/1}, {read: Rates, url: /world/rates.md}]"),
        "lang": st.just("fr-CA"),
        "section": st.just("world"),
    },
)


class EditSequences(RuleBasedStateMachine):
    """Each rule is something an editor, a clock or a file system does between two builds."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.site = Site(self.folder / "newsroom")
        self.now = INSTANTS[0]
        self.foreign: set[str] = set()

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize(errors=st.sampled_from(("stop", "skip")))
    def open_the_newsroom(self, errors: str) -> None:
        self.errors = errors
        self.site.configure(errors=errors)
        for name in NAMES[:4]:
            self.site.story(name)
        self.site.write("content/authors/dana.md", "---\nname: Dana\nimage: map.svg\n---\n\nWrites.\n")
        self.site.write("content/pictures/map.svg", MAP.format(4))
        self.site.write("content/pages/about.md", "---\nheadline: About\n---\n\nUs.\n")

    def existing(self, name: str) -> str:
        path = f"content/{name}.md"
        assume((self.site.root / path).exists())
        return path

    @rule(name=st.sampled_from(NAMES), number=st.integers(1, 3), body=st.sampled_from(BODIES), keys=front_matter)
    def write_a_story(self, name: str, number: int, body: str, keys: dict[str, str]) -> None:
        self.site.write(f"content/{name}.md", source(f"Headline {number}", body, **keys))

    @rule(name=st.sampled_from(NAMES))
    def delete_a_story(self, name: str) -> None:
        self.site.delete(self.existing(name))

    @rule(name=st.sampled_from(NAMES), to=st.sampled_from(("world/new", "politics/Rates", "world/cafe")))
    def rename_a_story(self, name: str, to: str) -> None:
        self.site.move(self.existing(name), f"content/{to}.md")

    @rule(name=st.sampled_from(NAMES))
    def decompose_a_name(self, name: str) -> None:
        self.site.move(self.existing(name), unicodedata.normalize("NFD", f"content/{name}.md"))

    @rule(name=st.sampled_from(NAMES))
    def set_the_time_of_a_file_back(self, name: str) -> None:
        os.utime(self.site.root / self.existing(name), (1, 1))

    @rule(name=st.sampled_from(NAMES))
    def edit_a_letter_unseen(self, name: str) -> None:
        path = self.site.root / self.existing(name)
        before = path.stat()
        path.write_bytes(path.read_bytes().replace(b"The", b"Teh"))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(width=st.integers(4, 6), place=st.sampled_from(("pictures", "world", "authors")))
    def replace_a_picture(self, width: int, place: str) -> None:
        self.site.write(f"content/{place}/map.svg", MAP.format(width))

    @rule(place=st.sampled_from(("pictures", "world", "authors")))
    def delete_a_picture(self, place: str) -> None:
        (self.site.root / f"content/{place}/map.svg").unlink(missing_ok=True)

    @rule(rows=st.integers(0, 2))
    def write_an_attachment(self, rows: int) -> None:
        self.site.write("content/world/table.csv", "a,b\n" * rows)

    @rule(name=st.sampled_from(("Dana", "Dana W.", "")))
    def edit_a_profile(self, name: str) -> None:
        self.site.write("content/authors/dana.md", f"---\nname: {name}\n---\n")

    @rule(aliases=st.sampled_from(("", "aliases: [/us/, /old/]\n", "slug: topics\n")))
    def edit_a_standing_page(self, aliases: str) -> None:
        self.site.write("content/pages/about.md", f"---\nheadline: About\n{aliases}---\n\nUs.\n")

    @rule(text=st.sampled_from(("", "text: Roads shut\nurl: /\nuntil: 2026-11-24\n", "text: [\n")))
    def edit_breaking_news(self, text: str) -> None:
        self.site.write("content/live/breaking.yaml", text)

    @rule(degrees=st.integers(-2, 0))
    def edit_the_weather(self, degrees: int) -> None:
        self.site.write("content/live/weather.yaml", f"calgary:\n  temperature: {degrees}\n")

    @rule(lead=st.sampled_from(("world/rates", "politics/vote.md", "none")))
    def pin_a_story(self, lead: str) -> None:
        self.site.write("content/fronts/home.yaml", f"lead: {lead}\n")

    @rule(
        keys=st.fixed_dictionaries(
            {},
            optional={
                "page_size": st.just(5),
                "feed_size": st.integers(1, 3),
                "permalink": st.sampled_from(("/{year}/{month}/{slug}/", "/{section}/{day}/{slug}/")),
                "timezone": st.just("Asia/Tokyo"),
                "language": st.just("fr-CA"),
                "notices": st.just("[{text: Late., until: 2026-11-23 12:30}]"),
                "tagline": st.just("Daily"),
                "logo": st.just("pictures/map.svg"),
            },
        )
    )
    def change_settings(self, keys: dict[str, str | int]) -> None:
        self.site.configure(errors=self.errors, **keys)

    @rule(name=st.sampled_from(TEMPLATES), addition=st.sampled_from(("<!-- ours -->", "{% if %}", "{{ none.at_all }}")))
    def write_a_template(self, name: str, addition: str) -> None:
        self.site.write(f"templates/{name}", (ROOT / "templates" / name).read_text("utf-8") + addition)

    @rule()
    def delete_all_templates(self) -> None:
        shutil.rmtree(self.site.root / "templates", ignore_errors=True)

    @rule(data=st.data())
    def damage_an_output(self, data: st.DataObject) -> None:
        outputs = sorted(set(tree(self.site.out)) - self.foreign)
        assume(outputs)
        path = self.site.out / data.draw(st.sampled_from(outputs))
        if data.draw(st.booleans()):
            path.unlink()
        else:
            path.write_text("spoiled", "utf-8")

    @rule(name=st.sampled_from(("CNAME", "world/notes.txt", "old/keep/me.html")))
    def put_a_foreign_file_in_the_site(self, name: str) -> None:
        path = self.site.out / name
        assume(not path.exists() and all(folder.is_dir() or not folder.exists() for folder in path.parents))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("not ours", "utf-8")
        self.foreign.add(name)

    @rule(now=st.sampled_from(INSTANTS))
    def move_the_clock(self, now: int) -> None:
        self.now = now

    @rule()
    def lose_the_log(self) -> None:
        shutil.rmtree(self.site.root / ".broadsheet", ignore_errors=True)

    @invariant()
    def incremental_is_clean(self) -> None:
        before = self.site.tree()
        made = self.site.build(self.now)
        after = self.site.tree()
        clean = self.folder / "clean" / "site"
        expected = build(BuildOptions(self.site.root, self.now, out=clean, jobs=1))
        found = tree(clean)
        shutil.rmtree(self.folder / "clean")
        clashes = [fault for fault in made.diagnostics if fault.kind == "output-clash"]
        if clashes:
            assert after == before
            return
        assert faults(made) == faults(expected)
        if not found:
            assert after == before
            return
        assert {path: raw for path, raw in after.items() if path not in self.foreign} == found
        assert {path: after.get(path) for path in self.foreign} == dict.fromkeys(self.foreign, b"not ours")
        assert (made.stories, made.hidden, made.next_change) == (
            expected.stories,
            expected.hidden,
            expected.next_change,
        )
        assert set(made.written) | set(made.deleted) >= {
            path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
        }


TestEditSequences = EditSequences.TestCase
TestEditSequences.settings = settings(max_examples=12, stateful_step_count=6)


class ManyEditSequences(EditSequences):
    """The same, at length."""


TestManyEditSequences = pytest.mark.campaign(ManyEditSequences.TestCase)
TestManyEditSequences.settings = settings(max_examples=400, stateful_step_count=15, derandomize=False, print_blob=True)

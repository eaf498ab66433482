"""Newsrooms drawn at random: what readers see, and stories that they must not see, with everything that a story can bring.

Every word of a hidden story is a canary: a made-up word that is nowhere else.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from tests.leaks.bodies import write_body
from tests.leaks.pictures import drawing, photograph
from tests.leaks.searching import make_canary
from tests.newsrooms import NOW, Site

Sources = dict[str, bytes]

DAY = 86_400
ZONES = ("UTC", "America/Edmonton", "Asia/Kolkata", "Pacific/Auckland")
TOPICS = ("Rates", "Votes", "Ports")
SECTIONS = ("world", "politics")

# For each kind of hiding the keys that do it, told the instant at which a story comes or goes.
HIDINGS: dict[str, Callable[[int], dict[str, str]]] = {
    "draft": lambda _: {"status": "draft"},
    "undated draft": lambda _: {"status": "draft", "published": ""},
    "faulty draft": lambda _: {"status": "draft", "dek": "Of no such key", "label": "anlysis"},
    "unreadable draft": lambda _: {"status": "draft", "kicker": "Rates: they rise: again"},
    "scheduled": lambda at: {"published": instant(at), "updated": ""},
    "embargoed": lambda at: {"embargo": instant(at)},
    "embargoed and unreadable": lambda at: {"embargo": instant(at), "kicker": "Rates: they rise: again"},
    "expired": lambda at: {"expires": instant(2 * NOW - at)},
    "never public": lambda _: {"expires": "2025-01-01"},
}
# Where a hidden story may put a picture or film of the name of another that public stories show, and how it writes it.
_NAMESAKES = {
    **{f"content/{section}/{name}": name for section in SECTIONS for name in ("map.svg", "port.png")},
    **{f"content/{section}/film.mp4": "film.mp4" for section in SECTIONS},
    "content/pictures/plan.svg": "/pictures/plan.svg",
    "content/old/0.svg": "/old/0.svg",  # an alias of a public story
}
_FILM = "\n\n::: video\n[The film](/pictures/film.mp4)\n[English](/pictures/film.vtt)\n:::"
# What a story may name that is not there; some of it is nearly the name of what a hidden story brings.
_NOWHERE = ("![No](mapp.svg)", "[No](s99)", "[No](/world/s99.md)", "[No](zqtable.csv)", "![No](zqphoto.jpg)")
# Nothing knows the slug of a story that is not sound, nor of one whose address waits for its date.
_WITHOUT_SLUG = ("faulty draft", "unreadable draft", "embargoed and unreadable", "undated draft")
ENDS_BY_ITSELF = ("scheduled", "embargoed", "expired")
_ALL_FEEDS = (
    "{text: full, size: 200, site: [rss, atom, json], sections: [rss, atom, json],"
    " regions: [json], authors: [rss, atom], topics: [rss, json]}"
)


@dataclass(frozen=True)
class Hidden:
    """A story that is hidden at `NOW`: its own path, how it is hidden, its keys, and what it brings besides."""

    path: str
    hiding: str
    edge: int
    keys: dict[str, str]
    body: str
    brought: Sources

    def source(self, **more: str) -> bytes:
        """Write its source, with other keys put over its own."""
        keys = {**self.keys, **more}
        lines = [f"{name}: {value}" for name, value in keys.items() if value]
        return "\n".join(["---", *lines, "---", "", self.body, ""]).encode()

    @property
    def hidden(self) -> bytes:
        """Its source as it is hidden."""
        return self.source(**HIDINGS[self.hiding](self.edge))

    @property
    def _published(self) -> str:
        """When it is told to have come out: with the end of its embargo, if there is one."""
        keys = {**self.keys, **HIDINGS[self.hiding](self.edge)}
        return keys.get("embargo") or keys["published"]

    @property
    def stub(self) -> bytes:
        """A draft of which nothing is known but where it is and was, for stories that name it."""
        keys = {**self.keys, **HIDINGS[self.hiding](self.edge), "published": self._published}
        kept = {name: keys[name] for name in ("published", "section", "slug", "aliases") if keys.get(name)}
        lines = [f"{name}: {value}" for name, value in {"published": "2026-11-01", **kept}.items()]
        return "\n".join(["---", "headline: x", "status: draft", *lines, "---", ""]).encode()

    def addresses(self, pattern: str, has_lite: bool) -> list[str]:
        """Give where it is once it is public, what leads there, and a list that is there because of it."""
        slug = self.keys.get("slug") or Path(self.path).stem
        aliases = self.keys["aliases"].strip("[]").split(", ") if self.keys["aliases"] else []
        found = [*aliases, f"/topics/{self.keys['topics'][1:].partition(',')[0]}/"]
        month = self._published[:7]
        if "month" not in pattern or self.keys["published"].startswith(month):
            section = self.keys["section"] or Path(self.path).parent.name
            permalink = pattern.format(section=section, slug=slug, year=month[:4], month=month[5:])
            found += [permalink, permalink.rstrip("/"), f"{permalink}?from=a#top"]
            found += [f"/lite{permalink}"] if has_lite else []
        return found

    def plain(self, now: int) -> bytes | None:
        """Its source with nothing left to come at `now`; None where readers do not see it then."""
        keys = HIDINGS[self.hiding](self.edge)
        if self.hiding == "scheduled" and now >= self.edge:
            return self.source(**keys)
        if self.hiding == "embargoed" and now >= self.edge:
            # It is dated with the end of the embargo. Comments stand for that and for what was changed before, so that
            # all lines keep their numbers.
            told = {"# updated" if name == "updated" else name: value for name, value in self.keys.items()}
            return replace(self, keys=told).source(published=self._published, **{"#": keys["embargo"]})
        if self.hiding == "expired" and now < 2 * NOW - self.edge:
            return self.source(**keys)
        return None


@dataclass(frozen=True)
class Drawn:
    """A newsroom: `public` is what readers see, `hidden` what they must not; `canaries` tell of each word its field.

    `named` are the hidden stories that public ones or the desk name. `intruders`
    are hidden stories that claim what others have, and can never be public beside them.
    `faults` are sources with which no build succeeds, and `target` says of a target all but its place.
    """

    public: Sources
    hidden: tuple[Hidden, ...]
    intruders: Sources
    named: frozenset[str]
    canaries: dict[str, str]
    address: str
    jobs: int
    faults: Sources
    target: dict[str, str]

    def everything(self) -> Sources:
        """The newsroom as its desk has it."""
        return {**self.public, **self._brought(), **{item.path: item.hidden for item in self.hidden}, **self.intruders}

    def without(self, now: int = NOW) -> Sources:
        """The newsroom without what is hidden at `now`."""
        seen = {item.path: plain for item in self.hidden if (plain := item.plain(now)) is not None}
        stubs = {item.path: item.stub for item in self.hidden if item.path in self.named}
        brought = {path: raw for item in self.hidden if item.path in seen for path, raw in item.brought.items()}
        return {**self.public, **stubs, **brought, **seen}

    def shown(self) -> Sources:
        """The newsroom with all those stories public."""
        return {**self.public, **self._brought(), **{item.path: item.source() for item in self.hidden}}

    def edges(self) -> list[int]:
        """The instants at which a hidden story comes, or an expired one went."""
        edges = {
            2 * NOW - item.edge if item.hiding == "expired" else item.edge
            for item in self.hidden
            if item.hiding in ENDS_BY_ITSELF
        }
        return sorted(edges)

    def _brought(self) -> Sources:
        return {path: raw for item in self.hidden for path, raw in item.brought.items()}


def instant(at: int) -> str:
    """Write an instant as front matter has it."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def put(site: Site, sources: Mapping[str, bytes]) -> None:
    """Make a newsroom's folder hold these sources and no others; those that are as they were stay untouched."""
    for there in site.root.glob("content/**/*"):
        if there.is_file() and there.relative_to(site.root).as_posix() not in sources:
            there.unlink()
    for path, raw in sources.items():
        full = site.root / path
        if not full.is_file() or full.read_bytes() != raw:
            site.write(path, raw)


def site_of(folder: Path, sources: Mapping[str, bytes]) -> Site:
    """Make a newsroom of sources."""
    site = Site(folder)
    put(site, sources)
    return site


def draw(seed: int, errors: tuple[str, ...] = ("stop", "stop", "skip")) -> Drawn:
    """Draw a newsroom; the same seed gives the same. Of those that skip `errors` some have public stories with faults."""
    return _Drawing(Random(seed)).draw(errors)


@dataclass
class _Drawing:
    random: Random
    canaries: dict[str, str] = field(default_factory=dict)
    namesakes: list[str] = field(default_factory=lambda: list(_NAMESAKES))

    def draw(self, errors_drawn_from: tuple[str, ...]) -> Drawn:
        count = self.random.randint(2, 16)
        names = [f"{self.random.choice(SECTIONS)}/s{number}" for number in range(count)]
        hidden = tuple(self._hidden() for _ in range(self.random.randint(1, 5)))
        named = frozenset(item.path for item in hidden if self._coin(0.4))
        pattern = self.random.choice(("/{section}/{slug}/", "/{year}/{month}/{slug}/"))
        has_lite = self._coin()
        links = [link for item in hidden if item.path in named for link in self._links_to(item, pattern, has_lite)]
        errors = self.random.choice(errors_drawn_from)
        shared = [link for link in links if link.startswith("/") and not link.endswith(".md")]
        address = f"https://courier.example{self.random.choice(('', '', '', '/paper'))}"
        settings = self._settings(address, errors, pattern, has_lite) + self._menus(shared)
        public: Sources = {"newsroom.yaml": settings.encode()}
        if shared and self._coin(0.3):
            public["content/live/breaking.yaml"] = f"text: It breaks\nurl: {self.random.choice(shared)}\n".encode()
        near = [*_NOWHERE, *(link for item in hidden for link in self._near(item))]
        for number, name in enumerate(names):
            public[f"content/{name}.md"] = self._public(
                number, names, links, near if errors == "skip" and self._coin(0.3) else []
            )
        public |= {
            "content/authors/dana.md": b"---\nname: Dana Roe\nimage: /pictures/map.svg\n---\n\nWrites.\n",
            "content/authors/tom.md": b"---\nname: Tom Ash\n---\n",
            "content/pictures/map.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"></svg>',
            "content/pictures/port.png": photograph("PNG"),
            "content/pictures/film.mp4": b"The film that readers see",
            "content/pictures/film.vtt": b"WEBVTT\n",
            **{f"content/{section}/plan.svg": drawing("Plan", section) for section in SECTIONS},
            # Each picture is shown by somebody: of what no public page names a hint may tell.
            "content/pages/about.md": b"---\nheadline: About\naliases: [/us/]\n---\n\n"
            b"Us, ![here](/world/plan.svg) and ![there](/politics/plan.svg).\n\n"
            b"![Map](/pictures/map.svg)\n\n![Port](/pictures/port.png)\n\n"
            b"[The film](/pictures/film.mp4) and [what is said](/pictures/film.vtt)\n",
            "content/fronts/home.yaml": self._pins(names, [item for item in hidden if item.path in named]).encode(),
        }
        intruders = self._intruders(names)
        jobs = 2 if self._coin(0.1) else 1
        faults = self._faults(public[f"content/{names[0]}.md"], hidden)
        return Drawn(public, hidden, intruders, named, self.canaries, address, jobs, faults, self._target())

    def _coin(self, chance: float = 0.5) -> bool:
        return self.random.random() < chance

    def _word(self, place: str) -> str:
        """Make a canary for a field."""
        word = make_canary(self.random)
        self.canaries[word] = place
        return word

    def _settings(self, address: str, errors: str, pattern: str, has_lite: bool) -> str:
        choose = self.random.choice
        keys = {
            "timezone": choose(ZONES),
            "page_size": choose(("5", "20")),
            "errors": errors,
            "html": choose(("escape", "trust", "sanitise")),
            "lite": "yes" if has_lite else "no",
            "social_cards": choose(("stories", "sections", "no")),
            "search": choose(("yes", "no", "no")),
            "ninjs": choose(("yes", "no")),
            "llms": choose(("yes", "no")),
            "host_files": choose(("none", "netlify", "cloudflare")),
            "permalink": pattern,
            "feeds": choose(("{site: [rss], sections: []}", _ALL_FEEDS)),
            "notices": f"[{{text: {self._word('notice to come')}, from: 2026-11-23T12:00:01Z}}]",
        }
        head = f"name: The Example Courier\naddress: {address}\n"
        head += "sections: [{slug: world, name: World}, {slug: politics, name: Politics}]\n"
        head += "regions: [{slug: calgary, name: Calgary}]\n"
        return head + "".join(f"{name}: {value}\n" for name, value in keys.items())

    def _menus(self, addresses: list[str]) -> str:
        """Write links that all pages share, some of them to the addresses of hidden stories."""
        if not addresses or self._coin():
            return ""
        choose = self.random.choice
        menu = f"[{{label: Here, url: /world/}}, {{label: There, url: '{choose(addresses)}'}}]"
        footer = f"[{{label: Us, links: {menu}}}]"
        return f"policies: {{ethics: '{choose(addresses)}'}}\nmenus: {{main: {menu}, footer: {footer}}}\n"

    def _pins(self, names: list[str], hidden: list[Hidden]) -> str:
        pinned = [*names, *(item.path.removeprefix("content/").removesuffix(".md") for item in hidden)]
        return f"lead: {self.random.choice(pinned)}\nsecond: [{', '.join(self.random.sample(pinned, 2))}]\n"

    def _links_to(self, item: Hidden, pattern: str, has_lite: bool) -> list[str]:
        """Name a hidden story as an editor may: by its path, by its slug, and by an address of its own."""
        path = item.path.removeprefix("content")
        if item.hiding in _WITHOUT_SLUG:
            return [path]
        slug = item.keys.get("slug") or path.rpartition("/")[2].removesuffix(".md")
        return [self.random.choice((path, slug)), self.random.choice(item.addresses(pattern, has_lite))]

    def _public(self, number: int, names: list[str], links: list[str], missing: list[str]) -> bytes:
        choose = self.random.choice
        keys = {
            "headline": f"Headline {number}",
            "published": instant(NOW - choose((0, 1, 3600, DAY, 2 * DAY - 1, 2 * DAY, 40 * DAY))),
            "topics": choose(("", "[Rates]", "[Rates, Votes]", "[Ports]")),
            "authors": choose(("", "dana", "[dana, tom]", "Ann Lee", "[{name: The Wire, organization: yes}]")),
            "regions": choose(("", "[calgary]")),
            "image": choose(
                ("", "", "/pictures/map.svg", "plan.svg", "{file: /pictures/port.png, alt: A port, credit: Dana}")
            ),
            "label": choose(("", "", "opinion", "photo-essay")),
            "aliases": choose(("", f"[/old/{number}/]", f"[/old/{number}.svg]")),
            "priority": choose(("", "1", "5")),
        }
        body = f"Story {number}. See [another]({'/' + choose(names)}.md)."
        if self._coin(0.3):
            body += choose(
                ("\n\n![Plan](plan.svg)", "\n\nOf ![port](/pictures/port.png) and ![map](/pictures/map.svg).", _FILM)
            )
        if links and self._coin():
            body += f"\n\nAnd [this]({choose(links)}), of which we know."
            if self._coin(0.3):
                body += f"\n\nREAD MORE | [That]({choose(links)})"
            if self._coin(0.3):
                keys["related"] = f"[{{read: More, url: '{choose(links)}'}}]"
        if missing:
            body += f"\n\n{choose(missing)}"
        lines = [f"{name}: {value}" for name, value in keys.items() if value]
        return "\n".join(["---", *lines, "---", "", body, ""]).encode()

    def _intruders(self, names: list[str]) -> Sources:
        """Write hidden stories that want the addresses and slugs of public ones, and of pages of the site itself."""
        found: Sources = {}
        for number in range(self.random.randint(0, 2)):
            slug = self.random.choice([name.partition("/")[2] for name in names])
            keys = f"slug: {slug}\naliases: [/latest/, /us/, /world/, /old/0/]\ntopics: [rates, RATES]\nauthors: nobody"
            hiding = self.random.choice(("status: draft", "embargo: 2031-01-01"))
            word = self._word("headline")
            text = (
                f"---\nheadline: {word}\npublished: 2026-11-01\n{hiding}\n{keys}\n---\n\n[x](none.md) ![y](mapp.png)\n"
            )
            found[f"content/world/{word}{number}.md"] = text.encode()
        return found

    def _faults(self, public: bytes, hidden: tuple[Hidden, ...]) -> Sources:
        """Write a public story with an error, which may be that it nearly names what a hidden story is or brings."""
        choose = self.random.choice
        head, _, body = public.decode().partition("\n---\n")
        near = [link for item in hidden for link in self._near(item)]
        line = choose(
            ("dek: Rates", "authors: nobody", "image: none.png", "aliases: [/latest/]", "slug: No Slug", "", "")
        )
        words = "" if line and self._coin() else choose((*_NOWHERE, *near, *near))
        if words and not self._coin():
            line = ""
        return {"content/world/a-fault.md": f"{head}\nslug: a-fault\n{line}\n---\n{body}\n\n{words}\n".encode()}

    def _near(self, item: Hidden) -> Iterator[str]:
        """Misspell the names of a hidden story and of what it brings, as links and pictures of a story have them."""
        for path in (item.path, *item.brought):
            folder, _, name = path.removeprefix("content").rpartition("/")
            stem, _, end = name.rpartition(".")
            wrong = self._misspelt(stem)
            yield f"{'!' if end in ('png', 'jpg', 'svg') else ''}[No]({folder}/{wrong}.{end})"
        yield f"[No]({self._misspelt(item.keys.get('slug') or Path(item.path).stem)})"

    def _misspelt(self, word: str) -> str:
        at = self.random.randrange(len(word))
        return f"{word[:at]}9{word[at + 1 :]}"

    def _target(self) -> dict[str, str]:
        choose = self.random.choice
        purge = choose(("command", "json", "cloudflare", "fastly"))
        kinds = ({"layout": "files"}, {"layout": "files", "rollback": "no"}, {"layout": "releases", "keep": "2"})
        return {**choose(kinds), "purge": purge}

    def _hidden(self) -> Hidden:
        """Draw a story with a canary in every field, some fields left out."""
        word, choose = self._word, self.random.choice
        section, stem = choose(SECTIONS), word("name of the file")
        profile, photo, drawn = word("name of a profile"), word("name of a picture"), word("name of a drawing")
        keys = {
            choose(("headline", "headline", "title")): word("headline"),
            "section": choose(("", "", "", *SECTIONS)),
            "published": instant(NOW - choose((1, 3600, DAY, 40 * DAY))),
            "topics": f"[{word('topics')}, {choose(TOPICS)}]",
            "authors": f"[{{author: {profile}, role: {word('authors: role')}}}, {{name: {word('authors: name')}}},"
            f" {{name: {word('authors: name')}, organization: yes}}, dana]",
            "image": f"{photo}.jpg"
            if self._coin(0.3)
            else f"{{file: {photo}.jpg, caption: {word('image: caption')}, credit: {word('image: credit')},"
            f" alt: {word('image: alt')}, focus: 40% 20%}}",
            "related": f"[{{{choose(('watch', 'read', 'listen', 'photos'))}: {word('related: text')}, url: https://{word('related: url')}.example/,"
            f" duration: {word('related: duration')}, source: {word('related: source')}}}]",
            "corrections": f"[{{at: 2026-11-22, text: {word('corrections')}}}]",
            "aliases": f"[/old/{word('aliases')}/, /{word('aliases')}.html]",
            "regions": choose(("", "[calgary]")),
            "priority": choose(("", "1")),
            "label": choose(("", "opinion")),
            "sponsor": "",
            "noindex": choose(("", "", "yes")),
            "lang": choose(("", "", "fr-CA")),
            "updated": choose(("", "2026-11-23T11:59:59Z")),
        }
        for name in ("deck", "subdeck", "kicker", "summary", "dateline", "credits", "slug"):
            keys[name] = word(name) if self._coin(0.8) else ""
        if self._coin(0.3):
            keys["credits"] = f"[{word('credits')}, {word('credits')}]"
        keys["canonical"] = f"https://{word('canonical')}.example/" if self._coin(0.3) else ""
        if self._coin(0.2):
            keys |= {"label": "sponsored", "sponsor": word("sponsor")}
        keys["id"] = f"tag:courier.example,2026:{word('id')}" if self._coin(0.3) else ""
        for name in ("image", "related", "corrections", "aliases", "authors"):
            keys[name] = keys[name] if self._coin(0.85) else ""
        folder = f"content/{section}"
        hiding, edge = choose(tuple(HIDINGS)), NOW + choose((1, 2, 60, 3600, 2 * DAY))
        if hiding not in ENDS_BY_ITSELF:
            edge = NOW + 30 * DAY
        body, files = write_body(self.random, word, photo, drawn)
        brought = {
            f"{folder}/{photo}.jpg": photograph("JPEG", word),
            **{f"{folder}/{name}": raw for name, raw in files.items()},
            f"content/authors/{profile}.md": self._profile(drawn, section),
        }
        namesake = self._namesake(folder)
        if namesake:
            mark = "" if namesake.endswith(".mp4") else "!"
            body += f"\n\n{mark}[{word('body: alt')}]({_NAMESAKES[namesake]})"
            brought[namesake] = self._namesake_of(namesake)
        if keys["authors"]:
            second = word("name of a profile")
            body += f"\n\nBy [{word('body: link')}](/authors/{profile}.md)."
            brought[f"content/authors/{profile}.md"] += f"\nWith [{word('profile: link')}]({second}.md).\n".encode()
            brought[f"content/authors/{second}.md"] = self._profile(drawn, section)
        # Of what no story names a hint may tell.
        unnamed = {f"{folder}/{photo}.jpg": "image", f"content/authors/{profile}.md": "authors"}
        brought = {path: raw for path, raw in brought.items() if path not in unnamed or keys[unnamed[path]]}
        return Hidden(f"{folder}/{stem}.md", hiding, edge, keys, body, brought)

    def _namesake(self, folder: str) -> str:
        """Choose where a hidden story puts a picture of the name of another; each place is taken by one story."""
        free = [path for path in self.namesakes if path.startswith((f"{folder}/", "content/pictures/", "content/old/"))]
        if not free or self._coin():
            return ""
        path = self.random.choice(free)
        self.namesakes.remove(path)
        return path

    def _namesake_of(self, path: str) -> bytes:
        word = self._word
        if path.endswith(".mp4"):
            return word("bytes of a film").encode()
        if path.endswith(".svg"):
            return drawing(word("text in a drawing"), word("notes in a drawing"))
        return photograph("PNG", word)

    def _profile(self, drawn: str, section: str) -> bytes:
        word = self._word
        keys = {
            "name": word("profile: name"),
            "role": word("profile: role"),
            "bio": word("profile: bio"),
            "email": f"{word('profile: email')}@x.example",
            "links": f"[https://{word('profile: links')}.example/]",
            "image": f"{{file: /{section}/{drawn}.svg, alt: {word('profile: alt')}}}",
            "organization": "yes" if self._coin(0.2) else "",
        }
        lines = "\n".join(f"{name}: {value}" for name, value in keys.items() if value)
        return f"---\n{lines}\n---\n\n{word('profile: body')}\n".encode()

"""What must hold where a newsroom with hidden stories is published: at the target, in its notes, and for all who are told."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, quote

from broadsheet.commands.output import Screen
from broadsheet.commands.publish_words import print_history, print_outcome, print_plan, report_values
from broadsheet.publishing.desk import Desk
from broadsheet.publishing.guards import Allowed, Refused
from broadsheet.publishing.plan import Plan
from broadsheet.site.build import load_settings
from broadsheet.site.layout import layout_of
from tests.leaks.judging import CONSOLE, build_at
from tests.leaks.newsrooms import Drawn, Sources, put, site_of
from tests.leaks.searching import Search
from tests.newsrooms import NOW, Site, faults, tree
from tests.publishing.commanding import hub
from tests.publishing.hosts import FolderHost

NOTES = ".broadsheet/"
LISTEN = 'cat >> "$1"'


@dataclass
class Office:
    """A newsroom that publishes to a folder, with a cache and a hub that are told of it."""

    site: Site
    host: FolderHost
    drawn: Drawn
    endpoint: str
    asked: list[tuple[str, str, str, str]]

    def bring(self, sources: Sources) -> None:
        """Make the newsroom hold these sources, with the target in its settings, and build it."""
        put(self.site, {**sources, "newsroom.yaml": sources["newsroom.yaml"] + self._target().encode()})
        result = build_at(self.site, NOW, self.drawn.jobs)
        assert result.written, faults(result)

    def publish(self) -> tuple[Plan, Mapping[str, bytes]]:
        """Publish, and tell cache and hub; give the plan, and all that was said and told, by who was told."""
        self.asked.clear()
        self._heard.write_bytes(b"")
        layout = layout_of(self.site.root)
        settings, _ = load_settings(layout)
        assert settings is not None
        desk, target = Desk(layout, settings, NOW, "desk", {}), settings.targets[0]
        with redirect_stdout(StringIO()) as said:
            allowed = Allowed()
            try:
                plan = desk.plan(target, allowed)
            except Refused as refused:  # so many deletions have to be asked for by their number
                allowed = Allowed(deletions=int(str(refused).split()[0]))
                plan = desk.plan(target, allowed)
            print_plan(Screen(), plan, plan.urls(self.drawn.address))
            done = desk.publish(target, allowed, takes_over=False)
            print_outcome(Screen(), done, target.name, 1.0)
            print_history(Screen(), desk.history(target))
        urls = desk.changed_urls(done.plan, Allowed())
        desk.purge(target)
        desk.tell_hub(target, done.plan, urls)
        report = json.dumps(report_values(target.name, done, done.plan.urls(self.drawn.address), 1.0))
        return done.plan, {CONSOLE: said.getvalue().encode(), "report": report.encode(), **self._told()}

    def feeds_told(self) -> set[str]:
        """Give the addresses of feeds that the hub was told of."""
        return {feed for _, path, body, _ in self.asked if path == "/hub" for feed in parse_qs(body)["hub.url"]}

    def url(self, path: str) -> str:
        """Give the address of a file of the site."""
        return f"{self.drawn.address}/{quote(path.removesuffix('index.html') if path.endswith('index.html') else path)}"

    @property
    def _heard(self) -> Path:
        return self.site.root.parent / "heard-by-the-cache"

    def _told(self) -> dict[str, bytes]:
        told = {"hub": "".join(f"{path} {body}\n" for _, path, body, _ in self.asked if path == "/hub").encode()}
        cache = "".join(f"{path} {body}\n" for _, path, body, _ in self.asked if path != "/hub").encode()
        return {**told, "cache": cache + self._heard.read_bytes()}

    def _target(self) -> str:
        setting = {key: value for key, value in self.drawn.target.items() if key != "purge"}
        purge = {"url": f"{self.endpoint}/purge", "form": self.drawn.target["purge"]}
        if self.drawn.target["purge"] == "command":
            purge = {"command": json.dumps(["sh", "-c", LISTEN, "purge", str(self._heard)])}
        lines = {"name": "web", "folder": str(self.host.root), **setting, "websub": f"{self.endpoint}/hub"}
        head = "".join(f"    {key}: {value}\n" for key, value in lines.items())
        return f"targets:\n  -{head[3:]}    purge:\n" + "".join(
            f"      {key}: {value}\n" for key, value in purge.items()
        )


@contextmanager
def _office(folder: Path, drawn: Drawn, sources: Sources) -> Iterator[Office]:
    host = FolderHost(folder / "web", drawn.target["layout"])
    with hub() as (endpoint, asked):
        office = Office(site_of(folder / "newsroom", {}), host, drawn, endpoint, asked)
        office.bring(sources)
        yield office


def canaries_published(folder: Path, drawn: Drawn) -> dict[str, set[str]]:
    """Publish the site and give the canaries in what is then at the target, notes too, and in what anybody is told."""
    with _office(folder, drawn, drawn.everything()) as office:
        _, told = office.publish()
        assert office.feeds_told() <= {office.url(path) for path in office.host.files()}
        return Search(drawn.canaries).find_all({**tree(office.host.root), **told})


def withdrawal(folder: Path, drawn: Drawn) -> list[str]:
    """Publish the stories, hide them and publish again: give what is left of them, and who is told too little or too much.

    For as long as `docs/hidden-stories.md` says there is a copy for `--rollback`, and nothing but that.
    """
    search = Search(drawn.canaries)
    with _office(folder, drawn, drawn.shown()) as office:
        office.publish()
        before = office.host.files()
        problems = [] if search.find_all(before) else ["nothing was shown"]
        problems += [f"no feed: {feed}" for feed in office.feeds_told() - {office.url(path) for path in before}]
        office.bring(drawn.everything())
        plan, told = office.publish()
        after = office.host.files()
        problems += [f"left: {path}" for path in search.find_all(after)]
        problems += _told_wrongly(office, before, after, plan, told)
        problems += [f"told to hubs: {word}" for word in search.find("", told["hub"])]
        problems += _kept_wrongly(office, search)
        public = {**drawn.everything(), "content/pages/later.md": b"---\nheadline: Later\n---\n\nLater.\n"}
        office.bring(public)
        _, told = office.publish()
        found = search.find_all({**tree(office.host.root), **told})
        return [*problems, *(f"there after a further publication: {path}" for path in found)]


def _told_wrongly(
    office: Office, before: Mapping[str, bytes], after: Mapping[str, bytes], plan: Plan, told: Mapping[str, bytes]
) -> Iterator[str]:
    """Compare what cache and hub were told with what has changed for readers."""
    urls = set(plan.urls(office.drawn.address))
    for path, raw in before.items():
        if after.get(path) != raw and office.url(path) not in urls:
            yield f"not to be purged: {path}"
    heard = told["cache"].decode()
    yield from (f"not told to the cache: {url}" for url in urls if url.partition("://")[2] not in heard)
    feeds = office.feeds_told()
    yield from (f"a feed that is not there: {feed}" for feed in feeds - {office.url(path) for path in after})
    yield from (
        f"a feed that the hub was not told of: {path}"
        for path, raw in after.items()
        if path.endswith(("feed.xml", "atom.xml", "feed.json"))
        and before.get(path) != raw
        and office.url(path) not in feeds
    )


def _kept_wrongly(office: Office, search: Search) -> Iterator[str]:
    """Hold what is kept for `--rollback` to what is documented."""
    kept = search.find_all(tree(office.host.root))
    target = office.drawn.target
    if target.get("rollback") == "no":
        yield from (f"kept without a rollback: {path}" for path in kept)
        return
    if not kept:
        yield "nothing is kept for a rollback"
    past = [path for path in kept if not path.startswith(NOTES)]
    if target["layout"] == "releases":
        shown = f"releases/{office.host.served.resolve().name}/"
        past = [path for path in past if not path.startswith("releases/") or path.startswith(shown)]
    yield from (f"kept where readers are: {path}" for path in past)
    if (office.host.root / NOTES).stat().st_mode & 0o077:
        yield "the notes are open to others"

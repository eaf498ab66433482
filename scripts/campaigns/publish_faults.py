"""Spoil the N-th request of a publication to a bucket, for every N and every kind of fault, once and for good.

And cut the connection to a host, for SSH, SFTP and git, after so many bytes.
Each time: no deletion after an error, plain words without a key, bounded
attempts, and a next publication after which the target is what was built.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from broadsheet.publishing.store import StoreFailure
from scripts.campaigns.arguments import read_arguments
from scripts.campaigns.desk import Tally
from scripts.campaigns.publish_targets import Targets, targets
from tests.newsrooms import Site
from tests.publishing.changing import Changing
from tests.publishing.crawling import broken_references
from tests.publishing.desks import Publishing
from tests.publishing.faults import FAULTS, CuttingProxy, FaultProxy
from tests.publishing.hosts import KEY, SECRET, BucketHost, GitHost, RemoteHost, SshServer, open_bucket

ATTEMPTS = 6


def run(made: Targets, step: int, cuts: int, seed: int) -> Tally:
    """Spoil every `step`-th request, and cut `cuts` connections of each kind of host."""
    tally = Tally("publications over a spoilt connection")
    _spoil_requests(made, step, seed, tally)
    for kind in ("ssh", "sftp", "git"):
        _cut(made, kind, cuts, seed, tally)
    return tally


def _spoil_requests(made: Targets, step: int, seed: int, tally: Tally) -> None:
    server = made.server("moto")
    assert isinstance(server, str)
    with FaultProxy(server, silence=1.5).run() as proxy:
        host = BucketHost(open_bucket(server, "courier", "spoilt"), "s3://courier/spoilt", proxy.address)
        host.environment = {**host.environment, "BROADSHEET_TIMEOUT": "1"}
        changing = Changing(Publishing(Site(made.folder / "newsroom-spoilt"), host), seed)
        changing.publish()
        for fault in FAULTS:
            for _ in range(2):  # the first clears away what failures left behind
                changing.turn_over()
                proxy.reset()
                changing.publish()
            usual = len(proxy.seen)
            for only_once in (True, False):
                for number in range(1, usual + 1, step):
                    changing.turn_over()
                    proxy.reset(number, fault, only_once)
                    told = _attempt(changing)
                    problems = _problems(changing, proxy, told)
                    proxy.reset()
                    changing.publish(takes_over=True)  # this very process may hold a lock that it could not remove
                    problems += [f"differs: {path}" for path in changing.desk.differences()]
                    lasts = "once" if only_once else "for good"
                    tally.check(f"{fault} {lasts} at request {number} of {usual}, seed {seed}", problems)
                    tally.notes[f"{fault} {lasts}: {'failed' if told else 'went through'}"] += 1
            print(f"{fault}: {tally.tried} tried, {len(tally.failures)} failures so far", flush=True)


def _attempt(changing: Changing) -> str:
    """Publish; give what was said of a failure."""
    try:
        changing.publish()
    except StoreFailure as failure:
        return f"{failure} {failure.help}"
    return ""


def _problems(changing: Changing, proxy: FaultProxy, told: str) -> list[str]:
    files = changing.desk.host.files()
    problems = [f"torn: {path}" for path in changing.torn(files)]
    problems += [
        f"broken: {item}"
        for item in broken_references(files.get, changing.published & changing.desk.site.tree().keys())
    ]
    if told:
        problems += [f"deleted after an error: {path}" for path in proxy.deletions()]
    if SECRET in told or KEY in told or "Signature" in told:
        problems.append(f"a secret was said: {told}")
    spoilt = [item for item in proxy.seen if item.is_spoilt]
    if len(spoilt) > ATTEMPTS:
        problems.append(f"{len(spoilt)} attempts")
    return problems


def _cut(made: Targets, kind: str, cuts: int, seed: int, tally: Tally) -> None:
    server = made.server("ssh" if kind == "git" else kind)
    assert isinstance(server, SshServer)
    with CuttingProxy(server.port).run() as proxy:
        known = server.config.with_name("known_hosts")
        known.write_text(
            known.read_text() + known.read_text().splitlines()[0].replace(str(server.port), str(proxy.port)) + "\n"
        )
        host = made.make(kind)
        if isinstance(host, RemoteHost):
            host.setting["port"] = str(proxy.port)
        elif isinstance(host, GitHost):
            host.setting["git"] = f"ssh://127.0.0.1:{proxy.port}{host.root}"
            host.environment = {"GIT_SSH_COMMAND": f"ssh -F {server.config} -o BatchMode=yes"}
        changing = Changing(Publishing(Site(made.folder / f"newsroom-cut-{kind}"), host), seed)
        proxy.reset(None)
        changing.publish()
        usual = proxy.passed
        for number in range(cuts):
            changing.change()
            proxy.reset(int(usual * changing.random.random()))
            told = _attempt(changing)
            files = host.files()
            problems = [f"torn: {path}" for path in changing.torn(files)]
            problems += [
                f"broken: {item}"
                for item in broken_references(files.get, changing.published & changing.desk.site.tree().keys())
            ]
            proxy.reset(None)
            changing.publish(takes_over=True)
            usual = max(2_000, proxy.passed)
            problems += [f"differs: {path}" for path in changing.desk.differences()]
            tally.check(f"{kind} cut {number}, seed {seed}", problems)
            tally.notes[f"{kind} cut: {'failed' if told else 'went through'}"] += 1
    print(f"{kind}: {tally.tried} tried, {len(tally.failures)} failures so far", flush=True)


if __name__ == "__main__":
    arguments = read_arguments(__doc__ or "", rounds=20)
    with TemporaryDirectory(dir=arguments.folder) as temporary, targets(Path(temporary)) as started:
        sys.exit(run(started, 1, arguments.rounds, arguments.seed).report())

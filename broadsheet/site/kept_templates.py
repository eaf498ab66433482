"""Compiled templates, kept in the build log: to compile those of one page takes longer than to make it.

Workers that have nothing else to do while a build is planned compile a share each.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from importlib.util import MAGIC_NUMBER

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.rendering.compiled import Compiled
from broadsheet.site.stores import Stores
from broadsheet.site.work import compile_templates, take_compiled

_META = "templates"


@contextmanager
def kept_templates(stores: Stores, compiled: Compiled, texts: Mapping[str, str]) -> Iterator[None]:
    """Take over what an earlier build of this version compiled, and keep what was compiled meanwhile."""
    compiled.keep(texts)
    stamp = stores.code_version + MAGIC_NUMBER
    kept = stores.log.meta(_META) or b""
    dumped = kept[len(stamp) + len(fingerprint(b"")) :]
    # Code is run as it is: a byte of it that a disk has spoilt would end the process.
    is_whole = kept == stamp + fingerprint(dumped) + dumped
    if is_whole:
        compiled.load(dumped, texts)
    known = dict(compiled.codes) if is_whole else {}
    yield
    if any(known.get(name) is not code for name, code in compiled.codes.items()):
        dumped = compiled.dump()
        stores.log.write_meta(_META, stamp + fingerprint(dumped) + dumped)


def compile_in_shares(lanes: Sequence[Executor], texts: dict[str, str]) -> list[Future[bytes]]:
    """Have each of some processes compile a share of a theme's templates."""
    names = sorted(texts, key=lambda name: (-len(texts[name]), name))
    return [lane.submit(compile_templates, texts, names[number :: len(lanes)]) for number, lane in enumerate(lanes)]


def hand_out(lanes: Sequence[Executor], compiled: Compiled, texts: dict[str, str]) -> None:
    """Give processes what was compiled."""
    dumped = compiled.dump()
    for lane in lanes:
        lane.submit(take_compiled, texts, dumped)

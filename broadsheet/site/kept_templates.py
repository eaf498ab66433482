"""Compiled templates, kept in the build log: to compile those of one page takes longer than to make it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import MAGIC_NUMBER

from broadsheet.engine.fingerprints import fingerprint
from broadsheet.rendering.environment import Compiled
from broadsheet.site.stores import Stores

_META = "templates"


@contextmanager
def kept_templates(stores: Stores, compiled: Compiled, texts: Mapping[str, str]) -> Iterator[None]:
    """Take over what an earlier build of this version compiled, and keep what was compiled meanwhile."""
    stamp = stores.code_version + MAGIC_NUMBER
    kept = stores.log.meta(_META) or b""
    dumped = kept[len(stamp) + len(fingerprint(b"")) :]
    # Code is run as it is: a byte of it that a disk has spoilt would end the process.
    is_whole = kept == stamp + fingerprint(dumped) + dumped
    if is_whole:
        compiled.load(dumped, texts)
    known = set(compiled.codes) if is_whole else set()
    yield
    if not compiled.codes.keys() <= known:
        dumped = compiled.dump()
        stores.log.write_meta(_META, stamp + fingerprint(dumped) + dumped)

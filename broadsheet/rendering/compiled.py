"""What was made of templates' texts, which the themes of a process share and a build log can keep."""

import marshal
from collections.abc import Mapping
from types import CodeType

from broadsheet.engine.fingerprints import fingerprint


class Compiled:
    """What was made of templates' texts. A theme that follows another takes over what did not change."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}
        self.named: dict[tuple[str, str], list[str]] = {}

    def dump(self) -> bytes:
        """Give all of it as bytes for another process of this Python and this Broadsheet."""
        return marshal.dumps(
            {
                name: (fingerprint(text.encode()), code, self.named.get((name, text)))
                for (name, text), code in self.codes.items()
            }
        )

    def load(self, dumped: bytes, texts: Mapping[str, str]) -> None:
        """Take over what was dumped, as far as the texts are the same.

        Only from a place that is trusted as templates are, which can run any code.
        """
        for name, (digest, code, named) in marshal.loads(dumped).items():  # noqa: S302 - see above
            text = texts.get(name)
            if text is not None and fingerprint(text.encode()) == digest:
                self.codes[name, text] = code
                if named is not None:
                    self.named[name, text] = named

    def keep(self, texts: Mapping[str, str]) -> None:
        """Forget what was made of other texts than these."""
        current = set(texts.items())
        for made in (self.codes, self.named):
            for gone in made.keys() - current:
                del made[gone]

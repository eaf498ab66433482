"""Why an output was written: a value that the build log keeps and `explain` prints."""

from typing import Literal

import msgspec

ReasonKind = Literal["new", "changed", "recipe", "output-missing", "output-edited", "full"]


class Reason(msgspec.Struct, frozen=True):
    """One cause; `detail` names the key that changed."""

    kind: ReasonKind
    detail: str = ""

    def __str__(self) -> str:
        return _TEXTS[self.kind].format(self.detail)


_TEXTS: dict[ReasonKind, str] = {
    "new": "it is new",
    "changed": "{} changed",
    "recipe": "it is now {}",
    "output-missing": "the file was missing",
    "output-edited": "the file had been changed since the build wrote it",
    "full": "everything is built anew: {}",
}

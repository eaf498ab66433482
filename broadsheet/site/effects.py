"""What a change may touch: keys whose answers may differ, targets that come and go, documents to check again."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from broadsheet.engine.targets import Target


@dataclass(slots=True)
class Effects:
    """Gathered while the library is brought up to date, and settled against the log of targets in the end."""

    keys: set[str] = field(default_factory=set)
    added: dict[str, Target] = field(default_factory=dict)
    removed: dict[str, Target] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)
    clashing: list[tuple[Target, Target]] = field(default_factory=list)
    recheck: set[str] = field(default_factory=set)

    def swap(self, old: Iterable[Target], new: Iterable[Target]) -> None:
        """Note that some targets give way to others."""
        before = {target.path: target for target in old}
        for target in new:
            known = before.pop(target.path, None)
            if known == target:
                continue
            other = self.added.get(target.path)
            if other is not None and other != target:
                self.clashing.append((target, other))
            if known is not None:
                self.replaced.add(target.path)
            self.added[target.path] = target
        self.removed |= before

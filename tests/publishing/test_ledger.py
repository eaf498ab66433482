"""What a target remembers of files that went: the latest, however often each of them goes."""

from pathlib import Path

from broadsheet.publishing.folder import FolderStore
from broadsheet.publishing.ledger import MAX_GONE, Notes


def test_a_file_that_goes_a_second_time_is_remembered_from_then_on(tmp_path: Path) -> None:
    notes = Notes(FolderStore(tmp_path / "web", "desk"), tmp_path / "cache")
    notes.add_gone(f"{number:016x}" for number in range(MAX_GONE))
    notes.add_gone([f"{0:016x}"])
    notes.add_gone(["late"])
    gone = notes.load_gone()
    assert gone is not None
    assert len(gone) == MAX_GONE
    assert gone[-2:] == [f"{0:016x}", "late"]
    assert gone[0] == f"{2:016x}"

"""The names of the folders in which volumes of an index stand: by them a build knows its own when its log is lost."""

from broadsheet.engine.fingerprints import fingerprint

FOLDER = "search/"


def volume_folder(span: str, address: str) -> str:
    """Name the folder of a volume; its last eight digits follow from the rest, as nobody else's name does."""
    return f"{span}-{_seal(span, address)}"


def is_in_volume(path: str, address: str) -> bool:
    """Answer whether an output is a file of a volume of the newsroom at `address`."""
    if not path.startswith(FOLDER):
        return False
    span, _, seal = path.removeprefix(FOLDER).partition("/")[0].rpartition("-")
    return bool(span) and seal == _seal(span, address)


def _seal(span: str, address: str) -> str:
    return fingerprint(f"search {address} {span}".encode()).hex()[:8]

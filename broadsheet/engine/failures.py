"""What the machine refuses: no space, no permission, a disk that fails. Nobody's mistake in a story, and no bug."""

import os


class DiskFailure(Exception):
    """A file could not be read or written; the message names it where that is known.

    `is_site_mixed` once outputs were being put in place: what of it was not done, the next run completes.
    """

    def __init__(self, message: str, is_site_mixed: bool = False) -> None:
        super().__init__(message)
        self.is_site_mixed = is_site_mixed

    @property
    def help(self) -> str:
        """What to do about it."""
        if self.is_site_mixed:
            return "new pages were being put in place; fix the cause and build again, which completes them"
        return "the site was not changed; fix the cause and build again"


def disk_failure(error: OSError, is_site_mixed: bool = False) -> DiskFailure:
    """Put an error of the operating system into words."""
    what = error.strerror or str(error) or type(error).__name__
    paths = [os.fsdecode(path) for path in (error.filename2, error.filename) if isinstance(path, (str, bytes))]
    where = f"{paths[0]}: " if paths else ""
    return DiskFailure(f"{where}{what[:1].lower()}{what[1:]}", is_site_mixed)

"""Make small sites of other generators on disk, and import them."""

from pathlib import Path
from zoneinfo import ZoneInfo

from broadsheet.importers import ImportReport, import_site
from broadsheet.importers.layout import Dialect

ZONE = ZoneInfo("America/Edmonton")
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


class OldSite:
    """A site of another generator in a folder of its own, and the content folder it is imported into."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "old"
        self.content = folder / "newsroom" / "content"
        self.source.mkdir(parents=True)

    def write(self, path: str, text: str | bytes) -> None:
        """Write one file of the old site."""
        file = self.source / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def take_over(self, dialect: Dialect = "hugo", old_address: str = "") -> ImportReport:
        """Import the site."""
        return import_site(self.source, dialect, self.content, default_zone=ZONE, old_address=old_address)

    def story(self, path: str) -> str:
        """Read an imported story."""
        return (self.content / path).read_text("utf-8")

    def convert(self, body: str, dialect: Dialect = "hugo", old_address: str = "") -> tuple[str, list[tuple[int, str]]]:
        """Give one body as the import leaves it, with the lines and messages of its notes; it begins on line 5."""
        folder = "content/news" if dialect == "hugo" else "_posts"
        self.write(f"{folder}/2020-05-01-story.md", f"---\ntitle: T\nslug: story\n---\n{body}")
        report = self.take_over(dialect, old_address)
        text = self.story("news/2020/story.md").split("\n---\n", 1)[1].strip("\n")
        return text, [(note.line, note.message) for note in report.stories[0].notes]

"""Random changes of a newsroom, small enough for a hundred publications."""

from random import Random

from broadsheet.publishing.guards import Allowed, Refused
from broadsheet.publishing.publication import Done
from tests.publishing.desks import Publishing

CANARY = "canary-9c41e7"


class Changing:
    """A newsroom that changes at random; some of its stories are never public, and hold a canary."""

    def __init__(self, desk: Publishing, seed: int) -> None:
        self.desk = desk
        self.random = Random(seed)
        self._stories = [f"world/story-{number}" for number in range(desk.stories)]
        self._made = 0
        self.published: set[str] = set()
        self._bodies: dict[str, set[bytes]] = {}
        self._note_bodies()

    def change(self) -> None:
        """Change something and build."""
        for _ in range(self.random.randrange(1, 4)):
            self.random.choice((self._edit, self._edit, self._add, self._remove, self._restyle, self._hide))()
        self.desk.build()
        self._note_bodies()

    def turn_over(self) -> None:
        """Change a story's text, add a page and remove the one that was added before: the same work each time. Build."""
        page = "content/pages/turn-{}.md"
        (self.desk.site.root / page.format(self._made)).unlink(missing_ok=True)
        self._made += 1
        self.desk.site.write(
            page.format(self._made), f"---\nheadline: Page {self._made}\n---\n\nNumber {self._made}.\n"
        )
        self.desk.site.story("world/story-0", "Story 0", f"First.\n\nBody {self._made} of story 0.")
        self.desk.build()
        self._note_bodies()

    def publish(self, takes_over: bool = False) -> Done:
        """Publish; deletions that need to be allowed are."""
        try:
            done = self.desk.publish(takes_over=takes_over)
        except Refused as refused:
            if "would be deleted" not in str(refused):
                raise
            done = self.desk.publish(Allowed(deletions=int(str(refused).split()[0])), takes_over)
        self.published = set(self.desk.site.tree())
        return done

    def torn(self, files: dict[str, bytes]) -> list[str]:
        """Give the files whose bytes no build has made."""
        return [path for path, content in files.items() if content not in self._bodies.get(path, {content})]

    def is_known(self, path: str, content: bytes) -> bool:
        """Answer whether a build has made these bytes for a path."""
        return content in self._bodies.get(path, ())

    def _note_bodies(self) -> None:
        for path, content in self.desk.site.tree().items():
            self._bodies.setdefault(path, set()).add(content)

    def _edit(self) -> None:
        if self._stories:
            self._write(self.random.choice(self._stories))

    def _add(self) -> None:
        self._made += 1
        self._stories.append(f"{self.random.choice(('world', 'politics'))}/new-{self._made}")
        self._write(self._stories[-1])

    def _write(self, path: str) -> None:
        word = f"{self.random.randrange(10_000)}"
        other = self.random.choice(self._stories).partition("/")[2]
        topics = self.random.choice(("[Rates]", "[Ports, Rates]", "[]"))
        self.desk.site.story(path, f"Headline {word}", f"Body {word}. See [another]({other}).", topics=topics)

    def _remove(self) -> None:
        if len(self._stories) > 4:
            path = self._stories.pop(self.random.randrange(len(self._stories)))
            self.desk.site.delete(f"content/{path}.md")
            for left in self._stories:
                self._write(left)

    def _restyle(self) -> None:
        colour = f"#{self.random.randrange(16**6):06x}"
        self.desk.site.write("templates/assets/css/blocks/late.css", f".late {{ color: {colour}; }}\n")
        self.desk.site.write(
            "templates/assets/css/index.css", '@layer blocks;\n@import "blocks/late.css" layer(blocks);\n'
        )

    def _hide(self) -> None:
        """Write a story that is not public: a draft, or one whose time is far."""
        self._made += 1
        name = f"world/{CANARY}-{self._made}"
        keys = self.random.choice(({"status": "draft"}, {"embargo": "2031-01-01"}, {"published": "2031-01-01"}))
        self.desk.site.story(
            name, f"Headline {CANARY}", f"Body {CANARY}.", topics=f"[{CANARY}]", deck=f"Deck {CANARY}", **keys
        )

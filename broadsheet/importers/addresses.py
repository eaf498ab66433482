"""Addresses on the old site: the schemes that mark them during conversion, and where they lead now."""

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

# Marks for what a shortcode pointed at; the links are settled once, after all markup is Markdown.
REF = "site-ref:"
LOST = "lost-link:"
PICTURE = "old-picture:"


def marked(scheme: str, address: str) -> str:
    """Write an address with one of the marks, so that it can stand as a link's target."""
    return scheme + quote(address.strip(), safe="/#?=&:+,;@%~.-_")


def path_key(address: str) -> str:
    """Fold the path of an address so that its usual spellings compare equal."""
    path = unquote(address.split("#")[0].split("?")[0]).strip().casefold()
    path = path.removesuffix("index.html").removesuffix(".html").removesuffix(".markdown").removesuffix(".md")
    return path.strip("/").removesuffix("/_index").removesuffix("/index")


def fragment_of(address: str) -> str:
    """Give the `#…` of an address, or an empty text."""
    return f"#{found}" if (found := address.partition("#")[2]) else ""


@dataclass(slots=True)
class AddressBook:
    """Which imported story every old address means; None where two stories claim it."""

    old_address: str
    _stories: dict[str, str | None]

    @classmethod
    def empty(cls, old_address: str) -> "AddressBook":
        """Begin without a story."""
        return cls(old_address.rstrip("/"), {})

    def add(self, address: str, destination: str) -> None:
        """Let an address mean a story."""
        key = path_key(address)
        if key and self._stories.setdefault(key, destination) != destination:
            self._stories[key] = None

    def find_story(self, address: str) -> str | None:
        """Find the story that an address on the old site means, by its path or by its file's name."""
        key = path_key(address)
        found = self._stories.get(key)
        if found is None and address.startswith(REF):
            found = self._stories.get(key.removeprefix(REF).strip("/"))
        return found

    def inner_path(self, address: str) -> str | None:
        """Give the path of an absolute address that lies on the old site, or None."""
        if not self.old_address:
            return None
        old, new = urlsplit(self.old_address), urlsplit(address)
        if _host(old.netloc) != _host(new.netloc) or not new.path.startswith(old.path):
            return None
        return new.path[len(old.path) :] + (f"#{new.fragment}" if new.fragment else "") or "/"

    def absolute(self, path: str) -> str | None:
        """Give the address that a path has on the old site, when the site is known."""
        return f"{self.old_address}/{path.lstrip('/')}" if self.old_address else None


def _host(netloc: str) -> str:
    return netloc.casefold().removeprefix("www.")

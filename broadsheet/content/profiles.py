"""Where authors' profiles are: their sources, and their pages."""

FOLDER = "authors/"


def profile_path(slug: str) -> str:
    """Give the source of an author's profile, in the content folder."""
    return f"{FOLDER}{slug}.md"


def profile_slug(path: str) -> str:
    """Give the slug of an author from the source of the profile."""
    return path.removeprefix(FOLDER).removesuffix(".md")


def profile_permalink(slug: str) -> str:
    """Give the permalink of an author's page."""
    return f"/{FOLDER}{slug}/"

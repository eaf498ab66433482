"""Where the fronts and feeds of lists are."""

FOLDERS = {"topic": "/topics", "region": "/regions", "author": "/authors"}


def list_folder(list_name: str) -> str:
    """Give the folder of a list's front: `/world`, `/topics/russia`, `/latest`."""
    kind, _, slug = list_name.partition("/")
    if kind == "section":
        return f"/{slug}"
    return f"{FOLDERS[kind]}/{slug}" if kind in FOLDERS else "/latest"


def feed_folder(list_name: str) -> str:
    """Give the folder of a list's feeds: that of its front; that of all stories is the site's and has none."""
    return "" if list_name == "latest" else list_folder(list_name)

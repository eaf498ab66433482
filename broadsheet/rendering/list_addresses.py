"""Where the fronts of lists are."""

FOLDERS = {"topic": "/topics", "region": "/regions", "author": "/authors"}


def list_folder(list_name: str) -> str:
    """Give the folder of a list's front: `/world`, `/topics/russia`, `/latest`."""
    kind, _, slug = list_name.partition("/")
    if kind == "section":
        return f"/{slug}"
    return f"{FOLDERS[kind]}/{slug}" if kind in FOLDERS else "/latest"

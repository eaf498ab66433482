"""Where pages of the lite edition are: below `/lite/`, each at the address of its full version."""

FOLDER = "/lite"


def lite_permalink(permalink: str) -> str:
    """Give the permalink of a page's lite version."""
    return f"{FOLDER}{permalink}"

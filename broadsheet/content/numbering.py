"""How a list is cut into numbered pages, by its count alone: page 1 is the oldest, the newest stories stay on a front."""


def is_numbered(list_name: str) -> bool:
    """Answer whether a list has numbered pages; days and months are short by nature."""
    return not list_name.startswith(("day/", "month/"))


def full_pages(count: int, page_size: int) -> int:
    """Count the numbered pages of a list of `count` stories."""
    return max(0, count // page_size - 1)


def linked_pages(count: int, page_size: int) -> int:
    """Count the numbered pages of a list of `count` stories that lead to the one after them.

    A page leads to the front until the story after that which made the next page: of the two
    files that a new page costs, each story so writes one.
    """
    return max(0, full_pages(count - 1, page_size) - 1)

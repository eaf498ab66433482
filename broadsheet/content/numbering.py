"""How a list is cut into numbered pages, by its count alone: page 1 is the oldest, the newest stories stay on a front."""


def is_numbered(list_name: str) -> bool:
    """Answer whether a list has numbered pages; days and months are short by nature."""
    return not list_name.startswith(("day/", "month/"))


def full_pages(count: int, page_size: int) -> int:
    """Count the numbered pages of a list of `count` stories: its front leads to them, and each to those beside it."""
    return max(0, count // page_size - 1)


def made_pages(count: int, page_size: int) -> int:
    """Count the numbered pages that there are, with one to which nothing leads yet.

    A page is made one story before the front gives up what stands on it. With a new page the one
    before it changes too, so that it leads there; of these two files each story so writes one.
    """
    return full_pages(count + 1, page_size)

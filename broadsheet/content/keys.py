"""The names of everything that a page can read. One spelling for each, here.

A key names a value of the library; what a page read is what it depends on.
"""


def story(path: str) -> str:
    """A public story in full; absent when it is hidden or gone."""
    return f"story:{path}"


def card(path: str) -> str:
    """What lists show of a public story."""
    return f"card:{path}"


def card_at(link_key: str) -> str:
    """The card of the public story that a `link:` or `slug:` key leads to."""
    return f"card-at:{link_key}"


def link(path: str) -> str:
    """Where a story named by its source path is; empty when it is not public."""
    return f"link:{path}"


def path(permalink: str) -> str:
    """Whether there is an output at a permalink."""
    return f"path:{permalink}"


def slug(name: str) -> str:
    """Where the story with a slug is; empty when it is not public."""
    return f"slug:{name}"


def profile(name: str) -> str:
    """What bylines show of an author."""
    return f"profile:{name}"


def author(name: str) -> str:
    """An author's profile with the biography."""
    return f"author:{name}"


def page(path: str) -> str:
    """A standing page."""
    return f"page:{path}"


def picture(path: str) -> str:
    """A picture's published address and size."""
    return f"picture:{path}"


def crop(path: str, focus: tuple[int, int]) -> str:
    """That crops of a picture are wanted around a focus; it has no value."""
    return f"crop:{path}@{focus[0]},{focus[1]}"


def attachment(path: str) -> str:
    """The published address of a file beside a story."""
    return f"file:{path}"


def newest(list_name: str, count: int) -> str:
    """The newest cards of a list, newest first."""
    return f"newest:{list_name}:{count}"


def front(list_name: str) -> str:
    """The cards of a list that are on no numbered page, newest first, and how many pages there are."""
    return f"front:{list_name}"


def numbered(list_name: str, number: int) -> str:
    """The cards of a numbered page, newest first; pages count from 1, the oldest."""
    return f"numbered:{list_name}:{number:08}"


def has_newer(list_name: str, number: int) -> str:
    """Whether a numbered page leads to the one after it."""
    return f"has-newer:{list_name}:{number:08}"


def members(list_name: str) -> str:
    """All cards of a list that is short by nature, newest first."""
    return f"members:{list_name}"


def terms(kind: str) -> str:
    """The lists of one kind that have stories: slug and name of each."""
    return f"terms:{kind}"


def days(month: str) -> str:
    """The days of a month (`2019-04`) that have stories."""
    return f"days:{month}"


def neighbours(day: str) -> str:
    """The days with stories next before and after one."""
    return f"neighbours:{day}"


def pins(front_name: str) -> str:
    """What editors pinned to a front."""
    return f"pins:{front_name}"


def setting(name: str) -> str:
    """One setting of the newsroom."""
    return f"setting:{name}"


def words(language: str) -> str:
    """The words of the interface in a language."""
    return f"words:{language}"


def date_names(language: str) -> str:
    """The words of dates in a language."""
    return f"{DATE_NAMES}:{language}"


def asset(name: str) -> str:
    """The published address of a file of the theme."""
    return f"asset:{name}"


def template(name: str) -> str:
    """The text of a template."""
    return f"template:{name}"


def news(number: int) -> str:
    """The stories of the last 48 hours that one file of the news sitemap names, newest first; files count from 1."""
    return f"news:{number}"


NEWS_FILES = "news-files"
SITEMAPS = "sitemaps"
REDIRECTS = "redirects"
NOTICES = "notices"
BREAKING = "breaking"
WEATHER = "weather"
STANDING_PAGES = "standing-pages"
MONTHS = "months"
DATE_NAMES = "date-names"
STYLESHEET = "stylesheet"

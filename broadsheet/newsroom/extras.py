"""Which of Broadsheet's extras the settings of a newsroom need."""

from collections.abc import Callable, Mapping

from broadsheet.newsroom.settings import Settings

# `import` and `distributed` are in no setting: they are for commands that a person gives.
_NEEDED: Mapping[str, Callable[[Settings], bool]] = {
    "brotli": lambda settings: any(target.compress == "brotli" for target in settings.targets),
    "cloud": lambda settings: any(target.kind == "bucket" for target in settings.targets),
    "sanitise": lambda settings: settings.html == "sanitise",
    "search": lambda settings: settings.search or settings.lacks_search,
}


def needed_extras(settings: Settings) -> tuple[str, ...]:
    """Give the extras that building and publishing a newsroom needs, in alphabetical order."""
    return tuple(name for name, is_needed in _NEEDED.items() if is_needed(settings))


def install_extra(name: str) -> str:
    """Say what to do where an extra is missing; where the package comes from only the newsroom knows."""
    return f"install Broadsheet's extra `{name}`"

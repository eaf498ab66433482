"""The folders in which a build keeps its log, its pictures and what waits: they hold hidden stories."""

from broadsheet.engine.private import close_to_others, make_private
from broadsheet.site.layout import STATE, Layout


def make_state(layout: Layout) -> None:
    """Make the state folder of a build for its owner and group alone, and close to others what is there. Raises OSError."""
    own = layout.root / STATE
    if not layout.state.is_relative_to(own):
        # It lies beside the site, in a folder that readers may be served from.
        layout.state.parent.mkdir(parents=True, exist_ok=True)
    make_private(layout.state)
    for folder in {own, layout.state}:
        close_to_others(folder)

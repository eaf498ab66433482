"""What a publication must not do, however it was asked to."""

from dataclasses import dataclass

from broadsheet.newsroom.extras import install_extra
from broadsheet.publishing.losses import weigh_losses
from broadsheet.publishing.manifest import Files, Head
from broadsheet.publishing.plan import Plan

MOST_DELETIONS = 100
MOST_SHARE = 0.2


class Refused(Exception):
    """A publication was refused before anything was written; `help` says what to do."""

    def __init__(self, message: str, help_text: str) -> None:
        super().__init__(message)
        self.help = help_text


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the command line allows beyond the ordinary, most of it by its exact number or name."""

    deletions: int | None = None
    overwrite: int | None = None
    former_address: str = ""
    without_search: bool = False


def guard_newsroom(head: Head | None, address: str, allowed: Allowed) -> None:
    """Refuse the target of another newsroom. Raises Refused."""
    if head is not None and head.newsroom not in (address, allowed.former_address):
        raise Refused(
            f"the target holds another newsroom: {head.newsroom}",
            f"name your own target; if that used to be your address: --former-address {head.newsroom}",
        )


def guard_search(lacks_search: bool, allowed: Allowed) -> None:
    """Refuse a site without the search that its settings ask for, which would be deleted at the target. Raises Refused."""
    if lacks_search and not allowed.without_search:
        raise Refused(
            "`search: yes` asks for a search, and this machine cannot make it: Pagefind is not installed",
            f"{install_extra('search')} and build again; if the site is to be published without: --without-search",
        )


def guard_build(built: Files) -> None:
    """Refuse a build that is no site. Raises Refused."""
    if not built:
        raise Refused("the build is empty", "build the site; see what `broadsheet build` says")
    if "index.html" not in built:
        raise Refused("the build has no home page", "build the site; see what `broadsheet build` says")


def guard_deletions(plan: Plan, allowed: Allowed) -> None:
    """Refuse the loss of many pages or files unless the exact number of deletions was given. Raises Refused.

    What goes with a page is not counted: a story with many pictures is taken back as one without. But a whole kind of
    file does not go with a few pages.
    """
    count = len(plan.deleted)
    if allowed.deletions is not None and allowed.deletions != count:
        raise Refused(
            f"{count} files would be deleted, not {allowed.deletions}",
            "look at --dry-run; the number must be exact",
        )
    if allowed.deletions == count:
        return
    losses = weigh_losses(plan)
    # One page may always go, however small the newsroom is.
    many_pages = losses.pages > MOST_DELETIONS or (losses.pages > max(1, MOST_SHARE * losses.all_pages))
    many_others = losses.others > MOST_DELETIONS or losses.others > MOST_SHARE * len(plan.old)
    if many_pages or many_others or losses.kinds:
        kinds = "".join(f", and {loss.gone} of {loss.all} {loss.kind}" for loss in losses.kinds)
        raise Refused(
            f"{count} of {len(plan.old)} published files would be deleted, {losses.pages} of {losses.all_pages} pages"
            f" among them{kinds}",
            f"if that is meant: --deletions {count}; look at --dry-run first",
        )


def guard_foreign(foreign: list[str], allowed: Allowed) -> None:
    """Refuse to write over files that we did not publish, unless their exact number was given. Raises Refused."""
    if foreign and allowed.overwrite != len(foreign):
        listed = ", ".join(f"`{path}`" for path in foreign[:3]) + (" …" if len(foreign) > 3 else "")
        raise Refused(
            f"{len(foreign)} files that Broadsheet did not publish are where it would write: {listed}",
            f"move them away; if they may be overwritten: --overwrite {len(foreign)}",
        )


def guard_names(unfit: list[str]) -> None:
    """Refuse names that the kind of target cannot hold. Raises Refused."""
    if unfit:
        raise Refused(f"this kind of target cannot hold the name `{unfit[0]}`", "give the file another name")

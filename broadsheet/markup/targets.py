"""What becomes of a link's or picture's target: checked, recorded, or refused with a reason."""

from markdown_it.token import Token

from broadsheet.markup.draft import Draft
from broadsheet.markup.html import alternative_text, escape, folded
from broadsheet.markup.marks import end_mark, mark
from broadsheet.markup.source import Span
from broadsheet.urls import TargetKind, encode_address, target_kind

_SCHEME_HELP = "use an `https://`, `http://`, `mailto:` or `tel:` address, or the path of a story or file"


def open_link(token: Token, draft: Draft) -> tuple[str, str]:
    """Give what opens and closes a link: a tag, a mark, or nothing when it is refused."""
    target = str(token.attrs.get("href", ""))
    span = draft.target_span(token, target)
    if not _has_room(token, span, draft):
        return "", ""
    kind = target_kind(target)
    if kind == "local":
        number = draft.add_link(target, span)
        return mark("a", number), end_mark("a", number)
    if not _is_sound(kind, target, span, draft):
        return "", ""
    if kind == "fragment":
        draft.fragments.append((target[1:], span))
    title = token.attrs.get("title")
    named = f' title="{escape(str(title))}"' if title else ""
    return f'<a href="{escape(encode_address(target))}"{named}>', "</a>"


def add_any_link(token: Token, draft: Draft) -> int | None:
    """Record a link of any sound kind, for parts that keep their link apart; None when it is refused."""
    target = str(token.attrs.get("href", ""))
    span = draft.target_span(token, target)
    if _has_room(token, span, draft) and _is_sound(target_kind(target), target, span, draft):
        return draft.add_link(target, span)
    return None


def add_picture(token: Token, draft: Draft) -> int | None:
    """Record a picture; None when its target can be none."""
    target = str(token.attrs.get("src", ""))
    span = draft.target_span(token, target)
    if not _has_room(token, span, draft):
        return None
    kind = target_kind(target)
    if kind in ("contact", "fragment"):
        help_text = "give the name of a file beside the story"
        draft.report("link-scheme", f"invalid picture `{_shown(target)}`", span, help_text)
        return None
    return draft.add_picture(target, span) if _is_sound(kind, target, span, draft) else None


def _has_room(token: Token, span: Span, draft: Draft) -> bool:
    if draft.has_room(sum([len(str(value)) for value in token.attrs.values()])):
        return True
    draft.report("body-limit", "the links of this body add up to more than 1 MB", span, "shorten the addresses")
    return False


def _is_sound(kind: TargetKind, target: str, span: Span, draft: Draft) -> bool:
    """Answer whether a page may hold a target; say why not."""
    if kind == "empty":
        draft.report("empty-link", "this link leads nowhere", span, "put the address between the parentheses")
    elif kind == "invalid":
        draft.report("invalid-address", f"invalid address `{_shown(target)}`", span, "write the whole address")
    elif kind == "refused":
        is_relative = target.lstrip().replace("\\", "/").startswith("//")
        help_text = "write `https:` in front of it" if is_relative else _SCHEME_HELP
        draft.report("link-scheme", f"invalid address `{_shown(target)}`", span, help_text)
    else:
        return True
    return False


def _shown(target: str) -> str:
    """Cut a target so that a message stays one line."""
    line = folded(target)
    return line if len(line) <= 80 else f"{line[:79]}…"


def picture_alt(token: Token) -> str:
    """Give a picture's alternative text on one line."""
    return folded(alternative_text(token.children))

"""What the Python of a template calls while a page is made: escapes, macros, includes.

As Jinja's own runtime, with less work for each call; `compiling.py` writes the calls.
"""

from collections.abc import Callable, Mapping
from functools import partial
from operator import itemgetter
from types import MethodType
from typing import Any, TypeAlias

import markupsafe
from jinja2 import Template
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

# What `escape` does to a plain text, without the `Markup` around it; its own fallback where a release has it not.
escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", None) or (lambda text: str(escape(text)))

ABSENT = object()

# How a macro is called: the number of its arguments without a name, and the names of the others.
Shape: TypeAlias = tuple[int | str, ...]
Variables: TypeAlias = Mapping[str, Any] | None

_new = str.__new__  # what `Markup` does with a text, once it has looked whether it is one


def emit(value: Any) -> str:
    """Give the text that stands in the page for a value: escaped, and plain, because it is only joined."""
    if type(value) is str:
        return escape_text(value)
    if type(value) is int:
        return str(value)
    return value if isinstance(value, Markup) else escape(value)


def marked(text: str) -> Markup:
    """Take a text that was made here for HTML."""
    return _new(Markup, text)


class PageMacro(Macro):
    """A macro that keeps how its arguments are put in order for each shape of a call."""

    def __init__(self, *options: Any) -> None:
        super().__init__(*options)
        self.ways: dict[Shape, Callable[..., Markup] | None] = {}

    def find_way(self, shape: Shape) -> Callable[..., Markup] | None:
        """Give what takes the values of such a call in their order; None where Jinja must sort or refuse them."""
        if shape not in self.ways:
            self.ways[shape] = self._way(int(shape[0]), list(shape[1:]))
        return self.ways[shape]

    def _way(self, given: int, names: list[int | str]) -> Callable[..., Markup] | None:
        open_names = self.arguments[given:]
        takes_more = self.catch_kwargs or self.catch_varargs or self.caller
        if takes_more or given > len(self.arguments) or not set(names) <= set(open_names):
            return None
        function = self._func
        if names == list(open_names):
            return lambda *values: _new(Markup, function(*values))
        places = [*range(given), *(given + names.index(name) if name in names else -1 for name in open_names)]
        if len(places) == 1:
            return lambda: _new(Markup, function(missing))
        pick = itemgetter(*places)
        return lambda *values: _new(Markup, function(*pick((*values, missing))))


class PageContext(Context):
    """A context that calls macros and plain functions directly; what wants to be passed something is told so by Jinja."""

    def __init__(self, environment: Any, parent: dict[str, Any], name: Any, blocks: Any, globals: Any = None) -> None:  # noqa: A002 - Jinja's name
        self.parent = parent
        self.vars = {}
        self.environment = environment
        self.eval_ctx = EvalContext(environment, name)
        self.exported_vars = set()
        self.name = name
        self.globals_keys = set()  # none but those that all templates have: a theme has no others
        self.blocks = {key: [block] for key, block in blocks.items()}

    def included(self, template: Template, stored: Mapping[str, Any]) -> str:
        """Give the text of an include, which sees what this context holds and what was stored on the way to it."""
        seen = {**self.parent, **self.vars}
        for name, value in stored.items():
            if value is not missing:
                seen[name] = value
        context = PageContext(self.environment, seen, template.name, template.blocks)
        return "".join(template.root_render_func(context))

    def reach(self, called: Any, in_loop: Variables, in_block: Variables) -> Callable[..., Any]:
        """Give what calls a function of a template. Only Jinja's own marks need the inspection that it gives to each call."""
        if type(called) is MethodType and not hasattr(called.__func__, "jinja_pass_arg"):
            return called
        return partial(self.call, called, _loop_vars=in_loop, _block_vars=in_block)

    def macro(self, called: Any, shape: Shape, in_loop: Variables, in_block: Variables) -> Callable[..., Any]:
        """Give what calls that which is most likely a macro with the values of a call, those that have names last."""
        if type(called) is PageMacro and self.eval_ctx.autoescape:
            way = called.ways.get(shape) or called.find_way(shape)
            if way is not None:
                return way
        given, names = int(shape[0]), shape[1:]

        def call(*values: Any) -> Any:
            named: dict[Any, Any] = dict(zip(names, values[given:], strict=True))
            return self.call(called, *values[:given], **named, _loop_vars=in_loop, _block_vars=in_block)

        return call

"""How templates become Python: as Jinja does it, with less work for each value that a page shows.

A page shows about a hundred values, and a build makes thousands of pages. What
is changed here changes no output, only its cost; `tests/test_compiling.py` holds the
two ways against each other.
"""

import re
from collections.abc import Callable
from types import MethodType
from typing import Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

# What `escape` does to a plain text, without the `Markup` around it; its own fallback where a release has it not.
escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", None) or (lambda text: str(escape(text)))

IMPORTS = "from broadsheet.rendering.compiling import ABSENT, emit, escape_text; "

ABSENT = object()

_new = str.__new__  # what `Markup` does with a text, once it has looked whether it is one

_LITERALS = (nodes.Literal, nodes.Pair)


# How a template's Python hands on the pieces of another's text, one by one.
_HANDED_ON = re.compile(r"(?m)^( *)yield from (.+)$")


def joined(code: str) -> str:
    """Have a template hand on the text of a block, an include or its layout whole, not in pieces through every level."""
    return _HANDED_ON.sub(r"\1yield ''.join(\2)", code)


def still_imports(tree: nodes.Template) -> tuple[str, ...] | None:
    """Give the files that a macro file imports if running it once for all pages is as good as for each; None if not.

    It then holds macros, imports and plain values, and nothing that a page could move or that it reads.
    """
    names: list[str] = []
    for node in tree.body:
        match node:
            case nodes.Macro():
                continue
            case nodes.Output(nodes=parts) if all(isinstance(part, nodes.TemplateData) for part in parts):
                continue
            case nodes.Assign(node=value) if all(
                isinstance(part, _LITERALS) for part in (value, *value.find_all(nodes.Node))
            ):
                continue
            case (
                nodes.Import(template=nodes.Const(value=str(name)), with_context=False)
                | nodes.FromImport(template=nodes.Const(value=str(name)), with_context=False)
            ):
                names.append(name)
            case _:
                return None
    return tuple(names)


def emit(value: Any) -> str:
    """Give the text that stands in the page for a value: escaped, and plain, because it is only joined."""
    if type(value) is str:
        return escape_text(value)
    return value if isinstance(value, Markup) else escape(value)


class PageContext(Context):
    """A context that calls macros and plain functions directly; what wants to be passed something is told so by Jinja."""

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - keyword arguments may have any name
        """Call a function of a template. Only Jinja's own marks need the inspection that it gives to each call."""
        if type(__obj) is Macro and not (__obj.catch_kwargs or __obj.catch_varargs or __obj.caller):
            return _call_macro(__obj, __self.eval_ctx, args, kwargs)
        is_plain = type(__obj) is MethodType and not hasattr(__obj.__func__, "jinja_pass_arg")
        if not is_plain:
            return super().call(__obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return __obj(*args, **kwargs)


def _call_macro(macro: Macro, where: EvalContext, args: tuple[Any, ...], named: dict[str, Any]) -> Any:
    """Call a macro that takes no more than its arguments, as it calls itself once it has sorted what it was given."""
    named.pop("_block_vars", None)
    named.pop("_loop_vars", None)
    values = [*args]
    values += [named.pop(name, missing) for name in macro.arguments[len(args) :]]
    if named or len(values) > len(macro.arguments):
        return macro(where, *args, **named)  # which says what is wrong
    made = macro._func(*values)  # noqa: SLF001
    return _new(Markup, made) if where.autoescape else made


class PageGenerator(CodeGenerator):
    """Write the Python of a template."""

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write what stands between two tags of a template as one text, not as a text for each piece of it.

        Each text passes through all the blocks and templates around it.
        """
        if frame.buffer is not None or frame.require_output_check or len(node.nodes) < 2:
            super().visit_Output(node, frame)
            return
        finalize = self._make_finalize()
        self.writeline("yield ''.join((", node)
        self.indent()
        for child in node.nodes:
            self.newline(child)
            try:
                if not (finalize.const or isinstance(child, nodes.TemplateData)):
                    raise nodes.Impossible
                self.write(repr(str(self._output_child_to_const(child, frame, finalize))) + ",")
            except Exception:  # noqa: BLE001 - what cannot be told now is told when the page is made, as Jinja does
                self._output_child_pre(child, frame, finalize)
                self.visit(child, frame)
                self._output_child_post(child, frame, finalize)
                self.write(",")
        self.outdent()
        self.writeline("))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
            return
        # What `emit` does first, without a call of it for each text.
        self.write("(escape_text(shown) if type(shown := ")
        if finalize.src is not None:
            self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)
            return
        if finalize.src is not None:
            self.write(")")
        self.write(") is str else emit(shown))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write the reading of an attribute; Jinja's own way is asked only where there is none."""
        if self.environment.is_async:
            super().visit_Getattr(node, frame)
            return
        self.write("(found if (found := getattr((owner := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, ABSENT)) is not ABSENT else environment.getattr(owner, {node.attr!r}))")

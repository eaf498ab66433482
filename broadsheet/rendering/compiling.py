"""How templates become Python: as Jinja does it, with less work for each value that a page shows.

A page shows about a hundred values, and a build makes thousands of pages. What
is changed here changes no output, only its cost; `tests/test_compiling.py` holds the
two ways against each other.
"""

import re
from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef

IMPORTS = "from broadsheet.rendering.running import PageMacro, emit, escape_text; "

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


class PageGenerator(CodeGenerator):
    """Write the Python of a template."""

    def __init__(self, environment: Any, *options: Any) -> None:
        super().__init__(environment, *options)
        self.is_careful = environment.is_careful or environment.is_async

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Write a template, with the names that most likely stand for macros in mind."""
        named = [name for imported in node.find_all(nodes.FromImport) for name in imported.names]
        self._macros = {macro.name for macro in node.find_all(nodes.Macro)}
        self._macros |= {name if isinstance(name, str) else name[1] for name in named}
        self._modules = {imported.target for imported in node.find_all(nodes.Import)}
        super().visit_Template(node, frame)

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
        self.write(") is str else shown if type(shown) is Markup else emit(shown))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write the reading of an attribute, which is most likely there; `Theme` sees to it where it is not."""
        name: Any = node.attr
        if self.is_careful or not name.isascii() or name.startswith("_") or iskeyword(name):
            super().visit_Getattr(node, frame)
        elif isinstance(node.node, nodes.Name):
            self.write(f"{frame.symbols.ref(node.node.name)}.{name}")  # of what is missing nothing is an attribute
        else:
            self.write("(")
            self.visit(node.node, frame)
            self.write(f").{name}")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write the making of a macro of our kind."""
        self.write("Page")
        super().macro_def(macro_ref, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja's name
        """Write a call so that what is called is reached first and then given its values, without packing them up."""
        names = [named.key for named in node.kwargs]
        is_macro, is_odd = self._is_macro(node.node), len(set(names)) < len(names) or self.environment.is_async
        is_odd = is_odd or forward_caller or node.dyn_args is not None or node.dyn_kwargs is not None
        if is_odd or (any(map(iskeyword, names)) and not is_macro):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("context.macro(" if is_macro else "context.reach(")
        self.visit(node.node, frame)
        if is_macro:
            self.write(f", {(len(node.args), *names)!r}")
        self.write(f", {'_loop_vars' if frame.loop_frame else None}, {'_block_vars' if frame.block_frame else None})(")
        for value in (*node.args, *((named.value for named in node.kwargs) if is_macro else node.kwargs)):
            self.visit(value, frame)
            self.write(", ")
        self.write(")")

    def _is_macro(self, called: nodes.Expr) -> bool:
        """Answer whether the text says of what is called that it most likely is a macro."""
        match called:
            case nodes.Name(name=name):
                return name in self._macros
            case nodes.Getattr(node=nodes.Name(name=name)):
                return name in self._modules
        return False

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write an include as one text, with no look at who reads a template that the text itself names."""
        is_one = not isinstance(node.template, nodes.Tuple | nodes.List) and not node.ignore_missing
        if self.environment.is_async or not (is_one and node.with_context):
            super().visit_Include(node, frame)
            return
        self.start_write(frame, node)
        self.write("context.included(")
        if _is_name(node.template):
            self._write_found("ready", "get_template", node.template, frame)
        else:
            self.write("environment.get_or_select_template(")
            self.visit(node.template, frame)
            self.write(f", {self.name!r})")
        self.write(f", {self.dump_local_context(frame)})")
        self.end_write(frame)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if self.environment.is_async or node.with_context or not _is_name(node.template):
            super()._import_common(node, frame)
            return
        self._write_found("lasting", "imported", node.template, frame)

    def _write_found(self, kept: str, otherwise: str, name: nodes.Expr, frame: Frame) -> None:
        """Write what finds a template, or its module, where the theme keeps it, or else is found by a method."""
        self.write(f"(environment.{kept}.get(")
        self.visit(name, frame)
        self.write(f") or environment.{otherwise}(")
        self.visit(name, frame)
        self.write(f", {self.name!r}))")


def _is_name(template: nodes.Expr) -> bool:
    return isinstance(template, nodes.Const) and isinstance(template.value, str)

"""The Jinja environment: templates given as texts, everything escaped, undefined names refused.

Which templates a page used, through inheritance, includes and imports, is
recorded as the page is made.
"""

import json
from collections.abc import Callable, Mapping
from itertools import islice
from traceback import walk_tb
from typing import Any, TypeVar
from urllib.parse import quote

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError, meta
from jinja2.filters import do_urlencode
from markupsafe import Markup

from broadsheet.content import keys
from broadsheet.rendering.compiled import Compiled
from broadsheet.rendering.compiling import IMPORTS, PageGenerator, joined, still_imports
from broadsheet.rendering.reads import Reads
from broadsheet.rendering.running import ABSENT, PageContext

# A card and a row each for the stories that lists still show: about 3 kB an entry.
MAX_MEMO = 12_000
FORGOTTEN = MAX_MEMO // 16  # at once: what stays is nearly all that there is room for

Made = TypeVar("Made")


class _Texts(BaseLoader):
    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        if template not in self._texts:
            raise TemplateNotFound(template)
        return self._texts[template], f"templates/{template}", None


class PageTemplate(Template):
    """A template that is imported anew for each page, unless it comes out the same for all."""

    still: tuple[str, ...] | None

    @classmethod
    def _from_namespace(cls, environment: Any, namespace: Any, globals: Any) -> Any:  # noqa: A002 - Jinja's name
        made: Any = super()._from_namespace(environment, namespace, globals)
        made.still = namespace["still"]
        return made

    def _get_default_module(self, ctx: Any = None) -> Any:
        theme: Any = self.environment
        if theme.is_still(self.name):
            return super()._get_default_module(ctx)
        modules = theme.modules
        if self.name not in modules:
            modules[self.name] = self.make_module()
        return modules[self.name]


class MadeCareful(Exception):
    """A template was compiled anew while a page was made, which has to be made again from the start.

    Until then the template may have changed what it was given.
    """


class Theme(Environment):
    """An environment that tells the page under way which templates it reads."""

    template_class = PageTemplate
    context_class = PageContext
    code_generator_class = PageGenerator
    is_careful = False

    def __init__(self, texts: Mapping[str, str], compiled: Compiled | None = None) -> None:
        super().__init__(
            loader=_Texts(texts),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            auto_reload=False,
            cache_size=-1,
        )
        self.filters["tojson"] = script_json
        self.filters["urlencode"] = url_text
        self._texts = texts
        self._compiled = compiled or Compiled()
        self.ready: dict[str, Template] = {}
        self._closures: dict[str, frozenset[str]] = {}
        self._closure_keys: dict[str, frozenset[str]] = {}
        self._covered: frozenset[str] = frozenset()
        self._memo: dict[tuple[object, ...], tuple[object, frozenset[str]]] = {}
        self._sets: dict[frozenset[str], frozenset[str]] = {}  # parts of a kind read the same: one set serves all
        self._reads: Reads | None = None
        self._still: dict[str, bool] = {}
        self.lasting: dict[str, Any] = {}  # macro files that have run once for all pages
        self.modules: dict[str, Any] = {}

    def make_globals(self, d: Any) -> Any:
        """Give the names that every template sees as a plain dict: a chain of dicts is walked in Python for each include."""
        return {**self.globals, **(d or {})}

    def _generate(self, source: Any, name: Any, filename: Any, defer_init: bool = False) -> str:
        """Write a template's Python, with our names on its first line so that line numbers stay what they are."""
        marks = f"still = {still_imports(source)!r}; is_careful = {self.is_careful}; "
        return IMPORTS + marks + joined(super()._generate(source, name, filename, defer_init))

    def compile(self, source: Any, name: Any = None, filename: Any = None, *options: Any, **more: Any) -> Any:
        """Compile a template, or take the code that its text was compiled to before."""
        if options or more or not isinstance(source, str):
            return super().compile(source, name, filename, *options, **more)
        code = self._compiled.codes.get((name, source))
        if code is None:
            code = self._compiled.codes[name, source] = super().compile(source, name, filename)
        return code

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:  # noqa: A002 - Jinja's name
        """Give a template, and note it with all that it names as read by the page under way.

        What a macro file imports runs once for all pages, so the names are
        taken from the text of each template and not only from what runs.
        """
        if isinstance(name, Template):
            return name
        template = self.ready.get(name)
        if template is not None and name in self._covered:
            return template
        if self._reads is not None:
            self._reads.parts.add(self._template_keys(name))
        if template is None:
            template = self.ready[name] = super().get_template(name, parent, globals)
        return template

    def compile_ahead(self, name: str) -> None:
        """Compile a template and note what it names, before any page asks. Raises jinja2.TemplateError."""
        self.get_template(name)
        self._named(name)

    def closure(self, name: str) -> frozenset[str]:
        """Give the names of a template, of those that it names, and so on, in the text of each."""
        found = self._closures.get(name)
        if found is None:
            names: set[str] = set()
            waiting = [name]
            while waiting:
                current = waiting.pop()
                if current not in names:
                    names.add(current)
                    waiting += self._named(current)
            found = self._closures[name] = frozenset(names)
        return found

    def _template_keys(self, name: str) -> frozenset[str]:
        """Give the keys under which a template and all that it names are read."""
        found = self._closure_keys.get(name)
        if found is None:
            found = frozenset(map(keys.template, self.closure(name)))
            found = self._closure_keys[name] = self._sets.setdefault(found, found)
        return found

    def _named(self, name: str) -> list[str]:
        if name not in self._texts:
            return []
        text = self._texts[name]
        found = self._compiled.named.get((name, text))
        if found is None:
            try:
                tree = self.parse(text, name)
            except TemplateSyntaxError:
                return []
            found = [other for other in meta.find_referenced_templates(tree) if other is not None]
            self._compiled.named[name, text] = found
        return found

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Read an item; of what has none the attribute, without the exception that Jinja meets on the way."""
        if type(argument) is not str:
            try:
                return obj[argument]
            except (AttributeError, TypeError, LookupError):
                return super().getitem(obj, argument)
        found = ABSENT if hasattr(type(obj), "__getitem__") else getattr(obj, argument, ABSENT)
        return super().getitem(obj, argument) if found is ABSENT else found

    def is_still(self, name: str) -> bool:
        """Answer whether a macro file, with all that it imports, may run once for all pages."""
        found = self._still.get(name)
        if found is None:
            self._still[name] = False  # files that import each other never end; Jinja says so
            template: Any = self.get_template(name)
            found = template.still is not None and all(
                other in self._texts and self.is_still(other) for other in template.still
            )
            self._still[name] = found
        return found

    def imported(self, name: str, parent: str | None = None) -> Any:
        """Give a macro file that has run, for this page or, where that is the same, for all."""
        template: Any = self.get_template(name, parent)
        module = template._get_default_module()  # noqa: SLF001 - Jinja's name
        if self.is_still(name):
            self.lasting[name] = module
        return module

    def render_page(self, name: str, context: Mapping[str, Any], reads: Reads) -> str:
        """Render a template and record what it reads. Raises jinja2.TemplateError, and MadeCareful."""
        outer = self._reads, self._covered, self.modules
        self._reads, self._covered, self.modules = reads, frozenset(), {}
        try:
            template = self.get_template(name)
            self._covered = self.closure(name)
            own = PageContext(self, {**template.globals, **context}, name, template.blocks)
            return "".join(template.root_render_func(own))
        except AttributeError as error:
            if self._made_careful(error):
                raise MadeCareful from None
            self.handle_exception()
        except Exception:  # noqa: BLE001 - as Jinja does: what is raised then has the lines of templates
            self.handle_exception()
        finally:
            self._reads, self._covered, self.modules = outer

    def _made_careful(self, error: AttributeError) -> bool:
        """Compile a template anew that asked for an attribute which is not there, and may mean an item or a default.

        Most never do, and are spared the question at each value.
        """
        frames = [frame for frame, _ in walk_tb(error.__traceback__) if "__jinja_template__" in frame.f_globals]
        if not frames or frames[-1].f_globals["is_careful"]:
            return False
        name = frames[-1].f_globals["name"]
        self.is_careful = True
        try:
            self._compiled.codes[name, self._texts[name]] = super().compile(
                self._texts[name], name, f"templates/{name}"
            )
        finally:
            self.is_careful = False
        for made in (self.cache or {}, self.ready, self.lasting):
            made.clear()
        return True

    def memo(self, key: tuple[object, ...], make: Callable[[Reads], Made], reads: Reads) -> Made:
        """Give what `make` gives for a key, made once for all pages, with what it reads noted for each.

        Only what reads nothing but the values that all pages share is kept.
        """
        known = self._memo.get(key)
        if known is None:
            own = reads.for_part()
            made, asked = make(own), own.all_asked()
            known = (made, self._sets.setdefault(asked, asked))
            reads.values |= own.values
            if own.is_shared_only():
                if len(self._memo) >= MAX_MEMO:
                    for old in list(islice(self._memo, FORGOTTEN)):
                        del self._memo[old]
                self._memo[key] = known
                reads.parts.add(known[1])
            else:
                reads.asked |= known[1]
        else:
            reads.parts.add(known[1])
        return known[0]  # type: ignore[return-value]


def script_json(value: Any) -> Any:
    """Write a value as JSON that may stand in a `script` element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


_IN_URLS = {code: quote(chr(code)) for code in range(128)}


def url_text(value: Any) -> str:
    """Write a value as a part of an address, as Jinja's filter does; plain texts, nearly all, in one go."""
    if isinstance(value, str) and value.isascii():
        return value.translate(_IN_URLS)
    return do_urlencode(value)

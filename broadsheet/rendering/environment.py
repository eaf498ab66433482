"""The Jinja environment: templates given as texts, everything escaped, undefined names refused.

Which templates a page used, through inheritance, includes and imports, is
recorded as the page is made.
"""

import json
from collections.abc import Mapping
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound
from markupsafe import Markup

from broadsheet.content import keys
from broadsheet.rendering.reads import Reads


class _Texts(BaseLoader):
    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        if template not in self._texts:
            raise TemplateNotFound(template)
        return self._texts[template], f"templates/{template}", None


class Theme(Environment):
    """An environment that tells the page under way which templates it reads."""

    def __init__(self, texts: Mapping[str, str]) -> None:
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
        self.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
        self.filters["tojson"] = script_json
        self._reads: Reads | None = None

    def _load_template(self, name: str, globals: Any) -> Template:  # noqa: A002 - the name is Jinja's
        if self._reads is not None:
            self._reads.note(keys.template(name))
        return super()._load_template(name, globals)

    def render_page(self, name: str, context: Mapping[str, Any], reads: Reads) -> str:
        """Render a template and record what it reads. Raises jinja2.TemplateError."""
        self._reads = reads
        try:
            return self.get_template(name).render(context)
        finally:
            self._reads = None


def script_json(value: Any) -> Any:
    """Write a value as JSON that may stand in a `script` element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))

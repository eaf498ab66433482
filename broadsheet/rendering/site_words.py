"""The words of the interface in a page's language."""

from collections.abc import Mapping

from broadsheet.diagnostics import Diagnostic
from broadsheet.documents.nodes import Mapping as MappingNode, Scalar
from broadsheet.documents.yaml import parse_yaml


class Words:
    """The texts of a theme by name, as attributes: `words.latest`. A name that is missing is a template's error."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        # Found without a call of ours; a word that has the name of a method stays behind it.
        vars(self).update({name: text for name, text in texts.items() if not hasattr(Words, name) and name != "_texts"})

    def __getattr__(self, name: str) -> str:
        try:
            return self._texts[name]
        except KeyError:
            raise AttributeError(name) from None

    def find(self, name: str, default: str) -> str:
        """Give a word, or a default where the theme has none."""
        return self._texts.get(name, default)


def paid_word(words: Words) -> str:
    """Give the word for what was paid for: `Sponsored`."""
    return words.find("sponsored", "Sponsored")


def parse_words(source: str, path: str) -> tuple[dict[str, str], list[Diagnostic]]:
    """Read a theme's file of words; what is not a plain text is left out."""
    node, faults = parse_yaml(source, path)
    if not isinstance(node, MappingNode):
        return {}, faults
    return {key.text: value.text for key, value in node.entries if isinstance(value, Scalar)}, faults

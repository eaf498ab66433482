"""Bodies that make careless parsers slow, deep or large; each is made to a length in characters."""

from collections.abc import Callable

Maker = Callable[[int], str]


def _repeat(piece: str, end: str = "", start: str = "") -> Maker:
    return lambda length: start + piece * max(1, (length - len(start) - len(end)) // len(piece)) + end


def _nest(opening: str, middle: str, closing: str) -> Maker:
    def make(length: int) -> str:
        count = length // (len(opening) + len(closing))
        return opening * count + middle + closing * count

    return make


def _numbered(piece: str, separator: str = "") -> Maker:
    def make(length: int) -> str:
        pieces: list[str] = []
        size = 0
        while size < length:
            pieces.append(piece.format(n=len(pieces)))
            size += len(pieces[-1]) + len(separator)
        return separator.join(pieces)

    return make


def _grid(length: int) -> str:
    columns = int((length / 3) ** 0.5)
    row = "|" + "a|" * columns + "\n"
    return row + "|" + "-|" * columns + "\n" + row * columns


def _long_rows(length: int) -> str:
    columns = length // 4
    return "|" + "a|" * columns + "\n|" + "-|" * columns + "\n" + "|a|\n" * (length // 40)


MAKERS: dict[str, Maker] = {
    "nested strong emphasis": _nest("*a **a ", "b", " a** a*"),
    "emphasis closers without openers": _repeat("a_ "),
    "emphasis openers without closers": _repeat("_a "),
    "link closers without openers": _repeat("a]"),
    "link openers without closers": _repeat("[a"),
    "mismatched openers and closers": _repeat("*a_ "),
    "openers and closers of three": _repeat("a **b" + "c* "),
    "links and emphasis mixed": _repeat("[ a_"),
    "emphasis in a long word": _repeat("**x [a*b**c*](d)"),
    "nested brackets": _nest("[", "a", "]"),
    "nested quotations": _repeat("> ", "a"),
    "deeply nested lists": lambda length: "".join(f"{'  ' * n}* a\n" for n in range(int(length**0.5))),
    "backslash pairs": _repeat("\\a\\\\"),
    "backticks of growing length": lambda length: "".join(f"e{'`' * n}" for n in range(int((2 * length) ** 0.5))),
    "unclosed link titles": _repeat("[a](b \"c "),
    "unclosed angle links": _repeat("[a](<b"),
    "unclosed comments": _repeat("</a <!--"),
    "empty links nested in pictures": _repeat("![[]()"),
    "pictures in pictures": _nest("![", "a", "](b)"),
    "opening angle brackets": _repeat("<"),
    "opening tags": _repeat("<a "),
    "processing instructions": _repeat("<?"),
    "declarations": _repeat("<!A "),
    "cdata": _repeat("<![CDATA["),
    "tags with many attributes": _repeat(" a=\"b\"", ">", "<a"),
    "hard line ends": _repeat("a  \n"),
    "reference definitions": _numbered("[a{n}]: b", "\n"),
    "references to nothing": _numbered("[a{n}]"),
    "one reference used often": lambda length: "[a]: /" + "b" * (length // 8) + "\n\n" + "[a] " * (length // 8),
    "unclosed reference title": _repeat("a\n", start="[a]: b \"\n"),
    "straight double quotes": _repeat("\""),
    "straight single quotes": _repeat("'"),
    "single quotes that open, double that close": lambda length: "'a " * (length // 6) + 'a" ' * (length // 6),
    "quotes in nested emphasis": _nest("*'a", "\"", "\"*"),
    "quotes between marks": _repeat("*\"_'"),
    "quoted words": _repeat("\"a\" "),
    "apostrophes": _repeat("a'b "),
    "dashes": _repeat("-", start="a "),
    "dots": _repeat(". . .. ... "),
    "tildes": _repeat("~~a~"),
    "entities": _repeat("&amp;&#34;&x;"),
    "ampersands": _repeat("&"),
    "heading anchors": _repeat("## a\n\n"),
    "numbered headings": _numbered("## a {n}", "\n\n"),
    "table rows": _repeat("|a|b|\n", start="|a|b|\n|-|-|\n"),
    "square table": _grid,
    "wide table with short rows": _long_rows,
    "pipes": _repeat("|"),
    "lines of pipes and dashes": _repeat("a|b\n-"),
    "footnote definitions": _numbered("[^{n}]: a[^{n}]", "\n\n"),
    "undefined footnotes": _numbered("[^a{n}] ", ""),
    "one footnote referred to often": _repeat("a[^1] ", end="\n\n[^1]: b"),
    "footnotes in footnotes": lambda length: "a[^0]\n\n" + "".join(f"[^{n}]: a[^{n + 1}]\n\n" for n in range(length // 20)),
    "nested footnote definitions": _repeat("[^a]: "),
    "colon blocks": _repeat("::: pull\n"),
    "unknown colon blocks": _numbered("::: a{n}\nb\n:::", "\n"),
    "colons": _repeat(":::\n"),
    "nested colon blocks in quotations": _repeat("> ::: pull\n"),
    "related links": _repeat("READ | [a](b.md)\n"),
    "broken related links": _repeat("READ | a\n"),
    "figures": _repeat("![a](b.jpg \"c (d)\")\n"),
    "parentheses in a caption": lambda length: '![a](b.jpg "' + "(" * (length // 2) + ")" * (length // 2 - 20) + '")',
    "addresses": _repeat("https://youtu.be/dQw4w9WgXcQ\n"),
    "one long address": _repeat("?v=&", start="https://www.youtube.com/watch"),
    "one long address with starts": _repeat("&t=", start="https://youtu.be/dQw4w9WgXcQ?"),
    "links of one paragraph": _repeat("[a](b.md) "),
    "refused links": _repeat("[a](javascript:b) "),
    "links to anchors": _numbered("[a](#b{n}) "),
    "percent signs": _repeat("%", end=")", start="[a]("),
    "escapes in targets": _repeat("%2F%41", end=")", start="[a]("),
    "blank lines": _repeat("\n"),
    "blanks": _repeat(" ", end="a"),
    "tabs in a list": _repeat("\t", end="a", start="* "),
    "lazy lines": _repeat("a\n", start="> > > > "),
    "code blocks": _repeat("    a\n\n"),
    "unclosed fences": _repeat("```\na\n"),
    "rules": _repeat("* * * "),
    "underlined headings": _repeat("a\n=\n"),
    "list items": _repeat("1. a\n"),
    "empty list items": _repeat("-\n"),
    "alternating lists": _repeat("- a\n+ b\n"),
    "one long word": _repeat("a"),
    "control characters": _repeat("\x01"),
    "ideographs": _repeat("字\""),
    "raw blocks": _repeat("<div>\n\n"),
    "raw links": _repeat("<a href=b>"),
    "raw pictures": _repeat("<img src=b.jpg>"),
    "nested raw elements": _nest("<b>", "a", "</b>"),
}  # fmt: skip

"""Decode a source; bytes that are not UTF-8 are a fault with its place."""

from codecs import BOM_UTF8

from broadsheet.diagnostics import Diagnostic, Place


def decode_text(raw: bytes, path: str) -> tuple[str | None, list[Diagnostic]]:
    """Decode UTF-8 with or without a byte order mark and make all line ends alike."""
    try:
        text = raw.decode("utf-8-sig" if raw.startswith(BOM_UTF8) else "utf-8")
    except UnicodeDecodeError as error:
        return None, [_fault(raw, error.start, path)]
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text, []


def _fault(raw: bytes, at: int, path: str) -> Diagnostic:
    line = raw.count(b"\n", 0, at) + 1
    start = raw.rfind(b"\n", 0, at) + 1
    text = raw[start:].split(b"\n", 1)[0].decode("utf-8", "replace")
    column = len(raw[start:at].decode("utf-8", "replace")) + 1
    return Diagnostic("encoding", "the file is not UTF-8 text", Place(path, line, column), text, "save it as UTF-8")

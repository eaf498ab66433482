"""What XML 1.0 can hold."""

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Drop the characters that XML 1.0 has no way to write (its section 2.2)."""
    return _NOT_XML.sub("", text)

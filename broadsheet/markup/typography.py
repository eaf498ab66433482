"""The quotation marks of each language.

Data alone. Outer marks before inner ones; the no-break spaces are part of the
marks. A language that is not here is set as English.
"""

from functools import lru_cache

from broadsheet.markup.body import Typography

_NB = "\N{NO-BREAK SPACE}"
_NARROW = "\N{NARROW NO-BREAK SPACE}"

_HIGH = Typography(("“", "”", "‘", "’"))
_LOW_HIGH = Typography(("„", "“", "‚", "‘"))
_LOW_RIGHT = Typography(("„", "”", "«", "»"))
_ANGLES_HIGH = Typography(("«", "»", "“", "”"))
_ANGLES_LOW = Typography(("«", "»", "„", "“"))
_ANGLES_SINGLE = Typography(("«", "»", "‘", "’"))
_ANGLES_ANGLES = Typography(("«", "»", "‹", "›"))
_ANGLES_INWARD = Typography(("»", "«", "›", "‹"))
_RIGHT = Typography(("”", "”", "’", "’"))
_CORNERS = Typography(("「", "」", "『", "』"))

TYPOGRAPHY = {
    "ar": Typography(("”", "“", "’", "‘")),
    "be": _ANGLES_LOW,
    "bg": _LOW_HIGH,
    "ca": _ANGLES_HIGH,
    "cs": _LOW_HIGH,
    "da": _ANGLES_INWARD,
    "de": _LOW_HIGH,
    "de-CH": _ANGLES_ANGLES,
    "de-LI": _ANGLES_ANGLES,
    "el": _ANGLES_HIGH,
    "en": _HIGH,
    "es": _ANGLES_HIGH,
    "es-419": _HIGH,
    "es-MX": _HIGH,
    "es-US": _HIGH,
    "et": _LOW_HIGH,
    "eu": _ANGLES_HIGH,
    "fa": _ANGLES_ANGLES,
    "fi": _RIGHT,
    "fr": Typography((f"«{_NB}", f"{_NB}»", "“", "”")),
    "fr-CH": Typography((f"«{_NARROW}", f"{_NARROW}»", f"‹{_NARROW}", f"{_NARROW}›")),
    "gl": _ANGLES_HIGH,
    "he": _RIGHT,
    "hr": _LOW_HIGH,
    "hu": Typography(("„", "”", "»", "«")),
    "hy": _ANGLES_HIGH,
    "is": _LOW_HIGH,
    "it": _ANGLES_HIGH,
    "it-CH": _ANGLES_ANGLES,
    "ja": _CORNERS,
    "ka": _LOW_HIGH,
    "lt": _LOW_HIGH,
    "lv": _ANGLES_LOW,
    "mk": _LOW_HIGH,
    "nb": _ANGLES_SINGLE,
    "nl": _HIGH,
    "nn": _ANGLES_SINGLE,
    "no": _ANGLES_SINGLE,
    "pl": _LOW_RIGHT,
    "pt": _HIGH,
    "pt-PT": _ANGLES_HIGH,
    "ro": _LOW_RIGHT,
    "ru": _ANGLES_LOW,
    "sk": _LOW_HIGH,
    "sl": _LOW_HIGH,
    "sq": _ANGLES_HIGH,
    "sr": _LOW_HIGH,
    "sv": _RIGHT,
    "uk": _ANGLES_LOW,
    "zh-HK": _CORNERS,
    "zh-Hant": _CORNERS,
    "zh-TW": _CORNERS,
}


@lru_cache(maxsize=256)
def typography_of(language: str) -> Typography:
    """Find the marks for a language tag: `fr-CA` has those of `fr`."""
    subtags = language.replace("_", "-").split("-")
    for count in range(len(subtags), 0, -1):
        found = TYPOGRAPHY.get("-".join(subtags[:count]))
        if found is not None:
            return found
    # zh-Hant-TW has been cut to zh-Hant above; a region without a script is left.
    return TYPOGRAPHY.get(f"{subtags[0].lower()}-{subtags[-1].upper()}") or TYPOGRAPHY.get(subtags[0].lower()) or _HIGH

"""Which signs can stand on paper, and what stands there instead of those that cannot?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
"""Control characters and what is no character at all: neither Word nor PDF may hold them."""


def clean(text: str) -> str:
    """The text with every sign that no paper may hold named by its number, as `[U+0001]`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return NEVER.sub(named, lines)


def without(text: str, lacking: Collection[str]) -> str:
    """The text with runs of the `lacking` letters named by the number of the first."""
    if not lacking:
        return text
    return re.sub(f"[{''.join(map(re.escape, lacking))}]+", named, text)


def named(found: re.Match[str]) -> str:
    first, more = ord(found[0][0]), len(found[0]) - 1
    return f"[U+{first:04X}{f' and {more} more' if more else ''}]"


def alike(found: Collection[str], text: str) -> set[str]:
    """What of the text a font lacks if it lacks `found`: for letters, the whole script."""
    scripts = {script(sign) for sign in found}
    return {sign for sign in text if not sign.isascii() and script(sign) in scripts}


def script(sign: str) -> str:
    """`CJK` or `DEVANAGARI` for a letter without case; anything else is only like itself."""
    is_letter = unicodedata.category(sign) in ("Lo", "Lm", "Mn", "Mc")
    return unicodedata.name(sign, sign).split()[0] if is_letter else sign

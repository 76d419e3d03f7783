"""How are words compared, whatever their accents, case and signs?"""

from __future__ import annotations

import unicodedata

UNFOLDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
"""Letters whose stroke or dot is no accent to Unicode."""
PARTING = str.maketrans(dict.fromkeys("-–/().,;:'’“”\"", " "))


def fold(text: str) -> str:
    """Without accents, case and signs, so that what people type is found."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return bare.translate(UNFOLDED).translate(PARTING)

"""How does a drawing get into Word, which does not read every SVG? As PNG, drawn by typst."""

from __future__ import annotations

from functools import lru_cache

import typst

PIXELS_PER_INCH = 220.0
PAGE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1mm)
"""


@lru_cache(maxsize=32)
def png(svg: str, width_mm: float) -> bytes:
    found = typst.compile(
        PAGE,
        format="png",
        ppi=PIXELS_PER_INCH,
        sys_inputs={"svg": svg, "width": str(width_mm)},
        ignore_system_fonts=True,
    )
    return bytes(found)

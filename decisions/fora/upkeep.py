"""Which facts on fora should a rule administrator look up again?"""

from __future__ import annotations

from decisions.subsidiarity.catalogue import freshness
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.fora import Forum


def upkeep(edition: Edition, year: int) -> list[tuple[Forum, tuple[str, ...]]]:
    """Each forum whose facts are old or unsure, with the reasons; the oldest facts first."""
    found = [(forum, freshness(forum, year)) for forum in edition.fora]
    return sorted(
        ((forum, reasons) for forum, reasons in found if reasons),
        key=lambda each: (each[0].as_of or 0, each[0].name.casefold()),
    )

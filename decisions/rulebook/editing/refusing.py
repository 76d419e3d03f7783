"""Which rules that can be read now could not be read any more after a change?"""

from __future__ import annotations

from decisions.models import Draft
from decisions.subsidiarity.wire import Refused, read_leniently

from ..draft.acts import Wanted
from ..draft.parts import KEYED_BY
from ..draft.reading import draft_reading


def newly_refused(draft: Draft, wanted: Wanted) -> list[str]:
    """What would be refused in rules that is not refused now, each with its place, in words.

    Empty where the item itself would be refused: saving it says why.
    """
    now = draft_reading(draft)
    name, kind = KEYED_BY[wanted.kind], wanted.kind.value
    entries = [wanted.content if each[name] == wanted.key else each for each in now.document[kind]]
    try:
        then = read_leniently({**now.document, kind: entries})
    except Refused:
        return []
    known = {item.says for item in now.read.unknown}
    return [item.says for item in then.unknown if item.says not in known]

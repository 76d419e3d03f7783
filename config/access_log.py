"""What does the server log of a visit? Never the address of a read-only link, which is a key."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger

LINK = re.compile(r"/read/[^/?\s]+")


def masked(text: str) -> str:
    return LINK.sub("/read/…", text)


class Masked(Logger):  # type: ignore[misc]
    """gunicorn's own logger, with links masked wherever an address may stand."""

    def atoms(
        self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta
    ) -> dict[str, Any]:
        found: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return {key: masked(each) if isinstance(each, str) else each for key, each in found.items()}

"""How does a small case look in a test of the core?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.recommend import Recommendation, recommend
from decisions.subsidiarity.wire import read_case

Advise = Callable[..., Recommendation]


@pytest.fixture(scope="session")
def advise(edition: Edition) -> Advise:
    """advise("temporary_labour", states="DE TR", reach="two_states", ...)"""

    def advised(
        *issues: str, states: str | list[dict[str, Any]] = "DE TR", **answers: Any
    ) -> Recommendation:
        rows = (
            [
                {"state": code, "roles": ["receiving"] if place == 0 else ["sending"]}
                for place, code in enumerate(states.split())
            ]
            if isinstance(states, str)
            else states
        )
        document = {
            "states": rows,
            "answers": answers,
            "issues": [{"issue": issue} for issue in issues],
        }
        return recommend(read_case(document, edition), edition)

    return advised

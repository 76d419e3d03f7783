"""Who sits over which record?"""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from decisions.models import CaseFile, SavedRecommendation

from .passing import As, Desk, save


@pytest.fixture
def saved(anna: User, case_file: CaseFile) -> SavedRecommendation:
    return save(anna, case_file)


@pytest.fixture
def annas(anna: User, saved: SavedRecommendation, as_user: As) -> Desk:
    return Desk(as_user(anna), saved)


@pytest.fixture
def boris_desk(boris: User, saved: SavedRecommendation, as_user: As) -> Desk:
    return Desk(as_user(boris), saved)

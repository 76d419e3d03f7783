"""Can everyone with a role read the rules, with their sources and grades?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from decisions.seeds import shipped_edition

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def test_every_rule_stands_there_as_a_sentence(
    clara: User, as_user: Callable[[User], Client]
) -> None:
    page = as_user(clara).get(reverse("rulebook:book")).content.decode()
    for rule in shipped_edition().book.rules:
        assert f'id="{rule.key}"' in page
    assert "not achievable above bilateral (presumption)" in page
    assert "the paper states it" in page
    assert "none of: " in page


def test_every_rule_shows_where_it_fires_and_where_it_just_does_not(
    as_user: Callable[[User], Client], boris: User
) -> None:
    page = as_user(boris).get(reverse("rulebook:book")).content.decode()
    rules = page.count('<article class="rule"')
    assert page.count("<strong>Fires:</strong>") >= rules
    assert page.count("<strong>Does not:</strong>") >= rules
    assert "Germany" in page

"""Is what somebody typed lost when their right has ended meanwhile?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from decisions.models import CaseFile

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
TYPED = {"text": "A long & careful remark", "key": "zq-key"}
OURS = {"Origin": "http://testserver"}


def test_what_was_typed_is_shown_where_there_is_nothing_to_send_it_to(
    otto: User, case_file: CaseFile, as_user: As
) -> None:
    address = reverse("guide:about", args=[case_file.code])
    response = as_user(otto).post(address, TYPED, headers=OURS)
    page = response.content.decode()
    assert response.status_code == 404
    assert response["Cache-Control"] == "no-store"
    assert "A long &amp; careful remark" in page
    assert "zq-key" not in page


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", ""])
def test_words_of_another_site_never_stand_on_a_page_of_ours(
    origin: str, otto: User, case_file: CaseFile, as_user: As
) -> None:
    address = reverse("guide:about", args=[case_file.code])
    response = as_user(otto).post(address, TYPED, headers={"Origin": origin} if origin else {})
    assert response.status_code == 404
    assert "careful" not in response.content.decode()


def test_an_address_that_does_not_exist_is_said_so_as_before(otto: User, as_user: As) -> None:
    response = as_user(otto).get("/nothing/here/")
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()
    assert "What you typed" not in response.content.decode()

"""Does this request get the whole page, or one named part of it?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from .requests import HouseRequest


def page_or_part(
    request: HouseRequest,
    template: str,
    context: Mapping[str, Any],
    parts: Collection[str] = (),
    status: int = 200,
) -> HttpResponse:
    """The part that htmx targets, if the view lists it; anything else gets the whole page.

    A part `_ladder` of `guide/question.html` is the template `guide/_ladder.html`; it may bring
    other parts along out of band.
    """
    wanted = request.headers.get("HX-Target", "") if request.htmx else ""
    name = f"{template.rpartition('/')[0]}/{wanted}.html" if wanted in parts else template
    response = render(request, name, {**context, "part": name != template}, status=status)
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    return response

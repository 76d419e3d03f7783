"""Who comes in, and where do they land?"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import get_user_model, login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from .requests import HouseRequest
from .roles import OFFICER, REVIEWER, roles_of


@require_safe
def home(request: HouseRequest) -> HttpResponse:
    """Everyone lands where their work is."""
    mine = roles_of(request.user)
    if OFFICER in mine:
        return redirect("guide:cases")
    if REVIEWER in mine:
        return redirect("archive:list")
    if mine:
        return redirect("rulebook:book")
    return render(request, "house/no_role.html")


@never_cache
@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(wanted_page(request))
    form = AuthenticationForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        return redirect(wanted_page(request))
    accounts = DEMO_ACCOUNTS if settings.DEMO else ()
    context = {
        "form": form,
        "accounts": accounts,
        "demo_password": DEMO_PASSWORD,
        "next": request.GET.get("next", ""),
    }
    status = 422 if form.is_bound else 200
    return render(request, "house/sign_in.html", context, status=status)


def wanted_page(request: HttpRequest) -> str:
    """The page asked for before signing in, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if ours and wanted.startswith("/") else "home"


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One click, and only in a demonstration."""
    if not settings.DEMO:
        raise Http404
    names = {account.username for account in DEMO_ACCOUNTS}
    username = request.POST.get("username", "")
    if username not in names:
        raise Http404
    user = get_object_or_404(get_user_model(), username=username)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(wanted_page(request))


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = redirect("sign_in")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response

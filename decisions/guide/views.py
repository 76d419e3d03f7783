"""Cases, start, task list, States, issues, interest map: what is the matter, and whose?"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from decisions.house import state_names
from decisions.house.document import (
    with_issues,
    with_states,
)
from decisions.house.requests import HouseRequest
from decisions.house.roles import OFFICER, only
from decisions.models import CaseFile
from decisions.models.casefile import (
    case_files_shared_for_editing,
    own_case_files,
)
from decisions.models.edition import current_edition
from decisions.seeds import worked_cases
from decisions.subsidiarity.facts import ROLES

from . import states as naming
from .actions import change, open_case_file
from .forms import IssuesForm, StartForm
from .pages import case_page, fresh_keys, guide_page, load, said_of, sent, sent_data
from .placing import placed_from
from .progress import Progress, tasks


@only(OFFICER)
@require_safe
def cases(request: HouseRequest) -> HttpResponse:
    listed = own_case_files(request.user).defer("document", "evidence")
    shared = case_files_shared_for_editing(request.user).defer("document", "evidence")
    context = {"cases": listed, "shared": shared, "form_keys": fresh_keys(None)}
    return render(request, "guide/cases.html", context)


@only(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HouseRequest) -> HttpResponse:
    """A new case file, empty or from a worked case of history."""
    templates = worked_cases()
    chosen = next((c for c in templates if c["id"] == request.GET.get("like")), None)
    form = StartForm(sent_data(request), initial=from_template(chosen))
    if request.method == "POST" and form.is_valid():
        case_file = open_case_file(
            user=request.user,
            sent=sent(request),
            now=timezone.now(),
            document=example(chosen) if chosen else None,
            **form.cleaned_data,
        )
        return redirect("guide:task_list" if chosen else "guide:states", case_file.code)
    context = {"form": form, "templates": templates, "chosen": chosen}
    context["form_keys"] = fresh_keys(None)
    return render(request, "guide/start.html", context, status=422 if form.is_bound else 200)


def example(worked: dict[str, Any]) -> dict[str, Any]:
    """The document of a worked case, without what the edition in force has no place for."""
    edition = current_edition().ready()
    return placed_from(edition, worked["document"], edition).document


def from_template(worked: dict[str, Any] | None) -> dict[str, Any]:
    if worked is None:
        return {}
    return {
        "title": worked["document"]["title"],
        "summary": worked["summary"],
        "aim": worked["aim"],
    }


@case_page
def task_list(request: HouseRequest, case_file: CaseFile) -> HttpResponse:
    progress = load(request, case_file)
    return guide_page(request, "guide/task_list.html", progress, {"tasks": tasks(progress)})


@case_page
def about(request: HouseRequest, case_file: CaseFile) -> HttpResponse:
    """Title, summary and aim, changed later."""
    initial = {name: getattr(case_file, name) for name in ("title", "summary", "aim")}
    form = StartForm(sent_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        case_file = save(request, case_file, "described", fields=form.cleaned_data)
        if not request.htmx:
            return redirect("guide:task_list", case_file.code)
    progress, context = load(request, case_file), {"form": form, **said_of(request, form)}
    status = 422 if form.errors else 200
    return guide_page(request, "guide/about.html", progress, context, ("_saved",), status)


@case_page
def states(request: HouseRequest, case_file: CaseFile) -> HttpResponse:
    """Each button saves the roles that are ticked; Add and Remove come back to the page."""
    progress, error, saved = load(request, case_file), "", False
    if request.method == "POST":
        try:
            rows = edited_rows(request, progress)
        except state_names.CannotAdd as problem:
            error = str(problem)
        else:
            case_file = save(
                request, case_file, "named States", lambda d: with_states(d, rows), careful=True
            )
            saved = bool(request.htmx)
            if "continue" in request.POST and rows:
                return redirect("guide:issues", case_file.code)
            if "continue" not in request.POST and not saved:
                return redirect("guide:states", case_file.code)
            error = "" if saved else "Add at least one State before you continue."
    shown = load(request, case_file) if not error else progress
    posted = naming.posted_rows(request.POST, progress.document["states"])
    context = {
        "rows": naming.as_rows(posted if error else shown.document["states"], shown.edition),
        "roles": ROLES,
        "names": state_names.names(shown.edition),
        "error": error,
        "typed": request.POST.get("name", ""),
        "ticked": request.POST.getlist("new roles"),
        "saved": saved,
    }
    status = 422 if error else 200
    return guide_page(request, "guide/states.html", shown, context, ("_saved",), status)


def edited_rows(request: HouseRequest, progress: Progress) -> list[dict[str, Any]]:
    """The rows after the button that was pressed. Raises CannotAdd."""
    rows = naming.posted_rows(request.POST, progress.document["states"])
    if "remove" in request.POST:
        return naming.without(rows, request.POST["remove"])
    adding = "add" in request.POST or "add_singly" in request.POST
    if not adding and (request.htmx or not request.POST.get("name", "").strip()):
        return rows
    keys = state_names.resolve(request.POST.get("name", ""), progress.edition)
    if "add_singly" in request.POST:
        keys = [code for key in keys for code in state_names.members_singly(key, progress.edition)]
    new_roles = [role for role in ROLES if role in request.POST.getlist("new roles")]
    return naming.added(rows, keys, new_roles, progress.edition)


@case_page
def issues(request: HouseRequest, case_file: CaseFile) -> HttpResponse:
    progress = load(request, case_file)
    chosen = [issue["issue"] for issue in progress.document["issues"]]
    initial = {"issues": chosen, "lead": chosen[0] if chosen else ""}
    form = IssuesForm(progress.edition, sent_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        topics = form.in_order
        case_file = save(
            request, case_file, "chose issues", lambda d: with_issues(d, topics), careful=True
        )
        if not request.htmx:
            return redirect("guide:interests", case_file.code)
        progress = load(request, case_file)
    context = {"form": form, "groups": grouped(progress, form), **said_of(request, form)}
    status = 422 if form.errors else 200
    return guide_page(request, "guide/issues.html", progress, context, ("_saved",), status)


def grouped(progress: Progress, form: IssuesForm) -> dict[str, list[dict[str, Any]]]:
    """The catalogue by group, each issue with whether it is ticked."""
    ticked = form["issues"].value() or []
    groups: dict[str, list[dict[str, Any]]] = {}
    for topic in progress.edition.book.topics:
        entry = {"topic": topic, "ticked": topic.key in ticked}
        groups.setdefault(topic.group, []).append(entry)
    return groups


def save(
    request: HouseRequest,
    case_file: CaseFile,
    act: str,
    edit: Any = None,
    fields: Any = None,
    careful: bool = False,
) -> CaseFile:
    """What the page sent; `careful` where autosave could take away what the page does not show."""
    return change(
        user=request.user,
        case_file=case_file,
        sent=sent(request),
        now=timezone.now(),
        act=act,
        edit=edit,
        fields=fields,
        careful=careful and bool(request.htmx),
    )

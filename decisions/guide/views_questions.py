"""How are the questions of a section asked: one on a page, or all of them on one?"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from decisions.house.answers import SECTIONS
from decisions.house.document import with_answer
from decisions.house.requests import HouseRequest
from decisions.models import CaseFile
from decisions.subsidiarity.rules import Question

from .pages import COMPACT, case_page, guide_page, load, said_of, sent_data
from .progress import Progress, after, after_section, next_open, url
from .question_form import QuestionForm, initial_answers
from .views import save


@case_page
def question(request: HouseRequest, case_file: CaseFile, step: str, key: str) -> HttpResponse:
    """One question. With htmx each choice saves itself and the ladder narrows."""
    progress = load(request, case_file)
    asked = question_or_404(progress, step, key)
    form = form_for(request, progress, asked)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            case_file = keep(request, case_file, progress, [form])
            progress = load(request, case_file)
            if not request.htmx:
                return redirect(after(progress, asked))
        else:
            status = 422
    order = progress.questions(step)
    context = {
        "question": asked,
        "form": form,
        "section": SECTIONS[step],
        "step": step,
        "place": order.index(asked) + 1,
        "of": len(order),
        "back": back(progress, step, order.index(asked)),
        "differs": form.differs,
        **said_of(request, form),
    }
    return guide_page(request, "guide/question.html", progress, context, ("_saved",), status)


@case_page
def section(request: HouseRequest, case_file: CaseFile, step: str) -> HttpResponse:
    """All questions of a section on one page, or the way to the first open one."""
    progress = load(request, case_file)
    questions = section_or_404(progress, step)
    if "compact" in request.GET:
        request.session[COMPACT] = request.GET["compact"] == "yes"
    if not request.session.get(COMPACT):
        first = next_open(progress, [step]) or questions[0]
        return redirect(url("question", case_file.code, step, first.key))
    forms = [form_for(request, progress, each, alone=False) for each in questions]
    status = 200
    if request.method == "POST":
        if not [form for form in forms if not form.is_valid()]:
            case_file = keep(request, case_file, progress, forms)
            progress = load(request, case_file)
            if "continue" in request.POST:
                return redirect(after_section(progress, step, compact=True))
        else:
            status = 422
    context = {"forms": forms, "section": SECTIONS[step], "step": step, **said_of(request, *forms)}
    return guide_page(request, "guide/section.html", progress, context, ("_saved",), status)


def section_or_404(progress: Progress, step: str) -> list[Question]:
    if step not in SECTIONS or not progress.questions(step):
        raise Http404
    return progress.questions(step)


def question_or_404(progress: Progress, step: str, key: str) -> Question:
    for asked in section_or_404(progress, step):
        if asked.key == key:
            return asked
    raise Http404


def form_for(
    request: HouseRequest, progress: Progress, asked: Question, alone: bool = True
) -> QuestionForm:
    book = progress.edition.book
    issues = [
        (i["issue"], book.topic_by_key[i["issue"]].label) for i in progress.document["issues"]
    ]
    return QuestionForm(
        asked,
        issues if len(issues) > 1 else (),
        sent_data(request),
        required=alone,
        heading="h1" if alone else "h2",
        prefix=asked.key,
        initial=initial_answers(asked, progress.document, progress.case_file.evidence),
    )


def keep(
    request: HouseRequest, case_file: CaseFile, progress: Progress, forms: list[QuestionForm]
) -> CaseFile:
    """Save the answers of all forms at once."""
    evidence = dict(case_file.evidence)
    for form in forms:
        evidence.pop(form.question.key, None)
        if form.evidence:
            evidence[form.question.key] = form.evidence

    def edit(document: dict[str, Any]) -> dict[str, Any]:
        for form in forms:
            document = with_answer(document, form.question.key, form.answer, form.per_issue)
        return document

    return save(request, case_file, "answered", edit, {"evidence": evidence})


def back(progress: Progress, step: str, place: int) -> str:
    code = progress.case_file.code
    if place:
        return url("question", code, step, progress.questions(step)[place - 1].key)
    return url("task_list", code)

"""The auditor's questions: all of them, one with its answer, the answer as a table, and all answers as one paper."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audit.chain import heads
from audit.moment import one_moment
from evidence.questions import QUESTIONS
from evidence.questions.asking import Question, as_rows, report_on
from governance.ledger import READ_LEDGER, readable_lines, who_reads_it
from interface.sinks import csv_lines
from workflow.middleware import Request

LEDGER = {"text": "Ledger", "href": "/ledger/"}


@login_required
@require_safe
def questions(request: Request) -> HttpResponse:
    """What can be asked, and under which rule."""
    _audits(request)
    context = {"questions": QUESTIONS.values(), "breadcrumbs": [LEDGER, {"text": "Questions"}]}
    return render(request, "evidence/questions.html", context)


@login_required
@require_safe
def report(request: Request, slug: str) -> HttpResponse:
    """One question, asked now."""
    question = _question(request, slug)
    with one_moment():
        found = report_on(question, request.actor)
    context = {
        "reports": [found],
        "title": question.title,
        "breadcrumbs": [LEDGER, {"text": "Questions", "href": reverse("audit")}, {"text": question.title}],
    }
    return render(request, "evidence/report.html", context)


@login_required
@require_safe
def every_report(request: Request) -> HttpResponse:
    """All of them asked at one moment, with where the ledger stood then: a paper to print and to keep."""
    _audits(request)
    with one_moment():
        found = [report_on(question, request.actor) for question in QUESTIONS.values()]
        books = set(readable_lines(request.actor).order_by().values_list("book", flat=True).distinct())
        stood = heads(books)
    context = {
        "reports": found,
        "heads": stood,
        "title": "All questions",
        "breadcrumbs": [LEDGER, {"text": "Questions", "href": reverse("audit")}, {"text": "All questions"}],
    }
    return render(request, "evidence/report.html", context)


@login_required
@require_safe
def report_csv(request: Request, slug: str) -> HttpResponseBase:
    """The answer to one question as a table."""
    question = _question(request, slug)
    with one_moment():
        rows = as_rows(report_on(question, request.actor))
    name = f"{question.slug}-{request.actor.today:%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        csv_lines(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _question(request: Request, slug: str) -> Question:
    _audits(request)
    question: Question | None = QUESTIONS.get(slug)
    if question is None:
        raise Http404
    return question


def _audits(request: Request) -> None:
    if not request.actor.may_anywhere(READ_LEDGER):
        raise PermissionDenied(who_reads_it(request.actor))

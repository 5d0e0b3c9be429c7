"""A plan as files, at addresses below its page: whoever reads that reads these, of now or of a moment (`?as_at=`)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from documents.plan import summary, tables, word
from documents.plan.columns import TABLES
from documents.plan.kept import kept
from documents.plan.printed import printed
from documents.plan.read import PlanRead, as_it_stands, as_it_stood, file_name
from governance.as_at import Record
from governance.views.as_at import ASKED, plan_then
from governance.views.plans import find_plan
from workflow.middleware import Request

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

Write = Callable[[PlanRead], bytes]


@require_safe
def pdf(request: Request, slug: str) -> HttpResponse:
    """The whole plan as a PDF."""
    return _answer(request, slug, ".pdf", PDF, printed)


@require_safe
def summary_pdf(request: Request, slug: str) -> HttpResponse:
    """The plan in ten pages at the most."""
    return _answer(request, slug, "-summary.pdf", PDF, summary.printed)


@require_safe
def docx(request: Request, slug: str) -> HttpResponse:
    """The whole plan as a Word document."""
    return _answer(request, slug, ".docx", WORD, word.written)


@require_safe
def table(request: Request, slug: str, kind: str, format: str) -> HttpResponse:
    """Its targets or its decisions, as CSV, JSON or XLSX."""
    if kind not in TABLES or format not in tables.FORMATS:
        raise Http404
    content_type, write = tables.FORMATS[format]
    return _answer(request, slug, f"-{kind}.{format}", content_type, lambda read: write(read, kind))


def _answer(request: Request, slug: str, ending: str, content_type: str, write: Write) -> HttpResponse:
    """The file that `write` makes of the plan, as it stands or as it stood."""
    plan = find_plan(slug, request.actor)

    def of_then(record: Record) -> HttpResponse:
        asked = record.moment.asked
        # Who reads drafts and who does not ask for the same moment of a plan that was published later.
        content = kept(plan, f"{ending} as at {asked}, {record.plan.state}", lambda: write(as_it_stood(record)))
        return _file(content, f"{file_name(record.plan, asked)}{ending}", content_type)

    if ASKED in request.GET:
        return plan_then(request, slug, of_then)
    content = kept(plan, ending, lambda: write(as_it_stands(plan, request.actor)))
    return _file(content, f"{file_name(plan)}{ending}", content_type)


def _file(content: bytes, name: str, content_type: str) -> HttpResponse:
    disposition = "inline" if content_type == PDF else "attachment"
    headers = {"Content-Disposition": f'{disposition}; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)

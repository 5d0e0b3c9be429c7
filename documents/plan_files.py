"""A plan as files, at addresses below its page: whoever reads that reads these, of now or of a moment (`?as_at=`)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from documents.plan import tables
from documents.plan.columns import TABLES
from documents.plan.printed import printed
from documents.plan.read import PlanRead, as_it_stands, as_it_stood
from governance.views.as_at import ASKED, plan_then
from governance.views.plans import find_plan
from workflow.middleware import Request

Written = Callable[[PlanRead], HttpResponse]


@require_safe
def pdf(request: Request, slug: str) -> HttpResponse:
    """The whole plan as a PDF."""
    return _answer(request, slug, lambda read: _print(printed(read), f"{read.file_name}.pdf"))


@require_safe
def table(request: Request, slug: str, kind: str, format: str) -> HttpResponse:
    """Its targets or its decisions, as CSV, JSON or XLSX."""
    if kind not in TABLES or format not in tables.FORMATS:
        raise Http404
    content_type, write = tables.FORMATS[format]
    return _answer(
        request, slug, lambda read: _file(write(read, kind), f"{read.file_name}-{kind}.{format}", content_type)
    )


def _answer(request: Request, slug: str, write: Written) -> HttpResponse:
    """What `write` makes of the plan, as it stands or as it stood."""
    if ASKED in request.GET:
        return plan_then(request, slug, lambda record: write(as_it_stood(record)))
    return write(as_it_stands(find_plan(slug, request.actor), request.actor))


def _print(content: bytes, name: str) -> HttpResponse:
    return _file(content, name, "application/pdf", "inline")


def _file(content: bytes, name: str, content_type: str, disposition: str = "attachment") -> HttpResponse:
    headers = {"Content-Disposition": f'{disposition}; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)

"""The audit trail: what an auditor may read of the ledger, one entry of it, a file of it, and whether it holds."""

from __future__ import annotations

import structlog
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audit.models import AuditEventQuerySet
from governance.ledger import (
    READ_LEDGER,
    SLICE,
    as_rows,
    check_chain,
    faults_of,
    in_words,
    readable_lines,
    who_reads_it,
)
from governance.ledger_filter import LedgerFilter
from governance.models import SavedFilter
from interface.sinks import csv_lines
from workflow.middleware import Request

A_PAGE = 25
LINES_OF_AN_ACT = 200

logger = structlog.get_logger(__name__)


@login_required
@require_safe
def ledger(request: Request) -> HttpResponse:
    """Every line the person may read, latest first, with filters beside it."""
    chosen = _chosen(request)
    page = Paginator(chosen.lines, A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "form": chosen.form,
        "page": page,
        "lines": in_words(list(page.object_list), request.actor),
        "narrowed": chosen.is_narrowed,
        "query": asked.urlencode(),
        "saved": SavedFilter.objects.visible_to(request.actor),
        "export_url": f"{reverse('ledger_export')}?{asked.urlencode()}",
    }
    return render(request, "governance/ledger.html", context)


@login_required
@require_safe
def entry(request: Request, key: str) -> HttpResponse:
    """One entry with everything that was recorded, and the other lines of the same act."""
    lines = readable(request)
    if "\0" in key:  # PostgreSQL keeps no such text and would not even look
        raise Http404
    event = get_object_or_404(lines.with_words(), pk=key)
    same_act = lines.filter(act_id=event.act_id).exclude(pk=event.pk).with_words().order_by("book", "seq")
    around = lines.filter(book=event.book, seq__in=[event.seq - 1, event.seq + 1])
    others = list(same_act[: LINES_OF_AN_ACT + 1])
    line, *rest = in_words([event, *others], request.actor)
    context = {
        "line": line,
        "event": event,
        "text": bytes(event.text).decode(errors="replace"),
        "same_act": rest[:LINES_OF_AN_ACT],
        "more_of_the_act": len(others) > LINES_OF_AN_ACT,
        "neighbours": dict(around.values_list("seq", "key")),
        "before": event.seq - 1,
        "faults": faults_of(event),
        "breadcrumbs": [{"text": "Ledger", "href": reverse("ledger")}, {"text": f"Entry {event.key}"}],
    }
    return render(request, "governance/ledger_entry.html", context)


@login_required
@require_safe
def export(request: Request) -> HttpResponseBase:
    """Exactly what is filtered, as CSV, written while it is read."""
    chosen = _chosen(request)
    if not chosen.form.is_valid():
        return redirect(f"{reverse('ledger')}?{request.GET.urlencode()}")
    logger.info("ledger_exported", person=request.actor.pk)
    name = f"ledger-{request.actor.today:%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        csv_lines(as_rows(chosen.lines.iterator(chunk_size=SLICE), request.actor)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@login_required
def check(request: Request) -> HttpResponse:
    """Whether every entry follows the one before it, in every book the person reads in: found out when somebody asks,
    for it is slow."""
    readable(request)
    verdict = check_chain(request.actor) if request.method == "POST" else None
    if verdict and not verdict.whole:
        logger.error("ledger_not_whole", faults=[fault.where for fault in verdict.faults])
    context = {
        "verdict": verdict,
        "breadcrumbs": [{"text": "Ledger", "href": reverse("ledger")}, {"text": "Check"}],
    }
    return render(request, "governance/ledger_check.html", context)


def readable(request: Request) -> AuditEventQuerySet:
    """The lines the person may read; refused for those who may read none."""
    if not request.actor.may_anywhere(READ_LEDGER):
        raise PermissionDenied(who_reads_it(request.actor))
    return readable_lines(request.actor)


def _chosen(request: Request) -> LedgerFilter:
    lines: AuditEventQuerySet = readable(request)
    return LedgerFilter(request.GET, queryset=lines, actor=request.actor)

"""The packs of a person: asked for, being made, downloaded."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from evidence.forms.packs import AskForm
from evidence.making import ask_for, parts_of
from evidence.models import Export
from governance.ledger import READ_LEDGER, who_reads_it
from workflow.blockers import Blocked
from workflow.gate import perform
from workflow.middleware import Request


@login_required
def exports(request: Request) -> HttpResponse:
    """What the person asked for and how far it is, and the form to ask for another."""
    if not request.actor.may_anywhere(READ_LEDGER):
        raise PermissionDenied(who_reads_it(request.actor))
    form = AskForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            ask_for(form.cleaned_data["plan"], form.cleaned_data["level"], actor=request.actor)
            messages.success(request, "It is being made. Look again in a minute.")
            return redirect("exports")
        except Blocked as blocked:
            for each in blocked.blockers:
                form.add_error(None, each.sentence)
    found = Export.objects.visible_to(request.actor).select_related("plan", "job")
    rows = [(each, each.can_be_had_on(request.actor.today)) for each in found]
    context = {
        "form": form,
        "rows": rows,
        "waits": any(each.is_under_way for each in found),
        "breadcrumbs": [{"text": "Ledger", "href": reverse("ledger")}, {"text": "Audit packs"}],
    }
    return render(request, "evidence/exports.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def download(request: Request, pk: int) -> HttpResponseBase:
    """The pack itself, if its reader is still who may have it. The ledger tells of each time."""
    export = get_object_or_404(Export.objects.visible_to(request.actor).select_related("plan__body", "job"), pk=pk)
    try:
        perform(export.download, actor=request.actor)
    except Blocked as blocked:
        messages.error(request, " ".join(each.sentence for each in blocked.blockers))
        return redirect("exports")
    return StreamingHttpResponse(
        parts_of(export),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{export.file_name}"',
            "Content-Length": str(export.job.size),
        },
    )

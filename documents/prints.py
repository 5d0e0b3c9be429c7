"""Packs and minutes as PDF files, at the addresses of the pages they are prints of: whoever reads those reads these."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from documents.printing import minutes as minutes_
from documents.printing import pack as pack_
from meetings.minuted import minutes_as_read
from meetings.models import Agenda
from meetings.reading import AgendaAsRead, appended_to, as_published, in_preparation
from meetings.views.minutes import entry_of, minutes_to_read
from meetings.views.reading import asked, supplement_in
from meetings.views.taking import reads_drafts
from workflow.middleware import Request


@require_safe
def pack(request: Request, pk: int) -> HttpResponse:
    """Everything that was published for a meeting; with `?part=2` what is exempt as well, for those who sit in the
    body; with `?supplement=1` what went out with that supplement, and nothing else. Before anything has been published,
    a draft for those who read it then."""
    this, whole = asked(request, pk)
    agenda = as_published(this, exempt=whole)
    if not agenda.issues:
        if not reads_drafts(this, request.actor):
            raise Http404
        agenda = in_preparation(this, exempt=whole)
    pack = pack_.Pack(this, agenda, whole)
    if "supplement" in request.GET:
        pack.issue = _issue_in(request.GET["supplement"], agenda)
    pack.appended = appended_to(pack.entries)
    return _file(pack_.printed(pack), f"meeting-{pk}-{_name_of(pack)}.pdf")


def _issue_in(address: str, agenda: AgendaAsRead) -> Agenda:
    number = supplement_in(address)
    found = next((each for each in agenda.issues if each.supplement == number), None)
    if found is None:
        raise Http404
    return found


def _name_of(pack: pack_.Pack) -> str:
    """In figures and letters of ours: nothing that anybody wrote."""
    what = "draft" if pack.is_draft else "pack"
    if pack.issue is not None:
        what = f"supplement-{pack.issue.supplement}" if pack.issue.supplement else "agenda"
    return f"{what}-part-2" if pack.whole else what


@require_safe
def minutes(request: Request, pk: int) -> HttpResponse:
    """The minutes, as the person may read them; a draft says on every page that it is one."""
    this, found, whole = minutes_to_read(pk, request.actor)
    read = minutes_as_read(this, closed_too=whole)
    content = minutes_.printed(minutes_.MinutesPrint(this, found, read, whole, entry_of(found)))
    return _file(content, f"meeting-{pk}-minutes.pdf")


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)

"""Reading what has been published: one item, the whole pack, a file, and the very bytes that were sealed."""

from __future__ import annotations

import base64
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.models import SealedFile
from meetings.calling_in import not_yet_in_effect
from meetings.models import Agenda, Attachment, CallIn, Meeting, Minute
from meetings.models.attendance import RECORD
from meetings.models.call_in import VOTE
from meetings.models.written_comment import comments_on, is_open
from meetings.reading import agenda_as_read, appended_to, as_published, is_closed, reads_exempt
from meetings.views.meetings import find_meeting
from meetings.views.taking import reads_drafts
from meetings.views.voting import own_seat
from workflow.middleware import Request

SANDBOX = "default-src 'none'; sandbox"
"""Should a browser show a file after all, nothing in it runs or loads"""


@require_safe
def item(request: Request, pk: int, number: str) -> HttpResponse:
    """One item that is out, with everything under it; of a closed one its title only, for whoever may read no more."""
    this = find_meeting(pk, request.actor)
    read = agenda_as_read(this, request.actor)
    entry = read.numbered(number)
    if entry is None:
        raise Http404
    at = read.out.index(entry)
    minute = Minute.objects.filter(item=entry.item).first() if entry.readable else None
    seat = own_seat(this, request.actor) if is_open(minute, request.actor.today) else None
    waiting = not_yet_in_effect(minute)
    scopes = CallIn(meeting=this).scopes(VOTE) if waiting else ()
    votes, conducts = (bool(request.actor.role_for(right, scopes)) for right in (VOTE, RECORD))
    context = {
        "meeting": this,
        "entry": entry,
        "item": entry.item,
        "appended": appended_to([entry]).get(entry.item.pk, []),
        "minute": minute,
        "comments": comments_on(minute),
        "comments_open": is_open(minute, request.actor.today),
        "may_comment": seat is not None,
        "waiting": waiting,
        "calls_in": bool(waiting and (conducts or votes)),
        "issue": next((each for each in read.issues if each.pk == entry.item.agenda_id), None),
        "before": read.out[at - 1] if at else None,
        "after": read.out[at + 1] if at + 1 < len(read.out) else None,
        "breadcrumbs": [{"text": this.heading, "href": this.get_absolute_url()}, {"text": f"Item {number}"}],
    }
    return render(request, "meetings/item.html", context)


@require_safe
def pack(request: Request, pk: int) -> HttpResponse:
    """Everything that was published, on one page that prints; with `?part=2` what is exempt as well, for those who sit
    in the body."""
    this, whole = asked(request, pk)
    read = as_published(this, exempt=whole)
    if not read.issues:
        raise Http404
    context = {
        "meeting": this,
        "agenda": read,
        "whole": whole,
        "appended": appended_to(read.out),
        "seals": [(each, each.sealed_id if whole else each.sealed_open_id) for each in read.issues],
        "breadcrumbs": [{"text": this.heading, "href": this.get_absolute_url()}, {"text": "All papers"}],
    }
    return render(request, "meetings/pack.html", context)


@require_safe
def sealed_agenda(request: Request, pk: int) -> HttpResponse:
    """The very bytes that were sealed when the agenda, or the n-th supplement to it, went out."""
    this, whole = asked(request, pk)
    rows = Agenda.objects.visible_to(request.actor).select_related("sealed", "sealed_open")
    found = rows.filter(meeting=this, supplement=supplement_in(request.GET.get("supplement", "0"))).first()
    if found is None:
        raise Http404
    sealed = found.sealed if whole else found.sealed_open
    answer = HttpResponse(sealed.text.encode(), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{sealed.digest}.json"'
    answer["Repr-Digest"] = _digest(sealed.digest)
    return answer


@require_safe
def attachment(request: Request, pk: int, attachment: int) -> HttpResponse:
    """A file, to be taken away: never shown within our pages, and never run in a browser."""
    this = find_meeting(pk, request.actor)
    found = Attachment.objects.filter(meeting=this, pk=attachment).select_related("item__parent").first()
    if found is None or found.item.withdrawn or not _may_read(found, this, request):
        raise Http404
    data = SealedFile.objects.values_list("data", flat=True).get(pk=found.file_id)
    answer = HttpResponse(bytes(data), content_type=found.kind)
    answer["Content-Disposition"] = _as_attachment(found.name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SANDBOX
    answer["Repr-Digest"] = _digest(found.file_id)
    return answer


def _may_read(found: Attachment, this: Meeting, request: Request) -> bool:
    if found.agenda_id is None and not reads_drafts(this, request.actor):
        return False
    return not is_closed(found.item) or reads_exempt(this, request.actor)


def _as_attachment(name: str) -> str:
    """The name in ASCII, and as it is (RFC 6266)."""
    plain = "".join(each if each.isascii() and each not in '"\\%' else "_" for each in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def asked(request: Request, pk: int) -> tuple[Meeting, bool]:
    """The meeting, and whether everything was asked for; absent for whoever may not read everything."""
    this = find_meeting(pk, request.actor)
    whole = request.GET.get("part") == "2"
    if whole and not reads_exempt(this, request.actor):
        raise Http404
    return this, whole


def supplement_in(address: str) -> int:
    """The number of a supplement as an address says it: 0 is the agenda itself, and what is no number is none."""
    return int(address) if address.isascii() and address.isdecimal() and len(address) < 5 else -1


def _digest(digest: str) -> str:
    """RFC 9530: the hash of what is sent, as every client can check it."""
    return f"sha-256=:{base64.b64encode(bytes.fromhex(digest)).decode()}:"

"""The heads of the ledger's books, in the open: whoever kept one can tell later whether anything was written anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from audit.canonical import instant
from audit.chain import heads
from audit.ledger import REGISTER
from audit.models import AuditEvent
from governance.models import Plan
from publication.pages import public_page, show
from workflow.middleware import Request


@dataclass(frozen=True)
class Head:
    """The last line of one book."""

    book: str
    named: str
    seq: int
    link: str
    recorded_at: datetime | None


@public_page
def ledger_heads(request: Request) -> HttpResponse:
    """For the register and the book of each published plan: how many entries there are, and the hash that proves them
    all."""
    return show(request, "ledger.html", {"heads": _heads(request)})


@public_page
def ledger_heads_json(request: Request) -> HttpResponse:
    """The same as a checkpoint, for “verify_ledger --checkpoint” and “verify.py --head”."""
    found = heads(_books(request))
    taken_at = max((head.recorded_at for head in _heads(request) if head.recorded_at), default=None)
    kept = {"books": found, "taken_at": instant(taken_at) if taken_at else ""}
    return JsonResponse(kept, json_dumps_params={"indent": 2, "sort_keys": True})


def _books(request: Request) -> dict[str, str]:
    """The books that are told of, and what they are about."""
    plans = Plan.objects.visible_to(request.actor)
    return {REGISTER: "People, bodies, rules and meetings", **{plan.ledger_book: str(plan) for plan in plans}}


def _heads(request: Request) -> list[Head]:
    named = _books(request)
    found = heads(named)
    keys = [f"{book}:{head['seq']}" for book, head in found.items()]
    last: dict[str, Any] = dict(AuditEvent.objects.filter(pk__in=keys).values_list("book", "recorded_at"))
    return [
        Head(book, named[book], head["seq"], head["link"], timezone.localtime(last[book]) if book in last else None)
        for book, head in found.items()
    ]

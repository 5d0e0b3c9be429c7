"""Bodies that meet: what they may resolve, who sits in them, when they meet, and what they decided."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from governance import directory
from governance.models import Appointment, Body, Plan
from governance.models.body import BodyKind
from governance.roles import RoleName
from meetings.calendar import next_of
from meetings.filters import of_a_body
from meetings.models import Meeting
from publication.deciding import decisions_read_by
from publication.pages import public_page, show
from workflow.middleware import Request

THAT_MEET = [BodyKind.AUTHORITY, BodyKind.COMMITTEE, BodyKind.PANEL, BodyKind.WORKSHOP]
SEATS = [RoleName.CHAIR, RoleName.MEMBER]
"""the offices that the register of members is about (LGA 1972 s.100G(1)); who works for a body is not in it"""
A_FEW = 10
BODIES = {"text": "Bodies", "href": "/published/bodies/"}


@public_page
def bodies(request: Request) -> HttpResponse:
    """Every body that people sit in."""
    rows = Body.objects.filter(kind__in=THAT_MEET).select_related("parent").order_by("name")
    return show(request, "bodies.html", {"bodies": rows})


@public_page
def body(request: Request, pk: int) -> HttpResponse:
    """One of them, with the register of its members."""
    this = find_body(pk)
    today = request.actor.today
    seats = Appointment.objects.in_force(today).filter(body=this, role__in=SEATS).select_related("person")
    past = Meeting.objects.visible_to(request.actor).filter(of_a_body(this), held_on__lt=today)
    context = {
        "body": this,
        "powers": directory.powers_of(this, today).now,
        "seats": seats.order_by("role", "person__name", "pk"),
        "to_come": next_of(this, request.actor),
        "past": past.select_related("body").order_by("-held_on", "-held_at", "pk")[:A_FEW],
        "decisions": decisions_read_by(request.actor).filter(body=this)[:A_FEW],
        "plans": Plan.objects.visible_to(request.actor).filter(body=this),
        "breadcrumbs": [BODIES, {"text": this.name}],
    }
    return show(request, "body.html", context)


def find_body(pk: int) -> Body:
    """A body that people sit in. Raises Http404."""
    found: Body | None = Body.objects.filter(kind__in=THAT_MEET, pk=pk).select_related("parent").first()
    if found is None:
        raise Http404
    return found

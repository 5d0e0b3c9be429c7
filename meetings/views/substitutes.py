"""Substitutes: somebody sits at one meeting for a member who is not there."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from meetings.forms.sitting import SubstituteForm
from meetings.models import Meeting, Substitution
from meetings.models.substitution import substitutes_may_come
from meetings.views.sitting import conducted, do, form_page
from workflow.gate import Act
from workflow.middleware import Request


@login_required
def substitute(request: Request, pk: int) -> HttpResponse:
    """Who sits for whom; before a member who is not there has done anything at the meeting."""
    meeting = conducted(request, pk)
    form = SubstituteForm(request.POST or None, meeting=meeting)

    def acts(form: SubstituteForm) -> list[Act]:
        seat, person = form.cleaned_data["seat"], form.cleaned_data["person"]
        body = seat.body.parent or seat.body  # of a body with none above it the gate refuses any
        return [Substitution(meeting=meeting, seat=seat, person=person, body=body).record]

    return form_page(
        request, meeting, form, acts, heading="Somebody sits for a member", button="Record",
        back=reverse("sitting", args=[pk]), told=_what_follows(meeting),
    )  # fmt: skip


def _what_follows(meeting: Meeting) -> list[str]:
    if not substitutes_may_come(meeting):
        return [f"The standing orders of {meeting.body.short_name} let no substitutes come."]
    return [
        "They have the seat to the end of the meeting: they count for the quorum, vote, and declare interests.",
        "The apologies of the member stay in the minutes. Whoever sits for the chair presides only if chosen.",
    ]


@login_required
@require_POST
def take_back(request: Request, pk: int, substitution: int) -> HttpResponse:
    """It was recorded by mistake, or the member came after all."""
    meeting = conducted(request, pk)
    rows = Substitution.objects.select_related("seat__person", "person")
    this = get_object_or_404(rows, meeting=meeting, pk=substitution)
    this.meeting = meeting
    return do(request, meeting, [this.withdraw], reverse("sitting", args=[pk]))

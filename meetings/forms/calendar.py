"""What a clerk fills in about when and where a body meets."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import Form

from governance.forms.act import ActForm, WithReason
from governance.forms.bodies import as_options
from governance.models import Body
from governance.models.body import BodyKind
from governance.notice.counting import FIRST_YEAR, LAST_YEAR
from interface.dates import DatePartsField
from interface.forms import SeveralField
from interface.times import ClockField
from meetings.models import Meeting, MeetingKind
from meetings.models.meeting import meets_in_public

AS_USUAL, IN_PUBLIC, NOT_IN_PUBLIC = "as_usual", "yes", "no"
OPENNESS = [
    (AS_USUAL, "As usual: the Authority and its committees meet in public, panels and workshops do not"),
    (IN_PUBLIC, "In public"),
    (NOT_IN_PUBLIC, "Not in public"),
]
MEETS = (BodyKind.AUTHORITY, BodyKind.COMMITTEE, BodyKind.PANEL, BodyKind.WORKSHOP)
"""Bodies that meet; the service and its groups work"""


def a_day_of_meetings(day: date) -> date:
    """A day on which somebody could meet under this law."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(f"Meetings are scheduled from {FIRST_YEAR} to {LAST_YEAR}.")
    return day


def in_public(form: Form, body: Body, kind: str) -> bool:
    """Whether it meets in public, as the clerk says or as is usual."""
    said = form.cleaned_data["openness"]
    return meets_in_public(body, kind) if said == AS_USUAL else said == IN_PUBLIC


class WhenForm(WithReason):
    """Who meets, at what time, where, and for whom: what one meeting and those of a year have in common."""

    body = forms.ModelChoiceField(Body.objects.none(), label="Body")
    held_at = ClockField(label="Time", help_text="Like 14:00 or 2pm")
    place = forms.CharField(max_length=200, label="Place", help_text="As the notice says it: room, building, street")
    openness = forms.ChoiceField(choices=OPENNESS, widget=forms.RadioSelect, label="In public or not", initial=AS_USUAL)

    def __init__(self, *args: Any, bodies: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        if len(bodies) == 1:
            self.fields["body"].initial = bodies[0]


class ScheduleForm(WhenForm):
    """One meeting."""

    kind = forms.ChoiceField(
        choices=as_options(MeetingKind), widget=forms.RadioSelect, label="Kind", initial=MeetingKind.ORDINARY
    )
    held_on = DatePartsField(label="Date")
    business = forms.CharField(
        label="Business",
        widget=forms.Textarea,
        required=False,
        max_length=2000,
        help_text="Of an extraordinary meeting: what it is called for. It takes nothing else",
    )
    joint_with = SeveralField(
        Body.objects.filter(kind__in=MEETS).order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Jointly with",
        help_text="Bodies whose members sit in it as well",
    )

    field_order = ("body", "kind", "held_on", "held_at", "place", "openness", "business", "joint_with", "because")

    def clean_held_on(self) -> date:
        return a_day_of_meetings(self.cleaned_data["held_on"])

    def clean(self) -> dict[str, Any]:
        """Who convenes sits in it anyway, and only an extraordinary meeting is bound to its business."""
        values = self.cleaned_data
        if values.get("body") in (values.get("joint_with") or ()):
            self.add_error("joint_with", f"{values['body'].short_name} convenes the meeting: it sits in it anyway.")
        if values.get("business") and values.get("kind") not in (None, MeetingKind.EXTRAORDINARY):
            self.add_error("business", "Only an extraordinary meeting names its business: the others have an agenda.")
        return values

    @property
    def meeting(self) -> Meeting:
        """What was typed, as a meeting that is not saved yet."""
        names = ("body", "kind", "held_on", "held_at", "place", "business")
        values = {name: self.cleaned_data[name] for name in names}
        return Meeting(**values, in_public=in_public(self, values["body"], values["kind"]))


class MoveForm(ActForm):
    """Another day or time."""

    held_on = DatePartsField(label="Date")
    held_at = ClockField(label="Time", help_text="Like 14:00 or 2pm")

    def __init__(self, *args: Any, thing: Meeting, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.fields["held_on"].initial = thing.held_on
        self.fields["held_at"].initial = thing.held_at

    def clean_held_on(self) -> date:
        return a_day_of_meetings(self.cleaned_data["held_on"])


class RelocateForm(ActForm):
    """Another place."""

    place = forms.CharField(max_length=200, label="Place", help_text="As the notice says it: room, building, street")

    def __init__(self, *args: Any, thing: Meeting, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.fields["place"].initial = thing.place


class InviteForm(WithReason):
    """A body that sits in a meeting jointly with the one that convenes it."""

    body = forms.ModelChoiceField(Body.objects.none(), label="Body")

    field_order = ("body", "because")

    def __init__(self, *args: Any, thing: Meeting, **more: Any) -> None:
        super().__init__(*args, **more)
        others = Body.objects.filter(kind__in=MEETS).exclude(pk__in=[body.pk for body in thing.bodies])
        self.fields["body"].queryset = others.order_by("name")  # type: ignore[attr-defined]

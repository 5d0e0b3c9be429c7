"""What people fill in when an agenda goes out, and when something comes too late for it."""

from __future__ import annotations

from typing import Any

from django import forms

from governance.forms.act import ActForm
from governance.models import Appointment
from governance.roles import RoleName
from meetings.forms.agenda import AgendaForm
from meetings.models import Item


class PublishForm(ActForm):
    """Why at short notice, and nothing where it is in time."""

    rewrites = False

    def __init__(self, *args: Any, at_short_notice: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not at_short_notice:
            del self.fields["because"]
            return
        self.fields["because"].required = True
        self.fields["because"].label = "Why at short notice"
        self.fields["because"].help_text = "It is kept with the agenda, and told to whoever asks"


class HoldUrgentForm(AgendaForm):
    """The opinion is the chair's: the clerk records it."""

    chair = forms.CharField(max_length=150, label="Who presides", help_text="By name: whose opinion it is")
    special_circumstances = forms.CharField(
        widget=forms.Textarea,
        label="Special circumstances",
        help_text="Why it cannot wait for the next meeting. It stands on the agenda and in the minutes",
    )

    def __init__(self, *args: Any, thing: Item, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        chairs = Appointment.objects.in_force(self.actor.today).filter(body=thing.meeting.body_id, role=RoleName.CHAIR)
        chair = chairs.select_related("person").first()
        self.fields["chair"].initial = thing.urgent_by or (str(chair.person) if chair else "")
        self.fields["special_circumstances"].initial = thing.late_because

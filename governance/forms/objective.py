"""What people fill in about an objective."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from governance.forms.act import ActForm
from governance.models import Appointment, Body, Objective
from governance.roles import RoleName
from interface.dates import DatePartsField


class ReviseObjectiveForm(ActForm):
    title = forms.CharField(label="Objective", widget=forms.Textarea)

    def __init__(self, *args: Any, thing: Objective, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.fields["title"].initial = thing.title


class AssignForm(ActForm):
    """Offers the owners of the body whose plan it is, and of the bodies under it."""

    office = forms.ChoiceField(label="Owner", help_text="Objective owners and the groups they write for")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        objective: Any = self.thing
        below = objective.plan.body.with_all_below()
        offices = Appointment.objects.in_force(self.actor.today).filter(role=RoleName.OWNER, body__in=below)
        self.fields["office"].choices = [("", "---------")] + [  # type: ignore[attr-defined]
            (f"{office.person_id}:{office.body_id}", f"{office.person}, {office.body}")
            for office in offices.select_related("person", "body").order_by("person__name", "body__name")
        ]

        self.fields["office"].initial = f"{objective.owner_id}:{objective.held_by_id}"

    def details(self) -> dict[str, Any]:
        person, body = self.cleaned_data["office"].split(":")
        return {"owner": User.objects.get(pk=person), "held_by": Body.objects.get(pk=body)}


class PublishForm(ActForm):
    rewrites = False
    published_on = DatePartsField(label="Date of publication")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["published_on"].initial = self.actor.today

"""What people fill in about those who stand in for an owner."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from governance import directory
from governance.forms.act import WithReason
from governance.forms.bodies import person_with_offices, person_with_username
from governance.models import Body
from interface.dates import DatePartsField
from workflow.actors import Actor


class NameDeputyForm(WithReason):
    """Somebody known to whoever names them, for one of the owner's offices."""

    because = forms.CharField(
        label="Reason", widget=forms.Textarea, help_text="It is kept with it: leave, illness, a course."
    )
    body = forms.ModelChoiceField(Body.objects.none(), label="Office", help_text="The group the owner writes for")
    deputy = forms.ModelChoiceField(User.objects.none(), label="Deputy")
    starts_on = DatePartsField(label="First day")
    ends_on = DatePartsField(label="Last day", help_text="A year after the first at most")

    field_order = ("body", "deputy", "starts_on", "ends_on", "because")

    def __init__(self, *args: Any, owner: User, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        held = directory.bodies_owned_in(owner, actor.today)
        bodies: Any = self.fields["body"]
        bodies.queryset = Body.objects.filter(pk__in=[body.pk for body in held])
        if len(held) == 1:
            bodies.initial = held[0].pk
        knows_everybody = directory.administers_people(actor)
        people = directory.people_seen_by(actor).filter(is_active=True).exclude(pk__in=[owner.pk, actor.pk])
        deputies: Any = self.fields["deputy"]
        deputies.queryset = people if knows_everybody else directory.with_offices(people, actor.today)
        deputies.label_from_instance = person_with_username if knows_everybody else person_with_offices
        self.fields["starts_on"].initial = actor.today

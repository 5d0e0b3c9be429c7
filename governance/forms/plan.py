"""What people fill in about a plan and its route."""

from __future__ import annotations

from typing import Any

from django import forms

from governance.forms.act import ActForm, WithReason
from governance.models import Body, Plan, PlanState, Stage, StageKind
from interface.dates import DatePartsField
from interface.forms import GdsForm
from workflow.actors import Actor


class PlanForm(GdsForm):
    body = forms.ModelChoiceField(Body.objects.none(), label="Whose plan it is")
    title = forms.CharField(max_length=200)
    financial_year = forms.CharField(max_length=7, help_text="For example 2001/02")

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["body"].queryset = bodies_where("governance.set_up_plan", actor)  # type: ignore[attr-defined]


class RollOverForm(ActForm):
    title = forms.CharField(max_length=200, label="Title of the new plan")

    def __init__(self, *args: Any, thing: Plan, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.fields["title"].initial = thing.title


class StageForm(WithReason):
    kind = forms.ChoiceField(label="Stage", choices=StageKind, widget=forms.RadioSelect)
    body = forms.ModelChoiceField(Body.objects.exclude(kind__in=["service", "business_group"]))
    opens_on = DatePartsField(label="Opens on")
    closes_on = DatePartsField(label="Closes on")
    required = forms.BooleanField(
        required=False, initial=True, label="An objective leaves this stage only when this body has spoken"
    )

    field_order = ("kind", "body", "opens_on", "closes_on", "required", "because")


class ReviseStageForm(ActForm):
    opens_on = DatePartsField(label="Opens on")
    closes_on = DatePartsField(label="Closes on")
    required = forms.BooleanField(required=False, label="An objective leaves this stage only when this body has spoken")

    def __init__(self, *args: Any, thing: Stage, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        for name in ("opens_on", "closes_on", "required"):
            self.fields[name].initial = getattr(thing, name)
        self.fields["because"].help_text = "It is kept with the change, and needed to let a body pass."


class IssuePapersForm(ActForm):
    rewrites = False
    issued_on = DatePartsField(label="The papers go out on")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["issued_on"].initial = self.actor.today

    def about(self) -> dict[str, Any]:
        """They take effect on the day on which they go out."""
        return super().about() | {"effective_on": self.cleaned_data["issued_on"]}


class WithdrawStageForm(ActForm):
    def __init__(self, *args: Any, thing: Stage, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.fields["because"].required = thing.required or thing.plan.state != PlanState.DRAFT


def bodies_where(permission: str, actor: Actor) -> Any:
    """The bodies in which `actor` holds `permission`."""
    held = [scope.rpartition(":")[2] for right, scope in actor.grants if right == permission]
    return Body.objects.filter(pk__in=held)

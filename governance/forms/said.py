"""What the comments on a plan can be narrowed by."""

from __future__ import annotations

from typing import Any

from django import forms

from governance.filters import FilterForm
from governance.models import Body, Objective, Plan
from governance.said_and_done import bodies_heard
from workflow.actors import Actor


class SaidForm(FilterForm):
    body = forms.ModelChoiceField(Body.objects.none(), required=False)
    objective = forms.ModelChoiceField(Objective.objects.none(), required=False)

    def __init__(self, *args: Any, plan: Plan, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        bodies: Any = self.fields["body"]
        bodies.queryset = bodies_heard(plan)
        objectives: Any = self.fields["objective"]
        commented = Objective.objects.visible_to(actor).filter(plan=plan, comments__isnull=False).distinct()
        objectives.queryset = commented.select_related("aspect")

    def asked(self) -> dict[str, int]:
        """What was chosen, by key; nothing where nothing sensible was."""
        chosen = self.cleaned_data if self.is_valid() else {}
        return {name: thing.pk for name, thing in chosen.items() if thing is not None}

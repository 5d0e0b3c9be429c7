"""What somebody says who asks for a pack."""

from typing import Any

from django import forms

from evidence.models import Level
from governance.ledger import READ_LEDGER
from governance.models import Plan
from workflow.actors import Actor


class AskForm(forms.Form):
    """Of which plan, and how much it shows."""

    plan = forms.ModelChoiceField(Plan.objects.none(), label="Plan", empty_label=None)
    level = forms.ChoiceField(
        choices=Level.choices, label="What it shows", widget=forms.RadioSelect, initial=Level.AUDITOR
    )

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        plans = Plan.objects.visible_to(actor).select_related("body")
        audited = [plan.pk for plan in plans if actor.role_for(READ_LEDGER, plan.scopes(READ_LEDGER))]
        self.fields["plan"].queryset = plans.filter(pk__in=audited)  # type: ignore[attr-defined]

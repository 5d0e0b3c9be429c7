"""The form by which what is published is withdrawn."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from governance.forms.act import ActForm
from governance.guards import decisions_to_withdraw_it
from governance.models import Decision
from workflow.words import day


class DecisionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Decisions by who took them, when, and under which reference."""

    def label_from_instance(self, decision: Any) -> str:
        return f"{decision.who}, {day(decision.decided_on)}: {decision.reference}"


class WithdrawPublishedForm(ActForm):
    """Offers the decisions of bodies with the power since the publication."""

    rewrites: ClassVar[bool] = False

    decision = DecisionField(
        Decision.objects.none(),
        label="Decision by which it is withdrawn",
        help_text="Of a body that approves, taken since it was published. It is named in public.",
    )
    because = forms.CharField(
        label="Why it is withdrawn", widget=forms.Textarea, help_text="It is published on the page of the objective."
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        possible = [each.pk for each in decisions_to_withdraw_it(self.thing, self.actor.today)]
        rows = Decision.objects.filter(pk__in=possible).select_related("body", "officer")
        self.fields["decision"].queryset = rows.order_by("-decided_on", "-pk")  # type: ignore[attr-defined]

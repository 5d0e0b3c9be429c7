"""What a body resolved, as its clerk fills it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from governance.forms.act import HeadingsField, SeenForm, headings_of, seen_field
from governance.forms.blocks import MOST, count_of
from governance.forms.condition import ConditionFields
from governance.forms.delegation import DelegationFields
from governance.models import Body, Objective, Plan
from governance.models.outcome import OF_THE_WHOLE, OutcomeKind
from interface.dates import DatePartsField
from workflow.models import Governed


class DecisionForm(SeenForm):
    """What a body resolved about the objectives before it, and perhaps about the plan as a whole."""

    circulated_on = DatePartsField(label="The text was sent to the members on")
    decided_on = DatePartsField(label="Decided on")
    reference = forms.CharField(max_length=100, help_text="As the papers print it, for example FPBV report 3")
    plan_as_a_whole = forms.ChoiceField(
        choices=[("", "---------"), *OF_THE_WHOLE], required=False, label="About the plan as a whole"
    )

    because = forms.CharField(
        label="Reason",
        widget=forms.Textarea,
        required=False,
        help_text="Needed for what was referred back or withdrawn. It is kept with the decision.",
    )
    seen_plan = seen_field()
    seal_plan = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    headings = HeadingsField(required=False)
    conditions = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)
    delegations = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(self, *args: Any, plan: Plan, objectives: Sequence[Objective], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.plan, self._today = plan, today
        self.fields["seen_plan"].initial = plan.version
        self.fields["headings"].initial = headings_of(objectives)
        if not self.is_bound:
            self.fields["seal_plan"].initial = plan.seal()
        self.fields["seen_plan"].required = bool(self.data.get("plan_as_a_whole"))
        self.objectives = {f"outcome_{objective.pk}": objective for objective in objectives}
        for name, objective in self.objectives.items():
            self.fields[f"seen_{objective.pk}"] = seen_field()
            self.fields[f"seen_{objective.pk}"].initial = objective.version
            self.fields[f"seen_{objective.pk}"].required = bool(self.data.get(name))
            self.fields[name] = forms.ChoiceField(
                label=str(objective),
                help_text=objective.title,
                choices=[("", "---------"), *OF_THE_WHOLE],
                required=False,
            )
        self.order_fields([name for name in self.fields if name not in ("plan_as_a_whole", "because")])
        self._ask_for_more()

    def _ask_for_more(self) -> None:
        """As many sets of boxes for conditions and delegations as the page had, before the reason."""
        said = self.data if self.is_bound else self.initial
        objectives = list(self.objectives.values())
        self._boxes: dict[str, ConditionFields | DelegationFields] = {
            "conditions": ConditionFields(self.plan, objectives, self._today),
            "delegations": DelegationFields(self.plan, objectives, self._today),
        }
        self.counts = {name: count_of(said.get(name)) for name in self._boxes}
        for name, boxes in self._boxes.items():
            for number in range(1, self.counts[name] + 1):
                self.fields |= boxes.of(number, self.data if self.is_bound else None)
        self.fields["because"] = self.fields.pop("because")

    def with_one_more(self, name: str) -> DecisionForm:
        """The same page with everything that was typed, and with the boxes of another condition or delegation."""
        typed = {each: field.widget.value_from_datadict(self.data, {}, each) for each, field in self.fields.items()}
        typed |= {**self.counts, name: min(self.counts[name] + 1, MOST)}
        objectives = list(self.objectives.values())
        return type(self)(initial=typed, plan=self.plan, objectives=objectives, today=self._today)

    def subject_to(self) -> list[Any]:
        """The conditions that were filled in."""
        return self._boxes["conditions"].taken_from(self.cleaned_data, self.counts["conditions"])

    def delegated(self) -> list[Any]:
        """The delegations that were filled in."""
        return self._boxes["delegations"].taken_from(self.cleaned_data, self.counts["delegations"])

    @property
    def on_the_page(self) -> dict[str, Governed]:
        """What stood on the page, by the name of the field that says in which version."""
        return {"seen_plan": self.plan, **{f"seen_{each.pk}": each for each in self.objectives.values()}}

    def clean(self) -> dict[str, Any]:
        if missing := {name: thing for name, thing in self.on_the_page.items() if name in self.errors}:
            self.see(missing)
        said = {*self.about().values(), self.cleaned_data.get("plan_as_a_whole")}
        undone = said & {OutcomeKind.REFERRED_BACK, OutcomeKind.WITHDRAWN}
        if undone and not self.cleaned_data.get("because", "").strip():
            self.add_error("because", "Give a reason for what was referred back or withdrawn.")
        for name, problem in DelegationFields.problems(self.cleaned_data, self.counts["delegations"]):
            self.add_error(name, problem)
        if not self.errors and not self.about() and not self.cleaned_data["plan_as_a_whole"]:
            raise ValidationError("Say what was decided about at least one objective, or about the plan.")
        return self.cleaned_data

    def see(self, things: Mapping[str, Governed]) -> None:
        super().see(things)
        keys = [objective.pk for objective in self.objectives.values()]
        fresh = Objective.objects.filter(pk__in=keys).select_related("aspect__priority")
        self.data["headings"] = self.fields["headings"].prepare_value(headings_of(fresh))  # type: ignore[index]
        self.data["seal_plan"] = self.plan.seal()  # type: ignore[index]

    def about(self) -> dict[Objective, str]:
        """What was said about each objective."""
        return {
            objective: self.cleaned_data[name]
            for name, objective in self.objectives.items()
            if self.cleaned_data.get(name)
        }

    def seen(self) -> dict[Governed, int]:
        """The version of each objective, and of the plan, that stood on the page."""
        versions = {thing: self.cleaned_data.get(name) for name, thing in self.on_the_page.items()}
        versions |= self.cleaned_data.get("headings", {})
        return {thing: version for thing, version in versions.items() if version is not None}


class DelegatedDecisionForm(DecisionForm):
    """What an officer approves anew in the place of the body that delegated it."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["circulated_on"]
        self.fields["because"].help_text = "It is kept with the decision."
        for name in (*self.objectives, "plan_as_a_whole"):
            choices: Any = self.fields[name]
            choices.choices = [("", "---------"), (OutcomeKind.APPROVED.value, OutcomeKind.APPROVED.label)]


class UrgentDecisionForm(DelegatedDecisionForm):
    """What the clerk of a body approves before it meets, why it cannot wait, and what the chair was asked."""

    consulted = forms.ModelChoiceField(User.objects.none(), label="Chair who was consulted", empty_label="---------")
    consulted_on = DatePartsField(label="The chair was consulted on")
    could_not_wait = forms.CharField(
        widget=forms.Textarea, label="Why it cannot wait until the body meets", help_text="Its next agenda prints it"
    )
    could_not_meet = forms.CharField(widget=forms.Textarea, help_text="Its next agenda prints it")

    def __init__(self, *args: Any, chairs: Any, committee: Body | None, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["because"]  # why it cannot wait is the reason that is kept
        self.fields["reference"].help_text = "As the next agenda prints it, for example Urgency 1"
        chosen: Any = self.fields["consulted"]
        chosen.queryset = chairs
        if committee is None:
            del self.fields["could_not_meet"]
        else:
            self.fields["could_not_meet"].label = f"Why {committee} cannot meet"

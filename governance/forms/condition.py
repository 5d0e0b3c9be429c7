"""What is filled in about conditions: with the decision that sets them, and when they are cleared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from governance.forms.act import ActForm
from governance.forms.blocks import bodies_that_meet, is_empty, people_with
from governance.models import Condition, Objective, Plan
from interface.dates import DatePartsField


class ConfirmConditionForm(ActForm):
    """On what day it was met, and what shows it."""

    rewrites = False
    closed_on = DatePartsField(label="Met on")
    basis = forms.CharField(
        widget=forms.Textarea,
        label="What shows that it is met",
        help_text="A letter, a minute, a figure. It is kept with the confirmation",
    )

    def __init__(self, *args: Any, thing: Condition, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        del self.fields["because"]
        self.fields["closed_on"].initial = self.actor.today
        if thing.is_awaited:
            self.fields["closed_on"].label = "Came on"
            self.fields["basis"].label = "What has come, and where it is found"

    def about(self) -> dict[str, Any]:
        """It takes effect on the day on which it was met."""
        return super().about() | {"effective_on": self.cleaned_data["closed_on"]}


class WaiveConditionForm(ActForm):
    """On what day the body let it pass, and why."""

    rewrites = False
    closed_on = DatePartsField(label="Waived on")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["closed_on"].initial = self.actor.today

    def about(self) -> dict[str, Any]:
        """It takes effect on the day on which it was waived."""
        return super().about() | {"effective_on": self.cleaned_data["closed_on"]}


class ExtendConditionForm(ActForm):
    """Another day."""

    due_on = DatePartsField(label="Due on")

    def __init__(self, *args: Any, thing: Condition, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.fields["due_on"].initial = thing.due_on


class ConditionFields:
    """The boxes of the conditions that one decision sets: as many sets of them as somebody asked for."""

    def __init__(self, plan: Plan, objectives: Sequence[Objective], today: date) -> None:
        self.objectives = {str(each.pk): each for each in objectives}
        self._people = people_with("read_plan", plan, today)
        self._bodies = bodies_that_meet(plan)

    def of(self, number: int, data: Mapping[str, Any] | None) -> dict[str, forms.Field]:
        """The boxes of one condition, by their names. One that comes back with nothing in it is none."""
        named = f"Condition {number}"
        fields: dict[str, forms.Field] = {
            "text": forms.CharField(
                label=f"{named}: what must be done, or what must come",
                widget=forms.Textarea,
                help_text="As it was resolved. Leave every box of it empty to set no such condition",
            ),
            "comes_from": forms.CharField(
                label=f"{named}: from whom it must come",
                max_length=200,
                required=False,
                help_text="Only where it must come from others, such as the Ministerial Priorities from the Home "
                "Secretary: until it has come, the approval is provisional",
            ),
            "about": forms.ChoiceField(
                label=f"{named}: what is approved subject to it",
                choices=[("", "Everything this decision approves"), *_named(self.objectives)],
                required=False,
            ),
            "owner": forms.ModelChoiceField(
                self._people, label=f"{named}: who must do it, or see that it comes", empty_label="---------"
            ),
            "due_on": DatePartsField(label=f"{named}: by when"),
            "checker": forms.ModelChoiceField(
                self._bodies,
                label=f"{named}: which body confirms that it is done, or has come",
                help_text="Its clerk or its chair says so, and what shows it",
                empty_label="---------",
            ),
        }
        names = {f"condition_{number}_{part}": field for part, field in fields.items()}
        if data is not None and is_empty(names, data):
            for field in names.values():
                field.required = False
        return names

    def taken_from(self, cleaned: Mapping[str, Any], count: int) -> list[Condition]:
        """The conditions that were filled in, not saved yet."""
        return [
            Condition(
                text=cleaned[f"condition_{number}_text"],
                comes_from=cleaned[f"condition_{number}_comes_from"],
                objective=self.objectives.get(cleaned[f"condition_{number}_about"]),
                owner=cleaned[f"condition_{number}_owner"],
                due_on=cleaned[f"condition_{number}_due_on"],
                checker=cleaned[f"condition_{number}_checker"],
            )
            for number in range(1, count + 1)
            if cleaned.get(f"condition_{number}_text")
        ]


def _named(objectives: Mapping[str, Objective]) -> list[tuple[str, str]]:
    return [(key, str(objective)) for key, objective in objectives.items()]

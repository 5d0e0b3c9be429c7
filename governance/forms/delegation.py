"""What is filled in about delegations: with the decision that gives them, when one is revoked, and when one is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from governance.forms.act import ActForm
from governance.forms.blocks import bodies_that_meet, is_empty, people_with
from governance.forms.bodies import as_options
from governance.models import Delegation, DelegationScope, Objective, Plan
from interface.dates import DatePartsField

TYPED = ("to_body", "to_officer", "ends_on")
"""Boxes in which nothing stands before somebody fills them in"""


class RevokeForm(ActForm):
    """From which day on, and why."""

    rewrites = False
    revoked_on = DatePartsField(label="Revoked from", help_text="From this day on nobody uses it any more")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["revoked_on"].initial = self.actor.today

    def about(self) -> dict[str, Any]:
        """It takes effect on that day."""
        return super().about() | {"effective_on": self.cleaned_data["revoked_on"]}


class ReportForm(ActForm):
    """On which day, and in which paper."""

    rewrites = False
    reported_on = DatePartsField(label="Reported on")
    reported_as = forms.CharField(
        max_length=100, label="In which paper", help_text="As the agenda prints it, for example MPA report 12"
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["because"]
        self.fields["reported_on"].initial = self.actor.today

    def about(self) -> dict[str, Any]:
        """It takes effect on that day."""
        return super().about() | {"effective_on": self.cleaned_data["reported_on"]}


class DelegationFields:
    """The boxes of what one decision delegates: as many sets of them as somebody asked for."""

    def __init__(self, plan: Plan, objectives: Sequence[Objective], today: date) -> None:
        self.objectives = {str(each.pk): each for each in objectives}
        self._officers = people_with("take_decision", plan, today)
        self._bodies = bodies_that_meet(plan)

    def of(self, number: int, data: Mapping[str, Any] | None) -> dict[str, forms.Field]:
        """The boxes of one delegation, by their names. One that comes back with nothing in it is none."""
        named = f"Delegation {number}"
        fields: dict[str, forms.Field] = {
            "about": forms.ChoiceField(
                label=f"{named}: what is delegated",
                choices=[("", "Everything of the plan"), *((key, str(each)) for key, each in self.objectives.items())],
                required=False,
            ),
            "to_body": forms.ModelChoiceField(
                self._bodies,
                required=False,
                label=f"{named}: to which committee or sub-committee",
                empty_label="---------",
            ),
            "to_officer": forms.ModelChoiceField(
                self._officers,
                required=False,
                label=f"{named}: or to which officer",
                help_text="Never to one member (LGA 1972 s.101)",
                empty_label="---------",
            ),
            "scope": forms.ChoiceField(
                label=f"{named}: how far",
                choices=as_options(DelegationScope),
                widget=forms.RadioSelect,
                initial=DelegationScope.TEXT,
                help_text="Under format and presentation, only notes, numbering and order may change",
            ),
            "may_be_passed_on": forms.BooleanField(required=False, label=f"{named}: a committee may pass it on"),
            "ends_on": DatePartsField(label=f"{named}: last day"),
        }
        names = {f"delegation_{number}_{part}": field for part, field in fields.items()}
        filled = {f"delegation_{number}_{part}": fields[part] for part in TYPED}
        if data is not None and is_empty(filled, data):
            for field in names.values():
                field.required = False
        return names

    @staticmethod
    def problems(cleaned: Mapping[str, Any], count: int) -> Iterator[tuple[str, str]]:
        """What is wrong with what was filled in, beside what each box says itself: box and sentence."""
        for number in range(1, count + 1):
            to = [cleaned.get(f"delegation_{number}_{part}") for part in ("to_body", "to_officer")]
            if (cleaned.get(f"delegation_{number}_ends_on") and not any(to)) or all(to):
                yield f"delegation_{number}_to_body", "Choose a body or an officer, and not both."

    def taken_from(self, cleaned: Mapping[str, Any], count: int) -> list[Delegation]:
        """The delegations that were filled in, not saved yet."""
        return [
            Delegation(
                objective=self.objectives.get(cleaned[f"delegation_{number}_about"]),
                **{
                    part: cleaned[f"delegation_{number}_{part}"]
                    for part in ("to_body", "to_officer", "scope", "may_be_passed_on", "ends_on")
                },
            )
            for number in range(1, count + 1)
            if cleaned.get(f"delegation_{number}_ends_on")
        ]

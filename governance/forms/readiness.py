"""What people ask about readiness: for which meeting, in which order, and what if. All of it stands in the address."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from governance.models import StageKind
from governance.notice.counting import MOST_CLEAR_DAYS
from governance.readiness import Seen, Verdict, WhatIf, usual_meeting
from governance.readiness.lists import By
from interface.dates import DatePartsField
from interface.forms import GdsForm

YEARS_AROUND = 3
"""How far from the plan's year a meeting about it can be"""


class ReadinessForm(GdsForm):
    """Blank boxes stand for what is usual; what makes no sense is said, and the usual shown instead."""

    marks_optional = False

    meeting = DatePartsField(label="The day of the meeting", required=False)
    clear_days = forms.IntegerField(
        label="Clear days between papers and meeting",
        help_text="Empty: as the rule of notice has it",
        min_value=0,
        max_value=MOST_CLEAR_DAYS,
        required=False,
    )
    as_at = forms.CharField(
        label="As at", help_text="A day that has passed, like 22 January 2001", max_length=100, required=False
    )
    by = forms.ChoiceField(label="Grouped by", choices=By, widget=forms.RadioSelect, required=False)
    verdict = forms.ChoiceField(label="Show", choices=[("", "Everything"), *Verdict.choices], required=False)
    skip = forms.MultipleChoiceField(
        label="What if these bodies did not have to be heard", widget=forms.CheckboxSelectMultiple, required=False
    )
    conditions = forms.BooleanField(label="What if the approval came with conditions for open targets", required=False)
    moved = DatePartsField(label="What if the meeting were on another day", required=False)

    def __init__(self, asked: Any, *, seen: Seen, no_moment: str = "") -> None:
        self.plan, self.no_moment = seen.plan, no_moment
        self.usual: dict[str, Any] = {
            "meeting": usual_meeting(seen.plan) or seen.actor.today,
            "by": By.OWNER,
        }
        own = {name.partition("-")[0] for name in asked} & set(type(self).base_fields)
        super().__init__(self._with_the_usual(asked) if own else None, initial=self.usual)
        self.fields["skip"].choices = [  # type: ignore[attr-defined]
            (str(stage.pk), str(stage))
            for stage in seen.plan.stages.all()
            if stage.required and stage.kind != StageKind.AUTHORITY_APPROVAL
        ]

    def _with_the_usual(self, asked: Any) -> Any:
        """What is asked for, with the usual meeting in boxes that are not there at all."""
        filled = asked.copy()
        if not any(f"meeting-{part}" in asked for part in ("day", "month", "year")):
            meeting = self.usual["meeting"]
            filled.update({"meeting-day": meeting.day, "meeting-month": meeting.month, "meeting-year": meeting.year})
        if "by" not in asked:
            filled["by"] = str(self.usual["by"])
        return filled

    def clean_as_at(self) -> str:
        if self.no_moment:
            raise ValidationError(self.no_moment)
        return str(self.cleaned_data["as_at"])

    def clean_meeting(self) -> date | None:
        return self._around_the_plan("meeting")

    def clean_moved(self) -> date | None:
        return self._around_the_plan("moved")

    def _around_the_plan(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        year = int(self.plan.financial_year[:4])
        if day is not None and abs(day.year - year) > YEARS_AROUND:
            raise ValidationError(
                f"A meeting about the plan for {self.plan.financial_year} is between {year - YEARS_AROUND} and "
                f"{year + YEARS_AROUND}."
            )
        return day

    def asked(self, name: str) -> Any:
        """What was asked for, or the usual."""
        self.is_valid()  # what is wrong with one box is no reason to forget the others
        given = self.cleaned_data.get(name) if self.is_bound else None
        return self.usual.get(name) if given in (None, "") else given

    @property
    def what_if(self) -> WhatIf | None:
        """The supposition, if there is one beside another day."""
        skipped = frozenset(int(pk) for pk in self.asked("skip") or [])
        conditions = bool(self.asked("conditions"))
        return WhatIf(skipped, with_conditions=conditions) if skipped or conditions else None

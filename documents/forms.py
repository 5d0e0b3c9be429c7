"""What people fill in to bring a report into a plan."""

from __future__ import annotations

from typing import Any

from django import forms

from governance.forms.plan import bodies_where
from governance.forms.target import DEADLINE_HELP
from governance.models import Body, Form, Resolution
from governance.models.target import Comparator, Direction
from interface.dates import DatePartsField
from interface.forms import GdsForm
from workflow.actors import Actor

NOTHING = [("", "---------")]


class UploadForm(GdsForm):
    file = forms.FileField(
        label="Report", help_text="A committee report as plain text, HTML or Word (.docx), up to 8 megabytes"
    )


class IntoForm(GdsForm):
    """Which plan a report goes into."""

    body = forms.ModelChoiceField(Body.objects.none(), label="Whose plan it is")
    financial_year = forms.RegexField(
        r"^\d{4}/\d{2}$",
        help_text="For example 2001/02. A plan that is not there yet is set up",
        error_messages={"invalid": "Write the financial year as 2001/02."},
    )

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        bodies = bodies_where("governance.import_report", actor)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        if len(bodies) == 1:
            self.fields["body"].initial = bodies[0]


class ConfirmForm(GdsForm):
    seen = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(max_length=200, label="Title of the new plan")
    anyway = forms.BooleanField(
        required=False, label="Import it although it is no later than a report that is in the plan"
    )

    def __init__(self, *args: Any, is_new: bool, is_not_later: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not is_new:
            del self.fields["title"]
        if not is_not_later:
            del self.fields["anyway"]


class CorrectForm(GdsForm):
    """What the reader took a target for, put right by a person."""

    text = forms.CharField(label="Target as written", widget=forms.Textarea, required=False)
    resolution = forms.ChoiceField(choices=Resolution, widget=forms.RadioSelect, label="How far it is decided")
    value = forms.CharField(label="Number", required=False)
    unit = forms.CharField(required=False)
    form = forms.ChoiceField(label="Kind of target", choices=[*NOTHING, *Form.choices], required=False)
    direction = forms.ChoiceField(choices=[*NOTHING, *Direction.choices], required=False)
    comparator = forms.ChoiceField(label="Is met by", choices=[*NOTHING, *Comparator.choices], required=False)
    denominator = forms.CharField(label="Out of, or per", required=False)
    baseline = forms.CharField(required=False)
    deadline = forms.CharField(required=False, help_text=DEADLINE_HELP)
    explanation = forms.CharField(label="Why no target is set", widget=forms.Textarea, required=False)
    holder = forms.CharField(label="Who sets it instead", required=False)
    review_on = DatePartsField(label="Look at it again on", required=False)

    def changed_values(self) -> dict[str, Any]:
        """What the person changed, by the reader's names."""
        return {name: self.cleaned_data[name] or "" for name in self.changed_data}

"""What people fill in about a target."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from governance.forms.act import ActForm
from governance.guards import is_financial_year
from governance.models import Form, Resolution, Target
from governance.models.target import Comparator, Direction
from interface.dates import DatePartsField

DEADLINE_HELP = "As precise as it was decided: 2002-03-31, 2002-03 or 2001/02"
NUMBER = re.compile(r"-?\d+(\.\d+)?")


class ReviseTargetForm(ActForm):
    """A target's text as written, its resolution, and a typed value where there is one. A number is never forced."""

    text = forms.CharField(label="Target as written", widget=forms.Textarea, required=False)
    resolution = forms.ChoiceField(choices=Resolution, widget=forms.RadioSelect, label="How far it is decided")
    numbers = forms.CharField(
        label="Number", required=False, help_text="Several are separated by commas. Leave it out where there is none"
    )
    unit = forms.CharField(required=False, max_length=100, help_text="For example per cent, days, persons")
    form = forms.ChoiceField(label="Kind of target", choices=[("", "---------"), *Form.choices], required=False)
    direction = forms.ChoiceField(choices=[("", "---------"), *Direction.choices], required=False)
    comparator = forms.ChoiceField(label="Is met by", choices=[("", "---------"), *Comparator.choices], required=False)
    denominator = forms.CharField(label="Out of, or per", required=False, max_length=200)
    baseline = forms.CharField(required=False, max_length=300, help_text="The figure it is measured against")
    deadline = forms.CharField(required=False, help_text=DEADLINE_HELP)
    explanation = forms.CharField(
        label="Why no target is set",
        widget=forms.Textarea,
        required=False,
        help_text="If it is deliberately not set",
    )
    review_on = DatePartsField(label="Look at it again on", required=False)
    holder = forms.CharField(label="Who sets it instead", required=False, help_text="If it is delegated")
    basis = forms.CharField(
        widget=forms.Textarea,
        required=False,
        help_text="What the figure, or the decision to have none, rests on. Needed to close an open target",
    )

    def __init__(self, *args: Any, thing: Target, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        for name in (*Target.READ_FIELDS, "review_on"):
            self.fields[name].initial = getattr(thing, name)
        self.fields["numbers"].initial = ", ".join(thing.numbers)
        self.order_fields(["text", "resolution", *self.fields, "because", "basis"])

    def clean_numbers(self) -> list[str]:
        return clean_decimals(self.cleaned_data["numbers"])

    def clean_deadline(self) -> str:
        deadline: str = self.cleaned_data["deadline"].strip()
        if deadline and not is_partial_date(deadline):
            raise ValidationError(f"“{deadline}” is not a deadline: write 2002-03-31, 2002-03 or 2001/02.")
        return deadline


def clean_decimals(typed: str) -> list[str]:
    """The numbers of a box as decimal strings; 1,725 is one number."""
    joined = re.sub(r"(?<=\d),(?=\d{3}\b)", "", typed)
    numbers = [part.strip() for part in joined.split(",") if part.strip()]
    for number in numbers:
        if not NUMBER.fullmatch(number):
            raise ValidationError(f"“{number}” is not a number. Write what is not a number in the text.")
    return numbers


def is_partial_date(text: str) -> bool:
    """Whether `text` is a day, a month or a financial year that there is: 2002-03-31, 2002-03 or 2001/02."""
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", text, re.ASCII)
    if match is None:
        return text.isascii() and is_financial_year(text)
    try:
        date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        return False
    return True

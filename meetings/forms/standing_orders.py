"""What is filled in about the standing orders of a body."""

from __future__ import annotations

from django import forms

from governance.forms.act import WithReason
from interface.dates import DatePartsField


def a_number(label: str, most: int) -> dict[str, str]:
    """What is said about a box that holds no number from 1 to `most`, or none."""
    sentence = f"{label}: write a whole number from 1 to {most}."
    return dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)


class StandingOrdersForm(WithReason):
    """How many must be present, and what happens on a tie."""

    because = forms.CharField(label="Reason", widget=forms.Textarea, help_text="It is kept with the change.")
    quorum_share = forms.IntegerField(
        min_value=1,
        max_value=20,
        initial=4,
        label="One member in",
        help_text="Of how many members one must be present: 4 for a quarter, 1 for all",
        error_messages=a_number("One member in", 20),
    )
    quorum_least = forms.IntegerField(
        min_value=1,
        max_value=100,
        initial=3,
        label="At least this many",
        help_text="Members that must be present, however few there are",
        error_messages=a_number("At least this many", 100),
    )
    casting_vote = forms.BooleanField(
        required=False, initial=True, label="On a tie, whoever presides has a second or casting vote"
    )
    starts_on = DatePartsField(label="First day", help_text="They hold for meetings from this day on")

    field_order = ("quorum_share", "quorum_least", "casting_vote", "starts_on", "because")

"""What is filled in about the standing orders of a body."""

from __future__ import annotations

from typing import Any

from django import forms

from governance.forms.act import WithReason
from interface.dates import DatePartsField


def a_number(label: str, most: int, least: int = 1) -> dict[str, str]:
    """What is said about a box that holds no number from `least` to `most`, or none."""
    sentence = f"{label}: write a whole number from {least} to {most}."
    return dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)


def number_or_none(label: str, most: int, help_text: str) -> forms.IntegerField:
    """A box for a number that stands for a rule: 0, or nothing, where there is none."""
    return forms.IntegerField(
        min_value=0,
        max_value=most,
        required=False,
        initial=0,
        label=label,
        help_text=help_text,
        error_messages=a_number(label, most, 0),
    )


class StandingOrdersForm(WithReason):
    """How many must be present, what happens on a tie, and who may sit for a member."""

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
    call_in_members = number_or_none(
        "Members who can call a decision in",
        100,
        help_text="To the body above; 0 if decisions take effect at once",
    )
    call_in_days = number_or_none(
        "Working days for it",
        30,
        help_text="After the meeting; until then the decision does not take effect",
    )
    substitutes = forms.ChoiceField(
        required=False,
        widget=forms.RadioSelect,
        choices=[("", "Nobody"), ("above", "A member of the body above")],
        label="Who may sit for a member who cannot come",
        help_text="At one meeting, with their vote",
    )
    item_days = number_or_none(
        "Working days for a member's item",
        30,
        help_text="So long before the meeting a member asks for it; 0 if at any time. The clerk can waive it with the "
        "chair's consent",
    )
    motion_days = number_or_none(
        "Working days for a motion on notice",
        30,
        help_text="So long before the meeting notice of it is given; 0 if motions need no notice",
    )
    starts_on = DatePartsField(label="First day", help_text="They hold for meetings from this day on")

    field_order = (
        *("quorum_share", "quorum_least", "casting_vote", "call_in_members", "call_in_days"),
        *("substitutes", "item_days", "motion_days", "starts_on", "because"),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        typed |= {name: typed[name] or 0 for name in ("item_days", "motion_days") if name in typed}
        if {"call_in_members", "call_in_days"} <= set(typed):
            members, days = (typed[name] or 0 for name in ("call_in_members", "call_in_days"))
            typed |= {"call_in_members": members, "call_in_days": days}
            if bool(members) != bool(days):
                told = "Say both how many members can call a decision in and for how many days."
                self.add_error("call_in_days", told)
        return typed

"""What is filled in about notice of meetings and about days on which a body is closed."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from governance.forms.act import WithReason
from governance.forms.bodies import as_options
from governance.notice.counting import FIRST_YEAR, LAST_YEAR, MOST_CLEAR_DAYS, Counted, Nation
from interface.dates import DatePartsField
from interface.forms import GdsForm


class NoticeRuleForm(WithReason):
    """How many clear days, and which days count."""

    because = forms.CharField(label="Reason", widget=forms.Textarea, help_text="It is kept with the change.")
    clear_days = forms.IntegerField(
        min_value=0,
        max_value=MOST_CLEAR_DAYS,
        label="Clear days",
        help_text="Between the day of issue and the day of the meeting; neither of the two is one",
    )
    counted = forms.ChoiceField(
        choices=as_options(Counted), widget=forms.RadioSelect, label="Which days count", initial=Counted.WORKING
    )
    nation = forms.ChoiceField(choices=Nation, label="Bank holidays of", initial=Nation.ENGLAND)
    late_after = forms.TimeField(
        widget=forms.TextInput,
        required=False,
        label="Hour after which an issue counts as issued on the next day",
        help_text="Like 17:00. Leave it empty if the hour makes no difference",
        error_messages={"invalid": "Write the hour like 17:00."},
    )
    starts_on = DatePartsField(label="First day", help_text="It holds for meetings from this day on")

    field_order = ("clear_days", "counted", "nation", "late_after", "starts_on", "because")


class ClosureForm(WithReason):
    """Days on which a body is closed."""

    reason = forms.CharField(
        max_length=100, label="Why it is closed", help_text="As the count of days tells it: Christmas closure"
    )
    starts_on = DatePartsField(label="First day")
    ends_on = DatePartsField(label="Last day")

    field_order = ("reason", "starts_on", "ends_on", "because")


class MeetingDayForm(GdsForm):
    """The day for which notice is counted. It stands in the address."""

    marks_optional = False

    meeting = DatePartsField(label="The day of the meeting")

    def clean_meeting(self) -> date:
        """A day on which somebody could meet under this law."""
        day: date = self.cleaned_data["meeting"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(f"Notice is counted for meetings from {FIRST_YEAR} to {LAST_YEAR}.")
        return day

"""How a person wants to hear of things, and how a body reminds people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings

from accounts.models import User
from governance.forms.act import WithReason
from governance.models import Plan
from interface.dates import DatePartsField
from interface.forms import GdsForm
from notifications.hearing.table import WHO_HEARS
from notifications.letters.writing import STATUTORY
from notifications.models import DueKind, How, Preference, Reader, Topic

ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))


class ChoicesForm(GdsForm):
    """One choice for each topic, and the time zone."""

    marks_optional = False

    def __init__(self, *args: Any, chosen: Mapping[str, str], zone: str | None, **more: Any) -> None:
        super().__init__(*args, **more)
        for topic in Topic:
            self.fields[topic.value] = forms.ChoiceField(
                choices=How.choices,
                label=topic.label,
                initial=chosen.get(topic.value, How.AT_ONCE),
                widget=forms.RadioSelect,
                help_text=self._always(topic),
            )
        now = zone or settings.TIME_ZONE
        self.fields["zone"] = forms.ChoiceField(
            choices=[(each, each.replace("_", " ")) for each in sorted({*ZONES, now})],
            label="Your time zone",
            initial=now,
            help_text="Your mornings begin in it, and times of meetings are told in it as well",
        )

    @staticmethod
    def statutory() -> list[str]:
        """Where the law wants people to hear, each once."""
        return sorted({*(row.source for row in WHO_HEARS.values() if row.statutory), *STATUTORY.values()})

    def _always(self, topic: Topic) -> str:
        always = any(row.statutory and row.topic == topic for row in WHO_HEARS.values()) or topic == Topic.REMINDERS
        return "You always hear at once of what the law wants you to be told" if always else ""

    def keep(self, person: User) -> None:
        """Remember what was chosen; reached only once it is valid."""
        for topic in Topic:
            Preference.objects.update_or_create(
                person=person, topic=topic, defaults={"how": self.cleaned_data[topic.value]}
            )
        Reader.objects.update_or_create(person=person, defaults={"zone": self.cleaned_data["zone"]})


LONGEST_LINE = 500


class ChaseForm(GdsForm):
    """The line a coordinator writes to everybody they chase."""

    line = forms.CharField(
        label="Your line",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_LINE,
        help_text="It stands on top of the message, in your name; line ends become blanks",
    )


class SnoozeForm(WithReason):
    """How long nobody is reminded, and why."""

    last_day = DatePartsField(label="Last day without reminders")
    because = forms.CharField(label="Reason", widget=forms.Textarea, help_text="It is kept in the ledger and shown.")

    field_order = ("last_day", "because")


OR_NEVER = "Days after the day on which it is due; -2 is two days before. Empty for never"
MOST_DAYS = 365


def _after(label: str, initial: int) -> forms.IntegerField:
    return forms.IntegerField(
        min_value=-MOST_DAYS, max_value=MOST_DAYS, required=False, label=label, initial=initial, help_text=OR_NEVER
    )


class ReminderRuleForm(WithReason):
    """When people are reminded, how often, and who hears of it when nothing happens."""

    because = forms.CharField(label="Reason", widget=forms.Textarea, help_text="It is kept with the change.")
    kind = forms.ChoiceField(
        choices=[("", "---------"), *DueKind.choices],
        required=False,
        label="What it is about",
        help_text="Leave it empty for whatever has no rule of its own",
    )
    plan = forms.ModelChoiceField(Plan.objects.none(), required=False, label="Plan", help_text="Empty for every plan")
    lead_days = forms.IntegerField(
        min_value=0,
        max_value=MOST_DAYS,
        initial=10,
        label="Days before",
        help_text="Whoever has to do it is reminded from then on",
    )
    every_days = forms.IntegerField(min_value=1, max_value=MOST_DAYS, initial=3, label="Again after so many days")
    deputy_after = _after("When deputies hear of it", -2)
    coordinator_after = _after("When coordinators hear of it", 1)
    chair_after = _after("When the chair of the body hears of it", 4)
    starts_on = DatePartsField(label="First day")

    field_order = (
        "kind", "plan", "lead_days", "every_days", "deputy_after", "coordinator_after", "chair_after", "starts_on",
        "because",
    )  # fmt: skip

    def __init__(self, *args: Any, body: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["plan"].queryset = Plan.objects.filter(body=body)  # type: ignore[attr-defined]

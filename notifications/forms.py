"""How a person wants to hear of things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings

from accounts.models import User
from interface.forms import GdsForm
from notifications.hearing.table import WHO_HEARS
from notifications.models import How, Preference, Reader, Topic

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
        return sorted({row.source for row in WHO_HEARS.values() if row.statutory})

    def _always(self, topic: Topic) -> str:
        always = any(row.statutory and row.topic == topic for row in WHO_HEARS.values())
        return "You always hear at once of what the law wants you to be told" if always else ""

    def keep(self, person: User) -> None:
        """Remember what was chosen; reached only once it is valid."""
        for topic in Topic:
            Preference.objects.update_or_create(
                person=person, topic=topic, defaults={"how": self.cleaned_data[topic.value]}
            )
        Reader.objects.update_or_create(person=person, defaults={"zone": self.cleaned_data["zone"]})

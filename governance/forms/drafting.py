"""What people fill in about the parts of an objective."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from governance.exemption import list_in_force
from governance.forms.act import ActForm, SeenForm, seen_field
from governance.forms.target import DEADLINE_HELP, clean_decimals, is_partial_date
from governance.models import ActionPoint, Contribution, ExemptNote, Indicator, Note, Objective, Resolution, Target

OWN = "own"


class PartForm(ActForm):
    """The form of a part. In a draft nobody is asked why."""

    def __init__(self, *args: Any, thing: Any, asks: bool = False, **more: Any) -> None:
        """`asks` for a reason although the act itself needs none."""
        super().__init__(*args, thing=thing, **more)
        if asks:
            self.fields["because"].required = True
        if getattr(thing.root, "state", "") == "draft" and not self.fields["because"].required:
            del self.fields["because"]


class WordingForm(PartForm):
    title = forms.CharField(label="Objective", widget=forms.Textarea, help_text="What is to be achieved")

    def __init__(self, *args: Any, thing: Objective, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.fields["title"].initial = thing.title


class IndicatorForm(PartForm):
    text = forms.CharField(label="Indicator", widget=forms.Textarea, help_text="What shows whether it is reached")
    items = forms.CharField(
        label="Sub-items", widget=forms.Textarea, required=False, help_text="One on each line, if there are any"
    )

    def __init__(self, *args: Any, thing: Indicator, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.fields["text"].initial = thing.text
        self.fields["items"].initial = "\n".join(thing.items)

    def clean_items(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["items"].splitlines() if line.strip()]


class NewIndicatorForm(IndicatorForm):
    """An indicator with its target: one that is there already, or its own."""

    served_by = forms.ChoiceField(label="Its target", widget=forms.RadioSelect, initial=OWN)
    target_text = forms.CharField(
        label="Target as written", widget=forms.Textarea, required=False, help_text="Leave it out while there is none"
    )
    resolution = forms.ChoiceField(
        choices=Resolution, widget=forms.RadioSelect, label="How far it is decided", initial=Resolution.MISSING
    )
    numbers = forms.CharField(
        label="Number", required=False, help_text="Several are separated by commas. Leave it out where there is none"
    )
    unit = forms.CharField(required=False, max_length=100, help_text="For example per cent, days, persons")
    explanation = forms.CharField(
        label="Why no target is set", widget=forms.Textarea, required=False, help_text="If it is deliberately not set"
    )
    holder = forms.CharField(label="Who sets it instead", required=False, help_text="If it is delegated")

    def __init__(self, *args: Any, thing: Indicator, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        shared = shared_targets(thing)
        self.fields["served_by"].choices = [(OWN, "A target of its own"), *shared]  # type: ignore[attr-defined]
        if not shared:
            self.fields["served_by"].widget = forms.HiddenInput()
        self.order_fields(["text", "items", "served_by", "target_text", "resolution", *self.fields])

    def clean_numbers(self) -> list[str]:
        return clean_decimals(self.cleaned_data["numbers"])

    def indicator(self) -> dict[str, Any]:
        """What the indicator says."""
        return {name: self.cleaned_data[name] for name in ("text", "items")}

    def target(self) -> Target:
        """The target chosen, or a new one as typed, not saved yet."""
        objective: Any = self.thing.root
        if (chosen := self.cleaned_data["served_by"]) != OWN:
            return next(target for target in objective.targets.all() if str(target.pk) == chosen)  # type: ignore[no-any-return]
        names = ("resolution", "numbers", "unit", "explanation", "holder")
        values = {name: self.cleaned_data[name] for name in names}
        return Target(objective=objective, text=self.cleaned_data["target_text"], **values)


class SharedTargetForm(PartForm):
    """Which target an indicator is served by."""

    served_by = forms.ChoiceField(label="Its target", widget=forms.RadioSelect)

    def __init__(self, *args: Any, thing: Indicator, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        now = thing.target
        alone = len(now.indicators.all()) == 1
        own = (str(now.pk), f"As it is: “{now.text or 'no target yet'}”") if alone else (OWN, "A target of its own")
        choices = [own, *shared_targets(thing)]
        self.fields["served_by"].choices = choices  # type: ignore[attr-defined]
        self.fields["served_by"].initial = str(now.pk)

    def target(self) -> Target | None:
        """The target chosen; None for one of its own."""
        chosen = self.cleaned_data["served_by"]
        objective: Any = self.thing.root
        return next((target for target in objective.targets.all() if str(target.pk) == chosen), None)


def shared_targets(indicator: Indicator) -> list[tuple[str, str]]:
    """The targets of the other indicators of its objective, named by what they are of."""
    named: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for other in indicator.objective.indicators.all():
        if other.pk != indicator.pk:
            key = str(other.target_id)
            named.setdefault(key, []).append(f"“{other.text}”")
            texts[key] = other.target.text or "no target yet"
    return [(key, f"That of {' and '.join(of)}: {texts[key]}") for key, of in named.items()]


class NoteForm(PartForm):
    text = forms.CharField(label="Note", widget=forms.Textarea)

    def __init__(self, *args: Any, thing: Note, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.fields["text"].initial = thing.text


class ActionPointForm(PartForm):
    text = forms.CharField(label="Action point", widget=forms.Textarea, help_text="What will be done")
    due = forms.CharField(label="Done by", required=False, help_text=f"With a date it is a milestone. {DEADLINE_HELP}")

    def __init__(self, *args: Any, thing: ActionPoint, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.fields["text"].initial, self.fields["due"].initial = thing.text, thing.due

    def clean_due(self) -> str:
        due: str = self.cleaned_data["due"].strip()
        if due and not is_partial_date(due):
            raise ValidationError(f"“{due}” is not a date: write 2002-03-31, 2002-03 or 2001/02.")
        return due


class ContributionForm(PartForm):
    indicator = forms.ChoiceField(label="Which indicator contributes", widget=forms.RadioSelect)
    statutory = forms.ChoiceField(label="Statutory indicator it contributes to")

    def __init__(self, *args: Any, thing: Contribution, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        objective: Any = thing.root
        self.known_indicators = {str(each.pk): each for each in objective.indicators.all()}
        self.known_statutory = {str(each.pk): each for each in objective.plan.statutory_indicators.all()}
        offered: Any = self.fields
        offered["indicator"].choices = [(pk, each.text) for pk, each in self.known_indicators.items()]
        known = [(pk, f"{each}: {each.text}" if each.text else str(each)) for pk, each in self.known_statutory.items()]
        offered["statutory"].choices = [("", "---------"), *known]

    def details(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "indicator": self.known_indicators[typed["indicator"]],
            "statutory": self.known_statutory[typed["statutory"]],
        }


class ExemptNoteForm(PartForm):
    """Offers the paragraphs of the list in force on the day."""

    text = forms.CharField(label="Exempt note", widget=forms.Textarea, help_text="It is never published")
    paragraph = forms.ChoiceField(
        label="Paragraph it is exempt under", help_text="Of Schedule 12A to the Local Government Act 1972"
    )

    def __init__(self, *args: Any, thing: ExemptNote, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.list = list_in_force(self.actor.today)
        known = self.list.paragraphs if self.list else {}
        offered: Any = self.fields["paragraph"]
        offered.choices = [("", "---------"), *((number, f"{number}: {what}") for number, what in known.items())]
        self.fields["text"].initial, self.fields["paragraph"].initial = thing.text, thing.paragraph

    def details(self) -> dict[str, Any]:
        name = self.list.name if self.list else ""
        return {"text": self.cleaned_data["text"], "paragraph": int(self.cleaned_data["paragraph"]), "schedule": name}


class OrderForm(SeenForm):
    """A number for each part, and a button for each that moves one place."""

    seen = seen_field()
    because = forms.CharField(label="Reason", widget=forms.Textarea, help_text="It is kept with the change.")
    move = forms.RegexField(re.compile(r"(up|down):\d+"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, objective: Objective, parts: Sequence[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.parts = list(parts)
        self.gds = {}  # type: ignore[misc]
        self.fields["seen"].initial = objective.version
        self.thing = objective
        if objective.state == "draft":
            del self.fields["because"]
        for place, part in enumerate(self.parts, start=1):
            name = f"place_{part.pk}"
            # Each box stands beside its part, outside the form that it belongs to.
            self.gds[name] = {"label": {"text": "Place", "classes": ""}, "classes": "govuk-input--width-2"}
            self.fields[name] = forms.IntegerField(
                label=f"Place of “{part.text}”",
                widget=forms.NumberInput(attrs={"form": "order", "aria-label": f"Place of “{part.text[:80]}”"}),
                initial=place,
                min_value=1,
                error_messages={"required": "Give each a number.", "invalid": "A place is a whole number."},
            )

    def in_order(self) -> list[Any]:
        """The parts as they are wanted; of two with one number the one that stood first comes first."""
        way, _, pk = self.cleaned_data["move"].partition(":")
        if not way:
            return sorted(self.parts, key=lambda part: self.cleaned_data[f"place_{part.pk}"])
        wanted = list(self.parts)
        at = next((at for at, part in enumerate(wanted) if str(part.pk) == pk), None)
        to = None if at is None else at + (-1 if way == "up" else 1)
        if at is not None and to in range(len(wanted)):
            wanted[at], wanted[to] = wanted[to], wanted[at]  # type: ignore[index]
        return wanted

    @property
    def moved(self) -> str:
        """The key of the part whose button was pressed; "" if it was none."""
        return str(self.cleaned_data["move"].partition(":")[2])

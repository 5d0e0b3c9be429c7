"""What people fill in about the structure of a plan: headings, and where an objective stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import User
from governance.forms.act import ActForm
from governance.headings import Parts
from governance.models import Appointment, Aspect, Body, Objective, Priority, Scope, SustainedActivity
from governance.models.content import AspectStatus
from governance.roles import RoleName
from interface.forms import GdsForm

NUMBERED, UNNUMBERED, OVERALL = "numbered", "unnumbered", "overall"
LABELS = [
    (NUMBERED, "Objective with a number"),
    (UNNUMBERED, "Objective without a number"),
    (OVERALL, "Overall objective, which only the text states"),
]


class PriorityForm(ActForm):
    title = forms.CharField(max_length=300)
    scope = forms.ChoiceField(choices=Scope, widget=forms.RadioSelect)

    def __init__(self, *args: Any, thing: Priority, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.fields["title"].initial, self.fields["scope"].initial = thing.title, thing.scope


class AspectForm(ActForm):
    title = forms.CharField(max_length=300)
    status = forms.ChoiceField(
        choices=AspectStatus, widget=forms.RadioSelect, required=False, help_text="Why it has no objectives, if so"
    )

    def __init__(self, *args: Any, thing: Aspect, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.fields["title"].initial, self.fields["status"].initial = thing.title, thing.status


class ActivityForm(ActForm):
    title = forms.CharField(max_length=300)
    scope = forms.ChoiceField(choices=Scope, widget=forms.RadioSelect)
    text = forms.CharField(widget=forms.Textarea, required=False, label="What it is about")

    def __init__(self, *args: Any, thing: SustainedActivity, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        for name in ("title", "scope", "text"):
            self.fields[name].initial = getattr(thing, name)


class StatutoryForm(ActForm):
    """Its key; the year is that of the plan."""

    number = forms.IntegerField(min_value=1, max_value=9_999, label="BVPI number")
    limb = forms.CharField(
        required=False, max_length=10, label="Limb", help_text="A letter, if the indicator has parts: a, b, c"
    )
    text = forms.CharField(widget=forms.Textarea, required=False, max_length=500, label="What it measures")


class MoveAspectForm(ActForm):
    priority = forms.ModelChoiceField(Priority.objects.none(), label="Priority it is to stand under")

    def __init__(self, *args: Any, thing: Aspect, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.fields["priority"].queryset = thing.plan.priorities.exclude(pk=thing.priority_id)  # type: ignore[attr-defined]


class LabelForm(ActForm):
    """How an objective is labelled: by a number of its aspect, by none, or not at all."""

    label = forms.ChoiceField(choices=LABELS, widget=forms.RadioSelect, label="Which kind of objective")
    number = forms.IntegerField(required=False, min_value=1, max_value=9_999)

    def __init__(self, *args: Any, thing: Objective, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        unnumbered = UNNUMBERED if thing.labelled else OVERALL
        self.fields["label"].initial = NUMBERED if thing.number else unnumbered
        self.fields["number"].initial = thing.number

    def clean(self) -> dict[str, Any]:
        """A number where there is to be one, and none elsewhere."""
        label, number = self.cleaned_data.get("label"), self.cleaned_data.get("number")
        if label == NUMBERED and number is None and "number" not in self.errors:
            self.add_error("number", "Enter the number.")
        if label != NUMBERED:
            self.cleaned_data["number"] = None
        return super().clean()

    def details(self) -> dict[str, Any]:
        return {"number": self.cleaned_data["number"], "labelled": self.cleaned_data["label"] != OVERALL}


class MoveForm(ActForm):
    aspect = forms.ModelChoiceField(Aspect.objects.none(), label="Aspect it is to stand under")
    number = forms.IntegerField(
        required=False, min_value=1, max_value=9_999, label="Its number there", help_text="Leave it out for none"
    )

    def __init__(self, *args: Any, thing: Objective, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        others = thing.plan.aspects.exclude(pk=thing.aspect_id).select_related("priority")
        self.fields["aspect"].queryset = others  # type: ignore[attr-defined]
        self.fields["number"].initial = thing.number


class OwnedForm(ActForm):
    """Somebody and the group they write for: for an owner themselves, for a coordinator any owner of the body."""

    office = forms.ChoiceField(
        label="Owner", required=False, help_text="Objective owners and the groups they write for"
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        objective: Any = self.thing
        may_assign = self.actor.role_for(
            "governance.assign_objective", objective.plan.scopes("governance.assign_objective")
        )
        offices = Appointment.objects.in_force(self.actor.today).filter(
            Q() if may_assign else Q(person=self.actor.principal.pk),
            role=RoleName.OWNER,
            body__in=objective.plan.body.with_all_below(),
        )
        self.fields["office"].choices = [("", "Nobody yet")] * bool(may_assign) + [  # type: ignore[attr-defined]
            (f"{each.person_id}:{each.body_id}", f"{each.person}, {each.body}")
            for each in offices.select_related("person", "body").order_by("person__name", "body__name")
        ]
        if objective.owner_id:
            self.fields["office"].initial = f"{objective.owner_id}:{objective.held_by_id}"

    def owner(self) -> dict[str, Any]:
        """The owner and their group; nobody if none was chosen."""
        person, _, body = self.cleaned_data["office"].partition(":")
        if not person:
            return {"owner": None, "held_by": None}
        return {"owner": User.objects.get(pk=person), "held_by": Body.objects.get(pk=body)}


class NewObjectiveForm(OwnedForm, LabelForm):
    aspect = forms.ModelChoiceField(Aspect.objects.none(), label="Aspect it stands under")
    title = forms.CharField(label="Objective", widget=forms.Textarea)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        objective: Any = self.thing
        self.fields["aspect"].queryset = objective.plan.aspects.select_related("priority")  # type: ignore[attr-defined]
        self.fields["aspect"].initial = objective.aspect_id
        self.order_fields(["aspect", "label", "number", "title", "office", "because"])

    def clean(self) -> dict[str, Any]:
        """A number that the aspect has not given yet."""
        cleaned = super().clean()
        aspect, number = cleaned.get("aspect"), cleaned.get("number")
        if aspect and number and aspect.objectives.in_force().filter(number=number).exists():
            self.add_error("number", f"{aspect} has an objective {number} already.")
        return cleaned


class SplitForm(OwnedForm):
    rewrites = False
    title = forms.CharField(label="The new objective", widget=forms.Textarea)
    number = forms.IntegerField(
        required=False, min_value=1, max_value=9_999, label="Its number", help_text="Leave it out for none"
    )
    indicators = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Indicators that go to it, with their targets"
    )
    action_points = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Action points that go to it"
    )
    notes = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label="Notes that go to it")
    PARTS = ("indicators", "action_points", "notes")

    def __init__(self, *args: Any, next_number: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["number"].initial = next_number
        for name in self.PARTS:
            parts = list(getattr(self.thing, name).all())
            self.fields[name].choices = [(str(each.pk), each.text) for each in parts]  # type: ignore[attr-defined]
            if not parts:
                del self.fields[name]
        self.order_fields(["title", "number", "office", *self.PARTS, "because"])

    def clean(self) -> dict[str, Any]:
        """A number that the aspect has not given yet, and something to go."""
        cleaned = super().clean()
        objective: Any = self.thing
        number = cleaned.get("number")
        if number and objective.aspect.objectives.in_force().filter(number=number).exists():
            self.add_error("number", f"{objective.aspect} has an objective {number} already.")
        return cleaned

    def parts(self) -> Parts:
        """What was ticked."""
        return Parts(**{name: self._ticked(name) for name in self.PARTS})

    def _ticked(self, name: str) -> list[Any]:
        wanted = self.cleaned_data.get(name, [])
        return [each for each in getattr(self.thing, name).all() if str(each.pk) in wanted]


class OrderHeadingsForm(GdsForm):
    """A number for each thing, and a button for each that moves one place."""

    move = forms.RegexField(re.compile(r"(up|down):\d{1,18}"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, things: Sequence[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.things = list(things)
        self.gds = {}  # type: ignore[misc]
        for place, thing in enumerate(self.things, start=1):
            name = f"place_{thing.pk}"
            self.gds[name] = {"classes": "govuk-input--width-2", "label": {"text": "Place"}}
            self.fields[name] = forms.IntegerField(
                label=f"Place of {thing}",
                initial=place,
                min_value=1,
                max_value=9_999,
                error_messages={"required": "Give each a number.", "invalid": "A place is a whole number."},
            )

    def in_order(self) -> list[Any]:
        """The things as they are wanted; of two with one number the one that stood first comes first."""
        way, _, key = self.cleaned_data["move"].partition(":")
        if not way:
            return sorted(self.things, key=lambda thing: self.cleaned_data[f"place_{thing.pk}"])
        wanted = list(self.things)
        at = next((at for at, thing in enumerate(wanted) if str(thing.pk) == key), None)
        to = -1 if at is None else at + (-1 if way == "up" else 1)
        if at is not None and 0 <= to < len(wanted):
            wanted[at], wanted[to] = wanted[to], wanted[at]
        return wanted

    @property
    def moved(self) -> str:
        """The key of the thing whose button was pressed; "" if it was none."""
        return str(self.cleaned_data["move"].partition(":")[2])

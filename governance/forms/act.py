"""What the form of every act has: why, and which version the person had before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from governance.demands import a_reason_once_it_is_no_draft
from governance.forms.conflict import Conflict, conflicts_between
from governance.models import Aspect, Objective, Priority
from interface.forms import GdsForm
from workflow.actors import Actor
from workflow.acts import Given, Rule
from workflow.blockers import Blocker
from workflow.demands import a_reason
from workflow.models import Governed

NOT_SEEN = "What you sent does not say what you had before you. Look at it as it is now, and send it then."


def seen_field() -> forms.IntegerField:
    """The version of a thing that stood on the page. Every page sends it; without it nothing is done."""
    return forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": NOT_SEEN, "invalid": NOT_SEEN})


def asks_for_a_reason(rule: Rule, thing: Governed, actor: Actor) -> bool:
    """Whether an act of `thing` is refused without one, as it stands."""
    without = Given(actor.today, "", "", {})
    reasons = {a_reason, a_reason_once_it_is_no_draft}.intersection(rule.demands)
    return any(demand(thing, without) for demand in reasons)


class SeenForm(GdsForm):
    """A form that tells which versions of things stood on its page."""

    def see(self, things: Mapping[str, Governed]) -> None:
        """The next attempt is made with these as they are now before the person's eyes."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for name, thing in things.items():
            data[name] = str(thing.version)
        self.data = data


def headings_of(objectives: Iterable[Any]) -> dict[Governed, int]:
    """The headings some objectives are read under, each in its version: their titles are part of the text."""
    headings = [heading for each in objectives for heading in (each.aspect, each.aspect.priority)]
    return {heading: heading.version for heading in headings}


class HeadingsField(forms.CharField):
    """Which versions of headings stood on the page: aspect-3.1 priority-1.4."""

    widget = forms.HiddenInput

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return " ".join(f"{each._meta.model_name}-{each.pk}.{version}" for each, version in value.items())

    def clean(self, value: Any) -> dict[Governed, int]:
        """What cannot be read says nothing: then nobody is held to it."""
        models: dict[str, Any] = {"aspect": Aspect, "priority": Priority}
        said = re.findall(r"(aspect|priority)-(\d{1,18})\.(\d{1,18})", value or "")
        return {models[name](pk=int(pk)): int(version) for name, pk, version in said}


class ActForm(SeenForm):
    """What every act asks: why, and which version the person had before them."""

    seen = seen_field()
    headings = HeadingsField(required=False)
    because = forms.CharField(label="Reason", widget=forms.Textarea, help_text="It is kept with the change.")

    conflicts: Sequence[Conflict] = ()
    """where what was typed is not what somebody else has written meanwhile"""

    rewrites: ClassVar[bool] = True
    """Whether its fields open with what the thing says, so that somebody else may have written there meanwhile"""

    about_the_act: ClassVar[tuple[str, ...]] = ("seen", "headings", "because", "basis")

    def __init__(self, *args: Any, thing: Governed, rule: Rule, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        self.thing, self.rule, self.actor = thing, rule, actor
        self.fields["because"].required = asks_for_a_reason(rule, thing, actor)
        self.fields["seen"].initial = thing.root.version
        if thing.root.pk is not None and hasattr(thing.root, "aspect"):
            self.fields["headings"].initial = headings_of([thing.root])
        else:
            del self.fields["headings"]
        self.order_fields([name for name in self.fields if name not in self.about_the_act])

    def clean(self) -> dict[str, Any]:
        """A form that did not say what was seen comes back with what is to be seen."""
        if "seen" in self.errors:
            self.see({"seen": self.thing.root})
        return self.cleaned_data

    def refuse(self, found: Sequence[Blocker]) -> None:
        """Take in why the act was refused. Everything typed stays; the next attempt is made with the thing as it is
        now, and if somebody else has changed it, both texts are shown."""
        self.add_error(None, [blocker.sentence for blocker in found])
        self.see({"seen": self.thing.root})
        if self.rewrites and self.thing.pk is not None and any(blocker.code == "changed" for blocker in found):
            fresh = type(self)(thing=self.thing, rule=self.rule, actor=self.actor)
            self.conflicts = list(conflicts_between(self, fresh))

    def about(self) -> dict[str, Any]:
        """What goes with the act: reason, basis, version seen."""
        told = {name: self.cleaned_data[name] for name in self.about_the_act if name in self.cleaned_data}
        if headings := told.pop("headings", None):
            told["seen"] = {self.thing.root: told["seen"], **headings}
        return told

    def see(self, things: Mapping[str, Governed]) -> None:
        super().see(things)
        if "headings" in self.fields:
            fresh = Objective.objects.select_related("aspect__priority").get(pk=self.thing.root.pk)
            self.data["headings"] = self.fields["headings"].prepare_value(headings_of([fresh]))  # type: ignore[index]

    def details(self) -> dict[str, Any]:
        """What the act itself takes."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.about_the_act}


class WithReason(GdsForm):
    """An act that brings something into being: there is no version of it that anybody could have seen."""

    because = forms.CharField(
        label="Reason", widget=forms.Textarea, required=False, help_text="It is kept with the change."
    )

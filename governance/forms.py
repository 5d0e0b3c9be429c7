"""What people fill in. A form only cleans; whether an act may be done is the gate's to say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from governance.guards import is_financial_year
from governance.models import (
    Appointment,
    Body,
    Form,
    Objective,
    ObjectiveState,
    Plan,
    Resolution,
    Stage,
    StageKind,
    Target,
)
from governance.models.comment import Disposition
from governance.models.decision import OutcomeKind
from governance.models.target import Comparator, Direction
from governance.roles import RoleName
from interface.dates import DatePartsField
from interface.forms import GdsForm
from workflow.actors import Actor
from workflow.acts import Rule
from workflow.demands import a_reason
from workflow.models import Governed

DEADLINE_HELP = "As precise as it was decided: 2002-03-31, 2002-03 or 2001/02"
NUMBER = re.compile(r"-?\d+(\.\d+)?")


NOT_SEEN = "What you sent does not say what you had before you. Look at it as it is now, and send it then."


def seen_field() -> forms.IntegerField:
    """The version of a thing that stood on the page. Every page sends it; without it nothing is done."""
    return forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": NOT_SEEN, "invalid": NOT_SEEN})


class SeenForm(GdsForm):
    """A form that tells which versions of things stood on its page."""

    def see(self, things: Mapping[str, Governed]) -> None:
        """The next attempt is made with these as they are now before the person's eyes."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for name, thing in things.items():
            data[name] = str(thing.version)
        self.data = data


class ActForm(SeenForm):
    """What every act asks: why, and which version the person had before them."""

    seen = seen_field()
    because = forms.CharField(label="Reason", widget=forms.Textarea, help_text="It is kept with the change.")

    about_the_act: ClassVar[tuple[str, ...]] = ("seen", "because", "basis")

    def __init__(self, *args: Any, thing: Governed, rule: Rule, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        self.thing, self.actor = thing, actor
        self.fields["because"].required = a_reason in rule.demands
        self.fields["seen"].initial = thing.root.version
        self.order_fields([name for name in self.fields if name not in self.about_the_act])

    def clean(self) -> dict[str, Any]:
        """A form that did not say what was seen comes back with what is to be seen."""
        if "seen" in self.errors:
            self.see({"seen": self.thing.root})
        return self.cleaned_data

    def about(self) -> dict[str, Any]:
        """What goes with the act: reason, basis, version seen."""
        return {name: self.cleaned_data[name] for name in self.about_the_act if name in self.cleaned_data}

    def details(self) -> dict[str, Any]:
        """What the act itself takes."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.about_the_act}


class ReviseObjectiveForm(ActForm):
    title = forms.CharField(label="Objective", widget=forms.Textarea)

    def __init__(self, *args: Any, thing: Objective, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.fields["title"].initial = thing.title


class AssignForm(ActForm):
    """Offers the owners of the body whose plan it is, and of the bodies under it."""

    office = forms.ChoiceField(label="Owner", help_text="Objective owners and the groups they write for")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        objective: Any = self.thing
        self.fields["because"].required = objective.state != ObjectiveState.DRAFT
        below = objective.plan.body.with_all_below()
        offices = Appointment.objects.in_force(self.actor.today).filter(role=RoleName.OWNER, body__in=below)
        self.fields["office"].choices = [("", "---------")] + [  # type: ignore[attr-defined]
            (f"{office.person_id}:{office.body_id}", f"{office.person}, {office.body}")
            for office in offices.select_related("person", "body").order_by("person__name", "body__name")
        ]

    def details(self) -> dict[str, Any]:
        person, body = self.cleaned_data["office"].split(":")
        return {"owner": User.objects.get(pk=person), "held_by": Body.objects.get(pk=body)}


class ReviseStageForm(ActForm):
    opens_on = DatePartsField(label="Opens on")
    closes_on = DatePartsField(label="Closes on")
    required = forms.BooleanField(required=False, label="An objective leaves this stage only when this body has spoken")

    def __init__(self, *args: Any, thing: Stage, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        for name in ("opens_on", "closes_on", "required"):
            self.fields[name].initial = getattr(thing, name)
        self.fields["because"].help_text = "It is kept with the change, and needed to let a body pass."


class PublishForm(ActForm):
    published_on = DatePartsField(label="Date of publication")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["published_on"].initial = self.actor.today


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
        """Decimal strings; 1,725 is one number."""
        typed = re.sub(r"(?<=\d),(?=\d{3}\b)", "", self.cleaned_data["numbers"])
        numbers = [part.strip() for part in typed.split(",") if part.strip()]
        for number in numbers:
            if not NUMBER.fullmatch(number):
                raise ValidationError(f"“{number}” is not a number. Write what is not a number in the text.")
        return numbers

    def clean_deadline(self) -> str:
        deadline: str = self.cleaned_data["deadline"].strip()
        if deadline and not is_partial_date(deadline):
            raise ValidationError(f"“{deadline}” is not a deadline: write 2002-03-31, 2002-03 or 2001/02.")
        return deadline


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


class CommentForm(GdsForm):
    text = forms.CharField(label="Your comment", widget=forms.Textarea)


class AnswerForm(ActForm):
    disposition = forms.ChoiceField(choices=Disposition, widget=forms.RadioSelect, label="What becomes of it")
    answer = forms.CharField(widget=forms.Textarea, label="Answer to its author")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["because"]


class PlanForm(GdsForm):
    body = forms.ModelChoiceField(Body.objects.none(), label="Whose plan it is")
    title = forms.CharField(max_length=200)
    financial_year = forms.CharField(max_length=7, help_text="For example 2001/02")

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["body"].queryset = bodies_where("governance.set_up_plan", actor)  # type: ignore[attr-defined]


class StageForm(GdsForm):
    kind = forms.ChoiceField(label="Stage", choices=StageKind, widget=forms.RadioSelect)
    body = forms.ModelChoiceField(Body.objects.exclude(kind__in=["service", "business_group"]))
    opens_on = DatePartsField(label="Opens on")
    closes_on = DatePartsField(label="Closes on")
    required = forms.BooleanField(
        required=False, initial=True, label="An objective leaves this stage only when this body has spoken"
    )


class DecisionForm(SeenForm):
    """What a body resolved about the objectives before it, and perhaps about the plan as a whole."""

    circulated_on = DatePartsField(label="The text was sent to the members on")
    decided_on = DatePartsField(label="Decided on")
    reference = forms.CharField(max_length=100, help_text="As the papers print it, for example FPBV report 3")
    plan_as_a_whole = forms.ChoiceField(
        choices=[("", "---------"), *OutcomeKind.choices], required=False, label="About the plan as a whole"
    )

    because = forms.CharField(
        label="Reason",
        widget=forms.Textarea,
        required=False,
        help_text="Needed for what was referred back or withdrawn. It is kept with the decision.",
    )
    seen_plan = seen_field()

    def __init__(self, *args: Any, plan: Plan, objectives: Sequence[Objective], **more: Any) -> None:
        super().__init__(*args, **more)
        self.plan = plan
        self.fields["seen_plan"].initial = plan.version
        self.fields["seen_plan"].required = bool(self.data.get("plan_as_a_whole"))
        self.objectives = {f"outcome_{objective.pk}": objective for objective in objectives}
        for name, objective in self.objectives.items():
            self.fields[f"seen_{objective.pk}"] = seen_field()
            self.fields[f"seen_{objective.pk}"].initial = objective.version
            self.fields[f"seen_{objective.pk}"].required = bool(self.data.get(name))
            self.fields[name] = forms.ChoiceField(
                label=str(objective),
                help_text=objective.title,
                choices=[("", "---------"), *OutcomeKind.choices],
                required=False,
            )
        self.order_fields([name for name in self.fields if name not in ("plan_as_a_whole", "because")])

    @property
    def on_the_page(self) -> dict[str, Governed]:
        """What stood on the page, by the name of the field that says in which version."""
        return {"seen_plan": self.plan, **{f"seen_{each.pk}": each for each in self.objectives.values()}}

    def clean(self) -> dict[str, Any]:
        self.see({name: thing for name, thing in self.on_the_page.items() if name in self.errors})
        said = {*self.about().values(), self.cleaned_data.get("plan_as_a_whole")}
        undone = said & {OutcomeKind.REFERRED_BACK, OutcomeKind.WITHDRAWN}
        if undone and not self.cleaned_data.get("because", "").strip():
            self.add_error("because", "Give a reason for what was referred back or withdrawn.")
        if not self.errors and not self.about() and not self.cleaned_data["plan_as_a_whole"]:
            raise ValidationError("Say what was decided about at least one objective, or about the plan.")
        return self.cleaned_data

    def about(self) -> dict[Objective, str]:
        """What was said about each objective."""
        return {
            objective: self.cleaned_data[name]
            for name, objective in self.objectives.items()
            if self.cleaned_data.get(name)
        }

    def seen(self) -> dict[Governed, int]:
        """The version of each objective, and of the plan, that stood on the page."""
        versions = {thing: self.cleaned_data.get(name) for name, thing in self.on_the_page.items()}
        return {thing: version for thing, version in versions.items() if version is not None}


def bodies_where(permission: str, actor: Actor) -> Any:
    """The bodies in which `actor` holds `permission`."""
    held = [scope.rpartition(":")[2] for right, scope in actor.grants if right == permission]
    return Body.objects.filter(pk__in=held)


FORMS: dict[tuple[type[Governed], str], type[ActForm]] = {
    (Objective, "revise"): ReviseObjectiveForm,
    (Objective, "assign"): AssignForm,
    (Objective, "publish"): PublishForm,
    (Plan, "publish"): PublishForm,
    (Stage, "revise"): ReviseStageForm,
    (Target, "revise"): ReviseTargetForm,
}
"""The form of an act that asks for more than a reason"""


def form_for(thing: Governed, rule: Rule) -> type[ActForm]:
    """The form of an act."""
    return FORMS.get((type(thing), rule.name), ActForm)

"""What is filled in about findings: by the auditor who records one, and by both sides afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from evidence.questions import QUESTIONS
from governance.forms.act import ActForm
from governance.forms.bodies import as_options
from governance.guards import LONGEST_TO_ANSWER
from governance.ledger import readable_lines
from governance.models import Appointment, Body, Finding, FindingView, Severity
from governance.models.finding import RECORD
from governance.roles import RoleName
from interface.dates import DatePartsField
from workflow.actors import Actor
from workflow.triggers import governed_models

DAYS_HELP = "Working days: weekends, bank holidays and days on which the body is closed do not count"
USUAL = 20


class Days(forms.IntegerField):
    """How many working days the body has."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            label="Working days to answer", min_value=1, max_value=LONGEST_TO_ANSWER, help_text=DAYS_HELP, **more
        )


class RecordForm(forms.Form):
    """What was found, about which thing, how much it weighs, and which body answers."""

    what = forms.CharField(label="What you found", widget=forms.Textarea)
    severity = forms.ChoiceField(choices=as_options(Severity), widget=forms.RadioSelect)
    body = forms.ModelChoiceField(
        Body.objects.none(), label="Which body answers", empty_label="---------", help_text="Its clerk is told"
    )
    days = Days(initial=USUAL)
    question = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.CharField(widget=forms.HiddenInput, required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        self.actor = actor
        with_a_clerk = Appointment.objects.in_force(actor.today).filter(role=RoleName.CLERK).order_by().values("body")
        bodies = Body.objects.filter(pk__in=with_a_clerk).select_related("parent__parent").order_by("name")
        audited = [body.pk for body in bodies if actor.role_for(RECORD, body.scopes(RECORD))]
        self.fields["body"].queryset = bodies.filter(pk__in=audited)  # type: ignore[attr-defined]

    def clean_question(self) -> str:
        asked: str = self.cleaned_data["question"]
        return asked if asked in QUESTIONS else ""

    def clean(self) -> dict[str, Any]:
        """The thing is called what the ledger last called it, where this auditor reads that."""
        kind, key = self.cleaned_data.get("kind", ""), self.cleaned_data.get("key", "")
        if kind or key:
            self.cleaned_data["thing"] = name_of(kind, key, self.actor)
            if not self.cleaned_data["thing"]:
                raise ValidationError("You read nothing in the ledger about the thing this is about.")
        return self.cleaned_data

    def finding(self) -> Finding:
        """What is to be recorded, not saved yet."""
        given, who = self.cleaned_data, self.actor
        return Finding(
            body=given["body"],
            what=given["what"],
            severity=given["severity"],
            days=given["days"],
            question=given["question"],
            thing_type=given["kind"],
            thing_id=given["key"],
            thing=given.get("thing", ""),
            recorded_by_id=who.pk,  # type: ignore[misc]
            recorded_on=who.today,
        )


def name_of(kind: str, key: str, actor: Actor) -> str:
    """What the ledger last called a thing; "" where `actor` reads no line about it."""
    if kind not in {model._meta.label_lower for model in governed_models()} or not key.isdigit():
        return ""
    line = readable_lines(actor).about(kind, key).with_words().order_by("-book", "-seq").first()
    return line.subject_label[:300] if line else ""


class AnswerForm(ActForm):
    """Whether the body agrees; what it will do, by when, or why not."""

    rewrites = False
    view = forms.ChoiceField(label="The body", choices=as_options(FindingView), widget=forms.RadioSelect)
    answer = forms.CharField(label="What will be done, or why the body does not agree", widget=forms.Textarea)
    done_by = DatePartsField(label="To be done by", required=False, help_text="Where the body agrees")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["because"]

    def details(self) -> dict[str, Any]:
        return {**super().details(), "on": self.actor.today}


class SendBackForm(ActForm):
    """Why the answer will not do, and how long there is for another."""

    rewrites = False
    days = Days(initial=USUAL)

    def details(self) -> dict[str, Any]:
        return {**super().details(), "on": self.actor.today}


class CloseForm(ActForm):
    """What shows that nothing more is to be done."""

    rewrites = False

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["because"].label = "What you saw, or why it is left at that"

    def details(self) -> dict[str, Any]:
        return {**super().details(), "on": self.actor.today}

"""What people fill in about consultations: those who ask, those who record, and the party itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from governance.forms.act import ActForm
from governance.forms.bodies import as_options
from governance.models import Target
from governance.models.consultation import View
from interface.dates import DatePartsField
from interface.forms import GdsForm

LONGEST_ANSWER = 10_000
IN_ITS_OWN_WORDS = [
    (View.AGREES, "We agree"),
    (View.AGREES_WITH_CHANGES, "We agree, with changes"),
    (View.OBJECTS, "We object"),
    (View.NO_VIEW, "We have no view"),
]
"""What a party thinks of a text, as the party says it"""


class OpenConsultationForm(ActForm):
    """Whom to ask, what, and until when."""

    rewrites = False
    party = forms.CharField(
        max_length=200, label="Who is asked", help_text="The agency or group, as its letters print it"
    )
    is_chief_officer = forms.BooleanField(required=False, label="This is the chief officer")
    contact = forms.EmailField(
        required=False,
        max_length=254,
        label="E-mail address of the party",
        help_text="For those who chase it",
    )
    target = forms.ModelChoiceField(
        Target.objects.none(),
        required=False,
        label="Which target it is about",
        help_text="Leave it out to ask about the whole text",
    )
    purpose = forms.CharField(
        widget=forms.Textarea,
        label="What for",
        help_text="The party reads it. Its answer is used for this and for nothing else",
    )
    question = forms.CharField(widget=forms.Textarea, label="What is asked")
    required = forms.BooleanField(
        required=False, initial=True, label="The approval, and the target it is about, wait for the answer"
    )
    due_on = DatePartsField(
        label="Answer due on", help_text="The personal link works to the end of this day. You can give more time later"
    )

    def __init__(self, *args: Any, targets: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["because"]
        chosen: Any = self.fields["target"]
        chosen.queryset = targets
        chosen.label_from_instance = _shortened

    def clean_due_on(self) -> Any:
        due_on = self.cleaned_data["due_on"]
        if due_on < self.actor.today:
            raise ValidationError("Give a day that has not passed.", params={"parts": ("day", "month", "year")})
        return due_on


class RecordAnswerForm(ActForm):
    """What a party wrote in its letter."""

    rewrites = False
    view = forms.ChoiceField(choices=as_options(View), widget=forms.RadioSelect, label="What the party thinks of it")
    answer = forms.CharField(
        widget=forms.Textarea, required=False, max_length=LONGEST_ANSWER, label="The words of its answer"
    )
    answered_by = forms.CharField(max_length=150, label="Who signed it")
    answered_as = forms.CharField(max_length=150, required=False, label="In which capacity")
    received_on = DatePartsField(label="Received on")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["because"]


class ExtendForm(ActForm):
    """More time."""

    due_on = DatePartsField(label="Answer due on", help_text="Its personal link works to the end of this day")


class PartyAnswerForm(GdsForm):
    """What a party answers by itself."""

    view = forms.ChoiceField(choices=IN_ITS_OWN_WORDS, widget=forms.RadioSelect, label="What you think of the text")
    answer = forms.CharField(
        widget=forms.Textarea,
        required=False,
        max_length=LONGEST_ANSWER,
        label="Your answer",
        help_text="If you object, or want changes, say what should be different",
    )
    answered_by = forms.CharField(max_length=150, label="Your name")
    answered_as = forms.CharField(max_length=150, label="Your office", help_text="In which capacity you answer")

    def clean(self) -> dict[str, Any]:
        """An objection, or a wish for changes, needs its words."""
        wants = self.cleaned_data.get("view") in (View.AGREES_WITH_CHANGES, View.OBJECTS)
        if wants and not self.cleaned_data.get("answer", "").strip() and "answer" not in self.errors:
            self.add_error("answer", "Say what should be different.")
        return self.cleaned_data


def _shortened(target: Target) -> str:
    text = str(target.text or "An indicator without a target")
    return text if len(text) <= 100 else f"{text[:99]}…"

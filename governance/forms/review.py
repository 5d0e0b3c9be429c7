"""What a member fills in while they review, and a clerk while a workshop talks."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from governance.forms.act import ActForm
from governance.models import Objective, Remark, SayingKind, Stage, Verdict
from governance.models.about import seal_of_words
from interface.dates import DatePartsField
from interface.forms import GdsForm


class RemarkForm(GdsForm):
    """A remark on one thing, private until the review is sent."""

    kind = forms.ChoiceField(choices=SayingKind, widget=forms.RadioSelect, required=False, label="What is it")
    text = forms.CharField(
        label="What you have to say", widget=forms.Textarea, required=False, help_text="An objection needs its reason"
    )
    proposed = forms.CharField(
        label="The wording you propose",
        widget=forms.Textarea,
        required=False,
        help_text="If you propose one: the whole text as it should read",
    )
    words = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, remark: Remark, **more: Any) -> None:
        super().__init__(*args, **more)
        self.remark = remark
        for name in ("kind", "text", "proposed"):
            self.fields[name].initial = getattr(remark, name)
        self.fields["words"].initial = seal_of_words(remark.words)
        if remark.about == "plan_as_a_whole":
            del self.fields["proposed"]
            plain = [each for each in SayingKind.choices if each[0] != SayingKind.PROPOSAL]
            self.fields["kind"].choices = plain  # type: ignore[attr-defined]

    @property
    def saw_other_words(self) -> bool:
        """Whether the words have changed since the page was opened."""
        return bool(self.cleaned_data["words"] != seal_of_words(self.remark.words))

    def see_them_as_they_are(self) -> None:
        """The next attempt is made with the words as they are now before the person's eyes."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["words"] = seal_of_words(self.remark.words)
        self.data = data


class SendForm(GdsForm):
    """What a member thinks of everything before their body."""

    verdict = forms.ChoiceField(
        choices=Verdict, widget=forms.RadioSelect, label="What do you think of what is before the body"
    )
    reason = forms.CharField(
        widget=forms.Textarea,
        required=False,
        help_text="Needed if you ask for changes; and if you abstain, say what your interest is",
    )
    noted = forms.CharField(widget=forms.HiddenInput, required=False)


class PointsForm(GdsForm):
    """What is said in a workshop, one point a line."""

    objective = forms.ModelChoiceField(Objective.objects.none(), label="About", empty_label=None)
    said_by = forms.ModelChoiceField(User.objects.none(), label="Said by", required=False)
    points = forms.CharField(label="Points", widget=forms.Textarea(attrs={"rows": "3"}), help_text="One a line")

    def __init__(self, *args: Any, objectives: Any, people: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, rows in (("objective", objectives), ("said_by", people)):
            field: Any = self.fields[name]
            field.queryset = rows

    def lines(self) -> list[str]:
        """Every point that was typed."""
        return [line.strip() for line in self.cleaned_data["points"].splitlines() if line.strip()]


class CutOffForm(ActForm):
    until = DatePartsField(label="Written comments are taken until", required=False)

    def __init__(self, *args: Any, thing: Stage, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.fields["until"].initial = thing.comments_until
        self.fields["until"].help_text = "Leave it empty for the day the stage closes."

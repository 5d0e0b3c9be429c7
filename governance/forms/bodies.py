"""What an administrator fills in about bodies and people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from accounts.models import User
from governance import directory
from governance.forms.act import ActForm, WithReason
from governance.models import Body
from governance.models.body import BodyKind, PowerKind
from governance.models.standing_rule import RuleKind
from governance.roles import RoleName
from interface.dates import DatePartsField
from workflow.actors import Actor

USERNAME_IS_WRONG = "A username is made of letters, figures and the signs @ . + - _, without blanks."


def as_options(choices: type[models.TextChoices]) -> list[tuple[str, str]]:
    """The members of a vocabulary, each beginning with a capital letter as an option does."""
    return [(value, label[0].upper() + label[1:]) for value, label in choices.choices]


class EstablishForm(WithReason):
    name = forms.CharField(max_length=150, help_text="In full: Finance, Planning and Best Value Committee")
    short_name = forms.CharField(max_length=40, help_text="As papers write it: FPBV. It cannot be changed later")
    kind = forms.ChoiceField(choices=as_options(BodyKind), widget=forms.RadioSelect, label="What it is")
    parent = forms.ModelChoiceField(Body.objects.none(), label="Part of")

    field_order = ("name", "short_name", "kind", "parent", "because")

    def __init__(self, *args: Any, parents: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return _unused(self.cleaned_data["name"], "name")

    def clean_short_name(self) -> str:
        return _unused(self.cleaned_data["short_name"], "short_name")


class ReviseBodyForm(ActForm):
    name = forms.CharField(max_length=150)

    def __init__(self, *args: Any, thing: Body, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.fields["name"].initial = thing.name

    def clean_name(self) -> str:
        return _unused(self.cleaned_data["name"], "name", but=self.thing.pk)


class LastDayForm(ActForm):
    """The last day of a term or of a power."""

    rewrites = False
    last_day = DatePartsField(label="Last day", help_text="The day itself still counts")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["last_day"].initial = self.actor.today


class ConferForm(WithReason):
    because = forms.CharField(label="Reason", widget=forms.Textarea, help_text="It is kept with the change.")
    kind = forms.ChoiceField(choices=as_options(PowerKind), widget=forms.RadioSelect, label="Power")
    starts_on = DatePartsField(label="First day")

    field_order = ("kind", "starts_on", "because")


class RuleForm(WithReason):
    because = forms.CharField(label="Reason", widget=forms.Textarea, help_text="It is kept with the change.")
    kind = forms.ChoiceField(choices=as_options(RuleKind), widget=forms.RadioSelect, label="Rule")
    starts_on = DatePartsField(label="First day")

    field_order = ("kind", "starts_on", "because")


class UrgencyForm(WithReason):
    """Who decides what cannot wait until a body meets."""

    because = forms.CharField(label="Reason", widget=forms.Textarea, help_text="It is kept with the change.")
    committee = forms.ModelChoiceField(
        Body.objects.filter(kind=BodyKind.COMMITTEE),
        required=False,
        label="Urgency committee",
        empty_label="It has none",
        help_text="The clerk decides only where it cannot meet",
    )
    starts_on = DatePartsField(label="First day")

    field_order = ("committee", "starts_on", "because")


class AppointForm(WithReason):
    """Somebody known, or somebody new with everything a new person needs; never both.

    An administrator of one body chooses among those who hold or held an office, and learns of nobody else.
    """

    role = forms.ChoiceField(choices=as_options(RoleName), widget=forms.RadioSelect, label="Office")
    person = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        label="Somebody already here",
        help_text="Or leave this, and enter them below",
    )
    name = forms.CharField(max_length=150, required=False, label="Somebody new: name", help_text="As papers print it")
    username = forms.CharField(
        max_length=150, required=False, label="Somebody new: username", help_text="What they sign in with"
    )
    email = forms.EmailField(max_length=254, required=False, label="Somebody new: e-mail address")
    starts_on = DatePartsField(label="First day")
    ends_on = DatePartsField(label="Last day", required=False, help_text="Leave it out if the term is open")

    field_order = ("role", "person", "name", "username", "email", "starts_on", "ends_on", "because")
    NEW = ("name", "username", "email")

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        self.knows_everybody = directory.administers_people(actor)
        people = directory.people_seen_by(actor).filter(is_active=True)
        chosen: Any = self.fields["person"]
        chosen.queryset = people if self.knows_everybody else directory.with_offices(people, actor.today)
        chosen.label_from_instance = person_with_username if self.knows_everybody else person_with_offices

    def clean_username(self) -> str:
        username: str = User.normalize_username(self.cleaned_data["username"])
        if username:
            try:
                User.username_validator(username)
            except ValidationError:
                raise ValidationError(USERNAME_IS_WRONG) from None
            if User.objects.filter(username__iexact=username).exists():
                raise ValidationError(
                    f"Somebody has the username “{username}” already. If it is them, choose them above."
                    if self.knows_everybody
                    else "That username cannot be used."
                )
        return username

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email and (known := User.objects.filter(email__iexact=email).first()):
            raise ValidationError(
                f"{known} has this e-mail address already. If it is them, choose them above."
                if self.knows_everybody
                else "That address cannot be used."
            )
        return email

    def clean(self) -> dict[str, Any]:
        """Either somebody known or somebody new."""
        typed = [name for name in self.NEW if self.cleaned_data.get(name) or name in self.errors]
        known = self.cleaned_data.get("person") or "person" in self.errors
        if known and typed:
            self.add_error("person", "Choose somebody already here or enter somebody new, not both.")
        elif not known and not typed:
            self.add_error("person", "Choose somebody already here, or enter somebody new.")
        elif typed:
            for name in self.NEW:
                if name not in typed:
                    self.add_error(name, f"Enter the {self.fields[name].label.partition(': ')[2]} of the new person.")  # type: ignore[union-attr]
        return self.cleaned_data

    @property
    def newcomer(self) -> User | None:
        """Somebody new, not saved yet; None if somebody already here was chosen."""
        if self.cleaned_data["person"]:
            return None
        return User(**{name: self.cleaned_data[name] for name in self.NEW})


def person_with_username(person: User) -> str:
    return f"{person} ({person.username})"


def person_with_offices(person: Any) -> str:
    """People of one name are told apart by what they do; usernames are not for everybody."""
    held = ", ".join(f"{office.get_role_display()} of {office.body.short_name}" for office in person.offices_now)
    return f"{person} ({held})" if held else str(person)


def _unused(text: str, column: str, but: int | None = None) -> str:
    """`text`, if no other body has it for its `column`."""
    if Body.objects.filter(**{f"{column}__iexact": text}).exclude(pk=but).exists():
        raise ValidationError(f"There is a body called “{text}” already.")
    return text

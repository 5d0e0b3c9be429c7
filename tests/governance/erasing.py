"""Somebody who is named in every kind of place, in words that are found again: canaries."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.test import Client
from django.utils import timezone

from accounts.models import User
from documents.models import CalendarAddress
from evidence.making import ask_for, make_what_was_asked_for
from governance.models import Consultation, Deputation, ExemptNote, Remark, Resolution, SavedFilter
from governance.roles import RoleName
from notifications.models import Delivery, Message, Preference
from tests.meetings.scenes import a_meeting, an_item
from tests.world import JAN_15, JAN_17, World, a_person, a_target, an_objective, appoint, comment_on, resolve, submit
from workflow.gate import perform

NAME, EARLIER, USERNAME, EMAIL = "Zacharias Quillfeather", "Zacharias Oldbarrow", "zq-canary", "zq-canary@example.org"
JAN_14 = date(2001, 1, 14)


class Canaries:
    """Each a sentence that names him and holds one word that stands nowhere else."""

    def __init__(self) -> None:
        self.words = [NAME, EARLIER, USERNAME, EMAIL, "Quillfeather", "Oldbarrow"]

    def sing(self, place: str) -> str:
        self.words.append(f"canary{place}")
        return f"As {NAME} of 3 Fen Street says, canary{place}."


def somebody_everywhere(world: World) -> tuple[User, Canaries]:
    """He owned objectives, wrote and was written of, deputised, was sent messages; and holds no office any more."""
    canaries = Canaries()
    sing = canaries.sing
    zach = a_person(USERNAME, EARLIER)
    zach.email = EMAIL
    zach.save()
    anna = world.acting(world.anna)
    office = appoint(zach, world.workshop, RoleName.MEMBER, by=anna, starts_on=date(2000, 10, 1))
    coordinator = appoint(zach, world.mpa, RoleName.COORDINATOR, by=anna, starts_on=date(2000, 10, 1))
    owner = appoint(zach, world.tp, RoleName.OWNER, by=anna, starts_on=date(2000, 10, 1))
    patrol = an_objective(world.aspect, 2, "To patrol", zach, world.tp, by=world.acting(world.colin))
    target = a_target(patrol, "??", "Hours", by=world.acting(zach), resolution=Resolution.PLACEHOLDER)
    perform(
        target.revise,
        actor=world.acting(zach),
        because=f"Asked for by {EARLIER}.",
        basis="A look at the books",
        text="?? per cent or so",
    )
    User.objects.filter(pk=zach.pk).update(name=NAME)
    perform(target.revise, actor=world.acting(zach), because=sing("because"), basis=sing("basis"), text="??")
    note = ExemptNote(objective=world.street, text=sing("note"), paragraph=12, schedule="1986")
    perform(note.add, actor=world.acting(zach))
    asked = Consultation(
        objective=world.street, party="Customs", purpose=sing("purpose"), question=sing("question"), contact=EMAIL,
        opened_by=zach, opened_on=JAN_15, due_on=JAN_17,
    )  # fmt: skip
    perform(asked.open, actor=world.acting(zach))
    lent = Deputation(owner=world.olive, body=world.tp, deputy=zach, starts_on=JAN_15, ends_on=JAN_17)
    perform(lent.name, actor=world.acting(world.olive), because=f"{NAME} stands in.")
    resolve(world)
    submit(world)
    comment_on(world, sing("comment"), by=zach)
    comment_on(world, sing("others"))
    an_item(world, a_meeting(world, on=date(2001, 1, 30)), kind="other", note=sing("agenda"))
    _things_of_their_own(world, zach, canaries)
    perform(office.dismiss, actor=anna, last_day=JAN_14, because=f"{NAME.upper()} has left.")
    perform(patrol.assign, actor=world.acting(world.colin), owner=world.olive, held_by=world.tp)
    for each in (coordinator, owner):
        perform(each.dismiss, actor=anna, last_day=JAN_14)
    return User.objects.get(pk=zach.pk), canaries


def _things_of_their_own(world: World, zach: User, canaries: Canaries) -> None:
    sing, now = canaries.sing, timezone.now()
    Client().force_login(zach)
    Remark.objects.create(objective=world.street, author=zach, stage=world.street.stages[0], text=sing("remark"))
    SavedFilter.objects.create(person=zach, name=sing("filter"), query="text=mine")
    SavedFilter.objects.create(person=world.ada, name="His", query="text=zacharias+quillfeather")
    Preference.objects.create(person=zach, topic="plan", how="off")
    CalendarAddress.objects.create(person=zach, hash="0" * 64, made_on=JAN_15)
    for person, place in [(zach, "tohim"), (world.mira, "toher")]:
        message = Message.objects.create(
            person=person, occasion="at_once", state="sent", created_at=now, next_try_at=now, sent_at=now,
            subject=sing(f"subject{place}"), text=sing(place), address=person.email,
        )  # fmt: skip
        Delivery.objects.create(
            person=person, kind="x", thing=f"register:{person.pk}", due_on=JAN_15, created_at=now, message=message,
            needless=sing(f"needless{place}"),
        )  # fmt: skip
    ask_for(world.plan, "auditor", actor=world.acting(world.ada))
    make_what_was_asked_for(now, JAN_15)


def residues(canaries: list[str]) -> dict[str, list[str]]:
    """Which of some words stand in which column of which table: every column of every table, read as it is stored."""
    found: dict[str, list[str]] = {}
    for model in apps.get_models(include_auto_created=True):
        for column in model._meta.concrete_fields:
            for value in model._base_manager.values_list(column.attname, flat=True).iterator():
                said = _as_text(value)
                for word in canaries:
                    if word.lower() in said:
                        found.setdefault(f"{model._meta.label}.{column.name}", []).append(word)
    return found


def _as_text(value: Any) -> str:
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode(errors="ignore").lower()
    return str(value).lower()

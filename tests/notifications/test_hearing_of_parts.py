"""Who is told of a substitute, of a snooze, and of what a body said of single targets."""

from datetime import date

import pytest
from django.core import mail

from governance.models import TargetOutcome
from governance.roles import RoleName
from meetings.models import StandingOrders, Substitution
from notifications.hearing.following import begin_here
from notifications.models import Snooze
from notifications.round import go_round
from tests.governance.test_taken_apart import WANTED, said, take_apart
from tests.meetings.scenes import a_meeting, an_agenda, published, seat_of
from tests.world import JAN_15, JAN_17, a_person, acting, appoint, bring_to
from workflow.gate import perform

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_nothing_due")]


def told():
    """Who gets what, of whatever has not been told yet."""
    mail.outbox.clear()
    go_round()
    return sorted((letter.to[0].split(" <")[0], letter.subject) for letter in mail.outbox)


def test_a_substitute_and_the_member_are_told_whose_seat_it_is(world):
    ann = a_person("ann", "Ann Lee")
    appoint(ann, world.mpa, RoleName.MEMBER, by=acting(world.anna))
    appoint(world.clare, world.fpbv, RoleName.CLERK, by=acting(world.anna))
    orders = StandingOrders(body=world.fpbv, substitutes="above", starts_on=JAN_15)
    perform(orders.bring_into_force, actor=acting(world.anna), because="Resolved.")
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    published(world, meeting)
    begin_here()
    sits = Substitution(meeting=meeting, seat=seat_of(meeting, world.mira), person=ann, body=world.mpa)
    perform(sits.record, actor=acting(world.ken, JAN_17))
    subject = "Ann Lee as substitute for Mira Shah at the meeting of FPBV on 22 January 2001"
    assert told() == [(name, subject) for name in ("Ann Lee", "Clare Hobbs", "Mira Shah")]
    assert f"Ken Marsh recorded {subject}." in mail.outbox[0].body.replace("\n", " ")
    assert "It is at 2pm, Room 5." in mail.outbox[0].body
    assert mail.outbox[0].alternatives

    perform(sits.withdraw, actor=acting(world.ken, JAN_17))
    assert told() == [(name, f"Not any more: {subject}") for name in ("Ann Lee", "Clare Hobbs", "Mira Shah")]


def test_the_owner_is_told_that_and_why_reminders_are_put_off(world):
    begin_here()
    snooze = Snooze(target=world.undecided)
    why = {"because": "The returns come in March.", "last_day": date(2001, 3, 2)}
    perform(snooze.begin, actor=acting(world.colin, JAN_17), **why)
    assert told() == [("Olive Grant", "Reminders are put off to 2 March 2001: a target of Street crime: objective 1")]
    body = mail.outbox[0].body
    assert "Nobody is reminded of it to the end of 2 March 2001." in body
    assert "The reason given: The returns come in March." in body
    assert f"/targets/{world.undecided.pk}/" in body
    perform(snooze.end, actor=acting(world.colin, JAN_17))
    assert told() == [("Olive Grant", "Reminders begin again: a target of Street crime: objective 1")]
    assert "Nobody is reminded" not in mail.outbox[0].body


def test_of_an_objective_agreed_in_part_its_owner_is_told_what_was_said_of_each_target(world):
    """Once: that the body spoke, which the same act records too, is not told beside it."""
    bring_to(world, "authority_approval")
    begin_here()
    take_apart(world, said(world.resolved, "agreed"), said(world.undecided, "referred_back", WANTED))
    found = told()
    assert [name for name, _ in found] == ["Colin Reyes", "Olive Grant"]
    assert all("has spoken" not in each.body and WANTED in each.body for each in mail.outbox)
    assert {subject for _, subject in found} == {"One target agreed: Street crime: objective 1 (and 1 more)"}
    assert TargetOutcome.objects.count() == 2

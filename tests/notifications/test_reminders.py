"""People are reminded in good time of what is due, each once a day at most, and others hear of it when nothing happens.

In the world the Authority is to decide by Thursday 8 March 2001, so papers must go out by Friday 2 March.
"""

from datetime import date, timedelta
from functools import partial
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from governance.models import Resolution
from notifications.composing import compose
from notifications.due.finders import FINDERS, Look, everything_due
from notifications.due.rules import CUSTOMARY
from notifications.due.scan import reminders_for, scan
from notifications.hearing.following import begin_here
from notifications.hearing.parts import Picture
from notifications.letters import write
from notifications.models import Delivery, DueKind, How, Message, Preference, ReminderRule, Topic
from notifications.outbox import sweep
from notifications.round import go_round
from tests.governance.conditions import a_condition, approve_subject_to
from tests.governance.scenes import consult, stand_in
from tests.journeys.news import a_reminder_rule
from tests.meetings.scenes import a_meeting, an_agenda, published
from tests.world import (
    FEB_8,
    JAN_15,
    JAN_17,
    JAN_22,
    OCTOBER,
    World,
    a_target,
    acting,
    bring_to,
    comment_on,
    resolve,
)
from workflow.blockers import Blocked
from workflow.gate import perform

pytestmark = pytest.mark.django_db
MAR_2 = date(2001, 3, 2)
"""The last day on which the papers for 8 March can go out"""


def days_before(number):
    return MAR_2 - timedelta(days=number)


def reminded(on, kind=DueKind.UNRESOLVED_TARGET):
    """Who is to be reminded of what on a day, had nobody been before."""
    return sorted({(str(each.person), each.due.what) for each in reminders_for(on) if each.due.kind == kind})


def letters(on):
    mail.outbox.clear()
    go_round(on=on, whatever_the_hour=True)
    return sorted((letter.to[0].split(" <")[0], letter.subject) for letter in mail.outbox)


@pytest.fixture
def quiet(world) -> World:
    """Nothing else is due: the members' reviews are over by February."""
    begin_here()
    return world


OLIVE = ("Olive Grant", "Resolve a target by 2 March 2001")


def test_an_owner_is_reminded_from_ten_days_before_every_third_day_and_on_no_other(quiet):
    found = {number: letters(days_before(number)) for number in range(12, -1, -1)}
    assert [number for number, told in found.items() if OLIVE in told] == [10, 7, 4, 1]
    assert letters(days_before(1)) == [], "and not twice on one day"


def test_everything_of_theirs_is_in_one_message_with_a_link_to_the_very_act(quiet):
    another = a_target(
        quiet.street, "X per cent", "Offences per officer", by=acting(quiet.colin), resolution=Resolution.PLACEHOLDER
    )
    begin_here()
    assert letters(days_before(10)) == [("Olive Grant", "Resolve 2 targets by 2 March 2001")]
    body = mail.outbox[0].body
    why = "The papers for MPA, which is to decide by 8 March 2001, must go out by Friday 2 March 2001."
    assert body.startswith(why)
    for target in (quiet.undecided, another):
        assert f"http://127.0.0.1:8000/targets/{target.pk}/acts/revise/" in body


def test_resolving_it_ends_it_even_between_the_scan_and_the_mail(quiet):
    now = timezone.now()
    scan(days_before(10), now)
    compose(now, whatever_the_hour=True)
    resolve(quiet)
    sweep(partial(write, on=days_before(10)))

    assert mail.outbox == []
    assert Delivery.objects.get(kind=DueKind.UNRESOLVED_TARGET).needless == "It was settled before it went out."
    assert reminded(days_before(1)) == []


def test_when_nothing_happens_deputies_coordinators_and_the_chair_hear_of_it_in_turn(quiet):
    stand_in(quiet, quiet.omar, starts_on=date(2001, 2, 1), ends_on=date(2001, 4, 30))
    who = {
        number: {name for name, _ in reminded(MAR_2 + timedelta(days=number))} for number in (-10, -3, -2, 0, 1, 3, 4)
    }
    owner = {"Olive Grant"}
    assert who == {
        -10: owner,
        -3: owner,
        -2: owner | {"Omar Siddiq"},
        0: owner | {"Omar Siddiq"},
        1: owner | {"Omar Siddiq", "Colin Reyes"},
        3: owner | {"Omar Siddiq", "Colin Reyes"},
        4: owner | {"Omar Siddiq", "Colin Reyes", "Charles Ogden"},
    }


def test_whoever_hears_of_it_because_nothing_happened_reads_for_whom_it_waits(quiet):
    letters(MAR_2 + timedelta(days=1))
    letter = next(each for each in mail.outbox if "Colin" in each.to[0])
    assert letter.subject == "Still open at Olive Grant: resolve a target (was due on 2 March 2001)"
    assert "Street crime: objective 1: it was due on 2 March 2001. It waits for Olive Grant." in letter.body


def test_a_meeting_in_the_calendar_decides_by_when(quiet):
    a_meeting(quiet, quiet.mpa, on=FEB_8)
    due = next(due for due in everything_due(Look(Picture(JAN_22))) if due.kind == DueKind.UNRESOLVED_TARGET)
    assert (due.by, due.why) == (
        date(2001, 2, 2),
        "The papers for the meeting of MPA on 8 February 2001 must go out by Friday 2 February 2001.",
    )
    after = next(due for due in everything_due(Look(Picture(date(2001, 2, 9)))) if due.kind == due.kind)
    assert after.by == MAR_2, "what missed one meeting is in time for the next"


def test_a_deadline_that_moves_reminds_nobody_more_often(quiet):
    assert OLIVE in letters(days_before(10))
    a_meeting(quiet, quiet.mpa, on=date(2001, 3, 7))
    begin_here()
    assert [name for name, _ in letters(days_before(9))] == ["Clare Hobbs"], "her papers; Olive had hers yesterday"
    assert ("Olive Grant", "Resolve a target by 1 March 2001") in letters(days_before(7))


def test_a_target_nobody_owns_is_the_coordinators(quiet):
    perform(quiet.street.assign, actor=acting(quiet.colin), owner=quiet.omar, held_by=quiet.so)
    assert reminded(days_before(10)) == [("Omar Siddiq", "Resolve “?? per cent” for “Offences cleared up”")]


def test_nobody_hears_of_anything_by_being_a_superuser_or_suspended(quiet):
    quiet.olive.is_active = False
    quiet.olive.save()
    assert reminded(days_before(10)) == []
    assert "Sue Root" not in {str(each.person) for each in reminders_for(MAR_2 + timedelta(days=30))}


def test_each_kind_is_found(world):
    """One of everything, each before whoever has to do it."""
    bring_to(world, "committee_comment")
    comment_on(world)
    consult(world, on=JAN_17)
    a_meeting(world, world.fpbv, on=FEB_8)
    found = {(due.kind, person) for due in everything_due(Look(Picture(JAN_17))) for person in due.doers}
    assert (DueKind.UNANSWERED_COMMENT, world.olive.pk) in found
    assert (DueKind.MISSING_REVIEW, world.mira.pk) in found
    assert (DueKind.PAPERS, world.ken.pk) in found
    assert (DueKind.CONSULTATION, world.olive.pk) in found or (DueKind.CONSULTATION, world.colin.pk) in found
    assert {kind for _, kinds in FINDERS.values() for kind in kinds} == set(DueKind)


def test_papers_that_are_out_are_not_asked_for_any_more(world):
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    assert ("Ken Marsh", "Publish the agenda and the papers") in reminded(JAN_15, DueKind.PAPERS)
    published(world, meeting)
    assert reminded(JAN_15, DueKind.PAPERS) == []


def test_a_condition_waits_for_whoever_must_meet_it(world):
    bring_to(world, "authority_approval")
    condition = a_condition(world, due_on=MAR_2)
    approve_subject_to(world, condition)
    assert [name for name, _ in reminded(days_before(5), DueKind.OPEN_CONDITION)] == [str(condition.owner)]
    assert reminded(days_before(11), DueKind.OPEN_CONDITION) == []


def test_whoever_sees_to_what_is_awaited_is_told_from_whom_it_must_come(world):
    bring_to(world, "authority_approval")
    approve_subject_to(
        world, a_condition(world, "the Ministerial Priorities", comes_from="the Home Office", due_on=MAR_2)
    )

    (found,) = [each.due for each in reminders_for(days_before(5)) if each.due.kind == DueKind.OPEN_CONDITION]
    assert found.what == "See that it comes from the Home Office: “the Ministerial Priorities”"
    assert found.why == "MPA approved it provisionally, until this has come."


def test_reminders_can_be_turned_off_but_not_those_of_papers(quiet):
    for person in (quiet.olive, quiet.clare):
        Preference.objects.create(person=person, topic=Topic.REMINDERS, how=How.OFF)
    a_meeting(quiet, quiet.mpa, on=date(2001, 3, 7))
    begin_here()
    assert letters(days_before(8)) == [("Clare Hobbs", "Publish an agenda by 1 March 2001")]
    assert "This cannot be turned off: LGA 1972 s.100B(3)" in mail.outbox[0].body
    assert Message.objects.get(person=quiet.olive).state == "kept"


# Rules


def test_a_rule_of_the_body_says_when_and_how_often(quiet):
    a_reminder_rule(quiet, lead_days=20, every_days=7, coordinator_after=-7)
    assert reminded(days_before(21)) == []
    assert [name for name, _ in reminded(days_before(20))] == ["Olive Grant"]
    assert [name for name, _ in reminded(days_before(7))] == ["Colin Reyes", "Olive Grant"]


def test_the_rule_of_the_plan_comes_before_that_of_all_plans_and_that_of_the_kind_before_that_of_all_kinds(quiet):
    a_reminder_rule(quiet, lead_days=30)
    a_reminder_rule(quiet, lead_days=5, kind=DueKind.UNRESOLVED_TARGET)
    assert (bool(reminded(days_before(6))), bool(reminded(days_before(5)))) == (False, True)
    a_reminder_rule(quiet, lead_days=2, plan=quiet.plan)
    assert (bool(reminded(days_before(3))), bool(reminded(days_before(2)))) == (False, True)


def test_a_rule_holds_from_its_first_day_to_its_last(quiet):
    rule = a_reminder_rule(quiet, lead_days=50)
    assert reminded(days_before(40))
    perform(rule.end, actor=acting(quiet.anna), because="Too early.", last_day=JAN_15)
    assert reminded(days_before(40)) == []


REFUSED = [
    ({"deputy_after": 2, "coordinator_after": 1}, "Deputies hear of it first, then coordinators, then the chair."),
    ({"deputy_after": -11}, "Nobody else hears of it before whoever has to do it."),
    ({"every_days": 0}, "Between two reminders lies a day at least."),
]


@pytest.mark.parametrize(("values", "sentence"), REFUSED)
def test_a_ladder_is_climbed_in_order(world, values, sentence):
    with pytest.raises(Blocked, match=sentence):
        a_reminder_rule(world, **values)
    assert not ReminderRule.objects.exists()
    a_reminder_rule(world, deputy_after=-2, coordinator_after=1, chair_after=1)


def test_two_rules_of_a_kind_do_not_overlap(world):
    a_reminder_rule(world)
    with pytest.raises(Blocked, match="holds from 2 October 2000 on already: end that one first"):
        a_reminder_rule(world, starts_on=JAN_15)
    a_reminder_rule(world, kind=DueKind.PAPERS)
    a_reminder_rule(world, body=world.fpbv)


def test_nobody_sets_rules_for_the_plans_of_others(world):
    with pytest.raises(Blocked, match="Policing and performance plan 2001/02 is no plan of FPBV"):
        a_reminder_rule(world, body=world.fpbv, plan=world.plan)


def test_only_an_administrator_brings_one_into_force(world):
    rule = ReminderRule(body=world.mpa, starts_on=OCTOBER)
    with pytest.raises(Blocked, match="Your role does not let you bring"):
        perform(rule.bring_into_force, actor=acting(world.clare), because="So.")


@pytest.mark.once
def test_the_customary_ladder_in_words():
    assert CUSTOMARY.in_words == (
        "From 10 days before on, every 3 days; deputies from 2 days before on; coordinators from the day after on; "
        "the chair of the body from 4 days after on."
    )


# The command


def said(*words):
    out = StringIO()
    call_command("send_due", *words, stdout=out)
    return out.getvalue()


def test_a_dry_run_says_who_would_get_what_and_writes_nothing(quiet):
    told = said("--on", str(days_before(10)), "--dry-run")
    assert told.startswith("Tuesday 20 February 2001: 1 person is to be reminded.\n\nOlive Grant <olive@example.org>\n")
    assert "  by 2 March 2001: Resolve “?? per cent” for “Offences cleared up”, Street crime: objective 1\n" in told
    assert told.endswith("Nothing was sent.\n")
    assert (Delivery.objects.count(), Message.objects.count(), mail.outbox) == (0, 0, [])


def test_without_it_the_mail_goes_out_and_a_second_time_there_is_nothing_to_send(quiet):
    assert said("--on", str(days_before(10))).endswith("1 things to tell, 1 messages written; 1 sent\n")
    assert said("--on", str(days_before(10))).endswith("0 things to tell, 0 messages written; nothing to send\n")


def test_a_day_that_is_none_is_refused_with_a_sentence():
    with pytest.raises(CommandError, match="“tomorrow” is no day: write it like 2001-01-29."):
        said("--on", "tomorrow")

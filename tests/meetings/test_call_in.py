"""Call-in (8 July 2004, report 10): what a committee decided waits some days, and members call it in to the body above.

Two members can call in within five working days: what FPBV decides on Monday 22 January takes effect on Tuesday 30th.
"""

from __future__ import annotations

from datetime import date

import pytest

from audit.models import AuditEvent
from governance.models import Decision
from governance.procedures import Resolved, record_decision
from meetings import calling_in
from meetings.models import Appendix, CallIn, Recommendation, StandingOrders
from tests.clock import recorded_on
from tests.governance.scenes import refusal
from tests.journeys import days
from tests.meetings.scenes import a_meeting, afresh, members, published, resolved, sitting, taken
from tests.meetings.test_agenda_pages import words
from tests.meetings.test_resolving import asked_to
from tests.world import FEB_8, JAN_15, JAN_22, acting, bring_to
from workflow.gate import perform

JAN_24, JAN_29, JAN_30, JAN_31 = (date(2001, 1, on) for on in (24, 29, 30, 31))


@pytest.fixture
def decision(fpbv):
    """FPBV endorses Street crime: objective 1 on 22 January, under standing orders with a call-in."""
    orders = StandingOrders(body=fpbv.fpbv, starts_on=JAN_15, call_in_members=2, call_in_days=5)
    perform(orders.bring_into_force, actor=acting(fpbv.anna), because="Resolved.")
    return endorsed(fpbv)


def endorsed(fpbv) -> Decision:
    bring_to(fpbv, "committee_comment")
    minute, (asked,) = asked_to(fpbv, "endorse")
    return resolved(fpbv, minute, "endorsed", asked).decision


def name(decision, person, on=JAN_24):
    meeting = decision.determinations.get().meeting
    return CallIn(meeting=meeting, decision=decision, person=person, asked_on=on)


def called_in(fpbv, decision):
    for person in (fpbv.mira, fpbv.charles):
        perform(name(decision, person).ask, actor=acting(person, JAN_24))
    decision.refresh_from_db()


def refer(fpbv):
    fpbv.street.refresh_from_db()
    return fpbv.street.refer_to_authority


def test_a_decision_takes_effect_on_the_day_after_the_last_on_which_it_can_be_called_in(fpbv, decision):
    assert decision.takes_effect_on == JAN_30
    waits = (
        "The decision item 1, recommendation 1 of FPBV does not take effect before 30 January 2001: "
        "until then it can be called in."
    )

    assert waits in refusal(refer(fpbv), acting(fpbv.ken, JAN_29))
    perform(refer(fpbv), actor=acting(fpbv.ken, JAN_30))


def test_a_body_whose_rules_give_no_call_in_decides_as_before(fpbv):
    decision = endorsed(fpbv)

    assert decision.takes_effect_on is None
    assert refusal(name(decision, fpbv.mira).ask, acting(fpbv.mira, JAN_24)) == [
        "The standing orders of FPBV gave no call-in: "
        "the decision item 1, recommendation 1 of FPBV took effect at once."
    ]
    perform(refer(fpbv), actor=acting(fpbv.ken, JAN_22))


def test_with_the_last_name_that_is_needed_it_is_called_in(fpbv, decision):
    perform(name(decision, fpbv.mira).ask, actor=acting(fpbv.mira, JAN_24))
    decision.refresh_from_db()
    assert decision.called_in_on is None

    perform(name(decision, fpbv.charles).ask, actor=acting(fpbv.charles, JAN_24))

    decision.refresh_from_db()
    assert decision.called_in_on == JAN_24
    assert AuditEvent.objects.filter(action="decision.called_in").count() == 1
    told = (
        "The decision item 1, recommendation 1 of FPBV was called in on 24 January 2001, and does not take effect: "
        "MPA has not decided yet."
    )
    assert told in refusal(refer(fpbv), acting(fpbv.ken, JAN_31))
    assert refusal(name(decision, fpbv.peter).ask, acting(fpbv.peter, JAN_24)) == [
        "The decision item 1, recommendation 1 of FPBV was called in on 24 January 2001 already."
    ]


def test_who_calls_in_until_when_and_once(fpbv, decision):
    assert refusal(name(decision, fpbv.mira, JAN_30).ask, acting(fpbv.mira, JAN_30)) == [
        "The decision item 1, recommendation 1 of FPBV took effect on 30 January 2001."
    ]
    assert refusal(name(decision, fpbv.mira).ask, acting(fpbv.peter, JAN_24)) == [
        "Only Mira Shah puts their own name there, today."
    ]
    assert refusal(name(decision, fpbv.olive).take_down, acting(fpbv.ken, JAN_24)) == [
        "Olive Grant is a member neither of FPBV nor of the body above it."
    ]
    perform(name(decision, fpbv.mira, JAN_29).take_down, actor=acting(fpbv.ken, JAN_31))
    assert refusal(name(decision, fpbv.mira).ask, acting(fpbv.mira, JAN_24)) == ["Mira Shah has asked for it already."]


def test_the_body_above_has_it_on_its_next_agenda_and_what_it_says_counts(fpbv, decision):
    called_in(fpbv, decision)
    members(fpbv, fpbv.mpa, "Una", "Vera")
    clare = acting(fpbv.clare, JAN_24)
    with recorded_on(JAN_24):
        meeting = a_meeting(fpbv, fpbv.mpa, on=FEB_8)
    assert calling_in.awaiting(a_meeting(fpbv, on=FEB_8)) == []
    assert calling_in.awaiting(meeting) == [decision]

    item = calling_in.bring(meeting, decision, actor=clare)

    assert item.title == "Called in: FPBV, item 1, recommendation 1"
    assert [each.objective for each in Appendix.objects.filter(item=item)] == [fpbv.street]
    assert calling_in.awaiting(meeting) == []
    published(fpbv, afresh(meeting), JAN_24)
    sitting(fpbv, afresh(meeting))
    minute = taken(fpbv, item, fpbv.charles)
    resolved(fpbv, minute, "endorsed", Recommendation.objects.get(item=item))
    perform(refer(fpbv), actor=acting(fpbv.ken, FEB_8))


def test_to_note_what_was_called_in_settles_nothing(fpbv, decision):
    called_in(fpbv, decision)
    noted = Decision(plan=fpbv.plan, body=fpbv.mpa, circulated_on=JAN_24, decided_on=JAN_29, reference="MPA 9")

    record_decision(noted, Resolved({fpbv.street: "noted"}), actor=acting(fpbv.clare, JAN_30))

    assert [told for told in refusal(refer(fpbv), acting(fpbv.ken, JAN_31)) if "MPA has not decided yet." in told]
    upheld = Decision(plan=fpbv.plan, body=fpbv.mpa, circulated_on=JAN_24, decided_on=JAN_30, reference="MPA 10")
    record_decision(upheld, Resolved({fpbv.street: "endorsed"}), actor=acting(fpbv.clare, JAN_30))
    perform(refer(fpbv), actor=acting(fpbv.ken, JAN_31))


def test_what_is_sent_back_goes_back_when_the_decision_takes_effect_and_not_before(fpbv, decision):
    about = {"plan": fpbv.plan, "body": fpbv.fpbv, "circulated_on": JAN_22, "decided_on": JAN_24}
    early, late = (Decision(**about, reference=name, takes_effect_on=JAN_31) for name in ("early", "late"))
    back = Resolved({fpbv.street: "referred_back"})

    record_decision(early, back, actor=acting(fpbv.ken, JAN_30))
    fpbv.street.refresh_from_db()
    assert fpbv.street.state == "committee_comment"

    record_decision(late, back, actor=acting(fpbv.ken, JAN_31))
    fpbv.street.refresh_from_db()
    assert fpbv.street.state == "draft"
    assert AuditEvent.objects.get(action="objective.sent_back").effective_on == JAN_31


def test_members_see_that_it_waits_and_put_their_names_there(fpbv, decision, client, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_22"
    client.force_login(fpbv.mira)
    meeting = decision.determinations.get().meeting
    at = f"/meetings/{meeting.pk}/items/1/"
    page = words(client.get(at))
    assert "It takes effect on 30 January 2001, unless it is called in before. Call it in" in page

    page = words(client.post(f"/meetings/{meeting.pk}/call-in/{decision.pk}/", {"": ""}, follow=True))
    assert CallIn.objects.get().person == fpbv.mira

    client.force_login(fpbv.ken)
    form = {"person": fpbv.charles.pk, "asked_on-day": "22", "asked_on-month": "1", "asked_on-year": "2001"}
    page = words(client.post(f"/meetings/{meeting.pk}/call-in/{decision.pk}/", form, follow=True))
    assert "It was called in on 22 January 2001 and does not take effect: MPA decides." in page


def test_standing_orders_name_both_members_and_days(fpbv, client, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"
    client.force_login(fpbv.anna)
    at = f"/bodies/{fpbv.fpbv.pk}/standing-orders/new/"
    first = {"starts_on-day": "15", "starts_on-month": "1", "starts_on-year": "2001"}
    form = {"quorum_share": "4", "quorum_least": "3", "because": "So.", **first, "call_in_members": "2"}

    page = words(client.post(at, {**form, "call_in_days": "0"}))
    assert "Say both how many members can call a decision in and for how many days." in page
    page = words(client.post(at, {**form, "call_in_days": "5"}))
    assert (
        "Within 5 working days 2 members can call a decision in to the body above; until then it takes no effect."
        in page
    )

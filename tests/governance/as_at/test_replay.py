"""What the ledger alone makes of a plan is what the database held at that moment."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.connection import ConnectionDoesNotExist

from audit.models import AuditEvent
from governance.as_at import (
    NoSuchMoment,
    NotThereYet,
    at_entry,
    at_the_end_of,
    before_decision,
    plan_as_at,
    record_of,
)
from governance.as_at.moment import moment_of
from governance.models import Decision, Objective, Plan
from governance.models.objective import current_among
from governance.models.outcome import OutcomeKind
from governance.seal import as_read, plan_as_read
from tests.clock import recorded_on
from tests.governance.scenes import a_plan, amended
from tests.governance.test_page_queries import grow
from tests.world import (
    FEB_8,
    JAN_15,
    JAN_17,
    JAN_22,
    MAR_31,
    OCTOBER,
    appoint,
    bring_to,
    comment_on,
    resolve,
    say,
)
from workflow.gate import acts_of, perform
from workflow.triggers import governed_models


def now(plan: Plan):
    """The moment after the last line there is."""
    return at_entry(plan, AuditEvent.objects.filter(book=plan.ledger_book).latest("seq").seq)


def of_this_plan(row) -> bool:
    return row.ledger_plan in ("", "1") or row.ledger_plan == str(Plan.objects.get(financial_year="2001/02").pk)


@pytest.mark.parametrize("state", ["draft", "committee_comment", "published"])
def test_every_row_is_rebuilt_as_it_stands(world, state):
    if state != "draft":
        bring_to(world, "workshop_review")
        comment_on(world)
        perform(
            world.street.comments.get().give_answer,
            actor=world.acting(world.olive, JAN_17),
            disposition="noted",
            answer="We shall see.",
        )
        bring_to(world, state)

    record = record_of(world.plan, now(world.plan))

    for model in governed_models():
        rows = {row.pk: row for row in model._base_manager.all() if of_this_plan(row)}
        rebuilt = {row.pk: row for row in record.all_of(model)}
        assert {pk: row.snapshot() for pk, row in rebuilt.items()} == {pk: row.snapshot() for pk, row in rows.items()}
        assert {pk: row.version for pk, row in rebuilt.items()} == {pk: row.version for pk, row in rows.items()}


def test_its_relations_are_in_hand_in_the_order_of_a_database(world):
    bring_to(world, "committee_comment")
    comment_on(world)
    plan = plan_as_at(world.plan, now(world.plan))

    with CaptureQueriesContext(connection) as queries:
        street = next(each for each in plan.objectives.all() if each.pk == world.street.pk)
        assert str(street) == "Street crime: objective 1"
        assert [each.text for each in street.indicators.all()] == ["Recorded street crimes", "Offences cleared up"]
        assert [each.target.text for each in street.indicators.all()] == ["Reduce by 5 per cent", "2 per cent"]
        assert [str(each.author) for each in street.comments.all()] == ["Mira Shah"]
        assert str(street.owner) == "Olive Grant"
        assert [str(each) for each in street.stages] == ["Committee comment by FPBV"]
        assert [each.kind for each in plan.body.powers.all()] == ["approve"]
        assert {str(each.person) for each in plan.body.appointments.all()} >= {"Charles Ogden", "Clare Hobbs"}
    assert len(queries) == 0


def test_its_seals_are_those_of_the_plan_of_today(world):
    amended(world, "published")
    plan = plan_as_at(world.plan, now(world.plan))

    assert plan_as_read(plan) == plan_as_read(Plan.objects.get(pk=world.plan.pk))
    assert plan.seal() == world.plan.seal()
    for objective in plan.objectives.all():
        assert as_read(objective) == as_read(Objective.objects.get(pk=objective.pk))
    assert current_among(Objective.objects.all()) == list(Objective.objects.current())


def test_what_can_be_done_and_why_not_is_answered_as_of_the_plan_of_today(world):
    """Guards work on what was rebuilt as on what was read."""
    bring_to(world, "authority_approval")
    plan = plan_as_at(world.plan, now(world.plan))
    street = next(each for each in plan.objectives.all() if each.pk == world.street.pk)
    clare = world.acting(world.clare, JAN_22)

    def told(thing):
        return [(offer.rule.name, [each.sentence for each in offer.blockers]) for offer in acts_of(thing, clare)]

    assert told(street) == told(Objective.objects.get(pk=world.street.pk))
    assert told(plan) == told(Plan.objects.get(pk=world.plan.pk))


def test_nothing_of_today_can_be_looked_up_from_it(world):
    plan = plan_as_at(world.plan, now(world.plan))

    with pytest.raises(ConnectionDoesNotExist):
        list(plan.objectives.filter(number=1))
    with pytest.raises(ConnectionDoesNotExist):
        plan.refresh_from_db()


def test_a_day_shows_what_had_been_recorded_when_it_was_over(world):
    with recorded_on(JAN_17):
        resolve(world, on=JAN_17)
    with recorded_on(FEB_8):
        perform(world.street.revise, actor=world.acting(world.olive, FEB_8), title="To halve street crime")

    def told(day):
        plan = plan_as_at(world.plan, at_the_end_of(day))
        street = next(each for each in plan.objectives.all() if each.pk == world.street.pk)
        return street.title, [each.target.text for each in street.indicators.all()]

    assert told(JAN_15) == ("To reduce street crime", ["Reduce by 5 per cent", "?? per cent"])
    assert told(JAN_17) == ("To reduce street crime", ["Reduce by 5 per cent", "2 per cent"])
    assert told(JAN_22) == told(JAN_17)
    assert told(FEB_8) == ("To halve street crime", ["Reduce by 5 per cent", "2 per cent"])


def test_an_entry_shows_the_whole_act_it_belongs_to_and_nothing_after_it(world):
    bring_to(world, "authority_approval")
    say(world, world.mpa, OutcomeKind.APPROVED, world.clare, FEB_8, "MPA 8")
    recorded = AuditEvent.objects.get(action="decision.recorded", subject_id=str(Decision.objects.latest("pk").pk))

    for seq, state in [(recorded.seq - 1, "authority_approval"), (recorded.seq, "approved")]:
        record = record_of(world.plan, at_entry(world.plan, seq))
        street = next(each for each in record.plan.objectives.all() if each.pk == world.street.pk)
        assert street.state == state, "A decision and what it leads to are one act: nobody saw half of it."


def test_a_decision_shows_what_the_body_had_before_it(world):
    with recorded_on(JAN_17):
        bring_to(world, "authority_approval")
    with recorded_on(FEB_8):
        decision = say(world, world.mpa, OutcomeKind.APPROVED, world.clare, FEB_8, "MPA 8")
    moment = before_decision(decision)
    plan = plan_as_at(world.plan, moment)

    street = next(each for each in plan.objectives.all() if each.pk == world.street.pk)
    assert street.state == "authority_approval"
    assert [str(each) for each in plan.decisions.all()] == [
        "the decision workshop 1 of Workshop",
        "the decision FPBV 3 of FPBV",
    ]
    assert street.seal() == decision.outcomes.get().seal
    assert str(moment) == "8 February 2001, what MPA had before it (MPA 8)"


def test_a_decision_recorded_late_shows_the_plan_of_its_day(world):
    with recorded_on(JAN_17):
        bring_to(world, "authority_approval")
    with recorded_on(MAR_31):
        perform(world.guns.revise, actor=world.acting(world.omar, FEB_8), title="To find every firearm")
        decision = say(world, world.mpa, OutcomeKind.APPROVED, world.clare, FEB_8, "MPA 8")

    plan = plan_as_at(world.plan, before_decision(decision))

    assert "To find more firearms" in [each.title for each in plan.objectives.all()]


def test_bodies_and_people_are_as_they_were(world):
    with recorded_on(FEB_8):
        anna = world.acting(world.anna, FEB_8)
        perform(world.fpbv.revise, actor=anna, name="Finance Committee")
        office = world.fpbv.appointments.get(person=world.mira)
        perform(office.dismiss, actor=anna, last_day=FEB_8)
        mira = world.mira
        mira.name = "Mira Shah-Lovell"
        mira.save()
        appoint(mira, world.fpbv, "chair", by=anna, starts_on=FEB_8)

    def told(day):
        record = record_of(world.plan, at_the_end_of(day))
        fpbv = next(each for each in record.bodies if each.short_name == "FPBV")
        return fpbv.name, sorted(f"{each.person}: {each.role}, {each.ends_on}" for each in fpbv.appointments.all())

    assert told(JAN_22) == (
        "Finance, Planning and Best Value Committee",
        ["Ken Marsh: clerk, None", "Mira Shah: member, None"],
    )
    assert told(FEB_8) == (
        "Finance Committee",
        ["Ken Marsh: clerk, None", "Mira Shah-Lovell: chair, None", "Mira Shah-Lovell: member, 2001-02-08"],
    )


def test_another_plan_is_not_read(world):
    other = a_plan(world)
    record = record_of(world.plan, now(world.plan))

    assert other.pk not in record.rows[Plan]
    assert {each.plan_id for each in record.plan.stages.all()} == {world.plan.pk}


def test_a_plan_is_rebuilt_in_one_query_however_large(world):
    grow(world, 6)
    with CaptureQueriesContext(connection) as few:
        plan_as_at(world.plan, at_the_end_of(date(2040, 1, 1)))
    grow(world, 54)
    with CaptureQueriesContext(connection) as many:
        plan = plan_as_at(world.plan, at_the_end_of(date(2040, 1, 1)))

    assert len(plan.objectives.all()) > 60
    assert (len(few), len(many)) == (1, 1)


# Moments


def asked(world, text, today=JAN_22):
    return moment_of(text, world.plan, today, lambda pk: Decision.objects.filter(pk=pk).first())


def test_a_day_is_read_as_people_write_it(world):
    for text in ("2001-01-22", "22 January 2001", "22 Jan 2001", "22/1/2001", "  22  January 2001 "):
        assert asked(world, text).asked == "2001-01-22"
    first = AuditEvent.objects.filter(book=world.plan.ledger_book).earliest("seq")
    assert asked(world, first.key).asked == first.key
    assert asked(world, "1").asked == first.key


def test_what_is_no_moment_is_refused_in_a_sentence(world):
    book = world.plan.ledger_book
    how = f"Write a day such as 22 January 2001, or the number of a ledger entry such as {book}:212."
    for text, sentence in [
        ("", how),
        ("last Tuesday", f"“last Tuesday” is no moment of this plan. {how}"),
        ("2001-02-31", f"“2001-02-31” is no moment of this plan. {how}"),
        ("2001-01-23", "23 January 2001 is still to come: nobody knows yet how the plan will stand."),
        ("9999-12-31", "31 December 9999 is still to come: nobody knows yet how the plan will stand."),
        (f"{book}:4000", f"The ledger has no entry {book}:4000."),
        ("register:1", f"This plan has its own book in the ledger: name an entry of {book}."),
        ("plan-4711:1", f"This plan has its own book in the ledger: name an entry of {book}."),
        ("decision:4711", "No such decision about this plan is recorded."),
    ]:
        with pytest.raises(NoSuchMoment) as refused:
            asked(world, text)
        assert str(refused.value) == sentence


def test_before_it_was_set_up_there_was_no_plan(world):
    with pytest.raises(NotThereYet) as refused:
        plan_as_at(world.plan, at_the_end_of(OCTOBER))
    assert str(refused.value) == "On 2 October 2000 this plan had not been set up."

"""Parts of an objective are revised, put in order and withdrawn by hand; what is withdrawn stays provable."""

from __future__ import annotations

from functools import partial

import pytest

from audit.models import AuditEvent
from governance import procedures
from governance.models import ActionPoint, Contribution, Decision, Indicator, Note, StatutoryIndicator, Target
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from governance.queries import history_of
from tests.governance.scenes import REASON, refusal
from tests.world import JAN_17, MAR_31, acting, bring_to, resolve, submit
from workflow.blockers import Blocked
from workflow.comparison import faults_in_rows
from workflow.gate import perform, perform_each
from workflow.writing import write_rows


@pytest.fixture
def olive(world):
    return world.acting(world.olive)


@pytest.fixture
def recorded(world):
    return world.street.indicators.first()


def a_note(world, text="See the annex.", order=1, **root):
    note = Note(**(root or {"objective": world.street}), text=text, order=order)
    perform(note.add, actor=world.acting(world.colin))
    return note


def a_bvpi(world, number=127):
    bvpi = StatutoryIndicator(plan=world.plan, financial_year="2001/02", number=number)
    perform(bvpi.add, actor=world.acting(world.colin))
    return bvpi


# In force, and everything


def test_what_is_withdrawn_is_in_no_list_and_in_no_seal(world, olive):
    note = a_note(world)
    sealed_with_it = world.street.seal()

    perform(note.withdraw, actor=olive)

    world.street.refresh_from_db()
    assert list(world.street.notes.all()) == []
    assert world.street.seal() != sealed_with_it
    assert not Note.objects.filter(pk=note.pk).exists()


def test_it_stays_where_it_was_and_the_ledger_proves_it(world, olive):
    note = a_note(world)

    perform(note.withdraw, actor=olive)

    kept = Note.everything.get(pk=note.pk)
    assert (kept.text, kept.withdrawn) == ("See the annex.", True)
    assert list(faults_in_rows()) == []
    assert history_of(world.street, olive)[0].sentence == "Olive Grant withdrew a note of Street crime: objective 1."


def test_a_withdrawn_row_that_is_put_back_past_the_gate_is_found(world, olive):
    note = a_note(world)
    perform(note.withdraw, actor=olive)

    note.withdrawn = False
    write_rows([note])

    assert "Its withdrawn is “False”, and the ledger proves “True”." in [fault.what for fault in faults_in_rows()]


def test_nothing_can_be_done_with_what_has_been_withdrawn(world, olive):
    note = a_note(world)
    perform(note.withdraw, actor=olive)

    gone = ["This note has been withdrawn: Street crime: objective 1."]
    assert refusal(partial(note.revise, text="See annex B."), olive) == gone
    assert refusal(note.withdraw, olive) == gone


def test_what_the_report_said_twice_can_be_said_again_once_it_was_withdrawn(world, recorded):
    colin = world.acting(world.colin)
    bvpi = a_bvpi(world)
    mine = {"plan": world.plan, "statutory": bvpi, "objective": world.street, "indicator": recorded}
    first = Contribution(**mine)
    perform(first.add, actor=colin)

    assert refusal(Contribution(**mine).add, colin) == [
        "The same has been done already, perhaps a moment ago by somebody else."
    ]
    perform(first.withdraw, actor=colin)
    perform(Contribution(**mine).add, actor=colin)

    assert [each.statutory for each in recorded.contributions.all()] == [bvpi]


# Who, and when


def test_the_words_of_a_part_are_its_owners_and_its_place_is_a_coordinators_too(world, recorded):
    colin = world.acting(world.colin)

    assert refusal(partial(recorded.revise, text="Thefts", items=[]), colin) == [
        "Street crime: objective 1 belongs to Olive Grant."
    ]
    perform(partial(recorded.place, order=3), actor=colin)

    assert recorded.order == 3


def test_a_note_of_an_aspect_is_the_coordinators(world):
    note = a_note(world, aspect=world.aspect)

    assert refusal(partial(note.revise, text="Ours"), world.acting(world.olive), **REASON) == [
        "Your role does not let you revise Street crime."
    ]
    perform(partial(note.revise, text="See annex B."), actor=world.acting(world.colin), because="It moved.")

    assert note.text == "See annex B."


def test_an_owner_says_what_an_indicator_contributes_to_and_no_other_owner_does(world, recorded):
    mine = {"plan": world.plan, "statutory": a_bvpi(world), "objective": world.street, "indicator": recorded}

    assert "Street crime: objective 1 belongs to Olive Grant." in refusal(
        Contribution(**mine).add, world.acting(world.omar)
    )
    perform(Contribution(**mine).add, actor=world.acting(world.olive))

    assert recorded.contributions.count() == 1


def test_a_draft_is_written_freely_and_what_others_have_is_changed_with_a_reason(world, recorded):
    olive = world.acting(world.olive)
    point = ActionPoint(objective=world.street, text="Patrols", order=1)
    perform(point.add, actor=olive)
    perform(partial(world.street.revise, title="To halve street crime"), actor=olive)
    perform(partial(recorded.revise, text="Thefts", items=["of telephones"]), actor=olive)
    submit(world)

    for act in (
        partial(world.street.revise, title="To reduce it"),
        partial(recorded.revise, text="Robberies", items=[]),
        partial(recorded.place, order=9),
        partial(point.revise, text="Patrols at night", due="2002-03"),
        point.withdraw,
    ):
        assert refusal(act, olive) == ["Give a reason: it is kept with the change."]
        perform(act, actor=olive, **REASON)


def test_what_is_approved_no_longer_changes(world, recorded):
    bring_to(world, "approved")
    olive = acting(world.olive, MAR_31)

    for act in (partial(recorded.revise, text="Thefts", items=[]), recorded.withdraw, partial(recorded.place, order=2)):
        assert refusal(act, olive, **REASON) == ["Street crime: objective 1 is approved: its text no longer changes."]


# Targets


def test_one_target_serves_two_indicators_and_the_two_are_parted_again(world, olive):
    """BVPI 138 and 139 in the paper have one target between them."""
    recorded, cleared = world.street.indicators.all()

    procedures.share_target(cleared, recorded.target, actor=olive, because="They are counted together.")

    assert [each.text for each in recorded.target.indicators.all()] == [recorded.text, cleared.text]
    assert list(world.street.targets.all()) == [world.resolved]
    own = Target(objective=world.street, text="16 per cent", resolution="resolved")
    procedures.part_target(cleared, own, actor=olive, because="They are counted apart.")
    cleared.refresh_from_db()
    assert (cleared.target, recorded.target) == (own, world.resolved)


def test_a_target_is_withdrawn_when_no_indicator_needs_it(world, olive):
    assert refusal(world.resolved.withdraw, olive, **REASON) == [
        "It is the target of “Recorded street crimes”: withdraw the indicator, or give it another target first."
    ]
    spare = Target(objective=world.street, text="", resolution="missing")
    perform(spare.add, actor=olive)

    assert refusal(spare.withdraw, olive) == ["Give a reason: it is kept with the change."]
    perform(spare.withdraw, actor=olive, **REASON)

    assert spare not in world.street.targets.all()


def test_an_indicator_does_not_take_the_target_of_another_objective(world, recorded, olive):
    foreign = world.guns.targets.get()

    assert refusal(partial(recorded.take_target, target=foreign), olive, **REASON) == [
        "An indicator and its target stand under the same objective."
    ]


def test_an_indicator_takes_its_target_and_what_it_contributes_to_along(world, recorded, olive):
    perform(
        Contribution(plan=world.plan, statutory=a_bvpi(world), objective=world.street, indicator=recorded).add,
        actor=olive,
    )

    procedures.withdraw_indicator(recorded, actor=olive, because="Nobody counts it.")

    world.street.refresh_from_db()
    assert [each.text for each in world.street.indicators.all()] == ["Offences cleared up"]
    assert list(world.street.targets.all()) == [world.undecided]
    assert not Contribution.objects.filter(objective=world.street).exists()
    last = AuditEvent.objects.within("governance.objective", world.street.pk).latest_first()
    assert [event.action for event in last[:3]] == [
        "target.withdrawn",
        "contribution.withdrawn",
        "indicator.withdrawn",
    ]
    assert len({event.act_id for event in last[:3]}) == 1


def test_a_target_that_another_indicator_needs_stays(world, olive):
    recorded, cleared = world.street.indicators.all()
    procedures.share_target(cleared, recorded.target, actor=olive, because="They are counted together.")

    procedures.withdraw_indicator(recorded, actor=olive)

    assert list(world.street.targets.all()) == [world.resolved]


def test_an_open_target_that_was_withdrawn_keeps_nobody_from_approving(world, olive):
    cleared = world.street.indicators.last()
    procedures.withdraw_indicator(cleared, actor=olive, because="Nobody counts it.")

    assert list(Target.objects.filter(objective=world.street).unresolved()) == []


# Order


def test_parts_are_put_in_another_order_as_one_act(world, olive):
    one, two, three = (a_note(world, text, order) for order, text in enumerate(("One", "Two", "Three"), start=1))

    procedures.put_in_order([three, one, two], actor=olive)

    assert [note.text for note in world.street.notes.all()] == ["Three", "One", "Two"]
    lines = AuditEvent.objects.filter(action="note.placed")
    assert len({line.act_id for line in lines}) == 1


def test_to_put_parts_in_the_order_they_are_in_writes_nothing(world, olive):
    one, two = a_note(world, "One", 1), a_note(world, "Two", 2)

    assert procedures.put_in_order([one, two], actor=olive) == []


def test_the_order_of_parts_is_part_of_what_a_body_saw(world, olive):
    """A decision on the text as it was sent out is refused once its indicators stand in another order."""
    resolve(world)
    submit(world)
    first, second = world.street.indicators.all()
    procedures.put_in_order([second, first], actor=acting(world.olive, JAN_17), because="The important one first.")

    decision = Decision(
        plan=world.plan,
        body=world.workshop,
        circulated_on=JAN_17.replace(day=15),
        decided_on=JAN_17,
        reference="workshop 1",
    )
    with pytest.raises(Blocked, match="changed on 17 January 2001"):
        procedures.record_decision(
            decision, Resolved({world.street: OutcomeKind.DISCUSSED}), actor=acting(world.clare, JAN_17)
        )


# Amendment


def test_an_amendment_copies_what_is_in_force(world):
    note = a_note(world)
    perform(note.withdraw, actor=world.acting(world.olive))
    bring_to(world, "published")

    copy = procedures.amend(world.street, actor=acting(world.colin, MAR_31), because="A new law.")

    assert list(copy.notes.all()) == []
    assert copy.indicators.count() == 2


def test_many_parts_are_withdrawn_as_one_act(world, olive):
    notes = [a_note(world, f"Note {number}", number) for number in range(1, 4)]

    perform_each([note.withdraw for note in notes], actor=olive)

    assert Note.objects.filter(objective=world.street).count() == 0
    assert Indicator.objects.filter(objective=world.street).count() == 2

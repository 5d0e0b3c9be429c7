"""A body takes an objective apart: some of its targets are agreed, the others come back and are answered first.

As the papers of 30 January and 27 February 2003 tell it (reports 12a and 9): the targets of ten objectives were agreed,
the rest came back.
"""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from audit.models import AuditEvent
from governance import procedures
from governance.models import Decision, Objective, Outcome, Power, SustainedActivity, Target, TargetOutcome
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from governance.seal import seal_of, target_as_read
from tests.governance.scenes import decided, refusal
from tests.world import FEB_8, JAN_15, JAN_17, JAN_22, MAR_8, MAR_31, World, a_person, acting, bring_to, resolve
from workflow.blockers import Blocked
from workflow.gate import blockers, perform
from workflow.sentences import account
from workflow.writing import open_gate, write_rows

FEB_12 = date(2001, 2, 12)
FEB_22 = date(2001, 2, 22)
WANTED = "The boroughs can do more."
CAME_BACK = (
    "MPA referred the target “2 per cent” back on 8 February 2001: until it is revised and decided on again, or agreed "
    "as it is, Street crime: objective 1 is not approved."
)


def said(target: Target, kind: str, words: str = "") -> TargetOutcome:
    return TargetOutcome(target=target, kind=kind, words=words)


def a_decision(world: World, on: date = FEB_8, reference: str = "MPA 8", **more: object) -> Decision:
    values = {"body": world.mpa, "circulated_on": JAN_15, **more}
    return Decision(plan=world.plan, decided_on=on, reference=reference, **values)


def take_apart(world: World, *targets: TargetOutcome, kind: str = "in_part", by: object = None, **more: object) -> None:
    """MPA agrees Street crime in part, or says what else is said, and says so much of its targets."""
    decision = a_decision(world, **more)
    resolved = Resolved({world.street: kind}, targets=targets)
    procedures.record_decision(decision, resolved, actor=acting(by or world.clare, MAR_31))


def refused(world: World, *targets: TargetOutcome, **more: object) -> list[str]:
    before = Outcome.objects.count(), AuditEvent.objects.count()
    with pytest.raises(Blocked) as told:
        take_apart(world, *targets, **more)
    assert (Outcome.objects.count(), AuditEvent.objects.count()) == before
    return [blocker.sentence for blocker in told.value.blockers]


def approve(world: World, on: date = MAR_8, reference: str = "MPA 12", **more: object) -> None:
    """MPA approves the whole of Street crime, as it had it since 22 February."""
    take_apart(world, kind="approved", on=on, reference=reference, **{"circulated_on": FEB_22, **more})
    world.street.refresh_from_db()


def against_approving(world: World) -> list[str]:
    """What stands against it because of single targets."""
    street = Objective.objects.get(pk=world.street.pk)
    against = blockers(street.approve, actor=acting(world.clare, MAR_31))
    return [each.sentence for each in against if each.code == "came_back"]


@pytest.fixture
def apart(world: World) -> World:
    """On 8 February MPA agrees one target of Street crime: objective 1, and refers the other back."""
    bring_to(world, "authority_approval")
    take_apart(world, said(world.resolved, "agreed"), said(world.undecided, "referred_back", WANTED))
    world.street.refresh_from_db()
    return world


# What is recorded


def test_each_target_has_its_outcome_bound_to_its_text_and_the_objective_stays_where_it_is(apart):
    outcome = Outcome.objects.get(kind="in_part")
    agreed, back = TargetOutcome.objects.all()

    assert (outcome.objective, outcome.apart, outcome.of_targets) == (apart.street, 2, [agreed, back])
    assert (agreed.target, agreed.kind, agreed.text) == (apart.resolved, "agreed", "Reduce by 5 per cent")
    assert (back.target, back.kind, back.text, back.words) == (apart.undecided, "referred_back", "2 per cent", WANTED)
    assert back.seal == seal_of(target_as_read(Target.objects.get(pk=apart.undecided.pk)))
    assert apart.street.state == "authority_approval"


def test_the_ledger_says_it_in_sentences(apart):
    lines = AuditEvent.objects.filter(action__in=["outcome.recorded", "target_outcome.recorded"]).order_by("-pk")[:3]

    assert [account(line) for line in reversed(lines)] == [
        "Clare Hobbs recorded that MPA agreed Street crime: objective 1 in part.",
        "Clare Hobbs recorded that MPA agreed the target “Reduce by 5 per cent” of Street crime: objective 1.",
        "Clare Hobbs recorded that MPA referred the target “2 per cent” of Street crime: objective 1 back.",
    ]


def test_what_is_agreed_in_part_says_which_part(world):
    bring_to(world, "authority_approval")

    assert refused(world) == ["Street crime: objective 1 was agreed in part: say what was resolved about its targets."]
    assert refused(world, said(world.resolved, "agreed"), kind="approved") == [
        "Street crime: objective 1 is taken apart only where it is agreed in part."
    ]
    whole = Outcome(decision=decided(world, world.mpa), plan=world.plan, kind="in_part")
    assert refusal(whole.record, acting(world.clare, MAR_31))[0] == (
        "Policing and performance plan 2001/02 is agreed in part objective by objective."
    )
    take_apart(world, said(world.resolved, "agreed"))


def test_what_is_approved_is_taken_apart_no_more(world):
    bring_to(world, "approved")

    assert refused(world, said(world.resolved, "agreed"), on=FEB_22, reference="MPA 10", circulated_on=FEB_12) == [
        "Street crime: objective 1 is approved: its targets are not taken apart."
    ]


def test_what_is_referred_back_says_what_is_wanted_and_what_is_deferred_need_not(world):
    bring_to(world, "authority_approval")

    assert refused(world, said(world.undecided, "referred_back", " ")) == [
        "Say what is wanted of the target “2 per cent” that was referred back."
    ]
    take_apart(world, said(world.undecided, "deferred"))


def test_only_targets_of_that_objective_are_spoken_of(world):
    bring_to(world, "authority_approval")
    activity = SustainedActivity(plan=world.plan, title="Answering calls", order=1)
    perform(activity.add, actor=acting(world.colin))
    calls = Target(activity=activity, text="90 per cent", resolution="resolved")
    perform(calls.add, actor=acting(world.colin))

    assert refused(world, said(world.guns.targets.get(), "agreed"), said(calls, "agreed")) == [
        "The decision MPA 8 of MPA says nothing about the target “200 firearms” of Firearms: objective 1 and the "
        "target “90 per cent” of Answering calls."
    ]


def test_nobody_says_afterwards_what_a_body_said_of_a_target(apart):
    decision = Decision.objects.get(reference="MPA 8")
    late = TargetOutcome(decision=decision, objective=apart.street, target=apart.resolved, kind="agreed")

    assert refusal(late.record, acting(apart.clare, MAR_31)) == [
        "The decision MPA 8 of MPA does not speak of it: what a body says of a target is recorded with its decision."
    ]
    late.decision = decided(apart, apart.mpa)
    assert refusal(late.record, acting(apart.clare, MAR_31)) == [
        "The decision 8 of MPA does not speak of it: what a body says of a target is recorded with its decision."
    ]


def test_it_is_said_of_the_text_of_the_decision_and_of_no_other(apart):
    """One more was to follow, and the text has changed: past the gate, as nothing leads there through it."""
    outcome = Outcome.objects.get(kind="in_part")
    outcome.apart = 3
    with transaction.atomic():
        write_rows([outcome])
    strange = TargetOutcome(
        decision=outcome.decision, objective=apart.street, target=apart.guns.targets.get(), kind="agreed"
    )
    assert refusal(strange.record, acting(apart.clare, MAR_31)) == [
        "Street crime: objective 1 has no such target: “200 firearms”."
    ]
    added = Target(objective=apart.street, text="All boroughs", resolution="resolved")
    perform(added.add, actor=acting(apart.colin, MAR_31), because="Asked for.")
    more = TargetOutcome(decision=outcome.decision, objective=apart.street, target=added, kind="agreed")
    assert refusal(more.record, acting(apart.clare, MAR_31)) == [
        "Street crime: objective 1 is no longer the text that the decision MPA 8 of MPA is of."
    ]


def test_a_body_takes_nothing_apart_that_it_could_not_recommend(world):
    bring_to(world, "workshop_review")

    assert refused(world, said(world.resolved, "agreed"), body=world.workshop, on=JAN_17, reference="workshop 2") == [
        "On 17 January 2001 Workshop did not have the power to recommend, so it cannot have agreed in part it."
    ]


def test_the_database_keeps_one_word_of_a_decision_on_a_target_and_none_that_nobody_knows(apart):
    agreed = TargetOutcome.objects.first()
    of_it = {"objective": apart.street, "target": agreed.target, "seal": agreed.seal}
    for wrong in (
        TargetOutcome(decision=agreed.decision, kind="deferred", **of_it),
        TargetOutcome(decision=decided(apart, apart.mpa), kind="lost", **of_it),
        Outcome(decision=decided(apart, apart.mpa, reference="9"), objective=apart.guns, kind="in_part"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), open_gate():
            write_rows([wrong])


# What waits for it


def test_an_objective_is_not_approved_while_a_target_of_it_has_come_back(apart):
    assert against_approving(apart) == [CAME_BACK]
    with pytest.raises(Blocked) as told:
        approve(apart)
    assert [each.sentence for each in told.value.blockers] == [CAME_BACK]


def test_a_target_that_was_revised_is_answered_by_the_next_decision_about_the_whole(apart):
    resolve(apart, text="4 per cent", on=FEB_12)
    assert against_approving(apart) == [CAME_BACK]

    approve(apart)

    assert apart.street.state == "approved"
    assert against_approving(apart) == []


def test_a_target_that_was_revised_and_put_back_again_has_not_been_answered(apart):
    resolve(apart, text="4 per cent", on=FEB_12)
    resolve(apart, text="2 per cent", on=FEB_12)

    with pytest.raises(Blocked) as told:
        approve(apart)
    assert [each.sentence for each in told.value.blockers] == [CAME_BACK]


def test_the_same_body_may_agree_after_all_to_what_it_had_sent_back(apart):
    take_apart(apart, said(apart.undecided, "agreed"), on=FEB_22, reference="MPA 10")
    assert against_approving(apart) == []

    approve(apart)
    assert apart.street.state == "approved"


def test_what_it_deferred_waits_as_well_until_it_is_told_otherwise(apart):
    take_apart(apart, said(apart.undecided, "deferred"), on=FEB_22, reference="MPA 10")

    assert against_approving(apart) == [
        "MPA deferred the target “2 per cent” on 22 February 2001: until it is revised and decided on again, or agreed "
        "as it is, Street crime: objective 1 is not approved."
    ]


def test_what_leaves_the_objective_waits_no_longer(apart):
    indicator = apart.undecided.indicators.get()
    procedures.withdraw_indicator(indicator, actor=acting(apart.olive, FEB_12), because="It cannot be measured.")
    assert against_approving(apart) == []

    approve(apart)
    assert apart.street.state == "approved"


def test_agreeing_one_target_does_not_answer_for_another(apart):
    take_apart(apart, said(apart.resolved, "agreed"), on=FEB_22, reference="MPA 10")

    assert against_approving(apart) == [CAME_BACK]


@pytest.fixture
def sent_back_by_fpbv(world: World) -> World:
    """FPBV recommends, agrees in part and refers one target back; the objective goes on to MPA all the same."""
    bring_to(world, "committee_comment")
    back = said(world.undecided, "referred_back", WANTED)
    take_apart(world, back, by=world.ken, body=world.fpbv, on=JAN_22, reference="FPBV 12a")
    world.street.refresh_from_db()
    perform(world.street.refer_to_authority, actor=acting(world.ken, JAN_22))
    return world


def test_what_a_committee_sent_back_waits_before_the_authority_too(sent_back_by_fpbv):
    world = sent_back_by_fpbv

    assert against_approving(world) == [
        "FPBV referred the target “2 per cent” back on 22 January 2001: until it is revised and decided on again, or "
        "agreed as it is, Street crime: objective 1 is not approved."
    ]
    resolve(world, text="4 per cent", on=FEB_12)
    approve(world)
    assert world.street.state == "approved"


def test_the_body_that_approves_may_agree_to_what_a_committee_sent_back(sent_back_by_fpbv):
    world = sent_back_by_fpbv
    take_apart(world, said(world.undecided, "agreed"), circulated_on=JAN_22)

    assert against_approving(world) == []


def test_a_committee_that_only_recommends_does_not_overrule_the_body_that_approves(apart):
    """It has the objective no more; past the gate it agrees, and nothing is the easier for it."""
    other = decided(apart, apart.fpbv, FEB_22, "FPBV 4")
    agreed = TargetOutcome(decision=other, objective=apart.street, target=apart.undecided, kind="agreed", seal="0" * 64)
    with transaction.atomic():
        write_rows([agreed])
    assert against_approving(apart) == [CAME_BACK]

    perform(Power(body=apart.fpbv, kind="approve", starts_on=FEB_22).confer, actor=acting(apart.anna), because="Lent.")
    assert against_approving(apart) == []


def test_what_was_called_in_holds_nothing_up_by_itself(sent_back_by_fpbv):
    """The body above says instead what becomes of it."""
    decision = Decision.objects.get(reference="FPBV 12a")
    decision.takes_effect_on, decision.called_in_on = FEB_8, JAN_22
    with transaction.atomic():
        write_rows([decision])

    assert against_approving(sent_back_by_fpbv) == []


def test_the_owner_revises_what_came_back_while_the_objective_stays_before_the_body(apart):
    act = partial(apart.undecided.revise, text="4 per cent", numbers=["4"])

    assert refusal(act, acting(apart.omar, FEB_12), because="So.", basis="So.") != []
    resolve(apart, text="4 per cent", on=FEB_12)
    apart.street.refresh_from_db()
    assert apart.street.state == "authority_approval"


# On the pages


def test_the_pages_of_the_objective_the_target_and_the_decisions_tell_it(client, apart):
    client.force_login(apart.olive)

    objective = client.get(f"/objectives/{apart.street.pk}/").content.decode()
    assert "MPA agreed it in part on 8 February 2001 (MPA 8)" in objective
    for told in ("Referred back: ", "“2 per cent”", WANTED):
        assert told in objective
    target = client.get(f"/targets/{apart.undecided.pk}/").content.decode()
    assert "What bodies said of it" in target
    assert "MPA referred it back on 8 February 2001" in target
    assert "As it was published then" not in target
    decisions = client.get(f"/plans/{apart.plan.slug}/decisions/").content.decode()
    assert "Agreed in part: " in decisions
    assert "Referred back: " in decisions
    guns = client.get(f"/targets/{apart.guns.targets.get().pk}/").content.decode()
    assert "What bodies said of it" not in guns

    resolve(apart, text="4 per cent", on=FEB_12)
    target = client.get(f"/targets/{apart.undecided.pk}/").content.decode()
    assert "As it was published then: “2 per cent”" in target


def test_they_tell_it_as_at_a_moment_too(client, apart):
    client.force_login(apart.olive)
    lines = AuditEvent.objects.filter(book=apart.street.ledger_book).order_by("seq")
    known = lines.filter(action="target_outcome.recorded").last()
    unknown = lines.filter(seq__lt=lines.filter(action="decision.recorded").last().seq).last()

    then, before = (
        client.get(f"/targets/{apart.undecided.pk}/?as_at={line.book}:{line.seq}").content.decode()
        for line in (known, unknown)
    )
    assert "MPA referred it back on 8 February 2001" in then
    assert "MPA referred it back" not in before
    told = client.get(f"/objectives/{apart.street.pk}/?as_at={known.book}:{known.seq}").content.decode()
    assert "“2 per cent”" in told
    assert WANTED in told
    told = client.get(f"/objectives/{apart.street.pk}/as-at.json?as_at={known.book}:{known.seq}").json()
    assert [(each["target"], each["outcome"]) for each in told["objective"]["outcomes_of_targets"]] == [
        (apart.resolved.pk, "agreed"),
        (apart.undecided.pk, "referred_back"),
    ]


def test_what_was_said_of_a_target_is_read_by_whoever_reads_the_objective(apart):
    assert TargetOutcome.objects.visible_to(acting(apart.olive)).count() == 2
    assert TargetOutcome.objects.visible_to(acting(a_person("sid", "Sid Stone"))).count() == 0


def test_a_written_decision_speaks_of_the_whole(client, apart):
    """Single targets are taken apart at meetings."""
    client.force_login(apart.clare)
    page = client.get(f"/plans/{apart.plan.slug}/decisions/record/?body={apart.mpa.pk}").content.decode()
    assert "agreed in part" not in page
    assert OutcomeKind.ENDORSED.label in page

"""Two people act on the same thing in the same moment: one of them wins, the other is told (E1, E5, A7).

Every race has a control in which the lock is taken out, and which then goes wrong: it is the lock that decides.
"""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from audit import ledger
from audit.chain import faults_in_ledger
from audit.models import AuditEvent
from audit.moment import one_moment
from governance.models import Aspect, Objective, Plan, Target
from tests.audit.paper import a_line, read_book, verify
from tests.workflow.at_once import at_once, one_winner, wins_or_is_told
from tests.workflow.many import many_before_the_authority, many_drafts
from tests.world import FEB_8, JAN_15
from workflow import gate
from workflow.actors import Actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ON_POSTGRESQL = connection.vendor == "postgresql"
ROUNDS = int(os.environ.get("RACES", 100 if ON_POSTGRESQL else 60))
"""RACES=1000 is the whole run on PostgreSQL"""
CONTROLS = 25
SOME = 40 if ON_POSTGRESQL else 25


def without_the_lock(monkeypatch) -> None:
    """The gate as it would be if it neither locked nor read again."""
    monkeypatch.setattr(gate, "lock", lambda calls, wait=True: None)


def lines_of(objectives: list[Objective], *actions: str) -> Counter:
    events = AuditEvent.objects.filter(action__in=actions, subject_type="governance.objective")
    counts = Counter(events.values_list("subject_id", flat=True))
    return Counter({str(each.pk): counts[str(each.pk)] for each in objectives})


def approvals_at_once(world, objectives: list[Objective]) -> list[list[str]]:
    """Clare the clerk and Charles the chair record the approval of each objective, both with its page open."""

    def approves(person):
        return lambda number: wins_or_is_told(
            pages[person][number].approve, actor=Actor(person, today=FEB_8), effective_on=FEB_8
        )

    pages = {
        person: list(Objective.objects.filter(pk__in=[each.pk for each in objectives]).order_by("pk"))
        for person in (world.clare, world.charles)
    }
    return at_once(len(objectives), approves(world.clare), approves(world.charles))


def test_of_two_who_approve_at_once_one_wins_and_the_other_is_told(world):
    objectives = many_before_the_authority(world, ROUNDS, targets=False)

    answers = approvals_at_once(world, objectives)

    assert len(answers) == ROUNDS
    assert one_winner(answers) == []
    told = {answer for round_ in answers for answer in round_ if answer != "won"}
    assert (
        told
        == {
            f"Long list: objective {number} is approved: it cannot be “approve” now." for number in range(1, ROUNDS + 1)
        }
        or len(told) == ROUNDS
    )
    assert set(lines_of(objectives, "objective.approved").values()) == {1}
    assert Objective.objects.filter(plan=objectives[0].plan, state="approved").count() == ROUNDS
    assert verify()["whole"]


def test_without_the_lock_both_approve(world, monkeypatch):
    """The control."""
    objectives = many_before_the_authority(world, CONTROLS, targets=False)
    without_the_lock(monkeypatch)

    answers = approvals_at_once(world, objectives)

    wrong = one_winner(answers)
    print(f"{len(wrong)} of {CONTROLS} approved twice without the lock")
    assert len(wrong) > CONTROLS * 0.9
    assert max(lines_of(objectives, "objective.approved").values()) == 2


def test_approved_or_withdrawn_but_never_both(world):
    objectives = many_before_the_authority(world, SOME)
    pages = {
        name: list(Objective.objects.filter(pk__in=[each.pk for each in objectives]).order_by("pk"))
        for name in ("clare", "colin")
    }

    answers = at_once(
        SOME,
        lambda number: wins_or_is_told(pages["clare"][number].approve, actor=Actor(world.clare, today=FEB_8)),
        lambda number: wins_or_is_told(
            pages["colin"][number].withdraw, actor=Actor(world.colin, today=FEB_8), because="No money."
        ),
    )

    assert one_winner(answers) == []
    states = Counter(Objective.objects.filter(plan=objectives[0].plan).values_list("state", flat=True))
    assert set(states) <= {"approved", "withdrawn"}
    assert sum(states.values()) == SOME
    assert set(lines_of(objectives, "objective.approved", "objective.withdrawn").values()) == {1}
    assert verify()["whole"]


def revise_or_approve(world, objectives: list[Objective]) -> list[list[str]]:
    approved = list(Objective.objects.filter(pk__in=[each.pk for each in objectives]).order_by("pk"))
    revised = list(Target.objects.filter(objective__in=objectives).select_related("objective").order_by("objective_id"))
    return at_once(
        len(objectives),
        lambda number: wins_or_is_told(approved[number].approve, actor=Actor(world.clare, today=FEB_8)),
        lambda number: wins_or_is_told(
            revised[number].revise,
            actor=Actor(world.olive, today=FEB_8),
            because="Second thoughts.",
            basis="Borough returns",
            text="9 per cent",
            numbers=["9"],
        ),
    )


def test_no_figure_changes_while_it_is_approved(world):
    """A target is part of its objective, and the objective is locked with it."""
    objectives = many_before_the_authority(world, SOME)

    answers = revise_or_approve(world, objectives)

    assert one_winner(answers) == []
    for objective in Objective.objects.filter(pk__in=[each.pk for each in objectives]):
        text = objective.targets.get().text
        assert (objective.state, text) in {("approved", "5 per cent"), ("authority_approval", "9 per cent")}
    assert verify()["whole"]


def test_without_the_lock_a_figure_changes_while_it_is_approved(world, monkeypatch):
    """The control."""
    objectives = many_before_the_authority(world, CONTROLS)
    without_the_lock(monkeypatch)

    wrong = one_winner(revise_or_approve(world, objectives))

    print(f"{len(wrong)} of {CONTROLS} approved in words nobody saw, without the lock")
    assert wrong


def test_no_objective_is_drafted_into_a_plan_while_it_is_put_before_the_authority(world):
    """A new objective has no row to lock: it locks its plan."""
    plans = [many_drafts(world, 1, year=f"{2010 + number}/{(2011 + number) % 100:02}")[0].plan for number in range(20)]
    for plan in plans:
        objective = plan.objectives.get()
        gate.perform(objective.withdraw, actor=world.acting(world.colin), because="An empty plan.")
    aspects = {aspect.plan_id: aspect for aspect in Aspect.objects.select_related("plan", "priority")}

    def refer(number):
        return wins_or_is_told(Plan.objects.get(pk=plans[number].pk).refer, actor=Actor(world.colin, today=FEB_8))

    def draft(number):
        aspect = aspects[plans[number].pk]
        late = Objective(plan=aspect.plan, aspect=aspect, title="Late", number=9, owner=world.olive, held_by=world.tp)
        return wins_or_is_told(late.draft, actor=Actor(world.colin, today=FEB_8))

    answers = at_once(len(plans), refer, draft)

    # A late draft may come first and then holds the plan back, or come after: what matters is that they took turns.
    for plan, (referred, drafted) in zip(plans, answers, strict=True):
        assert drafted == "won"
        line = {
            event.action: event.seq
            for event in AuditEvent.objects.filter(
                book=f"plan-{plan.pk}", action__in=["plan.referred", "objective.drafted"]
            )
        }
        assert (referred == "won") == ("plan.referred" in line)
        if referred == "won":
            assert line["plan.referred"] < line["objective.drafted"], "it was put forward with a draft left behind"


def test_of_two_who_saw_the_same_version_the_second_is_told_what_the_first_did(world):
    """Colin gives objectives an owner from two windows, both opened before."""
    objectives = many_drafts(world, SOME)
    seen = {each.pk: each.version for each in Objective.objects.filter(pk__in=[each.pk for each in objectives])}

    def gives(owner, held_by):
        def act(number):
            objective = Objective.objects.get(pk=objectives[number].pk)
            return wins_or_is_told(
                objective.assign,
                actor=Actor(world.colin, today=JAN_15),
                seen=seen[objective.pk],
                owner=owner,
                held_by=held_by,
            )

        return act

    answers = at_once(SOME, gives(world.omar, world.so), gives(world.omar, world.so))

    assert one_winner(answers) == []
    told = {answer for round_ in answers for answer in round_ if answer != "won"}
    assert all("has changed since you opened it. Colin Reyes gave" in answer for answer in told)
    assert set(lines_of(objectives, "objective.assigned").values()) == {1}


def test_four_who_write_in_one_book_leave_one_chain_without_a_gap(world):
    each = 50

    def write(number):
        with transaction.atomic():
            ledger.write([a_line(number), a_line(number)])

    at_once(each, *[write] * 4)

    assert [event.seq for event in read_book()] == list(range(1, 8 * each + 1))
    assert verify()["whole"]


def test_what_is_written_while_the_ledger_is_verified_is_neither_held_up_nor_taken_for_a_fault(world):
    def write():
        with transaction.atomic():
            ledger.write([a_line()])
        connection.close()

    with one_moment():
        before = AuditEvent.objects.count()
        with ThreadPoolExecutor() as pool:
            pool.submit(write).result(timeout=15)
        assert AuditEvent.objects.count() == before
        assert list(faults_in_ledger()) == []
    assert AuditEvent.objects.count() == before + 1


def test_two_who_open_a_book_at_once_open_one(world):
    def write(number):
        with transaction.atomic():
            ledger.write([a_line(number, book=f"new-{number}")])

    at_once(SOME, write, write)

    assert [len(read_book(f"new-{number}")) for number in range(SOME)] == [2] * SOME
    assert verify()["whole"]

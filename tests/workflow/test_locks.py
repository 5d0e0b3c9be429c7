"""Check and act are one step: each act takes its locks before anything its guards read (promise E4)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.workflow.everything import one_of_each
from workflow import gate
from workflow.acts import rules_of
from workflow.blockers import Blocked
from workflow.gate import perform
from workflow.lock import _ground
from workflow.triggers import governed_models

log: list[str] = []
"""every statement of the act that is being tried"""


def write_down(execute, sql, params, many, context):
    log.append(sql)
    return execute(sql, params, many, context)


@pytest.fixture
def rows(world):
    return one_of_each(world)


@pytest.fixture
def probe(rows, monkeypatch):
    """Where in the log of statements the locking begins and ends, and where the looking begins."""
    at: dict[str, int] = {}
    lock = gate.lock

    def probed_lock(calls):
        at["lock"] = len(log)
        lock(calls)

    def probed_look(calls, actor, *_):
        at["look"] = len(log)
        gate._examine(calls, actor)
        raise Blocked([])

    monkeypatch.setattr(gate, "lock", probed_lock)
    monkeypatch.setattr(gate, "_refuse_if_blocked", probed_look)
    return at


def reads_governed(statement: str) -> bool:
    return statement.startswith("SELECT") and any(
        f'"{model._meta.db_table}"' in statement for model in governed_models()
    )


def anew(row):
    """The same again, not there yet."""
    return type(row)(**{field.attname: getattr(row, field.attname) for field in row.governed_fields()})


def attempt(row, rule, actor) -> list[str]:
    """What was asked of the database when somebody tried this act."""
    log.clear()
    with connection.execute_wrapper(write_down), pytest.raises(Blocked):
        perform(getattr(row, rule.name), actor=actor)
    return list(log)


def test_every_act_locks_before_its_guards_read(world, rows, probe):
    walter = world.acting(world.walter)
    wrong, tried, without = [], 0, []

    for model, row in rows.items():
        for rule in rules_of(model):
            subject, tried = anew(row) if rule.creates else row, tried + 1
            statements = attempt(subject, rule, walter)
            before, locking = statements[: probe["lock"]], statements[probe["lock"] : probe["look"]]
            name = f"{model.__name__}.{rule.name}"
            if any(map(reads_governed, before)):
                wrong.append(f"{name} reads before it locks: {before}")
            if not locking:
                without.append(name)
            tables = {f'FROM "{other._meta.db_table}"' for other, _ in _ground(subject)}
            wrong += [f"{name} does not lock {table}" for table in tables if not any(table in sql for sql in locking)]
            if connection.vendor == "postgresql":
                wrong += [f"{name}: {sql}" for sql in locking if "FOR NO KEY UPDATE" not in sql]

    assert wrong == []
    assert tried > 40
    # A body that nothing stands above rests on nothing; a person is no governed row, and is locked by `erase`.
    assert without == ["Body.establish", "Erasure.record"]


def test_without_the_lock_the_same_look_finds_every_act_wanting(world, probe, monkeypatch):
    """The control."""
    monkeypatch.setattr(gate, "lock", lambda calls: probe.update(lock=len(log)))
    rule = next(rule for rule in rules_of(type(world.street)) if rule.name == "submit")
    statements = attempt(world.street, rule, world.acting(world.walter))

    assert any(map(reads_governed, statements))
    assert probe["lock"] == probe["look"]


def test_a_draft_locks_the_plan_it_will_stand_in_and_reads_it_again(world):
    """Nobody approves the plan meanwhile, and what the caller holds of it may be old."""
    from governance.models import Objective, Plan
    from workflow.lock import lock

    draft = Objective(plan=Plan.objects.get(pk=world.plan.pk), aspect=world.aspect, title="Late", held_by=world.tp)
    draft.plan.__dict__["state"] = "approved"  # an old copy would refuse it

    with CaptureQueriesContext(connection) as captured:
        lock([gate.Call.of(draft.draft)])

    order = [sql["sql"].partition('FROM "')[2].partition('"')[0] for sql in captured.captured_queries]
    assert order == ["governance_body", "governance_plan", "governance_aspect"]
    assert draft.plan.state == "in_review"


def test_what_stands_in_a_plan_locks_the_plan_before_it_and_an_objective_does_not(world, rows):
    """Nobody approves the plan while its headings change; and a thousand objectives do not wait for each other."""
    from evidence.models import Export
    from governance.models import (
        Aspect,
        Contribution,
        Finding,
        Note,
        Objective,
        Priority,
        StatutoryIndicator,
        SustainedActivity,
        Target,
    )
    from workflow.lock import lock

    colin, activity = world.acting(world.colin), rows[SustainedActivity]
    of_activity = Target(activity=activity, text="", resolution="missing")
    of_aspect = Note(aspect=world.aspect, text="See the annex.", order=1)
    gate.perform_each([of_activity.add, of_aspect.add], actor=colin)

    def tables(*calls):
        with CaptureQueriesContext(connection) as captured:
            lock(calls)
        return [sql["sql"].partition('FROM "governance_')[2].partition('"')[0] for sql in captured.captured_queries]

    for row, rule, expected in [
        (of_activity, "revise", ["plan", "sustainedactivity", "target"]),
        (of_aspect, "take_from_report", ["plan", "aspect", "note"]),
        (activity, "revise", ["plan", "sustainedactivity"]),
        (rows[Priority], "revise", ["plan", "priority", "objective"]),
        (world.street, "submit", ["objective"]),
        (world.undecided, "revise", ["objective", "target"]),
    ]:
        assert tables(gate.Call.of(getattr(row, rule))) == expected
    assert tables(gate.Call.of(world.aspect.revise))[:2] == ["plan", "aspect"]
    in_a_plan = {Priority, Aspect, SustainedActivity, StatutoryIndicator, Contribution, Export}
    assert {model for model in governed_models() if model.stands_in} == {*in_a_plan, Finding}
    assert not Objective.stands_in
    both = tables(gate.Call.of(of_activity.revise), gate.Call.of(of_aspect.take_from_report))
    assert both == ["plan", "aspect", "sustainedactivity", "note", "target"]


def test_what_is_locked_is_the_very_plan_it_stands_in(world, rows):
    from governance.models import Plan, SustainedActivity
    from tests.governance.scenes import a_plan
    from workflow.lock import _ground, _locked, _standing

    other = a_plan(world)
    ground = set(_ground(rows[SustainedActivity]))
    locked = _locked(ground, _standing(ground))

    assert [key for key in locked if key[0] is Plan] == [(Plan, world.plan.pk)]
    assert (Plan, other.pk) not in locked


def test_locks_are_taken_in_one_order_whatever_the_order_of_the_acts(rows):
    from workflow.lock import lock

    calls = [gate.Call(row, next(rules_of(model))) for model, row in rows.items() if row.pk]
    orders = []
    for some in (calls, calls[::-1]):
        with CaptureQueriesContext(connection) as captured:
            lock(some)
        orders.append([sql["sql"].partition('FROM "')[2].partition('"')[0] for sql in captured.captured_queries])

    assert orders[0] == orders[1]
    ranks = {model._meta.db_table: model.lock_rank for model in governed_models()}
    assert [ranks[table] for table in orders[0][:6]] == sorted(ranks[table] for table in orders[0][:6])


def test_a_row_that_has_gone_is_said_to_be_gone(world):
    from governance.models import Body

    ghost = Body.objects.get(pk=world.tp.pk)
    ghost.pk = 10_000

    with pytest.raises(Body.DoesNotExist, match="^It is no longer there.$"):
        perform(ghost.revise, actor=world.acting(world.anna), name="Ghost")

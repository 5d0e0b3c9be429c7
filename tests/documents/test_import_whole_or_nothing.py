"""An import is one act: by somebody who may, all of it or nothing, once, and in a number of statements that stays."""

import threading
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from documents import papers
from documents.importing import procedure
from documents.models import Paper
from governance.models import Indicator, Objective, Plan, Target
from tests.documents.importing import (
    SEED,
    YEAR,
    a_paper,
    a_report,
    a_target,
    an_aspect,
    an_indicator,
    an_objective,
    aspect_of,
    bring_in,
    compared,
    how_much,
    later,
    street_crime,
    the_plan,
)
from tests.world import FEB_8, JAN_22
from workflow.blockers import Blocked
from workflow.gate import perform, perform_each

REFUSED = "Your role does not let you import a report into Policing and performance plan 2002/03."


def a_long_report(objectives: int, **more):
    """One aspect per ten objectives, each objective with a note, an action, two indicators, and a statutory one."""
    aspects = [
        an_aspect(
            f"Aspect {letter}",
            *[
                an_objective(
                    number,
                    f"To reach the {letter}{number}th aim",
                    an_indicator(f"Measure {letter}{number}", a_target(f"{number} per cent"), statutory=[number]),
                    an_indicator(f"Second measure {letter}{number}", a_target("?? per cent", "placeholder")),
                    notes=[f"Note {letter}{number}"],
                    actions=[f"Act on {letter}{number}"],
                )
                for number in range(1, 11)
            ],
            contributes_to=[{"number": 200, "limb": "", "text": f"Of aspect {letter}"}],
        )
        for letter in "abcdefghijklmnopqrstuvwxyz"[: objectives // 10]
    ]
    return a_report(
        *aspects, sustained_activities=[{"title": "Homicide", "targets": [a_target("89 per cent")]}], **more
    )


# Who may


@pytest.mark.parametrize("name", ["olive", "ada", "clare", "charles", "anna", "sue", "walter"])
def test_who_may_not_import_writes_nothing(world, name):
    person = getattr(world, name)
    before = how_much()

    with pytest.raises(Blocked) as refused:
        papers.confirm(a_paper(street_crime(), person), the_plan(world), actor=world.acting(person, JAN_22))

    assert [blocker.sentence for blocker in refused.value.blockers] == [REFUSED]
    named = "" if name in ("sue", "walter") else " (Colin Reyes)"  # strangers are told the office, and no name
    assert refused.value.blockers[0].cleared_by == f"the plan coordinator of MPA{named}"
    assert how_much() == before


@pytest.mark.parametrize("name", ["olive", "ada"])
def test_who_may_not_import_writes_nothing_into_a_plan_that_is_there(world, name):
    person, before = getattr(world, name), how_much()

    with pytest.raises(
        Blocked, match=r"^Your role does not let you import a report into Policing and performance plan"
    ):
        papers.confirm(a_paper(street_crime(), person), world.plan, actor=world.acting(person, JAN_22))

    assert how_much() == before


def test_the_command_refuses_in_the_same_words(world):
    arguments = ["--plan", YEAR, "--as", "ada", "--body", "MPA", "--title", "Policing and performance plan"]

    with pytest.raises(CommandError) as refused:
        call_command("import_report", str(SEED), *arguments)

    assert str(refused.value) == f"{REFUSED} Who can: the plan coordinator of MPA (Colin Reyes)."
    with pytest.raises(CommandError) as refused:
        call_command("import_report", str(SEED), *arguments, "--dry-run")
    assert str(refused.value) == f"{REFUSED} Who can: the plan coordinator of MPA (Colin Reyes)."


def test_a_right_that_was_not_held_yet_on_the_day_does_not_count(world):
    with pytest.raises(Blocked, match="^Your role does not let you import a report"):
        bring_in(world, street_crime(), on=date(2000, 9, 29))


# All or nothing


@pytest.mark.parametrize("level", [Objective, Target, Indicator])
def test_an_import_that_fails_in_the_middle_leaves_nothing(world, monkeypatch, level):
    before = how_much()

    def fails(acts, **given):
        acts = list(acts)
        if any(isinstance(act.__self__, level) for act in acts if hasattr(act, "__self__")):
            raise RuntimeError("The power has gone.")
        return perform_each(acts, **given)

    monkeypatch.setattr(procedure, "perform_each", fails)
    paper, plan = a_paper(street_crime(), world.colin), the_plan(world)
    with pytest.raises(RuntimeError, match=r"The power has gone\."):
        papers.confirm(paper, plan, actor=world.acting(world.colin, JAN_22))

    assert how_much() == before
    assert (plan.pk, paper.is_imported) == (None, False)
    monkeypatch.undo()
    papers.confirm(paper, plan, actor=world.acting(world.colin, JAN_22))
    assert Objective.objects.filter(plan__financial_year=YEAR).count() == 1


def test_what_the_gate_refuses_in_one_row_refuses_the_whole(world):
    reading = street_crime()
    aspect_of(reading)["contributes_to"] = [{"number": 10**20, "limb": "", "text": "A number nobody can keep"}]
    before = how_much()

    with pytest.raises(Blocked, match=r"^Number: Ensure this value is less than or equal to \d+\.$"):
        bring_in(world, reading)

    assert how_much() == before


# How much work


def statements(do) -> int:
    """How many statements `do` sends. SQLite takes a thousand values at a time, so there the rows of one table go in
    several times: they count once, as PostgreSQL is sent them."""
    with CaptureQueriesContext(connection) as caught:
        do()
    sent = [query["sql"] for query in caught.captured_queries]
    inserts = [sql.split("(")[0] if sql.startswith("INSERT") else "" for sql in sent]
    return sum(1 for at, insert in enumerate(inserts) if not insert or insert != (inserts[at - 1] if at else ""))


def test_the_number_of_statements_does_not_grow_with_the_report(world):
    few, many = a_long_report(10), a_long_report(100)

    first = statements(lambda: bring_in(world, few))
    second = statements(lambda: bring_in(world, many, year="2003/04"))
    assert first == second < 125

    few, many = (later(reading) for reading in (few, many))
    for reading in (few, many):
        for aspect in reading["priorities"][0]["aspects"]:
            for objective in aspect["objectives"]:
                objective["title"] += ", and sooner"
                objective["indicators"][1]["targets"][0].update(text="3 per cent", resolution="resolved")
    first = statements(lambda: bring_in(world, few, on=FEB_8))
    second = statements(lambda: bring_in(world, many, on=FEB_8, year="2003/04"))
    assert first == second < 80


def test_a_comparison_reads_as_many_statements_for_a_long_report(world):
    few, many = a_long_report(10), a_long_report(100)
    bring_in(world, few)
    bring_in(world, many, year="2003/04")

    first = statements(lambda: compared(world, later(few)))
    assert first == statements(lambda: compared(world, later(many), year="2003/04")) < 25


# At once


def at_once(world, *readings):
    """Import each reading in a thread of its own, all released together; returns what each did or was refused with."""
    together = threading.Barrier(len(readings))
    ends: list[object] = [None] * len(readings)

    def run(at, reading):
        try:
            paper, plan = a_paper(reading, world.colin), the_plan(world)
            actor = world.acting(world.colin, FEB_8)
            together.wait(timeout=20)
            ends[at] = papers.confirm(paper, plan, actor=actor)
        except Exception as error:  # noqa: BLE001 - looked at by the test
            ends[at] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(readings)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return ends


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_file_at_once_give_one_plan(world, capsys):
    done = at_once(world, street_crime(), street_crime())

    (first,) = (each for each in done if not each.already)
    (second,) = (each for each in done if each.already)
    assert second.already.act_id == first.act_id
    assert second.plan == first.plan
    assert Plan.objects.filter(financial_year=YEAR).count() == 1
    assert Paper.objects.count() == 1
    assert Objective.objects.filter(plan=first.plan).count() == 1
    call_command("verify_ledger")
    assert capsys.readouterr().out.startswith("The ledger is whole: ")


@pytest.mark.django_db(transaction=True)
def test_of_two_reports_of_one_day_at_once_one_is_refused(world):
    ends = at_once(world, street_crime(), street_crime("Reduce by 6 per cent", number="4"))

    (refused,) = (each for each in ends if isinstance(each, Exception))
    (done,) = (each for each in ends if not isinstance(each, Exception))
    assert isinstance(refused, Blocked)
    assert [blocker.code for blocker in refused.blockers] == ["not_later"]
    assert Plan.objects.filter(financial_year=YEAR).get() == done.plan
    assert Target.objects.filter(objective__plan=done.plan).count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_holding_the_body_the_database_still_lets_in_one_plan(world, monkeypatch):
    """The control: two imports that both believe there is no plan yet."""
    monkeypatch.setattr(papers, "hold_body", lambda plan: plan)

    ends = at_once(world, street_crime(), street_crime("Reduce by 6 per cent", number="4"))

    (refused,) = (each for each in ends if isinstance(each, Exception))
    assert str(refused) == "The same has been done already, perhaps a moment ago by somebody else."
    assert Plan.objects.filter(financial_year=YEAR).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_paper_that_two_people_confirm_at_once_is_imported_once(world):
    actor = world.acting(world.colin, FEB_8)
    paper = a_paper(street_crime(), world.colin)
    paper.save(force_insert=True)
    together = threading.Barrier(2)
    ends = []

    def run():
        try:
            own = Paper.objects.get(pk=paper.pk)
            together.wait(timeout=20)
            ends.append(papers.confirm(own, the_plan(world), actor=actor))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert sorted(bool(each.already) for each in ends) == [False, True]
    assert AuditEvent.objects.filter(action="objective.drafted", effective_on=FEB_8).count() == 1


def revised_during_an_import(world, monkeypatch) -> bool:
    """Olive revises a target just after an import has compared it; whether she was done before the import wrote."""
    original = procedure.compare
    done = threading.Event()

    def revise():
        try:
            olive = world.acting(world.olive, FEB_8)
            perform(world.resolved.revise, actor=olive, because="Agreed.", text="Reduce by 7 per cent", numbers=["7"])
        finally:
            done.set()
            connections.close_all()

    thread = threading.Thread(target=revise)
    was_done: list[bool] = []

    def compare_and_let_her_in(*given):
        comparison = original(*given)
        thread.start()
        was_done.append(done.wait(timeout=1.5))
        return comparison

    monkeypatch.setattr(procedure, "compare", compare_and_let_her_in)
    bring_in(world, street_crime("Reduce by 6 per cent"), on=FEB_8, year="2001/02")
    thread.join(timeout=30)
    return was_done[0]


@pytest.mark.django_db(transaction=True)
def test_who_revises_a_target_during_an_import_waits_for_it(world, monkeypatch):
    assert not revised_during_an_import(world, monkeypatch)

    lines = AuditEvent.objects.filter(action="target.revised").order_by("seq")
    assert [line.changes["text"] for line in lines] == [
        ["Reduce by 5 per cent", "Reduce by 6 per cent"],
        ["Reduce by 6 per cent", "Reduce by 7 per cent"],
    ]


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_without_a_hold_on_the_rows_she_would_be_written_over(world, monkeypatch):
    """The control of the test above; SQLite lets in one writer at a time anyway."""
    standing = procedure.Standing
    monkeypatch.setattr(procedure, "Standing", lambda plan, hold: standing(plan, hold=False))

    assert revised_during_an_import(world, monkeypatch)
    world.resolved.refresh_from_db()
    assert world.resolved.text == "Reduce by 6 per cent"

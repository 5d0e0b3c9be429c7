"""A thousand acts are one act, and cost as many statements as ten."""

from functools import partial

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from governance.models import Objective
from tests.audit.paper import verify
from tests.fingerprint import fingerprint
from tests.workflow.many import many_before_the_authority, many_drafts
from tests.world import FEB_8
from workflow.blockers import Blocked
from workflow.gate import perform, perform_each

SAME = ("action", "subject_type", "subject_id", "within_type", "within_id", "version", "plan_id", "actor_id", "role")
SAID = ("effective_on", "subject_label", "actor_label", "because", "basis", "changes")


def said(actions: list[str]) -> list[dict]:
    events = AuditEvent.objects.filter(action__in=actions).with_words().order_by("seq")
    return [{name: getattr(event, name) for name in (*SAME, *SAID)} for event in events]


def undone(do):
    """What `do` answers, and the database as if it had never been done."""
    with transaction.atomic():
        answer = do()
        transaction.set_rollback(True)
    return answer


@pytest.mark.slow
def test_many_approvals_take_as_many_statements_as_ten(world):
    """A thousand on SQLite, where a statement takes fewer values; PostgreSQL would take five times as long for them."""
    many = 1000 if connection.vendor == "sqlite" else 200
    clare = world.acting(world.clare, FEB_8)
    statements = {}
    for count, year in ((10, "2002/03"), (many, "2003/04")):
        objectives = many_before_the_authority(world, count, year)
        with CaptureQueriesContext(connection) as captured:
            lines = perform_each([objective.approve for objective in objectives], actor=clare)
        statements[count] = len(captured)
        assert len(lines) == count
        assert {objective.state for objective in objectives} == {"approved"}
        assert Objective.objects.filter(plan=objectives[0].plan, state="approved").count() == count
        assert len({line.act_id for line in lines}) == 1

    print(statements)
    assert statements[many] == statements[10]
    assert verify()["whole"]


def test_acts_done_together_leave_the_lines_they_leave_one_by_one(world):
    objectives = many_before_the_authority(world, 4)
    clare = world.acting(world.clare, FEB_8)

    def one_by_one():
        for objective in objectives:
            perform(objective.approve, actor=clare, because="Report 8", basis="Minute 4")
        return said(["objective.approved"])

    def together():
        perform_each([objective.approve for objective in objectives], actor=clare, because="Report 8", basis="Minute 4")
        return said(["objective.approved"])

    lines = undone(one_by_one)
    assert len(lines) == 4
    assert undone(together) == lines
    assert lines[0]["changes"] == {"state": ["authority_approval", "approved"]}
    assert lines[0]["because"] == "Report 8"
    assert lines[0]["role"] == "clerk of MPA"


def test_one_refused_means_none_done_and_every_reason_is_given(world):
    objectives = many_drafts(world, 5)
    before = fingerprint()
    olive, omar = world.acting(world.olive), world.acting(world.omar)

    with pytest.raises(Blocked) as refused:
        perform_each([*(each.submit for each in objectives), world.guns.submit], actor=olive)

    assert fingerprint() == before
    assert [blocker.sentence for blocker in refused.value.blockers] == [
        "Your role does not let you submit Firearms: objective 1.",
        "Firearms: objective 1 belongs to Omar Siddiq.",
    ]
    with pytest.raises(Blocked) as refused:
        perform_each([each.submit for each in objectives], actor=omar)
    assert len(refused.value.blockers) == 10
    assert fingerprint() == before


def test_no_row_is_acted_on_twice_in_one_act(world):
    before = fingerprint()
    colin = world.acting(world.colin)
    again = Objective.objects.get(pk=world.street.pk)

    for acts in (
        [world.street.withdraw, again.withdraw],
        [world.street.withdraw, world.street.submit],
        [(draft := Objective(plan=world.plan, aspect=world.aspect, title="Twice")).draft, draft.draft],
    ):
        with pytest.raises(ValueError, match="^Each row can be acted on once in an act.$"):
            perform_each(acts, actor=colin, because="Twice")

    assert fingerprint() == before


def test_no_acts_are_no_act(world):
    before = fingerprint()
    assert perform_each([], actor=world.acting(world.walter)) == []
    assert fingerprint() == before


def test_those_that_change_nothing_write_nothing_while_the_others_do(world):
    anna, before = world.acting(world.anna), (world.mpa.version, world.fpbv.version)

    lines = perform_each(
        [partial(world.mpa.revise, name=world.mpa.name), partial(world.fpbv.revise, name="Finance")], actor=anna
    )

    assert [line.subject[2] for line in lines] == ["Finance, Planning and Best Value Committee"]
    world.mpa.refresh_from_db()
    world.fpbv.refresh_from_db()
    assert (world.mpa.version, world.fpbv.version) == (before[0], before[1] + 1)


def test_the_parts_of_one_thing_count_as_one_act_of_it(world):
    colin, before = world.acting(world.colin), world.street.version
    targets = [world.resolved, world.undecided]

    lines = perform_each(
        [partial(target.take_from_report, baseline="1,000 in 1999/2000") for target in targets],
        actor=colin,
        because="Report 3",
    )

    world.street.refresh_from_db()
    assert world.street.version == before + 1
    assert [line.version for line in lines] == [before + 1] * 2

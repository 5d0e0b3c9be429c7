"""An objective goes from draft to publication, by the people whose turn it is."""

import pytest
from django.core.management import call_command

from audit.models import AuditEvent
from governance.models.outcome import OutcomeKind
from tests.world import FEB_8, JAN_17, MAR_31, acting, bring_to, resolve, say, submit
from workflow.blockers import Blocked
from workflow.gate import perform


def test_street_crime_is_carried_from_draft_to_publication(world, capsys):
    bring_to(world, "published")

    assert world.street.published_on == MAR_31
    call_command("verify_ledger")
    assert capsys.readouterr().out.startswith("The ledger is whole: ")


def test_the_authority_approves_on_8_february_whatever_day_it_is_typed_in(world):
    bring_to(world, "approved")

    line = AuditEvent.objects.get(action="objective.approved")
    assert line.effective_on == FEB_8
    assert line.recorded_at.year > 2001
    assert line.changes["state"] == ["authority_approval", "approved"]


def test_an_undecided_target_blocks_approval_and_nothing_is_written(world):
    submit(world)
    say(world, world.workshop, OutcomeKind.DISCUSSED, world.clare, JAN_17, "workshop 1")
    perform(world.street.invite_comment, actor=world.acting(world.clare, JAN_17))
    say(world, world.fpbv, OutcomeKind.ENDORSED, world.ken, JAN_17, "FPBV 3")
    perform(world.street.refer_to_authority, actor=world.acting(world.ken, JAN_17))
    before = AuditEvent.objects.count()

    with pytest.raises(Blocked, match=r"1 target is not resolved yet: “\?\? per cent”\."):
        say(world, world.mpa, OutcomeKind.APPROVED, world.clare, FEB_8, "MPA 8")

    assert AuditEvent.objects.count() == before
    world.street.refresh_from_db()
    assert world.street.state == "authority_approval"


def test_a_figure_needs_a_reason_and_a_basis(world):
    olive = acting(world.olive)

    with pytest.raises(Blocked) as refused:
        perform(world.undecided.revise, actor=olive, text="2 per cent", resolution="resolved")

    assert [blocker.sentence for blocker in refused.value.blockers] == [
        "Give a reason: it is kept with the change.",
        "Give the basis of the target: what the figure, or the decision to have none, rests on.",
    ]


def test_nobody_guesses_a_value_for_a_placeholder(world):
    with pytest.raises(Blocked, match=r"^The text still says “\?\?”, so the target is not resolved\.$"):
        resolve(world, text="?? per cent")

"""A target is open or closed, and who closes or changes it says why, and on what basis."""

from datetime import date
from functools import partial

import pytest

from audit.models import AuditEvent
from governance.models import Indicator, Objective, Resolution, SustainedActivity, Target
from governance.models.target import CLOSED, OPEN
from tests.governance.scenes import refusal
from tests.world import JAN_15, acting, bring_to, resolve
from workflow.gate import blockers, perform

NO_REASON = "Give a reason: it is kept with the change."
NO_BASIS = "Give the basis of the target: what the figure, or the decision to have none, rests on."
NOTHING_SET = "Say why no target is set."
NO_HOLDER = "Say who sets the target instead."


def test_every_resolution_is_open_or_closed():
    assert set(Resolution) == OPEN | CLOSED
    assert {"resolved", "deliberately_not_set", "delegated"} == CLOSED


@pytest.fixture
def revise(world):
    """Olive revises her target that says ?? per cent, with a reason and a basis."""

    def revise(target: Target = world.undecided, because: str = "We know now.", basis: str = "Returns", **values):
        act = partial(target.revise, **values)
        return perform(act, actor=acting(world.olive), because=because, basis=basis)

    return revise


@pytest.fixture
def refused(world):
    """The sentences by which Olive is refused."""

    def refused(target: Target = world.undecided, because: str = "We know now.", basis: str = "Returns", **values):
        return refusal(partial(target.revise, **values), acting(world.olive), because=because, basis=basis)

    return refused


CLOSING = {
    "resolved": {"text": "2 per cent"},
    "deliberately_not_set": {"explanation": "Reporting is still to be encouraged."},
    "delegated": {"holder": "the boroughs"},
}


@pytest.mark.parametrize("closed", CLOSING)
@pytest.mark.parametrize("opened", sorted(OPEN))
def test_an_open_target_is_closed_with_a_reason_and_a_basis(world, revise, refused, opened, closed):
    if opened != "placeholder":
        revise(resolution=opened)
    values = {"resolution": closed, **CLOSING[closed]}

    assert refused(because=" ", basis=" ", **values) == [NO_REASON, NO_BASIS]
    line = revise(**values)

    assert line.changes["resolution"] == [opened, closed]
    assert (line.because, line.basis) == ("We know now.", "Returns")


def test_a_closed_target_takes_another_value_with_a_reason_and_needs_no_basis(world, revise, refused):
    assert refused(world.resolved, because="", basis="", text="Reduce by 6 per cent") == [NO_REASON]

    line = revise(world.resolved, basis="", text="Reduce by 6 per cent", numbers=["6"])

    assert line.changes == {
        "text": ["Reduce by 5 per cent", "Reduce by 6 per cent"],
        "numbers": [["5"], ["6"]],
    }


def test_a_closed_target_is_opened_again_with_a_reason(world, revise):
    assert revise(world.resolved, basis="", text="5 per cent?", resolution="provisional")
    assert world.resolved.is_open


def test_an_open_target_may_stay_open_without_a_basis(revise):
    assert revise(basis="", text="X per cent")


@pytest.mark.parametrize("text", ["?? per cent", "from X per cent to 1.1X per cent", "Number to be calculated"])
def test_nobody_resolves_a_target_whose_text_is_a_placeholder(refused, text):
    (sentence,) = refused(resolution="resolved", text=text)

    assert sentence.startswith("The text still says “")
    assert sentence.endswith("”, so the target is not resolved.")


def test_calling_it_resolved_without_touching_the_text_resolves_nothing(refused):
    assert refused(resolution="resolved") == ["The text still says “??”, so the target is not resolved."]


def test_a_resolved_target_has_a_text(refused):
    assert refused(resolution="resolved", text="  ") == ["A resolved target has a text."]


def test_a_target_that_is_not_set_says_why(refused):
    assert refused(resolution="deliberately_not_set", explanation=" ") == [NOTHING_SET]


def test_a_target_that_is_not_set_for_now_says_when_to_look_again(revise, refused):
    values = {"resolution": "deliberately_not_set", "explanation": "Inappropriate until a base line is known."}

    assert refused(**values) == ["“until” says that no target is set for now: give the day to look at it again."]
    assert revise(**values, review_on=date(2001, 10, 1))


def test_a_target_that_is_not_set_for_good_needs_no_day(revise):
    assert revise(resolution="deliberately_not_set", explanation="Reporting is to be encouraged.")


def test_a_delegated_target_has_a_holder(refused):
    assert refused(resolution="delegated", holder="") == [NO_HOLDER]


def test_a_number_is_never_forced(revise):
    assert revise(resolution="resolved", text="Parity in the level of satisfaction", form="parity")


def test_a_revision_that_changes_nothing_writes_nothing(world, revise):
    before = AuditEvent.objects.count(), world.street.version

    assert revise(world.resolved, text="Reduce by 5 per cent") is None

    world.street.refresh_from_db()
    assert (AuditEvent.objects.count(), world.street.version) == before


def test_nobody_else_revises_it_whatever_they_are(world):
    act = partial(world.resolved.revise, text="6 per cent")
    for person in (world.omar, world.colin, world.clare, world.charles, world.anna, world.sue):
        (sentence,) = [each.sentence for each in blockers(act, actor=acting(person)) if each.code == "role"]
        assert sentence == "Your role does not let you revise “Reduce by 5 per cent” of Street crime: objective 1."


def test_an_approved_target_no_longer_changes(world, refused):
    bring_to(world, "approved")

    assert refused(world.resolved, text="6 per cent") == [
        "Street crime: objective 1 is approved: its text no longer changes."
    ]


# How targets come into being


def added(world, **values) -> list[str]:
    return refusal(Target(objective=world.street, **values).add, acting(world.olive))


def test_nobody_adds_a_placeholder_as_resolved(world):
    assert added(world, text="?? per cent", resolution="resolved") == [
        "The text still says “??”, so the target is not resolved."
    ]


def test_a_target_added_as_not_set_says_why_and_a_delegated_one_by_whom(world):
    assert added(world, text="None", resolution="deliberately_not_set") == [NOTHING_SET]
    assert added(world, text="Left to boroughs", resolution="delegated") == [NO_HOLDER]


def test_a_report_guesses_no_value_either(world):
    taken = partial(world.undecided.take_from_report, resolution="resolved")

    assert refusal(taken, acting(world.colin)) == [
        NO_REASON,
        NO_BASIS,
        "The text still says “??”, so the target is not resolved.",
    ]


def test_an_unknown_value_is_refused(world):
    with pytest.raises(TypeError, match="A target has no colour to revise"):
        perform(partial(world.resolved.revise, colour="red"), actor=acting(world.olive), because="Why not.")


# What targets belong to


def test_one_target_serves_two_indicators(world):
    second = Indicator(objective=world.street, target=world.resolved, text="BVPI 139", order=3)
    perform(second.add, actor=acting(world.olive))

    assert world.resolved.indicators.count() == 2
    assert world.street.targets.count() == 2


def test_an_indicator_and_its_target_stand_under_the_same_objective(world):
    stray = Indicator(objective=world.guns, target=world.resolved, text="Thefts", order=9)

    assert refusal(stray.add, acting(world.omar)) == ["An indicator and its target stand under the same objective."]


def test_an_indicator_without_a_target_line_has_one_that_is_missing(world):
    target = Target(objective=world.street, text="", resolution=Resolution.MISSING)
    perform(target.add, actor=acting(world.olive))

    assert target in Target.objects.unresolved()
    assert str(target) == "“no target yet” of Street crime: objective 1"


def test_the_target_of_a_sustained_activity_is_the_coordinators(world):
    activity = SustainedActivity(plan=world.plan, title="Homicide", order=1)
    perform(activity.add, actor=acting(world.colin))
    target = Target(activity=activity, text="Under development", resolution="under_development")
    perform(target.add, actor=acting(world.colin))
    revise = partial(target.revise, text="90 per cent", resolution="resolved", numbers=["90"])

    assert refusal(revise, acting(world.olive), because="So.", basis="So.") == [
        "Your role does not let you revise “Under development” of Homicide."
    ]
    perform(revise, actor=acting(world.colin), because="It is known.", basis="Returns")


def test_what_is_open_is_chased_until_it_is_closed(world):
    assert list(Target.objects.unresolved()) == [world.undecided]

    resolve(world)

    assert not Target.objects.unresolved().exists()


def test_a_coordinator_drafts_for_anybody_and_an_owner_for_themselves(world):
    mine = Objective(plan=world.plan, aspect=world.aspect, title="More", owner=world.olive, held_by=world.tp)
    perform(mine.draft, actor=acting(world.olive, JAN_15))
    his = Objective(plan=world.plan, aspect=world.aspect, title="More", owner=world.omar, held_by=world.tp)
    nobodys = Objective(plan=world.plan, aspect=world.aspect, title="More", held_by=world.tp)

    assert refusal(his.draft, acting(world.olive)) == ["Street crime: objective belongs to Omar Siddiq."]
    assert refusal(nobodys.draft, acting(world.olive)) == ["Street crime: objective has no owner yet."]
    perform(nobodys.draft, actor=acting(world.colin))

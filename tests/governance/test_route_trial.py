"""A change of a route tried out: what it would block, free and keep waiting, and nothing has happened."""

from datetime import date
from functools import partial

import pytest
from django.db import connection
from django.db.models import prefetch_related_objects
from django.test.utils import CaptureQueriesContext

from governance.models import Plan, Stage, StageKind
from governance.models.outcome import OutcomeKind
from governance.route_check import READS
from governance.route_trial import try_route, with_added, with_revised, without
from tests.fingerprint import fingerprint
from tests.governance.test_page_queries import grow
from tests.world import JAN_15, JAN_17, JAN_22, acting, an_objective, bring_to, comment_on, say
from workflow.gate import blockers, perform

NOTHING = "No objective would be held up by it, and none would be freed."


class Route:
    """A plan as somebody has it before them, whose route is tried out."""

    def __init__(self, world, on=JAN_17):
        self.actor = acting(world.colin, on)
        self.plan = Plan.objects.get(pk=world.plan.pk)
        prefetch_related_objects([self.plan], *READS)

    def stage(self, body):
        return next(stage for stage in self.plan.stages.all() if stage.body == body)

    def revise(self, body, **values):
        return try_route(self.plan, with_revised(self.plan, self.stage(body), **values), self.actor)

    def withdraw(self, body):
        return try_route(self.plan, without(self.plan, self.stage(body)), self.actor)

    def add(self, kind, body, opens_on, closes_on, required=True):
        new = Stage(plan=self.plan, kind=kind, body=body, opens_on=opens_on, closes_on=closes_on, required=required)
        return try_route(self.plan, with_added(self.plan, new), self.actor)


def test_a_later_opening_blocks_the_drafts_that_can_be_submitted_now(world):
    trial = Route(world).revise(world.workshop, opens_on=date(2001, 1, 24), closes_on=date(2001, 1, 26))

    assert trial.told == [
        "This would block 2 objectives (Street crime: objective 1 and Firearms: objective 1). "
        "Workshop review opens on 24 January 2001."
    ]


def test_an_earlier_opening_frees_them(world):
    route = Route(world, on=date(2001, 1, 12))

    trial = route.revise(world.workshop, opens_on=date(2001, 1, 12))

    assert trial.told == [
        "This would let 2 objectives (Street crime: objective 1 and Firearms: objective 1) take the next step."
    ]


def test_a_draft_that_belongs_to_nobody_waits_already_and_is_not_blocked(world):
    orphan = an_objective(world.aspect, 2, "To light the streets", None, world.tp, by=acting(world.colin))

    trial = Route(world).revise(world.workshop, opens_on=date(2001, 1, 24))

    assert (len(trial.blocked), trial.longer) == (2, [orphan])


def test_one_more_body_that_must_be_heard_blocks_what_could_move_on(world):
    bring_to(world, "workshop_review")
    say(world, world.workshop, OutcomeKind.DISCUSSED, world.clare, JAN_17, "workshop 1")

    trial = Route(world).add(StageKind.WORKSHOP_REVIEW, world.fpbv, JAN_15, JAN_17)

    assert [str(objective) for objective in trial.blocked] == ["Street crime: objective 1"]
    assert trial.why == "It is not recorded yet what FPBV said about Street crime: objective 1."


def test_one_that_need_not_be_heard_blocks_nothing(world):
    bring_to(world, "workshop_review")
    say(world, world.workshop, OutcomeKind.DISCUSSED, world.clare, JAN_17, "workshop 1")

    trial = Route(world).add(StageKind.WORKSHOP_REVIEW, world.fpbv, JAN_15, JAN_17, required=False)

    assert trial.told == [NOTHING]


def test_to_let_a_body_pass_frees_what_waits_for_it(world):
    bring_to(world, "workshop_review")

    trial = Route(world).revise(world.workshop, required=False)

    assert trial.told == ["This would let 1 objective (Street crime: objective 1) take the next step."]


def test_what_waits_for_an_answer_as_well_is_not_freed(world):
    bring_to(world, "workshop_review")
    comment_on(world)

    assert Route(world).revise(world.workshop, required=False).told == [NOTHING]


def test_what_waits_already_waits_longer_for_one_body_more_or_for_a_later_day(world):
    bring_to(world, "workshop_review")
    longer = ["This would keep 1 objective (Street crime: objective 1) waiting longer."]

    assert Route(world).add(StageKind.WORKSHOP_REVIEW, world.fpbv, JAN_15, JAN_17).told == longer
    assert Route(world).revise(world.workshop, closes_on=JAN_22).told == longer
    assert Route(world).revise(world.workshop, opens_on=JAN_17).told == [NOTHING]


def test_without_its_committee_the_route_leads_from_the_workshop_to_the_authority(world):
    bring_to(world, "workshop_review")
    say(world, world.workshop, OutcomeKind.DISCUSSED, world.clare, JAN_17, "workshop 1")

    assert Route(world).withdraw(world.fpbv).told == [NOTHING]


def test_without_a_body_that_can_approve_nothing_is_submitted(world):
    trial = Route(world).withdraw(world.mpa)

    assert len(trial.blocked) == 2
    assert trial.why.startswith("The route of Policing and performance plan 2001/02 does not lead to a body")
    assert [finding.sentence for finding in trial.appear] == ["No body on the route can approve the plan."]


def test_it_tells_what_comes_to_stand_against_the_route_what_no_longer_and_what_still(world):
    stage = world.plan.stages.get(body=world.fpbv)
    late = date(2001, 3, 9)
    perform(partial(stage.revise, opens_on=date(2001, 1, 16), closes_on=late, required=True), actor=acting(world.colin))

    trial = Route(world).revise(world.fpbv, closes_on=JAN_22)
    assert [finding.sentence for finding in trial.vanish] == [
        "Committee comment closes on 9 March 2001, after Authority approval has closed on 8 March 2001."
    ]
    assert [finding.kind for finding in trial.stay] == ["warning"]
    assert trial.appear == []

    trial = Route(world).revise(world.fpbv, opens_on=JAN_17, closes_on=date(2001, 2, 1))
    assert [finding.sentence for finding in trial.appear] == [
        "Authority approval opens on 22 January 2001, before committee comment closes on 1 February 2001."
    ]
    assert (len(trial.vanish), trial.stay) == (2, [])


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ("workshop", {"opens_on": date(2001, 1, 18), "closes_on": JAN_22}),
        ("workshop", {"required": False}),
        ("fpbv", {"required": False}),
        ("mpa", {"closes_on": date(2001, 3, 30)}),
    ],
)
def test_what_it_foretells_is_what_the_gate_says_once_the_change_is_made(world, body, values):
    bring_to(world, "workshop_review")
    stage = world.plan.stages.get(body=getattr(world, body))
    trial = Route(world).revise(stage.body, **values)

    now = {name: getattr(stage, name) for name in ("opens_on", "closes_on", "required")}
    perform(partial(stage.revise, **{**now, **values}), actor=acting(world.colin), because="It was agreed so.")
    for objective in (world.guns, world.street):
        objective.refresh_from_db()

    assert (world.guns in trial.blocked) == bool(blockers(world.guns.submit, actor=acting(world.omar, JAN_17)))
    moves_on = not blockers(world.street.invite_comment, actor=acting(world.clare, JAN_17))
    assert (world.street in trial.freed) == moves_on


def test_nothing_has_happened_and_the_plan_stands_as_it_stood(world):
    bring_to(world, "workshop_review")
    before, route = fingerprint(), Route(world)
    stages = [(stage.pk, stage.opens_on, stage.required) for stage in route.plan.stages.all()]

    route.revise(world.workshop, opens_on=date(2001, 1, 24), required=False)
    route.withdraw(world.mpa)
    route.add(StageKind.WORKSHOP_REVIEW, world.fpbv, JAN_15, JAN_17)

    assert [(stage.pk, stage.opens_on, stage.required) for stage in route.plan.stages.all()] == stages
    assert fingerprint() == before


@pytest.mark.slow
def test_it_takes_as_many_queries_for_sixty_objectives_as_for_six(world):
    def queries():
        with CaptureQueriesContext(connection) as found:
            trial = Route(world).revise(world.workshop, opens_on=date(2001, 1, 24))
        return len(found), len(trial.blocked)

    grow(world, 6)
    few, blocked = queries()
    grow(world, 54)
    many, more = queries()

    assert (blocked, more) == (5, 32), "half of those that grew are drafts, and two there are already"
    assert many == few
    assert many <= 30

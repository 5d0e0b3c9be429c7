"""Every act, in every state, by everybody: what the table allows goes through, all else is refused without a trace."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import User
from governance import headings, procedures, rollover
from governance.models import (
    ActionPoint,
    Appointment,
    Aspect,
    Body,
    Closure,
    Consultation,
    Contribution,
    Decision,
    Deputation,
    Erasure,
    ExemptNote,
    Indicator,
    Note,
    NoticeRule,
    Objective,
    ObjectiveState,
    Outcome,
    Plan,
    PlanState,
    Power,
    Priority,
    Resolution,
    Stage,
    StageKind,
    StandingRule,
    StatutoryIndicator,
    SustainedActivity,
    Target,
    TargetOutcome,
)
from governance.models.outcome import OutcomeKind
from governance.models.standing_rule import RuleKind
from governance.roles import RoleName
from tests.governance import comment_acts, conditions, delegations, findings, matrix, urgency
from tests.governance.matrix_people import Scene, everybody
from tests.governance.scenes import (
    ANSWER,
    a_closure,
    a_notice_rule,
    a_plan,
    amended,
    carry,
    clerk_of,
    consult,
    decided,
    resolved,
    somebody_who_served,
    the_chief_officer_rule,
    written_comments_until,
)
from tests.governance.trying import hold_against
from tests.world import (
    FEB_8,
    JAN_15,
    JAN_17,
    JAN_22,
    MAR_31,
    World,
    acting,
    bring_to,
    comment_on,
    say,
)
from workflow.acts import rules_of
from workflow.gate import Act, perform
from workflow.triggers import governed_models

DOCUMENT = Path(__file__).parents[2] / "docs" / "permissions.md"


# An objective in each of its states


def objective_scene(world: World, state: str) -> Scene:
    exempt = ExemptNote(text="Advice of counsel", paragraph=12, schedule="1986")
    for part in (Note(text="See annex A.", order=1), ActionPoint(text="Patrols", order=1), exempt):
        part.objective = world.street
        perform(part.add, actor=acting(world.colin))
    perform(_spare_target(world.street).add, actor=acting(world.colin))
    _contributes(world, indicator=world.street.indicators.first(), objective=world.street)
    consult(world, required=False, due_on=MAR_31, link="a" * 64)
    if state in ("approved", "published", "superseded", "withdrawn"):
        bring_to(world, "workshop_review")
        comment = comment_on(world)
        perform(partial(comment.give_answer, disposition="noted", answer="Thank you."), actor=acting(world.olive))
    if state == "withdrawn":
        perform(world.street.withdraw, actor=acting(world.colin, MAR_31), because="It is done.")
    elif state in ("approved", "published", "superseded"):
        carry(world, world.street, "published" if state == "superseded" else state, "first")
    else:
        bring_to(world, state)
    if state == "superseded":
        procedures.publish(amended(world, "approved"), actor=acting(world.clare, MAR_31), on=MAR_31)
    written_comments_until(world.plan, MAR_31, world.colin)
    world.street.refresh_from_db()
    if state == "workshop_review":
        say(world, world.workshop, OutcomeKind.DISCUSSED, world.clare, JAN_17, "workshop 1")
    if state == "committee_comment":
        say(world, world.fpbv, OutcomeKind.ENDORSED, world.ken, JAN_22, "FPBV 3")
    if state == "authority_approval":
        resolved(world, world.mpa, OutcomeKind.APPROVED, reference="MPA 8")
    assert world.street.state == state
    return Scene(world, everybody(world), world.plan, world.street)


def _spare_target(objective: Objective) -> Target:
    """One that no indicator needs."""
    return Target(objective=objective, text="Reduce by 1 per cent", resolution=Resolution.RESOLVED)


def _contributes(world: World, **thing: Any) -> None:
    """Something contributes to a statutory indicator."""
    plan = next(iter(thing.values())).root.plan
    bvpi = StatutoryIndicator(plan=plan, financial_year="2001/02", number=126)
    perform(bvpi.add, actor=acting(world.colin))
    perform(Contribution(plan=plan, statutory=bvpi, **thing).add, actor=acting(world.colin))


def _a_decision(scene: Scene) -> Decision:
    stages = scene.objective.stages
    return decided(scene.world, stages[0].body if stages else scene.world.mpa, MAR_31, "one more")


def _a_decision_in_part(scene: Scene) -> Decision:
    """The body that has the objective agrees it in part, and one of its targets is to be told with it."""
    decision = _a_decision(scene)
    if scene.objective.state in ("committee_comment", "authority_approval"):
        outcome = Outcome(decision=decision, objective=scene.objective, kind=OutcomeKind.IN_PART, apart=1)
        perform(outcome.record, actor=acting(clerk_of(scene.world, decision.body), MAR_31))
    return decision


def _a_decision_to(kind: OutcomeKind) -> Callable[[Scene], object]:
    """What was approved is undone only to carry out a decision."""

    def prepare(scene: Scene) -> None:
        if scene.objective.state == "approved":
            resolved(scene.world, scene.world.mpa, kind, reference="one more", on=MAR_31)

    return prepare


def _a_published_amendment(scene: Scene) -> None:
    if scene.objective.state == "published":
        world = scene.world
        copy = procedures.amend(scene.objective, actor=acting(world.colin, MAR_31), because="A new law.")
        carry(world, copy, "approved")
        perform(partial(copy.publish, published_on=MAR_31), actor=acting(world.clare, MAR_31))


def _stage_of(scene: Scene) -> Stage:
    return next(iter(scene.objective.stages), None) or scene.plan.stages.get(kind=StageKind.COMMITTEE_COMMENT)


def _an_amendment(scene: Scene) -> Objective:
    return procedures.amendment_of(scene.objective)


def _outcome(scene: Scene) -> Act:
    kind = {"committee_comment": "endorsed", "authority_approval": "approved"}.get(scene.objective.state, "discussed")
    return Outcome(decision=scene.prepared, objective=scene.objective, kind=kind).record


def _contribution(scene: Scene) -> Act:
    about = {"objective": scene.objective, "indicator": _of(scene, Indicator)}
    return Contribution(plan=scene.plan, statutory=scene.prepared, **about).add


def _a_bvpi(scene: Scene) -> StatutoryIndicator:
    bvpi = StatutoryIndicator(plan=scene.plan, financial_year="2001/02", number=127)
    perform(bvpi.add, actor=acting(scene.world.colin))
    return bvpi


def _of(scene: Scene, model: type[Any]) -> Any:
    return model.objects.filter(objective=scene.objective).first()


NEW_VALUE = {"text": "Reduce by 6 per cent", "numbers": ["6"]}

PREPARED: dict[str, Callable[[Scene], Any]] = {
    **comment_acts.PREPARED,
    **conditions.PREPARED,
    **delegations.PREPARED,
    **urgency.PREPARED,
    **findings.PREPARED,
    "Outcome.record": _a_decision,
    "TargetOutcome.record": _a_decision_in_part,
    "Objective.send_back": _a_decision_to(OutcomeKind.REFERRED_BACK),
    "Objective.withdraw": _a_decision_to(OutcomeKind.WITHDRAWN),
    "Objective.supersede": _a_published_amendment,
    "Objective.withdraw_published": _a_decision,
    "Contribution.add": _a_bvpi,
    "Outcome.record of the plan": lambda scene: decided(
        scene.world, scene.world.mpa, reference="as a whole", plan=scene.plan
    ),
    "Contribution.add of an aspect": _a_bvpi,
    "Plan.approve": lambda scene: (
        perform(
            Outcome(
                decision=decided(scene.world, scene.world.mpa, reference="all of it", plan=scene.plan),
                plan=scene.plan,
                kind=OutcomeKind.APPROVED,
            ).record,
            actor=acting(scene.world.clare, MAR_31),
        )
        if scene.plan.state == "before_authority"
        else None
    ),
    "Erasure.record": lambda scene: somebody_who_served(scene.world),
    "StandingRule.end": lambda scene: the_chief_officer_rule(scene.world),
    "NoticeRule.end": lambda scene: a_notice_rule(scene.world),
    "Closure.end": lambda scene: a_closure(scene.world, MAR_31, MAR_31),
    "Plan.publish": lambda scene: (
        procedures.publish(scene.world.street, actor=acting(scene.world.clare, MAR_31), on=MAR_31)
        if scene.world.street.state == "approved"
        else None
    ),
}
"""What an act needs beyond the state"""


def _without_a_slip(thing: Any) -> Act:
    """Its wording with the full stop that was left out."""
    return partial(thing.correct, words=f"{thing.words}.")


ON_AN_OBJECTIVE: dict[str, Callable[[Scene, User], Act]] = {
    "Objective.draft_amendment": lambda scene, _: procedures.amendment_of(scene.objective).draft_amendment,
    "Objective.assign": lambda scene, _: partial(
        scene.objective.assign, owner=scene.world.omar, held_by=scene.world.so
    ),
    "Objective.revise": lambda scene, _: partial(scene.objective.revise, title="To halve street crime"),
    "Objective.withdraw_published": lambda scene, _: partial(
        scene.objective.withdraw_published, decision=scene.prepared
    ),
    "Objective.correct": lambda scene, _: _without_a_slip(scene.objective),
    **{
        f"{model.__name__}.correct": lambda scene, _, model=model: _without_a_slip(_of(scene, model))
        for model in (Indicator, Target, Note, ActionPoint)
    },
    "Objective.take_from_report": lambda scene, _: partial(scene.objective.take_from_report, title="To halve it"),
    "Objective.publish": lambda scene, _: partial(scene.objective.publish, published_on=MAR_31),
    **{
        f"Objective.{act}": lambda scene, _, act=act: getattr(scene.objective, act)
        for act in ["submit", "invite_comment", "refer_to_authority", "approve", "send_back", "withdraw", "supersede"]
    },
    "Objective.renumber": lambda scene, _: partial(scene.objective.renumber, number=7, labelled=True),
    "Objective.move": lambda scene, _: partial(scene.objective.move, aspect=scene.world.guns.aspect, number=7, order=7),
    "Objective.split_off": lambda scene, _: (
        headings.split_of(
            scene.objective, title="To light the streets", number=8, owner=scene.world.olive, held_by=scene.world.tp
        ).split_off
    ),
    "Target.add": lambda scene, _: Target(objective=scene.objective, text="", resolution=Resolution.MISSING).add,
    "Target.revise": lambda scene, _: partial(_of(scene, Target).revise, **NEW_VALUE),
    "Target.withdraw": lambda scene, _: Target.objects.filter(objective=scene.objective).last().withdraw,
    "Target.take_from_report": lambda scene, _: partial(_of(scene, Target).take_from_report, **NEW_VALUE),
    "Indicator.add": lambda scene, _: (
        Indicator(objective=scene.objective, target=_of(scene, Target), text="Thefts", order=9).add
    ),
    "Indicator.take_from_report": lambda scene, _: partial(
        _of(scene, Indicator).take_from_report, text="Thefts", items=[]
    ),
    "Indicator.revise": lambda scene, _: partial(_of(scene, Indicator).revise, text="Thefts", items=[]),
    "Indicator.take_target": lambda scene, _: partial(
        _of(scene, Indicator).take_target, target=Target.objects.filter(objective=scene.objective).last()
    ),
    "Note.revise": lambda scene, _: partial(_of(scene, Note).revise, text="See annex B."),
    "ActionPoint.revise": lambda scene, _: partial(_of(scene, ActionPoint).revise, text="Patrols", due="2002-03"),
    **{
        f"{model.__name__}.place": lambda scene, _, model=model: partial(_of(scene, model).place, order=7)
        for model in (Indicator, Note, ActionPoint)
    },
    **{
        f"{model.__name__}.withdraw": lambda scene, _, model=model: _of(scene, model).withdraw
        for model in (Indicator, Note, ActionPoint, Contribution, ExemptNote)
    },
    "Note.add": lambda scene, _: Note(objective=scene.objective, text="See the annex.", order=1).add,
    "Note.take_from_report": lambda scene, _: partial(_of(scene, Note).take_from_report, text="See annex B."),
    "ActionPoint.take_from_report": lambda scene, _: partial(
        _of(scene, ActionPoint).take_from_report, text="Many more patrols", due="2002-03"
    ),
    "ActionPoint.add": lambda scene, _: ActionPoint(objective=scene.objective, text="More patrols", order=1).add,
    "ExemptNote.add": lambda scene, _: (
        ExemptNote(objective=scene.objective, text="Advice", paragraph=12, schedule="1986").add
    ),
    "ExemptNote.revise": lambda scene, _: partial(
        _of(scene, ExemptNote).revise, text="More advice", paragraph=12, schedule="1986"
    ),
    "Contribution.add": lambda scene, _: _contribution(scene),
    **comment_acts.ON_AN_OBJECTIVE,
    **conditions.ON_AN_OBJECTIVE,
    **delegations.ON_AN_OBJECTIVE,
    **urgency.ON_AN_OBJECTIVE,
    "Outcome.record": lambda scene, _: _outcome(scene),
    "TargetOutcome.record": lambda scene, _: (
        TargetOutcome(
            decision=scene.prepared, objective=scene.objective, target=_of(scene, Target), kind="agreed"
        ).record
    ),
    "Consultation.open": lambda scene, person: _a_question(person, objective=scene.objective).open,
    "Consultation.give_answer": lambda scene, _: partial(_asked(scene).give_answer, **ANSWER, received_on=MAR_31),
    "Consultation.record_answer": lambda scene, _: partial(_asked(scene).record_answer, **ANSWER, received_on=MAR_31),
    "Consultation.extend": lambda scene, _: partial(_asked(scene).extend, due_on=date(2001, 4, 2)),
    "Consultation.renew_link": lambda scene, _: partial(_asked(scene).renew_link, link="b" * 64),
    "Consultation.revoke_link": lambda scene, _: _asked(scene).revoke_link,
    "Consultation.close": lambda scene, _: _asked(scene).close,
    "Stage.issue_papers": lambda scene, _: partial(_stage_of(scene).issue_papers, issued_on=MAR_31),
}


def _a_question(person: User, **about: Any) -> Consultation:
    """Whoever opens a consultation does so in their own name."""
    return Consultation(
        party="Customs", purpose="So.", question="Can you?", opened_by=person, opened_on=MAR_31, due_on=MAR_31, **about
    )


def _asked(scene: Scene) -> Consultation:
    """The party that was asked about the objective while it was a draft, and has not answered."""
    return Consultation.objects.get(objective=scene.world.street)


# A plan in each of its states


def plan_scene(world: World, state: str) -> Scene:
    """Street crime is approved and Firearms withdrawn, so that the plan can go on."""
    colin, clare = acting(world.colin, MAR_31), acting(world.clare, MAR_31)
    plan = a_plan(world) if state == "draft" else world.plan
    perform(world.guns.withdraw, actor=acting(world.colin), because="It is done.")
    bring_to(world, "approved")
    street = world.street
    steps = {
        "before_authority": lambda: perform(plan.refer, actor=colin),
        "approved": lambda: (
            perform(
                Outcome(
                    decision=decided(world, world.mpa, reference="the plan"), plan=plan, kind=OutcomeKind.APPROVED
                ).record,
                actor=clare,
            ),
            perform(plan.approve, actor=clare),
        ),
        "published": lambda: procedures.publish_plan(plan, actor=clare, on=MAR_31),
    }
    for step in [] if state == "draft" else steps.values():
        if plan.state != state:
            step()
            plan.refresh_from_db()
    street.refresh_from_db()
    assert plan.state == state
    written_comments_until(plan, MAR_31, world.colin)
    plan.refresh_from_db()
    scene = Scene(world, everybody(world), plan)
    scene.prepared = SimpleNamespace()
    return scene


def _headings(scene: Scene) -> SimpleNamespace:
    """A priority, an aspect, a sustained activity and its target; a published plan took them in before."""
    plan = scene.plan
    priority = Priority.objects.filter(plan=plan).first()
    return SimpleNamespace(
        priority=priority,
        aspect=Aspect.objects.filter(plan=plan).last(),
        activity=SustainedActivity.objects.filter(plan=plan).first(),
        empty=Priority.objects.filter(plan=plan).last(),
        empty_activity=SustainedActivity.objects.filter(plan=plan).last(),
    )


def _with_headings(world: World, plan: Plan) -> None:
    colin = acting(world.colin)
    priority = Priority(plan=plan, title="Homes", order=7)
    perform(priority.add, actor=colin)
    aspect = Aspect(plan=plan, priority=priority, title="Burglary", order=7)
    perform(aspect.add, actor=colin)
    perform(Note(aspect=aspect, text="See annex A.", order=1).add, actor=colin)
    _contributes(world, aspect=aspect)
    perform(Priority(plan=plan, title="Nothing under it", order=8).add, actor=colin)
    perform(SustainedActivity(plan=plan, title="Nothing to show", order=8).add, actor=colin)
    activity = SustainedActivity(plan=plan, title="Homicide", order=7)
    perform(activity.add, actor=colin)
    target = Target(activity=activity, text="80 per cent", resolution=Resolution.RESOLVED)
    perform(target.add, actor=colin)


ON_A_PLAN: dict[str, Callable[[Scene, User], Act]] = {
    **{
        f"Plan.{act}": lambda scene, _, act=act: getattr(scene.plan, act)
        for act in ["open_review", "refer", "approve", "publish"]
    },
    "Objective.draft": lambda scene, _: (
        Objective(
            plan=scene.plan,
            aspect=_headings(scene).aspect,
            number=9,
            title="To halve it",
            owner=scene.world.olive,
            held_by=scene.world.tp,
        ).draft
    ),
    "Stage.add": lambda scene, _: (
        Stage(
            plan=scene.plan, kind=StageKind.COMMITTEE_COMMENT, body=scene.world.mpa, opens_on=JAN_15, closes_on=JAN_22
        ).add
    ),
    "Stage.revise": lambda scene, _: partial(
        scene.plan.stages.first().revise, opens_on=JAN_15, closes_on=FEB_8, required=False
    ),
    "Stage.withdraw": lambda scene, _: scene.plan.stages.get(kind=StageKind.WORKSHOP_REVIEW).withdraw,
    "Priority.add": lambda scene, _: Priority(plan=scene.plan, title="Roads", order=8).add,
    "Priority.revise": lambda scene, _: partial(
        (priority := _headings(scene).priority).revise, title=priority.title, scope="internal"
    ),
    "Priority.correct": lambda scene, _: _without_a_slip(_headings(scene).priority),
    "Aspect.correct": lambda scene, _: _without_a_slip(_headings(scene).aspect),
    "SustainedActivity.correct": lambda scene, _: _without_a_slip(_headings(scene).activity),
    "Note.correct of an aspect": lambda scene, _: _without_a_slip(_headings(scene).aspect.notes.get()),
    "Priority.place": lambda scene, _: partial(_headings(scene).priority.place, order=17),
    "Priority.withdraw": lambda scene, _: _headings(scene).empty.withdraw,
    "Objective.place": lambda scene, _: partial(scene.world.street.place, order=17),
    "Aspect.place": lambda scene, _: partial(_headings(scene).aspect.place, order=17),
    "Aspect.move": lambda scene, _: partial(_headings(scene).aspect.move, priority=_headings(scene).empty, order=1),
    "Aspect.withdraw": lambda scene, _: _headings(scene).aspect.withdraw,
    "SustainedActivity.place": lambda scene, _: partial(_headings(scene).activity.place, order=17),
    "SustainedActivity.withdraw": lambda scene, _: _headings(scene).empty_activity.withdraw,
    "Aspect.add": lambda scene, _: (
        Aspect(plan=scene.plan, priority=_headings(scene).priority, title="Speed", order=8).add
    ),
    "Aspect.revise": lambda scene, _: partial(_headings(scene).aspect.revise, title="Speed", status=""),
    "SustainedActivity.add": lambda scene, _: SustainedActivity(plan=scene.plan, title="Terrorism", order=8).add,
    "SustainedActivity.revise": lambda scene, _: partial(
        _headings(scene).activity.revise, title="Homicide", text="It goes on."
    ),
    "StatutoryIndicator.add": lambda scene, _: (
        StatutoryIndicator(plan=scene.plan, financial_year="2001/02", number=23).add
    ),
    "Contribution.add of an aspect": lambda scene, _: (
        Contribution(plan=scene.plan, statutory=scene.prepared, aspect=_headings(scene).aspect).add
    ),
    "Target.add of an activity": lambda scene, _: (
        Target(activity=_headings(scene).activity, text="", resolution=Resolution.MISSING).add
    ),
    "Target.withdraw of an activity": lambda scene, _: _headings(scene).activity.targets.get().withdraw,
    "Contribution.withdraw of an aspect": lambda scene, _: _headings(scene).aspect.contributions.get().withdraw,
    "Note.revise of an aspect": lambda scene, _: partial(
        _headings(scene).aspect.notes.get().revise, text="See annex B."
    ),
    "Note.place of an aspect": lambda scene, _: partial(_headings(scene).aspect.notes.get().place, order=7),
    "Note.withdraw of an aspect": lambda scene, _: _headings(scene).aspect.notes.get().withdraw,
    "Target.revise of an activity": lambda scene, _: partial(
        _headings(scene).activity.targets.get().revise, text="90 per cent", resolution=Resolution.RESOLVED
    ),
    "Note.add of an aspect": lambda scene, _: Note(aspect=_headings(scene).aspect, text="See the annex.", order=1).add,
    **comment_acts.ON_A_PLAN,
    **delegations.ON_A_PLAN,
    **urgency.ON_A_PLAN,
    "Decision.record": lambda scene, _: (
        Decision(plan=scene.plan, body=scene.world.fpbv, circulated_on=JAN_15, decided_on=FEB_8, reference="x").record
    ),
    "Outcome.record of the plan": lambda scene, _: (
        Outcome(decision=scene.prepared, plan=scene.plan, kind=OutcomeKind.APPROVED).record
    ),
    "Consultation.open of the plan": lambda scene, person: _a_question(person, plan=scene.plan).open,
}

ON_THE_REGISTER: dict[str, Callable[[Scene, User], Act]] = {
    "Plan.set_up": lambda scene, _: Plan(body=scene.world.mpa, title="Plan", financial_year="2003/04").set_up,
    "Plan.roll_over": lambda scene, _: rollover.following(scene.world.plan).roll_over,
    "Body.establish": lambda scene, _: (
        Body(name="Professional Standards", short_name="PSPM", kind="committee", parent=scene.world.mpa).establish
    ),
    "Body.revise": lambda scene, _: partial(scene.world.fpbv.revise, name="Finance Committee"),
    "Power.confer": lambda scene, _: Power(body=scene.world.fpbv, kind="approve", starts_on=JAN_15).confer,
    "Power.end": lambda scene, _: partial(scene.world.fpbv.powers.get().end, last_day=MAR_31),
    "StandingRule.bring_into_force": lambda scene, _: (
        StandingRule(body=scene.world.mpa, kind=RuleKind.CHIEF_OFFICER_CONSULTED, starts_on=JAN_15).bring_into_force
    ),
    "StandingRule.end": lambda scene, _: partial(scene.prepared.end, last_day=MAR_31),
    **urgency.ON_THE_REGISTER,
    **findings.ON_THE_REGISTER,
    "NoticeRule.bring_into_force": lambda scene, _: (
        NoticeRule(body=scene.world.mpa, clear_days=5, starts_on=MAR_31).bring_into_force
    ),
    "NoticeRule.end": lambda scene, _: partial(scene.prepared.end, last_day=MAR_31),
    "Closure.announce": lambda scene, _: (
        Closure(body=scene.world.mpa, reason="Easter", starts_on=MAR_31, ends_on=MAR_31).announce
    ),
    "Closure.end": lambda scene, _: partial(scene.prepared.end, last_day=MAR_31),
    "Appointment.appoint": lambda scene, _: (
        Appointment(person=scene.world.walter, body=scene.world.fpbv, role=RoleName.MEMBER, starts_on=JAN_15).appoint
    ),
    "Appointment.dismiss": lambda scene, _: partial(
        Appointment.objects.get(person=scene.world.ken).dismiss, last_day=MAR_31
    ),
    "Erasure.record": lambda scene, _: Erasure(person=scene.prepared, erased_on=MAR_31).record,
    "Deputation.name": lambda scene, _: (
        Deputation(
            owner=scene.world.olive, body=scene.world.tp, deputy=scene.world.walter, starts_on=MAR_31, ends_on=MAR_31
        ).name
    ),
    "Deputation.end": lambda scene, _: partial(Deputation.objects.get(owner=scene.world.olive).end, last_day=MAR_31),
}


# The cells


@pytest.mark.slow
@pytest.mark.parametrize("state", matrix.OBJECTIVE_STATES)
def test_everybody_tries_every_act_on_an_objective(world, state):
    scene = objective_scene(world, matrix.OBJECTIVE_STATES[state])

    hold_against(matrix.OBJECTIVE_CELLS, state, scene, ON_AN_OBJECTIVE, PREPARED)


@pytest.mark.slow
@pytest.mark.parametrize("state", matrix.PLAN_STATES)
def test_everybody_tries_every_act_on_a_plan(world, state):
    if state != "draft":
        _with_headings(world, world.plan)
    scene = plan_scene(world, matrix.PLAN_STATES[state])
    if state == "draft":
        _with_headings(world, scene.plan)

    hold_against(matrix.PLAN_CELLS, state, scene, ON_A_PLAN, PREPARED)


def test_everybody_tries_every_act_on_bodies_and_people(world):
    scene = Scene(world, everybody(world), world.plan)
    hold_against(matrix.REGISTER_CELLS, "at any time", scene, ON_THE_REGISTER, PREPARED)


def test_every_act_and_every_state_has_its_row():
    tables = [matrix.OBJECTIVE_CELLS, matrix.PLAN_CELLS, matrix.REGISTER_CELLS]
    acts = {
        f"{model.__name__}.{rule.name}"
        for model in governed_models()
        if model._meta.app_label == "governance"
        for rule in rules_of(model)
    }

    named = {act.partition(" of ")[0].partition(" on ")[0] for table in tables for act, _ in table}
    assert acts == named | set(matrix.ONLY_FOLLOW)
    assert set(matrix.OBJECTIVE_STATES.values()) == set(ObjectiveState.values)
    assert set(matrix.PLAN_STATES.values()) == set(PlanState.values)


def test_the_document_shows_the_table_as_it_is():
    if os.environ.get("WRITE_DOCS"):
        DOCUMENT.write_text(matrix.document())

    assert DOCUMENT.read_text() == matrix.document(), "WRITE_DOCS=1 pytest tests/governance/test_matrix.py"

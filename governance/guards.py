"""What must hold before an act: one statement each, answered with a sentence if it does not.

A guard gets its objects handed in, reads only what its rule fetched, and imports no models, so models may import it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day

BEFORE_APPROVAL = ("draft", "workshop_review", "committee_comment", "authority_approval")
IN_STAGES = BEFORE_APPROVAL[1:]
DECIDED = ("approved", "published", "superseded")
OPEN_RESOLUTIONS = ("provisional", "placeholder", "under_development", "being_researched", "missing")

POWER_NEEDED = {
    "noted": None,
    "discussed": None,
    "endorsed": "recommend",
    "agreed": "recommend",
    "approved": "approve",
    "referred_back": "recommend",
    "withdrawn": "approve",
}
"""What a body must have the power to do for each outcome; only the body with the power resolves (LGA 1972 s.101)"""

STRENGTH = {"advise": 0, "recommend": 1, "approve": 2}
"""A body that may approve may recommend as well"""


# People and their terms of office


def nobody_appoints_themselves(appointment: Any, actor: Actor) -> Blocker | None:
    if actor.founds or appointment.person_id != actor.pk:
        return None
    return Blocker("own_appointment", "Nobody appoints themselves: another administrator must do it.")


def its_term_ends_after_it_starts(dated: Any, actor: Actor) -> Blocker | None:
    if dated.ends_on is None or dated.starts_on <= dated.ends_on:
        return None
    return Blocker("term", "The last day of a term cannot come before its first.")


def no_term_of_the_same_office_overlaps_it(appointment: Any, actor: Actor) -> Blocker | None:
    """One office, one person: one term at a time. A term that was undone before its first day was none."""
    for other in appointment.body.appointments.all():
        same = (other.person_id, other.role) == (appointment.person_id, appointment.role)
        if same and not other.was_undone and _overlap(other, appointment):
            until = f"to {day(other.ends_on)}" if other.ends_on else "on"
            return Blocker("overlap", f"{capital(other)} is appointed from {day(other.starts_on)} {until} already.")
    return None


def _overlap(one: Any, other: Any) -> bool:
    """Whether two terms have a day in common."""
    return (one.ends_on is None or other.starts_on <= one.ends_on) and (
        other.ends_on is None or one.starts_on <= other.ends_on
    )


def it_has_not_ended(dated: Any, actor: Actor) -> Blocker | None:
    if dated.ends_on is None or dated.ends_on >= actor.today:
        return None
    return Blocker("ended", f"{capital(dated)} ended on {day(dated.ends_on)}.")


# The plan and its route


def its_financial_year_is_one(plan: Any, actor: Actor) -> Blocker | None:
    """A financial year runs from 1 April to 31 March and is written 2001/02."""
    if is_financial_year(plan.financial_year):
        return None
    return Blocker("financial_year", f"“{plan.financial_year}” is not a financial year: write it as 2001/02.")


def is_financial_year(text: str) -> bool:
    """Two years that follow one another: 2001/02."""
    match = re.fullmatch(r"(\d{4})/(\d{2})", text)
    return match is not None and (int(match[1]) + 1) % 100 == int(match[2])


def its_plan_is_not_approved(subject: Any, actor: Actor) -> Blocker | None:
    if subject.plan.state not in ("approved", "published"):
        return None
    return Blocker("plan_state", f"{subject.plan} is {subject.plan.get_state_display().lower()}.")


def its_plan_is_under_review(objective: Any, actor: Actor) -> Blocker | None:
    if objective.plan.state != "draft":
        return None
    return Blocker(
        "plan_state",
        f"The review of {objective.plan} has not been opened yet.",
        cleared_by=objective.plan.who_may("governance.move_plan", actor),
        where=objective.plan.get_absolute_url(),
    )


def its_route_is_set(subject: Any, actor: Actor) -> Blocker | None:
    plan = getattr(subject, "plan", subject)
    if any(stage.kind == "authority_approval" for stage in plan.stages.all()):
        return None
    return Blocker(
        "route",
        f"The route of {plan} does not lead to a body that can approve it yet.",
        cleared_by=plan.who_may("governance.set_route", actor),
        where=plan.get_absolute_url(),
    )


def its_parts_are_of_one_plan(thing: Any, actor: Actor) -> Blocker | None:
    """What is put together stands in one plan: nobody reaches from their own into another body's."""
    names = ("plan", "priority", "aspect", "amends", "statutory", "activity", "indicator", "decision", "objective")
    parts = [part for name in names if (part := getattr(thing, name, None)) is not None]
    if len({part.ledger_plan for part in parts}) <= 1:
        return None
    return Blocker("plan", "What is put together must stand in the same plan.")


def it_closes_after_it_opens(stage: Any, actor: Actor) -> Blocker | None:
    if stage.opens_on <= stage.closes_on:
        return None
    return Blocker("dates", "A stage cannot close before it opens.")


def its_first_stage_has_opened(objective: Any, actor: Actor) -> Blocker | None:
    stages = list(objective.plan.stages.all())
    kinds = [kind for kind in IN_STAGES if any(stage.kind == kind for stage in stages)]
    if not kinds:
        return None
    first = [stage for stage in stages if stage.kind == kinds[0]]
    opens = min(stage.opens_on for stage in first)
    if opens <= actor.today:
        return None
    return Blocker("not_open", f"{first[0].get_kind_display()} opens on {day(opens)}.")


def its_plan_is_before_that_body(outcome: Any, actor: Actor) -> Blocker | None:
    """A plan is approved as a whole when it has been put before the body that can."""
    if outcome.plan is None or outcome.kind != "approved" or outcome.plan.state == "before_authority":
        return None
    return Blocker(
        "not_before_body",
        f"{outcome.plan} is not before {outcome.decision.body.short_name}: "
        f"it is {outcome.plan.get_state_display().lower()}.",
        cleared_by=outcome.plan.who_may("governance.move_plan", actor),
        where=outcome.plan.get_absolute_url(),
    )


def no_objective_is_left_behind(plan: Any, actor: Actor) -> Blocker | None:
    behind = [each for each in plan.objectives.all() if each.state in BEFORE_APPROVAL[:3] and not each.amends_id]
    return _they_must_move("left_behind", plan, behind, "still on the way to the Authority", actor)


def every_objective_is_approved(plan: Any, actor: Actor) -> Blocker | None:
    waiting = [each for each in plan.objectives.all() if each.state in BEFORE_APPROVAL and not each.amends_id]
    return _they_must_move("not_approved", plan, waiting, "not approved yet", actor)


def every_objective_is_published(plan: Any, actor: Actor) -> Blocker | None:
    waiting = [
        each for each in plan.objectives.all() if each.state in (*BEFORE_APPROVAL, "approved") and not each.amends_id
    ]
    return _they_must_move("not_published", plan, waiting, "not published yet", actor)


def _they_must_move(code: str, plan: Any, objectives: list[Any], what: str, actor: Actor) -> Blocker | None:
    """`objectives` hold their plan up: who moves them on, and where they are listed."""
    movers = dict.fromkeys(_who_moves_on(each, actor) for each in objectives)
    states = dict.fromkeys(each.state for each in objectives)
    where = f"{plan.get_absolute_url()}?{'&'.join(f'state={state}' for state in states)}" if plan.pk else ""
    return some_objectives(code, objectives, what, cleared_by=", ".join(filter(None, movers)), where=where)


def _who_moves_on(objective: Any, actor: Actor) -> str:
    """Whose turn it is with an objective on its way."""
    if objective.state == "draft":
        return str(objective.owner or "") or str(objective.who_may("governance.assign_objective", actor))
    if objective.state == "authority_approval":
        return _who_may_record(objective, actor)
    permission = "governance.publish_objective" if objective.state == "approved" else "governance.move_objective"
    return str(objective.who_may(permission, actor))


def some_objectives(
    code: str, objectives: list[Any], what: str, cleared_by: str = "", where: str = ""
) -> Blocker | None:
    """The blocker that counts and names `objectives`, if there are any: "2 objectives are not approved yet: ..."."""
    if not objectives:
        return None
    named = ", ".join(str(each) for each in objectives[:3])
    more = f" and {len(objectives) - 3} more" if len(objectives) > 3 else ""
    sentence = f"{_count(len(objectives), 'objective is', 'objectives are')} {what}: {named}{more}."
    return Blocker(code, sentence, cleared_by=cleared_by, where=where)


# Whose it is


def only_its_owner(subject: Any, actor: Actor) -> Blocker | None:
    """Owners write their own objectives and nobody else's. A sustained activity has no owner."""
    root = subject.root
    if not hasattr(root, "owner_id") or (root.owner_id is not None and root.owner_id == actor.pk):
        return None
    owner = str(root.owner) if root.owner_id else ""
    return Blocker(
        "not_owner",
        f"{capital(root)} belongs to {owner}." if owner else f"{capital(root)} has no owner yet.",
        cleared_by=owner or root.plan.who_may("governance.assign_objective", actor),
        where="" if owner or root.pk is None else root.get_absolute_url(),
    )


def its_owner_or_a_coordinator(subject: Any, actor: Actor) -> Blocker | None:
    """A coordinator of the plan may, for anybody's; an owner for their own."""
    root = subject.root
    if actor.role_for("governance.set_up_plan", root.plan.scopes("governance.set_up_plan")):
        return None
    return only_its_owner(subject, actor)


def its_owner_a_coordinator_or_a_decision_withdraws_it(objective: Any, actor: Actor) -> Blocker | None:
    """Those who may for themselves; and who conducts the stage, to carry out what its body resolved."""
    conducts = actor.role_for("governance.approve_objective", objective.scopes("governance.approve_objective"))
    if conducts and _last_word(objective) == "withdrawn":
        return None
    return its_owner_or_a_coordinator(objective, actor)


def its_owner_or_a_clerk_answers(comment: Any, actor: Actor) -> Blocker | None:
    """The owner answers comments on their own; the clerk of the stage's body on any."""
    if actor.role_for("governance.move_objective", comment.objective.scopes("governance.move_objective")):
        return None
    return only_its_owner(comment, actor)


def everybody_speaks_for_themselves(comment: Any, actor: Actor) -> Blocker | None:
    if comment.author_id == actor.pk:
        return None
    return Blocker("author", "A comment is made by the person whose it is.")


def nobody_decides_on_their_own_objective(subject: Any, actor: Actor) -> Blocker | None:
    """Separation of duties: the owner takes no part in what a body resolves about it, nor anybody on their behalf."""
    root = subject.root
    owner = getattr(root, "owner_id", None)
    if owner is None or owner not in (actor.pk, getattr(actor.on_behalf_of, "pk", None)):
        return None
    if owner == actor.pk:
        return Blocker("own_objective", f"You own {root}, so somebody else must decide on it.")
    return Blocker("own_objective", f"{root.owner} owns {root}, so nobody decides on it on their behalf.")


# Where it is


def it_is_a_draft(objective: Any, actor: Actor) -> Blocker | None:
    if objective.state == "draft":
        return None
    return Blocker("state", f"{capital(objective)} is in {objective.get_state_display().lower()}, no longer a draft.")


def it_begins_as_a_draft(thing: Any, actor: Actor) -> Blocker | None:
    """Nothing comes into being half way."""
    if thing.state == "draft" and not getattr(thing, "round", 0) and not getattr(thing, "published_on", None):
        return None
    return Blocker("state", f"{capital(thing)} begins as a draft.")


def it_amends_nothing(objective: Any, actor: Actor) -> Blocker | None:
    if objective.amends_id is None:
        return None
    return Blocker("amendment", "A published objective is changed by an amendment of it, not by another draft.")


def its_holder_belongs_to_the_plans_body(objective: Any, actor: Actor) -> Blocker | None:
    """An objective is written by a group of the body whose plan it is, or by that body itself."""
    if objective.held_by is None or objective.plan.body_id in {body.pk for body in objective.held_by.lineage()}:
        return None
    return Blocker("holder", f"{capital(objective.held_by)} does not belong to {objective.plan.body}.")


def it_is_not_over(objective: Any, actor: Actor) -> Blocker | None:
    if objective.state not in ("withdrawn", "superseded"):
        return None
    return Blocker("state", f"{capital(objective)} is {objective.get_state_display().lower()}.")


def whoever_submitted_it_keeps_it(objective: Any, actor: Actor) -> Blocker | None:
    """Separation of duties is not escaped by handing over: while bodies have it, its owner stays who they are, unless
    they hold no office any more, and could decide nothing."""
    owner = objective.owner
    if owner is None or objective.state not in (*IN_STAGES, "approved"):
        return None
    offices = [each for each in owner.appointments.all() if not each.was_undone]
    if all(each.ends_on is not None and each.ends_on < actor.today for each in offices):
        return None
    return Blocker(
        "owner_stays",
        f"{owner} owns {objective} and still holds an office: somebody else gets it only as a draft.",
        cleared_by=objective.who_may("governance.send_back_objective", actor),
        where=objective.get_absolute_url(),
    )


def its_text_may_still_change(part: Any, actor: Actor) -> Blocker | None:
    """What has been approved changes only after it has been sent back, and what is published only by amendment."""
    root = part.root
    if hasattr(root, "owner_id"):
        if root.state in BEFORE_APPROVAL:
            return None
        return Blocker(
            "state",
            f"{capital(root)} is {root.get_state_display().lower()}: its text no longer changes.",
            cleared_by=root.who_may("governance.amend_objective", actor) if root.state == "published" else "",
            where=root.get_absolute_url(),
        )
    return its_plan_is_not_approved(root, actor)


def what_it_comes_from_may_still_change(contribution: Any, actor: Actor) -> Blocker | None:
    """What an indicator contributes to is part of the text of its objective."""
    if contribution.indicator is None:
        return its_plan_is_not_approved(contribution, actor)
    return its_text_may_still_change(contribution.indicator, actor)


def it_stands_with_its_indicator(contribution: Any, actor: Actor) -> Blocker | None:
    """What an indicator contributes to is part of its objective; nothing else that contributes is."""
    its_objective = contribution.indicator.objective_id if contribution.indicator else None
    if contribution.objective_id == its_objective:
        return None
    return Blocker("objective", "A contribution of an indicator stands under the objective of that indicator.")


def its_target_is_of_the_same_objective(indicator: Any, actor: Actor) -> Blocker | None:
    if indicator.target.objective_id == indicator.objective_id:
        return None
    return Blocker("target", "An indicator and its target stand under the same objective.")


def it_amends_a_published_objective(amendment: Any, actor: Actor) -> Blocker | None:
    if amendment.amends is not None and amendment.amends.state == "published":
        return None
    return Blocker("state", "Only a published objective is amended.")


def no_other_amendment_is_under_way(amendment: Any, actor: Actor) -> Blocker | None:
    others = amendment.amends.amendments.all() if amendment.amends else []
    if all(each.state in ("published", "superseded", "withdrawn") for each in others):
        return None
    return Blocker("under_way", f"An amendment of {amendment.amends} is under way already.")


def its_amendment_is_published(objective: Any, actor: Actor) -> Blocker | None:
    if any(amendment.state == "published" for amendment in objective.amendments.all()):
        return None
    return Blocker("no_amendment", f"{capital(objective)} has no published amendment to take its place.")


def its_objective_is_in_its_stage(comment: Any, actor: Actor) -> Blocker | None:
    """Comments are made in the stage in which the objective is, by people of a body that conducts it."""
    objective = comment.objective
    conductors = {(stage.kind, stage.body_id) for stage in objective.stages}
    if objective.state in IN_STAGES and (comment.stage, comment.body_id) in conductors:
        return None
    return Blocker("state", f"{capital(objective)} is not before that body for comment.")


def it_has_no_answer_yet(comment: Any, actor: Actor) -> Blocker | None:
    if not comment.disposition:
        return None
    return Blocker("answered", "This comment has been answered.")


# Leaving a stage


def every_comment_is_answered(objective: Any, actor: Actor) -> Blocker | None:
    waiting = [comment for comment in objective.comments.all() if not comment.disposition]
    if not waiting:
        return None
    authors = ", ".join(sorted({str(comment.author) for comment in waiting}))
    return Blocker(
        "unanswered_comment",
        f"{_count(len(waiting), 'comment is', 'comments are')} not answered yet: from {authors}.",
        cleared_by=str(objective.owner or "") or objective.who_may("governance.answer_comment", actor),
        where=f"{objective.get_absolute_url()}#comments",
    )


def every_body_of_its_stage_has_spoken(objective: Any, actor: Actor) -> Blocker | None:
    """The stage's body has met, or its written procedure has ended: what it said is recorded."""
    spoken = {
        outcome.decision.body_id
        for outcome in objective.outcomes.all()
        if outcome.round == objective.round and outcome.stage == objective.state
    }
    silent = [stage for stage in objective.stages if stage.required and stage.body_id not in spoken]
    if not silent:
        return None
    named = ", ".join(stage.body.short_name for stage in silent)
    return Blocker(
        "body_silent",
        f"It is not recorded yet what {named} said about {objective}.",
        cleared_by=_who_may_record(objective, actor),
        where=f"{objective.plan.get_absolute_url()}decisions/",
    )


def every_body_beside_it_has_spoken(objective: Any, actor: Actor) -> Blocker | None:
    """One body's approval waits for every other body that must be heard in the stage."""
    return every_body_of_its_stage_has_spoken(objective, actor) if standing_approvals(objective) else None


def its_route_has_a_committee(objective: Any, actor: Actor) -> Blocker | None:
    if any(stage.kind == "committee_comment" for stage in objective.plan.stages.all()):
        return None
    return Blocker("route", f"The route of {objective.plan} has no committee that comments.")


def no_stage_of_its_route_is_skipped(objective: Any, actor: Actor) -> Blocker | None:
    committees = [stage for stage in objective.plan.stages.all() if stage.kind == "committee_comment"]
    if objective.state != "workshop_review" or not any(stage.required for stage in committees):
        return None
    named = ", ".join(stage.body.short_name for stage in committees)
    return Blocker("route", f"The route of {objective.plan} leads from the workshop to {named} first.")


# Approval


def every_target_is_resolved(objective: Any, actor: Actor) -> Blocker | None:
    undecided = [target for target in objective.targets.all() if target.resolution in OPEN_RESOLUTIONS]
    if not undecided:
        return None
    named = ", ".join(f"“{target.text}”" if target.text else "an indicator without one" for target in undecided)
    return Blocker(
        "undecided_target",
        f"{_count(len(undecided), 'target is', 'targets are')} not resolved yet: {named}.",
        cleared_by=str(objective.owner or "") or objective.who_may("governance.assign_objective", actor),
        where=f"{objective.get_absolute_url()}#targets",
    )


def a_body_with_the_power_has_approved_it(objective: Any, actor: Actor) -> Blocker | None:
    if standing_approvals(objective):
        return None
    named = ", ".join(stage.body.short_name for stage in objective.stages) or "the Authority"
    return Blocker(
        "no_approval",
        f"No decision of {named} to approve {objective} is recorded.",
        cleared_by=_who_may_record(objective, actor),
        where=f"{objective.plan.get_absolute_url()}decisions/",
    )


def the_text_is_the_text_that_body_saw(objective: Any, actor: Actor) -> Blocker | None:
    """An approval holds only for the seal of the text it was given on."""
    approvals = standing_approvals(objective)
    if not approvals or approvals[-1].seal == objective.seal():
        return None
    decision = approvals[-1].decision
    return Blocker(
        "text_changed",
        f"The text has changed since {decision.body.short_name} approved it on {day(decision.decided_on)}.",
        cleared_by=_who_may_record(objective, actor),
        where=f"{objective.plan.get_absolute_url()}decisions/",
    )


def a_body_with_the_power_has_approved_the_plan(plan: Any, actor: Actor) -> Blocker | None:
    if plan_approval(plan) is not None:
        return None
    return Blocker(
        "no_approval",
        f"No decision to approve {plan} as a whole is recorded.",
        cleared_by=_who_records([stage for stage in plan.stages.all() if stage.kind == "authority_approval"], actor),
        where=f"{plan.get_absolute_url()}decisions/",
    )


def plan_approval(plan: Any) -> Any | None:
    """The decision's outcome by which the plan as a whole is approved, if that is the last word about it."""
    said = [each for each in plan.outcomes.all() if each.stage == "before_authority" and _could_approve(each)]
    last = max(said, key=_in_order, default=None)
    return last if last is not None and last.kind == "approved" else None


def only_a_decision_undoes_an_approval(objective: Any, actor: Actor) -> Blocker | None:
    """What a body approved is sent back or withdrawn only if it resolved so afterwards."""
    if objective.state != "approved" or _last_word(objective) in ("referred_back", "withdrawn"):
        return None
    return Blocker(
        "approved",
        f"{capital(objective)} is approved: only a decision of the body that approved it undoes that.",
        cleared_by=_who_may_record(objective, actor),
        where=f"{objective.plan.get_absolute_url()}decisions/",
    )


def _resolved(objective: Any) -> list[Any]:
    """What bodies that can approve resolved about this submission once it was before them, in the order of its days."""
    found = [
        outcome
        for outcome in objective.outcomes.all()
        if outcome.round == objective.round
        and outcome.stage in ("authority_approval", "approved")
        and outcome.kind in ("approved", "referred_back", "withdrawn")
        and _could_approve(outcome)
    ]
    return sorted(found, key=_in_order)


def _last_word(objective: Any) -> str:
    resolved = _resolved(objective)
    return resolved[-1].kind if resolved else ""


def standing_approvals(objective: Any) -> list[Any]:
    """The approvals that stand; none once the last word is another."""
    resolved = _resolved(objective)
    return [each for each in resolved if each.kind == "approved"] if _last_word(objective) == "approved" else []


def _could_approve(outcome: Any) -> bool:
    return has_power(outcome.decision.body, "approve", outcome.decision.decided_on)


def _in_order(outcome: Any) -> tuple[date, int]:
    return outcome.decision.decided_on, int(outcome.pk)


def has_power(body: Any, needed: str | None, on: date) -> bool:
    """Whether `body` had on a day the power `needed`, or a stronger one; None needs no power."""
    if needed is None:
        return True
    return any(STRENGTH[power.kind] >= STRENGTH[needed] and power.in_force_on(on) for power in body.powers.all())


def _who_may_record(objective: Any, actor: Actor) -> str:
    """Who records decisions of the bodies of its stage."""
    return _who_records(objective.stages, actor)


def _who_records(stages: list[Any], actor: Actor) -> str:
    named = [stage.body.who_may_record(actor) for stage in stages]
    return " or ".join(dict.fromkeys(name for name in named if name))


# Words


def capital(thing: object) -> str:
    """The name of a thing at the beginning of a sentence."""
    text = str(thing)
    return text[:1].upper() + text[1:]


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"

"""Guards on where a thing stands: in which state, and whether its text may still change."""

from __future__ import annotations

from typing import Any

from governance.guards.delegations import beyond_its_scope, delegations_of, reaches
from governance.guards.plan import its_plan_is_not_approved
from governance.guards.words import BEFORE_APPROVAL, IN_STAGES, capital
from workflow.actors import Actor
from workflow.blockers import Blocker


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
    """What has been approved changes only after it has been sent back, or while its whole text is delegated; what is
    published only by amendment."""
    return _may_change(part.root, "text", actor)


def its_format_may_still_change(part: Any, actor: Actor) -> Blocker | None:
    """The same of what is format (`governance.delegated_scope`): for that a delegation of format is enough."""
    return _may_change(part.root, "format", actor)


def _may_change(root: Any, needed: str, actor: Actor) -> Blocker | None:
    decided = its_text_is_not_decided(root, actor)
    state = root.state if hasattr(root, "state") else root.plan.state
    if decided is None or state != "approved":
        return decided
    held = delegations_of(root, actor.today)
    if any(reaches(each, needed) for each in held):
        return None
    return beyond_its_scope(root, held[-1], actor) if held else decided


def its_text_is_not_decided(root: Any, actor: Actor) -> Blocker | None:
    if not hasattr(root, "owner_id"):
        return its_plan_is_not_approved(root, actor)
    if root.state in BEFORE_APPROVAL:
        return None
    return Blocker(
        "state",
        f"{capital(root)} is {root.get_state_display().lower()}: its text no longer changes.",
        cleared_by=root.who_may("governance.amend_objective", actor) if root.state == "published" else "",
        where=root.get_absolute_url(),
    )


def what_it_comes_from_may_still_change(contribution: Any, actor: Actor) -> Blocker | None:
    """What an indicator contributes to is part of the text of its objective."""
    if contribution.indicator is None:
        return its_plan_is_not_approved(contribution, actor)
    return its_text_may_still_change(contribution.indicator, actor)


def what_it_comes_from_is_in_force(contribution: Any, actor: Actor) -> Blocker | None:
    thing = contribution.indicator or contribution.aspect or contribution.activity
    if thing is None or thing.is_in_force:
        return None
    return Blocker("withdrawn", f"This {thing._meta.verbose_name} has been withdrawn: {thing}.")


def it_stands_with_its_indicator(contribution: Any, actor: Actor) -> Blocker | None:
    """What an indicator contributes to is part of its objective; nothing else that contributes is."""
    its_objective = contribution.indicator.objective_id if contribution.indicator else None
    if contribution.objective_id == its_objective:
        return None
    return Blocker("objective", "A contribution of an indicator stands under the objective of that indicator.")


def its_target_is_of_the_same_objective(indicator: Any, actor: Actor) -> Blocker | None:
    if indicator.target.objective_id == indicator.objective_id and indicator.target.is_in_force:
        return None
    return Blocker("target", "An indicator and its target stand under the same objective.")


def no_indicator_needs_it(target: Any, actor: Actor) -> Blocker | None:
    """A target leaves the plan with its last indicator, and an indicator always has one."""
    shown_by = list(target.indicators.all())
    if not shown_by:
        return None
    named = ", ".join(f"“{indicator.text}”" for indicator in shown_by)
    return Blocker(
        "in_use",
        f"It is the target of {named}: withdraw the indicator, or give it another target first.",
        cleared_by=str(target.root.owner or "") or target.who_may("governance.draft_objective", actor),
        where=f"{target.root.get_absolute_url()}draft/",
    )


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


def it_is_published(thing: Any, actor: Actor) -> Blocker | None:
    """What the public reads is corrected openly; what it does not read yet is revised, and what an amendment has taken
    the place of stays as it was."""
    root = thing.root if hasattr(thing.root, "state") else thing.root.plan
    if root.state == "published":
        return None
    return Blocker(
        "not_published",
        f"{capital(root)} is {root.get_state_display().lower()}: only what is published is corrected.",
    )

"""Guards on whose a thing is: who writes it, and who must keep out of deciding on it."""

from __future__ import annotations

from typing import Any

from governance.guards.approval import last_word
from governance.guards.words import capital
from workflow.actors import Actor
from workflow.blockers import Blocker


def only_its_owner(subject: Any, actor: Actor) -> Blocker | None:
    """Owners write their own objectives and nobody else's; a deputy acting for one writes that owner's, and not what
    they own themselves. A sustained activity has no owner."""
    root = subject.root
    if not hasattr(root, "owner_id") or (root.owner_id is not None and root.owner_id == actor.principal.pk):
        return None
    owner = str(root.owner) if root.owner_id else ""
    return Blocker(
        "not_owner",
        f"{capital(root)} belongs to {owner}." if owner else f"{capital(root)} has no owner yet.",
        cleared_by=owner or root.plan.who_may("governance.assign_objective", actor),
        where="" if owner or root.pk is None else root.get_absolute_url(),
    )


def its_owner_or_a_coordinator(subject: Any, actor: Actor) -> Blocker | None:
    """A coordinator of the plan may, for anybody's; an owner for their own. What has no owner is the coordinator's."""
    root, plan = subject.root, subject.root.plan
    if actor.role_for("governance.set_up_plan", plan.scopes("governance.set_up_plan")):
        return None
    if hasattr(root, "owner_id"):
        return only_its_owner(subject, actor)
    who = plan.who_may("governance.set_up_plan", actor)
    return Blocker("not_owner", f"{capital(root)} is written by the coordinator of the plan.", cleared_by=who)


def its_owner_a_coordinator_or_a_decision_withdraws_it(objective: Any, actor: Actor) -> Blocker | None:
    """Those who may for themselves; and who conducts the stage, to carry out what its body resolved."""
    conducts = actor.role_for("governance.approve_objective", objective.scopes("governance.approve_objective"))
    if conducts and last_word(objective) == "withdrawn":
        return None
    return its_owner_or_a_coordinator(objective, actor)


def nobody_decides_on_their_own_objective(subject: Any, actor: Actor) -> Blocker | None:
    """Separation of duties: the owner takes no part in what a body resolves about it, nor anybody on their behalf."""
    root = subject.root
    owner = getattr(root, "owner_id", None)
    if owner is None or owner not in (actor.pk, getattr(actor.on_behalf_of, "pk", None)):
        return None
    if owner == actor.pk:
        return Blocker("own_objective", f"You own {root}, so somebody else must decide on it.")
    return Blocker("own_objective", f"{root.owner} owns {root}, so nobody decides on it on their behalf.")

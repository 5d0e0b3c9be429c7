"""Guards on what people say about a plan in review: when, by whom, about what; and on what becomes of it."""

from __future__ import annotations

from typing import Any

from governance.guards.ownership import only_its_owner
from governance.guards.words import IN_STAGES, capital
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day


def it_is_before_that_body(comment: Any, actor: Actor) -> Blocker | None:
    """An objective and its parts in the stage in which they are, by people of a body that conducts it; headings,
    activities and the plan as a whole by every body on the route while the plan is in review."""
    heading, plan = comment.heading, comment.plan
    if comment.objective_id is None:
        conductors, open_to_comment = plan.stages.all(), plan.state in ("in_review", "before_authority")
    else:
        conductors, open_to_comment = heading.stages, heading.state in IN_STAGES
    if open_to_comment and (comment.stage, comment.body_id) in {(stage.kind, stage.body_id) for stage in conductors}:
        return None
    return Blocker("state", f"{capital(heading)} is not before that body for comment.")


def it_is_in_time(said: Any, actor: Actor) -> Blocker | None:
    """Written comments are taken up to a day, which may come after the body has met."""
    stage = said.part
    if stage is None or actor.today <= stage.last_day_for_comments:
        return None
    return Blocker(
        "too_late",
        f"{stage.body.short_name} took written comments until {day(stage.last_day_for_comments)}.",
        cleared_by=stage.who_may("governance.set_route", actor),
        where=stage.get_absolute_url(),
    )


def everybody_speaks_for_themselves(said: Any, actor: Actor) -> Blocker | None:
    if said.author_id == actor.pk:
        return None
    return Blocker("author", "A comment is made by the person whose it is.")


def nobody_comments_on_their_own_objective(comment: Any, actor: Actor) -> Blocker | None:
    """Its owner answers what others say of it."""
    owner = getattr(comment.heading, "owner_id", None)
    if owner is None or owner not in (actor.pk, getattr(actor.on_behalf_of, "pk", None)):
        return None
    return Blocker("own_objective", f"You own {comment.heading}: you answer comments on it, and make none.")


def it_belongs_to_its_authors_review(comment: Any, actor: Actor) -> Blocker | None:
    review = comment.review
    if review is None:
        return None
    if (review.person_id, review.stage.kind, review.stage.body_id) == (
        comment.author_id,
        comment.stage,
        comment.body_id,
    ):
        return None
    return Blocker("review", "A comment comes with the review of the person whose it is, in the same stage.")


def whoever_abstains_makes_no_comment(comment: Any, actor: Actor) -> Blocker | None:
    """Who declares an interest takes no part in the matter."""
    if comment.review is None or comment.review.verdict != "abstains":
        return None
    return Blocker("abstains", "Who declares an interest and abstains makes no comments: take your remarks out first.")


def it_says_something(comment: Any, actor: Actor) -> Blocker | None:
    """A proposed wording may speak for itself; an objection needs its reason."""
    if comment.kind == "proposal":
        if comment.plan_as_a_whole_id is not None:
            return Blocker("no_wording", "No wording is proposed for a plan as a whole: say which part of it you mean.")
        return None if comment.proposed.strip() else Blocker("no_wording", "Write the wording you propose.")
    if comment.proposed.strip():
        return Blocker("no_wording", "A wording stands only in a comment that proposes one.")
    if comment.text.strip():
        return None
    if comment.kind == "objection":
        return Blocker("no_text", "Say why you object.")
    return Blocker("no_text", "Say what you have to say.")


def its_part_stands_there(comment: Any, actor: Actor) -> Blocker | None:
    """An indicator or a target is named beside the objective, or the activity, in which it stands; nothing is said any
    more of what has been withdrawn."""
    if getattr(comment.thing, "withdrawn", False):
        return Blocker("withdrawn", f"{capital(comment.name)} has been withdrawn: nothing more is said about it.")
    part = comment.indicator or comment.target
    if part is None:
        return None
    places = {(name, getattr(part, f"{name}_id", None)) for name in ("objective", "activity")}
    if (comment.root_name, comment.heading.pk) in places:
        return None
    return Blocker("part", f"What the comment is about is no part of {comment.heading}.")


def it_is_said_in_a_workshop(comment: Any, actor: Actor) -> Blocker | None:
    """Points are taken down, merged and given out where many are made at once."""
    if comment.stage == "workshop_review":
        return None
    return Blocker("no_workshop", "Points are taken down in a workshop; members of a committee send their reviews.")


def nothing_has_been_merged_into_it(comment: Any, actor: Actor) -> Blocker | None:
    if not comment.merged.all():
        return None
    return Blocker("merged", "Others have been merged into this comment: merge the other one into this.")


def it_has_no_answer_yet(comment: Any, actor: Actor) -> Blocker | None:
    if comment.merged_into_id is not None:
        return Blocker("answered", "This comment has been merged into another, and follows the answer of that one.")
    if not comment.disposition:
        return None
    return Blocker("answered", "This comment has been answered.")


def it_proposes_a_wording(comment: Any, actor: Actor) -> Blocker | None:
    if comment.kind == "proposal":
        return None
    return Blocker("no_wording", "This comment proposes no wording.")


def whoever_it_waits_for_answers(comment: Any, actor: Actor) -> Blocker | None:
    """The person it was given to, else the owner of the objective; the clerk of the stage's body for anybody. What is
    about no objective waits for the coordinator of the plan."""
    if comment.objective_id is None:
        return _the_coordinator_answers(comment, actor)
    if actor.on_behalf_of is not None and actor.pk in (comment.author_id, comment.said_by_id):
        return Blocker(
            "own_comment", "You made this comment: whom you stand in for answers it.", str(actor.on_behalf_of)
        )
    if actor.role_for("governance.move_objective", comment.heading.scopes("governance.move_objective")):
        return None
    if comment.owner_id is None:
        return only_its_owner(comment, actor)
    if comment.owner_id == actor.principal.pk:
        return None
    return Blocker(
        "not_owner",
        f"This comment on {comment} was given to {comment.owner} to answer.",
        cleared_by=str(comment.owner),
    )


def _the_coordinator_answers(comment: Any, actor: Actor) -> Blocker | None:
    plan = comment.plan
    if actor.role_for("governance.set_up_plan", plan.scopes("governance.set_up_plan")):
        return None
    return Blocker(
        "not_owner",
        f"Comments on {comment} are answered by the coordinator of the plan.",
        cleared_by=plan.who_may("governance.set_up_plan", actor),
    )

"""Guards on consultations: who asks, who answers, and what waits until they have."""

from __future__ import annotations

from datetime import date
from typing import Any

from governance.guards.approval import standing_approvals
from governance.guards.ownership import only_its_owner
from governance.guards.words import BEFORE_APPROVAL, capital, counted
from governance.marks import is_subject_to_consultation
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day


def every_required_consultation_is_recorded(thing: Any, actor: Actor) -> Blocker | None:
    """Nothing is approved while a party that must be asked has not answered, and nobody has said why it need not."""
    waiting = [each for each in thing.consultations.all() if each.required and each.state == "open"]
    if not waiting:
        return None
    named = ", ".join(f"{each.party} until {day(each.due_on)}" for each in waiting)
    return Blocker(
        "consultation",
        f"{counted(len(waiting), 'consultation is', 'consultations are')} not answered yet: {named}.",
        cleared_by=thing.who_may("governance.record_consultation", actor),
        where=_where_they_stand(thing),
    )


def the_chief_officer_was_consulted_on_a_changed_draft(objective: Any, actor: Actor) -> Blocker | None:
    """A text other than the draft the chief officer submitted is issued only after consulting them on that very text
    (Police Act 1996 s.8(3)-(4)). The body has the rule in force, or not, on the day of the approval."""
    in_force = _has_rule(objective.plan.body, "chief_officer_consulted", _approved_on(objective, actor))
    # The text is read only where the answer counts: before it has been submitted nothing can have changed.
    if not in_force or not objective.round or objective.submitted_seal == (now := objective.seal()):
        return None
    asked = [each for each in objective.consultations.all() if each.is_chief_officer]
    if any(each.state == "answered" and each.asked_seal == now for each in asked):
        return None
    earlier = any(each.state == "answered" for each in asked)
    return Blocker(
        "chief_officer",
        f"{capital(objective)} differs from the draft that its owner first submitted, and the chief officer has not "
        f"answered about the text as it is now{', only about an earlier one' if earlier else ''} "
        "(Police Act 1996 s.8(3)-(4)).",
        cleared_by=objective.who_may("governance.open_consultation", actor),
        where=_where_they_stand(objective),
    )


def waits_for_a_consultation(target: Any) -> Blocker | None:
    """Whom a target waits for, if it is still being consulted about, or says that it is subject to consultation."""
    says_so = is_subject_to_consultation(target.text)
    asked = target.objective if target.objective is not None else target.activity.plan
    about = [
        each
        for each in asked.consultations.all()
        if each.target_id == target.pk or (says_so and each.target_id is None)
    ]
    waiting = [each for each in about if each.required and each.state == "open"]
    if waiting:
        named = " and ".join(f"{each.party} until {day(each.due_on)}" for each in waiting)
        return Blocker("consultation", f"“{target.text}” waits for {named}.", where=_where_they_stand(asked))
    if says_so and not any(each.state != "open" for each in about):
        return Blocker(
            "consultation",
            f"“{target.text}” stays provisional until a consultation about it is recorded.",
            where=_where_they_stand(asked),
        )
    return None


def it_begins_open(consultation: Any, actor: Actor) -> Blocker | None:
    """Nothing comes into being answered."""
    if consultation.state == "open" and not consultation.view:
        return None
    return Blocker("state", f"{capital(consultation)} begins open.")


def what_it_is_about_is_not_decided_yet(consultation: Any, actor: Actor) -> Blocker | None:
    """A party is asked while its answer can still change something: before the approval, and again where the text of
    an approved objective was delegated, has changed, and waits to be approved anew."""
    root = consultation.root
    before = BEFORE_APPROVAL if consultation.objective is not None else ("draft", "in_review", "before_authority")
    if root.state in before or (consultation.objective is not None and _waits_to_be_approved_anew(root)):
        return None
    return Blocker("state", f"{capital(root)} is {root.get_state_display().lower()}: nothing is left to consult about.")


def _waits_to_be_approved_anew(objective: Any) -> bool:
    return objective.state == "approved" and not standing_approvals(objective)


def its_target_belongs_to_it(consultation: Any, actor: Actor) -> Blocker | None:
    """A target is asked about with its objective; that of a sustained activity with its plan."""
    target = consultation.target
    if target is None:
        return None
    if target.objective_id == consultation.objective_id and target.ledger_plan == consultation.ledger_plan:
        return None
    return Blocker("target", f"{capital(target)} is not part of {consultation.root}.")


def its_owner_or_a_coordinator_asks(consultation: Any, actor: Actor) -> Blocker | None:
    """Owners ask about their own objectives, coordinators about anything in their plan."""
    plan = consultation.its_plan
    if actor.role_for("governance.set_up_plan", plan.scopes("governance.set_up_plan")):
        return None
    if consultation.objective is not None:
        return only_its_owner(consultation, actor)
    return Blocker(
        "not_coordinator",
        "Only a coordinator consults about a plan as a whole.",
        cleared_by=plan.who_may("governance.set_up_plan", actor),
    )


def everybody_asks_in_their_own_name(consultation: Any, actor: Actor) -> Blocker | None:
    if consultation.opened_by_id == actor.pk:
        return None
    return Blocker("opener", "A consultation is opened by the person the party can turn to.")


def its_days_are_in_order(consultation: Any, actor: Actor) -> Blocker | None:
    if consultation.opened_on > actor.today:
        return Blocker("date", f"{day(consultation.opened_on)} is still to come: a party is asked first.")
    if consultation.due_on < consultation.opened_on:
        return Blocker("date", "An answer cannot be due before it was asked for.")
    return None


def it_is_still_open(consultation: Any, actor: Actor) -> Blocker | None:
    if consultation.state == "open":
        return None
    return Blocker("state", f"{capital(consultation)} is {consultation.get_state_display().lower()}.")


def it_has_not_run_out(consultation: Any, actor: Actor) -> Blocker | None:
    """A personal link works to the end of the day on which the answer is due."""
    if actor.today <= consultation.due_on:
        return None
    return Blocker(
        "run_out",
        f"The time for an answer ended on {day(consultation.due_on)}.",
        cleared_by=consultation.who_may("governance.open_consultation", actor),
        where=consultation.get_absolute_url(),
    )


def it_has_a_link(consultation: Any, actor: Actor) -> Blocker | None:
    if consultation.link:
        return None
    return Blocker("link", f"{capital(consultation)} has no link.")


def the_link_of_the_party_still_leads_to_it(consultation: Any, actor: Actor) -> Blocker | None:
    """A link that was revoked, or replaced, a moment ago opens nothing any more."""
    if consultation.link and getattr(actor, "link", "") == consultation.link:
        return None
    return Blocker("link", "This link does not lead to the consultation any more.")


def _has_rule(body: Any, kind: str, on: date) -> bool:
    return any(rule.kind == kind and rule.in_force_on(on) for rule in body.standing_rules.all())


def _approved_on(objective: Any, actor: Actor) -> date:
    """The day of the decision by which it is approved; today, as long as there is none."""
    approvals = standing_approvals(objective)
    return approvals[-1].decision.decided_on if approvals else actor.today


def _where_they_stand(thing: Any) -> str:
    """The page on which consultations about an objective, or about a plan, are listed."""
    if thing.pk is None:
        return ""
    address = thing.get_absolute_url()
    return f"{address}#consultations" if hasattr(thing, "owner_id") else f"{address}consultations/"

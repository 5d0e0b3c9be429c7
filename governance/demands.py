"""What a person must hand in with an act: statements like guards, about the form and not about the state of things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from governance.chronicle import last_change_of
from governance.exemption import list_in_force
from governance.guards import (
    DECIDED,
    LONGEST_TO_ANSWER,
    OPEN_RESOLUTIONS,
    capital,
    conditions_of,
    plan_approval,
    some_objectives,
    standing_approvals,
    waits_for_a_consultation,
    who_decides_on_it,
    why_it_withdraws_nothing,
)
from governance.marks import mark_in
from governance.naming import names, pattern_of
from governance.slips import is_another_sentence, what_it_would_promise
from workflow.acts import Given
from workflow.blockers import Blocker
from workflow.demands import a_reason
from workflow.words import day, listed

FOR_NOW = re.compile(r"\b(?:until|currently|for now|at present|not yet)\b", re.IGNORECASE)
"""Words by which a decision to set no target says that it will be looked at again"""


def a_last_day_within_the_term(dated: Any, given: Given) -> Blocker | None:
    last_day = given.details.get("last_day")
    if last_day is None or last_day < dated.starts_on - timedelta(days=1):
        return Blocker("last_day", "The last day cannot come before the term began.")
    if dated.ends_on is not None and last_day > dated.ends_on:
        return Blocker("last_day", f"The term already ends on {day(dated.ends_on)}.")
    return None


def the_reason_does_not_name_them(erasure: Any, given: Given) -> Blocker | None:
    """It is kept, and would say for ever who was erased."""
    if not names(pattern_of(erasure.person), given.because):
        return None
    return Blocker("named", "Give a reason that does not name the person: it is kept.")


def dates_in_order(stage: Any, given: Given) -> Blocker | None:
    opens_on, closes_on = given.details.get("opens_on"), given.details.get("closes_on")
    if opens_on is None or closes_on is None or opens_on <= closes_on:
        return None
    return Blocker("dates", "A stage cannot close before it opens.")


def a_reason_if_a_body_is_waived(stage: Any, given: Given) -> Blocker | None:
    """To go on without a body that was required is a waiver, and says why."""
    return a_reason(stage, given) if stage.required and not given.details.get("required", True) else None


def a_reason_to_withdraw_a_body(stage: Any, given: Given) -> Blocker | None:
    """A body that must be heard, or that somebody may count on, is not taken out of the route without a word."""
    return a_reason(stage, given) if stage.required or stage.plan.state != "draft" else None


def a_title_nobody_has_decided_under(heading: Any, given: Given) -> Blocker | None:
    """The title of an aspect, and of its priority, is part of the text of every objective under it."""
    aspects = heading.aspects.all() if hasattr(heading, "aspects") else [heading]
    decided = [each for aspect in aspects for each in aspect.objectives.all() if each.state in DECIDED]
    if given.details.get("title", heading.title) == heading.title:
        return None
    return some_objectives("decided", decided, "decided under this title")


def the_day_the_papers_go_out(stage: Any, given: Given) -> Blocker | None:
    if given.details.get("issued_on") == given.effective_on:
        return None
    return Blocker("date", "Say on which day the papers go out.")


def a_text_that_has_not_changed_since(stage: Any, given: Given) -> Blocker | None:
    """What is sealed is what went out: a text of that day, and not one of a later day."""
    changed = stage.changed_after(given.effective_on)
    if not changed:
        return None
    named = ", ".join(f"{objective} on {day(on)}" for objective, on in changed[:3])
    more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
    return Blocker("text_changed", f"What went out on {day(given.effective_on)} has changed since: {named}{more}.")


def the_plan_as_it_stood_on_the_page(outcome: Any, given: Given) -> Blocker | None:
    """What changed anywhere in a plan since a page was opened is not what the page showed, though its version is."""
    saw = given.details.get("saw")
    if not saw or outcome.plan is None or saw == outcome.plan.seal():
        return None
    changed = last_change_of(outcome.plan)
    return Blocker(
        "changed", f"{capital(outcome.plan)} has changed since you opened it. {changed} Look again, and decide then."
    )


def another_priority_of_its_plan(aspect: Any, given: Given) -> Blocker | None:
    priority = given.details.get("priority")
    if priority is None or priority.plan_id != aspect.plan_id or priority.withdrawn:
        return Blocker("priority", "Choose a priority of the same plan.")
    if priority.pk == aspect.priority_id:
        return Blocker("priority", f"{capital(aspect)} stands under {priority} already.")
    return None


def another_aspect_of_its_plan(objective: Any, given: Given) -> Blocker | None:
    aspect = given.details.get("aspect")
    if aspect is None or aspect.plan_id != objective.plan_id or aspect.withdrawn:
        return Blocker("aspect", "Choose an aspect of the same plan.")
    if aspect.pk == objective.aspect_id:
        return Blocker("aspect", f"{capital(objective)} stands under {aspect} already.")
    return None


def a_number_of_its_own(objective: Any, given: Given) -> Blocker | None:
    """No two objectives of an aspect have one number; an amendment has that of the text it amends."""
    number, aspect = given.details.get("number"), given.details.get("aspect") or objective.aspect
    if number is None:
        return None
    if number < 1:
        return Blocker("number", "A number is 1 or more.")
    same = {objective.pk, objective.amends_id} - {None}
    others = aspect.objectives.filter(number=number).exclude(state__in=("withdrawn", "superseded"))
    if any(each.pk not in same and each.amends_id not in same for each in others):
        return Blocker("number", f"{capital(aspect)} has an objective {number} already: choose another number.")
    return None


def a_disposition(comment: Any, given: Given) -> Blocker | None:
    """To waive is an act of its own, and another person's."""
    if given.details.get("disposition") not in ("", None, "waived"):
        return None
    return Blocker("disposition", "Say what becomes of the comment.")


def a_view(consultation: Any, given: Given) -> Blocker | None:
    if given.details.get("view"):
        return None
    return Blocker("view", "Say what the party thinks of the text.")


def what_it_would_change(consultation: Any, given: Given) -> Blocker | None:
    """Whoever objects, or wants changes, says which."""
    if given.details.get("view") not in ("agrees_with_changes", "objects") or given.details.get("answer", "").strip():
        return None
    return Blocker("answer", "Say what should be different: an objection, or a wish for changes, needs its words.")


def who_answers(consultation: Any, given: Given) -> Blocker | None:
    if given.details.get("answered_by", "").strip():
        return None
    return Blocker("answered_by", "Say who answers for the party.")


def a_day_on_which_it_can_have_come(consultation: Any, given: Given) -> Blocker | None:
    """An answer comes after the question, and is recorded after it has come."""
    received_on = given.details.get("received_on")
    if received_on is not None and consultation.opened_on <= received_on <= given.effective_on:
        return None
    return Blocker(
        "received_on",
        f"The answer must have come between {day(consultation.opened_on)}, when it was asked for, "
        f"and {day(given.effective_on)}.",
    )


def a_day_still_to_come(consultation: Any, given: Given) -> Blocker | None:
    """More time is given to a day that has not passed, and later than the one it has."""
    due_on = given.details.get("due_on")
    if due_on is not None and due_on >= given.effective_on and due_on > consultation.due_on:
        return None
    return Blocker(
        "due_on",
        f"Give a day after {day(consultation.due_on)} that has not passed: more time is never less.",
    )


def the_words_it_was_proposed_for(comment: Any, given: Given) -> Blocker | None:
    """Nobody puts a wording in place of words its author had not seen, unless they say that they mean it."""
    if not comment.is_stale or given.details.get("over_later_words"):
        return None
    return Blocker(
        "stale",
        f"The text has changed since this wording was proposed: it was “{comment.quoted}”, and is “{comment.words}” "
        "now. Say that you want it in place of the text as it is now, or answer without taking it in.",
        where=comment.get_absolute_url(),
    )


def a_comment_to_merge_it_into(comment: Any, given: Given) -> Blocker | None:
    """Another one on the same thing, made in the same stage, that is not merged itself."""
    into = given.details.get("into")
    if into is None or into.pk == comment.pk:
        return Blocker("merge", "Say which other comment it says the same as.")
    into.refresh_from_db(fields=["merged_into"])  # it stands in the same thing, which is locked by now
    if (into.root_name, into.heading.pk) != (comment.root_name, comment.heading.pk):
        return Blocker("merge", "Only comments on the same thing are merged.")
    if (into.stage, into.body_id) != (comment.stage, comment.body_id):
        return Blocker("merge", "Only comments of the same body in the same stage are merged.")
    if into.merged_into_id is not None:
        return Blocker("merge", "That comment has been merged itself: merge this into the same one.")
    return None


def a_comment_on_an_objective(comment: Any, given: Given) -> Blocker | None:
    if comment.objective_id is not None:
        return None
    return Blocker("no_objective", "Comments on the plan, its aspects and its activities wait for the coordinator.")


def a_verdict(review: Any, given: Given) -> Blocker | None:
    if given.details.get("verdict"):
        return None
    return Blocker("verdict", "Say what you think of what is before your body.")


def a_reason_for_the_verdict(review: Any, given: Given) -> Blocker | None:
    """Changes are asked for with a reason; an interest is declared by saying what it is (LGA 1972 s.94)."""
    verdict = given.details.get("verdict")
    if str(given.details.get("reason") or "").strip():
        return None
    if verdict == "asks_for_changes":
        return Blocker("reason", "Say why you ask for changes.")
    if verdict == "abstains":
        return Blocker("reason", "Say what your interest is.")
    return None


def a_cut_off_after_the_stage_opens(stage: Any, given: Given) -> Blocker | None:
    until = given.details.get("until")
    if until is None or until >= stage.opens_on:
        return None
    return Blocker("dates", f"Comments cannot end before the stage opens on {day(stage.opens_on)}.")


def a_day_not_before_its_approval(thing: Any, given: Given) -> Blocker | None:
    """Nothing is published before the day on which the body approved it."""
    on_the_plan = not hasattr(thing, "plan")
    approval = plan_approval(thing) if on_the_plan else next(reversed(standing_approvals(thing)), None)
    published_on = min(given.effective_on, given.details.get("published_on", given.effective_on))
    if approval is None or published_on >= approval.decision.decided_on:
        return None
    return Blocker(
        "date",
        f"{capital(thing)} was approved on {day(approval.decision.decided_on)}: "
        f"it cannot have been published on {day(published_on)}.",
    )


def a_day_not_before_its_conditions_were_cleared(thing: Any, given: Given) -> Blocker | None:
    """Nor while a condition of that approval was open."""
    published_on = min(given.effective_on, given.details.get("published_on", given.effective_on))
    for condition in conditions_of(thing):
        if condition.closed_on is not None and condition.closed_on > published_on:
            return Blocker(
                "date",
                f"“{condition.text}” was cleared on {day(condition.closed_on)}: "
                f"{thing} cannot have been published on {day(published_on)}.",
            )
    return None


def what_it_rests_on(condition: Any, given: Given) -> Blocker | None:
    """Whoever confirms says by what they know it: a letter, a minute, a figure."""
    if given.basis.strip():
        return None
    shows = "what has come, and where it is found" if condition.is_awaited else "what shows that the condition is met"
    return Blocker("basis", f"Say {shows}: it is kept with the confirmation.")


def the_day_it_was_cleared(condition: Any, given: Given) -> Blocker | None:
    """It takes effect on the day on which it was met or waived, and a condition is cleared after it was set."""
    if given.details.get("closed_on") != given.effective_on:
        return Blocker("closed_on", "Say on which day it was cleared.")
    decided_on = condition.decision.decided_on
    if given.effective_on >= decided_on:
        return None
    return Blocker(
        "closed_on", f"It was set on {day(decided_on)}: it cannot have been cleared on {day(given.effective_on)}."
    )


def a_day_after_its_last_use(delegation: Any, given: Given) -> Blocker | None:
    """What was decided under it stands: it is revoked from a day after that, and not before it was given."""
    revoked_on = given.details.get("revoked_on")
    if revoked_on is None or revoked_on != given.effective_on:
        return Blocker("revoked_on", "Say from which day on it is revoked.")
    given_on = delegation.decision.decided_on
    if revoked_on < given_on:
        return Blocker("revoked_on", f"It was given on {day(given_on)}: it cannot have been revoked before.")
    used = [each.decision.decided_on for each in _uses(delegation)]
    if not used or revoked_on > max(used):
        return None
    return Blocker(
        "revoked_on", f"Something was decided under it on {day(max(used))}, and stands: it is revoked from a later day."
    )


def _uses(delegation: Any) -> Iterator[Any]:
    yield from delegation.uses.all()
    for passed_on in delegation.passed_on.all():
        yield from _uses(passed_on)


def the_day_and_paper_of_a_report(decision: Any, given: Given) -> Blocker | None:
    """A decision under delegated authority is reported to a meeting, in a paper, after it was taken."""
    reported_on = given.details.get("reported_on")
    if reported_on is None or reported_on != given.effective_on:
        return Blocker("reported_on", "Say on which day it was reported.")
    if not str(given.details.get("reported_as") or "").strip():
        return Blocker("reported_as", "Say in which paper it was reported.")
    if reported_on >= decision.decided_on:
        return None
    decided = day(decision.decided_on)
    return Blocker("reported_on", f"It was decided on {decided}: it cannot have been reported before.")


def an_owner_who_holds_the_office(objective: Any, given: Given) -> Blocker | None:
    """An owner is somebody appointed as such in the group that holds the objective."""
    owner, held_by = given.details.get("owner"), given.details.get("held_by")
    if owner is None or held_by is None:
        return Blocker("no_office", "Say who is to own it, and in which group.")
    body = objective.plan.body
    if held_by.pk not in body.with_all_below() or (owner.pk, held_by.pk) in body.owners_on(given.effective_on):
        return None
    return Blocker("no_office", f"{owner} is not an objective owner of {held_by.short_name}.")


def a_holder_of_the_plans_body(objective: Any, given: Given) -> Blocker | None:
    """An objective is written by a group of the body whose plan it is, or by that body itself."""
    held_by, body = given.details.get("held_by"), objective.plan.body
    if held_by is None or held_by.pk in body.with_all_below():
        return None
    return Blocker("holder", f"{capital(held_by)} does not belong to {body}.")


def a_reason_once_it_is_no_draft(subject: Any, given: Given) -> Blocker | None:
    """Whoever writes a draft writes freely; once others have it, each change says why. What is part of no objective is
    part of its plan."""
    root = subject.root
    state = root.state if hasattr(root, "state") else root.plan.state
    return None if state == "draft" else a_reason(subject, given)


def a_paragraph_of_the_list_in_force(note: Any, given: Given) -> Blocker | None:
    """A number is good only in the list of the day on which it is given (LGA 1972 Schedule 12A; SI 2006/88)."""
    in_force = list_in_force(given.effective_on)
    paragraph = given.details.get("paragraph", note.paragraph)
    schedule = given.details.get("schedule", note.schedule)
    if in_force is not None and in_force.name == schedule and paragraph in in_force.paragraphs:
        return None
    on = day(given.effective_on)
    if in_force is None:
        return Blocker("paragraph", f"On {on} there was no list of what is exempt.")
    return Blocker(
        "paragraph", f"On {on} the list of what is exempt has {len(in_force.paragraphs)} paragraphs: say which."
    )


def a_target_of_its_objective(indicator: Any, given: Given) -> Blocker | None:
    target = given.details.get("target")
    if target is not None and target.pk in {each.pk for each in indicator.objective.targets.all()}:
        return None
    return Blocker("target", "An indicator and its target stand under the same objective.")


def a_basis_when_it_is_closed(target: Any, given: Given) -> Blocker | None:
    """An open target is closed only on a basis: what the figure, or the decision to have none, rests on."""
    becomes = given.details.get("resolution", target.resolution)
    if target.resolution not in OPEN_RESOLUTIONS or becomes in OPEN_RESOLUTIONS or given.basis.strip():
        return None
    return Blocker("basis", "Give the basis of the target: what the figure, or the decision to have none, rests on.")


def no_consultation_it_still_waits_for(target: Any, given: Given) -> Blocker | None:
    """What is subject to consultation stays provisional until the answer is recorded."""
    becomes = given.details.get("resolution", target.resolution)
    if target.resolution not in OPEN_RESOLUTIONS or becomes in OPEN_RESOLUTIONS:
        return None
    return waits_for_a_consultation(target)


def no_mark_left_in_a_resolved_target(target: Any, given: Given) -> Blocker | None:
    """Nobody guesses: a text that still says “??” is not resolved by calling it so."""
    text = given.details.get("text", target.text)
    becomes = given.details.get("resolution", target.resolution)
    if becomes != "resolved":
        return None
    if not text.strip():
        return Blocker("no_text", "A resolved target has a text.")
    if mark := mark_in(text):
        return Blocker("mark", f"The text still says “{mark}”, so the target is not resolved.")
    return None


def an_explanation_if_it_is_not_set(target: Any, given: Given) -> Blocker | None:
    becomes = given.details.get("resolution", target.resolution)
    explanation = given.details.get("explanation", target.explanation)
    if becomes != "deliberately_not_set" or explanation.strip():
        return None
    return Blocker("explanation", "Say why no target is set.")


def a_day_to_look_again_if_it_is_not_set_for_now(target: Any, given: Given) -> Blocker | None:
    values = {name: given.details.get(name, getattr(target, name)) for name in ("resolution", "text", "explanation")}
    said = FOR_NOW.search(f"{values['text']} {values['explanation']}")
    if values["resolution"] != "deliberately_not_set" or not said or given.details.get("review_on", target.review_on):
        return None
    return Blocker("review", f"“{said[0]}” says that no target is set for now: give the day to look at it again.")


def a_holder_if_it_is_delegated(target: Any, given: Given) -> Blocker | None:
    becomes = given.details.get("resolution", target.resolution)
    holder = given.details.get("holder", target.holder)
    if becomes != "delegated" or holder.strip():
        return None
    return Blocker("holder", "Say who sets the target instead.")


def an_answer_to_a_finding(finding: Any, given: Given) -> Blocker | None:
    """A body agrees or does not, and says what it will do, or why not."""
    view, answer = given.details["view"], given.details["answer"]
    if view not in ("agreed", "not_agreed"):
        return Blocker("view", "Say whether the body agrees.")
    if answer.strip():
        return None
    return Blocker("answer", "Say what will be done." if view == "agreed" else "Say why the body does not agree.")


def a_day_by_which_it_is_done(finding: Any, given: Given) -> Blocker | None:
    """What was agreed is done by a day."""
    done_by = given.details["done_by"]
    if given.details["view"] != "agreed" or (done_by is not None and done_by >= given.effective_on):
        return None
    return Blocker("done_by", "Say by which day it will be done: today or later.")


def the_day_of_the_act(subject: Any, given: Given) -> Blocker | None:
    if given.details["on"] == given.effective_on:
        return None
    return Blocker("date", "It is said on the day on which it takes effect.")


def days_to_answer(finding: Any, given: Given) -> Blocker | None:
    if 1 <= given.details["days"] <= LONGEST_TO_ANSWER:
        return None
    return Blocker("days", f"Leave between 1 and {LONGEST_TO_ANSWER} working days to answer.")


def a_public_note(thing: Any, given: Given) -> Blocker | None:
    """Whoever corrects says in public what was wrong."""
    if given.because.strip():
        return None
    return Blocker("reason", "Say what was wrong: the note is published beside the correction.")


def a_wording_that_promises_the_same(thing: Any, given: Given) -> Blocker | None:
    """A correction puts a wording right; no figure, unit, date or direction changes by it, nor the sense as a whole."""
    old, new = thing.words, str(given.details.get("words") or "").strip()
    if not new:
        return Blocker("words", "Write the whole wording as it should read.")
    if other := what_it_would_promise(old, new):
        named = listed([_said_instead(was, now) for was, now in other])
        return Blocker(
            "promise",
            f"That would promise something else ({named}). A correction changes the wording only: what is promised "
            "needs an amendment and a decision.",
        )
    if old and is_another_sentence(old, new):
        return Blocker(
            "promise",
            "That is another sentence, and not a slip put right. What is promised needs an amendment and a decision.",
        )
    return None


def _said_instead(was: str, now: str) -> str:
    if was and now:
        return f"“{now}” for “{was}”"
    return f"“{now}” added" if now else f"“{was}” left out"


def a_decision_to_withdraw_it(objective: Any, given: Given) -> Blocker | None:
    """What the public has read leaves the plan by a decision of a body with the power, and that is named."""
    chosen = given.details.get("decision")
    if objective.state != "published":
        return None
    if chosen is None:
        who = who_decides_on_it(objective)
        return Blocker("decision", f"Choose the decision by which it is withdrawn: {who} has to have taken it.")
    why = why_it_withdraws_nothing(objective, chosen, given.effective_on)
    return Blocker("decision", why) if why else None

"""Addresses of what is published and corrected: their lines of the table, and a plan of the year before that is."""

from __future__ import annotations

from functools import partial
from typing import Any

from governance import procedures
from governance.models import Decision, Objective, Outcome, Plan
from tests.workflow.many import many_before_the_authority
from tests.world import FEB_8, JAN_15, MAR_31, World, acting
from workflow.gate import perform, perform_each

OF_A_CORRECTION = {"seen": "{published_version}", "because": "A letter was left out."}
FORMS = {
    "correct it": {**OF_A_CORRECTION, "words": "To reduce street crimes"},
    "correct its indicator": {**OF_A_CORRECTION, "words": "Recorded street crime"},
    "correct its note": {**OF_A_CORRECTION, "words": "See the annexe."},
    "correct its action point": {**OF_A_CORRECTION, "words": "More patrols"},
    "correct its target": {**OF_A_CORRECTION, "words": "Reduce by 5 per cent."},
}

TABLE = """
published | | nothing | 200 | 405 | 405
published_changes | | nothing | 200 | 405 | 405
published_search | ?q=street | nothing | 200 | 405 | 405
ledger_heads | | nothing | 200 | 405 | 405
ledger_heads_json | | nothing | 200 | 405 | 405
changes_feed | | nothing | 200 | 405 | 405
plan_feed | {old_plan} | nothing | 200 | 405 | 405
plan_feed | {plan} | nothing | 404 | 405 | 405
compare_editions | {old_plan} | nothing | 200 | 405 | 405
compare_editions | {old_plan} ?from=1&to=7 | nothing | 404 | 405 | 405
published_plan | {old_plan} | nothing | 200 | 405 | 405
published_plan | {plan} | nothing | 404 | 405 | 405
editions | {old_plan} | nothing | 200 | 405 | 405
edition | {old_plan} 1 | nothing | 200 | 405 | 405
edition | {old_plan} 2 | nothing | 404 | 405 | 405
edition_objective | {old_plan} 1 {old_objective} | nothing | 200 | 405 | 405
edition_target | {old_plan} 1 {old_target} | nothing | 200 | 405 | 405
published_plan_decisions | {old_plan} | nothing | 200 | 405 | 405
published_plan_decisions | {plan} | nothing | 404 | 405 | 405
published_decisions | | nothing | 200 | 405 | 405
published_decision | {public_decision} | nothing | 200 | 405 | 405
published_decision | {under} | nothing | 404 | 405 | 405
published_meetings | | nothing | 200 | 405 | 405
published_meeting | {held} | nothing | 200 | 405 | 405
published_minutes | {held} | nothing | 200 | 405 | 405
published_minutes | {sitting} | nothing | 404 | 405 | 405
published_bodies | | nothing | 200 | 405 | 405
published_body | {body} | nothing | 200 | 405 | 405
published_body | {tp} | nothing | 404 | 405 | 405
body_feed | {body} | nothing | 200 | 405 | 405
published_objective | {published} | nothing | 200 | 405 | 405
published_objective | {draft} | nothing | 404 | 405 | 405
published_target | {published_target} | nothing | 200 | 405 | 405
published_target | {target} | nothing | 404 | 405 | 405
published_target_chart | {gone_target} | nothing | 200 | 405 | 405
published_target_chart | {published_target} | nothing | 404 | 405 | 405
published_target_chart | {target} | nothing | 404 | 405 | 405
edition_target_chart | {gone_plan} 1 {gone_target} | nothing | 200 | 405 | 405
edition_target_chart | {old_plan} 1 {old_target} | nothing | 404 | 405 | 405
published_plan | {gone_plan} | nothing | 200 | 405 | 405
published_objective | {gone} | nothing | 200 | 405 | 405
published_target | {gone_target} | nothing | 200 | 405 | 405
published_decision | {gone_decision} | nothing | 200 | 405 | 405
edition | {gone_plan} 2 | nothing | 200 | 405 | 405
edition | {gone_plan} 3 | nothing | 404 | 405 | 405
edition_objective | {gone_plan} 1 {gone} | nothing | 200 | 405 | 405
edition_objective | {gone_plan} 2 {gone} | nothing | 200 | 405 | 405
edition_target | {gone_plan} 2 {gone_target} | nothing | 200 | 405 | 405
objective | {gone} | nothing | 200 | 405 | 405
target | {gone_target} | nothing | 200 | 405 | 405
objective_act | {published} correct | correct it | in; 200 | in; done clare; 409 | =
correct_indicator | {published_indicator} | correct its indicator | in; 200 | in; done clare; 409 | =
correct_note | {published_note} | correct its note | in; 200 | in; done clare; 409 | =
correct_action_point | {published_point} | correct its action point | in; 200 | in; done clare; 409 | =
target_act | {published_target} correct | correct its target | in; 200 | in; done clare; 409 | =
"""


PAGES = [
    "/published/",
    "/published/changes/",
    "/published/search/?q=aim",
    "/published/search/?q=nothing+at+all",
    "/published/ledger/",
    "/published/decisions/",
    "/published/decisions/{public_decision}/",
    "/published/meetings/",
    "/published/meetings/{out}/",
    "/published/bodies/",
    "/published/bodies/{mpa}/",
    "/published/plans/{old_plan}/",
    "/published/plans/{old_plan}/decisions/",
    "/published/plans/{old_plan}/changes/",
    "/published/plans/{old_plan}/editions/",
    "/published/plans/{old_plan}/editions/1/",
    "/published/plans/{old_plan}/editions/1/objectives/{old_objective}/",
    "/published/plans/{old_plan}/editions/1/targets/{old_target}/",
    "/published/objectives/{old_objective}/",
    "/published/targets/{old_target}/",
    "/published/plans/{gone_plan}/",
    "/published/plans/{gone_plan}/editions/1/",
    "/published/plans/{gone_plan}/editions/2/",
    "/published/plans/{gone_plan}/editions/1/objectives/{gone}/",
    "/published/plans/{gone_plan}/editions/2/objectives/{gone}/",
    "/published/plans/{gone_plan}/editions/2/targets/{gone_target}/",
    "/published/objectives/{gone}/",
    "/published/targets/{gone_target}/",
    "/published/decisions/{gone_decision}/",
    "/published/nothing/here/",
]
"""what is looked at in a browser, with the names of tests/journeys/test_every_page.py"""


COMPARABLE = {"form": "rate_or_share", "unit": "per cent", "baseline": "8 per cent"}
"""what makes of “5 per cent” a figure that is drawn beside its baseline"""


def a_published_plan(world: World, count: int = 1, year: str = "2000/01") -> dict[str, Any]:
    """One with `count` objectives, published as a whole."""
    plan = publish_a_plan(world, count, year)
    objective = plan.objectives.first()
    return {
        "old_plan": plan.slug,
        "old_objective": objective.pk,
        "old_target": objective.targets.get().pk,
        "public_decision": objective.outcomes.get().decision_id,
    }


def a_withdrawn_objective(world: World, year: str = "1999/00") -> dict[str, Any]:
    """One of two in a published plan, by a decision of the day of publication; its target can be compared with where
    things stood."""
    plan = publish_a_plan(world, 2, year, **COMPARABLE)
    gone = withdraw_from(world, plan, 1)[0]
    return {
        "gone_plan": plan.slug,
        "gone": gone.pk,
        "gone_target": gone.targets.get().pk,
        "gone_decision": gone.withdrawn_under_id,
    }


def withdraw_from(world: World, plan: Plan, count: int) -> list[Objective]:
    """The first `count` objectives leave a published plan, by one act."""
    clare = acting(world.clare, MAR_31)
    decision = Decision(
        plan=plan, body=world.mpa, circulated_on=JAN_15, decided_on=MAR_31, reference=f"MPA {plan.financial_year}, less"
    )
    perform(decision.record, actor=clare)
    leaving = list(plan.objectives.all()[:count])
    acts = [partial(each.withdraw_published, decision=decision) for each in leaving]
    perform_each(acts, actor=clare, because="A new law took its place.")
    return list(Objective.objects.filter(pk__in=[each.pk for each in leaving]))


def publish_a_plan(world: World, count: int, year: str, **of_targets: str) -> Plan:
    """A plan with `count` objectives that has come all the way."""
    objectives = many_before_the_authority(world, count, year, **of_targets)
    plan, clare = objectives[0].plan, acting(world.clare, MAR_31)
    perform_each([objective.approve for objective in objectives], actor=clare)
    perform(plan.refer, actor=acting(world.colin, MAR_31))
    decision = Decision(
        plan=plan, body=world.mpa, circulated_on=JAN_15, decided_on=FEB_8, reference=f"MPA {year}, the plan"
    )
    perform(decision.record, actor=clare)
    perform(Outcome(decision=decision, plan=plan, kind="approved").record, actor=clare)
    perform(plan.approve, actor=clare)
    procedures.publish_plan(plan, actor=clare, on=MAR_31)
    return plan

"""From facts to verdicts: pure functions, in which nothing is read and no clock is asked.

Every rule that applies gives a reason with a verdict of its own; the worst decides, and of several equally bad ones the
first rule. An objective is as its worst part. *Cannot* is said of what the dates rule out and of nothing else: what
somebody could still do is *at risk* at most.
"""

from __future__ import annotations

from dataclasses import replace

from governance.readiness import item_rules, target_rules
from governance.readiness.facts import Facts, Horizon, ItemFacts, TargetFacts
from governance.readiness.reasons import Finding, Reason, Verdict, in_order


def verdicts(facts: Facts, horizon: Horizon) -> list[Finding]:
    """A finding for every objective and activity, each followed by those for its targets, in the order of the plan.

    The same facts give the same answer, in whatever order they come; a later day for the papers makes none worse.
    """
    found: list[Finding] = []
    for item in sorted(facts.items, key=_in_the_plan):
        of_targets = [of_target(item, target, horizon) for target in sorted(item.targets, key=_as_written)]
        found += [_of_item(item, of_targets, facts, horizon), *of_targets]
    return found


def of_target(item: ItemFacts, target: TargetFacts, horizon: Horizon) -> Finding:
    """The verdict on a target by itself."""
    rules = target_rules.why_open if target.is_open else target_rules.why_closed
    return Finding(item, target, in_order(list(rules(item, target, horizon))))


def _of_item(item: ItemFacts, of_targets: list[Finding], facts: Facts, horizon: Horizon) -> Finding:
    """As its worst part: what speaks against it, and what decides each of its targets that is not resolved."""
    own = list(item_rules.why(item, facts, horizon))
    reasons = [reason for reason in own if reason.verdict != Verdict.RESOLVED]
    reasons += [_carried(finding) for finding in of_targets if finding.verdict != Verdict.RESOLVED]
    return Finding(item, None, in_order(reasons or own))


def _carried(finding: Finding) -> Reason:
    """What decides a target, said of the objective it belongs to."""
    reason, target = finding.reasons[0], finding.target
    return replace(reason, sentence=f"{target.name}: {reason.sentence}") if target else reason


def _in_the_plan(item: ItemFacts) -> tuple[bool, int, int]:
    return item.kind != "objective", item.order, item.key


def _as_written(target: TargetFacts) -> int:
    return target.key

"""The answer for a whole plan: one sentence, the counts behind it, and how it would be if."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from governance.notice.counting import Notice
from governance.readiness.burn_down import BurnDown
from governance.readiness.facts import Facts, Horizon
from governance.readiness.reasons import Finding, Verdict
from governance.readiness.verdicts import verdicts
from workflow.words import day


class Count(NamedTuple):
    """How many objectives and targets have one verdict."""

    verdict: Verdict
    objectives: int
    targets: int


class Condition(NamedTuple):
    """An open target as a condition of the approval: who has to meet it, and by when."""

    name: str
    owner: str
    due_on: date
    where: str


@dataclass(frozen=True)
class Answer:
    """The verdicts on everything in a plan, for one meeting."""

    facts: Facts
    horizon: Horizon

    @cached_property
    def findings(self) -> list[Finding]:
        """Every objective and activity, each followed by its targets, in the order of the plan."""
        return verdicts(self.facts, self.horizon)

    @property
    def objectives(self) -> list[Finding]:
        return [each for each in self.findings if each.target is None and each.item.kind == "objective"]

    @property
    def targets(self) -> list[Finding]:
        return [each for each in self.findings if each.target is not None]

    @property
    def unresolved(self) -> list[Finding]:
        """The targets that are still open."""
        return [each for each in self.targets if each.target and each.target.is_open]

    @cached_property
    def counts(self) -> list[Count]:
        """How many of each, from worst to best."""
        of_objectives = Counter(each.verdict for each in self.objectives)
        of_targets = Counter(each.verdict for each in self.targets)
        return [Count(each, of_objectives[each], of_targets[each]) for each in reversed(Verdict)]

    @property
    def whose(self) -> str:
        """Where unresolved targets stand, if not all in objectives: the page of a plan counts only those that do."""
        elsewhere = sum(each.item.kind != "objective" for each in self.unresolved)
        if not elsewhere:
            return ""
        verb = "belongs to a sustained activity" if elsewhere == 1 else "belong to sustained activities"
        return f"{elsewhere} of the {_things(len(self.unresolved), 'unresolved target')} {verb}, and no objective."

    @property
    def worst(self) -> Verdict:
        """The verdict on the plan: it is as its worst part."""
        return max((each.verdict for each in self.findings), key=lambda each: each.badness, default=Verdict.RESOLVED)

    @property
    def headline(self) -> str:
        """Whether the body can approve at that meeting, in one sentence."""
        body = self.facts.approval.name if self.facts.approval else "Nobody on the route"
        meeting, papers = day(self.horizon.meeting_on), day(self.horizon.papers_on)
        if not self.findings:
            return f"{body} has nothing to approve on {meeting}: there is no objective in the plan yet."
        much = self._how_much(self.worst)
        return {
            Verdict.CANNOT: f"{body} cannot approve on {meeting}: {much} cannot be ready by {papers}, when the papers "
            "must go out.",
            Verdict.AT_RISK: f"{body} may not be able to approve on {meeting}: {much} at risk of not being ready by "
            f"{papers}, when the papers must go out.",
            Verdict.LIKELY: f"{body} can probably approve on {meeting}: {much} likely to be ready by {papers}, when "
            "the papers must go out, and nothing is worse.",
            Verdict.RESOLVED: f"{body} can approve on {meeting}: everything is ready.",
        }[self.worst]

    def _how_much(self, verdict: Verdict) -> str:
        """6 of 41 objectives, or else what waits beside them; are or is where a verdict needs it."""
        objectives = sum(each.verdict == verdict for each in self.objectives)
        verb = "" if verdict == Verdict.CANNOT else " is" if objectives == 1 else " are"
        if objectives:
            return f"{objectives} of {_things(len(self.objectives), 'objective')}{verb}"
        beside = [each for each in self.findings if each.target is None and each.verdict == verdict]
        activities = sum(each.item.kind == "activity" for each in beside)
        if not activities:
            return f"the plan as a whole{'' if verdict == Verdict.CANNOT else ' is'}"
        named = "sustained activity" if activities == 1 else "sustained activities"
        verb = "" if verdict == Verdict.CANNOT else " is" if activities == 1 else " are"
        return f"{activities} {named}{verb}"

    def conditions(self, due_on: date) -> list[Condition]:
        """The open targets that would be conditions of the approval."""
        return [
            Condition(
                f"{target.name} of {item.name}",
                item.owner.name if item.owner else item.cleared_by,
                due_on,
                target.where,
            )
            for item in self.facts.items
            for target in item.conditions
        ]

    def as_json(self) -> dict[str, Any]:
        """The whole answer as plain values, the same for the same facts."""
        return {
            "plan": self.facts.plan,
            "as_at": self.horizon.today.isoformat(),
            "meeting_on": self.horizon.meeting_on.isoformat(),
            "papers_on": self.horizon.papers_on.isoformat(),
            "answer": self.headline,
            "verdict": self.worst,
            "counts": {
                count.verdict: {"objectives": count.objectives, "targets": count.targets} for count in self.counts
            },
            "findings": [_as_json(each) for each in self.findings],
        }


@dataclass(frozen=True)
class Difference:
    """What a supposition would change."""

    gained: list[Finding]
    """objectives that could then be ready and could not before, as they would be"""
    lost: list[Finding]
    """objectives that could be ready and then could not"""

    @property
    def in_words(self) -> str:
        if not self.gained and not self.lost:
            return "It would change nothing about which objectives can be ready."
        told = []
        if self.gained:
            told.append(f"{_more(len(self.gained))} would be ready or likely to be: {_named(self.gained)}.")
        if self.lost:
            told.append(f"{_things(len(self.lost), 'objective')} would no longer be: {_named(self.lost)}.")
        return " ".join(told)


def difference(real: Answer, supposed: Answer) -> Difference:
    """What would be ready, or likely to be, that is not now; and the other way round."""
    before = {each.item.key: _is_good(each) for each in real.objectives}
    changed = [each for each in supposed.objectives if before.get(each.item.key) != _is_good(each)]
    return Difference([each for each in changed if _is_good(each)], [each for each in changed if not _is_good(each)])


@dataclass(frozen=True)
class Readiness:
    """What the page and the command tell."""

    answer: Answer
    notice: Notice
    """by when the papers must go out, day by day"""
    burn_down: BurnDown
    supposed: Answer | None = None
    """the answer to what if, where somebody asked"""
    conditions: tuple[Condition, ...] = ()

    @property
    def difference(self) -> Difference | None:
        return difference(self.answer, self.supposed) if self.supposed else None


SHOWN = 5


def _named(findings: Iterable[Finding]) -> str:
    names = [each.item.name for each in findings]
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _more(count: int) -> str:
    return "1 more objective" if count == 1 else f"{count} more objectives"


def _things(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


def _is_good(finding: Finding) -> bool:
    return finding.verdict in (Verdict.RESOLVED, Verdict.LIKELY)


def _as_json(finding: Finding) -> dict[str, Any]:
    return {
        "about": finding.name,
        "kind": "target" if finding.target else finding.item.kind,
        "owner": finding.item.owner.name if finding.item.owner else None,
        "verdict": finding.verdict,
        "reasons": [
            {"sentence": each.sentence, "verdict": each.verdict, "cleared_by": each.cleared_by, "where": each.where}
            for each in finding.reasons
        ],
        **({"resolution": finding.target.resolution} if finding.target else {}),
    }

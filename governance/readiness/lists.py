"""The findings as lists that people work through: by whose they are, or by what stands in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.db import models

from governance.readiness.reasons import Finding, Verdict


class By(models.TextChoices):
    """In what order people work through what is not ready."""

    OWNER = "owner", "Owner"
    BLOCKER = "blocker", "What stands in the way"


NOBODY = "Nobody owns these"
ACTIVITIES = "Sustained activities"
THE_PLAN = "The plan as a whole"
OF_NOBODY = {"plan": THE_PLAN, "objective": NOBODY, "activity": ACTIVITIES}


class Group(NamedTuple):
    """What belongs together, with how many there are of each verdict."""

    name: str
    counts: tuple[tuple[Verdict, int], ...]
    findings: list[Finding]

    @property
    def in_words(self) -> str:
        """3 cannot, 1 at risk."""
        return ", ".join(f"{count} {verdict.label}" for verdict, count in self.counts)


class Row(NamedTuple):
    """One finding in a list that is cut into pages, with its group."""

    group: Group
    finding: Finding


def groups_of(findings: Iterable[Finding], by: str, verdict: str = "") -> list[Group]:
    """The findings in groups; of targets that are resolved only those that are asked for.

    By owner in the order of names, each with their part of the plan as it stands in it; by what stands in the way the
    worst first.
    """
    named: dict[str, list[Finding]] = {}
    for finding in findings:
        if _is_shown(finding, verdict):
            name = _owner(finding) if by == By.OWNER else finding.reasons[0].blocker
            named.setdefault(name, []).append(finding)
    groups = [_group(name, own) for name, own in named.items()]
    return sorted(groups, key=_by_name if by == By.OWNER else _worst_first)


def rows_of(groups: Iterable[Group]) -> list[Row]:
    """One row after the other, to be cut into pages."""
    return [Row(group, finding) for group in groups for finding in group.findings]


def is_listed(finding: Finding) -> bool:
    """An activity passes no stage and is as its targets are: these are listed, and it is not."""
    return finding.target is not None or finding.item.kind != "activity"


def _is_shown(finding: Finding, verdict: str) -> bool:
    if verdict:
        return is_listed(finding) and finding.verdict == verdict
    return is_listed(finding) and (finding.target is None or finding.verdict != Verdict.RESOLVED)


def _owner(finding: Finding) -> str:
    return finding.item.owner.name if finding.item.owner else OF_NOBODY[finding.item.kind]


def _group(name: str, findings: list[Finding]) -> Group:
    counted = Counter(each.verdict for each in findings)
    return Group(name, tuple((each, counted[each]) for each in reversed(Verdict) if counted[each]), findings)


def _by_name(group: Group) -> tuple[int, str]:
    of_nobody = list(OF_NOBODY.values())
    return of_nobody.index(group.name) + 1 if group.name in of_nobody else 0, group.name


def _worst_first(group: Group) -> tuple[int, int, str]:
    worst, count = group.counts[0]
    return -worst.badness, -count, group.name

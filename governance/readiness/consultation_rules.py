"""What a consultation without an answer means for what waits for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from governance.readiness.facts import ConsultationFacts, Horizon
from governance.readiness.reasons import Hurdle, Reason, Verdict
from workflow.words import day


def a_party_has_not_answered(asked: Iterable[ConsultationFacts], horizon: Horizon) -> Iterator[Reason]:
    """One reason for each party, by the day on which its answer is due."""
    for each in sorted(asked, key=lambda one: (-one.due_on.toordinal(), one.party)):
        verdict, when = _by_its_day(each, horizon)
        sentence = f"{each.party} has been consulted and has not answered: {when}."
        yield Reason(verdict, Hurdle.CONSULTATION, sentence, each.party, each.where, about=each.party)


def _by_its_day(asked: ConsultationFacts, horizon: Horizon) -> tuple[Verdict, str]:
    due = f"its answer is due on {day(asked.due_on)}"
    if asked.due_on > horizon.papers_on:
        return Verdict.CANNOT, f"{due}, after the papers must go out"
    if horizon.days_left < 0:
        return Verdict.CANNOT, "the papers have gone out"
    if asked.due_on < horizon.today:
        return Verdict.AT_RISK, f"its answer was due on {day(asked.due_on)}"
    if asked.due_on == horizon.papers_on:
        return Verdict.AT_RISK, f"{due}, the very day the papers must go out"
    return Verdict.LIKELY, due
